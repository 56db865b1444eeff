"""Extension: a line on the terminal that tells how far the crawl is."""

from __future__ import annotations

import sys
import time
from typing import TYPE_CHECKING

from scrapy import signals
from scrapy.exceptions import NotConfigured
from twisted.internet.task import LoopingCall

from newsbot.terminal import is_terminal

if TYPE_CHECKING:
    from typing import Self

    from scrapy.crawler import Crawler


class Progress:
    """Pages, articles and rate, once a second, on a terminal only."""

    def __init__(self, crawler: Crawler) -> None:
        self._crawler = crawler
        self._begin = time.monotonic()
        self._loop = LoopingCall(self._show)

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        if not is_terminal():
            raise NotConfigured
        progress = cls(crawler)
        crawler.signals.connect(progress._start, signals.engine_started)
        crawler.signals.connect(progress._stop, signals.engine_stopped)
        return progress

    def _start(self) -> None:
        self._begin = time.monotonic()
        self._loop.start(1.0, now=False)

    def _stop(self) -> None:
        if self._loop.running:
            self._loop.stop()
        sys.stderr.write("\r\x1b[K")
        sys.stderr.flush()

    def _show(self) -> None:
        stats = self._crawler.stats
        pages = stats.get_value("response_received_count", 0)
        articles = stats.get_value("item_scraped_count", 0)
        rate = pages / max(time.monotonic() - self._begin, 0.001)
        line = f"{pages} pages, {articles} articles, {rate:.1f} pages/s"
        sys.stderr.write(f"\r\x1b[K{line}")
        sys.stderr.flush()
