"""A pipeline that fails on one article harms no other, and the article comes later."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from newsbot import settings
from newsbot.ledger import FILE_NAME, Ledger
from tests.crawling import FAST, MockNews, scrapy

if TYPE_CHECKING:
    from pathlib import Path

BROKEN = """
from newsbot.settings import *
from {module} import {name} as Sound

class Broken(Sound):
    def process_item(self, item):
        if item.url.endswith({path!r}):
            raise RuntimeError("the pipeline is broken")
        return super().process_item(item)

ITEM_PIPELINES = {{
    (Broken if name.endswith("{name}") else name): number
    for name, number in ITEM_PIPELINES.items()
}}
"""


@pytest.mark.parametrize("pipeline", settings.ITEM_PIPELINES)
def test_an_exception_on_one_article(pipeline: str, tmp_path: Path) -> None:
    module, _, name = pipeline.rpartition(".")
    data = tmp_path / "data"
    with MockNews(newest=8) as news:
        site = f"site={news.url}/"
        path = news.path_of(news.stories.truth("")[2]["post_id"])
        broken = BROKEN.format(module=module, name=name, path=path)
        (tmp_path / "broken_settings.py").write_text(broken)
        run = scrapy(
            *("crawl", "latest", "-a", site, *FAST),
            data=data,
            env={"SCRAPY_SETTINGS_MODULE": "broken_settings"},
        )
        assert run.exit_code == 3
        assert len(run.articles(news.name)) == 7
        reasons = run.record(news.name)["reasons"]
        assert [(one["outcome"], one["url"].endswith(path)) for one in reasons] == [
            ("quarantined", True)
        ]
        assert "the pipeline is broken" in reasons[0]["reason"]
        assert len(list((data / news.name / "quarantine").glob("*.html"))) == 1

        ledger = Ledger.open(data / FILE_NAME)
        assert ledger.failures.retry(news.name) == 1
        ledger.close()
        run = scrapy("crawl", "latest", "-a", site, *FAST, data=data)
    assert run.exit_code == 0
    ids = [article["id"] for article in run.articles(news.name)]
    assert len(ids) == len(set(ids)) == 8
