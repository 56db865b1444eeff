"""Downloader middleware: the demo site's addresses lead to its server."""

from __future__ import annotations

from typing import TYPE_CHECKING

from scrapy import signals
from scrapy.exceptions import NotConfigured

if TYPE_CHECKING:
    from typing import Self

    from scrapy import Request
    from scrapy.crawler import Crawler


class DemoSiteMiddleware:
    """Serve the bundled demo site on a free loopback port for as long as the run
    lasts, and send all requests there as to a proxy: so the demo's addresses
    are the same in every run, whatever its port.

    Off unless ``NEWSBOT_DEMO`` is set, which the demo's profile does.
    """

    def __init__(self) -> None:
        from newsbot.demo.server import DemoServer

        self._server = DemoServer()

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        if not crawler.settings.getbool("NEWSBOT_DEMO"):
            raise NotConfigured
        middleware = cls()
        crawler.signals.connect(middleware._open, signals.spider_opened)
        crawler.signals.connect(middleware._close, signals.engine_stopped)
        return middleware

    def process_request(self, request: Request) -> None:
        """Send *request* to the demo's server."""
        request.meta["proxy"] = f"http://127.0.0.1:{self._server.port}"

    def _open(self) -> None:
        self._server.__enter__()

    def _close(self) -> None:
        self._server.__exit__(None, None, None)
