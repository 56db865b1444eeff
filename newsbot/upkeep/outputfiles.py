"""Where the delivered lines of a data folder may lie."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from newsbot.upkeep.lines import format_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from newsbot.ledger import Kept

# What lies in a site's folder and is no output.
_OTHER = ("quarantine", "unfinished")
_RUNS = "runs.jsonl"


class OutputFile(NamedTuple):
    """A file to read, to its end or (``size``) as far as it is committed."""

    path: Path
    format: str
    size: int | None = None


def finished(
    root: Path, kept: Iterable[Kept], named: Iterable[Path]
) -> dict[Path, OutputFile]:
    """Return the files that hold finished lines, by their real address.

    Those that the ledger knows, as they are or compressed beside; those in the
    folders of the sites below *root*, whatever they are called; and *named*. Raises
    `FileNotFoundError` for a named file that is not there.
    """
    found: dict[Path, OutputFile] = {}

    def add(path: Path, line_format: str) -> None:
        found.setdefault(Path(os.path.realpath(path)), OutputFile(path, line_format))

    for file in kept:
        zipped = file.target.with_name(f"{file.target.name}.gz")
        for path in (file.target, zipped):
            if file.done and path.is_file():
                add(path, "csv" if file.format == "csv" else "jsonl")
    for path in _outputs(root):
        add(path, format_of(path) or "jsonl")
    for path in named:
        if not path.is_file():
            raise FileNotFoundError(f"there is no file {path}")
        add(Path(os.path.realpath(path)), format_of(path) or "jsonl")
    return found


def unfinished(kept: Mapping[int, Kept]) -> list[OutputFile]:
    """Return the parts of runs that go on or died, as far as they are committed."""
    return [
        OutputFile(file.part, "csv" if file.format == "csv" else "jsonl", file.size)
        for file in kept.values()
        if not file.done and file.part.is_file()
    ]


def site_folders(root: Path) -> list[Path]:
    """Return the folders of the sites below the data folder *root*."""
    inside = ("articles", "unfinished", "quarantine", "lock", _RUNS)
    if not root.is_dir():
        return []
    return sorted(
        folder
        for folder in root.iterdir()
        if folder.is_dir()
        and not folder.name.startswith(".")
        and any((folder / name).exists() for name in inside)
    )


def _outputs(root: Path) -> Iterator[Path]:
    for folder in site_folders(root):
        for path in sorted(folder.rglob("*")):
            place = path.relative_to(folder).parts
            hidden = any(name.startswith(".") for name in place)
            if place[0] in _OTHER or path.name == _RUNS or hidden:
                continue
            if path.is_file() and format_of(path) is not None:
                yield path
