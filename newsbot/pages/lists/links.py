"""Listing pages without selectors: the links that lead to articles.

No single mark tells them. What the address says, how many words a link has, what
surrounds it, and how the other links that stand alike look are weighed together; then
the addresses of one shape, which mostly are articles or mostly are not, pull along
those that are in doubt.
"""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

from newsbot.arabic.text import fold
from newsbot.pages.html import absolute
from newsbot.pages.listing import ListingPage
from newsbot.pages.lists.anchors import PageLink, base_of, find_links
from newsbot.pages.lists.calendars import ARCHIVE_WORDS, find_archives
from newsbot.pages.lists.editions import is_other_edition
from newsbot.pages.lists.evidence import ENOUGH, MENU_WORDS, weigh
from newsbot.pages.lists.itemlists import stated_items
from newsbot.pages.lists.loaders import find_loader
from newsbot.pages.lists.menus import unnamed_menus
from newsbot.pages.lists.pagenumbers import is_numbered
from newsbot.pages.lists.pager import find_next
from newsbot.pages.lists.paths import Kind
from newsbot.pages.lists.regions import MENU, SIDE
from newsbot.pages.lists.spelling import encode_queries, without_counters
from newsbot.similarity import url_key

if TYPE_CHECKING:
    from collections.abc import Iterable

    from lxml.etree import _Element

    from newsbot.pages.lists.periods import Period
    from newsbot.sites import Profile

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

    def __init__(self, html: str | _Element, *, url: str, profile: Profile) -> None:
        super().__init__(html, url=url, profile=profile)
        encode_queries(self.tree)

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
        return self._linked or find_loader(self.tree, self.url)

    @property
    def is_loaded(self) -> bool:
        """Whether a script asks for what `next` names."""
        has_rule = bool(self._profile.rule("listing", "next"))
        return not has_rule and self.next is not None and self._linked is None

    @cached_property
    def _linked(self) -> str | None:
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
    def archives(self) -> dict[str, Period]:
        """Lists of what was published in a year, a month or on a day, by address."""
        articles = {link.key for link in self._found}
        found = find_archives(self.tree, self.url)
        return {
            url: period for url, period in found.items() if url_key(url) not in articles
        }

    @cached_property
    def archive(self) -> str | None:
        """Address of the page that leads to all that was published, or None."""
        for link in self._anchors:
            name = link.key.partition("?")[0].rpartition("/")[2]
            said = fold(link.text), fold(name)
            if link.address.shape != "file" and not ARCHIVE_WORDS.isdisjoint(said):
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
        found = [
            link
            for link in find_links(self.tree, self.url)
            if not is_other_edition(link.url, self.url)
        ]
        for link in found:
            link.url = without_counters(link.url)
        return found

    @cached_property
    def _found(self) -> list[PageLink]:
        """The links to articles, in the page's order."""
        stated = stated_items(self.tree, self.url)
        points = weigh(self._anchors, stated)
        return [link for link in self._anchors if points.get(link.key, 0) >= ENOUGH]


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
