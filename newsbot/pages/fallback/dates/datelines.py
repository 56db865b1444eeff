"""What a text must look like to be a date line: a day, a label, hardly a word more."""

from __future__ import annotations

import re
from datetime import UTC, datetime
from typing import Final

from newsbot.arabic.dates import published_and_modified

# A date line has a day, at least: one or two digits, or a relative form.
_LONGEST: Final = 120
# «نشرة اليوم» is a paper.
_DIGIT_OR_WORD: Final = re.compile(r"\d|منذ|قبل|أمس|امس|(?<!نشرة )اليوم")
_LABEL: Final = re.compile(
    r"نشر(?!ة|ات)|تاريخ|تحديث|حدث|كتب في|أضيف|اضيف|تعديل|publish|updat|posted|modified",
    re.IGNORECASE,
)
_VOWELS: Final = re.compile(r"[\u064b-\u0652]")
_PLAIN: Final = re.compile(r"[\s\d:/.,،|()-]+")
# Behind a date line stand counts: «القراءات: 120», «تعليقات 3», «زمن القراءة».
_COUNTS: Final = re.compile(
    r"[\s|•·,،–—-]*[(\[]?\s*(?:عدد\s+)?(?:ال)?(?:قراءات|قراءة|مشاهدات|مشاهدة|زيارات|زيارة"
    r"|تعليقات|تعليق|زمن القراءة|وقت القراءة|دقائق|دقيقة|القراءات"
    r"|المشاهدات|views?|comments?"
    r"|min(?:utes?)? read)\b.*$",
    re.IGNORECASE,
)
# «الساعة 11 و 40 دقيقة» is a clock, «منذ 20 دقيقة» a span of time.
_MINUTES: Final = re.compile(
    r"(?:\sو\s?|\b(?:منذ|قبل)\s+)\w+(?:\s+و\w+)?\s+دق(?:يقة|ائق)\b"
)
# A year, a date of numbers, a clock or a relative form; a headline may have a number.
_DATED: Final = re.compile(r"\d{4}|\d\s?[-:/.]\s?\d|منذ|قبل|ago\b")
_MOST_BESIDE_A_DAY: Final = 8
# Of a day that is still to come nothing is published; but what is a date line one day
# must be one the day before, or a text would change when its event comes.
_AFTER_ALL: Final = datetime(2100, 1, 1, tzinfo=UTC)


def is_date_line(text: str) -> bool:
    """Whether a row says when something was published, and hardly more."""
    if len(text) > _LONGEST or not any(map(str.isdigit, text)):
        return False
    if text.endswith((".", "؟", "!")) and not _PLAIN.fullmatch(text):
        return False
    if not _DATED.search(text) and len(text.split()) > _MOST_BESIDE_A_DAY:
        return False
    return any(published_and_modified(text, now=_AFTER_ALL, tz="UTC"))


def may_be_date(text: str) -> bool:
    """Whether *text* is short enough for a date line, and has what one needs."""
    return len(text) <= _LONGEST and _DIGIT_OR_WORD.search(text) is not None


def has_label(text: str) -> bool:
    """Whether a text has a label of a date; «نُشر» may be vowelled."""
    return _LABEL.search(_VOWELS.sub("", text)) is not None


def before_counts(text: str) -> str:
    """*text* as far as the counts of readers and comments behind a date."""
    start = max((found.end() for found in _MINUTES.finditer(text)), default=0)
    return text[:start] + _COUNTS.sub("", text[start:])
