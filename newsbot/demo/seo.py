"""What the plugins Yoast SEO and AMP add to a post, with full instants in UTC."""

import json
from datetime import UTC, datetime
from typing import Any
from urllib.parse import unquote

from markupsafe import Markup

from newsbot.demo.edition import Card
from newsbot.demo.markup import trusted
from newsbot.demo.terms import SITE_NAME


def _utc(instant: datetime) -> str:
    return instant.astimezone(UTC).isoformat()


def _script(data: dict[str, Any]) -> Markup:
    """JSON for a script element, in which `</` may not stand."""
    return trusted(json.dumps(data, ensure_ascii=False).replace("</", "<\\/"))


def yoast_head(card: Card) -> Markup:
    """Yoast's part of the head: canonical, a set of OpenGraph, a JSON-LD graph.

    Its addresses have decoded Arabic, unlike those of the theme's own plugin.
    """
    url = unquote(card.url)
    lines = [Markup('<link rel="canonical" href="{}" />').format(url)]
    lines += [
        Markup('<meta property="{}" content="{}" />').format(name, value)
        for name, value in _properties(card, url)
    ]
    lines.append(
        Markup(
            '<script type="application/ld+json" class="yoast-schema-graph">{}</script>'
        ).format(_script(_graph(card, url)))
    )
    return Markup("\n").join(lines)


def _properties(card: Card, url: str) -> list[tuple[str, str]]:
    """Names and values of OpenGraph (ogp.me)."""
    story = card.story
    tags = [
        ("og:locale", "ar_AR"),
        ("og:type", "article"),
        ("og:title", f"{card.plain_title} - {SITE_NAME}"),
        ("og:description", card.excerpt.striptags()),
        ("og:url", url),
        ("og:site_name", SITE_NAME),
        ("article:published_time", _utc(story.published)),
    ]
    if story.modified != story.published:
        tags.append(("article:modified_time", _utc(story.modified)))
    if story.image:
        tags.append(("og:image", card.edition.addresses.upload(story, story.image)))
    return tags


def _graph(card: Card, url: str) -> dict[str, Any]:
    """The page, the site and the authors as one JSON-LD graph."""
    story, base = card.story, card.edition.base
    page = {
        "@type": "WebPage",
        "@id": url,
        "url": url,
        "name": f"{card.plain_title} - {SITE_NAME}",
        "isPartOf": {"@id": f"{base}/#website"},
        "datePublished": _utc(story.published),
        "dateModified": _utc(story.modified),
        "inLanguage": "ar",
    }
    site = {
        "@type": "WebSite",
        "@id": f"{base}/#website",
        "url": f"{base}/",
        "name": SITE_NAME,
        "inLanguage": "ar",
    }
    people = [
        {"@type": "Person", "@id": f"{base}/#/schema/person/{n}", "name": author.plain}
        for n, author in enumerate(card.authors)
    ]
    if people:
        page["author"] = {"@id": people[0]["@id"]}
    return {"@context": "https://schema.org", "@graph": [page, site, *people]}


def amp_json_ld(card: Card) -> Markup:
    """The BlogPosting that the AMP plugin describes a post with."""
    return _script(
        {
            "@context": "http://schema.org",
            "@type": "BlogPosting",
            "mainEntityOfPage": card.url,
            "headline": card.plain_title,
            "datePublished": _utc(card.story.published),
            "dateModified": _utc(card.story.modified),
            "author": [{"@type": "Person", "name": a.plain} for a in card.authors],
            "publisher": {"@type": "Organization", "name": SITE_NAME},
        }
    )
