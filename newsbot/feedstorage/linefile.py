"""A file of lines that is saved in batches."""

from __future__ import annotations

import fcntl
import io
import os
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

    from _typeshed import ReadableBuffer


class LineFile(io.RawIOBase):
    """What exporters write to: lines in memory until `save` puts them on the disk."""

    def __init__(self) -> None:
        """Begin without a file; `place` names it before the first `save`."""
        super().__init__()
        self.saved = 0
        self._waiting = bytearray()
        self._path: Path | None = None
        self._fd = -1
        self._failure: OSError | None = None

    def writable(self) -> bool:
        """Return True: exporters ask before they write."""
        return True

    def write(self, data: ReadableBuffer, /) -> int:
        """Keep *data* for the next `save`, and return its length in bytes."""
        before = len(self._waiting)
        self._waiting += data
        return len(self._waiting) - before

    @property
    def position(self) -> int:
        """Where the next line begins, in bytes from the start of the file."""
        return self.saved + len(self._waiting)

    def cut(self, position: int) -> None:
        """Drop the lines from byte *position* on, which have not been saved."""
        del self._waiting[position - self.saved :]

    @property
    def waiting(self) -> bool:
        """Whether something was written that is not saved."""
        return bool(self._waiting)

    def place(self, path: Path) -> None:
        """Name the file that `save` makes; it must not be there yet."""
        self._path = path

    @property
    def name(self) -> str:
        """The address that `place` gave."""
        return str(self._path)

    def save(self) -> None:
        """Put everything that was written on the disk, and wait until it is there.

        Raises `OSError`. The file may then end in half a line; what counts is the
        size that the ledger has committed. Nothing more is saved after that: each
        later call raises the same.
        """
        # Another try would write behind the half line; and after an fsync that failed,
        # Linux takes what it could not write for written, so the next one succeeds.
        if self._failure is not None:
            raise self._failure
        try:
            self._save()
        except OSError as error:
            self._failure = error
            if error.filename is None:
                said = f"{error.strerror}: {self.name}"
                self._failure = OSError(error.errno, said)
                raise self._failure from error
            raise

    def _save(self) -> None:
        assert self._path is not None
        if self._fd < 0:
            self._path.parent.mkdir(parents=True, exist_ok=True)
            flags = os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_APPEND
            self._fd = os.open(self._path, flags, 0o666)
            # By this a recovering run sees that the writer is alive.
            fcntl.flock(self._fd, fcntl.LOCK_EX)
            sync_folder(self._path.parent)
        rest = memoryview(bytes(self._waiting))
        while rest:
            rest = rest[os.write(self._fd, rest) :]
        os.fsync(self._fd)
        self.saved += len(self._waiting)
        self._waiting.clear()

    def close(self) -> None:
        """Let go of the file; what was not saved is gone."""
        if self._fd >= 0:
            os.close(self._fd)
            self._fd = -1
        super().close()


def sync_folder(folder: Path) -> None:
    """Wait until the names in *folder* are on the disk."""
    fd = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(fd)
    finally:
        os.close(fd)
