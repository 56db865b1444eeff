"""A month's name with one letter wrong: "5 نوفبر 2024", "5 كانون التاني 2024".

Asked only for a line with a year and without a month. A slip is mended between a day
and a year, if its word is within one letter (left out, put in, another, two exchanged)
of the names of one month alone. Names of up to five letters have too many neighbours
(ينابر, but also ميسان, a place, beside نيسان): they take the weekday printed beside.
"""

import re
from functools import cache
from typing import Final

from newsbot.arabic.calendar import GREGORIAN_MONTHS
from newsbot.arabic.tokens import spellings

_SHORTEST: Final = 5
_SURE: Final = 6
_WORD: Final = "[ء-ي]{3,}"
_YEAR: Final = r"(?:19|20)\d\d(?!\d)"
_SLIP: Final = re.compile(
    rf"(?<![\d:.])\d{{1,2}}[\s,/-]{{1,3}}(?P<behind>{_WORD}(?: {_WORD})?)"
    rf"[\s,/-]{{1,3}}{_YEAR}"
    rf"|(?<!\w)(?P<before>{_WORD})[\s-]\d{{1,2}}[\s,/-]{{1,3}}{_YEAR}"
)


@cache
def _months() -> dict[str, int]:
    return {
        name: number
        for number, names in enumerate(GREGORIAN_MONTHS, 1)
        for name in spellings(names)
        if len(name) >= _SHORTEST and re.fullmatch(f"{_WORD}(?: {_WORD})?", name)
    }


def mended(folded: str) -> tuple[str, bool] | None:
    """Return a folded date line with its misspelt month mended, None where none is.

    The second value tells whether the name is sure; else a printed weekday must agree.
    """
    found = _SLIP.search(folded)
    if found is None:
        return None
    group = "behind" if found["behind"] else "before"
    word = found[group]
    near = [name for name in _months() if is_near(word, name)]
    if len({_months()[name] for name in near}) != 1:
        return None
    start, end = found.span(group)
    return folded[:start] + near[0] + folded[end:], len(near[0]) >= _SURE


def is_near(word: str, name: str) -> bool:
    """Tell whether one slip of a letter makes `word` of `name`."""
    if abs(len(word) - len(name)) > 1 or word == name:
        return False
    same = 0
    while same < min(len(word), len(name)) and word[same] == name[same]:
        same += 1
    rest, wanted = word[same:], name[same:]
    if len(rest) != len(wanted):
        return rest[1:] == wanted or rest == wanted[1:]
    exchanged = rest[:2] == wanted[1::-1] and rest[2:] == wanted[2:]
    return rest[1:] == wanted[1:] or exchanged
