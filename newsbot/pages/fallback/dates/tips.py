"""The exact date behind a relative one: «منذ 4 ساعات», and in the tip that shows when
the pointer rests on it «2026-11-22 10:03»."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from itertools import islice
from typing import TYPE_CHECKING, Final

from newsbot.arabic.dates import is_relative, parse_date, published_and_modified
from newsbot.pages.fallback.outline import letters, text_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lxml.etree import _Element

# HTML's own attribute, and those to which Bootstrap and other scripts move its value or
# from which they build the relative date.
_TIPS: Final = (
    *("title", "data-original-title", "data-bs-original-title", "data-bs-title"),
    *("data-title", "data-tooltip", "data-tip", "data-tippy-content", "aria-label"),
    *("datetime", "data-datetime", "data-date", "data-time", "data-timestamp"),
)
_LONGEST: Final = 60
_ELEMENTS: Final = 50
# «منذ 4 ساعات» is rounded, and the page may be some minutes old. Less than two hours:
# in UTC without its mark a tip is off by so much in most of the zones.
_ROUNDED: Final = timedelta(minutes=90)


def exact(text: str, element: _Element, key: str, *, now: datetime, tz: str) -> str:
    """What a tip states instead of a relative date: the tip, if it is the date that
    *text* rounds; else *text*.

    :param text: one date, and hardly more
    :param element: the one that prints it; its parts may have the tip
    :param key: :func:`newsbot.pages.fallback.outline.letters` of what it prints
    :param now: an aware instant, the time of the fetch
    :param tz: IANA zone of the site's local times
    """
    tips = list(_tips(element, key))
    if not tips:
        return text
    if not is_relative(text, now=now, tz=tz):
        return text
    read = published_and_modified(text, now=now, tz=tz)
    values = [one for one in read if one is not None]
    if len(values) != 1:
        return text
    for tip in tips:
        stated = parse_date(tip, now=now, tz=tz)
        if stated is not None and _is_rounded(values[0], stated, now):
            return tip
    return text


def _tips(element: _Element, key: str) -> Iterator[str]:
    for part in islice(element.iter(), _ELEMENTS):
        for name in _TIPS:
            tip = (part.get(name) or "").strip()
            if tip and len(tip) <= _LONGEST and any(map(str.isdigit, tip)):
                words = letters(text_of(part))
                if words and words in key:
                    yield tip


def _is_rounded(value: datetime | date, stated: datetime | date, now: datetime) -> bool:
    """Whether *value* is *stated*, rounded: by an hour and a half, or days by half
    their distance."""
    if isinstance(value, datetime):
        return isinstance(stated, datetime) and abs(stated - value) <= _ROUNDED
    day = stated.date() if isinstance(stated, datetime) else stated
    age = (now.date() - value).days
    return abs((day - value).days) <= max(1, age // 2)
