"""Which pages an article in several pages has, as one after the other names them.

Not every page names all: ``wp_link_pages(next_or_number=next)`` gives links to the one
before and the one behind, and plugins leave out numbers in the middle.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Self
from urllib.parse import parse_qsl

from newsbot.similarity import key_hash, url_key

if TYPE_CHECKING:
    from collections.abc import Iterable

_DIGITS = 4


class FurtherPages:
    """The pages behind the first of an article, in their order: an iterator, to which
    each page that was read may add.

    :param first: address of the first page, after redirects
    """

    def __init__(self, first: str) -> None:
        self._first = first
        self._named = {key_hash(first)}
        self._had = {key_hash(first)}
        self._waiting: list[str] = []

    def name(self, urls: Iterable[str]) -> None:
        """Take in the pages that a page of the article links to. Those that are known
        are passed over, the first by any of its addresses; the others come by the
        numbers in their addresses, and where these have none, as they were named."""
        for url in urls:
            if key_hash(url) not in self._named and not self._is_first(url):
                self._named.add(key_hash(url))
                self._waiting.append(url)
        self._waiting.sort(key=lambda url: page_number(url, self._first) or 0)

    def takes(self, url: str) -> bool:
        """Whether the page that has answered, at *url* after redirects, is one that was
        not read yet: WordPress leads from a number that is too high to the first."""
        if key_hash(url) in self._had or self._is_first(url):
            return False
        self._had.add(key_hash(url))
        return True

    def _is_first(self, url: str) -> bool:
        number = page_number(url, self._first)
        return number is not None and number < 2

    def __iter__(self) -> Self:
        return self

    def __next__(self) -> str:
        if not self._waiting:
            raise StopIteration
        return self._waiting.pop(0)

    def __len__(self) -> int:
        """How many are known and were not given yet."""
        return len(self._waiting)


def page_number(url: str, first: str) -> int | None:
    """Which page of an article *url* is, by the forms of WordPress: ``<first>/2/``,
    ``<first>/page/2/`` or ``page=2``; 1 for *first* itself, None if that is not told.

    :param first: address of the first page
    """
    path, _, query = url_key(url).partition("?")
    own_path, _, own_query = url_key(first).partition("?")
    arguments = dict(parse_qsl(query, keep_blank_values=True))
    number = arguments.pop("page", "")
    own = dict(parse_qsl(own_query, keep_blank_values=True))
    if not arguments.items() <= own.items():
        return None
    if path == own_path:
        number = number or "1"
    else:
        folder = f"{own_path.rstrip('/')}/"
        number = path.removeprefix(folder).removeprefix("page/")
    is_number = number.isdecimal() and len(number) <= _DIGITS
    return int(number) if is_number else None
