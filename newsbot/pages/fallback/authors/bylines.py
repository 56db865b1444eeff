"""Bylines: names of authors in the line that readers see, and in what is stated.

«كتب: …», «بقلم …», «حوار - …»: labels as Arabic newspapers print them, compared through
:func:`newsbot.arabic.text.fold`. A name is two to six words of letters; what cannot be
one is no author, however it is labelled.
"""

from __future__ import annotations

import re
from itertools import pairwise
from typing import Final

from newsbot.arabic.text import clean, fold
from newsbot.pages.fallback.authors.labels import (
    EDITED,
    NOUNS,
    PICTURES,
    TRANSLATED,
    VERBS,
)
from newsbot.pages.fallback.authors.namewords import (
    HONOURS,
    HOUSES,
    NO_NAMES_ALONE,
    THE_NAMES,
)
from newsbot.pages.fallback.authors.persons import is_given, is_pair_of_things, people

_LONGEST: Final = 120

_SEPARATOR: Final = r"\s*(?:[:：/|\\]|[-–—]+|ـ+)\s*"
_MOST_LABEL_WORDS: Final = 3
_LABELLED: Final = re.compile(rf"([^:：/|\\–—-]{{2,30}}?){_SEPARATOR}(\S.*)")
_PARTS: Final = re.compile(r"\s+[-–—/]+\s+|\s*[|•·]\s*")
# «السبت 21 نوفمبر 2026 09:12 م كتب …»
_CLOCK: Final = re.compile(
    r"^.*\d\S*\s+(?:(?:ص|م|صباحا|صباحاً|مساء|مساءً|am|pm|GMT)\s+)?(?=\D+$)"
)
_MOST_WORDS: Final = 6
# «كتبت سعاد النخلي من مدينة النخيل:»
_FROM: Final = re.compile(r"((?:\S+\s+){1,3}\S+)\s+من\s+(?:\S+\s+)?[^\W\d]+:?")
_EDITED: Final = fold("تحرير")
_BOOKS: Final = fold("كتب")


def byline(text: str) -> list[str]:
    """Names that a visible line gives after the label of a byline; empty where it is
    no such line: without a label, or with more behind it than a name has.

    Before the label may stand a site, a place, a date. Who translated is named only
    where nobody is who wrote, and who edited where nobody else is.

    :param text: one row of the page
    """
    if len(text) > _LONGEST:
        return []
    line = clean(text).strip(" *•-–—|()[]")
    parts = _PARTS.split(line)
    # «إعداد … - تحرير …», «كتب … | 10 مارس», «الواحة / تقرير: …»
    wrote: list[str] = []
    translated: list[str] = []
    edited: list[str] = []
    found = wrote
    for before, part in pairwise(["", *parts]):
        if fold(before) in PICTURES:
            continue
        if label := _label_of(part):
            found = translated if label in TRANSLATED else wrote
            found = edited if label == _EDITED else found
        if is_label(before):
            # «كتب | موسيقى | فنون» is a menu.
            is_menu = fold(before) == _BOOKS and " " not in part
            found += [] if is_menu else people(part)
        elif names_in := _of_part(part):
            found += names_in
        elif found and part.startswith("و "):
            found += people(part[2:])
        elif found and is_given(part.split()[0]):
            found += people(part)
    return list(dict.fromkeys(wrote or translated or edited)) or _of_part(line)


def lone_names(text: str) -> list[str]:
    """Names of persons on a line without a label: «سعاد النخلي», «النخيل – الواحة –
    سعاد النخلي», «النخيل: سعاد النخلي». Parts of two to four words, of which none is a
    place or a thing."""
    if len(text) > _LONGEST // 2 or text.endswith((".", ":", "؟", "!")):
        return []
    return [
        name
        for part in _PARTS.split(clean(text))
        if ":" not in part or _has_place(part)
        for name in people(part)
        if 2 <= len(name.split()) <= 4
        and not (name.startswith("ال") and not name.startswith(HONOURS))
        and NO_NAMES_ALONE.isdisjoint(fold(name).split())
        and " لل" not in name
        and not is_pair_of_things(name)
    ]


def _has_place(part: str) -> bool:
    place, _, person = part.partition(": ")
    words = person.split()
    is_place = " " not in place and fold(place) not in PICTURES | HOUSES
    return is_place and 2 <= len(words) <= 3 and is_given(words[0])


def is_label(text: str) -> bool:
    """Whether *text* is the label of a byline and nothing else."""
    return fold(text.strip(" :：/-–—")) in VERBS | NOUNS


def _label_of(part: str) -> str:
    """The folded label that a part of a line is or begins with; empty without one."""
    if is_label(part):
        return fold(part.strip(" :：/-–—"))
    labelled = _LABELLED.fullmatch(part)
    label = fold(labelled[1]) if labelled else ""
    return label if label in VERBS | NOUNS else ""


def is_editing(text: str) -> bool:
    """Whether a byline names who edited or translated, not who wrote."""
    return not EDITED.isdisjoint(fold(text).replace(":", " ").split())


def _of_part(line: str) -> list[str]:
    behind = _CLOCK.sub("", line)
    line = behind if len(behind.split()) > 1 else line
    labelled = _LABELLED.fullmatch(line)
    if labelled:
        label = fold(labelled[1])
        is_menu = label == _BOOKS and "|" in line
        if (label in VERBS or label in NOUNS) and not is_menu:
            return people(_without_place(labelled[2]))
    words = line.split()
    for count in range(min(_MOST_LABEL_WORDS, len(words) - 1), 0, -1):
        label = fold(" ".join(words[:count]))
        if label in VERBS or (label in EDITED and len(words) <= _MOST_WORDS):
            rest = " ".join(words[count:])
            if rest.endswith((".", "؟", "!", "…")):
                return []
            found = people(_without_place(rest))
            # «كتب التاريخ» are books of history; a name has two words.
            found = [name for name in found if " " in name]
            return [] if label == _BOOKS and any(map(_is_thing, found)) else found
    return []


def _without_place(text: str) -> str:
    placed = _FROM.fullmatch(text)
    return placed[1] if placed and is_given(placed[1].split()[0]) else text


def _is_thing(name: str) -> bool:
    """Whether a name begins with a word with the article that no given name is: «كتب
    الأطفال أولا»."""
    first = fold(name.split()[0])
    is_given_name = is_given(first) or is_given(first.removeprefix("ال"))
    is_name = is_given_name or first in THE_NAMES or first.endswith("ي")
    return first.startswith("ال") and not (is_name or name.startswith(HONOURS))
