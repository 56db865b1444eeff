"""Pages that are none of an article: home pages, listings, search results, errors."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final
from urllib.parse import urlsplit

from newsbot.arabic.text import fold
from newsbot.pages.fallback.headlines.titles import parts_of
from newsbot.pages.fallback.sentences import is_sentence
from newsbot.pages.fallback.text.boxes import is_teaser

if TYPE_CHECKING:
    from collections.abc import Sequence

    from lxml.etree import _Element

    from newsbot.pages.fallback.outline import Row
    from newsbot.pages.structured import Structured

_LISTING_TYPES: Final = frozenset(
    {"CollectionPage", "SearchResultsPage", "ProfilePage", "AboutPage", "ContactPage"}
)
# WordPress's and Drupal's words on the body for what a page is.
_LISTING_CLASSES: Final = frozenset(
    """
    archive author blog category error404 front home page-front path-frontpage
    path-taxonomy post-type-archive search search-results tag
    """.split()
)
_POST_CLASSES: Final = frozenset(
    """
    single single-post postid page-node-type-article node-type-article item-view
    """.split()
)
_LISTING_PATH: Final = re.compile(
    r"/(?:category|categories|tag|tags|author|authors|search)(?:/[^/]*){0,2}/?$"
    r"|/page/\d+/?$"
)
_HOME_PATH: Final = re.compile(
    r"/?(?:(?:ar|arabic|home|index|default|main)/?)?(?:index\.\w+|default\.\w+|home)?/?"
)
_SEARCH: Final = re.compile(r"(?:^|&)(?:s|q|search|query|keyword)=")
_HEADINGS: Final = frozenset({"h2", "h3", "h4", "h5"})
_SERVICES: Final = frozenset(
    map(
        fold,
        (
            *("من نحن", "اتصل بنا", "اتصلوا بنا", "تواصل معنا", "تواصلوا معنا"),
            *("عن الموقع", "حول الموقع", "هيئة التحرير", "أسرة التحرير"),
            *("سياسة الخصوصية", "شروط الاستخدام", "اتفاقية الاستخدام", "أعلن معنا"),
            *("الشروط والأحكام", "شروط النشر", "سياسة النشر", "سياسة التحرير"),
            *("خريطة الموقع", "للإعلان معنا", "About us", "Contact us"),
            *("Privacy policy", "Terms of use", "Terms and conditions"),
        ),
    )
)
# As many linked headlines in the text's own element make a list of teasers.
_TEASERS: Final = 4
# Words of a headline, at least.
_HEADLINE: Final = 4
INTRODUCTION: Final = 50
"""As many words before the first of them are an article's; introductions are
shorter."""
STATED: Final = 20
"""As many words are an article's where the page says that it is one."""


def states_article(tree: _Element, structured: Structured) -> bool:
    """Whether a page says of itself that it is an article's."""
    meta = structured.meta
    if structured.article or "article:published_time" in meta:
        return True
    kind = meta.get("og:type", "").lower()
    if kind in ("article", "news", "newsarticle") or kind.startswith("video"):
        return True
    body = tree.find("body")
    classes = set() if body is None else set((body.get("class") or "").split())
    return not _POST_CLASSES.isdisjoint(classes)


def states_profile(structured: Structured) -> bool:
    """Whether a page says that it is somebody's, as archives of an author do."""
    return structured.meta.get("og:type", "").lower() == "profile"


def is_home(url: str) -> bool:
    """Whether an address is that of a home page."""
    parts = urlsplit(url)
    return not parts.query and _HOME_PATH.fullmatch(parts.path) is not None


def why_no_article(tree: _Element, structured: Structured, *, url: str) -> str | None:
    """What tells that a page is none of an article before its text is looked at: its
    address, its body's classes, its structured data. None where nothing does."""
    parts = urlsplit(url)
    if is_home(url):
        return "it is the home page"
    if structured.article or "article:published_time" in structured.meta:
        return None
    body = tree.find("body")
    classes = set() if body is None else set((body.get("class") or "").split())
    is_post = not _POST_CLASSES.isdisjoint(classes)
    if not is_post and not _LISTING_CLASSES.isdisjoint(classes):
        return "its body is classed as a listing's"
    if structured.kinds & _LISTING_TYPES or states_profile(structured):
        return "its structured data are those of a listing"
    if _LISTING_PATH.search(parts.path) and not is_post:
        return "its address is that of a listing"
    if _SEARCH.search(parts.query):
        return "it is a page of search results"
    return None


def is_service(title: str) -> bool:
    """Whether a headline is that of a page about the site («من نحن», «اتصل بنا»), with
    or without the site's name."""
    parts = [part for part in parts_of(title) if part]
    return len(parts) <= 2 and any(fold(part) in _SERVICES for part in parts)


def is_list_of_teasers(
    rows: Sequence[Row], *, words: int, on_end: int, least: int = INTRODUCTION
) -> bool:
    """Whether the element of the text is a list of equal teasers: linked headlines,
    with a few words under each.

    :param rows: the rows in that element
    :param words: words of what was taken for the text
    :param on_end: those of its sentences that stand in one element
    :param least: so many words of sentences that stand at no headline are an article's
    """
    headlines = before = own = told = 0
    for i, row in enumerate(rows):
        count = len(row.text.split())
        if row.is_linked:
            headlines += count >= _HEADLINE and _is_heading(row.element)
            continue
        before += 0 if headlines else count
        if not is_teaser(rows, i):
            own += count
            told += count if is_sentence(row.text) else 0
    pairs = sum(_is_pair(rows, i) for i in range(len(rows) - 1))
    if pairs >= _TEASERS and own < STATED:
        return True
    if before >= INTRODUCTION or (on_end >= least and 2 * on_end >= told):
        return False
    if headlines >= _TEASERS and words < 45 * headlines:
        return True
    if told >= least:
        return False
    linked = sum(row.linked for row in rows)
    letters = sum(len(row.key) for row in rows)
    return letters > 0 and linked > 0.6 * letters and len(rows) >= 2 * _TEASERS


def _is_pair(rows: Sequence[Row], i: int) -> bool:
    """Whether a row is a link as long as a headline, with words of its own below."""
    row, below = rows[i], rows[i + 1]
    if not row.is_linked or below.is_linked or len(row.text.split()) < _HEADLINE:
        return False
    return is_teaser(rows, i + 1)


def _is_heading(element: _Element) -> bool:
    parent = element.getparent()
    return element.tag in _HEADINGS or (parent is not None and parent.tag in _HEADINGS)
