"""The archives by year, month and day as a list of what a site has published: for sites
whose lists have no further pages, and whose interfaces name only the newest."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

from newsbot.exceptions import ListingLost
from newsbot.pages.lists.links import OpenListing
from newsbot.similarity import key_hash
from newsbot.spiders.following import page_after
from newsbot.spiders.sources import Window
from newsbot.spiders.walk import Circle
from newsbot.spiders.walkmark import WalkMark

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Awaitable
    from datetime import date

    from newsbot.pages.listing import ListingPage
    from newsbot.pages.lists.periods import Period
    from newsbot.spiders.articles import ArticleSpider

# Calendars name days of all times; on so many in a row a paper does not rest.
_EMPTY = 31
_DAY = timedelta(days=1)


class CalendarSource:
    """The archives that the home page leads to, the newest first. A year is read by its
    months where it names them; a month by its days where it lists nothing itself.

    :param home: the home page; None if this run has not looked at it
    """

    def __init__(self, spider: ArticleSpider, home: ListingPage | None) -> None:
        self._spider = spider
        self._home = home
        self._waiting: dict[str, Period] = {}
        self._known: set[int] = set()
        self._listed: set[int] = set()
        self._read: list[Period] = []
        self._empty = 0

    async def windows(self) -> AsyncIterator[Window]:
        """What each archive lists, page by page; nothing where there are none, and on a
        site whose profile tells its lists."""
        site = self._spider.site
        if site.rules.rule("listing", "entries"):
            return
        home = self._home or await self._page(site.start)
        if not isinstance(home, OpenListing):
            return
        self._take_in(home)
        self._listed.update(map(key_hash, home.articles))
        if home.archive is not None and (page := await self._page(home.archive)):
            self._take_in(page)
            async for window in self._pages(page):
                yield window
        while self._waiting and self._empty < _EMPTY:
            url = max(self._waiting, key=self._order)
            period = self._waiting.pop(url)
            page = await self._page(url)
            if page is None:
                continue
            self._take_in(page)
            if not period.month and any(map(period.holds, self._waiting.values())):
                continue
            rows = set(map(key_hash, page.entries))
            if rows - self._listed:
                self._read.append(period)
                self._drop_parts(period)
            self._empty = 0 if rows - self._listed else self._empty + 1
            async for window in self._pages(page):
                yield window

    def _order(self, url: str) -> tuple[date, int]:
        first, end = self._waiting[url].days
        return end, (end - first).days

    def _take_in(self, page: OpenListing) -> None:
        """Note the archives that *page* names, unless they lie outside the limits of
        the run, or in one that was read."""
        spider = self._spider
        today = datetime.now(UTC).date()
        for url, period in page.archives.items():
            key = key_hash(url)
            if key in self._known or not spider.site.owns(url):
                continue
            self._known.add(key)
            first, end = period.days
            is_past = spider.limit and end + _DAY < spider.limit.date()
            is_ahead = first > today + _DAY or (
                spider.end and first > spider.end.date() + _DAY
            )
            if not (is_past or is_ahead) and not any(
                read.holds(period) for read in self._read
            ):
                self._waiting[url] = period

    def _drop_parts(self, period: Period) -> None:
        for url in [url for url, one in self._waiting.items() if period.holds(one)]:
            del self._waiting[url]

    async def _pages(self, first: OpenListing) -> AsyncIterator[Window]:
        """The rows of an archive, from page to page, down to what an earlier walk of it
        has had."""
        spider, circle, pages = self._spider, Circle(), 0
        number = spider.run_number
        mark = WalkMark(spider.ledger, spider.site_id, first.url, number)
        page: OpenListing | None = first
        while page is not None:
            rows, pages = page.entries, pages + 1
            self._listed.update(map(key_hash, rows))
            is_joined = not page.is_cut and mark.is_joined(rows)
            spider.crawler.stats.inc_value("newsbot/listing_pages")
            spider.account.states("listing", len(rows))
            yield Window(via="listing", origin=page.url, urls=rows, are_posts=False)
            if page.is_cut or await spider.is_past_limit(rows):
                return
            if is_joined or page.next is None or circle.closes(rows):
                mark.end(joined=True, next_page=None, pages=pages)
                return
            page = await self._had(page_after(spider, page))

    async def _page(self, url: str) -> OpenListing | None:
        return await self._had(self._spider.listing(url))

    async def _had(self, page: Awaitable[ListingPage | None]) -> OpenListing | None:
        try:
            found = await page
        except ListingLost:
            return None  # counted, so that the verdict is not that all was seen
        return found if isinstance(found, OpenListing) else None
