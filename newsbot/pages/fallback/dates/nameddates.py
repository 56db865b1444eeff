"""Dates in elements that are named for them, where no row of the page is one."""

from __future__ import annotations

import re
from itertools import islice
from typing import TYPE_CHECKING, Final

from newsbot.arabic.dates import published_and_modified
from newsbot.pages.datesources import Candidate
from newsbot.pages.fallback import names
from newsbot.pages.fallback.dates.datelines import before_counts, may_be_date
from newsbot.pages.fallback.dates.tips import exact
from newsbot.pages.fallback.outline import finder, letters, text_of

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import datetime

    from lxml.etree import _Element

# Elements, and characters with their white space, at most.
_ELEMENTS: Final = 100
_LONGEST: Final = 10_000
# Epochs in seconds or milliseconds, or ISO 8601.
_INSTANT: Final = re.compile(
    r"\d{10}|\d{13}|\d{4}-\d\d-\d\d(?:[T ][\d:.Z+-]+)?", re.ASCII
)
_NAMED_DATES: Final = finder(
    ".//*[contains(@class, 'date') or contains(@class, 'Date')"
    " or contains(@class, 'time') or contains(@class, 'Time')"
    " or contains(@class, 'publish') or contains(@id, 'Date') or contains(@id, 'date')"
    " or contains(@id, 'Time') or contains(@class, 'posted')]"
)


def named_dates(
    scope: _Element,
    *,
    now: datetime,
    tz: str,
    is_others: Callable[[_Element], bool],
) -> list[Candidate]:
    """The first date in an element that is named a date's, where no row is one:
    buttons beside it run into its row.

    Arguments are those of
    :func:`newsbot.pages.fallback.dates.visibledates.visible_dates`.
    """
    for element in _NAMED_DATES(scope):
        if not names.is_date(element) or is_others(element):
            continue
        if _is_long(element):
            continue
        text = before_counts(text_of(element)) or _stated(element)
        if not may_be_date(text):
            continue
        published, modified = published_and_modified(text, now=now, tz=tz)
        if published is None and modified is None:
            continue
        text = exact(text, element, letters(text_of(element)), now=now, tz=tz)
        is_update = published is None
        return [Candidate("modified" if is_update else "published", "text", text)]
    return []


def _is_long(element: _Element) -> bool:
    """Whether an element has far more in it than a date: it is around a whole page."""
    inside = list(islice(element.iter(), _ELEMENTS + 1))
    if len(inside) > _ELEMENTS:
        return True
    return sum(len(one.text or "") + len(one.tail or "") for one in inside) > _LONGEST


def _stated(element: _Element) -> str:
    """What an element without words states for a script to print: an instant in one of
    its own data attributes (HTML, 3.2.6.6)."""
    for name, value in element.items():
        stated = str(value).strip()
        if str(name).startswith("data-") and _INSTANT.fullmatch(stated):
            return stated
    return ""
