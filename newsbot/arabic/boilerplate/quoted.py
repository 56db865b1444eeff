"""Calls that a line quotes: what is quoted is not said by the paper."""

from typing import Final

from newsbot.arabic.boilerplate.calls import OPENINGS_OF_CALLS
from newsbot.arabic.boilerplate.phrases import words_of
from newsbot.arabic.boilerplate.speech import spans_quoted
from newsbot.arabic.boilerplate.vocabulary import ADDRESSES, DO
from newsbot.arabic.text import fold

_LEAST_QUOTED: Final = 2  # words: one is a button's or a name
_LINKS: Final = words_of("على زر الزر أيقونة خيار رابط الرابط")


def without_quoted_calls(line: str) -> str:
    """*line* without the calls that it quotes: the paper does not say them. A name in
    quotation marks stays, and what a button or a link says: «على زر "اشترك الآن"»."""
    said = ""
    end = 0
    for start, behind in spans_quoted(line):
        words = line[start + 1 : behind - 1].split()
        if len(words) < _LEAST_QUOTED or not _begins_call(fold(words[0])):
            continue
        before = fold(line[end:start]).split()
        if before and before[-1] in _LINKS:
            continue
        said += f"{line[end:start]} "
        end = behind
    return (said + line[end:]).strip() if end else line


def _begins_call(first: str) -> bool:
    bare = first.removeprefix("و")
    return bare in OPENINGS_OF_CALLS or bare in DO or bare in ADDRESSES
