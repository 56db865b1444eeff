"""Whether rows stand in the text that the judge took."""

from __future__ import annotations

import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsbot.pages.fallback.text.judgedtext import JudgedText

# Two letters: nearly each short row stands in it somewhere, in many places.
WORDS = st.text("اب", min_size=1, max_size=14)


def text_of(seed: int, letters: str = "اب", count: int = 6_000) -> str:
    return "".join(random.Random(seed).choices(letters, k=count))


@given(st.integers(0, 9), st.lists(WORDS, max_size=40))
def test_rows_are_in_the_text_or_not(seed: int, keys: list[str]) -> None:
    text = text_of(seed)
    sought = JudgedText(text)
    assert [key in sought for key in keys] == [key in text for key in keys]


@given(
    st.integers(0, 9),
    st.lists(st.tuples(st.integers(0, 5_999), st.integers(1, 60))),
    st.booleans(),
)
def test_what_stands_in_it_is_found_wherever_it_begins(
    seed: int,
    spans: list[tuple[int, int]],
    is_odd: bool,
) -> None:
    text = text_of(seed, "ابتثجحخدذرزسش")
    sought = JudgedText(text)
    for start, count in spans:
        key = text[start : start + count]
        assert key in sought
        if is_odd:
            assert f"{key}!" not in sought
            assert f"!{key}" not in sought


@pytest.mark.parametrize("text", ["", "اب", "خبر" * 3_000])
def test_texts_of_any_length(text: str) -> None:
    sought = JudgedText(text)
    for key in ("خبر", "خبرخبر", "خبر" * 20, "برخ", "بخر", "خبر" * 3_001, "ا"):
        assert (key in sought) == (key in text)
        assert (key in sought) == (key in text)
