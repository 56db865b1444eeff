"""Tables of characters, for cleaning and folding Arabic text.

Built from Python's :mod:`unicodedata` wherever Unicode says it; written out here is
only what Unicode leaves to the reader.
"""

import re
import unicodedata
from collections.abc import Iterable
from typing import Final

TATWEEL: Final = "\u0640"
_ARABIC_BLOCKS: Final = (
    range(0x0600, 0x0700),
    range(0x0750, 0x0780),
    range(0x0870, 0x0900),
)


def regex_class(code_points: Iterable[int]) -> str:
    """The body of a regex class, contiguous code points as ranges."""
    ranges: list[list[int]] = []
    for point in sorted(code_points):
        if ranges and ranges[-1][1] == point - 1:
            ranges[-1][1] = point
        else:
            ranges.append([point, point])
    return "".join(f"\\U{first:08x}-\\U{last:08x}" for first, last in ranges)


def _arabic(category: str) -> list[int]:
    return [
        point
        for block in _ARABIC_BLOCKS
        for point in block
        if unicodedata.category(chr(point)).startswith(category)
    ]


LETTER: Final = regex_class(point for point in _arabic("L") if chr(point) != TATWEEL)
MARK: Final = regex_class(_arabic("M"))

# What is invisible and belongs to no word: soft hyphen, ZWSP, word joiner, BOM, the
# bidi controls of UAX #9.
_INVISIBLE: Final = [
    *(0x00AD, 0x061C, 0x200B, 0x200E, 0x200F, 0x2060, 0xFEFF),
    *range(0x202A, 0x202F),
    *range(0x2066, 0x206A),
]
# The last one stood for a picture or another object between two words.
_SPACES: Final = [
    *(0x00A0, 0x1680, *range(0x2000, 0x200B), 0x202F, 0x205F, 0x3000, 0xFFFC)
]
_CONTROLS: Final = [*range(0x0A), *range(0x0E, 0x20), *range(0x7F, 0xA0)]


def _presentation_forms() -> dict[str, str]:
    """Presentation form -> its letters, for the two blocks.

    NFKC puts a space before a lone vowel mark (16 code points) and spells out ﷺ, ﷻ
    and ﷼: the space goes, and those three, which are signs to a reader, stay.
    """
    forms = {}
    for point in (*range(0xFB50, 0xFE00), *range(0xFE70, 0xFEFD)):
        char = chr(point)
        letters = unicodedata.normalize("NFKC", char).strip()
        if letters != char and char not in "ﷺﷻ﷼":
            forms[char] = letters
    return forms


REPLACEMENT: Final[dict[str, str]] = (
    dict.fromkeys(map(chr, _INVISIBLE), "")
    | dict.fromkeys(map(chr, (*_SPACES, *_CONTROLS)), " ")
    | dict.fromkeys("\r\v\f\u0085\u2028", "\n")
    | {"\r\n": "\n", "\u2029": "\n\n"}
    | _presentation_forms()
)

_SAME_LETTER: Final = {
    "أ": "ا", "إ": "ا", "آ": "ا", "ٱ": "ا",
    "ى": "ي", "ی": "ي", "ة": "ه", "ہ": "ه", "ک": "ك",
}  # fmt: skip
_WORDS_OF_SIGN: Final = {
    "ﷺ": "صلى الله عليه وسلم",
    "ﷻ": "جل جلاله",
    "﷼": "ريال",
    "﷽": "بسم الله الرحمن الرحيم",
    "\ufdcf": "سلامه علينا",
    "\ufdfe": "سبحانه وتعالى",
    "\ufdff": "عز وجل",
    "\ufd40": "رحمه الله",
    "\ufd41": "رضي الله عنه",
    "\ufd42": "رضي الله عنها",
    "\ufd43": "رضي الله عنهم",
    "\ufd44": "رضي الله عنهما",
    "\ufd45": "رضي الله عنهن",
    "\ufd46": "صلى الله عليه وآله",
    "\ufd47": "عليه السلام",
    "\ufd48": "عليهم السلام",
    "\ufd49": "عليهما السلام",
    "\ufd4a": "عليه الصلاة والسلام",
    "\ufd4b": "قدس سره",
    "\ufd4c": "صلى الله عليه وآله وسلم",
    "\ufd4d": "عليها السلام",
    "\ufd4e": "تبارك وتعالى",
    "\ufd4f": "رحمهم الله",
}


# The small waw and yeh of Quranic spelling (Lm) are vowel signs to a reader.
_IS_ARABIC_LETTER: Final = re.compile(f"(?![\u06e5\u06e6])[{LETTER}]")


class _Folding(dict[int, str]):
    """Code point -> its form for comparing, filled as code points are met."""

    def __missing__(self, point: int) -> str:
        self[point] = folded = _folded(chr(point))
        return folded


def _folded(char: str) -> str:
    if char in _SAME_LETTER:
        return _SAME_LETTER[char]
    if char in _WORDS_OF_SIGN:
        return f" {_WORDS_OF_SIGN[char].translate(FOLDING)} "
    category = unicodedata.category(char)
    if category == "Nd":
        return str(unicodedata.decimal(char))
    if category.startswith("L") and (
        _IS_ARABIC_LETTER.fullmatch(char) or "LATIN " in unicodedata.name(char, "")
    ):
        return char
    if category[0] in "LMN":
        return ""
    is_sign = any(ord(char) in block for block in _ARABIC_BLOCKS)  # ؀ and its like
    return "" if category == "Cf" and not is_sign else " "


FOLDING: Final = _Folding()
