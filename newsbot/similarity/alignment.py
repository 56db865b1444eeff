"""How the tokens of two texts correspond, from their codes."""

from dataclasses import dataclass

from newsbot.similarity.fingerprint import NUMBERS


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


def between(codes: bytes, kept: int) -> list[bytes]:
    """Give what stands before each token of ``kept``, and at last what is behind them.

    ``kept`` are the bits of one text in an :class:`Alignment`; what the two lists of
    its texts have at one place stands at the same place in both texts.
    """
    pieces = []
    start = 0
    for place in range(len(codes)):
        if kept >> place & 1:
            pieces.append(codes[start:place])
            start = place + 1
    pieces.append(codes[start:])
    return pieces


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
