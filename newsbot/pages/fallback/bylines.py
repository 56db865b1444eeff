"""Bylines: names of authors in the line that readers see, and in what is stated.

«كتب: …», «بقلم …», «حوار - …»: labels as Arabic newspapers print them, compared through
:func:`newsbot.arabic.text.fold`. A name is two to six words of letters; what cannot be
one is no author, however it is labelled.
"""

from __future__ import annotations

import re
from functools import lru_cache
from itertools import pairwise
from typing import Final

from newsbot.arabic.text import clean, fold
from newsbot.pages.fallback.people import (
    DESKS,
    GIVEN,
    HONOURS,
    HOUSES,
    NO_AUTHOR,
    NO_NAMES,
    NO_NAMES_ALONE,
    WAW_NAMES,
)

_LONGEST: Final = 120

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
    *("written by", "posted by", "author", "by"),
)
# Words of headlines, too: only before a colon, a dash or a bar.
_NOUNS: Final = (
    *("حوار", "تقرير", "ترجمة", "تحرير", "متابعة", "تحقيق", "مقابلة", "حاورهم"),
    *("مراسل", "مراسلة", "مراسلنا", "ترجمها", "ترجمه", "إشراف وتحرير"),
    *("كتب وصور", "كتبت وصورت", "كتب وتصوير", "رأي", "مقال"),
)
# «نص وتصوير», «تصوير وكتابة»: who took the pictures alone is no author.
_WORDS_AND_PICTURES: Final = tuple(
    f"{one} و{other}"
    for words in ("نص", "نصوص", "كتابة", "تقرير", "حوار", "تحقيق", "إعداد", "متابعة")
    for pictures in ("تصوير", "صور", "عدسة")
    for one, other in ((words, pictures), (pictures, words))
)


_SEPARATOR: Final = r"\s*(?:[:：/|\\]|[-–—]+|ـ+)\s*"
_PLAIN_VERBS: Final = frozenset(map(fold, _VERBS))
_PLAIN_NOUNS: Final = frozenset(map(fold, (*_NOUNS, *_WORDS_AND_PICTURES)))
_MOST_LABEL_WORDS: Final = 3
_LABELLED: Final = re.compile(rf"([^:：/|\\–—-]{{2,30}}?){_SEPARATOR}(\S.*)")
_ENDS: Final = re.compile(
    r"\s+[-–—|•·]+\s+|\s*[|•·\n]\s*|\s*[-–—]\s*(?=\d)|[:：]\s*$"
    r"|\s+(?:في|بتاريخ|يوم|on|نشر|آخر تحديث|تاريخ)\s.*\d.*$"
    r"|\s+لل?(?:نشرة|خدمة|جريدة)\s.*$"
    r"|\s+[(\[].*$|\s+\d.*$"
)
_PARTS: Final = re.compile(r"\s+[-–—/]+\s+|\s*[|•·]\s*")
# «السبت 21 نوفمبر 2026 09:12 م كتب …»
_CLOCK: Final = re.compile(
    r"^.*\d\S*\s+(?:(?:ص|م|صباحا|صباحاً|مساء|مساءً|am|pm|GMT)\s+)?(?=\D+$)"
)
_BETWEEN: Final = re.compile(r"\s*[،,;؛&/+]\s*|\s+و(?:\s+|$)|\s+and\s+")
_ADDRESS: Final = re.compile(r"https?:|www\.|@|\.(?:com|net|org|info)\b|[<>{}=]")
_HANDLE: Final = re.compile(r"(?<=\s)[(\[]?@\w+[)\]]?")
_MOST_WORDS: Final = 6


# At the end of an agency's report: «تحرير …» without a colon.
_EDITED: Final = frozenset(map(fold, ("تحرير", "ترجمة", "شارك في التغطية")))


def byline(text: str) -> list[str]:
    """Names that a visible line gives after the label of a byline; empty where it is
    no such line: without a label, or with more behind it than a name has.

    Before the label may stand a site, a place, a date.

    :param text: one row of the page
    """
    if len(text) > _LONGEST:
        return []
    line = clean(text).strip(" *•-–—|()[]")
    parts = _PARTS.split(line)
    # «إعداد … - تحرير …», «كتب … | 10 مارس», «الواحة / تقرير: …»
    found: list[str] = []
    for before, part in pairwise(["", *parts]):
        if is_label(before):
            found += people(part)
        elif names_in := _of_part(part):
            found += names_in
        elif found and is_given(part.split()[0]):
            found += people(part)
    return list(dict.fromkeys(found)) or _of_part(line)


def is_given(word: str) -> bool:
    """Whether a word is a given name that is common among Arabic journalists, or
    begins one: «عبد الله», «أبو بكر»."""
    return fold(word) in GIVEN or fold(word).startswith("عبد")


def lone_names(text: str) -> list[str]:
    """Names of persons on a line without a label: «سعاد النخلي», «النخيل – الواحة –
    سعاد النخلي». Parts of two to four words, of which none is a place or a thing."""
    if len(text) > _LONGEST // 2 or text.endswith((".", ":", "؟", "!")):
        return []
    return [
        name
        for part in _PARTS.split(clean(text))
        for name in people(part)
        if 2 <= len(name.split()) <= 4
        and not (name.startswith("ال") and not name.startswith(HONOURS))
        and NO_NAMES_ALONE.isdisjoint(fold(name).split())
    ]


def is_label(text: str) -> bool:
    """Whether *text* is the label of a byline and nothing else."""
    return fold(text.strip(" :：/-–—")) in _PLAIN_VERBS | _PLAIN_NOUNS


def is_editing(text: str) -> bool:
    """Whether a byline names who edited or translated, not who wrote."""
    return not _EDITED.isdisjoint(fold(text).replace(":", " ").split())


def _of_part(line: str) -> list[str]:
    behind = _CLOCK.sub("", line)
    line = behind if len(behind.split()) > 1 else line
    labelled = _LABELLED.fullmatch(line)
    if labelled:
        label = fold(labelled[1])
        if label in _PLAIN_VERBS or label in _PLAIN_NOUNS:
            return people(labelled[2])
    words = line.split()
    for count in range(min(_MOST_LABEL_WORDS, len(words) - 1), 0, -1):
        label = fold(" ".join(words[:count]))
        if label in _PLAIN_VERBS or (label in _EDITED and len(words) <= _MOST_WORDS):
            rest = " ".join(words[count:])
            if rest.endswith((".", "؟", "!", "…")):
                return []
            found = people(rest)
            # «كتب التاريخ» are books of history; a name has two words.
            return [name for name in found if " " in name]
    return []


def people(text: str, *, site_names: frozenset[str] = frozenset()) -> list[str]:
    """Names of persons in what a page states or prints as author, cleaned: without
    label, place and date behind them.

    :param text: one value
    :param site_names: names of the site, folded: no author
    """
    line = clean(text).strip()
    if not line or len(line) > _LONGEST:
        return []
    line = _HANDLE.sub("", line)
    if _ADDRESS.search(line):
        return []
    line = _without_label(line)
    first, _, rest = line.partition(" - ")
    if rest and fold(first) in _within(site_names):
        # «الواحة - سعاد النخلي», but not «الواحة - Alwaha»
        line = rest if " " in rest.strip() else ""
    line = _ENDS.split(line, maxsplit=1)[0]
    found: list[str] = []
    for part in _BETWEEN.split(line):
        for name in _apart(part):
            plain = name.strip(" .:：-–—*|()[]\"'«»")
            if is_name(plain) and not _is_house(fold(plain), site_names):
                found.append(plain)
    return list(dict.fromkeys(found))


def desks(text: str, *, site_names: frozenset[str] = frozenset()) -> list[str]:
    """The desk that a page states or prints as its author, as it stands there:
    «فريق التحرير», «وكالات». For pages that name no person.

    Arguments are those of :func:`people`.
    """
    name = _without_label(clean(text).strip()).strip(" .:-|()")
    words = fold(name).split()
    is_desk = 0 < len(words) <= _MOST_WORDS and words[0] in DESKS
    return [name] if is_desk and fold(name) not in site_names else []


def _is_house(plain: str, site_names: frozenset[str]) -> bool:
    """Whether a folded name is the site's, or has it in it."""
    if plain in _within(site_names):
        return True
    return any(len(one) > 3 and f" {one} " in f" {plain} " for one in site_names)


@lru_cache(maxsize=16)
def _within(site_names: frozenset[str]) -> frozenset[str]:
    """The names of the site, and each without its first word: «صحيفة الواحة» is
    «الواحة» too."""
    return site_names | {name.partition(" ")[2] for name in site_names if " " in name}


def is_name(text: str) -> bool:
    """Whether *text* can be a name: at most six words, of letters, no address and no
    name of an account or a desk."""
    words = text.split()
    if not 1 <= len(words) <= _MOST_WORDS or len(text) > 60:
        return False
    plain = fold(text)
    if plain in NO_AUTHOR or plain in _PLAIN_VERBS or plain in _PLAIN_NOUNS:
        return False
    letters = sum(map(str.isalpha, text))
    if letters < 2 or any(map(str.isdecimal, text)):
        return False
    if any(mark in text for mark in '؟?!…%"«»'):
        return False
    parts = plain.split()
    return parts[0] not in HOUSES and NO_NAMES.isdisjoint(parts)


def _without_label(line: str) -> str:
    words = line.split()
    for count in range(min(_MOST_LABEL_WORDS, len(words) - 1), 0, -1):
        label = fold(" ".join(words[:count]).rstrip(":：/|-–— "))
        if label in _PLAIN_VERBS or label in _PLAIN_NOUNS:
            return " ".join(words[count:]).lstrip(":：/|-–—ـ ")
    return line


def _apart(names: str) -> list[str]:
    """«سعاد النخلي وهادي البحري» as two names: at a word that begins with و, is no
    name by itself, and has a whole name before and behind it."""
    words = names.split()
    for place in range(2, len(words) - 1):
        word = words[place]
        if len(word) > 3 and word.startswith("و") and fold(word) not in WAW_NAMES:
            first, second = words[:place], [word[1:], *words[place + 1 :]]
            return [" ".join(first), *_apart(" ".join(second))]
    return [names]
