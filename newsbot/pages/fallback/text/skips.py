"""What a link for screen readers leads over: a box between paragraphs, with «تخطى
البودكاست وواصل القراءة» before it and a place to go to behind it."""

from __future__ import annotations

from itertools import islice
from typing import TYPE_CHECKING, Final

from newsbot.arabic.text import fold
from newsbot.pages.fallback.outline import text_of
from newsbot.pages.fallback.sentences import is_sentence

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from lxml.etree import _Element

    from newsbot.pages.fallback.outline import Row

_OVER: Final = frozenset(map(fold, "تخطى تخطي تخط تجاوز تجاهل skip".split()))
# Rows, and words, of what is led over; links for whom that is asked.
_ROWS: Final = 30
_WORDS: Final = 150
_LINKS: Final = 50
# A list of contents has headings to go to, that may begin so.
_LISTED: Final = frozenset(("li", "nav", "h1", "h2", "h3", "h4", "h5", "h6"))
_HEADINGS: Final = frozenset(("h1", "h2", "h3", "h4", "h5", "h6"))


def skipped_rows(
    container: _Element, rows: Sequence[Row], inside: Sequence[int]
) -> set[int]:
    """Indices of the rows from such a link to the place that it leads to, and of the
    label that stands there; a paragraph there is none of them.

    :param container: the element of the text
    :param rows: the page's outline
    :param inside: indices of the rows in the container
    """
    links = list(islice(_links(rows, inside), _LINKS))
    if not links:
        return set()
    order = {element: place for place, element in enumerate(container.iter())}
    by_id = {element.get("id"): element for element in order if element.get("id")}
    found: set[int] = set()
    for place, link in links:
        target = by_id.get(link.get("href", "")[1:])
        if target is None or target.tag in _HEADINGS or order[target] < order[link]:
            continue
        over = {inside[place]}
        for i in inside[place + 1 : place + 1 + _ROWS]:
            row = rows[i]
            if order[row.element] >= order[target]:
                if row.element is target and not is_sentence(row.text):
                    over.add(i)
                break
            over.add(i)
        else:
            continue
        if sum(len(rows[i].text.split()) for i in over) <= _WORDS:
            found |= over
    return found


def _links(
    rows: Sequence[Row], inside: Sequence[int]
) -> Iterator[tuple[int, _Element]]:
    """The first links of rows that lead over something, each with the place of its row
    among those of the container."""
    for place, i in enumerate(inside):
        link = next(iter(rows[i].links), None)
        if link is None or not link.get("href", "").startswith("#"):
            continue
        words = fold(text_of(link)).split()
        near = (link, *islice(link.iterancestors(), 2))
        is_listed = any(node.tag in _LISTED for node in near)
        if len(words) > 1 and words[0] in _OVER and not is_listed:
            yield place, link
