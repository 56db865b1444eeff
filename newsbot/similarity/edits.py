"""What an editor does to a text: cuts, additions, moves, later figures.

A notice has other words in the places of its names, and a report on what came next has
another beginning. Where a text has neither, its parts may be fewer, more or elsewhere.
"""

from typing import Final

from newsbot.similarity.alignment import Alignment, align, between
from newsbot.similarity.fingerprint import LEAD

MIN_MOVED: Final = 6
"""Words in a row that are a part of a sentence, and stand elsewhere not by chance."""
MIN_LEFT: Final = 0.65
"""Share of the shorter text that is left when the longer one was cut and added to. Of
reports that tell what came next before they repeat the story it was .55 at most."""
MAX_REPLACED: Final = 0.03
"""For each word kept, those that stand in the place of others: in two long pieces that
have nothing in common some words correspond by chance."""
MIN_BEGINNING: Final = 0.5
"""Of the first :data:`LEAD` words of both texts, the share that is kept."""
MIN_UPDATED: Final = 100
"""Words of a report that may have all its figures brought up to date."""
MAX_UPDATED: Final = 2
"""These figures."""
MIN_KEPT_UPDATED: Final = 0.92
"""Share of the shorter text that is kept then."""


def moved(first: bytes, second: bytes, found: Alignment, wanted: float) -> int:
    """Count the words of paragraphs that the second text has elsewhere.

    What the alignment left of both texts is aligned once more, where that can give the
    ``wanted`` number of words. Nothing is moved that has another number. Of 69 copies
    made after two days or more, 9 are found by this alone.
    """
    left = b"".join(between(first, found.first))
    other_left = b"".join(between(second, found.second))
    if min(len(left), len(other_left)) < max(MIN_MOVED, wanted):
        return 0
    again = align(left, other_left)
    if again.numbers_changed:
        return 0
    runs = map(len, f"{again.first:b}".split("0"))
    return sum(run for run in runs if run >= MIN_MOVED)


def is_recut(shorter: bytes, longer: bytes, found: Alignment, there: int) -> bool:
    """Tell a text of which parts were cut, added or moved, and hardly a word replaced.

    ``there`` are the words that are kept or were moved.
    """
    if there < MIN_LEFT * len(shorter):
        return False
    begins = (1 << LEAD) - 1
    if any(
        (kept & begins).bit_count() < MIN_BEGINNING * LEAD
        for kept in (found.first, found.second)
    ):
        return False
    pieces = zip(
        between(shorter, found.first), between(longer, found.second), strict=True
    )
    replaced = sum(min(len(piece), len(other)) for piece, other in pieces)
    return replaced <= MAX_REPLACED * found.first.bit_count()


def is_updated(shorter: bytes, longer: bytes, found: Alignment) -> bool:
    """Tell a report that was brought up to date, if both are of one day.

    It is long, has few figures, and a sentence came in. Two notices are as long as each
    other, whatever their figures: of 246 pairs 242 to less than six words.
    """
    return (
        len(shorter) >= MIN_UPDATED
        and len(longer) - len(shorter) >= MIN_MOVED
        and found.numbers_changed <= MAX_UPDATED
        and found.first.bit_count() >= MIN_KEPT_UPDATED * len(shorter)
    )
