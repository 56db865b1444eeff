"""Structured data of a page: schema.org in JSON-LD, OpenGraph, and its address."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lxml.etree import _Element

_ARTICLES = frozenset(
    """
    AdvertiserContentArticle AnalysisNewsArticle Article AskPublicNewsArticle
    BackgroundNewsArticle BlogPosting LiveBlogPosting NewsArticle OpinionNewsArticle
    Report ReportageNewsArticle ReviewNewsArticle SatiricalArticle SocialMediaPosting
    """.split()
)
_DEPTH = 6


class Structured:
    """What a page states of itself for machines.

    :param tree: the page
    """

    def __init__(self, tree: _Element) -> None:
        self.article: dict[str, Any] = {}
        """The article's node of the JSON-LD, empty if there is none."""
        self.page: dict[str, Any] = {}
        """The ``WebPage`` node of the JSON-LD, empty if there is none."""
        self.meta: dict[str, str] = {}
        """First value of each ``meta`` with a ``property`` or a ``name``."""
        self.canonical: str | None = None
        """``rel=canonical``."""
        self._by_id: dict[str, dict[str, Any]] = {}
        for node in tree.iter("meta", "link", "script"):
            if node.tag == "meta":
                name = node.get("property") or node.get("name") or ""
                content = node.get("content", "").strip()
                if name and content:
                    self.meta.setdefault(name.lower(), content)
            elif node.tag == "link":
                if node.get("rel", "").lower() == "canonical":
                    self.canonical = self.canonical or node.get("href", "").strip()
            elif "ld+json" in node.get("type", "") and node.text:
                self._read(node.text)

    def _read(self, text: str) -> None:
        try:
            # strict=False: many sites print raw line feeds inside strings.
            data = json.loads(text, strict=False)
        except (ValueError, RecursionError):
            return
        for node in _nodes(data, 0):
            kinds = node.get("@type")
            kinds = kinds if isinstance(kinds, list) else [kinds]
            if isinstance(node.get("@id"), str) and len(node) > 1:
                self._by_id.setdefault(node["@id"], node)
            if not self.article and any(
                isinstance(kind, str) and kind.rpartition("/")[2] in _ARTICLES
                for kind in kinds
            ):
                self.article = node
            elif not self.page and "WebPage" in kinds:
                self.page = node

    @property
    def is_live(self) -> bool:
        """Whether the page calls itself a live blog."""
        kinds = self.article.get("@type")
        return "LiveBlogPosting" in (kinds if isinstance(kinds, list) else [kinds])

    def text(self, name: str) -> str | None:
        """A string of the article's JSON-LD node, else of its page's, or None."""
        for node in (self.article, self.page):
            value = node.get(name)
            if isinstance(value, str) and value.strip():
                return value.strip()
        return None

    def names(self, name: str) -> list[str]:
        """Names of the persons or organisations under *name* in the JSON-LD."""
        value = self.article.get(name)
        found = []
        for one in value if isinstance(value, list) else [value]:
            if isinstance(one, dict) and "name" not in one:
                # A graph names a person once and refers to it by its @id.
                one = self._by_id.get(str(one.get("@id")), one)
            label = one.get("name") if isinstance(one, dict) else one
            if isinstance(label, str) and label.strip():
                found.append(label.strip())
        return found


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
