"""When the next request to the site may leave.

Scrapy's slots know a delay, which AutoThrottle changes, but neither a pause that the
site has asked for nor a least delay. One run crawls one site, so one pace is enough.
"""

from __future__ import annotations

import asyncio
from time import monotonic
from typing import TYPE_CHECKING
from weakref import WeakKeyDictionary

from scrapy.utils.asyncio import sleep

from newsbot.exceptions import Stopping

if TYPE_CHECKING:
    from collections.abc import Callable

    from scrapy.crawler import Crawler
    from scrapy.exceptions import IgnoreRequest

# A waiting run notices within so many seconds that it is being stopped.
_LOOK_UP = 0.5


class Pace:
    """The pace of one run.

    :param connections: how many requests may be on their way at once, at least 1
    :param clock: seconds that only grow
    """

    def __init__(
        self, connections: int = 1, clock: Callable[[], float] = monotonic
    ) -> None:
        self.connections = asyncio.Semaphore(max(1, connections))
        """To be held while a request is on its way."""
        self._clock = clock
        self._next = clock()
        self._delay = 0.0
        self._closed: IgnoreRequest | None = None

    def pause(self, seconds: float) -> None:
        """Let no request leave for so many seconds from now."""
        self._next = max(self._next, self._clock() + seconds)

    def keep_apart(self, seconds: float) -> None:
        """Let at least so many seconds lie between two requests, whatever Scrapy's
        delays are; a smaller number than before changes nothing."""
        self._delay = max(self._delay, seconds)
        self.pause(self._delay)

    def close(self, reason: IgnoreRequest) -> None:
        """Let no request leave any more in this run."""
        self._closed = self._closed or reason

    def check(self) -> None:
        """Do nothing while the site may be asked.

        :raises IgnoreRequest: of the kind that :meth:`close` was given
        """
        if self._closed is not None:
            # Anew each time: an exception keeps the frames through which it was raised.
            raise type(self._closed)(*self._closed.args)

    async def turn(self, is_running: Callable[[], bool]) -> None:
        """Wait until a request may leave, and take that turn.

        :param is_running: False when the run is being stopped
        :raises Stopping: if the run is stopped meanwhile
        :raises IgnoreRequest: as :meth:`check` does
        """
        self.check()
        while (left := self._next - self._clock()) > 0:
            if not is_running():
                raise Stopping("the run is being stopped")
            await sleep(min(left, _LOOK_UP))
            self.check()
        self._next = self._clock() + self._delay


_paces: WeakKeyDictionary[Crawler, Pace] = WeakKeyDictionary()


def pace_of(crawler: Crawler) -> Pace:
    """The pace of the run of *crawler*, the same at each call."""
    if crawler not in _paces:
        connections = crawler.settings.getint("CONCURRENT_REQUESTS_PER_DOMAIN")
        _paces[crawler] = Pace(connections)
    return _paces[crawler]
