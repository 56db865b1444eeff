"""What `%(…)s` in the name of a feed stands for."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tests.crawling import FAST, MockNews, read, scrapy

if TYPE_CHECKING:
    from pathlib import Path

LITTLE = ("crawl", "latest", "-a", "max_pages=1", "-a", "related_depth=0", *FAST)
NAME = "out/%(site)s.jsonl"


def test_a_file_that_is_named_after_its_site(tmp_path: Path) -> None:
    data = tmp_path / "data"
    with MockNews(newest=3) as one, MockNews(newest=2) as two:
        paper = tmp_path / "one.toml"
        paper.write_text(f'theme = "zoxpress"\nurl = "{one.url}"\n', "utf-8")
        sites = f"site={paper},{two.url}"
        run = scrapy(*LITTLE, "-a", sites, "-O", NAME, data=data)
        assert (run.exit_code, run.err) == (0, "")
    written = {path.name: len(read(path)) for path in (tmp_path / "out").iterdir()}
    assert written == {"one.jsonl": 3, f"{two.name}.jsonl": 2}
