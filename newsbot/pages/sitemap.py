"""Sitemaps (sitemaps.org 0.9, with Google's news and image tags): what they list."""

from __future__ import annotations

import re
import zlib
from dataclasses import dataclass, field
from io import BytesIO
from itertools import islice
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from lxml import etree

from newsbot.pages.html import absolute, from_prolog, name_in_xml

if TYPE_CHECKING:
    from collections.abc import Iterable

    from lxml.etree import _Element

# The protocol's bounds for one file: 50,000 entries, 52,428,800 bytes unpacked. Some
# sites exceed the first; what comes after twice as many is another kind of file.
_ENTRIES = 100_000
_BYTES = 52_428_800
_LONGEST = 8_192
# Google reads a thousand images of an entry, of three elements each.
_MOST_IN_ENTRY = 10_000
# Statistics and caches leave their comments behind the list.
_END = 4_000
_CLOSED = re.compile(rb"</(?:[\w.-]+:)?(?:urlset|sitemapindex)\s*>|/>\s*\Z")
# Pieces of one value, at most.
_PARTS = 100
# Parts of the index that WordPress (core and Yoast SEO), and sites that name theirs
# in the same manner, fill with articles, and those with anything else.
_ARTICLES = re.compile(r"(?:^|[-_/])(?:posts?|news|articles?|stories)(?![a-z])")
_OTHERS = re.compile(
    r"taxonom|categor|(?:^|[-_/])(?:tags?|post_tag|posts-page|pages?|users?|authors?"
    r"|attachment|images?|videos?|products?|e-landing-page|static|sections|keywords"
    r"|writers)(?![a-z])"
    # WordPress's own file of another type of posts.
    r"|posts-(?!posts?-|news-|articles?-|stor)[a-z_]+-[0-9]+\.xml"
)


@dataclass(kw_only=True, slots=True)
class SitemapEntry:
    """One page as a sitemap lists it. Instants are as they were sent; None where
    they are not stated."""

    url: str
    """Absolute address; of another host too, where the file names such."""

    lastmod: str | None = None
    """Last change of the page. WordPress gives that of the text, which for a post
    that was scheduled lies before its publication."""

    published: str | None = None
    """``news:publication_date``."""

    title: str | None = None
    """``news:title``."""

    image: str | None = None
    """Address of the first ``image:loc``."""


@dataclass(kw_only=True, slots=True)
class Sitemap:
    """What one sitemap file holds: pages, or further sitemaps; broken ones both."""

    entries: list[SitemapEntry] = field(default_factory=list)
    """Its pages, in its order."""

    sitemaps: list[SitemapEntry] = field(default_factory=list)
    """The sitemaps that an index names, in its order, with their ``lastmod``."""

    is_news: bool = False
    """Whether the pages are dated as news: such a file lists two days only."""

    is_cut: bool = False
    """Whether the file breaks off, so that it may have listed more."""


def parse_sitemap(body: bytes, url: str) -> Sitemap:
    """The pages or sitemaps that a file lists; an empty one if it is no sitemap.

    Namespaces are passed over: sites write them wrong, and so are notices that PHP
    prints before the file. Of a broken file counts what
    comes before the break, and so before an entry of more than 10,000 elements; of a
    text file each line that is an address. Nothing is read from elsewhere, and entities
    of the file's own are not replaced.

    :param body: the file as it was sent, also compressed with gzip
    :param url: its address, for relative ones in it
    """
    body = from_prolog(_unpacked(body), "urlset|sitemapindex").lstrip()
    if not body.startswith((b"<", b"\xef\xbb\xbf", b"\xff\xfe", b"\xfe\xff")):
        return _of_lines(body, url)
    found = Sitemap()
    dated = read = inside = 0
    try:
        for _, node in etree.iterparse(
            BytesIO(body),
            events=("end",),
            recover=True,
            no_network=True,
            resolve_entities=False,
            huge_tree=True,
            remove_comments=True,
            remove_pis=True,
        ):
            name = name_in_xml(node)
            if name not in ("url", "sitemap"):
                inside += 1
                if inside > _MOST_IN_ENTRY:
                    found.is_cut = True
                    break
                continue
            inside = 0
            read += 1
            entry = _entry(node, url)
            if entry is not None:
                (found.entries if name == "url" else found.sitemaps).append(entry)
                dated += entry.published is not None
            _forget(node)
            if read >= _ENTRIES:
                break
    except (etree.XMLSyntaxError, ValueError):
        pass  # recover=True still raises where nothing at all is XML
    if not body.rstrip(b"\0\t\n\r ").endswith(b">"):
        # The file was cut, perhaps in the middle of an address.
        found.is_cut = True
        del (found.entries or found.sitemaps)[-1:]
        dated = sum(entry.published is not None for entry in found.entries)
    # Where it breaks off between two tags, that of the whole file does not end it.
    if not body.startswith((b"\xff\xfe", b"\xfe\xff")):  # not of UTF-16
        found.is_cut |= not _CLOSED.search(body[-_END:])
    found.is_news = bool(found.entries) and dated == len(found.entries)
    return found


def article_sitemaps(entries: Iterable[SitemapEntry]) -> list[SitemapEntry]:
    """Those parts of an index that may list articles, in its order: the parts that
    are named after posts or news where there are any, else all that are not named
    after something else."""
    others = [entry for entry in entries if not _OTHERS.search(_file(entry.url))]
    named = [entry for entry in others if names_articles(entry.url)]
    return named or others


def names_articles(url: str) -> bool:
    """Whether the sitemap at *url* is named after posts or news."""
    name = _file(url)
    return _ARTICLES.search(name) is not None and not _OTHERS.search(name)


def _file(url: str) -> str:
    parts = urlsplit(url)
    # With plain permalinks: ?sitemap=posts&sitemap-subtype=post&paged=1
    query = parts.query.replace("&sitemap-subtype=", "-").replace("sitemap=", "")
    return f"{parts.path.rpartition('/')[2]}-{query}".lower()


def _unpacked(body: bytes) -> bytes:
    if not body.startswith(b"\x1f\x8b"):
        return body
    unpack = zlib.decompressobj(wbits=zlib.MAX_WBITS | 16)
    try:
        return unpack.decompress(body, _BYTES)
    except zlib.error:
        return b""


def _of_lines(body: bytes, base: str) -> Sitemap:
    lines = body[:_BYTES].decode("utf-8", "replace").splitlines()[:_ENTRIES]
    urls = (line.strip() for line in lines)
    whole = [url for url in urls if url.startswith(("http://", "https://"))]
    entries = [
        SitemapEntry(url=url)
        for line in whole
        if (url := _address(base, line)) is not None
    ]
    return Sitemap(entries=entries)


def _entry(node: _Element, base: str) -> SitemapEntry | None:
    found: dict[str, str] = {}
    for child in node.iter():
        parent = child.getparent()
        name = name_in_xml(child)
        above = name_in_xml(parent) if parent is not None else ""
        if name == "loc" and above == "image":
            name = "image"
        elif name == "loc":
            if parent is not node:
                continue  # of a video, or of an entry inside this one
        elif name == "title":
            if above != "news":
                continue
        elif name not in ("lastmod", "publication_date"):
            continue
        if name in found:
            continue
        # An element that is left open holds all that follows.
        text = "".join(map(str, islice(child.itertext(), _PARTS))).strip()
        if text:
            found[name] = text[:_LONGEST]
    url = _address(base, found.get("loc", ""))
    if url is None:
        return None
    return SitemapEntry(
        url=url,
        lastmod=found.get("lastmod"),
        published=found.get("publication_date"),
        title=found.get("title"),
        image=_address(base, found.get("image", "")),
    )


def _address(base: str, text: str) -> str | None:
    if len(text) >= _LONGEST or text.split() != [text]:
        return None
    return absolute(base, text)


def _forget(node: _Element) -> None:
    """Free what has been read: the tree of a whole file is ten times the file."""
    node.clear()
    parent = node.getparent()
    if parent is not None:
        while (before := node.getprevious()) is not None:
            parent.remove(before)
