"""The way into a site: its home page, its theme, its listings."""

from __future__ import annotations

import logging
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from scrapy.exceptions import CloseSpider, IgnoreRequest
from scrapy.http import TextResponse

from newsbot.exceptions import ListingLost, describe
from newsbot.middlewares.refusal import HOME
from newsbot.pages.ending import breaks_off
from newsbot.pages.html import absolute, parse
from newsbot.pages.listing import read_listing
from newsbot.similarity import url_key
from newsbot.sites import SiteError, generic, recognise
from newsbot.sites.site import host_key
from newsbot.spiders.base import REFUSED
from newsbot.spiders.facts import Facts, load, save, was_found
from newsbot.spiders.redirects import MOVED, follow
from newsbot.verdict import lost_listings

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

    from scrapy.http import Response

    from newsbot.pages.listing import ListingPage
    from newsbot.spiders.articles import ArticleSpider

logger = logging.getLogger(__name__)


class Front:
    """Finds the way into the site of *spider*."""

    def __init__(self, spider: ArticleSpider) -> None:
        self._spider = spider
        self._site = spider.site
        self._facts: Facts | None = None
        self._broken_home = ""
        self.home: ListingPage | None = None
        """The home page, if this run has looked at it."""
        self.walked: set[str] = set()
        """Addresses of the listings that :meth:`listings` gave."""

    async def open(self) -> bool:
        """Find the site's theme, zone and interfaces, or remember them.

        :return: False if there is no way in; the stat ``newsbot/front`` says why
        """
        host = host_key(self._site.url).removeprefix("www.")
        self._facts = load(self._spider.ledger, host, self._site)
        if self._facts is None:
            return await self._discover()
        self._spider.identify()
        self._spider.interfaces.open(self._facts.rest, self._facts.feed)
        return True

    @property
    def sitemap(self) -> str | None:
        """Address of the site's news sitemap; None if none is known."""
        return self._facts.sitemap if self._facts is not None else None

    async def listings(self) -> AsyncIterator[ListingPage]:
        """First pages of the listings that together name every article: the
        profile's, else the home page's own list, else those of the categories."""
        lost = lost_listings(self._spider.crawler.stats.get_stats())
        found = [page async for page in self._known_listings()]
        if not found and self.home is None and await self._discover():
            # What was remembered of the site does not hold any more, and what of that
            # was not to be had is no loss.
            lost = lost_listings(self._spider.crawler.stats.get_stats())
            found = [page async for page in self._known_listings()]
        if not found and self.home is not None:
            found = [page async for page in self._other_listings(self.home)]
        is_lost = lost < lost_listings(self._spider.crawler.stats.get_stats())
        is_open = self.home is not None and self.home.is_open
        is_sure = self._is_home_whole() and (is_open or not is_lost)
        if found and self._facts is not None and self.home is not None and is_sure:
            # Lists that stand in for one that was not to be had are no way to keep.
            self._facts.listings = [page.url for page in found]
            save(self._spider.ledger, self._spider.site_id, self._facts)
        for page in found:
            self.walked.add(page.url)
            yield page

    def _is_home_whole(self) -> bool:
        """Whether the home page did not break off; else it counts as a lost listing:
        what it has shown of the site is not all."""
        text, self._broken_home = self._broken_home, ""
        if not text or not self._spider.endings.is_cut(text, "home"):
            return True
        self._spider.crawler.stats.inc_value("newsbot/unanswered/listing")
        return False

    async def _known_listings(self) -> AsyncIterator[ListingPage]:
        if self.home is None and self._facts is not None:
            # Of a site of which nothing is known, one list of many may run dry.
            is_sure = bool(self._site.rules.rule("listing", "entries"))
            for address in self._facts.listings:
                may_be_short = not self._is_main_list(address)
                if page := await self._listing(
                    address, had_rows=is_sure, may_be_short=may_be_short
                ):
                    yield page
            return
        for address in self._site.rules.listings:
            if page := await self._listing(self._site.absolute(address)):
                yield page
                return

    async def _other_listings(self, home: ListingPage) -> AsyncIterator[ListingPage]:
        if home.is_open:
            async for one in self._open_listings(home):
                yield one
            return
        if home.entries:
            yield home
            return
        for address in home.categories:
            if page := await self._listing(address, may_be_short=True):
                yield page

    def _is_main_list(self, address: str) -> bool:
        """Whether *address* is that of a list of all articles, not of a category."""
        named = map(self._site.absolute, self._site.rules.listings)
        return url_key(address) in map(
            url_key, (self._site.url, self._site.start, *named)
        )

    async def _open_listings(self, home: ListingPage) -> AsyncIterator[ListingPage]:
        """Lists of a site of which nothing is known; with none, and no feed, it is
        hardly a site of news."""
        from newsbot.spiders.scout import Scout

        lists = [page async for page in Scout(self._spider).listings(home)]
        facts = self._facts
        if not lists and was_found(self._spider.ledger, self._spider.site_id):
            self._spider.crawler.stats.set_value("newsbot/rows_lost", home.url)
        elif not lists and facts is not None and not (facts.feed or facts.sitemap):
            status = self._spider.crawler.stats.get_value("newsbot/home_status")
            what = f"HTTP {status} from {home.url}: check the address, or "
            if not status:
                what = f"no list of articles can be told on {home.url}: "
            self._no_way_in(
                "misconfigured",
                f"{what}name a page that lists the site's news (-a site=https://…), or "
                "write a profile with its selectors or its feeds: "
                "-a site=./profile.toml",
            )
        for one in lists:
            yield one

    async def _listing(
        self, address: str, *, had_rows: bool = False, may_be_short: bool = False
    ) -> ListingPage | None:
        """The list at *address*; None if it has no rows.

        :param had_rows: whether it had articles when it was found
        :param may_be_short: whether it may be so short that the theme prints all of it
            apart from the list, as it does with the newest three of a category
        """
        try:
            page = await self._spider.listing(address)
        except ListingLost:
            return None
        if page is None or page.entries:
            return page
        before = self._spider.looks.rows_before(page.url) if had_rows else 0
        if may_be_short and page.featured and before <= len(page.featured):
            return page
        if had_rows:
            # It is walked no more, but a person should know.
            self._spider.crawler.stats.set_value("newsbot/rows_lost", page.url)
        return None

    async def _discover(self) -> bool:
        """Look at the home page. The site's own redirect of its root is followed,
        and its theme recognised where no profile names one."""
        try:
            response = await self._home()
            if isinstance(response, TextResponse) and breaks_off(response.text):
                response = await self._home()
        except SiteError as error:
            return self._no_way_in("misconfigured", str(error))
        except CloseSpider:
            raise
        except Exception as error:  # noqa: BLE001 - downloaders raise what they like
            why = self._spider.why(error)
            front = "unreachable" if why == "unanswered" else "refused"
            said = isinstance(error, IgnoreRequest)
            what = str(error) if said else describe(error)
            return self._no_way_in(front, f"{self._site.start}: {what}")
        if response.status in REFUSED:
            what = f"HTTP {response.status} from {self._site.start}"
            return self._no_way_in("refused", what)
        if response.status >= 500 or not isinstance(response, TextResponse):
            what = f"HTTP {response.status}, no page, from {response.url}"
            return self._no_way_in("unreachable", what)
        if response.status != 200:
            self._spider.crawler.stats.set_value("newsbot/home_status", response.status)
        if breaks_off(response.text):
            self._broken_home = response.text  # other pages will tell
        else:
            self._spider.endings.is_cut(response.text, "home")
        # A site without a home page of its own still shows its theme and menus.
        tree = parse(response.text)
        if self._site.profile is None:
            self._site.profile = recognise(tree) or generic()
        self.home = read_listing(tree, url=response.url, profile=self._site.rules)
        if self.home.is_open and self._is_one_article(self.home):
            root = absolute(response.url, "/")
            return self._no_way_in(
                "misconfigured",
                f"{response.url} is the page of one article: name the site by its "
                f"home page: -a site={root}",
            )
        self._spider.identify()
        await self._ask_interfaces(self.home)
        return True

    async def _ask_interfaces(self, home: ListingPage) -> None:
        interfaces = self._spider.interfaces
        interfaces.open(self._rest(home), self._feed(home))
        if self._site.timezone is None:
            self._site.timezone = await interfaces.zone()
        sitemap = None
        if home.is_open:
            from newsbot.spiders.scout import Scout, find_news_sitemap

            sitemap = await find_news_sitemap(self._spider)
            if self._site.timezone is None:
                self._site.timezone = await Scout(self._spider).zone(home, sitemap)
        self._facts = Facts(
            url=self._site.url,
            hosts=sorted(self._site.hosts),
            profile=self._site.rules.key,
            timezone=self._site.timezone,
            rest=self._rest(home),
            feed=self._feed(home),
            listings=[],
            sitemap=sitemap and sitemap.url,
        )

    def _is_one_article(self, home: ListingPage) -> bool:
        from newsbot.spiders.scout import states_article

        path = urlsplit(home.url).path
        return path not in ("", "/") and states_article(home)

    def _feed(self, home: ListingPage) -> str | None:
        own = [url for url in home.feeds if self._site.owns(url)]
        named = [self._site.absolute(url) for url in self._site.rules.feeds]
        return next(iter([*own, *named]), None)

    def _rest(self, home: ListingPage) -> str | None:
        if home.rest and self._site.owns(home.rest):
            return home.rest
        named = self._site.rules.rest
        return self._site.absolute(named) if named else None

    async def _home(self) -> Response:
        spider = self._spider

        async def ask(url: str) -> Response:
            # Scrapy follows a page that leads on by itself (METAREFRESH_MAXDELAY).
            meta = {"handle_httpstatus_list": list(MOVED), HOME: True}
            return await spider.fetch(spider.request(url, "start", meta=meta))

        return await follow(self._site.start, ask, self._move)

    def _move(self, target: str) -> None:
        logger.info("%s is at %s", self._site.start, target)
        self._site.move(target)

    def _no_way_in(self, why: str, reason: str) -> bool:
        """Note *why* (a verdict) there is none, for *reason*; False."""
        self._spider.crawler.stats.set_value("newsbot/front", why)
        self._spider.crawler.stats.set_value("newsbot/front_reason", reason)
        logger.error("No way into the site: %s", reason)
        return False
