"""Delivered lines, read back from where the ledger says that they lie."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from newsbot.upkeep.cells import record_of
from newsbot.upkeep.lines import Entry, entries, text_of

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from newsbot.ledger import Kept, Ledger, Revision


def line_of(
    ledger: Ledger, article_id: str, revision: Revision
) -> dict[str, Any] | None:
    """Return the record of one delivered *revision*; None if its line is not there any
    more: the file was moved, edited or replaced, or it was no file of lines. A row of
    a CSV file is read back as `record_of` does.

    Raises `LedgerError`.
    """
    file = None if revision.file is None else ledger.files.kept_as(revision.file)
    path = None if file is None else _path(file)
    if file is None or path is None:
        return None
    start = revision.start + (file.base if file.done else 0)
    try:
        return _record_at(path, file.format, start, article_id, revision.number)
    except (OSError, ValueError):
        return None


def _record_at(
    path: Path, line_format: str, start: int, article_id: str, number: int
) -> dict[str, Any] | None:
    entry: Entry | None
    if line_format == "csv":
        # A row has no end that can be told without reading from the top.
        rows = (one for one in entries(path, "csv") if one.start >= start)
        entry = next(rows, None)
    else:
        with text_of(path) as file:
            file.seek(start)
            record = json.loads(file.readline())
        entry = Entry(start, start, record if isinstance(record, dict) else None)
    if entry is None or entry.record is None or entry.key != (article_id, number):
        return None
    return record_of(entry.record) if line_format == "csv" else entry.record


def _path(file: Kept) -> Path | None:
    """Where the lines of *file* are: as it is, or compressed beside."""
    if not file.done:
        return file.part if file.part.is_file() else None
    places = (file.target, file.target.with_name(f"{file.target.name}.gz"))
    return next((path for path in places if path.is_file()), None)


def addresses(ledger: Ledger, site: str) -> Iterator[tuple[str, str]]:
    """Yield id and address of the articles of *site*, as the files hold them: of each
    its last revision, the latest files first. What is not in its file is left out.

    Raises `LedgerError`.
    """
    wanted: dict[int, dict[tuple[str, int], None]] = {}
    for article_id, revision, number, _ in ledger.history.latest(site):
        if number is not None:
            wanted.setdefault(number, {})[article_id, revision] = None
    files = ledger.files.kept()
    for number in sorted(wanted, reverse=True):
        file = files.get(number)
        path = None if file is None else _path(file)
        if file is None or path is None:
            continue
        keys = wanted[number]
        try:
            for entry in entries(path, "csv" if file.format == "csv" else "jsonl"):
                if entry.key in keys and entry.record is not None:
                    del keys[entry.key]
                    url = entry.record.get("url")
                    if isinstance(url, str) and url:
                        yield entry.key[0], url
        except OSError:
            continue
