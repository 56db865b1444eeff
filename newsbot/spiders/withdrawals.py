"""Which of the articles that are gone are withdrawn: none by a fault of the site.

A site whose permalinks are broken answers 404, or leads to its home page, for all of
its articles, while its lists still name them. So nothing is withdrawn that the site
names, and nothing at all while more articles are missing than are there. It is decided
when all looks of the run are over, by all that were missing when they were looked at
last: how the looks are cut into runs makes no difference.
"""

from __future__ import annotations

import asyncio
from datetime import UTC, date, datetime
from itertools import islice
from typing import TYPE_CHECKING, Any, NamedTuple

from newsbot.revisions.fields import Fields
from newsbot.revisions.kept import last_record, revisit
from newsbot.similarity import url_key

if TYPE_CHECKING:
    from collections.abc import Callable

    from newsbot.items import Revisit
    from newsbot.ledger import Watched
    from newsbot.revisions.schedule import Schedule
    from newsbot.spiders.articles import ArticleSpider

ENOUGH = 5
"""Fewer articles than this may be missing, whatever else is: an editor deletes some."""

_CONTROLS = 50


class _Gone(NamedTuple):
    watched: Watched
    reason: str
    times: int
    replaced: bool


class Withdrawals:
    """The articles that the looks of *spider* have found gone in one run."""

    def __init__(self, spider: ArticleSpider, schedule: Schedule) -> None:
        self._spider = spider
        self._schedule = schedule
        self._gone: list[_Gone] = []
        self._there = self._open = 0
        self._seen: set[str] = set()
        self._ended = asyncio.Event()

    def begins(self, article_id: str) -> None:
        """A look at an article has been asked for."""
        self._open += 1
        self._seen.add(article_id)

    def ends(self, *, there: bool) -> None:
        """A look is over; *there*: the article was."""
        self._open -= 1
        self._there += there
        self._ended.set()

    def gone(self, watched: Watched, reason: str, *, replaced: bool = False) -> None:
        """An article is not there, for *reason*; *replaced*: another one has its
        address, which the lists of the site name because of that."""
        spider, ledger = self._spider, self._spider.ledger
        now = datetime.now(UTC)
        if self._is_withdrawn(watched):
            if not self._schedule.every:
                due, step = self._schedule.after(watched.step, now)
                ledger.watches.put_off(watched.id, due, step)
            if replaced:
                self._release(watched)
            spider.end_page(watched.url, "unchanged")
            return
        times = ledger.watches.gone(
            spider.site_id,
            watched,
            spider.run_number,
            _day(last_record(ledger, watched.id), now),
            self._schedule.soon(now),
        )
        self._gone.append(_Gone(watched, reason, times, replaced))

    def _release(self, watched: Watched) -> None:
        """Let the next run have the article at the address of *watched*."""
        spider = self._spider
        key = url_key(watched.url)
        spider.ledger.aliases.release(spider.site_id, watched.id, key)

    async def over(self) -> None:
        """Wait until all looks that were asked for are over."""
        while self._open:
            self._ended.clear()
            await self._ended.wait()

    def controls(self, is_named: Callable[[Watched], bool]) -> list[Watched]:
        """Articles to look at besides, which were there last: if they are gone too, it
        is the site that is broken. None where nothing hangs on it, or where they would
        not be enough.

        :param is_named: whether a list of this run names an article
        """
        ledger, site = self._spider.ledger, self._spider.site_id
        is_due = any(one.times > 1 and not is_named(one.watched) for one in self._gone)
        missing = ledger.watches.missing(site) if self._gone else 0
        if missing <= self._there or not (is_due or missing >= ENOUGH):
            return []
        most = max(missing + 1, ENOUGH - missing) - self._there
        if most > _CONTROLS:
            return []
        others = (
            one
            for one in reversed(ledger.watches.of(site))
            if not one.gone and one.id not in self._seen and not self._is_withdrawn(one)
        )
        return list(islice(others, most))

    def _is_withdrawn(self, watched: Watched) -> bool:
        spider = self._spider
        known = spider.ledger.delivered(spider.site_id, article_id=watched.id)
        fields = None if known is None else Fields.parse(known.fields)
        return fields is not None and fields.withdrawn

    def settle(self, is_named: Callable[[Watched], bool]) -> list[Revisit]:
        """The articles that are withdrawn; the pages of the others come to their end.

        :param is_named: as in :meth:`controls`
        """
        spider = self._spider
        missing = spider.ledger.watches.missing(spider.site_id) if self._gone else 0
        is_broken = missing >= ENOUGH and missing > self._there
        if is_broken:
            spider.crawler.stats.set_value("newsbot/withheld", missing)
        found = []
        for watched, reason, times, replaced in self._gone:
            if replaced and not is_broken:
                self._release(watched)
            if is_named(watched) and not replaced:
                reason = f"{reason}, but the site still lists it"
                spider.end_page(watched.url, "unseen", reason)
            elif is_broken:
                reason = f"{reason}, as for most others: the site seems to be broken"
                spider.end_page(watched.url, "unseen", reason)
            elif times < 2:
                spider.end_page(watched.url, "gone", reason)
            elif record := last_record(spider.ledger, watched.id):
                found.append(_withdrawn(record))
            else:
                reason = f"{reason}; its last content can be read from no file"
                spider.end_page(watched.url, "gone", reason)
        self._gone.clear()
        return found


def _withdrawn(record: dict[str, Any]) -> Revisit:
    noticed = datetime.now(UTC).isoformat(timespec="seconds")
    return revisit(record, status="withdrawn", noticed=noticed)


def _day(record: dict[str, Any] | None, now: datetime) -> int:
    try:
        return date.fromisoformat((record or {})["published"][:10]).toordinal()
    except (KeyError, TypeError, ValueError):
        return now.date().toordinal()
