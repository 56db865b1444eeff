"""The outcomes that a page which was asked for as an article can come to.

Every such page ends in exactly one of them, counted in the stat
``newsbot/pages/<outcome>``.
"""

OUTCOMES: dict[str, str] = {
    "delivered": "a new article, written to the output",
    "revised": "a known article that has changed, delivered again",
    "withdrawn": "a known article that the site no longer has, delivered once more",
    "unchanged": "a known article that was looked at again and is the same",
    "gone": "a known article that was not there for the first time",
    "unseen": "a known article that was looked for and could not be seen",
    "duplicate": "an article with the text of an earlier one, left out by a setting",
    "known": "an article that had been delivered before, under another address",
    "filtered": "an article that the filters of all feeds leave out",
    "old": "an article from before -a since=",
    "later": "an article from after -a until=",
    "not_article": "a page of another kind: an attachment, an archive, an embed",
    "protected": "a post that asks for a password",
    "redirected": "an address that leads to another post",
    "forbidden": "an address that robots.txt asks crawlers to leave alone",
    "refused": "an answer that refuses crawlers",
    "failed": "no answer, an error, another page in its place, or one of several lost",
    "not_found": "still not there, under an address that no list names any more",
    "quarantined": "a page whose headline or body was not found, kept with the reason",
    "rejected": "an article that a feed of the output could not write",
}
"""Outcome → what it means."""

DELIVERED = ("delivered", "revised", "withdrawn")
"""Outcomes of pages that have given a line of the output."""

MISSED = ("refused", "failed", "quarantined", "rejected")
"""Outcomes of pages that should have given an article."""

TRIED_AGAIN = ("not_found", "protected", *MISSED)
"""Outcomes of pages that are asked for again wherever they were found: what has a
password today may have none when the lists do not name it any more."""

LEFT_OUT = (
    "duplicate",
    "filtered",
    "old",
    "later",
    "not_article",
    "protected",
    "redirected",
    "forbidden",
    *MISSED,
)
"""Outcomes by which an address that a site lists is no delivered article."""
