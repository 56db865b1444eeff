"""The whole archive, by whatever list the site offers, once and for ever."""

from __future__ import annotations

import os
import random
import re
import signal
import time
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Any
from zoneinfo import ZoneInfo

import pytest

from newsbot.demo.options import Options
from tests.crawling import FAST, MockNews, Run
from tests.forked import Forked, forked
from tests.press import Press, start

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

BATCHES = ("-s", "NEWSBOT_BATCH_ITEMS=10", "-s", "NEWSBOT_BATCH_SECONDS=0.2")


@pytest.fixture
def press() -> Iterator[Press]:
    """A site of 60 posts, of which its REST interface gives 25 at once."""
    with Press(60) as site:
        site.rest_most = 25
        yield site


@pytest.fixture(scope="module")
def untouched() -> Iterator[Press]:
    """A site of 230 posts at which no switch is thrown but `rest`."""
    with Press(230) as site:
        yield site


def archive(press: Press, tmp_path: Path, *args: str) -> Run:
    press.asked.clear()
    return crawl("archive", press, tmp_path, *args)


def latest(press: Press, tmp_path: Path, *args: str) -> Run:
    return crawl("latest", press, tmp_path, *args)


def crawl(spider: str, press: Press, tmp_path: Path, *args: str) -> Run:
    press.served.clear()
    site = f"site={press.url}/"
    return forked("crawl", spider, "-a", site, *FAST, *args, data=tmp_path / "data")


def begin(press: Press, data: Path, *args: str) -> Forked:
    """A crawl that goes on."""
    return Forked(["crawl", "archive", "-a", f"site={press.url}/", *FAST, *args], data)


def numbers(run: Run, press: Press) -> list[int]:
    ids = [article["id"] for article in run.articles(press.name)]
    return [int(one.rpartition(":")[2]) for one in ids]


def via(run: Run, press: Press) -> dict[str, int]:
    found = [article["found"]["via"] for article in run.articles(press.name)]
    return {name: found.count(name) for name in sorted(set(found))}


def is_complete(run: Run, press: Press) -> bool:
    return sorted(numbers(run, press)) == list(range(1, len(press.posts) + 1))


# --- Each list in its turn ----------------------------------------------------


def test_the_rest_interface_costs_one_request_for_a_hundred(
    untouched: Press, tmp_path: Path
) -> None:
    press = untouched
    press.rest = True
    run = archive(press, tmp_path)
    assert run.exit_code == 0
    assert is_complete(run, press)
    assert via(run, press) == {"rest": 230}
    # 230 posts and the one with which each further window begins are 3 pages.
    assert press.count("/wp-json/wp/v2/posts") == 3
    assert run.record(press.name)["stated"] == {"rest": 230, "sitemap": 230}
    # Newest first, as far as one request after the other allows.
    assert numbers(run, press)[0] > 220
    assert all("T" in one["published"] for one in run.articles(press.name))


def test_without_rest_the_feed_goes_on_page_by_page(
    press: Press, tmp_path: Path
) -> None:
    press.rest = False
    run = archive(press, tmp_path)
    assert run.exit_code == 0
    assert is_complete(run, press)
    assert via(run, press) == {"feed": 60}
    assert all("T" in one["published"] for one in run.articles(press.name))
    assert press.count("/latest/") == 0


@pytest.mark.parametrize("kind", ["core", "yoast"])
def test_without_rest_and_feed_the_sitemap(
    press: Press, tmp_path: Path, kind: str
) -> None:
    press.rest = press.feed = False
    press.sitemap = kind
    run = archive(press, tmp_path)
    assert run.exit_code == 0
    assert is_complete(run, press)
    assert via(run, press) == {"sitemap": 60}
    assert press.count("/latest/") == 0


def test_without_all_of_them_the_listings_to_the_end(
    press: Press, tmp_path: Path
) -> None:
    press.rest = press.feed = False
    press.sitemap = None
    run = archive(press, tmp_path)
    assert run.exit_code == 0
    assert is_complete(run, press)
    assert via(run, press) == {"listing": 60}
    assert press.count("/latest/") == 6


def test_a_page_without_rows_is_not_older_than_since(
    press: Press, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    press.rest = press.feed = False
    press.sitemap = None
    whole = press._listing

    def listing(page: int) -> tuple[int, str, str, dict[str, str]]:
        status, kind, html, headers = whole(page)
        if page == 2:
            html = re.sub(r"(?s)<article.*?</article>", "", html)
        return status, kind, html, headers

    monkeypatch.setattr(press, "_listing", listing)
    run = archive(press, tmp_path, "-a", "since=2000-01-01")
    assert run.exit_code == 0
    # Ten stood on it.
    assert sorted(numbers(run, press)) == [*range(1, 41), *range(51, 61)]


def test_a_page_that_is_missed_once_is_not_the_end(
    press: Press, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    press.rest = press.feed = False
    press.sitemap = None
    whole, asked = press._listing, []

    def listing(page: int) -> tuple[int, str, str, dict[str, str]]:
        asked.append(page)
        if asked.count(3) == 1 and page == 3:
            return 404, "text/html; charset=UTF-8", "<h1>لا شيء هنا</h1>", {}
        return whole(page)

    monkeypatch.setattr(press, "_listing", listing)
    run = archive(press, tmp_path)
    assert run.exit_code == 0
    assert sorted(numbers(run, press)) == [*range(1, 61)]
    assert asked == [1, 2, 3, 3, 4, 5, 6]


def test_a_feed_with_few_pages_is_not_taken_for_all(
    press: Press, tmp_path: Path
) -> None:
    press.rest = False
    press.feed_pages = 2
    press.sitemap = None
    run = archive(press, tmp_path)
    assert run.exit_code == 0
    assert is_complete(run, press)
    assert via(run, press) == {"feed": 40, "listing": 20}


@pytest.mark.parametrize(
    ("feed", "sitemap", "other"),
    [
        (True, "core", "feed"),
        (False, "core", "sitemap"),
        (False, None, "listing"),
    ],
)
def test_an_interface_that_dies_half_way(
    press: Press,
    tmp_path: Path,
    feed: bool,
    sitemap: str | None,
    other: str,
) -> None:
    # Two windows of 25 came; the second began with the one with which the first ended.
    press.rest_ends_at = 3
    press.feed, press.sitemap = feed, sitemap
    run = archive(press, tmp_path)
    assert run.exit_code == 0
    assert is_complete(run, press)
    assert via(run, press) == {"rest": 49, other: 11}
    assert len(press.served) == 60


def test_an_interface_that_heeds_no_limits_in_time(
    press: Press, tmp_path: Path
) -> None:
    press.rest_limits = False
    press.feed = False
    press.sitemap = None
    run = archive(press, tmp_path)
    assert run.exit_code == 0
    assert is_complete(run, press)
    assert via(run, press) == {"rest": 60}


def test_more_posts_of_one_second_than_come_at_once(
    press: Press, tmp_path: Path
) -> None:
    same = press.posts[30].published
    press.posts = [
        type(post)(post.number, same) if 10 <= place < 55 else post
        for place, post in enumerate(press.posts)
    ]
    run = archive(press, tmp_path)
    assert run.exit_code == 0
    assert is_complete(run, press)
    assert via(run, press) == {"rest": 60}


# --- Interfaces that are closed, or say odd things ------------------------------


CLOSED = {
    "no route": (404, "application/json", '{"code":"rest_no_route"}'),
    "a login": (401, "application/json", '{"code":"rest_not_logged_in"}'),
    "a firewall": (403, "text/html", "<html><h1>403 Forbidden</h1></html>"),
    "a page": (200, "text/html", "<html><h1>أهلا</h1></html>"),
    "an empty list": (200, "application/json", "[]"),
}


@pytest.mark.parametrize("answer", CLOSED.values(), ids=CLOSED)
def test_however_the_rest_interface_is_closed(
    press: Press, tmp_path: Path, answer: tuple[int, str, str]
) -> None:
    press.rest_answer = answer
    # Without it nobody knows the site's zone: a limit has to name its own.
    run = archive(press, tmp_path, "-a", "since=2024-12-31T21:30Z")
    assert run.exit_code == 0
    assert sorted(numbers(run, press)) == list(range(30, 61))
    assert via(run, press) == {"feed": 31}
    assert press.count("/wp-json/") <= 4


def test_an_interface_that_names_another_host(press: Press, tmp_path: Path) -> None:
    press.rest_host = "http://cms.example"
    run = archive(press, tmp_path, "-a", "since=2025-01-01T00:30")
    assert run.exit_code == 0
    assert sorted(numbers(run, press)) == list(range(30, 61))
    run = latest(press, tmp_path, "-a", "max_pages=0")
    assert is_complete(run, press)
    assert press.count("slug=") == 0


def test_an_interface_that_gives_ten_at_once(press: Press, tmp_path: Path) -> None:
    press.rest_most, press.is_strict = 10, True
    press.feed, press.sitemap = False, None
    run = archive(press, tmp_path)
    assert run.exit_code == 0
    assert is_complete(run, press)
    assert via(run, press) == {"rest": 60}
    # One that is refused, and windows of nine.
    assert press.count("/wp-json/wp/v2/posts") <= 1 + 7 + 1


@pytest.mark.parametrize("most", [25, 7])
def test_an_interface_that_counts_nothing(
    press: Press, tmp_path: Path, most: int
) -> None:
    press.rest_most, press.rest_counts = most, False
    press.feed, press.sitemap = False, None
    run = archive(press, tmp_path)
    assert run.exit_code == 0
    assert is_complete(run, press)
    assert via(run, press) == {"rest": 60}


@pytest.mark.parametrize("since", [(), ("-a", "since=2025-01-01T00:30")])
@pytest.mark.parametrize("counts", [True, False])
def test_posts_that_the_interface_hides_are_found_elsewhere(
    press: Press, tmp_path: Path, counts: bool, since: tuple[str, ...]
) -> None:
    press.rest_hides, press.rest_counts = 20, counts
    run = archive(press, tmp_path, *since)
    assert run.exit_code == 0
    assert sorted(numbers(run, press)) == list(range(30 if since else 1, 61))
    # Hidden are 60, 40, and 20 unless it is too old.
    assert via(run, press)["rest"] == len(numbers(run, press)) - (2 if since else 3)
    assert set(run.record(press.name)["missing"]) <= {"old"}


def test_one_answer_to_every_question(press: Press, tmp_path: Path) -> None:
    posts, _, some, _ = press.answer("/wp-json/wp/v2/posts?per_page=25")
    assert posts == 200
    press.rest_answer = (200, "application/json", some)
    run = archive(press, tmp_path)
    assert run.exit_code == 0
    assert is_complete(run, press)
    assert via(run, press) == {"rest": 25, "sitemap": 35}


@pytest.mark.parametrize("counts", [True, False])
def test_what_is_counted_and_listed_nowhere_is_no_fault(
    press: Press, tmp_path: Path, counts: bool
) -> None:
    press.rest_extra = 3
    press.rest_counts = counts
    expected = {"unlisted": {"count": 3, "first": []}} if counts else {}
    run = archive(press, tmp_path)
    assert run.exit_code == 0
    assert run.record(press.name)["missing"] == expected
    assert is_complete(run, press)
    again = latest(press, tmp_path, "-a", "max_pages=0")
    assert again.exit_code == 0
    assert again.record(press.name)["verdict"] == "quiet"
    assert again.record(press.name)["missing"] == expected


@pytest.mark.parametrize(
    ("forbidden", "others"),
    [
        ("/wp-json/", {"feed": 60}),
        ("/wp-json/\nDisallow: /feed/", {"sitemap": 60}),
        ("/wp-json/\nDisallow: /*?paged=", {"feed": 20, "sitemap": 40}),
    ],
)
def test_what_robots_txt_forbids_is_left_alone(
    press: Press, tmp_path: Path, forbidden: str, others: dict[str, int]
) -> None:
    press.robots = f"Disallow: {forbidden}\n"
    run = archive(press, tmp_path)
    assert run.exit_code == 0
    assert is_complete(run, press)
    assert via(run, press) == others
    assert press.count("/wp-json/") == 0


def test_a_feed_that_may_not_be_read_costs_nothing_more(
    press: Press, tmp_path: Path
) -> None:
    press.rest = False
    press.robots = "Disallow: /feed/\n"
    press.asked.clear()
    run = latest(press, tmp_path, "-a", "max_pages=0")
    assert run.exit_code == 0
    assert is_complete(run, press)
    assert press.count("/feed/") == 0


def test_the_home_page_in_a_sitemap_is_no_article(press: Press, tmp_path: Path) -> None:
    press.rest = press.feed = False
    press.more_in_sitemap = f"<url><loc>{press.url}/</loc></url>"
    run = archive(press, tmp_path)
    assert run.exit_code == 0
    assert is_complete(run, press)
    record = run.record(press.name)
    assert record["missing"] == {}
    assert record["stated"] == {"sitemap": 60}


def test_what_a_list_of_posts_names_is_asked_for_whatever_its_address(
    tmp_path: Path,
) -> None:
    with Press(15) as press:
        press.rest = press.feed = press.listings = False
        # Categories and posts may have such names; none of these has a page here.
        posts = [
            "/2026/11/17/page/",
            "/2026/11/17/amp/",
            "/author/khabar/",
            "/tag/khabar/",
            "/wp-login-khabar/",
        ]
        others = [
            "/wp-login.php",
            "/wp-content/uploads/khabar/",
            "/khabar.pdf",
            "/khabar-1/feed/",
            "/khabar-1/embed/",
        ]
        press.more_in_sitemap = "".join(
            f"<url><loc>{press.url}{path}</loc></url>" for path in [*posts, *others]
        )
        run = archive(press, tmp_path)
        assert is_complete(run, press)
        asked = [target for target in press.asked if target in {*posts, *others}]
        assert sorted(asked) == sorted(posts)
        missing = run.record(press.name)["missing"]
        assert missing["failed"]["count"] == len(posts)
        # The next run finds them among its failures when they are due.
        later = archive(press, tmp_path)
        assert later.record(press.name)["missing"] == missing


@pytest.mark.parametrize(
    "limits",
    [
        ("2025-10-26T00:30Z", "2025-10-26T01:30Z"),
        ("2025-10-26T02:30+02:00", "2025-10-26T02:30+01:00"),
    ],
)
def test_an_hour_that_comes_twice(tmp_path: Path, limits: tuple[str, str]) -> None:
    with Press(24) as press:
        # Post n is published 10 n minutes after midnight (UTC); at one o'clock the
        # clocks of Berlin are put back from three to two.
        press.zone = "Europe/Berlin"
        zone, night = ZoneInfo(press.zone), datetime(2025, 10, 26, tzinfo=UTC)
        times = {n: night + timedelta(minutes=10 * n) for n in range(1, 25)}
        made = [type(press.posts[0])(n, at.astimezone(zone)) for n, at in times.items()]
        press.posts = sorted(
            made, key=lambda post: post.published.replace(tzinfo=None), reverse=True
        )
        since, until = limits
        run = archive(press, tmp_path, "-a", f"since={since}", "-a", f"until={until}")
        assert run.exit_code == 0
        assert sorted(numbers(run, press)) == list(range(3, 9))


def test_a_reason_for_each_one_missing(tmp_path: Path) -> None:
    with Press(30) as press:
        press.publish(2, protected=True)
        press.publish(1)
        run = archive(press, tmp_path)
        assert run.exit_code == 0
        first = [f"{press.url}/khabar-{number}/" for number in (32, 31)]
        expected = {"protected": {"count": 2, "first": first}}
        assert run.record(press.name)["missing"] == expected
        # The next run knows them from the ledger and asks for none of them.
        again = archive(press, tmp_path)
        assert again.exit_code == 0
        assert again.record(press.name)["verdict"] == "quiet"
        assert again.record(press.name)["missing"] == expected
        assert press.served == []


def test_what_a_dead_interface_had_not_come_to(press: Press, tmp_path: Path) -> None:
    press.rest_ends_at = 3
    press.feed = press.listings = False
    press.sitemap = None
    run = archive(press, tmp_path)
    had = numbers(run, press)
    assert len(had) == 49
    assert run.exit_code == 3
    assert "11 more are listed that nobody can account for" in run.complaint
    missing = run.record(press.name)["missing"]
    assert missing == {"unaccounted": {"count": 11, "first": []}}


def test_addresses_that_lead_nowhere_good(tmp_path: Path) -> None:
    with Press(25) as press:
        press.rest = press.feed = press.listings = False
        far = [
            "http://other.example/a/",
            f"{press.url}/feed/",
            f"{press.url}/{'a' * 9000}/",
        ]
        locs = "".join(f"<url><loc>{url}</loc></url>" for url in far)
        press.more_in_sitemap = locs + f"<url><loc>{press.url}/x/</loc></url>"
        run = archive(press, tmp_path)
        assert is_complete(run, press)
        assert run.exit_code == 3
        assert run.record(press.name)["missing"] == {
            "failed": {"count": 1, "first": [f"{press.url}/x/"]}
        }


# --- Limits in time -----------------------------------------------------------


@pytest.mark.parametrize(
    ("rest", "limits", "first", "last"),
    [
        # Post n was published n minutes after midnight of 1 January, in Riyadh.
        (True, ("since=2025-01-01T01:00", "until=2025-01-01T02:00"), 60, 119),
        (False, ("since=2025-01-01T01:00", "until=2025-01-01T02:00"), 60, 119),
        (True, ("since=2024-12-31T22:00Z", "until=2024-12-31T23:00Z"), 60, 119),
        (True, ("since=2025-01-01T01:01", "until=2025-01-01T01:02"), 61, 61),
        (False, ("since=2025-01-01T03:10:00", "until=2025-01-01"), 190, 230),
        (True, ("since=2025-01-01T03:10:01",), 191, 230),
        (True, ("until=2025-01-01T00:11",), 1, 10),
        (True, ("since=2025-01-02",), 0, 0),
        (False, ("since=2025-01-02",), 0, 0),
        (True, ("until=2024-12-31",), 0, 0),
    ],
)
def test_the_limits_are_exact_in_the_zone_of_the_site(
    untouched: Press,
    tmp_path: Path,
    rest: bool,
    limits: tuple[str, ...],
    first: int,
    last: int,
) -> None:
    press = untouched
    press.rest = rest
    arguments = [word for limit in limits for word in ("-a", limit)]
    run = archive(press, tmp_path, *arguments)
    assert run.exit_code == 0, run.err
    expected = list(range(first, last + 1)) if last else []
    assert sorted(numbers(run, press)) == expected
    assert sorted(press.served) == expected
    assert run.record(press.name)["verdict"] == ("delivered" if last else "quiet")


def test_lastmod_leaves_out_nothing_that_may_be_in_time(tmp_path: Path) -> None:
    with Press(0) as press:
        press.rest = press.feed = False
        press.sitemap = "yoast"
        press.publish(150)
        day = timedelta(days=1)
        # 50 posts of long before, then of the last weeks.
        press.posts = [
            type(post)(post.number, post.published + (0 if n >= 100 else 90) * day)
            for n, post in enumerate(press.posts)
        ]
        run = archive(press, tmp_path, "-a", "since=2025-04-01")
        assert run.exit_code == 0
        assert sorted(numbers(run, press)) == list(range(51, 151))
        # Those of the file that holds only old ones were not asked for.
        assert sorted(press.served) == list(range(51, 151))


@pytest.mark.parametrize(
    ("argument", "complaint"),
    [
        ("until=tomorrow", "-a until=tomorrow: give a day"),
        ("since=2025-13-01", "-a since=2025-13-01: give a day"),
        ("until=9999-12-31", "-a until=9999-12-31: give a day"),
        ("max_pages=2", "unknown argument -a max_pages="),
    ],
)
def test_arguments_that_cannot_be_used(
    tmp_path: Path, argument: str, complaint: str
) -> None:
    run = forked("crawl", "archive", "-a", argument, data=tmp_path / "data")
    assert run.exit_code == 2
    assert complaint in run.complaint


def test_limits_that_leave_no_time(tmp_path: Path) -> None:
    words = ("-a", "since=2025-02-01", "-a", "until=2025-01-31")
    run = forked("crawl", "archive", *words, data=tmp_path / "data")
    assert run.exit_code == 2
    assert "is not before" in run.complaint


# --- Two spiders, one ledger --------------------------------------------------


def test_archive_and_then_latest(press: Press, tmp_path: Path) -> None:
    archive(press, tmp_path)
    press.publish(3)
    run = latest(press, tmp_path, "-a", "max_pages=0")
    assert run.exit_code == 0
    assert sorted(press.served) == [61, 62, 63]
    assert is_complete(run, press)


def test_latest_and_then_archive(press: Press, tmp_path: Path) -> None:
    first = latest(press, tmp_path, "-a", "max_pages=2")
    early = set(numbers(first, press))
    assert 20 <= len(early) < 60
    run = archive(press, tmp_path)
    assert run.exit_code == 0
    assert sorted(press.served) == sorted(set(range(1, 61)) - early)
    assert is_complete(run, press)


def test_latest_dates_what_only_other_articles_lead_to(tmp_path: Path) -> None:
    with Press(200) as press:
        # Two here and two there, and more than a run asks for one by one.
        press.rest = False
        press.related = (2, 200)
        run = latest(press, tmp_path, "-a", "max_pages=1", "-a", "related_depth=30")
        assert run.exit_code == 0
        assert via(run, press)["related"] > 60
        undated = [
            one["url"]
            for one in run.articles(press.name)
            if "T" not in one["published"]
        ]
        assert undated == []
        assert 0 < press.count("withoutcomments") <= 20
        pages = [target for target in press.asked if target.startswith("/feed/")]
        # All ten of the feed, and the one behind them at most.
        assert len(pages) == len(set(pages)) <= 11


def test_an_archive_of_today_does_not_hide_yesterday_from_latest(
    tmp_path: Path,
) -> None:
    with Press(20) as press:
        press.rest = press.feed = False
        press.sitemap = None
        shallow = ("-a", "related_depth=0")
        latest(press, tmp_path, *shallow)
        press.publish(40)
        press.rest = True
        minute = press.posts[14].published.isoformat()
        run = archive(press, tmp_path, "-a", f"since={minute}")
        assert 35 <= len(numbers(run, press)) <= 37
        # What archive took from the top is no reason for latest to stop there.
        press.rest = False
        run = latest(press, tmp_path, *shallow)
        assert run.exit_code == 0
        assert is_complete(run, press)


def test_two_archives_at_once_with_one_ledger(tmp_path: Path) -> None:
    data = tmp_path / "data"
    with Press(60) as one, Press(60) as other:
        sites = (one, other)
        runs = [begin(site, data) for site in sites]
        assert [run.finish().exit_code for run in runs] == [0, 0]
        for site in sites:
            assert is_complete(Run(0, "", "", data), site)
            assert sorted(site.served) == list(range(1, 61))


# --- Killed -------------------------------------------------------------------


def wait(press: Press, run: Forked, served: int) -> None:
    """Wait until the site has served so many articles."""
    while len(press.served) < served and run.runs():
        time.sleep(0.002)
    assert run.runs(), run.finish().err


def kill(
    press: Press, tmp_path: Path, kills: int, chance: random.Random
) -> dict[str, Any]:
    """Kill so many runs, each when it has fetched some more articles, then let one
    come to its end. The requests of each run."""
    data = tmp_path / "data"
    step = len(press.posts) // (kills + 2)
    for _ in range(kills):
        run = begin(press, data, *BATCHES)
        wait(press, run, len(press.served) + chance.randrange(step // 2, step))
        run.send(signal.SIGKILL)
        assert run.finish().exit_code == -signal.SIGKILL
        press.publish(chance.randrange(3))
    fetched = len(press.served)
    press.asked.clear()
    last = begin(press, data, *BATCHES).finish()
    assert last.exit_code == 0, last.err
    return {"fetched": fetched, "rest": press.count("/wp-json/wp/v2/posts")}


@pytest.mark.parametrize("rest", [True, False])
def test_two_kills(tmp_path: Path, rest: bool) -> None:
    with Press(120) as press:
        press.rest, press.rest_most = rest, 25
        press.sitemap = None  # it would show what is lost, as would the listings
        press.listings = False
        kill(press, tmp_path, 2, random.Random(5))
        run = Run(0, "", "", tmp_path / "data")
        assert is_complete(run, press)
        # A killed run has at most some 16 and a batch of 10 on their way.
        assert len(press.served) <= len(press.posts) + 2 * 40


@pytest.mark.parametrize("batch", ["1000", "7"])
def test_the_mark_never_runs_ahead_of_the_disk(tmp_path: Path, batch: str) -> None:
    with Press(100) as press:
        press.rest_most = 40
        # The second window is asked for, the first is not fetched to its end.
        press.gate_closes_at = 2
        press.sitemap = None  # it would show what the mark hides
        slow = ("-s", f"NEWSBOT_BATCH_ITEMS={batch}", "-s", "NEWSBOT_BATCH_SECONDS=60")
        run = begin(press, tmp_path / "data", *slow)
        while press.gate.is_set() and run.runs():
            time.sleep(0.002)
        run.send(signal.SIGKILL)
        assert run.finish().exit_code == -signal.SIGKILL
        press.gate_closes_at = None
        press.gate.set()
        again = archive(press, tmp_path)
        assert again.exit_code == 0
        assert is_complete(again, press)


@pytest.mark.full
@pytest.mark.timeout(900)
@pytest.mark.parametrize("lists", ["rest", "feed", "sitemap", "listings"])
def test_ten_kills(tmp_path: Path, lists: str) -> None:
    with Press(1_200) as press:
        press.rest = lists == "rest"
        press.feed = lists == "feed"
        # Another list would show what is lost.
        press.sitemap = "core" if lists == "sitemap" else None
        press.listings = lists == "listings"
        told = kill(press, tmp_path, 10, random.Random(len(lists)))
        assert is_complete(Run(0, "", "", tmp_path / "data"), press)
        assert len(press.served) <= len(press.posts) + 10 * 40
        if lists == "rest":
            # What is left, the new posts, and a window that had not come to its end.
            left = len(press.posts) - told["fetched"]
            assert told["rest"] <= left // 90 + 5


def test_a_stopped_run_goes_on(press: Press, tmp_path: Path) -> None:
    run = begin(press, tmp_path / "data", *BATCHES)
    wait(press, run, 20)
    run.send(signal.SIGTERM)
    stopped = run.finish()
    assert stopped.exit_code == 75
    assert 20 <= len(numbers(stopped, press)) < 60
    again = archive(press, tmp_path)
    assert again.exit_code == 0
    assert is_complete(again, press)


def test_a_limit_of_scrapy_ends_a_run_in_order(press: Press, tmp_path: Path) -> None:
    run = archive(press, tmp_path, "-s", "CLOSESPIDER_ITEMCOUNT=15")
    assert run.exit_code == 0
    assert 15 <= len(numbers(run, press)) < 60
    again = archive(press, tmp_path)
    assert is_complete(again, press)
    assert len(press.served) <= 45


def test_a_resumed_run_reads_no_window_twice(tmp_path: Path) -> None:
    with Press(240) as press:
        press.rest_most = 40
        press.sitemap = None
        run = begin(press, tmp_path / "data", *BATCHES)
        wait(press, run, 180)
        run.send(signal.SIGKILL)
        run.finish()
        again = archive(press, tmp_path, *BATCHES)
        assert again.exit_code == 0
        assert is_complete(again, press)
        # Without the mark these were 7: 240 posts in windows of 39. At least 118 were
        # had, so since then: one for what is new, and four for 123.
        assert press.count("/wp-json/wp/v2/posts") <= 5
        assert len(press.served) <= 60 + 40


# --- What it costs ------------------------------------------------------------


@pytest.mark.parametrize(
    ("spider", "arguments", "most"),
    [("archive", (), 1.2), ("latest", ("-a", "max_pages=0"), 1.4)],
)
@pytest.mark.parametrize(
    "options",
    [
        Options(),
        pytest.param(Options(yoast=True), marks=pytest.mark.full),
        Options(rest=False),
    ],
)
def test_requests_for_each_article_of_the_demo_site(
    tmp_path: Path,
    spider: str,
    arguments: tuple[str, ...],
    most: float,
    options: Options,
) -> None:
    with MockNews(options) as news:
        site = f"site={news.url}/"
        words = ("crawl", spider, "-a", site, *FAST, *arguments)
        run = forked(*words, data=tmp_path / "data")
        assert run.exit_code == 0
        found = run.articles(news.name)
        titles = sorted(article["title"] for article in found)
        assert titles == sorted(one["title"] for one in news.stories.truth(""))
        assert len(news.asked) <= most * len(found)
        assert set(run.record(news.name)["missing"]) == {"protected"}


def test_the_bundled_demo(tmp_path: Path) -> None:
    run = forked("crawl", "archive", data=tmp_path / "data")
    assert run.exit_code == 0
    assert len({article["id"] for article in run.articles()}) == 98


def peak(press: Press, tmp_path: Path) -> int:
    """Most memory of an archive crawl, in MB."""
    data, log = tmp_path / f"data{press.port}", tmp_path / f"log{press.port}"
    site = f"site={press.url}/"
    run = start("crawl", "archive", "-a", site, data=data, log=log)
    _, status, usage = os.wait4(run.pid, 0)
    run.returncode = os.waitstatus_to_exitcode(status)
    assert run.returncode == 0, log.read_text()
    assert is_complete(Run(0, "", "", data), press)
    return usage.ru_maxrss // 1024


@pytest.mark.full
@pytest.mark.timeout(1200)
def test_memory_does_not_grow_with_the_archive(tmp_path: Path) -> None:
    with Press(500) as small, Press(5_000) as large:
        few, many = peak(small, tmp_path), peak(large, tmp_path)
    print(f"500 articles: {few} MB, 5,000: {many} MB")
    assert many - few < 60
