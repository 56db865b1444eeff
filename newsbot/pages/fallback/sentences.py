"""Sentences, told from labels and names."""

from __future__ import annotations

from typing import Final

STOPS: Final = (".", "؟", "?", "!", "؛", ":", "…", "»", "”", '"', ")")
"""What a sentence, a quotation or an announcement ends with."""
WORDS_ON_END: Final = 60
"""A text of as many words in one element is an article's: a listing's introduction is
shorter, a teaser is much shorter."""


def is_sentence(text: str) -> bool:
    """Whether a line reads like a sentence, not like a label: six words and a stop at
    their end, or ten words."""
    words = len(text.split())
    return words >= 10 or (words >= 6 and text.endswith(STOPS))
