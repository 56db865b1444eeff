"""The addresses that articles are known by, and those that they only claim.

An alias is an address that shows the article, or one that leads to it and is its own
by the word of its page or by its number. Where nothing proves it, a redirect may be a
mistake that ends: such an address is put off as a failure is, and asked for again.
What a page merely names as its own address (rel=canonical, og:url) may be another
article's: editors copy pages with it, and plugins set it wrong. Such a claim hides
nothing. It counts where the other page shows the same content.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from newsbot.ledger.records import hash64

if TYPE_CHECKING:
    from collections.abc import Iterable

    from newsbot.ledger.database import Database
    from newsbot.ledger.records import Delivery


class Aliases:
    """Addresses of delivered articles."""

    def __init__(self, db: Database) -> None:
        """Use *db*."""
        self.db = db

    def add(self, site: str, article_id: str, keys: Iterable[str]) -> None:
        """Record that the addresses with these URL keys have led to *article_id*. What
        is another article's already stays that."""
        self._write((hash64(site, key), hash64(article_id)) for key in keys)

    def release(self, site: str, article_id: str, key: str) -> None:
        """Record that the address with this URL key is not that of *article_id* any
        more: another article has it. Where it is another one's already, nothing is
        done."""
        self.db.run(
            "DELETE FROM url_keys WHERE key = ? AND article = ?",
            hash64(site, key),
            hash64(article_id),
        )

    def _write(self, rows: Iterable[tuple[int, int]]) -> None:
        self.db.many(
            "INSERT INTO url_keys (key, article) VALUES (?, ?) "
            "ON CONFLICT (key) DO NOTHING",
            list(rows),
        )

    def write(self, deliveries: Iterable[Delivery]) -> None:
        """Write down the addresses of *deliveries*; to be called in their
        transaction."""
        aliases, claims = [], []
        for item in deliveries:
            article = hash64(item.id)
            aliases += [(hash64(item.site, key), article) for key in item.url_keys]
            claims += [
                (hash64(item.site, key), item.content_hash, article)
                for key in item.claims
            ]
        self._write(aliases)
        if claims:
            self.db.many(
                "INSERT INTO claimed (key, content, article) VALUES (?, ?, ?) "
                "ON CONFLICT (key, content, article) DO NOTHING",
                claims,
            )

    def claimant(self, key: int, content: int) -> str | None:
        """The id of a delivered article whose page has named the address, and had this
        content then."""
        row = self.db.one(
            "SELECT id FROM claimed JOIN deliveries USING (article) "
            "WHERE key = ? AND claimed.content = ? LIMIT 1",
            key,
            content,
        )
        return None if row is None else str(row[0])
