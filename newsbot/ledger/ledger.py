"""The ledger: what has been delivered, and what the next run has to know."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Self
from weakref import WeakKeyDictionary, finalize

from newsbot.ledger import schema
from newsbot.ledger.database import SQLite
from newsbot.ledger.failures import Failures
from newsbot.ledger.files import Files
from newsbot.ledger.neighbours import Neighbours
from newsbot.ledger.proposals import Proposals
from newsbot.ledger.records import (
    Known,
    LedgerError,
    Line,
    hash64,
    moment,
    seconds,
)

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterable, Mapping, Sequence
    from datetime import datetime

    from scrapy.crawler import Crawler

FILE_NAME = "ledger.sqlite3"
"""The ledger's file in the data folder."""


class Ledger(Failures, Files, Proposals):
    """The one place where a delivered article is written down.

    A delivery is proposed by a pipeline, which makes it known within this run, and
    committed by the delivery extension once its line is on the disk.
    """

    def __init__(self, db: SQLite, root: Path) -> None:
        """Use *db*; *root* is the data folder, to which stored addresses relate."""
        super().__init__()
        self.db = db
        self.root = root
        self._numbers = {}
        self._validators = {}
        self._second: sqlite3.Connection | None = None
        self._neighbours: Neighbours | None = None
        self._migrate()

    @classmethod
    def open(
        cls,
        target: str | Path,
        *,
        root: Path | None = None,
        timeout: float = 10.0,
    ) -> Self:
        """Open the ledger file *target*, which is made if it is not there.

        *root* is the data folder (None: the folder of the file). *timeout*: seconds
        that a database locked by another process is waited for. Raises
        `LedgerError` if the file is damaged, foreign, newer than this code, or
        cannot be written; it is then left as it was.
        """
        if "://" in str(target):
            scheme = str(target).partition("://")[0]
            raise LedgerError(
                f"no ledger is known for {scheme}://: "
                "name a file in NEWSBOT_DATABASE_URL"
            )
        path = Path(target).absolute()
        db = SQLite(path, timeout=timeout, accept=version_of)
        try:
            return cls(db, (root or path.parent).resolve())
        except LedgerError:
            db.close()
            raise

    def _migrate(self) -> None:
        """Bring the tables to this code's version; refuse what is not ours."""
        if version_of(self.db) == schema.VERSION:
            return
        with self.db.transaction():
            # Asked again: another process may have been faster.
            version = version_of(self.db)
            for number in range(version, schema.VERSION):
                for statement in schema.STEPS[number]:
                    self.db.run(statement.format(**self.db.words))
            self.db.many(
                "INSERT INTO meta (name, value) VALUES (?, ?) "
                "ON CONFLICT (name) DO UPDATE SET value = excluded.value",
                [("application", schema.MARK), ("version", str(schema.VERSION))],
            )

    def delivered(
        self, site: str, *, article_id: str | None = None, url_keys: Iterable[str] = ()
    ) -> Known | None:
        """Return what is known of an article, by its id, else by one of its URL keys.

        None: it was never delivered. Articles proposed in this run are known too.
        """
        if article_id is not None and (known := self._latest(article_id)):
            return known
        for key in url_keys:
            number = hash64(site, key)
            if waiting := self._proposed_keys.get(number):
                return self._latest(waiting)
            row = self.db.one(
                "SELECT d.id FROM url_keys u JOIN deliveries d "
                "ON d.article = u.article WHERE u.key = ? LIMIT 1",
                number,
            )
            if row is not None:
                return self._latest(row[0])
        return None

    def _latest(self, article_id: str) -> Known | None:
        if waiting := self._proposed.get(article_id):
            return Known(
                waiting.id,
                waiting.revision,
                waiting.content_hash,
                None,
                waiting.fields,
            )
        row = self.db.one(
            "SELECT id, revision, content, delivered, fields FROM deliveries "
            "WHERE article = ? ORDER BY revision DESC LIMIT 1",
            hash64(article_id),
        )
        if row is None or row[0] != article_id:
            return None
        return Known(row[0], row[1], row[2], moment(row[3]), row[4])

    def twin(self, site: str, content_hash: int) -> str | None:
        """Return the id under which this content was delivered first, else None.

        Articles proposed in this run count, after those that are on the disk.
        """
        row = self.db.one(
            "SELECT id FROM deliveries WHERE content = ? AND site = ? "
            "ORDER BY delivered, file, start LIMIT 1",
            content_hash,
            self._number(site),
        )
        if row is not None:
            return str(row[0])
        return self._proposed_contents.get((site, content_hash))

    def commit(
        self,
        lines: Sequence[Line],
        sizes: Mapping[int, int],
        *,
        now: datetime | None = None,
    ) -> None:
        """Write down, in one transaction, that *lines* are on the disk.

        *sizes*: how many bytes of each feed file are on the disk now. Raises
        `LedgerError`; then nothing of it is written down.
        """
        stamp = seconds(now)
        numbers = {site: self._sure_number(site) for site in _sites(lines)}
        with self.db.transaction():
            self.db.many(
                "INSERT INTO deliveries (article, revision, id, site, content, "
                "delivered, file, start, fields) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?) "
                "ON CONFLICT (article, revision) DO NOTHING",
                [
                    (
                        hash64(item.id),
                        item.revision,
                        item.id,
                        numbers[item.site],
                        item.content_hash,
                        stamp,
                        file,
                        start,
                        item.fields,
                    )
                    for item, file, start in lines
                ],
            )
            self.db.many(
                "INSERT INTO url_keys (key, article) VALUES (?, ?) "
                "ON CONFLICT (key) DO NOTHING",
                [
                    (hash64(item.site, key), hash64(item.id))
                    for item, _, _ in lines
                    for key in item.url_keys
                ],
            )
            self.db.many(
                "DELETE FROM failures WHERE key = ?",
                [
                    (hash64(item.site, item.url),)
                    for item, _, _ in lines
                    if item.url is not None
                ],
            )
            self.db.many(
                "UPDATE files SET size = ? WHERE id = ?",
                [(size, number) for number, size in sizes.items()],
            )
        for item, _, _ in lines:
            self.withdraw(item.id)

    @property
    def neighbours(self) -> Neighbours:
        """The store of the near-duplicate index, on a connection of its own: an
        article enters it before it is delivered, and its id keeps the answer for
        the run that delivers it after a crash.
        """
        if self._neighbours is None:
            self._second = self.db.second()
            self._neighbours = Neighbours(self._second)
        return self._neighbours

    def close(self) -> None:
        """Close the database; a second time does nothing."""
        if self._second is not None:
            self._second.close()
        self.db.close()


def version_of(db: SQLite) -> int:
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
            f"{db.path} belongs to another program: move it away, or name "
            "another ledger in NEWSBOT_DATABASE_URL"
        )
    version = int(facts["version"])
    if version > schema.VERSION:
        raise LedgerError(
            f"{db.path} was made by a newer newsbot (version {version} of the "
            f"tables, known here: {schema.VERSION}): update newsbot"
        )
    return version


def _sites(lines: Sequence[Line]) -> set[str]:
    return {line.delivery.site for line in lines}


_ledgers: WeakKeyDictionary[Crawler, Ledger] = WeakKeyDictionary()


def ledger_of(crawler: Crawler) -> Ledger:
    """Return the ledger of *crawler*, opened at the first call, closed with it.

    The file is NEWSBOT_DATABASE_URL or else `FILE_NAME` in NEWSBOT_DATA. Raises
    `LedgerError` as `Ledger.open` does.
    """
    if crawler not in _ledgers:
        settings = crawler.settings
        root = Path(settings.get("NEWSBOT_DATA") or "data").resolve()
        ledger = Ledger.open(
            settings.get("NEWSBOT_DATABASE_URL") or root / FILE_NAME,
            root=root,
            timeout=settings.getfloat("NEWSBOT_DATABASE_TIMEOUT", 10.0),
        )
        _ledgers[crawler] = ledger
        finalize(crawler, ledger.close)
    return _ledgers[crawler]
