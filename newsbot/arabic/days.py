"""From date items of the grammar to days of the calendar.

Day before month; a printed weekday decides where it can. A Hijri date counts in years
13xx to 15xx, by Umm al-Qura (`hijridate`): of 217 printed pairs of one country 215
agree with it to the day, across countries 20 of 24, the others by a day or two.
"""

from datetime import date, timedelta

from newsbot.arabic.clock import UnreadableError
from newsbot.arabic.dateline import Item
from newsbot.arabic.relative import months_before, weekday_before
from newsbot.arabic.tokens import Tokens, Value


def _date(year: int, month: int, day: int) -> date:
    try:
        return date(year, month, day)
    except ValueError as error:
        raise UnreadableError(str(error)) from error


def _values(item: Item, tokens: Tokens, group: str) -> list[Value]:
    span = item.span(group)
    return [v for v in tokens.values[slice(*span)] if v is not None] if span else []


def _day_and_month(item: Item, tokens: Tokens) -> tuple[int, int]:
    months = set(_values(item, tokens, "m"))
    if len(months) != 1:
        # "يناير/فبراير"
        raise UnreadableError("two months")
    return sum(_values(item, tokens, "d")), int(months.pop())


def gregorian(item: Item, tokens: Tokens, today: date, weekday: int | None) -> date:
    """Return the day of a Gregorian date with its year; `weekday` is printed beside it.

    Raises UnreadableError where there is no such day.
    """
    day, month = _day_and_month(item, tokens)
    year = int(_values(item, tokens, "y")[0])
    if year < 100:
        year += 2000 if year <= (today.year + 1) % 100 else 1900
        return _date(year, month, day)
    if item.form != "dmy":
        return _date(year, month, day)
    # Day before month, except where only the other order is a date, or where only the
    # other order falls on the weekday that is printed beside it.
    if month > 12:
        return _date(year, day, month)
    usual = _date(year, month, day)
    if weekday not in (None, usual.weekday()) and day <= 12:
        other = _date(year, day, month)
        if other.weekday() == weekday:
            return other
    return usual


def hijri(item: Item, tokens: Tokens, weekday: int | None) -> date:
    """Return the Gregorian day of a Hijri date.

    A weekday that is printed beside it moves it by at most a day. Raises
    UnreadableError where the calendar has no such day, or the weekday is another one.
    """
    # Loaded where it is needed: few pages print a Hijri date alone.
    from hijridate import Hijri

    day, month = _day_and_month(item, tokens)
    try:
        usual = Hijri(_values(item, tokens, "y")[0], month, day).to_gregorian()
    except (ValueError, OverflowError) as error:
        raise UnreadableError(str(error)) from error
    found = date(usual.year, usual.month, usual.day)
    # Months begin a day earlier or later than Umm al-Qura says in some countries.
    for days in (0, 1, -1):
        near = found + timedelta(days=days)
        if weekday in (None, near.weekday()):
            return near
    raise UnreadableError("a Hijri date on another weekday")


def yearless(
    item: Item, tokens: Tokens, today: date, weekday: int | None, beside: set[date]
) -> date:
    """Return the day of a date without a year.

    `beside` holds the day of a Hijri date in the same line, whose year counts.
    Otherwise the last such day that is not after `today`, or the month that الجاري or
    الماضي say. Raises UnreadableError where a printed weekday disagrees, or the year
    cannot be known.
    """
    span = item.span("t")
    tail = tokens.kinds[slice(*span)] if span else ""
    if item.form == "d of month":
        first = today.replace(day=1)
        if tail.endswith("l"):
            first = months_before(first, 1) or first
        found = _date(first.year, first.month, sum(_values(item, tokens, "d")))
    else:
        day, month = _day_and_month(item, tokens)
        if len(beside) == 1:
            found = _nearest(day, month, next(iter(beside)))
        elif tail:
            found = _with_tail(day, month, tail, today)
        else:
            found = _last(day, month, today, weekday)
    if weekday not in (None, found.weekday()):
        raise UnreadableError("another weekday than the day's")
    return found


def _with_tail(day: int, month: int, tail: str, today: date) -> date:
    past = tail.endswith("l")
    if "y" in tail:
        return _date(today.year - past, month, day)
    if past == (month == today.month):
        # "5 يناير الماضي" in January, "5 يناير الجاري" in December.
        raise UnreadableError("a month that is not the current one, or is")
    return _date(today.year - (past and month > today.month), month, day)


def _last(day: int, month: int, today: date, weekday: int | None) -> date:
    for year in range(today.year + 1, today.year - 8, -1):
        try:
            found = date(year, month, day)
        except ValueError:
            continue  # 29 February
        ahead = (found - today).days
        if ahead <= 0:
            return found
        if ahead <= 2:
            # Tomorrow's paper, or last year's: only a weekday tells.
            if weekday == found.weekday():
                return found
            if weekday is None:
                raise UnreadableError("a day ahead without a year")
    raise UnreadableError("no such day")


def _nearest(day: int, month: int, near: date) -> date:
    for days in range(-3, 4):
        found = near + timedelta(days=days)
        if (found.day, found.month) == (day, month):
            return found
    raise UnreadableError("a Hijri date that is another day")


def named(item: Item, tokens: Tokens, today: date, weekday: int | None) -> date:
    """Return the day of "أمس" or "الخميس الماضي"; raises UnreadableError as above."""
    value = tokens.values[item.start]
    if item.form == "last weekday":
        return weekday_before(value, today)
    day = today + timedelta(days=value)
    if weekday not in (None, day.weekday()):
        raise UnreadableError("another weekday than the day's")
    return day
