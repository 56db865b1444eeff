"""Are the lines that the ledger calls delivered in the files?"""

from __future__ import annotations

import contextlib
from typing import TYPE_CHECKING, NamedTuple

from newsbot.ledger import hash64
from newsbot.upkeep.lines import entries
from newsbot.upkeep.outputfiles import OutputFile, finished, unfinished

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from newsbot.ledger import Delivered, Kept, Ledger


class Missing(NamedTuple):
    """A delivery whose line is nowhere, and the file that should hold it."""

    delivery: Delivered
    file: Path


class Report(NamedTuple):
    """What a check has found.

    ``checked`` deliveries were looked for; ``unchecked`` lie in no file that can be
    read back: they went to stdout, a remote storage or another format, to a file that
    a later run has replaced (-O), or were delivered from another data folder.
    """

    missing: list[Missing]
    checked: int
    unchecked: int


class Seen:
    """The articles that the files hold."""

    def __init__(self) -> None:
        self._keys: set[int] = set()
        self._nameless: set[tuple[Path, int]] = set()

    def read(self, address: Path, output: OutputFile) -> None:
        """Note every article in *output*, whose real address is *address*.

        Lines without an id are known by their place. Raises `OSError`.
        """
        for entry in entries(output.path, output.format, output.size):
            if entry.key is not None:
                self._keys.add(_number(*entry.key))
            elif entry.record is not None:
                self._nameless.add((address, entry.start))

    def has(self, delivery: Delivered, file: Kept) -> bool:
        """Tell whether the line of *delivery*, which belongs into *file*, was seen."""
        if _number(delivery.id, delivery.revision) in self._keys:
            return True
        path = (file.target if file.done else file.part).resolve()
        start = delivery.start + (file.base if file.done else 0)
        return (path, start) in self._nameless


def _number(article: str, revision: int) -> int:
    # 64 bits: with a million articles, two of them share a number once in 10^7 checks.
    return hash64(article, str(revision))


def check(ledger: Ledger, named: Iterable[Path] = ()) -> Report:
    """Look for every delivered line in the files of the data folder and in *named*.

    What was moved within its site's folder, compressed or tidied is found by its id.
    Raises `OSError` or `LedgerError`.
    """
    named = list(named)
    report = _look(ledger, named)
    if report.missing:
        # A run that ended, or a tidy, has moved its lines while we looked for them.
        again = {missing.delivery for missing in _look(ledger, named).missing}
        missing = [one for one in report.missing if one.delivery in again]
        report = report._replace(missing=missing)
    return report


def _look(ledger: Ledger, named: Iterable[Path]) -> Report:
    kept = ledger.files.kept()
    seen = Seen()
    for output in unfinished(kept):
        with contextlib.suppress(FileNotFoundError):  # its run has ended meanwhile
            seen.read(output.path.resolve(), output)
    for address, output in finished(ledger.files.root, kept.values(), named).items():
        with contextlib.suppress(FileNotFoundError):  # it was tidied meanwhile
            seen.read(address, output)
    kept |= ledger.files.kept()  # runs and tidies have begun others meanwhile
    missing = []
    checked = unchecked = 0
    for delivery in ledger.audit.deliveries():
        file = None if delivery.file is None else kept.get(delivery.file)
        if file is None or file.replaced:
            unchecked += 1
            continue
        checked += 1
        if not seen.has(delivery, file):
            missing.append(Missing(delivery, file.target if file.done else file.part))
    return Report(missing, checked, unchecked)
