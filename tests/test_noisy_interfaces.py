"""Crawls of sites whose interfaces say less than they should, or more."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

from newsbot.demo.options import Options
from tests.crawling import FAST, MockNews, scrapy

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from newsbot.demo.response import Response

NOTICE = b"<br />\n<b>Notice</b>:  Undefined index: x in <b>/srv/x.php</b><br />\n"


class NoisyNews(MockNews):
    """The demo site, whose PHP prints a notice before each answer in JSON or XML."""

    def respond(self, base: str, target: str, headers: Mapping[str, str]) -> Response:
        found = super().respond(base, target, {})  # not compressed
        if target.startswith(("/wp-json/", "/feed/")):
            return replace(found, body=NOTICE + found.body)
        return found


def crawled(news: MockNews, tmp_path: Path) -> list[dict[str, Any]]:
    """The articles of a crawl of *news*."""
    with news:
        site = ("-a", f"site={news.url}/", "-a", "related_depth=0")
        run = scrapy("crawl", "latest", *site, *FAST, data=tmp_path / "data")
    return run.articles(news.name)


def test_zone_and_instants_stand_behind_a_notice_of_php(tmp_path: Path) -> None:
    found = crawled(NoisyNews(Options(feed=False), newest=12), tmp_path)
    assert {one["sources"]["published"] for one in found} == {"rest"}
    assert {one["published"][-6:] for one in found} == {"+03:00"}


def test_instants_of_a_feed_stand_behind_a_notice_of_php(tmp_path: Path) -> None:
    found = crawled(NoisyNews(Options(rest=False), newest=12), tmp_path)
    assert {one["sources"]["published"] for one in found} == {"feed"}


def test_a_zone_that_is_not_known_makes_no_warning(tmp_path: Path) -> None:
    found = crawled(MockNews(Options(rest=False), newest=60), tmp_path)
    assert {one["sources"]["published"] for one in found} == {"feed"}
    # One at least was published between midnight in Riyadh and in Greenwich.
    assert any(one["published"][11:13] in ("21", "22", "23") for one in found)
    assert [one["warnings"] for one in found] == [[] for _ in found]
