"""Where the paragraphs of a text stand: siblings in one element, or in a few."""

from __future__ import annotations

from collections import Counter
from functools import cached_property
from typing import TYPE_CHECKING

from newsbot.pages.fallback.boxes import is_teaser

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from lxml.etree import _Element

    from newsbot.pages.fallback.outline import Row


class Homes:
    """The elements around the rows of a container.

    :param rows: the page's outline
    :param inside: indices of the rows in the container
    :param taken: indices of those that the judge took
    """

    def __init__(
        self, rows: Sequence[Row], *, inside: Iterable[int], taken: Sequence[int]
    ) -> None:
        self._rows = rows
        self._taken = taken
        self._counts: Counter[_Element] = Counter()
        for i in inside:
            element = rows[i].element
            self._counts.update((element, *element.iterancestors()))

    def of(self, i: int) -> _Element:
        """The element that holds a row's paragraph and its siblings: the smallest
        that holds several rows.

        :param i: index of the row
        """
        element = self._rows[i].element
        while self._counts[element] < 2:
            parent = element.getparent()
            if parent is None:
                break
            element = parent
        return element

    @cached_property
    def main(self) -> set[_Element]:
        """The elements in which most of the text's paragraphs stand."""
        held: Counter[_Element] = Counter()
        for i in self._taken:
            if not is_teaser(self._rows, i):
                held[self.of(i)] += len(self._rows[i].key)
        most = max(held.values(), default=0)
        return {home for home, count in held.items() if 2 * count >= most}
