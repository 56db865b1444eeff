"""What the log says of items: their address, not their whole text."""

from __future__ import annotations

import logging
from typing import TYPE_CHECKING, Any

from itemadapter import ItemAdapter
from scrapy.logformatter import LogFormatter

from newsbot.terminal import printable

if TYPE_CHECKING:
    from scrapy import Spider
    from scrapy.http import Response
    from scrapy.logformatter import LogFormatterResult
    from twisted.python.failure import Failure


class BriefLogFormatter(LogFormatter):
    """Scrapy's own, but a line a piece of news: never its text, and nothing that
    could steer a terminal."""

    def scraped(
        self, item: Any, response: Response | Failure | None, spider: Spider
    ) -> LogFormatterResult:
        """An article is on its way to the feeds."""
        return {
            "level": logging.DEBUG,
            "msg": "Scraped %(url)s",
            "args": {"url": _Address(item)},
        }

    def dropped(
        self,
        item: Any,
        exception: BaseException,
        response: Response | Failure | None,
        spider: Spider,
    ) -> LogFormatterResult:
        """An article was left out, or quarantined."""
        level = getattr(exception, "log_level", None) or logging.WARNING
        if isinstance(level, str):
            level = logging.getLevelName(level)
        return {
            "level": level,
            "msg": "Left out %(url)s: %(reason)s",
            "args": {"url": _Address(item), "reason": printable(str(exception))},
        }

    def item_error(
        self,
        item: Any,
        exception: BaseException,
        response: Response | Failure | None,
        spider: Spider,
    ) -> LogFormatterResult:
        """A pipeline failed on an article; Scrapy adds the exception."""
        return {
            "level": logging.ERROR,
            "msg": "Code failed on %(url)s",
            "args": {"url": _Address(item)},
        }


class _Address:
    """That of *item*; looked up only where the line is written."""

    def __init__(self, item: Any) -> None:
        self._item = item

    def __str__(self) -> str:
        adapter = ItemAdapter(self._item)
        return printable(str(adapter.get("url", "an item without address")))
