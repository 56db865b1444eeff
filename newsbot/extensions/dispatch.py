"""The commit protocol: lines to the disk, then articles into the ledger."""

from __future__ import annotations

import contextlib
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from newsbot.extensions.recovery import goes_on, put, recover
from newsbot.ledger import Line

if TYPE_CHECKING:
    from collections.abc import Sequence

    from newsbot.feedstorage import Keeper, LineFeedStorage
    from newsbot.ledger import Delivery, FeedFile, Ledger


class Exported(NamedTuple):
    """An article that waits to be committed.

    ``record`` is None for an item that is no article. ``storage`` and ``start`` say
    where its line begins, None and 0 where no line feed took it.
    """

    record: Delivery | None
    storage: LineFeedStorage | None
    start: int


class Dispatch:
    """The line feeds of one run, and the articles that are on their way.

    Every method but `adopt` and `tidy` raises `OSError` or `LedgerError` if the disk or
    the database fails. Then nothing more may be committed in this run: the next one
    cuts the files back to what was.
    """

    def __init__(self, ledger: Ledger, folder: Path) -> None:
        """Work for the site of *folder*, whose run lock the caller holds."""
        self.ledger = ledger
        self.folder = folder
        self.feeds: list[LineFeedStorage] = []
        self.batch: list[Exported] = []
        """What was exported and is not committed yet; whoever exports adds to it."""
        self.whole = True
        """Whether the run comes to its end; if not, -O replaces nothing."""
        self._numbers: dict[LineFeedStorage, int] = {}
        self._carried: dict[LineFeedStorage, list[FeedFile]] = {}

    @property
    def workplace(self) -> Path:
        """The folder of unfinished files."""
        return self.folder / "unfinished"

    def adopt(self, storages: Sequence[LineFeedStorage], keeper: Keeper) -> None:
        """Take charge of *storages*, on behalf of *keeper*, if that is to be done."""
        for storage in storages:
            if storage.keeper is None:
                storage.keeper = keeper
                storage.workplace = self.workplace
                if storage.lines:
                    self.feeds.append(storage)

    def recover(self) -> None:
        """Finish what dead runs have left."""
        self._carried = recover(
            self.ledger, self.folder.name, self.workplace, self.feeds
        )

    def commit(self) -> int:
        """Bring the batch to the disk, then into the ledger; return its articles.

        Without a line feed nothing is done: such articles are safe only when their
        feeds are stored (see `commit_rest`).
        """
        if not self.batch or not self.feeds:
            return 0
        sizes = {}
        for storage in self.feeds:
            if storage.file is not None and storage.file.waiting:
                number = self._number(storage)
                storage.file.save()
                sizes[number] = storage.file.saved
        return self._write_down(sizes)

    def commit_rest(self) -> int:
        """Record the articles of feeds that have no lines, once these are stored."""
        return self._write_down({}) if self.batch else 0

    def _number(self, storage: LineFeedStorage) -> int:
        """Return the ledger's number of the file that *storage* writes."""
        if storage not in self._numbers:
            assert storage.file is not None
            record = self.ledger.files.begin(
                self.folder.name,
                storage.target,
                self.workplace,
                line_format=storage.format,
                overwrite=storage.overwrite,
            )
            storage.file.place(Path(record.part))
            self._numbers[storage] = record.id
        return self._numbers[storage]

    def _write_down(self, sizes: dict[int, int]) -> int:
        lines = [
            Line(record, None if storage is None else self._numbers[storage], start)
            for record, storage, start in self.batch
            if record is not None
        ]
        self.ledger.commit(lines, sizes)
        self.batch.clear()
        return len(lines)

    def may_replace(self, target: Path) -> bool:
        """Tell whether the run has come far enough to replace *target* (-O)."""
        return self.whole or not target.exists() or goes_on(self.ledger, target)

    def finish(self, storage: LineFeedStorage) -> bool:
        """Put the lines of *storage*, and those that it carries, into its target.

        False: the run did not come to its end, so the target stays as it was and
        the next run puts them there.
        """
        if storage.file is not None:
            storage.file.close()
        files = list(self._carried.get(storage, ()))
        if storage in self._numbers:
            own = self.ledger.files.get(self._numbers[storage])
            files += [] if own is None else [own]
        if files:
            if storage.overwrite and not self.may_replace(storage.target):
                return False
            put(
                self.ledger,
                files,
                storage.target,
                overwrite=storage.overwrite,
                whole=self.whole,
            )
        self._carried.pop(storage, None)
        self._numbers.pop(storage, None)
        self.feeds.remove(storage)
        return True

    def finish_carried(self) -> None:
        """Finish the feeds that got no article themselves but carry a dead run's."""
        for storage in list(self._carried):
            self.finish(storage)

    def tidy(self) -> None:
        """Remove the folder of unfinished files if it is empty."""
        with contextlib.suppress(OSError):  # not empty, or never made
            self.workplace.rmdir()
