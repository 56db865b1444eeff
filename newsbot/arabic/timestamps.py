"""Dates as machines write them: ISO 8601, RFC 822 and epochs, by full match only.

ISO 8601-1:2019 with a year of four digits, calendar dates only (no weeks, no ordinal
days), in the extended form, also with a space for T, a comma before the fraction and
slashes (as CMSs print it), and in the basic form. RFC 822 with the four-digit years of
RFC 2822. An epoch has 10 digits in seconds or 13 in milliseconds.
"""

import re
from datetime import UTC, date, datetime, timedelta, timezone, tzinfo
from typing import Final

_ISO: Final = re.compile(
    # Years before 1583 are Hijri ones: ISO 8601 has them by mutual agreement only.
    r"((?:19|20)\d\d)([-/])(\d{1,2})\2(\d{1,2})"
    r"(?:(?:T|t|\s+|\s*,\s*)(\d{1,2}):(\d{2})(?::(\d{2})(?:[.,](\d+))?)?"
    r"\s*(Z|z|UTC|GMT|[+-]\d{2}(?::?\d{2})?(?:\[[\w/+-]+\])?)?)?"
)
_BASIC: Final = re.compile(
    r"((?:19|20)\d\d)(\d\d)(\d\d)(?:T?(\d\d)(\d\d)(\d\d)?(?:[.,](\d+))?"
    r"(Z|[+-]\d{2}(?::?\d{2})?)?)?"
)
_RFC: Final = re.compile(
    r"(?:(?:mon|tue|wed|thu|fri|sat|sun)[a-z]*,?\s+)?(\d{1,2})[\s-]+([a-z]{3})[a-z]*"
    r"[\s-]+(\d{4}|\d{2}),?\s+(\d{1,2}):(\d{2})(?::(\d{2}))?"
    r"(?:\s*(z|ut|utc|gmt|e[sd]t|c[sd]t|m[sd]t|p[sd]t|[+-]\d{4}|[+-]\d{2}:\d{2}))?"
    r"(?:\s*\([a-z ]*\))?",
    re.IGNORECASE,
)
_CTIME: Final = re.compile(
    r"(?:(?:mon|tue|wed|thu|fri|sat|sun)[a-z]*,?\s+)?([a-z]{3})[a-z]*\s+(\d{1,2})\s+"
    r"(\d{1,2}):(\d{2})(?::(\d{2}))?\s+(?:(z|ut|utc|gmt|[+-]\d{4})\s+)?(\d{4})",
    re.IGNORECASE,
)
_MONTHS: Final = dict(
    zip(
        "jan feb mar apr may jun jul aug sep oct nov dec".split(),
        range(1, 13),
        strict=True,
    )
)
# RFC 822, section 5.1.
_AMERICAN: Final = {
    "est": -5, "edt": -4, "cst": -6, "cdt": -5,
    "mst": -7, "mdt": -6, "pst": -8, "pdt": -7,
}  # fmt: skip
_EPOCH_DIGITS: Final = {10: 1, 13: 1000}


def _zone(text: str | None, site: tzinfo) -> tzinfo | None:
    """Return the zone that is written, the site's where none is, None for nonsense."""
    if not text:
        return site
    low = text.lower()
    if low in ("z", "ut", "utc", "gmt"):
        return UTC
    if low in _AMERICAN:
        return timezone(timedelta(hours=_AMERICAN[low]))
    digits = low.partition("[")[0].replace(":", "")
    hours, minutes = int(digits[1:3]), int(digits[3:5] or 0)
    if minutes > 59 or hours * 60 + minutes > 14 * 60:
        return None
    offset = timedelta(hours=hours, minutes=minutes)
    return timezone(-offset if digits[0] == "-" else offset) if offset else UTC


def _instant(
    day: date, clock: tuple[str, str, str | None, str | None], zone: tzinfo | None
) -> datetime | None:
    hour, minute, second, fraction = clock
    micro = int((fraction or "0")[:6].ljust(6, "0"))
    hours, minutes, seconds = int(hour), int(minute), int(second or 0)
    if zone is None:
        return None
    if hours == 24 and not (minutes or seconds or micro):
        # ISO 8601 allows 24:00 for the end of a day.
        hours, day = 0, day + timedelta(days=1)
    if hours > 23 or minutes > 59 or seconds > 59:
        return None
    return datetime(
        day.year, day.month, day.day, hours, minutes, seconds, micro, tzinfo=zone
    )


def _named_day(year: str, month: str, day: str) -> date | None:
    number = _MONTHS.get(month[:3].lower())
    if number is None:
        return None
    full = int(year)
    if len(year) == 2:
        # RFC 2822, section 4.3.
        full += 2000 if full < 50 else 1900
    return date(full, number, int(day))


def machine_date(text: str, site: tzinfo) -> datetime | date | None:
    """Return what a text in one of the machine forms says, None for any other text.

    An aware instant (in the zone that is written, else in `site`) or a day. Whether the
    date is plausible is not asked here. Nonsense in a machine form ("2025-02-30") is
    None too.
    """
    try:
        return _machine_date(text, site)
    except (ValueError, OverflowError):
        # No such day, month or year: the form is right, the date is none.
        return None


def _machine_date(text: str, site: tzinfo) -> datetime | date | None:
    if text.isdigit():
        per_second = _EPOCH_DIGITS.get(len(text))
        if per_second:
            # Integers only: a float would round the milliseconds.
            whole, part = divmod(int(text), per_second)
            moment = datetime.fromtimestamp(whole, UTC)
            return moment + timedelta(milliseconds=part)
    found = _ISO.fullmatch(text)
    if found:
        day = date(int(found[1]), int(found[3]), int(found[4]))
        if found[5] is None:
            return day
        clock = found[5], found[6], found[7], found[8]
        return _instant(day, clock, _zone(found[9], site))
    found = _BASIC.fullmatch(text)
    if found:
        day = date(int(found[1]), int(found[2]), int(found[3]))
        if found[4] is None:
            return day
        clock = found[4], found[5], found[6], found[7]
        return _instant(day, clock, _zone(found[8], site))
    found = _RFC.fullmatch(text)
    if found:
        named = _named_day(found[3], found[2], found[1])
        if named is None:
            return None
        clock = found[4], found[5], found[6], None
        return _instant(named, clock, _zone(found[7], site))
    found = _CTIME.fullmatch(text)
    if found:
        named = _named_day(found[7], found[1], found[2])
        if named is None:
            return None
        clock = found[3], found[4], found[5], None
        return _instant(named, clock, _zone(found[6], site))
    return None
