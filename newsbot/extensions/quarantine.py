"""Extension: keeps the pages that no article could be made of, with the reason."""

from __future__ import annotations

import logging
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from scrapy import signals

from newsbot.asked import asked_for
from newsbot.exceptions import describe, note_crash
from newsbot.ledger import LedgerError
from newsbot.pipelines.validate import Quarantined
from newsbot.signals import page_ended, page_missed
from newsbot.similarity import key_hash
from newsbot.upkeep.quarantine import MB, QuarantineFolder

if TYPE_CHECKING:
    from typing import Self

    from scrapy.crawler import Crawler
    from scrapy.http import Response
    from twisted.python.failure import Failure

    from newsbot.sites import Site

logger = logging.getLogger(__name__)


class Quarantine:
    """Keep a page in the site's folder ``quarantine/`` if the spider or the pipelines
    could not make an article of it, or if code failed on it: the page as it was
    decoded, and beside it the reason, once per address. The folder holds
    ``NEWSBOT_QUARANTINE_MB``; the oldest pages go first."""

    def __init__(self, crawler: Crawler) -> None:
        self._crawler = crawler
        self._folder: QuarantineFolder | None = None

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        quarantine = cls(crawler)
        crawler.signals.connect(quarantine._keep, page_missed)
        crawler.signals.connect(quarantine._item_dropped, signals.item_dropped)
        crawler.signals.connect(quarantine._item_error, signals.item_error)
        crawler.signals.connect(quarantine._spider_error, signals.spider_error)
        return quarantine

    def _item_dropped(self, response: Response | None, exception: Exception) -> None:
        if isinstance(exception, Quarantined):
            self._keep(response, exception.reason)

    def _item_error(self, response: Response | None, failure: Failure) -> None:
        self._failed(response, failure)

    def _spider_error(self, response: Response, failure: Failure) -> None:
        self._failed(response, failure)

    def _failed(self, response: Response | None, failure: Failure) -> None:
        if isinstance(failure.value, OSError | LedgerError):
            # Our own disk or database is not the page's fault: it is not put off,
            # and the run is no success.
            note_crash(self._crawler.stats, failure.value)
        else:
            self._keep(response, describe(failure.value))

    def _keep(self, response: Response | None, reason: str) -> None:
        # An error in start() or in an errback comes without a page.
        url = getattr(response, "url", "")
        if response is None or not url:
            return
        self._crawler.signals.send_catch_log(
            page_ended, url=asked_for(response), outcome="quarantined", reason=reason
        )
        site: Site | None = getattr(self._crawler.spider, "site", None)
        if site is None:
            return
        name = f"{key_hash(url) & (2**64 - 1):016x}"
        about = {
            "url": url,
            "reason": reason,
            "fetched": datetime.now(UTC).isoformat(timespec="seconds"),
        }
        try:
            self._folder_of(site.name).keep(name, response.body, about)
        except OSError as error:
            # It was to be kept with its reason, and people look for it there.
            note_crash(self._crawler.stats, error)
            logger.error("Cannot keep %s in quarantine: %s", url, error)

    def _folder_of(self, site: str) -> QuarantineFolder:
        if self._folder is None:
            settings = self._crawler.settings
            self._folder = QuarantineFolder(
                Path(settings["NEWSBOT_DATA"]) / site / "quarantine",
                int(settings.getfloat("NEWSBOT_QUARANTINE_MB", 100) * MB),
            )
        return self._folder
