"""What points to elsewhere on the site: the article before and behind this one, with
its headline; a vote or a quiz behind its question; the desk or the camera that a text
or a picture is of."""

import re
from typing import Final

from newsbot.arabic.boilerplate.speech import is_told

# «الخبر السابق: حريق في السوق»
_NEIGHBOUR: Final = re.compile(
    r"(?:الخبر|المقالة?|الموضوع|المادة|التدوينة) (?:السابق|التالي)ة?"
    r" ?[:|»«←→‹›] ?\S+(?: \S+){1,14}"
)
# «رابط الخبر بصحيفة النخيل: أمطار على الجبال»
_LINK: Final = re.compile(
    r"رابط (?:الخبر|المقالة?|الموضوع|التقرير|المصدر)"
    r"(?: الأصلي| (?:ب|في |من |على |عبر )(?:صحيفة|جريدة|موقع|وكالة|قناة|مجلة) \S+)?"
    r" ?: ?\S.*"
)
# «من أفضل لاعب في الجولة؟ شارك في التصويت»
_VOTE: Final = re.compile(
    r"[^؟?]{8,120}[؟?] ?(?:صو[ّ]?ت(?:وا|ي)? (?:الآن|الان|هنا|معنا)"
    r"|شارك(?:وا|ي)?ا? (?:في|ب) ?(?:التصويت|الاستطلاع|الاستفتاء|الاختبار)"
    r"|(?:ابدأ|ابدأوا|ابدؤوا|خض|جرب|جرّب) (?:الآن )?(?:الاختبار|التحدي|اللعبة)"
    r"|[أا]دل[ِ]?(?:وا|ي)? ب(?:صوت|رأي)كم?)(?: (?:الآن|هنا|من هنا))?[!.…]*"
)
_DESK: Final = (
    r"(?:قسم|فريق|هيئة|وحدة|غرفة|مكتب) ال\w+(?: و?ال\w+)?"
    r"|محرر(?:ة|و)? (?:ال)?(?:شؤون|قسم|صفحة) ال\w+(?: ال\w+)?|محرر ال(?:شؤون \w+|موقع)"
)
# «كتب: محرر الشؤون العربية»
_BY_DESK: Final = re.compile(
    r"(?:كتبت?|كتبه|[إا]عداد|تقرير|تغطية|تحرير|متابعة|ترجمة|تحقيق|رسوم|تصميم|إخراج"
    rf"|مونتاج|إنتاج|بقلم)(?: و\w+){{0,2}} ?[:/|–-] ?(?:{_DESK})"
)
# «عدسة: سليم الوادي»
_CAMERA: Final = re.compile(
    r"(?:ب?عدسة|كاميرا|ب?كاميرة) ?: ?(?!\w+ (?:في|من|على|عن) )\w+(?: \w+){1,3}"
)


def points_elsewhere(line: str) -> bool:
    """Whether a line is the way to another article, to a vote, or names the desk or
    the camera and nothing else.

    :param line: one line, cleaned, without a full stop
    """
    if _CAMERA.fullmatch(line) or _BY_DESK.fullmatch(line):
        return True
    if _NEIGHBOUR.fullmatch(line) or _LINK.fullmatch(line):
        return True
    return "؟" in line and _VOTE.fullmatch(line) is not None and not is_told(line)
