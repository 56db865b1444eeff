"""All that a site has published in a time, by the cheapest list that it offers.

The lists are read in turn until one was read to its end: the REST interface, the feed,
the sitemaps, the listings. Where one fails half-way the next goes on: what was asked
for before is known, so nothing is lost or repeated.
"""

from __future__ import annotations

from collections import deque
from typing import TYPE_CHECKING

from newsbot.signals import page_ended
from newsbot.similarity import key_hash, url_key
from newsbot.spiders.calendars import CalendarSource
from newsbot.spiders.pagedlists import FeedSource, ListingSource
from newsbot.spiders.sitemaps import SitemapSource
from newsbot.spiders.sources import RestSource

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Callable

    from scrapy import Request

    from newsbot.pages.listing import ListingPage
    from newsbot.spiders.archivemark import ArchiveMark
    from newsbot.spiders.articles import ArticleSpider
    from newsbot.spiders.front import Front
    from newsbot.spiders.sources import Window

# The next window is asked for when so few articles of the last ones are on their way:
# enough to be going on with.
_FEW = 16
# So many windows may wait for an article that does not settle; then the mark stays.
_WAITING = 50


class Everything:
    """Reads the lists of the site of *spider*, within its limits in time."""

    def __init__(self, spider: ArticleSpider, mark: ArchiveMark) -> None:
        self._spider = spider
        self._mark = mark
        self._waiting: deque[tuple[Callable[[], None] | None, dict[int, str]]] = deque()
        self._settled: set[int] = set()
        self._is_stuck = False
        self._is_way_in = False
        self._common = 0
        self.is_whole = False
        """Whether a list was read that names everything."""
        self._rest = RestSource(spider, mark)
        self._feed = FeedSource(spider, mark)
        self._sitemaps = SitemapSource(spider)
        spider.crawler.signals.connect(self._page_ended, page_ended)

    async def requests(
        self, front: Front | None, home: ListingPage | None = None
    ) -> AsyncIterator[Request]:
        """Requests for the articles, a few at a time.

        :param front: where listings are found; None leaves them out
        :param home: the home page, if it is at hand
        """
        spider, rest, feed, sitemaps = (
            self._spider,
            self._rest,
            self._feed,
            self._sitemaps,
        )
        self._is_way_in = front is not None
        is_limited = spider.limit is not None or spider.end is not None
        met = spider.met
        async for request in self._take(rest.windows()):
            yield request
        others, asked = met - self._common, self._asked
        # Where a site has closed its interface, the list may be there and empty.
        is_sure = rest.is_whole and (is_limited or rest.has_listed)
        # What it counts and does not list, others may list.
        if not is_sure or (is_limited and rest.is_doubtful):
            async for request in self._take(feed.windows()):
                yield request
            is_sure = is_sure or feed.is_whole
        # For a request or two, sitemaps show what the better lists have left out; but
        # not of which time it is.
        if not (is_sure and is_limited):
            async for request in self._take(sitemaps.windows()):
                yield request
            if is_sure and rest.is_doubtful and not sitemaps.is_whole:
                async for request in self._take(feed.windows()):
                    yield request
        self.is_whole = is_sure or sitemaps.is_whole
        if front is not None and not self.is_whole:
            listings = ListingSource(spider, self._mark, front)
            async for request in self._take(listings.windows()):
                yield request
            if sitemaps.is_unfit and not listings.is_whole:
                async for request in self._take(sitemaps.windows(fit=False)):
                    yield request
            self.is_whole = listings.is_whole or sitemaps.is_whole
        if not (is_sure or sitemaps.is_whole):
            home = home if front is None else front.home
            calendars = CalendarSource(spider, home)
            async for request in self._take(calendars.windows()):
                yield request
        if sitemaps.is_cut and not self.is_whole:
            # A list broke off, and no other has named what stood below.
            spider.crawler.stats.inc_value("newsbot/unanswered/listing")
        await self._drain(0)
        short = rest.short - others - (self._asked - asked)
        if short <= 0:
            return
        if not rest.is_dead:
            # It was read to its end: there is nothing to ask for, now or ever.
            spider.account.misses("unlisted", None, short)
        elif not self.is_known:
            # What it had not come to, no other list has named.
            spider.account.misses("unaccounted", None, short)

    @property
    def is_known(self) -> bool:
        """Whether an interface has named everything, as far as it goes back."""
        return self.is_whole or self._feed.is_read

    @property
    def _asked(self) -> int:
        requests = self._spider.crawler.stats.get_value("newsbot/requests/article", 0)
        return int(requests)

    async def _take(self, windows: AsyncIterator[Window]) -> AsyncIterator[Request]:
        spider = self._spider
        async for window in windows:
            if self._is_way_in and (window.urls or window.via == "rest"):
                spider.crawler.stats.inc_value("newsbot/interface_pages")
            unmet = [url for url in window.urls if not spider.has_met(url)]
            self._common += len(window.urls) - len(unmet)
            for stated in window.stated:
                spider.interfaces.state(stated)
            if not window.stated:
                new = [url for url in unmet if spider.is_new(url, window.are_posts)]
                await spider.interfaces.learn(new)
            requests = list(
                spider.articles(
                    unmet,
                    via=window.via,
                    origin=window.origin,
                    are_posts=window.are_posts,
                )
            )
            asked = {key_hash(request.url) for request in requests}
            for url in unmet:
                spider.interfaces.of(url)  # what nobody has asked for
                if key_hash(url) not in asked | self._settled:
                    spider.forget(url)
            self._wait_for(window, [request.url for request in requests])
            for request in requests:
                yield request
            await self._drain(_FEW)

    def _wait_for(self, window: Window, urls: list[str]) -> None:
        if self._is_stuck:
            return
        self._waiting.append((window.had, {key_hash(url): url for url in urls}))
        if len(self._waiting) > _WAITING:
            self._is_stuck = True
            self._waiting.clear()

    async def _drain(self, most: int) -> None:
        """Wait until at most so many articles are on their way."""
        while self._spider.on_their_way > most:
            await self._spider.next_end()
            if len(self._waiting) > 1:
                self._settle()
        self._settle()

    def _settle(self) -> None:
        """Move the mark behind the windows of which all has been had."""
        while self._waiting:
            had, urls = self._waiting[0]
            for key in [key for key, url in urls.items() if self._is_settled(key, url)]:
                del urls[key]
                self._settled.discard(key)
            if urls:
                return
            self._waiting.popleft()
            if had is not None:
                had()
        self._settled.clear()

    def _is_settled(self, key: int, url: str) -> bool:
        """Whether an article is on the disk or written down as a failure; or its page
        has come to another end, which no run changes."""
        spider = self._spider
        url = spider.moved.get(key, url)
        known = spider.ledger.delivered(spider.site_id, url_keys=[url_key(url)])
        if known is None:
            return not self._settled.isdisjoint((key, key_hash(url)))
        if known.delivered is not None:
            spider.forget(url)
        return known.delivered is not None

    def _page_ended(self, url: str, outcome: str, reason: str) -> None:
        if outcome != "delivered":
            self._settled.add(key_hash(url))
