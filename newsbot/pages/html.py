"""HTML in, lxml tree out: one tree per page."""

from __future__ import annotations

import re
import unicodedata
from typing import TYPE_CHECKING, Any
from urllib.parse import quote, urljoin

from lxml import etree
from w3lib.encoding import html_body_declared_encoding

from newsbot.arabic.encoding import repair
from newsbot.pages import bounds, cloudflare

if TYPE_CHECKING:
    from collections.abc import Mapping

    from lxml.etree import _Element

BLOCKS = frozenset(
    """
    address article aside blockquote body br caption center dd details dialog dir div dl
    dt fieldset figure footer form h1 h2 h3 h4 h5 h6 header hgroup hr legend li listing
    main menu nav ol p plaintext pre search section summary table tbody tfoot thead tr
    ul xmp
    """.split()
)
"""Elements that begin and end a line (HTML Living Standard, section 15.3), and br."""

# libxml2 reads to this depth and leaves out all that follows in the page, unless it is
# told that trees may be huge. Much of what is done costs as much as a tree is deep.
_DEEPEST = 256
# Nobody nests deeper on purpose: what does was left open again and again.
_DEEP = 128
_MOST_TAGS_OF_DEEP = 60_000
# No request is made for a longer address: the value of URLLENGTH_LIMIT.
_LONGEST_ADDRESS = 8_192
_MOST_NOISE = 100_000  # bytes before the file proper
_XML_NAME = re.compile(r"[a-z_][a-z0-9_.-]*", re.IGNORECASE)
_CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")
# Line ends of old word processors, which lxml's builder does not take: one that it
# does take, and that HTML does not count as white space either.
_LINE_END = "\u2028"
# What urljoin() gives back as it is, and most links are.
_WHOLE_ADDRESS = re.compile(r"https?://[A-Za-z0-9_.:-]+/[^\s?#;\\]*")
# Smaller pages cost little, whatever they hold.
_LARGE = 60_000
_EMPTY = "<html><body></body></html>"


def decode(data: bytes) -> str:
    """A page without the headers of its answer, decoded by
    :func:`newsbot.arabic.encoding.repair`; what it declares itself is read as Scrapy
    does.

    :param data: the page as it was sent
    """
    return repair(data, declared=html_body_declared_encoding(data))


def parse(html: str | bytes) -> _Element:
    """The tree of an HTML page, however broken; an empty page for none. Of a page with
    more than 200,000 signs ``<`` only the begin: see :mod:`newsbot.pages.bounds`.

    :param html: the decoded page, or its sound UTF-8
    """
    # Lone surrogates cannot be encoded.
    text = html.encode("utf-8", "replace") if isinstance(html, str) else html
    # libxml2 passes over a </p> that closes nothing, and the words around it must
    # not merge. U+0000 ends its input.
    # Split and join look through it once, replace does so twice.
    text = b"</p> ".join(text.split(b"</p>")).replace(b"\0", b"") or _EMPTY.encode()
    is_cut = False
    if len(text) > _LARGE:
        whole, text = text, bounds.cut_tags(text)
        is_cut = text is not whole
        text = bounds.without_many_attributes(text)
    parser = etree.HTMLParser(
        encoding="utf-8", recover=True, no_network=True, collect_ids=False
    )
    tree = etree.fromstring(text, parser=parser)
    last = parser.error_log.last_error
    if last is not None and last.type == etree.ErrorTypes.ERR_RESOURCE_LIMIT:
        target: Any = _Shallow()
        shallow = etree.HTMLParser(
            encoding="utf-8", huge_tree=True, no_network=True, target=target
        )
        # It takes twenty times as long.
        text = bounds.cut_tags(text, most=_MOST_TAGS_OF_DEEP)
        tree = etree.fromstring(text, parser=shallow)
    if tree is None:
        return etree.fromstring(_EMPTY, parser=parser)
    if is_cut:
        bounds.mark_cut(tree)
    if bounds.may_be_large(text):
        bounds.mark_large(tree)
    if cloudflare.MARK.encode() in text:
        cloudflare.show_addresses(tree)
    return tree


class _Shallow:
    """Builds the tree of a page that is nested deeper than libxml2 reads, or has 10 MB
    of text in one piece.

    Where it is deep, an element in others just like it is passed over, at the limit
    every element: an empty one stands where it begins and where it ends, which keeps
    the words around it apart.
    """

    def __init__(self) -> None:
        self._builder = etree.TreeBuilder()
        self._open: list[tuple[str, bool]] = []
        self._kept: list[tuple[str, dict[str | bytes, str | bytes]]] = []
        self._has_any = False

    def start(self, tag: str, attributes: Mapping[str, str]) -> None:
        # XML, and so lxml's builder, has no place for all that HTML allows.
        element: tuple[str, dict[str | bytes, str | bytes]] = (
            tag if _XML_NAME.fullmatch(tag) else "span",
            {
                name: _CONTROL.sub("", value)
                for name, value in attributes.items()
                if _XML_NAME.fullmatch(name)
            },
        )
        self._has_any = True
        depth = len(self._kept)
        is_kept = depth < _DEEPEST and (depth < _DEEP or element not in self._kept[-4:])
        self._open.append((tag, is_kept))
        if is_kept:
            self._kept.append(element)
            self._builder.start(*element)
        else:
            self._mark(element[0])

    def end(self, tag: str) -> None:
        # libxml2 does not report the end of every element that it reports.
        while self._open and self._end() != tag:
            pass

    def data(self, text: str) -> None:
        text = text.replace("\x0b", _LINE_END).replace("\x0c", _LINE_END)
        self._builder.data(_CONTROL.sub(" ", text))

    def close(self) -> _Element | None:
        while self._open:
            self._end()
        return self._builder.close() if self._has_any else None

    def _end(self) -> str:
        tag, is_kept = self._open.pop()
        if is_kept:
            self._builder.end(self._kept.pop()[0])
        else:
            self._mark(tag if _XML_NAME.fullmatch(tag) else "span")
        return tag

    def _mark(self, tag: str) -> None:
        self._builder.start(tag, {})
        self._builder.end(tag)


def from_prolog(data: bytes, roots: str) -> bytes:
    """*data* from where a file of XML begins, without what stands before it: PHP prints
    its notices, and plugins what they like, before a feed or sitemap as before any
    answer. What begins as XML does, or does not go on as such a file, stays whole.

    :param roots: names of its root, as alternatives of an expression
    """
    name = rb"<(?:[\w.-]+:)?(?:%b)[\s>/]" % roots.encode()
    if re.match(rb"[\s\xef\xbb\xbf]*(?:<[?!]|%b)" % name, data, re.IGNORECASE):
        return data
    noisy = data[:_MOST_NOISE]
    found = re.search(rb"<\?xml\s|%b" % name, noisy, re.IGNORECASE)
    return data[found.start() :] if found is not None else data


def name_in_xml(node: _Element) -> str:
    """The name of an element of XML without its namespace, in lower case; empty for a
    comment. A prefix that the file does not declare is left in the name by the parser,
    and taken off here."""
    tag = node.tag
    if not isinstance(tag, str):
        return ""
    return tag.rpartition("}")[2].rpartition(":")[2].lower()


def absolute(base: str, address: str) -> str | None:
    """*address* as seen from the page *base*, without its fragment; None where
    it is no web address, or one of more than 8,192 characters. Controls and marks of
    direction, which no address may have as they are (RFC 3987, sections 2.2 and 4.1),
    are escaped."""
    address = address.strip()
    if len(address) > _LONGEST_ADDRESS:
        return None
    if _WHOLE_ADDRESS.fullmatch(address):
        return _visible(address)
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
    return _visible(url)


def _visible(url: str) -> str:
    """*url* with its invisible characters escaped."""
    if url.isprintable():
        return url
    return "".join(
        quote(char) if unicodedata.category(char) in ("Cc", "Cf") else char
        for char in url
    )
