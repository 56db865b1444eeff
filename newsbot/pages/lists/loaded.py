"""Lists that a script carries on: the button that says "more", and what comes for it.

What comes is a piece of HTML, or JSON with such a piece or with the articles in it. It
seldom names the piece after it: then that has the next number.
"""

from __future__ import annotations

import json
import re
from functools import cached_property
from html import escape
from typing import TYPE_CHECKING, Any

from newsbot.pages.html import absolute
from newsbot.pages.lists.links import OpenListing
from newsbot.pages.lists.loaders import address_after, find_loader

if TYPE_CHECKING:
    from collections.abc import Iterator

    from newsbot.sites import Profile

_WHOLE = re.compile(r"<(?:html|head|title|body|!doctype)\b", re.IGNORECASE)
_BEGIN = 2_000  # characters in which a whole page says that it is one
_LINK = re.compile(r"<a\s", re.IGNORECASE)
_ADDRESSES = ("url", "link", "href", "permalink")
_TITLES = ("title", "headline", "name")
_MORE = frozenset("hasmore has_more more hasnext has_next next nextpage".split())
_NEXT = frozenset("next nextpage next_page nexturl next_url next_page_url".split())
_DEEPEST = 6


def is_piece(text: str) -> bool:
    """Whether *text* is JSON, or HTML that is no whole page."""
    return _is_json(text) or _WHOLE.search(text[:_BEGIN]) is None


class LoadedListing(OpenListing):
    """What a site sends to a script that carries a list on.

    :param text: the answer as it came, HTML or JSON
    """

    def __init__(self, text: str, *, url: str, profile: Profile) -> None:
        data = _json(text)
        html = text if data is None else "\n".join(_rows(data))
        super().__init__(f"<div>{html}</div>", url=url, profile=profile)
        self._is_piece = data is not None or is_piece(text)
        self._said = None if data is None else _said_next(data)

    @cached_property
    def next(self) -> str | None:
        """Address of what comes next; None behind the last rows."""
        if not self.entries or self._said is False:
            return None
        if isinstance(self._said, str):
            return absolute(self.url, self._said)
        found = self._linked or find_loader(self.tree, self.url)
        if found is None and self._is_piece:
            found = address_after(self.url, len(self.entries))
        return found


def _is_json(text: str) -> bool:
    return text.lstrip("\ufeff \t\r\n").startswith(("{", "["))


def _json(text: str) -> Any:
    if not _is_json(text):
        return None
    try:
        return json.loads(text.lstrip("\ufeff"))
    except (ValueError, RecursionError):
        return None


def _rows(data: Any, depth: int = 0) -> Iterator[str]:
    """The pieces of HTML in *data*, and its objects with an address and a title as
    linked headlines."""
    if depth > _DEEPEST:
        return
    if isinstance(data, str):
        if _LINK.search(data):
            yield data
    elif isinstance(data, list):
        for one in data:
            yield from _rows(one, depth + 1)
    elif isinstance(data, dict):
        address = _first(data, _ADDRESSES)
        title = _first(data, _TITLES)
        if address and title:
            yield f'<h3><a href="{escape(address)}">{escape(title)}</a></h3>'
            return
        for one in data.values():
            yield from _rows(one, depth + 1)


def _first(data: dict[str, Any], names: tuple[str, ...]) -> str:
    values = (data.get(name) for name in names)
    return next((one for one in values if isinstance(one, str) and one.strip()), "")


def _said_next(data: Any) -> str | bool | None:
    """What JSON says of more rows: their address, False if there are none, None where
    it says nothing."""
    if not isinstance(data, dict):
        return None
    for name, value in data.items():
        if name.lower() in _NEXT and isinstance(value, str) and "/" in value:
            return value
    for name, value in data.items():
        if name.lower() in _MORE | _NEXT and (value is None or value is False):
            return False
    nested = (_said_next(one) for one in data.values() if isinstance(one, dict))
    return next((said for said in nested if said is not None), None)
