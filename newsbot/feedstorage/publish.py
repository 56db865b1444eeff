"""Putting finished lines under their name, in one step."""

from __future__ import annotations

import contextlib
import errno
import fcntl
import os
import shutil
import zlib
from typing import IO, TYPE_CHECKING, Final, NamedTuple

from newsbot.feedstorage.linefile import sync_folder

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence
    from pathlib import Path

BLOCK: Final = 1 << 20


class Piece(NamedTuple):
    """The first ``size`` bytes of a file that go into a target.

    ``lines``: they are whole lines, so the target's last line must be whole too.
    ``header``: the first line is the head of a CSV file.
    """

    path: Path
    size: int
    lines: bool = True
    header: bool = False


def publish(
    pieces: Sequence[Piece],
    target: Path,
    *,
    add: bool,
    before: Callable[[list[int]], None] | None = None,
) -> None:
    """Make *target* hold *pieces*, in order, in one step; the pieces stay.

    *add*: behind what it holds already, else in its place. A CSV head that the
    target has already is left out. *before* is told, when all is ready and nothing
    is done, where the first byte of each piece will lie. Raises `OSError`; the
    target is then as it was.
    """
    target.parent.mkdir(parents=True, exist_ok=True)
    new = temporary(target, pieces[0].path)
    try:
        while True:
            with locked(target) as old:
                bases = _assemble(pieces, new, old if add else None)
                if old is not None:
                    shutil.copymode(target, new)
                if before is not None:
                    before(bases)
                if _appear(new, target, replace=old is not None or not add):
                    break
    finally:
        new.unlink(missing_ok=True)
    sync_folder(target.parent)


def _appear(new: Path, target: Path, *, replace: bool) -> bool:
    """Give *new* its name; False if another run has made *target* meanwhile."""
    if not replace:
        try:
            os.link(new, target)
        except FileExistsError:
            return False
        except OSError:
            pass  # no hard links here (FAT, some network folders): rename will do
        else:
            return True
    new.replace(target)
    return True


def _assemble(pieces: Sequence[Piece], new: Path, old: IO[bytes] | None) -> list[int]:
    """Write *old* and *pieces* to *new*; return where each piece's first byte lies."""
    new.unlink(missing_ok=True)
    size = 0 if old is None else os.fstat(old.fileno()).st_size
    if size == 0 and len(pieces) == 1:
        # The common case: nothing to copy, the file only gets another name.
        with contextlib.suppress(OSError):
            os.link(pieces[0].path, new)
            return [0]
    bases = []
    with new.open("xb") as file:
        head = b""
        if old is not None and size:
            head = old.readline()
            old.seek(0)
            shutil.copyfileobj(old, file, BLOCK)
            old.seek(-1, os.SEEK_END)
            if pieces[0].lines and old.read(1) != b"\n":
                file.write(b"\n")
        for piece in pieces:
            with piece.path.open("rb") as source:
                first = source.readline() if piece.header else b""
                skip = len(first) if first and first == head else 0
                head = head or first
                bases.append(file.tell() - skip)
                source.seek(skip)
                _copy(source, file, piece.size - skip)
        file.flush()
        os.fsync(file.fileno())
    return bases


def _copy(source: IO[bytes], file: IO[bytes], size: int) -> None:
    while size > 0:
        block = source.read(min(size, BLOCK))
        if not block:
            raise OSError(errno.EIO, "is shorter than its record", source.name)
        file.write(block)
        size -= len(block)


def arrived(piece: Piece, target: Path, base: int) -> bool:
    """Tell whether *target* holds *piece*, its first byte at *base*.

    Asked after a crash between the two steps "it will be put there" and "it is".
    The head of a CSV file, which may have been left out, is not compared.
    """
    try:
        with piece.path.open("rb") as ours, target.open("rb") as theirs:
            place = len(ours.readline()) if piece.header else 0
            ours.seek(place)
            theirs.seek(base + place)
            while place < piece.size:
                block = ours.read(min(piece.size - place, BLOCK))
                if not block or theirs.read(len(block)) != block:
                    return False
                place += len(block)
    except (FileNotFoundError, NotADirectoryError):
        return False
    return True


@contextlib.contextmanager
def locked(target: Path) -> Iterator[IO[bytes] | None]:
    """Yield *target* open for reading, locked against other runs; None if not there.

    Two sites may add to one file at once: each must see what the other has added.
    """
    with contextlib.ExitStack() as stack:
        file: IO[bytes] | None = None
        while file is None and target.exists():
            with contextlib.suppress(FileNotFoundError):
                file = stack.enter_context(target.open("rb"))
                # Some network folders know no locks: there each site needs its own.
                with contextlib.suppress(OSError):
                    fcntl.flock(file, fcntl.LOCK_EX)
                if not os.path.samestat(target.stat(), os.fstat(file.fileno())):
                    file = None  # replaced while we waited
        yield file


def temporary(target: Path, source: Path) -> Path:
    """Return the hidden name beside *target* under which *source* is put there."""
    return target.with_name(f".newsbot-{zlib.crc32(os.fsencode(source)):08x}.tmp")
