"""Downloader middleware: what an unusual answer to robots.txt means."""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from scrapy import signals
from scrapy.exceptions import IgnoreRequest, NotConfigured

from newsbot.asked import asked_for
from newsbot.exceptions import Refused, Stopping, Unreachable, describe
from newsbot.pace import pace_of

if TYPE_CHECKING:
    from typing import Self

    from scrapy import Request
    from scrapy.crawler import Crawler
    from scrapy.http import Response

# "Come back later" rather than "there is nothing here".
_LATER = (429, 503)


class RobotsAnswerMiddleware:
    """Tell "no rules" from "no answer", as RFC 9309 (2.3.1) does: an answer of
    400 to 499 allows everything, whatever its body says, and so do redirects without
    end; a server error, a redirect that is not followed, or no answer at all, forbids
    everything for now.

    Scrapy's ``RobotsTxtMiddleware`` takes each of them for a robots.txt, and goes
    on without one if there is none to be had. This one stands behind it: a request
    of another page passes here when robots.txt has come to an end.
    """

    def __init__(self, crawler: Crawler) -> None:
        self._pace = pace_of(crawler)
        self._open: dict[str, int] = {}
        """Hosts and ports whose robots.txt has been asked for and given neither a
        response nor an exception here, and the status of the last answer, 0 without."""

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        if not crawler.settings.getbool("ROBOTSTXT_OBEY"):
            raise NotConfigured
        middleware = cls(crawler)
        crawler.signals.connect(middleware._came, signals.response_downloaded)
        return middleware

    def process_request(self, request: Request) -> None:
        """Hold *request* back if robots.txt came but could not be read, for example
        because its compression is broken.

        :raises Unreachable: then
        """
        if is_for_robots(request):
            self._open.setdefault(_place(request), 0)
            return
        # An exception of a middleware nearer to the wire, over an answer, is told to
        # nobody else.
        status = self._open.pop(urlsplit(request.url).netloc, None)
        # Redirects without end: rules that are not to be had (2.3.1.2).
        if status is not None and not _is_redirect(status):
            what = f"the answer, HTTP {status}, is broken"
            self._pace.close(Unreachable(f"robots.txt cannot be read: {what}"))
        self._pace.check()

    def process_response(self, request: Request, response: Response) -> Response:
        """Return *response*, without a body where that is no robots.txt."""
        if not is_for_robots(request):
            return response
        self._open.pop(_place(request), None)
        if response.status == 200:
            return response
        reason = f"robots.txt answers HTTP {response.status}"
        if response.status in _LATER:
            self._pace.close(Refused(reason))
        elif response.status >= 500 or _is_redirect(response.status):
            self._pace.close(Unreachable(reason))
        return response.replace(body=b"")

    def process_exception(self, request: Request, exception: Exception) -> None:
        """No answer at all: the site may have rules that cannot be read now."""
        if not is_for_robots(request):
            return
        self._open.pop(_place(request), None)
        if not isinstance(exception, IgnoreRequest):
            what = f"robots.txt was not to be had: {describe(exception)}"
            self._pace.close(Unreachable(what))
        elif asked_for(request) != request.url and not isinstance(exception, Stopping):
            # Held back where it was redirected to.
            self._pace.close(Unreachable(f"robots.txt redirects too far: {exception}"))

    def _came(self, request: Request, response: Response) -> None:
        if is_for_robots(request) and _place(request) in self._open:
            self._open[_place(request)] = response.status


def is_for_robots(request: Request) -> bool:
    """Whether *request* is one of Scrapy's for a robots.txt, or its redirect."""
    asked = request.meta.get("dont_obey_robotstxt", False)
    return bool(asked) and urlsplit(asked_for(request)).path == "/robots.txt"


def _place(request: Request) -> str:
    return urlsplit(asked_for(request)).netloc


def _is_redirect(status: int) -> bool:
    return 300 <= status < 400
