"""What is kept of a text so that its copies can be found and told from look-alikes.

The definition, version 1. It must never change under its number, because what it
gives is stored; another definition is another :data:`VERSION`.

1. Words: a text split at white space and at ``. : « » ( ) " ،``, each word folded
   (:func:`fold`), then ؤ as و and ئ as ي. Tokens are its runs of digits and of letters.
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

import re
from bisect import bisect_left
from dataclasses import dataclass
from hashlib import blake2b
from struct import Struct, unpack
from typing import Final
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


@dataclass(frozen=True, slots=True)
class Fingerprint:
    """What is kept of one article."""

    exact: int | None
    """Signed 64 bits: of the text, or of headline and text where the text is short.
    None where both together are too short to name a story."""
    is_short: bool
    """The text has fewer than :data:`MIN_TOKENS` tokens: only ``exact`` counts, and
    only among articles of the same day. The other fields are empty."""
    bands: tuple[int, ...]
    """16 values of signed 32 bits, one of which nearly every edited copy shares."""
    sketch: bytes
    """32 bytes, whose share of equal ones estimates the resemblance of two texts
    (Jaccard index of their shingles)."""
    codes: bytes
    """One byte for each of the first :data:`MAX_CODES` tokens."""
    subjects: tuple[int, ...]
    """Where in ``codes`` the words of the headline first stand, at most
    :data:`MAX_SUBJECTS`."""


def fingerprint(title: str, text: str) -> Fingerprint:
    """Give the fingerprint of an article.

    ``title`` serves for ``subjects``, and as a part of the text where that is short:
    copies often have another headline. Both may be empty.
    """
    if len(_tokens) > _MAX_CACHED:
        _tokens.clear()
    tokens = _tokenise(text)
    headline = _tokenise(title)
    if len(tokens) < _WIDTH * MIN_TOKENS:
        exact = None
        if len(headline) + len(tokens) >= _WIDTH * MIN_HEADLINE:
            exact = _hash64(b"headline" + headline + b"text" + tokens)
        return Fingerprint(exact, True, (), b"", b"", ())
    bins = _bins(tokens)
    packed = _PACKED.pack(*bins)
    first = tokens[: _WIDTH * MAX_CODES]
    return Fingerprint(
        exact=_hash64(tokens),
        is_short=False,
        bands=tuple(crc32(packed[at : at + 8]) - 0x80000000 for at in _BANDS),
        sketch=packed[3::4],
        codes=first[::_WIDTH],
        subjects=_subjects(headline, first),
    )


class _Tokens(dict[str, bytes]):
    """Word of a text -> its tokens in eight bytes each; filled as words are met."""

    def __missing__(self, word: str) -> bytes:
        if _PLAIN.fullmatch(word):
            tokens = _token(word)
        else:
            folded = fold(word).translate(_CARRIERS)
            tokens = b"".join(map(_token, _TOKEN.findall(folded)))
        self[word] = tokens
        return tokens


_WIDTH: Final = 8  # four bytes of hash and four of room for the product in `_shingles`
_PERSON: Final = f"newsbot {VERSION}".encode()
_TOKEN: Final = re.compile(r"[0-9]+|[^\W\d_]+")
_CARRIERS: Final = str.maketrans("ؤئ", "وي")

# Folding and hashing every word anew would cost three times the rest. So words are
# remembered, and what most of them need is done to the whole text at once,
# which `fold` would do as well.
_MAX_CACHED: Final = 1 << 16
_tokens: Final = _Tokens()
_REPLACED: Final = (
    *((letter, "ا") for letter in "أإآ"),
    *(("ى", "ي"), ("ة", "ه"), ("ؤ", "و"), ("ئ", "ي")),
    *((mark, " ") for mark in '.:«»()"،'),
)
_PLAIN: Final = re.compile("[ء-غف-ي]+|[0-9]+")


def _tokenise(text: str) -> bytes:
    for old, new in _REPLACED:
        text = text.replace(old, new)
    return b"".join(map(_tokens.__getitem__, text.split()))


def _token(token: str) -> bytes:
    code, *rest = blake2b(token.encode(), digest_size=8, person=_PERSON).digest()[:4]
    if token[0] <= "9":
        code %= NUMBERS
    elif len(token) <= 3:
        code = NUMBERS + code % (LONG_WORDS - NUMBERS)
    else:
        code = LONG_WORDS + code % (256 - LONG_WORDS)
    return bytes((code, *rest, 0, 0, 0, 0))


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


_PACKED: Final = Struct(">32I")
_BINS: Final = [number << 27 for number in range(32)]
_BANDS: Final = range(0, 4 * 32, 8)


def _bins(tokens: bytes) -> list[int]:
    """Give the least shingle of each bin."""
    shingles = sorted(set(_shingles(tokens)))
    count = len(shingles)
    shingles.append(shingles[0])  # after the last bin comes the first
    return [shingles[bisect_left(shingles, start, 0, count)] for start in _BINS]


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
