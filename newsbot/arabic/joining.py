"""ZWNJ, ZWJ and tatweel: where they mean something, and where they go.

Which letters join, and to which side, is told by the joining types of Unicode's chapter
on Arabic; what a tatweel may mean was found in newspapers.
"""

import re
import unicodedata
from typing import Final

from newsbot.arabic.characters import LETTER, MARK, TATWEEL

JOINERS: Final = re.compile("[\u200c\u200d]+")
"""A run of ZWNJ and ZWJ, to be replaced by `joiner`."""

_JOINS_NOT_LEFT: Final = frozenset("ءآأؤإاٱةدذرزوىڈډڊڌڎڑړڒژڕۀۂۃۅۆۇۈۉۊۋےۓە")
_EMOJI_PARTS: Final = frozenset("\ufe0f\u20e3\u2194\u2195") | frozenset(
    map(chr, (*range(0x1F3FB, 0x1F400), *range(0xE0020, 0xE0080)))
)

_STRETCH: Final = re.compile(f"{TATWEEL}([{TATWEEL}{MARK}]*+)(?=([{LETTER}])?)")
_ARABIC_LETTER: Final = re.compile(f"[{LETTER}]")
_TATWEELS: Final = re.compile(f"{TATWEEL}{{2,}}")
_COMBINING_HAMZA: Final = frozenset("\u0653\u0654\u0655")


def joiner(match: re.Match[str]) -> str:
    """A match of `JOINERS` where it has a meaning, else nothing."""
    text, start, end = match.string, match.start(), match.end()
    if (
        start
        and end < len(text)
        and _is_emoji(text[start - 1])
        and _is_emoji(text[end])
    ):
        return match[0]
    start -= 1
    while start >= 0 and _is_mark(text[start]):
        start -= 1
    if start < 0 or not _is_letter(text[start]):
        return ""
    if text[start] == "ه":  # the Hijri ه‍, and ه‌ for the ە of older Kurdish text
        return match[0]
    while end < len(text) and _is_mark(text[end]):
        end += 1
    if end == len(text) or not _is_letter(text[end]):
        return ""
    # Two letters that join anyway need no ZWJ; it only shows beside one that does
    # not (Unicode, Arabic shaping: joining types R and U).
    joined = (
        _ARABIC_LETTER.match(text[start])
        and text[start] not in _JOINS_NOT_LEFT
        and _ARABIC_LETTER.match(text[end])
        and text[end] != "ء"
    )
    return match[0].replace("\u200d", "") if joined else match[0]


def _is_letter(char: str) -> bool:
    return char.isalpha() and char != TATWEEL


def _is_mark(char: str) -> bool:
    return unicodedata.category(char).startswith("M")


def _is_emoji(char: str) -> bool:
    return char in _EMOJI_PARTS or unicodedata.category(char) == "So"


def without_kashida(text: str) -> str:
    """*text* without the tatweels that only stretch a word; a run of others is one."""
    return _TATWEELS.sub(TATWEEL, _STRETCH.sub(_unstretched, text))


def _unstretched(match: re.Match[str]) -> str:
    """Nothing for tatweels inside a word; those that mean something stay.

    ة and ى end a word, and so does the ه of a Hijri year: what follows is a dash. A
    tatweel that carries a hamza is a letter's seat, as in Quranic spelling.
    """
    text, start, tail, following = match.string, match.start() - 1, match[1], match[2]
    while start >= 0 and _is_mark(text[start]):
        start -= 1
    letter = text[start] if start >= 0 else ""
    if (
        not following
        or letter in "ةى"
        or not _ARABIC_LETTER.match(letter)
        or (letter == "ه" and start and text[start - 1].isdigit())
        or not _COMBINING_HAMZA.isdisjoint(tail)
    ):
        return match[0]
    return tail.replace(TATWEEL, "")
