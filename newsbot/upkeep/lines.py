"""Reading feed files back, line by line."""

from __future__ import annotations

import csv
import errno
import gzip
import json
import sys
import zlib
from contextlib import contextmanager
from typing import IO, TYPE_CHECKING, Any, Final, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path


_NEEDED: Final = ("id", "site", "url")
_TEXTS: Final = ("title", "text", "canonical_url", "duplicate_of")
# PostgreSQL's INTEGER has 32 bits.
_NO_REVISION: Final = 1 << 31


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
        except (OverflowError, TypeError, ValueError):
            return article, 1

    @property
    def is_article(self) -> bool:
        """Whether the ledger can hold it as delivered: people edit files, so a value
        may be missing, or of any type."""
        record, key = self.record, self.key
        if record is None or key is None or not 0 < key[1] < _NO_REVISION:
            return False
        return all(_is_text(record.get(name)) for name in _NEEDED) and all(
            isinstance(record.get(name), str | None) for name in _TEXTS
        )


def _is_text(value: Any) -> bool:
    if not isinstance(value, str) or not value or "\0" in value:
        return False
    try:
        value.encode()
    except UnicodeEncodeError:  # the half of a character, which JSON can escape
        return False
    return True


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
        codec = "utf-8-sig"  # for Excel, a table may begin with a byte order mark
        for line in lines:
            place += len(line)
            yield line.decode(codec, "replace")
            codec = "utf-8"

    # The reader takes lines only until its row is whole, so the place is exact.
    rows = _readable(csv.reader(decoded()))
    head = next(rows, None)
    start = place
    for row in rows:
        if head and len(row) == len(head):
            filled = (value or None for value in row)
            yield Entry(start, place, dict(zip(head, filled, strict=True)))
        else:
            yield Entry(start, place, None)
        start = place


def _readable(rows: Iterator[list[str]]) -> Iterator[list[str]]:
    """Yield *rows*, and an empty one for each that is none."""
    while True:
        try:
            yield next(rows)
        except StopIteration:
            return
        except csv.Error:  # after which the reader goes on with the next line
            yield []
