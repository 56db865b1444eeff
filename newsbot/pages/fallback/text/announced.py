"""Lists that the text announces with a colon, however short their items are."""

from __future__ import annotations

from itertools import islice
from typing import TYPE_CHECKING, Final

from newsbot.arabic.boilerplate import announces_related, is_boilerplate
from newsbot.arabic.boilerplate.edges import ends_article
from newsbot.pages.fallback import names

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Sequence

    from lxml.etree import _Element

    from newsbot.pages.fallback.outline import Row

_LISTS: Final = frozenset(("ul", "ol", "dl"))
_COLONS: Final = (":", "：")
# Words of an announcement; «الوسوم:» and «شاركنا:» are labels.
_FEWEST_WORDS: Final = 3
# So far up from an item its list stands, and from a row its paragraph.
_DEPTH: Final = 3
_MOST: Final = 100


def announced_rows(rows: Sequence[Row], taken: Collection[int]) -> set[int]:
    """Indices of the items of lists that follow straight behind a row of the text that
    ends with a colon; of none that has a link, or is named as something else.

    The judge passes over lists of names at the end of a text.

    :param rows: the page's outline
    :param taken: indices of the rows that the judge took
    """
    found: set[int] = set()
    for i in taken:
        if not rows[i].text.endswith(_COLONS) or i + 1 == len(rows):
            continue
        box = _list_of(rows[i + 1].element)
        if box is None or not _is_announced(rows[i], box):
            continue
        items = list(_rows_in(box, rows, i + 1))
        if len(items) <= _MOST and not any(rows[j].linked for j in items):
            found.update(items)
    return found


def _is_announced(row: Row, box: _Element) -> bool:
    if row.linked or len(row.text.split()) < _FEWEST_WORDS:
        return False
    if announces_related(row.text) or ends_article(row.text):
        return False
    if is_boilerplate(row.text) or names.is_foreign(box) or names.is_doubtful(box):
        return False
    around = (row.element, *islice(row.element.iterancestors(), _DEPTH - 1))
    return box.getparent() is row.element or box.getprevious() in around


def _list_of(element: _Element) -> _Element | None:
    around = (element, *islice(element.iterancestors(), _DEPTH))
    return next((node for node in around if node.tag in _LISTS), None)


def _rows_in(box: _Element, rows: Sequence[Row], start: int) -> Iterator[int]:
    for i in range(start, min(start + _MOST + 1, len(rows))):
        if box not in (rows[i].element, *rows[i].element.iterancestors()):
            return
        yield i
