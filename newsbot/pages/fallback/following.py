"""Where on an article's page the next article begins: sites load one below the other,
each with its own byline and date line."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from newsbot.arabic.boilerplate import announces_related
from newsbot.arabic.boilerplate.edges import ends_article
from newsbot.pages.fallback.headlines.headings import is_above_text, tells_when_or_who
from newsbot.pages.fallback.text.ends import is_like_headline

if TYPE_CHECKING:
    from collections.abc import Sequence

    from lxml.etree import _Element

    from newsbot.pages.fallback.outline import Row

_HEADINGS: Final = frozenset(("h1", "h2", "h3"))
# Words of a headline; shorter headings are labels, and the names of authors.
_FEWEST: Final = 3
_MOST: Final = 30


def begin_of_next(rows: Sequence[Row], *, behind: int, heading: Row | None) -> int:
    """Index of the headline of the next article, the number of rows without one: a
    heading behind the text that is marked as the article's own is, or has a line of its
    date or its writer below, and a text.

    :param rows: the page's outline
    :param behind: index of the first row behind headline and text
    :param heading: the row of the article's headline; None where it is not on the page
    """
    own: _Element | None = None if heading is None else heading.element
    title = "" if heading is None else heading.key
    for i in range(behind, len(rows)):
        row = rows[i]
        if row.key == title or not _FEWEST <= len(row.text.split()) <= _MOST:
            continue
        if row.element.tag not in _HEADINGS or (
            row.is_linked and row.element.tag != "h1"
        ):
            continue
        if announces_related(row.text) or ends_article(row.text):
            continue
        if is_like_headline(row.element, own) or _is_signed(rows, i):
            return i
    return len(rows)


def _is_signed(rows: Sequence[Row], i: int) -> bool:
    below = (row.text for row in rows[i + 1 : i + 3])
    return any(map(tells_when_or_who, below)) and is_above_text(rows, i)
