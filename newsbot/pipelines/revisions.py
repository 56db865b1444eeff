"""Item pipeline 4: an article that was looked at again passes if it has changed."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime
from functools import cached_property, partial
from typing import TYPE_CHECKING, Any

from itemadapter import ItemAdapter
from scrapy.exceptions import DropItem

import newsbot
from newsbot.items import Article, Revisit
from newsbot.ledger import Watch, ledger_of
from newsbot.pipelines.duplicates import day_of, delivery_of
from newsbot.revisions.fields import INTERFACES, Fields
from newsbot.revisions.kept import last_record, pack
from newsbot.revisions.schedule import Schedule
from newsbot.signals import page_ended

if TYPE_CHECKING:
    from collections.abc import Mapping
    from typing import Self

    from scrapy.crawler import Crawler

    from newsbot.ledger import Delivery, Known, Ledger


class RevisionsPipeline:
    """Tell the ledger when a new article is looked at again, and let a known one
    (:class:`newsbot.items.Revisit`) pass only as a new revision: if a field of
    :data:`newsbot.revisions.fields.COMPARED` or its status has changed.

    One that has not changed ends as ``unchanged``. ``NEWSBOT_LOOK_AGAIN`` says when.
    """

    def __init__(self, crawler: Crawler) -> None:
        self._crawler = crawler
        self._schedule = Schedule.read(crawler.settings)

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        return cls(crawler)

    @cached_property
    def _ledger(self) -> Ledger:
        return ledger_of(self._crawler)

    @cached_property
    def _rules(self) -> str | None:
        site = getattr(self._crawler.spider, "site", None)
        if site is None:
            return None
        return f"{newsbot.__version__} {site.rules.fingerprint}"

    def process_item(self, item: Any) -> Any:
        """Return *item*, with the number of its revision and its changes.

        :raises DropItem: if it is a known article that has not changed
        """
        adapter = ItemAdapter(item)
        if isinstance(item, Revisit):
            delivery = self._revise(adapter)
        else:
            proposed = self._ledger.proposals.get(adapter["id"])
            if proposed is None:
                return item
            fields = Fields.of(_values(item), self._rules)
            delivery = proposed._replace(fields=str(fields))
        self._ledger.proposals.add(self._watched(delivery, item), item)
        return item

    def _revise(self, adapter: ItemAdapter) -> Delivery:
        """Make *adapter* the next revision of its article."""
        article_id = adapter["id"]
        known = self._ledger.delivered(adapter["site"], article_id=article_id)
        if known is None or known.delivered is None:
            raise DropItem(f"not delivered yet: {article_id}", log_level="DEBUG")
        last = None
        old = Fields.parse(known.fields)
        if old is None and (last := last_record(self._ledger, article_id)):
            old = Fields.of(last)
        changes, fields = self._compare(old, adapter, known.delivered)
        if not changes:
            self._unchanged(known, fields, adapter["url"])
            raise DropItem(f"unchanged: {article_id}", log_level="DEBUG")
        if last is None:
            last = last_record(self._ledger, article_id)
        if last is not None:
            carry(last, adapter)
        answer = self._ledger.neighbours.answer(article_id)
        if answer is not None:
            adapter["duplicate_of"] = answer.original
            adapter["duplicate_score"] = answer.score
        adapter["revision"] = known.revision + 1
        adapter["changes"] = changes
        return delivery_of(adapter)._replace(fields=str(fields))

    def _compare(
        self, old: Fields | None, adapter: ItemAdapter, delivered: datetime
    ) -> tuple[list[str], Fields]:
        stated = self._stated(adapter["id"])
        if adapter["status"] == "withdrawn":
            before = (old or Fields.of(adapter)).at(stated)
            changes = ["status"] if old is None or not old.withdrawn else []
            return changes, replace(before, withdrawn=True)
        # What an interface stated, a page asked for before may have used up.
        new = Fields.of(adapter, self._rules).at(stated)
        if old is None:
            return [], new  # nothing of it is left to be compared with
        changes, fields = old.next(new, int(delivered.timestamp()))
        return [*changes, *(["status"] if old.withdrawn else [])], fields

    def _stated(self, article_id: str) -> int | None:
        """The instant of change that an interface states in this run, which must not
        make us look again, whatever the page says; None: none is stated."""
        looks = getattr(self._crawler.spider, "looks", None)
        return None if looks is None else looks.stated.get(article_id)

    def _unchanged(self, known: Known, fields: Fields, url: str) -> None:
        self._crawler.signals.send_catch_log(
            page_ended, url=url, outcome="unchanged", reason=""
        )
        note(self._ledger, self._schedule, known.id, str(fields))

    def _watched(self, delivery: Delivery, item: Any) -> Delivery:
        """Add to *delivery* when the article is looked at next."""
        if not self._schedule:
            return delivery
        next_look, step = self._schedule.first(datetime.now(UTC))
        record = _values(item)
        day = day_of(record).toordinal()
        watch = Watch(next_look, step, day, partial(pack, record))
        return delivery._replace(watch=watch)


def _values(item: Any) -> dict[str, Any]:
    return item.record() if isinstance(item, Article) else ItemAdapter(item).asdict()


def note(
    ledger: Ledger, schedule: Schedule, article_id: str, fields: str | None
) -> None:
    """Write down that an article was looked at and is as it was."""
    watched = ledger.watches.get(article_id)
    step = -1 if watched is None else watched.step
    next_look, step = schedule.after(step, datetime.now(UTC))
    ledger.watches.looked(article_id, next_look, step, fields, keep=schedule.every)


def carry(last: Mapping[str, Any], adapter: ItemAdapter) -> None:
    """Keep in *adapter*, a later look, what the revision before had from an interface
    that was not asked this time, and how the article was found.

    The instants of publication and change, names of authors, categories and tags may
    stand in the interfaces alone.
    """
    before, now = dict(last.get("sources") or {}), adapter["sources"]
    missing = [rule for rule in INTERFACES if rule not in now.values()]
    poorer = {
        "authors": not adapter["authors"],
        "tags": not adapter["tags"],
        # Without the interfaces it is only the printed label.
        "categories": True,
        "published": "T" not in (adapter["published"] or ""),
        "modified": adapter["modified"] is None,
    }
    for name, is_poorer in poorer.items():
        rule = before.get(name)
        if is_poorer and rule in missing and last.get(name):
            adapter[name], now[name] = last[name], rule
    if "rest" in missing and "rest" in before.values() and adapter["text"]:
        # WordPress's format of a post stands in the REST interface alone.
        adapter["kind"] = last.get("kind") or adapter["kind"]
    adapter["found"] = last.get("found")
    for name in ("duplicate_of", "duplicate_score"):
        adapter[name] = last.get(name)
