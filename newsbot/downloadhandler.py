"""Download handler: requests leave at the pace that the site has asked for."""

from __future__ import annotations

from typing import TYPE_CHECKING

from scrapy.core.downloader.handlers.http11 import HTTP11DownloadHandler

from newsbot.pace import pace_of

if TYPE_CHECKING:
    from scrapy import Request
    from scrapy.http import Response


class PoliteDownloadHandler(HTTP11DownloadHandler):
    """Scrapy's own for HTTP, behind :class:`newsbot.pace.Pace`.

    It is the last place before the wire: what already waits in a slot of the
    downloader when the site asks for a pause waits here too, and AutoThrottle,
    which measures from here on, does not take the pause for a slow answer.

    It keeps ``CONCURRENT_REQUESTS_PER_DOMAIN`` too: without a delay, a slot of
    Scrapy 2.19 starts all that it holds before the first has begun to count.
    """

    async def download_request(self, request: Request) -> Response:
        """Download *request* when its turn has come.

        :raises IgnoreRequest: if the site is not to be asked any more
        """
        pace = pace_of(self.crawler)
        async with pace.connections:
            await pace.turn(lambda: self.crawler.engine.running)
            return await super().download_request(request)
