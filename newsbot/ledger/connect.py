"""Which database an address means, and whether it is ours."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from newsbot.ledger import schema
from newsbot.ledger.records import LedgerError
from newsbot.ledger.sqlite import SQLite

if TYPE_CHECKING:
    from newsbot.ledger.database import Database


def connect(target: str | Path, timeout: float) -> Database:
    """Open the database *target*, as `Ledger.open` does."""
    if "://" in str(target):
        return _server(str(target), timeout)
    return SQLite(Path(target).absolute(), timeout=timeout, accept=version_of)


def _server(url: str, timeout: float) -> Database:
    scheme = url.partition("://")[0]
    if scheme not in ("postgresql", "postgres"):
        raise LedgerError(
            f"no ledger is known for {scheme}://: name a file or "
            "postgresql://user@host/name in NEWSBOT_DATABASE_URL"
        )
    # Loaded only for those who use it: the driver is optional and costs 0.2 s.
    from newsbot.ledger.postgres import PostgreSQL

    return PostgreSQL(url, timeout=timeout, accept=version_of)


def version_of(db: Database) -> int:
    """Return the version of the tables in *db*, 0 for none.

    Raises `LedgerError` if they are of another program or a newer version.
    """
    tables = db.tables()
    if not tables:
        return 0
    facts: dict[str, str] = {}
    if "meta" in tables:
        facts = dict(db.all("SELECT name, value FROM meta"))
    if facts.get("application") != schema.MARK:
        raise LedgerError(
            f"{db.name} belongs to another program: move it away, or name "
            "another ledger in NEWSBOT_DATABASE_URL"
        )
    version = int(facts["version"])
    if version > schema.VERSION:
        raise LedgerError(
            f"{db.name} was made by a newer newsbot (version {version} of the "
            f"tables, known here: {schema.VERSION}): update newsbot"
        )
    return version
