"""Simple CSS selectors, run over an element whose classes are known.

XPath visits every element below the root anew for each selector: 0.2 ms for one class
on an article's page, which has some twenty rules. Here the root is walked once, and a
class is looked up. Whatever is not simple is left to XPath.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from functools import cached_property, lru_cache
from itertools import chain, pairwise
from typing import TYPE_CHECKING, NamedTuple

from lxml import etree

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from lxml.etree import _Element

    Found = _Element | str
    _Placed = tuple[int, _Element]

# White space of HTML and XML; str.split() knows more.
_SPACE = re.compile(r"[ \t\n\r\f]+")
# Nobody writes a longer class attribute by hand; no page may fill the memory.
_LONGEST = 500


@lru_cache(maxsize=2048)
def _remembered(value: str) -> frozenset[str]:
    return frozenset(_SPACE.split(value))


def _names(value: str) -> frozenset[str]:
    """The classes in a class attribute; the pages of a site share most of theirs."""
    if len(value) > _LONGEST:
        return _remembered.__wrapped__(value)
    return _remembered(value)


class Scope:
    """An element in which many selectors are looked up; it must not be changed
    meanwhile."""

    def __init__(self, element: _Element) -> None:
        self.element = element
        self._of_class: dict[str, list[_Placed]] = {}

    @cached_property
    def _by_value(self) -> dict[str, list[_Placed]]:
        """The element and those below it, in order, by their class attributes."""
        found: dict[str, list[_Placed]] = {}
        for place, node in enumerate(self.element.iter(etree.Element)):
            value = node.get("class")
            if value:
                known = found.get(value)
                if known is None:
                    found[value] = [(place, node)]
                else:
                    known.append((place, node))
        return found

    @cached_property
    def _by_name(self) -> dict[str, list[list[_Placed]]]:
        """The lists of :attr:`_by_value` by each class that is in their value."""
        found: dict[str, list[list[_Placed]]] = {}
        for value, alike in self._by_value.items():
            for name in _names(value):
                found.setdefault(name, []).append(alike)
        return found

    def placed(self, name: str) -> list[_Placed]:
        """The element and those below it that have a class, in order, each with its
        place among them all."""
        found = self._of_class.get(name)
        if found is None:
            lists = self._by_name.get(name, ())
            found = lists[0] if len(lists) == 1 else sorted(chain.from_iterable(lists))
            self._of_class[name] = found
        return found

    def part(self, element: _Element) -> Scope:
        """The scope of *element*, which lies in this one: mostly one that needs no
        walk of its own."""
        for place, node in self._by_value.get(element.get("class", ""), ()):
            if node is element:
                size = len(list(element.iter(etree.Element)))
                return Part(element, self, range(place, place + size))
        return Scope(element)

    def fitting(self, step: Step) -> list[_Element]:
        """The elements that *step* describes, in order."""
        if not step.classes:
            return [*filter(step.fits, self.element.iter(step.tag))]
        found = [node for _, node in self.placed(step.classes[0])]
        return found if step.is_one_class else [*filter(step.fits, found)]


class Part(Scope):
    """A scope in another one, whose classes are known.

    :param whole: the other one
    :param places: those that the elements have there
    """

    def __init__(self, element: _Element, whole: Scope, places: range) -> None:
        super().__init__(element)
        self._whole = whole
        self._places = places

    def part(self, element: _Element) -> Scope:
        """As in :class:`Scope`; places are those in the other one."""
        return self._whole.part(element)

    def placed(self, name: str) -> list[_Placed]:
        """As in :class:`Scope`; places are those in the other one."""
        found = self._whole.placed(name)
        start, stop = self._places.start, self._places.stop
        return found[bisect_left(found, (start,)) : bisect_left(found, (stop,))]


class Once(Scope):
    """An element in which one selector is looked up, whose first step names a tag: to
    visit the elements of that tag takes less than to learn all classes."""

    def fitting(self, step: Step) -> list[_Element]:
        """The elements that *step* describes, in order."""
        return list(filter(step.fits, self.element.iter(step.tag)))


class Step(NamedTuple):
    """One element of a selector: ``div.row[lang=ar]``."""

    is_child: bool
    """Whether it is a child of the step before, not only somewhere below it."""

    tag: str | None
    """None for any element."""

    classes: tuple[str, ...]

    attributes: tuple[tuple[str, str | None], ...]
    """Names and values; None where any value will do."""

    is_one_class: bool
    """Whether the step says no more than one class."""

    def fits(self, node: _Element) -> bool:
        """Whether *node* is what the step describes."""
        if self.tag is not None and node.tag != self.tag:
            return False
        if self.classes:
            names = _names(node.get("class", ""))
            for name in self.classes:
                if name not in names:
                    return False
        for name, value in self.attributes:
            found = node.get(name)
            if found is None or (value is not None and found != value):
                return False
        return True

    def below(self, node: _Element) -> Iterator[_Element]:
        """The elements below *node* that fit, in order."""
        nodes = node.iterchildren if self.is_child else node.iterdescendants
        return filter(self.fits, nodes(self.tag or etree.Element))


class Simple(NamedTuple):
    """A selector of tags, classes and attributes, joined by white space or ``>``,
    whose first element has a tag or a class."""

    steps: tuple[Step, ...]

    attribute: str | None
    """What ``::attr(name)`` asks for; None where it is the elements."""

    def find(self, scope: Scope) -> list[Found] | None:
        """What the selector finds in *scope*, itself included, in order; None if that
        needs more than is done here."""
        found = scope.fitting(self.steps[0])
        for step in self.steps[1:]:
            if step.is_child and _are_nested(found):
                return None  # their children are not in order
            below = (one for node in found for one in step.below(node))
            found = list(dict.fromkeys(below))
        if self.attribute is None:
            return [*found]
        values = (node.get(self.attribute) for node in found)
        return [value for value in values if value is not None]


def _are_nested(nodes: list[_Element]) -> bool:
    # Of nodes in order, one inside another stands right behind one that it is in.
    return any(node in after.iterancestors() for node, after in pairwise(nodes))


def find_simple(selectors: Sequence[Simple], scope: Scope) -> list[Found] | None:
    """What any of *selectors* finds in *scope*, in order; None if that needs more
    than is done here."""
    if len(selectors) == 1:
        return selectors[0].find(scope)
    found: list[Found] = []
    for selector in selectors:
        some = selector.find(scope)
        if some is None or (some and found):
            return None  # the one would have to be sorted into the other
        found = some or found
    return found
