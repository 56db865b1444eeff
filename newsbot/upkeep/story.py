"""The history of one article, as `scrapy story` prints it."""

from __future__ import annotations

import json
import zlib
from difflib import SequenceMatcher
from typing import TYPE_CHECKING, Any

from newsbot.revisions.fields import COMPARED
from newsbot.similarity import url_key
from newsbot.upkeep.reading import line_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from newsbot.ledger import Ledger, Revision

_CONTEXT = 4
# Words of both texts: more are compared by those that are not frequent in them.
_LONG = 8000


def find(ledger: Ledger, name: str) -> str | None:
    """Return the id of the delivered article *name*: its id, or one of its addresses;
    None if there is none."""
    if ledger.history.revisions(name):
        return name
    key = url_key(name)
    for host in ledger.sites.hosts():
        known = ledger.delivered(host, url_keys=[key])
        if known is not None:
            return known.id
    return None


def word_diff(old: str, new: str) -> list[str]:
    """Return the places where *new* differs from *old*, each a line: what went in
    ``[-…-]``, what came in ``{+…+}``, with a few words around.

    The marks are those of wdiff. They are neutral for the bidi algorithm (UAX #9) and
    brackets are mirrored, so an Arabic line reads from right to left throughout.
    """
    a, b = old.split(), new.split()
    lines = []
    # With autojunk, frequent words count as nothing. Without it, a live page of 16 000
    # words took a minute.
    matcher = SequenceMatcher(None, a, b, autojunk=len(a) + len(b) > _LONG)
    for group in matcher.get_grouped_opcodes(_CONTEXT):
        words = ["…"] if group[0][1] else []
        for tag, i, j, k, m in group:
            if tag == "equal":
                words += a[i:j]
                continue
            if i < j:
                words.append(f"[-{' '.join(a[i:j])}-]")
            if k < m:
                words.append(f"{{+{' '.join(b[k:m])}+}}")
        if group[-1][2] < len(a):
            words.append("…")
        lines.append(" ".join(words))
    return lines


def history(ledger: Ledger, article_id: str) -> Iterator[str]:
    """Yield the lines of the history of *article_id*, which was delivered.

    Raises `LedgerError`.
    """
    revisions = ledger.history.revisions(article_id)
    records = [_record(ledger, article_id, one, revisions[-1]) for one in revisions]
    yield article_id
    yield from _place(ledger, article_id, records)
    before: dict[str, Any] | None = None
    for revision, record in zip(revisions, records, strict=True):
        yield ""
        yield from _revision(ledger, revision, record, before)
        before = record


def _record(
    ledger: Ledger, article_id: str, revision: Revision, last: Revision
) -> dict[str, Any] | None:
    record = line_of(ledger, article_id, revision)
    if record is None and revision is last:
        packed = ledger.watches.last_record(article_id)
        record = None if packed is None else json.loads(zlib.decompress(packed))
    return record


def _place(
    ledger: Ledger, article_id: str, records: list[dict[str, Any] | None]
) -> Iterator[str]:
    """Where the article stands: address, how it was found, copies, related ones."""
    addresses = (str(one["url"]) for one in records if one and one.get("url"))
    for address in dict.fromkeys(addresses):
        yield f"address: {address}"
    found = ledger.links.origin(article_id) or _origin(
        next((o for o in records if o), {})
    )
    if found is not None:
        via, source = found
        yield f"found: {via}" + (f", {source}" if source else "")
    if original := ledger.history.original(article_id):
        yield f"copy of: {_alike(*original)}"
    for copy in ledger.history.copies(article_id):
        yield f"its copy: {_alike(*copy)}"
    related = _related(next((one for one in reversed(records) if one), {}))
    for position, other in ledger.links.related_of(article_id):
        place = other or related.get(position, "an article that was not delivered")
        yield f"names as related {position}: {place}"
    for position, name in ledger.links.related_from(article_id):
        yield f"named as related {position} by: {name}"


def _related(record: dict[str, Any]) -> dict[int, str]:
    """Position → address of the related articles of a record."""
    entries = record.get("related")
    return {
        one["position"]: str(one["url"])
        for one in (entries if isinstance(entries, list) else [])
        if isinstance(one, dict) and isinstance(one.get("position"), int)
        if one.get("url")
    }


def _origin(record: dict[str, Any]) -> tuple[str, str | None] | None:
    """What a record says of it, where the ledger did not write it down yet."""
    found = record.get("found")
    if not isinstance(found, dict) or not found.get("via"):
        return None
    return str(found["via"]), found.get("from")


def _alike(article_id: str, score: float | None) -> str:
    return article_id if score is None else f"{article_id} ({score:.2f})"


def _revision(
    ledger: Ledger,
    revision: Revision,
    record: dict[str, Any] | None,
    before: dict[str, Any] | None,
) -> Iterator[str]:
    head = f"revision {revision.number}, delivered {revision.delivered:%Y-%m-%d %H:%M}Z"
    if record is None:
        yield head
        yield f"  its line is not in {_file(ledger, revision)} any more"
        return
    if record.get("status") == "withdrawn":
        yield f"{head}: withdrawn, noticed {record.get('noticed')}"
        return
    if revision.number == 1:
        yield head
        yield f"  {_text(record, 'title')}"
        return
    changes = [str(name) for name in _list(record.get("changes"))]
    stated = f", modified {record['modified']}" if record.get("modified") else ""
    yield f"{head}: {', '.join(changes)}{stated}"
    for name in (name for name in changes if name in COMPARED):
        yield f"  {name}:"
        if before is None:
            # Not comparable: what it is now.
            yield "    (the revision before is in no file any more)"
            continue
        for line in word_diff(_text(before, name), _text(record, name)):
            yield f"    {line}"


def _list(value: Any) -> list[Any]:
    return value if isinstance(value, list) else str(value or "").split(",")


def _text(record: dict[str, Any], name: str) -> str:
    value = record.get(name)
    return "، ".join(map(str, value)) if isinstance(value, list) else str(value or "")


def _file(ledger: Ledger, revision: Revision) -> str:
    kept = None if revision.file is None else ledger.files.kept_as(revision.file)
    return "any file" if kept is None else str(kept.target)
