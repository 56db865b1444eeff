"""Structured data: JSON-LD, OpenGraph and the canonical address."""

from __future__ import annotations

import json
from typing import Any

import pytest

from newsbot.pages.html import parse
from newsbot.pages.structured import Structured

PERSON = {"@type": "Person", "@id": "#/person/1", "name": "هند القنطرية"}
ARTICLE = {
    "@type": "NewsArticle",
    "@id": "https://manara.example/one/#article",
    "headline": "خبر",
    "datePublished": "2026-03-02T06:15:00+00:00",
    "author": {"@id": "#/person/1"},
}
WEB_PAGE = {
    "@type": ["WebPage", "ItemPage"],
    "name": "صفحة",
    "datePublished": "2026-03-01T00:00:00+00:00",
    "dateModified": "2026-03-03T00:00:00+00:00",
}


def structured(*data: Any, head: str = "") -> Structured:
    scripts = "".join(
        '<script type="application/ld+json">'
        f"{one if isinstance(one, str) else json.dumps(one)}</script>"
        for one in data
    )
    return Structured(parse(f"<html><head>{head}{scripts}</head><body></body></html>"))


@pytest.mark.parametrize(
    "data",
    [
        ARTICLE,
        [ARTICLE],
        {"@graph": [WEB_PAGE, ARTICLE]},
        [{"@graph": [[ARTICLE]]}],
        {"@type": "WebPage", "mainEntity": ARTICLE},
        {"@type": "ItemPage", "mainEntityOfPage": ARTICLE},
        ARTICLE | {"@type": ["Article", "NewsArticle"]},
        ARTICLE | {"@type": "https://schema.org/BlogPosting"},
    ],
)
def test_the_article_is_found_wherever_it_stands(data: Any) -> None:
    assert structured(data).text("headline") == "خبر"


def test_the_first_article_of_several_scripts() -> None:
    found = structured({"@type": "Organization", "name": "المنارة"}, ARTICLE, WEB_PAGE)
    assert found.text("headline") == "خبر"
    assert found.text("datePublished") == "2026-03-02T06:15:00+00:00"


def test_what_the_article_lacks_the_page_states() -> None:
    found = structured({"@graph": [WEB_PAGE, ARTICLE]})
    assert found.text("datePublished") == "2026-03-02T06:15:00+00:00"
    assert found.text("dateModified") == "2026-03-03T00:00:00+00:00"
    assert structured(WEB_PAGE).text("datePublished") == "2026-03-01T00:00:00+00:00"
    assert structured(ARTICLE).text("dateModified") is None


@pytest.mark.parametrize(
    ("author", "names"),
    [
        ({"@id": "#/person/1"}, ["هند القنطرية"]),
        ([{"@id": "#/person/1"}, {"name": "زياد"}], ["هند القنطرية", "زياد"]),
        ({"@id": "#/person/1", "name": "هند"}, ["هند"]),
        ({"name": " زياد "}, ["زياد"]),
        ("زياد", ["زياد"]),
        (["زياد", "هند"], ["زياد", "هند"]),
        ({"@id": "#/person/9"}, []),
        ({"name": ["زياد"]}, []),
        ({"name": ""}, []),
        (None, []),
        (5, []),
    ],
)
def test_names(author: Any, names: list[str]) -> None:
    graph = {"@graph": [ARTICLE | {"author": author}, PERSON]}
    assert structured(graph).names("author") == names


@pytest.mark.parametrize(
    ("value", "sections"),
    [
        (["اقتصاد", " محليات ", "", 7, None], ["اقتصاد", "محليات"]),
        ("اقتصاد", ["اقتصاد"]),
        ("اقتصاد, محليات", ["اقتصاد", "محليات"]),
        ("اقتصاد,محليات, اقتصاد", ["اقتصاد", "محليات"]),
        ("صحة، وجمال, محليات", ["صحة، وجمال", "محليات"]),
        ("", []),
        (None, []),
        ({"name": "اقتصاد"}, []),
    ],
)
def test_sections(value: Any, sections: list[str]) -> None:
    assert structured(ARTICLE | {"articleSection": value}).sections == sections


def test_no_article_has_no_sections() -> None:
    assert structured({"@type": "WebPage", "articleSection": "اقتصاد"}).sections == []


def test_a_reference_before_its_node_in_another_script() -> None:
    assert structured(ARTICLE, {"@graph": [PERSON]}).names("author") == ["هند القنطرية"]


@pytest.mark.parametrize(
    ("kind", "is_live"),
    [("LiveBlogPosting", True), (["LiveBlogPosting"], True), ("NewsArticle", False)],
)
def test_live(kind: Any, is_live: bool) -> None:
    assert structured(ARTICLE | {"@type": kind}).is_live is is_live


def test_raw_line_feeds_in_strings() -> None:
    found = structured('{"@type": "Article", "headline": "خبر\nجديد"}')
    assert found.text("headline") == "خبر\nجديد"


def test_escaped_slashes_and_letters() -> None:
    text = (
        '{"@type":"http:\\/\\/schema.org\\/Article","headline":"\\u062e\\u0628\\u0631"}'
    )
    assert structured(text).text("headline") == "خبر"


@pytest.mark.parametrize(
    "data",
    [
        "",
        "{",
        "null",
        "5",
        '"text"',
        "{}",
        "[]",
        '{"@type": null}',
        '{"@type": {"a": 1}}',
        '{"@type": ["Article", null, 5], "headline": 5}',
        '{"@graph": "x"}',
        '{"@type": "Product", "headline": "سلعة"}',
        "[" * 50_000,
        '{"@graph":' * 5_000 + "1" + "}" * 5_000,
        "<!-- {} -->",
    ],
    ids=lambda data: data[:24],
)
def test_data_that_states_nothing(data: str) -> None:
    found = structured(data)
    assert found.text("headline") is None
    assert found.names("author") == []
    assert not found.is_live


def test_broken_data_does_not_hide_the_next() -> None:
    assert structured("{broken", ARTICLE).text("headline") == "خبر"


def test_the_first_value_of_each_meta() -> None:
    head = (
        '<meta property="og:title" content=" الأول ">'
        '<meta property="og:title" content="الثاني">'
        '<meta name="OG:Type" content="article"><meta property="og:url" content="">'
        '<meta property="og:url" content="https://manara.example/one/">'
        '<meta charset="utf-8"><meta property="og:image">'
    )
    assert structured(head=head).meta == {
        "og:title": "الأول",
        "og:type": "article",
        "og:url": "https://manara.example/one/",
    }


@pytest.mark.parametrize(
    ("head", "url"),
    [
        ('<link rel="canonical" href=" https://a.example/ ">', "https://a.example/"),
        ('<link rel="Canonical" href="/a/"><link rel="canonical" href="/b/">', "/a/"),
        ('<link rel="canonical"><link rel="canonical" href="/b/">', "/b/"),
        ('<link rel="shortlink" href="/?p=1">', None),
    ],
)
def test_canonical(head: str, url: str | None) -> None:
    assert (structured(head=head).canonical or None) == url


OTHER = {
    "@type": "Article",
    "@id": "https://manara.example/other/#article",
    "headline": "خبر آخر من المنارة",
    "datePublished": "2020-01-01T00:00:00+00:00",
}
HEAD = '<link rel="canonical" href="https://manara.example/one/">'


@pytest.mark.parametrize(
    ("head", "own"),
    [
        (HEAD, ARTICLE),
        (HEAD, ARTICLE | {"@id": "#a", "url": "http://www.manara.example/one"}),
        (HEAD, ARTICLE | {"@id": "#a", "mainEntityOfPage": {"@id": "/one/#page"}}),
        ('<meta property="og:url" content="https://manara.example/one/">', ARTICLE),
        ("<title>خبر - المنارة</title>", ARTICLE | {"@id": "#a"}),
        # Neither says which page it is; the other one names another.
        (HEAD, ARTICLE | {"@id": "#a", "headline": ""}),
    ],
)
def test_of_several_articles_that_of_the_page(head: str, own: dict[str, Any]) -> None:
    for nodes in ([OTHER, own], [own, OTHER]):
        found = structured({"@graph": nodes}, head=head)
        assert found.text("datePublished") == "2026-03-02T06:15:00+00:00"


def test_of_two_articles_of_the_page_that_with_a_date() -> None:
    bare = {"@type": "Article", "@id": ARTICLE["@id"], "headline": "خبر"}
    found = structured(bare, ARTICLE, head=HEAD)
    assert found.text("datePublished") == "2026-03-02T06:15:00+00:00"


def test_of_articles_that_say_nothing_of_themselves_the_first() -> None:
    nodes = [{"@type": "Article", "articleSection": name} for name in ("محليات", "فن")]
    assert structured(*nodes, head=HEAD).text("articleSection") == "محليات"
