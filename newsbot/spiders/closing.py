"""A run that closes while an item of ``start()`` is on its way comes to its end.

Scrapy's scraper waits, when the spider closes, until nothing is on its way, and looks
whether that is so when it is done with a response. When it is done with an item that
comes from no response, Scrapy 2.19 does not look, and such a run would wait for ever:
one whose limit is reached by an article that is withdrawn.
"""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING, Any

from scrapy import signals

if TYPE_CHECKING:
    from scrapy.crawler import Crawler
    from scrapy.http import Response

_SOON = 0.1  # seconds


class Closing:
    """Looks in the scraper's place.

    :param crawler: the crawler of the run, before it crawls
    """

    def __init__(self, crawler: Crawler) -> None:
        self._crawler = crawler
        for ended in (signals.item_scraped, signals.item_dropped):
            crawler.signals.connect(self._item_ended, ended)

    def _item_ended(self, item: Any, response: Response | None) -> None:
        if response is None:
            # The scraper counts it until the signal is over.
            self._look_soon()

    def _look_soon(self) -> None:
        asyncio.get_running_loop().call_later(_SOON, self._look)

    def _look(self) -> None:
        scraper = self._crawler.engine.scraper
        closing = scraper.slot.closing if scraper.slot is not None else None
        if closing is None or closing.called:
            return
        scraper._check_if_closing()
        if not closing.called:
            self._look_soon()
