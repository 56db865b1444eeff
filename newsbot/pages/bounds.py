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
    from collections.abc import Iterable, Iterator

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
# Put on the root of a tree that may have to be cut: every page is asked.
_LARGE_MARK: Final = "data-newsbot-large"
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
    if len(html) < _LARGE and not any(map(_is_tag, _long_pieces(html))):
        return html
    return _MANY_ATTRIBUTES.sub(lambda m: m["other"] or m["begin"], html)


def _long_pieces(html: bytes) -> Iterator[bytes]:
    """What stands between two signs ``<`` and is as long as a tag that costs much."""
    begin = html.find(b"<")
    while begin >= 0:
        # The last one within reach: ordinary pages are passed in a few steps.
        end = html.rfind(b"<", begin + 1, begin + 1 + _LONG_TAG)
        if end < 0:
            end = html.find(b"<", begin + 1 + _LONG_TAG)
            yield html[begin + 1 : end if end >= 0 else len(html)]
        begin = end


def _is_tag(piece: bytes) -> bool:
    """Whether what stands behind a sign ``<`` begins as a tag, and no script."""
    return piece[:1].isalpha() and not piece[:6].lower().startswith(
        (b"script", b"style")
    )


def may_be_large(html: bytes) -> bool:
    """Whether the tree of a page may be larger than :func:`cut` leaves it: each element
    begins with a sign ``<``, and a character has a byte at least."""
    return len(html) > MOST_CHARACTERS or html.count(b"<") > MOST_ELEMENTS


def mark_large(tree: _Element) -> None:
    """Say of *tree* that :func:`cut` is to look at it."""
    tree.set(_LARGE_MARK, "")


def mark_cut(tree: _Element) -> None:
    """Say of *tree* that a part of its page was left out."""
    tree.set(_MARK, "")


def cut(tree: _Element) -> None:
    """Leave in *tree*, an article's page, its first 20,000 elements and its first
    1,000,000 characters; drawings, choices and comments are left out before, of a page
    of more elements only. See :func:`is_cut`.

    :param tree: the root of the tree, as :func:`newsbot.pages.html.parse` makes it
    """
    if tree.get(_LARGE_MARK) is None:
        return
    del tree.attrib[_LARGE_MARK]
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
