"""The way through a listing: from its top to what is known, then what earlier runs
have left out."""

from __future__ import annotations

from typing import TYPE_CHECKING

from newsbot.exceptions import ListingLost
from newsbot.similarity import key_hash
from newsbot.spiders.borders import Borders
from newsbot.spiders.following import page_after
from newsbot.spiders.missingpages import names_further
from newsbot.spiders.walkmark import WalkMark

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Iterable

    from newsbot.pages.listing import ListingPage
    from newsbot.spiders.latest import LatestSpider

# A page that a cache has kept may repeat the one before it; so many do not.
_CIRCLE = 5


class Circle:
    """Sees when a listing has no end: some sites answer to every page number, with
    the same list or an empty one, or lead back to where the list began."""

    def __init__(self) -> None:
        self._seen: set[int] = set()
        self._repeated = 0

    def closes(self, urls: Iterable[str]) -> bool:
        """Take in the articles of the next page; whether it is the last of so many
        pages in a row that had nothing which the pages before them had not."""
        rows = set(map(key_hash, urls))
        self._repeated = self._repeated + 1 if rows <= self._seen else 0
        self._seen |= rows
        return self._repeated >= _CIRCLE


class Walk:
    """One run's walk of a listing. What is left for later runs is in the stats
    ``newsbot/gap`` and ``newsbot/horizon``, the addresses to go on from.

    :param first: its first page
    """

    def __init__(self, spider: LatestSpider, first: ListingPage) -> None:
        self._spider = spider
        self._first = first
        run = spider.run_number
        self._mark = WalkMark(spider.ledger, spider.site_id, first.url, run)

    async def pages(self) -> AsyncIterator[ListingPage]:
        """The pages whose rows this run is to follow, before it asks for the next."""
        spider, mark = self._spider, self._mark
        if not self._first.is_cut:
            spider.looks.compare(self._first)
        joined, pages, circle = False, 0, Circle()
        borders = Borders(self._first)
        listing: ListingPage | None = self._first
        following: str | None = None
        while listing is not None and not joined:
            joined = not listing.is_cut and mark.is_joined(listing.entries)
            is_open = not joined and not mark.is_joined(listing.entries[-1:])
            borders.pass_over(listing, is_open=is_open)
            yield listing
            if listing.is_cut:
                following = listing.url  # what it lists below is had from itself
                break
            pages, following = pages + 1, listing.next
            rows = listing.entries or listing.featured
            # The list would end above all that is known, so something is missing here:
            # the next run sees whether it goes on.
            is_no_end = not joined and mark.misses(rows)
            if following is None and is_no_end:
                following = listing.url
                break
            if circle.closes(listing.entries):
                following = None
                break
            if pages == spider.max_pages or await spider.is_past_limit(rows):
                break
            above = listing
            try:
                listing = None if joined else await page_after(spider, listing)
            except ListingLost:
                break  # as if this run might go no further
            if listing is None and above.is_loaded and not joined:
                following = None  # nor will it answer the next time
                break
            if joined or following is None:
                continue
            if listing is not None:
                mark.found(following)
            elif not self._ends(following, above, is_due=is_no_end) or is_no_end:
                break
        else:
            following = following if joined else None
        async for listing in borders.slipped(spider):
            yield listing
        mark.end(joined=joined or following is None, next_page=following, pages=pages)
        if joined:
            async for listing in self._in_gap():
                yield listing
            async for listing in self._below_horizon():
                yield listing
        for name, left in (("gap", mark.gap), ("horizon", mark.horizon)):
            if left is not None:
                spider.crawler.stats.set_value(f"newsbot/{name}", left[0])

    async def _in_gap(self) -> AsyncIterator[ListingPage]:
        """What an earlier walk skipped because it came to ``max_pages`` before it came
        to known articles."""
        spider, mark = self._spider, self._mark
        pages, circle = 0, Circle()
        while mark.gap is not None and (
            pages < spider.max_pages or not spider.max_pages
        ):
            address, trusted = mark.gap
            try:
                listing = await spider.listing(address)
            except ListingLost:
                return
            if listing is None:
                # What is known lies below it.
                if self._ends(address, is_due=True):
                    mark.close_gap(None)
                return
            mark.found(address)
            is_joined = not listing.is_cut and mark.is_joined(listing.entries, trusted)
            if is_joined or circle.closes(listing.entries):
                mark.close_gap(None)
                return
            yield listing
            if listing.is_cut:
                return
            pages += 1
            mark.close_gap(listing.next)

    async def _below_horizon(self) -> AsyncIterator[ListingPage]:
        """What lies below the deepest page so far, if this run may go deeper."""
        spider, mark = self._spider, self._mark
        circle = Circle()
        above: ListingPage | None = None
        while mark.horizon is not None:
            address, pages = mark.horizon
            if spider.max_pages and pages >= spider.max_pages:
                return
            try:
                listing = await spider.listing(address)
            except ListingLost:
                return
            if listing is None and not self._ends(address, above):
                return
            if listing is None or circle.closes(listing.entries):
                mark.deepen(next_page=None, pages=pages)
                return
            mark.found(address)
            above = listing
            yield listing
            if listing.is_cut or await spider.is_past_limit(listing.entries):
                return
            mark.deepen(next_page=listing.next, pages=pages + 1)

    def _ends(
        self, address: str, above: ListingPage | None = None, *, is_due: bool = False
    ) -> bool:
        """Whether the listing ends above *address*, where no page was found; else one
        that must be there counts as lost.

        :param above: the page that names it, if this run has read that
        :param is_due: whether something lies below
        """
        is_due = is_due or (above is not None and names_further(above))
        is_end = self._mark.is_end(address, is_due=is_due)
        if self._mark.is_due(address):
            self._spider.crawler.stats.inc_value("newsbot/unanswered/listing")
        return is_end
