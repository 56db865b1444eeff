"""The site's latest news: listings from the newest on, and related articles."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

from newsbot.exceptions import ListingLost
from newsbot.similarity import key_hash
from newsbot.spiders.arguments import Since, count
from newsbot.spiders.articles import ArticleSpider
from newsbot.spiders.front import Front
from newsbot.spiders.walk import Circle, Walk

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
        again = self.retries.at_once()
        async for request in self._listed(again, origin=None, are_posts=True):
            yield request
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
        """The articles of a listing: from its top to where the last walk has been,
        then what that one had to leave out."""
        walk = Walk(self.ledger, self.site_id, first.url, self.run_number)
        if not first.is_cut:
            self.looks.compare(first)
        joined, pages, circle = False, 0, Circle()
        listing: ListingPage | None = first
        following: str | None = None
        while listing is not None and not joined:
            joined = not listing.is_cut and walk.is_joined(listing.entries)
            async for request in self._rows(listing):
                yield request
            if listing.is_cut:
                following = listing.url  # what it lists below is had from itself
                break
            pages, following = pages + 1, listing.next
            rows = listing.entries or listing.featured
            # The list would end above all that is known, so something is missing here:
            # the next run sees whether it goes on.
            is_no_end = not joined and walk.misses(rows)
            if following is None and is_no_end:
                following = listing.url
                break
            if circle.closes(listing.entries):
                following = None
                break
            if pages == self.max_pages or await self.is_past_limit(rows):
                break
            try:
                listing = None if joined else await self.listing(following)
            except ListingLost:
                break  # as if this run might go no further
            is_missing = listing is None and not joined
            if is_missing and (is_no_end or not walk.is_end(following)):
                break
        else:
            following = following if joined else None
        walk.end(joined=joined or following is None, next_page=following, pages=pages)
        if joined:
            async for request in self._close_gap(walk):
                yield request
            async for request in self._deepen(walk):
                yield request
        for name, left in (("gap", walk.gap), ("horizon", walk.horizon)):
            if left is not None:
                self.crawler.stats.set_value(f"newsbot/{name}", left[0])

    async def _close_gap(self, walk: Walk) -> AsyncIterator[Request]:
        """The articles that an earlier walk skipped because it came to
        ``max_pages`` before it came to known ones."""
        pages, circle = 0, Circle()
        while walk.gap is not None and (pages < self.max_pages or not self.max_pages):
            address, trusted = walk.gap
            try:
                listing = await self.listing(address)
            except ListingLost:
                return
            if listing is None:
                if walk.is_end(address):
                    walk.close_gap(None)
                return
            is_joined = not listing.is_cut and walk.is_joined(listing.entries, trusted)
            if is_joined or circle.closes(listing.entries):
                walk.close_gap(None)
                return
            async for request in self._rows(listing):
                yield request
            if listing.is_cut:
                return
            pages += 1
            walk.close_gap(listing.next)

    async def _deepen(self, walk: Walk) -> AsyncIterator[Request]:
        """The articles below the deepest page so far, if this run may go deeper."""
        circle = Circle()
        while walk.horizon is not None:
            address, pages = walk.horizon
            if self.max_pages and pages >= self.max_pages:
                return
            try:
                listing = await self.listing(address)
            except ListingLost:
                return
            if listing is None and not walk.is_end(address):
                return
            if listing is None or circle.closes(listing.entries):
                walk.deepen(next_page=None, pages=pages)
                return
            async for request in self._rows(listing):
                yield request
            if listing.is_cut or await self.is_past_limit(listing.entries):
                return
            walk.deepen(next_page=listing.next, pages=pages + 1)

    async def _rows(self, listing: ListingPage) -> AsyncIterator[Request]:
        self.crawler.stats.inc_value("newsbot/listing_pages")
        self._listed_keys.update(map(key_hash, listing.entries))
        self.looks.named(listing.entries)
        found = [*listing.entries, *listing.featured]
        async for request in self._listed(found, origin=listing.url):
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
        async for request in everything.requests(None):
            yield request
        mark.end()
        home = front.home
        if home is not None and (home.is_open or not everything.is_known):
            async for request in self._listed(home.others, origin=home.url):
                yield request
            for address in home.categories:
                try:
                    listing = await self.listing(address)
                except ListingLost:
                    continue
                if listing is not None and listing.url not in front.walked:
                    async for request in self._walk(listing):
                        yield request
