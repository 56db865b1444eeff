"""The lists of schema.org that a page states for machines."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from newsbot.pages.html import absolute
from newsbot.similarity import url_key

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lxml.etree import _Element


def stated_items(tree: _Element, url: str) -> set[str]:
    """Keys of the addresses in the page's lists (ItemList: itemListElement, each a
    ListItem with ``url``, or with ``item``).

    :param url: address of the page
    """
    return set(_stated(_lists(tree), url))


def _lists(tree: _Element) -> Iterator[Any]:
    for script in tree.iter("script"):
        if "ld+json" in script.get("type", "") and "ItemList" in (script.text or ""):
            try:
                yield json.loads(script.text or "", strict=False)
            except (ValueError, RecursionError):
                continue


def _stated(lists: Iterator[Any], url: str) -> Iterator[str]:
    waiting = list(lists)
    while waiting:
        node = waiting.pop()
        if isinstance(node, list):
            waiting.extend(node)
        elif isinstance(node, dict):
            kinds = node.get("@type")
            waiting += [node.get(name) for name in ("@graph", "mainEntity")]
            if kinds == "ItemList" or (isinstance(kinds, list) and "ItemList" in kinds):
                for one in _items(node.get("itemListElement")):
                    if (found := absolute(url, one)) is not None:
                        yield url_key(found)


def _items(elements: Any) -> Iterator[str]:
    for one in elements if isinstance(elements, list) else [elements]:
        item = one.get("item", one) if isinstance(one, dict) else one
        address = item.get("url", item.get("@id")) if isinstance(item, dict) else item
        if isinstance(address, str):
            yield address
