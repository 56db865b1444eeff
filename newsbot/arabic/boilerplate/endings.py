"""How agencies end a report, and what the first and the last line of a text tell about
it: when it was published, how often it was read, where it was printed first."""

import re
from functools import cache
from itertools import chain
from typing import Final

from newsbot.arabic.boilerplate.phrases import LONGEST, words_of
from newsbot.arabic.boilerplate.rules import compiled
from newsbot.arabic.boilerplate.speech import ends_sentence
from newsbot.arabic.calendar import GREGORIAN_MONTHS, HIJRI_MONTHS, WEEKDAYS
from newsbot.arabic.text import fold

_LONGEST_END: Final = 40  # characters
_INITIAL: Final = r"[^\W\d_]ـ?"
# «انتهى», «انتهى/ س.م», «انتهى 25 ن», «(يتبع)», «///// انتهى».
_END: Final = re.compile(
    r"[\W_]*(?:[إا]نته[ىي]|ي[\u064f]?تبع(?: غد[اًا]*| في (?:الحلقة|الجزء|العدد) \w+)?"
    r"|(?:البقية|التتمة) (?:غد[اًا]*|في (?:الحلقة|الجزء|العدد) \w+)|[تم]\.?ت|30)[\W_]*"
    rf"(?:{_INITIAL}(?:[\s./–-]+{_INITIAL}){{0,4}}(?:[\s./–-]+\d{{1,2}})?"
    rf"|\d+\s*\w?)?[\W_]*"
)
_WORK: Final = (
    "(?:المقاله?|النص|التقرير|الماده|الحوار|القصه|التحقيق|الخبر|التغطيه|الموضوع)"
)
# By whose leave an article is printed, too; more of the site (WordPress).
_REPRINTED: Final = (
    rf"(?:هذا |هذه )?(?:{_WORK} )?(?:ي|ت)?(?:نشر|نشرت|اعيد نشر|يعاد نشر|ظهر|ظهرت"
    rf"|مترجمه?"
    rf"|منشوره?)(?: (?:هذا|هذه))?(?: {_WORK})? .{{0,60}}?"
    r"\bو?(?:بالتزامن|بالاتفاق|بالتعاون|بالشراكه|باذن|بدعم|بموجب|ضمن|نقلا|اصلا|لاول مره"
    r"|للمره الاولي|في الاصل|اول مره|بترخيص|برخصه)\b.*"
    r"|(?:اكتشاف|اكتشف) المزيد من(?: \S+){0,4}? (?:شبكه|صحيفه|موقع|جريده|وكاله|مجله"
    r"|قناه"
    r"|مدونه|اخبار|نيوز|برس|نت|اونلاين|الاخباريه|بوابه|منصه)\b.{0,30}"
)
_NAMES_WORK: Final = re.compile(rf"\b{_WORK}\b|اكتشا?ف المزيد")

_LONGEST_DATE: Final = 120  # characters
_DATED: Final = re.compile(
    r"\b(?:(?:تم|تاريخ|وقت|مدة|زمن|اخر|آخر|أخر|حُ?دّ?ث|عُ?دّ?ل|نُ?شر|كتب|أضيف|اضيف) ?)?"
    r"(?:(?:ال)?(?:نُ?شر|تحديث|تعديل|قراءة|إضافة|مشاهدات|قراءات|زيارات|تعليقات)"
    r"|بتاريخ|عُ?دّ?ل|(?:حُ?دّ?ث|نُ?شر|أضيف) في(?: ?:|(?=.*\d:\d\d))"
    r"|منذ|published|updated|last updated|posted)",
    re.IGNORECASE,
)


def is_end_mark(line: str) -> bool:
    """Whether the last line of a text says that it ends, or that more follows:
    «انتهى/ س.م», «(يتبع)». Not where a full stop makes a sentence of it."""
    if len(line) > _LONGEST_END or ends_sentence(line):
        return False
    return _END.fullmatch(line) is not None


def tells_reprint(line: str) -> bool:
    """Whether the last line of a text tells that it is printed elsewhere, too, and by
    whose leave: «ينشر هذا النص بالاتفاق مع …»."""
    if len(line) > LONGEST or ends_sentence(line):
        return False
    plain = fold(line)
    return (
        _NAMES_WORK.search(plain) is not None
        and compiled(_REPRINTED).fullmatch(plain) is not None
    )


@cache
def words_of_dates() -> frozenset[str]:
    """The words of lines of dates, folded."""
    calendar = chain(GREGORIAN_MONTHS, HIJRI_MONTHS, WEEKDAYS)
    return words_of(*calendar) | words_of(
        "تم نشر النشر نشرت في تاريخ بتاريخ آخر اخر تحديث التحديث حدث تعديل كتب",
        "الساعة بتوقيت غرينتش غرينيتش جرينتش مكة المكرمة القاهرة بغداد دمشق",
        "بيروت القدس عمان الجزائر تونس الرباط صنعاء طرابلس الخرطوم الدوحة أبوظبي دبي",
        "الكويت مسقط الرياض المحلي gmt utc am pm ص م ه هـ مساء صباحا ظهرا الموافق",
        "قراءة القراءة قراءات القراءات مشاهدة مشاهدات المشاهدات زيارات تعليق",
        "تعليقات التعليقات عدد مدة وقت زمن للقراءة دقيقة دقائق دقيقتان دقيقتين",
        "ثانية ثوان مرة مرات منذ قبل ساعة ساعات ساعتين يوم أيام يومين أمس اليوم",
        "الإضافة أضيف إضافة المقال الخبر أقل من نحو published updated last on at",
        "عدل على عند بعد الظهر صباحا مساء حدثت عدلت تقريبا posted by views"
        " comments comment min read minutes المشاهدة بواسطة كتبه المحرر",
    )


def is_dated(line: str) -> bool:
    """Whether the first line of a text says when it was published or changed, how
    long or how often it is read, and nothing else: «آخر تحديث: 14 مارس 2023».

    A date without a label may be the text's own.
    """
    if len(line) > _LONGEST_DATE or ends_sentence(line) or not _DATED.search(line):
        return False
    words = fold(line).split()
    return any(map(str.isdigit, words)) and words_of_dates().issuperset(
        word for word in words if not word.isdigit() and len(word) > 1
    )
