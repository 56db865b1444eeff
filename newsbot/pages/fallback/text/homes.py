"""Where the paragraphs of a text stand: siblings in one element, or in a few."""

from __future__ import annotations

from collections import Counter
from functools import cached_property
from typing import TYPE_CHECKING, Final

from newsbot.pages.fallback.sentences import is_sentence
from newsbot.pages.fallback.text.boxes import is_teaser
from newsbot.pages.fallback.text.gates import is_gate

if TYPE_CHECKING:
    from collections.abc import Container, Iterable, Sequence

    from lxml.etree import _Element

    from newsbot.pages.fallback.outline import Row

# Letters of a gate before the rest of a text, at most.
_GATE: Final = 350


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
        self._homes: dict[_Element, _Element] = {}
        self._counts: Counter[_Element] = Counter()
        for i in inside:
            element = rows[i].element
            self._counts.update((element, *element.iterancestors()))

    def of(self, i: int) -> _Element:
        """The element that holds a row's paragraph and its siblings: the smallest
        that holds several rows.

        :param i: index of the row
        """
        first = element = self._rows[i].element
        if (known := self._homes.get(first)) is not None:
            return known
        while self._counts[element] < 2:
            parent = element.getparent()
            if parent is None:
                break
            element = parent
        self._homes[first] = element
        return element

    @cached_property
    def main(self) -> set[_Element]:
        """The elements in which most of the text's paragraphs stand."""
        held: Counter[_Element] = Counter()
        labelled: set[_Element] = set()
        for i in self._taken:
            row = self._rows[i]
            if not is_teaser(self._rows, i):
                home = self.of(i)
                held[home] += len(row.key)
                if not is_sentence(row.text):
                    labelled.add(home)
        # Of a text that is cut a gate holds half as much.
        gates = [e for e in held if e in labelled and held[e] <= _GATE and is_gate(e)]
        for gate in gates if len(gates) < len(held) else ():
            del held[gate]
        most = max(held.values(), default=0)
        return {home for home, count in held.items() if 2 * count >= most}

    def words_on_end(self, inside: Iterable[int], *, text: Container[int]) -> int:
        """Words of the sentences that stand in one element of the text; 0 where more
        than a third of the rows there are links.

        :param inside: indices of the rows in the container
        :param text: indices of those that are the text
        """
        words: Counter[_Element] = Counter()
        links: Counter[_Element] = Counter()
        rows: Counter[_Element] = Counter()
        for i in inside:
            row, home = self._rows[i], self.of(i)
            rows[home] += 1
            links[home] += row.is_linked
            if i in text and is_sentence(row.text):
                words[home] += len(row.text.split())
        return max(
            (count for home, count in words.items() if 3 * links[home] <= rows[home]),
            default=0,
        )
