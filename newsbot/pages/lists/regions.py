"""Parts of a page: where its menus, side bars and foot are, and what stands alike."""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import islice
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from lxml.etree import _Element

MENU, FOOT, SIDE, TOOLS = "menu", "foot", "side", "tools"
"""Parts of a page beside its lists; tools are page numbers, share bars, crumbs."""

_PARTS = {
    MENU: frozenset(
        """nav navbar navigation menu menus submenu megamenu mainmenu topmenu dropdown
        topbar masthead burger hamburger offcanvas""".split()
    ),
    FOOT: frozenset({"footer", "copyright"}),
    SIDE: frozenset({"sidebar", "aside", "side", "rightbar", "leftbar"}),
    TOOLS: frozenset(
        """pagination paginate pager paging pagenavi pagenumbers breadcrumb breadcrumbs
        crumbs share sharing social socials tagcloud calendar login lang language
        languages weather currency""".split()
    ),
}
_ROLES = {
    "navigation": MENU,
    "menu": MENU,
    "menubar": MENU,
    "contentinfo": FOOT,
    "complementary": SIDE,
}
_TAGS = {"nav": MENU, "aside": SIDE}
# The header and the footer of a card are no part of the page's.
_CARDS = frozenset({"article", "li", "section", "main", "td"})
_COLUMNS = 9
_WRAPPERS = 30  # elements around the whole page at most
_TOKEN = re.compile(r"[a-z]+|[A-Z][a-z]*")
_NUMBERED = re.compile(r"(?:^|[-_])[0-9]+$|[0-9]{3}")


@dataclass(slots=True)
class Place:
    """Where an element stands."""

    group: int
    """Equal for elements that stand in the page alike: the same chain of elements."""
    part: str = ""
    """A constant of this module, or empty."""
    is_card: bool = False
    """Whether it is in an entry of a list."""
    depth: int = 0


def find_places(tree: _Element) -> dict[_Element, Place]:
    """Where each element stands, derived from its parent."""
    places: dict[_Element, Place] = {}
    total = max(sum(1 for _ in tree.iter("a")), 1)
    for element in tree.iter():
        if not isinstance(element.tag, str):
            continue
        parent = element.getparent()
        above = places.get(parent) if parent is not None else None
        if above is None:
            places[element] = Place(hash(element.tag))
            continue
        classes = element.get("class", "").split()
        part = above.part or _part(element, above.is_card)
        is_outer = not above.part and above.depth < _WRAPPERS
        if part and is_outer and _holds_nearly_all(element, total):
            part = ""
        place = Place(
            hash((above.group, element.tag, _steady(element, classes))),
            part,
            above.is_card or element.tag in _CARDS,
            above.depth + 1,
        )
        places[element] = place
    return places


def _steady(element: _Element, classes: list[str]) -> str:
    # "post-123" differs from card to card; a column of a table does not.
    if element.tag == "td" and not classes:
        before = element.itersiblings("td", preceding=True)
        return str(sum(1 for _ in islice(before, _COLUMNS)))
    return next((name for name in classes if not _NUMBERED.search(name)), "")


def tokens_of(text: str) -> set[str]:
    """The words in names of classes: of "navBar main-menu" nav, bar, main, menu."""
    return {token.lower() for token in _TOKEN.findall(text)}


def _part(element: _Element, in_card: bool) -> str:
    tag = element.tag
    if tag in ("body", "html"):
        return ""
    if tag in ("header", "footer"):
        return "" if in_card else MENU if tag == "header" else FOOT
    if role := _ROLES.get(element.get("role", "")):
        return role
    names = f"{element.get('id', '')} {element.get('class', '')}"
    if tag not in ("a", "article", "h1", "h2", "h3", "h4") and names != " ":
        tokens = tokens_of(names)
        for part in (TOOLS, FOOT, MENU, SIDE):
            if tokens & _PARTS[part]:
                return part
        if "header" in names.split() or "site-header" in names:
            return MENU
    return _TAGS.get(str(tag), "")


def _holds_nearly_all(element: _Element, total: int) -> bool:
    # A wrapper that is only named after a menu or a side bar.
    return sum(1 for _ in element.iter("a")) > 0.8 * total and total > 5
