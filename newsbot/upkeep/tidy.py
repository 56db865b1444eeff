"""A day's files become one, compressed.

`2026-03-01T060000Z.jsonl`, `2026-03-01T070000Z.jsonl`, … become `2026-03-01.jsonl.gz`,
once the day (UTC) is over. The order of the steps: the new file is written beside and
is safe on the disk; it takes its name; the ledger says so; the old files go. Killed
between any two of them, every line is in at least one file, and the next tidy, which
never adds a line that is there already, finishes the work.
"""

from __future__ import annotations

import contextlib
import gzip
import json
import os
import re
import shutil
from pathlib import Path
from typing import IO, TYPE_CHECKING, Final, NamedTuple

from newsbot.extensions.lock import RunLock
from newsbot.extensions.recovery import recover
from newsbot.feedstorage.linefile import sync_folder
from newsbot.upkeep.lines import Entry, entries, text_of
from newsbot.upkeep.quarantine import QuarantineFolder

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from datetime import date

    from newsbot.ledger import Ledger

# Only the names that runs give themselves: other files in the folder are somebody's.
_RUN_FILE: Final = re.compile(r"(\d{4}-\d{2}-\d{2})T\d{6}Z\.jsonl")
_TEMPORARY: Final = ".newsbot-tidy-"


class Merged(NamedTuple):
    """A day's file as it is now, and of how many files it was made."""

    path: Path
    files: int


class Tidied(NamedTuple):
    """What was done for a site: ``pages`` were removed from the quarantine, ``left``
    are files that hold lines without an id, which cannot be followed.
    """

    merged: list[Merged]
    pages: int
    left: list[Path]


def tidy(ledger: Ledger, folder: Path, today: date, quarantine_bytes: int) -> Tidied:
    """Tidy the site *folder*: the files of days before *today* (UTC), the quarantine.

    Raises `Locked` while a run of the site goes on, `OSError` or `LedgerError`; what
    was done until then stays, and is whole.
    """
    with RunLock(folder / "lock"):
        # What a dead run has left must come before its file is moved.
        recover(ledger, folder.name, folder / "unfinished", [])
        # As the ledger knows its files: behind symbolic links.
        articles = Path(os.path.realpath(folder / "articles"))
        merged, left = [], []
        for day, paths in _days(articles, today).items():
            sources = [path for path in paths if _can_be_followed(path)]
            left += [path for path in paths if path not in sources]
            if sources:
                target = articles / f"{day}.jsonl.gz"
                merge(ledger, sources, target)
                merged.append(Merged(target, len(sources)))
        if merged:
            ledger.forget_files(articles)
        pages = QuarantineFolder(folder / "quarantine", quarantine_bytes).trim()
    return Tidied(merged, pages, left)


def _days(articles: Path, today: date) -> dict[str, list[Path]]:
    """Return the runs' files in *articles* by the day of their name, before *today*."""
    days: dict[str, list[Path]] = {}
    for path in sorted(articles.iterdir()) if articles.is_dir() else ():
        if path.name.startswith(_TEMPORARY):
            path.unlink()
        match = _RUN_FILE.fullmatch(path.name)
        if match and match[1] < today.isoformat() and path.is_file():
            days.setdefault(match[1], []).append(path)
    return days


def _can_be_followed(path: Path) -> bool:
    return all(entry.key is not None for entry in entries(path, "jsonl"))


def merge(ledger: Ledger, sources: Sequence[Path], target: Path) -> None:
    """Add the lines of *sources* to the compressed file *target*, and remove them.

    Raises `OSError` or `LedgerError`; every line is then still in some file.
    """
    new = target.with_name(f"{_TEMPORARY}{target.name}.tmp")
    try:
        places, size, added = _write(sources, target, new)
        if added:
            shutil.copymode(sources[0], new)
            new.replace(target)
            sync_folder(target.parent)
    finally:
        new.unlink(missing_ok=True)
    ledger.merge_files(target, sources, places, size)
    for source in sources:
        source.unlink()
    sync_folder(target.parent)


def _write(
    sources: Sequence[Path], target: Path, new: Path
) -> tuple[list[tuple[str, int, int]], int, bool]:
    """Write what *target* holds and the lines of *sources* to *new*.

    Returns id, revision and start of each line of the sources, the length of the text,
    and whether anything was added to what *target* holds.
    """
    starts: dict[bytes, int] = {}
    places = []
    size = 0
    added = False
    with new.open("wb") as raw:
        # No name and no time: the same lines give the same bytes.
        with gzip.GzipFile("", "wb", 6, raw, mtime=0) as file:
            for line in _lines(target):
                starts.setdefault(line, size)
                size += file.write(line)
            for source in sources:
                for line in _lines(source):
                    start = starts.get(line)
                    if start is None:
                        start = starts[line] = size
                        size += file.write(line)
                        added = True
                    key = Entry(start, size, json.loads(line)).key
                    assert key is not None  # seen by _can_be_followed
                    places.append((*key, start))
        raw.flush()
        os.fsync(raw.fileno())
    return places, size, added


def _lines(path: Path) -> Iterator[bytes]:
    with contextlib.suppress(FileNotFoundError), text_of(path) as file:
        yield from _whole(file)


def _whole(file: IO[bytes]) -> Iterator[bytes]:
    for line in file:
        yield line if line.endswith(b"\n") else line + b"\n"
