"""Lines at the edges of an article: the labels of what stands behind it, and the
rules of the house.

For the rows above and below the text only: within it the same words may be news, or a
subhead of it.
"""

import re
from typing import Final

from newsbot.arabic.boilerplate.endings import is_dated, is_end_mark, tells_reprint
from newsbot.arabic.boilerplate.labels.keywords import lists_keywords
from newsbot.arabic.boilerplate.legal import (
    LONGEST_RULE,
    is_about_comments,
    is_legal,
)
from newsbot.arabic.boilerplate.phrases import LONGEST, folded
from newsbot.arabic.boilerplate.speech import ends_sentence
from newsbot.arabic.text import fold

# Begin what stands behind an article: its keywords, its author, its readers.
_BEHIND: Final = folded(
    *("التعليقات", "تعليقات", "تعليقات القراء", "تعليقات الزوار", "أضف تعليقك"),
    *("أضف تعليقا", "أضف تعليق", "اترك تعليقا", "اترك تعليقك", "اترك ردا", "اترك رد"),
    *("اترك رداً", "علق على الخبر", "اكتب تعليقا", "شارك برأيك", "إرسال تعليق"),
    *("شروط التعليق", "سياسة التعليقات", "الوسوم", "وسوم", "تاغات"),
    *("الكلمات المفتاحية", "تعليق القراء", "آراء القراء", "ردود القراء"),
    *("كلمات مفتاحية", "الكلمات الدلالية", "كلمات دلالية", "الكلمات الدالة", "علامات"),
    *("كلمات البحث", "العلامات", "عن الكاتب", "عن الكاتبة", "نبذة عن الكاتب"),
    *("نبذة عن الكاتبة", "حول الكاتب", "السيرة الذاتية للكاتب", "مقالات الكاتب"),
    *("مقالات أخرى للكاتب", "المزيد من مقالات الكاتب", "ما رأيك بهذا الخبر"),
    *("الأكثر قراءة", "الأكثر مشاهدة", "آخر الأخبار", "أحدث الأخبار", "أهم الأخبار"),
    *("النشرة البريدية", "النشرة الإخبارية", "نشرتنا البريدية", "استطلاع الرأي"),
    *("المزيد من الأخبار", "أخبار قد تهمك", "الخبر التالي", "المقال التالي"),
    *("الخبر السابق", "المقال السابق", "Comments", "Leave a Reply", "Tags", "Keywords"),
    *("Leave a comment", "About the author", "Add comment", "Post a comment"),
)
# More of what the reader has read.
_MORE: Final = re.compile(
    r"(?:\w+ ){0,2}(?:من|في) (?:نفس (?:القسم|الباب|التصنيف)"
    r"|(?:القسم|الباب|التصنيف) (?:نفسه|ذاته))|المزيد (?:من|في|حول)(?: \w+){1,4}"
)
_LIST: Final = re.compile(
    r"(?:المزيد|مزيد) من (?:ال)?(?:اخبار|مقالات|تقارير|مواضيع|موضوعات|قصص|فيديوهات|صور"
    r"|حوارات|تحقيقات|تغطيات)(?: \w+){0,3}"
)
# A word of each stands in every rule of the house, and in few sentences beside.
_MATTERS: Final = (
    *("حقوق", "©", "ights", "محفوظ", "تعليق", "آراء", "اراء", "أراء"),
    *("مقال", "مشاركات"),
    *("بريدك", "رأي", "راي", "نسخ", "نقل", "نشر", "نش", "اقتباس", "مسؤول", "زاوية"),
)
_HOUSES: Final = (
    *("حقوق", "©", "ights", "محفوظ", "إذن", "اذن", "المصدر", "الموقع", "التحرير"),
    *("كاتب", "كتاب", "صاحب", "صحاب", "الناشر", "موافقة", "مسؤول", "الصحيفة"),
    *("الجريدة", "يمنع", "يحظر", "ممنوع", "يجوز", "ضرورة", "بريدك", "حذف", "مسيئ"),
    *("رجى", "رجاء", "نرجو", "القراء", "الوكالة", "المنصة", "المجلة", "القناة"),
)
# With a count beside it, in characters.
_LONGEST_LABEL: Final = 60
_COUNT: Final = re.compile(r"[\W\d]+")
# Editors' initials: «(ح.ع/ن.ك)», «م.ع - س.ر», «AM/SK».
_INITIAL: Final = r"(?:[^\W\d_]ـ?|[A-Z]{2,3})"
_INITIALS: Final = re.compile(
    rf"[(\[{{]?\s*{_INITIAL}(?:[\s./–-]*[./–-]\s*{_INITIAL}){{1,7}}[.\s]*[)\]}}]?"
)
_EDITED: Final = folded(
    *("تحرير", "إعداد وتحرير", "المحرر", "المحررة", "تدقيق", "مراجعة", "تحرير وتدقيق"),
    *("إعداد", "ترجمة", "تدقيق لغوي", "تحرير ومراجعة", "ترجمة وتحرير", "Editing by"),
)
# «س.م / تحرير ثان», «(واع) س م / ك ن»
_PART_OF_SIGN: Final = re.compile(
    rf"(?P<initials>{_INITIAL}(?:[. ]{{1,2}}{_INITIAL}){{0,3}}\.?)"
    r"(?: (?:تحرير|ترجمة|مراجعة))?"
    r"|(?P<work>(?:(?:ال)?(?:تحرير|مراجعة|تدقيق|إعداد|محرر)|ترجمة|انتهى)"
    r"(?: (?:ثان[ٍي]?|أول|اول|نهائي|لغوي|أخير))?)"
    rf"(?:(?: ?: ?| (?=.\.))(?P<by>{_INITIAL}(?:[. ]{{1,2}}{_INITIAL}){{0,3}}\.?))?"
)
# «سام/غ ر/ب ق»: two or three letters without a space are a sign beside initials only,
# as they are words, too.
_JOINED: Final = re.compile(r"[^\W\d_]{2,3}")
_SPACED: Final = re.compile(rf"{_INITIAL}[. ]{{1,2}}{_INITIAL}\.?")
_BEFORE_SIGN: Final = re.compile(r"[(\[](?:[^\W\d_]{2,6}|[^\W\d_]\. ?)[)\]] ?")
_LONGEST_SIGN: Final = 50  # characters
_LABELLED: Final = re.compile(r"[(\[]?([^:：/|]{3,20}?)\s*[:：/|]\s*(.+)")
# «(إعداد … للنشرة العربية - تحرير …)»
_DESK: Final = re.compile(
    r"[(\[]\s*(?:إعداد|اعداد|تغطية|شارك في|كتابة|تقرير|ترجمة|تحرير|Reporting|Editing)\b"
    r"[^()\[\]]{3,150}[)\]]"
)
_DESK_WORDS: Final = re.compile(r"تحرير|للنشرة|تغطية|Editing")


def ends_article(line: str) -> bool:
    """Whether a row is the label of what stands behind an article: its comments,
    keywords, author or the next one; a count beside it is passed over.

    For rows behind the text only: within it «تعليقات» may be a subhead.
    """
    if len(line) > _LONGEST_LABEL:
        return False
    plain = fold(line)
    return plain in _BEHIND or _COUNT.sub(" ", plain).strip() in _BEHIND


def announces_more(line: str) -> bool:
    """Whether a row before a link is the label of more from the same section, or of
    more about a matter: «أخبار من نفس القسم», «المزيد من أخبار الوادي».

    For a row that a link follows: a subhead may have the same words.
    """
    return len(line) <= LONGEST and _MORE.fullmatch(fold(line)) is not None


def is_policy(line: str) -> bool:
    """Whether a row tells readers the rules of the house: whose opinion comments
    are, which are not shown, that all rights are reserved.

    For rows at the edge of the text only, where no report speaks of such rules.
    """
    if len(line) > LONGEST_RULE or not (
        any(hint in line for hint in _HOUSES) and any(hint in line for hint in _MATTERS)
    ):
        return False
    return is_about_comments(line) or is_legal(line, fold(line))


def is_signature(line: str) -> bool:
    """Whether the last line of a text is the sign of its editors: initials, alone or
    behind «تحرير:», or who edited it for an agency's service, in brackets.

    For the last line only: within the text initials may be a speaker's.
    """
    if len(line) > LONGEST:
        return False
    if ("/" in line or " - " in line) and _is_signed_by_some(line):
        return True
    if _INITIALS.fullmatch(line):
        # A dash alone stands between other things, too.
        return "." in line or "/" in line
    labelled = _LABELLED.fullmatch(line)
    if labelled and fold(labelled[1]) in _EDITED:
        return _INITIALS.fullmatch(labelled[2]) is not None
    return _DESK.fullmatch(line) is not None and _DESK_WORDS.search(line) is not None


def _is_signed_by_some(line: str) -> bool:
    """Whether a line is initials and what those did, with strokes between."""
    if len(line) > _LONGEST_SIGN:
        return False
    rest = _BEFORE_SIGN.sub("", line, count=1).strip("()[]{} ")
    parts = [part.strip() for part in re.split(r" ?/ ?| [–—-] ", rest)]
    signs = [_PART_OF_SIGN.fullmatch(part) for part in parts]
    if len(parts) < 2:
        return False
    if not all(signs):
        return any(map(_SPACED.fullmatch, parts)) and all(
            sign or _JOINED.fullmatch(part)
            for part, sign in zip(parts, signs, strict=True)
        )
    return any(
        len(part) > 2 and sign and (sign["initials"] or sign["by"])
        for part, sign in zip(parts, signs, strict=True)
    )


def stands_behind(line: str) -> bool:
    """Whether the last line of a text is none of it: a label of what follows an
    article, a rule of the house, keywords, a signature."""
    return (
        is_signature(line)
        or is_end_mark(line)
        or is_dated(line)
        or tells_reprint(line)
        or ends_article(line)
        or lists_keywords(line)
        or is_policy(line)
        or _announces_list(line)
    )


def _announces_list(line: str) -> bool:
    """«المزيد من أخبار الوادي», with nothing behind it."""
    return (
        len(line) <= _LONGEST_LABEL
        and not ends_sentence(line)
        and _LIST.fullmatch(fold(line)) is not None
    )
