"""Whether one text is a copy of another, from the codes of their tokens.

A copy keeps the order of the words and their numbers, whatever was added or cut. A
templated notice (weather, prices, results, condolences) keeps the frame and has other
numbers or names in the same places. So the two texts are aligned, and what stands
in the same place in both is compared.
"""

from dataclasses import dataclass
from operator import eq
from typing import Final, Protocol

from newsbot.similarity.fingerprint import NUMBERS

# Thresholds, set on 1,112 labelled pairs of Arabic newspaper articles, F1 .996, and
# confirmed in five folds. They are round, as F1 hardly moves when one of them does.
MIN_SKETCH: Final = 8
"""Equal bytes of 32 sketch bytes below which no alignment is tried. A copy with a
fifth of its words replaced has 16 on average, the least of 843 copies had 12."""
MIN_KEPT: Final = 0.75
"""Share of the shorter text that the longer one must have in the same order."""
MIN_KEPT_STRICT: Final = 0.88
"""The same where the articles are :data:`LATER` days or more apart, or their headlines
name different subjects."""
LATER: Final = 2
"""Days. A wire story is copied on the same day or the next; after that a resembling
text is mostly the next issue of a notice."""
MIN_COVERED: Final = 0.45
"""Share of the longer text: below it one is a part or a summary of the other."""
MIN_SKETCH_MOVED: Final = 25
"""Equal sketch bytes of two texts that have the same paragraphs in another order."""
MAX_NUMBERS_CHANGED: Final = 0.35
"""Of the numbers in corresponding places, the share that may differ."""


def resemblance(old: bytes, new: bytes) -> int:
    """Count the equal bytes of two sketches: 0 to 32."""
    return sum(map(eq, old, new))


class Kept(Protocol):
    """What is compared: a fingerprint, or what the store kept of one."""

    @property
    def sketch(self) -> bytes: ...
    @property
    def codes(self) -> bytes: ...
    @property
    def subjects(self) -> tuple[int, ...]: ...


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


def score(old: Kept, new: Kept, days: int) -> float | None:
    """Give the likeness of two texts when one is a copy of the other, else None.

    ``days`` are the days between the two. The likeness is in (0, 1]: the share of both
    texts' tokens that correspond, or where paragraphs were moved the share of
    equal sketch bytes.
    """
    equal = resemblance(old.sketch, new.sketch)
    if equal < MIN_SKETCH:
        return None
    shorter, longer = sorted((old, new), key=lambda kept: len(kept.codes))
    least = MIN_COVERED * len(longer.codes)
    if len(shorter.codes) < least:
        return None
    found = align(shorter.codes, longer.codes)
    if _is_other_issue(found):
        return None
    is_later = days >= LATER
    is_strict = is_later or (
        _misses(shorter.subjects, found.first)
        and _misses(longer.subjects, found.second)
    )
    min_kept = MIN_KEPT_STRICT if is_strict else MIN_KEPT
    kept = found.first.bit_count()
    if kept >= max(least, min_kept * len(shorter.codes)):
        return 2 * kept / (len(shorter.codes) + len(longer.codes))
    if equal >= MIN_SKETCH_MOVED and not is_later:
        return equal / len(new.sketch)
    return None


def _is_other_issue(found: Alignment) -> bool:
    """Tell a notice with other numbers.

    The one in the sum lets a single number change, as the dead of an accident do.
    """
    changed = found.numbers_changed
    return changed > MAX_NUMBERS_CHANGED * (changed + found.numbers_kept + 1)


def _misses(subjects: tuple[int, ...], kept: int) -> bool:
    """Tell whether a headline's word stands at a place that the other text has not.

    If that is so on both sides, each headline names what only its own text is about:
    two people, towns or weekdays in one frame.
    """
    return any(not kept >> place & 1 for place in subjects)


def align(first: bytes, second: bytes) -> Alignment:
    """Align two sequences of codes by their longest common subsequence.

    The bit-parallel algorithm of Crochemore, Iliopoulos, Pinzon and Reid (2001),
    one row an integer as wide as ``first``; the way back reads the rows again.
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
    return _trace(first, second, rows)


def _trace(first: bytes, second: bytes, rows: list[int]) -> Alignment:
    """Walk the alignment from its end and count what lies between the kept tokens.

    A zero bit in row j at place i says that the common subsequence of first[:i + 1] and
    second[:j] is one longer than that of first[:i].
    """
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
    if not first or not second:
        return 0
    return min(
        sum(code < NUMBERS for code in first), sum(code < NUMBERS for code in second)
    )
