"""Whether one text is a copy of another, from the codes of their tokens.

A copy keeps the order of the words and their numbers, whatever was added or cut. A
templated notice (weather, prices, results, condolences) keeps the frame and has other
numbers or names in the same places. So the two texts are aligned, and what stands
in the same place in both is compared.
"""

import math
from typing import Final

from newsbot.similarity.alignment import Alignment, align, between
from newsbot.similarity.edits import MIN_MOVED, is_recut, is_updated, moved
from newsbot.similarity.fingerprint import MAX_CODES, NUMBERS, SAMPLE, Sketch
from newsbot.similarity.kinds import of_one_kind
from newsbot.similarity.lead import has_new_lead, has_own_lead, is_reversed, retold

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
MIN_KEPT_CORRECTED: Final = 0.98
"""Share of the shorter text that is kept where its only number was corrected: in one
of 50 words nothing else is changed, and in a shorter one no number may be but on the
same day."""
MAX_INSERTED: Final = 2
"""Words within two notices that they have beside their names: a title or a day."""
MAX_NOTICE: Final = 100
"""Words of a notice. In longer texts that were edited a word may have, by chance, the
code of one of a kind (in 2 of 1,281 copies)."""
MAX_NAME: Final = 3
"""Words by which an issue is named, as "the coming Saturday": as many in each text."""

_SOON: Final = 2  # days, before which a text is edited rather than issued again


def resemblance(old: tuple[int, ...], new: tuple[int, ...]) -> float:
    """Give the part of the smaller of two samples that the other has: 0 to 1.

    Of a text and a part of it, about the length of the part; of a text with every
    tenth word replaced, about .73.
    """
    return len({*old} & {*new}) / max(1, min(len(old), len(new)))


def score(old: Sketch, new: Sketch, days: int) -> float | None:
    """Give the likeness of two texts when one is a copy of the other, else None.

    ``days`` are the days between the two. The likeness is in (0, 1]: the share of both
    texts' tokens that correspond, those of moved paragraphs with them; where that is
    not enough for so many moves, the shared part of the samples.
    """
    shared = resemblance(old.sample, new.sample)
    if shared < MIN_SHARED:
        return None
    shorter, longer = sorted((old, new), key=lambda kept: len(kept.codes))
    least = MIN_COVERED * len(longer.codes)
    if len(shorter.codes) < least:
        return None
    found = align(shorter.codes, longer.codes)
    missed = (
        _missed(shorter, found.first, longer, found.second),
        _missed(longer, found.second, shorter, found.first),
    )
    others = min(missed)
    if _has_other_numbers(found, others) and not (
        (
            (not any(missed) or (days == 0 and _only_numbers(shorter, longer, found)))
            and _is_corrected(found, len(shorter.codes), days)
        )
        or (not others and days == 0 and is_updated(shorter.codes, longer.codes, found))
    ):
        return None
    if others == 1 and _has_another_name(shorter, longer, found):
        return None
    if (found.numbers_changed or _is_later_notice(longer, found, days)) and (
        _is_another_issue(shorter, longer, found)
    ):
        return None
    if _has_hidden_change(shorter, longer) or is_reversed(shorter, longer, found):
        return None
    min_kept = MIN_KEPT[min(days, len(MIN_KEPT) - 1)]
    if others:
        min_kept = max(min_kept, MIN_KEPT_APART) if others == 1 else math.inf
    enough = max(least, min_kept * len(shorter.codes))
    kept = found.first.bit_count()
    there = kept
    if kept < enough:
        same_numbers = not others and not found.numbers_changed
        turned = retold(shorter.codes, longer.codes, found, others) if others < 2 else 0
        if (
            turned
            or (same_numbers and has_new_lead(found, len(shorter.codes)))
            or (days < _SOON and has_own_lead(shorter.codes, longer.codes, found))
        ):
            enough = kept
            there += turned
        elif same_numbers:
            there += moved(shorter.codes, longer.codes, found, enough - kept)
            if is_recut(shorter.codes, longer.codes, found, there):
                enough = least
    if there >= enough:
        return 2 * there / (len(shorter.codes) + len(longer.codes))
    if (
        others < 2
        and shared >= MIN_SHARED_MOVED
        and kept < MIN_KEPT_APART * len(shorter.codes)
        and days < _SOON
    ):
        return shared
    return None


def _has_other_numbers(found: Alignment, others: int) -> bool:
    """Tell a notice with other numbers.

    The one in the sum lets a single number change beside one that is kept, as the dead
    of an accident do. Where each headline names a subject of its own there is none: of
    two figures in a notice, one may be the same by chance (in 3 of 14 issues).
    """
    changed, kept = found.numbers_changed, found.numbers_kept
    return changed > MAX_NUMBERS_CHANGED * (changed + kept + (not others))


def _is_later_notice(longer: Sketch, found: Alignment, days: int) -> bool:
    """Tell a short text of another day with nearly all of its words kept."""
    size = len(longer.codes)
    kept = found.first.bit_count()
    return days > 0 and size <= MAX_NOTICE and kept >= MIN_KEPT_APART * size


def _is_another_issue(one: Sketch, other: Sketch, found: Alignment) -> bool:
    """Tell a notice that has, beside another number or day, another word of a kind too.

    "Saturday" for "Tuesday" and 9:30 for 18:40 are no two slips that were corrected,
    and "school is closed on Monday", a day after "on Sunday", is no slip either.
    """
    pieces = between(one.codes, found.first), between(other.codes, found.second)
    return any(
        of_one_kind([code], [other_code])
        for piece, another in zip(*pieces, strict=True)
        if len(piece) == len(another) <= MAX_NAME
        for code, other_code in zip(piece, another, strict=True)
    )


def _is_corrected(found: Alignment, size: int, days: int) -> bool:
    """Tell a text in which the only number was corrected, and hardly anything else.

    A notice with one number has another day or place too, or has the number in its
    headline. As it comes later, no word may be replaced then; and a short one may come
    every day with nothing but its number changed.
    """
    if found.numbers_changed != 1:
        return False
    kept = found.first.bit_count()
    alone = kept == size - 1
    if days == 0 and alone:
        return True
    return kept >= MIN_KEPT_CORRECTED * size and (days < _SOON or alone)


def _only_numbers(one: Sketch, other: Sketch, found: Alignment) -> bool:
    """Tell two headlines of which each names one number that only its text has: what
    was corrected in the text was corrected there, too."""
    names = _named(one, found.first)[0], _named(other, found.second)[0]
    return all(len(codes) == 1 and codes[0] < NUMBERS for codes in names)


def _has_hidden_change(shorter: Sketch, longer: Sketch) -> bool:
    """Tell a text with a word replaced by another one of the same code.

    One word in 192 is, so that few who correct a slip are seen here, but always the
    notices on two subjects of one code: "northern" and "southern" have one. The codes
    are the same then and the shingles are not.
    """
    # Of a cut text the sample is that of the whole.
    if len(shorter.codes) >= MAX_CODES or shorter.codes not in longer.codes:
        return False
    missed = {*shorter.sample} - {*longer.sample}
    # What is beyond the last of a full sample may be in the text all the same.
    if len(longer.sample) == SAMPLE:
        return any(shingle < longer.sample[-1] for shingle in missed)
    return bool(missed)


def _has_another_name(one: Sketch, other: Sketch, found: Alignment) -> bool:
    """Tell a notice with another name where each headline has one word of it.

    It is one where the two words are of a kind, as two weekdays are.

    The frame of such a notice, its headline's too, is kept to the word, and the name
    has two words, or a place or a weekday is with it: of 134 notices without figures
    30 are taken for copies, and without this rule 75. One word alone may be a slip in
    headline and text that was corrected, or was written as two; of 96 such copies 9
    are lost that have the word in two forms and 2 by the kinds, of 843 others none.
    """
    name, in_one = _named(one, found.first)
    other_name, in_other = _named(other, found.second)
    if of_one_kind(name, other_name):
        return True
    frame = found.first.bit_count() >= MIN_KEPT[-1] * len(one.codes)
    if in_one != in_other or not (in_one or frame):
        return False
    inserted, words, other_words = 0, set[int](), set[int]()
    pieces = between(one.codes, found.first), between(other.codes, found.second)
    ends = 0, len(pieces[0]) - 1  # A copy has its agency or its credit there.
    for place, (piece, another) in enumerate(zip(*pieces, strict=True)):
        if piece and another:
            words.update(code for code in piece if code >= NUMBERS)
            other_words.update(code for code in another if code >= NUMBERS)
        elif place not in ends:
            inserted += len(piece) + len(another)
    return inserted <= MAX_INSERTED and min(len(words), len(other_words)) > 1


def _named(sketch: Sketch, kept: int) -> tuple[list[int], int]:
    """Give the headline's words that are not kept, and the number of the others."""
    words = [sketch.codes[place] for place in sketch.subjects if not kept >> place & 1]
    return words, len(sketch.subjects) - len(words)


def _missed(one: Sketch, kept: int, other: Sketch, kept_of_other: int) -> int:
    """Count the headline's words that stand at places which the other text has not.

    If there are some on both sides, each headline names what only its own text is
    about: two people, towns or weekdays in one frame. One word each is rare in copies
    (8 of 516) and may be chance; two each were in none that kept its frame. A word
    that the other text has elsewhere, in a sentence that was moved, is not missed.
    """
    missed, _ = _named(one, kept)
    if not missed:
        return 0
    if len(other.codes) - kept_of_other.bit_count() < MIN_MOVED:
        return len(missed)  # It has no room for a sentence.
    elsewhere = {
        code for place, code in enumerate(other.codes) if not kept_of_other >> place & 1
    }
    return sum(code not in elsewhere for code in missed)
