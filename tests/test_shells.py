"""Sites whose home page is filled by scripts: what else names their news counts."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

import pytest

from newsbot.demo.site import Response
from newsbot.pages.shells import is_shell
from tests.crawling import FAST, MockNews, Run, page, scrapy
from tests.test_editions import SPACES
from tests.test_plain_sites import headline, story

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from pathlib import Path

FEED = '<link rel="alternate" type="application/rss+xml" href="/rss">'
SCRIPT = '<script src="/app.js"></script>'


def shell(head: str = "", body: str = '<div id="root"></div>') -> str:
    title = "<title>مرصد السهل</title>"
    return f"<html><head>{title}{head}</head><body>{body}{SCRIPT}</body></html>"


@pytest.mark.parametrize(
    ("html", "expected"),
    [
        (shell(), True),
        (shell(body='<div id="__next"></div>'), True),
        (shell(body="<app-root></app-root>"), True),
        (shell(head=FEED, body=""), True),
        (shell(body=""), False),
        (shell(body='<div id="frame"></div>'), False),
        (shell().replace("مرصد السهل", ""), False),
        (shell().replace(SCRIPT, ""), False),
    ],
)
def test_what_scripts_fill(html: str, expected: bool) -> None:
    assert is_shell(html) is expected


class Sahl(MockNews):
    """A paper whose home page is filled by scripts; its articles are pages. *feed* and
    *sitemap* say what it has."""

    def __init__(self) -> None:
        super().__init__(newest=1)
        self.feed = self.sitemap = False
        self.numbers = [7003, 7002, 7001]
        self.body = '<div id="root"></div>'

    def respond(self, base: str, target: str, headers: Mapping[str, str]) -> Response:
        self.asked.append(target)
        instant = datetime.now(UTC) - timedelta(hours=3)
        if target == "/":
            return page(shell(FEED if self.feed else "", self.body))
        if target == "/robots.txt":
            line = f"Sitemap: {base}/news.xml\n" if self.sitemap else ""
            kind = {"Content-Type": "text/plain"}
            return Response(200, f"User-agent: *\n{line}".encode(), kind)
        if target == "/rss" and self.feed:
            items = "".join(
                f"<item><title>{headline(number)}</title>"
                f"<link>{base}/n/{number}</link></item>"
                for number in self.numbers
            )
            xml = f'<rss version="2.0"><channel>{items}</channel></rss>'
            return Response(200, xml.encode(), {"Content-Type": "text/xml"})
        if target == "/news.xml" and self.sitemap:
            entries = "".join(
                f"<url><loc>{base}/n/{number}</loc><news:news><news:publication_date>"
                f"{instant.isoformat()}</news:publication_date></news:news></url>"
                for number in self.numbers
            )
            xml = f"<urlset {SPACES}>{entries}</urlset>"
            return Response(200, xml.encode(), {"Content-Type": "text/xml"})
        number = target.removeprefix("/n/")
        if number.isdigit():
            return page(story(int(number)))
        return page("<html><body>404</body></html>", 404)


@pytest.fixture
def news() -> Iterator[Sahl]:
    with Sahl() as server:
        yield server


def crawl(news: Sahl, tmp_path: Path) -> Run:
    options = ("-a", f"site={news.url}/", "-a", "max_pages=0", *FAST)
    return scrapy("crawl", "latest", *options, data=tmp_path / "data")


@pytest.mark.parametrize("what", ["feed", "sitemap"])
def test_a_list_for_machines_is_the_list(what: str, news: Sahl, tmp_path: Path) -> None:
    setattr(news, what, True)
    verdicts = []
    for numbers in ([7003, 7002, 7001], [7003, 7002, 7001], [7004, 7003, 7002]):
        news.numbers = numbers
        run = crawl(news, tmp_path)
        verdicts.append((run.exit_code, run.record(news.name)["verdict"]))
    assert verdicts == [(0, "delivered"), (0, "quiet"), (0, "delivered")]
    titles = [article["title"] for article in run.articles(news.name)]
    assert sorted(titles) == sorted(map(headline, range(7001, 7005)))


def test_with_no_list_at_all(news: Sahl, tmp_path: Path) -> None:
    run = crawl(news, tmp_path)
    assert (run.exit_code, run.record(news.name)["verdict"]) == (2, "misconfigured")


def test_a_page_without_a_word_that_is_no_shell(news: Sahl, tmp_path: Path) -> None:
    news.sitemap, news.body = True, ""
    run = crawl(news, tmp_path)
    assert (run.exit_code, run.record(news.name)["verdict"]) == (5, "refused")
