"""Files of lines become one, compressed, and no line stands in it twice.

The order of the steps: the new file is written beside and is safe on the disk; it takes
its name; the ledger says so; the old files go. Killed between any two of them, every
line is in at least one file, and the next merge, which never adds a line that is there
already, finishes the work.

Lines are known by their digests, since those of a day may be larger than the memory. A
line that is left out because of its digest is compared with the one that stands for it
before anything is removed. Where they differ, all is done again with another salt.
"""

from __future__ import annotations

import contextlib
import gzip
import json
import os
import shutil
from hashlib import blake2b
from typing import IO, TYPE_CHECKING, Final, NamedTuple

from newsbot.feedstorage.linefile import sync_folder
from newsbot.upkeep.lines import Entry, text_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from pathlib import Path

    from newsbot.ledger import Ledger

TEMPORARY: Final = ".newsbot-tidy-"
"""With this begin the names of files that are being written."""


def merge(ledger: Ledger, sources: Sequence[Path], target: Path) -> None:
    """Add the lines of *sources* to the compressed file *target*, and remove them.

    The sources are not compressed, and each line in them has an id. Raises `OSError`
    or `LedgerError`; every line is then still in some file.
    """
    new = target.with_name(f"{TEMPORARY}{target.name}.tmp")
    try:
        written = _write(sources, target, new)
        while not _stand_in(new, written.left_out):
            written = _write(sources, target, new)
        if written.added:
            shutil.copymode(sources[0], new)
            new.replace(target)
            sync_folder(target.parent)
    finally:
        new.unlink(missing_ok=True)
    ledger.audit.merge_files(target, sources, written.places, written.size)
    for source in sources:
        source.unlink()
    sync_folder(target.parent)


class _LeftOut(NamedTuple):
    """A line that is not written, as that at ``start`` of the new text seems to be the
    same: it begins at byte ``place`` of ``source``."""

    start: int
    source: Path
    place: int


class _Written(NamedTuple):
    places: list[tuple[str, int, int]]
    """Id, revision and start of each line of the sources."""
    left_out: list[_LeftOut]
    size: int
    """Length of the text."""
    added: bool
    """Whether anything was added to what the target holds."""


def _write(sources: Sequence[Path], target: Path, new: Path) -> _Written:
    """Write what *target* holds and the lines of *sources* to *new*."""
    salt = os.urandom(blake2b.SALT_SIZE)
    starts: dict[bytes, int] = {}
    places = []
    left_out = []
    size = 0
    added = False
    with new.open("wb") as raw:
        # No name and no time: the same lines give the same bytes.
        with gzip.GzipFile("", "wb", 6, raw, mtime=0) as file:
            for _, line in _lines(target):
                starts.setdefault(_digest(line, salt), size)
                size += file.write(line)
            for source in sources:
                for place, line in _lines(source):
                    digest = _digest(line, salt)
                    start = starts.get(digest)
                    if start is None:
                        start = starts[digest] = size
                        size += file.write(line)
                        added = True
                    else:
                        left_out.append(_LeftOut(start, source, place))
                    key = Entry(start, size, json.loads(line)).key
                    assert key is not None
                    places.append((*key, start))
        raw.flush()
        os.fsync(raw.fileno())
    return _Written(places, left_out, size, added)


def _digest(line: bytes, salt: bytes) -> bytes:
    # 128 bits: of a day's 10^6 lines two agree by chance once in 10^26 days, and
    # nobody can make two that do, since the salt is drawn anew each time.
    return blake2b(line, digest_size=16, salt=salt).digest()


def _stand_in(new: Path, left_out: Iterable[_LeftOut]) -> bool:
    """Whether each line that was left out stands in *new* where it is said to."""
    with contextlib.ExitStack() as stack:
        text = stack.enter_context(text_of(new, zipped=True))
        source: IO[bytes] | None = None
        path = None
        start, line = -1, b""
        # In the order of the text: to go back in it is to begin anew.
        for one in sorted(left_out):
            if one.start != start:
                text.seek(one.start)
                start, line = one.start, text.readline()
            if source is None or one.source != path:
                if source is not None:
                    source.close()
                path = one.source
                source = stack.enter_context(path.open("rb"))
            source.seek(one.place)
            if _ended(source.readline()) != line:
                return False
    return True


def _lines(path: Path) -> Iterator[tuple[int, bytes]]:
    """Yield where each line of *path* begins, and the line; nothing without a file."""
    place = 0
    with contextlib.suppress(FileNotFoundError), text_of(path) as file:
        for line in file:
            yield place, _ended(line)
            place += len(line)


def _ended(line: bytes) -> bytes:
    return line if line.endswith(b"\n") else line + b"\n"
