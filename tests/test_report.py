"""The record of a run: every run that looked at its site leaves one, on one line."""

from __future__ import annotations

import errno
import json
import sqlite3
import subprocess
import sys
from contextlib import closing
from types import SimpleNamespace
from typing import TYPE_CHECKING, Any

import pytest
from scrapy import Request
from scrapy.utils.test import get_crawler
from twisted.internet.error import ConnectError

from newsbot.exceptions import is_no_answer
from newsbot.extensions.report import RunReport, append_line
from newsbot.ledger import ledger_of
from newsbot.oserrors import remedy
from newsbot.signals import page_ended
from tests.crawling import FAST, ROOT, MockNews, page, read, scrapy

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path


def test_half_a_line_is_closed(tmp_path: Path) -> None:
    file = tmp_path / "runs.jsonl"
    append_line(file, '{"n": 1}')
    with file.open("ab") as half:
        half.write(b'{"n": 2, "reas')
    append_line(file, '{"n": 3}')
    append_line(file, '{"n": 4}')
    lines = file.read_text("utf-8").splitlines()
    assert lines == ['{"n": 1}', '{"n": 2, "reas', '{"n": 3}', '{"n": 4}']


@pytest.mark.parametrize(
    ("number", "says"),
    [
        (errno.ENOSPC, "; make room"),
        (errno.EFBIG, "; let files grow larger (ulimit -f)"),
        (errno.EACCES, "; let this user write there"),
        (errno.EMFILE, ""),
    ],
)
def test_the_remedy_is_that_of_the_error(number: int, says: str) -> None:
    assert remedy(OSError(number, "no")) == says


def test_a_want_of_our_own_is_no_fault_of_the_site() -> None:
    assert is_no_answer(OSError(errno.ECONNREFUSED, "refused"))
    assert not is_no_answer(OSError(errno.EMFILE, "Too many open files"))
    # As Twisted wraps it.
    wrapped = ConnectError(string="Too many open files")
    wrapped.osError = OSError(errno.EMFILE, "Too many open files")
    assert not is_no_answer(wrapped)
    assert is_no_answer(ConnectError())


def _raised(call: Callable[[], object]) -> BaseException:
    with pytest.raises(ValueError) as caught:  # noqa: PT011 - the class is what counts
        call()
    return caught.value


def test_a_value_error_is_the_fault_of_whose_code_raised_it() -> None:
    # Scrapy stumbles over an address that a page names, also by the standard library.
    assert is_no_answer(_raised(lambda: Request("no address")))
    assert is_no_answer(_raised(lambda: Request("http://[::1")))
    # A component of the project stumbles over itself.
    assert not is_no_answer(_raised(lambda: int("no number")))
    assert not is_no_answer(_raised(lambda: json.loads("no JSON")))
    # It has come from another thread, or through a pickle: nobody knows.
    assert is_no_answer(ValueError("no traceback"))


def test_a_run_whose_ledger_is_locked_leaves_a_line(tmp_path: Path) -> None:
    data = tmp_path / "data"
    with MockNews(newest=6) as news:
        books: list[Any] = []
        path = news.path_of(news.stories.truth("")[0]["post_id"])

        def lock(base: str) -> Any:
            # As a backup does, in the middle of the run.
            book = sqlite3.connect(
                data / "ledger.sqlite3", isolation_level=None, check_same_thread=False
            )
            book.execute("BEGIN IMMEDIATE")
            books.append(book)
            return super(MockNews, news).respond(base, path, {})

        news.answers[path] = lock
        short = ("-s", "NEWSBOT_DATABASE_TIMEOUT=1", "-s", "RETRY_ENABLED=0")
        site = f"site={news.url}/"
        run = scrapy("crawl", "latest", "-a", site, *FAST, *short, data=data)
        for book in books:
            book.close()
    assert books
    assert run.exit_code == 1
    record = run.record(news.name)
    assert record["verdict"] == "crashed"
    assert "locked" in record["reason"]
    assert record["whole"] is False


def test_of_many_reasons_the_first_are_kept_and_all_are_counted(
    tmp_path: Path,
) -> None:
    crawler = get_crawler(settings_dict={"NEWSBOT_DATA": str(tmp_path)})
    crawler.spider = SimpleNamespace(  # type: ignore[assignment]
        site=SimpleNamespace(name="stand"), account=None
    )
    report = RunReport.from_crawler(crawler)
    with closing(ledger_of(crawler)) as ledger:
        report._site_identified("stand.test")
        for number in range(250):
            for outcome in ("not_article", "old"):
                crawler.signals.send_catch_log(
                    page_ended, url=f"/{number}", outcome=outcome, reason="an archive"
                )
        crawler.signals.send_catch_log(
            page_ended, url="/late", outcome="failed", reason="HTTP 500"
        )
        report.finish()
        [run] = ledger.runs.last("stand.test")
    [line] = (tmp_path / "stand" / "runs.jsonl").read_text("utf-8").splitlines()
    record = json.loads(line)
    assert record["pages"] == {"not_article": 250, "old": 250, "failed": 1}
    assert [(one["outcome"], one["url"]) for one in record["reasons"]] == [
        *(("not_article", f"/{number}") for number in range(100)),
        ("failed", "/late"),
    ]
    # The ledger has all but the reasons.
    del record["reasons"]
    assert json.loads(run.counts) == record


def test_without_a_standard_error_the_site_is_crawled(tmp_path: Path) -> None:
    data = tmp_path / "data"
    with MockNews(newest=6) as news:
        command = [sys.executable, "-m", "scrapy", "crawl", "latest", *FAST]
        command += ["-a", f"site={news.url}/"]
        done = subprocess.run(
            ["bash", "-c", 'exec "$@" 2>&-', "bash", *command],
            cwd=tmp_path,
            env={
                "PATH": "/usr/bin:/bin",
                "PYTHONPATH": str(ROOT),
                "NEWSBOT_DATA": str(data),
                "SCRAPY_SETTINGS_MODULE": "newsbot.settings",
            },
            timeout=100,
            check=False,
        )
        assert done.returncode == 0
        [file] = (data / news.name / "articles").glob("*")
        assert len(read(file)) == 6


class TestOutput:
    def crawl(self, news: MockNews, data: Path, *args: str) -> Any:
        site = f"site={news.url}/"
        return scrapy("crawl", "latest", "-a", site, *FAST, *args, data=data)

    @pytest.mark.parametrize("encoding", ["ascii", "latin-1", "nonsense"])
    def test_an_encoding_without_arabic(self, encoding: str, tmp_path: Path) -> None:
        with MockNews(newest=4) as news:
            setting = f"FEED_EXPORT_ENCODING={encoding}"
            run = self.crawl(news, tmp_path / "data", "-s", setting)
            assert run.exit_code == 2
            assert f"FEED_EXPORT_ENCODING is '{encoding}'" in run.complaint
            assert news.asked == []

    def test_feeds_that_are_empty_are_those_by_default(self, tmp_path: Path) -> None:
        with MockNews(newest=4) as news:
            run = self.crawl(news, tmp_path / "data", "-s", "FEEDS={}")
            assert len(run.articles(news.name)) == 4

    def test_a_percent_sign_in_a_folder_is_one(self, tmp_path: Path) -> None:
        with MockNews(newest=4) as news:
            run = self.crawl(news, tmp_path / "%(time)s %(x)s 100%")
            assert run.exit_code == 0
            assert len(run.articles(news.name)) == 4

    def test_a_parameter_that_is_none(self, tmp_path: Path) -> None:
        with MockNews(newest=4) as news:
            run = self.crawl(news, tmp_path / "data", "-o", "%(x)s.jsonl")
            assert run.exit_code == 2
            assert "%(x)s.jsonl" in run.complaint
            assert "'x' cannot be" in run.complaint


def test_the_record_is_one_line(tmp_path: Path) -> None:
    with MockNews(newest=4) as news:
        news.answers["/"] = page("<h1>broken</h1>", 500)
        site = f"site={news.url}/"
        once = ("-s", "RETRY_ENABLED=0")
        scrapy("crawl", "latest", "-a", site, *FAST, *once, data=tmp_path / "d")
    [line] = (tmp_path / "d" / news.name / "runs.jsonl").read_text("utf-8").splitlines()
    assert json.loads(line)["verdict"] == "unreachable"
