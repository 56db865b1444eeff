"""The byline of an article among all that is printed around it."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from newsbot.arabic.boilerplate import is_boilerplate
from newsbot.arabic.text import fold
from newsbot.pages.fallback import names
from newsbot.pages.fallback.authors.beside import named_by, named_in, named_inside
from newsbot.pages.fallback.authors.bylines import byline, is_editing, is_label
from newsbot.pages.fallback.authors.linked import linked_authors
from newsbot.pages.fallback.authors.persons import is_given, is_name
from newsbot.pages.fallback.authors.placed import placed_names
from newsbot.pages.fallback.authors.signatures import (
    beside_date,
    beside_icons,
    head,
    lone_signatures,
)
from newsbot.pages.fallback.authors.subscribed import names_below, starred_names
from newsbot.pages.fallback.dates.datelines import is_date_line
from newsbot.pages.fallback.outline import finder, text_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from lxml.etree import _Element

    from newsbot.pages.fallback.outline import Row
    from newsbot.pages.fallback.surroundings import Surroundings

_STATED_AUTHORS: Final = finder(
    ".//@itemprop[contains(., 'author')]/.."
    " | .//@rel[. = 'author' or contains(., 'author ')]/.."
)

_ALONE: Final = frozenset(
    map(
        fold,
        "بقلم بواسطة إعداد الكاتب الكاتبة المؤلف كتبه كتبها by author".split(),
    )
)
# Place and paper, then the byline, then a colon.
_OPENING: Final = re.compile(r"((?:[^:.،]{2,30}\s[-–—/]\s){1,2}[^:.،]{6,50}):\s+\S")
_AGENCY: Final = frozenset({"agency", "agencies", "newsagency", "wakala"})
# Parts of an author's box that do not name him.
_ABOUT: Final = frozenset(
    """
    bio biography desc description about summary role job position jobtitle occupation
    """.split()
)
# Rows of more characters are no byline by themselves; of so many more they have none.
_LONG: Final = 120
_LONGEST_ROW: Final = 400
_HEAD_ROWS: Final = 12
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
                # «سعاد النخلي و هادي البحري», an element to each.
                for other in element.itersiblings(element.tag):
                    if element.get("itemprop") and _is_stated_alike(element, other):
                        found += people(other.get("content") or _name_in(other))
                return list(dict.fromkeys(found)), "microdata"
    rows = around.beside()
    found = (
        _byline(rows, people)
        or named_authors(around, rows, people)
        or linked_authors(rows, people)
        or _first(beside_date(head(around)), people)
        or _opening_byline(around, people)
        or _first(lone_signatures(around), people)
        or _first(starred_names(around), people)
        or placed_names(around, people)
        or _first(names_below(around), people)
        or _agencies(around, rows)
    )
    return (found, "byline") if found else ([], "")


def _is_stated_alike(element: _Element, other: _Element) -> bool:
    return other.get("itemprop") == element.get("itemprop")


def _byline(rows: Iterable[Row], people: Callable[[str], list[str]]) -> list[str]:
    label = ""
    for row in rows:
        if any(is_label(text_of(link)) for link in row.links):
            continue  # a menu: «كتب», «رأي»
        line = named_in(row)
        if label and not row.text.endswith("."):
            # «بقلم» in a row of its own.
            found = [one for name in byline(f"{label}: {line}") for one in people(name)]
            if any(" " in name for name in found):
                return found
        label = row.text.strip(": ") if _is_label_alone(row.text) else ""
        names_in = byline(line) or (byline(row.text) if line != row.text else [])
        if not names_in and len(row.text) <= _LONG:
            # «تصوير: …», «نص: …»: elements side by side.
            names_in = next(filter(None, (byline(one) for one, _ in row.pieces)), [])
        if names_in and (found := people(" ، ".join(names_in))):
            # What an author's link holds of them is a name, and nothing else.
            linked = linked_authors([row], people)
            return linked if _are_longer(found, linked) else found
    return []


def _is_label_alone(text: str) -> bool:
    """Whether a row is a byline's label; «كتب» and «رأي» alone are sections."""
    return is_label(text) and (text.endswith(":") or fold(text) in _ALONE)


def _are_longer(printed: list[str], linked: list[str]) -> bool:
    """Whether names of a row run on behind those that are links there."""
    pairs = zip(printed, linked, strict=False)
    return len(printed) == len(linked) and any(
        name != link and name.startswith(link) for name, link in pairs
    )


def printed_above(
    around: Surroundings, people: Callable[[str], list[str]]
) -> list[str]:
    """Names between headline and text that their elements or an icon mark as the
    author's; empty without any.

    :param people: names of persons in a value
    """
    rows = head(around)
    return named_authors(around, rows, people) or linked_authors(rows, people)


def named_authors(
    around: Surroundings, rows: list[Row], people: Callable[[str], list[str]]
) -> list[str]:
    """Names in the first elements that are named an author's, a name's before
    others, then names beside a person's icon."""
    named: list[tuple[_Element, str, Row]] = []
    sought = [*rows, *_long_rows(around)]
    inside = named_inside({row.element for row in sought})
    for row in sought:
        # A box of several rows has more than a name.
        named += [
            (element, text, row)
            for element, text, key in inside[row.element]
            if key in row.key
        ]
        if len(row.text) > _LONG:
            continue
        near = filter(names.is_author, around.chain(row.element)[:3])
        if not _is_about(row):
            named += [(element, named_in(row), row) for element in near]
    for is_exact in (True, False):
        for element, text, row in named:
            if is_exact and "name" not in names.words_of(element):
                continue
            if element.tag == "label" or element.find(".//input") is not None:
                continue  # a form asks for the reader's own name
            if not _ABOUT.isdisjoint(names.words_of(element)) or text.endswith("."):
                continue
            if is_date_line(text) or is_boilerplate(text):
                continue
            if found := [name for name in people(text) if len(name.split()) <= 5]:
                alike = (named_in(other) for other in rows if _are_alike(row, other))
                more = (name for line in alike for name in people(line))
                found += [name for name in more if is_given(name.split()[0])]
                return list(dict.fromkeys(found))
    icons = (text for text in beside_icons(head(around)) if " " in text)
    return _first(icons, people)


def _long_rows(around: Surroundings) -> list[Row]:
    """Rows between headline and text that are longer than a byline: the link to the
    comments may repeat the headline."""
    title, first = around.title_index, around.first_line
    if title is None:
        return []
    return [
        row
        for row in around.rows[title + 1 : min(first, title + _HEAD_ROWS)]
        if _LONG < len(row.text) <= _LONGEST_ROW and not around.is_others(row.element)
    ]


def _are_alike(row: Row, other: Row) -> bool:
    """Whether two rows are items of one list: authors below each other."""
    one, two = row.element, other.element
    are_siblings = one is not two and one.getparent() is two.getparent()
    return are_siblings and (one.tag, one.attrib) == (two.tag, two.attrib)


def _is_about(row: Row) -> bool:
    """Whether a row is named as what is said of an author."""
    return not _ABOUT.isdisjoint(names.words_of(row.element))


def _first(texts: Iterable[str], people: Callable[[str], list[str]]) -> list[str]:
    return next((found for text in texts if (found := people(text))), [])


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


def _name_in(element: _Element) -> str:
    """The text of an author's element; of the part that is marked as the name."""
    for part in element.iter():
        if "name" in (part.get("itemprop") or "").split():
            element = part
            break
    return " ".join((element.get("content") or named_by(element)).split())
