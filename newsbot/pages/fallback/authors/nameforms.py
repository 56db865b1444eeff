"""Forms of names, for those that stand in a text without a label: what they are made of
where a list of given names does not know them."""

from __future__ import annotations

import re
from typing import Final

from newsbot.arabic.credits import SOURCE_WORDS
from newsbot.arabic.text import fold
from newsbot.pages.fallback.authors import namewords
from newsbot.pages.fallback.authors.labels import NOUNS, PICTURES, VERBS
from newsbot.pages.fallback.authors.namewords import (
    HONOURS,
    HOUSES,
    NO_AUTHOR,
    NO_NAMES,
    NO_NAMES_ALONE,
)
from newsbot.pages.fallback.authors.persons import is_given, is_name, is_pair_of_things

KIN: Final = frozenset(map(fold, "ولد ود بنت بن ابن أبو آل عبد".split()))
"""Folded words that join a name to that of a father, a child or a people."""

# A name of more words has the son or the daughter of somebody in it.
_MOST_WORDS: Final = 4
# «الزمزاني»: the name of a family or of where it comes from; but «كانون الثاني».
_NISBA: Final = re.compile(r"ال[^\W\d_]{3,}ي")
_NO_NISBAS: Final = frozenset(
    "الثاني الماضي الحالي الجاري التالي الوادي النادي الباقي الأهلي".split()
)
# What stands second in «عودة الهدوء», «أزمة سياسية», «انفجار عنيف», «هدوء حذر», «جدل
# واسع», «توتر متصاعد», «مقتل جندي», «حضور لافت للنساء»; first in «مفاوضات …». Families
# are named so, too: they stay unnamed behind a given name that is not known.
_NO_FAMILY: Final = re.compile(
    r"ال.*|لل.*|.*[ةي]|.*(?:ات|ين|ون)|..ي.|.ا..|م.{3,}|.{1,3}"
)
_NO_GIVEN: Final = re.compile(r".*(?:ات|ون|ين|ية)")

NO_PLACES: Final = (
    namewords.NO_PLACES
    | VERBS
    | NOUNS
    | PICTURES
    | HOUSES
    | NO_AUTHOR
    | SOURCE_WORDS
    | NO_NAMES
)
"""Folded words that stand before a name and a colon and are no place: offices, labels,
parts of a film."""


def may_be_name(name: str) -> bool:
    """Whether *name* has as many words as a name, and none of an office or a thing."""
    words = fold(name).split()
    has_kin = not KIN.isdisjoint(words)
    if not 2 <= len(words) <= _MOST_WORDS + 2 * has_kin or not is_name(name):
        return False
    # «الشيخ أحمد ولد …» is a name where «الشيخ» is given as one, or as a title.
    is_titled = name.startswith(HONOURS) and (has_kin or is_given(words[1]))
    if words[0].startswith("ال") and not is_titled:
        return False
    if " لل" in name or is_pair_of_things(name):
        return False
    if words[0] in NO_PLACES:
        return False
    # «سيدي» is a part of names as it is one of places.
    apart = words[1:] if has_kin or is_given(words[1]) else words
    return NO_NAMES_ALONE.isdisjoint(apart) and SOURCE_WORDS.isdisjoint(words)


def is_surely_name(name: str) -> bool:
    """Whether a name has a given one, a father, or the name of a family in it."""
    words = name.split()
    if is_given(words[0]) or not KIN.isdisjoint(map(fold, words[1:-1])):
        return True
    is_of_office = any(word.startswith("ال") for word in words[:-1])
    last = words[-1]
    return _NISBA.fullmatch(last) is not None and not (
        is_of_office or last in _NO_NISBAS
    )


def is_likely_name(name: str) -> bool:
    """Whether a name is none of the forms that a thing and what is said of it have."""
    first, *others = name.split()
    return _NO_GIVEN.fullmatch(first) is None and all(
        is_given(word) or _NO_FAMILY.fullmatch(word) is None for word in others
    )
