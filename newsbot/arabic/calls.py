"""Calls to a reader to follow, subscribe, share, send or load something.

A call is told from news by its second person, by «us» and «our» and by the channels
that it names: many imperatives are verbs in the past tense too (``تابع``: follow, or
he followed).
"""

import re
from collections.abc import Iterable
from typing import Final

from newsbot.arabic.phrases import LONGEST
from newsbot.arabic.text import fold


def _either(phrases: Iterable[str]) -> str:
    return "|".join(map(fold, phrases))


_CHANNELS: Final = _either(
    (
        *("تلغرام", "تليغرام", "تيليغرام", "تلجرام", "تليجرام", "تيليجرام", "تلقرام"),
        *("واتساب", "واتس اب", "الواتساب", "التلغرام", "التليجرام", "فيسبوك"),
        *("فيس بوك", "الفيسبوك", "تويتر", "إكس", "انستغرام", "انستجرام", "إنستقرام"),
        *("يوتيوب", "اليوتيوب", "تيك توك", "سناب شات", "لينكد إن", "ثريدز", "نبض"),
        *("أخبار غوغل", "أخبار جوجل", "أخبار قوقل", "أخبار Google", "غوغل نيوز"),
        *("جوجل نيوز", "قوقل نيوز", "Google News", "Telegram", "WhatsApp", "X"),
        *("Facebook", "Twitter", "YouTube", "Instagram", "TikTok", "Nabd"),
        *("مواقع التواصل", "وسائل التواصل", "منصات التواصل", "السوشيال ميديا"),
    )
)
# Nobody is reported to follow a match there.
_NEWS_READERS: Final = _either(
    (
        *("أخبار غوغل", "أخبار جوجل", "أخبار قوقل", "أخبار Google", "غوغل نيوز"),
        *("جوجل نيوز", "قوقل نيوز", "Google News", "تطبيق نبض", "نبض"),
    )
)
_OURS: Final = _either(
    (
        *("قناتنا", "قنواتنا", "صفحتنا", "صفحاتنا", "حسابنا", "حساباتنا", "مجموعتنا"),
        *("منصاتنا", "تطبيقنا", "نشرتنا", "خدمتنا"),
    )
)
_NEWSLETTER: Final = _either(
    f"النشرة{kind}"
    for kind in (" البريدية", " الإخبارية", " اليومية", " الأسبوعية", "")
)
# How the call goes on after what one is to follow; a subject goes on otherwise:
# "اشترك في النشرة البريدية ألف قارئ" is news.
_PURPOSE: Final = (
    "(?: (?:ليصلك|لتصلك|ليصلكم|لتصلكم|لتلقي|للحصول|لمتابعه|لتبقي|لمعرفه|الان|مجانا"
    "|من هنا|عبر|علي|واحصل|واستقبل|بالضغط|هنا)(?: .*)?)?"
)
_A_FEW: Final = r"(?: \S+){0,%d}?"
# They followed "with interest": an adverb or a clause makes it a report.
_REPORTED: Final = (
    r"(?! ب?(?:اهتمام|قلق|شغف|ترقب|حذر|دقه|حماس|كثافه)\b)(?!.* (?:ما|ان) )"
)

# Second persons: news speaks of its readers in the third.
_DO: Final = (
    "اشترك|اشتركوا|اشتركي|انضم|انضموا|سجل|سجلوا|حمل|حملوا|نزل|نزلوا|فعل|فعلوا|تابع"
    "|تابعوا|ثبتوا"
)
_REACHES_YOU: Final = "ليصلك|لتصلك|ليصلكم|لتصلكم|ليصلكن|لتصلكن|تصلك|تصلكم|يصلك|يصلكم"
_YOURS: Final = (
    "صوركم|اراءكم|رايكم|رايك|تعليقاتكم|تعليقكم|قصصكم|مقاطعكم|اسئلتكم|مشاركاتكم"
    "|تجاربكم|اقتراحاتكم|ملاحظاتكم|فيديوهاتكم"
)

# قناة جريدة النخيل على واتساب
_A_CHANNEL: Final = (
    "(?:قناه|قنوات|صفحه|صفحات|حساب|حسابات|مجموعه|خدمه|بوت|نشره)(?: \\S+){1,4}?"
    f" (?:علي|عبر|في|ب)(?: (?:تطبيق|منصه))? (?:{_CHANNELS})(?: و(?:{_CHANNELS}))*"
    "(?: (?:الان|مجانا|من هنا|هنا|عبر الرابط|علي الرابط))*"
)
# لمتابعة آخر الأخبار، للمزيد
_TO_FOLLOW: Final = (
    "لل?(?:متابعه|معرفه|تلقي|قراءه|مشاهده|مطالعه|حصول|مزيد|استقبال|اطلاع|تواصل)"
)
_FOLLOW: Final = (
    "(?:اشترك|اشتركوا|اشتركي)(?: الان)? في|(?:انضم|انضموا|انضمي)(?: الان)? الي"
    "|تابع|تابعوا|تابعي"
)

_CALLS: Final = (
    # تابعوا (us, a name, the latest news) على تلغرام
    rf"(?:تابعوا|تابعنا|تابعي){_REPORTED}{_A_FEW % 5} (?:علي|عبر|في){_A_FEW % 3}"
    rf" و?(?:{_CHANNELS})(?: \S+){{0,6}}",
    rf"تابع (?:{_OURS}|اخر|احدث|كل جديد|جديد)\b.* (?:{_CHANNELS}|{_OURS})\b.*",
    rf"(?:تابعوا|تابع|زوروا|زر) (?:{_OURS})\b.*",
    r"تابعونا(?: \S+){1,14}",
    rf"تابع{_A_FEW % 5} (?:علي|عبر|في) (?:{_NEWS_READERS})",
    # اشترك في النشرة، انضموا إلى قناتنا
    rf"(?:اشترك|اشتركوا|اشتركي|انضم|انضموا|سجل|سجلوا)"
    rf" (?:في|الي|ب) ?(?:{_OURS})\b.*",
    rf"(?:اشترك|اشتركوا|اشتركي|سجل|سجلوا) (?:الان )?(?:في|ب) ?(?:{_NEWSLETTER})"
    rf"{_PURPOSE}",
    rf"للاشتراك (?:في|ب) ?(?:{_OURS}|{_NEWSLETTER})\b.*",
    rf"(?:حمل|حملوا|نزل|نزلوا) (?:تطبيقنا|التطبيق){_PURPOSE}",
    # شارك الخبر على فيسبوك
    rf"(?:شارك|شاركوا|انشر) (?:هذا )?(?:الخبر|المقال|المقاله|الموضوع) (?:علي|عبر)"
    rf"(?: و?(?:{_CHANNELS}))+",
    # whatever is to be followed or loaded "so that it reaches you"
    rf"(?:{_DO})\b.* (?:{_REACHES_YOU})\b.*",
    # انضموا إلى قناة … على واتساب: in a report stands who it was before them
    rf"(?:{_TO_FOLLOW}\b.* )?(?:{_FOLLOW})(?: (?:الان|معنا))? {_A_CHANNEL}",
    rf"(?:يمكنكم?|بامكانكم?) (?:متابعه|مشاهده|قراءه|الاشتراك|الانضمام)\b.* "
    rf"{_A_CHANNEL}",
    # لمتابعة أخبارنا اشترك في قناتنا
    rf"ل\w+\b.* (?:{_DO})\b.* (?:{_OURS})\b.*",
    # شاركونا صوركم على بريد …
    rf"(?:شاركونا|شاركنا|ارسلوا|ارسل|راسلونا|اكتبوا|زودونا)\b.* ?(?:{_YOURS})\b.*",
    # لمزيد من الأخبار اضغط هنا
    r"(?:لل?مزيد|(?:لقراءه|لمتابعه|لمشاهده|لمعرفه) المزيد)\b.* "
    r"(?:اضغط|اضغطوا|انقر|انقروا|زوروا|تابعوا|تابعونا|اقرا|طالع|تفضل|اشترك|اشتركوا"
    r"|انضم|انضموا|حمل|حملوا)\b.*",
    r"(?:ل\w+\b.* )?(?:اضغط|اضغطوا|انقر|انقروا|اضغطي)"
    r" (?:هنا|الرابط|علي الرابط)\b.*",
    r"(?:follow us|subscribe to our|join our)\b.*",
    rf"follow .{{1,40}} on (?:{_CHANNELS})\b.*",
)
# One expression: it passes over what begins otherwise without trying it.
CALL: Final = re.compile("|".join(_CALLS))
"""Matches the whole of a line that is a call and nothing else, as
:func:`newsbot.arabic.text.fold` makes it."""

_LEADS: Final = re.compile(
    r"(?:شاهد|شاهدوا|اقرا|اقراوا|طالع|طالعوا|تابع|تابعوا|انظر|اطلع|للمزيد|لمزيد|المزيد"
    r"|تعرف علي|تعرفوا علي|لقراءه|لمشاهده|لمتابعه|للاطلاع|ذات صله|اضغط|انقر|read|watch"
    r"|see|more)\b.*"
)


def leads_elsewhere(line: str) -> bool:
    """Whether a row that is mostly a link calls to follow it: «شاهد …», «للمزيد …».

    For rows with links only: as text «شاهد» is a report.
    """
    return len(line) <= LONGEST and _LEADS.fullmatch(fold(line)) is not None
