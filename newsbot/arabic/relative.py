"""Relative forms: "منذ ساعتين", "قبل ثلاثة أيام", "أمس", "الخميس الماضي".

Seconds, minutes and hours give an instant; days and coarser units give a day, because
"منذ يومين" says nothing about the hour. A bare plural ("منذ أيام") gives nothing.
"""

import re
from calendar import monthrange
from datetime import UTC, date, datetime, timedelta
from typing import Final

from newsbot.arabic.tokens import Value

_NUMBER: Final = "(?:[12x]|cz|cd|c|z)"
# «واحدة» belongs to the unit before it, «وخمس» to the one behind.
_ONE: Final = "c(?![zduip])"
AMOUNT: Final = f"(?:{_NUMBER}[uip]Q?|[uiv](?:{_ONE})?Q?|q[ui])"
"""Kinds of one amount: 3 ساعات, ساعة واحدة, ساعتين, ساعة ونصف, نصف ساعة."""

_AMOUNTS: Final = re.compile(
    rf"(?P<number>{_NUMBER})?(?P<unit>[uip])(?P<one>{_ONE})?(?P<plus>Q)?"
    rf"|(?P<dual>v)(?P<two>{_ONE})?(?P<more>Q)?"
    r"|(?P<part>q)(?P<of>[ui])"
)
_SECONDS: Final = {"second": 1, "minute": 60, "hour": 3600}
_DAYS: Final = {"day": 1, "week": 7}
_MONTHS: Final = {"month": 1, "year": 12}
_ORDER: Final = (*_SECONDS, *_DAYS, *_MONTHS)
_ROUNDED: Final = {"week": 7, "month": 31, "year": 366}


def months_before(day: date, months: int) -> date | None:
    """Return the same day `months` earlier, or the last day of a shorter month.

    None when that would be before year 1.
    """
    index = day.year * 12 + day.month - 1 - months
    year, month = divmod(index, 12)
    if year < 1:
        return None
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


def _amounts(kinds: str, values: list[Value]) -> list[tuple[float, str]] | None:
    found: list[tuple[float, str]] = []
    for match in _AMOUNTS.finditer(kinds):
        if match["unit"]:
            unit = values[match.start("unit")]
            if match["number"]:
                start, end = match.span("number")
                amount: float = sum(values[start:end])
            elif match["unit"] == "p" or (
                match["one"] and values[match.start("one")] != 1
            ):
                return None
            else:
                amount = 1
            if match["plus"]:
                amount += values[match.start("plus")]
        elif match["dual"]:
            if match["two"] and values[match.start("two")] != 2:
                return None
            unit, amount = values[match.start("dual")], 2
            if match["more"]:
                amount += values[match.start("more")]
        else:
            unit = values[match.start("of")]
            amount = values[match.start("part")]
        if amount != int(amount) and unit not in ("minute", "hour"):
            # Half a day or half a year is no day of the calendar.
            return None
        if found and _ORDER.index(unit) >= _ORDER.index(found[-1][1]):
            # «منذ 5 دقائق 3 دقائق»: the second is another number, of a reading time.
            return None
        found.append((amount, unit))
    return found or None


def before(kinds: str, values: list[Value], now: datetime) -> datetime | date | None:
    """Return the moment that lies the amounts in `kinds` before `now`.

    `kinds` and `values` are a slice of `newsbot.arabic.tokens.Tokens`, `now` is aware
    and in the site's zone. An instant for seconds, minutes and hours, else a day. None
    when no number is said or the result leaves the calendar.
    """
    amounts = _amounts(kinds, values)
    if amounts is None or any(amount > 1_000_000 for amount, _ in amounts):
        return None
    seconds = sum(round(n * _SECONDS[unit]) for n, unit in amounts if unit in _SECONDS)
    days = sum(int(n) * _DAYS[unit] for n, unit in amounts if unit in _DAYS)
    months = sum(int(n) * _MONTHS[unit] for n, unit in amounts if unit in _MONTHS)
    day = months_before(now.date(), months)
    if day is None or day.toordinal() <= days:
        return None
    day -= timedelta(days=days)
    if not any(unit in _SECONDS for _, unit in amounts):
        return day
    if months:
        return None
    # On the time line, not on the wall clock, which may have jumped meanwhile.
    past = now.astimezone(UTC) - timedelta(days=days, seconds=seconds)
    return past.astimezone(now.tzinfo)


def confirms(kinds: str, values: list[Value], said: datetime | date, day: date) -> bool:
    """Tell whether a relative form agrees with a printed day, rounded as it may be.

    `said` is what :func:`before` returned for `kinds` and `values`. "منذ 5 أشهر" agrees
    with the days of a month around, "منذ 5 ساعات" with an hour beside the day.
    """
    if isinstance(said, datetime):
        hour = timedelta(hours=1)
        return (said - hour).date() <= day <= (said + hour).date()
    units = [value for kind, value in zip(kinds, values, strict=True) if kind in "uipv"]
    return abs((said - day).days) <= max(_ROUNDED.get(unit, 1) for unit in units)


def weekday_before(weekday: int, today: date) -> date:
    """Return the last such weekday before `today`, never `today` itself."""
    return today - timedelta(days=(today.weekday() - weekday - 1) % 7 + 1)
