"""Feeds (RSS 0.9 to 2.0, Atom 0.3 and 1.0): what they state of articles.

Element names are taken without their namespaces and in any case: sites write both
wrong. Dates are handed on as they were sent.
"""

from __future__ import annotations

import re
from html import unescape
from io import BytesIO
from itertools import islice
from typing import TYPE_CHECKING, Any

from lxml import etree

from newsbot.pages.html import absolute, from_prolog, name_in_xml
from newsbot.pages.stated import Stated

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lxml.etree import _Element

# WordPress puts this before the headlines of posts that ask for a password, in
# the language of the site (wp-includes/post-template.php, "Protected: %s").
_PROTECTED = ("محمي: ", "Protected: ")

# Pieces and characters of one value, at most, and of a base in it.
_PARTS = 1_000
# Elements of a feed that are read: the largest have a thousand items of forty each. The
# texts of articles are none, as feeds write them.
_MOST_ELEMENTS = 100_000
_MOST_ITEMS = 10_000
_LONGEST = 100_000
_LONGEST_BASE = 2_000
_PUBLISHED = ("pubdate", "published", "issued", "date", "created")
_MODIFIED = ("updated", "modified")
_MARKUP = re.compile(r"</?[a-zA-Z][^<>]*>")
_ABOUT = "{http://www.w3.org/1999/02/22-rdf-syntax-ns#}about"
# Statistics and caches leave their comments behind the list.
_END = 4_000
_CLOSED = re.compile(rb"</(?:[\w.-]+:)?(?:rss|feed|rdf)\s*>", re.IGNORECASE)
_ITEM = re.compile(rb"<(/?)(?:[\w.-]+:)?(?:item|entry)[\s>]", re.IGNORECASE)
_UTF_16 = (b"\xff\xfe", b"\xfe\xff")
# As WordPress numbers posts, in a bigint.
_POST = re.compile(r"/\?p=([0-9]{1,19})$")
_MAIL = re.compile(r"[^\s@]+@[^\s@]+\s*\(([^()]+)\)")


def parse_feed(data: bytes, url: str) -> list[Stated]:
    """The articles that a feed lists, in its order; none if it is no feed. Notices that
    PHP prints before it are passed over. An article in the middle of which the feed
    breaks off is left out: so may its address. Of a feed with more than 100,000
    elements count those before; 10,000 articles at most.

    :param data: the feed as it was sent
    :param url: its address, for relative ones in it
    """
    data = from_prolog(data, "rss|feed|rdf")
    try:
        root, is_whole = _root(data.strip() or b"<rss/>")
    except (etree.XMLSyntaxError, ValueError):
        return []
    if root is None:
        return []
    items = [node for node in root.iter() if name_in_xml(node) in ("item", "entry")]
    if items and (not is_whole or (breaks_off(data) and _ends_in_item(data))):
        del items[-1]
    items = items[:_MOST_ITEMS]
    return [stated for item in items if (stated := _stated(item, url)) is not None]


def _root(data: bytes) -> tuple[_Element | None, bool]:
    """The root of a feed's tree, and whether all of the feed is in it."""
    options: Any = {
        "recover": True,
        "no_network": True,
        "resolve_entities": False,
        "huge_tree": True,
        "remove_comments": True,
        "remove_pis": True,
    }
    if data.count(b"<") <= _MOST_ELEMENTS:
        return etree.fromstring(data, parser=etree.XMLParser(**options)), True
    events = etree.iterparse(BytesIO(data), events=("start",), **options)
    root = None
    for count, (_, node) in enumerate(events):
        root = node if root is None else root
        if count == _MOST_ELEMENTS:
            return root, False
    return root, True


def breaks_off(data: bytes) -> bool:
    """Whether a feed ends before its root does, so that it may have listed more.

    :param data: the feed as it was sent
    """
    return not data.startswith(_UTF_16) and not _CLOSED.search(data[-_END:])


def _ends_in_item(data: bytes) -> bool:
    tags = _ITEM.findall(data)
    return bool(tags) and not tags[-1]


def _stated(item: _Element, base: str) -> Stated | None:
    link = _link(item)
    own = item.base or ""  # xml:base
    if len(own) <= _LONGEST_BASE:
        base = absolute(base, own) or base
    url = absolute(base, link)
    if url is None or "#comment" in link:
        # An entry of a comment feed: its author and date are the comment's.
        return None
    title = _title(item)
    return Stated(
        rule="feed",
        url=url,
        guid_number=_guid_number(item),
        title=title,
        published=_first(item, _PUBLISHED),
        modified=_first(item, _MODIFIED),
        authors=list(dict.fromkeys(_authors(item))),
        terms=[
            name
            for node in _children(item, "category")
            if (name := (node.text or node.get("term") or "").strip())
        ],
        protected=(title or "").startswith(_PROTECTED),
    )


def _children(item: _Element, name: str) -> Iterator[_Element]:
    return (node for node in item if name_in_xml(node) == name)


def _text(item: _Element, name: str) -> str | None:
    for node in _children(item, name):
        if text := _text_in(node):
            return text
    return None


def _text_in(node: _Element) -> str:
    # An element that is left open holds all items behind it.
    return "".join(map(str, islice(node.itertext(), _PARTS)))[:_LONGEST].strip()


def _first(item: _Element, names: tuple[str, ...]) -> str | None:
    return next((text for name in names if (text := _text(item, name))), None)


def _title(item: _Element) -> str | None:
    """The headline without the markup that some feeds put into it, escaped."""
    title = _text(item, "title")
    if title is None or not _MARKUP.search(title):
        return title
    return " ".join(unescape(_MARKUP.sub(" ", title)).split()) or None


def _link(item: _Element) -> str:
    # What FeedBurner replaces by its own counter.
    if original := _text(item, "origlink"):
        return original
    for node in _children(item, "link"):
        if node.text and node.text.strip():
            return node.text.strip()
        if node.get("rel", "alternate") == "alternate" and node.get("href"):
            return str(node.get("href"))
    for node in _children(item, "guid"):
        # RSS 2.0: an address, unless it says that it is none.
        text = (node.text or "").strip()
        if node.get("isPermaLink") != "false" and text.startswith(("http", "/")):
            return text
    # RSS 1.0 names an item by its address.
    return str(item.get(_ABOUT, ""))


def _guid_number(item: _Element) -> int | None:
    found = _POST.search(_text(item, "guid") or "")
    return int(found[1]) if found else None


def _authors(item: _Element) -> Iterator[str]:
    for node in item:
        if name_in_xml(node) == "creator" and (node.text or "").strip():
            yield str(node.text).strip()
        elif name_in_xml(node) == "author":
            text = _text(node, "name") or _text_in(node)
            # RSS 2.0: an e-mail address, with the name in brackets.
            mailed = _MAIL.fullmatch(text)
            name = mailed[1] if mailed else text
            if name and "@" not in name:
                yield name.strip()
