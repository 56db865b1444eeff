"""Years, months and days as the addresses of archives name them, and links to them."""

from __future__ import annotations

import re
from datetime import date, timedelta
from typing import TYPE_CHECKING, NamedTuple

from newsbot.arabic.calendar import GREGORIAN_MONTHS
from newsbot.arabic.text import fold
from newsbot.pages.lists.editions import LANGUAGES

if TYPE_CHECKING:
    from collections.abc import Mapping

# Words about a month in a label that are not its name.
_FILLERS = frozenset(
    map(fold, "أرشيف الأرشيف أخبار شهر لشهر عام لعام سنة archive".split())
)
_MONTHS = {
    fold(name): number
    for number, names in enumerate(GREGORIAN_MONTHS, 1)
    for name in names.split("،")
}
_FOLDERS = frozenset(
    map(fold, "archive archives calendar date day daily month أرشيف الأرشيف".split())
)
_YEARS = frozenset("y year yr sana".split())
_MONTH_NAMES = frozenset("m mon month monthnum mm".split())
_DAYS = frozenset("d day dd".split())
_DATES = frozenset("m d date day dt archive month on".split())
_FIRST_YEAR = 1990
_NO_YEAR = 2100  # a number that is none
_YEAR = 4  # digits
_WORDS = 6  # of a label, with a month's two names
_NO_DAY = 6  # digits: of a month, or the number of an article
_COUNT = re.compile(r"\([0-9\s]*\)|\[[0-9\s]*\]")
_FORMS = (
    re.compile(r"(?P<y>(?:19|20)\d\d)(?:[-_./](?P<m>\d\d?)(?:[-_./](?P<d>\d\d?))?)?"),
    re.compile(r"(?:(?P<d>\d\d?)[-_./])?(?P<m>\d\d?)[-_./](?P<y>(?:19|20)\d\d)"),
    re.compile(r"(?P<y>(?:19|20)\d\d)(?P<m>\d\d)(?P<d>\d\d)?"),
)


class Period(NamedTuple):
    """A year, a month or a day; 0 where it is longer than that."""

    year: int
    month: int = 0
    day: int = 0

    @property
    def days(self) -> tuple[date, date]:
        """Its first day, and the first one after it."""
        first = date(self.year, self.month or 1, self.day or 1)
        if self.day:
            return first, first + timedelta(days=1)
        year, month = divmod(self.year * 12 + (self.month or 12), 12)
        return first, date(year, month + 1, 1)

    def holds(self, other: Period) -> bool:
        """Whether *other* is a part of it, and shorter."""
        if self.day or self.year != other.year:
            return False
        if not self.month:
            return other.month > 0
        return self.month == other.month and other.day > 0


def of_names(names: list[str]) -> Period | None:
    """The time that the parts of a path end with: ``/ar/2024/11/``,
    ``/archive/2024-11.htm``; None if they name none.

    :param names: folded, with hyphens between words, without the ending of a file
    """
    left, numbers = list(names), list[str]()
    while left and len(numbers) < 3 and left[-1].isdecimal() and len(left[-1]) <= _YEAR:
        numbers.insert(0, left.pop())
        if len(numbers[0]) == _YEAR:
            break
    if len(numbers) > 1:
        return _period(*numbers)
    # "/story/2014" and "/story/2024-11" may be the names of articles.
    above = names[-2] if len(names) > 1 else ""
    if above and above not in _FOLDERS and not (numbers and above in LANGUAGES):
        return None
    if not names or (names[-1].isdecimal() and len(names[-1]) == _NO_DAY and not above):
        return None
    return _of_text(names[-1])


def of_query(given: Mapping[str, str]) -> Period | None:
    """The time that the arguments of an address name, by name in lower case; None if
    they name none."""
    year = next((given[name] for name in given if name in _YEARS), "")
    if len(year) == _YEAR and year.isdecimal():
        month = next((given[name] for name in given if name in _MONTH_NAMES), "0")
        day = next((given[name] for name in given if name in _DAYS), "0")
        return _period(year, month, day)
    dates = [value for name, value in given.items() if name in _DATES]
    return _of_text(dates[0]) if len(dates) == 1 and len(dates[0]) > _YEAR else None


def _of_text(text: str) -> Period | None:
    for form in _FORMS:
        if match := form.fullmatch(text):
            return _period(*match.group("y", "m", "d"))
    return None


def of_label(label: str) -> Period | None:
    """The month that a link says, with its year and nothing else; None if it says
    none. A day may be that of an article."""
    said = fold(_COUNT.sub(" ", label)).split()
    words = [word for word in said if word not in _FILLERS]
    years = [word for word in words if len(word) == _YEAR and word.isdecimal()]
    if len(years) != 1 or len(words) > _WORDS:
        return None
    rest = [word for word in words if word != years[0]]
    if len(rest) == 1 and rest[0].isdecimal():
        return _period(years[0], rest[0])
    months = _months(rest)
    return _period(years[0], str(months.pop())) if len(months) == 1 else None


def _months(words: list[str]) -> set[int]:
    """The months that *words* are names of and nothing else; empty if they are not."""
    found = set()
    place = 0
    while place < len(words):
        for size in (2, 1):
            name = " ".join(words[place : place + size])
            if name in _MONTHS:
                break
        else:
            return set()
        found.add(_MONTHS[name])
        place += len(name.split())
    return found


def _period(
    year: str, month: str | None = None, day: str | None = None
) -> Period | None:
    given = [one or "0" for one in (year, month, day)]
    if not all(one.isdecimal() and len(one) <= _YEAR for one in given):
        return None
    period = Period(*map(int, given))
    if not _FIRST_YEAR <= period.year < _NO_YEAR or (period.day and not period.month):
        return None
    try:
        date(period.year, period.month or 1, period.day or 1)
    except ValueError:
        return None
    return period
