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
from typing import Final

from newsbot.arabic.calls import CALL
from newsbot.arabic.phrases import LONGEST, folded
from newsbot.arabic.text import clean, fold

_KINDS: Final = (
    *("مواضيع", "موضوعات", "مقالات", "أخبار", "مواد", "تقارير", "روابط", "قصص"),
    *("محتويات", "فيديوهات", "ملفات"),
)
_NEARNESS: Final = (
    *(("ذات صلة", "ذات الصلة"), ("ذات علاقة", "ذات العلاقة")),
    *(("متعلقة", "المتعلقة"), ("مشابهة", "المشابهة"), ("مرتبطة", "المرتبطة")),
    *(("قد تهمك", "التي قد تهمك"), ("تهمك", "التي تهمك")),
    *(("من نفس القسم",) * 2, ("في نفس القسم",) * 2, ("من القسم نفسه",) * 2),
)
# Announce one link on the same line, or a list of links below.
_RELATED: Final = folded(
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
_RELATED_ALONE: Final = folded(
    *("الأكثر قراءة", "الأكثر مشاهدة", "الأكثر تفاعلا", "آخر الأخبار", "أحدث الأخبار"),
)
# Labels of buttons: alone, or before a colon or a bar.
_LABELS: Final = folded(
    *("اقرأ المزيد", "لقراءة المزيد", "للمزيد", "شاهد المزيد", "اقرأ التفاصيل"),
    *("شارك", "شارك الخبر", "شارك هذا الخبر", "شارك المقال", "شارك هذا المقال"),
    *("شارك المقالة", "شارك هذه المقالة", "شارك الموضوع", "شارك هذا الموضوع"),
    *("شاركها", "شاركه", "شاركوا الخبر", "شاركوا المقال", "مشاركة الخبر"),
    *("مشاركة المقال", "انشر الخبر", "انشر المقال", "شارك مع أصدقائك"),
    *("تابعنا", "تابعونا", "تابعوا قناتنا", "اشترك في قناتنا", "Follow us"),
    *("Share", "Share this", "Share this article", "Share this post", "Read more"),
)
# Nothing but these words: with more beside them they are news (إعلان نتائج …).
_ALONE: Final = folded(
    *("إعلان", "إعلانات", "إعلان ممول", "إعلان مدفوع", "إعلان تجاري", "الإعلان"),
    *("مساحة إعلانية", "محتوى إعلاني", "محتوى ممول", "مادة إعلانية"),
    *("Advertisement", "Advertisements", "Advertising", "Ad", "Ads", "Sponsored"),
    *("Sponsored content", "المزيد", "اقرأ هنا", "شاهد الفيديو", "شاهدوا الفيديو"),
    *("أضف تعليقك", "أضف تعليقا", "اترك تعليقك", "اترك تعليقا", "اكتب تعليقك"),
    *("Leave a comment", "Click to comment", "Add a comment"),
    *("تابع القراءة", "أكمل القراءة", "متابعة القراءة", "Continue reading"),
)
_ANNOUNCING: Final = _RELATED | _RELATED_ALONE
_WHOLE_LINES: Final = _ALONE | _LABELS | _ANNOUNCING

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
_I_READ: Final = re.compile("أقر[أا]")

_COLONS: Final = frozenset({":", "：", "|", "..", "…", "←"})
_SEPARATOR: Final = re.compile(r"[:：|»«/…–—-]|\.\.|←|<")


def is_boilerplate(line: str) -> bool:
    """Whether a line of a body is a link, a call, a share or advertisement label.

    ``line`` is one paragraph or heading as text, cleaned or not; of several lines each
    must be boilerplate. False for an empty line, for any line above 200 characters,
    and wherever the line could be a sentence of the news. A source line
    (:func:`newsbot.arabic.credits.credit`) is no boilerplate.
    """
    if len(line) > LONGEST:
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
    return CALL.fullmatch(words) is not None


def _undecorated(line: str) -> str:
    """*line* without what is neither letter nor digit at its ends."""
    start, end = 0, len(line)
    while start < end and not line[start].isalnum():
        start += 1
    while end > start and not line[end - 1].isalnum():
        end -= 1
    return line[start:end]


def announces_related(line: str) -> bool:
    """Whether a heading announces links to other articles that follow it.

    True for ``مواضيع ذات صلة`` or ``اقرأ أيضا:`` with nothing after it; False for a
    label with its link on the same line, which :func:`is_boilerplate` knows.
    """
    return len(line) <= LONGEST and fold(line) in _ANNOUNCING
