"""Listing pages: which articles they lead to, and where they go on."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

from newsbot.pages.html import absolute, parse
from newsbot.pages.structured import Structured

if TYPE_CHECKING:
    from lxml.etree import _Element

    from newsbot.sites import Profile


def read_listing(html: str | _Element, *, url: str, profile: Profile) -> ListingPage:
    """The listing page *html*: by the selectors of *profile*, or without any where
    it has none for the rows of a list. The parameters are :class:`ListingPage`'s."""
    if profile.rule("listing", "entries"):
        return ListingPage(html, url=url, profile=profile)
    if isinstance(html, str):
        from newsbot.pages.lists.loaded import LoadedListing, is_piece

        if is_piece(html):
            return LoadedListing(html, url=url, profile=profile)
    from newsbot.pages.lists.links import OpenListing

    return OpenListing(html, url=url, profile=profile)


class ListingPage:
    """A page that lists articles: home, latest, a category, a tag.

    :param html: the decoded page, or its tree
    :param url: its address
    :param profile: the rules of its site
    """

    is_open = False
    """Whether the page is read without selectors of its own."""

    is_cut = False
    """Whether the page broke off, so that rows and the way on may be missing."""

    def __init__(self, html: str | _Element, *, url: str, profile: Profile) -> None:
        self.tree = parse(html) if isinstance(html, str) else html
        self.url = url
        self._profile = profile

    @cached_property
    def entries(self) -> list[str]:
        """Addresses of the list's own rows, in order, each once."""
        return self._links("entries")

    @cached_property
    def featured(self) -> list[str]:
        """Addresses of the articles that the page prints apart from its list."""
        return self._links("featured")

    @cached_property
    def others(self) -> list[str]:
        """Addresses of articles in side bars and menus."""
        return self._links("others")

    @property
    def articles(self) -> list[str]:
        """All of them, each once: rows, featured, others."""
        return list(dict.fromkeys([*self.entries, *self.featured, *self.others]))

    @cached_property
    def next(self) -> str | None:
        """Address of the list's next page; None on the last one."""
        found = self._profile.rule("listing", "next").string(self.tree)
        url = absolute(self.url, found) if found else None
        return None if url == self.url else url

    @property
    def is_loaded(self) -> bool:
        """Whether a script of the site asks for what :attr:`next` names."""
        return False

    @cached_property
    def categories(self) -> list[str]:
        """Addresses of the categories that the page's menus name."""
        found = self._profile.rule("listing", "categories").strings(self.tree)
        return self._absolute(found)

    @cached_property
    def feeds(self) -> list[str]:
        """Addresses of the feeds that the page names, in order."""
        return self._absolute(
            [
                link.get("href", "")
                for link in self.tree.iter("link")
                if link.get("type", "").strip()
                in ("application/rss+xml", "application/atom+xml")
            ]
        )

    @cached_property
    def rest(self) -> str | None:
        """Address of WordPress's REST interface, or None."""
        for link in self.tree.iter("link"):
            if link.get("rel", "").strip("/") == "https://api.w.org":
                return absolute(self.url, link.get("href", ""))
        return None

    @property
    def latest(self) -> str | None:
        """Address of another list that the page names as that of the latest news;
        None: its profile knows."""
        return None

    @cached_property
    def structured(self) -> Structured:
        """Structured data of the page."""
        return Structured(self.tree)

    @property
    def is_passed(self) -> bool:
        """Whether the way to the next page stands behind the rows: of a page that
        breaks off after that, none is missing."""
        place, rows = -1, dict.fromkeys(self.entries, -1)
        for number, link in enumerate(self.tree.iter("a")):
            url = absolute(self.url, link.get("href", ""))
            if url is not None and url == self.next:
                place = number
            elif url in rows and rows[url] < 0:
                rows[url] = number
        return bool(rows) and place > max(rows.values())

    def _links(self, part: str) -> list[str]:
        link = self._profile.rule("listing", "link")
        rows = self._profile.rule("listing", part).elements(self.tree)
        return self._absolute([found for row in rows if (found := link.string(row))])

    def _absolute(self, addresses: list[str]) -> list[str]:
        urls = (absolute(self.url, address) for address in addresses)
        return list(dict.fromkeys(url for url in urls if url))
