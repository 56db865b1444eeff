"""Listings, feeds, sitemaps and REST answers that were broken on their way: what is
read of them is something or nothing, and it comes to an end."""

from __future__ import annotations

import json
import random
import re
from functools import cache
from typing import TYPE_CHECKING, Any, NamedTuple
from zoneinfo import ZoneInfo

import pytest

from newsbot.demo.options import Options
from newsbot.demo.server import DemoServer
from newsbot.pages import article_links
from newsbot.pages.feed import parse_feed
from newsbot.pages.rest import parse_posts, parse_zone, zone_of_posts
from newsbot.pages.sitemap import parse_sitemap
from tests.apart import faults_of
from tests.test_mutants import BASE, JUNK, MUTATIONS, TOKEN

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from newsbot.pages.stated import Stated

SAMPLE, WHOLE, CHUNKS = 160, 4_000, 8
DEEP = 100_000

JSON_TOKEN = re.compile(r'"(?:[^"\\]|\\.)*"|[\[\]{},:]|[^\s"\[\]{},:]+')
# In place of any value or sign of a JSON text.
JSON_JUNK = (
    *("null", "true", "-1", "1e999", "NaN", '""', '"\\u0000"', '"\\ud800"', "[]", "{}"),
    *("9" * 5_000, '"<b>"', "[[]]", '{"rendered": 1}', '"2026-99-99T99:99:99"', "]"),
    *("}", ",", ":", '"', "[" * DEEP, '{"a":' * DEEP, '"' + "<b>" * 5_000 + '"'),
)
# What only XML has: entities that grow, that lead outside, that are unknown.
XML_JUNK = (
    *("&nosuch;", "&#0;", "<!DOCTYPE rss SYSTEM 'http://other.example/x'>"),
    *("<?xml version='9.9'?>", "<x:y>", "<item>", "</item>", "<url>", "</channel>"),
    "<!DOCTYPE a [<!ENTITY b 'cc'><!ENTITY d '&b;&b;&b;&b;&b;&b;'>]>&d;",
)


class Document(NamedTuple):
    """What the demo site answered, and the functions that read it."""

    kind: str
    tokens: tuple[str, ...]


@cache
def documents() -> tuple[Document, ...]:
    """Listings and interfaces of the demo site, in two variants."""
    found = []
    for options in (Options(), Options(yoast=True, permalinks="dated", strings="en")):
        site = DemoServer(options)
        try:
            for kind, path in paths(yoast=options.yoast):
                answer = site.respond(BASE, path, {})
                assert answer.status == 200, path
                pattern = JSON_TOKEN if kind in ("posts", "index") else TOKEN
                tokens = tuple(pattern.findall(answer.body.decode()))
                found.append(Document(kind, tokens))
        finally:
            site.close()
    return tuple(found)


def paths(*, yoast: bool) -> Iterator[tuple[str, str]]:
    for path in ("/", "/page/2/", "/latest/", "/category/video/", "/?s=السوق"):
        yield "listing", path
    yield "feed", "/feed/"
    yield "feed", "/category/video/feed/"
    yield "posts", "/wp-json/wp/v2/posts?per_page=12&_embed=author,wp:term"
    yield "index", "/wp-json/"
    yield "sitemap", "/sitemap_index.xml" if yoast else "/wp-sitemap.xml"
    yield "sitemap", "/post-sitemap.xml" if yoast else "/wp-sitemap-posts-post-1.xml"


def mutate_json(dice: random.Random, tokens: list[str]) -> str:
    """Drop, double, exchange or replace a few tokens."""
    for _ in range(dice.choice((1, 1, 1, 2, 9))):
        place = dice.randrange(len(tokens))
        match dice.randrange(6):
            case 0:
                del tokens[place]
            case 1:
                tokens.insert(place, tokens[place])
            case 2:
                other = dice.randrange(len(tokens))
                tokens[place], tokens[other] = tokens[other], tokens[place]
            case 3:
                del tokens[dice.randrange(1, len(tokens)) :]
            case _:
                tokens[place] = dice.choice(JSON_JUNK)
        if len(tokens) < 2:
            break
    return " ".join(tokens)


def mutate_markup(dice: random.Random, tokens: list[str], kind: str) -> str:
    """As the mutants of articles are made; or with what only XML has."""
    if kind != "listing" and dice.random() < 0.3:
        place = dice.randrange(len(tokens))
        tokens.insert(place, dice.choice(XML_JUNK + JUNK))
    else:
        try:
            dice.choice(MUTATIONS)(dice, tokens)
        except (IndexError, ValueError):
            # It has no attributes, no comments: nothing for that mutation.
            tokens.insert(dice.randrange(len(tokens)), dice.choice(JUNK))
    return "".join(tokens)


def are_stated(found: list[Stated]) -> bool:
    """Whether all that is stated has the types that it should have."""
    return all(
        isinstance(one.url, str)
        and isinstance(one.post_id, int | None)
        and isinstance(one.title, str | None)
        and isinstance(one.published, str | None)
        and isinstance(one.modified, str | None)
        and all(
            isinstance(name, str)
            for names in (one.authors, one.tags or (), one.categories or (), one.terms)
            for name in names
        )
        for one in found
    )


def are_addresses(found: list[str]) -> bool:
    """Whether they are absolute addresses."""
    return all(url.startswith(("http://", "https://")) for url in found)


def is_zone(name: str | None) -> bool:
    """Whether it is none or one that exists."""
    return name is None or bool(ZoneInfo(name))


READERS: dict[str, list[Callable[[str, bytes], bool]]] = {
    "listing": [lambda text, _: are_addresses(article_links(text, f"{BASE}/latest/"))],
    "feed": [
        lambda _, data: (
            are_stated(found := parse_feed(data, f"{BASE}/feed/"))
            and are_addresses([one.url for one in found])
        )
    ],
    "posts": [
        lambda _, data: are_stated(parse_posts(data) or []),
        lambda _, data: is_zone(zone_of_posts(data)),
    ],
    "index": [lambda _, data: is_zone(parse_zone(data))],
    "sitemap": [
        lambda _, data: are_addresses(
            [
                one.url
                for found in [parse_sitemap(data, f"{BASE}/wp-sitemap.xml")]
                for one in (*found.entries, *found.sitemaps)
            ]
        )
    ],
}


def faults(seed: int) -> list[str]:
    """What is wrong with what the mutant *seed* gives."""
    dice = random.Random(seed)
    document = dice.choice(documents())
    tokens = list(document.tokens)
    if document.kind in ("posts", "index"):
        text = mutate_json(dice, tokens)
    else:
        text = mutate_markup(dice, tokens, document.kind)
    data = text.encode("utf-8", "surrogatepass")
    found = []
    for number, reads_well in enumerate(READERS[document.kind]):
        try:
            is_well = reads_well(text, data)
        except Exception as error:  # noqa: BLE001 - that is what is looked for
            found.append(f"raises {error!r}")
            continue
        if not is_well:
            found.append(f"reader {number} gives something of another type")
    return [f"{seed} {document.kind}: {one[:300]}" for one in found]


def untouched(kind: str) -> Iterator[Any]:
    for document in documents():
        if document.kind == kind:
            is_json = kind in ("posts", "index")
            text = (" " if is_json else "").join(document.tokens)
            yield json.loads(text) if is_json else text


def test_untouched_documents_are_read() -> None:
    """Without this, the mutants would prove nothing."""
    for text in untouched("listing"):
        assert len(article_links(text, f"{BASE}/")) > 10
    for text in untouched("feed"):
        assert parse_feed(text.encode(), f"{BASE}/feed/")
    for posts in untouched("posts"):
        assert len(parse_posts(json.dumps(posts).encode()) or []) == 12
    for index in untouched("index"):
        assert parse_zone(json.dumps(index).encode()) == "Asia/Riyadh"
    for text in untouched("sitemap"):
        found = parse_sitemap(text.encode(), f"{BASE}/wp-sitemap.xml")
        assert found.entries or found.sitemaps


@pytest.mark.parametrize("seed", range(0, SAMPLE, 40))
def test_a_sample_of_mutants(seed: int) -> None:
    assert documents()  # made once, before the process is parted
    assert faults_of(faults, range(seed, seed + 40)) == []


@pytest.mark.full
@pytest.mark.parametrize("chunk", range(CHUNKS))
@pytest.mark.timeout(300)
def test_many_mutants(chunk: int) -> None:
    size = WHOLE // CHUNKS
    seeds = range(chunk * size, (chunk + 1) * size)
    assert documents()
    assert faults_of(faults, seeds) == []
