"""Whether one text is a copy of another, from the codes of their tokens.

A copy keeps the order of the words and their numbers, whatever was added or cut. A
templated notice (weather, prices, results, condolences) keeps the frame and has other
numbers or names in the same places. So the two texts are aligned, and what stands
in the same place in both is compared.
"""

import math
from dataclasses import dataclass
from typing import Final

from newsbot.similarity.fingerprint import NUMBERS, SAMPLE, Sketch

# Thresholds, set on 1,112 labelled pairs of Arabic newspaper articles (F1 .997); on 542
# others set aside before: F1 .995, of 105 hard negatives one flagged. They are round,
# as F1 hardly moves when one of them does.
MIN_SHARED: Final = 5 / SAMPLE
"""Shared part of the samples below which no alignment is tried. A copy with a
fifth of its words replaced has a half on average."""
MIN_KEPT: Final = (0.70, 0.75, 0.88, 0.92)
"""Share of the shorter text that the longer one must have in the same order: for
articles of one day, of two days in a row, of two days apart and for those further
apart. A wire story is copied on the same day or the next; later a resembling text is
mostly the next issue of a notice."""
MIN_KEPT_APART: Final = 0.88
"""The same, at the least, where each headline names one subject of its own."""
MIN_COVERED: Final = 0.45
"""Share of the longer text: below it one is a part or a summary of the other."""
MIN_SHARED_MOVED: Final = 0.8
"""Shared part of the samples where the same paragraphs stand in another order."""
MAX_NUMBERS_CHANGED: Final = 0.35
"""Of the numbers in corresponding places, the share that may differ."""


_MOVED_WITHIN: Final = 2  # days


def resemblance(old: tuple[int, ...], new: tuple[int, ...]) -> float:
    """Give the part of the smaller of two samples that the other has: 0 to 1.

    Of a text and a part of it, about the length of the part; of a text with every
    tenth word replaced, about .73.
    """
    return len({*old} & {*new}) / max(1, min(len(old), len(new)))


@dataclass(frozen=True, slots=True)
class Alignment:
    """How the tokens of two texts correspond."""

    first: int
    """One bit for each token of the first text that the second has in the same order
    (longest common subsequence), the lowest bit for the first token."""
    second: int
    """The same of the second text."""
    numbers_kept: int
    """The numbers among them."""
    numbers_changed: int
    """Numbers that stand in the same place as another number."""


def score(old: Sketch, new: Sketch, days: int) -> float | None:
    """Give the likeness of two texts when one is a copy of the other, else None.

    ``days`` are the days between the two. The likeness is in (0, 1]: the share of both
    texts' tokens that correspond, or where paragraphs were moved the shared part of
    the samples.
    """
    shared = resemblance(old.sample, new.sample)
    if shared < MIN_SHARED:
        return None
    shorter, longer = sorted((old, new), key=lambda kept: len(kept.codes))
    least = MIN_COVERED * len(longer.codes)
    if len(shorter.codes) < least:
        return None
    found = align(shorter.codes, longer.codes)
    if _is_other_issue(found):
        return None
    min_kept = MIN_KEPT[min(days, len(MIN_KEPT) - 1)]
    others = min(
        _missed(shorter, found.first, longer, found.second),
        _missed(longer, found.second, shorter, found.first),
    )
    if others:
        min_kept = max(min_kept, MIN_KEPT_APART) if others == 1 else math.inf
    kept = found.first.bit_count()
    if kept >= max(least, min_kept * len(shorter.codes)):
        return 2 * kept / (len(shorter.codes) + len(longer.codes))
    if (
        shared >= MIN_SHARED_MOVED
        and kept < MIN_KEPT_APART * len(shorter.codes)
        and days < _MOVED_WITHIN
    ):
        return shared
    return None


def _is_other_issue(found: Alignment) -> bool:
    """Tell a notice with other numbers.

    The one in the sum lets a single number change, as the dead of an accident do.
    """
    changed = found.numbers_changed
    return changed > MAX_NUMBERS_CHANGED * (changed + found.numbers_kept + 1)


def _missed(one: Sketch, kept: int, other: Sketch, kept_of_other: int) -> int:
    """Count the headline's words that stand at places which the other text has not.

    If there are some on both sides, each headline names what only its own text is
    about: two people, towns or weekdays in one frame. One word each is rare in copies
    (8 of 516) and may be chance; two each were in none that kept its frame. A word
    that the other text has elsewhere, in a sentence that was moved, is not missed.
    """
    missed = [one.codes[place] for place in one.subjects if not kept >> place & 1]
    if not missed:
        return 0
    elsewhere = {
        code for place, code in enumerate(other.codes) if not kept_of_other >> place & 1
    }
    return sum(code not in elsewhere for code in missed)


def align(first: bytes, second: bytes) -> Alignment:
    """Align two sequences of codes by their longest common subsequence."""
    head = _common_start(first, second)
    tail = _common_start(first[head:][::-1], second[head:][::-1])
    end, other_end = len(first) - tail, len(second) - tail
    found = _trace(first[head:end], second[head:other_end])
    before, after = (1 << head) - 1, (1 << tail) - 1
    return Alignment(
        before | found.first << head | after << end,
        before | found.second << head | after << other_end,
        _numbers(first[:head]) + found.numbers_kept + _numbers(first[end:]),
        found.numbers_changed,
    )


def _common_start(first: bytes, second: bytes) -> int:
    size = min(len(first), len(second))
    other = int.from_bytes(first[:size], "big") ^ int.from_bytes(second[:size], "big")
    return size - (other.bit_length() + 7) // 8


def _rows(first: bytes, second: bytes) -> list[int]:
    """Give the rows of the table of common subsequences, one integer each.

    A zero bit in row j at place i says that the longest one of first[:i + 1] and
    second[:j] is longer than that of first[:i]. The bit-parallel algorithm of
    Crochemore, Iliopoulos, Pinzon and Reid (2001).
    """
    places = dict.fromkeys(second, 0)
    for place, code in enumerate(first):
        if code in places:
            places[code] |= 1 << place
    full = (1 << len(first)) - 1
    row = full
    rows = [row]
    for code in second:
        matches = row & places[code]
        row = ((row + matches) | (row - matches)) & full
        rows.append(row)
    return rows


def _trace(first: bytes, second: bytes) -> Alignment:
    """Walk the alignment from its end and look at what lies between kept tokens."""
    rows = _rows(first, second)
    kept_first = kept_second = kept_numbers = changed = 0
    i, j = len(first), len(second)
    end_i, end_j = i, j
    while i and j:
        if rows[j] >> (i - 1) & 1:
            i -= 1
            continue
        below = (1 << i) - 1
        if (rows[j - 1] & below).bit_count() == (rows[j] & below).bit_count():
            j -= 1
            continue
        i -= 1
        j -= 1
        changed += _numbers_changed(first[i + 1 : end_i], second[j + 1 : end_j])
        end_i, end_j = i, j
        kept_first |= 1 << i
        kept_second |= 1 << j
        kept_numbers += first[i] < NUMBERS
    changed += _numbers_changed(first[:end_i], second[:end_j])
    return Alignment(kept_first, kept_second, kept_numbers, changed)


def _numbers_changed(first: bytes, second: bytes) -> int:
    return min(_numbers(first), _numbers(second)) if first and second else 0


def _numbers(codes: bytes) -> int:
    return sum(code < NUMBERS for code in codes)
