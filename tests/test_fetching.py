"""Requests past the scheduler, while the run is being stopped."""

from __future__ import annotations

import asyncio
from types import SimpleNamespace
from typing import TYPE_CHECKING, Any

import pytest
from scrapy import Request
from scrapy.core.engine import ExecutionEngine
from scrapy.exceptions import CloseSpider
from scrapy.http import Response
from scrapy.utils.test import get_crawler
from twisted.internet.defer import Deferred, succeed

from newsbot.spiders.latest import LatestSpider

if TYPE_CHECKING:
    from collections.abc import Callable

REQUEST = Request("http://news.example/")
ANSWER = Response("http://news.example/")


class Engine(ExecutionEngine):
    """Scrapy's own, with an answer instead of its downloader.

    :param download: gives the answer
    :param is_closed: whether the spider was closed while that was on its way, so that
        Scrapy has put away what it knows of its requests
    """

    def __init__(self, download: Callable[[], Any], *, is_closed: bool) -> None:
        self.spider: Any = object()
        slot: Any = SimpleNamespace(remove_request=lambda _: None)
        self._slot = None if is_closed else slot
        self._answer = download

    def _download(self, request: Request) -> Deferred[Any]:
        return succeed(self._answer())


def fetch(engine: Engine, *, finish_reason: str | None) -> Response:
    crawler = get_crawler(LatestSpider)
    crawler.engine = engine
    crawler.stats.set_value("finish_reason", finish_reason)
    spider = LatestSpider(site="http://news.example/")
    spider.crawler = crawler
    return asyncio.run(spider.fetch(REQUEST))


def test_an_answer() -> None:
    engine = Engine(lambda: ANSWER, is_closed=False)
    assert fetch(engine, finish_reason=None) is ANSWER


def test_an_answer_after_the_spider_was_closed() -> None:
    engine = Engine(lambda: ANSWER, is_closed=True)
    # What the code relies on: Scrapy itself stumbles, by an assertion.
    with pytest.raises(AssertionError):
        asyncio.run(engine.download_async(REQUEST))
    with pytest.raises(CloseSpider) as caught:
        fetch(engine, finish_reason="closespider_timeout")
    assert caught.value.reason == "shutdown"


def test_without_a_reason_to_finish_it_is_a_mistake() -> None:
    with pytest.raises(AssertionError):
        fetch(Engine(lambda: ANSWER, is_closed=True), finish_reason=None)


def test_an_assertion_of_a_component_is_a_mistake_at_any_time() -> None:
    def stumble() -> None:
        raise AssertionError("a component's own")

    engine = Engine(stumble, is_closed=False)
    with pytest.raises(AssertionError, match="a component's own"):
        fetch(engine, finish_reason="closespider_timeout")
