"""Crawls of a news site whose articles are known and change."""

from __future__ import annotations

import dataclasses
import sqlite3
import time
from contextlib import closing
from typing import TYPE_CHECKING, Any

from tests.crawling import FAST
from tests.forked import forked

if TYPE_CHECKING:
    from pathlib import Path

    from newsbot.demo.options import Options
    from tests.crawling import MockNews, Run

EVERY = ("-s", "NEWSBOT_LOOK_AGAIN=0")
HOUR = 3600


def crawl(news: MockNews, data: Path, *args: str) -> Run:
    """Crawl the site to the end, into the folder ``data`` below *data*."""
    news.asked.clear()
    site = f"site={news.url}/"
    run = forked("crawl", "latest", "-a", site, *FAST, *args, data=data / "data")
    assert run.exit_code in (0, 3), run.err
    return run


def ids(news: MockNews) -> list[int]:
    """Numbers of the public stories, the newest first."""
    return [one["post_id"] for one in news.stories.truth("")]


def plain(news: MockNews) -> list[int]:
    """Numbers of stories on one page that are no copies."""
    return [
        number
        for number in ids(news)
        if news.stories[number].duplicate_of is None
        and len(news.stories[number].text) > 1
        and news.stories[number].kind == "article"
        and all(block.kind != "page" for block in news.stories[number].blocks)
    ]


def of(run: Run, news: MockNews, number: int) -> list[dict[str, Any]]:
    """Every delivered revision of a story."""
    return [one for one in run.articles(news.name) if one["id"].endswith(f":{number}")]


def pages(run: Run, news: MockNews) -> dict[str, int]:
    """How many pages came to which outcome."""
    found: dict[str, int] = run.record(news.name)["pages"]
    return found


def dress(news: MockNews, **options: Any) -> Options:
    """Change the site's theme and plugins, and forget what was rendered."""
    news.posts.options = dataclasses.replace(news.posts.options, **options)
    news._sites.clear()
    return news.posts.options


def age(data: Path, news: MockNews, hours: float) -> None:
    """Let so much time pass for everything that waits for a look."""
    path = data / "data" / "ledger.sqlite3"
    with closing(sqlite3.connect(path)) as ledger, ledger:
        ledger.execute(
            "UPDATE watched SET next_look = next_look - ?", (int(hours * HOUR),)
        )
        ledger.execute(
            "UPDATE deliveries SET delivered = delivered - ?", (int(hours * HOUR),)
        )


def watched(data: Path) -> dict[int, tuple[int, float]]:
    """Number of a story → its step, and in how many hours it is looked at."""
    path = data / "data" / "ledger.sqlite3"
    with closing(sqlite3.connect(path)) as ledger:
        rows = ledger.execute(
            "SELECT DISTINCT d.id, w.step, w.next_look FROM watched w "
            "JOIN deliveries d ON d.article = w.article"
        ).fetchall()
    now = time.time()
    return {
        int(name.rpartition(":")[2]): (step, round((due - now) / HOUR, 1))
        for name, step, due in rows
    }
