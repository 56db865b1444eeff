"""The table of exit codes: one fault of the site, one word, one code, one line."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

import pytest

from newsbot.demo.response import Response
from newsbot.extensions.lock import RunLock
from tests import faults
from tests.crawling import FAST, ROOT, Run, page, scrapy
from tests.faults import Newsstand

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

# Nothing is tried twice, and no pause is longer than a moment.
BRIEF = ("-s", "RETRY_ENABLED=0", "-s", "NEWSBOT_MAX_WAIT=0")
LITTLE = ("-a", "max_pages=1", "-a", "related_depth=0")


@dataclass
class Case:
    """One fault: how it is provoked, and what is due then."""

    name: str
    at: str
    """Path of the answer, or "newest"."""
    answer: Callable[[Newsstand], Any]
    code: int
    word: str
    says: str = ""
    pages: dict[str, int] = field(default_factory=dict)
    """Outcomes beside delivered articles."""
    args: tuple[str, ...] = ()

    @property
    def marks(self) -> tuple[pytest.MarkDecorator, ...]:
        """The mark ``full`` for what another case nearly shows."""
        return (pytest.mark.full,) if self.name in NEARLY else ()


def fixed(response: Response) -> Callable[[Newsstand], Response]:
    return lambda news: response


def windows_1256(news: Newsstand) -> Callable[[str], Response]:
    """The newest article, encoded otherwise than its header and its meta say."""

    def answer(base: str) -> Response:
        html = news.site(base, news.newest).body.decode()
        return Response(
            200, html.encode("windows-1256", "xmlcharrefreplace"), faults.HTML
        )

    return answer


def slow(news: Newsstand) -> Callable[[str], Response]:
    return faults.slow(3)


def redirects(news: Newsstand) -> Response:
    return faults.loop(news.newest)


def home(news: Newsstand) -> Callable[[str], Response]:
    return lambda base: news.site(base, "/")


def not_found(news: Newsstand) -> Callable[[str], Response]:
    return lambda base: Response(200, news.site(base, "/zz-none/").body, faults.HTML)


def to_home(news: Newsstand) -> Response:
    return page("", 302, Location="/")


def lies(news: Newsstand) -> Response:
    return Response(304, b"", {"ETag": '"always"'})


REFUSED = {"refused": 1}
FAILED = {"failed": 1}
QUICK = ("-s", "DOWNLOAD_TIMEOUT=1")
CASES = [
    Case("500", "newest", fixed(page("x", 500)), 3, "partial", "1 failed", FAILED),
    Case("403", "newest", fixed(page("x", 403)), 3, "partial", "1 refused", REFUSED),
    Case("429", "newest", fixed(page("x", 429)), 3, "partial", "1 refused", REFUSED),
    Case(
        "503 for long",
        "newest",
        fixed(page("x", 503, Retry_After="7200")),
        3,
        "partial",
        "1 refused",
        REFUSED,
    ),
    Case("slow", "newest", slow, 3, "partial", "1 failed", FAILED, QUICK),
    Case("dropped", "newest", fixed(faults.cut("x")), 3, "partial", "", FAILED),
    Case("bad gzip", "newest", fixed(faults.bad_gzip()), 3, "partial", "", FAILED),
    Case("redirect loop", "newest", redirects, 3, "partial", "1 failed", FAILED),
    Case("wrong charset", "newest", windows_1256, 0, "delivered"),
    Case(
        "challenge", "newest", fixed(page(faults.CHALLENGE)), 3, "partial", "", REFUSED
    ),
    Case("consent", "newest", fixed(page(faults.CONSENT)), 3, "partial", "", REFUSED),
    Case("login", "newest", fixed(page(faults.LOGIN)), 3, "partial", "", REFUSED),
    Case("empty 200", "newest", fixed(page("")), 3, "partial", "", REFUSED),
    Case("no type", "newest", fixed(Response(200)), 3, "partial", "", REFUSED),
    Case("soft 404", "newest", not_found, 3, "partial", "", FAILED),
    Case("home page", "newest", home, 3, "partial", "", FAILED),
    Case("to the home page", "newest", to_home, 3, "partial", "", FAILED),
    Case("lying ETag", "/feed/", lies, 0, "delivered"),
    Case("challenge at the door", "/", fixed(page(faults.CHALLENGE)), 5, "refused"),
    Case("403 at the door", "/", fixed(page("x", 403)), 5, "refused", "HTTP 403"),
    Case("empty home page", "/", fixed(page("")), 5, "refused", "empty"),
    Case("500 at the door", "/", fixed(page("x", 500)), 6, "unreachable", "HTTP 500"),
    Case("robots 500", "/robots.txt", fixed(page("x", 500)), 6, "unreachable", "500"),
    Case("robots 503", "/robots.txt", fixed(page("x", 503)), 5, "refused", "503"),
    Case(
        "robots cut", "/robots.txt", fixed(faults.cut("x")), 6, "unreachable", "robots"
    ),
    Case(
        "robots in bad gzip",
        "/robots.txt",
        fixed(faults.bad_gzip()),
        6,
        "unreachable",
        "robots.txt",
    ),
    Case(
        "robots forbid",
        "/robots.txt",
        fixed(page("User-agent: *\nDisallow: /")),
        5,
        "refused",
        "robots.txt",
    ),
    Case(
        "robots 403",
        "/robots.txt",
        fixed(page("User-agent: *\nDisallow: /", 403)),
        0,
        "delivered",
    ),
]


def crawl(news: Newsstand, folder: Path, *args: str, **env: str) -> Run:
    site = f"site={news.url}/"
    options = (*FAST, *LITTLE, *BRIEF, *args)
    data = folder / "data"
    return scrapy("crawl", "latest", "-a", site, *options, data=data, env=env)


def agrees(record: dict[str, Any]) -> bool:
    """Whether every page that was asked for ended in one counted outcome."""
    asked = record["requests"].get("article", 0)
    ended = sum(record["pages"].values())
    return bool(asked == ended - record["not_asked_for"] + record["further_pages"])


# Other cases, or tests of the parts, show nearly the same.
NEARLY = (
    "no type",
    "to the home page",
    "403 at the door",
    "empty home page",
    "robots cut",
    "consent",
    "login",
    "dropped",
    "429",
    "500 at the door",
    "redirect loop",
    "robots in bad gzip",
    "robots 403",
    "home page",
    "wrong charset",
    "503 for long",
    "lying ETag",
    "403",
)


@pytest.mark.parametrize(
    "case", [pytest.param(case, id=case.name, marks=case.marks) for case in CASES]
)
def test_one_fault(case: Case, tmp_path: Path) -> None:
    with Newsstand() as news:
        path = news.newest if case.at == "newest" else case.at
        news.answers[path] = case.answer(news)
        run = crawl(news, tmp_path, *case.args)
        record = run.record(news.name)
        title = news.stories.truth("")[0]["title"]
    assert (run.exit_code, record["verdict"]) == (case.code, case.word)
    lines = run.err.strip().splitlines()
    assert len(lines) == (0 if case.code == 0 else 1)
    assert case.says in run.complaint
    assert agrees(record)
    pages = record["pages"]
    delivered = pages.pop("delivered", 0)
    pages.pop("protected", 0)
    assert pages == case.pages
    assert len(run.articles(news.name)) == delivered
    if case.code in (0, 3):
        assert delivered >= 5
    else:
        assert (delivered, record["requests"].get("article", 0)) == (0, 0)
    titles = {article["title"] for article in run.articles(news.name)}
    assert (title in titles) == (case.code == 0)
    if case.at == "/robots.txt" and case.code:
        assert news.asked == ["/robots.txt"]


class TestTheOtherWords:
    def test_connection_refused(self, tmp_path: Path) -> None:
        news = Newsstand()
        news.close()  # nobody listens on that port now
        run = crawl(news, tmp_path)
        assert run.exit_code == 6
        assert len(run.err.strip().splitlines()) == 1
        assert "unreachable" in run.complaint

    @pytest.mark.full
    def test_the_same_run_again_is_quiet(self, tmp_path: Path) -> None:
        with Newsstand() as news:
            first = crawl(news, tmp_path)
            second = crawl(news, tmp_path)
            record = second.record(news.name)
        assert first.exit_code == second.exit_code == 0
        assert (record["verdict"], second.err) == ("quiet", "")
        assert record["pages"] == {}

    def test_a_feed_that_says_for_ever_that_nothing_is_new(
        self, tmp_path: Path
    ) -> None:
        with Newsstand() as news:
            newest = news.stories.truth("")[0]["post_id"]
            story = next(one for one in news.stories if one.id == newest)
            news.stories.withdraw(newest)
            crawl(news, tmp_path)
            news.answers["/feed/"] = Response(304, b"", {"ETag": '"the same"'})
            news.stories.add(story)
            run = crawl(news, tmp_path)
            titles = [article["title"] for article in run.articles(news.name)]
        assert run.exit_code == 0
        assert story.title in titles

    @pytest.mark.full
    def test_no_listing_has_rows(self, tmp_path: Path) -> None:
        with Newsstand() as news:
            news.change = faults.without_rows
            run = crawl(news, tmp_path)
            assert run.exit_code == 4
            assert "empty" in run.complaint
            assert "layout" in run.complaint

    def test_a_listing_loses_its_rows(self, tmp_path: Path) -> None:
        with Newsstand() as news:
            assert crawl(news, tmp_path).exit_code == 0
            news.change = faults.without_rows
            run = crawl(news, tmp_path)
        assert run.exit_code == 4
        assert "had articles before" in run.complaint
        assert len(run.err.strip().splitlines()) == 1

    def test_a_field_vanishes(self, tmp_path: Path) -> None:
        with Newsstand(60) as news:
            before = crawl(news, tmp_path, "-a", "max_pages=2")
            assert before.exit_code == 0
            assert before.record(news.name)["pages"]["delivered"] >= 10
            news.change = faults.without_label
            run = crawl(news, tmp_path, "-a", "max_pages=5")
            assert run.record(news.name)["pages"]["delivered"] >= 10
        assert run.exit_code == 4
        assert "most articles have no section" in run.complaint

    @pytest.mark.full
    def test_no_page_is_an_article(self, tmp_path: Path) -> None:
        with Newsstand() as news:
            news.change = lambda path, html: html.replace("single-post", "story-page")
            run = crawl(news, tmp_path)
            record = run.record(news.name)
        assert run.exit_code == 4
        assert set(record["pages"]) - {"protected"} == {"quarantined"}
        assert agrees(record)

    def test_every_article_is_a_challenge(self, tmp_path: Path) -> None:
        with Newsstand() as news:
            news.change = lambda path, html: (
                faults.CHALLENGE if "single-post" in html else html
            )
            run = crawl(news, tmp_path)
            record = run.record(news.name)
        assert run.exit_code == 5
        assert set(record["pages"]) - {"protected"} == {"refused"}
        assert record["refusals"]["challenge"] == record["pages"]["refused"]

    def test_a_refused_listing_page_is_not_the_end_of_the_walk(
        self, tmp_path: Path
    ) -> None:
        with Newsstand(40) as news:
            news.answers["/latest/page/2/"] = page(faults.CHALLENGE)
            options = ("-a", "max_pages=3")
            run = crawl(news, tmp_path, *options)
            assert run.exit_code == 3
            assert "1 listing pages" in run.complaint
            assert not run.record(news.name)["whole"]
            first = len(run.articles(news.name))
            news.answers.clear()
            again = crawl(news, tmp_path, *options)
            assert again.exit_code == 0
            assert len(again.articles(news.name)) > first

    @pytest.mark.full
    def test_a_time_limit_is_no_fault(self, tmp_path: Path) -> None:
        with Newsstand() as news:
            news.answers[news.newest] = faults.slow(2)
            run = crawl(news, tmp_path, "-s", "NEWSBOT_RUN_SECONDS=1")
            record = run.record(news.name)
        assert run.exit_code in (0, 3)
        assert record["verdict"] in ("delivered", "partial")
        assert record["whole"] is False


class TestLocked:
    def test_is_silent_while_the_other_run_has_time(self, tmp_path: Path) -> None:
        folder = tmp_path / "data"
        with Newsstand() as news, RunLock(folder / news.name / "lock"):
            run = crawl(news, tmp_path)
        assert (run.exit_code, run.err, news.asked) == (75, "", [])

    def test_under_another_name_it_is_the_same_site(self, tmp_path: Path) -> None:
        with Newsstand() as news:
            profile = tmp_path / "paper.toml"
            profile.write_text(f'theme = "zoxpress"\nurl = "{news.url}/"\n')
            host = f"127.0.0.1_{news.port}"
            with RunLock(tmp_path / "data" / ".locks" / host):
                site = f"site={profile}"
                run = scrapy("crawl", "latest", "-a", site, data=tmp_path / "data")
        assert (run.exit_code, news.asked) == (75, [])

    def test_speaks_when_the_other_run_should_be_over(self, tmp_path: Path) -> None:
        with Newsstand() as news:
            lock = tmp_path / "data" / news.name / "lock"
            with RunLock(lock):
                note = json.loads(lock.read_text())
                note["started"] -= 7 * 3600
                lock.write_text(json.dumps(note))
                run = crawl(news, tmp_path)
        assert run.exit_code == 75
        assert "locked" in run.complaint
        assert str(os.getpid()) in run.complaint


class TestStopped:
    @pytest.mark.parametrize(
        "number",
        [signal.SIGTERM, pytest.param(signal.SIGINT, marks=pytest.mark.full)],
    )
    def test_a_signal_ends_even_a_long_pause(
        self, number: signal.Signals, tmp_path: Path
    ) -> None:
        """The site has asked for four minutes; a stop is in order at once all the
        same, and the page that waited is no failure."""
        with Newsstand() as news:
            news.answers[news.newest] = page("x", 503, Retry_After="240")
            process = start(news, tmp_path)
            until(lambda: news.newest in news.asked)
            process.send_signal(number)
            _, err = process.communicate(timeout=60)
        assert process.returncode == 75
        assert len(err.strip().splitlines()) == 1
        assert "stopped" in err
        run = Run(75, "", err, tmp_path / "data")
        assert set(run.record(news.name)["pages"]) <= {"delivered", "protected"}


class TestCrashed:
    """A mistake in the code is neither the site's fault nor a quiet day."""

    BROKEN = {
        "extension": (
            "class Broken:\n"
            "    def __init__(self, crawler):\n"
            "        from scrapy import signals\n"
            "        crawler.signals.connect(self.fail, signals.response_received)\n"
            "    @classmethod\n"
            "    def from_crawler(cls, crawler):\n"
            "        return cls(crawler)\n"
            "    def fail(self):\n"
            "        raise RuntimeError('the extension is broken')\n",
            "EXTENSIONS = {**EXTENSIONS, 'broken_house.Broken': 99}\n",
        ),
        "middleware": (
            "class Broken:\n"
            "    def process_request(self, request):\n"
            "        raise RuntimeError('the middleware is broken')\n",
            "DOWNLOADER_MIDDLEWARES = "
            "{**DOWNLOADER_MIDDLEWARES, 'broken_house.Broken': 99}\n",
        ),
        "start": (
            "from newsbot.spiders.latest import LatestSpider\n"
            "class Broken(LatestSpider):\n"
            "    name = 'latest'\n"
            "    async def start(self):\n"
            "        raise RuntimeError('the start is broken')\n"
            "        yield\n",
            "SPIDER_MODULES = ['broken_house']\n",
        ),
    }

    @pytest.mark.parametrize(
        "what",
        ["extension", "start", pytest.param("middleware", marks=pytest.mark.full)],
    )
    def test_says_so_although_the_log_is_silent(
        self, what: str, tmp_path: Path
    ) -> None:
        code, setting = self.BROKEN[what]
        (tmp_path / "broken_house.py").write_text(code)
        (tmp_path / "broken_settings.py").write_text(
            f"from newsbot.settings import *\n{setting}"
        )
        env = {
            "SCRAPY_SETTINGS_MODULE": "broken_settings",
            "PYTHONPATH": f"{tmp_path}{os.pathsep}{ROOT}",
        }
        with Newsstand() as news:
            run = crawl(news, tmp_path, **env)
        assert run.exit_code == 1
        assert len(run.err.strip().splitlines()) == 1
        assert f"crashed: RuntimeError: the {what} is broken" in run.complaint


def start(news: Newsstand, folder: Path) -> subprocess.Popen[str]:
    """A crawl that the test goes on beside."""
    environment = {
        **{k: v for k, v in os.environ.items() if not k.startswith("NEWSBOT_")},
        "SCRAPY_SETTINGS_MODULE": "newsbot.settings",
        "PYTHONPATH": str(ROOT),
        "NEWSBOT_DATA": str(folder / "data"),
    }
    command = ["-m", "scrapy", "crawl", "latest", "-a", f"site={news.url}/", *FAST]
    return subprocess.Popen(
        [sys.executable, *command, *LITTLE],
        cwd=folder,
        env=environment,
        stderr=subprocess.PIPE,
        text=True,
    )


def until(is_so: Callable[[], bool]) -> None:
    """Wait until something has happened, for a minute at most."""
    for _ in range(600):
        if is_so():
            return
        time.sleep(0.1)
    raise AssertionError("it did not happen")
