"""A site is asked for by the address that its user wrote; what belongs to it, and the
names under which it is kept, are those of its folder."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from newsbot.sites import load_site
from tests.crawling import FAST, scrapy
from tests.smallpaper import SmallPaper

if TYPE_CHECKING:
    from pathlib import Path


@pytest.mark.parametrize(
    ("address", "start", "folder"),
    [
        ("https://paper.test", "/", "/"),
        ("https://paper.test/", "/", "/"),
        ("https://paper.test/ar", "/ar", "/ar/"),
        ("https://paper.test/ar/", "/ar/", "/ar/"),
        ("https://paper.test/latest?sort=new#top", "/latest?sort=new", "/latest/"),
        ("https://paper.test?lang=ar", "/?lang=ar", "/"),
        ("https://paper.test/index.php", "/index.php", "/"),
        ("https://paper.test/ar/index.php?p=1", "/ar/index.php?p=1", "/ar/"),
    ],
)
def test_what_is_asked_for_and_what_belongs_to_it(
    address: str, start: str, folder: str
) -> None:
    site = load_site(address)
    assert site.start == f"https://paper.test{start}"
    assert site.url == f"https://paper.test{folder}"
    assert site.name == "paper.test"
    assert site.is_home(site.start)
    assert site.is_home(site.url)
    assert not site.is_home(f"{site.url}news/1")


def test_a_site_that_has_moved_is_asked_for_where_it_is() -> None:
    site = load_site("http://paper.test/latest")
    site.move("https://www.paper.test/home")
    assert site.start == site.url == "https://www.paper.test/home"


def test_the_address_of_a_profile(tmp_path: Path) -> None:
    path = tmp_path / "paper.toml"
    path.write_text('url = "https://paper.test/?lang=ar"\n', "utf-8")
    assert load_site(str(path)).start == "https://paper.test/?lang=ar"


@pytest.mark.parametrize("target", ["/latest", "/?lang=ar", "/index.php"])
def test_a_home_page_that_stands_nowhere_else(target: str, tmp_path: Path) -> None:
    with SmallPaper() as news:
        news.homes = [target]
        options = ("-a", f"site={news.url}{target}", *FAST)
        run = scrapy("crawl", "latest", *options, data=tmp_path / "data")
        assert run.exit_code == 0
        assert len(run.articles(news.name)) == 12
        wrong = {f"{target}/", "/", target.partition("?")[0]} - {target}
        assert not wrong & set(news.asked)
        news.asked.clear()
        news.count = 13
        again = scrapy("crawl", "latest", *options, data=tmp_path / "data")
        assert again.exit_code == 0
        assert len(again.articles(news.name)) == 13
        assert not wrong & set(news.asked)
