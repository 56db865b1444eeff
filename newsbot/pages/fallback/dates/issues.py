"""The day of an issue: a paper that puts its pages on the web as they were printed has
its date at their head, far above the text."""

from __future__ import annotations

import re
from datetime import date, datetime
from itertools import islice
from typing import TYPE_CHECKING, Final
from urllib.parse import urlsplit

from newsbot.arabic.dates import published_and_modified
from newsbot.pages.datesources import Candidate
from newsbot.pages.fallback.dates.datelines import may_be_date

if TYPE_CHECKING:
    from collections.abc import Iterable

    from newsbot.pages.fallback.outline import Row

_DAY: Final = re.compile(
    r"(?<!\d)((?:19|20)\d\d)([/_-]?)(0?[1-9]|1[0-2])\2(0?[1-9]|[12]\d|3[01])(?!\d)"
)
# Rows at the head of a page, at most.
_HEAD: Final = 100


def issue_dates(
    rows: Iterable[Row], url: str, *, now: datetime, tz: str
) -> list[Candidate]:
    """The first day that a page prints above its text and has in its address, too: that
    is no clock of the page, which moves on.

    :param rows: the rows above the text
    :param url: the page's address
    :param now: an aware instant, the time of the fetch
    :param tz: IANA zone of the site's local times
    """
    day = _day_of(url)
    if day is None:
        return []
    for row in islice(rows, _HEAD):
        if row.is_linked or not may_be_date(row.text):
            continue
        found, _ = published_and_modified(row.text, now=now, tz=tz)
        if found is not None and _as_day(found) == day:
            return [Candidate("published", "text", row.text)]
    return []


def _day_of(url: str) -> date | None:
    """The day that an address has in its path."""
    for match in _DAY.finditer(urlsplit(url).path):
        try:
            return date(int(match[1]), int(match[3]), int(match[4]))
        except ValueError:
            continue
    return None


def _as_day(value: datetime | date) -> date:
    return value.date() if isinstance(value, datetime) else value
