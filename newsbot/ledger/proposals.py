"""Articles that are on their way: known within the run, not yet written down."""

from __future__ import annotations

from typing import TYPE_CHECKING

from newsbot.ledger.records import hash64

if TYPE_CHECKING:
    from newsbot.ledger.records import Delivery


class Proposals:
    """What the pipelines of this run have announced."""

    def __init__(self) -> None:
        """Begin with nothing announced."""
        self._proposed: dict[str, Delivery] = {}
        self._proposers: dict[str, object] = {}
        self._proposed_keys: dict[int, str] = {}
        self._proposed_contents: dict[tuple[str, int], str] = {}

    def propose(self, delivery: Delivery, item: object = None) -> None:
        """Announce an article that is on its way to the feeds.

        Within this run it is known from now on; it is written down when its line is
        on the disk. With its *item* given, the proposal is withdrawn if a later
        pipeline drops that item.
        """
        self._proposed[delivery.id] = delivery
        self._proposers[delivery.id] = item
        for key in delivery.url_keys:
            self._proposed_keys.setdefault(hash64(delivery.site, key), delivery.id)
        self._proposed_contents.setdefault(
            (delivery.site, delivery.content_hash), delivery.id
        )

    def proposed(self, article_id: str) -> Delivery | None:
        """Return the proposed delivery of *article_id*, None if there is none."""
        return self._proposed.get(article_id)

    def _settle(self, article_id: str, item: object = None) -> bool:
        """Forget a proposal, if it is that of *item* (None: whoever's it is).

        Returns whether there was one.
        """
        if item is not None and self._proposers.get(article_id) is not item:
            return False
        delivery = self._proposed.pop(article_id, None)
        if delivery is None:
            return False
        del self._proposers[article_id]
        for key in delivery.url_keys:
            number = hash64(delivery.site, key)
            if self._proposed_keys.get(number) == article_id:
                del self._proposed_keys[number]
        content = (delivery.site, delivery.content_hash)
        if self._proposed_contents.get(content) == article_id:
            del self._proposed_contents[content]
        return True
