"""Who signs an article without the label of a byline: names beside the icon of a
person or beside the date, desks and agencies in the byline's place."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from newsbot.arabic.boilerplate import is_boilerplate
from newsbot.arabic.text import clean, fold
from newsbot.pages.fallback import names
from newsbot.pages.fallback.authors.bylines import byline, is_label, lone_names
from newsbot.pages.fallback.authors.nameforms import is_surely_name, may_be_name
from newsbot.pages.fallback.authors.namewords import HOUSES, NO_AUTHOR, OFFICES
from newsbot.pages.fallback.authors.persons import (
    desks,
    is_given,
    is_name,
    without_label,
    without_tail,
)
from newsbot.pages.fallback.authors.roles import is_writers
from newsbot.pages.fallback.dates.datelines import is_date_line
from newsbot.pages.fallback.outline import apart, finder, letters, text_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lxml.etree import _Element

    from newsbot.pages.fallback.outline import Row
    from newsbot.pages.fallback.surroundings import Surroundings

# Font Awesome, Bootstrap, Material, Remix, Feather, and the pictures of themes.
_PERSONS: Final = frozenset(
    """
    user users person account author writer feather pen pencil avatar usertie useralt
    userpen usercircle profile reporter
    """.split()
)
_ICONS: Final = finder(
    ".//i | .//svg | .//img | .//span[not(normalize-space())]"
    " | .//em[not(normalize-space())] | .//*[contains(name(), '-icon')]"
)
_NAMES_OF_ICONS: Final = ("class", "name", "icon", "data-icon", "src", "alt")
_ADDRESSES: Final = ("href", "xlink:href", "{http://www.w3.org/1999/xlink}href")
_PART: Final = re.compile(r"[^a-z]+")
_PIECES: Final = re.compile(r"\s*[|•·]\s*|\s+[-–—/]\s+")
_SOURCE: Final = re.compile(r"(?:ال)?مصدر(?:\s+الخبر)?\s*[:：/|]\s*(\S.*)")
_LONGEST: Final = 160
_LONGEST_NAME: Final = 60
_NOUN: Final = re.compile(r"\s[وف]?(?:بال|كال|لل)\w")
_AGENCY: Final = "وكالة"
# As many rows of the headline's own block may stand above it, and below it.
_ABOVE: Final = 3
_BELOW: Final = 30


def head(around: Surroundings) -> list[Row]:
    """The rows between headline and text, and those of the headline's own block above
    it."""
    title, first = around.title_index, around.first_line
    if title is None or around.heading is None:
        return []
    block = around.heading.element.getparent()
    above = [
        row
        for row in around.rows[max(title - _ABOVE, 0) : title]
        if block is not None
        and block.tag not in ("body", "html")
        and block in row.element.iterancestors()
    ]
    return [
        row
        for row in (*above, *around.rows[title + 1 : min(first, title + _BELOW)])
        if len(row.text) <= _LONGEST and not around.is_others(row.element)
    ]


def beside_icons(rows: list[Row]) -> Iterator[str]:
    """What stands in *rows* behind the icon of a person."""
    for row in rows:
        for icon in _ICONS(row.element):
            if _is_person(icon) and (text := _behind(icon, row)):
                yield text
        holder = row.element.getparent()
        while holder is not None and letters(text_of(holder)) == row.key:
            if any(map(_is_person, _ICONS(holder))):
                yield row.text
                break
            holder = holder.getparent()


def beside_date(rows: list[Row]) -> Iterator[str]:
    """Names of persons that stand in a row with the date: «19 نوفمبر · 4 دقائق قراءة ·
    سعاد النخلي». They begin with a common given name, or have a family's in them;
    places and sections do not."""
    for row in rows:
        pieces = _pieces(row)
        if len(pieces) > 1 and any(map(is_date_line, pieces)):
            for piece in pieces:
                if not is_date_line(piece):
                    found = lone_names(piece)
                    yield from filter(_is_surely, found)


def _may_sign(name: str, headline: str) -> bool:
    """Whether a name alone in the first paragraph is none of the headline's, and has
    no noun behind a preposition: «ملخص بالذكاء الاصطناعي»."""
    return name not in headline and _NOUN.search(name) is None


def _is_surely(name: str) -> bool:
    return is_given(name.split()[0]) or (may_be_name(name) and is_surely_name(name))


def lone_signatures(around: Surroundings) -> Iterator[str]:
    """Names that stand alone between headline and text, if they begin with a common
    given name, above what somebody is who writes («مراسلة الواحة في النخيل»), where
    they may be links, too, or alone in the first paragraph; the names of a row with
    commas between them."""
    title, first = around.title_index, around.first_line
    if title is None:
        return
    headline = around.rows[title].text
    for i, row in enumerate(around.rows[title + 1 : first + 1], title + 1):
        if around.is_others(row.element) or row.element.tag[0] == "h":
            continue
        if row.is_linked and not (i + 1 < first and is_writers(around, i)):
            continue
        # A place that the report comes from is named in its headline, or stands
        # before a dash.
        is_shared = any(map(names.is_share, around.chain(row.element)[:3]))
        is_inside = around.is_inside(row.element) and not is_shared
        found = [
            name
            for name in lone_names(row.text)
            if is_given(name.split()[0])
            or (is_inside and name == row.text and _may_sign(name, headline))
            or (name == row.text and i + 1 < first and is_writers(around, i))
        ]
        if found:
            yield " ، ".join(found)


def signing_houses(rows: list[Row]) -> list[str]:
    """The desk, agency or paper that signs in the byline's place: behind the label of a
    byline or the icon of a person, named as source («المصدر: إدارة الإعلام»), alone
    beside the date («غرفة الأخبار»), or in an element that is named a byline. Empty
    without one.

    :param rows: those of :func:`head`
    """
    for row in rows:
        for piece in _pieces(row):
            rest = without_label(piece)
            if rest != piece and (found := desks(rest)):
                return found
    for text in beside_icons(rows):
        if found := desks(text) or _house(text):
            return found
    for row in rows:
        for piece in (*_pieces(row), row.text):
            source = _SOURCE.fullmatch(piece)
            if source and _is_office(name := without_tail(source[1]).strip(" .")):
                return [name]
            if not row.is_linked and _is_lone_desk(piece):
                return [piece]
        if names.is_author(row.element):
            # «وحدة التدقيق في «الواحة»», and the date; an agency may be the site.
            for piece in _pieces(row):
                if desks(piece) == [piece] and not piece.startswith(_AGENCY):
                    return [piece]
    return []


def _pieces(row: Row) -> list[str]:
    return [one for one in _PIECES.split(clean(apart(row))) if letters(one)]


def _house(text: str) -> list[str]:
    name = _PIECES.split(clean(without_label(text)))[0].strip(" .:")
    words = fold(name).split()
    if not words or len(words) < 2 or fold(name) in NO_AUTHOR:
        return []
    is_house = words[0] in HOUSES and len(words) <= 4 and not re.search(r"\d", name)
    return [name] if is_house or is_name(name) else []


def _is_office(name: str) -> bool:
    words = fold(name).split() or [""]
    return words[0] in OFFICES and len(words) <= 6 and not re.search(r'[\d"«»]', name)


def _is_lone_desk(text: str) -> bool:
    """Whether *text* is a desk's name and nothing else: «غرفة الأخبار», «وكالات»."""
    words = text.split()
    if len(words) > 3 or ":" in text or desks(text) != [text] or byline(text):
        return False
    if words[0] == _AGENCY:
        return False  # a section or a subject, as «وكالة الفضاء» is
    return words[0] == "وكالات" or (len(words) > 1 and words[1].startswith("ال"))


def _is_person(icon: _Element) -> bool:
    values = [icon.get(key) or "" for key in _NAMES_OF_ICONS]
    if icon.tag == "i":
        values.append(icon.text or "")  # Material prints the icon's name
    for use in icon.iter("use"):
        values += [use.get(key) or "" for key in _ADDRESSES]
    # Of an address only the name of the file counts.
    words = _PART.split(" ".join(one.rpartition("/")[2] for one in values).lower())
    return not _PERSONS.isdisjoint(words)


def _behind(icon: _Element, row: Row) -> str:
    """The first words behind *icon* in its row, with a label before them; empty
    without any."""
    node: _Element | None = icon
    label = ""
    while node is not None and node is not row.element:
        pieces = [node.tail or ""]
        for other in node.itersiblings():
            pieces += [text_of(other), other.tail or ""]
        for piece in pieces:
            text = " ".join(piece.split())
            if not letters(text):
                continue
            if is_label(text) and not label:
                label = text
                continue
            is_name_of = len(text) <= _LONGEST_NAME and letters(text) in row.key
            is_sure = not (is_date_line(text) or is_boilerplate(text))
            return f"{label} {text}".strip() if is_name_of and is_sure else ""
        node = node.getparent()
    return ""
