"""The way into a site: its home page, its theme, its listings."""

from __future__ import annotations

import logging
from typing import TYPE_CHECKING

from scrapy.exceptions import IgnoreRequest
from scrapy.http import TextResponse

from newsbot.pages.html import absolute, parse
from newsbot.pages.listing import ListingPage
from newsbot.sites import SiteError, recognise
from newsbot.spiders.base import describe

if TYPE_CHECKING:
    from scrapy.http import Response

    from newsbot.spiders.articles import ArticleSpider

logger = logging.getLogger(__name__)

_MOVED = (301, 302, 303, 307, 308)
_REFUSED = (401, 403, 407, 429, 451, 503)
_HOPS = 5


class Front:
    """Finds the way into the site of *spider*."""

    def __init__(self, spider: ArticleSpider) -> None:
        self._spider = spider
        self._site = spider.site

    async def open(self) -> ListingPage | None:
        """The home page. The site's own redirect of its root is followed, and its
        theme recognised where no profile names one.

        :return: None if there is no way in; the stat ``newsbot/front`` says why
        """
        try:
            response = await self._home()
        except SiteError as error:
            return self._closed("misconfigured", str(error))
        except IgnoreRequest as error:
            return self._closed("refused", f"robots.txt: {error}")
        except Exception as error:  # noqa: BLE001 - downloaders raise what they like
            url = self._site.url
            return self._closed("unreachable", f"{url}: {describe(error)}")
        if response.status in _REFUSED:
            what = f"HTTP {response.status} from {self._site.url}"
            return self._closed("refused", what)
        if response.status >= 500 or not isinstance(response, TextResponse):
            what = f"HTTP {response.status}, no page, from {response.url}"
            return self._closed("unreachable", what)
        # A site without a home page of its own still shows its theme and menus.
        tree = parse(response.text)
        if self._site.profile is None:
            self._site.profile = recognise(tree)
        if self._site.profile is None:
            return self._closed(
                "misconfigured",
                f"the theme of {response.url} is not known: write a profile with "
                "its selectors and name that: -a site=./profile.toml",
            )
        self._spider.identify()
        return ListingPage(tree, url=response.url, profile=self._site.rules)

    def feed(self, home: ListingPage) -> str | None:
        """Address of the site's main feed."""
        own = [url for url in home.feeds if self._site.owns(url)]
        named = [self._site.absolute(url) for url in self._site.rules.feeds]
        return next(iter([*own, *named]), None)

    def rest(self, home: ListingPage) -> str | None:
        """Address of the site's REST interface."""
        if home.rest and self._site.owns(home.rest):
            return home.rest
        named = self._site.rules.rest
        return self._site.absolute(named) if named else None

    async def listings(self, home: ListingPage) -> list[ListingPage]:
        """First pages of the listings that together name every article: the
        profile's, else the home page's own list, else those of the categories."""
        for address in self._site.rules.listings:
            listing = await self._spider.listing(self._site.absolute(address))
            if listing is not None and listing.entries:
                return [listing]
        if home.entries:
            return [home]
        found = [await self._spider.listing(url) for url in home.categories]
        return [listing for listing in found if listing is not None]

    async def _home(self) -> Response:
        spider = self._spider
        for _ in range(_HOPS):
            request = spider.request(self._site.url, "start")
            request.meta["dont_redirect"] = True
            response = await spider.fetch(request)
            if response.status not in _MOVED:
                return response
            location = response.headers.get("Location", b"") or b""
            target = absolute(response.url, location.decode("utf-8", "replace"))
            if target is None:
                return response
            logger.info("%s is at %s", self._site.url, target)
            self._site.move(target)
        raise SiteError(f"{self._site.url} redirects without end: check the address")

    def _closed(self, why: str, reason: str) -> ListingPage | None:
        self._spider.crawler.stats.set_value("newsbot/front", why)
        self._spider.crawler.stats.set_value("newsbot/front_reason", reason)
        logger.error("No way into the site: %s", reason)
        return None
