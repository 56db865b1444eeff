"""A day's files become one, compressed.

`2026-03-01T060000Z.jsonl`, `2026-03-01T070000Z.jsonl`, … become `2026-03-01.jsonl.gz`,
once the day (UTC) is over.
"""

from __future__ import annotations

import os
import re
from pathlib import Path
from typing import TYPE_CHECKING, Final, NamedTuple

from newsbot.extensions.lock import RunLock
from newsbot.extensions.recovery import recover
from newsbot.upkeep.lines import entries
from newsbot.upkeep.merge import TEMPORARY, merge
from newsbot.upkeep.quarantine import QuarantineFolder

if TYPE_CHECKING:
    from datetime import date

    from newsbot.ledger import Ledger

# Only the names that runs give themselves: other files in the folder are somebody's.
_RUN_FILE: Final = re.compile(r"(\d{4}-\d{2}-\d{2})T\d{6}Z\.jsonl")


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
            ledger.audit.forget_files(articles)
        pages = QuarantineFolder(folder / "quarantine", quarantine_bytes).trim()
    return Tidied(merged, pages, left)


def _days(articles: Path, today: date) -> dict[str, list[Path]]:
    """Return the runs' files in *articles* by the day of their name, before *today*."""
    days: dict[str, list[Path]] = {}
    for path in sorted(articles.iterdir()) if articles.is_dir() else ():
        if path.name.startswith(TEMPORARY):
            path.unlink()
        match = _RUN_FILE.fullmatch(path.name)
        if match and match[1] < today.isoformat() and path.is_file():
            days.setdefault(match[1], []).append(path)
    return days


def _can_be_followed(path: Path) -> bool:
    return all(entry.key is not None for entry in entries(path, "jsonl"))
