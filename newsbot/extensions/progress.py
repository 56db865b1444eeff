"""Extension: what a person at a terminal sees of a crawl."""

from __future__ import annotations

import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING, Any

from scrapy import signals
from scrapy.exceptions import NotConfigured
from twisted.internet.task import LoopingCall

from newsbot.outcomes import DELIVERED, OUTCOMES
from newsbot.terminal import is_terminal, say

if TYPE_CHECKING:
    from collections.abc import Mapping
    from typing import Self

    from scrapy.crawler import Crawler


class Progress:
    """Pages, articles and rate once a second, and a table at the end; on a terminal
    only, never under cron."""

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
        self._write("")
        feeds = self._crawler.settings.getdict("FEEDS")
        seconds = time.monotonic() - self._begin
        for line in summary(self._crawler.stats.get_stats(), list(feeds), seconds):
            say(line)

    def _show(self) -> None:
        stats = self._crawler.stats
        pages = stats.get_value("response_received_count", 0)
        counts = (stats.get_value(f"newsbot/pages/{name}", 0) for name in DELIVERED)
        articles = sum(counts)
        rate = pages / max(time.monotonic() - self._begin, 0.001)
        self._write(f"{pages} pages, {articles} articles, {rate:.1f} pages/s")

    def _write(self, line: str) -> None:
        # Back to the line's beginning, and erase what was there (ECMA-48, EL).
        sys.stderr.write(f"\r\x1b[K{line}")
        sys.stderr.flush()


def summary(stats: Mapping[str, Any], feeds: list[str], seconds: float) -> list[str]:
    """The table at the end of a run: outcomes of pages, requests, files.

    :param stats: Scrapy's stats of the run
    :param feeds: addresses of the run's feeds
    :param seconds: how long it took
    """
    rows = [
        (name, stats.get(f"newsbot/pages/{name}", 0), meaning)
        for name, meaning in OUTCOMES.items()
    ]
    again = stats.get("newsbot/duplicates", 0)
    rows.insert(1, ("told again", again, "of these: the story of an earlier article"))
    requests = stats.get("downloader/request_count", 0)
    rows.append(("requests", requests, f"in {seconds:.1f} s"))
    lines = [f"{name:12}{count:6}  {what}" for name, count, what in rows if count]
    written = [feed for feed in feeds if Path(feed).is_file()]
    return [*lines, *(f"{'articles in':18}  {feed}" for feed in written)]
