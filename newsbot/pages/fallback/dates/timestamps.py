"""Dates that elements state for machines: schema.org in microdata, ``time``, and the
microformat hAtom (microformats.org/wiki/hatom)."""

from __future__ import annotations

import re
from itertools import chain
from typing import TYPE_CHECKING, Final

from newsbot.pages.datesources import Candidate, DateField
from newsbot.pages.fallback import names
from newsbot.pages.fallback.outline import finder, text_of

if TYPE_CHECKING:
    from collections.abc import Callable

    from lxml.etree import _Element

# A longer value is no date.
_LONGEST: Final = 120
# In "title" browsers show whatever a theme likes to tell: only such a value is stated.
_MACHINE: Final = re.compile(r"\d{4}-\d\d-\d\d", re.ASCII)
_FIELDS: Final[dict[str, DateField]] = {
    "datepublished": "published",
    "datecreated": "published",
    "datemodified": "modified",
    "dateupdated": "modified",
}
_HATOM: Final = frozenset({"published", "date", "dtpublished", "publish"})
_UPDATE: Final = re.compile(r"updat|modif|تحديث|تعديل", re.IGNORECASE)
# WordPress classes a post that was never changed "entry-date published updated", a
# theme in much use every post "entry-date updated".
_NEVER_CHANGED: Final = frozenset({"entry", "published"})
_DATE_PROPERTIES: Final = finder("//@itemprop[contains(., 'date')]/..")


def stated_dates(
    scope: _Element, *, is_others: Callable[[_Element], bool]
) -> list[Candidate]:
    """The first date for each field: microdata's, else those of ``time`` elements and
    of the microformat's ``abbr``.

    :param scope: the element that holds headline and text
    :param is_others: whether an element belongs to other articles or to comments
    """
    root = scope.getroottree().getroot()
    found: dict[str, Candidate] = {}
    for element in _DATE_PROPERTIES(root):
        names_of = element.get("itemprop", "").lower().split()
        field = next((_FIELDS[name] for name in names_of if name in _FIELDS), None)
        if field is None or field in found or is_others(element):
            continue
        if value := _value(element):
            found[field] = Candidate(field, "time", value[:_LONGEST])
    if not found:
        for element in scope.iter("time", "abbr"):
            if {"published", "modified"} <= found.keys():
                break
            value = element.get("datetime", "").strip()
            if not value and not names.words_of(element).isdisjoint(_HATOM):
                value = element.get("title", "")
            if not value:
                continue
            field = "modified" if _is_update(element) else "published"
            if field not in found and not is_others(element):
                found[field] = Candidate(field, "time", value[:_LONGEST])
    return list(found.values())


def _value(element: _Element) -> str:
    """What an element or a part of it states, in an attribute before its text:
    Blogger prints the clock, and has the instant in ``title``, as hAtom has it."""
    for part in chain([element], element.iter("time", "abbr")):
        for name in ("content", "datetime"):
            if value := part.get(name, "").strip():
                return value
        title = part.get("title", "").strip()
        if _MACHINE.match(title):
            return title
    return text_of(element)


def _is_update(element: _Element) -> bool:
    label = element.get("class", "")
    previous, parent = element.getprevious(), element.getparent()
    if previous is not None:
        label = f"{label} {previous.text or ''} {previous.tail or ''}"
    elif parent is not None:
        label = f"{label} {parent.text or ''}"
    is_update = _UPDATE.search(label) is not None
    return is_update and _NEVER_CHANGED.isdisjoint(names.words_of(element))
