"""The record: what one line of the output holds."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

SCHEMA_VERSION = 1
"""Goes up by one when a field is added, removed or changes its meaning."""

KINDS = ("article", "flash", "video", "gallery", "live")
FOUND_VIA = ("listing", "feed", "related", "sitemap", "rest")
STATUSES = ("published", "withdrawn")

_INSTANT = r"\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}[+-]\d{2}:\d{2}"
_INSTANT_OR_DAY = {"pattern": rf"^\d{{4}}-\d{{2}}-\d{{2}}$|^{_INSTANT}$"}


def _described(**extra: Any) -> dict[str, Any]:
    return {"json_schema_extra": extra}


@dataclass(kw_only=True)
class Related:
    """One entry of an article's related block (مقالات ذات صلة)."""

    position: int
    """Place in the block, from 1."""

    url: str
    """Address of the related article, as the page links to it."""

    title: str | None = None
    """Its headline as the block prints it, cleaned."""

    label: str | None = None
    """The section label above the headline, cleaned."""

    excerpt: str | None = None
    """The words of it that the block prints, cleaned."""


def _plain(entries: list[Any]) -> list[Any]:
    """Dicts in the place of :class:`Related`, for exporters that know no classes: all
    but those of JSON."""
    return [vars(one) if isinstance(one, Related) else one for one in entries]


_FOUND = {
    "anyOf": [
        {
            "type": "object",
            "properties": {
                "via": {"type": "string", "enum": list(FOUND_VIA)},
                "from": {"type": ["string", "null"]},
            },
            "required": ["via", "from"],
            "additionalProperties": False,
        },
        {"type": "null"},
    ]
}


@dataclass(kw_only=True)
class Article:
    """One published piece of news. Every key stands in every line of the
    output; ``null`` (or an empty list) means that the site does not state it,
    never that it was guessed."""

    schema: int = SCHEMA_VERSION
    """Version of this record's form."""

    id: str
    """Stable for ever: the site's canonical host, a colon, and the site's own
    number of the post (or ``u`` and 16 hexadecimal digits of the hashed URL key
    where the site has no numbers)."""

    url: str
    """The address that was fetched, after the site's own redirects."""

    canonical_url: str | None = None
    """What the page itself names as its address (``rel=canonical``, else
    ``og:url``), only if it is on the same site."""

    site: str
    """The site's canonical host, fixed at its first crawl; ``host_port`` where
    it has a port of its own."""

    kind: str = field(default="article", metadata=_described(enum=list(KINDS)))
    """``article``; ``flash``, a headline without a body; ``video``;
    ``gallery``; ``live``, a page of several dated entries."""

    title: str
    """The headline, cleaned."""

    lead: str | None = None
    """The summary that the site prints above the text, cleaned. None where the
    site prints none, or only repeats the text's beginning."""

    text: str = ""
    """The body, cleaned, one paragraph a line: subheads, lists, quotes and
    tables (a row a line) included; captions, embeds, advertisements and links
    to other articles left out. It never repeats ``lead``."""

    published: str | None = field(default=None, metadata=_described(**_INSTANT_OR_DAY))
    """An instant with offset (ISO 8601) when the site states one,
    ``YYYY-MM-DD`` in the site's zone when it states only a day."""

    modified: str | None = field(default=None, metadata=_described(**_INSTANT_OR_DAY))
    """When the site says that it last changed the article; form as
    ``published``."""

    authors: list[str] = field(default_factory=list)
    """Names of the authors in the byline's order, cleaned."""

    section: str | None = None
    """The label that the site prints with the article, cleaned."""

    categories: list[str] = field(default_factory=list)
    """All categories that the site files the article under, cleaned."""

    tags: list[str] = field(default_factory=list)
    """The article's tags in the page's order, cleaned."""

    image: str | None = None
    """Address of the main picture in its original size."""

    images: list[str] = field(default_factory=list)
    """Addresses of all pictures of the article: the main one, then those of
    the body in their order."""

    language: str | None = None
    """Language of the page (BCP 47, as the page declares it)."""

    credit: str | None = None
    """The source that the article names in a line of its own
    («المصدر: …»), without that label."""

    media: list[str] = field(default_factory=list)
    """Addresses of the videos and sound recordings that the article shows."""

    related: list[Related] = field(
        default_factory=list, metadata={"serializer": _plain}
    )
    """The related block (مقالات ذات صلة) in its order."""

    found: dict[str, str | None] | None = field(
        default=None, metadata=_described(**_FOUND)
    )
    """How the crawl came to know the address: ``via`` (``listing``, ``feed``,
    ``related``, ``sitemap``, ``rest``), and ``from``, the page that named it."""

    revision: int = 1
    """1 for the first delivery of this ``id``, one more for each later one."""

    changes: list[str] = field(default_factory=list)
    """Names of the fields that differ from the revision before; empty for
    revision 1."""

    status: str = field(default="published", metadata=_described(enum=list(STATUSES)))
    """``published``, or ``withdrawn`` when the site no longer has it."""

    noticed: str | None = field(
        default=None, metadata=_described(pattern=f"^{_INSTANT}$")
    )
    """When the withdrawal was noticed (UTC); None for a published article."""

    duplicate_of: str | None = None
    """``id`` of the article with the same text that was delivered first; None
    for that one and for all others."""

    duplicate_score: float | None = None
    """How alike the two texts are: 1.0 for equal texts; None with
    ``duplicate_of`` None."""

    sources: dict[str, str] = field(default_factory=dict)
    """The rule that gave each field's value: ``{field: rule}``."""

    warnings: list[str] = field(default_factory=list)
    """What is doubtful about this record, in words."""

    fetched: str = field(metadata=_described(pattern=f"^{_INSTANT}$"))
    """When the page was fetched (UTC)."""

    def record(self) -> dict[str, Any]:
        """The fields as a line of the output holds them, to be written at once: lists
        and dicts are the article's own. ``ItemAdapter.asdict()`` asks of every value
        what it is, which takes eight times as long."""
        return {**vars(self), "related": [vars(one) for one in self.related]}


class Revisit(Article):
    """An article that was delivered before and has been looked at again; the same
    record. Only if it has changed does it reach the output."""


def json_schema() -> dict[str, Any]:
    """The record's JSON Schema (draft 2020-12), made from :class:`Article`."""
    from itemadapter import ItemAdapter

    schema: dict[str, Any] = ItemAdapter.get_json_schema(Article)
    properties = schema["properties"]
    related = properties["related"]["items"]
    related["required"] = list(related["properties"])
    for value in (*properties.values(), *related["properties"].values()):
        value.pop("default", None)
    properties["schema"]["const"] = SCHEMA_VERSION
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "Article",
        "description": " ".join((Article.__doc__ or "").split()),
        **schema,
        "required": list(properties),
    }
