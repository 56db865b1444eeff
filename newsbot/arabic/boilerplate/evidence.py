"""What a site says to its readers, told by evidence where no table knows the wording.

Lines without a full stop are judged by the kinds of words in them: of the site's own
interface, of its channels, «our», «you», what a reader is to do. One kind alone is news
as often as not («تحميل التطبيق»), so two at least must agree, and nothing must speak
for a report: a verb of saying, a clause, a quotation as a whole.
"""

import re
from typing import Final

from newsbot.arabic.boilerplate.channels import PROMISES
from newsbot.arabic.boilerplate.phrases import folded, words_of
from newsbot.arabic.boilerplate.speech import is_told
from newsbot.arabic.boilerplate.vocabulary import (
    ACTS,
    ADDRESSES,
    BACK,
    BESIDE_COUNTS,
    CHANNEL_NOUNS,
    COUNTED,
    DO,
    ENGLISH,
    KNOWN,
    MAIL,
    MAY_BE_PAGE,
    NETWORK_WORDS,
    NEXT,
    OF_SPEAKERS,
    ON_PAGE,
    OUR_WORDS,
    PAGES,
    REACHED,
    READERS,
    REPORTS,
    SHARED,
    SHOWS,
    SLANG,
    SUBSCRIBERS,
    TO,
)
from newsbot.arabic.text import fold

_MOST_WORDS: Final = 25

_PRESS_HERE: Final = re.compile(
    r"(?<![«\"“‘'])\b[إا](?:ضغط|نقر)(?:وا|ي)? (?:هنا|على (?:هذا )?الرابط"
    r"|(?:على )?زر (?:الاشتراك|الجرس|المتابعة|التنبيهات|الإعجاب))"
)
# «…: انضم من هنا», «…؟ صوتوا الآن»
_ENDS_IN_CALL: Final = re.compile(
    r"[:؟?!|.…✦،] ?(?:انضم|انضموا|[إا]شتركوا?|[إا]ضغطوا?|[إا]نقروا?|سجّ?لوا?|حمّ?لوا?"
    r"|صوّ?توا?|شاركوا?|شاركنا|شاركونا|تابعنا|تابعونا|[اإ]قرأ|شاهد|شاهدوا"
    r"|نزّ?له|نزّ?لوه|حمّ?له|حمّ?لوه|جرّ?به|جرّ?بوه|ثبّ?ته|شاركه|شاركوه|زوروه|تابعه)"
    r"(?: (?:الآن|الان|هنا|من هنا|معنا|مجانا|برأيك|رأيك))+\W*$"
)
_LEAD_TO: Final = frozenset(
    [
        ("من", "هنا"),
        ("بالضغط", "هنا"),
        ("هذا", "الرابط"),
        ("الرابط", "التالي"),
        ("الرابط", "ادناه"),
    ]
)
_SYMBOL: Final = re.compile(r"[←-⇿➔-➿⬅-⬇■-◿☀-⛿✀-➓\U0001f300-\U0001faff]")
# A telephone, an address, a handle, a mail box.
_ADDRESS_OF: Final = re.compile(r"https?://|www\.|\w@\w|(?<!\w)@\w{3}|\w\.\w+/")
_CONTACT: Final = re.compile(
    r"(?<!\d)[+0]\d[\d -]{5,}\d|https?://|www\.|\w@\w|(?<!\w)@\w"
)
_ADVERTISERS: Final = re.compile(
    r"\b(?:للاعلان(?! عن)|لاعلان\w+|اعلاناتك\w*|اعلانيه|اعلن معنا|للحجز والاعلان"
    r"|اعلانكم?|الاعلانيه)\b"
)
_PREFERRED: Final = re.compile(
    r"(?:مصدر|مصادر|المصادر)\w* (?:ال)?مفضل.* (?:غوغل|جوجل|قوقل|google|البحث|بحث)"
)
_BAR: Final = re.compile(r" ?[|•·/] ?| [-–] ")
_BAR_LABELS: Final = folded(
    *("سياسة الخصوصية", "شروط الاستخدام", "من نحن", "اتصل بنا", "الرئيسية", "أرسل"),
    *("كتم الصوت", "ملء الشاشة", "جودة", "الجودة", "بريد", "احفظ", "اطبع", "أعلن معنا"),
    *("فيسبوك", "تويتر", "واتساب", "البريد الإلكتروني", "نسخ الرابط", "الأرشيف"),
)
_PICTURES: Final = re.compile(r"\d+ (?:صوره?|صور|لقطه|لقطات|فيديوهات?|فيديو|مقاطع)")
_COUNT: Final = re.compile(r"\d+[km]?")
# «الرئيسية » اقتصاد » أسواق»
_PATH: Final = re.compile(
    r"(?:الرئيسية|الصفحة الرئيسية|Home|Accueil)(?: ?[»>›/←] ?[^»>›/←]{2,40}){1,6}"
)
# Beside other labels only.
_ROW_LABELS: Final = folded(
    *("اشتراك", "لن نشارك عنوانك مع أحد", "الحقول الإلزامية", "تصويت", "نعم", "لا"),
    *("النسخة العربية", "النسخة الفرنسية", "النسخة الإنجليزية", "النسخة الكردية"),
    *("النسخة التركية", "English", "Français", "Türkçe", "العربية", "كوردي", "إرسال"),
    *("تعديل الإعدادات", "إعادة الضبط", "اقرأ", "مشاركة", "طباعة", "حفظ", "أرسل"),
    *("ما رأيك", "ما رأيكم", "شنو رأيكم", "إيش رأيكم", "وش رأيكم", "شو رأيكم"),
    *("رابط", "الحقول الإلزامية مشار إليها بـ", "التالي", "السابق", "مساحة إعلانية"),
    *("قبول الكل", "رفض الكل", "رفض", "قبول", "موافق", "أوافق", "لا أوافق", "أقبل"),
    *("إعدادات ملفات الارتباط", "إعدادات الكوكيز", "إدارة التفضيلات", "تخصيص"),
    *("إدارة الخيارات", "سياسة ملفات الارتباط", "سياسة الكوكيز", "إعدادات الخصوصية"),
    *("ملفات تعريف الارتباط", "إعدادات ملفات تعريف الارتباط", "الضرورية فقط"),
    *("الموقع", "تمرير للمتابعة", "مرر للمتابعة", "اسحب للمتابعة", "تابع التمرير"),
    *("أرسله بالبريد", "إطبع المقال", "خاص بالمشتركين", "بريد", "pdf"),
)
_MOST_OF_TIME: Final = 12
_MINUTES: Final = words_of("دقيقة دقيقتان دقيقتين دقائق ثانية ثوان ثواني")
_READING: Final = words_of("قراءة القراءة للقراءة لقراءة لقراءته لقراءتها تقرأ يقرأ")
_TIMES: Final = (
    _MINUTES
    | _READING
    | words_of(
        "هذا هذه المقال المقالة الخبر التقرير الموضوع المادة النص القصة التحقيق الحوار"
        " تحتاج يحتاج تستغرق يستغرق تأخذ يأخذ منك من وقتك نحو حوالي تقريبا أقل أكثر إلى"
        " فقط في خلال وقت مدة زمن الوقت المدة المتوقع المتوقعة المقدر المقدرة التقريبي"
        " واحدة ونصف لمدة ثلاث أربع خمس ست سبع ثمان تسع عشر سوى لن بضع"
    )
)
_SHARING: Final = words_of(
    "شاركها شاركه شاركوها شاركوه عبر على البريد بريد إيميل الإيميل نسخ الرابط انسخ"
    " لينكدإن بينتيريست بنترست تمبلر ريديت فايبر سكايب الإلكتروني المقال الخبر مشاركة"
    " هذا شاركوا اطبع أو"
)
# «— نادي الواحة (@waha) March 3, 2021»
_POSTED: Final = re.compile(r"[—–-] ?[^()]{1,60} ?\(@\w+\)(?: .{0,25}\d{4}| *$)")
# «0:00 / 2:37»
_PLAYER: Final = re.compile(r"(?<!\d)0?0:00 ?/ ?\d")
_MOST_OF_WAYS: Final = 6  # words: «الخبر السابق الخبر التالي»
_LATIN: Final = re.compile(r"[a-z0-9 ]+")


OPENINGS_OF_PARTS: Final = frozenset(
    label.partition(" ")[0] for label in _ROW_LABELS | _BAR_LABELS
)
"""First words of the labels that stand beside others, folded."""
# Of these, or of the first word, is all that is judged below.
_OF_SITE: Final = (
    SHARED
    | ACTS
    | BACK
    | NEXT
    | ON_PAGE
    | SLANG
    | OUR_WORDS
    | ADDRESSES
    | REACHED
    | frozenset(" ".join(_BAR_LABELS).split())
)
_OF_SITES: Final = re.compile("علان|مفضل|00|اضغط|انقر|رئيسيه")


def is_interface(line: str, plain: str) -> bool:
    """Whether words of two kinds at least tell that a line is of the site's interface
    or calls its reader, and none that it is a report.

    :param line: one line, cleaned, without a full stop
    :param plain: the same, folded
    """
    words = plain.split()
    if not 1 < len(words) <= _MOST_WORDS or not REPORTS.isdisjoint(words):
        return False
    if _is_of_nobody(line, plain, words):
        return False
    if (
        _is_count(words)
        or ("@" in line and _POSTED.match(line))
        or _is_bar(line)
        or _PLAYER.search(line)
        or _PATH.fullmatch(line)
    ):
        return True
    if not (BACK.isdisjoint(words) or NEXT.isdisjoint(words)):
        return len(words) <= _MOST_OF_WAYS and KNOWN.issuperset(words)
    return _speaks(line, plain, words) and not is_told(line)


def _is_of_nobody(line: str, plain: str, words: list[str]) -> bool:
    """Whether a line has no word at all of those that a site speaks with."""
    first = words[0].removeprefix("و")
    return (
        _OF_SITE.isdisjoint(words)
        and first not in DO
        and first not in TO
        and not plain[0].isascii()
        and "@" not in line
        and not _OF_SITES.search(plain)
    )


def _speaks(line: str, plain: str, words: list[str]) -> bool:
    if _is_closed(plain, words) or _is_addressed(line, words):
        return True
    if not REACHED.isdisjoint(words) and PROMISES.search(plain):
        return True
    if "علان" in plain and _ADVERTISERS.search(plain) and _CONTACT.search(line):
        return True
    return (
        "مفضل" in plain and _PREFERRED.search(plain) is not None and _has_address(words)
    )


def _is_bar(line: str) -> bool:
    """Whether a line is a row of buttons: «طباعة - إرسال - حفظ»."""
    parts = [fold(part) for part in _BAR.split(line)]
    parts = [part for part in parts if part]
    return (
        len(parts) > 1
        and (ACTS | _BAR_LABELS).issuperset(parts)
        and not NETWORK_WORDS.issuperset(parts)
    )


def shows_player(line: str) -> bool:
    """Whether a line has the clock of a player that was not started: «0:00 / 2:37»."""
    return "00" in line and _PLAYER.search(line) is not None


def is_bar_of_networks(words: list[str]) -> bool:
    """Whether folded *words* are the buttons to share on networks and nothing else:
    «شاركها فيسبوك تويتر طباعة»."""
    networks = sum(word in NETWORK_WORDS for word in words)
    if networks == len(words):
        return False
    return networks > 1 and (NETWORK_WORDS | SHARED | _SHARING).issuperset(words)


def tells_reading_time(words: list[str]) -> bool:
    """Whether folded *words* tell how long the page takes to read and nothing else."""
    return (
        len(words) < _MOST_OF_TIME
        and not _MINUTES.isdisjoint(words)
        and not _READING.isdisjoint(words)
        and all(word.isdigit() or word in _TIMES for word in words)
    )


def is_button_of_row(plain: str) -> bool:
    """Whether one part of a row of labels is that of a button, or counts something.

    :param plain: the part, folded
    """
    words = plain.split()
    if _PICTURES.fullmatch(plain):
        return True
    return plain in _ROW_LABELS or plain in _BAR_LABELS or _is_count(words)


def _is_count(words: list[str]) -> bool:
    """Whether a line counts readers or comments: «1,284 مشاهدة | 3 تعليقات»."""
    named = [word for word in words if not _COUNT.fullmatch(word)]
    if len(named) > 1 and len(words) > len(named) and SHARED.issuperset(named):
        return True
    return (
        0 < len(named) < len(words)
        and not COUNTED.isdisjoint(named)
        and (COUNTED | BESIDE_COUNTS).issuperset(named)
    )


def speaks_to_readers(line: str) -> bool:
    """Whether a line has a word that is said to readers: «عزيزي القارئ»."""
    words = set(fold(line).split())
    return not (ADDRESSES | READERS | PAGES).isdisjoint(words)


def _has_address(words: list[str]) -> bool:
    return words[0].removeprefix("و") in DO or not ADDRESSES.isdisjoint(words)


def _is_addressed(line: str, words: list[str]) -> bool:
    """Whether a reader is called to the site's own channels: «… من صفحتنا على …»."""
    ours = OUR_WORDS.intersection(words)
    is_symbolic = _SYMBOL.search(line) is not None
    if len(SLANG.intersection(words)) > 1 and (SLANG | KNOWN).issuperset(words):
        return True
    if not (SLANG.isdisjoint(words) or ADDRESSES.isdisjoint(words)):
        return True
    if ours and (_has_address(words) or words[0] in TO):
        if not ours <= OF_SPEAKERS:
            return True
        return (
            is_symbolic
            or not (NETWORK_WORDS | SUBSCRIBERS).isdisjoint(words)
            or _CONTACT.search(line) is not None
        )
    if (
        ours
        and not NETWORK_WORDS.isdisjoint(words)
        and (tuple(words[-2:]) in _LEAD_TO or PROMISES.search(" ".join(words)))
    ):
        return True
    first = words[0].removeprefix("و")
    begins = first in DO or first in TO
    is_sure = first in DO and first.endswith(("وا", "ي"))
    is_led = not (NETWORK_WORDS | MAIL).isdisjoint(words)
    if is_sure and is_led and PROMISES.search(" ".join(words)):
        return True
    is_of_page = not ON_PAGE.isdisjoint(words)
    if tuple(words[-2:]) in _LEAD_TO:
        is_called = begins or first in ADDRESSES
        return is_called and not (ON_PAGE | CHANNEL_NOUNS).isdisjoint(words)
    if (ours or is_of_page or _has_address(words)) and _ENDS_IN_CALL.search(line):
        return True
    if ours and _ADDRESS_OF.search(line):
        return True
    press = _PRESS_HERE.search(line)
    return (
        press is not None
        and (begins or is_of_page)
        and (press.start() > 0 or "زر" not in press[0])
    )


def _is_closed(plain: str, words: list[str]) -> bool:
    """Whether a line has words of the interface only, of the page and what is done
    with it: «متصفحك لا يدعم تشغيل الملف الصوتي», «Share Tweet Pin Email»."""
    if _LATIN.fullmatch(plain):
        named = [word for word in words if not word.isdigit()]
        return len(named) > 1 and ENGLISH.issuperset(named)
    unknown = sum(
        not (word in KNOWN or word.isdigit() or len(word) == 1) for word in words
    )
    if unknown:
        return False
    shows = sum(word.removeprefix("و") in SHOWS for word in words)
    if not PAGES.isdisjoint(words):
        return shows > 0
    return (
        shows > 1
        and len(words) > 2
        and any(word in ACTS or word in DO for word in words)
        and not MAY_BE_PAGE.isdisjoint(words)
    )
