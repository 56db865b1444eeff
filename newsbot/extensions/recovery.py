"""Bringing the files of dead runs to their end, before a new run begins.

The caller holds the run lock of the site folder, so nobody writes these files.
"""

from __future__ import annotations

import contextlib
import dataclasses
import fcntl
import logging
import os
from pathlib import Path
from typing import TYPE_CHECKING

from newsbot.feedstorage import LineFeedStorage, Piece, arrived, publish, temporary

if TYPE_CHECKING:
    from collections.abc import Sequence

    from newsbot.ledger import FeedFile, Ledger

logger = logging.getLogger(__name__)


def piece_of(file: FeedFile) -> Piece:
    """Return the part of *file* that is committed."""
    return Piece(Path(file.part), file.size, header=file.format == "csv")


def goes_on(ledger: Ledger, target: Path) -> bool:
    """Tell whether *target* is as a run that did not come to its end has left it.

    Its articles will not come again, so even -O adds to it.
    """
    size = ledger.files.stopped_at(target)
    return size is not None and target.is_file() and target.stat().st_size == size


def put(
    ledger: Ledger,
    files: Sequence[FeedFile],
    target: Path,
    *,
    overwrite: bool,
    whole: bool,
) -> None:
    """Put the lines of *files* into *target* for good: after a crash at any point in
    here, `recover` finds out whether it was done.

    *whole*: the run has come to its end. Raises `OSError` or `LedgerError`; the lines
    are then still in their parts.
    """
    numbers = [file.id for file in files]
    add = not overwrite or goes_on(ledger, target)

    def intend(bases: list[int]) -> None:
        places = dict(zip(numbers, bases, strict=True))
        ledger.files.put(places, target, overwrite=not add)

    publish([piece_of(file) for file in files], target, add=add, before=intend)
    ledger.files.finish(numbers, whole=whole)
    for file in files:
        Path(file.part).unlink()


def recover(
    ledger: Ledger, owner: str, workplace: Path, feeds: Sequence[LineFeedStorage]
) -> dict[LineFeedStorage, list[FeedFile]]:
    """Finish the files that dead runs of *owner* have left in *workplace*.

    Each is cut back to what was recorded as delivered and put into its target.
    Returns the files whose lines must wait for the end of this run, by the feed of
    *feeds* that takes them: those of a run with -O, if this one writes the same
    file, and those whose target cannot be written any more. Raises `OSError` if no
    feed can take such lines.
    """
    carried: dict[LineFeedStorage, list[FeedFile]] = {}
    for left in ledger.files.unfinished(owner):
        if _written(Path(left.part)):
            logger.warning("%s is being written by another run", left.part)
            continue
        file = _heal(ledger, left)
        if file is None:
            continue
        if heir := _same_target(file, feeds):
            carried.setdefault(heir, []).append(file)
            continue
        try:
            put(
                ledger,
                [file],
                Path(file.target),
                overwrite=file.overwrite,
                whole=False,
            )
        except OSError as error:
            heir = next((feed for feed in feeds if _takes(feed, file)), None)
            if heir is None:
                message = (
                    f"{file.part} holds delivered articles for {file.target}, which "
                    f"cannot be written ({error.strerror}): make it writable"
                )
                raise OSError(error.errno, message) from error
            logger.warning(
                "%s cannot be written (%s): its lines go to %s",
                file.target,
                error.strerror,
                heir.target,
            )
            carried.setdefault(heir, []).append(file)
        else:
            logger.info("Finished %s, which a dead run had left", file.target)
    _tidy(ledger, workplace)
    return carried


def _tidy(ledger: Ledger, workplace: Path) -> None:
    """Remove what nobody needs: temporary files, and parts that have arrived.

    Parts that this ledger does not know stay: they may be those of another one.
    """
    for path in workplace.iterdir() if workplace.is_dir() else ():
        if path.name.startswith(".newsbot-") or ledger.files.has_arrived(path):
            path.unlink()


def _same_target(
    file: FeedFile, feeds: Sequence[LineFeedStorage]
) -> LineFeedStorage | None:
    """Return the -O feed that goes on with the -O file of a dead run."""
    for feed in feeds:
        if (
            file.overwrite
            and feed.overwrite
            and _takes(feed, file)
            and feed.target == Path(file.target)
        ):
            return feed
    return None


def _takes(feed: LineFeedStorage, file: FeedFile) -> bool:
    """Whether the lines of *file* may stand in *feed*: JSON Lines have three names."""
    return (feed.format == "csv") == (file.format == "csv")


def _written(part: Path) -> bool:
    """Tell whether a live process writes *part*: a run without the run lock."""
    try:
        with part.open("rb") as file:
            fcntl.flock(file, fcntl.LOCK_SH | fcntl.LOCK_NB)
    except BlockingIOError:
        return True
    except FileNotFoundError:
        return False
    return False


def _heal(ledger: Ledger, file: FeedFile) -> FeedFile | None:
    """Cut the part of *file* back to what is committed.

    Returns what is recorded of it then. None: nothing is left to do, because its
    lines have arrived or there are none.
    """
    part, target = Path(file.part), Path(file.target)
    with contextlib.suppress(OSError):  # not there, or its folder is not
        temporary(target, part).unlink()
    if file.base is not None and arrived(piece_of(file), target, file.base):
        ledger.files.finish([file.id], whole=False)
        part.unlink(missing_ok=True)
        return None
    size = part.stat().st_size if part.exists() else 0
    size = _cut_to_lines(ledger, file, size) if size < file.size else file.size
    if not size:
        part.unlink(missing_ok=True)
        ledger.files.drop(file.id)
        return None
    os.truncate(part, size)
    return dataclasses.replace(file, size=size)


def _cut_to_lines(ledger: Ledger, file: FeedFile, size: int) -> int:
    """Forget the deliveries whose lines are gone from the disk.

    Somebody removed the part, or the disk lost what it had confirmed: the articles
    are not delivered, whatever was recorded. Returns the size of the whole lines.
    """
    starts, whole = ledger.files.line_starts(file.id), 0
    if starts:
        whole = max((start for start in starts if start <= size), default=0)
    else:  # a second feed of the same articles, which are recorded with the first
        with contextlib.suppress(FileNotFoundError):
            whole = Path(file.part).read_bytes()[:size].rfind(b"\n") + 1
    lost = ledger.files.cut(file.id, whole)
    logger.error(
        "%s lost its end (%d of %d bytes): %d articles are delivered again",
        file.part,
        size,
        file.size,
        lost,
    )
    return whole
