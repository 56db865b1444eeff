"""A profile whose selector of the body fits no page any more is told."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from newsbot.verdict import judge
from tests.crawling import FAST, Run, scrapy
from tests.smallpaper import SmallPaper

if TYPE_CHECKING:
    from pathlib import Path

FINE = {"finish_reason": "finished", "newsbot/listing_pages": 1}


@pytest.mark.parametrize(
    ("new", "lost", "expected"),
    [
        (12, 12, "partial"),
        (12, 6, "partial"),
        (3, 2, "partial"),
        (12, 5, "delivered"),
        (2, 2, "delivered"),
    ],
)
def test_half_of_the_new_articles(new: int, lost: int, expected: str) -> None:
    stats = {**FINE, "newsbot/pages/delivered": new, "newsbot/body_lost": lost}
    assert judge(stats).word == expected


def test_beside_what_was_missed() -> None:
    stats = {**FINE, "newsbot/pages/delivered": 4, "newsbot/body_lost": 4}
    verdict = judge({**stats, "newsbot/pages/failed": 1})
    assert verdict.reason == (
        "4 articles delivered; 1 failed; the profile's selector of the body finds "
        "nothing on 4"
    )


def test_a_layout_with_another_body(tmp_path: Path) -> None:
    with SmallPaper(6) as news:
        profile = tmp_path / "paper.toml"
        body = '[article]\nbody = "div.words"\n'
        profile.write_text(f'url = "{news.url}/"\n{body}', "utf-8")

        def crawl() -> Run:
            args = ("latest", "-a", f"site={profile}", *FAST)
            return scrapy("crawl", *args, data=tmp_path / "data")

        assert crawl().exit_code == 0
        news.body, news.count = "story-text", 12
        run = crawl()
    assert run.exit_code == 3
    assert "6 articles delivered; the profile's selector of the body" in run.complaint
    assert len(run.articles("paper")) == 12
