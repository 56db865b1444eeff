"""What stands in the element that holds an article's text, and is none of it."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, Final

from lxml import etree

from newsbot.arabic.text import clean
from newsbot.pages.html import BLOCKS
from newsbot.terminal import isolated, printable

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lxml.etree import _Element

    from newsbot.items import Article

# What no reader sees, and what stands in the place of a script.
_CODE: Final = frozenset("script style template noscript svg textarea iframe".split())
_CELLS: Final = frozenset({"td", "th", "br"})
_LONGEST: Final = 100
_NAME: Final = 14


def show_left_out(container: _Element | None, article: Article, *, full: bool) -> None:
    """Print :func:`left_out` on standard output, in the manner of a field of
    :func:`newsbot.display.show`; nothing, if nothing is left out.

    :param full: whether all lines are printed, and long ones in whole
    """
    lines = left_out(container, article)
    if not lines:
        return
    form = isolated if sys.stdout.isatty() else printable
    shown = lines if full or len(lines) <= 3 else [*lines[:2], "…", lines[-1]]
    for number, line in enumerate(shown):
        is_short = full or len(line) <= _LONGEST
        text = line if is_short else f"{line[:_LONGEST].rstrip()}…"
        print(f"{'' if number else 'left out':{_NAME}}{form(text)}")
    count = "1 line" if len(lines) == 1 else f"{len(lines)} lines"
    print(f"{'':{_NAME}}({count} of the element that holds the text)")


def left_out(container: _Element | None, article: Article) -> list[str]:
    """The lines of *container* that *article* has neither in its text nor in its lead
    or headline: captions, links to other articles, share bars, what a profile drops.
    A line of which a part is left out is one of them.

    :param container: the element of the body; None: there is none
    :return: the lines, cleaned, each once, in the page's order
    """
    if container is None:
        return []
    kept = [article.text, article.lead or "", article.title]
    whole = " ".join(" ".join(kept).split())
    lines = dict.fromkeys(" ".join(clean(line).split()) for line in _lines(container))
    return [line for line in lines if line and line not in whole]


def _lines(root: _Element) -> Iterator[str]:
    """The lines that a browser would show, whatever hides some of them."""
    parts: list[str] = []
    walker = etree.iterwalk(root, events=("start", "end", "comment", "pi"))
    for event, node in walker:
        is_element = event in ("start", "end")
        if is_element and (node.tag in BLOCKS or node.tag in _CELLS):
            yield "".join(parts)
            parts = []
        if event == "start":
            if node.tag in _CODE:
                walker.skip_subtree()
            else:
                parts.append(node.text or "")
        elif node is not root:
            parts.append(node.tail or "")
    yield "".join(parts)
