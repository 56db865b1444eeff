"""Tables of facts in an article's text: ingredients, results, prices."""

from __future__ import annotations

from itertools import islice
from typing import TYPE_CHECKING, Final

from newsbot.arabic.boilerplate import is_boilerplate
from newsbot.pages.fallback import names
from newsbot.pages.fallback.authors.bylines import byline
from newsbot.pages.fallback.dates.datelines import is_date_line

if TYPE_CHECKING:
    from collections.abc import Sequence

    from lxml.etree import _Element

    from newsbot.pages.fallback.outline import Row

# So far up from its words a table stands: p, td, tr, tbody, table.
_DEPTH: Final = 6
_CELLS: Final = ("td", "th")
_APART: Final = ("table", "a", "img", "form", "input", "iframe")
_SUBHEADS: Final = ("h2", "h3", "h4", "h5", "h6")
_FEWEST_ROWS: Final = 2
_FEWEST_COLUMNS: Final = 2
# Cells that are looked at, and characters of one.
_MOST: Final = 2_000
_LONGEST: Final = 300


class Tables:
    """The tables in an element of text.

    :param container: that element
    """

    def __init__(self, container: _Element) -> None:
        self._container = container
        self._known: dict[_Element, bool] = {}

    def holds(self, element: _Element) -> bool:
        """Whether an element stands in a table of facts: two rows at least of two
        cells or more, without links, pictures, dates of the page and tables in them,
        and named as nothing else."""
        table = None
        for node in (element, *islice(element.iterancestors(), _DEPTH - 1)):
            if node is self._container:
                return False
            if node.tag == "table":
                table = node
                break
        if table is None:
            return False
        if table not in self._known:
            self._known[table] = _is_of_facts(table)
        return self._known[table]

    def is_headed(self, rows: Sequence[Row], i: int) -> bool:
        """Whether a row is a subhead straight above a table of facts.

        :param rows: the page's outline
        :param i: index of the row
        """
        is_subhead = rows[i].element.tag in _SUBHEADS and not rows[i].is_linked
        return is_subhead and i + 1 < len(rows) and self.holds(rows[i + 1].element)


def _is_of_facts(table: _Element) -> bool:
    if names.is_foreign(table) or names.is_doubtful(table):
        return False
    if any(node is not table for node in table.iter(*_APART)):
        return False
    rows: dict[_Element | None, int] = {}
    for cell in islice(table.iter(*_CELLS), _MOST):
        text = " ".join("".join(map(str, cell.itertext())).split())
        if not text:
            continue
        is_page = len(text) < _LONGEST and (
            is_date_line(text) or byline(text) or is_boilerplate(text)
        )
        if is_page:
            return False
        rows[cell.getparent()] = rows.get(cell.getparent(), 0) + 1
    full = sum(count >= _FEWEST_COLUMNS for count in rows.values())
    return full >= _FEWEST_ROWS and 2 * full > len(rows)
