"""One spelling for the words and digits of printed dates; for recognising only.

It keeps the punctuation that dates are made of, and the case, unlike
:func:`newsbot.arabic.text.fold`, to which words alone count.
"""

import re
import unicodedata
from html import unescape
from typing import Final

_MARKS: Final = (
    *range(0x0300, 0x0370),
    *range(0x0610, 0x061B),
    *range(0x064B, 0x0660),
    0x0670,
    *range(0x06D6, 0x06DD),
    *range(0x06DF, 0x06E5),
    *range(0x06E7, 0x06E9),
    *range(0x06EA, 0x06EE),
)
_CONTROLS: Final = (
    *(0x00AD, 0x061C, 0xFEFF, 0x0640, 0x0621),  # also tatweel and the bare hamza
    *range(0x200B, 0x2010),
    *range(0x202A, 0x202F),
    *range(0x2060, 0x206A),
)
_FOLD: Final[dict[int, str | None]] = {
    **dict.fromkeys((*_MARKS, *_CONTROLS)),
    **{zero + i: str(i) for zero in (0x0660, 0x06F0) for i in range(10)},
    **{ord(c): "ي" for c in "ىیې"},
    **{ord(c): "ه" for c in "ةہەھ"},
    ord("ک"): "ك",
    ord("ڤ"): "ف",
    ord("ٱ"): "ا",
    ord("،"): ",",
    ord("؛"): ";",
    ord("٫"): ".",
    **{ord(c): "-" for c in "‐‑‒–—―−"},
    ord("∕"): "/",
    ord("\\"): "/",
    ord("∶"): ":",
    **{ord(c): "(" for c in "[{"},
    **{ord(c): ")" for c in "]}"},
    ord("•"): "|",
    ord("·"): "|",
}
_DASH_TATWEEL: Final = re.compile(r"(?<=[\s\d])ـ+(?=[\s\d])")
_BROKEN_LAM_ALEF: Final = re.compile(r"\bاال")
_DOTTED: Final = re.compile(r"(?i)\b([تقبap])\.\s?([غظm])\b\.?")
# Two words, as «ت م» is: without a space it would be «تم».
_DOTTED_LOCAL: Final = re.compile(r"\bت\.\s?م\b\.?")


def fold_date(text: str) -> str:
    """Return `text` in the one spelling that dates are read in.

    Entities are resolved, digits become ASCII, hamza, ya and ta marbuta take one form,
    harakat, tatweel and bidi controls go. For recognising only, never for storing.
    """
    if "&" in text:
        text = unescape(unescape(text))
    if "ـ" in text:
        # Between digits or spaces a tatweel stands for a dash, elsewhere for nothing.
        text = _DASH_TATWEEL.sub("-", text)
    text = unicodedata.normalize("NFKD", text).translate(_FOLD)
    if "اال" in text:
        # Text taken from PDF files has `األحد` for `الأحد`.
        text = _BROKEN_LAM_ALEF.sub("الا", text)
    if "." in text:
        text = _DOTTED_LOCAL.sub("ت م ", _DOTTED.sub(r"\1\2 ", text))
    return text
