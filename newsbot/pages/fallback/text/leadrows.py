"""The summary that a page prints in the element of its text."""

from __future__ import annotations

from typing import TYPE_CHECKING

from newsbot.pages.fallback import names
from newsbot.pages.fallback.leads import is_point

if TYPE_CHECKING:
    from lxml.etree import _Element

    from newsbot.pages.fallback.outline import Row
    from newsbot.pages.fallback.text.weights import Weights


def is_named_lead(
    row: Row, container: _Element | None, *, weights: Weights, whole: int
) -> bool:
    """Whether a row at the begin of a text is its summary: alone in an element that is
    named so. A box of points is none, nor one of several paragraphs.

    :param container: the element that holds the text
    :param weights: those of the elements in it
    :param whole: letters that the judge took in all
    """
    if is_point(row.element):
        return False
    for element in (row.element, row.element.getparent()):
        if element is None or element is container:
            return False
        if names.is_lead(element):
            held = weights.of(element)
            if sum(1 for _ in element.iter("li")) > 1 or len(held.keys) > 1:
                return False
            return 2 * held.taken < whole
    return False
