"""What counts by itself between the words of an article: clocks, readers, comments.

"منذ 3 ساعات" or "532 مشاهدة" changes at every visit without anybody having changed the
article. Such a label stands alone: on a line of its own, or set off by a bar, a bullet,
a dash or parentheses. In a sentence the same words are news and stay.
"""

from __future__ import annotations

import re
from typing import Final

from newsbot.arabic.calendar import AGO, NOW_WORDS, SINCE
from newsbot.arabic.relative import AMOUNT
from newsbot.arabic.spelling import fold_date
from newsbot.arabic.tokens import spellings, tokenize

_MARKS: Final = "|•·●▪–—()[]"
_SET_OFF: Final = re.compile(rf"[{re.escape(_MARKS)}]|\s-\s")
# Kinds of newsbot.arabic.tokens: published or updated or filler words, then since and
# an amount, or the moments just past.
_CLOCK: Final = re.compile(rf"[PUfK:,]*(?:r[af]*(?:{AMOUNT})+|(?:{AMOUNT})+k|N)[.]?")
# One of these begins what makes a clock: without one there is nothing to be told.
_SINCE: Final = frozenset(
    phrase.split()[0] for phrase in spellings("، ".join((SINCE, AGO, NOW_WORDS)))
)

_NOUNS: Final = frozenset(
    fold_date(word).lower()
    for word in (
        "مشاهدة مشاهدات المشاهدات قراءة قراءات القراءات زيارة زيارات الزيارات "
        "المشاهدة القراءة الزيارة تعليق تعليقات تعليقا التعليقات إعجاب إعجابات إعجابا "
        "الإعجابات view views reads comments comment shares likes"
    ).split()
)
_BESIDE: Final = frozenset(
    fold_date(word).lower() for word in "عدد مرات ألف مليون k m".split()
)
_LABEL: Final = _NOUNS | _BESIDE
_LONGEST: Final = 60
_DIGIT: Final = re.compile(r"\d")
_WORD: Final = re.compile(r"[^\W\d_]+|[\d.,٬٫]+")


def without_counters(text: str) -> str:
    """Return *text* without the parts that count by themselves, for comparing.

    What is left keeps its letters and digits. A line without such a part is left as it
    is, one of nothing else becomes empty.
    """
    marks = [mark for mark in (*_MARKS, " - ") if mark in text]
    lines = text.split("\n")
    for place, line in enumerate(lines):
        if marks and any(mark in line for mark in marks):
            parts = _SET_OFF.split(line)
            kept = [part for part in parts if not _counts(part)]
            if len(kept) < len(parts):
                lines[place] = " ".join(part.strip() for part in kept)
        elif _counts(line):
            lines[place] = ""
    return "\n".join(lines)


def without_counts(line: str) -> str:
    """Return *line* without the counts of readers and comments that are set off in it:
    "أمس | 532 مشاهدة" is "أمس". Clocks stay."""
    parts = _SET_OFF.split(line)
    kept = [part for part in parts if not _is_count(fold_date(part).lower())]
    return line if len(kept) == len(parts) else " | ".join(kept)


def _counts(part: str) -> bool:
    if len(part) > _LONGEST or not (part := part.strip()):
        return False
    folded = fold_date(part).lower()
    has_clock = any(word in folded for word in _SINCE)
    if has_clock and _CLOCK.fullmatch(tokenize(folded).kinds):
        return True
    return _is_count(folded)


def _is_count(folded: str) -> bool:
    if not _DIGIT.search(folded):
        return False
    words = _WORD.findall(folded)
    names = [word for word in words if not word[0].isdigit()]
    return (
        len(words) - len(names) == 1
        and not _NOUNS.isdisjoint(names)
        and _LABEL.issuperset(names)
    )
