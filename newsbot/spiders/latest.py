"""The site's latest news: listings from the newest on, and related articles."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

from newsbot.spiders.arguments import Since, count
from newsbot.spiders.articles import ArticleSpider
from newsbot.spiders.front import Front

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

    from scrapy import Request

    from newsbot.pages.listing import ListingPage


class LatestSpider(ArticleSpider):
    """``scrapy crawl latest``: the newest articles, and those related to them.

    :param site: address of a site, path or name of a profile; the bundled demo
        site where it is not given
    :param max_pages: listing pages to walk, 0 for all of the site
    :param related_depth: how far to follow related articles: 0 not at all, 1
        those of listed articles, 2 also those of these …
    :param since: leave out what was published before: an ISO day or instant, or
        an age such as ``2h`` or ``3d``; undated articles are kept
    """

    name = "latest"

    def __init__(
        self,
        site: str | None = None,
        max_pages: str = "10",
        related_depth: str = "1",
        since: str | None = None,
        **arguments: str,
    ) -> None:
        super().__init__(site, **arguments)
        self.max_pages = count("max_pages", max_pages)
        self.related_depth = count("related_depth", related_depth)
        self.since = Since(since) if since else None

    async def start(self) -> AsyncIterator[Any]:
        """Home page, interfaces, listings; then the archive with ``max_pages=0``."""
        front = Front(self)
        home = await front.open()
        if home is None:
            return
        stated = await self.interfaces.open(front.rest(home), front.feed(home))
        if self.site.timezone is None:
            self.site.timezone = await self.interfaces.zone()
        if self.since:
            self.limit = self.since.instant(self.site.zone, datetime.now(UTC))
        missed = self.ledger.failures(self.site_id)
        again = [failure.url for failure in missed if failure.kind == "article"]
        for request in self.articles(again, via="listing", origin=None):
            yield request
        async for request in self._listed([*home.entries, *home.featured], home.url):
            yield request
        for listing in await front.listings(home):
            async for request in self._walk(listing):
                yield request
        async for request in self._listed(home.others, home.url):
            yield request
        for one in stated:
            for request in self.articles([one.url], via=one.rule, origin=None):
                yield request
        if self.max_pages == 0:
            async for request in self._everything(home):
                yield request

    async def _walk(self, listing: ListingPage | None) -> AsyncIterator[Request]:
        """The articles of a listing, page after page, to its end."""
        pages = 0
        while listing is not None and listing.entries:
            pages += 1
            self.crawler.stats.inc_value("newsbot/listing_pages")
            found = [*listing.entries, *listing.featured]
            async for request in self._listed(found, listing.url):
                yield request
            if pages == self.max_pages or await self.is_past_limit(listing.entries):
                return
            listing = await self.listing(listing.next)

    async def _everything(self, home: ListingPage) -> AsyncIterator[Request]:
        """What the listings may have left out."""
        if self.interfaces.listing:
            async for stated in self.interfaces.rest_of_archive():
                via = stated.rule
                for request in self.articles([stated.url], via=via, origin=None):
                    yield request
            return
        for category in home.categories:
            async for request in self._walk(await self.listing(category)):
                yield request

    async def _listed(self, urls: list[str], origin: str) -> AsyncIterator[Request]:
        new = [url for url in urls if self.is_new(url)]
        await self.interfaces.learn(new)
        for request in self.articles(new, via="listing", origin=origin):
            yield request
