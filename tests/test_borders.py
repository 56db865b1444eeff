"""Rows that slip over the borders of a listing's pages while it is walked."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from newsbot.demo.options import Options
from newsbot.demo.server import DemoServer
from newsbot.spiders.borders import vanished
from tests.crawling import MockNews, crawl
from tests.test_walk import public, publish, titles

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from newsbot.demo.response import Response

ALONE = ("-a", "related_depth=0")


@pytest.fixture
def news() -> Iterator[MockNews]:
    # Without feed and REST interface nothing but the listing names an article.
    with MockNews(Options(feed=False, rest=False, per_page=4), newest=32) as server:
        server.answers["/"] = DemoServer.respond(server, server.url, "/404/", {})
        yield server


@pytest.mark.parametrize(
    ("now", "count"),
    [
        ([1, 2, 3, 4], 0),
        # News push the last rows down.
        ([8, 9, 1, 2], 0),
        ([9, 5, 6, 7], 0),
        ([2, 3, 4, 5], 1),
        ([1, 4, 5, 6], 2),
        ([9, 2, 3, 4], 1),
        ([1, 2, 3, 5], 0),
        ([], 0),
        # A box of what is read most, in another order at each request.
        ([4, 1, 2, 7], 0),
        ([4, 3, 7, 8], 0),
    ],
)
def test_rows_that_were_taken_off_a_page(now: list[int], count: int) -> None:
    assert vanished([1, 2, 3, 4], now) == count


def withdraw_after(news: MockNews, path: str, *places: int) -> None:
    """Take the articles at these *places*, from the newest on, off the site as soon as
    *path* was asked for the first time."""
    numbers = [news.stories.truth("")[place]["post_id"] for place in places]

    def answer(base: str) -> Response:
        found = DemoServer.respond(news, base, path, {})
        while numbers:
            news.stories.withdraw(numbers.pop())
        return found

    news.answers[path] = answer


def lists(news: MockNews) -> list[str]:
    return [target for target in news.asked if target.startswith("/latest/")]


@pytest.mark.parametrize("number", [1, 2, 5])
def test_a_row_that_slips_to_a_page_that_was_read_is_fetched(
    news: MockNews, tmp_path: Path, number: int
) -> None:
    path = "/latest/" if number == 1 else f"/latest/page/{number}/"
    withdraw_after(news, path, 1, 2)
    run = crawl(news, tmp_path, *ALONE)
    assert public(news) <= set(titles(run, news))
    # Down to where the rows have come to light.
    again = lists(news).count("/latest/"), lists(news).count("/latest/page/6/")
    assert again == (2, 1)


def test_a_slip_among_the_news_of_a_night_is_seen(
    news: MockNews, tmp_path: Path
) -> None:
    crawl(news, tmp_path, *ALONE)
    publish(news, 11)
    withdraw_after(news, "/latest/page/2/", 1)
    run = crawl(news, tmp_path, *ALONE)
    assert public(news) <= set(titles(run, news))


def test_a_walk_without_a_slip_costs_one_request_more(
    news: MockNews, tmp_path: Path
) -> None:
    crawl(news, tmp_path, *ALONE)
    numbers = range(2, 9)
    pages = [f"/latest/page/{number}/" for number in numbers]
    assert lists(news) == ["/latest/", *pages, "/latest/"]
    # What is known already cannot slip away.
    publish(news, 3)
    crawl(news, tmp_path, *ALONE)
    assert lists(news) == ["/latest/", "/latest/page/2/"]
    crawl(news, tmp_path, *ALONE)
    assert lists(news) == ["/latest/"]


def test_news_of_the_time_of_a_walk_are_no_slip(news: MockNews, tmp_path: Path) -> None:
    new: list[str] = []

    def answer(base: str) -> Response:
        found = DemoServer.respond(news, base, "/latest/page/3/", {})
        if not new:
            new.extend(publish(news, 2))
        return found

    news.answers["/latest/page/3/"] = answer
    run = crawl(news, tmp_path, *ALONE)
    assert public(news) - set(titles(run, news)) == set(new)
    assert lists(news).count("/latest/page/2/") == 1
    run = crawl(news, tmp_path, *ALONE)
    assert public(news) == set(titles(run, news))
