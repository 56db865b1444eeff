"""What holds for every text: invented articles with noise, and fuzzed strings.

The checks read "letters" on their own, without the code under test: after references
and presentation forms are resolved, in NFC, without tatweel.
"""

import html
import random
import unicodedata

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from newsbot.arabic.encoding import may_be_misread
from newsbot.arabic.text import clean, fold
from tests.corpus import FAITHFUL, FOLDED, Noise, corpus

BIDI = frozenset(
    "\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"
)
DELETED = dict.fromkeys(
    map(ord, "\u00ad\u200b\u2060\ufeff\u200c\u200d" + "".join(BIDI))
)
SIGNS = frozenset("ﷺﷻ﷼")
ARTICLES = corpus(500)

_ARABIC = "ابتثجحخدذرزسشصضطظعغفقكلمنهويىةءأإآؤئ"
_OTHER_LETTERS = "پچژگکیہھےۆێەڕڵټډړښabcZÉéñØÙø"
_MARKS = "\u064b\u064e\u0651\u0653\u0654\u0655\u0670\u06e1ـ"
_INVISIBLE = "\u00ad\u200b\u200c\u200d\ufeff\u2060" + "".join(sorted(BIDI))
_BREAKS = " \t\n\r\x00\x0b\x0c\x1a\x85\u00a0\u2009\u2028\u2029\u3000"
_PUNCTUATION = "،؛؟.!?:,\"'«»()…-–_#@&;§©®¨±²‡ˆ‰"
_PIECES = (
    *(
        "&amp;",
        "&quot;",
        "&nbsp;",
        "&#1604;",
        "&#x627;",
        "&#8203;",
        "&lt",
        "amp;",
        "#38;",
    ),
    *(
        "https://a.example/",
        "لـ",
        "هـ",
        "1446هـ",
        "👨\u200d👩",
        "❤\ufe0f",
        "ﷺ",
        "ﷲ",
        "ﻻ",
    ),
    *("Ø§Ù„", "ط§ظ„", "â€œ", "Ã©", "\ud83d", "\ude00", "½", "新", "0", "٥", "۶"),
)
CHARACTERS = st.one_of(
    st.sampled_from(_ARABIC),
    st.sampled_from(_ARABIC + _OTHER_LETTERS),
    st.sampled_from(_MARKS + _INVISIBLE),
    st.sampled_from(_BREAKS + _PUNCTUATION),
    st.sampled_from(_PIECES),
    st.characters(min_codepoint=0xFB50, max_codepoint=0xFEFF),
    st.characters(exclude_categories=()),  # lone surrogates too
)
TEXTS = st.lists(CHARACTERS, max_size=40).map("".join)


def resolved(text: str) -> str:
    """References, presentation forms and invisible characters resolved; NFC."""
    for _ in range(8):
        text = html.unescape(text.translate(DELETED))
    return unicodedata.normalize("NFC", "".join(map(_form_resolved, text)))


def _form_resolved(char: str) -> str:
    if (
        "\ufb50" <= char <= "\ufdff" or "\ufe70" <= char <= "\ufefc"
    ) and char not in SIGNS:
        return unicodedata.normalize("NFKC", char).strip()
    return char


def letters(text: str) -> str:
    return "".join(
        c for c in resolved(text) if (c.isalpha() or c.isnumeric()) and c != "ـ"
    )


def words(text: str) -> list[str]:
    """Runs of letters and digits; marks and tatweel within a word do not part it."""
    bare = (c for c in resolved(text) if unicodedata.category(c)[0] != "M" and c != "ـ")
    return "".join(c if c.isalnum() else " " for c in bare).split()


def check(text: str) -> None:
    """All that must hold between a text and what it is cleaned to."""
    cleaned = clean(text)
    assert clean(cleaned) == cleaned
    assert unicodedata.is_normalized("NFC", cleaned)
    assert BIDI.isdisjoint(cleaned)
    assert cleaned.encode().decode() == cleaned
    assert fold(cleaned) == fold(text)
    if not may_be_misread(text) and not may_be_misread(resolved(text)):
        assert letters(cleaned) == letters(text)
        assert words(cleaned) == words(text)


@settings(max_examples=200)
@given(TEXTS)
def test_fuzzed_texts(text: str) -> None:
    check(text)


@pytest.mark.full
@pytest.mark.timeout(0)
@settings(max_examples=100_000, database=None)
@given(TEXTS)
def test_100_000_fuzzed_texts(text: str) -> None:
    check(text)


def test_invented_articles_are_clean_already() -> None:
    assert len(set(ARTICLES)) == 500
    for article in ARTICLES:
        assert clean(article) == article
    for article in ARTICLES[::10]:
        check(article)


@pytest.mark.parametrize("noise", FAITHFUL.values(), ids=FAITHFUL)
def test_noise_is_undone(noise: Noise) -> None:
    rng = random.Random(1)
    for article in ARTICLES[::25]:
        noisy = noise(article, rng)
        assert noisy != article
        assert clean(noisy) == article


@pytest.mark.parametrize("noise", FOLDED.values(), ids=FOLDED)
def test_folding_does_not_see_noise(noise: Noise) -> None:
    rng = random.Random(2)
    for article in ARTICLES[1::25]:
        assert fold(noise(article, rng)) == fold(article)


@pytest.mark.full
def test_all_noise_together_in_every_article() -> None:
    rng = random.Random(3)
    several = [noise for name, noise in FAITHFUL.items() if name != "entities"]
    for article in ARTICLES:
        noisy = article
        for noise in several[:-2]:
            noisy = noise(noisy, rng)
        noisy = rng.choice(several[-2:])(noisy, rng)
        check(noisy)
        assert clean(noisy) == article
        assert fold(noisy) == fold(article)


@pytest.mark.parametrize(
    "text",
    [
        "می\u200cخواهم کتاب\u200cهای پژوهش گرگ را بخوانم",
        "ٹوٹی ہوئی ڈھال اور چھوٹے گھوڑے بھی ہیں",
        "ڕۆژنامەی کوردی؛ ژیان، گوڵ و پەپوولە، ده\u200cست",
        "ښځه ګرځي؛ ټول پوهېږي",
        "ئۇيغۇرچە؛ كىتاب، ۋاقىت",
    ],
    ids=["Persian", "Urdu", "Kurdish", "Pashto", "Uyghur"],
)
def test_other_languages_of_the_script_survive(text: str) -> None:
    assert clean(text) == text
    for noise in ("odd spaces", "more spaces", "bidi marks", "NFD"):
        assert clean(FAITHFUL[noise](text, random.Random(4))) == text
