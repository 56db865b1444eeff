"""The leads of two texts whose rest is much the same: what they tell of it.

A lead is what an editor writes anew, and what a report of the contrary has anew too.
"""

from collections import Counter
from functools import reduce
from operator import or_
from typing import Final

from newsbot.similarity.alignment import Alignment
from newsbot.similarity.fingerprint import NUMBERS, Sketch
from newsbot.similarity.poles import AFFIRMS, DENIES, REVERSES

MIN_LEAD: Final = 12
"""Words of a lead, which is a sentence: fewer may be the names in a notice."""
MAX_LEAD: Final = 40
"""Words of a lead: what is longer is more than one sentence of news."""
MAX_KEPT_LEAD: Final = 0.5
"""Of the words of a new lead, the share that the old one has too. Of 27 it was .38 at
most, of the beginnings of 143 notices with the same end .50 at least."""
MIN_BEHIND: Final = 0.7
"""Share of the shorter text that stands behind a new lead, every word of it kept."""
MIN_RETOLD: Final = 0.6
"""Of the words of the shorter lead, the share that the longer one has anywhere."""
MIN_RETOLD_OF_LONGER: Final = 0.5
"""The same of the longer lead, which tells of what came next if it has much more."""
MIN_TURNED: Final = 0.12
"""Of the same words, the share that both leads have in another order. A notice keeps
its frame in one order: of those that share so many words it was .11 at most, and of 8
leads that were retold .13 at least."""
MIN_VOUCHING: Final = 3
"""Figures of a retold lead for each one that was corrected."""
MIN_KEPT_BEHIND: Final = 0.93
"""Of what stands behind a lead that was retold, the share that is kept."""
MIN_OWN_LEAD: Final = 17
"""Words of a lead whose subjects only its own headline names: of notices with little of
their frame in the beginning, it had 16 at most."""
MIN_BEHIND_OWN: Final = 0.75
"""Share of the shorter text that stands behind such a lead. Of 24 pairs of reports that
repeat one background it was .73 at most in 18."""
MIN_BEHIND_OWN_OF_LONGER: Final = 0.5
"""The same of the longer text: what was added must not be another story."""
MIN_KEPT_OWN_LEAD: Final = 1 / 3
"""Of the words of the shorter of two such leads, the share that the other one has
anywhere. By chance it is a quarter of those of 25 words, as in the other 6 pairs."""
MIN_RUN: Final = 6
"""Words in a row with which that begins."""


def has_new_lead(found: Alignment, size: int) -> bool:
    """Tell a text of which only the beginning was written anew.

    What is kept there is kept by chance. Of a notice, most words of the beginning are
    kept too, and a report on what came next has another subject in the headline.
    """
    behind = len(f"{found.first:0{size}b}".split("0", 1)[0])
    lead, kept = size - behind, found.first.bit_count() - behind
    return (
        lead >= MIN_LEAD and kept < MAX_KEPT_LEAD * lead and behind >= MIN_BEHIND * size
    )


def has_own_lead(shorter: bytes, longer: bytes, found: Alignment) -> bool:
    """Tell a text of which only the beginning was written anew, and the headline too.

    Each headline then has words that stand in its own lead only, as those of two
    notices or of two reports with one background. But a notice has half of the words of
    its beginning in one order, and the leads of the reports have few in common.
    """
    starts = None if found.numbers_changed else _behind(len(shorter), found)
    if starts is None or not MIN_OWN_LEAD <= min(starts) <= max(starts) <= MAX_LEAD:
        return False
    start, other_start = starts
    behind = len(shorter) - start
    if behind < max(
        MIN_BEHIND_OWN * len(shorter), MIN_BEHIND_OWN_OF_LONGER * len(longer)
    ):
        return False
    size = min(starts)
    if (found.first & ((1 << start) - 1)).bit_count() >= MAX_KEPT_LEAD * size:
        return False
    same = (Counter(shorter[:start]) & Counter(longer[:other_start])).total()
    return same >= MIN_KEPT_OWN_LEAD * size


def retold(shorter: bytes, longer: bytes, found: Alignment, others: int) -> int:
    """Count the words that one lead has in another order than the other; 0 if they do
    not tell the same.

    They do if they share the figures and most words, and what is behind them is kept.
    A notice has its words in one order, and a report on what came next has others.
    Where each headline has a word of its own (``others``), a figure must vouch for the
    lead, and where a figure was corrected behind it, some must.
    """
    starts = _behind(len(shorter), found)
    if starts is None or not MIN_LEAD <= min(starts) <= max(starts) <= MAX_LEAD:
        return 0
    start, other_start = starts
    words, other_words = Counter(shorter[:start]), Counter(longer[:other_start])
    same = words & other_words
    figures = min(_figures(words), _figures(other_words))
    if _figures(same) < max(figures, others, MIN_VOUCHING * found.numbers_changed):
        return 0
    count = same.total()
    if count < max(MIN_RETOLD * min(starts), MIN_RETOLD_OF_LONGER * max(starts)):
        return 0
    turned = count - (found.first & ((1 << start) - 1)).bit_count()
    return turned if turned >= MIN_TURNED * min(starts) else 0


def _behind(size: int, found: Alignment) -> tuple[int, int] | None:
    """Give where in both texts begins what is kept behind the leads."""
    places = [*zip(_places(found.first), _places(found.second), strict=True)]
    for number, (start, other_start) in enumerate(places[: 1 - MIN_RUN]):
        left = len(places) - number
        end = start + MIN_RUN - 1, other_start + MIN_RUN - 1
        if left >= MIN_KEPT_BEHIND * (size - start) and (
            places[number + MIN_RUN - 1] == end
        ):
            return start, other_start
    return None


def _places(kept: int) -> list[int]:
    return [place for place in range(kept.bit_length()) if kept >> place & 1]


def _figures(words: Counter[int]) -> int:
    return sum(count for code, count in words.items() if code < NUMBERS)


def is_reversed(one: Sketch, other: Sketch, found: Alignment) -> bool:
    """Tell a report of the contrary, whose headline and lead both deny the other's.

    One of them alone is no sign: a headline may leave out what was refused, and a lead
    may say it in other words. What both leads have at the same place denies nothing.
    """
    return _opposed(one.headline_poles, other.headline_poles) and _opposed(
        _replaced_poles(one, found.first), _replaced_poles(other, found.second)
    )


def _replaced_poles(sketch: Sketch, kept: int) -> int:
    """Unite the poles of the lead's words that are not kept."""
    poles = (mark & 7 for mark in sketch.lead_poles if not kept >> (mark >> 3) & 1)
    return reduce(or_, poles, 0)


def _opposed(poles: int, others: int) -> bool:
    """Tell whether only one of two sentences denies, or one reverses what the other
    affirms."""
    if (poles ^ others) & DENIES:
        return True
    return any(
        one & REVERSES and other & AFFIRMS and not other & REVERSES
        for one, other in ((poles, others), (others, poles))
    )
