"""Visible dates: the date line of an article, among all dates that a page prints."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, Literal

from newsbot.pages.fallback import names
from newsbot.pages.fallback.dates.datelines import has_label
from newsbot.pages.fallback.dates.rowdates import RowDates, near

if TYPE_CHECKING:
    from collections.abc import Callable, Container, Sequence
    from datetime import datetime

    from lxml.etree import _Element

    from newsbot.pages.datesources import Candidate
    from newsbot.pages.fallback.outline import Row

_Place = Literal["between", "above", "below"]

# Rows above the headline, of the text's begin, and below the text.
_REACH_ABOVE: Final = 8
_REACH_INTO: Final = 3
_REACH_BELOW: Final = 4
# Rows from the headline on, where far more stand before the text.
_MOST_BETWEEN: Final = 40


def visible_dates(
    rows: Sequence[Row],
    *,
    title: int | None,
    first: int,
    last: int,
    now: datetime,
    tz: str,
    text: Container[int],
    is_others: Callable[[_Element], bool],
) -> list[Candidate]:
    """The dates that the page prints as those of its article, as candidates of the
    rule ``text``: in the rows around the headline down to the text, else straight
    behind the text.

    What stands above the headline counts as today only with a label, or in an element
    that is named a date's in the headline's own element or straight above it, or there
    as the dates of other articles are: else that is the clock of the page. As another
    day it needs a label, a name, or outside the page's header its year. An update is
    sought below the text, too.
    A clock alone, in the row behind a day, is the day's.

    :param title: index of the headline's row; None where it is not on the page
    :param first: index of the text's first row
    :param last: index of its last row
    :param now: an aware instant, the time of the fetch
    :param tz: IANA zone of the site's local times
    :param text: indices of the rows that are the text itself
    :param is_others: whether an element belongs to other articles or to comments
    """
    search = _Search(rows, title=title, first=first, reader=RowDates(now=now, tz=tz))
    found: list[Candidate] = []
    for place, reach in _reaches(len(rows), title, first, last):
        known = {one.field for one in found}
        if "published" in known and (place == "above" or "modified" in known):
            continue
        for i in reach:
            if i in text or is_others(rows[i].element):
                continue
            if any(map(names.is_caption, near(rows[i].element))):
                continue
            # Below the text only the update is sought, if it is labelled.
            if known and place == "below" and not has_label(rows[i].text):
                continue
            of_row = [one for one in search.of(i, place) if one.field not in known]
            if not of_row:
                continue
            of_row = search.with_next(of_row, i)
            found += of_row
            if any(one.field == "published" for one in of_row):
                break
            # An update may stand before the publication.
            known.add("modified")
    return found


def _reaches(
    count: int, title: int | None, first: int, last: int
) -> list[tuple[_Place, range]]:
    """The rows in which dates are sought, in the order in which they are believed.

    :param count: of the page's rows
    """
    start = first if title is None else title
    into = min(first + _REACH_INTO, last + 1, start + _MOST_BETWEEN)
    end = max(into, start + _REACH_INTO)
    between = range(0) if title is None else range(start, min(end, count))
    above = range(start - 1, max(start - _REACH_ABOVE, 0) - 1, -1)
    below = range(last, min(last + 1 + _REACH_BELOW, count))
    return [("between", between), ("above", above), ("below", below)]


class _Search:
    """Reads rows of a page by where they stand.

    :param rows: the page's rows
    :param title: index of the headline's row; None where it is not on the page
    :param first: index of the text's first row
    """

    def __init__(
        self, rows: Sequence[Row], *, title: int | None, first: int, reader: RowDates
    ) -> None:
        self._rows = rows
        self._title = title
        self._first = first
        self._reader = reader

    def of(self, i: int, place: _Place) -> list[Candidate]:
        """The dates of a row."""
        row = self._rows[i]
        begin = self._rows[self._first if self._title is None else self._title]
        is_above = place == "above"
        is_inside = not is_above or not _is_in_header(row, begin)
        is_of_heading = i + 1 == self._title and (
            is_inside or _is_around(row, begin, self._rows[self._first])
        )
        return self._reader.of(
            row,
            is_strict=place != "between",
            is_inside=is_above and is_inside,
            heading=begin if is_of_heading else None,
        )

    def with_next(self, of_row: list[Candidate], i: int) -> list[Candidate]:
        """The dates of a row, with what the row behind it adds: a clock of its own, or
        an update with its label."""
        if i + 1 >= len(self._rows):
            return of_row
        row, following = self._rows[i], self._rows[i + 1]
        first, *others = of_row
        found = [self._reader.with_clock(first, row, following), *others]
        if has_label(following.text):
            found += self._reader.of(following, is_strict=True)
        return found


def _is_around(row: Row, heading: Row, first: Row) -> bool:
    """Whether a row stands in the element that holds the headline and not the text."""
    holds = row.element in heading.element.iterancestors()
    return holds and row.element not in first.element.iterancestors()


def _is_in_header(row: Row, heading: Row) -> bool:
    """Whether a row above the headline is the page's: in a header that does not hold
    the headline, or in a menu."""
    shared = {heading.element, *heading.element.iterancestors()}
    for node in (row.element, *row.element.iterancestors()):
        if node in shared:
            return False
        if node.tag in ("header", "nav") or names.is_header(node):
            return True
    return False
