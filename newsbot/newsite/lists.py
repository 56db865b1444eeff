"""The rows of a site's list of its latest news, and the way to its next page."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final
from urllib.parse import urlsplit

from newsbot.newsite.draft import Draft, Learned
from newsbot.newsite.naming import Choice, choices
from newsbot.pages.html import absolute
from newsbot.similarity import url_key
from newsbot.sites import Profile, generic, load_site
from newsbot.sites.selectors import Selectors

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lxml.etree import _Element

    from newsbot.newsite.look import Look, Page

_LINK: Final = "a::attr(href)"
_ROWS: Final = 5
_TRIED: Final = 40
# How page numbers are marked up; the first that leads where it should is taken.
_NEXT: Final = (
    "a[rel=next]::attr(href)",
    "link[rel=next]::attr(href)",
    "a.next::attr(href)",
    ".next a::attr(href)",
    ".pagination .current + a::attr(href)",
    ".pagination .active + li a::attr(href)",
    ".current + a::attr(href)",
    "li.current + li a::attr(href)",
    "li.active + li a::attr(href)",
    ".active + a::attr(href)",
)


def learn_lists(look: Look, draft: Draft) -> None:
    """Add ``listings``, ``entries`` and ``next`` to *draft* if the site has a list of
    its latest news whose rows one selector finds: all of them on every page, no other.

    Where it is not so clear, or where a news sitemap is known, which is asked only
    without selectors, links are weighed on each page as they are without a profile.
    """
    if look.home is None or look.sitemap is not None:
        return
    latest = look.home.listing(generic()).latest
    pages = [page for page in look.lists if latest and _is_of(page.url, latest)]
    if len(pages) < 2:
        return
    way = _next(pages)
    rows = _rows(pages, look) if way else None
    if way is None or rows is None:
        draft.unsure.append(
            "lists: no one selector finds their rows and their next page; links are "
            "weighed on each page"
        )
        return
    path = urlsplit(pages[0].url)
    address = f"{path.path}?{path.query}" if path.query else path.path
    home = urlsplit(load_site(look.url).url).path
    inside = f"/{address.removeprefix(home)}" if address.startswith(home) else None
    draft.top["listings"] = [inside or pages[0].url]
    draft.rules["listing", "entries"] = Learned([rows])
    draft.rules["listing", "link"] = Learned([_LINK])
    draft.rules["listing", "next"] = Learned([way])


def _is_of(url: str, latest: str) -> bool:
    return url_key(url).startswith(url_key(latest))


def _next(pages: list[Page]) -> str | None:
    known = [page.listing(generic()).next for page in pages]
    if not any(known):
        return None
    for selector in _NEXT:
        rule = Selectors([selector])
        found = [
            absolute(page.url, address) if (address := rule.string(page.tree)) else None
            for page in pages
        ]
        if found == known:
            return selector
    return None


def _rows(pages: list[Page], look: Look) -> str | None:
    assert look.home is not None
    for choice in sorted(set(_choices(pages[0])))[:_TRIED]:
        profile = Profile(
            key="",
            rules={
                "listing": {
                    "entries": Selectors([choice.selector]),
                    "link": Selectors([_LINK]),
                }
            },
        )
        if all(
            _entries(page, profile) == _entries(page, generic())
            for page in [*pages, *look.lists]
        ) and _entries(look.home, profile) <= set(
            map(url_key, look.home.listing(generic()).articles)
        ):
            return choice.selector
    return None


def _entries(page: Page, profile: Profile) -> set[str]:
    return set(map(url_key, page.listing(profile).entries))


def _choices(page: Page) -> Iterator[Choice]:
    """Selectors of the rows: of each link the highest element that leads to no other
    article of the list."""
    keys = _entries(page, generic())
    links = {
        element: key
        for element in page.tree.iter("a")
        if (url := absolute(page.url, element.get("href", "")))
        and (key := url_key(url)) in keys
    }
    seen: set[_Element] = set()
    for link in list(links)[: 4 * _ROWS]:
        row = link
        for above in link.iterancestors():
            inside = {links[one] for one in above.iter("a") if one in links}
            if len(inside) > 1:
                break
            row = above
        if row not in seen and len(seen) < _ROWS:
            seen.add(row)
            yield from choices(row)
