"""Labels of bylines, as Arabic newspapers print them."""

from __future__ import annotations

from typing import Final

from newsbot.arabic.text import fold

# Before a name they stand with or without a colon.
_VERBS: Final = (
    *("كتب", "كتبت", "كتبها", "كتبه", "كتبوا", "بقلم", "بقلم الكاتب", "بقلم الكاتبة"),
    *("إعداد", "أعده", "أعدها", "أعد التقرير", "أعدت التقرير", "أعدّ الملف"),
    *("إعداد وتقديم", "إعداد وتحرير", "كتابة", "الكاتب", "الكاتبة", "بواسطة"),
    *("حاوره", "حاورته", "حاورها", "حاورتها", "أجرى الحوار", "أجرت الحوار"),
    *("أجرى المقابلة", "أجرت المقابلة", "المؤلف", "المحرر", "المحررة"),
    *("الصحفي", "الصحافي", "الصحفية", "الصحافية", "اسم الكاتب"),
    *("نشر بواسطة", "نشره", "مرسلة بواسطة", "أرسلت بواسطة", "تم النشر بواسطة"),
    *("من مراسلنا", "من مراسلتنا", "من مراسلينا", "من مراسلاتنا"),
    *("كتب بواسطة", "كتبت بواسطة", "أضيف بواسطة", "الكاتب/ة", "الكاتب الصحفي"),
    *("يكتبها", "تكتبها", "يكتبه", "تكتبه", "أجراه", "أجرته", "أجراها", "أجرتها"),
    *("نقله إلى العربية", "نقلها إلى العربية", "نقلته إلى العربية"),
    *("أرسله", "أرسلها", "أرسلته", "أضافه", "أضافها", "أضافته"),
    *("من إعداد", "أعد الملف", "أعدت الملف", "أعده للنشر", "أعدته", "نشرت بواسطة"),
    *("written by", "posted by", "published by", "author", "by"),
)
# Words of headlines, too: only before a colon, a dash or a bar.
_NOUNS: Final = (
    *("حوار", "تقرير", "ترجمة", "تحرير", "متابعة", "تحقيق", "مقابلة", "حاورهم"),
    *("مراسل", "مراسلة", "مراسلنا", "ترجمها", "ترجمه", "إشراف وتحرير"),
    *("كتب وصور", "كتبت وصورت", "كتب وتصوير", "رأي", "مقال"),
    *("تغطية", "تغطية خاصة", "استطلاع", "رصد", "رصد ومتابعة", "متابعة ورصد", "صياغة"),
    *("ترجمة وتحرير", "ترجمة وإعداد", "إعداد وترجمة", "متابعة وتحرير", "تعريب"),
    *("أجاب عنها", "أجابت عنها", "أجاب عنه", "أجابت عنه", "أجاب عليها", "أجابت عليها"),
    *("أجاب عليه", "أجابت عليه", "يجيب عنها", "تجيب عنها", "المجيب", "المجيبة"),
    *("ريبورتاج", "روبورتاج", "بورتريه", "تدوين", "تدوينة", "التقاه", "التقته"),
    *(
        "نص",
        "نصوص",
        "النص",
        "مراسلتنا",
        "موفد",
        "موفدنا",
        "موفدتنا",
        "مبعوثنا",
        "مبعوثتنا",
        "المراسل",
    ),
)
# «نص وتصوير», «تصوير وكتابة»: who took the pictures alone is no author.
_WORDS_AND_PICTURES: Final = tuple(
    f"{one} و{other}"
    for words in ("نص", "نصوص", "كتابة", "تقرير", "حوار", "تحقيق", "إعداد", "متابعة")
    for pictures in ("تصوير", "صور", "عدسة")
    for one, other in ((words, pictures), (pictures, words))
)

VERBS: Final = frozenset(map(fold, _VERBS))
"""Folded labels that stand before a name with or without a colon."""
NOUNS: Final = frozenset(map(fold, (*_NOUNS, *_WORDS_AND_PICTURES)))
"""Folded labels that are words of headlines, too: only before a colon, a dash or a
bar."""

EDITED: Final = frozenset(map(fold, ("تحرير", "ترجمة", "شارك في التغطية")))
"""Folded labels of those who edited: at the end of an agency's report without a
colon."""
TRANSLATED: Final = frozenset(
    map(
        fold,
        (
            *("ترجمة", "ترجمها", "ترجمه", "ترجمته", "ترجمتها", "تعريب"),
            *("نقله إلى العربية", "نقلها إلى العربية", "نقلته إلى العربية"),
        ),
    )
)
"""Folded labels of those who translated: authors where nobody is named who wrote."""
PICTURES: Final = frozenset(
    map(fold, ("تصوير", "صور", "عدسة", "بعدسة", "رسم", "رسوم", "مونتاج", "إخراج"))
)
"""Folded labels of those who made pictures or films, and are no authors."""
