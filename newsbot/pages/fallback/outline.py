"""The rows of a page: what it prints line by line, each with the element around it."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from itertools import islice
from typing import TYPE_CHECKING, Final, cast

from lxml import etree

if TYPE_CHECKING:
    from lxml.etree import _Element

PARTS: Final = frozenset(
    "p h1 h2 h3 h4 h5 h6 li ul ol blockquote tr tbody thead td".split()
)
"""Elements that are parts of a text, and hold none as a whole."""

# Elements that begin and end a line (HTML Living Standard, section 15.3), and br.
_BLOCKS = frozenset(
    """
    address article aside blockquote body br caption center dd details dialog dir div dl
    dt fieldset figcaption figure footer form h1 h2 h3 h4 h5 h6 header hgroup hr html
    legend li listing main menu nav ol p plaintext pre search section summary table
    tbody td tfoot th thead tr ul xmp
    """.split()
)
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
# Steps through a block to one of its rows, at most.
_EVENTS = 5_000
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
    """The words of a row, with a bar where two elements meet without a space: they
    stand apart on the screen. «و» before a name of its own element is no part."""
    text = ""
    for part, _ in parts(row):
        is_glued = text and not (text[-1].isspace() or part[0].isspace())
        if is_glued and part.strip():
            is_joined = _AND.fullmatch(text[-2:]) or part.strip() in _JOINING
            text += " " if is_joined else " | "
        text += part
    return " ".join(text.split()) or row.text


def parts(row: Row) -> list[tuple[str, _Element]]:
    """The pieces of text that a row is made of, each with the element that it stands
    in; its block may hold other rows. Empty where they are not found."""
    found: list[tuple[str, _Element]] = []
    walker = etree.iterwalk(row.element, events=("start", "end", "comment", "pi"))
    for event, node in islice(walker, _EVENTS):
        is_own, is_block = node is row.element, node.tag in _BLOCKS
        piece, holder = node.tail, node.getparent()
        if event == "start":
            piece, holder = node.text, node
            if not is_own and (is_block or node.tag in _SILENT or is_hidden(node)):
                walker.skip_subtree()
                piece = None
        if is_block and not (is_own and event == "start"):
            if letters("".join(text for text, _ in found)) == row.key:
                break
            found = []
        if piece and holder is not None:
            found.append((piece, holder))
    else:
        return []
    return found


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
        self._unlinked: list[str] = []
        self._has_link = False
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
                    self._links += 1
                if node.text:
                    self._add(node.text)
                continue
            if event == "end" and tag not in _SILENT:
                if tag in _BLOCKS:
                    self._end_row()
                    if self._blocks[-1] is node:
                        self._blocks.pop()
                elif tag == "a" and self._links and node not in hidden:
                    self._links -= 1
            if node is not root and node.tail:
                self._add(node.tail)
        self._end_row()

    def _add(self, text: str) -> None:
        if not self._parts:
            self._owner = self._blocks[-1]
        self._parts.append(text)
        if self._links:
            self._has_link = True
            self._unlinked.append(" ")
        else:
            self._unlinked.append(text)

    def _end_row(self) -> None:
        if not self._parts:
            return
        text = _SPACE.sub(" ", "".join(self._parts)).strip()
        key = letters(text) if text else ""
        if key:
            linked, unlinked = 0, ""
            if self._has_link:
                unlinked = _SPACE.sub(" ", "".join(self._unlinked)).strip()
                linked = len(key) - len(letters(unlinked))
            self.rows.append(Row(text, self._owner, linked, key, unlinked))
        self._parts.clear()
        self._unlinked.clear()
        self._has_link = False


def is_hidden(node: _Element) -> bool:
    """Whether an element says of itself that it is not shown."""
    if node.get("hidden") is not None:
        return True
    style = node.get("style")
    return style is not None and _HIDDEN.search(style) is not None
