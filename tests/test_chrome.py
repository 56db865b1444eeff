"""What changes around known articles is no news: the theme, plugins, addresses."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from newsbot.demo.options import Options
from newsbot.ledger import Ledger
from tests.crawling import MockNews
from tests.revisiting import EVERY, age, crawl, dress, ids, of, pages, plain

if TYPE_CHECKING:
    from pathlib import Path

DRESSES: tuple[tuple[dict[str, Any], ...], ...] = (
    (
        {"ads_leader": True, "ads_bottom": True, "ads_in_article": 2},
        {"ads_leader": False, "ads_bottom": False, "ads_in_article": 0},
        {"template": 5},
        {"template": 7, "author_box": True},
        {"author_info": 0, "author_box": False},
        {"author_info": 2, "sidebar": False},
    ),
    (
        {"strings": "en"},
        {"strings": "ar", "skin": "tech1"},
        {"auto_load": True, "auto_loaded": 2},
        {"related": "tags", "amp": True},
        {"yoast": True},
        {"yoast": False, "related": "none"},
    ),
    (
        {"rest": False},
        {"feed": False},
        {"rest": True},
        {"feed": True},
        {"rest": False, "feed": False, "author_info": 0},
        {"rest": True, "feed": True},
    ),
    (
        {"permalinks": "dated"},
        {"permalinks": "plain"},
        {"permalinks": "postname"},
    ),
)


@pytest.mark.parametrize("dresses", DRESSES)
def test_another_dress_is_no_revision(
    tmp_path: Path, dresses: tuple[dict[str, Any], ...]
) -> None:
    with MockNews(Options(template=1), newest=10) as news:
        first = crawl(news, tmp_path)
        count = len(first.articles(news.name))
        assert count == len(ids(news))
        for dressed in dresses:
            dress(news, **dressed)
            run = crawl(news, tmp_path, *EVERY)
            # New addresses are asked for once, and the articles are known.
            found = pages(run, news)
            assert found.pop("known", 0) in (0, count), dressed
            assert found == {"unchanged": count}, dressed
        assert len(run.articles(news.name)) == count
        # The articles did not lose their sight of each other: an edit still counts.
        number = plain(news)[0]
        news.stories.change(number, title="عنوان جديد في ثوب جديد")
        run = crawl(news, tmp_path, *EVERY)
        assert [one["changes"] for one in of(run, news, number)] == [[], ["title"]]


def test_another_dress_is_none_by_the_schedule_either(tmp_path: Path) -> None:
    with MockNews(newest=10) as news:
        count = len(crawl(news, tmp_path).articles(news.name))
        waits = (1, 6, 24, 168)
        changes: tuple[dict[str, Any], ...] = (
            {"template": 5, "ads_in_article": 1, "ads_leader": True},
            {"permalinks": "dated", "rest": False},
            {"permalinks": "postname", "rest": True, "strings": "en"},
            {"yoast": True, "feed": False, "related": "author"},
        )
        for hours, dressed in zip(waits, changes, strict=True):
            dress(news, **dressed)
            age(tmp_path, news, hours)
            run = crawl(news, tmp_path)
            assert pages(run, news)["unchanged"] == count
        assert len(run.articles(news.name)) == count
        # All waits are over.
        age(tmp_path, news, 1000)
        assert "look" not in crawl(news, tmp_path).record(news.name)["requests"]


def test_every_article_gets_its_turn(tmp_path: Path) -> None:
    """A small budget delays looks, and starves no article of them."""
    with MockNews(newest=9) as news:
        crawl(news, tmp_path)
        looks = 0
        for _ in range(5):
            age(tmp_path, news, 1)
            run = crawl(news, tmp_path, "-s", "NEWSBOT_LOOK_BUDGET=2")
            looks += run.record(news.name)["requests"].get("look", 0)
        # Two each time, the last one for the ninth article alone: the others wait six
        # hours for their second look.
        assert looks == 9
        database = tmp_path / "data" / "ledger.sqlite3"
        ledger = Ledger.open(database)
        steps = {one.step for one in ledger.watches.of(f"127.0.0.1_{news.port}")}
        ledger.close()
        assert steps == {1}
        assert pages(crawl(news, tmp_path), news) == {}
        assert len(news.asked) == 3
