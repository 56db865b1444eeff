"""The last record of a delivered article: as the ledger keeps it, or from its file."""

from __future__ import annotations

import json
import zlib
from typing import TYPE_CHECKING, Any

from newsbot.items import Article, Related, Revisit

if TYPE_CHECKING:
    from collections.abc import Mapping

    from newsbot.ledger import Ledger


# What is encoded is a record and holds no circles.
_encode = json.JSONEncoder(ensure_ascii=False, check_circular=False).encode


def pack(record: Mapping[str, Any]) -> bytes:
    """Return *record* compressed, about a third of its line."""
    # A higher level saves a tenth of the bytes, and takes up to twice the time.
    return zlib.compress(_encode(record).encode("utf-8", "surrogatepass"), 1)


def last_record(ledger: Ledger, article_id: str) -> dict[str, Any] | None:
    """Return the record of the last revision of *article_id*; None if the ledger does
    not keep it (any more) and its line is not where it was written."""
    packed = ledger.last_record(article_id)
    if packed is not None:
        record: dict[str, Any] = json.loads(zlib.decompress(packed))
        return record
    revisions = ledger.revisions(article_id)
    if not revisions:
        return None
    # Only now: a run that looks at nothing need not load it.
    from newsbot.upkeep.reading import line_of

    found = line_of(ledger, article_id, revisions[-1])
    # The rows of a CSV file have no values but strings.
    return found if found and isinstance(found.get("sources"), dict) else None


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
