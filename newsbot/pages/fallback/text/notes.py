"""Footnotes: what a mark in the text leads to, behind the text."""

from __future__ import annotations

import re
from itertools import islice
from typing import TYPE_CHECKING, Final

from newsbot.pages.fallback import names
from newsbot.pages.fallback.outline import letters, text_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from lxml.etree import _Element

    from newsbot.pages.fallback.outline import Row

# «[1]», «(٢)», «*», «†»; a letter alone.
_MARK: Final = re.compile(
    r"[\[({]?\s*(?:\d{1,3}|[a-zA-Z\u0621-\u064a]|[^\w\s]{1,3})\s*[\])}]?"
)
_BLOCKS: Final = frozenset(("li", "p", "div", "dd", "td"))
# Marks of a text, and elements up from a note's place to its block, at most.
_MOST: Final = 200
_DEPTH: Final = 3
# Paragraphs of a note, at most.
_PARAGRAPHS: Final = 3


def note_rows(
    container: _Element, rows: Sequence[Row], inside: Sequence[int]
) -> set[int]:
    """Indices of the rows that are footnotes: those in the block to which a link in the
    text leads that is no more than a mark («[1]»).

    :param container: the element of the text
    :param rows: the page's outline
    :param inside: indices of the rows in the container
    """
    marks = list(islice(_marks(rows, inside), _MOST))
    if not marks:
        return set()
    places: dict[str, _Element] = {}
    for element in container.iter("*"):
        for key in ("id", "name"):
            if name := element.get(key):
                places.setdefault(name, element)
    order = {element: place for place, element in enumerate(container.iter())}
    notes: dict[_Element, list[int]] = {}
    for mark in marks:
        place = places.get(mark.get("href", "")[1:])
        if place is None or order[place] < order[mark] or names.is_page_part(place):
            continue
        around = (place, *islice(place.iterancestors(), _DEPTH))
        block = next((one for one in around if one.tag in _BLOCKS), container)
        if block is not container:
            notes[block] = []
    for i in inside:
        for node in (rows[i].element, *islice(rows[i].element.iterancestors(), _DEPTH)):
            if node in notes:
                notes[node].append(i)
    # A link to the comments may be their number.
    return {i for held in notes.values() if len(held) <= _PARAGRAPHS for i in held}


def lone_marks(rows: Sequence[Row], inside: Sequence[int]) -> set[int]:
    """Indices of the rows that are the mark of a footnote and nothing else, with a link
    back to the text.

    :param rows: the page's outline
    :param inside: indices of the rows in the container
    """
    return {
        i
        for i in inside
        if rows[i].is_linked
        and len(rows[i].links) == 1
        and rows[i].links[0].get("href", "").startswith("#")
        and _MARK.fullmatch(rows[i].text)
    }


def back_links(container: _Element) -> set[_Element]:
    """The links of an element that lead back to a mark, with an arrow or nothing."""
    return {
        link
        for link in container.iter("a")
        if link.get("href", "").startswith("#") and not letters(text_of(link))
    }


def _marks(rows: Sequence[Row], inside: Sequence[int]) -> Iterator[_Element]:
    for i in inside:
        for link in rows[i].links:
            href = link.get("href", "")
            if len(href) > 1 and href[0] == "#" and _MARK.fullmatch(text_of(link)):
                yield link
