"""Item pipeline 3: every article once, and the same story told again is marked."""

from __future__ import annotations

from datetime import date
from functools import cached_property, partial
from typing import TYPE_CHECKING, Any

from itemadapter import ItemAdapter
from w3lib.url import safe_url_string

from newsbot.arabic.text import fold
from newsbot.exceptions import LeftOut
from newsbot.items import Revisit
from newsbot.ledger import Delivery, Link, Origin, hash64, ledger_of
from newsbot.revisions.fields import Fields
from newsbot.revisions.kept import revisit
from newsbot.similarity import Index, url_key

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from typing import Self

    from scrapy.crawler import Crawler

    from newsbot.ledger import Known, Ledger


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

        :raises LeftOut: if the article was delivered before, or is a duplicate
            and duplicates are to be left out
        """
        if isinstance(item, Revisit):
            return item  # its story was judged when it was delivered first
        adapter = ItemAdapter(item)
        delivery = self._ledger.proposals.named(delivery_of(adapter))
        article_id = delivery.id
        known = self._known(delivery, adapter)
        if known is not None:
            self._meet(known, delivery, adapter)
            if _is_withdrawn(known) and known.id == article_id:
                return revisit(vars(item))  # it is back, under another address
            raise LeftOut("known", f"delivered as {known.id}")
        title, text = adapter["title"], adapter["text"]
        found = self._index.add(article_id, title, text, day_of(adapter))
        if found is not None:
            twin, likeness = found
            adapter["duplicate_of"], adapter["duplicate_score"] = twin, likeness
            if self._drop:
                raise LeftOut("duplicate", f"the text of {twin}")
            self._crawler.stats.inc_value("newsbot/duplicates")
        self._ledger.proposals.add(delivery, item)
        return item

    def _known(self, delivery: Delivery, adapter: ItemAdapter) -> Known | None:
        """The delivered article that this one is: by its id, by its address, or, where
        the site gives no number, by what either page names as its address, if both
        show the same."""
        ledger, own = self._ledger, delivery.url_keys[:1]
        known = ledger.delivered(delivery.site, article_id=delivery.id, url_keys=own)
        if known is None and not _has_number(delivery.id) and adapter["text"]:
            keys = (*own, *delivery.claims)
            known = ledger.same_page(delivery.site, keys, delivery.content_hash)
        return known

    def _meet(self, known: Known, delivery: Delivery, adapter: ItemAdapter) -> None:
        """Note that a delivered article stands at another address too; it is looked at
        there if a list of the site names it so, or if its page calls that its own."""
        site, keys = delivery.site, delivery.url_keys
        if self._is_doubtful(known, delivery, adapter):
            return
        self._ledger.aliases.add(site, known.id, keys)
        # Pages name one another by shortlinks and AMP addresses, too.
        is_listed = (adapter["found"] or {}).get("via", "related") != "related"
        own = adapter.get("canonical_url")
        if is_listed or (own is not None and url_key(own) == keys[0]):
            self._ledger.watches.moved(site, known.id, adapter["url"], keys[0])

    def _is_doubtful(
        self, known: Known, delivery: Delivery, adapter: ItemAdapter
    ) -> bool:
        """Whether the page may be shown at an address of another article for a while,
        by a cache: it calls its own the address that it is known by. It is asked for
        again, and believed when it is the same then."""
        site, own = delivery.site, adapter.get("canonical_url")
        if (
            own is None
            or not _has_number(known.id)
            or url_key(own) in delivery.url_keys
        ):
            return False
        holder = self._ledger.delivered(site, url_keys=[url_key(own)])
        if holder is None or holder.id != known.id:
            return False
        before = self._ledger.failures.of(site, safe_url_string(adapter["url"]))
        return before is None or before.kind != "known"


def delivery_of(record: Mapping[str, Any]) -> Delivery:
    """What the ledger is to hold of *record*, an article or a line of the output.

    :raises KeyError: if it has no id, site or url
    """
    own, canonical = record["url"], record.get("canonical_url")
    claims = {url_key(canonical)} - {url_key(own)} if canonical else set()
    return Delivery(
        record["site"],
        record["id"],
        record.get("revision") or 1,
        hash64(fold(record.get("title") or ""), fold(record.get("text") or "")),
        (url_key(own),),
        own,
        related=tuple(_links(record.get("related"))),
        found=_origin(record.get("found")),
        claims=tuple(claims),
    )


def _has_number(article_id: str) -> bool:
    return article_id.rpartition(":")[2].isdecimal()


def _is_withdrawn(known: Known) -> bool:
    fields = Fields.parse(known.fields)
    return fields is not None and fields.withdrawn


def _links(related: Any) -> Iterator[Link]:
    # From an item these are `newsbot.items.Related`; a line of the output, which
    # people may have edited, can hold anything.
    for entry in related if isinstance(related, list) else []:
        read = entry.get if isinstance(entry, dict) else partial(getattr, entry)
        position, url = read("position", None), read("url", None)
        if isinstance(position, int) and isinstance(url, str):
            yield Link(position, url_key(url))


def _origin(found: Any) -> Origin | None:
    if not isinstance(found, dict) or not isinstance(found.get("via"), str):
        return None
    url = found.get("from")
    url = url if isinstance(url, str) and url else None
    return Origin(found["via"], url and url_key(url), url)


def day_of(record: Mapping[str, Any]) -> date:
    """Day of publication; that of the visit where the page states none."""
    return date.fromisoformat((record["published"] or record["fetched"])[:10])
