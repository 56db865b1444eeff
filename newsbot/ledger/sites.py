"""What is remembered about a site besides its articles."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from newsbot.ledger.records import (
    Run,
    Validator,
    hash64,
    moment,
    seconds,
)

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from datetime import datetime
    from pathlib import Path

    from newsbot.ledger.database import Database


_HOLDER = "holder"
"""Mark: which run has reserved the site."""


class Sites:
    """Names, marks, validators and runs of sites."""

    db: Database
    _numbers: dict[str, int]
    _validators: dict[int, tuple[object, ...]]

    def site(self, host: str, aliases: Iterable[str] = ()) -> str:
        """Return the canonical host of the site that is known as *host*.

        The name of the first crawl is canonical for ever; *aliases* (other names of
        the same site: with and without www, the profile's name) become names of it,
        unless another site has them already.
        """
        names = [host, *aliases]
        numbers = [self._number(name) for name in names]
        number = numbers[0]
        if None in numbers:
            with self.db.transaction():
                number = next((n for n in map(self._number, names) if n), None)
                if number is None:
                    row = self.db.one("SELECT coalesce(max(number), 0) + 1 FROM sites")
                    number = int(row[0])
                    self._name(host, number, canonical=True)
                for name in names:
                    self._name(name, number, canonical=False)
        row = self.db.one(
            "SELECT host FROM sites WHERE number = ? AND canonical = 1", number
        )
        return str(row[0])

    def _name(self, host: str, number: int, *, canonical: bool) -> None:
        self.db.run(
            "INSERT INTO sites (host, number, canonical) VALUES (?, ?, ?) "
            "ON CONFLICT (host) DO NOTHING",
            host,
            number,
            int(canonical),
        )

    def _number(self, host: str) -> int | None:
        if host not in self._numbers:
            row = self.db.one("SELECT number FROM sites WHERE host = ?", host)
            if row is None:
                return None
            self._numbers[host] = int(row[0])  # never changes
        return self._numbers[host]

    def _sure_number(self, host: str) -> int:
        """Return the number of the site *host*, which is made known if it is new."""
        number = self._number(host)
        if number is None:
            self.site(host)
            number = self._number(host)
        assert number is not None
        return number

    # Marks: small facts that outlive a run.

    def mark(self, site: str, name: str) -> str | None:
        """Return the value that `set_mark` gave to *name*, None if it has none."""
        row = self.db.one(
            "SELECT value FROM marks WHERE site = ? AND name = ?",
            self._number(site),
            name,
        )
        return None if row is None else str(row[0])

    def set_mark(self, site: str, name: str, value: str | None) -> None:
        """Keep *value* under *name* for later runs, e.g. where a walk was left.

        None takes the mark away.
        """
        number = self._sure_number(site)
        if value is None:
            self.db.run("DELETE FROM marks WHERE site = ? AND name = ?", number, name)
            return
        self.db.run(
            "INSERT INTO marks (site, name, value) VALUES (?, ?, ?) "
            "ON CONFLICT (site, name) DO UPDATE SET value = excluded.value",
            number,
            name,
            value,
        )

    def reserve(self, site: str, holder: str) -> str | None:
        """Reserve *site* for one run until this ledger is closed, on a server that
        several machines share; of a ledger in a file, `home` is to be locked.

        Return None if that is done, else who has reserved it: the *holder* of that run.
        """
        if not self.db.reserve(hash64("run", site)):
            return self.mark(site, _HOLDER) or ""
        if self.home is None:
            self.set_mark(site, _HOLDER, holder)
        return None

    @property
    def home(self) -> Path | None:
        """The folder of the ledger's file; None for a ledger on a server."""
        return self.db.home

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
        """Note the *validator* of *url*; `finish_run` writes it, or drops it.

        Written at once, a run that is killed before its articles are on disk would
        make the next one hear "304, nothing new" and miss them.
        """
        self._validators[hash64(site, url)] = (
            hash64(site, url),
            self._sure_number(site),
            url,
            validator.etag,
            validator.last_modified,
            seconds(now),
        )

    # Runs.

    def start_run(self, site: str, *, now: datetime | None = None) -> int:
        """Record that a run of *site* begins, and return its number."""
        number = self._sure_number(site)
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

    def finish_run(
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

    def runs(self, site: str, limit: int = 10) -> list[Run]:
        """Return the last *limit* runs of *site*, the latest first."""
        rows = self.db.all(
            "SELECT id, started, ended, verdict, counts FROM runs WHERE site = ? "
            "ORDER BY id DESC LIMIT ?",
            self._number(site),
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
