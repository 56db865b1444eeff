"""The clock that a theme prints in an element whose attribute states only a day."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING

import pytest

from newsbot.pages.article import ArticlePage
from newsbot.pages.stated import Stated
from newsbot.sites import read_profile
from newsbot.sites.profile import BUNDLED
from newsbot.sites.selectors import Selectors

if TYPE_CHECKING:
    from pathlib import Path

    from newsbot.items import Article
    from newsbot.sites import Profile

URL = "https://hidab.example/archives/71"
NOW = datetime(2026, 11, 23, 7, 0, tzinfo=UTC)
ZONE = "Africa/Algiers"
DAY = '<time itemprop="datePublished" datetime="2026-11-20">{}</time>'
BARE = '<time itemprop="datePublished">{}</time>'
PAGE = """<!doctype html><html lang="ar"><head><title>x</title>{head}</head>
<body class="zox-body single-post"><article class="type-post post-71" id="post-71">
<h1 class="zox-post-title">الجسر الجديد يفتح أمام السيارات</h1>
<div class="zox-post-date-wrap"><p>نُشر في</p> {date}</div>
<div class="zox-post-body"><p>فتح الجسر الجديد في الهضاب صباح اليوم أمام السيارات
بعد أشغال دامت سنة.</p></div></article></body></html>"""


def record(
    date: str,
    *,
    zone: str | None = ZONE,
    profile: Profile | None = None,
    head: str = "",
    feed: str | None = None,
) -> Article:
    """The record of a page that prints *date* in the place of its date."""
    stated = (Stated(rule="feed", url=URL, published=feed),) if feed else ()
    return ArticlePage(
        PAGE.format(date=date, head=head),
        url=URL,
        profile=profile or read_profile(BUNDLED / "zoxpress.toml"),
        tz=zone,
        now=NOW,
        stated=stated,
    ).article("hidab.example")


def own(folder: Path, rule: str, root: str = "") -> Profile:
    """A profile of a site of its own, whose rule for the date is *rule*."""
    path = folder / "hidab.toml"
    path.write_text(
        'url = "https://hidab.example/"\n[article]\nbody = ".zox-post-body"\n'
        f"{f'root = {root!r}' if root else ''}\n"
        f"[fields]\ntitle = 'h1'\npublished = {rule}\n",
        "utf-8",
    )
    return read_profile(path)


@pytest.mark.parametrize(
    ("day", "text", "instant"),
    [
        ("2026-11-20", "2026/11/20 الساعة 11:44", "2026-11-20T11:44:00+01:00"),
        (
            "2026-10-24",
            "السبت 24 تشرين الأول 2026, 23:30",
            "2026-10-24T23:30:00+01:00",
        ),
        ("2026-01-03", "3 جانفي 2026 - 10:15 م", "2026-01-03T22:15:00+01:00"),
    ],
)
def test_a_printed_clock_makes_an_instant_of_the_day(
    day: str, text: str, instant: str
) -> None:
    for date in (DAY.replace("2026-11-20", day), BARE):
        found = record(date.format(text))
        assert (found.published, found.sources["published"]) == (instant, "text")
        assert found.warnings == []


def test_the_days_own_element_stands_against_another_printed_day() -> None:
    found = record(DAY.format("2026/11/22 الساعة 09:10"))
    assert (found.published, found.sources["published"]) == ("2026-11-20", "time")
    (warning,) = found.warnings
    assert "text says 2026-11-22" in warning


@pytest.mark.parametrize(
    "text", ["منذ ساعتين", "منذ 5 دقائق", "أمس 10:15", "11:44", "الجمعة", ""]
)
def test_what_tells_no_day_of_its_own_says_nothing_beside_a_day(text: str) -> None:
    # A page may lie in a cache for days, and «منذ ساعتين» with it.
    found = record(DAY.format(text))
    assert (found.published, found.warnings) == ("2026-11-20", [])


def test_a_relative_date_alone_is_taken() -> None:
    found = record(BARE.format("منذ ساعتين"))
    assert found.published == "2026-11-23T06:00:00+01:00"
    assert found.sources["published"] == "text"


def test_a_printed_day_alone_is_taken() -> None:
    assert record(BARE.format("20 نوفمبر 2026")).published == "2026-11-20"


def test_a_printed_update_is_none_of_the_publication() -> None:
    found = record(DAY.format("آخر تحديث: 2026/11/21 الساعة 18:05"))
    assert found.published == "2026-11-20"
    assert found.modified == "2026-11-21T18:05:00+01:00"
    assert found.warnings == []


def test_an_instant_that_is_stated_needs_no_printed_one() -> None:
    # What is printed may be the update without its label.
    meta = '<meta property="article:published_time" content="{}">'
    head = meta.format("2026-11-20T10:44:21+00:00")
    found = record(DAY.format("2026/11/20 الساعة 18:05"), head=head)
    assert found.published == "2026-11-20T11:44:21+01:00"
    assert found.warnings == []
    head = meta.format("2026-11-20T00:00:00+00:00")  # a day in disguise
    found = record(DAY.format("2026/11/20 الساعة 11:44"), head=head)
    assert found.published == "2026-11-20T11:44:00+01:00"


@pytest.mark.parametrize(
    ("rule", "date"),
    [
        ('"time::attr(datetime)"', DAY),
        ('"header time::attr(datetime), time::attr(datetime)"', DAY),
        ('"time:first-of-type::attr(datetime)"', DAY),
        ('".//time/@datetime"', DAY),
        ('{ css = "time::attr(datetime)" }', DAY),
        ('{ xpath = "//time/@datetime" }', DAY),
        ('{ xpath = "descendant::time/@datetime" }', DAY),
        ('["header time::attr(datetime)", "time::attr(datetime)"]', DAY),
        ('"abbr::attr(title)"', '<abbr title="2026-11-20">{}</abbr>'),
        ('"[itemprop]::attr(content)"', '<b itemprop="d" content="2026-11-20">{}</b>'),
    ],
)
def test_profiles_of_users_need_no_rule_for_it(
    tmp_path: Path, rule: str, date: str
) -> None:
    html = date.format("2026/11/20 الساعة 11:44")
    found = record(html, profile=own(tmp_path, rule))
    assert found.published == "2026-11-20T11:44:00+01:00"
    assert found.warnings == []


@pytest.mark.parametrize(
    ("root", "date", "instant"),
    [
        (".type-post", "<time>2026/11/20 الساعة 11:44</time>", "2026-11-20T11:44:00"),
        (".type-post", "<time>2026/11/23</time><time>2026/11/20 11:44</time>", None),
        # A whole page has a clock at its head.
        ("", "<time>2026/11/23 الساعة 08:00</time>", None),
    ],
)
def test_an_element_without_the_attribute_must_be_the_articles_only_one(
    tmp_path: Path, root: str, date: str, instant: str | None
) -> None:
    profile = own(tmp_path, '"time::attr(datetime)"', root=root)
    found = record(date, profile=profile).published
    assert (found and found[:19]) == instant


def test_an_update_that_is_printed_without_a_known_zone_is_no_instant() -> None:
    feed = "Thu, 19 Nov 2026 23:30:11 +0000"
    date = DAY.format("نُشر 2026/11/20 الساعة 00:30، آخر تحديث 2026/11/20 الساعة 09:00")
    found = record(date, zone=None, feed=feed)
    assert (found.published, found.modified) == ("2026-11-19T23:30:11+00:00", None)
    assert found.warnings == []


@pytest.mark.parametrize(
    "rule",
    [
        ["time"],  # what is printed is what it gives
        ["b", "time::attr(datetime)"],  # the first that finds something counts
        ["meta::attr(content)"],
        [".//time/@datetime | .//b/@title"],
        ["(.//time/@datetime)[1]"],
        ["time::attr(datetime), b::attr(title)"],
        [{"value": "2026-11-20"}],
        [".//time//@datetime"],
    ],
)
def test_rules_that_name_no_attribute_of_one_element(rule: list[str]) -> None:
    from newsbot.pages.html import parse

    tree = parse("<meta content=x><b title=1>أ</b><time datetime=2>11:44</time>")
    assert Selectors(rule).printed(tree, bare=True) is None


def test_an_element_around_a_whole_article_is_no_date_line(tmp_path: Path) -> None:
    spans = "<span>2026/11/20 الساعة 11:44</span>" + "<i></i>" * 30
    html = f'<div class="d" datetime="2026-11-20">{spans}</div>'
    found = record(html, profile=own(tmp_path, '".d::attr(datetime)"'))
    assert found.published == "2026-11-20"


def test_without_a_zone_a_clock_is_no_instant() -> None:
    text = "2026/11/20 الساعة 11:44"
    for date in (DAY, BARE):
        found = record(date.format(text), zone=None)
        assert (found.published, found.warnings) == ("2026-11-20", [])
    assert record(BARE.format("أمس 10:15"), zone=None).published is None
    # This one says its own.
    found = record(DAY.format("2026/11/20 11:44 GMT+3"), zone=None)
    assert found.published == "2026-11-20T08:44:00+00:00"


@pytest.mark.parametrize("text", ["2026/11/20", "2026/11/20 الساعة 00:30", ""])
def test_without_a_zone_the_day_next_to_utcs_is_no_disagreement(text: str) -> None:
    feed = "Thu, 19 Nov 2026 23:30:11 +0000"
    found = record(DAY.format(text), zone=None, feed=feed)
    assert found.published == "2026-11-19T23:30:11+00:00"
    assert found.sources["published"] == "feed"
    assert found.warnings == []


def test_the_printed_clock_tells_which_day_is_right() -> None:
    # The site is an hour ahead of UTC: of its days this is the 19th, which in some
    # other zone it is not yet.
    feed = "Thu, 19 Nov 2026 10:44:11 +0000"
    date = DAY.replace("2026-11-20", "2026-11-18").format("2026/11/19 الساعة 11:44")
    found = record(date, zone=None, feed=feed)
    assert found.published == "2026-11-19T10:44:11+00:00"
    (warning,) = found.warnings
    assert "time says 2026-11-18" in warning


def test_a_known_zone_of_utc_is_no_unknown_one() -> None:
    feed = "Thu, 19 Nov 2026 23:30:11 +0000"
    (warning,) = record(DAY.format(""), zone="UTC", feed=feed).warnings
    assert "time says 2026-11-20" in warning
