"""The paper's own name as evidence: a line that names the paper and addresses its
reader is the paper's, and no report.

A report names the paper, too («وقال الوزير لـ"النخيل نت" إن …»), so the name alone is
nothing: beside it must stand a call to the reader, or «you» and something that is
offered, or the line must be one that the tables of this package know once the name is
read as «the site» («الأكثر قراءة على النخيل نت»).
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING, Final

from newsbot.arabic.boilerplate.addressed import addresses_readers
from newsbot.arabic.boilerplate.datelines import is_dateline
from newsbot.arabic.boilerplate.edges import is_signature
from newsbot.arabic.boilerplate.line import is_boilerplate
from newsbot.arabic.boilerplate.messages.services import is_service
from newsbot.arabic.boilerplate.phrases import LONGEST, words_of
from newsbot.arabic.boilerplate.quoted import without_quoted_calls
from newsbot.arabic.boilerplate.speech import ends_sentence, tells_speech
from newsbot.arabic.text import fold

if TYPE_CHECKING:
    from collections.abc import Iterable

# What stands before or behind a paper's name, or is left out: «صحيفة النخيل», «النخيل
# نت».
_HOUSES: Final = words_of(
    "صحيفة جريدة موقع قناة وكالة شبكة مجلة بوابة منصة مؤسسة مدونة",
)
# The same, and of the line itself, too: «تطبيق النخيل».
_PRODUCTS: Final = words_of(
    "تطبيق نشرة بودكاست أبلكيشن صفحة حساب راديو إذاعة تلفزيون نادي متجر أكاديمية",
)
_TAILS: Final = words_of(
    "نت نيوز برس بريس بلس أونلاين اونلاين تيفي أنباء الإخبارية الإخباري",
    "الإلكترونية الإلكتروني الرقمية الإعلامية نيوزنت net news press online tv media",
)
# A name of nothing else is that of any paper.
_ANY: Final = words_of(
    "أخبار الأخبار اليوم الآن العرب العربية العربي الوطن الشرق الحدث الخبر العالم",
    "الرئيسية عاجل منوعات مقالات رياضة الرياضة سياسة اقتصاد home blog",
)
_SITE: Final = "الموقع"
_PARTICLES: Final = ("", "و", "ف", "ب", "ل", "ك", "وب", "ول", "فل", "فب")
_PARTS: Final = re.compile(r"\s[|–—-]\s|[|:•·»«]")
_WORD: Final = re.compile("[\\w\u0640\u064b-\u0652\u0670]+")
_QUOTES: Final = "«»“”\"'‘’"
# «النخيل نت موقع إخباري مستقل يصدر من …»
_IS_PAPER: Final = re.compile(
    rf"\W*{_SITE}[»\"”]?(?: ?[:،–-])? (?:هي |هو )?(?:جريدة|صحيفة|موقع|منصة|بوابة|شبكة"
    r"|مجلة|وكالة) (?:أنباء )?"
    r"(?:[إا]لكتروني|[إا]خباري|رقمي|مستقل|شامل|[إا]علامي|ثقافي|يومي|أسبوعي|شهري)ة?\b"
    r"(?=.* (?:[يت](?:صدر|هتم|عنى|نقل|قدم|تجدد|غطي)|متخصصة?|شاملة?|مستقلة?|على مدار)\b)"
)
# «النخيل نت: كيف بدأتم؟»: the paper asks somebody.
_ASKS: Final = re.compile(r"[»”\"'’)\]]?\s*[:：؟?]")
_SPEAKERS: Final = re.compile(r"[(\[]?[«“\"'‘]?")
_MOST_WORDS: Final = 6  # of a name


class Paper:
    """A paper, by what it calls itself.

    :param names: its names as a page states them; slogans behind a bar or a dash are
        passed over, and so is a name of more than six words
    """

    def __init__(self, names: Iterable[str]) -> None:
        found: set[tuple[str, ...]] = set()
        for name in names:
            for part in (name, _PARTS.split(name.strip())[0]):
                words = fold(part).split()
                while len(words) > 1 and words[0] in _HOUSES:
                    words = words[1:]
                while len(words) > 1 and words[-1] in _TAILS:
                    words = words[:-1]
                if words and len(words) <= _MOST_WORDS and len("".join(words)) > 2:
                    found.add(tuple(words))
        self._cores = sorted(found, key=len, reverse=True)
        self._hints = [core[0].removeprefix("ال") for core in self._cores]

    def __bool__(self) -> bool:
        return bool(self._cores)

    def speaks_in(self, line: str) -> bool:
        """Whether *line*, one paragraph as text, names the paper and is said to its
        readers: a call, an offer, a label, a rule of the house.

        False above 200 characters, and wherever the line could be a sentence of a
        report: what ends in a full stop must begin with a call to many, or be a rule
        of the house or one of its services.
        """
        if len(line) > LONGEST:
            return False
        plain = fold(line)
        if not any(hint in plain for hint in self._hints):
            return False
        of_site = self._with_site(line)
        if of_site is None:
            return False
        if is_boilerplate(of_site):
            return True
        if _IS_PAPER.match(of_site) and not tells_speech(of_site):
            return True
        before, site, behind = of_site.partition(_SITE)
        if site and is_dateline(before, behind):
            return True
        if site and not behind.strip() and is_signature(before.strip(" /–—-")):
            return True
        said = without_quoted_calls(of_site)
        plain = fold(said)
        if is_service(said, plain.split(), is_own=True):
            return True
        return addresses_readers(said, plain, is_sentence=ends_sentence(line))

    def _with_site(self, line: str) -> str | None:
        """The line with «the site» in the places of the paper's name, or None where
        it names it nowhere, or as somebody who asks a question."""
        spans = [match.span() for match in _WORD.finditer(line)]
        words = [fold(line[start:end]) for start, end in spans]
        parts: list[str] = []
        end, i = 0, 0
        while i < len(words):
            found = self._name_at(words, i, line, spans)
            if found is None:
                i += 1
                continue
            last, particle = found
            start = spans[i][0]
            if _SPEAKERS.fullmatch(line[:start]) and _ASKS.match(line, spans[last][1]):
                return None
            # «لل» before a noun with the article.
            site = _SITE.removeprefix("ا") if particle.endswith("ل") else _SITE
            parts += [line[end:start].rstrip(_QUOTES), particle, site]
            end = spans[last][1]
            if line[end : end + 1] and line[end] in _QUOTES:
                end += 1
            i = last + 1
        return "".join([*parts, line[end:]]) if parts else None

    def _name_at(
        self, words: list[str], i: int, line: str, spans: list[tuple[int, int]]
    ) -> tuple[int, str] | None:
        """Index of the last word of a name that begins at *i*, and the particle
        before it; None where there is none."""
        for core in self._cores:
            house, begin = "", i
            for particle in _PARTICLES:
                if words[i].removeprefix(particle) in _HOUSES and words[i].startswith(
                    particle
                ):
                    house, begin = particle or " ", i + 1
                    break
            own = _particle(words[begin], core[0]) if begin < len(words) else None
            if own is None or (house and own):
                continue
            last = begin + len(core) - 1
            if tuple(words[begin + 1 : last + 1]) != core[1:]:
                continue
            named = last
            while named + 1 < len(words) and words[named + 1] in _TAILS:
                named += 1
            quoted = line[spans[begin][0] - 1 : spans[begin][0]] in tuple(_QUOTES)
            quoted = quoted and line[spans[named][1] : spans[named][1] + 1] in _QUOTES
            before = words[begin - 1] if begin else ""
            if (
                house
                or named > last
                or quoted
                or before in _PRODUCTS
                or _is_telling(core)
            ):
                return named, house.strip() or own
        return None


def _particle(word: str, first: str) -> str | None:
    """What stands in *word* before the *first* word of a name; None where it is
    another word."""
    for particle in _PARTICLES:
        if word == particle + first:
            return particle
        is_joined = particle.endswith("ل") and first.startswith("ال")
        if is_joined and word == f"{particle}ل{first[2:]}":
            return particle
    return None


def _is_telling(core: tuple[str, ...]) -> bool:
    """Whether a name without «نت» or «صحيفة» is no ordinary word."""
    if _ANY.issuperset(core):
        return False
    return len(core) > 1 or not core[0].isalpha() or core[0].isascii()


@lru_cache(128)
def paper_of(names: tuple[str, ...]) -> Paper:
    """The paper of these *names*: all pages of a site give the same."""
    return Paper(names)
