"""Rows of other articles that stand in one block: a label with the link it touches, and
reports with the day and the clock of each."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from newsbot.pages.fallback.outline import letters, text_of
from newsbot.pages.fallback.sentences import STOPS

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from lxml.etree import _Element

    from newsbot.pages.fallback.outline import Row

# Words of a label before a link: one alone may be a place or a prefix.
_FEWEST_OF_A_LABEL: Final = 2
_MOST_OF_A_LABEL: Final = 6
# Words of a headline, at least.
_HEADLINE: Final = 3
# Characters of a label above a list, and of a report in it, at most.
_LABEL: Final = 60
_LONGEST: Final = 200
_FEWEST: Final = 2
_STAMP: Final = re.compile(
    r"(?<!\d)(?:\d{1,2}[-/.]\d{1,2}[-/.]\d{4}|\d{4}[-/.]\d{1,2}[-/.]\d{1,2})"
    r"[\s,،|-]{1,5}\d{1,2}:\d{2}(?::\d{2})?$"
)


def touching_rows(rows: Sequence[Row], inside: Iterable[int]) -> set[int]:
    """Indices of the rows that are a label in an element of its own, and a link to
    another article that it touches («على صلة» + «سباق القوارب …»): on the screen one
    stands below the other, as in a sentence a space stands before a link.

    :param rows: the page's outline
    :param inside: indices of the rows in question
    """
    return {i for i in inside if rows[i].linked and _touches(rows[i])}


def _touches(row: Row) -> bool:
    if len(row.links) != 1 or row.text.endswith((".", "…")):
        return False
    link = row.links[0]
    if link.get("href", "#").startswith("#"):
        return False
    words = len(row.unlinked.split())
    if not _FEWEST_OF_A_LABEL <= words <= _MOST_OF_A_LABEL:
        return False
    if row.unlinked.endswith(STOPS) or len(text_of(link).split()) < _HEADLINE:
        return False
    at = next(i for i, (_, one) in enumerate(row.pieces) if _is_in(one, link))
    before, behind = row.pieces[at - 1 : at], row.pieces[at:]
    if not before or any(letters(x) for x, one in behind if not _is_in(one, link)):
        return False
    ((label, holder),) = before
    is_glued = not (label[-1].isspace() or behind[0][0][0].isspace())
    return is_glued and holder is not row.element


def are_dated_reports(rows: Sequence[Row]) -> bool:
    """Whether the rows of a box are the headlines of other reports, each before the day
    and the clock at which it was published, below a label or none.

    :param rows: the rows in it
    """
    first = rows[0].text
    if len(first) < _LABEL and not (_STAMP.search(first) or first.endswith(STOPS)):
        rows = rows[1:]
    return len(rows) >= _FEWEST and all(
        len(row.text) <= _LONGEST
        and (stamp := _STAMP.search(row.text)) is not None
        and len(row.text[: stamp.start()].split()) >= _HEADLINE
        for row in rows
    )


def _is_in(element: _Element, holder: _Element) -> bool:
    return element is holder or holder in element.iterancestors()
