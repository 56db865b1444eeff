"""Printed clocks: day periods, and the zone that stands beside the time.

"12:19 م" is 19 minutes past noon, as the software of newspapers prints it. A clock that
contradicts itself ("14:30 ص") is no clock.
"""

from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta, timezone, tzinfo
from typing import Final
from zoneinfo import ZoneInfo

from newsbot.arabic.dateline import Item, names_unknown_zone, word_behind
from newsbot.arabic.misspelt import is_near
from newsbot.arabic.tokens import Tokens, Value


class UnreadableError(ValueError):
    """The line holds a date that contradicts itself, or one that is not its own."""


@dataclass(frozen=True, slots=True)
class Clock:
    """A time of day; `zone` is None where the text names none."""

    hour: int
    minute: int
    second: int
    period: str | None
    zone: tzinfo | None


def hour_of_day(hour: int, period: str | None) -> int | None:
    """Return the hour from 0 to 23, or None when hour and day period contradict.

    `period` is a value of `newsbot.arabic.calendar.DAY_PERIODS`; None leaves the hour
    as a clock of 24 hours.
    """
    if not 0 <= hour <= 23:
        return None
    if period is None:
        return hour
    if period in ("am", "dawn", "after midnight"):
        if hour == 12:
            return 0
        last = {"am": 11, "dawn": 6, "after midnight": 5}[period]
        return hour if hour <= last else None
    if period == "pm":
        if hour == 0:
            # Read as midnight or as noon: both are printed.
            return None
        return hour if hour >= 12 else hour + 12
    if period == "noon":
        # From 11 in the morning to 3 in the afternoon.
        if hour in (11, 12):
            return hour
        return {1: 13, 2: 14, 3: 15, 13: 13, 14: 14, 15: 15}.get(hour)
    # Night: from 6 in the evening to 5 in the morning.
    if hour == 12:
        return 0
    if hour <= 5:
        return hour
    if hour <= 11:
        return hour + 12
    return hour if hour >= 18 else None


def at(day: date, clock: Clock, site: tzinfo) -> datetime | None:
    """Return the aware instant of `clock` on `day`, in the clock's zone or the site's.

    None when the clock is none ("25:70", "14:30 ص"). Of two instants with the same
    wall clock, when clocks go back, the first is meant (PEP 495).
    """
    hour = hour_of_day(clock.hour, clock.period)
    if hour is None or clock.minute > 59 or clock.second > 59:
        return None
    moment = datetime.combine(day, time(hour, clock.minute, clock.second))
    return moment.replace(tzinfo=clock.zone or site)


# The commonest halves of the day, as they are folded.
_HALVES: Final = ("صباحا", "صباح", "مسا", "مساا", "ظهرا", "عصرا", "ليلا", "فجرا")


def is_half_unsure(clock: Clock, item: Item, tokens: Tokens) -> bool:
    """Tell whether straight behind a clock of up to 12 hours stands a misspelt half of
    the day: "6:45 مسلء". Read as one of 24 hours it could be wrong by twelve."""
    if clock.period is not None or clock.hour > 12:
        return False
    word = word_behind(tokens, item)
    return word is not None and any(is_near(word, half) for half in _HALVES)


def zone_of(value: Value, site: ZoneInfo) -> tzinfo | None:
    """Return the zone behind a token's value, None when it cannot be known.

    A name of two places or zones (عمان, AST) is settled by the site's own zone only.
    """
    if value is None:
        return site
    if isinstance(value, timedelta):
        return timezone(value) if value else UTC
    if isinstance(value, str):
        return ZoneInfo(value)
    if isinstance(value, tuple):
        return site if site.key in value else None
    offset = timedelta(minutes=value)
    standard = site.utcoffset(datetime(2000, 1, 1))  # noqa: DTZ001
    return timezone(offset) if standard == offset else None


def clock_of(item: Item, tokens: Tokens, site: ZoneInfo) -> Clock:
    """Return the clock that a clock item of the grammar prints.

    Raises UnreadableError where its hour or its zone cannot be known.
    """

    def number(group: str) -> int:
        span = item.span(group)
        return int(sum(tokens.values[slice(*span)])) if span else 0

    def value(groups: str) -> tuple[Value] | None:
        spans = (item.span(group) for group in groups)
        span = next((span for span in spans if span), None)
        return (tokens.values[span[1] - 1],) if span else None

    hour, minute = number("h"), number("n")
    quarter, period, zone = value("q"), value("peE"), value("UVWT")
    if (unit := value("u")) and unit[0] != "minute":
        raise UnreadableError("an hour beside a span of time")
    if quarter:
        minute = round(60 * quarter[0])
        if minute < 0:
            hour, minute = hour - 1 or 12, minute + 60
    if item.form == "named clock" and not (item.span("n") or period or hour > 12):
        raise UnreadableError("an hour of which half of the day is not said")
    known = zone_of(zone[0], site) if zone else None
    if (zone and not known) or (not zone and names_unknown_zone(tokens.kinds, item)):
        raise UnreadableError("a zone of that name is not known")
    return Clock(hour, minute, number("c"), period[0] if period else None, known)
