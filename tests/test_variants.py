"""The same record of every story, whatever the owner of the theme has switched on.

What is expected is what the stories were written from, never what newsbot made of
them. Of the variants there are all with one option changed, and a set in which each
two values of any two options meet.
"""

from __future__ import annotations

import itertools
import re
from dataclasses import asdict
from datetime import datetime
from functools import cache
from typing import TYPE_CHECKING, Any
from urllib.parse import unquote

import pytest

from newsbot.demo.markup import in_article_ads
from newsbot.demo.options import Options
from newsbot.demo.server import DemoServer
from newsbot.pages import rest
from newsbot.pages.article import ArticlePage
from newsbot.pages.feed import parse_feed
from newsbot.pipelines.clean import clean_item
from newsbot.sites import read_profile
from newsbot.sites.profile import BUNDLED
from newsbot.sites.site import host_key
from tests.crawling import FAST, MockNews, scrapy
from tests.test_pages import ARTICLES, Case

if TYPE_CHECKING:
    from pathlib import Path

    from newsbot.pages.stated import Stated

BASE = "http://alwaha.example"
SITE = "alwaha.example"
RELATED = 8
# Every n-th story is compared in each variant of the sample.
SAMPLE = 9

# Each option and what it can be; the first value is that of the plain site.
AXES: dict[str, list[dict[str, Any]]] = {
    "template": [{"template": number} for number in range(8)],
    "related": [
        {"related": kind} for kind in ("popular", "tags", "category", "author", "none")
    ],
    "permalinks": [{"permalinks": kind} for kind in ("postname", "dated", "plain")],
    "strings": [{"strings": kind} for kind in ("mixed", "ar", "en")],
    "author_info": [{"author_info": number} for number in (1, 2, 0)],
    "skin": [{"skin": name} for name in ("net1", "ent1", "fash1", "sport1", "tech1")],
    "ads_in_article": [{"ads_in_article": every} for every in (0, 1, 2)],
    "auto_load": [{}, {"auto_load": True}, {"auto_load": True, "auto_loaded": 2}],
    **{
        name: [{}, {name: True}]
        for name in ("ads_leader", "ads_bottom", "author_box", "yoast", "amp")
    },
    **{name: [{}, {name: False}] for name in ("sidebar", "rest", "feed")},
}


def named(options: dict[str, Any]) -> str:
    """The name of a variant."""
    plain = asdict(Options())
    return "-".join(
        name if value is True else f"no-{name}" if value is False else f"{name}={value}"
        for name, value in options.items()
        if value != plain[name]
    )


def one_at_a_time() -> list[dict[str, Any]]:
    """The plain site, and all that differ from it in one option."""
    return [{}, *(values for axis in AXES.values() for values in axis[1:])]


def pairwise() -> list[dict[str, Any]]:
    """Variants in which each two values of any two options meet somewhere.

    Greedy: a variant begins with a pair that has not met yet, and each other option
    takes the value that brings most new pairs with those that are chosen.
    """
    names = list(AXES)
    left = {
        ((one, i), (other, j))
        for one, other in itertools.combinations(names, 2)
        for i in range(len(AXES[one]))
        for j in range(len(AXES[other]))
    }
    found = []
    while left:
        chosen = dict(min(left))
        for name in names:
            if name in chosen:
                continue
            chosen[name] = max(
                range(len(AXES[name])),
                key=lambda i: len(
                    left & {pair((name, i), known) for known in chosen.items()}
                ),
            )
        left -= set(itertools.combinations([(n, chosen[n]) for n in names], 2))
        merged: dict[str, Any] = {}
        for name in names:
            merged |= AXES[name][chosen[name]]
        found.append(merged)
    return found


def pair(one: tuple[str, int], other: tuple[str, int]) -> tuple[Any, Any]:
    """Two values in the order of their options."""
    order = list(AXES)
    first, second = sorted((one, other), key=lambda value: order.index(value[0]))
    return first, second


class Variant:
    """The demo site in one variant: what is read of its pages, what is true."""

    def __init__(self, options: dict[str, Any]) -> None:
        self.options = Options(**options)
        self._site = DemoServer(self.options)
        self._site.close()
        self.truth = self._site.stories.truth(BASE, self.options.permalinks)
        self._profile = read_profile(BUNDLED / "zoxpress.toml")
        self._stated = self._read_interfaces()

    def get(self, url: str) -> str:
        answer = self._site.respond(BASE, url.removeprefix(BASE), {})
        assert answer.status == 200, url
        return answer.body.decode()

    def _read_interfaces(self) -> dict[str, tuple[Stated, ...]]:
        """What a crawl is told: by REST where it is open, else by the feed."""
        plain = self.options.permalinks == "plain"
        found: list[Stated] = []
        if self.options.rest:
            query = f"per_page=100&_embed={rest.EMBED}"
            root = "/index.php?rest_route=/wp/v2/posts&" if plain else ""
            data = self.get(BASE + (root or "/wp-json/wp/v2/posts?") + query)
            found = rest.parse_posts(data.encode()) or []
        elif self.options.feed:
            feed = f"{BASE}/?feed=rss2&" if plain else f"{BASE}/feed/?"
            for page in itertools.count(1):
                url = f"{feed}paged={page}"
                answer = self._site.respond(BASE, url.removeprefix(BASE), {})
                if answer.status == 404:
                    break
                found += parse_feed(answer.body, url)
        return {one.url: (one,) for one in found}

    def _page(self, url: str, stated: tuple[Stated, ...] = ()) -> ArticlePage:
        return ArticlePage(
            self.get(url),
            url=url,
            profile=self._profile,
            tz="Asia/Riyadh",
            now=self._site.posts.now,
            stated=stated,
        )

    def record(self, url: str) -> dict[str, Any]:
        """The record of the story at *url*, as it is delivered."""
        page = self._page(url, self._stated.get(url, ()))
        for further in page.further_pages:
            page.join(self._page(further))
        record: dict[str, Any] = asdict(clean_item(page.article(SITE)))
        return record

    def related(self, truth: dict[str, Any]) -> list[str] | None:
        """Addresses in the related block of a story; None where views decide.
        Protected posts stand there too, and are none of the truth."""
        kind = self.options.related
        if kind == "popular":
            return None
        if kind == "none":
            return []
        key = {"tags": "tags", "category": "categories", "author": "authors"}[kind]
        own = set(truth[key][:1] if kind == "category" else truth[key])
        same = [one for one in self.truth if own & set(one[key])]
        return [one["url"] for one in same if one is not truth][:RELATED]


def expected(options: Options, truth: dict[str, Any], site: str) -> dict[str, Any]:
    """What can be known of a story: what neither page nor interface states is left
    out, and of an instant the day remains."""
    known = {key: truth[key] for key in truth.keys() - {"duplicate_of", "post_id"}}
    known["id"] = f"{site}:{truth['post_id']}"
    known["language"] = "ar"
    known["warnings"] = []
    url = truth["url"]
    known["canonical_url"] = unquote(url) if options.yoast else url
    if not (options.rest or options.feed):
        known["categories"] = [truth["section"]]
        if not options.yoast:
            known["published"] = truth["published"][:10]
        if options.author_info != 1 and not options.yoast:
            known["authors"] = []
    if not (options.rest or options.yoast):
        known["modified"] = truth["modified"][:10]
    return known


def instants(record: dict[str, Any]) -> dict[str, Any]:
    """The record with its instants as such: the offset is no part of the truth."""
    return record | {
        name: datetime.fromisoformat(record[name])
        for name in ("published", "modified")
        if "T" in (record[name] or "")
    }


def wrong_fields(record: dict[str, Any], wanted: dict[str, Any]) -> list[str]:
    """The fields of a record that are not as expected."""
    # Feeds mix categories with tags, REST has them by number.
    record, wanted = (
        instants(one) | {"categories": sorted(one["categories"])}
        for one in (record, wanted)
    )
    return [
        f"{record['id']} {name}: {record[name]!r}, not {value!r}"
        for name, value in wanted.items()
        if record[name] != value
    ]


def differences(options: dict[str, Any], every: int = 1, start: int = 0) -> list[str]:
    """Where the records of a variant are not as they should be."""
    variant = Variant(options)
    public = {truth["url"] for truth in variant.truth}
    found = []
    for truth in variant.truth[start::every]:
        record = variant.record(truth["url"])
        found += wrong_fields(record, expected(variant.options, truth, SITE))
        related = [one["url"] for one in record["related"]]
        wanted = variant.related(truth)
        if wanted is None:
            if len(set(related)) != RELATED or truth["url"] in related:
                found.append(f"{truth['post_id']} related: {related}")
        else:
            shown = [url for url in related if url in public]
            if len(related) < len(wanted) or shown != wanted[: len(shown)]:
                found.append(f"{truth['post_id']} related: {related} != {wanted}")
    return found


@cache
def covering() -> list[dict[str, Any]]:
    return pairwise()


def test_each_two_values_meet() -> None:
    def values(options: dict[str, Any]) -> list[tuple[str, int]]:
        plain = {name: axis[0] for name, axis in AXES.items()}
        found = []
        for name, axis in AXES.items():
            keys = {key for value in axis for key in value}
            mine = {key: options[key] for key in keys if key in options}
            found.append((name, axis.index(mine or plain[name])))
        return found

    met = set()
    for options in covering():
        met |= set(itertools.combinations(values(options), 2))
    counts = [len(axis) for axis in AXES.values()]
    assert len(met) == sum(a * b for a, b in itertools.combinations(counts, 2))
    # Two options of 8 and 5 values need 40.
    assert 40 <= len(covering()) <= 60


@pytest.mark.parametrize(
    ("number", "options"),
    list(enumerate(one_at_a_time())),
    ids=[named(options) or "plain" for options in one_at_a_time()],
)
def test_a_sample_with_one_option(number: int, options: dict[str, Any]) -> None:
    assert differences(options, SAMPLE, number % SAMPLE) == []


@pytest.mark.full
@pytest.mark.timeout(120)
@pytest.mark.parametrize(
    "options", one_at_a_time(), ids=[named(o) or "plain" for o in one_at_a_time()]
)
def test_all_stories_with_one_option(options: dict[str, Any]) -> None:
    assert differences(options) == []


@pytest.mark.full
@pytest.mark.timeout(120)
@pytest.mark.parametrize("options", covering(), ids=map(named, covering()))
def test_all_stories_where_options_meet(options: dict[str, Any]) -> None:
    assert differences(options) == []


# What a crawl has to cope with at once: options that change addresses, close
# interfaces, or put other articles on the page.
CRAWLED: list[dict[str, Any]] = [
    {"template": 7, "auto_load": True, "auto_loaded": 2, "ads_in_article": 1}
    | {"yoast": True, "amp": True, "permalinks": "dated", "skin": "sport1"},
    {"permalinks": "plain", "rest": False, "author_info": 2, "strings": "en"}
    | {"related": "none", "sidebar": False, "ads_leader": True, "ads_bottom": True},
    {"rest": False, "feed": False, "author_info": 0, "related": "author"}
    | {"author_box": True, "strings": "ar", "template": 4},
]


@pytest.mark.parametrize("options", CRAWLED, ids=map(named, CRAWLED))
def test_a_crawl_gives_the_same(options: dict[str, Any], tmp_path: Path) -> None:
    with MockNews(Options(**options), newest=16) as news:
        run = scrapy("crawl", "latest", "-a", f"site={news.url}/", *FAST, data=tmp_path)
    assert run.exit_code == 0, run.err
    delivered = {one["url"]: one for one in run.articles(news.name)}
    permalinks = options.get("permalinks", "postname")
    truth = {one["url"]: one for one in news.stories.truth(news.url, permalinks)}
    assert delivered.keys() == truth.keys()
    found = []
    for url, record in delivered.items():
        wanted = expected(news.posts.options, truth[url], news.name)
        # By its address alone, a site with a closed REST interface has no zone: that
        # the page's day is not that of an instant after midnight makes a warning.
        del wanted["warnings"]
        found += wrong_fields(record, wanted)
    assert found == []


SAVED = [case for case in ARTICLES if case.folder.parent.name == "zoxpress"]
BODY = re.compile(
    r'(<div class="zox-post-body left[^>]*>)(.*?)(?=<div class="zox-post-body-bot)',
    re.DOTALL,
)


@pytest.mark.parametrize("every", [1, 2])
@pytest.mark.parametrize("case", SAVED, ids=lambda case: case.folder.name)
def test_saved_pages_where_the_theme_loses_closing_tags(case: Case, every: int) -> None:
    """What is told of a saved page holds with the theme's advertisements too."""

    def with_ads(match: re.Match[str]) -> str:
        label = "Advertisement. Scroll to continue reading."
        return match[1] + in_article_ads(match[2], every, label)

    meta = case.meta
    html = (case.folder / "page.html").read_text("utf-8")
    html, count = BODY.subn(with_ads, html, count=1)
    assert count == 1
    page = case.page("page.html", meta["url"], html)
    for url, file in meta.get("pages", {}).items():
        page.join(case.page(file, url))
    record = asdict(clean_item(page.article(host_key(meta["url"]))))
    assert {name: record[name] for name in case.expected} == case.expected
