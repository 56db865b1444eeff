"""Downloader middleware: no request leaves the site."""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from scrapy.exceptions import IgnoreRequest

from newsbot.middlewares.robots import is_for_robots

if TYPE_CHECKING:
    from typing import Self

    from scrapy import Request
    from scrapy.crawler import Crawler


class SiteBoundaryMiddleware:
    """Let only those requests pass that go to the site's own hosts and ports by
    http or https, redirects included. Only the rules that hold for the site may lie
    elsewhere: its robots.txt may redirect to another host (RFC 9309, 2.3.1.2).

    Scrapy's ``OffsiteMiddleware`` compares host names only, and would follow a
    link to another port of the same machine.

    The stat ``newsbot/offsite`` counts what was held back.
    """

    def __init__(self, crawler: Crawler) -> None:
        self._crawler = crawler

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        return cls(crawler)

    def process_request(self, request: Request) -> None:
        """:raises IgnoreRequest: if *request* would leave the site"""
        site = getattr(self._crawler.spider, "site", None)
        if site is None or site.owns(request.url):
            return
        if not (is_for_robots(request) and _can_be_asked(request.url)):
            self._crawler.stats.inc_value("newsbot/offsite")
            raise IgnoreRequest(f"not on the site {site.name}: {request.url}")


def _can_be_asked(url: str) -> bool:
    parts = urlsplit(url)
    # As of the site's own, none with a user name.
    return parts.scheme in ("http", "https") and "@" not in parts.netloc
