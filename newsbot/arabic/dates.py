"""Dates of Arabic news pages: right or None, never a guess.

`parse_date` reads visible text, meta tags and feeds alike; `published_and_modified`
tells the publication from the update in one line of text.

The way of a text: machine forms (`timestamps`), then the grammar of printed dates
(`spelling`, `tokens`, `dateline`, `reading`), and only for a text in which neither
finds anything, `dateparser` with its strictest settings. What the grammar finds and
does not trust is None: no other reader is asked. Measured on 245 date lines of
newspapers, `dateparser` alone reads 40 % of them and a grammar before it 99 %.

A date is none when the text is longer than 200 characters, its year lies before 1990 or
it lies more than two days ahead of `now`: then it is not when the page was published.
"""

import re
from datetime import date, datetime, timedelta
from functools import lru_cache
from typing import Final
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from newsbot.arabic.clock import UnreadableError
from newsbot.arabic.counters import without_counts
from newsbot.arabic.dateline import is_prose
from newsbot.arabic.misspelt import mended
from newsbot.arabic.plaindates import DateLine
from newsbot.arabic.reading import read
from newsbot.arabic.spelling import fold_date
from newsbot.arabic.timestamps import machine_date
from newsbot.arabic.tokens import Tokens, names_month, tokenize

_LONGEST: Final = 200
# Entities, bidi controls and spaces may make a short text long; not longer than this.
_LONGEST_RAW: Final = 2000
_FIRST_YEAR: Final = 1990
_AHEAD: Final = timedelta(days=2)
LATER: Final = timedelta(days=1)
"""Far enough to move "منذ ساعة" and "أمس", near enough to keep "24 يناير"."""


@lru_cache(maxsize=64)
def _zone(tz: str) -> ZoneInfo:
    try:
        return ZoneInfo(tz)
    except (ZoneInfoNotFoundError, ValueError, OSError) as error:
        raise ValueError(f"no time zone is named {tz!r}") from error


def _checked(now: datetime, tz: str) -> ZoneInfo:
    if now.tzinfo is None or now.utcoffset() is None:
        raise ValueError("now has no time zone: an aware datetime is needed")
    return _zone(tz)


def _plausible(
    value: datetime | date | None, now: datetime, site: ZoneInfo
) -> datetime | date | None:
    if value is None or not _FIRST_YEAR <= value.year < 9999:
        return None
    if isinstance(value, datetime):
        return value if value - now <= _AHEAD else None
    return value if value - now.astimezone(site).date() <= _AHEAD else None


def parse_date(text: str, *, now: datetime, tz: str) -> datetime | date | None:
    """Return the date that `text` says: an aware instant, a day, or None.

    An instant where the text has a clock, in the zone that the text names, else in
    `tz`; a `date` where it has none. A text with both labels gives its publication,
    with only an update label its update. None where no date is found or it cannot be
    trusted: an ambiguous clock, a range, two different days, a date before 1990 or more
    than two days after `now`.

    `now` is the aware reference of relative forms and missing years, `tz` the IANA name
    of the site's zone. Raises ValueError for a naive `now` and for a zone of no name.
    """
    site = _checked(now, tz)
    stripped = text[: _LONGEST_RAW + 1].strip()
    value = _machine(stripped, site)
    if value is not None:
        return _plausible(value, now, site)
    line = _line(stripped, now, site)
    if line.shared and not isinstance(line.published, datetime):
        # One day and one clock in the whole line belong together.
        return _plausible(line.modified, now, site)
    if line.published is not None:
        return _plausible(line.published, now, site)
    return _plausible(line.modified, now, site)


def published_and_modified(
    text: str, *, now: datetime, tz: str
) -> tuple[datetime | date | None, datetime | date | None]:
    """Return what one line of text says of its publication and of its last update.

    "نُشر في 24 يناير 2025 - آخر تحديث 25 يناير 2025" gives both; a date without a
    label is the publication; with an update label alone the publication is None. A
    clock under an update label without a day of its own is on the line's day. Values,
    arguments and errors are those of `parse_date`.
    """
    site = _checked(now, tz)
    stripped = text[: _LONGEST_RAW + 1].strip()
    value = _machine(stripped, site)
    if value is not None:
        return _plausible(value, now, site), None
    line = _line(stripped, now, site)
    return _plausible(line.published, now, site), _plausible(line.modified, now, site)


def is_relative(text: str, *, now: datetime, tz: str) -> bool:
    """Tell whether what a line says moves with the clock: "منذ ساعتين", "أمس".

    Arguments and errors are those of `published_and_modified`.
    """
    today = published_and_modified(text, now=now, tz=tz)
    return today != published_and_modified(text, now=now + LATER, tz=tz)


def _machine(text: str, site: ZoneInfo) -> datetime | date | None:
    # The forms are ASCII and at most 60 characters long: a year, a weekday's name in
    # full, an offset, a zone's comment.
    if len(text) > 80 or not text.isascii():
        return None
    return machine_date(text, site)


def _line(text: str, now: datetime, site: ZoneInfo) -> DateLine:
    """Read a line with the grammar, then with `dateparser` if that found nothing."""
    if not text or len(text) > _LONGEST_RAW:
        return DateLine()
    folded = " ".join(fold_date(text).split())
    if len(folded) > _LONGEST:
        return DateLine()
    if folded != text:
        value = _machine(folded, site)
        if value is not None:
            return DateLine(published=value)
    tokens = tokenize(folded)
    if is_prose(tokens.kinds):
        return DateLine()
    try:
        line = _misspelt(folded, tokens, now, site) or read(tokens, now, site)
        if line.published is None and line.modified is None:
            line = _visual_order(folded, now, site)
    except UnreadableError:
        rest = without_counts(folded)
        return DateLine() if rest == folded else _line(rest, now, site)
    if line.published is None and line.modified is None:
        line.published = _by_dateparser(folded, tokens, site)
    return line


_DIGITS: Final = re.compile(r"\d+(?:[:/.-]\d+)*")
_LETTERS: Final = re.compile(r"[^\W\d_]{3,}")


def _visual_order(folded: str, now: datetime, site: ZoneInfo) -> DateLine:
    """Read text that was taken letter by letter from right to left: "2025 رياني 24"."""
    if not any(names_month(word[::-1]) for word in _LETTERS.findall(folded)):
        return DateLine()
    turned = _DIGITS.sub(lambda number: number[0][::-1], folded)[::-1]
    return read(tokenize(turned), now, site)


def _misspelt(
    folded: str, tokens: Tokens, now: datetime, site: ZoneInfo
) -> DateLine | None:
    """Read a line whose month has one letter wrong, unless its weekday disagrees."""
    if "Y" not in tokens.kinds or "M" in tokens.kinds:
        return None
    found = mended(folded)
    if found is None:
        return None
    tokens = tokenize(found[0])
    line = read(tokens, now, site)
    weekdays = {v for k, v in zip(tokens.kinds, tokens.values, strict=True) if k == "W"}
    day = line.published or line.modified
    if day is None or (not weekdays and found[1]) or weekdays == {day.weekday()}:
        return line
    return DateLine()


_MOST_WORDS: Final = 4


def _by_dateparser(
    folded: str, tokens: Tokens, site: ZoneInfo
) -> datetime | date | None:
    """Ask `dateparser` for a short text with a year, a month's name and a day.

    Year, month and day of its answer must all be printed, and a clock is believed only
    where one is printed. It knows no month that the tables do not know, but more ways
    to order the words.
    """
    if not {"Y", "M"} <= set(tokens.kinds) or tokens.kinds.count("w") > _MOST_WORDS:
        return None
    pairs = list(zip(tokens.kinds, tokens.values, strict=True))
    numbers = {value for kind, value in pairs if kind in "12Y"}
    months = {value for kind, value in pairs if kind == "M"}
    if len(numbers) < 2:
        return None
    # Loaded late: importing it takes longer than reading a page.
    import dateparser

    found: datetime | None = dateparser.parse(
        folded,
        languages=["ar", "en"],
        settings={
            "DATE_ORDER": "DMY",
            "PREFER_DATES_FROM": "past",
            "REQUIRE_PARTS": ["day", "month", "year"],
            "STRICT_PARSING": True,
            "PARSERS": ["absolute-time"],
            "NORMALIZE": True,
        },
    )
    if found is None or not {found.year, found.day} <= numbers:
        return None
    if months != {found.month}:
        return None
    if ":" not in folded:
        return found.date()
    return found if found.tzinfo else found.replace(tzinfo=site)
