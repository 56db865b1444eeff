"""Pauses that a site asks for are kept, and no page is lost by them.

Lower bounds of gaps between requests are no measurements: a polite crawler can never
be below them, however fast the machine.
"""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from email.utils import format_datetime
from typing import TYPE_CHECKING, Any

import pytest
from scrapy.exceptions import IgnoreRequest, NotConfigured
from scrapy.http import Request, Response
from scrapy.robotstxt import ProtegoRobotParser
from scrapy.signals import response_downloaded
from scrapy.spiders import Spider
from scrapy.utils.test import get_crawler

from newsbot.exceptions import FORBIDDEN, LeftAlone, Refused, Stopping, Unreachable
from newsbot.extensions.crawldelay import CrawlDelay
from newsbot.middlewares.retryafter import RetryAfterMiddleware, retry_after
from newsbot.middlewares.robots import RobotsAnswerMiddleware
from newsbot.pace import Pace, pace_of
from tests.crawling import page
from tests.faults import Newsstand, bad_gzip, later, loop
from tests.names import RESOLVER
from tests.test_exit_codes import agrees, crawl

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from scrapy.crawler import Crawler

NOW = datetime(2026, 3, 5, 12, tzinfo=UTC)


class TestRetryAfter:
    @pytest.mark.parametrize(
        ("value", "expected"),
        [
            ("120", 120.0),
            ("0", 0.0),
            (" 7 ", 7.0),
            ("Thu, 05 Mar 2026 12:01:30 GMT", 90.0),
            ("Thu, 05 Mar 2026 15:01:30 +0300", 90.0),
            ("Thursday, 05-Mar-26 12:01:30 GMT", 90.0),
            ("Thu, 05 Mar 2026 11:00:00 GMT", 0.0),
            ("", None),
            ("-5", None),
            ("1.5", None),
            ("soon", None),
            ("٣٠", None),
            ("Thu, 99 Mar 2026 12:01:30 GMT", None),
        ],
    )
    def test_seconds_and_dates(self, value: str, expected: float | None) -> None:
        assert retry_after({"Retry-After": value}, NOW) == expected

    def test_a_date_is_read_by_the_clock_of_the_server(self) -> None:
        ahead = NOW + timedelta(hours=2)
        until = format_datetime(ahead + timedelta(seconds=45), usegmt=True)
        headers = {"Retry-After": until, "Date": format_datetime(ahead, usegmt=True)}
        assert retry_after(headers, NOW) == 45.0

    def test_no_header(self) -> None:
        assert retry_after({}, NOW) is None


class Clock:
    """A clock that a test sets, and pauses that take no time."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self.now = 100.0
        monkeypatch.setattr("newsbot.pace.sleep", self.sleep)

    def __call__(self) -> float:
        return self.now

    async def sleep(self, seconds: float) -> None:
        self.now += seconds


def run(coroutine: Any) -> None:
    """Run a coroutine that never really waits."""
    with pytest.raises(StopIteration):
        coroutine.send(None)


class TestPace:
    def test_a_pause_and_a_least_delay(self, monkeypatch: pytest.MonkeyPatch) -> None:
        clock = Clock(monkeypatch)
        pace = Pace(clock=clock)
        sent = []
        for step in (lambda: None, lambda: pace.pause(30), lambda: pace.keep_apart(4)):
            step()
            for _ in range(2):
                run(pace.turn(lambda: True))
                sent.append(clock.now)
        assert sent == [100, 100, 130, 130, 134, 138]

    def test_a_shorter_pause_takes_nothing_back(
        self, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        clock = Clock(monkeypatch)
        pace = Pace(clock=clock)
        pace.pause(30)
        pace.pause(3)
        pace.keep_apart(9)
        pace.keep_apart(2)
        run(pace.turn(lambda: True))
        run(pace.turn(lambda: True))
        assert clock.now == 139

    def test_closing_reaches_those_who_wait(
        self, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        clock = Clock(monkeypatch)
        pace = Pace(clock=clock)
        pace.pause(30)
        pace.close(Refused("first"))
        pace.close(Unreachable("second"))
        with pytest.raises(Refused, match="first"):
            pace.turn(lambda: True).send(None)

    def test_a_run_that_stops_waits_no_longer(
        self, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        clock = Clock(monkeypatch)
        pace = Pace(clock=clock)
        pace.pause(300)
        with pytest.raises(Stopping):
            pace.turn(lambda: clock.now < 102).send(None)
        assert clock.now < 103


def crawler_with(**settings: Any) -> Crawler:
    return get_crawler(
        Spider,
        {
            "NEWSBOT_FIRST_WAIT": 5,
            "NEWSBOT_MAX_WAIT": 300,
            "NEWSBOT_MAX_CRAWL_DELAY": 60,
            **settings,
        },
    )


class Pauses:
    """The pauses that a middleware asks for, instead of keeping them."""

    def __init__(self, crawler: Crawler, monkeypatch: pytest.MonkeyPatch) -> None:
        self.made: list[float] = []
        monkeypatch.setattr(pace_of(crawler), "pause", self.made.append)


def answer(status: int, **headers: str) -> Response:
    named = {name.replace("_", "-"): value for name, value in headers.items()}
    return Response("http://paper.test/a/", status=status, headers=named)


class TestRetryAfterMiddleware:
    def ask(
        self, middleware: RetryAfterMiddleware, *answers: Response
    ) -> Request | Response:
        """One page, which is answered so; what becomes of it in the end."""
        result: Request | Response = Request("http://paper.test/a/")
        for one in answers:
            assert isinstance(result, Request)
            middleware._pause(result, one)
            result = middleware.process_response(result, one)
        return result

    def test_growing_pauses_until_the_page_is_given_up(
        self, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        crawler = crawler_with()
        pauses = Pauses(crawler, monkeypatch)
        middleware = RetryAfterMiddleware.from_crawler(crawler)
        last = self.ask(middleware, *[answer(503)] * 6)
        assert isinstance(last, Response)
        # 5 + 10 + 20 + 40 + 80 = 155; 160 more would be too much: the other pages
        # have their turn after a short pause.
        assert pauses.made == [5, 10, 20, 40, 80, 5]

    def test_the_site_is_taken_at_its_word(
        self, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        crawler = crawler_with()
        pauses = Pauses(crawler, monkeypatch)
        middleware = RetryAfterMiddleware.from_crawler(crawler)
        last = self.ask(middleware, answer(429, Retry_After="2"), answer(200))
        assert isinstance(last, Response)
        assert pauses.made == [2]
        assert crawler.stats.get_value("newsbot/wait_seconds") == 2

    def test_its_retries_are_not_used_up(self, monkeypatch: pytest.MonkeyPatch) -> None:
        crawler = crawler_with()
        Pauses(crawler, monkeypatch)
        middleware = RetryAfterMiddleware.from_crawler(crawler)
        again = self.ask(middleware, answer(503, Retry_After="1"))
        assert isinstance(again, Request)
        assert again.dont_filter
        assert "retry_times" not in again.meta

    def test_too_long_a_pause_ends_the_page_but_not_the_run(
        self, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        crawler = crawler_with()
        Pauses(crawler, monkeypatch)
        middleware = RetryAfterMiddleware.from_crawler(crawler)
        assert isinstance(
            self.ask(middleware, answer(503, Retry_After="3600")), Response
        )
        middleware.process_request(Request("http://paper.test/b/"))

    def test_two_in_a_row_end_the_run_s_questions(
        self, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        crawler = crawler_with()
        Pauses(crawler, monkeypatch)
        middleware = RetryAfterMiddleware.from_crawler(crawler)
        for _ in range(2):
            self.ask(middleware, answer(503, Retry_After="3600"))
        with pytest.raises(LeftAlone, match="503"):
            middleware.process_request(Request("http://paper.test/b/"))

    def test_an_answer_between_them_shows_that_it_is_the_page(
        self, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        crawler = crawler_with()
        Pauses(crawler, monkeypatch)
        middleware = RetryAfterMiddleware.from_crawler(crawler)
        for status in (503, 200, 503, 404, 503):
            headers = {"Retry_After": "3600"} if status == 503 else {}
            self.ask(middleware, answer(status, **headers))
        # None: it is sent. One more in a row, and it is not.
        other = Request("http://paper.test/b/")
        assert middleware.process_request(other) is None
        self.ask(middleware, answer(503, Retry_After="3600"))
        with pytest.raises(LeftAlone, match="503"):
            middleware.process_request(other)

    @pytest.mark.parametrize("status", [200, 301, 304, 404, 500])
    def test_other_answers_pass(self, status: int) -> None:
        middleware = RetryAfterMiddleware.from_crawler(crawler_with())
        response = answer(status)
        assert self.ask(middleware, response) is response

    def test_any_error_may_ask_for_a_pause(
        self, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        crawler = crawler_with()
        pauses = Pauses(crawler, monkeypatch)
        middleware = RetryAfterMiddleware.from_crawler(crawler)
        assert isinstance(self.ask(middleware, answer(403, Retry_After="9")), Request)
        assert pauses.made == [9]


class TestCrawlDelay:
    @pytest.mark.parametrize(
        ("robots", "expected"),
        [
            ("User-agent: *\nCrawl-delay: 7", [7]),
            (
                "User-agent: newsbot\nCrawl-delay: 3\n\nUser-agent: *\nCrawl-delay: 9",
                [3],
            ),
            ("User-agent: *\nCrawl-delay: 0.5", [0.5]),
            ("User-agent: *\nCrawl-delay: 86400", [60]),
            ("User-agent: *\nCrawl-delay: 0", []),
            ("User-agent: *\nCrawl-delay: soon", []),
            ("User-agent: other\nCrawl-delay: 7", []),
            ("", []),
        ],
    )
    def test_is_kept_up_to_a_limit(
        self, robots: str, expected: list[float], monkeypatch: pytest.MonkeyPatch
    ) -> None:
        agent = "newsbot/1.0 (+http://me.test)"
        crawler = crawler_with(USER_AGENT=agent, ROBOTSTXT_OBEY=True)
        kept: list[float] = []
        monkeypatch.setattr(pace_of(crawler), "keep_apart", kept.append)
        extension = CrawlDelay.from_crawler(crawler)
        parser = ProtegoRobotParser(robots.encode(), None)
        extension._robots_parsed(parser)
        assert kept == expected

    def test_is_not_asked_for_where_robots_txt_is_not_obeyed(self) -> None:
        with pytest.raises(NotConfigured):
            CrawlDelay.from_crawler(crawler_with(ROBOTSTXT_OBEY=False))


class TestRobotsAnswer:
    ROBOTS = Request("http://paper.test/robots.txt", meta={"dont_obey_robotstxt": True})
    ARTICLE = Request("http://paper.test/a/")

    def after(self, status: int) -> tuple[Response, RobotsAnswerMiddleware]:
        middleware = RobotsAnswerMiddleware.from_crawler(
            crawler_with(ROBOTSTXT_OBEY=True)
        )
        body = b"User-agent: *\nDisallow: /"
        response = Response(self.ROBOTS.url, status=status, body=body)
        return middleware.process_response(self.ROBOTS, response), middleware

    @pytest.mark.parametrize("status", [400, 401, 403, 404, 410, 451])
    def test_4xx_allows_everything(self, status: int) -> None:
        response, middleware = self.after(status)
        assert response.body == b""
        middleware.process_request(self.ARTICLE)

    @pytest.mark.parametrize(
        ("status", "kind"),
        [
            (500, Unreachable),
            (502, Unreachable),
            (504, Unreachable),
            (599, Unreachable),
            (503, Refused),
            (429, Refused),
        ],
    )
    def test_5xx_means_wait(self, status: int, kind: type[IgnoreRequest]) -> None:
        _, middleware = self.after(status)
        with pytest.raises(kind, match=str(status)):
            middleware.process_request(self.ARTICLE)

    def test_200_is_left_as_it_is(self) -> None:
        response, middleware = self.after(200)
        assert response.body
        middleware.process_request(self.ARTICLE)

    def test_no_answer_means_wait(self) -> None:
        _, middleware = self.after(200)
        middleware.process_exception(self.ROBOTS, OSError("cable cut"))
        with pytest.raises(Unreachable, match="cable cut"):
            middleware.process_request(self.ARTICLE)

    def test_a_redirect_that_is_held_back_means_wait(self) -> None:
        _, middleware = self.after(200)
        asked = {"dont_obey_robotstxt": True, "redirect_urls": [self.ROBOTS.url]}
        redirected = Request("http://10.0.0.7/robots.txt", meta=asked)
        middleware.process_exception(redirected, IgnoreRequest("in the local network"))
        with pytest.raises(Unreachable, match="in the local network"):
            middleware.process_request(self.ARTICLE)

    @pytest.mark.parametrize("status", [300, 302, 304])
    def test_a_redirect_to_nowhere_means_wait(self, status: int) -> None:
        _, middleware = self.after(status)
        with pytest.raises(Unreachable, match=str(status)):
            middleware.process_request(self.ARTICLE)

    def test_a_run_that_stops_says_nothing_of_robots_txt(self) -> None:
        _, middleware = self.after(200)
        asked = {"dont_obey_robotstxt": True, "redirect_urls": [self.ROBOTS.url]}
        redirected = Request("http://paper.test/rules", meta=asked)
        middleware.process_exception(redirected, Stopping("the run is being stopped"))
        assert self.passes(middleware)

    @pytest.mark.parametrize(
        ("status", "passed"), [(200, False), (404, False), (302, True), (307, True)]
    )
    def test_an_answer_that_another_middleware_stumbles_over(
        self, status: int, passed: bool
    ) -> None:
        """It is neither a response nor an exception here, as Scrapy has it."""
        crawler = crawler_with(ROBOTSTXT_OBEY=True)
        middleware = RobotsAnswerMiddleware.from_crawler(crawler)
        middleware.process_request(self.ROBOTS)
        crawler.signals.send_catch_log(
            response_downloaded,
            request=self.ROBOTS,
            response=Response(self.ROBOTS.url, status=status),
        )
        assert self.passes(middleware) is passed
        assert self.passes(middleware) is passed

    def test_the_robots_txt_of_another_host_hinders_nobody(self) -> None:
        _, middleware = self.after(200)
        elsewhere = self.ROBOTS.replace(url="http://other.test/robots.txt")
        middleware.process_request(elsewhere)
        assert self.passes(middleware)

    def passes(self, middleware: RobotsAnswerMiddleware) -> bool:
        try:
            middleware.process_request(self.ARTICLE)
        except IgnoreRequest:
            return False
        return True

    def test_other_pages_are_none_of_its_business(self) -> None:
        _, middleware = self.after(200)
        response = Response(self.ARTICLE.url, status=500, body=b"x")
        assert middleware.process_response(self.ARTICLE, response) is response
        middleware.process_exception(self.ARTICLE, OSError("cable cut"))
        middleware.process_request(self.ARTICLE)


class TestARun:
    """The same, kept by a whole run; one page of each kind is enough."""

    def test_503_with_a_delay_and_429_without(self, tmp_path: Path) -> None:
        with Newsstand(4) as news:
            path, second = (one["url"] for one in news.stories.truth("")[:2])
            news.answers[path] = later(1, news.whole(path), Retry_After="2")
            news.answers[second] = later(2, news.whole(second))
            waiting = ("-s", "NEWSBOT_MAX_WAIT=60", "-s", "NEWSBOT_FIRST_WAIT=0.5")
            result = crawl(news, tmp_path, *waiting)
            record = result.record(news.name)
        assert result.exit_code == 0
        assert record["pages"]["delivered"] == 4
        assert record["statuses"]["503"] == 3
        assert agrees(record)
        # Half a second, a whole one, and the two that the site has asked for.
        half, whole, two = sorted(news.gaps())[-3:]
        assert (half >= 0.5, whole >= 1, two >= 2) == (True, True, True)
        assert (news.asked.count(path), news.asked.count(second)) == (2, 3)

    def test_nothing_leaves_in_a_pause(self, tmp_path: Path) -> None:
        """Neither what waits in the slot, nor what eight connections could carry:
        this notices if Scrapy ceases to send everything through the handler."""
        with Newsstand() as news:
            news.answers["/feed/"] = later(1, news.whole("/feed/"), Retry_After="2")
            many = ("-s", "CONCURRENT_REQUESTS_PER_DOMAIN=8")
            result = crawl(news, tmp_path, "-s", "NEWSBOT_MAX_WAIT=60", *many)
            asked = [moment for moment, name in news.times if name == "/feed/"]
            between = [one for one, _ in news.times if asked[0] < one < asked[1]]
        assert result.exit_code == 0
        assert asked[1] - asked[0] >= 2
        assert between == []

    def test_one_at_a_time_is_one_at_a_time(self, tmp_path: Path) -> None:
        with Newsstand(6) as news:
            result = crawl(news, tmp_path, "-s", "CONCURRENT_REQUESTS_PER_DOMAIN=1")
        assert result.exit_code == 0
        assert news.most_at_once == 1

    def test_crawl_delay_against_autothrottle(self, tmp_path: Path) -> None:
        robots = "\ufeffUser-agent: *\nCrawl-delay: 0.3\n"
        with Newsstand(3) as news:
            news.answers["/robots.txt"] = page(robots)
            throttle = ("-s", "AUTOTHROTTLE_ENABLED=1", "-s", "DOWNLOAD_DELAY=0.01")
            start = ("-s", "AUTOTHROTTLE_START_DELAY=0.01")
            many = ("-s", "CONCURRENT_REQUESTS_PER_DOMAIN=8")
            result = crawl(news, tmp_path, *throttle, *start, *many)
        assert result.exit_code == 0
        assert len(news.times) >= 6
        # The answer's way back lies between the clocks of crawler and server.
        assert min(news.gaps()) >= 0.2

    @pytest.mark.parametrize(
        "rule",
        [
            pytest.param(lambda path: path, id="encoded"),
            pytest.param(
                lambda path: path.upper().replace("%D", "%D"), id="upper case"
            ),
            pytest.param(lambda path: unquoted(path), id="raw", marks=pytest.mark.full),
        ],
    )
    def test_robots_txt_forbids_an_arabic_path(
        self, rule: Callable[[str], str], tmp_path: Path
    ) -> None:
        with Newsstand(3) as news:
            path = news.newest
            robots = f"\ufeffUser-agent: newsbot\nDisallow: {rule(path)}\n"
            news.answers["/robots.txt"] = page(robots)
            result = crawl(news, tmp_path)
            record = result.record(news.name)
        assert path not in news.asked
        assert record["pages"]["forbidden"] == 1
        assert result.exit_code == 0
        assert FORBIDDEN in next(
            one["reason"] for one in record["reasons"] if one["outcome"] == "forbidden"
        )


RULES = "User-agent: *\nDisallow: /\n"


class TestRobotsElsewhere:
    """robots.txt redirects: RFC 9309, 2.3.1.2."""

    @pytest.mark.parametrize("hops", [1, 5])
    def test_rules_of_another_host_are_obeyed(self, hops: int, tmp_path: Path) -> None:
        with Newsstand(2) as news, Newsstand(2) as other:
            moved = page("", 301, Location=f"{other.url}/rules/1")
            news.answers["/robots.txt"] = moved
            for hop in range(1, hops):
                other.answers[f"/rules/{hop}"] = page("", 302, Location=f"{hop + 1}")
            other.answers[f"/rules/{hops}"] = page(RULES)
            result = crawl(news, tmp_path)
        assert (result.exit_code, news.asked) == (5, ["/robots.txt"])
        assert other.asked == [f"/rules/{hop}" for hop in range(1, hops + 1)]
        assert "robots.txt" in result.complaint

    def test_what_they_allow_is_crawled(self, tmp_path: Path) -> None:
        with Newsstand(2) as news, Newsstand(2) as other:
            moved = page("", 302, Location=f"{other.url}/robots.txt")
            news.answers["/robots.txt"] = moved
            other.answers["/robots.txt"] = page("User-agent: *\nDisallow: /x/\n")
            result = crawl(news, tmp_path)
        assert result.exit_code == 0
        assert len(result.articles(news.name)) == 2
        assert other.asked == ["/robots.txt"]

    def test_never_in_the_local_network(self, tmp_path: Path) -> None:
        with Newsstand(2) as news, Newsstand(2) as other:
            target = f"http://neighbour.example:{other.port}/robots.txt"
            news.answers["/robots.txt"] = page("", 302, Location=target)
            result = crawl(news, tmp_path, *RESOLVER)
        assert (news.asked, other.asked) == (["/robots.txt"], [])
        assert result.exit_code == 6
        assert "robots.txt" in result.complaint
        assert "in the local network" in result.complaint

    def test_one_that_nobody_can_follow(self, tmp_path: Path) -> None:
        with Newsstand(2) as news:
            target = "ftp://paper.example/robots.txt"
            news.answers["/robots.txt"] = page("", 302, Location=target)
            result = crawl(news, tmp_path)
        assert (result.exit_code, news.asked) == (6, ["/robots.txt"])
        assert "robots.txt answers HTTP 302" in result.complaint

    def test_one_without_end_is_none(self, tmp_path: Path) -> None:
        with Newsstand(2) as news:
            news.answers["/robots.txt"] = loop("/robots.txt")
            result = crawl(news, tmp_path)
        assert result.exit_code == 0
        assert len(result.articles(news.name)) == 2

    def test_an_answer_that_cannot_be_read(self, tmp_path: Path) -> None:
        with Newsstand(2) as news:
            news.answers["/robots.txt"] = bad_gzip()
            result = crawl(news, tmp_path)
        assert (result.exit_code, news.asked) == (6, ["/robots.txt"])
        assert "robots.txt cannot be read: the answer, HTTP 200" in result.complaint


def unquoted(path: str) -> str:
    from urllib.parse import unquote

    return unquote(path)
