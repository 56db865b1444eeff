"""Speech, told from what a publisher says to its readers."""

import re
from typing import Final

from newsbot.arabic.boilerplate.rules import compiled
from newsbot.arabic.text import fold

_SAYS: Final = (
    "قال|قالت|قالوا|قلت|قلنا|يقول|تقول|يقولون|اضاف|اضافت|رد|ردت|ردوا|روي|روت|يروي|تروي"
    "|صرخ|صرخت|صرخوا|همس|همست|اجاب|اجابت|[يت]جيب(?! عن(?:ه|ها)\\b)|سال|سالت|علقت"
    "|تابعت|اردف|اردفت|كتبت?(?! (?:اليا|تلقائيا|بواسطه|باستخدام|بمساعده"
    "|هذا ال(?:نص|مقال|خبر|مضمون|محتوي|تقرير)))|نصح|نصحت|اوصي|اوصت|دعا|دعت"
    "|هتف|هتفت|هتفوا|ختم|ختمت|اكد|اكدت|اوضح"
    "|اوضحت|قضي|قضت|حكم|حكمت|افاد|افادت|ذكر|ذكرت|صرح|صرحت|حذر|حذرت|طالب|طالبت|شرح"
    "|شرحت|ردد|رددت|رددوا|يردد|تردد(?! (?:قناه|قنات|موقع|الموقع|اذاعه|\\d))"
    "|كرر|كررت|ناشد|ناشدت|وعد|اعلن(?! (?:معنا|لدينا|هنا|في موقعنا))|اعلنت|يضيف|تضيف"
    "|مازح|حكي|حكت|تمتم|تمتمت|نادي|نادت"
    "|صاح|صاحت|صاحوا|خاطب|خاطبت|عقب|عقبت|استدرك|استدركت|قاطع|قاطعت|امر|امرت|طلب|طلبت"
    "|يصيح|تصيح|ينادي|تنادي|يهمس|تهمس|يكتب|تكتب|يحكي|تحكي|جاء في|ورد في|بحسب|وفق|وفقا"
    "|نقل|نقلت|نبه|نبهت|شدد|شددت|فسر|فسرت|يشرح|تشرح|غني|غنت|يغني|تغني|اقترح|اقترحت"
    "|كان يردد|said|says|told|asked|wrote|shouted|added|dit|disait|disent|déclare"
    "|rappelle|répond|explique|assure|lance|conseille|insiste|répète|supplie|écrit"
    "|affirme|ajoute|raconte|confie|regrette|précise|souligne|selon"
)
_MARK: Final = re.compile("[،,؛;»”\"!؟?–—]|'| - |\\.\\.|…|: ")
# Some are imperatives, too, before what is to be followed: «، تابع صفحتنا».
# «…، هكذا خدعت الرسالة الآلاف», «…، ظلت الوزارة تكرر»
_REPORTED: Final = (
    "(?:هكذا|هذا ما|ذلك ما|بهذه (?:الكلمات|العباره|الجمله)|كانت? (?:جمل|عبار|كلم)\\S+"
    "|ظلت? (?:\\S+ ){0,2}?[يت]\\S+|[يت]مازح)"
)
_TOLD: Final = (
    rf"(?:\S+ ){{0,3}}?[وف]?(?:(?:{_SAYS})\b|(?:تابع|علق) ال\S+$)|{_REPORTED}\b"
)
_SAYING: Final = rf"\b[وف]?(?:{_SAYS})\b"
_QUOTED: Final = re.compile('«[^«»]*»|“[^“”]*”|"[^"]*"')
# Who writes «ملحوظة: كتب هذا النص آليا» is the paper itself.
_NOTE: Final = re.compile(
    r"(?:مل[اح]\w{2,3}ة|تنوي[هة]|تنبيه|للعلم|توضيح|[إا]خلاء (?:ال)?مسؤولية) ?: ?"
)
_OPENING: Final = frozenset("«“\"'")
_CLOSING: Final = frozenset("»”\"'")


def is_told(line: str) -> bool:
    """Whether a line tells that somebody says it: it is a quotation as a whole, or a
    verb of saying follows a comma, a quotation or a dash in it: «تابعونا، قال الدليل».

    For lines that address somebody: readers, or people in the report.

    :param line: one line, cleaned
    """
    if is_quoted(line):
        return True
    parts = _MARK.split(_NOTE.sub("", line, count=1))[1:]
    return any(compiled(_TOLD).match(fold(part)) for part in parts)


def tells_speech(line: str) -> bool:
    """Whether a line has a verb of saying anywhere."""
    return compiled(_SAYING).search(fold(line)) is not None


def is_quoted(line: str) -> bool:
    """Whether a line is a quotation or a title as a whole, between its marks."""
    return line[:1] in _OPENING and line.rstrip(" .!؟…")[-1:] in _CLOSING


def spans_quoted(line: str) -> list[tuple[int, int]]:
    """Where *line* quotes: begins and ends of what stands between quotation marks,
    these included."""
    return [match.span() for match in _QUOTED.finditer(line)]


def ends_sentence(line: str) -> bool:
    """Whether a line ends in a full stop, which labels and calls rarely do; dots are
    none."""
    return line.endswith(".") and not line.endswith("..")
