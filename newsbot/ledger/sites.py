"""What is remembered about a site besides its articles."""

from __future__ import annotations

from typing import TYPE_CHECKING

from newsbot.ledger.records import (
    hash64,
)

if TYPE_CHECKING:
    from collections.abc import Iterable

    from newsbot.ledger.database import Database


_HOLDER = "holder"
"""Mark: which run has reserved the site."""


class Sites:
    """Names and marks of sites."""

    def __init__(self, db: Database) -> None:
        """Use *db*."""
        self.db = db
        self._numbers: dict[str, int] = {}

    def canonical(self, host: str, aliases: Iterable[str] = ()) -> str:
        """Return the canonical host of the site that is known as *host*.

        The name of the first crawl is canonical for ever; *aliases* (other names of
        the same site: with and without www, the profile's name) become names of it,
        unless another site has them already.
        """
        names = [host, *aliases]
        numbers = [self.number(name) for name in names]
        number = numbers[0]
        if None in numbers:
            with self.db.transaction():
                number = next((n for n in map(self.number, names) if n), None)
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

    def number(self, host: str) -> int | None:
        """Return the number of the site *host*, None if it is not known."""
        if host not in self._numbers:
            row = self.db.one("SELECT number FROM sites WHERE host = ?", host)
            if row is None:
                return None
            self._numbers[host] = int(row[0])  # never changes
        return self._numbers[host]

    def sure_number(self, host: str) -> int:
        """Return the number of the site *host*, which is made known if it is new."""
        number = self.number(host)
        if number is None:
            self.canonical(host)
            number = self.number(host)
        assert number is not None
        return number

    def hosts(self) -> list[str]:
        """Return the canonical host of every site that the ledger knows."""
        rows = self.db.all("SELECT host FROM sites WHERE canonical = 1 ORDER BY host")
        return [str(host) for (host,) in rows]

    def find(self, names: Iterable[str]) -> str | None:
        """Return the canonical host of the first of *names* that is known, else None.

        Unlike `canonical` it makes no new name known.
        """
        for name in names:
            row = self.db.one(
                "SELECT other.host FROM sites AS this JOIN sites AS other "
                "ON other.number = this.number AND other.canonical = 1 "
                "WHERE this.host = ?",
                name,
            )
            if row is not None:
                return str(row[0])
        return None

    # Marks: small facts that outlive a run.

    def mark(self, site: str, name: str) -> str | None:
        """Return the value that `set_mark` gave to *name*, None if it has none."""
        row = self.db.one(
            "SELECT value FROM marks WHERE site = ? AND name = ?",
            self.number(site),
            name,
        )
        return None if row is None else str(row[0])

    def set_mark(self, site: str, name: str, value: str | None) -> None:
        """Keep *value* under *name* for later runs, e.g. where a walk was left.

        None takes the mark away.
        """
        number = self.sure_number(site)
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
        several machines share; of a ledger in a file, its folder is to be locked.

        Return None if that is done, else who has reserved it: the *holder* of that run.
        """
        if not self.db.reserve(hash64("run", site)):
            return self.mark(site, _HOLDER) or ""
        if self.db.home is None:
            self.set_mark(site, _HOLDER, holder)
        return None
