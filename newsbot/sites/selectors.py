"""Selectors of a profile, compiled once and run on an lxml tree."""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache
from typing import TYPE_CHECKING, cast

from lxml import etree
from parsel.csstranslator import HTMLTranslator

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from lxml.etree import _Element

_CSS = HTMLTranslator()
# What a compiled XPath is here: its results are elements or strings.
_Find = Callable[[etree._Element], "list[etree._Element | str]"]


class SelectorError(ValueError):
    """A selector that is neither CSS nor XPath; the message says why."""


@lru_cache(maxsize=1024)
def _compiled(selector: str) -> _Find:
    is_xpath = selector.startswith(("/", "./", ".//", "("))
    try:
        xpath = selector if is_xpath else _CSS.css_to_xpath(selector)
        # A profile means "in this element", never "somewhere in the page".
        if xpath.startswith("/"):
            xpath = f".{xpath}"
        return cast("_Find", etree.XPath(xpath, smart_strings=False))
    except Exception as error:
        language = "XPath" if is_xpath else "CSS selector"
        raise SelectorError(f"{selector!r} is no {language}: {error}") from error


class Selectors:
    """One or several selectors; the first that finds something counts.

    :param selectors: CSS with ``::text`` and ``::attr(name)`` as in parsel, or
        XPath where it begins with ``/``, ``./`` or ``(``
    :raises SelectorError: if one cannot be compiled
    """

    __slots__ = ("_compiled", "texts")

    def __init__(self, selectors: Iterable[str] = ()) -> None:
        self.texts = tuple(selectors)
        self._compiled: tuple[_Find, ...] = tuple(map(_compiled, self.texts))

    def __bool__(self) -> bool:
        return bool(self.texts)

    def elements(self, root: _Element) -> list[_Element]:
        """The elements that the first successful selector finds below *root*."""
        for find in self._compiled:
            found = [node for node in find(root) if isinstance(node, etree._Element)]
            if found:
                return found
        return []

    def all(self, root: _Element) -> list[_Element]:
        """The elements that any of the selectors finds below *root*."""
        return [
            node
            for find in self._compiled
            for node in find(root)
            if isinstance(node, etree._Element)
        ]

    def element(self, root: _Element) -> _Element | None:
        """The first of :meth:`elements`, or None."""
        return next(iter(self.elements(root)), None)

    def strings(self, root: _Element) -> list[str]:
        """What the first successful selector finds below *root*, as strings
        without outer white space; an element counts as the text in it."""
        for find in self._compiled:
            found = [text for text in map(_string, find(root)) if text]
            if found:
                return found
        return []

    def string(self, root: _Element) -> str | None:
        """The first of :meth:`strings`, or None."""
        return next(iter(self.strings(root)), None)


def _string(node: _Element | str) -> str:
    if isinstance(node, str):
        return node.strip()
    return " ".join("".join(_text_of(node)).split())


def _text_of(root: _Element) -> Iterator[str]:
    # iterwalk, unlike itertext, lets script and style be passed over.
    walker = etree.iterwalk(root, events=("start", "end", "comment", "pi"))
    for event, node in walker:
        if event == "start":
            if node.tag in ("script", "style", "noscript"):
                walker.skip_subtree()
            elif node.text:
                yield node.text
        if event != "start" and node is not root and node.tail:
            yield node.tail
