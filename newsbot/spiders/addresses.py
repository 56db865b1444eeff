"""What the addresses of one article are: those that led to its page, and those that
the page names as its own."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from newsbot.pages.html import absolute
from newsbot.similarity import url_key

if TYPE_CHECKING:
    from collections.abc import Iterable

    from scrapy.http import Response

    from newsbot.pages.article import ArticlePage
    from newsbot.sites import Site

# Redirects for good; the others may lead elsewhere next time (RFC 9110, 15.4).
_LASTING = (301, 308)
_SHORTLINK = re.compile(r"//[^/?]+/\?p=([0-9]+)")


class OtherAddresses(NamedTuple):
    """Addresses of an article beside its own; *claims* are not proved."""

    aliases: list[str]
    claims: list[str]


def led_here(response: Response) -> OtherAddresses:
    """The addresses from which the site's redirects have led to *response*; proved are
    those after which all redirects are permanent."""
    urls = response.meta.get("redirect_urls", [])
    statuses = response.meta.get("redirect_reasons", [])
    lasting = 0
    while lasting < len(statuses) and statuses[-1 - lasting] in _LASTING:
        lasting += 1
    first = len(urls) - lasting
    return OtherAddresses(urls[first:], urls[:first])


def named_by(page: ArticlePage, site: Site) -> OtherAddresses:
    """What *page* names as its address: the shortlink of its own number is proved by
    that number; canonical address and ``og:url`` are claims."""
    structured = page.structured
    aliases: list[str] = []
    claims: list[str] = []
    stated = (structured.canonical, structured.meta.get("og:url"), *_shortlinks(page))
    for address in dict.fromkeys(stated):
        # Most pages name themselves by the address that they were asked for.
        url = absolute(page.url, address) if address and address != page.url else None
        if url is None or not site.owns(url):
            continue
        key = url_key(url)
        if key in (url_key(page.url), url_key(site.url)):
            continue
        short = _SHORTLINK.fullmatch(key)
        is_own = short is not None and int(short[1]) == page.post_id
        (aliases if is_own else claims).append(url)
    return OtherAddresses(aliases, claims)


def own_address(url: str | None, site: Site) -> str | None:
    """*url*, which a page of *site* names as its own, if it is on that site; with and
    without "www." a host is the same site, as it is to the ledger."""
    if url is None or site.owns(url):
        return url
    scheme, mark, place = url.partition("://")
    bare = place.removeprefix("www.")
    twin = bare if bare != place else f"www.{place}"
    return url if site.owns(f"{scheme}{mark}{twin}") else None


def _shortlinks(page: ArticlePage) -> Iterable[str]:
    head = page.tree.find("head")
    for link in () if head is None else head.iter("link"):
        if link.get("rel") == "shortlink":
            yield link.get("href", "").strip()
