"""The ledger: what has been delivered, and what the next run has to know."""

from __future__ import annotations

from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Self

from newsbot.ledger import schema
from newsbot.ledger.aliases import Aliases
from newsbot.ledger.audit import Audit
from newsbot.ledger.connect import connect, version_of
from newsbot.ledger.failures import Failures
from newsbot.ledger.files import Files
from newsbot.ledger.history import History
from newsbot.ledger.links import Links
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
from newsbot.ledger.runs import Runs
from newsbot.ledger.sites import Sites
from newsbot.ledger.watch import Watches

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from datetime import datetime

    from newsbot.ledger.database import Database


class Ledger:
    """The one place where a delivered article is written down.

    A delivery is proposed by a pipeline, which makes it known within this run, and
    committed by the delivery extension once its line is on the disk.

    What is asked of one table only stands in a room of its own: `sites` (names and
    marks), `runs` (with the validators of lists), `failures`, `files`, `aliases` (the
    addresses of articles), `links`, `history` (revisions and copies), `watches` (what
    is looked at again), `proposals`, `neighbours`, and `audit` for the upkeep. What
    several tables must agree on is done here.
    """

    def __init__(self, db: Database, root: Path, *, shared: bool) -> None:
        """Use *db*; *root* is the data folder, to which stored addresses relate.

        *shared*: the database lies elsewhere, so that other data folders may use it.
        """
        self.db = db
        self.sites = Sites(db)
        self.runs = Runs(db, self.sites)
        self.failures = Failures(db, self.sites)
        self.files = Files(db, root, shared=shared)
        self.aliases = Aliases(db)
        self.links = Links(db)
        self.history = History(db, self.sites)
        self.watches = Watches(db, self.sites, self.aliases)
        self.proposals = Proposals()
        self._second: Database | None = None
        self._run_site: int | None = None
        self._run = 0
        self._migrate()

    @classmethod
    def open(
        cls,
        target: str | Path,
        *,
        root: Path | None = None,
        timeout: float = 10.0,
    ) -> Self:
        """Open the ledger *target*: a file, which is made if it is not there, or a
        PostgreSQL database (postgresql://…), which gets its tables.

        *root* is the data folder (None: the folder of the file, or ``data``).
        *timeout*: seconds that a database locked by another process is waited for.
        Raises `LedgerError` if the database is damaged, foreign, newer than this code,
        or cannot be reached or written; it is then left as it was.
        """
        db = connect(target, timeout)
        home = None if "://" in str(target) else Path(target).resolve().parent
        root = (root or home or Path("data")).resolve()
        shared = home is None or not home.is_relative_to(root)
        try:
            return cls(db, root, shared=shared)
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
            if waiting := self.proposals.by_key(number):
                return self._latest(waiting)
            row = self.db.one(
                "SELECT d.id FROM url_keys u JOIN deliveries d "
                "ON d.article = u.article WHERE u.key = ? LIMIT 1",
                number,
            )
            if row is not None:
                return self._latest(row[0])
        return None

    def same_page(self, site: str, keys: Iterable[str], content: int) -> Known | None:
        """Return the article with the content hash *content* that is known by one of
        the URL keys *keys*, or whose page has named such an address as its own.

        None: there is none. Articles proposed in this run are known too.
        """
        for key in keys:
            known = self.delivered(site, url_keys=[key])
            if known is not None and known.content_hash == content:
                return known
            number = hash64(site, key)
            claimant = self.proposals.by_claim(number, content)
            claimant = claimant or self.aliases.claimant(number, content)
            if claimant is not None:
                return self._latest(claimant)
        return None

    def _latest(self, article_id: str) -> Known | None:
        if waiting := self.proposals.get(article_id):
            return Known(
                waiting.id,
                waiting.revision,
                waiting.content_hash,
                None,
                waiting.fields,
                self._run,
            )
        row = self.db.one(
            "SELECT id, revision, content, delivered, fields, run FROM deliveries "
            "WHERE article = ? ORDER BY revision DESC LIMIT 1",
            hash64(article_id),
        )
        if row is None or row[0] != article_id:
            return None
        return Known(row[0], row[1], row[2], moment(row[3]), row[4], row[5])

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
        numbers = {site: self.sites.sure_number(site) for site in _sites(lines)}
        with self.db.transaction():
            self.db.many(
                "INSERT INTO deliveries (article, revision, id, site, content, "
                "delivered, file, start, fields, run) "
                "VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?) "
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
                        self._run,
                    )
                    for item, file, start in lines
                ],
            )
            self.aliases.write(item for item, _, _ in lines)
            self.links.write(item for item, _, _ in lines)
            self.watches.write((item for item, _, _ in lines), new=True)
            self.db.many(
                "DELETE FROM failures WHERE key = ?",
                [
                    (hash64(item.site, item.url),)
                    for item, _, _ in lines
                    if item.url is not None
                ],
            )
            self.db.many(
                "DELETE FROM neighbour_claims WHERE article = ?",
                [(hash64(item.id),) for item, _, _ in lines],
            )
            self.db.many(
                "UPDATE files SET size = ? WHERE id = ?",
                [(size, number) for number, size in sizes.items()],
            )
        for item, _, _ in lines:
            self.proposals.settle(item.id)

    def withdraw(self, article_id: str, item: object = None) -> None:
        """Take a proposal back, if it is that of *item* (None: whoever's it is).

        Another item of the same article may have been dropped because of it. No
        later article is called a copy of this one.
        """
        if self.proposals.settle(article_id, item) and self._second is not None:
            self.neighbours.take_back(article_id)

    def start_run(self, site: str, *, now: datetime | None = None) -> int:
        """Record that a run of *site* begins, and return its number.

        The caller holds the run lock of the site: what earlier runs have left
        undelivered in the near-duplicate index is taken out of it, and what it no
        longer needs is forgotten.
        """
        self._run_site = self.sites.sure_number(site)
        if self._second is not None:
            self.neighbours.site = self._run_site
        index = Neighbours(self.db)
        index.take_back_all(self._run_site)
        index.forget(moment(seconds(now)).date())
        self._run = self.runs.start(site, now=now)
        return self._run

    @property
    def home(self) -> Path | None:
        """The folder of the ledger's file; None for a ledger on a server."""
        return self.db.home

    @cached_property
    def audit(self) -> Audit:
        """What the upkeep of the data folder asks."""
        return Audit(self)

    @cached_property
    def neighbours(self) -> Neighbours:
        """The store of the near-duplicate index, on a connection of its own: its
        commits need not wait for the disk, as those of the deliveries do.
        """
        self._second = self.db.second()
        return Neighbours(self._second, self._run_site)

    def close(self) -> None:
        """Close the database; a second time does nothing."""
        if self._second is not None:
            self._second.close()
        self.db.close()


def _sites(lines: Sequence[Line]) -> set[str]:
    return {line.delivery.site for line in lines}
