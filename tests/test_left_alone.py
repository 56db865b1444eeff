"""When a site that answers 429 and 503 is left alone, and when only a page of it is."""

from __future__ import annotations

import sqlite3
from types import SimpleNamespace
from typing import TYPE_CHECKING, Any

import pytest
from scrapy.http import Request

from newsbot.exceptions import LeftAlone
from newsbot.middlewares.retryafter import RetryAfterMiddleware
from newsbot.pace import pace_of
from tests.crawling import page
from tests.faults import Newsstand
from tests.test_exit_codes import crawl
from tests.test_politeness import Pauses, answer, crawler_with

if TYPE_CHECKING:
    from pathlib import Path

    from newsbot.demo.response import Response
    from tests.crawling import Run


class Asked:
    """A middleware, and what it has let pass."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        crawler = crawler_with()
        self.pauses = Pauses(crawler, monkeypatch)
        self.pace = pace_of(crawler)
        self.middleware = RetryAfterMiddleware.from_crawler(crawler)
        self.crawler = crawler

    def take(self, status: int, *, article: bool) -> Any:
        headers = {"Retry_After": "3600"} if status >= 429 else {}
        errback = (lambda failure: None) if article else None
        request = Request("http://paper.test/a/", errback=errback)
        self.middleware._pause(request, answer(status, **headers))
        return self.middleware.process_response(request, answer(status, **headers))

    @property
    def is_over(self) -> bool:
        try:
            self.pace.check()
        except LeftAlone:
            return True
        return False


@pytest.mark.parametrize(
    ("given_up", "is_over"),
    [
        ("aaaa", False),
        ("aaaaa", True),
        ("aaaa.aaaa", False),
        ("l", False),
        ("ll", True),
        ("l.l", False),
        ("lal", True),
        ("aaaal", False),
    ],
)
def test_lists_say_more_of_a_site_than_neighbouring_articles(
    given_up: str, is_over: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    """`a` is an article, `l` a list that is given up, the dot an answer between."""
    asked = Asked(monkeypatch)
    for kind in given_up:
        asked.take(200 if kind == "." else 503, article=kind == "a")
    assert asked.is_over is is_over


def tell_nobody(failure: object) -> None:
    """As the errback of an article's request; nobody calls it here."""


def test_what_has_failed_before_by_the_same_answer_says_nothing_of_the_site(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    asked = Asked(monkeypatch)
    retries = SimpleNamespace(has_failed=lambda url, status: status == 429)
    asked.crawler.spider = SimpleNamespace(retries=retries)
    request = Request("http://paper.test/a/", errback=tell_nobody)
    for _ in range(9):
        asked.middleware._pause(request, answer(429))
        given_up = asked.middleware.process_response(request, answer(429))
        assert not isinstance(given_up, Request)
    assert not asked.is_over
    assert asked.pauses.made == [5] * 9
    assert isinstance(asked.middleware.process_response(request, answer(503)), Request)


BUSY = page("<h1>لاحقا</h1>", 503, Retry_After="7200")
ALL = 12


def addresses(news: Newsstand) -> list[str]:
    return [one["url"] for one in news.stories.truth("")]


def pages(run: Run, news: Newsstand) -> dict[str, int]:
    """Outcomes of a run, but for posts that need no request."""
    outcomes: dict[str, int] = run.record(news.name)["pages"]
    return {name: outcomes[name] for name in outcomes if name != "protected"}


def due(data: Path) -> None:
    """Let what failed be tried again now."""
    with sqlite3.connect(data / "ledger.sqlite3") as ledger:
        ledger.execute("UPDATE failures SET next_try = 0")


def test_a_few_pages_that_are_always_busy_stop_no_others(tmp_path: Path) -> None:
    with Newsstand(ALL) as news:
        fresh, *busy = addresses(news)[:4]
        news.answers |= dict.fromkeys(busy, BUSY)
        news.answers[fresh] = page("x", 404)
        first = crawl(news, tmp_path)
        assert pages(first, news) == {"delivered": ALL - 4, "failed": 1, "refused": 3}
        assert (first.exit_code, first.record(news.name)["whole"]) == (3, True)
        del news.answers[fresh]
        due(tmp_path / "data")
        before = len(news.asked)
        second = crawl(news, tmp_path)
        asked = news.asked[before:]
        assert pages(second, news) == {"delivered": 1, "refused": 3}
    assert second.exit_code == 3
    assert [asked.count(path) for path in busy] == [1, 1, 1]
    assert asked.index("/feed/") < min(map(asked.index, busy))


def test_what_is_not_asked_for_is_no_page_that_was_refused(tmp_path: Path) -> None:
    with Newsstand(ALL) as news:
        busy = addresses(news)
        news.answers |= dict.fromkeys(busy, BUSY)
        run = crawl(news, tmp_path)
        record = run.record(news.name)
        asked = [path for path in news.asked if path in busy]
        assert pages(run, news) == {"refused": len(asked)}
        assert 5 <= len(asked) < ALL
        assert (run.exit_code, record["whole"]) == (5, False)
        # By when a list was read, the line counts articles or names the last one.
        said = run.complaint.partition(" refused: ")[2]
        assert said.startswith(
            (
                f"all {len(asked)} articles asked for",
                f"HTTP 503 again and again: {news.url}",
            )
        )
        # The others are not missed, nor is a list that names them taken as read.
        news.answers.clear()
        due(tmp_path / "data")
        assert crawl(news, tmp_path).exit_code == 0
        assert len(run.articles(news.name)) == ALL


def test_a_site_that_refuses_everything_is_left_alone_at_once(tmp_path: Path) -> None:
    """The line names a page that was asked for."""

    class Busy(Newsstand):
        is_busy = False

        def respond(self, base: str, target: str, headers: Any) -> Response:
            found = super().respond(base, target, headers)
            return BUSY if self.is_busy and "robots" not in target else found

    with Busy(2) as news:
        assert crawl(news, tmp_path).exit_code == 0
        news.is_busy, before = True, len(news.asked)
        run = crawl(news, tmp_path)
        asked = [path for path in news.asked[before:] if path != "/robots.txt"]
        record = run.record(news.name)
    assert (run.exit_code, len(asked)) == (5, 2)
    assert (record["pages"], record["whole"]) == ({}, False)
    said = run.complaint.partition("HTTP 503 again and again: ")[2]
    assert said.startswith(f"{news.url}{asked[1]}")
