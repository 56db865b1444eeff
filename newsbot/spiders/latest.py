"""The site's latest news: listings from the newest on, and related articles."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

from newsbot.exceptions import ListingLost
from newsbot.similarity import key_hash, url_key
from newsbot.spiders.arguments import Since, count
from newsbot.spiders.articles import ArticleSpider
from newsbot.spiders.front import Front
from newsbot.spiders.walk import Walk

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

    from scrapy import Request

    from newsbot.pages.listing import ListingPage
    from newsbot.pages.stated import Stated


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
        self._listed_keys: set[int] = set()

    async def start(self) -> AsyncIterator[Any]:
        """Feed and listings, then with ``max_pages=0`` what they left out."""
        front = Front(self)
        if not await front.open():
            return
        if self.since:
            self.limit = self.since.instant(self.site.zone, datetime.now(UTC))
        self.looks.begin()
        if self.max_pages == 0:
            self.unfollowed = {}
            self.interfaces.is_thorough = True
        news = await self.interfaces.news()
        changed = await self.looks.ask(news)
        if front.home is not None:
            found = [*front.home.entries, *front.home.featured]
            async for request in self._listed(found, origin=front.home.url):
                yield request
        async for listing in front.listings():
            async for request in self._walk(listing):
                yield request
        for request in self._news(news):
            yield request
        # What failed before may fail again, and slowly: the news does not wait for it.
        again = self.retries.at_once()
        async for request in self._listed(again, origin=None, are_posts=True):
            yield request
        # An article that is dated back stands far down in every list.
        async for request in self._listed(
            changed, origin=self.interfaces.rest, via="rest", are_posts=True
        ):
            yield request
        async for request in self.looks.requests():
            yield request
        if front.sitemap is not None:
            async for request in self._sitemap(front.sitemap):
                yield request
        if self.max_pages == 0:
            async for request in self._everything(front):
                yield request
        unnamed = self.retries.unnamed()
        async for request in self._listed(unnamed, origin=None, are_posts=True):
            yield request
        if self.max_pages == 0:
            async for request in self._follow_rest():
                yield request
        async for one in self.looks.withdrawals():
            yield one

    async def _walk(self, first: ListingPage) -> AsyncIterator[Request]:
        """The articles of a listing, page by page."""
        async for page in Walk(self, first).pages():
            self.crawler.stats.inc_value("newsbot/listing_pages")
            self._listed_keys.update(map(key_hash, page.entries))
            self.looks.named(page.entries)
            found = [*page.entries, *page.featured]
            async for request in self._listed(found, origin=page.url):
                yield request
            await self.make_room()

    async def _listed(
        self,
        urls: list[str],
        *,
        origin: str | None,
        via: str = "listing",
        are_posts: bool = False,
    ) -> AsyncIterator[Request]:
        new = [url for url in urls if self.is_new(url, are_posts)]
        await self.interfaces.learn(new)
        for request in self.articles(new, via=via, origin=origin, are_new=True):
            yield request

    def _news(self, news: list[Stated]) -> list[Request]:
        """What the feed has and the listings have not, as far back as they go."""
        listed = [key_hash(one.url) in self._listed_keys for one in news]
        depth = max((index for index, is_in in enumerate(listed) if is_in), default=0)
        if not self._listed_keys and not self.site.rules.rule("listing", "entries"):
            # Where no list can be told, the feed is the list.
            depth = len(news)
            if self.interfaces.feed is not None:
                self.crawler.stats.inc_value("newsbot/listing_pages")
        urls = [one.url for one in news[:depth]]
        feed = self.interfaces.feed
        return list(self.articles(urls, via="feed", origin=feed, are_posts=True))

    async def _sitemap(self, address: str) -> AsyncIterator[Request]:
        """What the news sitemap has, and neither the listings nor the feed."""
        response = await self.get(address, kind="sitemap", expect=(404, 410))
        if response is None or response.status != 200:
            return
        from newsbot.pages.sitemap import parse_sitemap

        urls = [entry.url for entry in parse_sitemap(response.body, address).entries]
        if urls and not self.crawler.stats.get_value("newsbot/listing_pages"):
            self.crawler.stats.inc_value("newsbot/listing_pages")  # it is the list
        self.looks.named(urls)
        for request in self.articles(
            urls, via="sitemap", origin=address, are_posts=True
        ):
            yield request

    async def _follow_rest(self) -> AsyncIterator[Request]:
        """Related articles that no listing has named after all."""
        waiting, self.unfollowed = self.unfollowed or {}, None
        for url, (origin, depth) in waiting.items():
            if self.is_new(url):
                async for request in self.follow([url], origin, depth):
                    yield request

    async def _everything(self, front: Front) -> AsyncIterator[Request]:
        """What the listings may have left out: first what the site's interfaces and
        sitemaps list; without them, menus, side bars and categories."""
        from newsbot.spiders.archivemark import ArchiveMark
        from newsbot.spiders.everything import Everything  # a poll asks for the latest

        # What the feed has is stated by the time that another list names more.
        self.interfaces.is_thorough = False
        mark = ArchiveMark(self.ledger, self.site_id, self.name, self.run_number)
        everything = Everything(self, mark)
        async for request in everything.requests(None, front.home):
            yield request
        mark.end()
        home = front.home
        if home is not None and (home.is_open or not everything.is_known):
            async for request in self._listed(home.others, origin=home.url):
                yield request
            walked = set(map(url_key, front.walked))
            for address in home.categories:
                if url_key(address) in walked:
                    continue
                try:
                    listing = await self.listing(address)
                except ListingLost:
                    continue
                if listing is not None and listing.url not in front.walked:
                    async for request in self._walk(listing):
                        yield request
