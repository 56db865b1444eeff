"""Stamps that a page's software sets on an article: its number, how often it was
opened, who sent it in; alone or in a row."""

import re
from typing import Final

from newsbot.arabic.boilerplate.rules import compiled
from newsbot.arabic.text import fold

_WORK: Final = "(?:ال)?(?:خبر|مقاله?|موضوع|تقرير|منشور|تدوينه)"
# «رقم المادة» is that of a law, «زيارات الموقع» those of a place.
_IN_ROWS: Final = "(?:ال)?(?:ماده|صفحه|موقع)"
_COUNTS: Final = "(?:ال)?(?:زيارات|مشاهدات|قراءات|زياره|مشاهده|قراءه|تحميلات|قراء)"
_TIMES: Final = "(?: (?:مره|مرات|زياره|مشاهده|قراءه|قارئا?))?"
_VOTES: Final = "(?:صوتا?|اصوات|تقييما?|تقييمات)"
_NUMBER: Final = "(?:رقم|كود|معرف|رمز)"
_ALONE: Final = (
    rf"(?:عدد )?{_COUNTS} (?:هذا |هذه )?{_WORK}(?: \d+)+{_TIMES}"
    rf"|{_NUMBER} {_WORK} \d{{3,}}|{_WORK} رقم \d{{3,}}"
    rf"|(?:ال)?زيارات(?: \d+)+{_TIMES}"
    rf"|(?:قراه|قراها|شاهده|شاهدها)(?: \d+)+ (?:شخصا?|قارئا?|زائرا?|مره|مرات)"
    r"|(?:عدد )?مرات الظهور(?: \d+)+"
    # 4.5/5 (12 صوتا)
    rf"|\d(?: \d)? (?:من )?(?:5|10)(?: (?:بناء علي|من))? \d+ {_VOTES}"
)
_COUNTED: Final = (
    rf"{_ALONE}|(?:عدد )?{_COUNTS}(?: {_IN_ROWS})?(?: \d+)+{_TIMES}"
    rf"|{_NUMBER} {_IN_ROWS} \d{{3,}}"
)
_FIELD: Final = re.compile(r"([^:：]{3,30}?) ?[:：] ?([^:：]+(?::\d\d)*)")
_FIELDS: Final = (
    "(?:(?:تم )?(?:كتب|نشر|ارسل|اضيف|النشر|الارسال|الاضافه|اضافه|ادراج)(?:ه|ت)? )?"
    "(?:بواسطه|من قبل)|(?:تم )?(?:نشر|النشر)(?:ه|ها)?|مرسله? من"
    "|ارسله(?: الي التحرير)?|(?:ال)?(?:كاتب|محرر|مراسل|ناشر|قسم"
    "|تصنيف|تاريخ|مصدر)|تاريخ (?:النشر|الاضافه|الخبر)|تحرير|كتب"
)
_BAR: Final = re.compile(r" ?[|•·] ?")
_MOST_PARTS: Final = 8
_MOST_WORDS: Final = 7  # of a field
_OPENINGS: Final = re.compile(
    r"\d|(?:ال)?(?:زيار|مشاهد|قراء|قراه|قراها|شاهد|تحميل|عدد|مرات|رقم|كود|معرف|رمز|تم"
    r"|كتب|نشر|ارسل|اضيف|كاتب|محرر|مراسل|ناشر|قسم|تصنيف|تاريخ|مصدر|تحرير|خبر|مقال|موضوع"
    r"|اضاف|ارسال|ادراج|بواسطه|مرسل)"
)


def is_stamp(line: str, plain: str) -> bool:
    """Whether a line is a stamp that the page's software set on the article, or a row
    of some: «زيارات الخبر: 871 | كتبه: مراسلنا | رقم المادة 55209».

    :param line: one line, cleaned, without a full stop
    :param plain: the same, folded
    """
    if not _OPENINGS.match(plain):
        return False
    if compiled(_ALONE).fullmatch(plain):
        return True
    parts = [part for part in _BAR.split(line) if part]
    if not 1 < len(parts) <= _MOST_PARTS:
        return False
    counted = [compiled(_COUNTED).fullmatch(fold(part)) is not None for part in parts]
    return any(counted) and all(
        is_counted or _is_field(part)
        for is_counted, part in zip(counted, parts, strict=True)
    )


_BY: Final = (
    r"(?:تم )?(?:نشر|كتب|ارسل|اضيف|ادرج)(?:ه|ها|ت)? (?:بواسطه|من قبل)(?: \S+){1,4}"
)


def _is_field(part: str) -> bool:
    if compiled(_BY).fullmatch(fold(part)):
        return True
    field = _FIELD.fullmatch(part)
    return (
        field is not None
        and field[2].count(" ") < _MOST_WORDS
        and compiled(_FIELDS).fullmatch(fold(field[1])) is not None
    )
