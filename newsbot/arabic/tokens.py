"""Printed dates as a row of kinds: one pass from folded text to tokens.

A date line becomes a string with one character a token (`الجمعة 24 يناير 2025 10:30 م`
is `W2M` `Y2:2m`), beside a list of the tokens' values, so that the grammar of
`newsbot.arabic.dateline` is a regular expression over kinds. Everything is linear.

Kinds: `1` `2` number of one or two digits · `Y` 19xx, 20xx · `h` 13xx-15xx · `x` other
number · `~` range of days · `M` `H` Gregorian, Hijri month · `W` weekday · `o` `D` `z`
ordinal, its tens, ten · `F` first day · `c` `d` cardinal, its tens · `g` hour word ·
`q` `Q` fraction · `u` `i` `p` `v` unit: singular, also filler, plural, dual · `T` day
word · `N` now · `r` منذ · `k` مضت · `a` about · `l` `j` past, current · `y` `b` the
year, the month · `K` الساعة · `A` `s` `m` day period, ص, م · `e` Hijri era · `J` `G`
clock letter · `t` بتوقيت · `L` place · `Z` zone · `P` `U` published, updated · `#`
issue · `V` `E` length, another clock · `f` filler · `B` foreign · `S` ordinal
suffix · `X` unknown capitals · `w` other word ·
punctuation as itself, other punctuation `;`.
"""

import re
from collections.abc import Iterable, Mapping
from datetime import timedelta
from functools import lru_cache
from typing import Any, Final, NamedTuple, TypeAlias

from newsbot.arabic import calendar, quantities
from newsbot.arabic.spelling import fold_date

# A number, a unit, a zone's name or names or its offset: the kind says which.
Value: TypeAlias = Any


class Tokens(NamedTuple):
    """A folded date line: `kinds` has one character for each of `values`, of which that
    of an unknown word (`w`) is the word."""

    kinds: str
    values: list[Value]


def spellings(words: str) -> list[str]:
    """Split a cell of the tables of words, and fold it."""
    return [fold_date(word.strip()).lower() for word in words.split("،")]


def _vocabulary() -> dict[str, tuple[str, Value]]:
    found: dict[str, tuple[str, Value]] = {}

    def add(kind: str, words: str, value: Value = None) -> None:
        for word in spellings(words):
            found.setdefault(" ".join(_WORD.findall(word)), (kind, value))

    def add_rows(kind: str, rows: Iterable[str], start: int) -> None:
        for number, words in enumerate(rows, start):
            add(kind, words, number)

    def add_table(kind: str, table: Mapping[str, Value]) -> None:
        for words, value in table.items():
            add(kind, words, value)

    add_rows("M", calendar.GREGORIAN_MONTHS, 1)
    add_rows("H", calendar.HIJRI_MONTHS, 1)
    add_rows("W", calendar.WEEKDAYS, 0)
    add_table("o", quantities.ORDINALS)
    add_table("D", quantities.ORDINAL_TENS)
    add("z", quantities.TEN, 10)
    add("F", quantities.FIRST_DAYS, 1)
    add_table("c", quantities.CARDINALS)
    add_table("d", quantities.CARDINAL_TENS)
    add_table("g", quantities.HOUR_WORDS)
    add_table("q", quantities.FRACTIONS)
    add_table("Q", quantities.AND_FRACTIONS)
    add_table("u", quantities.UNITS)
    add_table("i", quantities.FILLER_UNITS)
    add_table("p", quantities.PLURAL_UNITS)
    add_table("v", quantities.DUAL_UNITS)
    add_table("T", calendar.DAY_WORDS)
    add_table("A", calendar.DAY_PERIODS)
    add("s", "ص", "am")
    add("m", "م", "pm")
    add("e", "ه")
    for kind, words in {
        "N": calendar.NOW_WORDS,
        "r": calendar.SINCE,
        "k": calendar.AGO,
        "a": calendar.ABOUT,
        "l": calendar.PAST,
        "j": calendar.CURRENT,
        "y": calendar.YEAR_WORD,
        "b": calendar.MONTH_WORD,
        "K": calendar.CLOCK_WORDS,
        "J": calendar.CLOCK_LETTERS,
        "G": calendar.CLOCK_LETTER_OF_SPANS,
        "t": calendar.ZONE_WORDS,
        "P": calendar.PUBLISHED,
        "U": calendar.UPDATED,
        "#": calendar.ISSUE,
        "V": calendar.LENGTHS,
        "E": calendar.OTHER_HOURS,
        "B": calendar.FOREIGN,
        "S": calendar.ORDINAL_SUFFIXES,
        "f": calendar.FILLERS,
    }.items():
        add(kind, words)
    for words, zone in calendar.PLACES.items():
        add("L", words, zone)
    for words, zones in calendar.AMBIGUOUS_PLACES.items():
        add("L", words, zones)
    add("Z", calendar.GREENWICH, timedelta(0))
    add("Z", calendar.GREENWICH_LETTERS, timedelta(0))
    add("Z", calendar.LOCAL_TIME)
    for words, minutes in calendar.ZONE_MINUTES.items():
        add("Z", words, timedelta(minutes=minutes))
    for words, minutes in calendar.AMBIGUOUS_MINUTES.items():
        add("Z", words, minutes)
    return found


_WORD: Final = re.compile(r"[0-9]+|[^\W\d_]+")
_VOCABULARY: Final = _vocabulary()
# Phrases in reversed word order ("الثاني ربيع 26") come from text in visual order.
_VOCABULARY.update(
    {
        " ".join(reversed(words)): hit
        for phrase, hit in list(_VOCABULARY.items())
        if hit[0] in "MH"
        and len(words := phrase.split()) == 2
        and not words[1].isdigit()
    }
)
_LONGEST: Final[dict[str, int]] = {}
for _phrase in _VOCABULARY:
    _parts = _phrase.split()
    if len(_parts) > 1:
        _LONGEST[_parts[0]] = max(_LONGEST.get(_parts[0], 0), len(_parts))

_GREENWICH: Final = "|".join(["GMT", "UTC", *spellings(calendar.GREENWICH)])
# Tried in this order. An offset without a name needs a plus, or a minus close to a
# clock, so that "10:30 - 24" and "24-2025" stay what they are.
_LEX: Final = re.compile(
    rf"(?i:{_GREENWICH})\s?\(?(?:\+\s?\d{{1,2}}(?::?\d\d)?(?!\d)|-\d{{1,2}}(?::?\d\d)?"
    rf"(?![\d/])|\d{{1,2}}(?::\d\d)?\+)"
    rf"|\+\d{{1,2}}(?::?\d\d)?\s?(?i:{_GREENWICH})"
    r"|\+(?:0\d|1[0-4]):?[0-5]\d(?!\d)"
    # 10:30 +03, 10:30 م +03: hours alone only straight behind a clock.
    r"|(?:(?<=:\d\d)|(?<=:\d\d [صم])|(?<=:\d\d[صم])|(?<=:\d\d [AaPp][Mm]))"
    r"\s?\(?\+(?:0\d|1[0-4])(?![\d:.])"
    r"|(?<=:\d\d)\s?-(?:0\d|1[0-2])[0-5]\d(?!\d)"
    r"|(?<![\d:/.-])[0-3]?\d-[0-3]?\d(?=\s*[^\W\d_])"
    r"|[0-9]+|[^\W\d_]+|\S"
)
_OFFSET: Final = re.compile(r"(\d{1,2}):?(\d\d)?")
_PUNCTUATION: Final = frozenset(":/-.,()+|#")
_JOINED: Final = frozenset("czuipvqoPU")


def _number(digits: str) -> str:
    size = len(digits)
    if size <= 2:
        return str(size)
    if size == 4:
        if digits[:2] in ("19", "20"):
            return "Y"
        if digits[:2] in ("13", "14", "15"):
            return "h"
    return "x"


def _symbol(text: str) -> tuple[str, Value]:
    if len(text) == 1:
        return (text if text in _PUNCTUATION else ";"), None
    if text[0].isdecimal():
        return "~", None
    found = _OFFSET.search(text)
    if not found:
        return ";", None
    east = timedelta(hours=int(found[1]), minutes=int(found[2] or 0))
    if east > timedelta(hours=14):
        return "B", None
    return "Z", -east if "-" in text else east


def _word(word: str) -> tuple[str, Value]:
    hit = _VOCABULARY.get(word) or _VOCABULARY.get(word.lower())
    if hit:
        return hit
    if word[0] == "و":
        # "و" is written onto the word that it joins: ساعة وعشر دقائق, وحدث في.
        hit = _VOCABULARY.get(word[1:])
        if hit and hit[0] in _JOINED:
            return hit
    if word.isascii() and word.isupper() and 2 <= len(word) <= 5:
        return "X", None
    return "w", word


@lru_cache(maxsize=4096)
def _token(word: str) -> tuple[str, Value, int]:
    """Return kind and value of a word, and how long phrases from it can be."""
    if word.isdecimal():
        return _number(word), int(word), 1
    if word.isalpha():
        return *_word(word), _LONGEST.get(word) or _LONGEST.get(word.lower(), 1)
    return *_symbol(word), 1


def tokenize(folded: str) -> Tokens:
    """Split what `fold_date` has folded into kinds and values; long phrases win."""
    words = _LEX.findall(folded)
    kinds: list[str] = []
    values: list[Value] = []
    covered = 0
    for position, word in enumerate(words):
        if position < covered:
            continue
        kind, value, longest = _token(word)
        for size in range(min(longest, len(words) - position), 1, -1):
            phrase = " ".join(words[position : position + size]).lower()
            hit = _VOCABULARY.get(phrase)
            if hit:
                kind, value = hit
                covered = position + size
                break
        kinds.append(kind)
        values.append(value)
    return Tokens("".join(kinds), values)


def names_month(text: str) -> bool:
    """Tell whether a folded word names a month (used to notice visual order)."""
    hit = _VOCABULARY.get(text)
    return (hit is not None and hit[0] in "MH") or text in ("كانون", "تشرين", "جمادي")
