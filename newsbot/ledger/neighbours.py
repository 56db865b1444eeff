"""The articles of the near-duplicate index in the ledger's database.

A row of `neighbours` and one of `neighbour_texts` stay for ever, about 100 bytes; the
bands and sketches, about 700 bytes, serve near duplicates only and go with `forget`.
"""

from __future__ import annotations

import contextlib
from datetime import date
from typing import TYPE_CHECKING, Final

from newsbot.similarity.fingerprint import VERSION, Fingerprint
from newsbot.similarity.store import Answer, Neighbour, month, months

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterable, Iterator

TABLES: Final = (
    # number: order of arrival. original: number of the group's first. day: ordinal.
    """CREATE TABLE IF NOT EXISTS neighbours (
        number {int64} PRIMARY KEY,
        id TEXT NOT NULL UNIQUE,
        day INTEGER NOT NULL,
        original {int64},
        score REAL
    )""",
    """CREATE TABLE IF NOT EXISTS neighbour_texts (
        exact {int64} PRIMARY KEY,
        number {int64} NOT NULL
    )""",
    # The month leads, so that the rows of a query lie together and a month's rows go
    # at once.
    """CREATE TABLE IF NOT EXISTS neighbour_bands (
        month INTEGER NOT NULL,
        band INTEGER NOT NULL,
        number {int64} NOT NULL,
        PRIMARY KEY (month, band, number)
    ) {clustered}""",
    # version: of the fingerprint. sketch: packed.
    """CREATE TABLE IF NOT EXISTS neighbour_sketches (
        number {int64} PRIMARY KEY,
        version INTEGER NOT NULL,
        day INTEGER NOT NULL,
        sketch BLOB NOT NULL
    )""",
)
"""The tables, with `{int64}` and `{clustered}` as in `newsbot.ledger.schema`."""

SQLITE_WORDS: Final = {"int64": "INTEGER", "clustered": "WITHOUT ROWID"}
"""What the portable words are called in SQLite."""


class Neighbours:
    """The store of `newsbot.similarity.Index` on a connection to SQLite."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        """Use the connection, and make the tables where they are missing.

        How commits reach the disk and how long a lock is waited for is the
        connection's business. Every method raises `sqlite3.Error` as it comes.
        """
        self._connection = connection
        for table in TABLES:
            connection.execute(table.format(**SQLITE_WORDS))

    @contextlib.contextmanager
    def transaction(self) -> Iterator[None]:
        """Hold the database for writing, so that no other process adds between.

        Inside a transaction of the caller's this is a part of it; that one must
        have begun with `BEGIN IMMEDIATE`.
        """
        connection = self._connection
        if connection.in_transaction:
            yield
            return
        connection.execute("BEGIN IMMEDIATE")
        try:
            yield
            connection.execute("COMMIT")
        except BaseException:
            # After some errors SQLite has rolled back by itself.
            if connection.in_transaction:
                connection.execute("ROLLBACK")
            raise

    def answer(self, article: str) -> Answer | None:
        """Give what was answered about the article with this id, None if it is new."""
        row = self._connection.execute(
            "SELECT first.id, copy.score FROM neighbours AS copy"
            " LEFT JOIN neighbours AS first ON first.number = copy.original"
            " WHERE copy.id = ?",
            (article,),
        ).fetchone()
        return None if row is None else Answer(*row)

    def same_text(self, exact: int) -> tuple[int, date] | None:
        """Give number and day of the article that ``exact`` was last added with."""
        row = self._connection.execute(
            "SELECT number, day FROM neighbours WHERE number ="
            " (SELECT number FROM neighbour_texts WHERE exact = ?)",
            (exact,),
        ).fetchone()
        return None if row is None else (row[0], date.fromordinal(row[1]))

    def neighbours(
        self, bands: Iterable[int], first: date, last: date, limit: int
    ) -> list[Neighbour]:
        """Give the articles of these days that share most bands, at most ``limit``."""
        keys = [*bands]
        parts = months(first, last)
        rows = self._connection.execute(
            "SELECT number, day, sketch FROM"  # noqa: S608 - only question marks join it
            " (SELECT number, count(*) AS shared FROM neighbour_bands"
            f" WHERE month IN ({_marks(parts)}) AND band IN ({_marks(keys)})"
            " GROUP BY number ORDER BY shared DESC, number LIMIT ?) AS best"
            " JOIN neighbour_sketches USING (number)"
            " WHERE version = ? AND day BETWEEN ? AND ?"
            " ORDER BY shared DESC, number",
            (*parts, *keys, limit, VERSION, first.toordinal(), last.toordinal()),
        )
        return [
            Neighbour(number, date.fromordinal(day), sketch)
            for number, day, sketch in rows
        ]

    def group(self, number: int) -> tuple[int, str]:
        """Give number and id of the first article of the group of this one."""
        row: tuple[int, str] = self._connection.execute(
            "SELECT first.number, first.id FROM neighbours AS copy"
            " JOIN neighbours AS first"
            " ON first.number = coalesce(copy.original, copy.number)"
            " WHERE copy.number = ?",
            (number,),
        ).fetchone()
        return row

    def add(
        self,
        article: str,
        day: date,
        kept: Fingerprint,
        group: int | None,
        score: float | None,
    ) -> None:
        """Add a new article; ``group`` is the first of its group, None for itself."""
        execute = self._connection.execute
        # No sequence: nobody else adds within the transaction.
        (number,) = execute(
            "SELECT coalesce(max(number), 0) + 1 FROM neighbours"
        ).fetchone()
        execute(
            "INSERT INTO neighbours (number, id, day, original, score)"
            " VALUES (?, ?, ?, ?, ?)",
            (number, article, day.toordinal(), group, score),
        )
        if kept.exact is not None:
            execute(
                "INSERT INTO neighbour_texts (exact, number) VALUES (?, ?)"
                " ON CONFLICT (exact) DO UPDATE SET number = excluded.number",
                (kept.exact, number),
            )
        if kept.sketch is None:
            return
        part = month(day)
        self._connection.executemany(
            "INSERT INTO neighbour_bands (month, band, number) VALUES (?, ?, ?)",
            [(part, band, number) for band in sorted({*kept.bands})],
        )
        execute(
            "INSERT INTO neighbour_sketches (number, version, day, sketch)"
            " VALUES (?, ?, ?, ?)",
            (number, VERSION, day.toordinal(), kept.sketch.pack()),
        )

    def forget(self, before: date) -> int:
        """Delete what only serves to find near duplicates of articles before a day.

        Gives the number of articles forgotten. Bands go by whole months; those that
        stay until their month is over lead nowhere.
        """
        with self.transaction():
            forgotten = self._connection.execute(
                "DELETE FROM neighbour_sketches WHERE day < ? AND number IN"
                " (SELECT number FROM neighbour_bands WHERE month <= ?)",
                (before.toordinal(), month(before)),
            ).rowcount
            self._connection.execute(
                "DELETE FROM neighbour_bands WHERE month < ?", (month(before),)
            )
        return forgotten


def _marks(values: range | list[int]) -> str:
    return ", ".join("?" * len(values))
