"""The address of a link as it is asked for."""

from __future__ import annotations

import codecs
import re
from typing import TYPE_CHECKING
from urllib.parse import quote, urlsplit

from newsbot.similarity import url_key

if TYPE_CHECKING:
    from lxml.etree import _Element

_CHARSET = re.compile(r"charset\s*=\s*([\w-]+)", re.IGNORECASE)
_OLD = ("cp12", "iso8859", "mac")  # as Python names them
_ASCII = "".join(map(chr, range(0x21, 0x7F)))  # what is escaped already stays


def without_counters(url: str) -> str:
    """*url* without the arguments that count clicks and visits, or show the same page
    in another dress (``utm_source``, ``PHPSESSID``, ``amp``): those of which
    :func:`newsbot.similarity.url_key` takes no notice. The rest is as it was."""
    parts = urlsplit(url)
    if not parts.query:
        return url
    key = url_key(url)
    kept = parts.query.split("&")
    for pair in tuple(kept):
        others = [one for one in kept if one is not pair]
        if url_key(parts._replace(query="&".join(others)).geturl()) == key:
            kept = others
    return parts._replace(query="&".join(kept)).geturl()


def encode_queries(tree: _Element) -> None:
    """Write the arguments of a page's links in the charset that the page declares, as
    browsers send them (URL standard, 4.3): an old server knows no other spelling."""
    charset = _charset(tree)
    if charset is None:
        return
    for link in tree.iter("a"):
        address, sign, query = link.get("href", "").partition("?")
        if sign and not query.isascii() and (sent := _sent(query, charset)):
            link.set("href", f"{address}?{quote(sent, safe=_ASCII)}")


def _sent(query: str, charset: str) -> bytes | None:
    # Pages in Arabic that declare a charset of Europe are in this one.
    for name in (charset, "cp1256"):
        try:
            return query.encode(name)
        except UnicodeEncodeError:
            continue
    return None


def _charset(tree: _Element) -> str | None:
    """The charset that a page declares, if it is one of the old ones with a byte for
    each letter."""
    for meta in tree.iter("meta"):
        match = _CHARSET.search(meta.get("content", ""))
        named = meta.get("charset") or (match[1] if match else None)
        if named is not None:
            try:
                name = codecs.lookup(named.strip()).name
            except LookupError:
                return None
            return name if name.startswith(_OLD) else None
    return None
