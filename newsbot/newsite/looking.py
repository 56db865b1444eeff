"""A look at a site: a few requests, as polite as those of a crawl."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from scrapy.http import HtmlResponse

from newsbot.fetch import FetchError, FetchSpider, run_alone
from newsbot.newsite.look import Look, NothingFound, Page
from newsbot.pages.article import NotAnArticle
from newsbot.pages.feed import parse_feed
from newsbot.similarity import url_key
from newsbot.sites import load_site, recognise
from newsbot.spiders.endpoints import Endpoints
from newsbot.spiders.scout import news_sitemap, states_article

if TYPE_CHECKING:
    from scrapy.http import Response
    from scrapy.settings import Settings

    from newsbot.pages.listing import ListingPage

ENOUGH = 5
"""So many articles are looked at; fewer than three tell little."""

_TRIED = 9
_POSTS = 40


class LookSpider(FetchSpider):
    """Looks at one site: home page, lists, feed, REST interface, news sitemap, and a
    few articles. What it has seen is in ``look``.

    :param site: address of the site
    """

    name = "look"

    def __init__(self, site: str | None = None) -> None:
        super().__init__(site)
        self.look = Look(url=self.site.start)
        self.error: Exception | None = None
        """Why there is nothing to learn from."""

    async def ask(self) -> None:
        """Look at the site."""
        try:
            await self._look()
        except Exception as error:  # noqa: BLE001 - look_at() raises it
            self.error = error

    async def _look(self) -> None:
        look = self.look
        look.home = await self._html(self.site.start)
        look.url, look.theme = self.site.start, recognise(look.home.tree)
        home = look.home.listing(look.profile)
        if urlsplit(home.url).path not in ("", "/") and states_article(home):
            raise FetchError(
                "misconfigured", f"{home.url} is one article: name the home page"
            )
        await self._interfaces(home)
        look.sitemap = await news_sitemap(self) if home.is_open else None
        await self._lists(home)
        await self._articles()

    async def _html(self, url: str) -> Page:
        """The page at *url*.

        :raises FetchError: if it is not to be had, or none
        """
        answer: Response = await self.page(url)
        if not isinstance(answer, HtmlResponse):
            raise FetchError("empty", f"{url} is no page")
        return Page(url=answer.url, html=answer.text, now=datetime.now(UTC))

    async def _interfaces(self, home: ListingPage) -> None:
        look, profile = self.look, self.look.profile
        named = [self.site.absolute(address) for address in profile.feeds]
        for url in [*home.feeds, *named][:1]:
            if not self.site.owns(url):
                continue
            answer = await self.get(url, kind="feed", expect=(404, 410))
            found = parse_feed(answer.body, url) if answer is not None else []
            if found:
                look.feed = url
                look.keep(found)
        root = home.rest or (self.site.absolute(profile.rest) if profile.rest else None)
        if root is None or not self.site.owns(root):
            return
        endpoints = Endpoints(self, most=_POSTS)
        endpoints.open(root, None)
        look.zone = await endpoints.zone()
        posts = await endpoints.posts(begin=None, end=None, page=1)
        if posts is not None and posts.stated:
            look.rest = root
            look.keep(posts.stated)

    async def _lists(self, home: ListingPage) -> None:
        """What the site calls its latest news with its second page, and a section."""
        look, profile = self.look, self.look.profile
        named = [self.site.absolute(address) for address in profile.listings]
        wanted = [home.latest or next(iter(named), None), *home.categories[:1]]
        seen = {url_key(home.url)}
        for number, url in enumerate(wanted):
            page = await self._list(url, seen)
            if page is not None and number == 0:
                await self._list(page.listing(profile).next, seen)
        if len(look.lists) < 2:
            await self._list(home.next, seen)

    async def _list(self, url: str | None, seen: set[str]) -> Page | None:
        if url is None or url_key(url) in seen or not self.site.owns(url):
            return None
        seen.add(url_key(url))
        try:
            page = await self._html(url)
        except FetchError as error:
            if error.word == "stopped":
                raise
            return None
        listing = page.listing(self.look.profile)
        if not listing.entries or states_article(listing):
            return None
        self.look.lists.append(page)
        return page

    async def _articles(self) -> None:
        """Some of the newest articles; those that an interface states come first,
        for of these it is known what is right."""
        look = self.look
        failure: FetchError | None = None
        for url in self._candidates()[:_TRIED]:
            if len(look.articles) == ENOUGH:
                return
            try:
                page = await self._html(url)
                page.stated = look.of(url)
                page.record(look.profile, look.zone or "UTC")
            except FetchError as error:
                if error.word == "stopped":
                    raise
                failure = error
            except NotAnArticle as error:
                look.others.append(f"{url}: {error}")
            else:
                look.articles.append(page)
        if not look.articles:
            if failure is not None:
                raise failure
            raise NothingFound(_nothing(look))

    def _candidates(self) -> list[str]:
        look = self.look
        lists = [
            page.listing(look.profile) for page in [*look.lists, look.home] if page
        ]
        listed = [url for page in lists for url in [*page.entries, *page.featured]]
        stated = [one.url for known in look.stated.values() for one in known[:1]]
        protected = {
            one.url for known in look.stated.values() for one in known if one.protected
        }
        urls = {url_key(url): url for url in [*listed, *stated] if self.site.owns(url)}
        found = [url for url in urls.values() if url not in protected]
        found.sort(key=lambda url: not look.of(url))
        # The newest ones are often of one section, or of one event.
        step = max(1, min(4, len(found) // _TRIED))
        return found[::step] + [url for i, url in enumerate(found) if i % step]


def _nothing(look: Look) -> str:
    if look.others:
        return f"no page that is an article's: {look.others[0]}"
    return (
        f"no article is to be seen on {look.url}: is it the home page of a news site?"
    )


def look_at(url: str, settings: Settings) -> Look:
    """Look at the site at *url*, with the project's politeness and boundary.

    It runs the event loop of the process, which can be done once in a process.

    :raises SiteError: if *url* is none, or a setting of no use
    :raises FetchError: if the site is not to be had
    :raises NothingFound: if there is no article on it
    """
    load_site(url)
    spider = run_alone(LookSpider, settings, site=url)
    if not isinstance(spider, LookSpider):
        raise FetchError("stopped", "by a signal, before it began")
    if spider.error is not None:
        raise spider.error
    if not spider.look.articles:
        raise FetchError("stopped", "by a signal")
    return spider.look
