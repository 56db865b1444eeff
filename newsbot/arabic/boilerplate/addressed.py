"""Lines that are said to the readers of a paper, where something else has told that
the paper is named in them."""

import re
from itertools import pairwise
from typing import Final

from newsbot.arabic.boilerplate.channels import PROMISES, SIGN, YOURS
from newsbot.arabic.boilerplate.phrases import words_of
from newsbot.arabic.boilerplate.speech import is_told, tells_speech
from newsbot.arabic.boilerplate.vocabulary import (
    ADDRESSES,
    DO,
    NETWORK_WORDS,
    OUR_WORDS,
    PAGES,
    TO,
)

_MOST_WORDS: Final = 30
# Other verbs in the singular are of the past tense, too, with the paper as subject.
_ONLY_CALLS: Final = words_of(
    "اقرأ اضغط انقر ادعم اكتب احصل احفظ اطبع انسخ اسمع احجز افتح ابحث اجعل اختر ضع كن",
    "خليك شوف خش اعرف تابعنا لا دوس اكبس",
)
_AT: Final = words_of("على عبر في")
# «إليكم الفيديو كما وصل إلى …»
_HERE_IS: Final = words_of("إليكم إليك")
_SHOWN: Final = words_of("الفيديو المقطع الصور الرابط التسجيل البث الصورة مقطع")
# «حساب النخيل نت على إنستغرام», «تطبيق النخيل نت متوفر …», «تبرعوا للنخيل نت».
_PRODUCTS: Final = words_of("حساب صفحة قناة تطبيق بودكاست قروب جروب مجموعة")
_AVAILABLE: Final = words_of("متوفر متوفرة متاح متاحة")
_SUPPORT: Final = words_of("ادعم ادعموا ادعمي تبرعوا تبرعي ساندوا ساندي ساندنا ادعمن")
_OF_REPORTS: Final = words_of("أن أنه أنها أنهم أننا إن إنه إنها")
# Offered, and of the page.
_OFFERED: Final = words_of(
    "النشرة نشرة تطبيق التطبيق أبلكيشن بودكاست البودكاست إشعارات الإشعارات تنبيهات",
    "البث بث استطلاع الاستطلاع استفتاء تصويت التصويت قروب قروبات جروب جروبات مجموعة",
    "قناة صفحة حساب خدمة اشتراك الاشتراك عضوية مقالات المقالات القراء التردد تردد موجة",
    "تغطية التغطية تغطيات ملف الملف حلقات الحلقات الحلقة الجزء سلسلة",
    "المنصات منصات شاشة شاشتنا معنا",
    "رابط الرابط روابط رقم الخط خط بريد محرري التحرير تحرير التسويق الإعلانات",
)
_ENDS_AT_NETWORK: Final = re.compile(r"(?:علي|عبر|في|ع)$")
_PRESS: Final = re.compile(
    r"\b(?:من هنا|(?:اضغط\w*|انقر\w*) (?:هنا|علي)|(?:هذا )?الرابط|لحظه بلحظه"
    r"|اولا? باول|علي مدار الساعه)\b"
)
_CONTACT: Final = re.compile(r"https?://|www\.|\w@\w|(?<!\w)@\w|(?<!\d)[+0]\d{6}")
# «رسائلكم», «مشكلتكم»; but not «المحاكم», «يتحكم», «عنكم».
_YOURS: Final = re.compile(rf"[ولب]{{0,2}}(?:{YOURS})|\w{{2,}}(?<!ح)(?<!ا)(?:كم|كن)")
_NOT_YOURS: Final = words_of(
    "لكن ولكن يمكن تمكن يتمكن ممكن الممكن أماكن مساكن المساكن السكن يسكن تسكن ركن الركن"
    " تكن يكن عنكم منكم بينكم عليكم أنكم إنكم",
)


def addresses_readers(line: str, plain: str, *, is_sentence: bool = False) -> bool:
    """Whether a line that names the paper calls a reader, or offers him something.

    :param line: one line, without what it quotes
    :param plain: the same, folded
    :param is_sentence: whether it ends in a full stop: then only what begins as no
        report does, with a call to many or a purpose
    """
    words = plain.replace("لينكد ان", "لينكدان").split()
    if not 1 < len(words) <= _MOST_WORDS or is_told(line) or tells_speech(line):
        return False
    known = set(words)
    first = words[0].removeprefix("و")
    is_offer = not (
        NETWORK_WORDS.isdisjoint(known)
        and _OFFERED.isdisjoint(known)
        and PAGES.isdisjoint(known)
        and OUR_WORDS.isdisjoint(known)
    )
    is_pointed = (
        _leads_home(words)
        or sum(word in NETWORK_WORDS for word in words) > 1
        or _PRESS.search(plain) is not None
        or _CONTACT.search(line) is not None
        or PROMISES.search(plain) is not None
    )
    is_you = not ADDRESSES.isdisjoint(known)
    is_signed = SIGN.search(line) is not None
    is_report = not _OF_REPORTS.isdisjoint(known)
    if first in TO or first in _ONLY_CALLS or (first in DO and _is_plural(first)):
        if is_sentence and (is_report or words[0] not in DO):
            return is_you and is_pointed and not is_report
        return is_you or is_pointed or is_offer or first in _SUPPORT
    if is_sentence:
        return False
    if first in DO:
        is_called = (
            is_you or is_pointed or (is_offer and is_signed) or _leads_to_network(words)
        )
        return is_called and not is_report
    if first in _PRODUCTS and (
        _leads_to_network(words) or not _AVAILABLE.isdisjoint(words[2:4])
    ):
        return len(words) < _MOST_WORDS // 2
    if first in _HERE_IS:
        return not _SHOWN.isdisjoint(known)
    if is_report:
        return False
    if is_you:
        return is_pointed or is_offer or is_signed
    return is_pointed and any(map(_is_yours, words))


def _is_yours(word: str) -> bool:
    return _YOURS.fullmatch(word) is not None and word not in _NOT_YOURS


def _is_plural(verb: str) -> bool:
    """Whether an imperative is one of the plural, or of a woman: no past tense that a
    report begins with."""
    return verb.endswith(("وا", "ي", "نا"))


def _leads_home(words: list[str]) -> bool:
    """«للمزيد من الأخبار على الموقع»."""
    return words[0] in TO and any(
        word in _AT and behind == "الموقع" for word, behind in pairwise(words)
    )


def _leads_to_network(words: list[str]) -> bool:
    return (
        len(words) > 2
        and words[-1] in NETWORK_WORDS
        and _ENDS_AT_NETWORK.match(words[-2]) is not None
    )
