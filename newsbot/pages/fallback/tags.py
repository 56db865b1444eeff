"""The tags of an article: links marked as tags, or below a label «الوسوم: …»."""

from __future__ import annotations

from itertools import takewhile
from typing import TYPE_CHECKING, Final

from newsbot.arabic.boilerplate.labels.keywords import KEYWORDS
from newsbot.arabic.text import fold
from newsbot.pages.fallback import names

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from lxml.etree import _Element

    from newsbot.pages.fallback.outline import Row

# These label sections.
_SECTIONS: Final = frozenset(map(fold, ("التصنيفات", "Filed under")))
_LABELS: Final = KEYWORDS - _SECTIONS
# So many rows may stand between the text and its tags: credits, share bars.
_BEHIND: Final = 15
# A link of more words is the headline of something else.
_MOST_WORDS: Final = 5
_MOST: Final = 30


def labelled_tags(rows: Sequence[Row], last: int) -> list[str]:
    """What the links say beside or below the label of tags that is next behind the
    text; empty where there is none, or where links lead to articles.

    :param rows: the page's outline
    :param last: index of the last row of the text
    """
    for i in range(last + 1, min(last + 1 + _BEHIND, len(rows))):
        row = rows[i]
        if fold(row.unlinked or row.text) not in _LABELS:
            continue
        if names.is_page_part(row.element):
            return []
        found = [_text(link) for link in row.links or _below(rows[i + 1 :])]
        tags = [text for text in found[:_MOST] if text]
        if all(len(tag.split()) <= _MOST_WORDS for tag in tags):
            return tags
        return []
    return []


def _below(rows: Sequence[Row]) -> Iterator[_Element]:
    """The links of the next row, and of those that are of one list with it."""
    if rows:
        first = rows[0].element
        for row in takewhile(lambda row: row.is_linked, rows):
            element = row.element
            if element.tag != first.tag or element.getparent() is not first.getparent():
                break
            yield from row.links


def _text(link: _Element) -> str:
    return " ".join("".join(map(str, link.itertext())).split()).lstrip("# ")


def linked_tags(scope: _Element) -> list[str]:
    """The words of the links in an element that are marked as tags' (``rel=tag``)."""
    found = []
    for link in scope.iter("a"):
        if "tag" in (link.get("rel") or "").split():
            text = " ".join("".join(map(str, link.itertext())).split())
            href = link.get("href", "")
            if text and "/category/" not in href and len(text) < 60:
                found.append(text.lstrip("#"))
    return found
