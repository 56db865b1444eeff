"""Pages that could not be had: tried again with growing delay, then given up."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from newsbot.ledger.records import Failure, hash64, moment, seconds

if TYPE_CHECKING:
    from datetime import datetime

    from newsbot.ledger.database import Database
    from newsbot.ledger.sites import Sites

MAX_DELAY = timedelta(days=7)
"""A failed page is never put off for longer than this."""

AT_ONCE = 100
"""So many pages may be made due at once where nobody has asked for it."""

PER_DAY = 1000
"""More of them are made due at this pace, some 40 for each hourly run; or faster where
that would take longer than `MAX_DELAY`."""


class Failures:
    """The failed pages of sites."""

    def __init__(self, db: Database, sites: Sites) -> None:
        """Use *db*, in which *sites* have their numbers."""
        self.db = db
        self.sites = sites

    def due(self, site: str, now: datetime | None = None) -> list[Failure]:
        """Return the failed pages of *site* that are due at *now*, oldest first."""
        return self._failures(
            "site = ? AND given_up = 0 AND (next_try <= ? OR next_try > ?)",
            self.sites.number(site),
            seconds(now),
            _latest(now),
        )

    def given_up(self, site: str) -> list[Failure]:
        """Return the pages of *site* that are not tried any more."""
        return self._failures("site = ? AND given_up = 1", self.sites.number(site))

    def of(self, site: str, url: str) -> Failure | None:
        """Return what is recorded about the failing page *url*, None if nothing. What a
        clock that was wrong has put off for longer than `MAX_DELAY` is due.
        """
        found = self._failures("key = ?", hash64(site, url))
        return found[0] if found else None

    def _failures(self, where: str, *values: object) -> list[Failure]:
        # Only the fixed conditions above reach the text of the query.
        rows = self.db.all(
            "SELECT url, kind, attempts, next_try, reason, given_up "  # noqa: S608
            f"FROM failures WHERE {where} ORDER BY next_try, url",
            *values,
        )
        latest = _latest(None)
        return [
            Failure(
                url,
                kind,
                attempts,
                moment(seconds(None) if next_try > latest else next_try),
                reason,
                bool(given_up),
            )
            for url, kind, attempts, next_try, reason, given_up in rows
        ]

    def add(
        self,
        site: str,
        url: str,
        *,
        kind: str,
        reason: str,
        now: datetime | None = None,
        first_delay: timedelta = timedelta(minutes=15),
        max_attempts: int = 8,
    ) -> Failure:
        """Record that *url* could not be had, and return when it is tried again.

        Each failure doubles the delay, from *first_delay* up to a week; after
        *max_attempts* failures the page is given up. *kind* says what the page is
        to the spider (article, listing, …), *reason* why it failed.
        """
        before = self.of(site, url)
        attempts = 1 if before is None else before.attempts + 1
        # 2^20 quarter hours are 30 years: enough, and it never overflows.
        delay = min(first_delay * 2 ** min(attempts - 1, 20), MAX_DELAY)
        due = seconds(now) + int(delay.total_seconds())
        given_up = attempts >= max_attempts
        self.db.run(
            "INSERT INTO failures (key, site, url, kind, attempts, next_try, reason, "
            "given_up) VALUES (?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT (key) DO UPDATE SET "
            "kind = excluded.kind, attempts = excluded.attempts, "
            "next_try = excluded.next_try, reason = excluded.reason, "
            "given_up = excluded.given_up",
            hash64(site, url),
            self.sites.sure_number(site),
            url,
            kind,
            attempts,
            due,
            reason,
            int(given_up),
        )
        return Failure(url, kind, attempts, moment(due), reason, given_up)

    def postpone(
        self, site: str, url: str, delay: timedelta, *, now: datetime | None = None
    ) -> None:
        """Try *url*, if it is a failed page, after *delay* and not before: it was had,
        and is not wanted now.
        """
        self.db.run(
            "UPDATE failures SET next_try = ? WHERE key = ?",
            seconds(now) + int(delay.total_seconds()),
            hash64(site, url),
        )

    def succeed(self, site: str, url: str) -> None:
        """Forget the failure of *url*, for a page that gives no article.

        That of a delivered article ends with its delivery (`Delivery.url`), so that
        a run killed in between tries it again.
        """
        self.db.run("DELETE FROM failures WHERE key = ?", hash64(site, url))

    def retry(
        self, site: str, *, now: datetime | None = None, spread: bool = False
    ) -> int:
        """Make every failed and given-up page of *site* due at *now*; for a person who
        knows that the site is well again. Returns how many there are.

        *spread*, for a changed profile or version: if they are more than `AT_ONCE`,
        each is due at some time within as many days as it takes (`PER_DAY`), and none
        later than it would have been.
        """
        number, due = self.sites.number(site), seconds(now)
        with self.db.transaction():
            row = self.db.one("SELECT count(*) FROM failures WHERE site = ?", number)
            count = int(row[0])
            span = _span(count) if spread else 1
            # The keys are hashes, so what is left of them is anywhere in the span.
            # Division is that of whole numbers; psycopg would take a percent sign.
            chosen = "? + abs(key - key / ? * ?)"
            self.db.run(
                "UPDATE failures SET attempts = 0, given_up = 0, "  # noqa: S608
                f"next_try = CASE WHEN given_up = 0 AND next_try < {chosen} "
                f"THEN next_try ELSE {chosen} END WHERE site = ?",
                *(due, span, span) * 2,
                number,
            )
        return count

    def forget(self, site: str, before: datetime) -> int:
        """Forget the pages of *site* that have been due since before *before*, and
        that no run asks for before a list of the site names them; return how many.

        A page that is named once it is due is asked for, given up or not, and is then
        due later or forgotten. So these have not been named since.
        """
        return self.db.run(
            "DELETE FROM failures WHERE site = ? AND next_try < ? "
            "AND (given_up = 1 OR kind <> 'article')",
            self.sites.number(site),
            seconds(before),
        )


def _span(count: int) -> int:
    """Within how many seconds *count* pages are made due; 1: at once."""
    if count <= AT_ONCE:
        return 1
    return min(int(MAX_DELAY.total_seconds()), count * 24 * 60 * 60 // PER_DAY)


def _latest(now: datetime | None) -> int:
    """When a failure of *now* is due at the latest. What is due later was written by a
    clock that was ahead.
    """
    return seconds(now) + int(MAX_DELAY.total_seconds())
