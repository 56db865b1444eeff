"""Item pipeline 3: every article once, and the same story told again is marked."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from itemadapter import ItemAdapter
from scrapy.exceptions import DropItem

from newsbot.arabic.text import fold
from newsbot.ledger import Delivery, hash64, ledger_of
from newsbot.signals import page_ended
from newsbot.similarity import url_key

if TYPE_CHECKING:
    from typing import Self

    from scrapy.crawler import Crawler

    from newsbot.ledger import Ledger

# A shorter text is often a formula («التفاصيل لاحقا»), not a story told again.
_MIN_TOKENS = 20


class DuplicatesPipeline:
    """Leave out an article that was delivered before (the same id or URL key),
    and name in ``duplicate_of`` the article that had the same text first.

    With ``NEWSBOT_DROP_DUPLICATES`` the latter are left out too. Both are counted
    as outcomes, ``known`` and ``duplicate``.
    """

    def __init__(self, crawler: Crawler) -> None:
        self._crawler = crawler
        self._drop = crawler.settings.getbool("NEWSBOT_DROP_DUPLICATES")

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        return cls(crawler)

    @property
    def _ledger(self) -> Ledger:
        return ledger_of(self._crawler)

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
        tokens = fold(adapter["text"])
        # The text alone does not make a short piece a duplicate.
        parts = (
            (tokens,) if tokens.count(" ") + 1 >= _MIN_TOKENS else (tokens, article_id)
        )
        content = hash64(*parts)
        twin = self._ledger.twin(site, content)
        if twin is not None:
            adapter["duplicate_of"], adapter["duplicate_score"] = twin, 1.0
            if self._drop:
                self._end(url, "duplicate", f"the text of {twin}")
                raise DropItem(f"duplicate of {twin}", log_level="DEBUG")
            self._crawler.stats.inc_value("newsbot/duplicates")
        self._ledger.propose(
            Delivery(site, article_id, 1, content, keys, url, fields=None)
        )
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
