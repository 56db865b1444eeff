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
from itertools import pairwise
from pathlib import Path
from typing import Final

from newsbot.arabic.boilerplate.phrases import LONGEST
from newsbot.arabic.boilerplate.speech import ends_sentence, is_told
from newsbot.arabic.text import fold

WEIGHTS: Final = Path(__file__).with_name("weights.json")
"""The weight of each feature, by its name."""

LEAST: Final = 1.25
"""Log odds from which a line is taken for the site's. Of 2,189 ordinary lines of
articles, by authors whom the model had not read, one has more; of 3,657 that were
written to sound like a site's, 131."""

LEAST_BEHIND: Final = 0.9
"""The same of the last line of a text: of the last lines of 170 published articles that
were judged, 23 had more, and all but one of these were the site's."""

LEAST_WORDS: Final = 3
"""Different ones. Below, a line may be anything that its neighbours make of it: a
subhead, a name."""

MOST_WORDS: Final = 30
"""Above, a line is a paragraph of prose."""

MOST_IN_SENTENCE: Final = 16
"""The same where it ends in a full stop: of 3,019 lines of sites 15 have more words, of
sentences in the news two in three."""

BIAS: Final = ""
"""The key of the weight that every line has."""

_DIGITS: Final = re.compile(r"\d+")
# What a light stemmer takes off (Larkey, Ballesteros and Connell 2002, "light10"), and
# the endings by which readers are addressed.
_PREFIX: Final = re.compile(r"[وف]?(?:ال|لل|بال|كال|[بلس])?(?=\w{3})")
_SUFFIX: Final = re.compile(r"(?<=\w{3})(?:كم|نا|ها|هم|ون|ين|ات|ان|وا|يه|[هيكت])$")
_WORD: Final = re.compile(r"[^\W\d_]{2,}")
_LATIN: Final = re.compile("[A-Za-z]")
_MARK: Final = re.compile(r"[:#@|/«»\"،؛…-]")
_END: Final = re.compile(r"[.؟!:…](?=[»\"”)]*$)")
_LENGTHS: Final = 8  # of three words each


def features(line: str) -> set[str]:
    """What the model weighs of *line*: its words, pairs of their stems, marks, and how
    long it is. All numbers are one word."""
    words = _DIGITS.sub("0", fold(line)).split()
    stems = ["^", *map(_stem, words), "$"]
    pairs = (f"{one} {other}" for one, other in pairwise(stems))
    length = min(len(words) // 3, _LENGTHS)
    return {*words, *pairs, *_marks(line), f"={length}"}


@lru_cache(maxsize=20_000)  # words come again, in the next article too
def _stem(word: str) -> str:
    return _SUFFIX.sub("", _PREFIX.sub("", word, count=1))


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
    and single letters are none."""
    if len(line) > LONGEST:
        return False
    most = MOST_IN_SENTENCE if ends_sentence(line) else MOST_WORDS
    if not LEAST_WORDS <= line.count(" ") + 1 <= most:
        return False
    return len(set(_WORD.findall(line))) >= LEAST_WORDS


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
