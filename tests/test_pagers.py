"""The way from page to page of a list, in the addresses of many systems."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from newsbot.pages.html import parse
from newsbot.pages.lists.pagenumbers import is_numbered
from newsbot.pages.lists.pager import find_next

HOME = "https://safa.example"
LAST = 3

Address = Callable[[int], str]


def after(first: str, others: str) -> Address:
    """Addresses of pages: the first has none of the number in those of *others*."""
    return lambda page: first if page == 1 else others.format(page)


ADDRESSES: dict[str, Address] = {
    "argument": after("/sport", "/sport?page={}"),
    "argument on each": lambda page: f"/sport?s=5&PageIndex={page}",
    "argument of a module": after("/list?npage=1", "/list?npage={}"),
    "argument from zero": lambda page: f"/list.php?c=4&page={page - 1}",
    "argument with a prefix": lambda page: f"/list?pageNum_rs={page - 1}",
    "part of the path": after("/section/sport", "/section/sport/{}"),
    "behind a number": after("/cat/12", "/cat/12/{}"),
    "named part": after("/أخبار", "/أخبار/صفحة/{}"),
    "below a file": after("/news/12.html", "/news/12/page/{}.html"),
    "underscore": after("/sport.html", "/sport_{}.html"),
    "hyphen": after("/sport.html", "/sport-{}.html"),
    "last of two numbers": lambda page: f"/cat-12-{page}.html",
    "file of a folder": after("/sport/", "/sport/index_{}.html"),
    "method of a folder": after("/sport", "/sport/index/{}"),
    "with a sum of the others": lambda page: (
        f"/index.php?id=40&tx_list[currentPage]={page}&cHash={page * 'd1'}"
        if page > 1
        else "/index.php?id=40"
    ),
    "with the state of its part": after(
        "/index.php?id=40",
        "/index.php?id=40&tx_list[action]=list&tx_list[kind]=News&tx_list[page]={}",
    ),
    "of a portlet": after(
        "/web/akhbar",
        "/web/akhbar?p_p_id=55_q8&p_p_lifecycle=0&p_p_col_count=1&_55_q8_delta=20"
        "&_55_q8_keywords=&p_r_p_564_resetCur=false&_55_q8_cur={}",
    ),
    "with the number of a visit": lambda page: (
        f"/cat.php?c=3&page={page}&PHPSESSID={page * 'b7'}"
    ),
    "with that number in the path": lambda page: (
        f"/cat.jsp;jsessionid={page * 'B7'}?c=3&page={page}"
    ),
    "with a sign of the request": lambda page: f"/list?page={page}&token=k{page}z",
}


def numerals(address: Address, page: int) -> str:
    return "".join(
        f"<b>{number}</b>"
        if number == page
        else f'<a href="{address(number)}">{said}</a>'
        for number, said in enumerate("١٢٣", 1)
    )


def words(address: Address, page: int) -> str:
    back = f'<a href="{address(page - 1)}">السابق</a>' if page > 1 else ""
    on = f'<a href="{address(page + 1)}">التالي</a>' if page < LAST else ""
    return back + on


def found(html: str, path: str) -> str | None:
    tree = parse(f"<html><body>{html}</body></html>")
    url = find_next(tree, HOME + path)
    return None if url is None else url.removeprefix(HOME)


@pytest.mark.parametrize("markup", [numerals, words])
@pytest.mark.parametrize("name", ADDRESSES)
def test_from_page_to_page(name: str, markup: Callable[[Address, int], str]) -> None:
    address = ADDRESSES[name]
    way = [found(markup(address, page), address(page)) for page in (1, 2, 3)]
    assert way == [address(2), address(3), None]


@pytest.mark.parametrize("name", ["sheet", "pageid", "goto_p"])
def test_an_argument_of_any_name_by_its_numerals(name: str) -> None:
    def address(page: int) -> str:
        return f"/list?sec=2&{name}={page}"

    assert found(numerals(address, 1), "/list?sec=2") == address(2)
    assert found(numerals(address, 2), address(2)) == address(3)
    # The word alone does not tell what the number counts.
    assert found(f'<a href="{address(2)}">التالي</a>', "/list?sec=2") is None


@pytest.mark.parametrize(
    ("html", "path"),
    [
        ('<td><a href="/x?month=3&day=1">1</a><a href="/x?month=3&day=2">2</a>', "/x"),
        ('<a href="/x?month=3&day=2">2</a>', "/x?month=3"),
        ('<a href="/x?rate=1">1</a><a href="/x?rate=2">2</a>', "/x"),
        ('<a href="/x?year=2025">2025</a>', "/x"),
        ('<a href="/x?id=2">2</a>', "/x"),
        ('<a href="/x?perpage=20">20</a><a href="/x?perpage=50">50</a>', "/x"),
        ('<a href="/y-2.html">2</a>', "/x.html"),
        ('<a href="/team-2">الفريق الثاني</a>', "/team"),
        ('<a href="/2026/03-2">2</a>', "/2026/03"),
        ('<a href="/x?id=4&t[cat]=3&t[page]=2">2</a>', "/x?id=4&t[cat]=5"),
        ('<a href="/x?id=4&t[cat]=3&t[page]=2">2</a>', "/x?id=4&t[page]=1"),
        ('<a href="/x?id=4&u[cat]=3&t[page]=2">2</a>', "/x?id=4"),
        ('<a href="/x?p_p_id=8&p_p_col_count=2">2</a>', "/x"),
    ],
)
def test_numerals_that_lead_elsewhere(html: str, path: str) -> None:
    assert found(html, path) is None


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("page=2", True),
        ("PageNo=2", True),
        ("start=20", True),
        ("page_id=2", False),
        ("pageid=5", False),
        ("per_page=20", False),
        ("page=contact", False),
        ("cat=2", False),
    ],
)
def test_which_addresses_count_pages(query: str, expected: bool) -> None:
    assert is_numbered(f"{HOME}/list?{query}") is expected
