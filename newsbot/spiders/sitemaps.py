"""Sitemaps as a list of what a site has published: where they are, and how far to read.

They are found by robots.txt, else at the addresses that WordPress and most sites use.
"""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING
from urllib.parse import urljoin

from newsbot.pages.html import absolute
from newsbot.pages.lists.paths import is_small_print
from newsbot.pages.sitemap import article_sitemaps, names_articles, parse_sitemap
from newsbot.similarity import key_hash
from newsbot.spiders.sources import Window

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

    from newsbot.pages.sitemap import Sitemap, SitemapEntry
    from newsbot.spiders.articles import ArticleSpider
    from newsbot.spiders.base import NewsSpider

# sitemaps.org: "Sitemap: <address>" in robots.txt, in any case, anywhere in it.
_LINE = re.compile(
    r"^[^\S\n]*sitemap[^\S\n]*:[^\S\n]*(\S+)", re.IGNORECASE | re.MULTILINE
)
_NOT_THERE = range(400, 500)
_USUAL = ("wp-sitemap.xml", "sitemap_index.xml", "sitemap.xml", "news-sitemap.xml")
# An index of indexes is against the protocol and exists; more levels do not.
_DEEPEST = 3
_WINDOW = 100
# WordPress states the last change of a post's text, which for a scheduled post is
# older than its publication. Hardly a post is finished so long before.
_SCHEDULED = timedelta(days=31)


async def named_sitemaps(spider: NewsSpider) -> list[str]:
    """Absolute addresses of the sitemaps that robots.txt names, in its order."""
    address = urljoin(spider.site.url, "/robots.txt")
    robots = await spider.get(address, kind="sitemap", expect=_NOT_THERE)
    if robots is None or robots.status != 200:
        return []
    named = (absolute(address, line) for line in _LINE.findall(robots.text))
    return [url for url in named if url is not None]


class SitemapSource:
    """The sitemaps of a site. They state no instant of publication, save those of
    news, which list only two days."""

    def __init__(self, spider: ArticleSpider) -> None:
        self._spider = spider
        self._asked: set[int] = set()
        self._lost = False
        self._listed = False
        self.is_whole = False
        self.is_cut = False
        """Whether one of them broke off."""
        self.is_unfit = False
        """Whether there are sitemaps that were left alone, because with ``since`` they
        would make the run fetch the whole site: their entries have no instants."""

    async def windows(self, *, fit: bool = True) -> AsyncIterator[Window]:
        """What the sitemaps list, the newest files and entries first.

        :param fit: leave those alone that state no instants if there is ``since``
        """
        self._asked.clear()
        self.is_unfit = self._listed = self._lost = False
        for address in await named_sitemaps(self._spider):
            async for window in self._of(address, fit=fit):
                yield window
        for name in _USUAL:
            if self._listed or self.is_unfit:
                break
            async for window in self._of(self._spider.site.absolute(name), fit=fit):
                yield window
        self.is_whole = self._listed and not self._lost and not self.is_unfit

    async def _of(
        self, address: str, *, fit: bool, depth: int = 0
    ) -> AsyncIterator[Window]:
        found = await self._read(address, is_part=depth > 0)
        if found is None:
            return
        if depth < _DEEPEST:
            for part in _newest_first(article_sitemaps(found.sitemaps)):
                if not self._is_too_old(part):
                    async for window in self._of(part.url, fit=fit, depth=depth + 1):
                        yield window
        has_times = any(entry.lastmod or entry.published for entry in found.entries)
        if found.entries and self._spider.limit and fit and not has_times:
            self.is_unfit = True
            return
        self._listed |= bool(found.entries) and not found.is_news
        # Yoast puts the home page among the posts.
        is_home = self._spider.site.is_home
        is_sure = found.is_news or names_articles(address)
        wanted = [
            entry
            for entry in found.entries
            if self._is_wanted(entry)
            and not is_home(entry.url)
            and (is_sure or not is_small_print(entry.url))
        ]
        self._spider.account.states("sitemap", len(wanted))
        wanted = _newest_first(wanted)
        for start in range(0, len(wanted), _WINDOW):
            urls = [entry.url for entry in wanted[start : start + _WINDOW]]
            # A file that no index names after its kind may list all of the site.
            are_posts = depth > 0 or found.is_news
            yield Window(via="sitemap", origin=address, urls=urls, are_posts=are_posts)

    async def _read(self, address: str, *, is_part: bool) -> Sitemap | None:
        """A file that was not read before; None if there is none."""
        key = key_hash(address)
        if key in self._asked or not self._spider.site.owns(address):
            return None
        self._asked.add(key)
        answer = await self._spider.get(address, kind="sitemap", expect=_NOT_THERE)
        found = None
        if answer is not None and answer.status == 200:
            found = parse_sitemap(answer.body, answer.url)
            if found.is_cut and (found.entries or found.sitemaps):
                answer = await self._spider.get(address, kind="sitemap")
                if answer is not None:
                    again = parse_sitemap(answer.body, answer.url)
                    found = found if again.is_cut else again
                self.is_cut |= found.is_cut
                self._lost |= found.is_cut
        if found is None or not (found.entries or found.sitemaps):
            # A part that an index names should be there; a guess need not.
            self._lost |= is_part
            return None
        return found

    def _is_wanted(self, entry: SitemapEntry) -> bool:
        published = _instant(entry.published)
        if published is None:
            return not self._is_too_old(entry)
        limit, end = self._spider.limit, self._spider.end
        return not (limit and published < limit) and not (end and published >= end)

    def _is_too_old(self, entry: SitemapEntry) -> bool:
        changed, limit = _instant(entry.lastmod), self._spider.limit
        return bool(changed and limit and changed < limit - _SCHEDULED)


def _newest_first(entries: list[SitemapEntry]) -> list[SitemapEntry]:
    """By what they state; else in the opposite order, since WordPress begins with the
    oldest."""
    none = datetime.min.replace(tzinfo=UTC)
    times = [_instant(entry.published or entry.lastmod) or none for entry in entries]
    if all(time == none for time in times):
        return entries[::-1]
    order = sorted(range(len(entries)), key=lambda place: times[place], reverse=True)
    return [entries[place] for place in order]


def _instant(text: str | None) -> datetime | None:
    """*text* as an aware instant, a day as its end; None if it is none."""
    if text is None:
        return None
    try:
        instant = datetime.fromisoformat(text)
        if len(text) == len("2026-03-01"):
            instant += timedelta(days=1)
    except (ValueError, OverflowError):
        return None
    return instant if instant.tzinfo is not None else instant.replace(tzinfo=UTC)
