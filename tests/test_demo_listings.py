"""The lists of the demo site: what each shows, leaves out, and ends with."""

from datetime import timedelta
from urllib.parse import quote

import pytest
from lxml import html

from tests.pressroom import (
    BASE,
    IN_LIST,
    ITEM,
    START,
    get,
    many,
    numbers,
    page,
    site_of,
    story,
    url,
    walk,
)

# The most read posts stand beside them in #zox-feat-wrap.
FEATURED = "//div[@class='zox-feat-net1-cont']" + ITEM


def test_home_shows_all_only_with_featured_and_widgets() -> None:
    site = many()
    pages = walk(site, "/")
    first = pages[0]
    assert len(first.xpath("//h1[@class='zox-logo-title']")) == 2
    featured = numbers(first, FEATURED)
    assert featured == [95, 94, 93]
    assert len(first.xpath("//div[@id='zox-feat-wrap']" + ITEM)) == 3 + 6
    listed = [n for tree in pages for n in numbers(tree, IN_LIST)]
    assert set(range(1, 96)) - set(listed) == {93, 94, 95}


def test_home_widgets_are_left_out_of_the_main_list() -> None:
    stories = [
        story(n, categories=["اخر الاخبار", "اقتصاد"] if n < 10 else ["اخر الاخبار"])
        for n in range(1, 31)
    ]
    site = site_of(*stories)
    pages = walk(site, "/")
    in_widgets = numbers(pages[0], "//div[@id='zox-home-widget-wrap']" + ITEM)
    assert in_widgets == [9, 8, 7, 6, 5]
    listed = [n for tree in pages for n in numbers(tree, IN_LIST)]
    assert set(range(1, 31)) - set(listed) == {30, 29, 28, *in_widgets}


def test_second_home_page_has_a_wrong_canonical() -> None:
    canonical = "//link[@rel='canonical']/@href"
    assert page(many(), "/").xpath(canonical) == [f"{BASE}/"]
    assert page(many(), "/page/2/").xpath(canonical) == [f"{BASE}/2/"]
    assert page(many(yoast=True), "/page/2/").xpath(canonical) == [f"{BASE}/"]


def test_latest_begins_with_the_sticky_post_which_comes_again() -> None:
    pages = walk(many(), "/latest/")
    assert len(pages) == 10
    first = pages[0]
    assert numbers(first, IN_LIST) == [5, *range(95, 85, -1)]
    labels = first.xpath(IN_LIST + "//span[@class='zox-s-cat']/text()")
    assert labels[0] == "Sticky Post"
    assert set(labels[1:]) == {"اخر الاخبار"}
    later = [n for tree in pages[1:] for n in numbers(tree, IN_LIST)]
    assert later == list(range(85, 0, -1))
    assert pages[1].xpath("//link[@rel='canonical']/@href") == [f"{BASE}/latest/"]


def test_past_the_end_of_latest_is_an_empty_list() -> None:
    for address in ("/latest/page/999/", "/page/999/"):
        tree = page(many(), address)
        assert tree.xpath(IN_LIST) == []
        assert tree.xpath("//span[@class='current']") == []
        assert tree.xpath("//div[@class='pagination']/span/text()") == ["Page 999 of 0"]


def test_category_leaves_its_three_newest_out_of_the_list() -> None:
    site = many()
    pages = walk(site, "/category/محليات/")
    odd = list(range(95, 0, -2))
    assert len(pages) == 5
    assert numbers(pages[0], IN_LIST) == odd[3:10]
    for tree in pages:
        assert numbers(tree, FEATURED) == odd[:3]
        assert tree.xpath("//link[@rel='canonical']") == []
        assert tree.xpath("//h1/@class") == ["zox-logo-title"]
    listed = [n for tree in pages for n in numbers(tree, IN_LIST)]
    assert listed == odd[3:]
    assert get(site, "/category/محليات/page/6/").status == 404


@pytest.mark.parametrize(
    ("address", "expected"),
    [
        ("/tag/آبار/", range(90, 0, -10)),
        ("/author/salem/", range(95, 0, -1)),
        ("/2025/03/", range(95, 0, -1)),
        # Story 23 is the first of the 2nd of March, in the site's zone.
        ("/2025/03/01/", range(22, 0, -1)),
    ],
)
def test_other_archives_are_complete(address: str, expected: range) -> None:
    site = many()
    pages = walk(site, address)
    assert [n for tree in pages for n in numbers(tree, IN_LIST)] == list(expected)
    assert get(site, f"{address}page/{len(pages) + 1}/").status == 404


def test_pagination() -> None:
    links = "//div[@class='pagination']/*"
    nine = [part.text for part in page(many(90), "/latest/").xpath(links)]
    assert nine == ["Page 1 of 9", *"123456789"]
    ten = page(many(), "/latest/").xpath(links)
    assert [part.text for part in ten] == [
        "Page 1 of 10",
        *"12345",
        "التالي ›",
        "الأخيرة »",
    ]
    assert [part.get("class") for part in ten[1:3]] == ["current", "inactive"]
    assert ten[-1].get("href") == f"{BASE}/latest/page/10/"
    seventh = [part.text for part in page(many(), "/latest/page/7/").xpath(links)]
    assert seventh == [
        "Page 7 of 10",
        "« الأولى",
        "‹ السابق",
        *"3456789",
        "10",
        "التالي ›",
    ]
    assert page(many(9), "/latest/").xpath(links) == []


def test_menus_and_sidebar_are_everywhere() -> None:
    site = many()
    lost = get(site, "/لا-شيء/")
    assert lost.status == 404
    tree = html.document_fromstring(lost.body.decode())
    menus = tree.xpath("//div[@class='zox-mega-dropdown']")
    assert len(menus) == 8
    assert len(menus[0].xpath(".//a")) == 5
    assert tree.xpath("//span[@class='zox-fly-soc-head']/text()") == ["Connect with us"]
    tabs = "//div[@id='zox-side-wrap']//section[contains(@class, 'zox-art-small')]"
    assert len(page(site, "/latest/").xpath(tabs)) == 12
    assert len(page(site, url(3)).xpath(tabs)) == 12
    assert page(many(sidebar=False), url(3)).xpath(tabs) == []


def test_young_posts_say_how_long_ago() -> None:
    now = START + timedelta(hours=95, minutes=10)
    site = many(now=now, per_page=200)
    dates = page(site, "/latest/").xpath(IN_LIST + "//span[@class='zox-byline-date']")
    texts = [date.text_content() for date in dates][1:]
    assert texts[:5] == [
        "منذ 10 دقائق",
        "منذ 1 ساعة",
        "منذ 2 ساعتين",
        "منذ 3 ساعات",
        "منذ 4 ساعات",
    ]
    assert texts[11] == "منذ 11 ساعة"
    assert texts[48] == "منذ 2 يومين"
    old = many(now=START + timedelta(days=30), per_page=200)
    date = page(old, "/latest/").xpath(
        "(" + IN_LIST + ")[2]//span[@class='zox-byline-date']"
    )
    assert date[0].text_content() == "5 مارس، 2025"


def test_story_of_the_future_is_not_there_yet() -> None:
    site = many(now=START + timedelta(hours=50))
    assert numbers(page(site, "/latest/"), IN_LIST)[1] == 50
    assert get(site, url(51)).status == 404


def test_search() -> None:
    tree = page(many(), f"/?s={quote('الخبر رقم 77')}")
    assert numbers(tree, "//section[contains(@class, 'infinite-post')]") == [77]
    assert "noindex" in tree.xpath("//meta[@name='robots']/@content")[0]
