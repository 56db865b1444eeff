"""A site that lists articles and lets none of them be read is told."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from newsbot.demo.site import Response
from newsbot.verdict import judge
from tests.crawling import crawl, page
from tests.smallpaper import HEAD, SmallPaper

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

FINE = {"finish_reason": "finished", "newsbot/listing_pages": 1}


@pytest.fixture
def news() -> Iterator[SmallPaper]:
    with SmallPaper() as server:
        yield server


def missing(**counts: int) -> dict[str, Any]:
    return {f"newsbot/missing/{reason}": count for reason, count in counts.items()}


class TestJudged:
    @pytest.mark.parametrize(
        ("counts", "expected", "reason"),
        [
            ({"forbidden": 12}, "refused", "robots.txt forbids all 12 articles"),
            (
                {"forbidden": 9, "not_article": 3},
                "refused",
                "robots.txt forbids 9 of 12 articles",
            ),
            (
                {"redirected": 12},
                "empty",
                "all 12 articles lead elsewhere: has the site moved?",
            ),
            # Two may be all that are barred, and others may be most.
            ({"forbidden": 2}, "quiet", "nothing new"),
            ({"forbidden": 4, "not_article": 5}, "quiet", "nothing new"),
        ],
    )
    def test_by_what_the_lists_name(
        self, counts: dict[str, int], expected: str, reason: str
    ) -> None:
        verdict = judge({**FINE, **missing(**counts)})
        assert (verdict.word, verdict.reason) == (expected, reason)

    @pytest.mark.parametrize("outcome", ["forbidden", "redirected"])
    @pytest.mark.parametrize(
        "sign",
        ["newsbot/known", "newsbot/pages/delivered", "newsbot/pages/unchanged"],
    )
    def test_not_where_an_article_can_be_read(self, outcome: str, sign: str) -> None:
        stats = {**FINE, **missing(**{outcome: 12}), sign: 1}
        assert judge(stats).exit_code == 0


class TestRobots:
    def test_all_articles_are_forbidden(self, news: SmallPaper, tmp_path: Path) -> None:
        news.robots = "Disallow: /news/"
        run = crawl(news, tmp_path)
        assert run.exit_code == 5
        assert run.complaint.endswith("refused: robots.txt forbids all 12 articles")
        record = run.record(news.name)
        assert record["pages"] == {"forbidden": 12}
        assert {one["reason"] for one in record["reasons"]} == {
            "Forbidden by robots.txt"
        }
        # None is due in the next run, and it is no better off.
        assert crawl(news, tmp_path).exit_code == 5

    def test_some_are_forbidden_where_others_were_had(
        self, news: SmallPaper, tmp_path: Path
    ) -> None:
        news.count = 6
        assert crawl(news, tmp_path).exit_code == 0
        news.count = 12
        news.robots = "\n".join(f"Disallow: /news/{number}" for number in range(7, 13))
        run = crawl(news, tmp_path)
        assert run.record(news.name)["pages"]["forbidden"] == 6
        assert run.record(news.name)["verdict"] == "quiet"


class TestRedirected:
    def test_all_lead_off_the_site(self, news: SmallPaper, tmp_path: Path) -> None:
        away = "http://login.example.org/x"
        for number in range(1, 13):
            news.answers[f"/news/{number}"] = Response(302, b"", {"Location": away})
        run = crawl(news, tmp_path)
        assert run.exit_code == 4
        assert "empty: all 12 articles lead elsewhere, as http://" in run.complaint
        assert f"leads off the site to {away}): has the site moved?" in run.complaint

    def test_all_lead_to_one_page(self, news: SmallPaper, tmp_path: Path) -> None:
        for number in range(1, 13):
            news.answers[f"/news/{number}"] = Response(302, b"", {"Location": "/in"})
        news.answers["/in"] = page(f"{HEAD}</head><body><h1>دخول</h1></body></html>")
        run = crawl(news, tmp_path)
        assert run.exit_code == 4
        assert "lead elsewhere" in run.complaint


class TestHomePage:
    def test_one_that_is_not_there(self, news: SmallPaper, tmp_path: Path) -> None:
        news.homes = []
        run = crawl(news, tmp_path)
        assert run.exit_code == 2
        assert f"misconfigured: HTTP 404 from {news.url}/: check" in run.complaint

    def test_one_that_was_there(self, news: SmallPaper, tmp_path: Path) -> None:
        assert crawl(news, tmp_path).exit_code == 0
        news.homes = []
        run = crawl(news, tmp_path)
        assert run.exit_code == 4
        assert run.complaint.endswith("the home page answers HTTP 404")


def test_pages_without_articles_are_named(news: SmallPaper, tmp_path: Path) -> None:
    about = f"{HEAD}</head><body><h1>من نحن</h1><p>جريدة القرية.</p></body></html>"
    for number in range(1, 13):
        news.answers[f"/news/{number}"] = page(about)
    run = crawl(news, tmp_path)
    record = run.record(news.name)
    assert run.exit_code == 4
    first = record["reasons"][0]
    assert f", as {first['url']} ({first['reason']}): has the" in run.complaint
