"""The ledger in a PostgreSQL database, for machines that share one.

Two machines that crawled the same site at the same moment would deliver what is new
twice. The run lock is a file in each data folder, which no other machine sees; so
a run reserves its site in the database too (an advisory lock of its connection).
"""

from __future__ import annotations

import contextlib
from typing import TYPE_CHECKING, Any, LiteralString, Self
from urllib.parse import urlsplit

from newsbot.ledger.records import LedgerError

try:
    import psycopg
except ImportError as error:
    raise LedgerError(
        "NEWSBOT_DATABASE_URL names a PostgreSQL database, and psycopg is missing: "
        "pip install 'newsbot[postgres]'"
    ) from error

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping
    from pathlib import Path

# Held by the one transaction that writes. Any number will do that no other program
# uses in the same database; this one is "newsbot" in ASCII.
WRITE_LOCK = int.from_bytes(b"newsbot", "big")


class PostgreSQL:
    """A ledger in a database of its own, or in a schema of its own of a database.

    There is one writer at a time, as in SQLite: every transaction begins with an
    advisory lock. SERIALIZABLE would let several write and make all but one of them
    begin anew; but a step that has spoken to the disk, or has told a pipeline who was
    first, cannot be done twice. The lock goes with the transaction, also when the
    process dies, and readers never wait for it.
    """

    home: Path | None = None

    words: Mapping[str, str] = {
        "int64": "BIGINT",
        "bytes": "BYTEA",
        "within": "position(? in {}) > 0",
        "clustered": "",
    }

    def __init__(
        self,
        url: str,
        *,
        timeout: float,
        accept: Callable[[PostgreSQL], object] | None,
        synchronous: bool = True,
    ) -> None:
        """Connect to the database at *url*, postgresql://user:password@host/name.

        *timeout* is how many seconds the server or another writer is waited for.
        *accept* sees the database before anything is written, and raises if it is
        not ours; None: another connection has seen to that. *synchronous*: whether
        each commit waits for the disk. Raises `LedgerError`.
        """
        self.name = _shown(url)
        self._url = url
        self._timeout = timeout
        self._connection = self._connect("on" if synchronous else "off")
        if accept is not None:
            self._examine(accept)

    def _examine(self, accept: Callable[[PostgreSQL], object]) -> None:
        try:
            encoding = self._connection.info.parameter_status("server_encoding")
            if encoding != "UTF8":
                raise LedgerError(
                    f"{self.name} has the encoding {encoding}: make it anew with "
                    "createdb --encoding=UTF8 --template=template0"
                )
            accept(self)
        except LedgerError:
            self.close()
            raise

    def _connect(self, synchronous: str) -> psycopg.Connection[tuple[Any, ...]]:
        milliseconds = max(1, int(self._timeout * 1000))
        with self._errors():
            connection = psycopg.connect(
                self._url,
                autocommit=True,
                # libpq takes whole seconds, and 1 as 2.
                connect_timeout=max(2, round(self._timeout)),
                application_name="newsbot",
                client_encoding="UTF8",
            )
            connection.execute(
                "SELECT set_config('lock_timeout', %s, false), "
                "set_config('synchronous_commit', %s, false)",
                (f"{milliseconds}ms", synchronous),
            )
        return connection

    def second(self) -> Self:
        """Open a further connection, which does not wait for the disk: the log is
        written in order, so what it committed is there when a later commit of the
        first one is.
        """
        return type(self)(
            self._url, timeout=self._timeout, accept=None, synchronous=False
        )

    @contextlib.contextmanager
    def _errors(self) -> Iterator[None]:
        try:
            yield
        except psycopg.Error as error:
            raise self._explained(error) from error

    def _explained(self, error: psycopg.Error) -> LedgerError:
        """Return what PostgreSQL says as one line that names the remedy."""
        said = " ".join(str(error).split())
        if isinstance(error, psycopg.errors.LockNotAvailable):
            remedy = (
                f"is locked by another process (waited {self._timeout:g} s): "
                "try again when that one has ended"
            )
        elif isinstance(error, psycopg.errors.DiskFull):
            remedy = "cannot grow, the disk is full: make room and run again"
        elif isinstance(error, psycopg.errors.InsufficientPrivilege):
            remedy = f"cannot be written ({said}): grant the rights, or make the "
            remedy += "user the owner of the database"
        elif isinstance(error, psycopg.errors.InvalidSchemaName):
            remedy = f"has no schema to write to ({said}): create it"
        elif isinstance(error, psycopg.ProgrammingError) and error.sqlstate is None:
            # What is wrong with the address is not repeated: it may be the password.
            remedy = "is no address of a database: write postgresql://user@host/name"
        elif isinstance(error, psycopg.OperationalError):
            remedy = f"cannot be reached ({said}): check the server and run again"
        else:
            remedy = f"failed ({said}): check the database and run again"
        return LedgerError(f"{self.name} {remedy}")

    def one(self, sql: str, *values: object) -> Any:
        """Return the first row that *sql* gives, None if it gives none."""
        return self._execute(sql, values).fetchone()

    def all(self, sql: str, *values: object) -> list[Any]:
        """Return every row that *sql* gives."""
        return self._execute(sql, values).fetchall()

    def run(self, sql: str, *values: object) -> int:
        """Execute *sql* and return how many rows it changed.

        Outside of `transaction` it is one of its own.
        """
        with self.transaction():
            return self._execute(sql, values).rowcount

    def many(self, sql: str, rows: Iterable[tuple[object, ...]]) -> None:
        """Execute *sql* once for each of *rows*."""
        with self.transaction(), self._errors(), self._connection.cursor() as cursor:
            cursor.executemany(_translated(sql), rows)

    def _execute(
        self, sql: str, values: tuple[object, ...]
    ) -> psycopg.Cursor[tuple[Any, ...]]:
        try:
            return self._connection.execute(_translated(sql), values)
        except psycopg.Error as error:
            raise self._explained(error) from error

    @contextlib.contextmanager
    def transaction(self) -> Iterator[None]:
        """Make what is written inside one step: all of it is kept, or nothing.

        The write lock is taken at once, so a reader inside never sees its rows
        change before it writes. Inside of another transaction it is a part of that.
        """
        idle = psycopg.pq.TransactionStatus.IDLE
        if self._connection.info.transaction_status != idle:
            # Also one that has failed, or a connection that is gone: its next
            # statement says so.
            yield
            return
        self._execute("BEGIN", ())
        try:
            self._execute("SELECT pg_advisory_xact_lock(?)", (WRITE_LOCK,))
            yield
            self._execute("COMMIT", ())
        except BaseException:
            with contextlib.suppress(psycopg.Error):
                self._connection.execute("ROLLBACK")
            raise

    def tables(self) -> set[str]:
        """Return the names of the tables that are there."""
        rows = self.all(
            "SELECT tablename FROM pg_tables WHERE schemaname = current_schema()"
        )
        return {name for (name,) in rows}

    def reserve(self, key: int) -> bool:
        """Hold the number *key* until this connection is closed, or its process dies;
        False if another connection holds it.
        """
        # Advisory locks are the whole database's, and each schema may hold a ledger.
        own = "CAST(? AS bigint) # hashtextextended(current_schema(), 0)"
        return bool(self.one(f"SELECT pg_try_advisory_lock({own})", key)[0])

    def close(self) -> None:
        """Close the connection; a second time does nothing."""
        self._connection.close()


def _translated(sql: str) -> LiteralString:
    # The ledger's own statements, in which no question mark or percent sign is text.
    return sql.replace("?", "%s")


def _shown(url: str) -> str:
    """Return *url* without its password, which may be in the query too."""
    try:
        parts = urlsplit(url)
        user = parts.netloc.rpartition("@")[0].partition(":")[0]
    except ValueError:
        return "postgresql://…"
    place = parts.netloc.rpartition("@")[2]
    return f"postgresql://{user and f'{user}@'}{place}{parts.path}"
