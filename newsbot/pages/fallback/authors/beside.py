"""What stands beside a name in its byline: other elements are other words, and the city
that somebody reports from is no part of his name."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, cast

from lxml import etree

from newsbot.pages.fallback import names
from newsbot.pages.fallback.outline import apart, kept_apart, letters, text_of

if TYPE_CHECKING:
    from collections.abc import Iterable

    from lxml.etree import _Element, _ElementUnicodeResult

    from newsbot.pages.fallback.outline import Row

_PLACES: Final = frozenset("city country location place region".split())
_TEXTS: Final = etree.XPath(".//text()")


def named_in(row: Row) -> str:
    """The words of a row as :func:`newsbot.pages.fallback.outline.apart` gives them, a
    bar in the place of an element in it that is named a city's."""
    if not any(_is_place(holder, row.element) for _, holder in row.pieces):
        return apart(row)
    return _joined(row.pieces, row.element)


def named_by(element: _Element) -> str:
    """The words in an element, with a bar where two of its parts meet without a space,
    and in the place of one that is named a city's."""
    pieces = []
    for text in cast("list[_ElementUnicodeResult]", _TEXTS(element)):
        holder = text.getparent()
        if holder is not None and text.is_tail:
            holder = holder.getparent()
        if holder is not None:
            pieces.append((str(text), holder))
    return _joined(pieces, element)


def named_inside(
    holders: set[_Element],
) -> dict[_Element, list[tuple[_Element, str, str]]]:
    """The elements in each of some that are named an author's, with what they say and
    the letters of it. Items of lists that are never closed hold each other: what is in
    several of them is looked at once."""
    found: dict[_Element, list[tuple[_Element, str, str]]] = {
        holder: [] for holder in holders
    }
    for holder in holders:
        if not holders.isdisjoint(holder.iterancestors()):
            continue
        for element in filter(names.is_author, holder.iterdescendants(etree.Element)):
            one = (element, named_by(element), letters(text_of(element)))
            for around in element.iterancestors():
                if around in holders:
                    found[around].append(one)
    return found


def _joined(pieces: Iterable[tuple[str, _Element]], element: _Element) -> str:
    said = (" | " if _is_place(holder, element) else text for text, holder in pieces)
    return kept_apart(said).strip("| ")


def _is_place(holder: _Element, element: _Element) -> bool:
    node: _Element | None = holder
    while node is not None and node is not element:
        if not _PLACES.isdisjoint(names.words_of(node)):
            return True
        node = node.getparent()
    return False
