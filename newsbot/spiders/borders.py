"""The borders between the pages of a listing, over which rows slip during a walk.

When an article is taken off the first page while the walk reads the third, every row
moves up by one: the first of the fourth page comes to stand on the third, which was
read. New articles push rows the other way, onto pages that are still to be read.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from newsbot.exceptions import ListingLost
from newsbot.similarity import key_hash
from newsbot.spiders.following import page_after

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Sequence

    from newsbot.pages.listing import ListingPage
    from newsbot.spiders.base import NewsSpider


class Borders:
    """The borders that one walk has passed.

    :param first: the first page of the listing, as the walk has read it
    """

    def __init__(self, first: ListingPage) -> None:
        self._first = first
        self._rows: list[list[str]] = []  # page by page
        self._seen: set[int] = set()
        self._is_open = False
        self._has_open = False

    def pass_over(self, page: ListingPage, *, is_open: bool) -> None:
        """The walk has come to *page*.

        :param is_open: whether the last row of it is not known: what was known before
            the walk cannot slip away over its lower border
        """
        self._has_open = self._has_open or self._is_open
        self._is_open = is_open
        self._rows.append(page.entries)

    async def slipped(self, spider: NewsSpider) -> AsyncIterator[ListingPage]:
        """The pages again, if the first shows that rows were taken off it during the
        walk, until as many others have come to light: one request where none was."""
        if not self._has_open or not self._first.entries:
            return
        self._seen = {key_hash(url) for rows in self._rows for url in rows}
        try:
            page = await spider.listing(self._first.url)
            if page is None or page.is_cut:
                return
            before, now = map(_keys, (self._first.entries, page.entries))
            left = vanished(before, now)
            for number in range(len(self._rows)):
                if number and left > 0:
                    page = await page_after(spider, page)
                if left <= 0 or page is None or page.is_cut:
                    return
                left -= self._come_up(page.entries, is_top=number == 0)
                yield page
        except ListingLost:
            return

    def _come_up(self, urls: Sequence[str], *, is_top: bool) -> int:
        """How many rows of a page the walk has not seen, apart from new ones above all
        that it has."""
        keys = _keys(urls)
        known = [key in self._seen for key in keys]
        self._seen.update(keys)
        begin = known.index(True) if is_top and True in known else 0
        return known[begin:].count(False)


def vanished(before: Sequence[int], now: Sequence[int]) -> int:
    """How many rows of a page do not stand on it any more, although one that stood
    below them does; none of a list that is not in the order of time."""
    stands = set(now)
    still = [key for key in before if key in stands]
    if not still or still != [key for key in now if key in set(still)]:
        return 0
    above = before[: before.index(still[-1])]
    return sum(key not in stands for key in above)


def _keys(urls: Sequence[str]) -> list[int]:
    return list(map(key_hash, urls))
