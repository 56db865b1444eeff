"""What the elements in an article's container hold, and which of them are foreign."""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

from lxml import etree

from newsbot.arabic.credits import agency_line, credit
from newsbot.pages.fallback import names
from newsbot.pages.fallback.outline import Row, letters, text_of
from newsbot.pages.fallback.text.judge import LITTLE
from newsbot.pages.fallback.text.judgedtext import JudgedText
from newsbot.pages.fallback.text.quotes import is_attribution

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from lxml.etree import _Element

INLINE: Final = frozenset(
    """
    a abbr b bdi bdo big cite code del em font i ins kbd mark q s small span strike
    strong sub sup tt u var wbr
    """.split()
)
"""Elements that stand within a line."""

_SIDE: Final = frozenset("aside footer figcaption dialog menu".split())
_LISTS: Final = frozenset("div section ul ol dl table".split())


# Letters of «المصدر: …» at most.
_CREDIT: Final = 80


@dataclass(slots=True)
class Weight:
    """What an element holds, in letters."""

    total: int = 0
    linked: int = 0
    rows: int = 0
    keys: set[str] = field(default_factory=set)

    @property
    def taken(self) -> int:
        """Letters that the judge took, each row once."""
        return sum(map(len, self.keys))


class Weights:
    """The weights of all elements in a container.

    :param container: the element that holds the text
    :param rows: the rows in it
    :param judged: what the judge took (:func:`letters`)
    """

    def __init__(
        self, container: _Element, rows: Iterable[Row], *, judged: str
    ) -> None:
        self._container = container
        self._judged = JudgedText(judged)
        self._held: dict[_Element, Weight] = defaultdict(Weight)
        for row in rows:
            is_taken = row.key in self._judged
            for element in (row.element, *row.element.iterancestors()):
                weight = self._held[element]
                weight.total += len(row.key)
                weight.linked += row.linked
                weight.rows += 1
                if is_taken:
                    weight.keys.add(row.key)
                if element is container:
                    break

    def of(self, element: _Element) -> Weight:
        """What *element* holds."""
        return self._held[element]

    def whole(self, left_out: list[Row]) -> set[_Element]:
        """The elements of which every row is left out, and that show nothing else."""
        counts: Counter[_Element] = Counter()
        for row in left_out:
            for element in (row.element, *row.element.iterancestors()):
                if element is self._container:
                    break
                counts[element] += 1
        return {
            element
            for element, count in counts.items()
            if count == self._held[element].rows
            and not self._is_credit(element)
            and not _is_captioned(element)
        }

    def _is_apart(self, element: _Element) -> bool:
        """Whether an inline element is a row of its own that the judge passed over."""
        key = letters("".join(map(str, element.itertext())))
        return bool(key) and key not in self._judged

    def foreign(self) -> set[_Element]:
        """Elements in the container that hold none of the text."""
        container = self._container
        whole = self._held[container].taken
        found: set[_Element] = set()
        # What paragraphs are called says nothing of what else is called so.
        plain = {
            (e.tag, e.get("class"))
            for e, weight in self._held.items()
            if e.get("class") and not weight.linked and 2 * weight.taken > weight.total
        }
        common = self._common_words()
        for element in container.iter(etree.Element):
            if element is container:
                continue
            if element.tag in INLINE:
                if names.is_foreign(element) and self._is_apart(element):
                    found.add(element)
                continue
            weight = self._held.get(element)
            if weight is None:
                # Pictures and embeds only: the body's reader sees to them.
                continue
            taken = weight.taken
            if taken > 0.3 * whole and whole > 2 * LITTLE:
                continue
            is_doubted = 2 * taken < weight.total
            if names.is_foreign(element) or element.tag in _SIDE:
                is_foreign = taken < 0.5 * whole
            elif names.doubtful_words(element) - common or element.tag == "time":
                is_plain = (element.tag, element.get("class")) in plain
                is_foreign = is_doubted and not (
                    is_plain and 2 * weight.linked <= weight.total
                )
            else:
                is_foreign = (
                    element.tag in _LISTS
                    and is_doubted
                    and weight.rows > 1
                    and weight.linked > 0.6 * weight.total
                )
            if is_foreign and not (self._is_credit(element) or is_attribution(element)):
                found.update(self._words_in(element))
        # Where most of the text is named so, the names mean something else.
        named = [e for e in found if e in self._held and self._is_judged(e)]
        if 2 * sum(map(self._taken_in, named)) > whole:
            found.difference_update(named)
        return found

    def _common_words(self) -> set[str]:
        """The doubtful words in the names of several blocks beside each other that hold
        most of the text: a page builder calls every part so («elementor-widget»)."""
        blocks: dict[str, list[_Element]] = defaultdict(list)
        for element, weight in self._held.items():
            is_text = not weight.linked and 2 * weight.taken > weight.total
            if element is not self._container and is_text:
                for word in names.doubtful_words(element):
                    blocks[word].append(element)
        whole = self._held[self._container].taken
        return {
            word
            for word, held in blocks.items()
            if len(outer := _outermost(held)) > 1
            and 2 * sum(self._held[one].taken for one in outer) > whole
        }

    def _words_in(self, element: _Element) -> list[_Element]:
        """The element; of a picture with its caption only what shows no picture."""
        if not _is_captioned(element):
            return [element]
        return [
            part
            for part in element.iterdescendants(etree.Element)
            if part in self._held and next(part.iter("img"), None) is None
        ]

    def _is_credit(self, element: _Element) -> bool:
        """Whether an element names the source; the body's reader takes it."""
        if self._held[element].total > _CREDIT:
            return False
        text = text_of(element)
        return credit(text) is not None or agency_line(text) is not None

    def _is_judged(self, element: _Element) -> bool:
        return 2 * self._taken_in(element) > self._held[element].total

    def _taken_in(self, element: _Element) -> int:
        weight = self._held.get(element)
        return 0 if weight is None else weight.taken


def _outermost(elements: list[_Element]) -> list[_Element]:
    """Those of *elements* that stand in none of the others."""
    known = set(elements)
    return [one for one in elements if known.isdisjoint(one.iterancestors())]


def kinds_of(element: _Element) -> Iterator[tuple[str, str | None]]:
    """Tag and class of an element, and of the one around it."""
    for one in (element, element.getparent()):
        if one is not None:
            yield str(one.tag), one.get("class")


def nodes_in(elements: set[_Element]) -> set[_Element]:
    """The elements with all that is in them."""
    return {
        node
        for element in elements
        if elements.isdisjoint(element.iterancestors())
        for node in element.iter()
    }


def _is_captioned(element: _Element) -> bool:
    """Whether an element is a picture's, with its words in elements of their own."""
    if not names.is_caption(element) or next(element.iter("img"), None) is None:
        return False
    texts = [element.text, *(child.tail for child in element)]
    return not any(text and text.strip() for text in texts)
