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
    *("مواضيع أخرى", "مقالات أخرى", "أخبار أخرى"),
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
_WHOLE_LINES: Final = _ALONE | _LABELS | _RELATED | _RELATED_ALONE

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

_CALLS: Final = tuple(
    re.compile(pattern)
    for pattern in (
        # تابعوا (us, a name, the latest news) على تلغرام
        rf"(?:تابعوا|تابعنا|تابعي){_REPORTED}{_A_FEW % 5} (?:علي|عبر|في){_A_FEW % 3}"
        rf" و?(?:{_CHANNELS})(?: \S+){{0,6}}",
        rf"تابع (?:{_OURS}|اخر|احدث|كل جديد|جديد)\b.* (?:{_CHANNELS}|{_OURS})\b.*",
        rf"(?:تابعوا|تابع|زوروا|زر) (?:{_OURS})\b.*",
        r"تابعونا(?: \S+){1,14}",
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
        # شاركونا صوركم على بريد …
        rf"(?:شاركونا|شاركنا|ارسلوا|ارسل|راسلونا|اكتبوا|زودونا)\b.* ?(?:{_YOURS})\b.*",
        # لمزيد من الأخبار اضغط هنا
        r"(?:لل?مزيد|(?:لقراءه|لمتابعه|لمشاهده|لمعرفه) المزيد)\b.* "
        r"(?:اضغط|اضغطوا|انقر|انقروا|زوروا|تابعوا|تابعونا|اقرا|طالع|تفضل|اشترك|اشتركوا"
        r"|انضم|انضموا|حمل|حملوا)\b.*",
        r"(?:اضغط|اضغطوا|انقر|انقروا|اضغطي) هنا\b.*",
        r"(?:follow us|subscribe to our|join our)\b.*",
        rf"follow .{{1,40}} on (?:{_CHANNELS})\b.*",
    )
)

# Imperatives in themselves; with hamza on the alef it is "I read".
_READ_ALSO: Final = re.compile(
    r"(?:اقرا|اقراوا|اقروا) (?:ايضا|كذلك|المزيد) .+|read also .+"
)
_I_READ: Final = re.compile("أقر[أا]")

_DECORATION: Final = re.compile(r"^[\W_]+|[\W_]+$")
_SEPARATOR: Final = re.compile(r"[:：|»«/…–—-]|\.\.|←|<")

# Not "مصدر:" on its own, which begins many a headline: a source says that …
_SOURCE_LABELS: Final = _folded(
    *("المصدر", "المصادر", "مصدر الخبر", "مصدر المقال", "المصدر الأصلي"),
    *("مصادر الخبر", "نقلا عن", "نقلا من", "بالنقل عن", "بتصرف عن", "بتصرف من"),
    *("Source", "Sources", "Via"),
)
_SOURCE_LINE: Final = re.compile(
    r"[\W_]*(?P<label>[^\W\d][^:：|/]{0,24}?) ?[:：|/] ?(?P<name>.+)"
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
    line = _DECORATION.sub("", line)
    words = fold(line)
    if words in _WHOLE_LINES:
        return True
    separator = _SEPARATOR.search(line)
    if separator:
        label = fold(line[: separator.start()])
        if label in _RELATED or (label in _LABELS and separator[0] in ":：|"):
            return True
    if _READ_ALSO.fullmatch(words):
        return not _I_READ.match(line) and not ends_a_sentence
    return any(call.fullmatch(words) for call in _CALLS)


def announces_related(line: str) -> bool:
    """Whether a heading announces links to other articles that follow it.

    True for ``مواضيع ذات صلة`` or ``اقرأ أيضا:`` with nothing after it; False for a
    label with its link on the same line, which :func:`is_boilerplate` knows.
    """
    return len(line) <= _LONGEST and fold(line) in _RELATED | _RELATED_ALONE


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
    words = fold(name).split()
    if (
        fold(f"{first} {second}") in _WITHOUT_COLON
        and 0 < len(words) <= _MOST_WORDS_WITHOUT_COLON
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
