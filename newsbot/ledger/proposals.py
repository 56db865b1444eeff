"""Articles that are on their way: known within the run, not yet written down."""

from __future__ import annotations

from typing import TYPE_CHECKING

from newsbot.ledger.records import hash64

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from newsbot.ledger.records import Delivery


class Proposals:
    """What the spider and the pipelines of this run have announced."""

    def __init__(self) -> None:
        """Begin with nothing announced."""
        self._proposed: dict[str, Delivery] = {}
        self._proposers: dict[str, object] = {}
        self._keys: dict[int, str] = {}
        self._claims: dict[tuple[int, int], str] = {}
        self._announced: dict[str, tuple[Sequence[str], Sequence[str]]] = {}

    def announce(
        self, article_id: str, keys: Sequence[str], claims: Sequence[str]
    ) -> None:
        """Tell further addresses of an article that the pipelines are given next:
        *keys* and *claims* as in `Delivery`."""
        self._announced[article_id] = (keys, claims)

    def named(self, delivery: Delivery) -> Delivery:
        """Return *delivery* with what was announced of its article, which is then
        forgotten."""
        keys, claims = self._announced.pop(delivery.id, ((), ()))
        url_keys = dict.fromkeys((*delivery.url_keys, *keys))
        rest = dict.fromkeys((*delivery.claims, *claims))
        return delivery._replace(
            url_keys=tuple(url_keys),
            claims=tuple(key for key in rest if key not in url_keys),
        )

    def add(self, delivery: Delivery, item: object = None) -> None:
        """Announce an article that is on its way to the feeds.

        Within this run it is known from now on; it is written down when its line is
        on the disk. With its *item* given, the proposal is withdrawn if a later
        pipeline drops that item.
        """
        self._proposed[delivery.id] = delivery
        self._proposers[delivery.id] = item
        for key in delivery.url_keys:
            self._keys.setdefault(hash64(delivery.site, key), delivery.id)
        for claim in _claims(delivery):
            self._claims.setdefault(claim, delivery.id)

    def get(self, article_id: str) -> Delivery | None:
        """Return the proposed delivery of *article_id*, None if there is none."""
        return self._proposed.get(article_id)

    def by_key(self, key: int) -> str | None:
        """Return the id of the proposed article with this hash of a URL key."""
        return self._keys.get(key)

    def by_claim(self, key: int, content: int) -> str | None:
        """Return the id of the proposed article whose page names the address with this
        hash of a URL key, and has the content hash *content*."""
        return self._claims.get((key, content))

    def settle(self, article_id: str, item: object = None) -> bool:
        """Forget a proposal, if it is that of *item* (None: whoever's it is).

        Returns whether there was one.
        """
        self._announced.pop(article_id, None)
        if item is not None and self._proposers.get(article_id) is not item:
            return False
        delivery = self._proposed.pop(article_id, None)
        if delivery is None:
            return False
        del self._proposers[article_id]
        for key in delivery.url_keys:
            number = hash64(delivery.site, key)
            if self._keys.get(number) == article_id:
                del self._keys[number]
        for claim in _claims(delivery):
            if self._claims.get(claim) == article_id:
                del self._claims[claim]
        return True


def _claims(delivery: Delivery) -> Iterable[tuple[int, int]]:
    for key in delivery.claims:
        yield hash64(delivery.site, key), delivery.content_hash
