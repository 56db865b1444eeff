"""Extension: ``Crawl-delay`` of robots.txt is kept."""

from __future__ import annotations

import logging
from typing import TYPE_CHECKING

from scrapy import signals
from scrapy.exceptions import NotConfigured

from newsbot.pace import pace_of

if TYPE_CHECKING:
    from typing import Self

    from scrapy.crawler import Crawler
    from scrapy.robotstxt import RobotParser

logger = logging.getLogger(__name__)


class CrawlDelay:
    """Keep requests as far apart as the site's robots.txt asks, also where
    AutoThrottle would be faster; up to ``NEWSBOT_MAX_CRAWL_DELAY`` seconds."""

    def __init__(self, crawler: Crawler) -> None:
        settings = crawler.settings
        self._pace = pace_of(crawler)
        self._most = settings.getfloat("NEWSBOT_MAX_CRAWL_DELAY")
        self._agent = settings["ROBOTSTXT_USER_AGENT"] or settings["USER_AGENT"]

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        if not crawler.settings.getbool("ROBOTSTXT_OBEY"):
            raise NotConfigured
        extension = cls(crawler)
        crawler.signals.connect(extension._robots_parsed, signals.robots_parsed)
        return extension

    def _robots_parsed(self, robotparser: RobotParser) -> None:
        delay = robotparser.crawl_delay(self._agent)
        if delay is None or not delay > 0:
            return
        if delay > self._most:
            logger.warning("Crawl-delay: %g; kept is %g s", delay, self._most)
        self._pace.keep_apart(min(delay, self._most))
