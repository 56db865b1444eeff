"""What `trafilatura` takes for the text of a page."""

from __future__ import annotations

import logging
import re
from copy import deepcopy
from itertools import islice
from typing import TYPE_CHECKING, Final

from lxml import etree

from newsbot.pages.fallback.outline import finder, letters

if TYPE_CHECKING:
    from lxml.etree import _Element

LITTLE: Final = 200
"""Fewer letters than this are no text: the judge is asked again, more patiently."""

# Elements of a page at which the judge is not asked again: it takes three times as long
# then. Of 262 pages of news the largest has a fifth of them.
_MOST_PATIENT: Final = 5_000

_STRIPPED: Final = (
    *("script", "style", "noscript", "template", "svg", "iframe", "nav", "select"),
    *("button", "video", "audio", "object", "aside", "footer", "picture", "canvas"),
    *("embed", "input", "label", "textarea", "menu", "map", "dialog"),
    *("option", "marquee"),
)
_MARKUP: Final = (
    *("abbr", "acronym", "address", "bdi", "bdo", "big", "cite", "data", "dfn", "font"),
    *("ins", "mark", "small", "img", "b", "strong", "i", "em", "u", "tt", "kbd", "var"),
)

# What it does with an element costs as much as all that is in it: a hundred levels are
# a hundred times the page. Of 139 pages of news none had more than 24.
_DEEPEST: Final = 64
_DEEP: Final = finder("/".join("*" * _DEEPEST))
# Pages of tables alone have five in one another.
_DEEP_TABLES: Final = finder(".//table[count(ancestor::table) = 8]")
_TABLES: Final = ("table", "thead", "tbody", "tfoot", "tr", "td", "th")


def words_of_judge(tree: _Element) -> str:
    """:func:`letters` of the text that `trafilatura` finds on a page; empty where it
    finds none."""
    # Loaded late: importing it takes longer than reading twenty pages.
    import lxml.html
    from trafilatura import bare_extraction

    logging.getLogger("trafilatura").setLevel(logging.CRITICAL)
    body = tree.find("body")
    if body is None:
        return ""

    is_large = next(islice(body.iter(), _MOST_PATIENT, None), None) is not None

    def ask(*, fast: bool) -> str:
        # Its functions need elements of lxml.html's own class: those of a document
        # that its parser made.
        parser = lxml.html.HTMLParser(encoding="utf-8")
        page: _Element = parser.makeelement("html")
        page.append(_bare(body, is_large=is_large))
        found = bare_extraction(
            page,
            fast=fast,
            favor_precision=True,
            include_comments=False,
            # The words alone, not laid out in lines.
            output_format="txt",
        )
        text = getattr(found, "raw_text", None)
        return letters(text) if isinstance(text, str) else ""

    quick = ask(fast=True)
    if len(quick) >= LITTLE or is_large:
        return quick
    return max(ask(fast=False), quick, key=len)


def _bare(body: _Element, *, is_large: bool) -> _Element:
    copy = deepcopy(body)
    copy.tail = None
    # What it would take out by itself, before it makes copies of the page.
    etree.strip_elements(copy, *_STRIPPED, etree.Comment, with_tail=False)
    etree.strip_tags(copy, *_MARKUP)
    if is_large:  # of thousands in one paragraph it looks at all pairs
        etree.strip_tags(copy, "span")
    for element in _DEEP(copy):
        etree.strip_tags(element, "*")
    for table in _DEEP_TABLES(copy):
        etree.strip_tags(table, *_TABLES)
        table.tag = "div"
    return copy


_BODY_NAME: Final = re.compile(
    r"(?:^|[-_])(?:article(?:-|__)?(?:body|content|text|details)|entry-content"
    r"|post-(?:content|body|text)|story-body|field--name-body|news-body)$",
    re.IGNORECASE,
)
_BODY_NAMES: Final = finder(
    ".//*[@itemprop='articleBody' or contains(@class, 'article-body')"
    " or contains(@class, 'article__body') or contains(@class, 'articleBody')"
    " or contains(@class, 'entry-content') or contains(@class, 'post-content')"
    " or contains(@class, 'article-content') or contains(@class, 'post-body')"
    " or contains(@class, 'story-body') or contains(@class, 'article-text')"
    " or contains(@class, 'post-text') or contains(@class, 'field--name-body')"
    " or contains(@class, 'news-body') or contains(@class, 'article-details')]"
)


def empty_body(tree: _Element) -> _Element | None:
    """The element that is named a text's container, on a page without text: that of a
    video or of a headline alone. None where there is none."""
    found = _BODY_NAMES(tree)
    # Not the «post-body-wrap» around it, with tags and comments.
    exact = (e for e in found if any(map(_BODY_NAME.search, _tokens(e))))
    return next(exact, next(iter(found), None))


def _tokens(element: _Element) -> list[str]:
    return (element.get("class") or "").split()
