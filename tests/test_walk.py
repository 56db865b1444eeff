"""Listings are walked no further than needed, and never less."""

from __future__ import annotations

import json
import re
from contextlib import closing
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

import pytest

from newsbot.demo.options import Options
from newsbot.demo.server import DemoServer
from newsbot.ledger import Delivery, Ledger, Line
from newsbot.similarity import url_key
from newsbot.spiders.walkmark import WalkMark
from tests.crawling import FAST, MockNews, Run, page, scrapy

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from newsbot.demo.response import Response


@pytest.fixture
def news() -> Iterator[MockNews]:
    # Without feed and REST interface the listings are the only way to news.
    with MockNews(Options(feed=False, rest=False, per_page=4), newest=32) as server:
        yield server


def crawl(news: MockNews, tmp_path: Path, *args: str) -> Run:
    news.asked.clear()
    site = f"site={news.url}/"
    return scrapy("crawl", "latest", "-a", site, *FAST, *args, data=tmp_path / "data")


def publish(news: MockNews, count: int) -> set[str]:
    """Put *count* new stories on the site; their headlines."""
    newest = max(news.stories, key=lambda story: story.published)
    titles = set()
    for number in range(1, count + 1):
        stamp = newest.published + timedelta(minutes=number)
        title = f"{newest.title} رقم {number}"
        story = replace(
            newest,
            id=newest.id + 1000 + number,
            slug=f"خبر-جديد-{number}",
            title=title,
            raw_title="",
            published=stamp,
            modified=stamp,
            sticky=False,
            protected=False,
            duplicate_of=None,
        )
        news.stories.add(story)
        titles.add(title)
    return titles


def public(news: MockNews) -> set[str]:
    return {one["title"] for one in news.stories.truth("")}


def titles(run: Run, news: MockNews) -> list[str]:
    return [article["title"] for article in run.articles(news.name)]


@pytest.mark.parametrize("rest", [True, False])
def test_a_poll_without_news_costs_three_requests(tmp_path: Path, rest: bool) -> None:
    with MockNews(Options(rest=rest), newest=12) as news:
        crawl(news, tmp_path)
        poll = crawl(news, tmp_path)
    assert poll.exit_code == 0
    assert poll.err == ""
    assert sorted(target.partition("?")[0] for target in news.asked) == [
        "/feed/",
        "/latest/",
        "/robots.txt",
    ]
    assert poll.record(news.name)["verdict"] == "quiet"
    # WordPress answers 304 to If-Modified-Since alone.
    assert poll.record(news.name)["statuses"]["304"] == 1


def test_a_feed_that_broke_off_is_read_again(tmp_path: Path) -> None:
    with MockNews(newest=12) as news:

        def cut(base: str) -> Response:
            whole = super(MockNews, news).respond(base, "/feed/", {})
            return replace(whole, body=whole.body[: len(whole.body) // 2])

        news.answers["/feed/"] = cut
        crawl(news, tmp_path)
        del news.answers["/feed/"]
        poll = crawl(news, tmp_path)
        assert "304" not in poll.record(news.name)["statuses"]
        poll = crawl(news, tmp_path)
        assert poll.record(news.name)["statuses"]["304"] == 1


def test_only_what_is_new_is_fetched(news: MockNews, tmp_path: Path) -> None:
    crawl(news, tmp_path)
    new = publish(news, 3)
    run = crawl(news, tmp_path)
    assert {one["title"] for one in run.articles(news.name)[-3:]} == new
    # The second page shows that nothing lies between the news and what is known.
    assert [target for target in news.asked if "latest" in target] == [
        "/latest/",
        "/latest/page/2/",
    ]
    assert run.record(news.name)["pages"] == {"delivered": 3}


def test_a_walk_that_was_cut_off_is_no_reason_to_stop(
    news: MockNews, tmp_path: Path
) -> None:
    early = crawl(news, tmp_path, "-s", "CLOSESPIDER_ITEMCOUNT=12")
    assert 12 <= len(titles(early, news)) < len(public(news))
    run = crawl(news, tmp_path)
    assert sorted(titles(run, news)) == sorted(public(news))


def test_a_later_run_may_go_deeper(news: MockNews, tmp_path: Path) -> None:
    shallow = ("-a", "max_pages=2", "-a", "related_depth=0")
    first = crawl(news, tmp_path, *shallow)
    assert len(titles(first, news)) < len(public(news))
    again = crawl(news, tmp_path, *shallow)
    assert len(titles(again, news)) == len(titles(first, news))
    assert sum("latest" in target for target in news.asked) == 1
    run = crawl(news, tmp_path, "-a", "max_pages=0", "-a", "related_depth=0")
    assert sorted(titles(run, news)) == sorted(public(news))
    assert "/latest/page/2/" not in news.asked
    assert "/latest/page/3/" in news.asked


def test_what_an_outage_left_out_is_closed(news: MockNews, tmp_path: Path) -> None:
    crawl(news, tmp_path, "-a", "max_pages=0")
    publish(news, 14)
    short = ("-a", "max_pages=1", "-a", "related_depth=0")
    missing = []
    for _ in range(5):
        run = crawl(news, tmp_path, *short)
        missing.append(len(public(news) - set(titles(run, news))))
        gap = run.record(news.name)["gap"]
        assert gap is not None or missing[-1] == 0
    assert gap is None
    assert missing[0] > 0
    assert missing == sorted(missing, reverse=True)
    assert missing[-1] == 0
    assert len(titles(run, news)) == len(public(news))


def test_a_site_that_moved_its_listing_is_looked_at_anew(
    news: MockNews, tmp_path: Path
) -> None:
    crawl(news, tmp_path)
    news.answers["/latest/"] = page("<p>gone</p>", 404)
    new = publish(news, 2)
    run = crawl(news, tmp_path)
    assert new <= set(titles(run, news))
    assert "/" in news.asked


def test_a_listing_page_that_fails_is_not_the_end(
    news: MockNews, tmp_path: Path
) -> None:
    once = ("-a", "related_depth=0", "-s", "RETRY_ENABLED=0")
    crawl(news, tmp_path, "-a", "max_pages=1", *once)
    news.answers["/latest/page/2/"] = page("<h1>broken</h1>", 500)
    lost = crawl(news, tmp_path, *once)
    assert lost.exit_code == 3
    assert len(titles(lost, news)) < len(public(news))
    del news.answers["/latest/page/2/"]
    run = crawl(news, tmp_path, *once)
    assert sorted(titles(run, news)) == sorted(public(news))


def second_page_without(news: MockNews, *elements: str) -> Callable[[str], Response]:
    """The second page of the listing, with its heads and menus and without *elements*
    (names, with attributes)."""

    def answer(base: str) -> Response:
        html = DemoServer.respond(news, base, "/latest/page/2/", {}).body.decode()
        for element in elements:
            name = element.partition(" ")[0]
            html, count = re.subn(rf"(?s)<{element}[ >].*?</{name}>", "", html)
            assert count
        return page(html)

    return answer


def test_a_page_without_rows_does_not_join_what_is_known(
    news: MockNews, tmp_path: Path
) -> None:
    """A cache has kept the second page while its rows were not there: nothing on it
    shows that an earlier walk has had what lies below."""
    once = ("-a", "related_depth=0")
    crawl(news, tmp_path, *once)
    new = publish(news, 10)

    news.answers["/latest/page/2/"] = second_page_without(news, "article")
    run = crawl(news, tmp_path, *once)
    assert "/latest/page/3/" in news.asked
    # Of four on each page, those of the second are not to be seen.
    assert len(new & set(titles(run, news))) == 6


@pytest.mark.parametrize("is_there", [True, False])
def test_a_list_that_ends_above_what_is_known_is_looked_at_again(
    is_there: bool, news: MockNews, tmp_path: Path
) -> None:
    """With a second page that has no rows, or without one."""
    once = ("-a", "related_depth=0")
    crawl(news, tmp_path, *once)
    new = publish(news, 10)
    elements = ("article", 'div class="pagination"')
    bare, none = second_page_without(news, *elements), page("<h1>none</h1>", 404)
    news.answers["/latest/page/2/"] = bare if is_there else none
    lost = crawl(news, tmp_path, *once)
    assert len(new & set(titles(lost, news))) == 4
    assert lost.record(news.name)["gap"] == f"{news.url}/latest/page/2/"
    del news.answers["/latest/page/2/"]
    run = crawl(news, tmp_path, *once)
    assert new <= set(titles(run, news))
    assert run.record(news.name)["gap"] is None


def test_a_first_walk_that_misses_a_page_goes_on_from_there(
    news: MockNews, tmp_path: Path
) -> None:
    """The page before it names it, so one answer that there is none proves nothing."""
    once = ("-a", "related_depth=0")
    news.answers["/latest/page/3/"] = page("<h1>none</h1>", 404)
    short = crawl(news, tmp_path, *once)
    # Its front names four more than the two pages.
    assert len(titles(short, news)) < len(public(news))
    assert short.record(news.name)["horizon"] == f"{news.url}/latest/page/3/"
    del news.answers["/latest/page/3/"]
    run = crawl(news, tmp_path, *once)
    assert sorted(titles(run, news)) == sorted(public(news))
    assert run.record(news.name)["horizon"] is None


def wait(news: MockNews, tmp_path: Path, days: int) -> None:
    """As if *days* had passed since a page of the listing was missed first."""
    with closing(Ledger.open(tmp_path / "data" / "ledger.sqlite3")) as ledger:
        name = f"walk {news.url}/latest/"
        state = json.loads(ledger.sites.mark(news.name, name) or "{}")
        for times in state["missing"].values():
            times[0] -= days * 24 * 3600
        ledger.sites.set_mark(news.name, name, json.dumps(state))


def test_pages_that_two_runs_miss_are_not_forgotten(
    news: MockNews, tmp_path: Path
) -> None:
    """The server has lost its rewrite rules for a while: the second page links to
    the fourth and to further ones, so the third is not the end."""
    once = ("-a", "related_depth=0")
    numbers = range(3, 9)
    for number in numbers:
        news.answers[f"/latest/page/{number}/"] = page("<h1>none</h1>", 404)
    for _ in range(3):
        lost = crawl(news, tmp_path, *once)
        assert lost.exit_code == 3
        assert lost.record(news.name)["horizon"] == f"{news.url}/latest/page/3/"
    for number in numbers:
        del news.answers[f"/latest/page/{number}/"]
    run = crawl(news, tmp_path, *once)
    assert run.exit_code == 0
    assert sorted(titles(run, news)) == sorted(public(news))


def test_a_page_that_is_missing_for_days_is_not_asked_for_again(
    news: MockNews, tmp_path: Path
) -> None:
    once = ("-a", "related_depth=0")
    third = "/latest/page/3/"
    news.answers[third] = page("<h1>none</h1>", 404)
    assert crawl(news, tmp_path, *once).exit_code == 3
    wait(news, tmp_path, days=2)
    assert crawl(news, tmp_path, *once).exit_code == 3
    wait(news, tmp_path, days=2)
    for asked in (True, False):
        run = crawl(news, tmp_path, *once)
        assert (third in news.asked) is asked
        assert run.record(news.name)["horizon"] is None
        assert run.exit_code == 0


def test_a_next_link_on_the_last_page_is_no_lost_page(
    news: MockNews, tmp_path: Path
) -> None:
    """A theme names a page behind its last one, and nothing shows that it is there."""
    once = ("-a", "related_depth=0")
    third = "/latest/page/3/"
    news.answers[third] = page("<h1>none</h1>", 404)
    pager = (
        '<div class="pagination"><a href="/latest/">1</a><span class="current">2'
        f'</span><a href="{third}">التالي</a></div>'
    )

    def last(base: str) -> Response:
        html = DemoServer.respond(news, base, "/latest/page/2/", {}).body.decode()
        html, count = re.subn(r'(?s)<div class="pagination">.*?</div>', pager, html)
        assert count == 1
        return page(html)

    news.answers["/latest/page/2/"] = last
    for _ in range(3):
        run = crawl(news, tmp_path, *once)
        assert run.exit_code == 0
        assert run.err == ""
        assert third in news.asked
    wait(news, tmp_path, days=4)
    for asked in (True, False):
        crawl(news, tmp_path, *once)
        assert (third in news.asked) is asked


def test_a_gap_is_not_closed_by_one_missing_page(
    news: MockNews, tmp_path: Path
) -> None:
    crawl(news, tmp_path, "-a", "max_pages=0", "-a", "related_depth=0")
    new = publish(news, 14)
    short = ("-a", "max_pages=1", "-a", "related_depth=0")
    first = crawl(news, tmp_path, *short)
    second = f"{news.url}/latest/page/2/"
    assert first.record(news.name)["gap"] == second
    # What was on the first page, as the next run's last walk sees it, joins.
    news.answers["/latest/page/2/"] = page("<h1>none</h1>", 404)
    lost = crawl(news, tmp_path, *short)
    assert lost.record(news.name)["gap"] == second
    # What is known lies below, so it is a loss however often it is missed.
    assert lost.exit_code == 3
    for _ in range(3):
        lost = crawl(news, tmp_path, *short)
        assert lost.record(news.name)["gap"] == second
    del news.answers["/latest/page/2/"]
    for _ in range(4):
        run = crawl(news, tmp_path, *short)
    assert new <= set(titles(run, news))


def section(base: str, featured: list[str], rows: list[str]) -> Response:
    """The page of a category: the theme prints its newest three apart."""
    cards = [
        "<article class='zox-art-wrap infinite-post'>"
        f"<a rel=bookmark href='{base}{path}'>خبر</a></article>"
        for path in [*featured, *rows]
    ]
    top = "".join(cards[: len(featured)]).replace(" infinite-post", "")
    below = "".join(cards[len(featured) :])
    return page(
        f"<html><body class='zox-site'><div id=zox-feat-wrap>{top}</div>"
        f"<div id=zox-main-blog-wrap>{below}</div></body></html>"
    )


@pytest.fixture
def sections() -> Iterator[MockNews]:
    """A site whose only lists are its categories «dams» and «rain»."""
    with MockNews(Options(feed=False, rest=False), newest=14) as server:
        items = "".join(
            f"<li class='menu-item-object-category'><a href='/category/{name}/'>فئة</a>"
            for name in ("dams", "rain")
        )
        server.answers["/latest/"] = page("<p>gone</p>", 404)
        server.answers["/"] = page(
            f"<html><body class='zox-site'><ul>{items}</ul></body></html>"
        )
        yield server


def test_a_category_with_no_more_than_what_the_theme_prints_apart(
    sections: MockNews, tmp_path: Path
) -> None:
    news = sections
    paths = [news.path_of(one["post_id"]) for one in news.stories.truth("")]
    lists = {"dams": paths[1:4], "rain": paths[4:12]}

    def publish_lists() -> None:
        for name, found in lists.items():
            news.answers[f"/category/{name}/"] = lambda base, found=found: section(
                base, found[:3], found[3:]
            )

    def had(run: Run) -> set[str]:
        return {one["url"].removeprefix(news.url) for one in run.articles(news.name)}

    alone = ("-a", "related_depth=0")
    publish_lists()
    first = crawl(news, tmp_path, *alone)
    assert first.exit_code == 0
    assert had(first) == set(paths[1:12])
    poll = crawl(news, tmp_path, *alone)
    assert poll.record(news.name)["verdict"] == "quiet"
    assert sorted(news.asked) == [
        "/category/dams/",
        "/category/rain/",
        "/feed/",
        "/robots.txt",
    ]
    lists["dams"] = [paths[0], *lists["dams"][:2]]
    publish_lists()
    run = crawl(news, tmp_path, *alone)
    assert run.exit_code == 0
    assert had(run) == set(paths[:12])


def test_links_to_archives_are_not_followed_but_posts_with_such_names_are(
    sections: MockNews, tmp_path: Path
) -> None:
    news = sections
    path = news.path_of(news.stories.truth("")[0]["post_id"])
    # A post may be called «page», and one of a category «author» is in the feed.
    posts = ["/2026/11/17/page/", "/wp-login-khabar/", "/author/khabar/"]
    others = ["/author/salim/", "/tag/dams/", "/page/2/", "/2026/11/17/khabar/amp/"]
    news.answers["/category/dams/"] = lambda base: section(
        base, [path], [*posts, *others]
    )
    item = f"<item><link>{news.url}/author/khabar/</link></item>"
    news.answers["/feed/"] = page(f"<rss><channel>{item}</channel></rss>")
    crawl(news, tmp_path, "-s", "RETRY_ENABLED=0")
    assert [one for one in posts if one in news.asked] == posts
    assert [one for one in others if one in news.asked] == []


def test_a_category_that_has_lost_its_rows_is_told(
    sections: MockNews, tmp_path: Path
) -> None:
    news = sections
    paths = [news.path_of(one["post_id"]) for one in news.stories.truth("")]
    dams, rain = paths[:4], paths[4:12]
    news.answers["/category/dams/"] = lambda base: section(base, dams[:3], dams[3:])
    news.answers["/category/rain/"] = lambda base: section(base, rain[:3], rain[3:])
    assert crawl(news, tmp_path).exit_code == 0
    # One article was taken back, and the fourth moves up: nothing is wrong with that.
    news.answers["/category/dams/"] = lambda base: section(base, dams[1:], [])
    assert crawl(news, tmp_path).exit_code == 0
    news.answers["/category/rain/"] = lambda base: section(base, rain[:3], [])
    for _ in range(2):
        run = crawl(news, tmp_path)
        assert run.exit_code == 4
        assert "/category/rain/" in run.complaint


def test_a_walk_trusts_what_was_delivered_in_a_whole_run_or_before(
    tmp_path: Path,
) -> None:
    """Whatever the clock says: all of this happens in one second."""
    now = datetime(2026, 3, 1, 12, tzinfo=UTC)
    urls = [f"https://news.test/{number}/" for number in range(4)]
    with closing(Ledger.open(tmp_path / "ledger.sqlite3")) as ledger:

        def begin(*delivered: str) -> int:
            run = ledger.start_run("news.test", now=now)
            lines = [
                Line(Delivery("news.test", url, url_keys=(url_key(url),)), None, 0)
                for url in delivered
            ]
            ledger.commit(lines, {}, now=now)
            return run

        def end(run: int, *, whole: bool = True) -> None:
            counts = {"whole": whole}
            ledger.runs.finish(run, "delivered", counts, whole=whole, now=now)

        run = begin(*urls[:2])
        walk = WalkMark(ledger, "news.test", "top", run)
        assert not walk.is_joined(urls[:2])
        walk.end(joined=True, next_page=None, pages=1)
        end(run)

        # Another spider, which walks nothing.
        end(begin(urls[2]))

        run = begin(urls[3])
        walk = WalkMark(ledger, "news.test", "top", run)
        assert walk.is_joined(urls[:2])
        assert not walk.is_joined(urls[1:3])
        walk.end(joined=False, next_page=None, pages=1)
        end(run, whole=False)

        walk = WalkMark(ledger, "news.test", "top", begin())
        assert walk.is_joined(urls[:2])
        assert not walk.is_joined(urls[3:])
