"""What is kept of a text so that its copies can be found and told from look-alikes.

The definition, version 4. It must never change under its number, because what it
gives is stored; another definition is another :data:`VERSION`.

1. The tokens of a text are those of :func:`newsbot.similarity.tokens.tokens`.
2. The hash of a token is the CRC-32 of its UTF-8. Its *code* is the remainder of the
   hash's lowest byte by 64 for a number, and 64 more than that by 192 for a word.
3. A shingle of three neighbours with the hashes a, b and c is bits 24 to 55 of
   a * 0x5E3779B1 + b * 0x6C8E9CF5 + c * 0x3243F6A9.
4. The sample are the least 32 shingles of the text (Broder 1997), or all where it has
   fewer, ascending.
5. The bands are the first 12 of them, less 2 to the 31st.
6. The subjects are the first places in the text of its headline's numbers and words of
   more than two letters but :data:`COMMON`, in the headline's order, not more than
   eight.
7. The poles are those of :data:`newsbot.similarity.poles.POLES`, of the headline and of
   the first 32 tokens of the text.
8. The exact hash is BLAKE2b-64 of the tokens, separated by spaces, personalised by
   "newsbot 2". Of a short text it is that of headline, line feed and text.
"""

from __future__ import annotations

from functools import reduce
from hashlib import blake2b
from operator import or_
from struct import pack, unpack, unpack_from
from typing import Final, NamedTuple
from zlib import crc32

from newsbot.similarity.poles import POLES
from newsbot.similarity.tokens import tokens

VERSION: Final = 4
"""The number of the definition above, stored with everything made by it."""

NUMBERS: Final = 64
"""Codes below this one are numbers, the others words."""

MIN_TOKENS: Final = 20
"""A text of fewer tokens is no duplicate by its text alone."""

MIN_HEADLINE: Final = 8
"""Headline and text of fewer tokens together are too common to name one story.

"صور", "عاجل" or "أسعار الذهب اليوم" head many articles; a headline of a news agency
has 8 words or more.
"""

SHORT_WORD: Final = 2
"""Letters of a word that names no subject. With one more it may be Egypt, Gaza, Qatar,
Dubai, Aden or Homs."""

COMMON: Final = frozenset(
    tokens(
        """
        على إلى بعد قبل عند بين منذ حتى غير نحو ضد لدى دون سوى عبر حول ضمن فوق تحت خلف
        أمام هذا هذه ذلك تلك كل كما لكن ثم كان عام يوم شهر سنة جدا فقط أيضا هو هي هم
        نحن أنت لها له لهم به بها فيه فيها منه منها إنه إنها أنه أنها إذا
        """
    )
)
"""Words that name no subject: prepositions, pronouns, conjunctions, units of time."""

MAX_CODES: Final = 512
"""Codes kept of one text. Four of five newspaper articles have fewer tokens, and a
longer one is told from a look-alike by its beginning as well as by its whole."""

MAX_SUBJECTS: Final = 8
"""Headline words kept of one text."""

LEAD: Final = 32
"""Words at the beginning of a text that tell what happened: a sentence or two."""

SAMPLE: Final = 32
"""Shingles kept of one text."""

ASKED: Final = 12
"""Bands of one text, by which its copies are asked for."""

LISTED: Final = 8
"""Of these the first, by which a text is found. Each changes a page of a table, so
they are fewer; in a longer copy they stand among more, but still among its first."""


class Sketch(NamedTuple):
    """What two texts are compared by."""

    sample: tuple[int, ...]
    """At most :data:`SAMPLE` shingles of 32 bits; the shared part of two samples
    tells how much of the one text the other has."""
    subjects: tuple[int, ...]
    """Where in ``codes`` the words of the headline first stand, at most
    :data:`MAX_SUBJECTS`."""
    codes: bytes
    """One byte for each of the first :data:`MAX_CODES` tokens."""
    headline_poles: int = 0
    """Those of the headline's words, united."""
    lead_poles: bytes = b""
    """One byte for each of the first :data:`LEAD` tokens that has a pole: eight times
    its place, and the pole."""

    @property
    def bands(self) -> tuple[int, ...]:
        """At most :data:`ASKED` values of signed 32 bits. Nearly every edited copy has
        one of the first :data:`LISTED` among its own.
        """
        return tuple(shingle - 0x80000000 for shingle in self.sample[:ASKED])

    def pack(self) -> bytes:
        """Give the form in which it is stored: the numbers of shingles, subjects and
        poles of the lead and the poles of the headline in one byte each, then the
        shingles in four each, the subjects in two, the poles and the codes.
        """
        size, count = len(self.sample), len(self.subjects)
        counts = size, count, len(self.lead_poles), self.headline_poles
        values = pack(f">4B{size}I{count}H", *counts, *self.sample, *self.subjects)
        return values + self.lead_poles + self.codes

    @classmethod
    def unpack(cls, data: bytes) -> Sketch:
        """Give back what :meth:`pack` gave."""
        size, count, poles, headline_poles = data[:4]
        values = unpack_from(f">{size}I{count}H", data, 4)
        start = 4 + 4 * size + 2 * count
        lead_poles, codes = data[start : start + poles], data[start + poles :]
        return cls(values[:size], values[size:], codes, headline_poles, lead_poles)


class Fingerprint(NamedTuple):
    """What is kept of one article."""

    exact: int | None
    """Signed 64 bits: of the text, or of headline and text where the text is short.
    None where both together are too short to name a story."""
    bands: tuple[int, ...]
    """Those of the sketch, empty for a short text."""
    sketch: Sketch | None
    """None for a text of fewer than :data:`MIN_TOKENS` tokens: only ``exact`` counts
    then, and only among articles of the same day."""


def fingerprint(title: str, text: str) -> Fingerprint:
    """Give the fingerprint of an article.

    ``title`` serves for the subjects, and as a part of the text where that is short:
    copies often have another headline. Both may be empty.
    """
    headline, words = tokens(title), tokens(text)
    whole = b" ".join(words)
    if len(words) < MIN_TOKENS:
        exact = None
        if len(headline) + len(words) >= MIN_HEADLINE:
            exact = _hash64(b" ".join(headline) + b"\n" + whole)
        return Fingerprint(exact, (), None)
    hashes = pack(f"<{len(words)}Q", *map(crc32, words))
    least = _least(_shingles(hashes))
    first = words[:MAX_CODES]
    sketch = Sketch(
        tuple(least),
        _subjects(headline, first),
        _codes(first, hashes),
        reduce(or_, map(_pole, headline), 0),
        bytes(
            place << 3 | POLES[word]
            for place, word in enumerate(words[:LEAD])
            if word in POLES
        ),
    )
    return Fingerprint(_hash64(whole), sketch.bands, sketch)


def _pole(word: bytes) -> int:
    return POLES.get(word, 0)


# It is stored for ever and has stayed what it was in version 2.
_PERSON: Final = b"newsbot 2"
_DIGIT_9: Final = ord("9")


def _hash64(data: bytes) -> int:
    digest = blake2b(data, digest_size=8, person=_PERSON).digest()
    return int.from_bytes(digest, "big", signed=True)


_WIDTH: Final = 8  # four bytes of hash and four of room for the products below
_FIRST: Final = 0x5E3779B1
_SECOND: Final = 0x6C8E9CF5
_THIRD: Final = 0x3243F6A9


def _shingles(hashes: bytes) -> tuple[int, ...]:
    """Give the shingles of all neighbours, by three multiplications of the whole text.

    The sum of the factors has 32 bits, so no sum of products leaves its 64 bits.
    """
    count = len(hashes) // _WIDTH
    text = int.from_bytes(hashes, "little")
    step = 8 * _WIDTH
    sums = text * _FIRST + (text >> step) * _SECOND + (text >> 2 * step) * _THIRD
    data = (sums >> 24).to_bytes(len(hashes), "little")
    return unpack(f"<{2 * count}I", data)[: 2 * (count - 2) : 2]


def _least(shingles: tuple[int, ...]) -> list[int]:
    """Give the least :data:`SAMPLE` different shingles, ascending."""
    # Twice as many as needed are below this limit on average: fewer to be sorted.
    limit = (2 * SAMPLE << 32) // len(shingles)
    few = {shingle for shingle in shingles if shingle < limit}
    return sorted(few if len(few) >= SAMPLE else {*shingles})[:SAMPLE]


_WORD_CODES: Final = bytes(NUMBERS + byte % (256 - NUMBERS) for byte in range(256))


def word_code(word: bytes) -> int:
    """Give the code of a word, which is one of 192. ``word`` is no number."""
    return _WORD_CODES[crc32(word) & 0xFF]


def _codes(words: list[bytes], hashes: bytes) -> bytes:
    low = hashes[: _WIDTH * len(words) : _WIDTH]
    codes = bytearray(low.translate(_WORD_CODES))
    for place, word in enumerate(words):
        if word[0] <= _DIGIT_9:
            codes[place] = low[place] % NUMBERS
    return bytes(codes)


def _subjects(headline: list[bytes], words: list[bytes]) -> tuple[int, ...]:
    subjects = dict.fromkeys(
        word
        for word in headline
        if word[0] <= _DIGIT_9
        or (len(word.decode()) > SHORT_WORD and word not in COMMON)
    )
    places = [words.index(word) for word in subjects if word in words]
    return tuple(places[:MAX_SUBJECTS])
