"""Every page comes to one outcome, under the address that was asked for, and what was
written down of its failures ends with it."""

from __future__ import annotations

import asyncio
import gzip
import json
import marshal
import pickle
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Any
from xml.etree import ElementTree

import pytest
from scrapy.http import HtmlResponse, Request, TextResponse
from scrapy.http import Response as ScrapyResponse
from scrapy.utils.test import get_crawler

from newsbot.asked import asked_for
from newsbot.demo.options import Options
from newsbot.demo.response import Response
from newsbot.extensions.failures import FailureRecorder
from newsbot.ledger import FILE_NAME, Ledger, ledger_of
from newsbot.outcomes import DELIVERED, OUTCOMES
from newsbot.spiders.latest import LatestSpider
from tests.crawling import FAST, MockNews, Run, page, scrapy

if TYPE_CHECKING:
    from pathlib import Path

# Lists alone: no interface says of an article what its page would.
LISTS = Options(feed=False, rest=False)
# A feed that cannot write some articles, and one that does not want some.
FUSSY = """
from scrapy.exporters import JsonLinesItemExporter
from newsbot.settings import *

class Fussy(JsonLinesItemExporter):
    def export_item(self, item):
        if {refused!r} in item.url:
            raise ValueError("no place for it")
        super().export_item(item)

class Wanted:
    def __init__(self, options):
        pass
    def accepts(self, item):
        return {unwanted!r} not in item.url

FEED_EXPORTERS = {{**FEED_EXPORTERS, "jsonlines": Fussy}}
FEEDS = {{{out!r}: {{"format": "jsonlines", "item_filter": Wanted}}}}
"""


def crawl(news: MockNews, folder: Path, *args: str, **env: str) -> Run:
    news.asked.clear()
    site = f"site={news.url}/"
    arguments = ("crawl", "latest", "-a", site, *FAST, *args)
    return scrapy(*arguments, data=folder / "data", env=env)


def ledger(folder: Path) -> Ledger:
    return Ledger.open(folder / "data" / FILE_NAME)


def failures(news: MockNews, folder: Path) -> dict[str, str]:
    """Path → reason of the pages that would be tried again some time."""
    book = ledger(folder)
    book.failures.retry(news.name)
    rows = {
        one.url.removeprefix(news.url): one.reason
        for one in book.failures.due(news.name)
    }
    book.close()
    return rows


def paths(news: MockNews) -> list[str]:
    """Paths of the stories, the newest first."""
    return [news.path_of(story["post_id"]) for story in news.stories.truth("")]


class TestFeeds:
    def fussy(
        self, folder: Path, *, refused: str = "?none", unwanted: str = "?none"
    ) -> dict[str, str]:
        out = str(folder / "out.jsonl")
        text = FUSSY.format(refused=refused, unwanted=unwanted, out=out)
        (folder / "fussy.py").write_text(text)
        return {"SCRAPY_SETTINGS_MODULE": "fussy"}

    def test_an_article_that_cannot_be_written_is_missed_and_tried_again(
        self, tmp_path: Path
    ) -> None:
        with MockNews(LISTS, newest=4) as news:
            path = paths(news)[1]
            run = crawl(news, tmp_path, **self.fussy(tmp_path, refused=path))
            record = run.record(news.name)
            assert run.exit_code == 3
            assert "3 articles delivered; 1 rejected" in run.complaint
            assert record["pages"] == {"delivered": 3, "rejected": 1}
            assert record["filled"]["title"] == 3
            assert [one["reason"] for one in record["reasons"]] == [
                "ValueError: no place for it"
            ]
            # It is put off, and not forgotten.
            assert crawl(news, tmp_path, **self.fussy(tmp_path)).exit_code == 0
            assert path not in news.asked
            assert list(failures(news, tmp_path)) == [path]
            assert crawl(news, tmp_path, **self.fussy(tmp_path)).exit_code == 0
            assert path in news.asked
            assert failures(news, tmp_path) == {}
        lines = (tmp_path / "out.jsonl").read_text("utf-8").splitlines()
        assert len({json.loads(line)["id"] for line in lines}) == len(lines) == 4

    def test_if_none_can_be_written_the_delivery_is_broken(
        self, tmp_path: Path
    ) -> None:
        with MockNews(LISTS, newest=4) as news:
            run = crawl(news, tmp_path, **self.fussy(tmp_path, refused="http"))
            record = run.record(news.name)
        assert run.exit_code == 1
        assert "crashed: none of 4 articles could be written" in run.complaint
        assert record["pages"] == {"rejected": 4}
        assert record["whole"] is False
        assert not (tmp_path / "out.jsonl").exists()

    def test_a_run_without_a_way_to_its_feed_asks_for_nothing(
        self, tmp_path: Path
    ) -> None:
        # Scrapy needs botocore for S3; where it is there, the feed has no format.
        feeds = "FEEDS = {'s3://bucket/x': {'format': 'none'}}\n"
        (tmp_path / "distant.py").write_text(f"from newsbot.settings import *\n{feeds}")
        with MockNews(LISTS, newest=4) as news:
            run = crawl(news, tmp_path, SCRAPY_SETTINGS_MODULE="distant")
        assert run.exit_code == 2
        assert "misconfigured: cannot write to s3://bucket/x: " in run.complaint
        assert news.asked == []

    def test_an_article_that_no_feed_wants_is_not_delivered(
        self, tmp_path: Path
    ) -> None:
        with MockNews(LISTS, newest=4) as news:
            path = paths(news)[1]
            env = self.fussy(tmp_path, unwanted=path)
            run = crawl(news, tmp_path, **env)
            assert run.exit_code == 0
            assert run.record(news.name)["pages"] == {"delivered": 3, "filtered": 1}
            assert crawl(news, tmp_path, **env).exit_code == 0
            assert path not in news.asked

    def test_the_formats_of_other_programs_hold_the_related_block(
        self, tmp_path: Path
    ) -> None:
        names = ("o.marshal", "o.pickle", "o.xml")
        outputs = [word for name in names for word in ("-o", str(tmp_path / name))]
        lines = tmp_path / "o.jsonl"
        with MockNews(newest=6) as news:
            run = crawl(news, tmp_path, *outputs, "-o", str(lines))
        assert run.exit_code == 0
        expected = [json.loads(line) for line in lines.read_text("utf-8").splitlines()]
        assert len(expected) == 6
        assert any(article["related"] for article in expected)
        with (tmp_path / "o.marshal").open("rb") as file:
            assert [marshal.load(file) for _ in expected] == expected
        with (tmp_path / "o.pickle").open("rb") as file:
            assert [pickle.load(file) for _ in expected] == expected
        items = ElementTree.parse(tmp_path / "o.xml").getroot()
        assert [
            [one.findtext("url") for one in item.findall("related/value")]
            for item in items
        ] == [[one["url"] for one in article["related"]] for article in expected]


class Crawler:
    """As much of one as the extension asks for; its ledger is a file."""

    def __init__(self, folder: Path) -> None:
        from scrapy.settings import Settings

        self.settings = Settings({"NEWSBOT_DATA": str(folder)})
        self.settings.set("NEWSBOT_MAX_ATTEMPTS", 8)
        self.spider: Any = type("Spider", (), {"site_id": "paper.test"})()


class TestFailures:
    URL = "https://paper.test/%D8%AE%D8%A8%D8%B1/"
    TRIED_AGAIN = {
        *("failed", "refused", "quarantined", "rejected", "not_found"),
        *("protected", "forbidden", "not_article", "redirected", "known", "filtered"),
    }

    @pytest.mark.parametrize("outcome", sorted(OUTCOMES.keys() - {*DELIVERED}))
    def test_every_outcome_counts_an_attempt_or_settles_them(
        self, outcome: str, tmp_path: Path
    ) -> None:
        crawler: Any = Crawler(tmp_path)
        book, extension = ledger_of(crawler), FailureRecorder(crawler)
        book.sites.canonical("paper.test")
        book.failures.add(
            "paper.test", self.URL, kind="article", reason="failed: HTTP 404"
        )
        # Some pages name it with its letters, which no request does.
        extension._page_ended("https://paper.test/خبر/", outcome, "")
        row = book.failures.of("paper.test", self.URL)
        if outcome in self.TRIED_AGAIN:
            assert row is not None
            assert row.attempts == 2
        elif outcome in ("old", "later"):
            assert row is not None
            assert row.attempts == 1
            assert row.next_try > datetime.now(UTC) + timedelta(hours=23)
        else:
            assert row is None

    def test_a_page_that_failed_and_then_is_too_old_is_put_off(
        self, tmp_path: Path
    ) -> None:
        with MockNews(LISTS, newest=4) as news:
            path = paths(news)[0]
            news.answers[path] = page("x", 404)
            assert crawl(news, tmp_path).exit_code == 3
            assert list(failures(news, tmp_path)) == [path]
            del news.answers[path]
            run = crawl(news, tmp_path, "-a", "since=1h")
            assert run.record(news.name)["pages"] == {"old": 1}
            crawl(news, tmp_path)
            assert path not in news.asked
            assert list(failures(news, tmp_path)) == [path]  # which makes it due
            run = crawl(news, tmp_path)
            assert path in news.asked
            assert run.record(news.name)["pages"] == {"delivered": 1}
            assert failures(news, tmp_path) == {}

    def test_an_address_in_arabic_letters_is_put_off_too(self, tmp_path: Path) -> None:
        with MockNews(LISTS, newest=4) as news:
            path = paths(news)[0]
            news.answers["/%D8%AE%D8%A8%D8%B1/"] = page("x", 404)

            def listing(base: str) -> Response:
                html = super(MockNews, news).respond(base, "/latest/", {}).body.decode()
                return page(html.replace(path, "/خبر/"))

            news.answers["/latest/"] = listing
            only = ("-a", "max_pages=1", "-a", "related_depth=0")
            assert crawl(news, tmp_path, *only).exit_code == 3
            assert "/%D8%AE%D8%A8%D8%B1/" in news.asked
            assert crawl(news, tmp_path, *only).exit_code == 0
            assert "/%D8%AE%D8%A8%D8%B1/" not in news.asked


class TestRedirects:
    FIRST = "https://paper.test/a/"

    def test_what_was_asked_for(self) -> None:
        request = Request("https://paper.test/b/", meta={"redirect_urls": [self.FIRST]})
        assert asked_for(request) == self.FIRST
        assert asked_for(HtmlResponse(request.url, request=request)) == self.FIRST
        assert asked_for(Request(self.FIRST)) == self.FIRST
        assert asked_for(HtmlResponse(self.FIRST)) == self.FIRST

    @pytest.mark.parametrize("status", [301, 302])
    def test_a_page_without_a_body_is_put_off_where_it_is_listed(
        self, status: int, tmp_path: Path
    ) -> None:
        with MockNews(LISTS, newest=4) as news:
            path = paths(news)[0]

            def bodiless(base: str) -> Response:
                html = super(MockNews, news).respond(base, path, {}).body.decode()
                return page(html.replace("zox-post-body", "zox-lost-body"))

            news.answers[path] = page("", status, Location=f"{news.url}/elsewhere/")
            news.answers["/elsewhere/"] = bodiless
            assert crawl(news, tmp_path).exit_code == 3
            assert path in news.asked
            assert crawl(news, tmp_path).exit_code == 0
            assert path not in news.asked
            reasons = failures(news, tmp_path)
            assert reasons == {path: "quarantined: no container of a body found"}
            # When the page is mended, the delivery settles what stands there.
            del news.answers["/elsewhere/"]
            news.answers["/elsewhere/"] = lambda base: super(MockNews, news).respond(
                base, path, {}
            )
            assert crawl(news, tmp_path).exit_code == 0
            assert failures(news, tmp_path) == {}
        assert len(run_ids(tmp_path, news)) == 4

    def test_an_address_that_leads_to_a_known_article_is_asked_for_once(
        self, tmp_path: Path
    ) -> None:
        with MockNews(LISTS, newest=4) as news:
            path = paths(news)[3]
            assert crawl(news, tmp_path).exit_code == 0

            def listing(base: str) -> Response:
                html = super(MockNews, news).respond(base, "/latest/", {}).body.decode()
                return page(html.replace(path, "/other-way/"))

            news.answers["/latest/"] = listing
            news.answers["/other-way/"] = page("", 302, Location=f"{news.url}{path}")
            run = crawl(news, tmp_path)
            assert run.record(news.name)["pages"] == {"known": 1}
            assert news.asked.count("/other-way/") == 1
            assert crawl(news, tmp_path).exit_code == 0
            assert "/other-way/" not in news.asked


def run_ids(folder: Path, news: MockNews) -> set[str]:
    files = (folder / "data" / news.name / "articles").glob("*.jsonl")
    lines = [line for file in files for line in file.read_text("utf-8").splitlines()]
    found = {json.loads(line)["id"] for line in lines}
    assert len(found) == len(lines)
    return found


class TestGet:
    """What a spider makes of the answers to its own questions."""

    def get(
        self, response: ScrapyResponse, **arguments: Any
    ) -> tuple[TextResponse | None, dict[str, Any]]:
        spider = LatestSpider("https://paper.test/")
        spider.crawler = get_crawler(LatestSpider)

        async def fetch(request: Request) -> ScrapyResponse:
            return response

        spider.fetch = fetch  # type: ignore[method-assign]
        answer = asyncio.run(spider.get(response.url, **arguments))
        return answer, spider.crawler.stats.get_stats()

    def binary(self, body: bytes, status: int = 200) -> ScrapyResponse:
        headers = {"Content-Type": "application/octet-stream"}
        return ScrapyResponse("https://paper.test/x", status, headers, body)

    @pytest.mark.parametrize("kind", ["feed", "rest", "listing", "sitemap"])
    def test_a_file_is_no_answer(
        self, kind: str, caplog: pytest.LogCaptureFixture
    ) -> None:
        answer, stats = self.get(self.binary(b"\x00\x01"), kind=kind)
        assert answer is None
        assert stats[f"newsbot/unanswered/{kind}"] == 1
        assert caplog.messages[-1:] == [
            "No text from https://paper.test/x: "
            "its Content-Type is b'application/octet-stream'"
        ]

    def test_a_sitemap_may_be_compressed(self) -> None:
        packed = gzip.compress(b"<urlset/>")
        answer, stats = self.get(self.binary(packed), kind="sitemap")
        assert answer is not None
        assert answer.body == packed
        assert "newsbot/unanswered/sitemap" not in stats
        answer, stats = self.get(self.binary(packed), kind="feed")
        assert answer is None
        assert stats["newsbot/unanswered/feed"] == 1

    def test_a_file_of_another_status_is_told_by_it(self) -> None:
        file = self.binary(b"\x00\x01", 404)
        answer, stats = self.get(file, kind="feed", expect=(404,))
        assert answer is not None
        assert (answer.status, answer.body) == (404, b"")
        assert "newsbot/unanswered/feed" not in stats
        answer, stats = self.get(file, kind="feed")
        assert answer is None
        assert stats["newsbot/unanswered/feed"] == 1
        answer, stats = self.get(self.binary(b"\x00", 403), kind="feed")
        assert answer is None
        assert stats["newsbot/refused/feed"] == 1


class TestCounts:
    def test_a_list_that_is_no_text_is_counted_and_named(self, tmp_path: Path) -> None:
        log = tmp_path / "log"
        binary = {"Content-Type": "application/octet-stream"}
        with MockNews(LISTS, newest=4) as news:
            news.answers["/latest/"] = Response(200, b"\x00\x01\x02\xff" * 9, binary)
            run = crawl(news, tmp_path, "--logfile", str(log))
        assert run.exit_code == 3
        assert run.complaint.endswith("partial: 1 listing pages were not to be had")
        assert "Content-Type is b'application/octet-stream'" in log.read_text("utf-8")

    def test_a_further_page_that_is_not_asked_for_is_not_counted(
        self, tmp_path: Path
    ) -> None:
        with MockNews(LISTS, newest=46) as news:
            many = [
                story
                for story in news.stories
                if any(block.kind == "page" for block in story.blocks)
            ]
            for story in many:
                path = news.path_of(story.id)
                news.answers[path] = led_off_site(news, path)
            run = crawl(news, tmp_path, "-a", "max_pages=0")
            record = run.record(news.name)
        assert record["pages"]["failed"] == len(many) > 0
        assert record["further_pages"] == 0
        assert record["requests"]["article"] == (
            sum(record["pages"].values()) - record["not_asked_for"]
        )


def led_off_site(news: MockNews, path: str) -> Any:
    def answer(base: str) -> Response:
        html = super(MockNews, news).respond(base, path, {}).body.decode()
        for number in range(2, 9):
            html = html.replace(f"{path}{number}/", f"//other.example/{number}/")
        return page(html.replace(f"{base}//other", "//other"))

    return answer
