"""Lines inside an article's body that are none of its text.

Publishers put links to other articles, calls to follow them, share labels and
advertisement labels between the paragraphs. Such a line is recognised by its wording
alone, compared through :func:`newsbot.arabic.text.fold`, so that أيضا, أيضًا and
ايضآ are one word and bullets, arrows and emoji do not count.

A line is left in the text whenever it could be a sentence of the news: many of these
words are verbs in the past tense too (``شاهد``: watch, or he watched), so most
phrases count only when they stand alone or before a colon or a dash.
"""

import re
from collections.abc import Iterable
from typing import Final

from newsbot.arabic.text import clean, fold

_LONGEST: Final = 200  # characters; a label and one headline are shorter


def _folded(*phrases: str) -> frozenset[str]:
    return frozenset(map(fold, phrases))


def _either(phrases: Iterable[str]) -> str:
    return "|".join(map(fold, phrases))


_KINDS: Final = (
    *("مواضيع", "موضوعات", "مقالات", "أخبار", "مواد", "تقارير", "روابط", "قصص"),
    *("محتويات", "فيديوهات", "ملفات"),
)
_NEARNESS: Final = (
    *(("ذات صلة", "ذات الصلة"), ("ذات علاقة", "ذات العلاقة")),
    *(("متعلقة", "المتعلقة"), ("مشابهة", "المشابهة"), ("مرتبطة", "المرتبطة")),
    *(("قد تهمك", "التي قد تهمك"), ("تهمك", "التي تهمك")),
)
# Announce one link on the same line, or a list of links below.
_RELATED: Final = _folded(
    *("اقرأ أيضا", "اقرئي أيضا", "اقرؤوا أيضا", "اقرأوا أيضا", "اقرأ كذلك"),
    *("شاهد أيضا", "شاهدوا أيضا", "طالع أيضا", "طالعوا أيضا", "تابع أيضا"),
    *("انظر أيضا", "اطلع أيضا", "اطلع أيضا على", "إقرأ في الموضوع نفسه"),
    *("قد يهمك", "قد يهمك أيضا", "قد يهمكم", "قد يهمكم أيضا", "ربما يهمك أيضا"),
    *("قد يعجبك", "قد يعجبك أيضا", "قد يعجبكم أيضا", "وقد يهمك أيضا"),
    *("اخترنا لك", "اخترنا لكم", "ننصحك بقراءة", "ننصح بقراءة"),
    *("ذات صلة", "ذات علاقة", "ذو صلة", "ذات الصلة", "في الموضوع نفسه"),
    *("مواضيع أخرى", "مقالات أخرى", "أخبار أخرى", "موضوع يهمك", "خبر يهمك"),
    *("موضوعات قد تهمك", "خبر ذو صلة", "موضوع ذو صلة", "مقال ذو صلة", "أخبار تهمك"),
    *("للمزيد من الأخبار", "لمزيد من الأخبار", "للمزيد من التفاصيل"),
    *("لمزيد من التفاصيل", "للمزيد حول الموضوع", "للمزيد عن الموضوع"),
    *("Read also", "Also read", "See also", "Watch also", "Related"),
    *("You may also like", "You might also like", "Related articles"),
    *("Related posts", "Related news", "Related stories", "Related topics"),
    *(f"{kind} {near}" for kind in _KINDS for near, _ in _NEARNESS),
    *(f"ال{kind} {near}" for kind in _KINDS for _, near in _NEARNESS),
)
# Announce a list of links only when nothing follows on the line.
_RELATED_ALONE: Final = _folded(
    *("الأكثر قراءة", "الأكثر مشاهدة", "الأكثر تفاعلا", "آخر الأخبار", "أحدث الأخبار"),
)
# Labels of buttons: alone, or before a colon or a bar.
_LABELS: Final = _folded(
    *("اقرأ المزيد", "لقراءة المزيد", "للمزيد", "شاهد المزيد", "اقرأ التفاصيل"),
    *("شارك", "شارك الخبر", "شارك هذا الخبر", "شارك المقال", "شارك هذا المقال"),
    *("شارك المقالة", "شارك هذه المقالة", "شارك الموضوع", "شارك هذا الموضوع"),
    *("شاركها", "شاركه", "شاركوا الخبر", "شاركوا المقال", "مشاركة الخبر"),
    *("مشاركة المقال", "انشر الخبر", "انشر المقال", "شارك مع أصدقائك"),
    *("تابعنا", "تابعونا", "تابعوا قناتنا", "اشترك في قناتنا", "Follow us"),
    *("Share", "Share this", "Share this article", "Share this post", "Read more"),
)
# Nothing but these words: with more beside them they are news (إعلان نتائج …).
_ALONE: Final = _folded(
    *("إعلان", "إعلانات", "إعلان ممول", "إعلان مدفوع", "إعلان تجاري", "الإعلان"),
    *("مساحة إعلانية", "محتوى إعلاني", "محتوى ممول", "مادة إعلانية"),
    *("Advertisement", "Advertisements", "Advertising", "Ad", "Ads", "Sponsored"),
    *("Sponsored content", "المزيد", "اقرأ هنا", "شاهد الفيديو", "شاهدوا الفيديو"),
    *("أضف تعليقك", "أضف تعليقا", "اترك تعليقك", "اترك تعليقا", "اكتب تعليقك"),
    *("Leave a comment", "Click to comment", "Add a comment"),
    *("تابع القراءة", "أكمل القراءة", "متابعة القراءة", "Continue reading"),
)
# Begin what stands behind an article: its keywords, its author, its readers.
_BEHIND: Final = _folded(
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
_ANNOUNCING: Final = _RELATED | _RELATED_ALONE
_WHOLE_LINES: Final = _ALONE | _LABELS | _ANNOUNCING

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
_CALL: Final = re.compile("|".join(_CALLS))

# Imperatives in themselves; with hamza on the alef it is "I read".
_READ_ALSO: Final = re.compile(
    r"(?:اقرا|اقراوا|اقروا) (?:ايضا|كذلك|المزيد) .+|read also .+"
)
_SEE: Final = (
    "اقرا|اقراي|اقراوا|اقروا|شاهد|شاهدي|شاهدوا|طالع|طالعي|طالعوا|انظر|انظروا|اطلع|اطلعي"
    "|اطلعوا|تعرف|تعرفوا|استمع|استمعوا|تصفح|تصفحوا|راجع|للاطلاع|لقراءه|للقراءه|لمشاهده"
    "|للمشاهده|لمطالعه|للمطالعه|للاستزاده"
)
# للاطلاع أيضا، اقرأ المزيد عن …: labels before a colon, dots or a bar.
_ALSO: Final = re.compile(
    rf"(?:و?(?:{_SEE})|تابع|تابعوا)(?: (?:علي|في))? (?:ايضا|كذلك|المزيد|اكثر)"
    r"(?: (?:علي|عن|في|حول|من)(?: \S+)?)?"
)
# طالعوا أيضا ملف العدد: with what it is named before the colon; in the plural, as
# reports of several begin with a verb in the singular.
_ALSO_THIS: Final = re.compile(
    r"(?:شاهدوا|طالعوا|تابعوا|انظروا|اطلعوا علي|تعرفوا علي|استمعوا الي|تصفحوا|راجعوا)"
    r" (?:ايضا|كذلك)(?: \S+){1,3}"
)
# With nothing beside them they stand for it, too: «شاهد.. جولة في الميناء».
_SEE_THIS: Final = re.compile(rf"(?:{_SEE}|تابعوا)(?: (?:الان|هنا|بالفيديو|بالصور))?")
# قد تحب أيضا مشاهدة …
_MAY_LIKE: Final = re.compile(
    r"(?:و?قد|ربما) (?:تحب|يهمك|يهمكم|يعجبك|يعجبكم|تهمك|تود|ترغب|تفيدك|يفيدك)"
    r"(?: (?:ايضا|كذلك))?(?: (?:في|ان))?"
    r" (?:مشاهده|قراءه|متابعه|الاطلاع|معرفه|تقرا|تشاهد|تتابع) .+"
)
_LEADS: Final = re.compile(
    r"(?:شاهد|شاهدوا|اقرا|اقراوا|طالع|طالعوا|تابع|تابعوا|انظر|اطلع|للمزيد|لمزيد|المزيد"
    r"|تعرف علي|تعرفوا علي|لقراءه|لمشاهده|لمتابعه|للاطلاع|ذات صله|اضغط|انقر|read|watch"
    r"|see|more)\b.*"
)
_I_READ: Final = re.compile("أقر[أا]")

_COLONS: Final = frozenset({":", "：", "|", "..", "…", "←"})
_SEPARATOR: Final = re.compile(r"[:：|»«/…–—-]|\.\.|←|<")

# Not "مصدر:" on its own, which begins many a headline: a source says that …
_SOURCE_LABELS: Final = _folded(
    *("المصدر", "المصادر", "مصدر الخبر", "مصدر المقال", "المصدر الأصلي"),
    *("مصادر الخبر", "نقلا عن", "نقلا من", "بالنقل عن", "بتصرف عن", "بتصرف من"),
    *("Source", "Sources", "Via"),
)
_SOURCE_LINE: Final = re.compile(
    r"[\W_]*(?P<label>[^\W\d][^:：|/]{0,24}?)(?: ?[:：|/] ?| [-–—] )(?P<name>.+)"
)
_WITHOUT_COLON: Final = _folded("نقلا عن")
# An answer or a statement of somebody called "the source", not a name.
_SPEECH: Final = _folded(
    *("لا", "نعم", "لم", "لن", "إن", "أن", "إنه", "إنها", "إننا", "هناك", "هنالك"),
    *("نحن", "أنا", "هم", "هو", "هي", "قال", "قالت", "كان", "كانت", "ليس", "ليست"),
    *("ما", "هذا", "هذه", "ذلك", "لقد", "قد", "يجب", "هل", "تم", "سوف", "سيتم"),
    *("أعلن", "أعلنت", "ذكر", "ذكرت", "أكد", "أكدت", "أفاد", "أفادت", "أوضح"),
    *("يوجد", "توجد", "لدينا", "كل", "بعد", "قبل", "عندما", "لأن", "بل", "حتى"),
)
_LONGEST_LABEL: Final = 24  # characters
_MOST_WORDS_OF_NAME: Final = 8
_MOST_WORDS_WITHOUT_COLON: Final = 4


def is_boilerplate(line: str) -> bool:
    """Whether a line of a body is a link, a call, a share or advertisement label.

    ``line`` is one paragraph or heading as text, cleaned or not; of several lines each
    must be boilerplate. False for an empty line, for any line above 200 characters,
    and wherever the line could be a sentence of the news. A source line
    (:func:`credit`) is no boilerplate.
    """
    if len(line) > _LONGEST:
        return False
    lines = [part for part in clean(line).split("\n") if part]
    return bool(lines) and all(map(_is_boilerplate, lines))


def _is_boilerplate(line: str) -> bool:
    ends_a_sentence = line.endswith(".")
    line = _undecorated(line)
    words = fold(line)
    if words in _WHOLE_LINES:
        return True
    separator = _SEPARATOR.search(line)
    if separator:
        label = fold(line[: separator.start()])
        if label in _RELATED or (label in _LABELS and separator[0] in ":：|"):
            return True
        is_see = any(see.fullmatch(label) for see in (_ALSO, _ALSO_THIS, _SEE_THIS))
        if is_see and separator[0] in _COLONS and not ends_a_sentence:
            return True
    if _READ_ALSO.fullmatch(words):
        return not _I_READ.match(line) and not ends_a_sentence
    if _MAY_LIKE.fullmatch(words):
        return not ends_a_sentence
    return _CALL.fullmatch(words) is not None


def _undecorated(line: str) -> str:
    """*line* without what is neither letter nor digit at its ends."""
    start, end = 0, len(line)
    while start < end and not line[start].isalnum():
        start += 1
    while end > start and not line[end - 1].isalnum():
        end -= 1
    return line[start:end]


def leads_elsewhere(line: str) -> bool:
    """Whether a row that is mostly a link calls to follow it: «شاهد …», «للمزيد …».

    For rows with links only: as text «شاهد» is a report.
    """
    return len(line) <= _LONGEST and _LEADS.fullmatch(fold(line)) is not None


def announces_related(line: str) -> bool:
    """Whether a heading announces links to other articles that follow it.

    True for ``مواضيع ذات صلة`` or ``اقرأ أيضا:`` with nothing after it; False for a
    label with its link on the same line, which :func:`is_boilerplate` knows.
    """
    return len(line) <= _LONGEST and fold(line) in _ANNOUNCING


def ends_article(line: str) -> bool:
    """Whether a row is the label of what stands behind an article: its comments,
    keywords, author or the next one; a count beside it is passed over.

    For rows behind the text only: within it «تعليقات» may be a subhead.
    """
    if len(line) > _LONGEST:
        return False
    plain = fold(line)
    return plain in _BEHIND or _COUNT.sub(" ", plain).strip() in _BEHIND


def is_policy(line: str) -> bool:
    """Whether a row tells readers the rules of the house: whose opinion comments
    are, which are not shown, that all rights are reserved.

    For rows at the edge of the text only, where no report speaks of such rules.
    """
    plain = fold(line)
    return _POLICY.fullmatch(plain) is not None and _SAID.search(plain) is None


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
    if len(line) > _LONGEST:
        return None
    line = clean(line)
    match = _SOURCE_LINE.fullmatch(line)
    if match and fold(match["label"]) in _SOURCE_LABELS:
        return _name(match["name"])
    first, second, name = [*line.split(maxsplit=2), "", "", ""][:3]
    if fold(f"{first} {second}") not in _WITHOUT_COLON:
        return None
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
    return name if len(name.split()) <= _MOST_WORDS_OF_NAME else None
