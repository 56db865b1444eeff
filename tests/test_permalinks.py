"""Articles whose addresses change: they are known by the new ones, and not gone."""

from __future__ import annotations

from typing import TYPE_CHECKING

from newsbot.demo.options import Options
from tests.crawling import MockNews
from tests.revisiting import EVERY, crawl, of, pages, plain

if TYPE_CHECKING:
    from pathlib import Path


def test_a_new_permalink_that_only_a_related_block_names(tmp_path: Path) -> None:
    """Without a redirect from the old one, and on no list of the run."""
    options = Options(per_page=3, rest=False, feed=False, sidebar=False)
    with MockNews(options, newest=14) as news:
        latest = max(news.stories, key=lambda story: story.published)
        news.stories.withdraw(latest.id)
        crawl(news, tmp_path, "-a", "max_pages=0")
        number = plain(news)[-1]
        old = news.path_of(number)
        news.stories.change(number, slug="عنوان-دائم-مختلف-عن-سابقه")
        news.stories.old_slugs.clear()
        news.posts.views[number] = 1000  # it leads the related block of each page
        news.stories.add(latest)
        run = crawl(news, tmp_path, "-a", "max_pages=1")
        assert news.path_of(number) in news.asked
        assert old not in news.asked
        assert len(of(run, news, latest.id)) == 1
        for _ in range(2):
            run = crawl(news, tmp_path, "-a", "max_pages=1", *EVERY)
            assert news.path_of(number) in news.asked
            assert pages(run, news).keys() == {"unchanged"}
        assert len(of(run, news, number)) == 1
