"""The articles of the near-duplicate index in the ledger's database.

A row of `neighbours` and one of `neighbour_texts` stay for ever, about 100 bytes; the
bands and sketches, about 700 bytes, serve near duplicates only and go with `forget`.

An article enters the index before it is delivered, or two runs that meet the same
story at once would both call theirs the first. Until it is delivered it is a claim.
When its run has died, or a later pipeline drops it, the claim is taken back: no other
article is called a copy of one that nobody has. Only a claim to which another article
refers already is left: it is asked for again, and is then the first as it was said.
"""

from __future__ import annotations

import struct
from datetime import date
from typing import TYPE_CHECKING, Any

from newsbot.ledger.records import hash64
from newsbot.similarity.fingerprint import VERSION, Fingerprint
from newsbot.similarity.store import Answer, Neighbour, month, months

if TYPE_CHECKING:
    from collections.abc import Iterable
    from contextlib import AbstractContextManager

    from newsbot.ledger.database import Database


class Neighbours:
    """The store of `newsbot.similarity.Index` on a database with the ledger's tables.

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

    def answer(self, article: str) -> Answer | None:
        """Give what was answered about the article with this id, None if it is new."""
        row = self.db.one(
            "SELECT first.id, copy.score FROM neighbours AS copy"
            " LEFT JOIN neighbours AS first ON first.number = copy.original"
            " WHERE copy.id = ?",
            article,
        )
        return None if row is None else Answer(*row)

    def same_text(self, exact: int) -> tuple[int, date] | None:
        """Give number and day of the article that ``exact`` was last added with."""
        row = self.db.one(
            "SELECT number, day FROM neighbours WHERE number ="
            " (SELECT number FROM neighbour_texts WHERE exact = ?)",
            exact,
        )
        return None if row is None else (row[0], date.fromordinal(row[1]))

    def neighbours(
        self, bands: Iterable[int], first: date, last: date, limit: int
    ) -> list[Neighbour]:
        """Give the articles of these days that share most bands, at most ``limit``."""
        keys = [*bands]
        parts = months(first, last)
        rows = self.db.all(
            "SELECT number, day, sketch FROM"  # noqa: S608 - only question marks join it
            " (SELECT number, count(*) AS shared FROM neighbour_bands"
            f" WHERE month IN ({_marks(parts)}) AND band IN ({_marks(keys)})"
            " GROUP BY number ORDER BY shared DESC, number LIMIT ?) AS best"
            " JOIN neighbour_sketches USING (number)"
            " WHERE version = ? AND day BETWEEN ? AND ?"
            " ORDER BY shared DESC, number",
            *parts,
            *keys,
            limit,
            VERSION,
            first.toordinal(),
            last.toordinal(),
        )
        return [
            Neighbour(number, date.fromordinal(day), sketch)
            for number, day, sketch in rows
        ]

    def group(self, number: int) -> tuple[int, str]:
        """Give number and id of the first article of the group of this one."""
        row: tuple[int, str] = self.db.one(
            "SELECT first.number, first.id FROM neighbours AS copy"
            " JOIN neighbours AS first"
            " ON first.number = coalesce(copy.original, copy.number)"
            " WHERE copy.number = ?",
            number,
        )
        return row

    def number(self, article: str) -> int | None:
        """Give the number of the article with this id, None if it is not there."""
        row = self.db.one("SELECT number FROM neighbours WHERE id = ?", article)
        return None if row is None else int(row[0])

    def add(
        self,
        article: str,
        day: date,
        kept: Fingerprint,
        group: int | None,
        score: float | None,
    ) -> None:
        """Add a new article; ``group`` is the first of its group, None for itself."""
        run = self.db.run
        # No sequence: nobody else adds within the transaction.
        (number,) = self.db.one("SELECT coalesce(max(number), 0) + 1 FROM neighbours")
        run(
            "INSERT INTO neighbours (number, id, day, original, score)"
            " VALUES (?, ?, ?, ?, ?)",
            number,
            article,
            day.toordinal(),
            group,
            score,
        )
        bands = sorted({*kept.bands})
        if self.site is not None:
            self._claim(article, number, kept.exact, month(day), bands)
        if kept.exact is not None:
            run(
                "INSERT INTO neighbour_texts (exact, number) VALUES (?, ?)"
                " ON CONFLICT (exact) DO UPDATE SET number = excluded.number",
                kept.exact,
                number,
            )
        if kept.sketch is None:
            return
        self.db.many(
            "INSERT INTO neighbour_bands (month, band, number) VALUES (?, ?, ?)",
            [(month(day), band, number) for band in bands],
        )
        run(
            "INSERT INTO neighbour_sketches (number, version, day, sketch)"
            " VALUES (?, ?, ?, ?)",
            number,
            VERSION,
            day.toordinal(),
            kept.sketch.pack(),
        )

    def _claim(
        self, article: str, number: int, exact: int | None, part: int, bands: list[int]
    ) -> None:
        earlier = self.db.one(
            "SELECT number FROM neighbour_texts WHERE exact = ?", exact
        )
        self.db.run(
            "INSERT INTO neighbour_claims (article, site, number, exact, earlier,"
            " month, bands) VALUES (?, ?, ?, ?, ?, ?, ?)",
            hash64(article),
            self.site,
            number,
            exact,
            None if earlier is None else earlier[0],
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

    def forget(self, before: date) -> int:
        """Delete what only serves to find near duplicates of articles before a day.

        Gives the number of articles forgotten. Bands go by whole months; those that
        stay until their month is over lead nowhere.
        """
        with self.transaction():
            forgotten = self.db.run(
                "DELETE FROM neighbour_sketches WHERE day < ? AND number IN"
                " (SELECT number FROM neighbour_bands WHERE month <= ?)",
                before.toordinal(),
                month(before),
            )
            self.db.run("DELETE FROM neighbour_bands WHERE month < ?", month(before))
        return forgotten


def _marks(values: range | list[int]) -> str:
    return ", ".join("?" * len(values))
