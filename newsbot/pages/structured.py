"""Structured data of a page: schema.org in JSON-LD, OpenGraph, and its address."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING, Any

from newsbot.pages.ownnode import own_node

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lxml.etree import _Element

ARTICLES = frozenset(
    """
    AdvertiserContentArticle AnalysisNewsArticle Article AskPublicNewsArticle
    BackgroundNewsArticle BlogPosting LiveBlogPosting NewsArticle OpinionNewsArticle
    Report ReportageNewsArticle ReviewNewsArticle SatiricalArticle SocialMediaPosting
    """.split()
)
"""The types of schema.org that are articles."""

_DEPTH = 6
# What XHTML pages put around a script, and a semicolon that ends a statement.
_WRAPPING = re.compile(
    r"^\s*(?://\s*)?(?:<!\[CDATA\[|<!--)|(?://\s*)?(?:\]\]>|-->)\s*$|;\s*$"
)
_COMMA = re.compile("[,،;]")
# Of JSON-LD that are read of one page: an article that is stated whole has a tenth.
_MOST_CHARACTERS = 1_000_000
# What is longer is no title: a <title> that is never closed goes to the page's end.
_LONGEST_TITLE = 1_000


def title_of(tree: _Element) -> str:
    """The words of ``title``, white space collapsed, at most 1,000 characters of them;
    empty without one.

    :param tree: the page
    """
    return " ".join((tree.findtext(".//title") or "").split())[:_LONGEST_TITLE]


class Structured:
    """What a page states of itself for machines.

    :param tree: the page
    """

    def __init__(self, tree: _Element) -> None:
        self.article: dict[str, Any] = {}
        """The article's node of the JSON-LD, of several the page's own; empty if there
        is none."""
        self.page: dict[str, Any] = {}
        """The ``WebPage`` node of the JSON-LD, empty if there is none."""
        self.meta: dict[str, str] = {}
        """First value of each ``meta`` with a ``property`` or a ``name``."""
        self.videos: list[dict[str, Any]] = []
        """The ``VideoObject`` nodes of the JSON-LD."""
        self.canonical: str | None = None
        """``rel=canonical``."""
        self.tags: list[str] = []
        """Every ``article:tag``."""
        self.kinds: set[str] = set()
        """All types that the JSON-LD names."""
        self._by_id: dict[str, dict[str, Any]] = {}
        self._of_kind: dict[str, dict[str, Any]] = {}
        self._articles: list[dict[str, Any]] = []
        self._left = _MOST_CHARACTERS
        for node in tree.iter("meta", "link", "script"):
            if node.tag == "meta":
                name = node.get("property") or node.get("name") or ""
                content = node.get("content", "").strip()
                if name and content:
                    self.meta.setdefault(name.lower(), content)
                    if name == "article:tag":
                        self.tags.append(content)
            elif node.tag == "link":
                if node.get("rel", "").lower() == "canonical":
                    self.canonical = self.canonical or node.get("href", "").strip()
            elif "ld+json" in node.get("type", "") and node.text:
                self._read(node.text)
        if self._articles:
            self.article = self._articles[0]
        if len(self._articles) > 1:
            urls = (self.canonical, self.meta.get("og:url"))
            titles = (self.meta.get("og:title"), title_of(tree))
            self.article = own_node(
                self._articles, urls=filter(None, urls), titles=filter(None, titles)
            )

    def _read(self, text: str) -> None:
        self._left -= len(text)
        if self._left < 0:
            return
        try:
            # strict=False: many sites print raw line feeds inside strings.
            data = json.loads(_WRAPPING.sub("", text), strict=False)
        except (ValueError, RecursionError):
            return
        for node in _nodes(data, 0):
            kinds = node.get("@type")
            kinds = kinds if isinstance(kinds, list) else [kinds]
            for kind in kinds:
                if isinstance(kind, str):
                    self.kinds.add(kind.rpartition("/")[2])
                    self._of_kind.setdefault(kind.rpartition("/")[2], node)
            if "VideoObject" in kinds:
                self.videos.append(node)
            if isinstance(node.get("@id"), str) and len(node) > 1:
                self._by_id.setdefault(node["@id"], node)
            if any(
                isinstance(kind, str) and kind.rpartition("/")[2] in ARTICLES
                for kind in kinds
            ):
                self._articles.append(node)
            elif not self.page and "WebPage" in kinds:
                self.page = node

    @property
    def is_live(self) -> bool:
        """Whether the page calls itself a live blog."""
        kinds = self.article.get("@type")
        return "LiveBlogPosting" in (kinds if isinstance(kinds, list) else [kinds])

    @property
    def is_video(self) -> bool:
        """Whether the page is about a video, and no article."""
        return (
            not self.article
            and "VideoObject" in self.kinds
            and self.meta.get("og:type", "").startswith("video")
        )

    def text(self, name: str) -> str | None:
        """A string of the article's JSON-LD node, else of its page's, or None."""
        for node in (self.article, self.page):
            value = node.get(name)
            if isinstance(value, str) and value.strip():
                return value.strip()
        return None

    def names(self, name: str, *, kind: str = "") -> list[str]:
        """Names of the persons or organisations under *name* in the JSON-LD: of the
        article, else of its page (Yoast SEO describes posts so where its articles
        are switched off).

        :param kind: the end of a type, for those that are said to be of it alone
        """
        value = self.article.get(name) or self.page.get(name)
        found = []
        for one in value if isinstance(value, list) else [value]:
            if isinstance(one, dict) and "name" not in one:
                # A graph names a person once and refers to it by its @id.
                one = self._by_id.get(str(one.get("@id")), one)
            if kind and not (isinstance(one, dict) and kind in str(one.get("@type"))):
                continue
            label = one.get("name") if isinstance(one, dict) else one
            if isinstance(label, str) and label.strip():
                found.append(label.strip())
        return found

    @property
    def keywords(self) -> list[str]:
        """Keywords of the article's JSON-LD node: a list, or one string with commas."""
        value = self.article.get("keywords")
        parts = value if isinstance(value, list) else _COMMA.split(str(value or ""))
        words = (part.strip() for part in parts if isinstance(part, str))
        return [word for word in words if word]

    @property
    def sections(self) -> list[str]:
        """All sections that the article's JSON-LD node names: a list (Yoast SEO), or
        one string, whose commas part them (Rank Math, All in One SEO, which names the
        tags behind them)."""
        value = self.article.get("articleSection")
        if not isinstance(value, str | list):
            return []
        parts = value if isinstance(value, list) else value.split(",")
        words = (one.strip() for one in parts if isinstance(one, str))
        return list(dict.fromkeys(word for word in words if word))

    @property
    def image(self) -> str | None:
        """Address of the article's picture in its JSON-LD, or None."""
        value = self.article.get("image") or self.article.get("thumbnailUrl")
        for _ in range(3):
            if isinstance(value, list) and value:
                value = value[0]
            elif isinstance(value, dict):
                named = self._by_id.get(str(value.get("@id")), value)
                value = named.get("url") or named.get("contentUrl")
        return value if isinstance(value, str) and value else None

    @property
    def breadcrumbs(self) -> list[str]:
        """Names of the pages above this one in the JSON-LD, the home page first."""
        items = self._of_kind.get("BreadcrumbList", {}).get("itemListElement")
        found = []
        for one in items if isinstance(items, list) else []:
            item = one.get("item") if isinstance(one, dict) else None
            label = one.get("name") if isinstance(one, dict) else None
            if label is None and isinstance(item, dict):
                label = item.get("name")
            if isinstance(label, str) and label.strip():
                found.append(label.strip())
        return found

    @property
    def site_name(self) -> str | None:
        """Name of the site's node in the JSON-LD, or None."""
        for kind in ("WebSite", "NewsMediaOrganization", "Organization"):
            name = self._of_kind.get(kind, {}).get("name")
            if isinstance(name, str) and name.strip():
                return name.strip()
        return None


def _nodes(data: Any, depth: int) -> Iterator[dict[str, Any]]:
    if depth > _DEPTH:
        return
    if isinstance(data, list):
        for one in data:
            yield from _nodes(one, depth + 1)
    elif isinstance(data, dict):
        yield data
        for key in ("@graph", "mainEntity", "mainEntityOfPage"):
            yield from _nodes(data.get(key), depth + 1)
