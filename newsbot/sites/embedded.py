"""Rules of a profile that are tables: a fixed value, or a path into the data that a
page carries for its own scripts."""

from __future__ import annotations

import json
import re
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from lxml import etree

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from jmespath.parser import ParsedResult
    from lxml.etree import _Element

    Find = Callable[[_Element], list[_Element | str]]

PLACES = ("in", "variable")
"""Keys beside ``json`` that say where the data is."""

_VALUE_OF = re.compile(r"JSON\.parse\(\s*")
_SCRIPTS = etree.XPath("//script[not(@src)]", smart_strings=False)
_DATA = etree.XPath("//script[contains(@type, 'json')]", smart_strings=False)


class PathError(ValueError):
    """A path that cannot be read; the message says where."""


def json_path(path: str) -> ParsedResult:
    """A compiled JMESPath (jmespath.org).

    :raises PathError: if it is none
    """
    # parsel loads it anyway; a profile without such rules never asks for it.
    import jmespath
    from jmespath.exceptions import JMESPathError

    try:
        return jmespath.compile(path)
    except JMESPathError as error:
        said = str(error).partition("\n")[0]
        raise PathError(f"{path!r} is no JSON path (JMESPath): {said}") from error


def in_scripts(path: str) -> Find:
    """Find *path* in the first script of type JSON that has it, JSON-LD included."""
    return _finder(path, lambda page: map(_text_of, _found(_DATA, page)))


def in_place(path: str, place: Find) -> Find:
    """Find *path* in the JSON text that *place* finds in the whole page: a script's,
    an attribute's."""
    return _finder(path, lambda page: map(_text_of, place(page)))


def in_variable(path: str, name: str) -> Find:
    """Find *path* in the value that a script of the page assigns to *name*, for
    example ``window.__STATE__``: JSON, or a text of it in ``JSON.parse``."""
    bare = re.escape(re.sub(r"^(?:window|self|globalThis)\.", "", name))
    assignment = re.compile(
        rf"(?<![\w$.])(?:(?:window|self|globalThis)(?:\.|\[['\"]))?{bare}"
        r"(?:['\"]\])?\s*=(?!=)\s*"
    )

    def texts(page: _Element) -> Iterator[str]:
        for script in _found(_SCRIPTS, page):
            text = _text_of(script)
            for found in assignment.finditer(text):
                yield text[found.end() :]

    return _finder(path, texts)


def in_article(path: str) -> Find:
    """Find *path* in the article's node of the JSON-LD, wherever that is nested."""
    compiled = json_path(path)
    return lambda root: _searched(compiled, _article(_page_of(root)))


def in_meta(name: str) -> Find:
    """Find the content of the ``meta`` whose ``property`` or ``name`` is *name*."""
    lower = name.strip().lower()

    def find(root: _Element) -> list[_Element | str]:
        return [
            node.get("content", "")
            for node in _page_of(root).iter("meta")
            if (node.get("property") or node.get("name") or "").lower() == lower
        ]

    return find


def _finder(path: str, texts: Callable[[_Element], Iterator[str]]) -> Find:
    compiled = json_path(path)

    def find(root: _Element) -> list[_Element | str]:
        for text in texts(_page_of(root)):
            if found := _searched(compiled, _loaded(text)):
                return found
        return []

    return find


def _page_of(root: _Element) -> _Element:
    return root.getroottree().getroot()


def _found(find: etree.XPath, page: _Element) -> list[_Element]:
    nodes: Any = find(page)
    return list(nodes)


def _text_of(node: _Element | str) -> str:
    return node if isinstance(node, str) else "".join(map(str, node.itertext()))


# Several fields of one page are read from one text, which may be a megabyte.
@lru_cache(maxsize=4)
def _loaded(text: str) -> Any:
    """The JSON value that *text* begins with, or None. It is not to be changed."""
    decoder = json.JSONDecoder(strict=False)
    text = text.strip()
    packed = _VALUE_OF.match(text)
    try:
        value, _ = decoder.raw_decode(text, packed.end() if packed else 0)
        return decoder.decode(value) if packed and isinstance(value, str) else value
    except (ValueError, RecursionError):
        return None


@lru_cache(maxsize=1)
def _article(page: _Element) -> dict[str, Any]:
    from newsbot.pages.structured import Structured

    return Structured(page).article


def _searched(path: ParsedResult, data: Any) -> list[_Element | str]:
    from jmespath.exceptions import JMESPathError

    try:
        found = path.search(data)
    except JMESPathError:  # a function that was given another type
        return []
    values = found if isinstance(found, list) else [found]
    return [text for one in values if (text := _string(one))]


def _string(value: Any) -> str:
    """A text or number as it is; nothing for objects, lists, true, false and null."""
    if isinstance(value, bool) or not isinstance(value, str | int | float):
        return ""
    return str(value).strip()
