"""Lines that name the source of an article: ``المصدر: وكالات``."""

import re
from typing import Final

from newsbot.arabic.boilerplate.phrases import LONGEST, folded
from newsbot.arabic.text import clean, fold

# Not "مصدر:" on its own, which begins many a headline: a source says that …
_SOURCE_LABELS: Final = folded(
    *("المصدر", "المصادر", "مصدر الخبر", "مصدر المقال", "المصدر الأصلي"),
    *("مصادر الخبر", "نقلا عن", "نقلا من", "بالنقل عن", "بتصرف عن", "بتصرف من"),
    *("Source", "Sources", "Via"),
)
_SOURCE_LINE: Final = re.compile(
    r"[\W_]*(?P<label>[^\W\d][^:：|/]{0,24}?)(?: ?[:：|/] ?| [-–—] )(?P<name>.+)"
)
_WITHOUT_COLON: Final = folded("نقلا عن")
# An answer or a statement of somebody called "the source", not a name.
_SPEECH: Final = folded(
    *("لا", "نعم", "لم", "لن", "إن", "أن", "إنه", "إنها", "إننا", "هناك", "هنالك"),
    *("نحن", "أنا", "هم", "هو", "هي", "قال", "قالت", "كان", "كانت", "ليس", "ليست"),
    *("ما", "هذا", "هذه", "ذلك", "لقد", "قد", "يجب", "هل", "تم", "سوف", "سيتم"),
    *("أعلن", "أعلنت", "ذكر", "ذكرت", "أكد", "أكدت", "أفاد", "أفادت", "أوضح"),
    *("يوجد", "توجد", "لدينا", "كل", "بعد", "قبل", "عندما", "لأن", "بل", "حتى"),
)
SOURCE_WORDS: Final = folded(
    *("وكالة", "وكالات", "الوكالة", "الوكالات", "صحيفة", "الصحيفة", "صحف", "جريدة"),
    *("الجريدة", "مجلة", "موقع", "الموقع", "مواقع", "قناة", "القناة", "قنوات", "شبكة"),
    *("إذاعة", "تلفزيون", "تلفاز", "راديو", "منصة", "بوابة", "مدونة", "نشرة", "النشرة"),
    *("نت", "نيوز", "برس", "بوست", "تايمز", "أونلاين", "ميديا", "تي"),
    *("بي", "الإخبارية"),
    *("الإخباري", "للأنباء", "الأنباء", "أنباء", "إعلام", "الإعلام", "متابعات", "خاص"),
    *("ترجمات", "صفحة", "حساب", "بيان", "مكتب", "وزارة", "الوزارة", "هيئة", "الهيئة"),
    *("منظمة", "المنظمة", "مركز", "معهد", "جامعة", "البنك", "بنك", "مديرية", "رئاسة"),
    *("مجلس", "دائرة", "الأمم", "كتاب", "تقرير", "دراسة", "شركة", "مؤسسة", "جمعية"),
    *("رويترز", "الأناضول", "فرانس", "سبوتنيك", "بلومبرغ", "بلومبيرغ", "أسوشيتد"),
    *("أسوشييتد", "شينخوا", "سكاي", "دويتشه", "روسيا", "واس", "وام", "كونا", "سانا"),
    *("وفا", "واع", "بترا", "قنا", "غيتي", "جيتي", "يوتيوب", "تويتر", "فيسبوك", "إكس"),
    *("ويكيبيديا", "مصادر", "صحفي", "مراسل", "مراسلو", "المركز", "اتحاد", "الاتحاد"),
    *("مرصد", "ديوان", "نادي", "النادي", "بلدية", "محافظة", "شرطة", "الشرطة", "سفارة"),
    *("حكومة", "الحكومة", "برلمان", "مستشفى", "متحف", "موسوعة", "كلية", "مختبر"),
    *("المكتب", "لجنة", "اللجنة", "إدارة", "نقابة", "غرفة", "سي", "إن", "أف", "إف"),
)
"""Folded words that names of sources are made of."""
# A name of none of these is short, and no noun with its adjective or its place:
# «المصدر: نهر صغير خلف التل».
_MOST_WORDS_UNKNOWN: Final = 3
_OF_A_PLACE: Final = folded(
    *("في", "من", "إلى", "على", "عن", "خلف", "تحت", "فوق", "قرب", "بين", "عند", "أمام"),
    *("داخل", "خارج", "وراء", "لا", "لم", "لن", "و", "مع", "غير", "بلا", "دون", "أو"),
)
_LATIN: Final = re.compile("[a-z0-9]")
_PARTS: Final = re.compile(r"\s*(?:[،,+/|&]| [-–—] )\s*")
_LONGEST_LABEL: Final = 24  # characters
_MOST_WORDS_OF_NAME: Final = 8
_MOST_WORDS_WITHOUT_COLON: Final = 4


def announces_credit(line: str) -> bool:
    """Whether a line is the label of a source, whose name follows on the next."""
    return len(line) <= _LONGEST_LABEL and fold(line) in _SOURCE_LABELS


def credit(line: str) -> str | None:
    """The source that a line like ``المصدر: وكالات`` names, cleaned.

    None if the line is no such line: it has another label or none, names nothing, or
    what follows the label reads like speech rather than like a name (more than 8
    words, a question, a sentence). ``نقلا عن`` may stand without a colon before
    up to four words.
    """
    if len(line) > LONGEST or (len(line) > _LONGEST_LINE and line.endswith(".")):
        return None
    line = clean(line)
    match = _SOURCE_LINE.fullmatch(line)
    if match and fold(match["label"]) in _SOURCE_LABELS:
        return _name(match["name"])
    first, second, name = [*line.split(maxsplit=2), "", "", ""][:3]
    if fold(f"{first} {second}") not in _WITHOUT_COLON:
        return None
    if name[:1] in '«“"' and name[-1:] in '»”"':
        name = name[1:-1].strip()  # نقلا عن «الراصد»
    words = fold(name).split()
    if (
        0 < len(words) <= _MOST_WORDS_WITHOUT_COLON
        and name[-1].isalnum()
        and _SPEECH.isdisjoint(words)
    ):
        return name
    return None


def _name(name: str) -> str | None:
    name = name.strip(" -–—•*")
    for opening, closing in ("()", "[]", "{}"):  # of "(المصدر: وكالات)"
        if name.endswith(closing) and opening not in name:
            name = name[:-1].rstrip()
    words = fold(name).split()
    if name.endswith(".") and len(words) <= 3:
        name = name[:-1].rstrip()
    if not words or words[0] in _SPEECH or name.endswith((".", "؟", "?", "!")):
        return None
    if len(name.split()) > _MOST_WORDS_OF_NAME:
        return None
    return name if all(map(_is_source, _PARTS.split(name))) else None


def _is_source(name: str) -> bool:
    """Whether a part of what follows «المصدر:» can be the name of a source."""
    words = fold(name).split()
    if not words or _LATIN.search(words[0]) or not SOURCE_WORDS.isdisjoint(words):
        return True
    if len(words) == 1:
        return True
    # «الشرق الأوسط», «رأي اليوم», «مرصد تل الحناء», but not «ماء المطر المتجمع»
    is_the = [word.startswith("ال") for word in words]
    return (
        (is_the[0] or (is_the[-1] and sum(is_the) == 1))
        and len(words) <= _MOST_WORDS_UNKNOWN
        and _OF_A_PLACE.isdisjoint(words)
    )


_AGENCIES: Final = folded(
    *("وكالات", "الوكالات", "وكالات الأنباء", "وكالات أنباء", "رويترز", "الأناضول"),
    *("أ ف ب", "فرانس برس", "د ب أ", "أسوشيتد برس", "أسوشييتد برس", "أ ش أ"),
    *("شينخوا", "سبوتنيك", "نوفوستي", "ريا نوفوستي", "بلومبرغ", "بلومبيرغ", "وكالة"),
    *("مواقع إلكترونية", "صحف ووكالات", "وكالات وصحف", "وكالات ومواقع", "ق ن أ"),
    *("وكالات ومواقع إلكترونية", "مواقع التواصل", "AFP", "Reuters", "AP", "dpa"),
    *("الألمانية", "الفرنسية", "وكالات عالمية", "وكالات محلية", "مواقع ووكالات"),
    *("وكالات وتواصل اجتماعي", "متابعات", "متابعات ووكالات", "وكالات ومتابعات"),
) - folded("وكالة", "الألمانية", "الفرنسية", "مواقع التواصل")
# Words of the language, too: only beside another part.
_SHORT_AGENCIES: Final = folded(
    *("واس", "وام", "بنا", "قنا", "كونا", "سانا", "سبأ", "واع", "وفا", "بترا", "صحف"),
    *("تاس", "إفي", "يونا", "مواقع", "واج", "وات", "إينا", "نينا"),
    *("وكالة الأنباء", "أ ب"),
)
_AN_AGENCY: Final = re.compile(
    r"(?:ال)?وكاله (?:(?:ال)?انباء|(?:ال)?اخبار|فرانس|اسوش\w+|رويترز|الاناضول|شينخوا"
    r"|سبوتنيك|بلومب\w+)(?: \S+){0,3}"
    r"|(?:ال)?وكاله(?: \S+){1,2} (?:للانباء|للاعلام|للاخبار|الاخباريه)"
)
_DASHED: Final = re.compile(r"\s*[،,+/|&()\[\]]\s*|\s*[-–—]+\s+|\s+[-–—]+|\s+ـ\s+")
_SERVICE: Final = re.compile(r"\W*خدمة\s*:?\s*[«\"“]([^«»\"“”]{3,40})[»\"”]\W*")
# «ع.ج (رويترز)»
_INITIALS_BEFORE: Final = re.compile(r"^\W*(?:[^\W\d_]\s*[./]+\s*)+[^\W\d_]\s*(?=\()")
_MOST_PARTS: Final = 4
_MOST_WORDS_BESIDE: Final = 2
_LONGEST_LINE: Final = 80  # characters


def agency_line(line: str) -> str | None:
    """The source that the first or the last line of a text names without a label,
    cleaned: «وكالات», «النخيل - وكالات», «(رويترز)», «الوادي (أ ف ب)»; None for others.

    Beside agencies may stand the publisher, a place, editors' initials. For the edges
    of a text only: within it agencies may head what they say.
    """
    if len(line) > _LONGEST_LINE:
        return None
    line = clean(line)
    if "(" in line:
        line = _INITIALS_BEFORE.sub("", line)
    if line.endswith((".", "؟", "!", ":")):
        return None
    if match := _SERVICE.fullmatch(line):
        return match[1]
    parts = [part for part in map(fold, _DASHED.split(line)) if part]
    if not 0 < len(parts) <= _MOST_PARTS:
        return None
    agencies = 0
    for part in parts:
        is_agency = part in _AGENCIES or _AN_AGENCY.fullmatch(part)
        if is_agency or (len(parts) > 1 and part in _SHORT_AGENCIES):
            agencies += part != "متابعات" or len(parts) == 1
        elif part.count(" ") >= _MOST_WORDS_BESIDE or part in _SPEECH:
            return None
    if not agencies:
        return None
    return line.strip(" -–—•*()[]") if len(parts) == 1 else line
