"""Extension: an exception that nobody handles is seen, whatever the log's level."""

from __future__ import annotations

import logging
from contextvars import ContextVar
from functools import cache
from typing import TYPE_CHECKING

from scrapy import signals
from twisted.logger import globalLogBeginner

from newsbot.exceptions import note_crash
from newsbot.extensions.fulllog import bear_full_logs

if TYPE_CHECKING:
    from typing import Self

    from scrapy.crawler import Crawler
    from scrapy.http import Response
    from twisted.python.failure import Failure

# Scrapy catches what extensions, schedulers and its own parts raise, and says so
# only here: there is no signal for it.
_LOGGERS = ("scrapy.utils.signal", "scrapy.core.engine", "twisted", "asyncio")

_current: ContextVar[Crashes] = ContextVar("newsbot_crashes")


class Crashes(logging.Handler):
    """Write the first unhandled exception of ``start()``, of an errback or of a
    component into the stat :data:`newsbot.exceptions.CRASH`.

    What a callback or a pipeline raises on one page is not among them: that page is
    quarantined, and the others go on. Nor what another crawler of the process has
    raised: each runs in a task, and so in a context, of its own. What is logged
    outside of any, by a thread or for a task that nobody awaited, is each crawler's:
    whose it was is not known, and a mistake must not be lost.
    """

    def __init__(self, crawler: Crawler) -> None:
        super().__init__(logging.ERROR)
        self._stats = crawler.stats

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        crashes = cls(crawler)
        _current.set(crashes)
        _hush_twisted()
        for name in _LOGGERS:
            logging.getLogger(name).addHandler(crashes)
        bear_full_logs()
        crawler.signals.connect(crashes._spider_error, signals.spider_error)
        crawler.signals.connect(crashes._engine_stopped, signals.engine_stopped)
        return crashes

    def emit(self, record: logging.LogRecord) -> None:
        """Note the exception that *record* tells of, if it tells of one."""
        if _current.get(self) is not self:
            return
        if record.exc_info and record.exc_info[1] is not None:
            note_crash(self._stats, record.exc_info[1])

    def _spider_error(
        self, failure: Failure, response: Response | Failure | None
    ) -> None:
        if response is None or not hasattr(response, "url"):
            note_crash(self._stats, failure.value)

    def _engine_stopped(self) -> None:
        for name in _LOGGERS:
            logging.getLogger(name).removeHandler(self)


@cache
def _hush_twisted() -> None:
    """Let Twisted print nothing: until its logging has begun, which is once in a
    process, it prints on standard error what it takes for critical, with a traceback.
    """
    globalLogBeginner.beginLoggingTo([], redirectStandardIO=False, discardBuffer=True)
    logging.getLogger("twisted").addFilter(_is_a_mistake)


def _is_a_mistake(record: logging.LogRecord) -> bool:
    """Whether *record* tells of anything but a site's certificate: that is logged as a
    mistake, although the request is told of it."""
    error = record.exc_info[1] if record.exc_info else None
    package = type(error).__module__.partition(".")[0]
    return package not in ("OpenSSL", "service_identity")
