"""RSS 2.0 and Atom feeds: what they state of articles."""

from __future__ import annotations

from typing import TYPE_CHECKING

from lxml import etree

from newsbot.pages.html import absolute
from newsbot.pages.stated import Stated

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lxml.etree import _Element

# WordPress puts this before the headlines of posts that ask for a password, in
# the language of the site (wp-includes/post-template.php, "Protected: %s").
_PROTECTED = ("محمي: ", "Protected: ")


def parse_feed(data: bytes, url: str) -> list[Stated]:
    """The articles that a feed lists, in its order; none if it is no feed.

    :param data: the feed as it was sent
    :param url: its address, for relative ones in it
    """
    parser = etree.XMLParser(
        recover=True, no_network=True, resolve_entities=False, huge_tree=True
    )
    try:
        root = etree.fromstring(data.strip() or b"<rss/>", parser=parser)
    except (etree.XMLSyntaxError, ValueError):
        return []
    if root is None:
        return []
    items = (node for node in root.iter() if _name(node) in ("item", "entry"))
    return [stated for item in items if (stated := _stated(item, url)) is not None]


def _stated(item: _Element, base: str) -> Stated | None:
    link = _link(item)
    url = absolute(base, link)
    if url is None or "#comment" in link:
        # An entry of a comment feed: its author and date are the comment's.
        return None
    title = _text(item, "title")
    return Stated(
        rule="feed",
        url=url,
        title=title,
        published=_text(item, "pubDate") or _text(item, "published"),
        modified=_text(item, "updated"),
        authors=list(_authors(item)),
        terms=[
            name
            for node in _children(item, "category")
            if (name := (node.text or node.get("term") or "").strip())
        ],
        protected=(title or "").startswith(_PROTECTED),
    )


def _name(node: _Element) -> str:
    tag = node.tag
    return tag.rpartition("}")[2] if isinstance(tag, str) else ""


def _children(item: _Element, name: str) -> Iterator[_Element]:
    return (node for node in item if _name(node) == name)


def _text(item: _Element, name: str) -> str | None:
    for node in _children(item, name):
        text = "".join(map(str, node.itertext())).strip()
        if text:
            return text
    return None


def _link(item: _Element) -> str:
    for node in _children(item, "link"):
        if node.text and node.text.strip():
            return node.text.strip()
        if node.get("rel", "alternate") == "alternate" and node.get("href"):
            return str(node.get("href"))
    return ""


def _authors(item: _Element) -> Iterator[str]:
    for node in item:
        if _name(node) == "creator" and (node.text or "").strip():
            yield str(node.text).strip()
        elif _name(node) == "author" and (name := _text(node, "name")):
            yield name
