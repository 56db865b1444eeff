"""Listing pages without selectors: the links that lead to articles.

No single mark tells them. What the address says, how many words a link has, what
surrounds it, and how the other links that stand alike look are weighed together; then
the addresses of one shape, which mostly are articles or mostly are not, pull along
those that are in doubt.
"""

from __future__ import annotations

import json
from functools import cached_property
from typing import TYPE_CHECKING, Any

from newsbot.arabic.text import fold
from newsbot.pages.html import absolute
from newsbot.pages.listing import ListingPage
from newsbot.pages.lists.anchors import PageLink, base_of, find_links
from newsbot.pages.lists.evidence import ENOUGH, MENU_WORDS, weigh
from newsbot.pages.lists.menus import unnamed_menus
from newsbot.pages.lists.pagenumbers import is_numbered
from newsbot.pages.lists.pager import find_next
from newsbot.pages.lists.paths import Kind
from newsbot.pages.lists.regions import MENU, SIDE
from newsbot.similarity import url_key

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from lxml.etree import _Element

_LATEST = frozenset(
    map(
        fold,
        """آخر الأخبار|أحدث الأخبار|اخر الاخبار|كل الأخبار|جميع الأخبار|آخر المستجدات
        |أخبار اليوم|الأحدث|آخر الأنباء|أحدث الأنباء
        |latest|latest news|all news""".split("|"),
    )
)
_NO_LIST = frozenset(
    map(
        fold,
        "الرئيسية|من نحن|عن الموقع|اتصل بنا|تواصل معنا|سياسة الخصوصية|تسجيل الدخول|دخول"
        "|تسجيل|بحث|English|عربي|العربية|الأرشيف|home|login|about|contact".split("|"),
    )
)


class OpenListing(ListingPage):
    """A listing page of a site whose profile has no selectors for it.

    ``entries`` are all articles outside of menus, side bars and the foot of the page,
    those of the longest list first: a page is known only when all of these are.
    """

    is_open = True

    @cached_property
    def entries(self) -> list[str]:
        """Addresses of the articles that the page itself lists."""
        rows = [link for link in self._found if link.part == ""]
        sizes: dict[int, int] = {}
        for link in rows:
            sizes[link.group] = sizes.get(link.group, 0) + _weight(link)
        main = max(sizes, key=lambda group: sizes[group], default=None)
        box = _box([link for link in rows if link.group == main])
        first = [
            link
            for link in rows
            if any(element is box for element in link.element.iterancestors())
        ]
        return _urls([*first, *rows])

    @cached_property
    def featured(self) -> list[str]:
        """Addresses of further articles in side bars: on some sites the list of the
        newest stands there."""
        side = [link for link in self._found if link.part == SIDE]
        return _besides(self.entries, side)

    @cached_property
    def others(self) -> list[str]:
        """Addresses of further articles, in menus and the foot."""
        return _besides([*self.entries, *self.featured], self._found)

    @cached_property
    def next(self) -> str | None:
        """Address of the list's next page; None where there is none."""
        if self._profile.rule("listing", "next"):
            return super().next
        url = find_next(self.tree, self.url)
        # On the page of an article rel=next names the next article.
        articles = {link.key for link in self._found}
        return None if url is None or url_key(url) in articles else url

    @cached_property
    def categories(self) -> list[str]:
        """Addresses of the lists that the page's menus name, and of those that say
        in their address that they are one."""
        articles = {link.key for link in self._found}
        menus = unnamed_menus(self._anchors, articles)
        found = []
        for link in self._anchors:
            kind = link.address.kind
            if "home" in link.rel or is_numbered(link.url):
                continue
            is_in_menu = link.part == MENU or link.key in menus
            is_named = is_in_menu and kind is Kind.PAGE and bool(link.words)
            if kind is not Kind.LIST and not is_named:
                continue
            is_short = (link.words or 0) <= MENU_WORDS
            if (
                link.key not in articles
                and is_short
                and fold(link.text) not in _NO_LIST
            ):
                found.append(link)
        return _urls(found)

    @cached_property
    def latest(self) -> str | None:
        """Address of the list that the page calls the latest news, or None."""
        for link in self._anchors:
            is_list = link.address.kind is not Kind.OTHER
            if is_list and fold(link.text) in _LATEST:
                return link.url
        return None

    @cached_property
    def feeds(self) -> list[str]:
        """Addresses of the feeds that the page names: the site's own first, those of
        comments not at all."""
        found = []
        for link in self.tree.iter("link"):
            kind = link.get("type", "").strip().lower()
            if kind not in ("application/rss+xml", "application/atom+xml"):
                continue
            said = fold(f"{link.get('title', '')} {link.get('href', '')}")
            if "comment" not in said and "تعليق" not in said:
                found.append(link.get("href", ""))
        base = base_of(self.tree, self.url)
        urls = [url for address in found if (url := absolute(base, address))]
        # A category's feed lies below the category.
        return sorted(dict.fromkeys(urls), key=lambda url: url.count("/category/"))

    @cached_property
    def _anchors(self) -> list[PageLink]:
        return find_links(self.tree, self.url)

    @cached_property
    def _found(self) -> list[PageLink]:
        """The links to articles, in the page's order."""
        stated = set(_stated(self._listed_items(), self.url))
        points = weigh(self._anchors, stated)
        return [link for link in self._anchors if points.get(link.key, 0) >= ENOUGH]

    def _listed_items(self) -> Iterator[Any]:
        for script in self.tree.iter("script"):
            if "ld+json" in script.get("type", "") and "ItemList" in (
                script.text or ""
            ):
                try:
                    yield json.loads(script.text or "", strict=False)
                except (ValueError, RecursionError):
                    continue


def _stated(lists: Iterable[Any], url: str) -> Iterator[str]:
    """Keys of the addresses in lists of schema.org (ItemList: itemListElement, each
    a ListItem with ``url``, or with ``item``)."""
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


def _box(links: list[PageLink]) -> _Element | None:
    """The innermost element that holds all of *links*: rows with a picture and rows
    without one stand in the page differently, but in one list."""
    if not links:
        return None
    first, *others = links
    around = [set(link.element.iterancestors()) for link in others]
    for element in first.element.iterancestors():
        if all(element in one for one in around):
            return element
    return None


def _weight(link: PageLink) -> int:
    """Rows of a list have more about them than the titles in a box."""
    return 1 + 2 * link.has_text + link.has_picture + link.is_heading


def _besides(listed: list[str], links: list[PageLink]) -> list[str]:
    keys = {url_key(url) for url in listed}
    return _urls(link for link in links if link.key not in keys)


def _urls(links: Iterable[PageLink]) -> list[str]:
    found: dict[str, str] = {}
    for link in links:
        if link.address.kind is not Kind.OTHER:
            found.setdefault(link.key, link.url)
    return list(found.values())
