"""The rows of a page: what it prints line by line, each with the element around it."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from itertools import islice
from typing import TYPE_CHECKING, Final, cast

from lxml import etree

from newsbot.pages.html import BLOCKS

if TYPE_CHECKING:
    from lxml.etree import _Element

PARTS: Final = frozenset(
    "p h1 h2 h3 h4 h5 h6 li ul ol blockquote tr tbody thead td".split()
)
"""Elements that are parts of a text, and hold none as a whole."""

# A page may be laid out in a table: what stands in two cells is in two rows.
_BLOCKS: Final = BLOCKS | {"figcaption", "html", "td", "th"}
# Never words of an article, of its byline or of its date line.
_SILENT = frozenset(
    """
    applet audio button canvas datalist embed frame frameset head iframe input map
    marquee meter nav noembed noframes noscript object optgroup option param progress rp
    rt script select style svg template textarea video
    """.split()
)
_HIDDEN = re.compile(r"display\s*:\s*none", re.IGNORECASE)
_SPACE = re.compile(r"[ \t\n\r\xa0]+")
_NO_LETTER = re.compile(r"[\W_]+")
_AND = re.compile(r"\s?و")
# Pieces and characters of a headline with its marks, at most.
_PIECES = 100
_LONGEST = 10_000
_SUBHEADS = frozenset("h2 h3 h4 h5 h6".split())
_JOINING = frozenset("و ، , &".split())


def letters(text: str) -> str:
    """Letters and digits of *text* alone, to find one text in another whatever was
    done to its spaces, quotes and line ends."""
    return _NO_LETTER.sub("", text)


Finder = Callable[[etree._Element], "list[etree._Element]"]


def finder(xpath: str) -> Finder:
    """A compiled XPath whose results are elements."""
    return cast("Finder", etree.XPath(xpath))


def text_of(element: _Element) -> str:
    """The words in *element*, those of its parts kept apart."""
    return " ".join(" ".join(map(str, element.itertext())).split())


def apart(row: Row) -> str:
    """The words of a row, as :func:`kept_apart` gives them."""
    return kept_apart(piece for piece, _ in row.pieces)


def kept_apart(pieces: Iterable[str]) -> str:
    """Pieces of text in one line, none empty, with a bar where two meet without a
    space: they stand apart on the screen. «و» before a name of its own element is no
    part."""
    text = ""
    for piece in pieces:
        is_glued = text and not (text[-1].isspace() or piece[0].isspace())
        if is_glued and piece.strip():
            # «هند القنطرية» + «و» + «هادي البحري»
            is_joined = _AND.fullmatch(text[-2:]) or piece.strip() in _JOINING
            text += " " if is_joined else " | "
        text += piece
    return " ".join(text.split())


def says(element: _Element, key: str) -> bool:
    """Whether the words of an element are those of a row, and no more; not for an
    element of more than 100 pieces of text.

    :param key: :func:`letters` of the row
    """
    pieces = list(map(str, islice(element.itertext(), _PIECES + 1)))
    if len(pieces) > _PIECES or sum(map(len, pieces)) > _LONGEST:
        return False
    return letters("".join(pieces)) == key


@dataclass(slots=True, eq=False)
class Row:
    """One line of the page."""

    text: str
    """As it is printed, white space collapsed."""

    element: _Element
    """The innermost block around it."""

    linked: int
    """Letters of it that stand in links."""

    key: str
    """:func:`letters` of it."""

    unlinked: str
    """What of it stands in no link; empty where there is no link."""

    links: tuple[_Element, ...]
    """The links that begin in it; its element may hold those of more rows."""

    pieces: tuple[tuple[str, _Element], ...]
    """The text that it is made of, piece by piece as it stands in the source, each with
    the element that it stands in."""

    @property
    def is_linked(self) -> bool:
        """Whether most of it leads elsewhere."""
        return 2 * self.linked > len(self.key)


def outline(root: _Element) -> list[Row]:
    """The rows below *root* in document order, hidden ones and menus left out.

    :param root: the page's ``body``, or any element
    """
    reader = _Reader(root)
    reader.read(root)
    return reader.rows


# By attributes: to ask every element takes seven times as long.
_MAYBE_HIDDEN: Final = finder(".//@hidden/.. | .//@style[contains(., 'isplay')]/..")


class _Reader:
    def __init__(self, root: _Element) -> None:
        self.rows: list[Row] = []
        self._parts: list[str] = []
        self._holders: list[_Element] = []
        self._unlinked: list[str] = []
        self._has_link = False
        self._begun: list[_Element] = []
        self._blocks = [root]
        self._owner = root
        self._links = 0

    def read(self, root: _Element) -> None:
        # A walk without recursion: a broken page may nest thousands deep.
        walker = etree.iterwalk(root, events=("start", "end", "comment", "pi"))
        hidden = {node for node in _MAYBE_HIDDEN(root) if is_hidden(node)}
        for event, node in walker:
            tag = node.tag
            if event == "start":
                if node is not root and (tag in _SILENT or node in hidden):
                    walker.skip_subtree()
                    continue
                if tag in _BLOCKS:
                    self._end_row()
                    self._blocks.append(node)
                elif tag == "a":
                    self._links += not self._is_anchor(node)
                    self._begun.append(node)
                if node.text:
                    self._add(node.text, node)
                continue
            if event == "end" and tag not in _SILENT:
                if tag in _BLOCKS:
                    self._end_row()
                    if self._blocks[-1] is node:
                        self._blocks.pop()
                elif tag == "a" and self._links and node not in hidden:
                    self._links -= not self._is_anchor(node)
            if node is not root and node.tail:
                holder = node.getparent()
                self._add(node.tail, root if holder is None else holder)
        self._end_row()

    def _is_anchor(self, link: _Element) -> bool:
        """Whether a subhead is a link to itself, and leads nowhere else."""
        href = link.get("href") or ""
        return len(href) > 1 and href[0] == "#" and self._blocks[-1].tag in _SUBHEADS

    def _add(self, text: str, holder: _Element) -> None:
        if not self._parts:
            self._owner = self._blocks[-1]
        self._parts.append(text)
        self._holders.append(holder)
        if self._links:
            self._has_link = True
            self._unlinked.append(" ")
        else:
            self._unlinked.append(text)

    def _end_row(self) -> None:
        links = tuple(self._begun)
        self._begun.clear()
        if not self._parts:
            return
        text = _SPACE.sub(" ", "".join(self._parts)).strip()
        key = letters(text) if text else ""
        if key:
            linked, unlinked = 0, ""
            if self._has_link:
                unlinked = _SPACE.sub(" ", "".join(self._unlinked)).strip()
                linked = len(key) - len(letters(unlinked))
            pieces = tuple(zip(self._parts, self._holders, strict=True))
            self.rows.append(
                Row(text, self._owner, linked, key, unlinked, links, pieces)
            )
        self._parts.clear()
        self._holders.clear()
        self._unlinked.clear()
        self._has_link = False


def is_hidden(node: _Element) -> bool:
    """Whether an element says of itself that it is not shown."""
    if node.get("hidden") is not None:
        return True
    style = node.get("style")
    return style is not None and _HIDDEN.search(style) is not None
