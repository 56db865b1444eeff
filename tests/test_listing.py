"""Listing pages of the theme: rows, featured blocks, menus, and the way on."""

from __future__ import annotations

from pathlib import Path

import pytest

from newsbot.pages.html import absolute, parse
from newsbot.pages.listing import ListingPage
from newsbot.sites import read_profile
from newsbot.sites.profile import BUNDLED

THEME = read_profile(BUNDLED / "zoxpress.toml")
HOME = "https://manara.example/"


def listing(html: str, url: str = HOME) -> ListingPage:
    return ListingPage(html, url=url, profile=THEME)


def row(slug: str, tag: str = "article", classes: str = "infinite-post") -> str:
    """One entry as the theme prints it: two links to the post, one to its author."""
    return (
        f'<{tag} class="zox-art-wrap zoxrel {classes}"><div class="zox-art-grid">'
        f'<a href="{HOME}{slug}/" rel="bookmark"><img src="/i.jpg"></a>'
        f'<h3 class="zox-s-cat"><span class="zox-s-cat">محليات</span></h3>'
        f'<a href="{HOME}{slug}/" rel="bookmark"><h2 class="zox-s-title2">خبر</h2></a>'
        f'<span class="zox-byline-name"><a href="{HOME}author/a/" rel="author">أ</a>'
        f"</span></div></{tag}>"
    )


def menu(*slugs: str) -> str:
    entries = "".join(f'<li><a href="{HOME}{slug}/">خبر</a></li>' for slug in slugs)
    return (
        '<ul class="menu"><li class="menu-item menu-item-home"><a href="/">بيت</a></li>'
        '<li class="menu-item menu-item-object-category">'
        f'<a href="{HOME}category/%d9%85/">محليات</a>'
        f'<div class="zox-mega-dropdown"><ul class="zox-mega-list">{entries}</ul></div>'
        "</li></ul>"
    )


def page(
    *,
    rows: str = "",
    featured: str = "",
    widgets: str = "",
    side: str = "",
    navigation: str = "",
    head: str = "",
    mega: tuple[str, ...] = (),
) -> str:
    return (
        f'<html><head>{head}</head><body class="zox-net1"><div id="zox-site">'
        f'{menu(*mega)}<div id="zox-feat-wrap">{featured}</div>'
        f'<div id="zox-home-widget-wrap">{widgets}</div>'
        '<div id="zox-main-blog-wrap"><div class="zox-main-blog">'
        f'<section class="zox-blog-grid infinite-content">{rows}</section>'
        '<div class="zox-inf-more-wrap"><a href="#" class="zox-inf-more-but">المزيد</a>'
        f'<div class="zox-nav-links">{navigation}</div></div></div></div>'
        f'<div id="zox-side-wrap">{side}</div></div></body></html>'
    )


def urls(*slugs: str) -> list[str]:
    return [f"{HOME}{slug}/" for slug in slugs]


def test_rows_in_their_order_each_once() -> None:
    found = listing(page(rows=row("3") + row("1") + row("2") + row("1")))
    assert found.entries == urls("3", "1", "2")
    assert found.articles == urls("3", "1", "2")


def test_rows_of_a_search_are_sections() -> None:
    html = page(rows=row("a", "section", "zox-art-mid") + row("b", "section", ""))
    assert listing(html).entries == urls("a", "b")


def test_featured_blocks_are_not_in_the_list() -> None:
    found = listing(
        page(
            rows=row("d"),
            featured=row("a", "section", "") + row("b", "section", ""),
            widgets=row("c", "section", ""),
        )
    )
    assert found.entries == urls("d")
    assert found.featured == urls("a", "b", "c")
    assert found.articles == urls("d", "a", "b", "c")


def test_a_post_in_several_blocks_is_there_once() -> None:
    found = listing(page(rows=row("a"), featured=row("a", "section", "") + row("b")))
    assert found.articles == urls("a", "b")


def test_side_bar_and_menus_are_others() -> None:
    found = listing(page(rows=row("a"), side=row("s", "section", ""), mega=("m", "n")))
    assert found.entries == urls("a")
    assert sorted(found.others) == urls("m", "n", "s")
    # Neither authors nor categories are articles.
    assert sorted(found.articles) == urls("a", "m", "n", "s")


def test_the_page_past_the_end() -> None:
    found = listing(page(mega=("m",)), f"{HOME}latest/page/999/")
    assert (found.entries, found.featured, found.next) == ([], [], None)
    assert found.others == urls("m")


def pages(current: int, last: int) -> str:
    """The theme's page numbers; a word for "next" only on long lists."""
    numbers = "".join(
        f'<span class="current">{number}</span>'
        if number == current
        else f"<a href='{HOME}latest/page/{number}/' class=\"inactive\">{number}</a>"
        for number in range(1, last + 1)
    )
    words = ""
    if last > 9:
        words = (
            f'<a href="{HOME}latest/page/{current + 1}/">التالي &rsaquo;</a>'
            f"<a href='{HOME}latest/page/{last}/'>الأخيرة &raquo;</a>"
        )
    count = f"<span>Page {current} of {last}</span>"
    return f'<div class="pagination">{count}{numbers}{words}</div>'


@pytest.mark.parametrize(
    ("current", "last", "following"),
    [(1, 3, 2), (2, 3, 3), (3, 3, None), (1, 56, 2), (1, 1, None)],
)
def test_next(current: int, last: int, following: int | None) -> None:
    url = f"{HOME}latest/page/{current}/"
    found = listing(page(rows=row("a"), navigation=pages(current, last)), url)
    assert found.next == (following and f"{HOME}latest/page/{following}/")


def test_no_next() -> None:
    assert listing(page(rows=row("a"))).next is None


def test_a_next_page_that_is_this_one() -> None:
    html = page(navigation=pages(1, 2))
    assert listing(html, f"{HOME}latest/page/2/").next is None


def test_categories_of_the_menus() -> None:
    assert listing(page()).categories == [f"{HOME}category/%d9%85/"]


def test_feeds_and_rest_interface() -> None:
    head = (
        '<link rel="alternate" type="application/rss+xml" href="/feed/">'
        '<link rel="alternate" type="application/rss+xml" href="/comments/feed/">'
        '<link rel="alternate" type="application/json" href="/wp-json/wp/v2/posts/1">'
        '<link rel="stylesheet" href="/a.css">'
        '<link rel="https://api.w.org/" href="https://manara.example/wp-json/">'
    )
    found = listing(page(head=head))
    assert found.feeds == [f"{HOME}feed/", f"{HOME}comments/feed/"]
    assert found.rest == f"{HOME}wp-json/"
    assert (listing(page()).feeds, listing(page()).rest) == ([], None)


def test_addresses_that_are_none() -> None:
    rows = "".join(
        f'<article class="infinite-post"><a rel="bookmark" href="{href}">خ</a>'
        "</article>"
        for href in (
            "#",
            "mailto:a@b.example",
            "javascript:void(0)",
            "http://[bad/",
            "",
        )
    )
    assert listing(page(rows=rows + row("a"))).entries == urls("a")


def test_saved_pages() -> None:
    cases = Path(__file__).parent / "pages" / "zoxpress"
    found = listing((cases / "category" / "page.html").read_text("utf-8"))
    assert len(found.entries) == 4
    assert found.entries[1].startswith(
        "https://manara.example/%d9%85%d9%83%d8%aa%d8%a8"
    )
    # The page of an article is no list, whatever it shows around the article.
    found = listing((cases / "template-1-paragraphs" / "page.html").read_text("utf-8"))
    assert (found.entries, found.featured, found.next) == ([], [], None)
    # Five posts in the menus, two in the side bar, one of them in both.
    assert len(found.others) == 6


@pytest.mark.parametrize("html", ["", " ", "\0", "<", "<html>", "نص", "\ud800"])
def test_what_is_no_page(html: str) -> None:
    found = listing(html)
    assert found.articles == []
    assert (found.next, found.rest, found.feeds) == (None, None, [])
    assert parse(html).tag == "html"


@pytest.mark.parametrize(
    ("address", "url"),
    [
        ("/a/", f"{HOME}a/"),
        ("b/?x=1", f"{HOME}news/b/?x=1"),
        (" ../c/ ", f"{HOME}c/"),
        ("//d.example/x", "https://d.example/x"),
        ("/a/#respond", f"{HOME}a/"),
        ("/%d8%a7/", f"{HOME}%d8%a7/"),
        ("/ا/", f"{HOME}ا/"),
        # Controls and marks of direction: a terminal and a reader would obey them.
        ("/a\x9b31m/", f"{HOME}a%C2%9B31m/"),
        ("/a\x1b[31m/", f"{HOME}a%1B[31m/"),
        ("/\u202egnp.exe", f"{HOME}%E2%80%AEgnp.exe"),
        ("https://d.example/\u200fx\x7f", "https://d.example/%E2%80%8Fx%7F"),
        ("https://d.example/خبر\u200cآخر", "https://d.example/خبر%E2%80%8Cآخر"),
        ("#top", None),
        ("", None),
        ("data:text/html,a", None),
        ("javascript:void(0)", None),
        ("JavaScript:void(0)", None),
        ("mailto:a@b.example", None),
        ("whatsapp://send?text=a", None),
        ("ftp://a.example/", None),
        ("http://[bad/", None),
    ],
)
def test_absolute(address: str, url: str | None) -> None:
    assert absolute(f"{HOME}news/", address) == url
