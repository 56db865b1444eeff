"""Delivered articles that are looked at again, and what each was when it was last.

A row is written with the delivery and goes when the last look is over, so the table
holds the articles of some days. The last record lies in it as long, because the user
may move the output files.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from newsbot.ledger.history import LAST
from newsbot.ledger.records import Watch, Watched, hash64, seconds

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import datetime, timedelta

    from newsbot.ledger.aliases import Aliases
    from newsbot.ledger.database import Database
    from newsbot.ledger.records import Delivery
    from newsbot.ledger.sites import Sites

MOST: Final = 1000
"""An article is not watched if so many newer ones of its site are: who fetches an
archive does not want all of it looked at four times."""

_UPSERT: Final = (
    "INSERT INTO watched (article, site, url, day, next_look, step, gone, gone_run, "
    "record) VALUES (?, ?, ?, ?, ?, ?, 0, NULL, ?) ON CONFLICT (article) DO "
)


class Watches:
    """What the ledger remembers of articles that are looked at again."""

    def __init__(self, db: Database, sites: Sites, aliases: Aliases) -> None:
        """Use *db*, in which *sites* have their numbers and articles *aliases*."""
        self.db = db
        self.sites = sites
        self.aliases = aliases

    def due(
        self,
        site: str,
        *,
        now: datetime | None = None,
        longest: timedelta | None = None,
    ) -> list[Watched]:
        """Return the watched articles of *site* whose look is due at *now*, the longest
        due first.

        *longest*: the longest wait there is. What is due later than after that was
        written by a clock that was ahead, and is due as well.
        """
        if longest is None:
            return self._watched(
                "w.site = ? AND w.next_look <= ?", self.sites.number(site), seconds(now)
            )
        return self._watched(
            "w.site = ? AND (w.next_look <= ? OR w.next_look > ?)",
            self.sites.number(site),
            seconds(now),
            seconds(now) + int(longest.total_seconds()),
        )

    def of(self, site: str) -> list[Watched]:
        """Return all watched articles of *site*, the next to be looked at first."""
        return self._watched("w.site = ?", self.sites.number(site))

    def get(self, article_id: str) -> Watched | None:
        """Return the watched article with this id, None if it is not watched."""
        found = self._watched("w.article = ?", hash64(article_id))
        return found[0] if found else None

    def _watched(self, where: str, *values: object) -> list[Watched]:
        # Only the fixed conditions above reach the text of the query.
        rows = self.db.all(
            "SELECT d.id, w.url, w.step, w.gone FROM watched AS w "  # noqa: S608
            f"JOIN deliveries AS d ON d.article = w.article WHERE {where} AND {LAST} "
            "ORDER BY w.next_look, w.article",
            *values,
        )
        return [Watched(*row) for row in rows]

    def last_record(self, article_id: str) -> bytes | None:
        """Return the packed record of the last revision of *article_id*; None if it
        is not watched, or was not delivered while it was."""
        row = self.db.one(
            "SELECT record FROM watched WHERE article = ?", hash64(article_id)
        )
        return None if row is None or row[0] is None else bytes(row[0])

    def looked(
        self,
        article_id: str,
        next_look: datetime | None,
        step: int,
        fields: str | None,
        *,
        keep: bool = False,
    ) -> None:
        """Record that the article was there and had not changed.

        *next_look*: when it is looked at again, with *step* as in `Watch`; None: not
        any more. *keep*: the look was out of turn, its next one stays as it is.
        *fields* takes the place of what the last delivery noted.
        """
        article = hash64(article_id)
        with self.db.transaction():
            if keep:
                self.db.run(
                    "UPDATE watched SET gone = 0, gone_run = NULL WHERE article = ?",
                    article,
                )
            elif next_look is None:
                self.db.run("DELETE FROM watched WHERE article = ?", article)
            else:
                self.db.run(
                    "UPDATE watched SET next_look = ?, step = ?, gone = 0, "
                    "gone_run = NULL WHERE article = ?",
                    seconds(next_look),
                    step,
                    article,
                )
            self.db.run(
                "UPDATE deliveries SET fields = ? WHERE article = ? AND revision = "
                "(SELECT max(revision) FROM deliveries WHERE article = ?)",
                fields,
                article,
                article,
            )

    def put_off(self, article_id: str, next_look: datetime | None, step: int) -> None:
        """Look at the article again at *next_look* (None: not any more), with *step* as
        in `Watch`: it could not be seen now."""
        article = hash64(article_id)
        if next_look is None:
            self.db.run("DELETE FROM watched WHERE article = ?", article)
            return
        self.db.run(
            "UPDATE watched SET next_look = ?, step = ? WHERE article = ?",
            seconds(next_look),
            step,
            article,
        )

    def hurry(self, article_id: str, now: datetime | None = None) -> None:
        """Make the look at a watched article due at *now*."""
        self.db.run(
            "UPDATE watched SET next_look = ? WHERE article = ? AND next_look > ?",
            seconds(now),
            hash64(article_id),
            seconds(now),
        )

    def gone(
        self, site: str, item: Watched, run: int, day: int, next_look: datetime
    ) -> int:
        """Record that *item* is not there any more; return how often in a row.

        The same *run* counts once. Whoever hears 2 delivers the withdrawal, which sets
        the count back; killed before that, the next run hears 2 again. *day*: as in
        `Watch`, for an article that is not watched yet.
        """
        article = hash64(item.id)
        number = self.sites.sure_number(site)
        with self.db.transaction():
            row = self.db.one(
                "SELECT gone, gone_run FROM watched WHERE article = ?", article
            )
            if row is None:
                self.db.run(
                    f"{_UPSERT} NOTHING",
                    *(article, number, item.url, day, seconds(next_look), -1, None),
                )
                row = (0, None)
            times = row[0] if row[1] == run else min(row[0] + 1, 2)
            # A second time counts when it is delivered.
            self.db.run(
                "UPDATE watched SET gone = ?, gone_run = ?, next_look = ? "
                "WHERE article = ?",
                min(times, 1),
                run if times < 2 else row[1],
                seconds(next_look),
                article,
            )
        return int(times)

    def missing(self, site: str) -> int:
        """Return how many watched articles of *site* were not there when they were
        looked at last; those that are withdrawn do not count."""
        row = self.db.one(
            "SELECT count(*) FROM watched WHERE site = ? AND gone > 0",
            self.sites.number(site),
        )
        return int(row[0])

    def moved(self, site: str, article_id: str, url: str, key: str) -> None:
        """Record that the article has the address *url* (URL key *key*) now; it is
        known by the old one as well."""
        with self.db.transaction():
            self.aliases.add(site, article_id, [key])
            self.db.run(
                "UPDATE watched SET url = ? WHERE article = ?", url, hash64(article_id)
            )

    def forget(self, site: str, before: datetime) -> None:
        """Forget the watched articles of *site* that were delivered before *before*,
        whatever looks are left: none of them could be made."""
        self.db.run(
            "DELETE FROM watched WHERE site = ? AND coalesce((SELECT max(delivered) "
            "FROM deliveries WHERE deliveries.article = watched.article), 0) < ?",
            self.sites.number(site),
            seconds(before),
        )

    def write(self, deliveries: Iterable[Delivery], *, new: bool) -> None:
        """Write down when *deliveries* are looked at again; to be called in their
        transaction. *new* is false where a ledger is made anew: what is watched
        already is left as it is.
        """
        for item in deliveries:
            if item.watch is None or item.url is None:
                continue
            if item.revision == 1 and self._has_newer(item.site, item.watch):
                continue
            same = "UPDATE SET url = excluded.url, next_look = excluded.next_look, "
            same += "step = excluded.step, gone = 0, gone_run = NULL, "
            same += "record = excluded.record"
            self.db.run(
                _UPSERT + (same if new else "NOTHING"),
                hash64(item.id),
                self.sites.sure_number(item.site),
                item.url,
                item.watch.day,
                seconds(item.watch.next_look),
                item.watch.step,
                item.watch.record(),
            )

    def _has_newer(self, site: str, watch: Watch) -> bool:
        row = self.db.one(
            "SELECT 1 FROM watched WHERE site = ? AND day > ? "
            "ORDER BY day LIMIT 1 OFFSET ?",
            self.sites.sure_number(site),
            watch.day,
            MOST - 1,
        )
        return row is not None
