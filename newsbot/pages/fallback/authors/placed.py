"""Authors who sign in the text with the place that they report from, without a label:
«النخيل – سعاد النخلي» above its first paragraph, «النخيل: سعاد النخلي» under its last
one, «النخيل – سعاد النخلي: …» at the begin of the first.

A list of given names would miss most of them. What tells them from a subheading is the
article: it speaks of the place, and never of who wrote it.
"""

from __future__ import annotations

import re
from functools import cached_property
from typing import TYPE_CHECKING, Final

from newsbot.arabic.boilerplate import is_boilerplate
from newsbot.arabic.calendar import PLACES
from newsbot.arabic.text import clean, fold
from newsbot.pages.fallback import names
from newsbot.pages.fallback.authors.nameforms import (
    KIN,
    NO_PLACES,
    is_likely_name,
    is_surely_name,
    may_be_name,
)
from newsbot.pages.fallback.authors.persons import is_given
from newsbot.pages.fallback.sentences import is_sentence

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from newsbot.pages.fallback.outline import Row
    from newsbot.pages.fallback.surroundings import Surroundings

# Characters of a line that only signs; of what signs at a paragraph's begin.
_LONGEST: Final = 60
_LONGEST_OPENING: Final = 50
_MOST_LINES: Final = 3
_MOST_WORDS_OF_PLACE: Final = 3
_BETWEEN: Final = re.compile(r"\s*[:：/|]\s*|\s+[-–—ـ]+\s*|\s*[-–—]+\s+")
_FROM: Final = re.compile(r"^من\s+(?=\S+\s)")
_IN_BRACKETS: Final = re.compile(r"([^()]+?)\s*\(([^()]+)\)")
_OPENING: Final = re.compile(
    rf"([^:،.()]{{5,{_LONGEST_OPENING}}}?):\s+\S"
    r"|([^:،.()]{2,30}\([^:،.()]{5,30}\))\s*[-–—:]+\s*\S"
)
_DASH: Final = re.compile(r"\s+[-–—]+\s+")
# Place, paper, name; and the first words.
_MOST_DASHES: Final = 3
_LONGEST_PIECE: Final = 30
_STOPS: Final = (".", "؟", "?", "!", "…", "،", ":")
_WORD: Final = re.compile(r"[^\W\d_]+")
_PREFIX: Final = re.compile(r"^[وفبلك]*(?:ال|(?<=ل)ل)|^[وفبلك]")
_KNOWN_PLACES: Final = frozenset(
    fold(place) for places in PLACES for place in places.split("،")
)
_BEFORE_A_PLACE: Final = (
    "(?:في|من|الي|مدينه|محافظه|ولايه|بلده|قريه|اقليم|قضاء|جهه|ناحيه|عاصمه|العاصمه)"
)


def placed_names(around: Surroundings, people: Callable[[str], list[str]]) -> list[str]:
    """Names that stand with a place, and nothing else, on the line above the text's
    first paragraph or on the last lines below a sentence of the text, or that the first
    paragraph begins with; empty without any.

    :param people: names of persons in a value
    """
    article = _Article(around)
    for row in _above(around):
        if found := article.signed([row], people):
            return found
    return article.opened(people) or article.signed(_below(around), people)


def _above(around: Surroundings) -> Iterator[Row]:
    title = around.title_index
    if title is not None:
        rows = around.rows[title + 1 : around.first_line + 1]
        # «النخيل – سعاد النخلي:» above what she reports.
        yield from (row for row in rows if _may_sign(around, row, stops=_STOPS[:-1]))


def _below(around: Surroundings) -> list[Row]:
    """The lines behind the last sentence of the text, in the element that holds it, as
    far as they may sign."""
    first, last = around.first_line, around.span[1]
    ends = (
        i
        for i in range(min(last, len(around.rows) - 1), first - 1, -1)
        if around.is_inside(around.rows[i].element)
        and is_sentence(around.rows[i].text)
        and not is_boilerplate(around.rows[i].text)
    )
    end = next(ends, None)
    found: list[Row] = []
    if end is not None:
        for row in around.rows[end + 1 : end + 1 + _MOST_LINES]:
            if not around.is_inside(row.element) or not _may_sign(around, row):
                break
            if len(_readings(row.text)) == 0:
                break
            found.append(row)
    return found


def _may_sign(
    around: Surroundings, row: Row, *, stops: tuple[str, ...] = _STOPS
) -> bool:
    if len(row.text) > _LONGEST or row.is_linked or row.text.endswith(stops):
        return False
    if row.element.tag in ("h1", "h2", "h3", "h4", "h5", "h6"):
        return False
    near = (row.element, row.element.getparent())
    is_caption = any(one is not None and names.is_caption(one) for one in near)
    return not is_caption and not around.is_others(row.element)


def _readings(line: str) -> list[tuple[str, str]]:
    """What a line may say as place and name; empty where it has no such two parts. The
    paper may stand between them: «النخيل - الواحة - سعاد النخلي»."""
    line = clean(line).strip(" *•-–—|:")
    if bracketed := _IN_BRACKETS.fullmatch(line):
        one, other = bracketed[1], bracketed[2]
        return [(one, other), (other, one)]
    parts = [_FROM.sub("", part) for part in _BETWEEN.split(line) if part]
    if len(parts) == 2:
        return [(parts[0], parts[1]), (parts[1], parts[0])]
    return [(parts[0], parts[2])] if len(parts) == 3 else []


class _Article:
    """What an article speaks of."""

    def __init__(self, around: Surroundings) -> None:
        self._around = around
        title = around.heading
        self._title = "" if title is None else fold(title.text)

    def signed(self, rows: list[Row], people: Callable[[str], list[str]]) -> list[str]:
        """Names in lines that each sign, if the article speaks of one of their
        places."""
        found: list[str] = []
        is_known = False
        for row in rows:
            for place, written in _readings(row.text):
                named = people(written)
                are_likely = all(
                    is_surely_name(name) or is_likely_name(name) for name in named
                )
                if are_likely and _may_be_place(place) and self._are_names(named, rows):
                    found += named
                    is_known = is_known or self._speaks_of(place, rows)
                    break
            else:
                return []
        return list(dict.fromkeys(found)) if is_known else []

    def opened(self, people: Callable[[str], list[str]]) -> list[str]:
        """Names that the first paragraph begins with, behind or before its place."""
        around = self._around
        if around.first_line >= len(around.rows):
            return []
        row = around.rows[around.first_line]
        opening = _OPENING.match(row.text)
        if opening is None:
            return self._opened_by_dashes(row, people)
        signs = opening[1] or opening[2]
        for place, written in _readings(signs):
            named = people(written)
            is_sure = all(map(is_surely_name, named))
            rest = row.text[len(signs) :]
            if is_sure and _may_be_place(place) and self._are_names(named, [row], rest):
                return named
        return []

    def _opened_by_dashes(
        self, row: Row, people: Callable[[str], list[str]]
    ) -> list[str]:
        """Common given names with another that stand between dashes: «النخيل - سعاد
        النخلي - …», «النخيل - الواحة - سعاد النخلي - …»."""
        pieces = _DASH.split(row.text, maxsplit=_MOST_DASHES)
        for at, written in enumerate(pieces[1:-1], 1):
            if max(map(len, pieces[: at + 1])) > _LONGEST_PIECE:
                break
            named = people(written)
            are_given = all(is_given(name.split()[0]) for name in named)
            is_place = _may_be_place(pieces[0]) and not is_given(pieces[0])
            rest = " ".join(pieces[at + 1 :])
            if are_given and is_place and self._are_names(named, [row], rest):
                return named
        return []

    def _are_names(self, named: list[str], rows: list[Row], rest: str = "") -> bool:
        if not named or not all(map(may_be_name, named)):
            return False
        words = {word for name in named for word in fold(name).split()}
        unknown = {word for word in words - KIN if not is_given(word)}
        spoken = self._words(rows) | _stems(fold(rest))
        return all(spoken.isdisjoint(_stems(word)) for word in unknown)

    def _speaks_of(self, place: str, rows: list[Row]) -> bool:
        plain = fold(place)
        if plain in _KNOWN_PLACES:
            return True
        word = re.escape(plain)
        if re.search(rf"\b[وبلف]?{word}\b", self._title):
            return True
        # «الواحة (النخيل) - …», «النخيل – الواحة: …»
        first = next((row.text for row in self._text(rows)), "")
        name = re.escape(place)
        if re.match(rf"{name} ?[-–—:/(]|[^\W\d][\w ]{{1,30}}\({name}\)", first):
            return True
        pattern = re.compile(rf"\b(?:[وبفل]?{_BEFORE_A_PLACE} |و?ب){word}\b")
        return any(pattern.search(fold(row.text)) for row in self._text(rows))

    def _text(self, but: list[Row]) -> Iterator[Row]:
        first, last = self._around.span
        rows = self._around.rows[first : last + 1]
        return (row for row in rows if row not in but)

    @cached_property
    def _spoken(self) -> dict[Row, set[str]]:
        return {row: _stems(fold(row.text)) for row in self._text([])}

    def _words(self, but: list[Row]) -> set[str]:
        """Stems of the words of headline and text, some rows left out."""
        spoken = _stems(self._title)
        return spoken.union(*(s for row, s in self._spoken.items() if row not in but))


def _stems(folded: str) -> set[str]:
    """Words, each with and without what is written onto its begin: و، ب، ل، ال."""
    found: set[str] = set()
    for word in _WORD.findall(folded):
        found.add(word)
        stem = _PREFIX.sub("", word)
        if len(stem) > 2:
            found.add(stem)
    return found


def _may_be_place(text: str) -> bool:
    words = fold(text).split()
    if not 1 <= len(words) <= _MOST_WORDS_OF_PLACE or fold(text) in NO_PLACES:
        return False
    first = words[0]
    is_office = first in NO_PLACES or first.removeprefix("ال") in NO_PLACES
    return not is_office and all(word.isalpha() for word in words)
