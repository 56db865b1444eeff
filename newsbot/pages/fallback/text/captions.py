"""Captions of pictures that no name tells to be captions."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from newsbot.pages.fallback.outline import letters
from newsbot.pages.fallback.sentences import STOPS

if TYPE_CHECKING:
    from lxml.etree import _Element

    from newsbot.pages.fallback.outline import Row
    from newsbot.pages.fallback.text.weights import Weights

# Longer ones tell the news.
_MOST_WORDS: Final = 20
_SUBHEADS: Final = frozenset(("h2", "h3", "h4", "h5", "h6"))


def is_picture_caption(
    row: Row, *, container: _Element | None, weights: Weights
) -> bool:
    """Whether a row stands in one block with a picture, and reads like a label.

    :param container: the element that holds the text
    :param weights: those of the elements in it
    """
    if row.text.endswith(STOPS) or len(row.text.split()) > _MOST_WORDS:
        return False
    parent, previous = row.element.getparent(), row.element.getprevious()
    # Not by its length: that counts the thousands of lines that it may hold.
    is_plain = row.element.tag == "p" and next(iter(row.element), None) is None
    if previous is not None and is_plain:
        # A picture in a paragraph of its own, its words in the next.
        has_picture = next(previous.iter("img", "picture"), None) is not None
        if has_picture and not letters("".join(map(str, previous.itertext()))):
            return True
    for block in (row.element, parent):
        if block is None or block is container:
            return False
        held = weights.of(block)
        # A subhead with its icon, above the paragraph that it heads.
        heads = row.element.tag in _SUBHEADS and not held.keys <= {row.key}
        if held.rows > 2 or heads:
            return False
        if next(block.iter("img", "picture", "amp-img"), None) is not None:
            return True
    return False
