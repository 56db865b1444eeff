"""One story: its truth, and how its page dresses it; read from a table of a TOML file.

A mistake in a story is reported in one line that names the story and the key.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from newsbot.demo.blocks import Block, choice, fail, read_blocks
from newsbot.demo.terms import AUTHORS, CATEGORIES, RIYADH, slug_on_site

KINDS = ("article", "flash", "video", "gallery", "live")
SHAPES = ("paragraphs", "gutenberg", "word", "divs", "br", "nested", "cell")
REQUIRED = ("id", "slug", "published", "title", "categories", "section")
OPTIONAL = [
    "modified",
    "kind",
    "lead",
    "authors",
    "tags",
    "image",
    "image_caption",
    "image_hidden",
    "credit",
    "layout",
    "shape",
    "text",
    "media",
    "duplicate_of",
    "twin",
    "sticky",
    "protected",
    "raw_title",
    "raw_authors",
    "raw_tags",
    "raw_lead",
    "body",
]
UNTYPOGRAPHIC = re.compile(r'"|\.\.\.|--')


@dataclass(frozen=True, eq=False)
class Story:
    """A story of the demo site. Instants have the offset +03:00; None means absent.

    The fields down to `sticky` are truth; those from `layout` on are dress. An empty
    `raw_*` means that the page has the plain text, escaped.
    """

    id: int
    slug: str
    published: datetime
    modified: datetime
    kind: str
    title: str
    lead: str | None
    authors: tuple[str, ...]
    categories: tuple[str, ...]
    section: str
    tags: tuple[str, ...]
    image: str | None
    credit: str | None
    text: tuple[str, ...]
    media: tuple[str, ...]
    duplicate_of: int | None
    twin: str | None
    protected: bool
    sticky: bool
    layout: int
    shape: str
    image_caption: str
    image_hidden: bool
    raw_title: str
    raw_lead: str
    raw_authors: tuple[str, ...]
    raw_tags: tuple[str, ...]
    blocks: tuple[Block, ...]

    @property
    def changed(self) -> datetime:
        """When readers last saw it new; a story may wait after its last change."""
        return max(self.published, self.modified)

    @property
    def body_images(self) -> tuple[str, ...]:
        """File names of the pictures inside the body, in their order."""
        names: list[str] = []
        for block in self.blocks:
            if block.kind == "figure":
                names.append(block.data["figure"])
            elif block.kind == "gallery":
                names.extend(block.data["gallery"])
        return tuple(names)


def _strings(table: Mapping[str, Any], key: str, where: str) -> tuple[str, ...]:
    value = table.get(key, [])
    if not isinstance(value, list) or not all(isinstance(v, str) for v in value):
        raise fail(where, f"{key} must be a list of strings")
    return tuple(value)


def _string(table: Mapping[str, Any], key: str, where: str) -> str:
    value = table.get(key, "")
    if not isinstance(value, str):
        raise fail(where, f"{key} must be a string")
    return value


def _instant(table: Mapping[str, Any], key: str, where: str) -> datetime:
    value = table[key]
    if not isinstance(value, datetime) or value.utcoffset() != timedelta(hours=3):
        raise fail(where, f"{key} must be a date-time with the offset +03:00")
    return value.replace(tzinfo=RIYADH)


def _check_keys(table: Mapping[str, Any], where: str) -> None:
    for key in REQUIRED:
        if key not in table:
            raise fail(where, f"{key} is missing")
    strange = set(table) - set(REQUIRED) - set(OPTIONAL)
    if strange:
        raise fail(where, f"unknown key {min(strange)!r}")


def _check_terms(table: Mapping[str, Any], where: str) -> None:
    categories = _strings(table, "categories", where)
    if not 1 <= len(categories) <= 3 or not set(categories) <= set(CATEGORIES):
        raise fail(where, f"categories {list(categories)} are not 1 to 3 of the list")
    if table["section"] != min(categories):
        raise fail(where, f"section must be {min(categories)!r}, first by code point")
    authors = _strings(table, "authors", where)
    if not set(authors) <= set(AUTHORS):
        raise fail(where, f"authors {list(authors)} are not all of the list")


def _check_texts(table: Mapping[str, Any], where: str) -> None:
    text, lead = _strings(table, "text", where), _string(table, "lead", where)
    for part in (table["title"], lead, *text):
        if UNTYPOGRAPHIC.search(part) or part != part.strip() or "\n" in part:
            raise fail(where, f"not clean, typographic, on one line: {part!r}")


def _check_dress(table: Mapping[str, Any], where: str) -> None:
    layout = table.get("layout", 1)
    if layout not in range(1, 8):
        raise fail(where, f"layout is {layout!r}, not 1 to 7")
    for key, plain in (("raw_authors", "authors"), ("raw_tags", "tags")):
        count = len(_strings(table, plain, where))
        if key in table and len(table[key]) != count:
            raise fail(where, f"{key} must have {count} entries")
    if ("twin" in table) != ("duplicate_of" in table):
        raise fail(where, "twin and duplicate_of belong together")
    if "twin" in table:
        choice(table, "twin", ("exact", "near"), where)


def read_story(table: Mapping[str, Any], where: str) -> Story:
    """Make a story of one TOML table; `where` names its file for messages.

    Raises StoryError at the first thing that is not as the format wants it.
    """
    where = f"{where}: story {table.get('id', 'without id')}"
    _check_keys(table, where)
    _check_terms(table, where)
    _check_texts(table, where)
    published = _instant(table, "published", where)
    modified = _instant(table, "modified", where) if "modified" in table else published
    if modified < published:
        raise fail(where, "modified is before published")
    _check_dress(table, where)
    text, tags = _strings(table, "text", where), _strings(table, "tags", where)
    return Story(
        id=table["id"],
        slug=slug_on_site(_string(table, "slug", where)),
        published=published,
        modified=modified,
        kind=choice(table, "kind", KINDS, where),
        title=_string(table, "title", where),
        lead=_string(table, "lead", where) or None,
        authors=_strings(table, "authors", where),
        categories=tuple(sorted(_strings(table, "categories", where))),
        section=table["section"],
        tags=tuple(sorted(tags)),
        image=table.get("image"),
        credit=table.get("credit"),
        text=text,
        media=_strings(table, "media", where),
        duplicate_of=table.get("duplicate_of"),
        twin=table.get("twin"),
        protected=bool(table.get("protected", False)),
        sticky=bool(table.get("sticky", False)),
        layout=table.get("layout", 1),
        shape=choice(table, "shape", SHAPES, where),
        image_caption=_string(table, "image_caption", where),
        image_hidden=bool(table.get("image_hidden", False)),
        raw_title=_string(table, "raw_title", where),
        raw_lead=_string(table, "raw_lead", where),
        raw_authors=_strings(table, "raw_authors", where),
        raw_tags=_by_tag(tags, _strings(table, "raw_tags", where)),
        blocks=read_blocks(table, text, where),
    )


def _by_tag(tags: tuple[str, ...], raw: tuple[str, ...]) -> tuple[str, ...]:
    """The raw spellings in the order in which the site prints the tags."""
    if not raw:
        return ()
    return tuple(spelling for _, spelling in sorted(zip(tags, raw, strict=True)))
