"""Words by which one report says the contrary of another that shares most of its text.

"Parliament passes the budget" and "parliament rejects the budget" have one background,
and a word of headline and lead tells them apart: one that denies, whatever its
inflection. The words belong to the definition of the fingerprint, and with others it
has another version.
"""

from collections.abc import Iterator
from typing import Final

from newsbot.similarity.tokens import tokens

_PARTICLES: Final = "لم لن لا ليس ليست ليسوا عدم بعدم لعدم"

# Each entry is a verb in the past and the present, and its nouns. What has a common
# other sense in one of these forms ("أجل", "قبل", "وقف") is left out in that form.
_DENIALS: Final = (
    "رفض يرفض رفض",
    "نفى ينفي نفي",
    "أنكر ينكر إنكار",
    "كذب يكذب تكذيب",
    "ألغى يلغي إلغاء",
    "أبطل يبطل إبطال",
    "- يؤجل تأجيل",
    "أرجأ يرجئ إرجاء",
    "أرجئ يرجأ",
    "تأجل يتأجل تأجل",
    "فشل يفشل فشل",
    "أخفق يخفق إخفاق",
    "أسقط يسقط إسقاط",
    "استبعد يستبعد استبعاد",
    "امتنع يمتنع امتناع",
    "برأ يبرئ تبرئة براءة",
    "تعذر يتعذر تعذر",
    "أحجم يحجم إحجام",
    "تخلى يتخلى",
)
_REVERSALS: Final = (
    "علق يعلق تعليق",
    "أوقف يوقف إيقاف توقف",
    "أنهى ينهي إنهاء",
    "أغلق يغلق إغلاق",
    "أقفل يقفل إقفال",
    "سحب يسحب سحب",
    "انسحب ينسحب انسحاب",
    "تراجع يتراجع تراجع",
    "منع يمنع منع",
    "حظر يحظر حظر",
    "أفرج يفرج إفراج",
    "عارض يعارض",
    "خسر يخسر خسارة",
    "انخفض ينخفض انخفاض",
    "هبط يهبط هبوط",
    "خفض يخفض خفض تخفيض",
    "قلص يقلص تقليص",
    "ابتعد يبتعد ابتعاد",
    "أقال يقيل إقالة",
    "غادر يغادر مغادرة",
    "تأخر يتأخر تأخر",
    "تعثر يتعثر تعثر",
    "انهار ينهار انهيار",
    "انتهى ينتهي انتهاء",
    "جمد يجمد تجميد",
    "نقص ينقص نقص",
    "تقلص يتقلص تقلص",
    "تدنى يتدنى",
    "تدهور يتدهور تدهور",
    "تباطأ يتباطأ تباطؤ",
    "استقال يستقيل استقالة",
    "خرج يخرج خروج",
    "ودع يودع",
)
_AFFIRMATIONS: Final = (
    "أقر يقر إقرار",
    "وافق يوافق موافقة",
    "- يقبل قبول",
    "أيد يؤيد تأييد",
    "صادق يصادق مصادقة",
    "أجاز يجيز إجازة",
    "اعتمد يعتمد اعتماد",
    "سمح يسمح سماح",
    "وقع يوقع توقيع",
    "أكد يؤكد تأكيد",
    "أثبت يثبت إثبات",
    "نجح ينجح نجاح",
    "فاز يفوز فوز",
    "واصل يواصل مواصلة",
    "استأنف يستأنف استئناف",
    "مدد يمدد تمديد",
    "أبقى يبقي إبقاء",
    "فتح يفتح فتح",
    "افتتح يفتتح افتتاح",
    "أطلق يطلق إطلاق",
    "بدأ يبدأ بدء",
    "ارتفع يرتفع ارتفاع",
    "رفع يرفع رفع",
    "صعد يصعد صعود",
    "زاد يزيد زيادة",
    "تقدم يتقدم تقدم",
    "اقترب يقترب اقتراب",
    "عين يعين تعيين",
    "أدان يدين إدانة",
    "سجن يسجن سجن",
    "حبس يحبس حبس",
    "أعاد يعيد إعادة",
    "توصل يتوصل توصل",
    "استمر يستمر استمرار",
    "عاد يعود عودة",
    "دخل يدخل دخول",
    "تأهل يتأهل تأهل",
    "تحسن يتحسن تحسن",
    "تسارع يتسارع تسارع",
    "كسب يكسب كسب",
    "انضم ينضم انضمام",
)

_JOINING: Final = {"ة": "ت", "ء": "ئ"}
"""What the last letter of a noun becomes before a pronoun."""


def _inflected(entry: str) -> Iterator[str]:
    """Give the forms of a verb and its nouns that a sentence may have."""
    past, present, *nouns = entry.split()
    stem = past.removesuffix("ى")
    if past != "-":
        for joined in ("", "و", "ف"):
            # "ألغت", and "ألغيت" where it is passive.
            for form in (past, past + "ا", past + "ت", stem + "ت"):
                yield joined + form
            yield joined + stem + "وا"
            yield joined + stem + "تا"
    for person in "يت":
        for joined in ("", "و", "س", "وس"):
            for ending in ("", "ون", "ان", "وا", "ا"):
                yield joined + person + present[1:] + ending
    for noun in nouns:
        own = noun[:-1] + _JOINING.get(noun[-1], noun[-1])
        for article in ("", "ال", "ب", "بال", "ل", "لل", "و", "وال", "ف"):
            for form in (noun, own + "ه", own + "ها", own + "هم"):
                yield article + form


def _forms(entries: tuple[str, ...]) -> list[bytes]:
    return tokens(" ".join(form for entry in entries for form in _inflected(entry)))


DENIES: Final = 1
"""Denies whatever stands beside it."""
REVERSES: Final = 2
"""Denies what a word that affirms says."""
AFFIRMS: Final = 4

_OF_ITSELF: Final = tokens(_PARTICLES + " و" + _PARTICLES.replace(" ", " و"))

POLES: Final = {
    **dict.fromkeys(_forms(_AFFIRMATIONS), AFFIRMS),
    **dict.fromkeys(_forms(_REVERSALS), REVERSES),
    **dict.fromkeys(_forms(_DENIALS), DENIES),
    **dict.fromkeys(_OF_ITSELF, DENIES),
}
"""The pole of each word that has one."""
