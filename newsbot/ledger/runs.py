"""What earlier runs are asked for, and which of them are forgotten."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any, Final

from newsbot.ledger.records import Run, Validator, hash64, moment, seconds

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import datetime

    from newsbot.ledger.database import Database
    from newsbot.ledger.sites import Sites

WALK: Final = "walk "
"""With this begin the marks of walks, JSON objects whose ``run`` is a run that they
rely on."""

PROGRESS: Final = "progress "
"""With this begin the marks of how far an archive has been fetched."""

LAST_RUNS: Final = 30
"""So many runs of each site are kept whatever their age: they tell the next one which
fields the site's articles usually have."""


class Runs:
    """The recorded runs of sites, and what they have left to the next ones."""

    def __init__(self, db: Database, sites: Sites) -> None:
        """Use *db*, in which *sites* have their numbers."""
        self.db = db
        self.sites = sites
        self._validators: dict[int, tuple[object, ...]] = {}

    def start(self, site: str, *, now: datetime | None = None) -> int:
        """Record that a run of *site* begins, and return its number."""
        number = self.sites.sure_number(site)
        self._validators.clear()
        with self.db.transaction():
            run = int(self.db.one("SELECT coalesce(max(id), 0) + 1 FROM runs")[0])
            self.db.run(
                "INSERT INTO runs (id, site, started, counts) VALUES (?, ?, ?, '{}')",
                run,
                number,
                seconds(now),
            )
        return run

    def finish(
        self,
        run: int,
        verdict: str,
        counts: Mapping[str, Any],
        *,
        whole: bool,
        now: datetime | None = None,
    ) -> None:
        """Record how *run* ended, and its *counts* as JSON.

        *whole*: everything that the run found was delivered or recorded as a
        failure, so the validators it noted may be used by the next run.
        """
        with self.db.transaction():
            if whole:
                self.db.many(
                    "INSERT INTO validators (key, site, url, etag, last_modified, "
                    "checked) VALUES (?, ?, ?, ?, ?, ?) ON CONFLICT (key) DO UPDATE "
                    "SET etag = excluded.etag, last_modified = excluded.last_modified, "
                    "checked = excluded.checked",
                    list(self._validators.values()),
                )
            self.db.run(
                "UPDATE runs SET ended = ?, verdict = ?, counts = ? WHERE id = ?",
                seconds(now),
                verdict,
                json.dumps(counts, ensure_ascii=False, sort_keys=True, default=str),
                run,
            )
        self._validators.clear()

    def last(self, site: str, limit: int = 10) -> list[Run]:
        """Return the last *limit* runs of *site*, the latest first."""
        rows = self.db.all(
            "SELECT id, started, ended, verdict, counts FROM runs WHERE site = ? "
            "ORDER BY id DESC LIMIT ?",
            self.sites.number(site),
            limit,
        )
        return [
            Run(
                number,
                moment(start),
                None if end is None else moment(end),
                word,
                counts,
            )
            for number, start, end, word, counts in rows
        ]

    def was_whole(self, site: str, run: int) -> bool:
        """Whether *run* of *site* came to its end, and left nothing that it found
        neither delivered nor written down as a failure."""
        row = self.db.one(
            "SELECT counts FROM runs WHERE id = ? AND site = ? AND ended IS NOT NULL",
            run,
            self.sites.number(site),
        )
        return row is not None and json.loads(row[0]).get("whole") is True

    def forget(self, site: str, before: datetime) -> int:
        """Forget the runs of *site* that began before *before*; return how many.

        The last `LAST_RUNS` are kept (new runs are numbered from the last one, and
        deliveries carry the number of their run), and those that a walk relies on.
        """
        number = self.sites.number(site)
        with self.db.transaction():
            first_kept = self.db.one(
                "SELECT id FROM runs WHERE site = ? ORDER BY id DESC LIMIT 1 OFFSET ?",
                number,
                LAST_RUNS - 1,
            )
            if first_kept is None:
                return 0
            rows = self.db.all(
                "SELECT id FROM runs WHERE site = ? AND id < ? AND started < ?",
                number,
                first_kept[0],
                seconds(before),
            )
            old = {run for (run,) in rows} - self._relied_on(number)
            self.db.many("DELETE FROM runs WHERE id = ?", [(run,) for run in old])
        return len(old)

    def forget_walks(self, site: str) -> None:
        """Have the next runs of *site* read its lists from the top, as if none had been
        walked: what was delivered from them is not known any more."""
        number = self.sites.number(site)
        with self.db.transaction():
            self.db.run("DELETE FROM validators WHERE site = ?", number)
            for marks in (WALK, PROGRESS):
                self.db.run(
                    "DELETE FROM marks WHERE site = ? AND name LIKE ?",
                    number,
                    f"{marks}%",
                )

    def _relied_on(self, site: int | None) -> set[int]:
        """The runs that the walks of the site with this number rely on."""
        # The percent sign is a value: in the text it would be psycopg's.
        marks = self.db.all(
            "SELECT value FROM marks WHERE site = ? AND name LIKE ?", site, f"{WALK}%"
        )
        states = [_object(value) for (value,) in marks]
        return {run for state in states if isinstance(run := state.get("run"), int)}

    # Validators: kept back until the run has delivered what the listing led to.

    def validator(self, site: str, url: str) -> Validator:
        """Return the validators of *url* of the last run that ended whole."""
        row = self.db.one(
            "SELECT etag, last_modified FROM validators WHERE key = ?",
            hash64(site, url),
        )
        return Validator() if row is None else Validator(*row)

    def set_validator(
        self,
        site: str,
        url: str,
        validator: Validator,
        *,
        now: datetime | None = None,
    ) -> None:
        """Note the *validator* of *url*; `finish` writes it, or drops it.

        Written at once, a run that is killed before its articles are on disk would
        make the next one hear "304, nothing new" and miss them.
        """
        self._validators[hash64(site, url)] = (
            hash64(site, url),
            self.sites.sure_number(site),
            url,
            validator.etag,
            validator.last_modified,
            seconds(now),
        )


def _object(text: str) -> dict[str, Any]:
    try:
        found = json.loads(text)
    except ValueError:
        return {}
    return found if isinstance(found, dict) else {}
