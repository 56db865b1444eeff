"""Exceptions that nobody handles, as the log tells of them."""

from __future__ import annotations

import asyncio
import contextvars
import gc
import logging
import threading
from typing import TYPE_CHECKING

import pytest
from scrapy import Spider, signals
from scrapy.http import Response
from scrapy.utils.test import get_crawler

from newsbot.exceptions import CRASH
from newsbot.extensions.crashes import Crashes
from newsbot.extensions.quarantine import Quarantine
from newsbot.pipelines.validate import Quarantined
from newsbot.spiders.latest import LatestSpider

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from scrapy.crawler import Crawler

    Start = Callable[[], tuple[Crawler, contextvars.Context]]

logger = logging.getLogger("scrapy.core.engine")


@pytest.fixture
def start() -> Iterator[Start]:
    """Start a crawler with the extension in a context of its own, as a task has."""
    crawlers = []

    def begin() -> tuple[Crawler, contextvars.Context]:
        context = contextvars.Context()
        crawler = get_crawler(Spider, {"EXTENSIONS_BASE": {}})
        context.run(Crashes.from_crawler, crawler)
        crawlers.append(crawler)
        return crawler, context

    yield begin
    for crawler in crawlers:
        crawler.signals.send_catch_log(signals.engine_stopped)


def log_mistake() -> None:
    try:
        raise ZeroDivisionError("a mistake")
    except ZeroDivisionError:
        logger.exception("It failed")


def crash_of(crawler: Crawler) -> object:
    return crawler.stats.get_value(CRASH)


def test_a_crash_is_noted_in_its_own_crawler_alone(start: Start) -> None:
    (one, of_one), (other, _) = start(), start()
    of_one.run(log_mistake)
    assert crash_of(one) == "ZeroDivisionError: a mistake"
    assert crash_of(other) is None


def test_what_a_thread_logs_is_not_lost(start: Start) -> None:
    crawler, _ = start()
    # A thread has an empty context.
    thread = threading.Thread(target=log_mistake)
    thread.start()
    thread.join()
    assert crash_of(crawler) == "ZeroDivisionError: a mistake"


def test_what_a_task_raised_that_nobody_awaited_is_not_lost(start: Start) -> None:
    crawler, _ = start()

    async def fail() -> None:
        raise ZeroDivisionError("a mistake")

    async def forget() -> None:
        task = asyncio.create_task(fail())
        await asyncio.sleep(0)
        del task
        gc.collect()

    contextvars.Context().run(asyncio.run, forget())
    assert crash_of(crawler) == "ZeroDivisionError: a mistake"


def test_nothing_is_noted_of_a_run_that_has_ended(start: Start) -> None:
    crawler, context = start()
    crawler.signals.send_catch_log(signals.engine_stopped)
    context.run(log_mistake)
    assert crash_of(crawler) is None
    log_mistake()
    assert crash_of(crawler) is None


def test_the_first_crash_is_the_one_that_is_told(start: Start) -> None:
    crawler, of_it = start()
    of_it.run(log_mistake)
    spider = LatestSpider(site="http://news.example/")
    spider.crawler = crawler
    assert spider.why(KeyError("a later mistake")) == "unanswered"
    assert crash_of(crawler) == "ZeroDivisionError: a mistake"


def test_a_quarantine_that_cannot_be_written_is_a_crash(tmp_path: Path) -> None:
    folder = tmp_path / "news.example" / "quarantine"
    folder.parent.mkdir()
    folder.write_text("a file in its place")
    crawler = get_crawler(LatestSpider, {"NEWSBOT_DATA": str(tmp_path)})
    crawler.spider = LatestSpider(site="http://news.example/")
    _extension = Quarantine.from_crawler(crawler)  # signals hold it weakly
    crawler.signals.send_catch_log(
        signals.item_dropped,
        item={},
        response=Response("http://news.example/1/", body=b"<p>"),
        exception=Quarantined("no headline found"),
    )
    assert str(crash_of(crawler)).startswith("FileExistsError: ")
