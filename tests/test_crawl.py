"""``scrapy crawl latest`` from end to end: the demo site against its truth."""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING, Any

import pytest

from newsbot.demo.options import Options
from newsbot.demo.stories import load
from tests.crawling import FAST, MockNews, Run, page, scrapy

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from newsbot.demo.story import Story

BASE = "http://alwaha.example"
SAME = (
    "url kind title lead text published modified authors section tags image images "
    "credit media"
).split()
TRUTH = {one["post_id"]: one for one in load().truth(BASE)}


def number(article_id: str | None) -> int | None:
    return None if article_id is None else int(article_id.rpartition(":")[2])


def by_number(run: Run, site: str = "demo") -> dict[int | None, dict[str, Any]]:
    return {number(article["id"]): article for article in run.articles(site)}


def further_pages(story: Story) -> int:
    return sum(block.kind == "page" for block in story.blocks)


def token_f1(found: str, expected: str) -> float:
    """F1 of the words of two texts as bags, as the extraction benchmarks count."""
    a, b = Counter(found.split()), Counter(expected.split())
    if not a and not b:
        return 1.0
    return 2 * (a & b).total() / (a.total() + b.total())


@pytest.fixture(scope="module")
def first(tmp_path_factory: pytest.TempPathFactory) -> Run:
    return scrapy("crawl", "latest", data=tmp_path_factory.mktemp("first") / "data")


@pytest.fixture(scope="module")
def found(first: Run) -> dict[int | None, dict[str, Any]]:
    return by_number(first)


@pytest.fixture
def news() -> Iterator[MockNews]:
    with MockNews(newest=24) as server:
        yield server


def crawl(news: MockNews, tmp_path: Path, *args: str) -> Run:
    site = f"site={news.url}/"
    return scrapy("crawl", "latest", "-a", site, *FAST, *args, data=tmp_path / "data")


class TestDemo:
    def test_it_says_that_it_is_the_demo_and_how_to_go_on(self, first: Run) -> None:
        assert first.exit_code == 0
        lines = first.err.strip().splitlines()
        assert len(lines) == 1
        assert "demo" in lines[0]
        assert "-a site=" in lines[0]

    def test_the_demo_is_large_enough(self) -> None:
        assert len(TRUTH) >= 80

    def test_every_public_article_once_and_nothing_else(self, first: Run) -> None:
        ids = [number(article["id"]) for article in first.articles()]
        assert sorted(ids) == sorted(TRUTH)  # type: ignore[type-var]

    @pytest.mark.parametrize("field", SAME)
    def test_field_equals_the_truth(
        self, field: str, found: dict[int, dict[str, Any]]
    ) -> None:
        wrong = {}
        for post_id, truth in TRUTH.items():
            value = found[post_id][field]
            if value != truth[field]:
                wrong[post_id] = (value, truth[field])
        assert wrong == {}

    def test_categories_equal_the_truth(self, found: dict[int, dict[str, Any]]) -> None:
        for post_id, truth in TRUTH.items():
            assert set(found[post_id]["categories"]) == set(truth["categories"])

    def test_stories_told_again_name_the_one_delivered_first(self, first: Run) -> None:
        heads: dict[int | None, int | None] = {}
        for article in first.articles():
            post_id, head = number(article["id"]), number(article["duplicate_of"])
            if head is not None:
                # Delivered before, and itself no duplicate.
                assert heads[head] == head
                assert 0.5 < article["duplicate_score"] <= 1
            heads[post_id] = post_id if head is None else head
        groups = {
            frozenset(one for one in heads if heads[one] == head)
            for head in heads.values()
        }
        expected: dict[int, set[int]] = {}
        for post_id, truth in TRUTH.items():
            expected.setdefault(truth["duplicate_of"] or post_id, set()).add(post_id)
        assert groups == {frozenset(group) for group in expected.values()}

    def test_no_page_is_unaccounted_for(self, first: Run) -> None:
        record = first.record()
        asked = record["requests"]["article"]
        pages = record["pages"]
        protected = sum(story.protected for story in load())
        assert pages == {"delivered": len(TRUTH), "protected": protected}
        # Further pages of an article are no articles; protected posts, which the
        # REST interface names, are not even asked for.
        further = sum(further_pages(story) for story in load() if not story.protected)
        assert asked == len(TRUTH) + further

    def test_a_second_run_fetches_and_writes_nothing(self, first: Run) -> None:
        before = first.files()
        second = scrapy("crawl", "latest", data=first.data)
        assert second.exit_code == 0
        assert second.files() == before
        record = second.record()
        assert record["verdict"] == "quiet"
        assert "article" not in record["requests"]


class TestAnySite:
    """The same site named by its address: nothing is known of it beforehand."""

    @pytest.mark.parametrize("off", ["", "rest", "feed", "rest feed"])
    def test_every_article_whatever_interface_is_off(
        self, off: str, tmp_path: Path
    ) -> None:
        options = Options(rest="rest" not in off, feed="feed" not in off)
        with MockNews(options, newest=45) as news:
            run = crawl(news, tmp_path, "-a", "max_pages=0")
            articles = by_number(run, news.name)
            truths = {one["post_id"]: one for one in news.stories.truth("")}
        assert sorted(articles) == sorted(truths)  # type: ignore[type-var]
        assert len(run.articles(news.name)) == len(truths)
        for post_id, truth in truths.items():
            published = articles[post_id]["published"]
            if off == "rest feed":
                assert published == truth["published"][:10]
            else:
                assert same_instant(published, truth["published"])
            assert articles[post_id]["title"] == truth["title"]
            assert token_f1(articles[post_id]["text"], truth["text"]) >= 0.995

    def test_a_poll_imports_only_what_it_uses(self, tmp_path: Path) -> None:
        with MockNews(newest=5) as site:
            command = ("crawl", "latest", "-a", f"site={site.url}/", *FAST)
            assert scrapy(*command, data=tmp_path / "data").exit_code == 0
            shown = {"PYTHONPROFILEIMPORTTIME": "1"}
            poll = scrapy(*command, data=tmp_path / "data", env=shown)
        imported = set(re.findall(r"^import time:.*\| +(\S+)$", poll.err, re.MULTILINE))
        assert "newsbot.pages.listing" in imported
        needless = {
            *("aiohttp", "dateparser", "hijridate", "psycopg", "trafilatura"),
            *("newsbot.demo.server", "newsbot.pages.article", "newsbot.pages.fallback"),
            "scrapy.extensions.telnet",
        }
        assert imported & needless == set()

    def test_max_pages_and_related_depth(self, news: MockNews, tmp_path: Path) -> None:
        run = crawl(news, tmp_path, "-a", "max_pages=1", "-a", "related_depth=0")
        assert run.exit_code == 0
        listings = [target for target in news.asked if "/latest/" in target]
        assert listings == ["/latest/"]
        ways = {one["found"]["via"] for one in run.articles(news.name)}
        assert ways
        assert ways <= {"listing", "rest", "feed"}

    def test_related_articles_are_followed_and_say_from_where(
        self, tmp_path: Path
    ) -> None:
        # With both interfaces off and one listing page, related articles are the
        # only way to the older ones.
        options = Options(rest=False, feed=False, related="tags", per_page=6)
        with MockNews(options, newest=40) as news:
            run = crawl(news, tmp_path, "-a", "max_pages=1")
            related = [
                article
                for article in run.articles(news.name)
                if article["found"]["via"] == "related"
            ]
            addresses = {one["url"] for one in run.articles(news.name)}
        assert related
        assert {article["found"]["from"] for article in related} <= addresses

    def test_since(self, news: MockNews, tmp_path: Path) -> None:
        run = crawl(news, tmp_path, "-a", "since=2025-03-15", "-a", "max_pages=0")
        young = {n for n, one in TRUTH.items() if one["published"] >= "2025-03-15"}
        assert set(by_number(run, news.name)) == young
        assert run.exit_code == 0

    def test_since_stops_the_walk(self, tmp_path: Path) -> None:
        with MockNews(Options(rest=False, feed=False, per_page=4), newest=36) as news:
            crawl(news, tmp_path, "-a", "since=2025-03-15", "-a", "related_depth=0")
            listings = [target for target in news.asked if "/latest/" in target]
        assert 1 < len(listings) < 8

    def test_a_redirect_of_the_root_is_followed(
        self, news: MockNews, tmp_path: Path
    ) -> None:
        with MockNews(newest=2) as door:
            door.answers["/"] = page("", 301, Location=f"http://localhost:{news.port}/")
            run = crawl(door, tmp_path, "-a", "max_pages=1")
            assert "/latest/" not in door.asked
        assert run.exit_code == 0
        sites = {article["site"] for article in run.articles(door.name)}
        assert sites == {f"localhost_{news.port}"}

    def test_a_redirect_of_the_root_into_the_local_network_is_not(
        self, news: MockNews, tmp_path: Path
    ) -> None:
        news.answers["/"] = page("", 301, Location="http://192.168.1.1/")
        run = crawl(news, tmp_path)
        assert run.exit_code == 2
        assert "local network" in run.complaint

    def test_nothing_leads_off_the_site(self, tmp_path: Path) -> None:
        with MockNews(newest=4) as other, MockNews(newest=12) as news:

            def stray(base: str) -> Any:
                home = super(MockNews, news).respond(base, "/latest/", {})
                away = f'<a rel="bookmark" href="http://127.0.0.1:{other.port}/x/">'
                return page(home.body.decode().replace('<a href="', f'{away}<a href="'))

            news.answers["/latest/"] = stray
            post = news.path_of(news.stories.truth("")[0]["post_id"])
            news.answers[post] = page("", 302, Location=f"{other.url}/secret/")
            run = crawl(news, tmp_path, "-a", "max_pages=1")
        assert other.asked == []
        assert run.articles(news.name)

    def test_an_article_of_several_pages_comes_whole_or_not_at_all(
        self, tmp_path: Path
    ) -> None:
        with MockNews(newest=46) as news:
            story = next(story for story in news.stories if further_pages(story))
            second = f"{news.path_of(story.id)}2/"
            news.answers[second] = page("<h1>broken</h1>", 500)
            run = crawl(news, tmp_path, "-a", "max_pages=0", "-s", "RETRY_ENABLED=0")
        assert run.exit_code == 3
        assert story.id not in by_number(run, news.name)
        assert len(run.articles(news.name)) == len(news.stories.truth("")) - 1
        # Put off after the failure: not at once, but not forgotten either.
        assert [one["outcome"] for one in run.record(news.name)["reasons"]].count(
            "failed"
        ) == 1

    def test_a_broken_page_is_kept_with_the_reason(
        self, news: MockNews, tmp_path: Path
    ) -> None:
        path = news.path_of(max(TRUTH, key=lambda n: TRUTH[n]["published"]))

        def headless(base: str) -> Any:
            whole = super(MockNews, news).respond(base, path, {})
            html = re.sub(r"<h1.*?</h1>", "", whole.body.decode(), flags=re.DOTALL)
            html = re.sub(r'<meta property="og:title".*?>', "", html)
            return page(html)

        news.answers[path] = headless
        run = crawl(news, tmp_path, "-a", "max_pages=1")
        assert run.exit_code == 3
        kept = list((run.data / news.name / "quarantine").glob("*.json"))
        assert len(kept) == 1
        assert "headline" in kept[0].read_text("utf-8")
        assert kept[0].with_suffix(".html").read_text("utf-8").startswith("<!DOCTYPE")

    def test_robots_txt_is_obeyed(self, news: MockNews, tmp_path: Path) -> None:
        news.answers["/robots.txt"] = page("User-agent: *\nDisallow: /\n")
        run = crawl(news, tmp_path)
        assert run.exit_code == 5
        assert news.asked == ["/robots.txt"]

    def test_a_missing_article_is_counted_as_failed(
        self, news: MockNews, tmp_path: Path
    ) -> None:
        path = news.path_of(max(TRUTH, key=lambda n: TRUTH[n]["published"]))
        news.answers[path] = page("<p>gone</p>", 404)
        run = crawl(news, tmp_path, "-a", "max_pages=1")
        assert run.exit_code == 3
        assert "1 failed" in run.complaint


class TestOutput:
    def test_only_the_named_file_is_written(self, tmp_path: Path) -> None:
        run = scrapy("crawl", "latest", "-O", "out.jsonl", data=tmp_path / "data")
        assert run.exit_code == 0
        assert len((tmp_path / "out.jsonl").read_text("utf-8").splitlines()) == len(
            TRUTH
        )
        assert run.files() == []
        # A run without news leaves the file alone.
        again = scrapy("crawl", "latest", "-O", "out.jsonl", data=tmp_path / "data")
        assert again.exit_code == 0
        assert len((tmp_path / "out.jsonl").read_text("utf-8").splitlines()) == len(
            TRUTH
        )

    def test_lines_are_utf8_and_hold_every_key(self, first: Run) -> None:
        from dataclasses import fields

        from newsbot.items import Article

        keys = [field.name for field in fields(Article)]
        raw = first.files()[0].read_bytes()
        assert b"\\u06" not in raw
        articles = first.articles()
        assert [list(article) for article in articles] == [keys] * len(TRUTH)

    def test_lines_follow_the_schema(self, first: Run) -> None:
        import jsonschema

        from newsbot.items import json_schema

        validator = jsonschema.Draft202012Validator(json_schema())
        articles = first.articles()
        assert len(articles) == len(TRUTH)
        for article in articles:
            assert list(validator.iter_errors(article)) == []


class TestMistakes:
    """One line that names the remedy, and the exit code of the verdict."""

    @pytest.mark.parametrize(
        ("arguments", "code", "remedy"),
        [
            (["-a", "site=demmo"], 2, "did you mean 'demo'?"),
            (["-a", "site=nowhere.toml"], 2, "check the path"),
            (["-a", "site=zoxpress"], 2, "theme"),
            (["-a", "site=http://"], 2, "write it like"),
            (["-a", "max_pages=many"], 2, "whole number"),
            (["-a", "since=yesterday"], 2, "give a day"),
            (["-a", "depth=3"], 2, "related_depth"),
            (["-a", "site=http://127.0.0.1:9/"], 6, "127.0.0.1:9"),
        ],
    )
    def test_arguments(
        self, arguments: list[str], code: int, remedy: str, tmp_path: Path
    ) -> None:
        options = ("-s", "RETRY_ENABLED=0")
        run = scrapy("crawl", "latest", *arguments, *options, data=tmp_path / "data")
        assert run.exit_code == code
        assert len(run.err.strip().splitlines()) == 1
        assert remedy in run.complaint

    def test_an_unknown_spider(self, tmp_path: Path) -> None:
        run = scrapy("crawl", "lates", data=tmp_path / "data")
        assert run.exit_code == 2
        assert "known: archive, latest" in run.complaint
        assert len(run.err.strip().splitlines()) == 1

    def test_a_foreign_ledger(self, tmp_path: Path) -> None:
        (tmp_path / "data").mkdir()
        ledger = tmp_path / "data" / "ledger.sqlite3"
        ledger.write_text("somebody's notes")
        run = scrapy("crawl", "latest", data=tmp_path / "data")
        assert run.exit_code == 1
        assert "move it away" in run.complaint
        assert ledger.read_text() == "somebody's notes"

    def test_a_log_file_that_cannot_be_written(self, tmp_path: Path) -> None:
        (tmp_path / "logs").write_text("a file stands where the folder should be")
        log = f"--logfile={tmp_path / 'logs' / 'newsbot.log'}"
        run = scrapy("crawl", "latest", log, data=tmp_path / "data")
        assert run.exit_code == 2
        assert "newsbot.log" in run.err

    def test_a_typing_error_in_a_profile(self, tmp_path: Path) -> None:
        profile = tmp_path / "paper.toml"
        profile.write_text(
            'theme = "zoxpress"\nurl = "http://127.0.0.1:9/"\ntimezon = "Asia/Riyadh"\n'
        )
        site = f"site={profile}"
        run = scrapy("crawl", "latest", "-a", site, data=tmp_path / "data")
        assert run.exit_code == 2
        assert "line 3" in run.complaint
        assert "did you mean 'timezone'?" in run.complaint

    def test_a_data_folder_that_cannot_be_written(self, tmp_path: Path) -> None:
        (tmp_path / "data").write_text("a file stands where the folder should be")
        run = scrapy("crawl", "latest", data=tmp_path / "data")
        assert run.exit_code == 2
        assert len(run.err.strip().splitlines()) == 1
        assert "NEWSBOT_DATA" in run.complaint

    def test_an_unknown_theme(self, tmp_path: Path) -> None:
        with MockNews() as news:
            news.answers["/"] = page("<html><body><h1>مرحبا</h1></body></html>")
            run = crawl(news, tmp_path)
        assert run.exit_code == 2
        assert "profile" in run.complaint


def same_instant(found: str, expected: str) -> bool:
    from datetime import datetime

    return datetime.fromisoformat(found) == datetime.fromisoformat(expected)
