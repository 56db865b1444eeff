"""What was delivered of an article: its revisions, and who tells the same story."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from newsbot.ledger.records import Revision, hash64, moment

if TYPE_CHECKING:
    from collections.abc import Iterator

    from newsbot.ledger.database import Database
    from newsbot.ledger.sites import Sites

_ROWS: Final = 5000
LAST: Final = (
    "d.revision = (SELECT max(revision) FROM deliveries WHERE article = d.article)"
)
"""The condition that a row `d` of deliveries is the last revision of its article."""


class History:
    """The deliveries of single articles."""

    def __init__(self, db: Database, sites: Sites) -> None:
        """Use *db*, in which *sites* have their numbers."""
        self.db = db
        self.sites = sites

    def revisions(self, article_id: str) -> list[Revision]:
        """Return the delivered revisions of *article_id*, the first one first."""
        rows = self.db.all(
            "SELECT revision, delivered, fields, file, start FROM deliveries "
            "WHERE article = ? AND id = ? ORDER BY revision",
            hash64(article_id),
            article_id,
        )
        return [Revision(row[0], moment(row[1]), *row[2:]) for row in rows]

    def latest(self, site: str) -> Iterator[tuple[str, int, int | None, int]]:
        """Yield id, revision, file and start of the last revision of every article of
        *site*, a few thousand rows in memory at once."""
        last = -(2**63)
        while True:
            rows = self.db.all(
                "SELECT d.article, d.id, d.revision, d.file, d.start "  # noqa: S608
                "FROM deliveries AS d WHERE d.site = ? AND d.article > ? "
                f"AND {LAST} ORDER BY d.article LIMIT ?",
                self.sites.number(site),
                last,
                _ROWS,
            )
            for row in rows:
                yield row[1], row[2], row[3], row[4]
            if len(rows) < _ROWS:
                return
            last = rows[-1][0]

    def original(self, article_id: str) -> tuple[str, float | None] | None:
        """Return the id of the article that told the story of *article_id* first, and
        how alike the two are; None if that is itself, or was never asked."""
        row = self.db.one(
            "SELECT first.id, copy.score FROM neighbours AS copy "
            "JOIN neighbours AS first ON first.number = copy.original "
            "WHERE copy.id = ?",
            article_id,
        )
        return None if row is None else (str(row[0]), row[1])

    def copies(self, article_id: str) -> list[tuple[str, float | None]]:
        """Return id and likeness of the delivered articles that tell the story of
        *article_id* again, in the order of their arrival."""
        rows = self.db.all(
            "SELECT copy.id, copy.score FROM neighbours AS first "
            "JOIN neighbours AS copy ON copy.original = first.number "
            "WHERE first.id = ? ORDER BY copy.number",
            article_id,
        )
        return [(str(row[0]), row[1]) for row in rows]
