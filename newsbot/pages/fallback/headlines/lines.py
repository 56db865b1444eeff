"""Headlines that are printed on several lines, as one row of the page."""

from __future__ import annotations

from itertools import groupby, islice
from typing import TYPE_CHECKING, Final

from newsbot.pages.fallback.authors.bylines import byline
from newsbot.pages.fallback.dates.datelines import is_date_line
from newsbot.pages.fallback.headlines.headings import names_title
from newsbot.pages.fallback.headlines.ownlinks import leads_to
from newsbot.pages.fallback.outline import Row, says

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

_HEADINGS: Final = frozenset({"h1", "h2", "h3"})
# Lines of a headline, and its words, at most.
_LINES: Final = 3
_WORDS: Final = 30
# Elements in a block and around it that are looked at.
_PARTS: Final = 20
_AROUND: Final = 3
_LOOKS: Final = ("class", "size", "style")


def with_whole_headings(rows: Iterable[Row], *, url: str) -> list[Row]:
    """The rows of a page, those of one heading, or of one element that is named a
    title's, that ``br`` parts made one; a heading that is a link to the page itself is
    no link.

    A date, a byline and what is printed in other letters than the rest stay rows of
    their own, and so do the lines of a heading of more than three.

    :param rows: as they stand on the page
    :param url: its address
    """
    found: list[Row] = []
    for element, group in groupby(rows, key=lambda row: row.element):
        lines = list(group)
        is_title = len(lines) > 1 and (element.tag in _HEADINGS or names_title(element))
        if is_title and _are_one(lines):
            lines = [_joined(lines)]
        if element.tag in _HEADINGS:
            lines = [_without_own_link(row, url) for row in lines]
        found += lines
    return found


def _without_own_link(row: Row, url: str) -> Row:
    if row.is_linked:
        # «<a><h2>»: its link began before it.
        links = row.links or tuple(islice(row.element.iterancestors("a"), 1))
        if links and all(leads_to(link.get("href", ""), url) for link in links):
            row.linked, row.unlinked = 0, ""
    return row


def together(rows: Sequence[Row], i: int) -> Row:
    """A row with the lines before and behind it that are printed in one element with
    it, which holds no other words («<font size=6>…<br>…</font>»), or in letters of one
    stated size, as one row; the row itself where there are none.

    :param rows: the page's outline
    :param i: index of the row
    """
    block = rows[i].element
    first = i
    while first > max(i - _LINES + 1, 0) and rows[first - 1].element is block:
        first -= 1
    behind = rows[i : i + _LINES]
    last = i + sum(1 for row in behind if row.element is block)
    for start in range(first, i + 1):
        for stop in range(min(last, start + _LINES), i, -1):
            lines = rows[start:stop]
            if _are_one(lines) and (_have_one_element(lines) or _is_sized(lines[0])):
                return _joined(lines)
    return rows[i]


def _are_one(lines: Sequence[Row]) -> bool:
    """Whether lines of one block may be one headline: printed alike, none of them a
    date or a byline."""
    if not 1 < len(lines) <= _LINES:
        return False
    if sum(len(row.text.split()) for row in lines) > _WORDS:
        return False
    if any(is_date_line(row.text) or byline(row.text) for row in lines):
        return False
    return len({(row.is_linked, _printing(row)) for row in lines}) == 1


def _printing(row: Row) -> tuple[tuple[str, ...], ...]:
    """How a line is printed: tag and looks of the elements in its block that hold it
    and nothing else."""
    parts = islice(row.element.iterdescendants("*"), _PARTS)
    return tuple(
        (str(part.tag), *(part.get(key, "") for key in _LOOKS))
        for part in parts
        if says(part, row.key)
    )


def _is_sized(row: Row) -> bool:
    return any(tag == "font" and size for tag, _, size, _ in _printing(row))


def _have_one_element(lines: Sequence[Row]) -> bool:
    """Whether an element holds lines and no other words."""
    block = lines[0].element
    key = "".join(row.key for row in lines)
    parts = islice(block.iterdescendants("*"), _PARTS)
    around = islice(block.iterancestors(), _AROUND)
    return any(says(part, key) for part in (block, *parts, *around))


def _joined(lines: Sequence[Row]) -> Row:
    space = (" ", lines[0].element)
    return Row(
        text=" ".join(row.text for row in lines),
        element=lines[0].element,
        linked=sum(row.linked for row in lines),
        key="".join(row.key for row in lines),
        unlinked=" ".join(row.unlinked for row in lines).strip(),
        links=tuple(link for row in lines for link in row.links),
        pieces=tuple(piece for row in lines for piece in (*row.pieces, space))[:-1],
    )
