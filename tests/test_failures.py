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
