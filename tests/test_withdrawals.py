"""Articles that are gone: withdrawn after two runs, and not by a mistake."""

from __future__ import annotations

import csv
import dataclasses
import sqlite3
from contextlib import closing
from typing import TYPE_CHECKING, Any

import pytest

from newsbot.demo.server import DemoServer
from tests.crawling import FAST, MockNews, page
from tests.forked import forked
from tests.revisiting import EVERY, age, crawl, dress, ids, of, pages, plain

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

HOURLY = ("-s", "NEWSBOT_LOOK_AGAIN=1h,1h,1h,1h,1h,1h,1h,1h")


def hurry(data: Path, numbers: list[int]) -> None:
    """Let the looks at these stories be due, and no others."""
    with closing(sqlite3.connect(data / "data" / "ledger.sqlite3")) as ledger, ledger:
        for number in numbers:
            ledger.execute(
                "UPDATE watched SET next_look = 0 WHERE article = (SELECT article "
                "FROM deliveries WHERE id LIKE ? LIMIT 1)",
                (f"%:{number}",),
            )


@pytest.fixture
def news() -> Iterator[MockNews]:
    with MockNews(newest=8) as server:
        yield server


def test_a_page_without_an_article_withdraws_nothing(
    news: MockNews, tmp_path: Path
) -> None:
    """Not found with status 200, the home page or another article in its place."""
    crawl(news, tmp_path)
    one, two, three, four, *_ = plain(news)
    shown = {one: "/nowhere/", two: "/", three: news.path_of(four)}
    for number, place in shown.items():
        news.answers[news.path_of(number)] = lambda base, place=place: (
            dataclasses.replace(DemoServer.respond(news, base, place, {}), status=200)
        )
    for _ in range(2):
        run = crawl(news, tmp_path, *EVERY)
        assert pages(run, news) == {"unseen": 3, "unchanged": len(ids(news)) - 3}
    assert len(run.articles(news.name)) == len(ids(news))


def test_an_outage_of_one_run_withdraws_nothing(news: MockNews, tmp_path: Path) -> None:
    crawl(news, tmp_path)
    count = len(ids(news))
    for number in ids(news):
        news.answers[news.path_of(number)] = page("<h1>404</h1>", 404)
    assert pages(crawl(news, tmp_path, *EVERY), news) == {"unseen": count}
    news.answers.clear()
    assert pages(crawl(news, tmp_path, *EVERY), news) == {"unchanged": count}
    # It does not count the next time either.
    news.answers[news.path_of(ids(news)[0])] = page("<h1>404</h1>", 404)
    run = crawl(news, tmp_path, *EVERY)
    assert pages(run, news) == {"unseen": 1, "unchanged": count - 1}
    assert len(run.articles(news.name)) == count


def break_all(news: MockNews, kind: str = "404") -> None:
    """Let the pages of all stories answer as if they were gone."""
    for number in ids(news):
        news.answers[news.path_of(number)] = (
            page("<h1>404</h1>", 404)
            if kind == "404"
            else lambda base: page("", 302, Location=f"{base}/")
        )


@pytest.mark.parametrize(("kind", "rest"), [("404", True), ("home", False)])
def test_a_fault_of_the_site_withdraws_nothing(
    news: MockNews, tmp_path: Path, kind: str, rest: bool
) -> None:
    """Broken permalinks: no post is to be had, while the lists still name them."""
    dress(news, rest=rest)
    crawl(news, tmp_path)
    count = len(ids(news))
    break_all(news, kind)
    for _ in range(3):
        run = crawl(news, tmp_path, *EVERY)
        assert pages(run, news) == {"unseen": count}
        assert (run.exit_code, run.record(news.name)["verdict"]) == (3, "partial")
        reason = f"{count} known articles are gone at once: is the site broken?"
        assert run.complaint.endswith(f"partial: 0 articles delivered; {reason}")
    news.answers.clear()
    run = crawl(news, tmp_path, *EVERY)
    assert pages(run, news) == {"unchanged": count}
    assert len(run.articles(news.name)) == count


def test_a_fault_that_is_seen_by_and_by_withdraws_nothing(tmp_path: Path) -> None:
    """Few looks a run, at articles that no list names any more."""
    with MockNews(newest=30) as news:
        dress(news, rest=False)
        crawl(news, tmp_path, *HOURLY)
        break_all(news)
        count, verdicts = len(ids(news)), []
        for _ in range(6):
            age(tmp_path, news, 1)
            few = ("-s", "NEWSBOT_LOOK_BUDGET=2")
            run = crawl(news, tmp_path, *HOURLY, *few)
            assert pages(run, news).keys() <= {"gone", "unseen"}
            verdicts.append(run.record(news.name)["verdict"])
        assert verdicts[-3:] == ["partial"] * 3
        news.answers.clear()
        run = crawl(news, tmp_path, *EVERY)
        assert pages(run, news) == {"unchanged": count}
        assert len(run.articles(news.name)) == count


def test_half_of_a_small_site_may_be_withdrawn(news: MockNews, tmp_path: Path) -> None:
    crawl(news, tmp_path)
    for number in ids(news)[::2]:
        news.stories.withdraw(number)
    here = len(ids(news))
    assert pages(crawl(news, tmp_path, *EVERY), news) == {"gone": 4, "unchanged": here}
    run = crawl(news, tmp_path, *EVERY)
    assert pages(run, news) == {"withdrawn": 4, "unchanged": here}
    assert run.exit_code == 0


def test_an_editor_who_clears_up_is_believed(tmp_path: Path) -> None:
    """Others are looked at besides: they are there, so the site is not broken."""
    with MockNews(newest=30) as news:
        crawl(news, tmp_path, *HOURLY)
        old = ids(news)[-7:]
        for number in old:
            news.stories.withdraw(number)
        hurry(tmp_path, old)
        run = crawl(news, tmp_path, *HOURLY)
        assert pages(run, news) == {"gone": 7, "unchanged": 8}
        assert run.exit_code == 0
        hurry(tmp_path, old)
        run = crawl(news, tmp_path, *HOURLY)
        assert pages(run, news) == {"withdrawn": 7, "unchanged": 8}
        assert run.exit_code == 0
        # Those that are withdrawn tell nothing of the site.
        more = ids(news)[-6:]
        for number in more:
            news.stories.withdraw(number)
        hurry(tmp_path, more)
        run = crawl(news, tmp_path, *HOURLY)
        assert pages(run, news) == {"gone": 6, "unchanged": 7}
        assert run.exit_code == 0


def test_most_of_a_site_is_never_withdrawn_at_once(tmp_path: Path) -> None:
    with MockNews(newest=14) as news:
        crawl(news, tmp_path)
        taken = [news.stories[number] for number in ids(news)[4:]]
        for story in taken:
            news.stories.withdraw(story.id)
        count, here = len(taken), len(ids(news))
        for _ in range(2):
            run = crawl(news, tmp_path, *EVERY)
            assert pages(run, news) == {"unseen": count, "unchanged": here}
            assert run.exit_code == 3
        for story in taken:
            news.stories.add(story)
        run = crawl(news, tmp_path, *EVERY)
        assert pages(run, news) == {"unchanged": count + here}


@pytest.mark.parametrize("rest", [True, False])
def test_what_the_site_names_is_not_withdrawn(
    news: MockNews, tmp_path: Path, rest: bool
) -> None:
    dress(news, rest=rest)
    crawl(news, tmp_path)
    number = plain(news)[0]
    news.answers[news.path_of(number)] = page("<h1>404</h1>", 404)
    for _ in range(3):
        run = crawl(news, tmp_path, *EVERY)
        assert pages(run, news)["unseen"] == 1
        assert run.exit_code == 0
        reasons = [one["reason"] for one in run.record(news.name)["reasons"]]
        assert reasons == ["HTTP 404, but the site still lists it"]
    news.stories.withdraw(number)
    assert pages(crawl(news, tmp_path, *EVERY), news)["withdrawn"] == 1


def test_a_failing_look_changes_nothing(news: MockNews, tmp_path: Path) -> None:
    number = plain(news)[0]
    crawl(news, tmp_path)
    path = news.path_of(number)
    for status in (404, 500, 403):
        news.answers[path] = page("<h1>خطأ</h1>", status)
        args = ("-s", "NEWSBOT_MAX_WAIT=0", "-s", "RETRY_TIMES=0")
        run = crawl(news, tmp_path, *EVERY, *args)
        assert run.exit_code == 0
        assert run.record(news.name)["verdict"] == "quiet"
        assert pages(run, news)["unseen"] == 1
    # It answers: the count begins anew.
    del news.answers[path]
    assert "unseen" not in pages(crawl(news, tmp_path, *EVERY), news)
    news.stories.withdraw(number)
    news.answers[path] = page("<h1>خطأ</h1>", 410)
    assert pages(crawl(news, tmp_path, *EVERY), news)["gone"] == 1
    assert pages(crawl(news, tmp_path, *EVERY), news)["withdrawn"] == 1


@pytest.mark.parametrize("place", ["home", "post"])
def test_a_redirect_elsewhere_is_a_withdrawal(
    news: MockNews, tmp_path: Path, place: str
) -> None:
    number, other, *_ = plain(news)
    crawl(news, tmp_path)
    target = "/" if place == "home" else news.path_of(other)
    path = news.path_of(number)
    news.stories.withdraw(number)
    news.answers[path] = lambda base: page("", 301, Location=f"{base}{target}")
    assert pages(crawl(news, tmp_path, *EVERY), news)["gone"] == 1
    run = crawl(news, tmp_path, *EVERY)
    assert pages(run, news)["withdrawn"] == 1
    assert [one["status"] for one in of(run, news, number)] == [
        "published",
        "withdrawn",
    ]
    assert len(of(run, news, other)) == 1


@pytest.mark.parametrize("limit", [1, 2, 3])
def test_a_run_that_closes_upon_a_withdrawal_ends(
    news: MockNews, tmp_path: Path, limit: int
) -> None:
    """It comes from no response, and Scrapy's scraper waits for one to end."""
    crawl(news, tmp_path)
    for number in plain(news)[:3]:
        news.stories.withdraw(number)
    assert pages(crawl(news, tmp_path, *EVERY), news)["gone"] == 3
    run = crawl(news, tmp_path, *EVERY, "-s", f"CLOSESPIDER_ITEMCOUNT={limit}")
    assert run.exit_code == 0
    assert pages(run, news)["withdrawn"] >= limit


def test_an_article_that_vanishes_from_a_listing_is_looked_at(
    news: MockNews, tmp_path: Path
) -> None:
    crawl(news, tmp_path)
    number = ids(news)[3]
    news.stories.withdraw(number)
    assert pages(crawl(news, tmp_path), news) == {"gone": 1}
    # Not at once again: a site under repair answers 404 too.
    assert pages(crawl(news, tmp_path), news) == {}
    age(tmp_path, news, 0.25)
    run = crawl(news, tmp_path)
    # Four others are there: the site is not broken.
    assert pages(run, news) == {"withdrawn": 1, "unchanged": 4}
    assert run.exit_code == 0


def test_a_withdrawn_article_that_is_listed_again_is_looked_at(
    news: MockNews, tmp_path: Path
) -> None:
    crawl(news, tmp_path)
    number = ids(news)[3]
    story = news.stories[number]
    news.stories.withdraw(number)
    crawl(news, tmp_path, *EVERY)
    crawl(news, tmp_path, *EVERY)
    news.stories.add(story)
    run = crawl(news, tmp_path)
    assert pages(run, news) == {"revised": 1}
    assert of(run, news, number)[-1]["changes"] == ["status"]


def test_the_last_content_is_kept_if_the_files_are_moved(
    news: MockNews, tmp_path: Path
) -> None:
    run = crawl(news, tmp_path)
    number = plain(news)[0]
    text = of(run, news, number)[0]["text"]
    for file in run.files(news.name):
        file.unlink()
    news.stories.withdraw(number)
    crawl(news, tmp_path, *EVERY)
    run = crawl(news, tmp_path, *EVERY)
    (gone,) = run.articles(news.name)
    assert (gone["status"], gone["text"]) == ("withdrawn", text)


@pytest.mark.parametrize("rebuilt", [False, True])
def test_the_last_content_is_read_from_a_row(
    news: MockNews, tmp_path: Path, *, rebuilt: bool
) -> None:
    """Articles in CSV, of which the ledger keeps no record."""
    table = tmp_path / "out.csv"
    out = ("-o", str(table))
    crawl(news, tmp_path, *out, "-s", "NEWSBOT_LOOK_AGAIN=")
    number, edited, *_ = plain(news)
    if rebuilt:
        (tmp_path / "data" / "ledger.sqlite3").unlink()
        args = ("ledger", "rebuild", str(table))
        assert forked(*args, data=tmp_path / "data").exit_code == 0
    news.stories.withdraw(number)
    news.stories.change(edited, title="عنوان آخر في الجدول")
    count = len(ids(news))
    run = crawl(news, tmp_path, *out, *EVERY)
    assert pages(run, news) == {"revised": 1, "gone": 1, "unchanged": count - 1}
    run = crawl(news, tmp_path, *out, *EVERY)
    assert pages(run, news) == {"withdrawn": 1, "unchanged": count}
    with table.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    assert len(rows) == count + 3
    old, gone = (one for one in rows if one["id"].endswith(f":{number}"))
    told = {"status": "withdrawn", "revision": "2", "changes": "status"}
    assert gone == {**old, **told, "noticed": gone["noticed"]}
    assert gone["noticed"] >= old["fetched"]
    one, two = (one for one in rows if one["id"].endswith(f":{edited}"))
    assert (two["revision"], two["changes"]) == ("2", "title")
    assert (two["found"], two["authors"]) == (one["found"], one["authors"])
    if rebuilt:
        # That one is withdrawn is read from its row, too.
        (tmp_path / "data" / "ledger.sqlite3").unlink()
        assert forked(*args, data=tmp_path / "data").exit_code == 0
    for _ in range(3):
        run = crawl(news, tmp_path, *out, *EVERY)
        assert pages(run, news).keys() <= {"unchanged", "gone"}


@pytest.mark.parametrize("column", ["sources", "related"])
def test_a_row_that_people_have_edited_is_not_delivered_again(
    news: MockNews, tmp_path: Path, column: str
) -> None:
    table = tmp_path / "out.csv"
    out = ("-o", str(table))
    crawl(news, tmp_path, *out, "-s", "NEWSBOT_LOOK_AGAIN=")
    with table.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    for row in rows:
        # As long as before, so that all rows begin where they did.
        row[column] = row[column].replace("{", "(").replace("[", "(")
    with table.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, rows[0].keys())
        writer.writeheader()
        writer.writerows(rows)
    news.stories.withdraw(plain(news)[0])
    for _ in range(2):
        run = crawl(news, tmp_path, *out, *EVERY)
        assert pages(run, news)["gone"] == 1
    (reason,) = run.record(news.name)["reasons"]
    why = "its last content can be read from no file"
    assert reason["reason"] == f"HTTP 404; {why}"


class Broken(dict[str, Any]):
    """Answers of a site that has lost all its pages but the posts named."""

    def __init__(self, news: MockNews, posts: set[str]) -> None:
        super().__init__()
        self.news = news
        self.posts = posts

    def get(self, path: str, default: Any = None) -> Any:
        if path in self.posts or "robots" in path:
            return default
        return lambda base: DemoServer.respond(self.news, base, "/nowhere/", {})


def test_a_site_without_lists_is_not_believed(news: MockNews, tmp_path: Path) -> None:
    crawl(news, tmp_path)
    posts = {news.path_of(number) for number in ids(news)}
    news.stories.withdraw(plain(news)[0])
    news.answers = Broken(news, posts)
    news.asked.clear()
    site = f"site={news.url}/"
    args = ("crawl", "latest", "-a", site, *FAST, *EVERY)
    run = forked(*args, data=tmp_path / "data")
    assert run.record(news.name)["verdict"] == "empty"
    assert pages(run, news) == {}
    assert posts.isdisjoint(news.asked)


def test_a_redirect_to_a_listing_withdraws_nothing(tmp_path: Path) -> None:
    # A redirect to a listing is not one to another post: nothing is withdrawn.
    with MockNews(newest=6) as news:
        number = plain(news)[0]
        crawl(news, tmp_path)
        path = news.path_of(number)
        news.answers[path] = lambda base: page("", 301, Location=f"{base}/latest/")
        for _ in range(2):
            run = crawl(news, tmp_path, *EVERY)
            assert pages(run, news)["unseen"] == 1
        assert len(of(run, news, number)) == 1
