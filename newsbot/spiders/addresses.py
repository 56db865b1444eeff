"""What the addresses of one article are: those that led to its page, and those that
the page names as its own."""

from __future__ import annotations

import re
from itertools import dropwhile
from typing import TYPE_CHECKING, NamedTuple
from urllib.parse import parse_qsl, urlsplit

from newsbot.pages.html import absolute
from newsbot.similarity import url_key

if TYPE_CHECKING:
    from collections.abc import Iterable

    from scrapy.http import Response

    from newsbot.pages.article import ArticlePage
    from newsbot.sites import Site

# Redirects for good; the others may lead elsewhere next time (RFC 9110, 15.4).
_LASTING = (301, 308)
_DIGIT = re.compile(r"[0-9]")
_NUMBER = re.compile(r"(?<![0-9])[0-9]{3,}(?![0-9])")
_YEAR = re.compile(r"(?:19|20)[0-9]{2}")
_HYPHENS = 3
_SHORTLINK = re.compile(r"//[^/?]+/\?p=([0-9]+)")


class OtherAddresses(NamedTuple):
    """Addresses of an article beside its own; *claims* are not proved."""

    aliases: list[str]
    claims: list[str]


def led_here(response: Response) -> OtherAddresses:
    """The addresses from which the site's redirects have led to *response*; aliases are
    those after which all redirects are permanent. Even these may be a mistake of the
    site (see `proved`)."""
    urls = response.meta.get("redirect_urls", [])
    statuses = response.meta.get("redirect_reasons", [])
    lasting = 0
    while lasting < len(statuses) and statuses[-1 - lasting] in _LASTING:
        lasting += 1
    first = len(urls) - lasting
    return OtherAddresses(urls[first:], urls[:first])


def named_by(page: ArticlePage, site: Site) -> OtherAddresses:
    """What *page* names as its address: the shortlink of its own number is proved by
    that number; canonical address, ``og:url``, `by_number` and `by_name` are
    claims."""
    structured = page.structured
    aliases: list[str] = []
    claims: list[str] = []
    stated = (
        structured.canonical,
        structured.meta.get("og:url"),
        by_number(page.url),
        by_name(page.url),
        *_shortlinks(page),
    )
    for address in dict.fromkeys(stated):
        # Most pages name themselves by the address that they were asked for.
        url = absolute(page.url, address) if address and address != page.url else None
        if url is None or not site.owns(url):
            continue
        key = url_key(url)
        if key == url_key(page.url) or site.is_home(url):
            continue
        short = _SHORTLINK.fullmatch(key)
        is_own = short is not None and int(short[1]) == page.post_id
        (aliases if is_own else claims).append(url)
    return OtherAddresses(aliases, claims)


def by_number(url: str) -> str | None:
    """*url* with nothing but the argument that numbers its article, in lower case: what
    ``/Details.aspx?ID=7`` and ``/details.aspx?id=7&CatID=2`` have in common. None where
    no argument does so, or several may. It is no address to ask for: another script
    may tell articles by its other arguments, and only the same content is a proof."""
    parts = urlsplit(url)
    if not parts.query:
        return None
    from newsbot.pages.lists.paths import QUERY_ID  # few sites have such addresses

    numbers = [
        (name.lower(), value)
        for name, value in parse_qsl(parts.query)
        if name.lower() in QUERY_ID and value.isdecimal()
    ]
    if len(numbers) != 1:
        return None
    ((name, value),) = numbers
    return parts._replace(
        path=parts.path.lower(), query=f"{name}={value}", fragment=""
    ).geturl()


def by_name(url: str) -> str | None:
    """*url* with nothing but the number of its article: what ``/news/712``,
    ``/economy/712/a-bridge`` and ``/sport/712-a-bridge.html`` have in common. Without a
    number that is no year, *url* without the folders above the day or the name. None
    where neither is told. It is no address to ask for either."""
    parts = urlsplit(url)
    *folders, last = [name for name in parts.path.split("/") if name] or [""]
    if parts.query or not last:
        return None
    numbers = _NUMBER.findall(parts.path)
    if len(numbers) == 1 and not _YEAR.fullmatch(numbers[0]):
        return parts._replace(path=f"/{numbers[0]}", fragment="").geturl()
    own = [*dropwhile(lambda name: not _DIGIT.search(name), folders), last]
    is_telling = last.count("-") >= _HYPHENS or bool(numbers)
    if not is_telling or len(own) > len(folders):
        return None
    return parts._replace(path=f"/{'/'.join(own)}", fragment="").geturl()


def proved(
    led: OtherAddresses, named: OtherAddresses, url: str, article_id: str
) -> OtherAddresses:
    """What is known of the addresses that have *led* to the article at *url*: an alias
    is one that its page has *named* too, or that has its number. The others are claims:
    a redirect may be a guess of WordPress, or a rule that somebody takes back."""
    own = {url_key(one) for one in (url, *named.aliases, *named.claims)}
    aliases = [
        one
        for one in led.aliases
        if url_key(one) in own or is_shortlink(one, article_id)
    ]
    claims = [one for one in (*led.aliases, *led.claims) if one not in aliases]
    return OtherAddresses(aliases, claims)


def is_shortlink(url: str, article_id: str) -> bool:
    """Whether *url* is WordPress's address of the post with the number of that id."""
    found = _SHORTLINK.fullmatch(url_key(url))
    return found is not None and found[1] == article_id.rpartition(":")[2]


def own_address(url: str | None, site: Site) -> str | None:
    """*url*, which a page of *site* names as its own, if it is on that site."""
    return url if url is not None and site.owns(url) else None


def _shortlinks(page: ArticlePage) -> Iterable[str]:
    head = page.tree.find("head")
    for link in () if head is None else head.iter("link"):
        if link.get("rel") == "shortlink":
            yield link.get("href", "").strip()
