"""Arabic text: cleaned to be stored, folded to be compared.

:func:`clean` never changes or drops a letter or a digit; :func:`fold` does, and is
only for comparing. What is touched follows what was found in 7,876 newspaper
articles: NBSP in 23 % of them, a space before ، in 9.6 % and before . in 8.9 %, text
that is not NFC in 5.9 %, escaped references in 2.9 %, presentation forms in 0.7 %. Of
the tatweels only 17 % were elongation; the others were لـ, هـ or a dash. Unicode
chapters: UAX #15 (normalisation), UAX #9 (bidi controls), UTS #51 (emoji).
"""

import re
import unicodedata
from collections.abc import Callable
from functools import lru_cache
from itertools import groupby
from typing import Final

from newsbot.arabic.characters import (
    FOLDING,
    LETTER,
    MARK,
    REPLACEMENT,
    TATWEEL,
    regex_class,
)
from newsbot.arabic.encoding import may_be_misread, repair, undo_misreading
from newsbot.arabic.entities import unescape
from newsbot.arabic.joining import JOINERS, joiner, without_kashida

__all__ = ["clean", "fold", "repair"]

# One round changes a text, the next finds nothing to do. Only references and
# misreadings nested in one another take more; the bound keeps hostile text linear.
_ROUNDS: Final = 8

_ODD: Final = re.compile(
    f"\r\n|[{regex_class(ord(char) for char in REPLACEMENT if len(char) == 1)}]"
)
_SURROGATE: Final = re.compile("[\ud800-\udfff]+")
# Whether there is anything for the two: one search that looks at single characters is
# twice as fast as either.
_ODD_OR_SURROGATE: Final = re.compile(
    f"[\r\ud800-\udfff{regex_class(ord(c) for c in REPLACEMENT if len(c) == 1)}]"
)
# Normalising sorts marks by insertion: 40,000 on one letter take seconds. Runs beyond
# what UAX #15 calls stream-safe (30) are brought into the same order beforehand.
_MARK_HEAP: Final = re.compile(r"[^\w\s]{31,}")

_URL: Final = re.compile(r"((?:https?|ftp)://\S+)")
_CLOSING: Final = "»”’›)]}﴾"
_SPACE_BEFORE_MARK: Final = re.compile(
    rf" ([،؛؟][،؛؟!?.…]*+)(?:(?=[\s{re.escape(_CLOSING)}]|[\"'](?!\w)|$)|(?=(.)))"
)
# A full stop on its own: not "..", which serves as a dash, and not ".NET" or ".5".
_SPACE_BEFORE_STOP: Final = re.compile(
    rf" (?<![.…] )\.(?:(?=[\s!؟{re.escape(_CLOSING)}]|[\"'](?!\w)|$)|(?=([{LETTER}])))"
)
_NO_SPACE_AFTER_MARK: Final = re.compile(r"[،؛؟](?=(\w))")
_SPACES_2: Final = re.compile(" {2,}")
_LINES_3: Final = re.compile("\n{3,}")


# Names, labels and headlines of related articles come again on the next page, and a
# text is cleaned to be stored and to be compared: some 2 MB are remembered.
_SHORT: Final = 256


def clean(text: str) -> str:
    """Clean a text for storing: the same letters and digits in the same order.

    Undone: UTF-8 misread as windows-1252 or windows-1256 (strict round trip only)
    and escaped references, to a fixed point. Deleted: bidi controls, ZWSP, BOM, soft
    hyphens, elongating tatweels, and joiners that stand neither between letters nor
    after ه nor in an emoji. Spaces of all kinds and controls become a space, line
    breaks a line feed; runs of them shrink to one space and one empty line.
    Presentation forms become letters, then NFC. A space before ،؛؟ and a full stop
    moves behind it, never vanishing between words. Quotes, marks, dashes and digits
    stay as the publisher typed them; a lone surrogate, which no file can hold, becomes
    U+FFFD. Addresses keep their punctuation. ``clean(clean(x)) == clean(x)``.

    The result can be empty. Time is linear in the length of the text.
    """
    return _clean_short(text) if len(text) <= _SHORT else _clean_long(text)


def _clean(text: str) -> str:
    for _ in range(_ROUNDS):
        before = text
        text = _layout(_letters(_decoded(text)))
        if text == before or not ("&" in text or may_be_misread(text)):
            break
    return text


_clean_short: Final = lru_cache(2048)(_clean)
_clean_long: Final = lru_cache(16)(_clean)


def _decoded(text: str) -> str:
    # Before anything is deleted: the UTF-8 of ح ends in the byte of a soft hyphen.
    if "&" in text:
        text = unescape(text)
    for _ in range(_ROUNDS):
        before, text = text, undo_misreading(text)
        if text is before or text == before:
            break
    return text


def _letters(text: str) -> str:
    """Everything that concerns single characters."""
    if _ODD_OR_SURROGATE.search(text):
        text = _ODD.sub(lambda match: REPLACEMENT[match[0]], text)
        text = _SURROGATE.sub(_scalar_values, text)
    if text.isascii():
        return text
    if "\u200c" in text or "\u200d" in text:
        text = JOINERS.sub(joiner, text)
    if TATWEEL in text:
        text = _outside_addresses(without_kashida, text)
    # A run of 31 cannot miss every 31st character.
    if any(map(unicodedata.combining, text[::31])):
        text = _MARK_HEAP.sub(_in_canonical_order, text)
    return unicodedata.normalize("NFC", text)


def _scalar_values(match: re.Match[str]) -> str:
    """Pairs of surrogates as the characters they encode, lone ones as U+FFFD."""
    return match[0].encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")


def _in_canonical_order(match: re.Match[str]) -> str:
    """Marks sorted by combining class, between characters that are none."""
    return "".join(
        char
        for is_mark, run in groupby(match[0], lambda c: unicodedata.combining(c) > 0)
        for char in (sorted(run, key=unicodedata.combining) if is_mark else run)
    )


def _layout(text: str) -> str:
    """Spaces, line feeds and the spaces around punctuation."""
    if "  " in text:
        text = _SPACES_2.sub(" ", text)
    if "\n" in text:
        text = text.replace(" \n", "\n").replace("\n ", "\n")
        if "\n\n\n" in text:
            text = _LINES_3.sub("\n\n", text)
    text = text.strip(" \n")
    if " ." in text or "،" in text or "؛" in text or "؟" in text:
        text = _outside_addresses(_punctuated, text)
    return text


def _punctuated(text: str) -> str:
    text = _SPACE_BEFORE_MARK.sub(_mark_moved, text)
    if " ." in text:
        text = _SPACE_BEFORE_STOP.sub(lambda m: ". " if m[1] else ".", text)
    return _NO_SPACE_AFTER_MARK.sub(_mark_spaced, text)


def _mark_moved(match: re.Match[str]) -> str:
    marks, following = match.groups()
    return f"{marks} " if following else str(marks)


def _mark_spaced(match: re.Match[str]) -> str:
    text, start = match.string, match.start()
    if start and text[start - 1].isdigit() and match[1].isdigit():
        return match[0]  # ١،٢ is a number, or two that belong together
    return f"{match[0]} "


def _outside_addresses(change: Callable[[str], str], text: str) -> str:
    if "://" not in text:
        return change(text)
    pieces = _URL.split(text)
    pieces[::2] = map(change, pieces[::2])
    return "".join(pieces)


# What clean leaves of tatweel is joined to the letter before it (لـ, هـ), or a dash:
# after no letter, after one that joins no other to its left, or after a Hijri year.
_DASH: Final = re.compile(
    rf"((?<![{LETTER}{MARK}])|(?<=\dه)|[ءاآأؤإٱدذرزوةى][{MARK}]*+){TATWEEL}"
)


# What most texts have of all that is folded: replacing it in the whole text is six
# times as fast as looking up every character.
_COMMON: Final = tuple(
    (char, char.translate(FOLDING)) for char in 'أإآىة\u064b.،:؛؟!"«»“”()[]/-–—…%\n'
)
_IS_FOLDED: Final = re.compile("[a-z0-9ءؤئابت-غف-هوي ]*")


def fold(text: str) -> str:
    """Fold a text for comparing: words and numbers, separated by single spaces.

    On top of :func:`clean`: lower case; no vowel or Quranic marks, tatweels or
    joiners; أإآٱ as ا, ى and ی as ي, ة and ہ as ه, ک as ك (ؤ ئ ء are kept, as in
    Lucene's ArabicNormalizer); every script's decimal digits as 0-9; the words of ﷺ
    and its like; punctuation and symbols, ``_ # @`` too, as separators. Letters of
    scripts other than Arabic and Latin and numbers such as ½ ² are dropped.

    Two texts that a reader takes for the same one fold to the same string; the
    result is for comparing only and can be empty.
    """
    return _fold_short(text) if len(text) <= _SHORT else _fold(text)


def _fold(text: str) -> str:
    text = clean(text)
    if TATWEEL in text:
        text = _DASH.sub(r"\1 ", text).replace(TATWEEL, "")
    text = text.lower()
    for char, folded in _COMMON:
        text = text.replace(char, folded)
    if not _IS_FOLDED.fullmatch(text):
        text = text.translate(FOLDING)
    return " ".join(text.split())


_fold_short: Final = lru_cache(2048)(_fold)
