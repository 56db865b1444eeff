"""Kinds of lines that are told by words of several groups, wherever these stand: each
kind is a row of groups, and a line is of the kind if it has a word of every group.

All kinds are looked for in one pass over the words of a line: each word has the bits
of the groups that it is in.
"""

import re
from itertools import chain, pairwise, product
from typing import Final

from newsbot.arabic.boilerplate.phrases import fold_all
from newsbot.arabic.boilerplate.vocabulary import DO
from newsbot.arabic.text import fold

OWN: Final = "~"
"""In a group: the paper's own name."""
ASKS: Final = "?"
"""In a group: a question mark."""
NUMBER: Final = "#"
"""In a group: a number of three to six digits, to which messages are sent."""
PHONE: Final = "##"
"""In a group: a longer number."""
ADDRESS: Final = "@"
"""In a group: an address of the web or of mail."""
STARS: Final = "★"
"""In a group: a row of stars, or two thumbs."""
CALLS: Final = "!"
"""In a group: a call behind a question or another sentence of the line."""
CALLS_ON: Final = "!،"
"""In a group: a call to many behind a comma or a colon."""

_FLAGS: Final = (OWN, ASKS, NUMBER, PHONE, ADDRESS, STARS, CALLS, CALLS_ON)
_FIRST: Final = "^"
_NOUN: Final = "+"
_PARTICLES: Final = ("", "و", "ف")
_OF_NOUNS: Final = ("", "ال", "لل", "بال", "وال", "ل", "ب", "و")
_ADDRESS: Final = re.compile(r"https?://|www\.|\w@\w|\w\.\w+/|\w\.(?:net|com|org)\b")
_STARS: Final = re.compile("[★☆✩✭⭐]\ufe0f? ?(?:[★☆✩✭⭐]\ufe0f? ?){2}|👍.{0,3}👎")
_DIGITS: Final = re.compile(r"(?<![\d.,])\+?\d[\d -]*\d(?![\d.,]*\d)")
_VOWELS: Final = re.compile("[\u064c-\u0652\u0640]")
_BARE: Final = str.maketrans("أإآ", "ااا")
_MARKS: Final = ("", "،", ".", "؟", ":", "!")
# What begins behind a mark.
_BEHIND: Final = re.compile(r"([؟?!.…،:])\s+(\w[\w\u064b-\u0652]*)")
# Not in the past tense, too.
_ONLY_CALLS: Final = frozenset("اشترك انضم كن اضغط انقر احصل".split())
_SHORT: Final = range(3, 7)
# Who speaks is somebody in the report.
_SPOKEN: Final = frozenset(
    "قال قالت قالوا قلت يقول تقول اضاف اضافت اكد اكدت اوضح اوضحت صرح صرحت اعلن اعلنت"
    " كشف كشفت افاد افادت بحسب وفق وفقا حسب قوله قولها وقال وقالت واضاف واكد واوضح"
    " انه انها انهم اننا اتمني اشكر اقول احب كنت كنا دعا دعت طالب طالبت حذر حذرت"
    " اعتبر تبين اتضح زعم زعمت اعترف اعترفت نفي نفت اشار اشارت اتهم اتهمت اعتذر اعتذرت"
    " ختم ختمت قضت حكمت".split()
)
# «وفق مبدأ الاستخدام العادل», «إذا كنت صاحب الصورة», «وكنا قد نشرنا …»: these tell of
# no speech.
_RULES: Final = "مبدا لمبدا قاعده لقاعده سياسه لسياسه رخصه لرخصه الاستخدام".split()
_NO_SPEECH: Final = frozenset(
    [
        *product(("وفق", "وفقا"), _RULES),
        *product(("اذا", "ان", "لو", "هل", "فاذا", "واذا"), ("كنت",)),
        ("كنا", "قد"),
        ("وكنا", "قد"),
    ]
)


class Kinds:
    """Kinds of lines by their groups of words.

    A group is words in one string: with ``_`` for a space between two, ``^`` before
    the first word of a line, ``+`` before a noun that may have an article, and the
    flags of this module. The first group of a kind must be of rare words: by these
    most lines are passed over.
    """

    def __init__(self, *kinds: tuple[str, ...]) -> None:
        self._bits: dict[str, int] = {}
        self._kinds: list[int] = []
        self.firsts: set[str] = set()
        """The rare words that must be the first of a line, folded."""
        self._rare: set[str] = set()
        self._written: set[str] = set()
        bit = 1
        for kind in kinds:
            needed = 0
            for i, group in enumerate(kind):
                for token in _tokens(group):
                    self._bits[token] = self._bits.get(token, 0) | bit
                    if i == 0 and token.startswith(_FIRST):
                        self.firsts.add(token[1:].partition(" ")[0])
                    elif i == 0:
                        self._rare.add(token.rpartition(" ")[2])
                if i == 0:
                    self._written |= _as_written(group)
                needed |= bit
                bit <<= 1
            self._kinds.append(needed)

    def may_be_in(self, line: str) -> bool:
        """Whether a line that is not folded has a rare word of any kind, other than
        as its first."""
        # By far the most lines of a site are passed over here: no fold, no expression.
        return "؟" in line or not (
            self._written.isdisjoint(line.split())
            and self._written.isdisjoint(_VOWELS.sub("", line).split())
        )

    def has(self, line: str, words: list[str], *, is_own: bool) -> bool:
        """Whether a line is of one of the kinds.

        :param line: one line, without what it quotes
        :param words: the same folded, one word at least
        :param is_own: whether it names the paper
        """
        is_rare = words[0] in self.firsts or not self._rare.isdisjoint(words)
        if not (is_own or is_rare or "؟" in line):
            return False
        if not _SPOKEN.isdisjoint(words) and _is_spoken(words):
            return False
        get = self._bits.get
        found = get(_FIRST + words[0], 0)
        found |= get(_FIRST + " ".join(words[:2]), 0)
        for word in words:
            found |= get(word, 0)
        for pair in pairwise(words):
            found |= get(" ".join(pair), 0)
        for flag in _flags(line, is_own=is_own):
            found |= get(flag, 0)
        return found != 0 and any(found & needed == needed for needed in self._kinds)


def _is_spoken(words: list[str]) -> bool:
    """Whether one of *words* tells of speech where it stands."""
    told = sum(word in _SPOKEN for word in words)
    return told > sum(pair in _NO_SPEECH for pair in pairwise(words))


def _flags(line: str, *, is_own: bool) -> list[str]:
    flags = [OWN] if is_own else []
    if "؟" in line or "?" in line:
        flags.append(ASKS)
    if _ADDRESS.search(line):
        flags.append(ADDRESS)
    if _STARS.search(line):
        flags.append(STARS)
    for mark, word in _BEHIND.findall(line):
        call = fold(word)
        if call not in DO and call.removesuffix("ها").removesuffix("ه") not in DO:
            continue
        if mark not in "،:":
            flags.append(CALLS)
        elif call.endswith(("وا", "نا")) or call in _ONLY_CALLS:
            flags.append(CALLS_ON)
    for number in _DIGITS.findall(line):
        count = sum(map(str.isdigit, number))
        if count >= _SHORT.start:
            flags.append(NUMBER if count in _SHORT else PHONE)
    return flags


def _tokens(group: str) -> set[str]:
    """The folded words of a *group*, with particles before them."""
    words = group.split()
    found = {word for word in words if word in _FLAGS}
    words = [word for word in words if word not in found]
    if not words:
        return found
    bare = [word.lstrip(_FIRST + _NOUN).replace("_", " ") for word in words]
    for word, plain in zip(words, fold_all(bare), strict=True):
        mark = _FIRST if word.startswith(_FIRST) else ""
        forms = _OF_NOUNS if word.startswith(_NOUN) else _PARTICLES
        found |= {mark + form + plain for form in forms}
    return found


def _as_written(group: str) -> set[str]:
    """The words of a *group* as they stand in lines, with and without hamza, and with
    the marks behind them."""
    found: set[str] = set()
    for word in group.split():
        if word in _FLAGS or word.startswith(_FIRST):
            continue
        forms = _OF_NOUNS if word.startswith(_NOUN) else _PARTICLES
        bare = word.lstrip(_NOUN).rpartition("_")[2]
        found |= {form + bare for form in forms}
    found |= {word.translate(_BARE) for word in found}
    found |= {f"{word}\u064b" for word in found if word.endswith("ا")}
    return {word + mark for word in found for mark in _MARKS}


def these(works: str) -> str:
    """«This» before each of the *works*, to be put into a group."""
    before = ("هذا", "هذه", "لهذا", "لهذه", "بهذا", "بهذه")
    return " ".join(f"{this}_{work}" for this, work in product(before, works.split()))


def told(*verbs: str) -> str:
    """Imperatives to one and to many, with what they may have behind them."""
    stems = list(chain.from_iterable(verb.split() for verb in verbs))
    ends = ("", "ه", "ها", "هم", "نا", "وا", "وه", "وها", "ونا", "ي", "يه", "يها")
    return " ".join(stem + end for stem, end in product(stems, ends))
