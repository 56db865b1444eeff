"""When articles are committed: so many together, or when the first has waited."""

from __future__ import annotations

from typing import TYPE_CHECKING

from scrapy.utils.asyncio import call_later

if TYPE_CHECKING:
    from collections.abc import Callable

    from scrapy.statscollectors import StatsCollector
    from scrapy.utils.asyncio import CallLaterResult

    from newsbot.extensions.dispatch import Dispatch, Exported


class Batches:
    """The articles of a dispatch, committed batch by batch.

    Stats: ``newsbot/delivery/committed`` (articles) and ``…/batches``.

    :param items: articles of a full batch
    :param seconds: after which a batch is committed that is not full
    :param fail: told of what hinders a commit
    """

    def __init__(
        self,
        dispatch: Dispatch,
        stats: StatsCollector,
        *,
        items: int,
        seconds: float,
        fail: Callable[[Exception], None],
    ) -> None:
        self._dispatch = dispatch
        self._stats = stats
        self._items = items
        self._seconds = seconds
        self._fail = fail
        self._stopped = False
        self._timer: CallLaterResult | None = None
        self._at_once = False
        # Addresses that have led to articles which wait to be committed.
        self._led: list[tuple[str, str]] = []

    @property
    def is_full(self) -> bool:
        """Whether a full batch waits."""
        return len(self._dispatch.batch) >= self._items

    def add(self, article: Exported, url: str) -> None:
        """Let *article* wait to be committed, to which the address *url* has led."""
        self._dispatch.batch.append(article)
        record = article.record
        if record is not None and url != record.url:
            self._led.append((record.site, url))
        self._schedule()

    def _schedule(self) -> None:
        """See that the batch is committed: in time, or in the next turn if it is full.

        Never at once: other extensions have yet to hear of the item.
        """
        full = self.is_full
        if self._timer is not None and full and not self._at_once:
            self._timer.cancel()
            self._timer = None
        if self._timer is None:
            self._at_once = full
            self._timer = call_later(0 if full else self._seconds, self.commit)

    def commit(self) -> None:
        """Commit what waits now; nothing is raised."""
        if self._timer is not None:
            self._timer.cancel()
            self._timer = None
        if not self._stopped:
            try:
                self._count(self._dispatch.commit())
            except Exception as error:  # noqa: BLE001 - recorded and logged by fail
                self._fail(error)

    def commit_rest(self) -> None:
        """Commit the articles of feeds that have no lines, once these are stored.

        Raises `OSError` or `LedgerError`.
        """
        self._count(self._dispatch.commit_rest())

    def stop(self) -> None:
        """Commit nothing more: the delivery has failed."""
        self._stopped = True

    def _count(self, articles: int) -> None:
        if articles:
            self._stats.inc_value("newsbot/delivery/committed", articles)
            self._stats.inc_value("newsbot/delivery/batches")
            # The ledger settles the failures of the articles' own addresses itself.
            for site, url in self._led:
                self._dispatch.ledger.failures.succeed(site, url)
            self._led.clear()
