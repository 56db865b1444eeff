"""Downloader middlewares, each by itself: boundary, encoding, demo, refusal."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any
from urllib.request import ProxyHandler, build_opener

import pytest
from scrapy.exceptions import IgnoreRequest, NotConfigured
from scrapy.http import HtmlResponse, Request, Response, TextResponse, XmlResponse
from scrapy.spiders import Spider
from scrapy.utils.test import get_crawler

from newsbot.exceptions import Refused
from newsbot.middlewares.boundary import SiteBoundaryMiddleware
from newsbot.middlewares.demo import DemoSiteMiddleware
from newsbot.middlewares.encoding import ArabicEncodingMiddleware
from newsbot.middlewares.refusal import RefusalMiddleware
from newsbot.sites import load_site
from tests import faults

if TYPE_CHECKING:
    from scrapy.crawler import Crawler

SENTENCE = (
    "تفتح البلدية الجسر الجديد أمام السيارات صباح الأحد المقبل، وتغلق الجسر القديم."
)


def crawler_of(site: str | None = None, **settings: Any) -> Crawler:
    crawler = get_crawler(Spider, settings)
    crawler.spider = Spider(name="any")
    if site is not None:
        crawler.spider.site = load_site(site)  # type: ignore[attr-defined]
    return crawler


class TestBoundary:
    @pytest.mark.parametrize(
        "url",
        [
            "https://paper.test/",
            "http://paper.test/2026/a/",
            "https://PAPER.test/a?b=c",
            "https://paper.test:443/a",
        ],
    )
    def test_the_site_s_own_pages_pass(self, url: str) -> None:
        crawler = crawler_of("https://paper.test/")
        SiteBoundaryMiddleware.from_crawler(crawler).process_request(Request(url))
        assert crawler.stats.get_value("newsbot/offsite") is None

    @pytest.mark.parametrize(
        "url",
        [
            "https://other.test/",
            "https://paper.test.other.test/",
            "https://paper.test:8443/",
            "https://paper.test@other.test/",
            "http://127.0.0.1/",
            "ftp://paper.test/a",
            "file:///etc/hosts",
        ],
    )
    def test_nothing_leaves(self, url: str) -> None:
        crawler = crawler_of("https://paper.test/")
        with pytest.raises(IgnoreRequest, match="not on the site"):
            SiteBoundaryMiddleware.from_crawler(crawler).process_request(Request(url))
        assert crawler.stats.get_value("newsbot/offsite") == 1

    @pytest.mark.parametrize(
        ("first", "url", "asked", "passed"),
        [
            ("https://paper.test/robots.txt", "http://rules.test/paper", True, True),
            ("https://paper.test/robots.txt", "http://rules.test/paper", False, False),
            ("https://paper.test/robots.txt", "http://me@rules.test/", True, False),
            ("https://paper.test/robots.txt", "ftp://rules.test/", True, False),
            ("https://paper.test/a/", "http://rules.test/robots.txt", True, False),
        ],
    )
    def test_only_robots_txt_may_redirect_elsewhere(
        self, first: str, url: str, asked: bool, passed: bool
    ) -> None:
        crawler = crawler_of("https://paper.test/")
        meta = {"redirect_urls": [first], "dont_obey_robotstxt": asked}
        middleware = SiteBoundaryMiddleware.from_crawler(crawler)
        request = Request(url, meta=meta)
        held = False
        try:
            middleware.process_request(request)
        except IgnoreRequest:
            held = True
        assert held is not passed

    def test_a_spider_without_a_site_is_free(self) -> None:
        crawler = crawler_of()
        middleware = SiteBoundaryMiddleware.from_crawler(crawler)
        middleware.process_request(Request("https://anywhere.test/"))
        assert crawler.stats.get_value("newsbot/offsite") is None


class TestEncoding:
    def decode(self, body: bytes, declared: str | None = None) -> Response:
        kind = "text/html" + (f"; charset={declared}" if declared else "")
        response = HtmlResponse(
            "https://paper.test/a/", headers={"Content-Type": kind}, body=body
        )
        request = Request(response.url)
        return ArabicEncodingMiddleware().process_response(request, response)

    @pytest.mark.parametrize("encoding", ["utf-8", "windows-1256"])
    @pytest.mark.parametrize("declared", [None, "utf-8", "windows-1256", "iso-8859-1"])
    def test_whatever_is_declared(self, encoding: str, declared: str | None) -> None:
        html = f"<html><body><p>{SENTENCE * 5}</p></body></html>"
        found = self.decode(html.encode(encoding), declared)
        assert isinstance(found, HtmlResponse)
        assert found.text == html
        assert (found.encoding, found.body) == ("utf-8", html.encode())

    def test_a_sound_page_is_left_as_it_is(self) -> None:
        html = f"<html><body><p>{SENTENCE}</p></body></html>"
        response = HtmlResponse(
            "https://paper.test/",
            headers={"Content-Type": "text/html; charset=utf-8"},
            body=html.encode(),
        )
        request = Request(response.url)
        middleware = ArabicEncodingMiddleware()
        assert middleware.process_response(request, response) is response

    @pytest.mark.parametrize("kind", [Response, TextResponse, XmlResponse])
    def test_only_pages_are_looked_at(self, kind: type[Response]) -> None:
        response = kind("https://paper.test/a", body=SENTENCE.encode("windows-1256"))
        request = Request(response.url)
        middleware = ArabicEncodingMiddleware()
        assert middleware.process_response(request, response) is response


class TestDemo:
    def test_is_off_for_other_sites(self) -> None:
        with pytest.raises(NotConfigured):
            DemoSiteMiddleware.from_crawler(crawler_of())

    def test_leads_the_demo_s_addresses_to_its_server(self) -> None:
        middleware = DemoSiteMiddleware.from_crawler(crawler_of(NEWSBOT_DEMO=True))
        middleware._open()
        try:
            request = Request("http://alwaha.example/robots.txt")
            middleware.process_request(request)
            proxy = request.meta["proxy"]
            assert proxy.startswith("http://127.0.0.1:")
            opener = build_opener(ProxyHandler({"http": proxy}))
            with opener.open(request.url) as answer:
                assert b"User-agent" in answer.read()
        finally:
            middleware._close()


class TestRefusal:
    def pass_on(
        self, response: Response, request: Request | None = None
    ) -> tuple[Response | None, Crawler]:
        crawler = crawler_of()
        middleware = RefusalMiddleware.from_crawler(crawler)
        asked = request or Request(response.url)
        try:
            return middleware.process_response(asked, response), crawler
        except Refused:
            return None, crawler

    def test_a_challenge_is_refused_and_counted(self) -> None:
        response = HtmlResponse("https://paper.test/a/", body=faults.CHALLENGE.encode())
        found, crawler = self.pass_on(response)
        assert found is None
        assert crawler.stats.get_value("newsbot/refusals/challenge") == 1

    def test_a_guard_s_header_is_enough(self) -> None:
        body = f"<html><body><p>{SENTENCE}</p></body></html>".encode()
        headers = {"Cf-Mitigated": "challenge"}
        response = HtmlResponse("https://paper.test/a/", headers=headers, body=body)
        assert self.pass_on(response)[0] is None

    @pytest.mark.parametrize("kind", [Response, TextResponse, HtmlResponse])
    def test_an_empty_answer_of_any_kind(self, kind: type[Response]) -> None:
        assert self.pass_on(kind("https://paper.test/a/"))[0] is None

    def test_an_empty_robots_txt_is_in_order(self) -> None:
        url = "https://paper.test/robots.txt"
        request = Request(url, meta={"dont_obey_robotstxt": True})
        response = Response(url)
        assert self.pass_on(response, request)[0] is response

    @pytest.mark.parametrize("status", [304, 404])
    def test_an_empty_body_of_another_status(self, status: int) -> None:
        response = Response("https://paper.test/a/", status=status)
        assert self.pass_on(response)[0] is response

    def test_feeds_and_json_are_no_pages(self) -> None:
        for kind in (XmlResponse, TextResponse):
            response = kind("https://paper.test/feed/", body=b"<rss/>")
            assert self.pass_on(response)[0] is response
