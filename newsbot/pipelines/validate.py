"""Item pipeline 2: a page that gave no headline or no body is quarantined."""

from __future__ import annotations

from typing import Any

from itemadapter import ItemAdapter
from scrapy.exceptions import DropItem


class Quarantined(DropItem):
    """The page is kept with the reason, and no article is made of it.

    The extension ``newsbot.extensions.quarantine`` keeps the page.
    """

    def __init__(self, reason: str) -> None:
        super().__init__(reason, log_level="WARNING")
        self.reason = reason


class ValidatePipeline:
    """Let an article pass only if its headline and its body's container were
    found. A body that is there and empty is an answer: a flash, a video, a
    gallery."""

    def process_item(self, item: Any) -> Any:
        """Return *item* as it is.

        :raises Quarantined: if something is missing; the message says what
        """
        adapter = ItemAdapter(item)
        if not (adapter.get("title") or "").strip():
            raise Quarantined("no headline found")
        if "text" not in adapter["sources"]:
            raise Quarantined("no container of a body found")
        return item
