"""Pages that break off are not taken for whole ones: no list ends there, no article."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from newsbot.demo.options import Options
from newsbot.demo.response import Response as Answer
from newsbot.pages.ending import breaks_off, is_closed
from newsbot.pages.listing import ListingPage
from newsbot.sites import load_site
from newsbot.spiders.endings import Endings
from tests.crawling import FAST, MockNews, Run, page, scrapy
from tests.test_walk import publish

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from newsbot.demo.response import Response

# Without feed and REST interface the listings are the only way to news.
LISTS = Options(feed=False, rest=False, per_page=4)
BODY = "<body><div><p>خبر</p>"
CUT = f"<html><head><title>خبر</title></head>{BODY}"
WHOLE = f"{CUT}</div></body></html>"
# Whole as HTML counts it: html, head, body and p may stay open.
PLAIN = "<!doctype html><title>خبر</title><div><p>خبر<p>آخر</div>"


class TestPages:
    @pytest.mark.parametrize(
        "html",
        [
            WHOLE,
            f"{WHOLE}<!-- cached -->\n",
            f"{CUT}</div></BODY></HTML>",
            f"{CUT}</div></body>",
            PLAIN,
            "<title>خبر</title><ul><li>واحد<li>اثنان</ul>",
            # Neither scripts nor comments have tags in them.
            "<div><script>var box = '<div><ul>'</script><!-- <div> --></div>",
            "<div></div></div></div>",
            "<p>قال <img src='/1.png'><br>",
            "<divider><p>خبر",
            "",
        ],
    )
    def test_a_whole_page(self, html: str) -> None:
        assert not breaks_off(html)

    @pytest.mark.parametrize(
        "html",
        [
            CUT,
            f"{CUT}</div><ul><li>رياضة",
            "<html><head><meta charset='utf-8'>",
            "<html><head><title>خب",
            f"{PLAIN}<p>قال <a hre",
            f"{PLAIN}<script>var a = 1;",
            f"{PLAIN}<!-- hidden </div>",
            "<div class='a'\nid='b'><p>خبر</p>",
        ],
    )
    def test_a_page_that_breaks_off(self, html: str) -> None:
        assert breaks_off(html)

    def test_the_end_of_the_page_is_its_end(self) -> None:
        assert is_closed(WHOLE)
        assert is_closed(WHOLE.encode())
        assert not is_closed(CUT)
        assert not is_closed(f"<p>&lt;/html></p> </html> {'x' * 5_000}")

    @pytest.mark.parametrize(
        ("rows", "passed"),
        [
            ("<li><a href='/a/'>1</a><li><a href='/b/'>2</a>{next}", True),
            ("<li><a href='/a/'>1</a>{next}<li><a href='/b/'>2</a>", False),
            ("{next}<li><a href='/a/'>1</a>{next}<aside><a href='/a/'>1</a>", True),
            ("<li><a href='/a/'>1</a>", False),
            ("{next}", False),
        ],
    )
    def test_whether_the_rows_were_passed(self, rows: str, passed: bool) -> None:
        class Rows(ListingPage):
            entries = [f"https://paper.test/{name}/" for name in "ab" if name in rows]
            next = "https://paper.test/page/2/" if "{next}" in rows else None

        html = rows.format(next="<a href='/page/2/'>التالي</a>")
        site = load_site(None)
        listing = Rows(html, url="https://paper.test/", profile=site.rules)
        assert listing.is_passed is passed


class Ledger:
    """As much of one as remembers how pages end."""

    def __init__(self) -> None:
        self.marks: dict[str, str] = {}
        self.sites = self

    def mark(self, site: str, name: str) -> str | None:
        return self.marks.get(name)

    def set_mark(self, site: str, name: str, value: str) -> None:
        self.marks[name] = value


class Spider:
    def __init__(self, ledger: Ledger, site_id: str = "paper.test") -> None:
        self.ledger = ledger
        self.site_id = site_id


def endings(ledger: Ledger, site_id: str = "paper.test") -> Endings:
    spider: Any = Spider(ledger, site_id)
    return Endings(spider)


class TestEndings:
    def test_a_site_that_never_ends_its_pages_is_not_doubted(self) -> None:
        book = endings(Ledger())
        assert [book.is_cut(CUT, "article") for _ in range(9)] == [False] * 9

    def test_a_page_is_doubted_where_others_came_whole(self) -> None:
        book = endings(Ledger())
        assert not book.is_cut(WHOLE, "article")
        assert book.is_cut(CUT, "article")
        assert not book.is_cut(PLAIN, "article")

    def test_the_next_run_remembers(self) -> None:
        ledger = Ledger()
        endings(ledger).is_cut(WHOLE, "article")
        assert endings(ledger).is_cut(CUT, "article")

    def test_what_was_seen_before_the_site_had_a_name(self) -> None:
        ledger = Ledger()
        spider: Any = Spider(ledger, site_id="")
        book = Endings(spider)
        assert not book.is_cut(WHOLE, "home")
        spider.site_id = "paper.test"
        assert book.is_cut(CUT, "listing")
        assert endings(ledger).is_cut(CUT, "listing")

    def test_a_template_that_is_never_closed_is_doubted_three_times(self) -> None:
        ledger = Ledger()
        book = endings(ledger)
        book.is_cut(WHOLE, "listing")
        assert [book.is_cut(CUT, "article") for _ in range(5)] == [True] * 3 + [
            False,
            False,
        ]
        assert not endings(ledger).is_cut(CUT, "article")

    def test_one_that_is_closed_no_more_is_doubted_for_three_runs(self) -> None:
        ledger = Ledger()
        endings(ledger).is_cut(WHOLE, "article")
        for _ in range(3):
            book = endings(ledger)
            assert [book.is_cut(CUT, "article") for _ in range(5)] == [True] * 5
        assert not endings(ledger).is_cut(CUT, "article")
        endings(ledger).is_cut(WHOLE, "article")
        assert endings(ledger).is_cut(CUT, "article")

    def test_a_page_of_another_kind_that_does_not_end(self) -> None:
        book = endings(Ledger())
        assert not book.is_doubtful("\x1f\x8b", "article")
        book.is_cut(WHOLE, "article")
        assert book.is_doubtful("\x1f\x8b", "article")
        assert book.is_doubtful(PLAIN, "article")
        assert not book.is_doubtful(WHOLE, "article")
        assert not book.is_doubtful(PLAIN, "listing")
        assert book.is_doubtful(CUT, "listing")


def crawl(news: MockNews, tmp_path: Path, spider: str, *args: str) -> Run:
    news.asked.clear()
    site = f"site={news.url}/"
    return scrapy("crawl", spider, "-a", site, *FAST, *args, data=tmp_path / "data")


def cut(news: MockNews, path: str, share: float) -> Callable[[str], Response]:
    """The answer of *path*, which breaks off after that *share* of it."""

    def answer(base: str) -> Response:
        html = super(MockNews, news).respond(base, path, {}).body.decode()
        return page(html[: int(len(html) * share)])

    return answer


def titles(run: Run, news: MockNews) -> list[str]:
    return sorted(article["title"] for article in run.articles(news.name))


def public(news: MockNews) -> list[str]:
    return sorted(one["title"] for one in news.stories.truth(""))


class TestCrawls:
    @pytest.mark.parametrize("share", [0.1, 0.5])
    def test_a_listing_that_breaks_off_is_not_the_end_of_the_site(
        self, share: float, tmp_path: Path
    ) -> None:
        with MockNews(LISTS, newest=20) as news:
            latest = ("latest", "-a", "related_depth=0")
            news.answers["/latest/page/2/"] = cut(news, "/latest/page/2/", share)
            run = crawl(news, tmp_path, *latest)
            assert run.exit_code == 3
            record = run.record(news.name)
            assert record["reason"] == "1 listing pages were not to be had"
            assert record["whole"] is False
            assert record["horizon"] == f"{news.url}/latest/page/2/"
            assert news.asked.count("/latest/page/2/") == 2
            assert len(titles(run, news)) < len(public(news))
            news.answers.clear()
            run = crawl(news, tmp_path, *latest)
            assert run.exit_code == 0
            assert titles(run, news) == public(news)

    def test_one_that_does_so_once_is_asked_for_again(self, tmp_path: Path) -> None:
        with MockNews(LISTS, newest=20) as news:
            path = "/latest/page/2/"
            broken, whole = cut(news, path, 0.3), cut(news, path, 1)

            def answer(base: str) -> Response:
                return (broken if news.asked.count(path) == 1 else whole)(base)

            news.answers[path] = answer
            run = crawl(news, tmp_path, "latest", "-a", "related_depth=0")
            assert run.exit_code == 0
            assert titles(run, news) == public(news)

    def test_a_listing_that_ends_above_all_that_is_known_has_a_gap(
        self, tmp_path: Path
    ) -> None:
        with MockNews(LISTS, newest=8) as news:
            latest = ("latest", "-a", "related_depth=0")
            crawl(news, tmp_path, *latest)
            publish(news, 12)

            def short(base: str) -> Response:
                html = super(MockNews, news).respond(base, "/latest/", {}).body
                return page(html.decode().replace("pagination", "pages"))

            news.answers["/latest/"] = short
            run = crawl(news, tmp_path, *latest)
            assert run.record(news.name)["gap"] == f"{news.url}/latest/"
            news.answers.clear()
            run = crawl(news, tmp_path, *latest)
            assert titles(run, news) == public(news)
            assert run.record(news.name)["gap"] is None

    def test_the_archive_does_not_end_there_either(self, tmp_path: Path) -> None:
        with MockNews(LISTS, newest=12) as news:
            names = ("wp-sitemap", "sitemap_index", "sitemap", "news-sitemap")
            none = {f"/{name}.xml": page("none", 404) for name in names}
            news.answers.update(none)
            news.answers["/latest/page/2/"] = cut(news, "/latest/page/2/", 0.5)
            run = crawl(news, tmp_path, "archive")
            assert run.exit_code == 3
            del news.answers["/latest/page/2/"]
            run = crawl(news, tmp_path, "archive")
            assert run.exit_code == 0
            assert titles(run, news) == public(news)

    def test_a_sitemap_that_breaks_off_is_no_whole_list(self, tmp_path: Path) -> None:
        path = "/wp-sitemap-posts-post-1.xml"
        with MockNews(LISTS, newest=30) as news:

            def half(base: str) -> Response:
                body = super(MockNews, news).respond(base, path, {}).body
                kind = {"Content-Type": "application/xml"}
                return Answer(200, body[: len(body) // 2], kind)

            news.answers[path] = half
            news.answers["/latest/page/2/"] = page("none", 500)
            again = ("-s", "RETRY_ENABLED=0")
            run = crawl(news, tmp_path, "archive", *again)
            assert run.exit_code == 3
            assert run.record(news.name)["whole"] is False
            assert news.asked.count(path) == 2
            assert len(titles(run, news)) < len(public(news))
            del news.answers["/latest/page/2/"]
            run = crawl(news, tmp_path, "archive", *again)
            assert run.exit_code == 0
            assert titles(run, news) == public(news)

    @pytest.mark.parametrize("share", [0.1, 0.25, 0.45])
    def test_an_article_that_breaks_off_has_failed(
        self, share: float, tmp_path: Path
    ) -> None:
        with MockNews(newest=6) as news:
            path = news.stories.truth("")[2]["url"]
            news.answers[path] = cut(news, path, share)
            run = crawl(news, tmp_path, "latest")
            assert run.exit_code == 3
            record = run.record(news.name)
            assert record["pages"] == {"delivered": 5, "failed": 1}
            assert "the page breaks off" in record["reasons"][0]["reason"]

    def test_the_last_attempt_delivers_what_there_is(self, tmp_path: Path) -> None:
        with MockNews(newest=6) as news:
            path = news.stories.truth("")[2]["url"]

            def headless(base: str) -> Response:
                html = super(MockNews, news).respond(base, path, {}).body.decode()
                return page(html[: html.rindex("</div>")])

            news.answers[path] = headless
            once = ("-s", "NEWSBOT_MAX_ATTEMPTS=1")
            run = crawl(news, tmp_path, "latest", *once)
            assert run.record(news.name)["pages"] == {"delivered": 6}
            [one] = [
                article
                for article in run.articles(news.name)
                if "the page does not end with </html>: it may be cut"
                in article["warnings"]
            ]
            assert one["url"] == f"{news.url}{path}"

    def test_what_a_broken_home_page_shows_is_not_kept(self, tmp_path: Path) -> None:
        with MockNews(newest=6) as news:
            news.answers["/"] = cut(news, "/", 0.2)
            latest = ("latest", "-a", "related_depth=0")
            run = crawl(news, tmp_path, *latest)
            assert run.exit_code == 3
            assert news.asked.count("/") == 2
            news.answers.clear()
            run = crawl(news, tmp_path, *latest)
            assert run.exit_code == 0
            assert titles(run, news) == public(news)
            assert "/" in news.asked
            crawl(news, tmp_path, *latest)
            assert "/" not in news.asked
