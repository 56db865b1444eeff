"""All that a site has published in a time."""

from __future__ import annotations

import logging
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

from newsbot.spiders.arguments import ArgumentError, Since, Until
from newsbot.spiders.articles import ArticleSpider
from newsbot.spiders.front import Front

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

    from scrapy import Request

logger = logging.getLogger(__name__)


class ArchiveSpider(ArticleSpider):
    """``scrapy crawl archive``: everything that the site published in a time, the
    newest first, by the cheapest list that it offers. Related articles are not
    followed: whatever they lead to is in the lists.

    :param site: address of a site, path or name of a profile; the bundled demo
        site where it is not given
    :param since: leave out what was published before: an ISO day or instant, or
        an age such as ``2h`` or ``3d``; undated articles are kept
    :param until: leave out what was published later: a day counts to its end, an
        instant itself is too late
    """

    name = "archive"

    def __init__(
        self,
        site: str | None = None,
        since: str | None = None,
        until: str | None = None,
        **arguments: str,
    ) -> None:
        super().__init__(site, **arguments)
        self.since = Since(since) if since else None
        self.until = Until(until) if until else None
        self._limit("UTC")
        if self.limit and self.end and self.limit >= self.end:
            raise ArgumentError(f"-a since={since} is not before -a until={until}")

    def _limit(self, zone: str) -> None:
        now = datetime.now(UTC)
        self.limit = self.since.instant(zone, now) if self.since else None
        self.end = self.until.instant(zone, now) if self.until else None

    async def start(self) -> AsyncIterator[Any]:
        """What earlier runs have missed, then the lists of the site."""
        # Every start of Scrapy loads this module, whichever spider it is to run.
        from newsbot.spiders.archivemark import ArchiveMark
        from newsbot.spiders.everything import Everything

        front = Front(self)
        if not await front.open():
            return
        self._limit(self.site.zone)
        async for request in self._again(self.retries.at_once()):
            yield request
        mark = ArchiveMark(self.ledger, self.site_id, self.name, self.run_number)
        everything = Everything(self, mark)
        async for request in everything.requests(front):
            yield request
        async for request in self._again(self.retries.unnamed()):
            yield request
        if everything.is_whole:
            mark.end()
        else:
            logger.warning(
                "No list of %s was read to its end: there may be older articles",
                self.site.url,
            )

    async def _again(self, urls: list[str]) -> AsyncIterator[Request]:
        """Requests for what earlier runs have missed."""
        new = [url for url in urls if self.is_new(url, is_post=True)]
        await self.interfaces.learn(new)
        for request in self.articles(new, via="listing", origin=None, are_new=True):
            yield request
