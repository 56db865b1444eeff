"""What the ledger asks of a database.

Everything above this layer writes `?` for a parameter and portable SQL: the words that
the databases spell differently stand in braces, and each database names its own.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Protocol

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from contextlib import AbstractContextManager
    from pathlib import Path


class Database(Protocol):
    """A connection; every method raises `LedgerError` if the database fails."""

    words: Mapping[str, str]
    """What the portable words of the schema (`{int64}`, `{bytes}`, `{clustered}`)
    are called here; ``within``: whether a column of bytes holds a parameter."""

    home: Path | None
    """The folder of the database's file; None for a server."""

    name: str
    """The address as people may see it: without a password."""

    def one(self, sql: str, *values: object) -> Any:
        """Return the first row that *sql* gives, None if it gives none."""

    def all(self, sql: str, *values: object) -> list[Any]:
        """Return every row that *sql* gives."""

    def run(self, sql: str, *values: object) -> int:
        """Execute *sql* and return how many rows it changed.

        Outside of `transaction` it is one of its own.
        """

    def many(self, sql: str, rows: Iterable[tuple[object, ...]]) -> None:
        """Execute *sql* once for each of *rows*."""

    def transaction(self) -> AbstractContextManager[None]:
        """Make what is written inside one step: all of it is kept, or nothing.

        There is one writer at a time, who is alone from the beginning: what is read
        inside does not change before something is written. Inside of another
        transaction it is a part of that one.
        """

    def tables(self) -> set[str]:
        """Return the names of the tables that are there."""

    def second(self) -> Database:
        """Open a further connection, whose commits may reach the disk only together
        with the next one of this connection: for what is only of use with that one.
        """

    def reserve(self, key: int) -> bool:
        """Hold the 64-bit number *key* until this connection is closed, or its process
        dies; False if another connection holds it.

        A file holds nothing and says True: whoever shares it locks a file beside it.
        """

    def close(self) -> None:
        """Close the connection; a second time does nothing."""
