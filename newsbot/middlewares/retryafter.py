"""Downloader middleware: a site that asks to be left alone for a while is."""

from __future__ import annotations

import asyncio
import logging
import math
from collections import Counter
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from typing import TYPE_CHECKING

from scrapy import signals

from newsbot.asked import asked_for
from newsbot.exceptions import LeftAlone
from newsbot.pace import pace_of

if TYPE_CHECKING:
    from collections.abc import Mapping
    from typing import Self

    from scrapy import Request
    from scrapy.crawler import Crawler
    from scrapy.http import Response

    from newsbot.spiders.retries import Retries

logger = logging.getLogger(__name__)

_TOO_MUCH = (429, 503)
# So many pages given up, with no answer between them, are no matter of the page: of
# lists and the home page, and of articles, of which neighbours may have the same fault.
_LISTS = 2
_ARTICLES = 5
# Stats that say that a list was read.
_READ = ("newsbot/listing_pages", "newsbot/interface_pages")


def retry_after(headers: Mapping[str, str], now: datetime) -> float | None:
    """The seconds that ``Retry-After`` asks to wait (RFC 9110, 10.2.3), at least 0.

    :param headers: ``Retry-After`` and, where the server sent it, ``Date``: a date
        is read by the server's clock, which may differ from ours
    :param now: an aware instant
    :return: None without such a header, or if it is neither seconds nor a date
    """
    value = headers.get("Retry-After", "").strip()
    if value.isascii() and value.isdigit():
        return float(value)
    until = _http_date(value)
    if until is None:
        return None
    since = _http_date(headers.get("Date", "")) or now
    return max(0.0, (until - since).total_seconds())


def _http_date(value: str) -> datetime | None:
    try:
        found = parsedate_to_datetime(value)
    except (ValueError, OverflowError):  # no date, or none that a clock will show
        return None
    return found if found.tzinfo is not None else found.replace(tzinfo=UTC)


class RetryAfterMiddleware:
    """Answer 429, 503 and ``Retry-After`` of any error with a pause of all requests
    of the site; then ask again for the page, without counting it as a retry.

    The pause is as long as the site asks, else ``NEWSBOT_FIRST_WAIT`` seconds, and
    twice as long each time. A page that would make the crawl wait for more than
    ``NEWSBOT_MAX_WAIT`` seconds in all is given up in this run. When two lists or five
    articles in a row have been given up, the site is not asked for anything more.

    An article that an earlier run has missed by the same answer is asked for once, and
    counts for nothing: that it fails again says something of it, not of the site.

    Stats: ``newsbot/waits`` and ``newsbot/wait_seconds``.
    """

    def __init__(self, crawler: Crawler) -> None:
        self._crawler = crawler
        self._stats = crawler.stats
        self._pace = pace_of(crawler)
        self._first = crawler.settings.getfloat("NEWSBOT_FIRST_WAIT")
        self._most = crawler.settings.getfloat("NEWSBOT_MAX_WAIT")
        self._given_up: Counter[bool] = Counter()
        """Pages in a row without an answer, by whether they are articles."""
        self._closing: asyncio.Task[None] | None = None

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        middleware = cls(crawler)
        crawler.signals.connect(middleware._pause, signals.response_downloaded)
        return middleware

    def process_request(self, request: Request) -> None:
        """:raises IgnoreRequest: if the site is not to be asked any more"""
        self._pace.check()

    def process_response(
        self, request: Request, response: Response
    ) -> Request | Response:
        """Return *response* if it is an answer, else the request to be tried again."""
        wait = self._wait(request, response)
        if wait is None:
            self._given_up.clear()
            return response
        waited = request.meta.get("newsbot_waited", 0.0) + wait
        if waited > self._most or self._has_failed(request, response):
            self._give_up(request, response)
            return response
        logger.info("HTTP %d: waiting %.0f s", response.status, wait)
        self._stats.inc_value("newsbot/waits")
        self._stats.inc_value("newsbot/wait_seconds", math.ceil(wait))
        again = request.copy()
        again.dont_filter = True
        again.meta["newsbot_waits"] = request.meta.get("newsbot_waits", 0) + 1
        again.meta["newsbot_waited"] = waited
        return again

    def _pause(self, request: Request, response: Response) -> None:
        """Pause before the slot can send its next request, which it does before
        `process_response` is called."""
        wait = self._wait(request, response)
        if wait is not None:
            waited = request.meta.get("newsbot_waited", 0.0) + wait
            is_last = waited > self._most or self._has_failed(request, response)
            self._pace.pause(min(self._first, self._most) if is_last else wait)

    def _wait(self, request: Request, response: Response) -> float | None:
        """Seconds to wait before *request* is tried again; None: it is answered."""
        if response.status < 400:
            return None
        named = {
            name: (response.headers.get(name) or b"").decode("latin-1")
            for name in ("Retry-After", "Date")
        }
        asked = retry_after(named, datetime.now(UTC))
        if asked is None and response.status not in _TOO_MUCH:
            return None
        times: int = request.meta.get("newsbot_waits", 0)
        growing: float = self._first * 2**times
        if asked is None:
            return growing
        return max(asked, growing) if times else asked

    @property
    def _retries(self) -> Retries | None:
        """None of a spider that fetches no articles."""
        return getattr(self._crawler.spider, "retries", None)

    def _has_failed(self, request: Request, response: Response) -> bool:
        """Whether an earlier run has had this answer to an article."""
        retries = self._retries if _is_article(request) else None
        return retries is not None and retries.has_failed(
            asked_for(request), response.status
        )

    def _give_up(self, request: Request, response: Response) -> None:
        request.meta["dont_retry"] = True
        if self._has_failed(request, response):
            return
        self._given_up[_is_article(request)] += 1
        if self._given_up[False] >= _LISTS or self._given_up[True] >= _ARTICLES:
            self._leave_alone(f"HTTP {response.status} again and again: {request.url}")

    def _leave_alone(self, reason: str) -> None:
        logger.error("%s: nothing more is asked for in this run", reason)
        self._pace.close(LeftAlone(reason))
        if self._retries is None or self._closing is not None:
            return
        if not any(map(self._stats.get_value, _READ)):
            self._stats.set_value("newsbot/front", "refused")
            self._stats.set_value("newsbot/front_reason", reason)
        # What is not asked for has come to no end: the run must not count as whole.
        self._closing = asyncio.create_task(
            self._crawler.engine.close_spider_async(reason=LeftAlone.closes)
        )


def _is_article(request: Request) -> bool:
    """Whether *request* is for an article: the others are fetched at once, past the
    scheduler."""
    return request.errback is not None
