"""Addresses at which another article stands now.

WordPress gives the name of a deleted post to the next one that asks for it; and a post
that is published anew, as all are of a site that was moved, has another number.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from newsbot.arabic.text import clean
from newsbot.revisions.fields import COMPARED, Fields
from newsbot.similarity import key_hash, url_key

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from newsbot.items import Article
    from newsbot.ledger import Ledger, Watched
    from newsbot.sites.profile import Profile

_MOST = 3
"""So many articles that have come up in a list are looked at: editors move few."""


def as_delivered(article: Mapping[str, Any]) -> Fields:
    """The fields of *article*, which no pipeline has cleaned yet, as of what was
    delivered."""
    texts = {name: clean(article.get(name) or "") for name in ("title", "text")}
    return Fields.of({**article, **texts})


def is_republished(last: Fields | None, article: Article) -> bool:
    """Whether *article*, at the same address and with another number, is what it was,
    by its text, or, where there is none, by its headline.

    :param last: what stood there when it was delivered last; None if that is not known
    """
    if last is None:
        return False
    now = as_delivered(vars(article))
    name = "text" if last.has("text") or now.has("text") else "title"
    place = COMPARED.index(name)
    # The rule that gave the value, which comes before it, may be another one.
    return last.values[place][2:] == now.values[place][2:] != ""


def is_successor(ledger: Ledger, site: str, article: Article, watched: Watched) -> bool:
    """Whether *article*, which stands at the address of *watched* with a number of its
    own, has taken that address over: nothing is known of it, or just this."""
    numbers = (article.id.rpartition(":")[2], watched.id.rpartition(":")[2])
    if not all(number.isdecimal() for number in numbers):
        return False
    known = ledger.delivered(site, article_id=article.id)
    if known is None:
        return True
    holder = ledger.delivered(site, url_keys=[url_key(watched.url)])
    return holder is not None and holder.id == article.id


def come_up(before: Sequence[str], now: Sequence[str], rules: Profile) -> list[str]:
    """Some addresses of a list that stand further up than they did: one that was below,
    and those of which none was there, above others that were. Where they are known,
    somebody has moved the article in time, or another one has its address.

    :param rules: those of the site. Where they tell no list, there are none: it may be
        one of what is read most, which changes always
    """
    if not rules.rule("listing", "entries"):
        return []
    earlier = dict.fromkeys(map(key_hash, before))
    rows = {key_hash(url): url for url in reversed(now)}
    keys = [*reversed(rows)]
    was = [key for key in earlier if key in rows]
    known = [key for key in keys if key in earlier]
    found = [key for old, key in zip(was, known, strict=True) if old != key][:1]
    above = keys[: keys.index(known[-1])] if known else []
    new = [key for key in above if key not in earlier]
    return [rows[key] for key in (*found, *new)][:_MOST]
