"""Item pipeline 3: every article once, and the same story told again is marked."""

from __future__ import annotations

from datetime import date
from functools import cached_property
from typing import TYPE_CHECKING, Any

from itemadapter import ItemAdapter
from scrapy.exceptions import DropItem

from newsbot.arabic.text import fold
from newsbot.ledger import Delivery, hash64, ledger_of
from newsbot.signals import page_ended
from newsbot.similarity import Index, url_key

if TYPE_CHECKING:
    from collections.abc import Mapping
    from typing import Self

    from scrapy.crawler import Crawler

    from newsbot.ledger import Ledger


class DuplicatesPipeline:
    """Leave out an article that was delivered before (the same id or URL key),
    and name in ``duplicate_of`` the article that told the same story first: with
    the same text, or a lightly edited one (:class:`newsbot.similarity.Index`).

    With ``NEWSBOT_DROP_DUPLICATES`` the latter are left out too. Both are counted
    as outcomes, ``known`` and ``duplicate``.
    """

    def __init__(self, crawler: Crawler) -> None:
        self._crawler = crawler
        self._drop = crawler.settings.getbool("NEWSBOT_DROP_DUPLICATES")

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        return cls(crawler)

    @cached_property
    def _ledger(self) -> Ledger:
        return ledger_of(self._crawler)

    @cached_property
    def _index(self) -> Index:
        return Index(self._ledger.neighbours)

    def process_item(self, item: Any) -> Any:
        """Return *item*, with ``duplicate_of`` where its text is known.

        :raises DropItem: if the article was delivered before, or is a duplicate
            and duplicates are to be left out
        """
        adapter = ItemAdapter(item)
        delivery = delivery_of(adapter)
        article_id, url, keys = delivery.id, adapter["url"], delivery.url_keys
        known = self._ledger.delivered(
            delivery.site, article_id=article_id, url_keys=keys[:1]
        )
        if known is not None:
            self._end(url, "known", f"delivered as {known.id}")
            raise DropItem(f"delivered before: {known.id}", log_level="DEBUG")
        title, text = adapter["title"], adapter["text"]
        found = self._index.add(article_id, title, text, day_of(adapter))
        if found is not None:
            twin, likeness = found
            adapter["duplicate_of"], adapter["duplicate_score"] = twin, likeness
            if self._drop:
                self._end(url, "duplicate", f"the text of {twin}")
                raise DropItem(f"duplicate of {twin}", log_level="DEBUG")
            self._crawler.stats.inc_value("newsbot/duplicates")
        self._ledger.propose(delivery, item)
        return item

    def _end(self, url: str, outcome: str, reason: str) -> None:
        self._crawler.signals.send_catch_log(
            page_ended, url=url, outcome=outcome, reason=reason
        )


def delivery_of(record: Mapping[str, Any]) -> Delivery:
    """What the ledger is to hold of *record*, an article or a line of the output.

    :raises KeyError: if it has no id, site or url
    """
    # The addresses that the article is known by, its own first. What a page names as
    # its canonical address may be another article's (editors do so with copies,
    # plugins by mistake), which would then count as delivered: so it is taken only
    # where the site gives no number to tell articles by.
    urls = [record["url"]]
    if not record["id"].rpartition(":")[2].isdecimal():
        urls.append(record.get("canonical_url"))
    return Delivery(
        record["site"],
        record["id"],
        record.get("revision") or 1,
        hash64(fold(record.get("title") or ""), fold(record.get("text") or "")),
        tuple(dict.fromkeys(url_key(url) for url in urls if url)),
        record["url"],
    )


def day_of(record: Mapping[str, Any]) -> date:
    """Day of publication; that of the visit where the page states none."""
    return date.fromisoformat((record["published"] or record["fetched"])[:10])
