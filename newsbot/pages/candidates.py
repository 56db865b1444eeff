"""All that a page says of a field, chosen or not: for a person who writes a profile."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any, Final, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lxml.etree import _Element

    from newsbot.pages.fallback.fields import Fallback
    from newsbot.pages.stated import Stated
    from newsbot.pages.structured import Structured
    from newsbot.sites import Profile

FIELDS: Final = (
    *("title", "lead", "text", "published", "modified", "authors", "section"),
    *("categories", "tags", "image", "language", "canonical_url", "kind"),
    *("credit", "media"),
)
"""The fields that a page may state in several places."""

_JSONLD: Final = {
    "title": ("headline", "name"),
    "lead": ("description",),
    "text": ("articleBody",),
    "published": ("datePublished", "dateCreated"),
    "modified": ("dateModified",),
    "authors": ("author", "creator"),
    "section": ("articleSection",),
    "tags": ("keywords",),
    "image": ("image", "thumbnailUrl"),
    "language": ("inLanguage",),
    "canonical_url": ("url", "mainEntityOfPage"),
    "kind": ("@type",),
    "media": ("video", "audio"),
}
_META: Final = {
    "title": ("og:title", "twitter:title"),
    "lead": ("description", "og:description", "twitter:description"),
    "published": ("article:published_time", "date", "pubdate", "dc.date"),
    "modified": ("article:modified_time", "og:updated_time", "last-modified"),
    "authors": ("author", "article:author", "dc.creator", "twitter:creator"),
    "section": ("article:section",),
    "tags": ("article:tag", "keywords", "news_keywords"),
    "image": ("og:image", "twitter:image"),
    "language": ("og:locale", "content-language"),
    "canonical_url": ("og:url",),
    "kind": ("og:type",),
    "media": ("og:video", "og:audio"),
}
# Of a schema.org node that stands where a text could: what people know it by.
_NAMES: Final = ("name", "url", "contentUrl", "@id")


class Finding(NamedTuple):
    """What one place says of a field."""

    rule: str
    """The rule, as ``sources`` names it."""

    place: str
    """The selector, key or element, in words."""

    value: str
    """What is there; items of a list with `` | `` between."""


class Places:
    """The places in which a page states things.

    :param root: the element that the profile's rules are applied to
    :param profile: the rules of its site
    :param structured: its structured data
    :param stated: what feed and REST interface say
    :param fallback: the rules for what the profile has no selectors for
    """

    def __init__(
        self,
        root: _Element,
        *,
        profile: Profile,
        structured: Structured,
        stated: tuple[Stated, ...],
        fallback: Fallback,
    ) -> None:
        self._root = root
        self._page = root.getroottree().getroot()
        self._profile = profile
        self._structured = structured
        self._stated = stated
        self._fallback = fallback

    def findings(self, field: str, lines: list[str]) -> list[Finding]:
        """What the page says of *field*, the profile first; each once.

        :param field: one of :data:`FIELDS`
        :param lines: the text of the article
        """
        places = (
            self._selected(field),
            self._stated_in(field),
            self._in_jsonld(field),
            self._in_meta(field),
            self._in_elements(field),
            self._fallen_back(field, lines),
        )
        found: dict[tuple[str, str], Finding] = {}
        for one in (one for place in places for one in place):
            value = " ".join(one.value.split())
            if value:
                found.setdefault((one.rule, value), one._replace(value=value))
        return list(found.values())

    def _selected(self, field: str) -> Iterator[Finding]:
        rule = self._profile.key
        if field in ("published", "modified") and field not in self._profile.own:
            rule = "time"  # a theme's date ranks as its element does
        for text, values in self._profile.rule("fields", field).each(self._root):
            yield Finding(rule, text, " | ".join(values))
        if field in ("published", "modified"):
            printed = self._profile.rule("fields", field).printed(
                self._root, bare=self._root is not self._page
            )
            yield Finding("text", "printed there", printed or "")
        if field == "text":
            for text, values in self._profile.rule("article", "body").each(self._root):
                yield Finding(rule, text, " ".join(values))

    def _stated_in(self, field: str) -> Iterator[Finding]:
        for one in self._stated:
            value = getattr(one, field, None)
            if value:
                text = " | ".join(value) if isinstance(value, list) else str(value)
                yield Finding(one.rule, field, text)

    def _in_jsonld(self, field: str) -> Iterator[Finding]:
        for key in _JSONLD.get(field, ()):
            yield Finding("jsonld", key, _shown(self._structured.article.get(key)))

    def _in_meta(self, field: str) -> Iterator[Finding]:
        for key in _META.get(field, ()):
            yield Finding("meta", key, self._structured.meta.get(key, ""))

    def _in_elements(self, field: str) -> Iterator[Finding]:
        if field == "title":
            for heading in self._page.iter("h1"):
                yield Finding("h1", "h1", _text_of(heading))
            for title in self._page.iter("title"):
                yield Finding("title", "title", _text_of(title))
                break  # pictures (SVG) have titles too
        elif field == "published":
            for moment in self._root.iter("time"):
                yield Finding("time", "time", moment.get("datetime") or "")
        elif field == "language":
            yield Finding("html", "lang", self._page.get("lang", ""))
        elif field == "canonical_url":
            canonical = self._structured.canonical or ""
            yield Finding("canonical", "link[rel=canonical]", canonical)

    def _fallen_back(self, field: str, lines: list[str]) -> Iterator[Finding]:
        fallback = self._fallback
        one: tuple[str, str] | None = None
        many: tuple[list[str], str] | None = None
        if field == "title":
            one = fallback.title()
        elif field == "lead":
            one = fallback.lead(lines)
        elif field == "section":
            one = fallback.section()
        elif field == "image":
            one = fallback.image()
        elif field == "authors":
            many = fallback.authors()
        elif field == "tags":
            many = fallback.tags()
        elif field == "text":
            one = " ".join(fallback.body.lines), fallback.body_rule
        elif field in ("published", "modified"):
            for date in fallback.dates():
                if date.field == field and date.value:
                    yield Finding(date.rule, "", str(date.value))
        if one:
            yield Finding(one[1], "", one[0])
        if many:
            yield Finding(many[1], "", " | ".join(many[0]))


def _shown(value: Any) -> str:
    """A value of JSON-LD as a person reads it."""
    if isinstance(value, list):
        return " | ".join(filter(None, map(_shown, value)))
    if isinstance(value, dict):
        names = (value[key] for key in _NAMES if isinstance(value.get(key), str))
        return next(names, json.dumps(value, ensure_ascii=False))
    return "" if value is None else str(value)


def _text_of(element: _Element) -> str:
    return "".join(map(str, element.itertext()))
