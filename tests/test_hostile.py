"""Sites that mislead: nothing is lost, and nothing goes on for ever."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

import pytest

from newsbot.demo.options import Options
from newsbot.pages import extract
from newsbot.sites import SiteError, load_site
from newsbot.spiders.walk import Circle
from tests.crawling import FAST, MockNews, page, scrapy

if TYPE_CHECKING:
    from pathlib import Path

NOW = datetime(2026, 3, 1, tzinfo=UTC)
POST = """<html><body class="rtl single single-post postid-{id}"><div id="zox-site">
<article id="post-{id}" class="post-{id} post type-post">
<h1 class="zox-post-title">عنوان الخبر</h1>
<div class="zox-post-body-wrap"><div class="zox-post-body"><p>نص الخبر كله هنا.</p>
{open}</div><div class="zox-post-body-bot"><div class="zox-post-tags">وسوم</div>
<div id="comments"><p>تعليق قارئ</p></div></div></div>
<div class="zox-post-side-wrap"><div id="zox-side-wrap">الشريط الجانبي</div></div>
</article></div></body></html>"""


def read(**parts: Any) -> Any:
    html = POST.format(**{"id": 7, "open": "", **parts})
    return extract(html, url="http://news.example/x/", tz="UTC", now=NOW)


def test_a_body_that_is_left_open_takes_in_nothing_below_it() -> None:
    assert read(open="<div><div>").text == "نص الخبر كله هنا."


def test_a_post_number_of_thousands_of_digits() -> None:
    assert read(id="9" * 6000).id.startswith("news.example:u")


@pytest.mark.parametrize(
    "address",
    ["http://a@news.example/", "http://news.example:80@evil.example/", "//x@y/"],
)
def test_an_address_with_a_user_name_is_not_on_the_site(address: str) -> None:
    site = load_site("http://news.example/")
    assert not site.owns(address)


def test_a_site_with_a_user_name_is_refused() -> None:
    with pytest.raises(SiteError, match="user name"):
        load_site("http://me:secret@news.example/")


def test_a_listing_that_repeats_itself_is_a_circle() -> None:
    circle = Circle()
    assert not circle.closes(["http://news.example/1/", "http://news.example/2/"])
    repeated = [circle.closes(["http://news.example/2/"]) for _ in range(5)]
    assert repeated == [False, False, False, False, True]


def test_an_endless_listing_ends(tmp_path: Path) -> None:
    options = Options(feed=False, rest=False)
    with MockNews(options, newest=6) as news:

        def again(base: str) -> Any:
            listing = super(MockNews, news).respond(base, "/latest/", {})
            number = len(news.asked) + 1
            pagination = (
                '<div class="pagination"><span class="current">1</span>'
                f'<a href="/latest/page/{number}/">{number}</a></div>'
            )
            html = listing.body.decode()
            return page(html.replace("<!--zox-nav-links-->", "") + pagination)

        for number in range(200):
            news.answers[f"/latest/page/{number}/"] = again
        news.answers["/latest/"] = again
        site = f"site={news.url}/"
        run = scrapy(
            *("crawl", "latest", "-a", site, "-a", "max_pages=0", *FAST),
            data=tmp_path / "data",
        )
        assert len(news.asked) < 60
    assert run.exit_code == 0
    assert len(run.articles(news.name)) == 6


def test_a_canonical_address_of_another_article_hides_nothing(tmp_path: Path) -> None:
    with MockNews(newest=6) as news:
        ids = [one["post_id"] for one in news.stories.truth("")]
        newest, other = news.path_of(ids[0]), news.path_of(ids[3])

        def misleading(base: str) -> Any:
            html = super(MockNews, news).respond(base, newest, {}).body.decode()
            return page(html.replace(f'href="{base}{newest}"', f'href="{base}{other}"'))

        news.answers[newest] = misleading
        site = f"site={news.url}/"
        run = scrapy("crawl", "latest", "-a", site, *FAST, data=tmp_path / "data")
    assert run.exit_code == 0
    assert len(run.articles(news.name)) == 6


@pytest.mark.parametrize(
    ("setting", "value"),
    [
        ("DOWNLOAD_DELAY", "soon"),
        ("CONCURRENT_REQUESTS_PER_DOMAIN", "0"),
        ("NEWSBOT_MAX_WAIT", "-1"),
    ],
)
def test_a_setting_of_no_use_is_named(setting: str, value: str, tmp_path: Path) -> None:
    run = scrapy("crawl", "latest", "-s", f"{setting}={value}", data=tmp_path / "data")
    assert run.exit_code == 2
    assert setting in run.complaint
    assert len(run.err.strip().splitlines()) == 1


def test_a_limit_before_the_first_listing_is_no_broken_layout(tmp_path: Path) -> None:
    with MockNews(newest=6) as news:
        site = f"site={news.url}/"
        limit = ("-s", "CLOSESPIDER_PAGECOUNT=1")
        run = scrapy("crawl", "latest", "-a", site, *FAST, *limit, data=tmp_path / "d")
    assert run.exit_code == 0
