"""The way into a site of which nothing is known: its lists, news sitemap and zone."""

from __future__ import annotations

import logging
from typing import TYPE_CHECKING, NamedTuple
from urllib.parse import urljoin, urlsplit

from newsbot.exceptions import ListingLost
from newsbot.pages.lists.zones import zone_of_offsets
from newsbot.pages.sitemap import article_sitemaps, parse_sitemap
from newsbot.similarity import url_key
from newsbot.spiders.sitemaps import named_sitemaps

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

    from newsbot.pages.listing import ListingPage
    from newsbot.spiders.articles import ArticleSpider
    from newsbot.spiders.base import NewsSpider

logger = logging.getLogger(__name__)

# Menus of the largest newspapers name so many sections.
_CATEGORIES = 40
_SITEMAPS = 4


class NewsSitemap(NamedTuple):
    """The sitemap that lists the news of the last two days."""

    url: str
    times: list[str]
    """When they were published, as they were sent."""


async def news_sitemap(spider: NewsSpider) -> str | None:
    """Address of the news sitemap; None if there is none."""
    found = await find_news_sitemap(spider)
    return None if found is None else found.url


async def find_news_sitemap(spider: NewsSpider) -> NewsSitemap | None:
    """The news sitemap, as robots.txt and the sitemaps that it names tell; None if
    there is none."""
    site = spider.site
    named = await named_sitemaps(spider)
    waiting = named or [urljoin(site.url, "/sitemap.xml")]
    # Those that call themselves news first, and of the others, which may be
    # large, only the index.
    waiting = sorted(filter(site.owns, waiting), key=_is_plain)
    plain = [url for url in waiting if _is_plain(url)]
    waiting = [url for url in waiting if url not in plain[1:]]
    for _ in range(_SITEMAPS):
        if not waiting:
            return None
        url = waiting.pop(0)
        answer = await spider.get(url, kind="sitemap", expect=(404, 410))
        if answer is None or answer.status != 200:
            continue
        found = parse_sitemap(answer.body, url)
        if found.is_news:
            times = [entry.published or "" for entry in found.entries]
            return NewsSitemap(str(url), times)
        waiting += [
            entry.url
            for entry in article_sitemaps(found.sitemaps)
            if site.owns(entry.url) and not _is_plain(entry.url)
        ]
    return None


class Scout:
    """Looks around on the site of *spider* from its home page."""

    def __init__(self, spider: ArticleSpider) -> None:
        self._spider = spider

    async def zone(self, home: ListingPage, news: NewsSitemap | None) -> str | None:
        """The zone by the offsets that the times of the home page, the feed and the
        *news* sitemap state; None, with a warning, where they state none."""
        times = [time.get("datetime", "") for time in home.tree.iter("time")]
        times += home.structured.meta.values()
        times += [one.published or "" for one in await self._spider.interfaces.news()]
        times += [] if news is None else news.times
        zone = zone_of_offsets(times)
        if zone is None:
            logger.warning(
                "%s states no time zone: its clocks tell only days; for "
                "instants, write a profile with a line timezone",
                home.url,
            )
        return zone

    async def listings(self, home: ListingPage) -> AsyncIterator[ListingPage]:
        """First pages of the lists that together name the site's news: what it calls
        its latest news, the home page, and the sections where neither has a second
        page."""
        given: dict[str, ListingPage] = {}
        if home.latest is not None and (page := await self._list(home.latest)):
            given[url_key(page.url)] = page
        if home.entries:
            given.setdefault(url_key(home.url), home)
        for page in given.values():
            yield page
        # What a script asks for may not answer, so the sections are named as well.
        if any(page.next and not page.is_loaded for page in given.values()):
            return
        for address in home.categories[:_CATEGORIES]:
            if url_key(address) in given or not self._spider.site.owns(address):
                continue
            if page := await self._list(address):
                given[url_key(page.url)] = page
                yield page

    async def _list(self, address: str) -> ListingPage | None:
        try:
            page = await self._spider.listing(address)
        except ListingLost:
            return None
        if page is None or not page.entries or states_article(page):
            return None
        return page


def _is_plain(url: str) -> bool:
    return "news" not in urlsplit(url).path.lower()


def states_article(page: ListingPage) -> bool:
    """Whether a page that was taken for a list states that it is one article."""
    structured = page.structured
    # Many sites say og:type=article on every page, and lists may state each article.
    is_named = structured.meta.get("og:type", "").lower() == "article"
    is_dated = "article:published_time" in structured.meta
    return is_dated or (is_named and bool(structured.article))
