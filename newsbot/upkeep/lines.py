"""Reading feed files back, line by line."""

from __future__ import annotations

import csv
import errno
import gzip
import json
import sys
import zlib
from contextlib import contextmanager
from typing import IO, TYPE_CHECKING, Any, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path


class Entry(NamedTuple):
    """One line of a feed file (in CSV: one row).

    It reaches from byte ``start`` to before ``end``, in the text where the file is
    compressed. ``record`` is None for what is no article: half a line, or no JSON
    object.
    """

    start: int
    end: int
    record: dict[str, Any] | None

    @property
    def key(self) -> tuple[str, int] | None:
        """The article's id and revision; None where the line does not state an id."""
        article = None if self.record is None else self.record.get("id")
        if self.record is None or not isinstance(article, str) or not article:
            return None
        try:
            return article, int(self.record.get("revision") or 1)
        except (TypeError, ValueError):
            return article, 1


def format_of(path: Path) -> str | None:
    """Return ``csv`` or ``jsonl`` by the end of the name, with or without ``.gz``;
    None for another one.
    """
    suffix = path.with_suffix("").suffix if path.suffix == ".gz" else path.suffix
    if suffix == ".csv":
        return "csv"
    return "jsonl" if suffix in (".jsonl", ".jl", ".jsonlines") else None


def entries(path: Path, line_format: str, size: int | None = None) -> Iterator[Entry]:
    """Yield the lines of *path*, of its first *size* bytes (None: all).

    Raises `OSError` if it cannot be read or its compression is damaged.
    """
    with text_of(path) as file:
        lines = _cut(file, size)
        yield from _rows(lines) if line_format == "csv" else _objects(lines)


@contextmanager
def text_of(path: Path, *, zipped: bool | None = None) -> Iterator[IO[bytes]]:
    """Open *path* for reading, through gzip if it is *zipped* (None: if its name ends
    in .gz).

    Raises `OSError` also where gzip raises something else.
    """
    try:
        with path.open("rb") as raw:
            if path.suffix == ".gz" if zipped is None else zipped:
                with gzip.open(raw) as file:
                    yield file  # type: ignore[misc]
            else:
                yield raw
    except (EOFError, zlib.error, gzip.BadGzipFile) as error:
        message = f"is damaged ({error}): restore it from a copy, or move it away"
        raise OSError(errno.EIO, message, str(path)) from error


def _cut(file: IO[bytes], size: int | None) -> Iterator[bytes]:
    place = 0
    for line in file:
        place += len(line)
        if size is not None and place > size:
            return
        yield line


def _objects(lines: Iterator[bytes]) -> Iterator[Entry]:
    start = 0
    for line in lines:
        try:
            record = json.loads(line)
        except ValueError:
            record = None
        end = start + len(line)
        yield Entry(start, end, record if isinstance(record, dict) else None)
        start = end


def _rows(lines: Iterator[bytes]) -> Iterator[Entry]:
    # An article is longer than the 128 KiB that a field may have otherwise.
    csv.field_size_limit(sys.maxsize)
    place = 0

    def decoded() -> Iterator[str]:
        nonlocal place
        for line in lines:
            place += len(line)
            yield line.decode("utf-8", "replace")

    # The reader takes lines only until its row is whole, so the place is exact.
    reader = csv.reader(decoded())
    head = next(reader, None)
    start = place
    for row in reader:
        if head is not None and len(row) == len(head):
            filled = (value or None for value in row)
            yield Entry(start, place, dict(zip(head, filled, strict=True)))
        else:
            yield Entry(start, place, None)
        start = place
