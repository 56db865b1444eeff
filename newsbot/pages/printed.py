"""The date that a theme prints in an element which states only its day for machines:
`<time datetime="2026-11-20">2026/11/20 الساعة 11:44</time>`."""

from __future__ import annotations

import re
from datetime import datetime
from typing import TYPE_CHECKING, Final

from newsbot.arabic.dates import is_relative, parse_date, published_and_modified
from newsbot.pages.datesources import Candidate
from newsbot.pages.localclocks import ELSEWHERE
from newsbot.pages.utcmarks import STATED

if TYPE_CHECKING:
    from collections.abc import Iterable

    from newsbot.pages.datesources import DateField

# Midnight is a day in disguise.
_CLOCK: Final = re.compile(r"[T\s](?!0?0:00)\d\d?:\d\d", re.ASCII)


def is_wanted(field: DateField, found: Iterable[Candidate], *, tz: str | None) -> bool:
    """Whether what is printed may add to what was *found*: where nothing says more
    than the day; and where an interface does and the site's zone is not known, for
    the printed clock tells how far that is from UTC.

    What is printed may be the update without its label: it confirms and contradicts
    no instant.
    """
    clocks = [
        one
        for one in found
        if one.field == field and one.value and _CLOCK.search(str(one.value))
    ]
    if tz is None and field == "published":
        return not clocks or any(one.rule in STATED for one in clocks)
    return not clocks


def printed_dates(
    text: str,
    *,
    field: DateField,
    found: Iterable[Candidate],
    now: datetime,
    tz: str | None,
) -> list[Candidate]:
    """What *text*, printed in the element of a date, adds to what was *found*.

    Beside another date only a clock on a day of its own counts: a relative form moves
    with the clock, and the page may lie in a cache for days. A clock without a zone is
    no instant where the site's is not known; beside an interface's instant it is given
    all the same, to be compared with that.

    :param field: the field that the element is for
    :param now: an aware instant, the time of the fetch
    :param tz: IANA zone of the site's local times; None where it is not known
    """
    given = [one for one in found if one.field == field and one.value]
    read = published_and_modified(text, now=now, tz=tz or "UTC")
    if given and not any(isinstance(value, datetime) for value in read):
        return []
    values = dict(zip(("published", "modified"), read, strict=True))
    if field == "modified":
        values = {"modified": read[1] or read[0]}
    is_local = tz is None and _has_local_clock(text, now)
    if is_relative(text, now=now, tz=tz or "UTC"):
        is_alone = not given and not is_local
        return [Candidate(field, "text", text)] if is_alone else []
    is_stated = any(one.rule in STATED for one in given)
    if is_local and is_stated and read[1] is None:
        return [Candidate(field, "text", text)]
    candidates = []
    for name in ("published", "modified"):
        value = values.get(name)
        if is_local and isinstance(value, datetime):
            value = value.date()
        if value and (isinstance(value, datetime) or not given):
            candidates.append(Candidate(name, "text", value))
    return candidates


def _has_local_clock(text: str, now: datetime) -> bool:
    here, there = (parse_date(text, now=now, tz=tz) for tz in ("UTC", ELSEWHERE))
    return isinstance(here, datetime) and here != there
