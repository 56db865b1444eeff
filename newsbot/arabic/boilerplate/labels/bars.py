"""What stands in bars of buttons and beside them: the buttons themselves, paths through
the site, counts of readers, clocks of players, the time that a page takes to read."""

import re
from typing import Final

from newsbot.arabic.boilerplate.phrases import folded, words_of
from newsbot.arabic.boilerplate.vocabulary import (
    ACTS,
    BESIDE_COUNTS,
    COUNTED,
    NETWORK_WORDS,
    SHARED,
)
from newsbot.arabic.text import fold

_BAR: Final = re.compile(r" ?[|•·/] ?| [-–] ")
BAR_LABELS: Final = folded(
    *("سياسة الخصوصية", "شروط الاستخدام", "من نحن", "اتصل بنا", "الرئيسية", "أرسل"),
    *("كتم الصوت", "ملء الشاشة", "جودة", "الجودة", "بريد", "احفظ", "اطبع", "أعلن معنا"),
    *("فيسبوك", "تويتر", "واتساب", "البريد الإلكتروني", "نسخ الرابط", "الأرشيف"),
)
"""Labels of buttons in such bars, folded."""
# Beside other labels only.
_ROW_LABELS: Final = folded(
    *("اشتراك", "لن نشارك عنوانك مع أحد", "الحقول الإلزامية", "تصويت", "نعم", "لا"),
    *("النسخة العربية", "النسخة الفرنسية", "النسخة الإنجليزية", "النسخة الكردية"),
    *("النسخة التركية", "English", "Français", "Türkçe", "العربية", "كوردي", "إرسال"),
    *("تعديل الإعدادات", "إعادة الضبط", "اقرأ", "مشاركة", "طباعة", "حفظ", "أرسل"),
    *("ما رأيك", "ما رأيكم", "شنو رأيكم", "إيش رأيكم", "وش رأيكم", "شو رأيكم"),
    *("رابط", "الحقول الإلزامية مشار إليها بـ", "التالي", "السابق", "مساحة إعلانية"),
    *("قبول ومتابعة", "قبول وإغلاق", "موافق ومتابعة", "رفض ومتابعة", "موافقة ورفض"),
    *("قبول الكل", "رفض الكل", "رفض", "قبول", "موافق", "أوافق", "لا أوافق", "أقبل"),
    *("أرفض", "الأساسية فقط", "رفض غير الضرورية", "قبول الجميع", "رفض الجميع"),
    *("إعدادات ملفات الارتباط", "إعدادات الكوكيز", "إدارة التفضيلات", "تخصيص"),
    *("إدارة الخيارات", "سياسة ملفات الارتباط", "سياسة الكوكيز", "إعدادات الخصوصية"),
    *("ملفات تعريف الارتباط", "إعدادات ملفات تعريف الارتباط", "الضرورية فقط"),
    *("الموقع", "تمرير للمتابعة", "مرر للمتابعة", "اسحب للمتابعة", "تابع التمرير"),
    *("الاسم", "الاسم الأول", "الاسم الكامل", "اسم العائلة", "رقم الهاتف"),
    *("كلمة المرور", "كلمة السر", "بريدك الإلكتروني", "تسجيل", "سجل"),
    *("أرسله بالبريد", "إطبع المقال", "خاص بالمشتركين", "بريد", "pdf"),
)
_PICTURES: Final = re.compile(r"\d+ (?:صوره?|صور|لقطه|لقطات|فيديوهات?|فيديو|مقاطع)")
_COUNT: Final = re.compile(r"\d+[km]?")
# «الرئيسية » اقتصاد » أسواق»
_PATH: Final = re.compile(
    r"(?:الرئيسية|الصفحة الرئيسية|Home|Accueil)(?: ?[»>›/←] ?[^»>›/←]{2,40}){1,6}"
)
_MOST_OF_TIME: Final = 12  # words
_MINUTES: Final = words_of("دقيقة دقيقتان دقيقتين دقائق ثانية ثوان ثواني")
_READING: Final = words_of("قراءة القراءة للقراءة لقراءة لقراءته لقراءتها تقرأ يقرأ")
# «قراءة ثانية» is another one.
_SECOND: Final = words_of("ثانية")
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
_ON_NETWORKS: Final = NETWORK_WORDS | SHARED | _SHARING
_BUTTONS: Final = ACTS | BAR_LABELS
_COUNTS: Final = COUNTED | BESIDE_COUNTS
# «0:00 / 2:37»
_PLAYER: Final = re.compile(r"(?<!\d)0?0:00 ?/ ?\d")
OPENINGS_OF_PARTS: Final = frozenset(
    label.partition(" ")[0] for label in _ROW_LABELS | BAR_LABELS
)
"""First words of the labels that stand beside others, folded."""


def is_bar(line: str) -> bool:
    """Whether a line is a row of buttons: «طباعة - إرسال - حفظ»."""
    parts = [fold(part) for part in _BAR.split(line)]
    parts = [part for part in parts if part]
    return (
        len(parts) > 1
        and _BUTTONS.issuperset(parts)
        and not NETWORK_WORDS.issuperset(parts)
    )


def is_path(line: str) -> bool:
    """Whether a line is the path to its page: «الرئيسية » اقتصاد » أسواق»."""
    return _PATH.fullmatch(line) is not None


def shows_player(line: str) -> bool:
    """Whether a line has the clock of a player that was not started: «0:00 / 2:37»."""
    return "00" in line and _PLAYER.search(line) is not None


def is_bar_of_networks(words: list[str]) -> bool:
    """Whether folded *words* are the buttons to share on networks and nothing else:
    «شاركها فيسبوك تويتر طباعة»."""
    networks = sum(word in NETWORK_WORDS for word in words)
    if networks == len(words):
        return False
    return networks > 1 and _ON_NETWORKS.issuperset(words)


def tells_reading_time(words: list[str]) -> bool:
    """Whether folded *words* tell how long the page takes to read and nothing else."""
    if _MINUTES.intersection(words) == _SECOND and not any(map(str.isdigit, words)):
        return False
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
    return plain in _ROW_LABELS or plain in BAR_LABELS or is_count(words)


def is_count(words: list[str]) -> bool:
    """Whether a line counts readers or comments: «1,284 مشاهدة | 3 تعليقات»."""
    named = [word for word in words if not _COUNT.fullmatch(word)]
    if len(named) > 1 and len(words) > len(named) and SHARED.issuperset(named):
        return True
    return (
        0 < len(named) < len(words)
        and not COUNTED.isdisjoint(named)
        and _COUNTS.issuperset(named)
    )
