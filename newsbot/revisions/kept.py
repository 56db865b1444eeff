"""The last record of a delivered article: as the ledger keeps it, or from its file."""

from __future__ import annotations

import json
import zlib
from dataclasses import MISSING
from typing import TYPE_CHECKING, Any, Final

from newsbot.items import Article, Related, Revisit

if TYPE_CHECKING:
    from collections.abc import Mapping

    from newsbot.ledger import Ledger


# What every article has, so that a line is one: files may hold fewer fields than usual.
_NEEDED: Final = [
    name
    for name, field in Article.__dataclass_fields__.items()
    if field.default is MISSING and field.default_factory is MISSING
]

# What is encoded is a record and holds no circles.
_encode = json.JSONEncoder(ensure_ascii=False, check_circular=False).encode


def pack(record: Mapping[str, Any]) -> bytes:
    """Return *record* compressed, about a third of its line."""
    # A higher level saves a tenth of the bytes, and takes up to twice the time.
    return zlib.compress(_encode(record).encode("utf-8", "surrogatepass"), 1)


def last_record(ledger: Ledger, article_id: str) -> dict[str, Any] | None:
    """Return the record of the last revision of *article_id*; None if the ledger does
    not keep it (any more) and its line is not where it was written, or cannot be read
    back from there."""
    packed = ledger.watches.last_record(article_id)
    if packed is not None:
        record: dict[str, Any] = json.loads(zlib.decompress(packed))
        return record
    revisions = ledger.history.revisions(article_id)
    if not revisions:
        return None
    # Only now: a run that looks at nothing need not load it.
    from newsbot.upkeep.reading import line_of

    found = line_of(ledger, article_id, revisions[-1])
    return found if found is not None and _is_whole(found) else None


def _is_whole(record: dict[str, Any]) -> bool:
    """Whether *record*, a line of a file, can be delivered again as it is: people edit
    files, and some hold fewer fields."""
    return (
        all(record.get(name) is not None for name in _NEEDED)
        and isinstance(record.get("sources"), dict)
        and isinstance(record.get("related", []), list)
        and isinstance(record.get("found"), dict | None)
    )


def revisit(record: Mapping[str, Any], **changed: Any) -> Revisit:
    """Return *record*, of whatever version, as an item, with some fields *changed*.

    Raises `TypeError` if it lacks what every article has.
    """
    names = Article.__dataclass_fields__.keys() - {"schema"}
    values = {name: record[name] for name in names if name in record}
    related = record.get("related")
    if isinstance(related, list):
        known = Related.__dataclass_fields__
        values["related"] = [
            Related(**{name: one[name] for name in known if name in one})
            if isinstance(one, dict)
            else one
            for one in related
        ]
    return Revisit(**{**values, **changed})
