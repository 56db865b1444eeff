"""The words and numbers of a text, whatever its spelling."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Final

from newsbot.arabic.text import fold


def tokens(text: str) -> list[bytes]:
    """Give the words and numbers of a text in one spelling, in UTF-8.

    The text with أ إ آ as ا, ى ئ as ي, ؤ as و and ة as ه, and without U+064B and
    U+064E to U+0651, is split at white space, at ``. : « » ( ) " “ ” ، ؛ ؟ ! % / -``.
    Each part is folded (:func:`newsbot.arabic.text.fold`), what is still ؤ or ئ
    (written in two characters) as above. Tokens are its runs of digits and of
    letters.
    """
    # Folding each word costs many times the rest, so what most words need is done to
    # the whole text at once.
    for old, new in _REPLACED:
        text = text.replace(old, new)
    text = " ".join(text.split())
    pieces = []
    end = 0
    for odd in _ODD.finditer(text):
        if odd.start() < end:
            continue
        start = text.rfind(" ", end, odd.start()) + 1 or end
        pieces.append(text[end:start])
        end = text.find(" ", odd.end())
        if end < 0:
            end = len(text)
        word = text[start:end]
        plain = word == odd[0] and word.isascii() and word.isdigit()
        pieces.append(word if plain else _folded(word))
    pieces.append(text[end:])
    return "".join(pieces).encode().split()


_REPLACED: Final = (
    *((letter, "ا") for letter in "أإآ"),
    *(("ى", "ي"), ("ة", "ه"), ("ؤ", "و"), ("ئ", "ي")),
    *((mark, " ") for mark in '.:«»()"“”،؛؟!%/-'),
    *((chr(sign), "") for sign in (0x64B, *range(0x64E, 0x652))),
)
_ODD: Final = re.compile("[^ ء-غف-ي]+")
_TOKEN: Final = re.compile(r"[0-9]+|[^\W\d_]+")
_CARRIERS: Final = str.maketrans("ؤئ", "وي")


@lru_cache(maxsize=1 << 13)
def _folded(word: str) -> str:
    return " ".join(_TOKEN.findall(fold(word).translate(_CARRIERS)))
