"""Pages that gave no article are tried again: later, and when something changed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tests.crawling import FAST, MockNews, page, scrapy

if TYPE_CHECKING:
    from pathlib import Path


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


BROKEN_DISK = """
from newsbot.settings import *
from newsbot.ledger import LedgerError
from newsbot.pipelines.duplicates import DuplicatesPipeline

class Broken(DuplicatesPipeline):
    def process_item(self, item):
        if item.url.endswith({path!r}):
            raise LedgerError("the disk is full")
        return super().process_item(item)

ITEM_PIPELINES = {{Broken: 300, "newsbot.pipelines.clean.CleanPipeline": 100}}
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
