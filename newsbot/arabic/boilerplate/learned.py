"""Whether a line resembles those of sites more than those of articles.

Rules know the forms that a message of the site has; its wordings are without number. So
what no rule knows is weighed by its words: a logistic regression over labelled lines,
as sites print them and of articles that have the same words. ``python -m
tests.training.boilerplate`` learns it, measures it and writes it down.
"""

import json
import math
import re
from collections.abc import Iterator, Mapping
from functools import cache, lru_cache
from itertools import chain, pairwise
from pathlib import Path
from typing import Final

from newsbot.arabic.boilerplate.phrases import LONGEST, words_of
from newsbot.arabic.boilerplate.speech import (
    ends_sentence,
    is_told,
    tells_speech,
)
from newsbot.arabic.boilerplate.vocabulary import (
    ACTS,
    ADDRESSES,
    COUNTED,
    DO,
    MAIL,
    MAY_BE_PAGE,
    NETWORK_WORDS,
    OUR_WORDS,
    PAGES,
    REACHED,
    READERS,
    REPORTS,
    SLANG,
    SUBSCRIBERS,
    TO,
)
from newsbot.arabic.text import fold

WEIGHTS: Final = Path(__file__).with_name("weights.json")
"""The weight of each feature, by its name."""

LEAST: Final = 1.3
"""Log odds from which a line is taken for the site's. Of 7,672 ordinary lines of
articles and parts of such lines, by authors whom the model had not read, 8 have more;
of 4,728 that were written to sound like a site's, 111."""

LEAST_BEHIND: Final = 1.05
"""The same of the last line of a text, where most lines of sites stand: 13 of those
ordinary lines and parts have more, and 146 of the others."""

LEAST_WORDS: Final = 3
"""Different ones. Below, a line may be anything that its neighbours make of it: a
subhead, a name."""

MOST_WORDS: Final = 30
"""Above, a line is a paragraph of prose."""

MOST_IN_SENTENCE: Final = 16
"""The same where it ends in a full stop: of 3,929 lines of sites 15 have more words, of
sentences in the news three in four."""

LEAST_IN_SENTENCE: Final = 6
"""Words at least where it ends in a full stop: 11 lines of sites that could be weighed
have fewer, and 134 of articles («حدّث متصفحك باستمرار.»)."""

BIAS: Final = ""
"""The key of the weight that every line has."""

# Of guides, beside those that sites call readers with.
_STEPS: Final = DO | words_of(
    "اطلب اطلبي اطلبوا أنشئ أنشئي أنشئوا تأكد تأكدي تأكدوا قارن قارني قارنوا راجع راجعي"
    " راجعوا حدد حددي حددوا"
)
_ARRIVES: Final = {one for one in REACHED if not one.startswith(("هات", "هوا", "جوا"))}
# What a site says of itself: «our», a name in quotation marks, an address, now, here.
_OF_ITSELF: Final = re.compile(r"\w{2}نا\b|[«“\"@#]|://|www\.|\b(?:الآن|الان|هنا)\b")
_AND: Final = "و"
_DIGITS: Final = re.compile(r"\d+")
# What a light stemmer takes off (Larkey, Ballesteros and Connell 2002, "light10"), and
# the endings by which readers are addressed.
_PREFIX: Final = re.compile(r"[وف]?(?:ال|لل|بال|كال|[بلس])?(?=\w{3})")
_SUFFIX: Final = re.compile(r"(?<=\w{3})(?:كم|نا|ها|هم|ون|ين|ات|ان|وا|يه|[هيكت])$")
_WORD: Final = re.compile(r"[^\W\d_]{2,}")
# «إعداد وتحرير: سعاد النخلي»: who made an article is told with it, as by «كتب: …», and
# who took its pictures, alone, below one of them.
_WORK: Final = (
    r"(?:[إا]عداد|تحرير|كتابة|كتبت?|بقلم|تقرير|تصوير|حوار|تحقيق|ترجمة|مراجعة|تدقيق"
    r"|متابعة|تقديم|نص|[إا]شراف)"
)
_BYLINE: Final = re.compile(
    rf"(?!تصوير)(?:{_WORK}(?: ?و ?{_WORK})*|(?:ساهم|شارك)ت? في {_WORK} ال\w+) ?[:/|] ?"
    r"(?!ال|قسم|هيئة|وحدة|مراسل|فريق|مكتب|غرفة|دائرة|[إا]دارة|محرر|وكالة|صحيفة|موقع)"
    r"[^\W\d_]{2,}(?: [^\W\d_]{2,}){1,3}"
)
_LATIN: Final = re.compile("[A-Za-z]")
_MARK: Final = re.compile(r"[:#@|/«»\"،؛…-]")
_END: Final = re.compile(r"[.؟!:…](?=[»\"”)]*$)")
_LENGTHS: Final = 8  # of three words each
# What the rules know of a word, for those that no example has.
_KINDS: Final = {
    "act": ACTS,
    "counted": COUNTED,
    "do": DO,
    "mail": MAIL,
    "may be page": MAY_BE_PAGE,
    "network": NETWORK_WORDS,
    "our": OUR_WORDS,
    "page": PAGES,
    "reached": REACHED,
    "readers": READERS,
    "report": REPORTS,
    "slang": SLANG,
    "subscriber": SUBSCRIBERS,
    "to": TO,
    "you": ADDRESSES,
}


def features(line: str) -> set[str]:
    """What the model weighs of *line*: its words, their stems, pairs of these, of which
    kinds of the vocabulary they are, the first for itself, marks, and how long it is.
    All numbers are one word."""
    words = _DIGITS.sub("0", fold(line)).split()
    stems = ["^", *map(_stem, words), "$"]
    pairs = (f"{one} {other}" for one, other in pairwise(stems))
    kinds = [f"+{kind}" for kind in chain.from_iterable(map(_kinds, words))]
    first = [f"^+{kind}" for kind in _kinds(words[0])] if words else []
    length = min(len(words) // 3, _LENGTHS)
    found = {*words, *pairs, *kinds, *first, *_marks(line), f"={length}"}
    return found.union(f"~{stem}" for stem in stems[1:-1])


@lru_cache(maxsize=20_000)  # words come again, in the next article too
def _stem(word: str) -> str:
    return _SUFFIX.sub("", _PREFIX.sub("", word, count=1))


@lru_cache(maxsize=20_000)
def _kinds(word: str) -> tuple[str, ...]:
    return tuple(kind for kind, words in _KINDS.items() if word in words)


def _marks(line: str) -> Iterator[str]:
    for mark in _MARK.findall(line):
        yield f"={mark}"
    end = _END.search(line)
    yield f"=end {end[0] if end else ''}"
    if _LATIN.search(line):
        yield "=a"


def log_odds(line: str, weights: Mapping[str, float]) -> float:
    """How much likelier than not *line* is one of the site, above 0, by *weights*; what
    they do not know counts for neither."""
    found = features(line)
    total = sum(weights.get(one, 0.0) for one in found)
    return weights[BIAS] + total / math.sqrt(len(found))


def is_judged(line: str) -> bool:
    """Whether *line*, cleaned, has as many different words as can be weighed; numbers
    and single letters are none. False for a sentence that goes on from the one before
    it («وأعلنت …»): of 526 that could be weighed 522 are of articles; nor for the step
    of a guide, and a byline."""
    if len(line) > LONGEST:
        return False
    is_sentence = ends_sentence(line)
    if line[:1] == _AND and (is_sentence or tells_speech(line.partition(" ")[0])):
        return False
    if (is_sentence and _is_step(line)) or _BYLINE.fullmatch(line):
        return False
    least = LEAST_IN_SENTENCE if is_sentence else LEAST_WORDS
    most = MOST_IN_SENTENCE if is_sentence else MOST_WORDS
    if not least <= line.count(" ") + 1 <= most:
        return False
    return len(set(_WORD.findall(line))) >= LEAST_WORDS


def _is_step(line: str) -> bool:
    """Whether a sentence may be the step of a guide: it begins with an imperative and
    names nothing of the site («حمّل التطبيق من المتجر، ثم أدخل رقمك.»)."""
    words = fold(line).split()
    return (
        bool(words)
        and words[0] in _STEPS
        and _OF_ITSELF.search(line) is None
        and PAGES.isdisjoint(words)
        and _ARRIVES.isdisjoint(words)
    )


def resembles_site(line: str, *, is_last: bool = False) -> bool:
    """Whether *line*, cleaned, is taken for one of the site; False for one that is too
    short or too long to tell, and for what somebody is told to have said.

    :param is_last: whether it ends a text, where most lines of sites stand
    """
    if not is_judged(line):
        return False
    least = LEAST_BEHIND if is_last else LEAST
    return log_odds(line, _weights()) > least and not is_told(line)


@cache
def _weights() -> dict[str, float]:
    weights: dict[str, float] = json.loads(WEIGHTS.read_text("utf-8"))
    return weights
