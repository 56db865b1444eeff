"""Lists of all that a site has published which go on from page to page: the feed, and
the listings."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from newsbot.exceptions import ListingLost
from newsbot.similarity import key_hash
from newsbot.spiders.following import page_after
from newsbot.spiders.instants import instant_of
from newsbot.spiders.sources import Window
from newsbot.spiders.walk import Circle

if TYPE_CHECKING:
    from collections.abc import AsyncIterator
    from datetime import datetime

    from newsbot.pages.listing import ListingPage
    from newsbot.spiders.archivemark import ArchiveMark
    from newsbot.spiders.articles import ArticleSpider
    from newsbot.spiders.front import Front


class FeedSource:
    """The feed and its further pages (``?paged=``); WordPress gives all of them."""

    def __init__(self, spider: ArticleSpider, mark: ArchiveMark) -> None:
        self._spider = spider
        self._mark = mark
        self.is_whole = False
        self.is_read = False
        """Whether it was read to where it ends, which may be later than the site does:
        some sites give so many pages and no more."""

    async def windows(self) -> AsyncIterator[Window]:
        """The articles of page after page, without those that an earlier run had."""
        spider, number = self._spider, 1
        origin = spider.interfaces.feed
        mark = int(self._mark.page("feed") or 0)
        before: set[int] = set()
        while True:
            found = await spider.interfaces.feed_page(number)
            if found is None:
                return
            urls = [one.url for one in found]
            keys = set(map(key_hash, urls))
            if keys <= before:
                self.is_read = number > 1 and not found
                return
            before = keys
            spider.account.states("feed", len(found))
            yield Window(
                via="feed",
                origin=origin,
                urls=urls,
                stated=found,
                # Before it comes to the mark, it must not put the mark back.
                had=partial(self._mark.turn, "feed", str(number))
                if number >= mark
                else None,
            )
            if (
                spider.limit is not None
                and any(map(spider.site.owns, urls))
                and all(
                    _is_before(one.published, spider.limit, spider.site.zone)
                    for one in found
                )
            ):
                self.is_whole = self.is_read = True
                return
            is_had = number < mark and self._mark.is_had("feed", urls)
            number = mark if is_had else number + 1


class ListingSource:
    """The listings that together name every article, from page to page to the end."""

    def __init__(self, spider: ArticleSpider, mark: ArchiveMark, front: Front) -> None:
        self._spider = spider
        self._mark = mark
        self._front = front
        self.is_whole = False

    async def windows(self) -> AsyncIterator[Window]:
        """The rows of each listing, and what its pages print apart from them."""
        ended: list[bool] = []
        async for first in self._front.listings():
            async for window in self._listing(first, ended):
                yield window
        self.is_whole = bool(ended) and all(ended)

    async def _listing(
        self, first: ListingPage, ended: list[bool]
    ) -> AsyncIterator[Window]:
        spider, circle = self._spider, Circle()
        mark = self._mark.page(first.url)
        listing: ListingPage | None = first
        while listing is not None:
            if listing.url == mark:
                mark = None
            spider.crawler.stats.inc_value("newsbot/listing_pages")
            spider.account.states("listing", len(listing.entries))
            yield Window(
                via="listing",
                origin=listing.url,
                urls=list(dict.fromkeys([*listing.entries, *listing.featured])),
                are_posts=False,
                had=partial(self._mark.turn, first.url, listing.url)
                if mark is None and not listing.is_cut
                else None,
            )
            if listing.is_cut:
                ended.append(False)
                return
            if circle.closes(listing.entries):
                break
            if await spider.is_past_limit(listing.entries):
                break
            following = listing.next
            if (
                mark is not None
                and listing.entries
                and self._mark.is_had(first.url, listing.entries)
            ):
                following = mark
            try:
                if listing.is_loaded:
                    listing = await page_after(spider, listing)
                    continue
                listing = await spider.listing(following)
                if listing is None and following is not None:
                    # The page before names it, and a site may miss a page once.
                    listing = await spider.listing(following)
            except ListingLost:
                ended.append(False)
                return
        ended.append(True)


def _is_before(published: str | None, limit: datetime, zone: str) -> bool:
    instant = instant_of(published, zone)
    return instant is not None and instant < limit
