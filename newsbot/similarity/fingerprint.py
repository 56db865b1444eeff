"""What is kept of a text so that its copies can be found and told from look-alikes.

The definition, version 1. It must never change under its number, because what it
gives is stored; another definition is another :data:`VERSION`.

1. Words: a text with أ إ آ as ا, ى ئ as ي, ؤ as و, ة as ه, split at white space and at
   ``. : « » ( ) " ،``. Each word is folded (:func:`fold`), what is still ؤ or ئ
   (written in two characters) as above. Tokens are its runs of digits and of letters.
2. A token is 32 bits: the first four bytes of BLAKE2b-64 of its UTF-8, personalised
   by the version, little-endian. The lowest byte is its *code*, reduced to 0..63 for
   numbers, to 64..111 for words of up to three letters, to 112..255 for others.
3. A shingle of two neighbours a and b is bits 24 to 55 of a * 0x5E3779B1 + b *
   0x6C8E9CF5. The tokens being random, this is tabulation hashing with addition, as
   good for MinHash as independent permutations (Pătraşcu and Thorup 2012).
4. One permutation (Li, Owen, Zhang 2012): the 32 bits of a shingle are its bin (the
   upper five) and its value; each of 32 bins keeps its least shingle. An empty
   bin takes that of the next bin that has one.
5. The sketch is the low byte of each bin. A band is the CRC-32 of two neighbouring
   bins (8 bytes, big-endian), less 2 to the 31st; there are 16.
6. The subjects are the first places in the text of its headline's numbers and longer
   words, in the headline's order, not more than eight.
7. The exact hash is BLAKE2b-64 of all tokens, eight bytes each.
"""

from __future__ import annotations

import re
from hashlib import blake2b
from struct import Struct, unpack
from typing import Final, NamedTuple
from zlib import crc32

from newsbot.arabic.text import fold

VERSION: Final = 1
"""The number of the definition above, stored with everything made by it."""

NUMBERS: Final = 64
"""Codes below this one are numbers, the others words."""

LONG_WORDS: Final = 112
"""Codes from this one on are words of four letters or more: hardly any preposition,
pronoun or conjunction of Arabic has four."""

MIN_TOKENS: Final = 20
"""A text of fewer tokens is no duplicate by its text alone."""

MIN_HEADLINE: Final = 8
"""Headline and text of fewer tokens together are too common to name one story.

"صور", "عاجل" or "أسعار الذهب اليوم" head many articles; a headline of a news agency
has 8 words or more.
"""

MAX_CODES: Final = 512
"""Codes kept of one text. Four of five newspaper articles have fewer tokens, and a
longer one is told from a look-alike by its beginning as well as by its whole."""

MAX_SUBJECTS: Final = 8
"""Headline words kept of one text."""


BINS: Final = 32


class Sketch(NamedTuple):
    """What two texts are compared by."""

    bins: bytes
    """The low byte of each bin, whose share of equal ones estimates the resemblance of
    two texts (Jaccard index of their shingles)."""
    subjects: tuple[int, ...]
    """Where in ``codes`` the words of the headline first stand, at most
    :data:`MAX_SUBJECTS`."""
    codes: bytes
    """One byte for each of the first :data:`MAX_CODES` tokens."""

    def pack(self) -> bytes:
        """Give the form in which it is stored; it begins with ``bins``.

        Then the number of subjects in one byte, each of them in two, and the codes.
        """
        places = b"".join(place.to_bytes(2, "big") for place in self.subjects)
        return self.bins + bytes([len(self.subjects)]) + places + self.codes

    @classmethod
    def unpack(cls, data: bytes) -> Sketch:
        """Give back what :meth:`pack` gave."""
        end = BINS + 1 + 2 * data[BINS]
        places = (data[at : at + 2] for at in range(BINS + 1, end, 2))
        subjects = tuple(int.from_bytes(place, "big") for place in places)
        return cls(data[:BINS], subjects, data[end:])


class Fingerprint(NamedTuple):
    """What is kept of one article."""

    exact: int | None
    """Signed 64 bits: of the text, or of headline and text where the text is short.
    None where both together are too short to name a story."""
    bands: tuple[int, ...]
    """16 values of signed 32 bits, one of which nearly every edited copy shares; empty
    for a short text."""
    sketch: Sketch | None
    """None for a text of fewer than :data:`MIN_TOKENS` tokens: only ``exact`` counts
    then, and only among articles of the same day."""


def fingerprint(title: str, text: str) -> Fingerprint:
    """Give the fingerprint of an article.

    ``title`` serves for the subjects, and as a part of the text where that is short:
    copies often have another headline. Both may be empty.
    """
    _words.make_room()
    tokens = _tokenise(text)
    headline = _tokenise(title)
    if len(tokens) < _WIDTH * MIN_TOKENS:
        exact = None
        if len(headline) + len(tokens) >= _WIDTH * MIN_HEADLINE:
            exact = _hash64(b"headline" + headline + b"text" + tokens)
        return Fingerprint(exact, (), None)
    bins = _PACKED.pack(*_bins(tokens))
    first = tokens[: _WIDTH * MAX_CODES]
    return Fingerprint(
        _hash64(tokens),
        tuple(crc32(bins[at : at + 8]) - 0x80000000 for at in _BANDS),
        Sketch(bins[3::4], _subjects(headline, first), first[::_WIDTH]),
    )


_WIDTH: Final = 8  # four bytes of hash and four of room for the product in `_shingles`
_ROOM: Final = bytes(4)
_PERSON: Final = f"newsbot {VERSION}".encode()
_TOKEN: Final = re.compile(r"[0-9]+|[^\W\d_]+")
_CARRIERS: Final = str.maketrans("ؤئ", "وي")


def _codes(first: int, last: int) -> list[bytes]:
    """Give the code for each first byte of a hash."""
    return [bytes([first + byte % (last + 1 - first)]) for byte in range(256)]


_NUMBER: Final = _codes(0, NUMBERS - 1)
_SHORT_WORD: Final = _codes(NUMBERS, LONG_WORDS - 1)
_LONG_WORD: Final = _codes(LONG_WORDS, 255)


def _token(token: str) -> bytes:
    data = blake2b(token.encode(), digest_size=8, person=_PERSON).digest()
    if token[0] <= "9":
        codes = _NUMBER
    else:
        codes = _SHORT_WORD if len(token) <= 3 else _LONG_WORD
    return codes[data[0]] + data[1:4] + _ROOM


# Folding and hashing every word anew would cost three times the rest. So what most
# words need is done to the whole text at once, and words are remembered.
_REPLACED: Final = (
    *((letter, "ا") for letter in "أإآ"),
    *(("ى", "ي"), ("ة", "ه"), ("ؤ", "و"), ("ئ", "ي")),
    *((mark, " ") for mark in '.:«»()"،'),
)
_PLAIN: Final = re.compile("[ء-غف-ي]+|[0-9]+")
_MAX_WORDS: Final = 1 << 16  # in each of two generations, 28 MB in all


class _Words(dict[str, bytes]):
    """Word of a text -> its tokens in eight bytes each; filled as words are met.

    When full it begins anew, but the words of the generation before are at hand.
    """

    def __init__(self) -> None:
        super().__init__()
        self._older: dict[str, bytes] = {}

    def __missing__(self, word: str) -> bytes:
        tokens = self._older.get(word)
        if tokens is None:
            if _PLAIN.fullmatch(word):
                tokens = _token(word)
            else:
                folded = fold(word).translate(_CARRIERS)
                tokens = b"".join(map(_token, _TOKEN.findall(folded)))
        self[word] = tokens
        return tokens

    def make_room(self) -> None:
        if len(self) > _MAX_WORDS:
            self._older = dict(self)
            self.clear()


_words: Final = _Words()


def _tokenise(text: str) -> bytes:
    for old, new in _REPLACED:
        text = text.replace(old, new)
    return b"".join(map(_words.__getitem__, text.split()))


def _hash64(data: bytes) -> int:
    digest = blake2b(data, digest_size=8, person=_PERSON).digest()
    return int.from_bytes(digest, "big", signed=True)


_FIRST: Final = 0x5E3779B1
_SECOND: Final = 0x6C8E9CF5


def _shingles(tokens: bytes) -> tuple[int, ...]:
    """Give the shingles of all neighbours, by one multiplication of the whole text.

    The two factors have 31 bits, so no sum of two products leaves its 64 bits.
    """
    count = len(tokens) // _WIDTH
    text = int.from_bytes(tokens, "little")
    sums = text * _FIRST + (text >> 8 * _WIDTH) * _SECOND
    data = (sums >> 24).to_bytes(len(tokens), "little")
    return unpack(f"<{2 * count}I", data)[: 2 * (count - 1) : 2]


_PACKED: Final = Struct(f">{BINS}I")
_EMPTY: Final = 1 << 32  # more than any shingle
_BANDS: Final = range(0, 4 * BINS, 8)


def _bins(tokens: bytes) -> list[int]:
    """Give the least shingle of each bin."""
    least = [_EMPTY] * BINS
    for shingle in _shingles(tokens):
        if shingle < least[shingle >> 27]:
            least[shingle >> 27] = shingle
    if _EMPTY in least:
        next_one = min(least)  # of the first bin that has one, as the bins ascend
        for number in reversed(range(BINS)):
            if least[number] == _EMPTY:
                least[number] = next_one
            next_one = least[number]
    return least


def _subjects(headline: bytes, tokens: bytes) -> tuple[int, ...]:
    places: list[int] = []
    for start in range(0, len(headline), _WIDTH):
        if NUMBERS <= headline[start] < LONG_WORDS:
            continue
        place = tokens.find(headline[start : start + _WIDTH])
        # Eight bytes that end in four zeros are found at multiples of eight, or inside
        # two tokens where the bytes of a hash happen to be zero as well.
        place, odd = divmod(place, _WIDTH)
        if place >= 0 and not odd and place not in places:
            places.append(place)
            if len(places) == MAX_SUBJECTS:
                break
    return tuple(places)
