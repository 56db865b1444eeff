"""Downloader middleware: what an unusual answer to robots.txt means."""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from scrapy.exceptions import IgnoreRequest, NotConfigured

from newsbot.exceptions import Refused, Unreachable
from newsbot.pace import pace_of

if TYPE_CHECKING:
    from typing import Self

    from scrapy import Request
    from scrapy.crawler import Crawler
    from scrapy.http import Response

# "Come back later" rather than "there is nothing here".
_LATER = (429, 503)
_TROUBLE = "robotstxt/exception_count/"


class RobotsAnswerMiddleware:
    """Tell "no rules" from "no answer", as RFC 9309 (2.3.1) does: an answer of
    400 to 499 allows everything, whatever its body says; a server error, or none at
    all, forbids everything for now.

    Scrapy's ``RobotsTxtMiddleware`` takes each of them for a robots.txt, and goes
    on without one if there is none to be had. This one stands behind it.
    """

    def __init__(self, crawler: Crawler) -> None:
        self._stats = crawler.stats
        self._pace = pace_of(crawler)

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        if not crawler.settings.getbool("ROBOTSTXT_OBEY"):
            raise NotConfigured
        return cls(crawler)

    def process_request(self, request: Request) -> None:
        """Hold *request* back if robots.txt came but could not be read, for example
        because its compression is broken.

        :raises Unreachable: then
        """
        if _is_for_robots(request):
            return
        for name in self._stats.get_stats():
            if name.startswith(_TROUBLE):
                error = name.removeprefix(_TROUBLE).strip("<>").partition("'")[2]
                self._pace.close(
                    Unreachable(f"robots.txt cannot be read: {error.strip(chr(39))}")
                )
        self._pace.check()

    def process_response(self, request: Request, response: Response) -> Response:
        """Return *response*, without a body where that is no robots.txt."""
        if not _is_for_robots(request) or response.status == 200:
            return response
        reason = f"robots.txt answers HTTP {response.status}"
        if response.status in _LATER:
            self._pace.close(Refused(reason))
        elif response.status >= 500:
            self._pace.close(Unreachable(reason))
        return response.replace(body=b"")

    def process_exception(self, request: Request, exception: Exception) -> None:
        """No answer at all: the site may have rules that cannot be read now."""
        if _is_for_robots(request) and not isinstance(exception, IgnoreRequest):
            what = " ".join(str(exception).split()) or type(exception).__name__
            self._pace.close(Unreachable(f"{request.url}: {what}"))


def _is_for_robots(request: Request) -> bool:
    first = request.meta.get("redirect_urls", [request.url])[0]
    asked = request.meta.get("dont_obey_robotstxt", False)
    return bool(asked) and urlsplit(first).path == "/robots.txt"
