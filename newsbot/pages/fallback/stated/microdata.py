"""schema.org in microdata: what elements state with ``itemprop`` of the article around
the headline (HTML Living Standard, section 5)."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING, Final

from newsbot.pages.fallback.outline import finder, text_of
from newsbot.pages.structured import ARTICLES

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lxml.etree import _Element

_PROPERTIES: Final = finder(".//*[@itemprop]")
# Attributes in which elements hold their value, else it is their text.
_VALUES: Final = ("content", "src", "data-src", "href", "datetime")


class Microdata:
    """The article's item on a page.

    :param heading: the element of the headline; None where it is not on the page
    """

    def __init__(self, heading: _Element | None) -> None:
        self._heading = heading

    @cached_property
    def item(self) -> _Element | None:
        """The innermost element around the headline that is an article of schema.org;
        None without one. Scopes of teasers and of further articles on the page are
        not it."""
        if self._heading is None:
            return None
        for node in (self._heading, *self._heading.iterancestors()):
            kinds = (node.get("itemtype") or "").split()
            if any(kind.rpartition("/")[2] in ARTICLES for kind in kinds):
                return node
        return None

    @cached_property
    def _properties(self) -> list[tuple[str, _Element]]:
        """Names and elements of the item's own properties, in order; not those of the
        items in it, which are the author's, the publisher's, comments'."""
        if self.item is None:
            return []
        return [
            (name, element)
            for element in _PROPERTIES(self.item)
            if _owner(element) is self.item
            for name in element.get("itemprop", "").split()
        ]

    def elements(self, name: str) -> Iterator[_Element]:
        """The elements of the property *name*."""
        return (element for key, element in self._properties if key == name)

    def section(self) -> str | None:
        """``articleSection``, or None."""
        values = map(_value, self.elements("articleSection"))
        return next(filter(None, values), None)

    def image(self) -> str | None:
        """Address of ``image``: of the picture itself, not of a smaller copy, where
        the item says it; None without one."""
        for element in self.elements("image"):
            if element.get("itemscope") is None:
                if element.tag in ("img", "link", "meta", "a") and (
                    value := _value(element)
                ):
                    return value
                continue
            for name in ("contentUrl", "url"):
                for part in _PROPERTIES(element):
                    is_its = _owner(part) is element
                    if is_its and name in part.get("itemprop", "").split():
                        return _value(part) or None
        return None


def _owner(element: _Element) -> _Element | None:
    """The element of the item that *element* is a property of."""
    ancestors = element.iterancestors()
    return next((one for one in ancestors if one.get("itemscope") is not None), None)


def _value(element: _Element) -> str:
    for name in _VALUES:
        if value := (element.get(name) or "").strip():
            return value
    return text_of(element)
