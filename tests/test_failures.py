"""Pages that gave no article are tried again: later, and when something changed."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from typing import TYPE_CHECKING

import pytest

from newsbot.demo.options import Options
from newsbot.ledger import FILE_NAME
from tests.crawling import FAST, MockNews, page, scrapy
from tests.forked import forked

if TYPE_CHECKING:
    from pathlib import Path

    from tests.crawling import Run


def test_a_missed_article_is_put_off_and_tried_again_when_the_profile_changes(
    tmp_path: Path,
) -> None:
    profile = tmp_path / "paper.toml"
    with MockNews(newest=6) as news:
        lines = [
            'theme = "zoxpress"',
            f'url = "{news.url}/"',
            'timezone = "Asia/Riyadh"',
        ]
        profile.write_text("\n".join(lines))
        path = news.path_of(news.stories.truth("")[0]["post_id"])
        news.answers[path] = page("<p>nothing here</p>", 404)

        def crawl() -> int:
            news.asked.clear()
            site = f"site={profile}"
            run = scrapy("crawl", "latest", "-a", site, *FAST, data=tmp_path / "data")
            return run.exit_code

        assert crawl() == 3
        assert path in news.asked
        assert crawl() == 0
        assert path not in news.asked
        del news.answers[path]
        lines.append('[article]\ndrop = ["aside"]')
        profile.write_text("\n".join(lines))
        assert crawl() == 0
        assert path in news.asked
    titles = (tmp_path / "data" / "paper" / "articles").glob("*.jsonl")
    assert sum(len(file.read_text().splitlines()) for file in titles) == 6


LATEST, ARCHIVE = ("latest", "-a", "related_depth=0"), ("archive",)


def pass_hour(data: Path) -> None:
    """Let an hour pass for the pages that are put off."""
    with closing(sqlite3.connect(data / FILE_NAME)) as ledger, ledger:
        ledger.execute("UPDATE failures SET next_try = next_try - 3600")


@pytest.mark.parametrize("spider", [LATEST, ARCHIVE], ids=["latest", "archive"])
def test_what_is_not_found_and_named_by_no_list_is_not_missed(
    tmp_path: Path, spider: tuple[str, ...]
) -> None:
    data = tmp_path / "data"
    # Archives read what they have read only again where the interface is closed.
    with MockNews(Options(feed=False, rest=False), newest=6) as news:
        number = news.stories.truth("")[0]["post_id"]
        path, story = news.path_of(number), news.stories[number]
        news.answers[path] = page("", 404)

        def crawl() -> Run:
            if data.exists():
                pass_hour(data)
            news.asked.clear()
            site = f"site={news.url}/"
            return forked("crawl", *spider, "-a", site, *FAST, data=data)

        assert crawl().exit_code == 3
        # As long as a list names it, it is missed.
        run = crawl()
        assert run.record(news.name)["pages"] == {"failed": 1}
        assert run.exit_code == 3
        news.stories.withdraw(number)
        run = crawl()
        record = run.record(news.name)
        assert run.exit_code == 0
        assert record["verdict"] == "quiet"
        assert record["pages"] == {"not_found": 1}
        assert record["missing"] == {}
        assert record["reasons"] == [
            {
                "url": news.url + path,
                "outcome": "not_found",
                "reason": "HTTP 404, and no list names it",
            }
        ]
        # It is tried on, later and later: 15 minutes, half an hour, one, two.
        assert crawl().record(news.name)["pages"] == {"not_found": 1}
        crawl()
        assert path not in news.asked
        # A server that fails says nothing of the article.
        news.answers[path] = page("", 500)
        run = crawl()
        assert run.record(news.name)["pages"] == {"failed": 1}
        assert run.exit_code == 3
        news.stories.add(story)
        del news.answers[path]
        for _ in range(4):
            run = crawl()
        assert [one["url"] for one in run.articles(news.name)].count(
            news.url + path
        ) == 1


BROKEN_DISK = """
from newsbot.settings import *
from newsbot.ledger import LedgerError
from newsbot.pipelines.duplicates import DuplicatesPipeline

class Broken(DuplicatesPipeline):
    def process_item(self, item):
        if item.url.endswith({path!r}):
            raise LedgerError("the disk is full")
        return super().process_item(item)

ITEM_PIPELINES = {{
    (Broken if name.endswith("DuplicatesPipeline") else name): number
    for name, number in ITEM_PIPELINES.items()
}}
"""


def test_our_own_disk_is_not_the_fault_of_a_page(tmp_path: Path) -> None:
    with MockNews(newest=6) as news:
        path = news.path_of(news.stories.truth("")[1]["post_id"])
        (tmp_path / "full_disk.py").write_text(BROKEN_DISK.format(path=path))
        command = ("crawl", "latest", "-a", f"site={news.url}/", *FAST)
        full = {"SCRAPY_SETTINGS_MODULE": "full_disk"}
        run = scrapy(*command, data=tmp_path / "data", env=full)
        assert run.exit_code == 1
        assert "the disk is full" in run.complaint
        run = scrapy(*command, data=tmp_path / "data")
    assert run.exit_code == 0
    assert len({article["id"] for article in run.articles(news.name)}) == 6
