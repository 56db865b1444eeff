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
        site, article_id, url = adapter["site"], adapter["id"], adapter["url"]
        keys = self._keys(adapter)
        known = self._ledger.delivered(site, article_id=article_id, url_keys=keys[:1])
        if known is not None:
            self._end(url, "known", f"delivered as {known.id}")
            raise DropItem(f"delivered before: {known.id}", log_level="DEBUG")
        title, text = adapter["title"], adapter["text"]
        found = self._index.add(article_id, title, text, _day(adapter))
        if found is not None:
            twin, likeness = found
            adapter["duplicate_of"], adapter["duplicate_score"] = twin, likeness
            if self._drop:
                self._end(url, "duplicate", f"the text of {twin}")
                raise DropItem(f"duplicate of {twin}", log_level="DEBUG")
            self._crawler.stats.inc_value("newsbot/duplicates")
        content = hash64(fold(title), fold(text))
        self._ledger.propose(Delivery(site, article_id, 1, content, keys, url), item)
        return item

    def _keys(self, adapter: ItemAdapter) -> tuple[str, ...]:
        """Keys of the addresses that the article is known by, its own first."""
        urls = [adapter["url"]]
        if adapter.get("canonical_url"):
            urls.append(adapter["canonical_url"])
        return tuple(dict.fromkeys(map(url_key, urls)))

    def _end(self, url: str, outcome: str, reason: str) -> None:
        self._crawler.signals.send_catch_log(
            page_ended, url=url, outcome=outcome, reason=reason
        )


def _day(adapter: ItemAdapter) -> date:
    """Day of publication; that of the visit where the page states none."""
    return date.fromisoformat((adapter["published"] or adapter["fetched"])[:10])
