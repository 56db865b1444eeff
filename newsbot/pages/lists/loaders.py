"""The button of a list that a script carries on, and the addresses that it asks for."""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import urlencode, urlsplit

from newsbot.arabic.text import fold
from newsbot.pages.html import absolute
from newsbot.pages.lists.anchors import base_of, text_of
from newsbot.pages.lists.pagenumbers import counter_of
from newsbot.pages.lists.regions import tokens_of
from newsbot.similarity import url_key

if TYPE_CHECKING:
    from lxml.etree import _Element

_WORDS = frozenset(
    map(
        fold,
        """المزيد|المزيد من الأخبار|المزيد من المقالات|تحميل المزيد|حمل المزيد
        |عرض المزيد|أظهر المزيد|إظهار المزيد|شاهد المزيد|أخبار أخرى|load more
        |show more|more news|more""".split("|"),
    )
)
_NAMES = frozenset("load more loadmore infinite scroll ajax".split())
_DATA = ("data-url", "data-href", "data-next", "data-next-url", "data-next-page")
_LABEL = 80  # characters
_FIRST = 2  # the number of what is asked for first, at most


def find_loader(tree: _Element, url: str) -> str | None:
    """The address of what the script of the page at *url* asks for first to carry its
    list on; None if there is none, or if several lists have one.

    :param tree: the page
    """
    base, host = base_of(tree, url), _host(url)
    found: dict[str, str] = {}
    for element in tree.iter("a", "button", "div", "span", "section", "ul"):
        address = _address(element)
        target = absolute(base, address) if address else None
        if target is None or _host(target) != host:
            continue
        counter = counter_of(target)
        if counter is None or not (counter.is_offset or counter.number <= _FIRST):
            continue
        found.setdefault(url_key(target), target)
    return next(iter(found.values())) if len(found) == 1 else None


def address_after(url: str, rows: int) -> str | None:
    """The address of what comes after the *rows* that came from *url*, by its number;
    None if it has none."""
    counter = counter_of(url)
    if counter is None:
        return None
    number = counter.number + (rows if counter.is_offset else 1)
    parts = urlsplit(url)
    if counter.name is None:
        begin, end = counter.span
        path = f"{parts.path[:begin]}{number}{parts.path[end:]}"
        return parts._replace(path=path).geturl()
    query = urlencode(
        [
            (name, str(number) if name == counter.name else value)
            for name, value in counter.arguments
        ]
    )
    return parts._replace(query=query).geturl()


def _address(element: _Element) -> str | None:
    data = next((one for name in _DATA if (one := element.get(name))), None)
    if data is None and element.tag != "a":
        return None
    names = tokens_of(f"{element.get('id', '')} {element.get('class', '')}")
    is_named = not _NAMES.isdisjoint(names)
    if data is None and not is_named:
        return None
    said = fold(text_of(element)[:_LABEL])
    if said in _WORDS:
        return data or element.get("href")
    return data if is_named and not said else None


def _host(url: str) -> str:
    return url_key(url)[2:].partition("/")[0]
