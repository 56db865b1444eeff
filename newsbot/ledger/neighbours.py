"""The articles of the near-duplicate index in the ledger's database.

A row of `neighbours` and one of `neighbour_texts` stay for ever, about 100 bytes; the
bands and sketches, about 600 bytes, serve near duplicates only and go with `forget`.
"""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Final

from newsbot.ledger.claims import Claims
from newsbot.similarity.fingerprint import LISTED, VERSION, Fingerprint, Sketch
from newsbot.similarity.index import WINDOW
from newsbot.similarity.store import Answer, Neighbour, Store, month, months, rank

if TYPE_CHECKING:
    from collections.abc import Collection


KEPT: Final = WINDOW.days + 15
"""Days after its arrival for which an article is found by what resembles it."""

FORGOTTEN_AT_ONCE: Final = 1000
"""Articles that one call of `Neighbours.forget` deletes at most: .1 s."""

# The row of `meta` with a day and the last number of that day.
_MARK: Final = "neighbours"


class Neighbours(Claims, Store):
    """The store of `newsbot.similarity.Index` on a database with the ledger's tables.

    `Store` says what the methods of that name do. Every method raises `LedgerError`
    if the database fails.
    """

    def answer(self, article: str) -> Answer | None:
        """See `Store.answer`."""
        row = self.db.one(
            "SELECT first.id, copy.score FROM neighbours AS copy"
            " LEFT JOIN neighbours AS first ON first.number = copy.original"
            " WHERE copy.id = ?",
            article,
        )
        return None if row is None else Answer(*row)

    def same_text(self, exact: int) -> tuple[int, date] | None:
        """See `Store.same_text`."""
        row = self.db.one(
            "SELECT number, day FROM neighbours WHERE number ="
            " (SELECT number FROM neighbour_texts WHERE exact = ?)",
            exact,
        )
        return None if row is None else (row[0], date.fromordinal(row[1]))

    def neighbours(
        self, bands: Collection[int], first: date, last: date, limit: int
    ) -> tuple[list[Neighbour], set[int]]:
        """See `Store.neighbours`."""
        parts = months(first, last)
        listed = self.db.all(
            "SELECT number, band FROM neighbour_bands"  # noqa: S608 - only question marks
            f" WHERE month IN ({_marks(parts)}) AND band IN ({_marks(bands)})",
            *parts,
            *bands,
        )
        best, crowded = rank(listed, limit)
        if not best:
            return [], crowded
        rows = self.db.all(
            "SELECT number, day, sketch FROM neighbour_sketches"  # noqa: S608 - as above
            f" WHERE number IN ({_marks(best)}) AND version = ?"
            " AND day BETWEEN ? AND ?",
            *best,
            VERSION,
            first.toordinal(),
            last.toordinal(),
        )
        found = {
            number: Neighbour(number, date.fromordinal(day), sketch)
            for number, day, sketch in rows
        }
        return [found[number] for number in best if number in found], crowded

    def group(self, number: int) -> tuple[int, str]:
        """See `Store.group`."""
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
        """See `Store.add`."""
        run = self.db.run
        # No sequence: nobody else adds within the transaction.
        number, earlier = self.db.one(
            "SELECT (SELECT coalesce(max(number), 0) + 1 FROM neighbours),"
            " (SELECT number FROM neighbour_texts WHERE exact = ?)",
            kept.exact,
        )
        run(
            "INSERT INTO neighbours (number, id, day, original, score)"
            " VALUES (?, ?, ?, ?, ?)",
            number,
            article,
            day.toordinal(),
            group,
            score,
        )
        part, bands = month(day), kept.bands[:LISTED]
        if self.site is not None:
            self._claim(article, number, kept.exact, earlier, part, bands)
        if kept.exact is not None:
            run(
                "INSERT INTO neighbour_texts (exact, number) VALUES (?, ?)"
                " ON CONFLICT (exact) DO UPDATE SET number = excluded.number",
                kept.exact,
                number,
            )
        if kept.sketch is None:
            return
        if bands:
            run(
                "INSERT INTO neighbour_bands (month, band, number) VALUES "  # noqa: S608
                + ", ".join(["(?, ?, ?)"] * len(bands)),
                *(value for band in bands for value in (part, band, number)),
            )
        run(
            "INSERT INTO neighbour_sketches (number, version, day, sketch)"
            " VALUES (?, ?, ?, ?)",
            number,
            VERSION,
            day.toordinal(),
            kept.sketch.pack(),
        )

    def forget(self, today: date) -> int:
        """Delete what only serves to find near duplicates of what arrived long ago;
        give of how many articles.

        It is kept for :data:`KEPT` days at least and twice as long at most, whatever
        the articles' own days: an archive is read over many runs. A call
        deletes a bounded part, as every run begins with one.
        """
        row = self.db.one("SELECT value FROM meta WHERE name = ?", _MARK)
        day, last = map(int, row[0].split()) if row else (0, 0)
        if today.toordinal() < day + KEPT:
            return 0
        with self.transaction():
            forgotten = self._forget(last)
            if not forgotten:
                (last,) = self.db.one("SELECT coalesce(max(number), 0) FROM neighbours")
                self.db.run(
                    "INSERT INTO meta (name, value) VALUES (?, ?)"
                    " ON CONFLICT (name) DO UPDATE SET value = excluded.value",
                    _MARK,
                    f"{today.toordinal()} {last}",
                )
        return forgotten

    def _forget(self, last: int) -> int:
        rows = self.db.all(
            "SELECT number, version, day, sketch FROM neighbour_sketches"
            " WHERE number <= ? ORDER BY number LIMIT ?",
            last,
            FORGOTTEN_AT_ONCE,
        )
        if not rows:
            return 0
        self.db.many(
            "DELETE FROM neighbour_bands WHERE month = ? AND band = ? AND number = ?",
            [
                (month(date.fromordinal(day)), band, number)
                for number, version, day, sketch in rows
                if version == VERSION
                for band in Sketch.unpack(sketch).bands
            ],
        )
        self.db.run("DELETE FROM neighbour_sketches WHERE number <= ?", rows[-1][0])
        return len(rows)


def _marks(values: Collection[int]) -> str:
    return ", ".join("?" * len(values))
