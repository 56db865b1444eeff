"""Lines at the edges of an article: the labels of what stands behind it, and the
rules of the house.

For the rows above and below the text only: within it the same words may be news, or a
subhead of it.
"""

import re
from typing import Final

from newsbot.arabic.phrases import LONGEST, folded
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
_COUNT: Final = re.compile(r"[\W\d]+")
# The publisher, who speaks of himself.
_HOUSE: Final = (
    "(?:(?:اداره|هيئه تحرير|اسره تحرير) )?(?:هذا |هذه )?(?:الموقع|الصحيفه|الجريده"
    "|الوكاله|المجله|البوابه|المدونه|المنصه)|(?:هيئه|اسره|اداره) التحرير|الناشر"
)
_NOT_LIABLE: Final = (
    "(?:غير مسؤول(?:ه|ين)?|ليست? مسؤول(?:ه|ا)?) عن"
    "|لا (?:ت|ي)تحمل(?: اي)? مسؤوليه|(?:تخلي|يخلي) مسؤوليت"
)
_FORBIDDEN: Final = (
    "(?:لا يجوز|يمنع|يحظر|لا يسمح ب) ?(?:نقل|نسخ|اعاده نشر|نشر|اقتباس|استخدام)"
)
_UNLESS: Final = r".* (?:دون|بدون|الا)\b.*(?:اذن|موافقه|اشاره)\b.*"
_WORKS: Final = "الاخبار|المواد|المحتوي|المحتويات|المقالات|الصور|الماده|مواد|محتويات"
_POLICY: Final = re.compile(
    r".*\b(?:ال)?(?:تعليقات?|اراء|مقالات?|مشاركات)\b.*"
    r"(?:(?:لا|ولا)? ?ت?(?:عبر|مثل)\b|يعبر|تقع مسؤوليت|يتحمل|لا يتحمل|لا تتحمل|حذف)"
    r".*(?:اصحابها|اصحابه|كاتبها|كتابها|كاتبه|الموقع|الصحيفه|الجريده|التحرير|الناشر"
    r"|الوكاله|القراء|مسيئه|اساء).*"
    r"|(?:ال)?تعليقات? (?:المنشوره|الوارده|المسيئه|التي).*"
    r"|(?:يرجي|الرجاء|نرجو)\b.*(?:التعليق|تعليقك|تعليقكم|التعليقات)\b.*"
    r"|(?:لن يتم نشر|سيتم حذف|يمنع نشر|لا تنشر|لن تنشر)\b.*(?:تعليق|بريدك).*"
    r"|(?:جميع|كافه|كل) (?:ال)?حقوق (?:النشر )?محفوظه.*"
    # ملاحظة: إدارة الموقع غير مسؤولة عن …
    rf"|(?:(?:ملاحظه|تنويه|تنبيه|اخلاء مسؤوليه) )?(?:ان )?(?:{_HOUSE})"
    rf"(?: \S+){{0,2}}? (?:{_NOT_LIABLE})\b.*"
    rf"|(?:(?:ملاحظه|تنويه|تنبيه|اخلاء مسؤوليه) )?(?:غير مسؤوله?|(?:لا )?[تي]تحمل"
    rf"|[تي]خلي) (?:{_HOUSE})\b.* (?:عن|مسؤولي).*"
    # لا يجوز نقل المواد المنشورة دون إذن …
    rf"|(?:{_WORKS})\b.*\b(?:{_FORBIDDEN})(?:ها|ه)?\b{_UNLESS}"
    rf"|(?:{_FORBIDDEN}) (?:(?:هذه|هذا|اي|جميع) )?(?:{_WORKS})\b{_UNLESS}"
)
_SAID: Final = re.compile(
    r"\b[وف]?(?:قال|قالت|اضاف|اضافت|اكد|اكدت|اوضح|اوضحت|صرح|ذكر)\b"
)


def ends_article(line: str) -> bool:
    """Whether a row is the label of what stands behind an article: its comments,
    keywords, author or the next one; a count beside it is passed over.

    For rows behind the text only: within it «تعليقات» may be a subhead.
    """
    if len(line) > LONGEST:
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
    plain = fold(line)
    return _POLICY.fullmatch(plain) is not None and _SAID.search(plain) is None
