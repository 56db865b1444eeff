"""The feed storage for local files."""

from __future__ import annotations

import errno
import os
from pathlib import Path
from tempfile import TemporaryFile
from typing import IO, TYPE_CHECKING, Any, Final, Protocol

from w3lib.url import file_uri_to_path

from newsbot.feedstorage.linefile import LineFile
from newsbot.feedstorage.publish import Piece, publish, temporary

if TYPE_CHECKING:
    from scrapy import Spider

LINE_FORMATS: Final = frozenset({"jsonlines", "jsonl", "jl", "csv"})
"""The feed formats in which an article is a line (in CSV: a row) of its own."""


class Keeper(Protocol):
    """Who commits and publishes what a storage has opened: the delivery extension."""

    def store(self, storage: LineFeedStorage) -> None:
        """Commit what is exported, and put the file of *storage* into its target."""

    def may_replace(self, target: Path) -> bool:
        """Tell whether the run has come far enough to replace *target*."""


class LineFeedStorage:
    """Local files, for FEED_STORAGES schemes ``""`` and ``"file"``."""

    keeper: Keeper | None = None
    """Set by the delivery extension; without it feeds are stored when they close."""

    workplace: Path | None = None
    """Folder for unfinished files; None: that of the target."""

    def __init__(self, uri: str, *, feed_options: dict[str, Any] | None = None) -> None:
        """Take a path or a file: address, and the feed's options (FEEDS)."""
        options = feed_options or {}
        path = file_uri_to_path(uri) if uri.startswith("file:") else uri
        # A device or pipe (/dev/stdout) is written directly: it has no name to give.
        # In a folder that cannot be searched there is none: `check` says so.
        self.device = os.path.exists(path) and not os.path.isfile(path)  # noqa: PTH110, PTH113
        # A symbolic link stays: it is the file it names that is written.
        self.target = Path(path if self.device else os.path.realpath(path))
        self.format = str(options.get("format", self.target.suffix.removeprefix(".")))
        self.overwrite = bool(options.get("overwrite", False))
        self.lines = (
            self.format in LINE_FORMATS
            and not options.get("postprocessing")
            and not self.device
        )
        self.file: LineFile | None = None

    @property
    def position(self) -> int:
        """Where the next line of the file that is being written begins."""
        return 0 if self.file is None else self.file.position

    def check(self) -> None:
        """Raise `OSError` if the target cannot be written, before anything is done."""
        if self.target.is_dir():
            raise IsADirectoryError(errno.EISDIR, "is a folder", str(self.target))
        if self.target.exists() and not os.access(self.target, os.W_OK):
            raise PermissionError(errno.EACCES, "is not writable", str(self.target))
        if not self.device:
            # Folders are made when there is something to put in.
            folder = next(folder for folder in self.target.parents if folder.exists())
            try:
                with TemporaryFile(dir=folder):
                    pass
            except OSError as error:
                why = (error.errno, error.strerror, str(self.target))
                raise OSError(*why) from error

    def open(self, spider: Spider) -> IO[bytes]:
        """Return the file to export to."""
        if self.device:
            return self.target.open("ab")
        if not self.lines:
            folder = self.workplace or self.target.parent
            folder.mkdir(parents=True, exist_ok=True)
            return (folder / f".newsbot-{os.getpid()}-{id(self)}.tmp").open("x+b")
        self.file = LineFile()
        return self.file  # type: ignore[return-value]

    def store(self, file: IO[bytes]) -> None:
        """Put *file* into its target; raises `OSError` if that fails."""
        if self.device:
            file.close()
        elif not isinstance(file, LineFile):
            self._store_whole(file)
        elif self.keeper is not None:
            self.keeper.store(self)
        elif file.position:
            file.place(temporary(self.target, self.target))
            file.save()
            self._publish(Path(file.name), file.saved)
            file.close()

    def _store_whole(self, file: IO[bytes]) -> None:
        """Store a format that cannot be cut into lines."""
        with file:
            file.flush()
            os.fsync(file.fileno())
        keeper = self.keeper
        path = Path(file.name)
        if keeper is None or not self.overwrite or keeper.may_replace(self.target):
            self._publish(path, path.stat().st_size)
        path.unlink()

    def _publish(self, path: Path, size: int) -> None:
        publish([Piece(path, size, self.lines)], self.target, add=not self.overwrite)
