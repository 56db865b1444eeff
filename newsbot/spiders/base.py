"""What all spiders of newsbot share: a site, its boundary, and its requests."""

from __future__ import annotations

import logging
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

from scrapy import Request, Spider, signals
from scrapy.exceptions import CloseSpider, IgnoreRequest
from scrapy.http import Response, TextResponse

from newsbot.asked import item_address
from newsbot.exceptions import (
    FORBIDDEN,
    LeftOut,
    ListingLost,
    Refused,
    Stopping,
    describe,
    is_no_answer,
    is_of_engine,
    note_crash,
)
from newsbot.extensions.lock import Locked, host_lock, locks_of, signature
from newsbot.ledger import ledger_of
from newsbot.pace import pace_of
from newsbot.pages.listing import ListingPage, read_listing
from newsbot.signals import page_ended, site_identified
from newsbot.sites import load_site
from newsbot.sites.folder import named, sites_folder
from newsbot.sites.settings import PROFILE_PRIORITY, apply_settings
from newsbot.sites.site import host_key
from newsbot.spiders.closing import Closing
from newsbot.spiders.endings import Endings

if TYPE_CHECKING:
    from collections.abc import Collection
    from typing import Self

    from scrapy.crawler import Crawler

    from newsbot.ledger import Ledger

logger = logging.getLogger(__name__)

# Priorities of requests, by what they are for.
PRIORITY = {
    "start": 40,
    "rest": 35,
    "feed": 35,
    "sitemap": 35,
    "listing": 30,
    "article": 20,
    "look": 5,
}
PRIORITY_RELATED = 10
REFUSED = (401, 403, 407, 429, 451, 503)
"""Statuses by which a site refuses crawlers."""
GONE = (404, 410)
"""Statuses by which a site says that an article is not there (any more)."""
# How a file of gzip begins (RFC 1952, 2.3.1); sitemaps.org allows sitemaps to be such.
_GZIP = b"\x1f\x8b"


class NewsSpider(Spider):
    """A spider of one site.

    :param site: the argument ``-a site=``; see :func:`newsbot.sites.load_site`
    """

    _closing: Closing
    """Kept here, since signals hold their receivers weakly."""

    def __init__(self, site: str | None = None, **arguments: str) -> None:
        if arguments:
            known = ", ".join(sorted(self.argument_names()))
            unknown = ", ".join(sorted(arguments))
            raise TypeError(f"unknown argument -a {unknown}=; known: {known}")
        super().__init__()
        self.site = load_site(site)
        self.folder = Path(self.site.name)
        """Where everything of this site lies."""
        self.site_id = ""
        """The site's canonical host, once :meth:`identify` has found it."""
        self.endings = Endings(self)

    @classmethod
    def argument_names(cls) -> set[str]:
        """Names that ``-a`` takes."""
        import inspect

        return set(inspect.signature(cls).parameters) - {"args", "arguments", "kwargs"}

    @classmethod
    def from_crawler(cls, crawler: Crawler, *args: Any, **kwargs: Any) -> Self:
        """Make the spider, and let its site's profile and the environment have
        their say about the settings.

        :raises SiteError: if ``-a site=`` names no site
        """
        if kwargs.get("site") is not None:
            # A short name is that of a profile in the folder of profiles.
            kwargs["site"] = named(kwargs["site"], sites_folder(crawler.settings))
        spider = super().from_crawler(crawler, *args, **kwargs)
        settings = crawler.settings
        apply_settings(settings, spider.site)
        limit = settings.getfloat("NEWSBOT_RUN_SECONDS")
        settings.set("CLOSESPIDER_TIMEOUT", limit, PROFILE_PRIORITY)
        spider.folder = Path(settings["NEWSBOT_DATA"]) / spider.site.name
        if not settings.getdict("FEEDS"):
            # One file a run; the extension gives it its name when it is complete.
            name = f"{datetime.now(UTC):%Y-%m-%dT%H%M%SZ}.jsonl"
            path = spider.folder / "articles" / name
            # Scrapy would fill in what it takes for a parameter, as in "%(time)s".
            uri = path.absolute().as_uri() if "%(" in str(path) else str(path)
            priority = max(PROFILE_PRIORITY, settings.getpriority("FEEDS") or 0)
            settings.set("FEEDS", {uri: {"format": "jsonlines"}}, priority)
        crawler.signals.connect(spider._item_dropped, signals.item_dropped)
        spider._closing = Closing(crawler)
        return spider

    @property
    def ledger(self) -> Ledger:
        """What has been delivered, and what the last runs left to do."""
        return ledger_of(self.crawler)

    @property
    def run_number(self) -> int:
        """The ledger's number of this run, 0 before it has begun."""
        return int(self.crawler.stats.get_value("newsbot/run", 0))

    def identify(self) -> None:
        """Ask the ledger for the site's canonical host, as its first crawl fixed
        it. To be called when the site's own redirects have been followed.

        :raises CloseSpider: if another run crawls the site under another name
        """
        hosts = [host.removeprefix("www.") for host in sorted(self.site.hosts)]
        host = host_key(self.site.url).removeprefix("www.")
        self.site_id = self.ledger.sites.canonical(host, hosts)
        self._lock()
        self.crawler.signals.send_catch_log(site_identified, site_id=self.site_id)

    def _lock(self) -> None:
        """Lock the site under its canonical name too: a site that redirects may be
        crawled under each of its addresses at once."""
        locks = locks_of(self.crawler)
        if locks is None:
            return
        folders = [Path(self.crawler.settings["NEWSBOT_DATA"])]
        if self.ledger.home is not None:
            folders.append(self.ledger.home)  # other data folders may share it
        try:
            locks.take(host_lock(folder, self.site_id) for folder in folders)
            holder = self.ledger.sites.reserve(self.site_id, signature())
            if holder is not None:
                locks.refuse(f"{self.site_id} in {self.ledger.db.name}", holder)
        except Locked as error:
            self.crawler.stats.set_value("newsbot/front", "locked")
            self.crawler.stats.set_value("newsbot/front_reason", str(error))
            raise CloseSpider("locked") from error

    def request(self, url: str, kind: str, **arguments: Any) -> Request:
        """A request of this site: *kind* is counted in
        ``newsbot/requests/<kind>`` and sets the priority."""
        self.crawler.stats.inc_value(f"newsbot/requests/{kind}")
        arguments.setdefault("priority", PRIORITY[kind])
        # The spider itself sees to it that no article is asked for twice.
        return Request(url, dont_filter=True, **arguments)

    async def get(
        self,
        url: str,
        *,
        kind: str,
        expect: Collection[int] = (),
        headers: dict[str, str] | None = None,
    ) -> TextResponse | None:
        """Fetch a page of the site's machinery now.

        :param kind: what it is for, as in :meth:`request`
        :param expect: statuses beside 200 that are an answer, not a failure
        :param headers: headers to add
        :return: None if there was no answer, or none of use, such as a file that is
            no text; why is logged, and counted in ``newsbot/refused/<kind>``,
            ``newsbot/unanswered/<kind>`` or ``newsbot/forbidden/<kind>``. A sitemap
            that is compressed comes as it is; of another answer that is no text and
            *expect*-ed, the body is left out
        :raises CloseSpider: if the run is being stopped
        """
        stats = self.crawler.stats
        try:
            response = await self.fetch(self.request(url, kind, headers=headers))
        except CloseSpider:
            raise
        except Exception as error:  # noqa: BLE001 - downloaders raise what they like
            stats.inc_value(f"newsbot/{self.why(error)}/{kind}")
            logger.warning("No answer from %s: %s", url, describe(error))
            return None
        if response.status != 200 and response.status not in expect:
            why = "refused" if response.status in REFUSED else "unanswered"
            stats.inc_value(f"newsbot/{why}/{kind}")
            logger.info("HTTP %d from %s", response.status, url)
            return None
        if isinstance(response, TextResponse):
            return response
        body = b""
        if kind == "sitemap" and response.body.startswith(_GZIP):
            body = response.body
        elif response.status == 200:
            stats.inc_value(f"newsbot/unanswered/{kind}")
            content = response.headers.get("Content-Type")
            logger.warning("No text from %s: its Content-Type is %r", url, content)
            return None
        # Without a body, its status says all: "not here", "not changed".
        return TextResponse(
            response.url,
            response.status,
            response.headers,
            body=body,
            request=response.request,
        )

    async def fetch(self, request: Request) -> Response:
        """Fetch *request* now, past the scheduler.

        :raises CloseSpider: if the run is being stopped
        :raises Exception: what the downloader raised
        """
        engine = self.crawler.engine
        if engine.spider is None:
            raise CloseSpider("shutdown")
        try:
            pace_of(self.crawler).check()  # Scrapy's engine closes only once
            return await engine.download_async(request)
        except Stopping as error:
            raise CloseSpider(error.closes) from error
        except AssertionError as error:
            # Closed by a limit, Scrapy's engine stumbles over what it has put away.
            is_closing = self.crawler.stats.get_value("finish_reason") is not None
            if not (is_closing and is_of_engine(error)):
                raise
            raise CloseSpider("shutdown") from error

    def why(self, error: BaseException | None) -> str:
        """Why a request got no page: ``refused``, ``forbidden`` (by robots.txt) or
        ``unanswered``. An error that no server can cause is noted as a crash."""
        if isinstance(error, Refused):
            return "refused"
        if isinstance(error, IgnoreRequest) and str(error) == FORBIDDEN:
            return "forbidden"
        if not is_no_answer(error):
            note_crash(self.crawler.stats, error)
            logger.error("A component failed: %s", describe(error), exc_info=error)
        return "unanswered"

    async def listing(self, url: str | None) -> ListingPage | None:
        """The listing page at *url*; None where there is none. One that breaks off is
        asked for once more; if it does so again, it
        :attr:`~newsbot.pages.listing.ListingPage.is_cut`.

        :raises ListingLost: if it may be there and was not to be had
        """
        if url is None or not self.site.owns(url):
            return None
        page = await self._listing(url)
        if page is not None and page.is_cut:
            page = await self._listing(url)
        if page is not None and page.is_cut:
            logger.warning("%s breaks off: it may be cut", url)
            self.crawler.stats.inc_value("newsbot/unanswered/listing")
            if not page.entries:
                raise ListingLost(url)
        return page

    async def _listing(self, url: str) -> ListingPage | None:
        response = await self.get(url, kind="listing", expect=GONE)
        if response is None:
            raise ListingLost(url)
        if response.status != 200:
            return None
        page = read_listing(response.text, url=response.url, profile=self.site.rules)
        is_cut = self.endings.is_cut(response.text, "listing")
        page.is_cut = is_cut and not page.is_passed
        return page

    def _item_dropped(
        self, item: Any, response: Response | None, exception: Exception
    ) -> None:
        if isinstance(exception, LeftOut):
            url = item_address(item, response)
            self.end_page(url, exception.outcome, exception.reason)

    def end_page(self, url: str, outcome: str, reason: str = "") -> None:
        """Say to what outcome a page came that was asked for as an article."""
        self.crawler.signals.send_catch_log(
            page_ended, url=url, outcome=outcome, reason=reason
        )
