"""What a date line says, and the reading of the shape that most of them have."""

import re
from dataclasses import dataclass
from datetime import date, datetime
from typing import Final
from zoneinfo import ZoneInfo

from newsbot.arabic.clock import Clock, UnreadableError, at
from newsbot.arabic.tokens import Tokens


@dataclass(slots=True)
class DateLine:
    """What one line of text says of its dates.

    `shared`: the update has its day from elsewhere.

    "04 آب 2013، آخر تحديث 02:21" prints one day and one clock: the update's.
    """

    published: datetime | date | None = None
    modified: datetime | date | None = None
    shared: bool = False


# The commonest lines of all, read without a search: الجمعة 24 يناير 2025 10:30 م,
# 24/1/2025 - 10:30. What this says must be what the search would say.
_PLAIN: Final = re.compile(
    r"W?,?(?P<d>[12])(?:M|(?P<s>[/-])(?P<m>[12])(?P=s)),?(?P<y>Y)m?"
    r"(?:[,|-]?(?P<h>[12]):(?P<n>2)(?::(?P<c>2))?(?P<p>[Asm])?)?"
)


def plain(tokens: Tokens, site: ZoneInfo) -> DateLine | None:
    """Read a tokenized line of the commonest shape, None where it has another.

    Raises UnreadableError where there is no such day or time of day.
    """
    kinds, values = tokens
    found = _PLAIN.fullmatch(kinds)
    if found is None:
        return None
    day, month = found.start("d"), found.start("m")
    if month < 0:
        month = day + 1
    elif kinds[0] == "W" or values[month] > 12:
        return None
    try:
        printed = date(values[found.start("y")], values[month], values[day])
    except ValueError as error:
        raise UnreadableError(str(error)) from error
    hour, second, period = found.start("h"), found.start("c"), found.start("p")
    if hour < 0:
        return DateLine(published=printed)
    clock = Clock(
        hour=values[hour],
        minute=values[found.start("n")],
        second=values[second] if second >= 0 else 0,
        period=values[period] if period >= 0 else None,
        zone=None,
    )
    moment = at(printed, clock, site)
    if moment is None:
        raise UnreadableError("no such time of day")
    return DateLine(published=moment)
