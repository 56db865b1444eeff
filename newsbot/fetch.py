"""One page, fetched as a crawl would fetch it, and nothing written down."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

from scrapy.crawler import AsyncCrawlerProcess, Crawler
from scrapy.exceptions import CloseSpider, IgnoreRequest

from newsbot.border import LocalNetwork
from newsbot.exceptions import LeftAlone, describe
from newsbot.sites import SiteError, load_site
from newsbot.sites.folder import named, sites_folder
from newsbot.sites.settings import check_components, check_numbers, switch_off
from newsbot.spiders.base import REFUSED, NewsSpider
from newsbot.spiders.redirects import MOVED, Endless, follow

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Sequence

    from scrapy.http import Response
    from scrapy.settings import Settings

ACCOUNTS = (
    "report.RunReport",
    "delivery.DeliveringFeedExporter",
    "failures.FailureRecorder",
    "quarantine.Quarantine",
    "progress.Progress",
)
"""Extensions that keep an account of a run; those of pace and politeness stay."""


class FetchError(Exception):
    """A page was not to be had; the message is one line.

    ``word`` is the verdict that says how: ``unreachable``, ``refused``,
    ``misconfigured``, ``empty`` (the site has no such page), ``stopped`` or
    ``crashed`` (it was never asked for).
    """

    def __init__(self, word: str, reason: str) -> None:
        super().__init__(reason)
        self.word = word


class FetchSpider(NewsSpider):
    """A spider of a few pages of one site, which it asks for by itself, past the
    scheduler, and keeps in ``answers``.

    :param site: as for :class:`NewsSpider`
    :param urls: addresses of the pages, in the order in which they are asked for
    """

    name = "fetch"

    def __init__(self, site: str | None = None, urls: Sequence[str] = ()) -> None:
        super().__init__(site)
        self.urls = urls
        self.answers: dict[str, Response | FetchError] = {}
        """What came of each address."""
        for url in urls:
            # A person who names a profile and an address means that they belong
            # together.
            self.site.name_host(url)

    async def start(self) -> AsyncIterator[Any]:
        """Ask now, and leave nothing to schedule."""
        await self.ask()
        return
        yield  # what makes it a generator, as Scrapy demands

    async def ask(self) -> None:
        """Ask for each page, and keep what came; nothing is raised."""
        for url in self.urls:
            try:
                self.answers[url] = await self.page(url)
            except FetchError as error:
                self.answers[url] = error

    async def page(self, url: str) -> Response:
        """The page at *url*, after the site's own redirects.

        :raises FetchError: if it is not to be had
        """
        try:
            response = await follow(url, self._answer, self._move)
        except (LocalNetwork, Endless) as error:
            raise FetchError("unreachable", str(error)) from error
        except SiteError as error:
            raise FetchError("misconfigured", str(error)) from error
        what = f"HTTP {response.status} from {response.url}"
        if response.status in REFUSED:
            raise FetchError("refused", what)
        if response.status >= 500:
            raise FetchError("unreachable", what)
        if response.status != 200:
            raise FetchError("empty", what)
        return response

    def _move(self, target: str) -> None:
        """Let the site be where it redirects to, as in a crawl."""
        if not self.site.owns(target):
            self.site.move(target)

    async def _answer(self, url: str) -> Response:
        # As of the home page in a crawl: `follow` sees to redirects by status.
        meta = {"handle_httpstatus_list": list(MOVED)}
        request = self.request(url, "article", meta=meta)
        try:
            return await self.fetch(request)
        except CloseSpider as error:
            if isinstance(error.__cause__, LeftAlone):
                raise FetchError("refused", str(error.__cause__)) from error
            raise FetchError("stopped", "by a signal") from error
        except LocalNetwork:
            raise
        except Exception as error:
            why = self.why(error)
            said = str(error) if isinstance(error, IgnoreRequest) else describe(error)
            word = "unreachable" if why == "unanswered" else "refused"
            raise FetchError(word, f"{url}: {said}") from error


def fetch(
    urls: Sequence[str], settings: Settings, *, site: str | None = None
) -> dict[str, Response | FetchError]:
    """Fetch *urls* with the project's politeness, boundary and decoding, by
    :func:`run_alone`.

    :param urls: addresses of one site
    :param settings: those of the project
    :param site: as for ``-a site=``; None is the site of the first address
    :return: the answer to each, in order
    :raises SiteError: if *site* or an address is none, or a setting of no use
    :raises FetchError: if the crawl did not start
    """
    for url in urls:
        load_site(url)
    if site is None:
        parts = urlsplit(urls[0])
        site = f"{parts.scheme}://{parts.netloc}/"
    site = named(site, sites_folder(settings))
    load_site(site)
    spider = run_alone(FetchSpider, settings, site=site, urls=urls)
    answers = getattr(spider, "answers", {})
    stopped = FetchError("stopped", "by a signal")
    return {url: answers.get(url, stopped) for url in urls}


def run_alone(
    spidercls: type[FetchSpider], settings: Settings, **arguments: Any
) -> FetchSpider | None:
    """Run a spider in the event loop of the process, which can be done once in a
    process, and keep no account of it.

    :param arguments: the spider's
    :return: the spider; None if the process was stopped before it was there
    :raises SiteError: if a setting is of no use
    :raises FetchError: if the crawl did not start
    """
    check_numbers(settings)
    check_components(settings)
    process = AsyncCrawlerProcess(settings)
    crawler = Crawler(spidercls, settings)
    switch_off(crawler.settings, ACCOUNTS)
    crawl = process.crawl(crawler, **arguments)
    process.start()
    if crawl.done() and not crawl.cancelled() and (error := crawl.exception()):
        if isinstance(error, SiteError):
            raise error
        raise FetchError("crashed", f"it did not start: {describe(error)}") from error
    spider = crawler.spider
    return spider if isinstance(spider, spidercls) else None
