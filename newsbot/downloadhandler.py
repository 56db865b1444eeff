"""Download handler: requests leave at the pace that the site has asked for, and not
into the local network."""

from __future__ import annotations

from typing import TYPE_CHECKING

from scrapy.core.downloader.handlers.http11 import HTTP11DownloadHandler

from newsbot.border import Border, resolve
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

    And it is the first place that knows whether a proxy is asked, and the address
    from which an answer came: see :class:`newsbot.border.Border`.
    """

    _border: Border | None = None

    async def download_request(self, request: Request) -> Response:
        """Download *request* when its turn has come.

        :raises IgnoreRequest: if the site is not to be asked any more
        :raises LocalNetwork: if *request* leads into the local network
        """
        site = getattr(self.crawler.spider, "site", None)
        if self._border is None and site is not None:
            self._border = Border(site, resolve)
        if self._border is not None:
            await self._border.check(request)
        pace = pace_of(self.crawler)
        async with pace.connections:
            await pace.turn(lambda: self.crawler.engine.running)
            response = await super().download_request(request)
        if self._border is not None:
            self._border.check_answer(request, response)
        return response
