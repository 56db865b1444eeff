"""Menus that no element and no class names as such, told by what stands in them, and
the titles of blocks, which name the sections too.

Frameworks that make up the names of classes leave ``<nav>`` out too, on many a site.
"""

from __future__ import annotations

from bisect import bisect
from itertools import pairwise
from typing import TYPE_CHECKING

from newsbot.pages.lists.evidence import MENU_WORDS
from newsbot.pages.lists.pagenumbers import is_numbered
from newsbot.pages.lists.paths import Kind

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable

    from newsbot.pages.lists.anchors import PageLink

_LEAST = 3  # links of a menu
_SURE = 2  # of them that hold articles of the page, where it stands below the news
_BLOCK = 2  # articles below the title of a block, at least
_HOST = 3  # parts of a key before the path: "", "" and the host
_FOLDERS = 12


def unnamed_menus(links: list[PageLink], articles: set[str]) -> set[str]:
    """Keys of the addresses that stand in a menu which is named nowhere: short labels
    that stand alike, none of them an article's, above the first article, each above
    articles of its own, or with the names of folders in which articles of the page lie.

    :param links: the links of one page, in its order
    :param articles: keys of those that lead to articles
    """
    rows = {
        place: link.key
        for place, link in enumerate(links)
        if not link.part and link.key in articles
    }
    groups: dict[int, dict[int, PageLink]] = {}
    for place, link in enumerate(links):
        if not link.part and link.address.kind is not Kind.OTHER:
            groups.setdefault(link.group, {})[place] = link
    folders = _folders(articles)
    found: set[str] = set()
    for members in groups.values():
        keys = {link.key for link in members.values()}
        if len(keys) < _LEAST or not _are_labels(members.values(), articles):
            continue
        is_above = bool(rows) and min(members) < min(rows)
        if is_above or len(keys & folders) >= _SURE or _head_blocks(members, rows):
            found |= keys
    return found


def _head_blocks(members: Iterable[int], rows: dict[int, str]) -> bool:
    """Whether articles stand below each of *members*, more than one: a card names an
    author or a section beside each."""
    places = list(rows)
    cuts = [*(bisect(places, member) for member in sorted(members)), len(places)]
    return all(
        len({rows[place] for place in places[begin:end]}) >= _BLOCK
        for begin, end in pairwise(cuts)
    )


def _are_labels(links: Collection[PageLink], articles: set[str]) -> bool:
    dated = sum(link.has_date for link in links)
    return 2 * dated <= len(links) and all(_is_label(link, articles) for link in links)


def _is_label(link: PageLink, articles: set[str]) -> bool:
    is_short = link.words is not None and 0 < link.words <= MENU_WORDS
    return is_short and link.key not in articles and not is_numbered(link.url)


def _folders(articles: set[str]) -> set[str]:
    """Keys of the addresses below which *articles* lie."""
    found = set()
    for key in articles:
        path = key.partition("?")[0].split("/", _HOST + _FOLDERS)
        found |= {"/".join(path[:end]) for end in range(_HOST + 1, len(path))}
    return found
