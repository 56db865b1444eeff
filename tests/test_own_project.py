"""A project of one's own, made as docs/settings.md writes it."""

from __future__ import annotations

import json
import os
import re
import sqlite3
import subprocess
import sys
from contextlib import closing
from typing import TYPE_CHECKING, Any

import pytest

from tests.crawling import FAST, ROOT, MockNews
from tests.test_docs import doc, section

if TYPE_CHECKING:
    from pathlib import Path

FILE = re.compile(r"`([\w.]+)`:\n\n```\w+\n(.*?)^```$", re.MULTILINE | re.DOTALL)


@pytest.fixture
def project(tmp_path: Path) -> Path:
    for name, text in FILE.findall(
        section(doc("settings.md"), "A project of your own")
    ):
        (tmp_path / name).write_text(text, "utf-8")
    names = {path.name for path in tmp_path.iterdir()}
    assert names == {"scrapy.cfg", "mysettings.py", "mypipelines.py"}
    return tmp_path


def crawl(project: Path, news: MockNews, *args: str) -> dict[str, Any]:
    """Crawl *news* in *project*; what the run wrote about itself."""
    environment = {
        name: value
        for name, value in os.environ.items()
        if not name.startswith(("NEWSBOT_", "SCRAPY_"))
    }
    command = ["crawl", "latest", "-a", f"site={news.url}/", *FAST, *args]
    done = subprocess.run(
        [sys.executable, "-m", "scrapy", *command],
        cwd=project,
        env={**environment, "PYTHONPATH": str(ROOT)},
        capture_output=True,
        text=True,
        timeout=100,
        check=False,
    )
    assert done.stderr == ""
    assert done.returncode == 0
    lines = (project / "data" / news.name / "runs.jsonl").read_text("utf-8")
    record: dict[str, Any] = json.loads(lines.splitlines()[-1])
    return record


def articles(project: Path, news: MockNews) -> list[dict[str, Any]]:
    files = sorted((project / "data" / news.name / "articles").iterdir())
    lines = [line for file in files for line in file.read_text("utf-8").splitlines()]
    return [json.loads(line) for line in lines]


def number(article: dict[str, Any]) -> int:
    """That of the story."""
    return int(article["id"].rpartition(":")[2])


def test_fields_of_a_pipeline_of_ones_own(project: Path) -> None:
    with MockNews(newest=12) as news:
        pages = crawl(project, news)["pages"]
        first = articles(project, news)
        assert all(one["words"] == len(one["text"].split()) >= 20 for one in first)
        assert pages == {"delivered": len(first), "filtered": 12 - len(first)}
        assert pages["filtered"]
        # What was left out is not asked for again.
        assert crawl(project, news)["verdict"] == "quiet"
        assert crawl(project, news)["pages"] == {}
        # A revision has them too, and one that has gone is withdrawn with what it had.
        gone, changed = first[:2]
        news.stories.withdraw(number(gone))
        news.stories.change(number(changed), title="عنوان آخر بعد المراجعة")
        again = ("-s", "NEWSBOT_LOOK_AGAIN=0")
        pages = crawl(project, news, *again)["pages"]
        assert (pages["gone"], pages["revised"]) == (1, 1)
        # 15 minutes later.
        path = project / "data" / "ledger.sqlite3"
        with closing(sqlite3.connect(path)) as ledger, ledger:
            ledger.execute("UPDATE watched SET next_look = next_look - 3600")
        assert crawl(project, news, *again)["pages"]["withdrawn"] == 1
    *_, revised, last = articles(project, news)
    assert (revised["id"], revised["changes"]) == (changed["id"], ["title"])
    assert revised["words"] == changed["words"]
    assert (last["id"], last["status"]) == (gone["id"], "withdrawn")
    assert last["words"] == gone["words"]
