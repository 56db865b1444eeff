"""The lists of an article's keywords, sections and hashtags."""

import re
from typing import Final

from newsbot.arabic.boilerplate.phrases import folded
from newsbot.arabic.text import fold

_LONGEST: Final = 600  # characters

KEYWORDS: Final = folded(
    *("الكلمات المفتاحية", "كلمات مفتاحية", "الكلمات الدلالية", "كلمات دلالية"),
    *("الكلمات الدالة", "كلمات دالة", "كلمات البحث", "الكلمات المفتاح", "الوسوم"),
    *("وسوم", "الوسم", "وسم", "وسوم الخبر", "وسوم المقال", "تاغات", "التاغات", "تاجات"),
    *("هاشتاغ", "هاشتاغات", "الهاشتاغات", "الكلمات الأساسية", "كلمات المقال"),
    *("Tags", "Keywords", "Tagged", "Tagged with", "Filed under", "Hashtags"),
    *("الأوسمة", "أوسمة", "مفردات البحث", "التصنيفات", "هاشتاج", "هاشتاجات", "التاق"),
    *("الوسوم المرتبطة", "وسوم مرتبطة", "كلمات مرتبطة", "الوسوم ذات الصلة"),
    *("مواضيع الخبر", "مواضيع هذا الخبر", "مواضيع المقال", "مواضيع هذا المقال"),
    *("موضوعات الخبر", "وسوم هذا الخبر", "وسوم هذا المقال"),
    *("وسوم الموضوع", "كلمات ذات صلة", "الكلمات الرئيسية", "Mots clés", "Étiquettes"),
)
"""Labels of the list of an article's keywords."""

_KEYWORD_LINE: Final = re.compile(
    r"[^\w]*+([^:：|]{3,24}?)\s*+(?:[:：|]|[-–—](?= )).*\w.*"
)
# «التصنيف: منوعات، صحة المرأة»
_SECTIONS: Final = re.compile(
    r"(?:ال)?(?:تصنيف|أقسام|قسم) ?: ?[^\W\d]+(?: [^\W\d]+){0,2}"
    r"(?: ?[،,|/] ?[^\W\d]+(?: [^\W\d]+){0,2}){1,8}"
)
_HASHTAGS: Final = re.compile(r"(?:[^\w#]*+#\w++){2,}[^\w#]*+")


def lists_keywords(line: str) -> bool:
    """Whether a line lists the keywords of an article: behind the label of such a
    list, or as two hashtags at least and nothing else.

    :param line: one line, cleaned
    """
    if len(line) > _LONGEST:
        return False
    if "#" in line:
        tags = line[line.index("#") :]
        if _HASHTAGS.fullmatch(tags) and fold(line[: -len(tags)]) in ("", *KEYWORDS):
            return True
    match = _KEYWORD_LINE.match(line)
    if match is None or line[-1:] in ".؟!":
        return False
    return fold(match[1]) in KEYWORDS or _SECTIONS.fullmatch(line) is not None
