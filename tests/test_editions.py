"""Sites with an edition in another language beside the one that is crawled."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

import pytest

from newsbot.demo.site import Response
from newsbot.pages.lists.editions import is_other_edition
from newsbot.pages.lists.links import OpenListing
from newsbot.sites import generic
from tests.crawling import FAST, MockNews, page, scrapy
from tests.test_plain_sites import headline, story

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

HOME = "https://buhaira.example"
SPACES = (
    'xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"'
    ' xmlns:news="http://www.google.com/schemas/sitemap-news/0.9"'
)


@pytest.mark.parametrize(
    ("home", "path", "expected"),
    [
        ("/ar/", "/en/2026/03/a-bridge", True),
        ("/ar/", "/en", True),
        ("/ar", "/fr/", True),
        ("/ar/news", "/en-gb/news/7", True),
        ("/en/", "/ar/7", True),
        ("/ar/", "/ar/en/7", False),
        ("/ar/", "/ar-eg/7", False),
        ("/ar/", "/7", False),
        ("/ar/", "/english/7", False),
        # A section, or the shorthand of a place.
        ("/ar/", "/tv/7", False),
        ("/ar/", "/ps/7", False),
        # The home page of no language may be that of all.
        ("/", "/en/7", False),
        ("/news/", "/en/7", False),
    ],
)
def test_which_edition(home: str, path: str, expected: bool) -> None:
    assert is_other_edition(HOME + path, HOME + home) is expected


def test_links_of_a_page() -> None:
    rows = "".join(
        f'<h3><a href="/{folder}/news/{7000 + number}">{headline(number)}</a></h3>'
        for number in range(3)
        for folder in ("ar", "en")
    )
    menu = '<nav><a href="/en/sport">Sport</a><a href="/ar/sport">رياضة</a></nav>'
    html = f'<html><body>{menu}{rows}<a href="/en/2026/03/">3</a></body></html>'
    found = OpenListing(html, url=f"{HOME}/ar/", profile=generic())
    assert found.articles == [f"{HOME}/ar/news/{7000 + number}" for number in range(3)]
    assert found.categories == [f"{HOME}/ar/sport"]
    assert found.archives == {}


class Buhaira(MockNews):
    """A paper in /ar/ and /en/, with one news sitemap for both."""

    def __init__(self) -> None:
        super().__init__(newest=1)
        self.instant = datetime.now(UTC) - timedelta(hours=3)

    def respond(self, base: str, target: str, headers: Mapping[str, str]) -> Response:
        self.asked.append(target)
        paths = [
            f"/{folder}/{number}"
            for number in range(7001, 7005)
            for folder in ("ar", "en")
        ]
        if target == "/robots.txt":
            text = f"User-agent: *\nSitemap: {base}/news.xml\n"
            return Response(200, text.encode(), {"Content-Type": "text/plain"})
        if target == "/news.xml":
            entries = "".join(
                f"<url><loc>{base}{path}</loc><news:news><news:publication_date>"
                f"{self.instant.isoformat()}</news:publication_date></news:news></url>"
                for path in paths
            )
            xml = f"<urlset {SPACES}>{entries}</urlset>"
            return Response(200, xml.encode(), {"Content-Type": "text/xml"})
        if target in ("/ar/", "/en/"):
            rows = "".join(
                f'<h3><a href="{path}">{headline(int(path[4:]))}</a></h3>'
                for path in paths[2:]
                if path.startswith(target)
            )
            other = {"/ar/": "/en/", "/en/": "/ar/"}[target]
            return page(
                f'<html><body><a href="{other}">English</a>{rows}</body></html>'
            )
        if target in paths:
            return page(story(int(target[4:])))
        return page("<html><body>404</body></html>", 404)


def test_a_crawl_stays_in_its_edition(tmp_path: Path) -> None:
    with Buhaira() as news:
        site = f"site={news.url}/ar/"
        options = ("-a", site, "-a", "max_pages=0", *FAST)
        run = scrapy("crawl", "latest", *options, data=tmp_path / "data")
        urls = [article["url"] for article in run.articles(news.name)]
        assert sorted(urls) == [
            f"{news.url}/ar/{number}" for number in range(7001, 7005)
        ]
        assert not any(path.startswith("/en/7") for path in news.asked)
        assert run.record(news.name)["verdict"] == "delivered"
