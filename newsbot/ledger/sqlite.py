"""The ledger in a file: SQLite."""

from __future__ import annotations

import contextlib
import os
import sqlite3
import time
from resource import RLIM_INFINITY, RLIMIT_FSIZE, getrlimit
from typing import TYPE_CHECKING, Any, Final, Self

from newsbot.ledger.records import LedgerError
from newsbot.oserrors import DISK, OURS, remedy, unwritable
from newsbot.sites.profile import SiteError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping
    from pathlib import Path

MAGIC: Final = b"SQLite format 3\0"

# A whole check reads every page, 4 ms per MB. Small ledgers are checked in whole;
# in a large one a damaged page is found when it is read, and the run ends then.
CHECKED_BYTES: Final = 1 << 20


# The database, its log, and what its processes share of that; none of them grows by
# more bytes at once.
_ENDS = ("", "-wal", "-shm")
_STEP: Final = 1 << 16


class UnwritableError(LedgerError, SiteError):
    """A setting names a place that this user may not write."""


class SQLite:
    """A ledger in one file: WAL, every commit on the disk when it returns."""

    words: Mapping[str, str] = {
        "int64": "INTEGER",
        "bytes": "BLOB",
        "within": "instr({}, ?) > 0",
        "clustered": "WITHOUT ROWID",
    }

    def __init__(
        self,
        path: Path,
        *,
        timeout: float,
        accept: Callable[[SQLite], object] | None,
        synchronous: bool = True,
    ) -> None:
        """Open or create the file at *path*.

        *timeout* is how many seconds a locked database is waited for. *accept* sees
        the database before anything is written, and raises if it is not ours; None:
        another connection has seen to that. *synchronous*: whether each commit waits
        for the disk. Raises `LedgerError` for a file that is damaged, no database, or
        not writable; such a file is only ever opened for reading, so it stays as it
        is, but for what its own journal says was never done.
        """
        self.path = path
        self.home: Path | None = path.parent
        self.name = str(path)
        self._timeout = timeout
        if accept is not None:
            self._examine(accept)
        with self._errors():
            self._connection = self._connect(synchronous=synchronous)
        self._is_open = True

    def _examine(self, accept: Callable[[SQLite], object]) -> None:
        """See that the folder is there and can be written, and that a file in it is
        a sound ledger.
        """
        path = self.path
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
            new = not path.exists()
        except OSError as error:
            what = f"cannot make the data folder {path.parent} ({error.strerror})"
            if error.errno in (*DISK, *OURS):
                raise LedgerError(f"{what}{remedy(error)}") from error
            raise UnwritableError(
                f"{what}: set NEWSBOT_DATA to a folder that you may write"
            ) from error
        self._check_writable()
        if not new:
            self._roll_back()
        if new or path.stat().st_size == 0:
            return
        self._check_file()
        with self._errors():
            self._connection = sqlite3.connect(
                f"{path.absolute().as_uri()}?mode=ro", uri=True, timeout=self._timeout
            )
            with contextlib.closing(self._connection):
                self._check_pages()
                accept(self)

    def _roll_back(self) -> None:
        """Undo what a process had begun that was killed: a file that is not in WAL
        yet has a journal then, before which a connection that only reads gives up.
        """
        if not self.path.with_name(f"{self.path.name}-journal").exists():
            return
        with self._errors():
            connection = sqlite3.connect(self.path, timeout=self._timeout)
            with contextlib.closing(connection):
                connection.execute("SELECT name FROM sqlite_master").fetchone()

    def _check_writable(self) -> None:
        for place in (self.path.parent, self.path):
            if place.exists() and not os.access(place, os.W_OK):
                raise UnwritableError(unwritable(place))

    def _check_file(self) -> None:
        """Refuse what SQLite would refuse later, and a file that was cut."""
        if not self.path.is_file():
            raise LedgerError(f"{self.path} is no file: move it away")
        size = self.path.stat().st_size
        with self.path.open("rb") as file:
            header = file.read(100)
        if not header.startswith(MAGIC):
            raise LedgerError(
                f"{self.path} is no SQLite database: move it away, then run scrapy "
                "ledger rebuild before the next crawl, which else delivers everything "
                "again; or name another ledger in NEWSBOT_DATABASE_URL"
            )
        # SQLite file format, 1.3: page size at 16 (1 means 65536), pages at 28, valid
        # where the change counters at 24 and 92 agree. A process that died while it
        # copied its write-ahead log may leave a short file, which the log mends.
        page = int.from_bytes(header[16:18], "big")
        pages = int.from_bytes(header[28:32], "big") * (65536 if page == 1 else page)
        log = self.path.with_name(f"{self.path.name}-wal")
        logged = log.exists() and log.stat().st_size > 0
        if header[24:28] == header[92:96] and pages > size and not logged:
            raise self._damaged()

    def _check_pages(self) -> None:
        self.tables()
        if self.path.stat().st_size <= CHECKED_BYTES:
            report = self.one("PRAGMA quick_check(1)")
            if report != ("ok",):
                raise self._damaged()

    def _damaged(self) -> LedgerError:
        return LedgerError(
            f"{self.path} is damaged: put a copy in its place, or move it away; then "
            "run scrapy ledger rebuild before the next crawl"
        )

    def _connect(self, *, synchronous: bool) -> sqlite3.Connection:
        connection = sqlite3.connect(
            self.path, timeout=self._timeout, isolation_level=None
        )
        # Two processes that create the file at once: the change to WAL does not
        # wait for the other one by itself.
        end = time.monotonic() + self._timeout
        while True:
            try:
                connection.execute("PRAGMA journal_mode = WAL")
                break
            except sqlite3.OperationalError:
                if time.monotonic() > end:
                    connection.close()
                    raise
                time.sleep(0.01)
        level = "FULL" if synchronous else "NORMAL"
        connection.execute(f"PRAGMA synchronous = {level}")
        return connection

    def second(self) -> Self:
        """Open a further connection to the file: both share the write-ahead log, whose
        order is kept, so only the commits of the first wait for the disk.
        """
        return type(self)(
            self.path, timeout=self._timeout, accept=None, synchronous=False
        )

    @contextlib.contextmanager
    def _errors(self) -> Iterator[None]:
        try:
            yield
        except sqlite3.Error as error:
            raise self._explained(error) from error

    def _explained(self, error: sqlite3.Error) -> LedgerError:
        """Return what SQLite says as one line that names the remedy."""
        name = getattr(error, "sqlite_errorname", "")
        if name.startswith(("SQLITE_BUSY", "SQLITE_LOCKED")):
            remedy = (
                f"is locked by another process (waited {self._timeout:g} s): "
                "try again when that one has ended"
            )
        elif name.startswith(("SQLITE_CORRUPT", "SQLITE_NOTADB")):
            return self._damaged()
        elif name.startswith("SQLITE_FULL"):
            remedy = "cannot grow, the disk is full: make room and run again"
        elif name.startswith(("SQLITE_READONLY", "SQLITE_CANTOPEN", "SQLITE_PERM")):
            remedy = f"cannot be written ({error}): check owner and mode"
        elif name.startswith("SQLITE_IOERR") and self._is_as_large_as_may_be():
            remedy = "cannot grow: let files grow larger (ulimit -f) and run again"
        else:
            remedy = f"failed ({error}): check the disk and run again"
        return LedgerError(f"{self.path} {remedy}")

    def _is_as_large_as_may_be(self) -> bool:
        """Whether this process may write no more into one of the database's files."""
        limit, _ = getrlimit(RLIMIT_FSIZE)
        files = (self.path.with_name(f"{self.path.name}{end}") for end in _ENDS)
        sizes = [file.stat().st_size for file in files if file.exists()]
        return limit != RLIM_INFINITY and max(sizes, default=0) + _STEP > limit

    # Asked several times for each article: no context manager in these.

    def one(self, sql: str, *values: object) -> Any:
        """Return the first row that *sql* gives, None if it gives none."""
        try:
            return self._connection.execute(sql, values).fetchone()
        except sqlite3.Error as error:
            raise self._explained(error) from error

    def all(self, sql: str, *values: object) -> list[Any]:
        """Return every row that *sql* gives."""
        try:
            return self._connection.execute(sql, values).fetchall()
        except sqlite3.Error as error:
            raise self._explained(error) from error

    def run(self, sql: str, *values: object) -> int:
        """Execute *sql* and return how many rows it changed.

        Outside of `transaction` it is one of its own.
        """
        try:
            return self._connection.execute(sql, values).rowcount
        except sqlite3.Error as error:
            raise self._explained(error) from error

    def many(self, sql: str, rows: Iterable[tuple[object, ...]]) -> None:
        """Execute *sql* once for each of *rows*."""
        with self._errors():
            self._connection.executemany(sql, rows)

    @contextlib.contextmanager
    def transaction(self) -> Iterator[None]:
        """Make what is written inside one step: all of it is kept, or nothing.

        The write lock is taken at once, so a reader inside never sees its rows
        change before it writes. Inside of another transaction it is a part of that.
        """
        if self._connection.in_transaction:
            yield
            return
        with self._errors():
            self._connection.execute("BEGIN IMMEDIATE")
            try:
                yield
                self._connection.execute("COMMIT")
            except BaseException:
                # After some errors SQLite has rolled back by itself.
                with contextlib.suppress(sqlite3.Error):
                    self._connection.execute("ROLLBACK")
                raise

    def tables(self) -> set[str]:
        """Return the names of the tables that are there."""
        rows = self.all("SELECT name FROM sqlite_master WHERE type = 'table'")
        return {name for (name,) in rows}

    def reserve(self, key: int) -> bool:
        """Hold nothing: whoever shares the file locks another beside it."""
        return True

    def close(self) -> None:
        """Close the database; a second time does nothing."""
        # That may be the garbage collector's, from a thread that sqlite3 refuses.
        if self._is_open:
            self._connection.close()
            self._is_open = False
