"""The data that the scripts of a page build it from, where they are JSON: Next.js,
Nuxt 3, Angular, Apollo, Arc's Fusion, and what others assign to a variable.

Only JSON is read: what a script computes (Nuxt 2 calls a function) is none. Each
script is read once, from its begin to its end.
"""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING, Any, Final

from newsbot.pages.fallback.stated.flights import REFERENCE, rows_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from lxml.etree import _Element

# What is nested deeper is taken for no article.
_DEPTH: Final = 24
# Assignments in one script that are no JSON.
_FAILURES: Final = 50
_NO_DATA: Final = ("ld+json", "importmap", "speculationrules")
_ASSIGNED: Final = re.compile(
    r"(?<![\w$.])[A-Za-z_$][\w$]{0,60}(?:\.[\w$]{1,60}|\[['\"][\w$]{1,60}['\"]\]){0,3}"
    r"\s{0,9}=\s{0,9}(?=[\[{]|JSON\.parse\()"
)
_PARSED: Final = re.compile(r"JSON\.parse\(\s{0,9}(?=\")")
# React's server components: pieces of one text, whose lines are values.
_FLIGHT: Final = re.compile(
    r"__next_f[^(\[]{0,40}\)?\.push\(\s{0,9}(?=\[)|\.push\((?=\[1,)"
)
# Angular's own escapes, up to its version 15.
_ANGULAR: Final = {"&q;": '"', "&s;": "'", "&l;": "<", "&g;": ">", "&a;": "&"}
_ESCAPED: Final = re.compile("&[qslga];")
_REVIVED: Final = frozenset("Reactive ShallowReactive Ref ShallowRef Date".split())
_MOST_STEPS: Final = 4
_DECODER: Final = json.JSONDecoder(strict=False)


class State:
    """One value of JSON in a script, with the references in it.

    :param data: the value
    :param is_numbered: whether its objects name their values by their places in the
        list that it is, as Nuxt 3 writes them
    :param texts: the texts that stand apart from it, by their numbers, as React writes
        long ones
    """

    def __init__(
        self,
        data: Any,
        *,
        is_numbered: bool = False,
        texts: Mapping[str, str] | None = None,
    ) -> None:
        self._data = data
        self._texts = texts or {}
        self._is_numbered = is_numbered and isinstance(data, list)

    def objects(self) -> Iterator[dict[str, Any]]:
        """All objects in it in their order, each before those that it holds."""
        stack = [(self._data, 0)]
        while stack:
            value, depth = stack.pop()
            children: list[Any] = []
            if isinstance(value, dict):
                yield value
                children = list(value.values())
            elif isinstance(value, list):
                children = value
            if depth < _DEPTH:
                stack += [
                    (one, depth + 1)
                    for one in reversed(children)
                    if isinstance(one, dict | list)
                ]

    def value(self, written: Any) -> Any:
        """What stands in an object, or what it refers to: ``{"__ref": "Author:5"}`` of
        Apollo, the place in the list of Nuxt 3, ``$D2026-…`` of React, ``$7`` of its
        texts."""
        for _ in range(_MOST_STEPS):
            if self._is_numbered and _is_number(written):
                if not 0 <= written < len(self._data):
                    return None
                written = self._data[written]
                if not (
                    isinstance(written, list)
                    and len(written) == 2
                    and written[0] in _REVIVED
                ):
                    return written
                written = written[1]
                continue
            if isinstance(written, dict) and isinstance(self._data, dict):
                key = written.get("__ref")
                if key is None and written.get("type") == "id":
                    key = written.get("id")
                if isinstance(key, str):
                    written = self._data.get(key)
                    continue
            break
        if isinstance(written, str) and written.startswith("$"):
            if found := REFERENCE.fullmatch(written):
                return self._texts.get(found[1], written)
            return written.removeprefix("$D")
        return written


def _is_number(value: Any) -> bool:
    return isinstance(value, int) and not isinstance(value, bool)


def states_of(tree: _Element) -> Iterator[State]:
    """The values of JSON in the scripts of a page, structured data left out.

    :param tree: the page
    """
    flight: list[str] = []
    for script in tree.iter("script"):
        text, kind = script.text, script.get("type", "").lower()
        if not text or script.get("src") or any(one in kind for one in _NO_DATA):
            continue
        if "json" in kind or script.get("id") == "__NEXT_DATA__":
            if text.lstrip()[:4].startswith(("{&q;", "[&q;")):
                text = _ESCAPED.sub(lambda found: _ANGULAR[found[0]], text)
            is_numbered = script.get("id") == "__NUXT_DATA__" or "data-nuxt-data" in (
                script.attrib
            )
            if (data := _read(text)) is not None:
                yield State(data, is_numbered=is_numbered)
        elif "__next_f" in text:
            flight += _pieces(text)
        elif not kind or "javascript" in kind or kind == "module":
            yield from map(State, _assigned(text))
    rows, texts = rows_of("".join(flight))
    for row in rows:
        if (data := _read(row)) is not None:
            yield State(data, texts=texts)


def _read(text: str) -> Any:
    try:
        return _DECODER.decode(text)
    except (ValueError, RecursionError):
        return None


def _pieces(text: str) -> Iterator[str]:
    """The texts that a script pushes on the pile of React's server components."""
    for value in _values(text, _FLIGHT):
        if isinstance(value, list) and len(value) == 2 and isinstance(value[1], str):
            yield value[1]


def _assigned(text: str) -> Iterator[Any]:
    """The objects and lists that a script assigns to its variables."""
    for value in _values(text, _ASSIGNED):
        found = _read(value) if isinstance(value, str) else value
        if isinstance(found, dict | list):
            yield found


def _values(text: str, begins: re.Pattern[str]) -> Iterator[Any]:
    """The values of JSON in a script where *begins* matches; none stands in another."""
    place = failures = 0
    while failures < _FAILURES and (found := begins.search(text, place)):
        place = found.end()
        if packed := _PARSED.match(text, place):
            place = packed.end()
        try:
            value, place = _DECODER.raw_decode(text, place)
        except json.JSONDecodeError as error:
            # What was read so far is not read again.
            place = max(error.pos, place)
            failures += 1
        except (ValueError, RecursionError):
            return
        else:
            yield value
