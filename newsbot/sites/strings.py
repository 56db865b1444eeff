"""What is found on a page as a string."""

from __future__ import annotations

from itertools import islice
from typing import TYPE_CHECKING

from lxml import etree

from newsbot.pages.html import BLOCKS

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lxml.etree import _Element

# Words on both sides of these stand apart for readers.
_APART = BLOCKS | {"td", "th"}
# The element of a date has an icon and a few words in it.
_ELEMENTS = 10


def string_of(node: _Element | str) -> str:
    """A string without outer white space; an element counts as the text in it."""
    if isinstance(node, str):
        return node.strip()
    if not len(node):
        return "" if node.text is None else " ".join(node.text.split())
    return " ".join("".join(_text_of(node)).split())


def _text_of(root: _Element) -> Iterator[str]:
    # iterwalk, unlike itertext, lets script and style be passed over.
    walker = etree.iterwalk(root, events=("start", "end", "comment", "pi"))
    for event, node in walker:
        if node.tag in _APART:
            yield " "
        if event == "start":
            if node.tag in ("script", "style", "noscript"):
                walker.skip_subtree()
            elif node.text:
                yield node.text
        elif node is not root and node.tail:
            yield node.tail


def line_of(element: _Element) -> str | None:
    """The text in *element*, None where there is none, or more than a line of it."""
    if len(list(islice(element.iter(), _ELEMENTS + 1))) > _ELEMENTS:
        return None
    return string_of(element) or None
