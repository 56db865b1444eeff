"""Names of persons and desks in what a page states or prints as its author.

A name is two to six words of letters; what cannot be one is no author, however it is
labelled.
"""

from __future__ import annotations

import re
from typing import Final

from newsbot.arabic.text import clean, fold
from newsbot.pages.fallback.authors.houses import is_house, is_initials, within
from newsbot.pages.fallback.authors.labels import NOUNS, PICTURES, VERBS
from newsbot.pages.fallback.authors.namewords import (
    DESKS,
    GIVEN,
    HONOURS,
    HOUSES,
    NO_AUTHOR,
    NO_DESKS,
    NO_NAMES,
    NO_NAMES_ALONE,
    PROFESSIONS,
    THE_NAMES,
    WAW_NAMES,
)

_LABELS: Final = VERBS | NOUNS
_LONGEST: Final = 120
_LONGEST_OF_DESK: Final = 300
_MOST_WORDS: Final = 6
_MOST_LABEL_WORDS: Final = 3
# Words of a paper's name behind its desk's.
_MOST_OF_HOUSE: Final = 3

_BARS: Final = re.compile(r"\s+[-–—|•·ـ]+\s+|\s*[|•·\n]\s*|\s*[-–—]\s*(?=\d)")
_MONTHS: Final = (
    "يناير|فبراير|مارس|[أا]بريل|مايو?|يونيو|يوليوز?|[أا]غسطس|غشت|سبتمبر|شتنبر|[أا]كتوبر"
    "|نوفمبر|نونبر|ديسمبر|دجنبر|شباط|[آا]ذار|نيسان|[أا]يار|حزيران|تموز|آب|[أا]يلول|تشرين"
    "|كانون|جانفي|فيفري|[أا]فريل|جوان|جويلية|أوت"
)
_DAYS: Final = "السبت|ال[أا]حد|ال[إا]ثنين|الثلاثاء|ال[أا]ربعاء|الخميس|الجمعة"
# What stands behind a name on its line: when and where it was printed.
_TAIL: Final = re.compile(
    r"[:：]\s*$|\s+(?:في|بتاريخ|يوم|on|نشر|آخر تحديث|تاريخ)\s.*\d.*$"
    r"|\s+(?:منذ|قبل|since)\s+(?:[\w]+\s+)?(?:\d|لحظ|ثا?و|دقيق|دقائق|ساع|يوم|[أا]يام|[أا]سبوع"
    r"|[أا]سابيع|شهر|[أا]شهر|سن).*$|\s+(?:أمس|امس|اليوم)\s.*\d.*$"
    rf"|\s+(?:{_DAYS})[\s،,].*\d.*$|\s+(?:{_MONTHS})\s.*\d.*$"
    r"|\s+لل?(?:نشرة|خدمة|جريدة)\s.*$"
    r"|\s+[(\[].*$|\s+\d.*$"
)
_BETWEEN: Final = re.compile(r"\s*[،,;؛&/+]\s*|\s+و(?:\s+|$)|\s+and\s+")
# Marks and emoji around a name, but no vowel marks behind it.
_AROUND: Final = re.compile(
    r"^[^\w؟?!…%]+|[^\w؟?!…%\u0610-\u061a\u064b-\u0652\u0670]+$"
)
_ADDRESS: Final = re.compile(r"https?:|www\.|@|\.(?:com|net|org|info)\b|[<>{}=]")
_ARABIC: Final = re.compile(r"[\u0620-\u064a]")
# «الجيلالي», but not «النادي», «الرأي»
_THE_NISBA: Final = re.compile(r"ال(?!نادي|وادي)[^\W\d_]{3,}ي")
# «زياد ود الصفار» is his son, as «ولد» and «بن» say; «ود.» is "and Dr."
_WAD: Final = "ود"
_HANDLE: Final = re.compile(r"(?<=\s)[(\[]?@\w+[)\]]?")


def is_arabic(text: str) -> bool:
    """Whether *text* has an Arabic letter."""
    return _ARABIC.search(text) is not None


def is_given(word: str) -> bool:
    """Whether a word is a given name that is common among Arabic journalists, or
    begins one: «عبد الله», «أبو بكر»."""
    return fold(word) in GIVEN or fold(word).startswith("عبد")


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
    line = without_label(line)
    first, _, rest = line.partition(" - ")
    if rest and fold(first) in within(site_names):
        # «الواحة - سعاد النخلي», but not «الواحة - Alwaha»
        line = rest if " " in rest.strip() else ""
    found: list[str] = []
    for part in _BETWEEN.split(_signed(line)):
        for name in _apart(part):
            plain = _without_profession(_AROUND.sub("", name))
            is_one = is_name(plain) and not (_is_subject(plain) or is_initials(plain))
            if is_one and not is_house(fold(plain), site_names):
                found.append(plain)
    if any(" " in name for name in found):
        # «رغد النخلي، دمشق»
        found = [
            name
            for name in found
            if " " in name or (is_given(name) and not name.startswith(HONOURS))
        ]
    return list(dict.fromkeys(found))


def desks(text: str, *, site_names: frozenset[str] = frozenset()) -> list[str]:
    """The desk or agency that a page states or prints as its author, as it stands
    there: «فريق التحرير», «وكالات», «هيئة التحرير - نبض النخيل». For pages that name
    no person.

    Arguments are those of :func:`people`.
    """
    line = without_label(clean(text).strip()[:_LONGEST_OF_DESK])
    parts = _BARS.split(line)
    for part in parts:
        name = without_tail(part).strip(" .:-|()")
        words = fold(name).split()
        is_desk = 0 < len(words) <= _MOST_WORDS and words[0] in DESKS
        if is_desk and fold(name) not in site_names and NO_DESKS.isdisjoint(words):
            return [line] if _is_of_house(line, parts, name) else [name]
    return []


def _is_of_house(line: str, parts: list[str], desk: str) -> bool:
    """Whether a line is a desk's name and its paper's of two words or more: one word
    is a place, «وكالات - النخيل»."""
    if len(parts) != 2 or parts[0] != desk or without_tail(line) != line:
        return False
    is_short = " " in desk and 2 <= len(parts[1].split()) <= _MOST_OF_HOUSE
    return is_short and f"{desk} - {parts[1]}" == re.sub("[–—]", "-", line)


def _signed(line: str) -> str:
    """The part of a line that names who wrote, before or behind place and paper:
    «رغد النخلي - دمشق», «دمشق - رغد النخلي», «النخيل - الواحة - رغد النخلي»."""
    first, *others = map(without_tail, _BARS.split(line))
    if ": " in first and not others:
        # «دمشق: رغد النخلي»
        place, _, person = first.partition(": ")
        if fold(place) in PICTURES:
            return ""
        return person if " " not in place and not is_given(place) else first
    words = first.split()
    if not words or not others:
        return first
    # «أبو ظبي» begins like a name.
    if is_given(words[0]) and NO_NAMES_ALONE.isdisjoint(fold(first).split()):
        return first
    for other in others:
        person = without_label(other)
        count = len(person.split())
        if not 2 <= count <= 4 or not is_name(person) or person.startswith("ال"):
            continue
        if is_given(person.split()[0]) or (
            len(words) == 1 and NO_NAMES_ALONE.isdisjoint(fold(person).split())
        ):
            return person
    # «دمشق - وكالات», «دمشق - خاص»: a place
    is_place = len(words) == 1 or any(map(desks, others))
    is_nobodys = any(fold(other) in NO_AUTHOR | HOUSES for other in others)
    return "" if is_place and is_nobodys else first


def _without_profession(name: str) -> str:
    words = name.split()
    for place in range(2, len(words)):
        if fold(words[place]) in PROFESSIONS:
            return " ".join(words[:place])
    return name


def _is_subject(name: str) -> bool:
    """Whether all words of a name have the article, as subjects and sections do:
    «الشؤون المحلية»; but not «الطاهر الصفار»."""
    words = name.split()
    if len(words) < 2 or not all(word.startswith("ال") for word in words):
        return False
    first = words[0]
    is_persons = (
        name.startswith(HONOURS)
        or fold(first) in THE_NAMES
        or is_given(first)
        or is_given(first.removeprefix("ال"))
        or _THE_NISBA.fullmatch(first) is not None
    )
    return not is_persons and fold(first.removeprefix("ال")) not in PROFESSIONS


def is_name(text: str) -> bool:
    """Whether *text* can be a name: at most six words, of letters, no address and no
    name of an account or a desk."""
    words = text.split()
    if not 1 <= len(words) <= _MOST_WORDS or len(text) > 60:
        return False
    plain = fold(text)
    if plain in NO_AUTHOR or plain in VERBS or plain in NOUNS:
        return False
    letters = sum(map(str.isalpha, text))
    if letters < 2 or any(map(str.isdecimal, text)):
        return False
    if any(mark in text for mark in '؟?!…%"«»:'):
        return False
    # The name of an account is one word, whatever it is made of.
    parts = [plain] if "_" in text else plain.split()
    return parts[0] not in HOUSES and NO_NAMES.isdisjoint(parts)


def without_tail(text: str) -> str:
    """*text* without the date or the place that runs on behind a name."""
    return _TAIL.split(text, maxsplit=1)[0].strip()


def is_pair_of_things(name: str) -> bool:
    """«جمال وأناقة»: two words, joined by "and"."""
    first, _, second = name.partition(" ")
    is_joined = second.startswith("و") and " " not in second
    return is_joined and fold(second) not in WAW_NAMES and bool(first)


def without_label(line: str) -> str:
    """*line* without the label of a byline before it."""
    words = line.split()
    for count in range(min(_MOST_LABEL_WORDS, len(words) - 1), 0, -1):
        label = " ".join(words[:count])
        bare = label.rstrip(":：/|-–— ")
        if fold(bare) in _LABELS:
            rest = " ".join(words[count:])
            # «المحرر السياسي» has no name.
            is_title = bare == label and label.startswith("ال") and " " not in rest
            return line if is_title else rest.lstrip(":：/|-–—ـ ")
    return line


def _apart(names: str) -> list[str]:
    """«سعاد النخلي وهادي البحري» as two names: at a word that begins with و, is no
    name by itself, and has a whole name before and behind it, or a given name in it."""
    words = names.split()
    for place in range(1, len(words)):
        word = words[place]
        if not word.startswith("و") or word == _WAD or fold(word) in WAW_NAMES:
            continue
        is_between = 1 < place < len(words) - 1 and len(word) > 3
        if is_between or is_given(word[1:]):
            first, second = words[:place], [word[1:], *words[place + 1 :]]
            return [" ".join(first), *_apart(" ".join(second))]
    return [names]
