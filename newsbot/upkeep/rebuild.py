"""The delivered part of the ledger, made anew from the files."""

from __future__ import annotations

import contextlib
from datetime import UTC, datetime
from functools import partial
from typing import TYPE_CHECKING, Any, NamedTuple

from newsbot.extensions.lock import RunLock
from newsbot.ledger import Read, Watch
from newsbot.pipelines.duplicates import day_of, delivery_of
from newsbot.revisions.fields import Fields
from newsbot.revisions.kept import pack
from newsbot.revisions.schedule import Schedule
from newsbot.similarity.fingerprint import fingerprint
from newsbot.upkeep.check import check
from newsbot.upkeep.lines import entries
from newsbot.upkeep.outputfiles import finished, site_folders

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

    from newsbot.ledger import Ledger
    from newsbot.upkeep.outputfiles import OutputFile

_BATCH = 200


class Rebuilt(NamedTuple):
    """What a rebuild has done.

    ``articles`` lines were written down, ``forgotten`` deliveries had lost theirs, and
    ``unread`` lists lines that are no article: file and byte.
    """

    articles: int
    forgotten: int
    unread: list[tuple[Path, int]]


class RebuildRefusedError(Exception):
    """A rebuild would lose more than it gains, and has changed nothing; ``plan`` is
    what it would have done."""

    def __init__(self, plan: Rebuilt) -> None:
        super().__init__(f"{plan.articles} found, {plan.forgotten} to be forgotten")
        self.plan = plan


def rebuild(
    ledger: Ledger,
    named: Iterable[Path] = (),
    schedule: Schedule | None = None,
    *,
    force: bool = False,
) -> Rebuilt:
    """Write down what the files of the data folder and *named* hold as delivered, so
    that no run delivers it again; what the ledger knew and no file holds is forgotten,
    so that it is delivered again, from lists that are read from the top. The
    near-duplicate index gets what it lacks.

    With *schedule*, articles are looked at again as if they had not been looked at
    since their last delivery.

    Killed at any moment, it has changed nothing or may simply be run again. Raises
    `Locked` while a run goes on, `OSError` or `LedgerError`; `RebuildRefusedError` if
    it finds nothing to write down or forget or, unless told to by *force*, if it would
    forget more articles than it finds: their files are rather elsewhere than gone.
    """
    named = list(named)
    with contextlib.ExitStack() as stack:
        for folder in site_folders(ledger.files.root):
            stack.enter_context(RunLock(folder / "lock"))
        missing = [one.delivery for one in check(ledger, named).missing]
        files = finished(ledger.files.root, ledger.files.kept().values(), named)
        survey = _survey(files.values())
        plan = Rebuilt(survey.articles, len(missing), survey.unread)
        unsafe = plan.forgotten > plan.articles and not force
        if unsafe or not (plan.articles or plan.forgotten):
            raise RebuildRefusedError(plan)
        found = _deliveries(files.values(), survey.revised, schedule or Schedule())
        ledger.audit.rebuild(found, survey.sites, missing, survey.sizes)
        _index(ledger, survey.order)
    return plan


class _Survey(NamedTuple):
    articles: int
    sites: set[str]
    sizes: list[tuple[Path, str, int]]
    order: list[OutputFile]
    """The files by their first article: the order in which they were begun."""
    unread: list[tuple[Path, int]]
    revised: dict[str, int]
    """Articles of several revisions, with the number of the last."""


def _survey(files: Iterable[OutputFile]) -> _Survey:
    articles = 0
    sites: set[str] = set()
    sizes = []
    unread = []
    begun = []
    revised: dict[str, int] = {}
    for output in files:
        first = None
        size = 0
        for entry in entries(output.path, output.format):
            size = entry.end
            if not entry.is_article:
                unread.append((output.path, entry.start))
                continue
            assert entry.record is not None
            assert entry.key is not None
            articles += 1
            name, revision = entry.key
            if revision > revised.get(name, 1):
                revised[name] = revision
            sites.add(entry.record["site"])
            first = first or str(_stamp(entry.record) or "")
        sizes.append((output.path, output.format, size))
        begun.append((first or "", output))
    begun.sort(key=lambda pair: (pair[0], pair[1].path))
    order = [output for _, output in begun]
    return _Survey(articles, sites, sizes, order, unread, revised)


def _articles(output: OutputFile) -> Iterator[tuple[int, dict[str, Any]]]:
    for entry in entries(output.path, output.format):
        if entry.is_article:
            assert entry.key is not None
            assert entry.record is not None
            yield entry.start, {**entry.record, "revision": entry.key[1]}


def _deliveries(
    files: Iterable[OutputFile], revised: dict[str, int], schedule: Schedule
) -> Iterator[Read]:
    now = datetime.now(UTC)
    for output in files:
        for start, record in _articles(output):
            delivery = delivery_of(record)
            fetched = _fetched(record)
            # The rows of a CSV file have no values but strings.
            if isinstance(record.get("sources"), dict):
                delivery = delivery._replace(fields=str(Fields.of(record)))
                if record["revision"] == revised.get(record["id"], 1):
                    watch = _watch(record, fetched, schedule, now)
                    delivery = delivery._replace(watch=watch)
            yield Read(delivery, output.path, start, fetched)


def _watch(
    record: dict[str, Any], fetched: datetime | None, schedule: Schedule, now: datetime
) -> Watch | None:
    if fetched is None or not _has_day(record):
        return None
    due, step = schedule.due(fetched, now)
    if due is None:
        return None
    return Watch(due, step, day_of(record).toordinal(), partial(pack, record))


def _stamp(record: dict[str, Any]) -> Any:
    """When *record* was delivered, about: that of a withdrawal is an old page."""
    return record.get("noticed") or record.get("fetched")


def _fetched(record: dict[str, Any]) -> datetime | None:
    try:
        moment = datetime.fromisoformat(_stamp(record))
    except (TypeError, ValueError):
        return None
    return moment if moment.tzinfo is not None else None


def _index(ledger: Ledger, files: Iterable[OutputFile]) -> None:
    """Add to the near-duplicate index what it lacks, with the answers of the record."""
    waiting: list[dict[str, Any]] = []
    batch: list[dict[str, Any]] = []
    for output in files:
        for _, record in _articles(output):
            batch.append(record)
            if len(batch) == _BATCH:
                waiting += _add(ledger, batch, last=False)
                batch.clear()
    waiting += _add(ledger, batch, last=False)
    # Two files may have been written at once: what a copy refers to came later here.
    _add(ledger, waiting, last=True)


def _add(
    ledger: Ledger, records: list[dict[str, Any]], *, last: bool
) -> list[dict[str, Any]]:
    """Add *records*; return those that refer to an article that is not there yet.

    *last*: there is no such article; the first copy of it leads the group then.
    """
    store = ledger.neighbours
    waiting = []
    with store.transaction():
        for record in records:
            if store.answer(record["id"]) is not None or not _has_day(record):
                continue
            first = record.get("duplicate_of")
            number = None if not first else store.number(first)
            if first and number is None and not last:
                waiting.append(record)
                continue
            group = None if number is None else store.group(number)[0]
            score = None if group is None else float(record["duplicate_score"] or 1)
            kept = fingerprint(record.get("title") or "", record.get("text") or "")
            store.add(record["id"], day_of(record), kept, group, score)
    return waiting


def _has_day(record: dict[str, Any]) -> bool:
    """Whether the index can take *record*: files may hold fewer fields than usual."""
    try:
        day_of(record)
        return not record.get("duplicate_of") or float(record["duplicate_score"]) > 0
    except (KeyError, TypeError, ValueError):
        return False
