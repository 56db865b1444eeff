"""Fields of the record that a profile gives by other means than an element."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest

from newsbot.pages.article import ArticlePage, NotAnArticle
from newsbot.pages.markup import body_of
from newsbot.sites import read_profile

if TYPE_CHECKING:
    from datetime import datetime
    from pathlib import Path

    from newsbot.items import Article

URL = "https://manara.example/news/17"
STATE = {
    "article": {
        "headline": "موسم الزيتون يبدأ في التلال",
        "summary": "قطاف مبكر هذا العام",
        "body": "<p>بدأ القطاف &amp; العصر.</p><p>ويستمر شهرا.</p>",
        "plain": "بدأ القطاف.\n\nويستمر شهرا.",
        "at": "2026-03-01T07:15:00+02:00",
        "day": "2026-03-01",
        "changed": "2026-03-02T10:00:00+02:00",
        "writers": [{"name": "سلمى الجبلية"}, {"name": "نادر الواحي"}],
        "topics": ["زراعة", "اقتصاد"],
        "labels": ["زيتون", "زيت"],
        "photo": {"src": "/olive.jpg"},
        "clip": ["/olive.mp4"],
        "agency": "وكالة التلال",
        "type": "gallery",
        "lang": "ar-PS",
        "link": "/news/17?full=1",
    }
}
# A page that a script fills: the server sends no text, and what it states is wrong.
HTML = f"""<html lang="en"><head><title>Manara</title>
<link rel="canonical" href="https://manara.example/">
<meta property="og:title" content="Manara">
<meta property="og:image" content="https://manara.example/logo.png">
<script type="application/ld+json">{{"@type": "NewsArticle", "headline": "Manara",
 "datePublished": "2020-01-01T00:30:00Z", "dateModified": "2020-01-01T00:40:00Z",
 "author": {{"name": "Manara"}}, "articleSection": "News"}}</script>
<script id="state" type="application/json">{json.dumps(STATE)}</script>
</head><body><div id="app"></div></body></html>"""
RULES = {
    "title": "headline",
    "lead": "summary",
    "text": "body",
    "published": "at",
    "modified": "changed",
    "authors": "writers[*].name",
    "section": "topics[0]",
    "categories": "topics",
    "tags": "labels",
    "image": "photo.src",
    "credit": "agency",
    "media": "clip",
    "kind": "type",
    "language": "lang",
    "canonical_url": "link",
}


def article(folder: Path, now: datetime, html: str = HTML, **rules: Any) -> Article:
    """The record of *html* by a profile with *rules*, which are lines of TOML."""
    lines = ['url = "https://manara.example/"', 'timezone = "Asia/Hebron"', "[fields]"]
    lines += [f"{field} = {rule}" for field, rule in rules.items()]
    path = folder / "manara.toml"
    path.write_text("\n".join(lines), "utf-8")
    profile = read_profile(path)
    page = ArticlePage(html, url=URL, profile=profile, tz="Asia/Hebron", now=now)
    return page.article("manara.example")


def state(path: str) -> str:
    return f'{{ json = "article.{path}", in = "script#state" }}'


def test_every_field_from_the_data_of_a_script(tmp_path: Path, now: datetime) -> None:
    rules = {field: state(path) for field, path in RULES.items()}
    found = article(tmp_path, now, **rules)
    assert found.title == "موسم الزيتون يبدأ في التلال"
    assert found.lead == "قطاف مبكر هذا العام"
    assert found.text == "بدأ القطاف & العصر.\nويستمر شهرا."
    assert found.published == "2026-03-01T07:15:00+02:00"
    assert found.modified == "2026-03-02T10:00:00+02:00"
    assert found.authors == ["سلمى الجبلية", "نادر الواحي"]
    assert found.section == "زراعة"
    assert found.categories == ["زراعة", "اقتصاد"]
    assert found.tags == ["زيتون", "زيت"]
    assert found.image == "https://manara.example/olive.jpg"
    assert found.images == ["https://manara.example/olive.jpg"]
    assert found.credit == "وكالة التلال"
    assert found.media == ["https://manara.example/olive.mp4"]
    assert found.kind == "gallery"
    assert found.language == "ar-PS"
    assert found.canonical_url == "https://manara.example/news/17?full=1"
    assert {field: found.sources[field] for field in RULES} == dict.fromkeys(
        RULES, "manara"
    )


def test_fixed_values(tmp_path: Path, now: datetime) -> None:
    found = article(
        tmp_path,
        now,
        text=state("plain"),
        title=state("headline"),
        section='{ value = "زراعة" }',
        tags='{ value = ["زيتون", "زيت"] }',
        kind='{ value = "live" }',
        language='{ value = "ar" }',
    )
    assert found.text == "بدأ القطاف.\nويستمر شهرا."
    assert (found.section, found.kind, found.language) == ("زراعة", "live", "ar")
    assert found.tags == ["زيتون", "زيت"]


def test_what_a_profile_finds_nothing_for_is_sought_elsewhere(
    tmp_path: Path, now: datetime
) -> None:
    found = article(
        tmp_path,
        now,
        text=state("plain"),
        title=state("none"),
        published=state("none"),
        kind=state("none"),
    )
    assert found.title == "Manara"
    assert found.sources["title"] != "manara"
    assert found.published is not None
    assert found.published.startswith("2020-01-01T")
    assert found.sources["published"] == "jsonld"
    assert found.kind == "article"


def test_a_day_of_the_profile_and_an_instant_of_the_page(
    tmp_path: Path, now: datetime
) -> None:
    """The day counts; an instant on it is finer, one on another day is not taken."""
    rules = {"text": state("plain"), "title": state("headline")}
    found = article(tmp_path, now, published=state("day"), **rules)
    assert (found.published, found.sources["published"]) == ("2026-03-01", "manara")
    agreeing = HTML.replace("2020-01-01T00:30:00Z", "2026-03-01T05:15:00Z")
    found = article(tmp_path, now, agreeing, published=state("day"), **rules)
    assert found.published == "2026-03-01T07:15:00+02:00"
    assert found.sources["published"] == "jsonld"


def test_without_its_text_the_page_is_no_article(tmp_path: Path, now: datetime) -> None:
    with pytest.raises(NotAnArticle):
        article(
            tmp_path,
            now,
            HTML.replace("NewsArticle", "WebSite"),
            title=state("headline"),
        )


@pytest.mark.parametrize(
    ("texts", "lines"),
    [
        ([], []),
        (["<p>أ</p><p>ب</p>"], ["أ", "ب"]),
        (["أ\nب", "ج"], ["أ", "ب", "ج"]),
        (["أ < ب و ب > ج"], ["أ < ب و ب > ج"]),
        (["أ&nbsp;ب &lt;ج&gt;"], ["أ\xa0ب <ج>"]),
        (["<p>أ</p>", "ب\nج"], ["أ", "ب", "ج"]),
        (["<div>أ<br>ب</div>"], ["أ", "ب"]),
    ],
)
def test_bodies_that_are_strings(texts: list[str], lines: list[str]) -> None:
    assert body_of(texts, base=URL).lines == lines


def test_pictures_of_a_body_that_is_a_string() -> None:
    body = body_of(['<p>أ</p><img src="/a.jpg" width="800">'], base=URL)
    assert body.images == ["https://manara.example/a.jpg"]


def test_a_category_is_told_by_the_rule_of_its_section(
    tmp_path: Path, now: datetime
) -> None:
    # The selector finds nothing on this page; its JSON-LD says «News».
    rules = {"text": state("body"), "section": '".kicker"'}
    found = article(tmp_path, now, **rules)
    assert (found.section, found.sources["section"]) == ("News", "jsonld")
    assert (found.categories, found.sources["categories"]) == (["News"], "jsonld")
    kicker = HTML.replace("<div id", '<b class="kicker">زيتون</b><div id')
    found = article(tmp_path, now, kicker, **rules)
    assert (found.section, found.sources["section"]) == ("زيتون", "manara")
    assert (found.categories, found.sources["categories"]) == (["زيتون"], "manara")
