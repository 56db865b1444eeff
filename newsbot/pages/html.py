"""HTML in, lxml tree out: one tree per page."""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import urljoin

from lxml import etree

if TYPE_CHECKING:
    from lxml.etree import _Element

_EMPTY = "<html><body></body></html>"


def parse(html: str) -> _Element:
    """The tree of an HTML page, however broken; an empty page for none.

    :param html: the decoded page
    """
    # U+0000 ends the input for libxml2, and lone surrogates cannot be encoded.
    text = html.replace("\0", "").encode("utf-8", "replace") or _EMPTY.encode()
    parser = etree.HTMLParser(
        encoding="utf-8", recover=True, huge_tree=True, no_network=True
    )
    tree = etree.fromstring(text, parser=parser)
    return tree if tree is not None else etree.fromstring(_EMPTY, parser=parser)


def absolute(base: str, address: str) -> str | None:
    """*address* as seen from the page *base*, without its fragment; None where
    it is no web address."""
    address = address.strip()
    if not address or address.startswith(("#", "data:", "javascript:", "mailto:")):
        return None
    try:
        url = urljoin(base, address)
    except ValueError:
        return None
    if not url.startswith(("http://", "https://")):
        return None
    if "#" in url and "#!" not in url:
        url = url.partition("#")[0]
    return url
