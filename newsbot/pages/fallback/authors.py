"""The byline of an article among all that is printed around it."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from lxml import etree

from newsbot.arabic.boilerplate import is_boilerplate
from newsbot.pages.fallback import names
from newsbot.pages.fallback.bylines import (
    byline,
    is_editing,
    is_given,
    is_name,
    lone_names,
)
from newsbot.pages.fallback.datelines import is_date_line
from newsbot.pages.fallback.outline import apart, finder, text_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from lxml.etree import _Element

    from newsbot.pages.fallback.outline import Row
    from newsbot.pages.fallback.surroundings import Surroundings

_STATED_AUTHORS: Final = finder(
    ".//@itemprop[contains(., 'author')]/.."
    " | .//@rel[. = 'author' or contains(., 'author ')]/.."
)

_AUTHOR_PATH: Final = re.compile(
    r"[/?&_-](?:authors?|auteurs?|writers?|reporters?|columnists?|journalists?|profiles?"
    r"|editors?|author_?id|writer_?id|kuttab|kateb|كاتب|الكاتب|كتاب|كتاب-الرأي)"
    r"(?:[/=_-]|\.\w+\?)",
    re.IGNORECASE,
)
# Place and paper, then the byline, then a colon.
_OPENING: Final = re.compile(r"((?:[^:.،]{2,30}\s[-–—/]\s){1,2}[^:.،]{6,50}):\s+\S")
_AGENCY: Final = frozenset({"agency", "agencies", "newsagency", "wakala"})
# As many rows of the text may stand before its byline.
_HEAD: Final = 3


def byline_above(around: Surroundings, people: Callable[[str], list[str]]) -> list[str]:
    """Names in the byline that readers see about the headline or at the head of the
    text; empty without one, and for the names of those who only edited.

    :param people: names of persons in a value
    """
    first = around.span[0]
    end = {row.element for row in around.rows[first + _HEAD :]}
    rows = (row for row in around.beside() if row.element not in end)
    return _byline((row for row in rows if not is_editing(row.text)), people)


def printed_authors(
    around: Surroundings, people: Callable[[str], list[str]]
) -> tuple[list[str], str]:
    """Names of the authors as the page prints them, and the rule that gave them:
    ``microdata``, else ``byline``: a row with a byline's label, or an element that is
    named an author's. Empty ones where it prints none.

    :param people: names of persons in a value
    """
    for element in _STATED_AUTHORS(around.scope):
        if not around.is_others(element):
            value = element.get("content") or _name_in(element)
            if found := people(value):
                return found, "microdata"
    rows = around.beside()
    found = (
        _byline(rows, people)
        or _named_authors(around, rows, people)
        or _linked_authors(rows, people)
        or _opening_byline(around, people)
        or _lone_authors(around, people)
        or _agencies(around, rows)
    )
    return (found, "byline") if found else ([], "")


def _byline(rows: Iterable[Row], people: Callable[[str], list[str]]) -> list[str]:
    for row in rows:
        line = apart(row)
        names_in = byline(line) or (byline(row.text) if line != row.text else [])
        if names_in and (found := people(" ، ".join(names_in))):
            return found
    return []


def _named_authors(
    around: Surroundings, rows: list[Row], people: Callable[[str], list[str]]
) -> list[str]:
    """Names in the first elements that are named an author's, a name's before
    others."""
    named: list[tuple[_Element, str]] = []
    for row in rows:
        inner = filter(names.is_author, row.element.iterdescendants(etree.Element))
        named += [(element, text_of(element)) for element in inner]
        near = filter(names.is_author, around.chain(row.element)[:3])
        named += [(element, row.text) for element in near]
    for is_exact in (True, False):
        for element, text in named:
            if is_exact and "name" not in names.words_of(element):
                continue
            if element.tag == "label" or element.find(".//input") is not None:
                continue  # a form asks for the reader's own name
            if is_date_line(text) or is_boilerplate(text):
                continue
            if found := [name for name in people(text) if len(name.split()) <= 5]:
                return found
    return []


def _lone_authors(
    around: Surroundings, people: Callable[[str], list[str]]
) -> list[str]:
    """Names that stand alone between headline and text, if they begin with a common
    given name, or alone in the first paragraph."""
    title, first = around.title_index, around.first_line
    if title is None:
        return []
    headline = around.rows[title].text
    for i in range(title + 1, first + 1):
        row = around.rows[i]
        if row.is_linked or around.is_others(row.element) or row.element.tag[0] == "h":
            continue
        # A place that the report comes from is named in its headline, or stands
        # before a dash.
        is_head = around.is_inside(row.element)
        found = [
            name
            for name in lone_names(row.text)
            if is_given(name.split()[0])
            or (is_head and name == row.text and name not in headline)
        ]
        if found := [one for name in found for one in people(name)]:
            return found
    return []


def _opening_byline(
    around: Surroundings, people: Callable[[str], list[str]]
) -> list[str]:
    """Names in the byline that the first paragraph begins with, behind its place:
    «النخيل - الواحة - كتبت سعاد النخلي: …»."""
    if around.first_line >= len(around.rows):
        return []
    head = _OPENING.match(around.rows[around.first_line].text)
    if head is None:
        return []
    found = [one for name in byline(head[1]) for one in people(name)]
    return [name for name in found if 2 <= len(name.split()) <= 4]


def _agencies(around: Surroundings, rows: list[Row]) -> list[str]:
    """The news agency that an element about the headline names as the source of the
    report, if it is named an agency's."""
    for row in rows:
        for node in around.chain(row.element)[:3]:
            if not _AGENCY.isdisjoint(names.words_of(node)) and is_name(row.text):
                return [row.text]
    return []


def _linked_authors(rows: list[Row], people: Callable[[str], list[str]]) -> list[str]:
    """Names that lead to their author's page."""
    for row in rows:
        for link in row.element.iter("a"):
            if _AUTHOR_PATH.search(link.get("href", "")):
                name = " ".join("".join(map(str, link.itertext())).split())
                if " " in name and (found := people(name)):
                    return found
    return []


def _name_in(element: _Element) -> str:
    """The text of an author's element; of the part that is marked as the name."""
    for part in element.iter():
        if "name" in (part.get("itemprop") or "").split():
            element = part
            break
    value = element.get("content") or "".join(map(str, element.itertext()))
    return " ".join(value.split())
