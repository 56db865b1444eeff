"""Links of a page to itself."""

from __future__ import annotations

from urllib.parse import SplitResult, unquote, urlsplit

from newsbot.pages.html import absolute


def leads_to(address: str, url: str) -> bool:
    """Whether a link's address is that of the page in which it stands, or a place in
    it; never on a home page, where the name of the site is such a link.

    :param url: the page's address
    """
    if address.startswith("#"):
        return len(address) > 1
    there = absolute(url, address)
    if there is None:
        return False
    try:
        one, own = urlsplit(there), urlsplit(url)
    except ValueError:
        return False
    host, path = _place(own)
    is_home = path == "" and not own.query
    return not is_home and _place(one) == (host, path) and own.query in ("", one.query)


def _place(url: SplitResult) -> tuple[str, str]:
    return url.netloc.lower().removeprefix("www."), unquote(url.path).rstrip("/")
