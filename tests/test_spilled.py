"""Posts that close elements of their page, in the theme's markup."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

import pytest

from newsbot.pages.article import ArticlePage
from newsbot.pages.html import parse
from newsbot.pages.spilled import take_back
from newsbot.sites import read_profile
from newsbot.sites.profile import BUNDLED
from tests.bodies import PAGE

NOW = datetime(2026, 3, 12, 12, tzinfo=UTC)
THEME = read_profile(BUNDLED / "zoxpress.toml")


def article(body: str, head: str = "", tags: str = "") -> Any:
    """The article of a page of the theme with *body* as its text."""
    related = (
        '<div class="zox-art-wrap"><a href="/two/" rel="bookmark">'
        '<h2 class="zox-s-title2">خبر آخر</h2></a></div>'
    )
    html = (
        f'<html><head>{head}</head><body class="single-post postid-7"><div id="main">'
        '<article id="post-7" class="post-7 type-post"><div class="zox-article-wrap">'
        '<h3 class="zox-post-cat"><span class="zox-post-cat">اقتصاد</span></h3>'
        '<h1 class="zox-post-title">سوق السدر</h1><div class="zox-post-main-wrap">'
        '<div class="zox-post-main"><div class="zox-post-body-wrap">'
        f'<div class="zox-post-body left">{body}</div><!--zox-post-body-->\n'
        f'<div class="zox-post-body-bot"><div class="zox-post-tags">{tags}</div>'
        '<p>تعليق قارئ</p></div></div></div><div class="zox-post-side-wrap">'
        "<p>الأكثر قراءة</p></div></div></div>"
        '<div class="zox-post-more-wrap"><div class="zox-post-more-grid">'
        f"{related}</div></div></article></div><p>حقوق</p></body></html>"
    )
    page = ArticlePage(html, url=PAGE, profile=THEME, tz="Asia/Riyadh", now=NOW)
    return page.article("manara.example")


WHOLE = ["أول", "ثان", "ثالث"]


@pytest.mark.parametrize(
    "body",
    [
        "<p>أول</p><p>ثان</p><p>ثالث</p>",
        "<p>أول</p></div><p>ثان</p><p>ثالث</p>",
        "<p>أول</p></div></div><p>ثان</p><p>ثالث</p>",
        "<div><p>أول</p></div></div> ثان <h3>ثالث</h3>",
        "أول</div>ثان<p>ثالث</p>",
        "<p>أول</p></div><div><p>ثان</p></div><ul><li>ثالث</li></ul>",
        # Left open instead.
        "<p>أول</p><div><p>ثان</p><p>ثالث</p>",
    ],
)
def test_the_text_is_whole(body: str) -> None:
    found = article(body)
    assert found.text.split("\n") == WHOLE
    assert [one.title for one in found.related] == ["خبر آخر"]


def test_an_advertisement_behind_the_body_is_no_text() -> None:
    found = article('<p>أول</p></div><div class="offer">عرض خاص على السجاد')
    assert found.text == "أول"


@pytest.mark.parametrize(
    ("html", "is_moved"),
    [
        ("<div id=b>أ</div><p>ب</p><i></i>", True),
        ("<div id=b>أ</div><i></i><p>ب</p>", False),
        ("<div id=b>أ</div><p>ب</p><div><i></i></div>", False),
        ("<div id=b>أ<i></i></div><p>ب</p>", False),
        ("<div id=b>أ</div><p>ب</p>", False),
        ("<i></i><div id=b>أ</div><p>ب</p>", False),
    ],
)
def test_what_is_taken_back(html: str, is_moved: bool) -> None:
    tree = parse(f"<body>{html}</body>")
    body = tree.find(".//div[@id='b']")
    assert body is not None
    assert take_back(body, [*tree.iter("i")]) is is_moved
    assert ("ب" in "".join(map(str, body.itertext()))) is is_moved


def test_the_marks_are_not_searched_one_by_one() -> None:
    """A page of 20,000 paragraphs and as many marks took 20 s."""

    class Marks(list[Any]):
        def __contains__(self, one: object) -> bool:
            raise AssertionError("a list is searched from its beginning")

    tree = parse("<body><div id=b>أ</div><p>ب</p><div></div><i></i></body>")
    body = tree.find(".//div[@id='b']")
    assert body is not None
    assert take_back(body, Marks(tree.iter("i")))


def sections(value: str, tags: str = "") -> list[str]:
    data = f'{{"@type": "NewsArticle", "articleSection": {value}}}'
    head = f'<script type="application/ld+json">{data}</script>'
    found = article("<p>أول</p>", head, tags)
    rule = "jsonld" if len(found.categories) > 1 else "zoxpress"
    assert found.sources["categories"] == rule
    assert found.section == "اقتصاد"
    return list(found.categories)


def test_all_categories_of_the_structured_data() -> None:
    assert sections('["محليات", "اقتصاد"]') == ["محليات", "اقتصاد"]
    assert sections('"محليات, اقتصاد"') == ["محليات", "اقتصاد"]


def test_tags_are_no_categories() -> None:
    tags = '<a rel="tag">السدر</a>, <a rel="tag">اقتصاد</a>'
    assert sections('"اقتصاد, محليات, السدر"', tags) == ["اقتصاد", "محليات"]
    assert sections('"اقتصاد, السدر"', tags) == ["اقتصاد"]


@pytest.mark.parametrize("value", ['"محليات, رياضة"', '"اقتصاد الساحل, رياضة"', "7"])
def test_without_the_printed_one_they_are_not_believed(value: str) -> None:
    assert sections(value) == ["اقتصاد"]
