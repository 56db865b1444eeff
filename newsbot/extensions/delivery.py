"""Feed exports that lose nothing and repeat nothing, however a run ends.

`DeliveringFeedExporter` takes the place of Scrapy's FeedExporter. The protocol, which
lost and repeated nothing in 157 kills: append a batch of lines to an unfinished file
and wait until it is on the disk; then, in one transaction of the ledger, record the
articles as delivered together with the size of the file. A later run cuts the file back
to that size. When the spider closes, the file gets its final name.
"""

from __future__ import annotations

import asyncio
import logging
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any, Self

from itemadapter import ItemAdapter
from scrapy import signals
from scrapy.exceptions import CloseSpider, NotConfigured
from scrapy.extensions.feedexport import FeedExporter, apply_uri_params

from newsbot.asked import item_address
from newsbot.exceptions import describe
from newsbot.extensions.batches import Batches
from newsbot.extensions.dispatch import Dispatch, Exported
from newsbot.feedstorage import LineFeedStorage
from newsbot.feedstorage.slots import check_batches, check_encoding, end_of, undo
from newsbot.ledger import Delivery, Ledger, LedgerError, hash64, ledger_of
from newsbot.oserrors import remedy
from newsbot.signals import article_exported, page_ended
from newsbot.sites import SiteError

if TYPE_CHECKING:
    from scrapy import Spider
    from scrapy.crawler import Crawler
    from scrapy.http import Response

logger = logging.getLogger(__name__)

FAILED = "newsbot/delivery/failed"
"""Stat: why articles could not be delivered; absent if all went well."""

UNREAD = "newsbot/delivery/unread"
"""Stat: that nothing is wrong but that the reader of a pipe has left (``| head``)."""

INCOMPLETE = frozenset(
    {"shutdown", "start_error", "cancelled", "delivery_failed", "locked"}
)
"""Reasons to close a spider after which a file of -O is not replaced yet."""


class NotDeliveredError(Exception):
    """A feed is not stored because the delivery has failed before."""


class DeliveringFeedExporter(FeedExporter):
    """Scrapy's feed exports, tied to the ledger; put it in the place of FeedExporter.

    A pipeline proposes each article to the ledger (`Proposals.add`); an article
    without a proposal is recorded by its ``site``, ``id``, ``revision`` and
    addresses. The site's folder is NEWSBOT_DATA/<name>, with the name of
    ``spider.site``, or that of a spider without such; the caller holds its run lock.

    What the feeds have taken it says by the signal `article_exported`; what an
    exporter could not write, or no feed wants, ends as ``rejected`` or ``filtered``.

    Stats: ``newsbot/delivery/committed`` (articles), ``…/batches``, ``…/rejected``
    (articles that an exporter could not write) and `FAILED`. If the disk or the
    ledger fails, the spider is closed with the reason ``delivery_failed``.
    """

    dispatch: Dispatch
    batches: Batches

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        """Build the extension; raises `LedgerError` if the ledger cannot be used, and
        `SiteError` if there is no way to a feed."""
        exporter = super().from_crawler(crawler)
        crawler.signals.connect(exporter.item_lost, signals.item_dropped)
        crawler.signals.connect(exporter.item_lost, signals.item_error)
        return exporter

    def __init__(self, crawler: Crawler) -> None:
        """Open the ledger; raises `LedgerError` if that fails, `SiteError` if there is
        no way to a feed."""
        try:
            super().__init__(crawler)
        except NotConfigured as error:
            feeds = crawler.settings.getdict("FEEDS")
            if not feeds:
                raise
            check_batches(crawler.settings)
            # Scrapy would go on without any.
            raise SiteError(
                f"cannot write to {', '.join(map(str, feeds))}: a format or storage is "
                "unknown, or lacks its package; -L ERROR shows which"
            ) from error
        for uri, options in self.feeds.items():
            check_encoding(uri, options["encoding"])
            self._check_name(uri, options["uri_params"])
        self.ledger = ledger_of(crawler)
        self.failed: str | None = None
        self._batch_items = crawler.settings.getint("NEWSBOT_BATCH_ITEMS", 50)
        self._batch_seconds = crawler.settings.getfloat("NEWSBOT_BATCH_SECONDS", 1.0)
        self._closing = False
        self._held_back = False
        self._closed: asyncio.Task[None] | None = None

    def _check_name(self, uri: str, uri_params: Any) -> None:
        """:raises SiteError: if *uri* has a parameter in it that nobody knows"""
        spider = self.crawler.spider
        if spider is None:
            return
        try:
            apply_uri_params(uri, self._get_uri_params(spider, uri_params))
        except (KeyError, TypeError, ValueError) as error:
            raise SiteError(
                f"cannot write to {uri}: %(…)s in a name is filled in by Scrapy, and "
                f"{error} cannot be: use %(name)s, %(time)s or %(folder)s, or none"
            ) from error

    def open_spider(self, spider: Spider) -> None:
        """Finish what dead runs have left, and see that the targets can be written."""
        data = Path(self.settings["NEWSBOT_DATA"] or "data").resolve()
        name = getattr(getattr(spider, "site", spider), "name", spider.name)
        self.dispatch = Dispatch(self.ledger, data / name)
        self.batches = Batches(
            self.dispatch,
            self.crawler.stats,
            items=self._batch_items,
            seconds=self._batch_seconds,
            fail=self._fail,
        )
        try:
            super().open_spider(spider)
            self.dispatch.adopt(self._storages(), self)
            for storage in self._storages():
                storage.check()
            self.dispatch.recover()
        except Exception as error:
            # Scrapy would go on without feeds.
            self._closing = True
            self._fail(error)
            raise CloseSpider("delivery_failed") from error

    def item_scraped(
        self, item: Any, spider: Spider, response: Response | None = None
    ) -> None:
        """Export *item*, and note that it waits to be committed."""
        if self.batches.is_full:
            # More items came than the event loop had turns to commit them.
            self.batches.commit()
        if self.failed is not None:
            return
        url = item_address(item, response)
        before = [(slot, slot.itemcount, end_of(slot)) for slot in self.slots]
        closing = {*self._pending_close_tasks}
        try:
            super().item_scraped(item, spider)
        except OSError as error:
            self._fail(error)
            return
        except Exception as error:
            logger.exception("An article could not be exported: %s", url)
            self.crawler.stats.inc_value("newsbot/delivery/rejected")
            undo(before, {*self._pending_close_tasks} - closing)
            self._leave_out(item, url, "rejected", describe(error))
            return
        self.dispatch.adopt(self._storages(), self)
        taken = [
            (slot.storage, position)
            for slot, count, position in before
            if slot.itemcount > count
        ]
        if not taken:
            self._leave_out(item, url, "filtered", "no feed takes it")
            return
        lines = (
            (storage, position)
            for storage, position in taken
            if isinstance(storage, LineFeedStorage) and storage.lines
        )
        place, start = next(lines, (None, 0))
        record = _record(self.ledger, item)
        self.batches.add(Exported(record, place, start), url)
        self.crawler.signals.send_catch_log(article_exported, item=item, url=url)

    def _leave_out(self, item: Any, url: str, outcome: str, reason: str) -> None:
        self.ledger.withdraw(str(ItemAdapter(item).get("id")))
        self.crawler.signals.send_catch_log(
            page_ended, url=url, outcome=outcome, reason=reason
        )

    def item_lost(self, item: Any) -> None:
        """Withdraw the proposal of an item that reaches no feed."""
        self.ledger.withdraw(str(ItemAdapter(item).get("id")), item)

    async def close_spider(self, spider: Spider, reason: str = "finished") -> None:
        """Commit the last batch, give the files their names, commit what waits."""
        self._closing = True
        self.dispatch.whole = reason not in INCOMPLETE
        self.batches.commit()
        await super().close_spider(spider)
        stats = self.crawler.stats
        if any(key.startswith("feedexport/failed_count/") for key in stats.get_stats()):
            self._fail(OSError("a feed could not be stored, see the log"))
        if self.failed is None:
            try:
                self.dispatch.finish_carried()
                if sys.stdout is not None:  # -o -:jsonl is not flushed by its storage
                    sys.stdout.flush()
                if not self._held_back:
                    self.batches.commit_rest()
            except (OSError, LedgerError) as error:
                self._fail(error)
        self.dispatch.tidy()

    def store(self, storage: LineFeedStorage) -> None:
        """Commit what is exported, and put the file of *storage* into its target.

        Asked by the storage when its feed closes; raises what hinders it.
        """
        self.batches.commit()
        if self.failed is not None:
            raise NotDeliveredError(self.failed)
        try:
            finished = self.dispatch.finish(storage)
        except (OSError, LedgerError) as error:
            self._fail(error)
            raise
        if not finished:
            logger.warning(
                "%s stays as it was until a run comes to its end", storage.target
            )

    def may_replace(self, target: Path) -> bool:
        """Tell whether *target* may be replaced; asked for feeds that have no lines."""
        may = self.failed is None and self.dispatch.may_replace(target)
        self._held_back |= not may
        return may

    def _storages(self) -> list[LineFeedStorage]:
        storages = [slot.storage for slot in self.slots]
        return [each for each in storages if isinstance(each, LineFeedStorage)]

    def _fail(self, error: Exception) -> None:
        """Record why nothing more can be delivered, and close the spider."""
        if self.failed is not None:
            return
        self.failed = _in_words(error)
        self.batches.stop()
        self.crawler.stats.set_value(FAILED, self.failed)
        if isinstance(error, BrokenPipeError):
            self.crawler.stats.set_value(UNREAD, value=True)
        known = isinstance(error, OSError | LedgerError)
        logger.error("Not delivered: %s", self.failed, exc_info=not known and error)
        if not self._closing:
            self._closing = True
            self._closed = asyncio.create_task(
                self.crawler.engine.close_spider_async(reason="delivery_failed")
            )


def _in_words(error: Exception) -> str:
    """*error* in one line; that of a file names it, and what a person can do."""
    if isinstance(error, OSError) and error.strerror:
        place = f"cannot write {error.filename}: " if error.filename else ""
        return f"{place}{error.strerror}{remedy(error)}"
    return " ".join(str(error).split()) or type(error).__name__


def _record(ledger: Ledger, item: Any) -> Delivery | None:
    """Return what the ledger is to hold of *item*, None if it is no article."""
    adapter = ItemAdapter(item)
    article_id = adapter.get("id")
    if article_id is None:
        return None
    addresses = (adapter.get("url"), adapter.get("canonical_url"))
    return ledger.proposals.get(article_id) or Delivery(
        adapter.get("site") or "",
        article_id,
        adapter.get("revision") or 1,
        hash64(adapter.get("title") or "", adapter.get("text") or ""),
        tuple(address for address in addresses if address),
        adapter.get("url"),
    )
