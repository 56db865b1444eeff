"""The text of an article's body: which words of it, and in which lines."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, NamedTuple

from lxml import etree

from newsbot.pages.html import BLOCKS, absolute
from newsbot.pages.lines import BodyLine, read_lines
from newsbot.pages.media import once, posted, stand_ins, stated
from newsbot.pages.pictures import emoji, is_banner, picture
from newsbot.pages.skipped import is_contents_label, kind_of, lists_contents
from newsbot.pages.teasers import Teaser, teaser, without_teasers

if TYPE_CHECKING:
    from collections.abc import Collection

    from lxml.etree import _Element

_CELLS = frozenset({"td", "th"})
_SPACE = re.compile(r"[ \t\n\r]+")
# What WordPress leaves in a text where the plugin of a shortcode is gone: names of
# two parts, as plugins give them, and its own.
_SHORTCODE = re.compile(
    r"\[(?P<of>embed|caption)\b[^][]*\].{0,500}?\[/(?P=of)\]"
    # With an address, of any plugin.
    r"|\[(?P<by>[a-z][a-z0-9_-]{1,20})(?:\s[^][]*)?\]\s?https?://\S{1,500}?\[/(?P=by)\]"
    r"|\[[a-z]{2,20}\shttps?://[^][\s]{1,500}\]"
    r"|\[/?(?:[a-z][a-z0-9]*(?:[_-][a-z0-9]+)+"
    r"|caption|gallery|audio|video|playlist|embed)(?:\s[^][]*)?\]"
    r"|\[[a-z]{2,20}(?:\s[a-z_]{1,20}=[\"”″'][^][\"”″']{0,80}[\"”″'])+\s?/?\]"
)
_PICTURES = frozenset({"img", "amp-img"})
# The title of a tab stands in a span beside those of the others.
_TAB = re.compile(r"(?:^|[\s_-])tabs?(?:[_-][a-z]+)?[_-](?:title|label)(?:\s|$)")
_ITEMS = frozenset({"li", "dt", "dd"})


@dataclass
class Body:
    """What an article's body holds."""

    lines: list[str] = field(default_factory=list)
    """The text, one paragraph a line, white space as HTML collapses it."""

    images: list[str] = field(default_factory=list)
    """Absolute addresses of its pictures, in order, the largest size stated."""

    media: list[str] = field(default_factory=list)
    """Absolute addresses of its videos and sound recordings, in order."""

    credit: str | None = None
    """The source named in a line «المصدر: …», without the label."""

    has_gallery: bool = False
    """Whether it holds a gallery of pictures."""

    is_live: bool = False
    """Whether it is a list of entries that begin with a clock time each."""


class _Image(NamedTuple):
    url: str
    target: str | None
    """What it links to."""
    place: int
    """Of the line in which it stands, or before which."""


def read_body(
    root: _Element, *, base: str, drop: Collection[_Element] = frozenset()
) -> Body:
    """Read the element that holds an article's body.

    :param root: the body's container
    :param base: address of the page, for relative addresses in it
    :param drop: elements to leave out with all that is in them
    """
    reader = _Reader(base, set(drop))
    reader.read(root)
    kept, left = without_teasers(reader.lines, reader.teasers)
    text = read_lines(kept, base=base)
    images = [
        one.url
        for one in reader.images
        if one.target is None
        or left.isdisjoint({(one.place, one.target), (one.place - 1, one.target)})
    ]
    return Body(
        lines=text.lines,
        images=list(dict.fromkeys(images)),
        media=once(reader.media),
        credit=text.credit,
        has_gallery=reader.has_gallery,
        is_live=text.is_live,
    )


def _collapsed(parts: list[str]) -> str:
    text = "".join(parts)
    if "[" in text:
        text = _SHORTCODE.sub(" ", text)
    # Most lines have nothing to collapse, and looking is faster than replacing.
    if "  " in text or "\n" in text or "\t" in text or "\r" in text:
        text = _SPACE.sub(" ", text)
    return text.strip(" ")


def _is_tab(node: _Element) -> bool:
    classes = node.get("class")
    is_named = classes is not None and "tab" in classes and _TAB.search(classes)
    return bool(is_named) or node.get("role") == "tab"


class _Reader:
    def __init__(self, base: str, drop: set[_Element]) -> None:
        self.base = base
        self.drop = drop
        self.lines: list[BodyLine] = []
        self.images: list[_Image] = []
        self.teasers: dict[int, Teaser] = {}
        self.media: list[str] = []
        self.has_gallery = False
        self._parts: list[str] = []
        self._unlinked: list[str] = []
        self._open: list[_Element] = []
        self._links: list[_Element] = []
        self._preformatted = False
        self._items = 0

    def read(self, root: _Element) -> None:
        # A walk without recursion: a broken page may nest thousands deep.
        walker = etree.iterwalk(root, events=("start", "end", "comment", "pi"))
        for event, node in walker:
            if event == "start":
                if node is not root and self._passes_over(node):
                    walker.skip_subtree()
                else:
                    self._enter(node)
            else:
                if event == "end":
                    self._leave(node)
                if node is not root and node.tail:
                    self._add(node.tail)
        self._end_line()

    def _passes_over(self, node: _Element) -> bool:
        """Whether *node* holds no text; its media are taken."""
        if node in self.drop:
            return True
        kind = kind_of(node, self.base)
        if kind == "text":
            return False
        if kind == "facade":
            self.media += stated(node, self.base)
            return False
        if kind == "player":
            self.media += stand_ins(node, self.base)
        elif kind == "post":
            self.media += posted(node, self.base)
        elif node.tag in ("ul", "ol") and lists_contents(node):
            self._end_line()
            if self.lines and is_contents_label(self.lines[-1].text):
                self.lines.pop()
        return True

    def _enter(self, node: _Element) -> None:
        tag = node.tag
        if tag in BLOCKS or (tag == "cite" and self._is_quoted(node)):
            self._end_line()
            self._items += tag in _ITEMS
            self._preformatted = self._preformatted or tag == "pre"
        elif tag in _CELLS:
            self._add(" ")
        elif tag == "span" and _is_tab(node):
            self._end_line()
        elif tag == "a":
            self._open.append(node)
            self._links.append(node)
        elif tag in _PICTURES:
            self._take_image(node)
            return
        classes = node.get("class")
        if classes and "gallery" in classes:
            is_gallery = "gallery" in classes.split() or "wp-block-gallery" in classes
            self.has_gallery = self.has_gallery or is_gallery
        if node.text:
            self._add(node.text)

    def _leave(self, node: _Element) -> None:
        tag = node.tag
        if tag in BLOCKS:
            self._end_line()
            self._items -= tag in _ITEMS
            self._preformatted = self._preformatted and tag != "pre"
        elif tag in _CELLS:
            self._add(" ")
        elif tag == "span" and _is_tab(node):
            self._end_line()
        elif tag == "a" and self._open and self._open[-1] is node:
            self._open.pop()

    def _is_quoted(self, node: _Element) -> bool:
        """Whether a ``cite`` names who is quoted, and not a work in a sentence: it is
        the last of a quotation, whose words it follows without a space. The ``</p>``
        before it was lost, as by themes that put advertisements between paragraphs."""
        is_last = node.getnext() is None and not (node.tail or "").strip()
        is_apart = not self._parts or self._parts[-1][-1:].isspace()
        if is_apart or not is_last:
            return False
        return next(node.iterancestors("blockquote"), None) is not None

    def _add(self, text: str) -> None:
        if self._preformatted and "\n" in text:
            for line in text.split("\n"):
                self._end_line()
                self._add(line)
            return
        self._parts.append(text)
        if not self._open:
            self._unlinked.append(text)

    def _end_line(self) -> None:
        if not self._parts:
            if self._links:  # of a picture
                self._links = self._open.copy()
            return
        text = _collapsed(self._parts)
        is_linked = len(self._unlinked) < len(self._parts)
        unlinked = _collapsed(self._unlinked) if is_linked else text
        links = self._links
        self._parts, self._unlinked = [], []
        if links:
            self._links = self._open.copy()
        if text.strip():
            line = BodyLine(
                text, len(text) - len(unlinked), unlinked, is_item=self._items > 0
            )
            if is_linked and (found := teaser(line, links, self.base)):
                self.teasers[len(self.lines)] = found
            self.lines.append(line)

    def _take_image(self, node: _Element) -> None:
        sign = emoji(node)
        if sign is not None:
            self._add(sign)
            return
        link = self._open[-1] if self._open else None
        if link is not None and is_banner(node, link, self.base):
            return
        if url := picture(node, self.base):
            target = link is not None and absolute(self.base, link.get("href", ""))
            self.images.append(_Image(url, target or None, len(self.lines)))
