"""Pages of a listing that are not there, although the page above names them.

A theme whose «next» link stands on its last page, too, names a page that never comes; a
site that has lost its rewrite rules answers 404 to every page but the first, until
somebody comes to work. Only time tells the two apart.
"""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Any

from newsbot.pages.html import absolute

if TYPE_CHECKING:
    from datetime import datetime

    from newsbot.pages.listing import ListingPage

# What breaks on the eve of a free day is mended after a weekend.
_BELIEVED = timedelta(days=3)
# So long a page that was looked for is remembered: a list that always names a page
# behind its last one is not walked so far every day.
_KEPT = timedelta(days=30)


class MissingPages:
    """The pages of one listing that were looked for and not found.

    :param noted: what earlier walks have noted of them
    :param now: the time of this walk
    """

    def __init__(self, noted: Any, now: datetime) -> None:
        self._now = int(now.timestamp())
        # Earlier versions have noted no time.
        known: dict[str, list[int]] = noted if isinstance(noted, dict) else {}
        kept = self._now - _KEPT.total_seconds()
        self.noted = {url: one for url, one in known.items() if one[1] >= kept}
        """Address → when it was first missed, when last, and whether there must be
        a page."""

    def miss(self, url: str, *, is_due: bool) -> None:
        """The page at *url* is not there.

        :param is_due: whether something shows that there must be one
        """
        since, _, was_due = self.noted.get(url, (self._now, 0, 0))
        self.noted[url] = [since, self._now, int(is_due or bool(was_due))]

    def find(self, url: str) -> None:
        """The page at *url* is there."""
        self.noted.pop(url, None)

    def is_believed(self, url: str) -> bool:
        """Whether the page at *url* has been missing for so long that there is none."""
        since = self.noted[url][0]
        return self._now - since >= _BELIEVED.total_seconds()

    def is_due(self, url: str) -> bool:
        """Whether there must be a page at *url*, which is missing."""
        return bool(self.noted[url][2]) and not self.is_believed(url)


def names_further(page: ListingPage) -> bool:
    """Whether *page* links to further pages of its list than the next one, by their
    numbers: then the next one is not behind the last."""
    from newsbot.pages.lists.anchors import text_of  # few runs miss a page
    from newsbot.pages.lists.pagenumbers import number_of

    if page.next is None:
        return False
    following = number_of(page.next, page.url, "", is_way=True)
    if following is None:
        return False
    for link in page.tree.iter("a"):
        url = absolute(page.url, link.get("href", ""))
        label = text_of(link)
        if url is None:
            continue
        found = number_of(url, page.url, label, is_way=label.isdecimal())
        if (
            found is not None
            and found.how == following.how
            and found.number > following.number
        ):
            return True
    return False
