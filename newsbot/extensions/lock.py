"""One run per site: a lock that a dead process cannot hold."""

from __future__ import annotations

import contextlib
import fcntl
import json
import os
import socket
import time
from dataclasses import dataclass
from typing import TYPE_CHECKING, Self
from weakref import WeakKeyDictionary

from newsbot.oserrors import FORBIDDEN, unwritable
from newsbot.sites.profile import SiteError
from newsbot.sites.site import host_key

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path
    from types import TracebackType

    from scrapy.crawler import Crawler

    from newsbot.sites import Site


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

    def __init__(self, path: Path | str, holder: Holder | None, age: float) -> None:
        """Say in one line who holds the lock at *path*."""
        who = "another run" if holder is None else f"process {holder.pid}"
        if holder is not None and holder.host != socket.gethostname():
            who += f" on {holder.host}"
        super().__init__(f"{path} is held by {who} since {age:.0f} s")
        self.holder = holder
        self.age = age

    @property
    def is_ours(self) -> bool:
        """Whether another run of this very process holds it."""
        return self.holder is not None and (
            (self.holder.pid, self.holder.host) == (os.getpid(), socket.gethostname())
        )


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
        another user, or the disk is full; the lock is then free as before.
        """
        self.path.parent.mkdir(parents=True, exist_ok=True)
        fd = os.open(self.path, os.O_RDWR | os.O_CREAT, 0o666)
        try:
            fcntl.flock(fd, fcntl.LOCK_EX | fcntl.LOCK_NB)
            os.ftruncate(fd, 0)
            os.pwrite(fd, signature().encode(), 0)
        except BlockingIOError:
            holder = _signed(os.pread(fd, 4096, 0))
            since = os.fstat(fd).st_mtime if holder is None else holder.started
            os.close(fd)
            raise Locked(self.path, holder, _age(since)) from None
        except OSError:
            os.close(fd)
            raise
        self._fd = fd

    def release(self) -> None:
        """Let the lock go; without it, it goes when the process ends."""
        if self._fd < 0:
            return
        fd, self._fd = self._fd, -1
        try:
            # Nobody reads the signature of a lock that is free.
            with contextlib.suppress(OSError):
                os.ftruncate(fd, 0)
        finally:
            os.close(fd)

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


class RunLocks:
    """All locks of one run. What it holds already it may take again, which changes
    nothing: two names of a site may be the same.
    """

    def __init__(self) -> None:
        """Hold nothing yet."""
        self._held: dict[Path, RunLock] = {}
        self.refused: Locked | None = None
        """Why the last lock was not to be had; None if all were."""

    def take(self, paths: Iterable[Path]) -> None:
        """Take the locks at *paths*, in order; raises as `RunLock.acquire` does, and
        `SiteError` where the file is there and this user may not write it."""
        for path in paths:
            if path.resolve() not in self._held:
                lock = RunLock(path)
                try:
                    lock.acquire()
                except Locked as error:
                    self.refused = error
                    raise
                except OSError as error:
                    if error.errno in FORBIDDEN and os.path.exists(path):  # noqa: PTH110
                        raise SiteError(unwritable(path)) from error
                    raise
                self._held[path.resolve()] = lock

    def refuse(self, place: str, signed: str) -> None:
        """Raise `Locked`: a run with the signature *signed* holds *place*, which is no
        file.
        """
        holder = _signed(signed)
        age = 0.0 if holder is None else _age(holder.started)
        self.refused = Locked(place, holder, age)
        raise self.refused

    def release(self) -> None:
        """Let all of them go; a second time does nothing."""
        while self._held:
            self._held.popitem()[1].release()


_locks: WeakKeyDictionary[Crawler, RunLocks] = WeakKeyDictionary()


def hold(crawler: Crawler) -> RunLocks:
    """Return the locks of *crawler*, which are the caller's to release."""
    return _locks.setdefault(crawler, RunLocks())


def locks_of(crawler: Crawler) -> RunLocks | None:
    """Return the locks that `hold` made for *crawler*; None without `scrapy crawl`."""
    return _locks.get(crawler)


def host_lock(data: Path, host: str) -> Path:
    """Return the lock of the site that is known as *host* (`host_key`), which it has
    under every name of a profile.

    *data* is the data folder.
    """
    return data / ".locks" / host.removeprefix("www.")


def lock_files(data: Path, site: Site) -> list[Path]:
    """Return the locks of a run of *site*: that of its host, then that of its folder,
    which guards the files in it.

    A site that redirects has another name besides, which the spider finds out and
    locks before it looks at articles (`NewsSpider.identify`).
    """
    return [host_lock(data, host_key(site.url)), data / site.name / "lock"]


def signature() -> str:
    """Return who this run is, to be written where others see it."""
    return json.dumps(
        {"pid": os.getpid(), "host": socket.gethostname(), "started": time.time()}
    )


def _age(started: float) -> float:
    # A clock that was set back must not make an age below nothing.
    return max(0.0, time.time() - started)


def _signed(text: bytes | str) -> Holder | None:
    """Return whose `signature` *text* is, None while nobody has signed."""
    try:
        note = json.loads(text)
        return Holder(int(note["pid"]), str(note["host"]), float(note["started"]))
    except (ValueError, KeyError, TypeError):
        return None
