"""Articles of the near-duplicate index that are not delivered yet.

An article enters the index before it is delivered, or two runs that meet the same
story at once would both call theirs the first. Until it is delivered it is a claim.
When its run has died, or a later pipeline drops it, the claim is taken back: no other
article is called a copy of one that nobody has. Only a claim to which another article
refers already is left: it is asked for again, and is then the first as it was said.
"""

from __future__ import annotations

import struct
from typing import TYPE_CHECKING, Any

from newsbot.ledger.records import hash64

if TYPE_CHECKING:
    from collections.abc import Sequence
    from contextlib import AbstractContextManager

    from newsbot.ledger.database import Database


class Claims:
    """What it takes to remove an article from the index.

    Every method raises `LedgerError` if the database fails.
    """

    def __init__(self, db: Database, site: int | None = None) -> None:
        """Use *db*. What is added are claims of the site with the number *site*; with
        None it counts as delivered.
        """
        self.db = db
        self.site = site

    def transaction(self) -> AbstractContextManager[None]:
        """Hold the database for writing, so that no other process adds between."""
        return self.db.transaction()

    def _claim(
        self,
        article: str,
        number: int,
        exact: int | None,
        earlier: int | None,
        part: int,
        bands: Sequence[int],
    ) -> None:
        self.db.run(
            "INSERT INTO neighbour_claims (article, site, number, exact, earlier,"
            " month, bands) VALUES (?, ?, ?, ?, ?, ?, ?)",
            hash64(article),
            self.site,
            number,
            exact,
            earlier,
            part,
            struct.pack(f">{len(bands)}i", *bands),
        )

    def take_back(self, article: str) -> None:
        """Remove the article with this id, unless it is delivered or referred to."""
        with self.transaction():
            self._remove("article = ?", hash64(article))

    def take_back_all(self, site: int) -> None:
        """Remove what dead runs of a site have added and not delivered.

        The caller holds the run lock of the site, so no live run has claims of it.
        """
        if self.db.one("SELECT 1 FROM neighbour_claims WHERE site = ? LIMIT 1", site):
            with self.transaction():
                self._remove("site = ?", site)

    def _remove(self, where: str, value: int) -> None:
        # Only the two fixed conditions above reach the text of the query.
        claims = self.db.all(
            "SELECT article, number, exact, earlier, month, bands"  # noqa: S608
            # Copies before what they are copies of.
            f" FROM neighbour_claims WHERE {where} ORDER BY number DESC",
            value,
        )
        for claim in claims:
            self._remove_one(*claim)

    def _remove_one(
        self,
        article: int,
        number: int,
        exact: int | None,
        earlier: int | None,
        part: int,
        bands: bytes,
    ) -> None:
        run = self.db.run
        if self.db.one("SELECT 1 FROM neighbours WHERE original = ? LIMIT 1", number):
            return
        if earlier is not None and self._is_there(earlier):
            run(
                "UPDATE neighbour_texts SET number = ? WHERE exact = ? AND number = ?",
                earlier,
                exact,
                number,
            )
        else:
            run(
                "DELETE FROM neighbour_texts WHERE exact = ? AND number = ?",
                exact,
                number,
            )
        keys: tuple[Any, ...] = struct.unpack(f">{len(bands) // 4}i", bands)
        self.db.many(
            "DELETE FROM neighbour_bands WHERE month = ? AND band = ? AND number = ?",
            [(part, band, number) for band in keys],
        )
        run("DELETE FROM neighbour_sketches WHERE number = ?", number)
        run("DELETE FROM neighbours WHERE number = ?", number)
        run("DELETE FROM neighbour_claims WHERE article = ?", article)

    def _is_there(self, number: int) -> bool:
        row = self.db.one("SELECT 1 FROM neighbours WHERE number = ?", number)
        return row is not None
