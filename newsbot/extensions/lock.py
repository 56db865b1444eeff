"""One run per site: a lock that a dead process cannot hold."""

from __future__ import annotations

import fcntl
import json
import os
import socket
import time
from dataclasses import dataclass
from typing import TYPE_CHECKING, Self

if TYPE_CHECKING:
    from pathlib import Path
    from types import TracebackType


@dataclass(frozen=True, slots=True)
class Holder:
    """The run that holds a lock: its process id, its machine, its start in seconds
    since 1970. The lock is taken an instant before this is written down.
    """

    pid: int
    host: str
    started: float


class Locked(Exception):  # noqa: N818
    """Another run holds the lock.

    ``holder`` is None where it has not yet written who it is; ``age`` is how many
    seconds it has held the lock.
    """

    def __init__(self, path: Path, holder: Holder | None, age: float) -> None:
        """Say in one line who holds the lock at *path*."""
        who = "another run" if holder is None else f"process {holder.pid}"
        if holder is not None and holder.host != socket.gethostname():
            who += f" on {holder.host}"
        super().__init__(f"{path} is held by {who} since {age:.0f} s")
        self.holder = holder
        self.age = age


class RunLock:
    """The lock of one site: flock(2) on a file, which ends with the process.

    The file stays when the lock is released: removing it would let a third run lock
    a new file while the second holds the old one.
    """

    def __init__(self, path: Path) -> None:
        """Use the file *path*, for example data/<site>/lock."""
        self.path = path
        self._fd = -1

    def acquire(self) -> None:
        """Take the lock, or raise `Locked` at once.

        Raises `OSError` if the file cannot be written, e.g. because it belongs to
        another user.
        """
        self.path.parent.mkdir(parents=True, exist_ok=True)
        fd = os.open(self.path, os.O_RDWR | os.O_CREAT, 0o666)
        try:
            fcntl.flock(fd, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            holder = _read(fd)
            since = os.fstat(fd).st_mtime if holder is None else holder.started
            os.close(fd)
            # A clock that was set back must not make an age below nothing.
            raise Locked(self.path, holder, max(0.0, time.time() - since)) from None
        except OSError:
            os.close(fd)
            raise
        self._fd = fd
        note = {
            "pid": os.getpid(),
            "host": socket.gethostname(),
            "started": time.time(),
        }
        os.ftruncate(fd, 0)
        os.pwrite(fd, json.dumps(note).encode(), 0)

    def release(self) -> None:
        """Let the lock go; without it, it goes when the process ends."""
        if self._fd >= 0:
            os.ftruncate(self._fd, 0)
            os.close(self._fd)
            self._fd = -1

    def __enter__(self) -> Self:
        """Take the lock; raises as `acquire` does."""
        self.acquire()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        """Let the lock go."""
        self.release()


def _read(fd: int) -> Holder | None:
    """Return who wrote the lock file, None while nobody has."""
    try:
        note = json.loads(os.pread(fd, 4096, 0))
        return Holder(int(note["pid"]), str(note["host"]), float(note["started"]))
    except (ValueError, KeyError, TypeError):
        return None
