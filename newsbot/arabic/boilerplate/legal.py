"""Rules of the house that stand in an article: rights, copying, whose opinion it is."""

import re
from functools import lru_cache
from typing import Final

from newsbot.arabic.boilerplate.notices import NOTICES, OPENINGS
from newsbot.arabic.boilerplate.rules import compiled
from newsbot.arabic.boilerplate.speech import ends_sentence, is_quoted, is_told
from newsbot.arabic.text import fold

# Nothing longer is looked at: a page of terms is no line of an article.
LONGEST_RULE: Final = 600
"""Characters of a rule at most."""
_MOST_OF_RIGHTS: Final = 16  # words

# The publisher, who speaks of himself.
_HOUSE: Final = (
    "(?:(?:اداره|هيئه تحرير|اسره تحرير|فريق) )?(?:هذا |هذه )?(?:الموقع|الصحيفه|الجريده"
    "|الوكاله|المجله|البوابه|المدونه|المنصه|القناه|الشبكه|المؤسسه)"
    "|(?:هيئه|اسره|اداره|فريق) التحرير|التحرير|الناشر"
)
_NAMED: Final = (
    "موقع|صحيفه|جريده|وكاله|مجله|بوابه|مدونه|منصه|شبكه|قناه|اذاعه|مؤسسه|شركه|دار|مركز"
)
_NOT_LIABLE: Final = (
    "(?:غير مسؤول(?:ه|ين)?|ليست? مسؤول(?:ه|ا)?)(?: \\w+){0,2} عن"
    "|لا (?:ت|ي)تحمل(?: اي)? مسؤوليه|(?:تخلي|يخلي) مسؤوليت"
)
_COPYING: Final = (
    "(?:ال)?(?:نقل|نسخ|نشر|اقتباس|استخدام|استنساخ|توزيع|طباعه|تداول|تصوير|ترجمه)"
    "|(?:ال)?اعاده (?:ال)?(?:نشر|استخدام|انتاج|توزيع|بث)"
)
_FORBIDDEN: Final = (
    "(?:لا يجوز|يمنع|يحظر|ممنوع|لا يسمح ب|غير مسموح ب?|(?:يمنع|يحظر)"
    " (?:منعا|حظرا) (?:باتا|كليا|تاما|قطعيا|مطلقا)(?: علي اي جهه)?|لا يحق لاي جهه"
    "|لا يحق لاحد)"
)
_AND: Final = rf"(?: (?:او|و) ?(?:{_COPYING})(?:ها|ه)?| و(?:{_COPYING})(?:ها|ه)?)*"
_UNLESS: Final = (
    r" (?:من )?(?:دون|بدون|الا|غير)\b.*"
    r"(?:اذن|موافقه|اشاره|تصريح|ترخيص|ذكر المصدر|بذكر)\b.*"
)
_WORKS: Final = (
    "(?:ال)?(?:اخبار|مواد|محتوي|محتويات|مقال|مقالات|مقاله|صور|ماده|نصوص|نص|خبر|موضوع"
    "|تقارير|تقرير|موقع)"
)
_NOTE: Final = "(?:(?:ملاحظه|تنويه|تنبيه|اخلاء مسؤوليه|تحذير) )?"

# Whoever reserves them is the publisher: not «محفوظة للعمال», «محفوظة بموجب الدستور».
_RESERVED: Final = (
    r"(?:(?:جميع|كافه|كل) (?:ال)?حقوق(?: (?:النشر|الطبع|الملكيه|الفكريه|والنشر))*"
    r"|حقوق (?:ال)?(?:نشر|طبع|ملكيه|نقل والنسخ)(?: (?:الفكريه|والنشر|والطبع|والتوزيع"
    r"|والنسخ))*)"
    r"(?: محفوظه?| reserved)?"
)
_RIGHTS: Final = (
    rf"(?:\S+ ){{0,8}}?{_RESERVED}"
    rf"(?: (?:ل|لدي|ل ?ل?)?(?:{_NAMED})(?: \S+){{0,8}}|(?: \S+){{0,6}} (?:19|20)\d\d"
    rf"(?: \S+){{0,6}}| [a-z0-9 ]+)?"
)
# What a speaker says of people.
_NOBODY: Final = (
    "(?!كل|هم|نا|ها?\\b|لجميع|لعمال|لمواطن|لناس|لنساء|لشعب|لفلاح|لفقراء|لاطفال|لمراه)"
)
_TO_SOMEBODY: Final = rf"(?:\S+ ){{0,4}}?{_RESERVED} ل{_NOBODY}\S+(?: \S+){{0,3}}"
_BESIDE: Final = re.compile(r".*محفوظة? ?[،,|:–—-] ?\S+(?: \S+){0,3}")
_RIGHTS_HINTS: Final = ("حقوق", "rights reserved", "copyright")
_ENGLISH: Final = re.compile(
    r"(?:.{0,60} )?all rights reserved\b.{0,60}"
    r"|copyright .{0,20}\b(?:19|20)\d\d\b.{0,60}"
)
_SIGN: Final = re.compile(r"©|\([cC]\)(?= ?\d{4})")

_OPINIONS: Final = (
    # الآراء الواردة في هذا المقال تعبر عن رأي كاتبها …
    rf"{_NOTE}(?:ان )?(?:(?:كل|جميع|كافه|هذا|هذه) )?(?:ما (?:ينشر|يرد|ورد)|المواد"
    r"|(?:ال)?(?:تعليق|تعليقات|اراء|مقال|مقالات|مقاله|وجهات النظر|افكار|محتوي|تدوينات"
    r"|مشاركات|ماده))\b.*"
    r"\b[تي](?:عبر|مثل|عكس)(?:ون|ان)?\b.*\b(?:(?:ب?ال)?ضروره|راي|اراء|وجهه نظر"
    r"|وجهات نظر|موقف|مواقف|سياسه|توجه|توجهات)\b.*"
    rf"(?:{_HOUSE}|كاتب\w*|كتاب\w*|صاحب\w*|اصحاب\w*|المعلق\w*)\b.*"
    rf"|{_NOTE}لا [تي](?:عبر|مثل|عكس) (?:هذا |هذه )?(?:المقال|المقاله|الاراء|التعليقات"
    rf"|الماده)\b.*(?:{_HOUSE})\b.*"
)
_MAY_NOT: Final = (
    # كل اقتباس لمضامين جريدتنا دون ذكر المصدر يعرض صاحبه …
    rf"(?:كل|اي) (?:{_COPYING}){_AND}\b.*\b(?:{_HOUSE}|جريدتنا|موقعنا|صحيفتنا|محتوانا"
    rf"|مضاميننا|(?:هذا|هذه) (?:المحتوي|المقال|الماده|الموقع|الخبر))\b.*"
    r"\b(?:دون|بدون|من غير)\b.*"
    # حقوق النشر محفوظة، عند النقل يرجى الإشارة إلى الموقع
    rf"|(?:{_RESERVED} )?(?:عند|في حال|يرجي عند|الرجاء عند) (?:{_COPYING}){_AND}"
    r"(?: \S+){0,3}? (?:يرجي|الرجاء|يجب|نرجو|المرجو|مع|وجب|يشترط)\b.{0,40}"
    r"\b(?:ال|لل)(?:موقع|مصدر|صحيفه|جريده|وكاله)(?: \S+){0,3}"
)
_COPIES: Final = (
    # لا يجوز نقل المواد المنشورة دون إذن، يمنع النسخ أو إعادة النشر دون إذن …
    rf"{_NOTE}(?:{_WORKS})\b.*\b(?:{_FORBIDDEN}) ?(?:{_COPYING})(?:ها|ه)?\b.*{_UNLESS}"
    rf"|{_NOTE}(?:{_FORBIDDEN}) ?(?:{_COPYING}){_AND}"
    rf"(?: (?:(?:هذه|هذا|اي|جميع|كل|جزء|من) )*(?:{_WORKS})\b.*|(?: (?:كليا|جزئيا|باي)\b"
    rf".*)?){_UNLESS}"
    # يرجى ذكر المصدر عند النقل
    rf"|(?:يرجي|الرجاء|نرجو|(?:يسمح|يجوز|عند|في حال) ?ب? ?(?:{_COPYING})|{_COPYING})\b"
    r".{0,40}(?:ذكر المصدر|الاشاره الي المصدر|ذكر اسم (?:الموقع|الصحيفه))\b.{0,60}"
)
_COPIES_ALONE: Final = (
    rf"{_NOTE}(?:{_FORBIDDEN}) ?(?:(?:ال)?(?:نسخ|اقتباس)|(?:ال)?اعاده (?:ال)?نشر){_AND}"
    rf"(?: (?:(?:هذه|هذا|اي|جميع|كل) )*(?:{_WORKS}))?"
)
# For what is written there: the site of a dam is not answerable for its fall, either.
_FOR: Final = (
    r"(?:(?: القانونيه)?|.*\b[بل]?(?:ال)?(?:محتو\w*|مضمون\w*|مضامين\w*|تعليق\w*|اراء"
    r"|راي|معلوم\w*|مقال\w*|اخبار|مواد|ماده|روابط|اعلان\w*|صح[هت]\w*|دق[هت]\w*|منشور\w*"
    r"|مشارك\w*|بيانات|نتائج|استخدام\w*|استعمال\w*|ما|اي|ترجم\w*|صور|خطا|اخطاء|نص"
    r"|نصوص|كتاب\w*)\b.*)"
)
_LIABLE: Final = (
    # ملاحظة: إدارة الموقع غير مسؤولة عن …
    rf"{_NOTE}(?:ان )?(?:{_HOUSE})(?: \S+){{0,2}}? (?:{_NOT_LIABLE})\w*{_FOR}"
    rf"|{_NOTE}(?:غير مسؤوله?|(?:لا )?[تي]تحمل|[تي]خلي) (?:{_HOUSE})\b.*"
    r" (?:عن|مسؤولي).*"
    rf"|{_NOTE}لا علاقه (?:ل ?(?:{_HOUSE})|للتحرير|للموقع|للصحيفه|للجريده)"
    r" ب(?:محتوي|مضمون|ما|هذا|هذه|ال)\S*(?: \S+){0,6}"
)
# The same in any order: who is not answerable, and for what.
_ANSWERABLE: Final = (
    rf"\b[وف]?(?:{_HOUSE})\b",
    r"\b[وف]?لا [تي](?:تحمل|تبني|لزم|عبر|مثل|عكس)|غير مسؤول|(?:ت|ي)خلي مسؤولي|ليست?"
    r" مسؤول",
    r"\b(?:ال)?(?:تعليق|اراء|راي|محتوي|مضمون|مقال|اعلانات|روابط|افكار|معلومات)|اصحابه|صاحبه"
    r"|كاتبه"
    r"|كتابه|\bما (?:يرد|ورد|ينشر|يكتب)\b",
)
# What is said of comments below an article, not within it.
_COMMENTS: Final = (
    r".*\b(?:ال)?(?:تعليقات?|اراء|مقالات?|مشاركات)\b.*"
    r"(?:(?:لا|ولا)? ?ت?(?:عبر|مثل)\b|يعبر|تقع مسؤوليت|يتحمل|لا يتحمل|لا تتحمل|حذف)"
    r".*(?:اصحابها|اصحابه|كاتبها|كتابها|كاتبه|الموقع|الصحيفه|الجريده|التحرير|الناشر"
    r"|الوكاله|القراء|مسيئه|اساء).*"
    r"|(?:ال)?تعليقات (?:المنشوره|الوارده|المسيئه|التي)\b.*\b(?:اصحابها|كاتبيها|كاتبها"
    r"|تعبر|تمثل|نشر|حذف|حذفها|الموقع|الصحيفه|مسؤوليه|تسيء|تتضمن)\b.*"
    r"|(?:يرجي|الرجاء|نرجو)\b.*(?:التعليق|تعليقك|تعليقكم|التعليقات)\b.*"
    r"|(?:لن يتم نشر|سيتم حذف|يمنع نشر|لا تنشر|لن تنشر)\b.*(?:تعليق|بريدك).*"
)
_HINTS: Final = ("تعليق", "آراء", "اراء", "أراء", "مقال", "مشاركات", "بريدك")
_SAID: Final = re.compile(
    r"\b[وف]?(?:قال|قالت|اضاف|اضافت|اكد|اكدت|اوضح|اوضحت|صرح|ذكر|رد|ردت) "
)
_FIRST: Final = re.compile(
    r"(?:هذا|هذه|ملاحظ|تنوي|تنبي|اخلاء|تحذير|ان|كل|جميع|كاف|ما|(?:ال)?(?:مواد|تعليق"
    r"|اراء|مقال"
    r"|وجهات|افكار|محتو|تدوين|مشارك|ماد|اخبار|صور|نص|خبر|موضوع|تقرير|تقارير|موقع)|لا"
    r"|يمنع|يحظر|ممنوع|غير|يرجي|الرجاء|نرجو|يسمح|يجوز|عند|في حال|قد"
    r"|(?:ال)?(?:نقل|اقتباس)"
    rf"|[تي]تحمل|[تي]خلي|حقوق|اي|{OPENINGS}|{_HOUSE})"
)


def is_legal(line: str, plain: str) -> bool:
    """Whether a line tells readers the rules of the house wherever it stands: that
    all rights are reserved, that nothing may be copied, whose opinion it is.

    False where it is told by somebody in the report, and of more than 600 characters.

    :param line: one line, cleaned
    :param plain: the same, folded
    """
    if len(plain) > LONGEST_RULE:
        return False
    if any(hint in plain for hint in _RIGHTS_HINTS) or "©" in line:
        is_rights = _is_rights(line, plain) or (
            not ends_sentence(line) and compiled(_MAY_NOT).fullmatch(plain) is not None
        )
        if is_rights:
            return not is_told(_without_sign(line))
    first = plain.partition(" ")[0]
    if not (_opens_rule(first) or (first in _OF_HOUSES and _FIRST.match(plain))):
        return False
    kinds = [_OPINIONS, _COPIES, _LIABLE]
    if not ends_sentence(line):
        kinds += [_COPIES_ALONE, _MAY_NOT]
    is_notice = any(compiled(kind).fullmatch(plain) for kind in NOTICES)
    # «ما ورد» is no «و» and «رد».
    if is_notice and not (is_quoted(line) or _SAID.search(plain.replace(" ورد", ""))):
        return True
    is_rule = any(compiled(kind).fullmatch(plain) for kind in kinds) or (
        not ends_sentence(line)
        and all(compiled(part).search(plain) for part in _ANSWERABLE)
        and _SAID.search(f"{plain} ") is None
    )
    return is_rule and not is_told(line)


# First words of openings of two words.
_OF_HOUSES: Final = frozenset(("اداره", "هيئه", "اسره", "فريق", "في"))


@lru_cache(4096)
def _opens_rule(first: str) -> bool:
    return _FIRST.match(first) is not None


def may_open_rule(first: str, line: str) -> bool:
    """Whether a line may be a rule of the house, by its *first* word, folded, and the
    signs of rights anywhere in it."""
    return _opens_rule(first) or "حقوق" in line or "©" in line or "ights" in line


def _without_sign(line: str) -> str:
    """The line without the name before its last sentence: «© النخيل. جميع الحقوق …»."""
    return line.rpartition(". ")[2]


def _is_rights(line: str, plain: str) -> bool:
    if plain.count(" ") >= _MOST_OF_RIGHTS:
        return False
    if (
        _SIGN.search(line)
        or compiled(_RIGHTS).fullmatch(plain)
        or _ENGLISH.fullmatch(plain)
    ):
        return True
    return not ends_sentence(line) and bool(
        compiled(_TO_SOMEBODY).fullmatch(plain) or _BESIDE.fullmatch(line)
    )


def is_about_comments(line: str) -> bool:
    """Whether a row behind an article tells which comments are shown, and whose
    opinion they are.

    :param line: one line, cleaned
    """
    if len(line) > LONGEST_RULE or not any(hint in line for hint in _HINTS):
        return False
    plain = fold(line)
    is_about = compiled(_COMMENTS).fullmatch(plain) is not None
    return is_about and _SAID.search(f"{plain} ") is None and not is_told(line)
