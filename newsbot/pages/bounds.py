"""How much of one page is read: no page may keep a run from all the others.

To read an article costs as much as its page has elements and words, in rules that ask
of each what it is. What is read is bounded, then, and a record whose page has more says
so. The bounds of a list are wider: it is read by its links alone.
"""

from __future__ import annotations

import re
from itertools import islice
from typing import TYPE_CHECKING, Final

from lxml import etree

if TYPE_CHECKING:
    from collections.abc import Iterable

    from lxml.etree import _Element

MOST_TAGS: Final = 200_000
"""Signs ``<`` of a page: the tree of one with more takes hundreds of megabytes."""

MOST_ELEMENTS: Final = 20_000
"""Elements of an article's page that are read. Of 262 pages of news the largest has
1,000; the longest live reports have 10,000."""

MOST_CHARACTERS: Final = 1_000_000
"""Characters of an article's page that are read, without its scripts: more than a thick
novel has."""

CUT: Final = "the page is larger than any of news: only its begin was read"
"""What is said of a page of which a part was left out."""

# What is drawn, chosen from or said to programmers is no news, and maps of a country
# are drawn of thousands.
_UNREAD: Final = ("svg", "math", "datalist", "select", etree.Comment, etree.PI)
# Put on the root of a tree that was cut.
_MARK: Final = "data-newsbot-cut"
_SIGN: Final = re.compile(b"<")
_IS_LARGE: Final = etree.XPath(
    "count(descendant::*) + count(descendant::comment()) >= $elements"
    " or string-length() > $characters"
)
_SCRIPTS: Final = ("script", "style")
# The parser compares each attribute of an element with all others, which took 38 s for
# 120,000. Of elements, as the HTML Living Standard reads them (section 13.2.5).
_MOST_ATTRIBUTES: Final = 500
_LARGE: Final = 200_000
_LONG_TAG: Final = 20_000
_MANY_ATTRIBUTES: Final = re.compile(
    rb"(?P<other><!--(?:-?>|.*?(?:--!?>|\Z))"
    rb"|<(?P<raw>script|style|textarea)(?=[\s>])[^>]*+(?<!/)>.*?(?:</(?P=raw)|\Z))"
    rb"|(?P<begin><[a-z][^\s/>]*+)"
    rb"(?:[\s/]*+[^\s/>][^\s/>=]*+"
    rb"(?:\s*+=\s*+(?:\"[^\"]*+\"|'[^']*+'|[^\s>\"'][^\s>]*+))?+){%d,}+"
    % _MOST_ATTRIBUTES,
    re.IGNORECASE | re.DOTALL,
)


def cut_tags(html: bytes, *, most: int = MOST_TAGS) -> bytes:
    """As much of *html* as has no more than *most* signs ``<``."""
    if len(html) <= most:
        return html
    behind = next(islice(_SIGN.finditer(html), most, None), None)
    return html if behind is None else html[: behind.start()]


def without_many_attributes(html: bytes) -> bytes:
    """*html* with the begins of those tags alone that have 500 attributes or more; of a
    smaller page only where one is long enough to cost a second."""
    if len(html) < _LARGE:
        pieces = html.split(b"<")
        if max(map(len, pieces)) <= _LONG_TAG or not any(map(_is_long_tag, pieces)):
            return html
    return _MANY_ATTRIBUTES.sub(lambda m: m["other"] or m["begin"], html)


def _is_long_tag(piece: bytes) -> bool:
    """Whether what stands between two signs ``<`` begins as a tag, and no script."""
    return (
        len(piece) > _LONG_TAG
        and piece[:1].isalpha()
        and not piece[:6].lower().startswith((b"script", b"style"))
    )


def mark_cut(tree: _Element) -> None:
    """Say of *tree* that a part of its page was left out."""
    tree.set(_MARK, "")


def cut(tree: _Element) -> None:
    """Leave in *tree*, an article's page, its first 20,000 elements and its first
    1,000,000 characters; drawings, choices and comments are left out before, of a page
    of more elements only. See :func:`is_cut`."""
    # Every page is asked, and libxml2 counts faster than Python does.
    if not _IS_LARGE(tree, elements=MOST_ELEMENTS, characters=MOST_CHARACTERS):
        return
    if _first_behind(tree.iter()) is not None:
        etree.strip_elements(tree, *_UNREAD, with_tail=False)
        last = next(islice(tree.iter(etree.Element), MOST_ELEMENTS - 1, None), None)
        if last is not None and _first_behind(tree.iter(etree.Element)) is not None:
            last.tail = None
            _leave_out_behind(last)
    _cut_words(tree)


def _cut_words(tree: _Element) -> None:
    left = MOST_CHARACTERS
    for node in tree.iter(etree.Element):
        words = "" if node.tag in _SCRIPTS else node.text or ""
        tail = node.tail or ""
        if len(words) + len(tail) > left:
            if len(words) > left:
                node.text = words[:left]
            node.tail = tail[: max(0, left - len(words))]
            _leave_out_behind(node)
            return
        left -= len(words) + len(tail)


def _leave_out_behind(last: _Element) -> None:
    """Take out what is in *last* and what begins behind it, and say so of its tree."""
    del last[:]
    node = last
    while (parent := node.getparent()) is not None:
        del parent[parent.index(node) + 1 :]
        if node is not last:
            node.tail = None
        node = parent
    mark_cut(node)


def is_cut(tree: _Element) -> bool:
    """Whether a part of the page of *tree* was left out, and no drawing."""
    return tree.get(_MARK) is not None


def _first_behind(nodes: Iterable[_Element]) -> _Element | None:
    """The first of *nodes* that is too many, or None."""
    return next(islice(nodes, MOST_ELEMENTS, None), None)
