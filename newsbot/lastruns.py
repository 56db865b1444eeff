"""What runs.jsonl says of a site's last runs."""

from __future__ import annotations

import json
from datetime import datetime
from os import SEEK_END
from typing import TYPE_CHECKING, Any, Final, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

_BLOCK: Final = 1 << 16
_NEWS: Final = ("delivered", "revised", "withdrawn")


class LastRuns(NamedTuple):
    """The last run of a site, and the last that had news."""

    started: datetime
    """When the last run began, an aware instant."""

    verdict: str
    """Its verdict."""

    reason: str
    """Why, in words."""

    news: datetime | None
    """When the last run began that delivered something; None: no run has."""


def last_runs(path: Path) -> LastRuns | None:
    """What the file *path* (a runs.jsonl) says; None if no run stands in it.

    :raises OSError: if it cannot be read
    """
    last: LastRuns | None = None
    for record in _records(path):
        started = datetime.fromisoformat(record["started"])
        if last is None:
            words = str(record["verdict"]), str(record.get("reason", ""))
            last = LastRuns(started, *words, None)
        if any(record["pages"].get(outcome) for outcome in _NEWS):
            return last._replace(news=started)
    return last


def _records(path: Path) -> Iterator[dict[str, Any]]:
    """The runs, the last one first; lines that are none, as after a full disk, are
    passed over."""
    for line in _lines(path):
        try:
            record = json.loads(line)
            is_run = datetime.fromisoformat(record["started"]).tzinfo is not None
            is_run = is_run and isinstance(record["pages"], dict)
        except (ValueError, KeyError, TypeError):
            continue
        if is_run and "verdict" in record:
            yield record


def _lines(path: Path) -> Iterator[bytes]:
    """The lines of *path* from its end: a file of years has the last news near it."""
    with path.open("rb") as file:
        end = file.seek(0, SEEK_END)
        rest: list[bytes] = []
        while end:
            start = max(0, end - _BLOCK)
            file.seek(start)
            first, *lines = file.read(end - start).split(b"\n")
            if lines:
                yield b"".join([lines.pop(), *reversed(rest)])
                yield from reversed(lines)
                rest = []
            rest.append(first)
            end = start
        yield b"".join(reversed(rest))
