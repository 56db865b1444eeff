"""Lists that a script carries on: buttons that say "more", and what comes for them."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from newsbot.demo.site import Response
from newsbot.pages.html import parse
from newsbot.pages.listing import read_listing
from newsbot.pages.lists.loaded import LoadedListing
from newsbot.pages.lists.loaders import address_after, find_loader
from newsbot.sites import generic
from tests.crawling import MockNews, Run, crawl, page
from tests.test_plain_sites import SECTIONS, headline, story

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping
    from pathlib import Path

HOME = "https://tilal.example/"


class TestButtons:
    @pytest.mark.parametrize(
        ("html", "expected"),
        [
            ('<button data-url="/load/x?page=2">عرض المزيد</button>', "load/x?page=2"),
            (
                '<a href="#" data-href="/more.php?start=20">المزيد</a>',
                "more.php?start=20",
            ),
            ('<div class="infinite-scroll" data-next="/ajax/2"></div>', "ajax/2"),
            (
                '<a class="load-more" href="/ajax/list?p=1">تحميل المزيد</a>',
                "ajax/list?p=1",
            ),
            ('<button data-url="/load/x?page=2">شارك</button>', None),
            ('<button data-url="/load/x">المزيد</button>', None),
            ('<button data-url="/load/x?page=7">المزيد</button>', None),
            ('<a href="/sport?page=2">المزيد</a>', None),
            ('<div data-url="/story/2">المزيد</div>', None),
            ('<button data-url="https://rabia.example/l?page=2">المزيد</button>', None),
            (
                '<button data-url="/l?c=1&page=2">المزيد</button>'
                '<button data-url="/l?c=2&page=2">المزيد</button>',
                None,
            ),
        ],
    )
    def test_what_they_ask_for(self, html: str, expected: str | None) -> None:
        found = find_loader(parse(f"<html><body>{html}</body></html>"), HOME)
        assert found == (None if expected is None else HOME + expected)

    @pytest.mark.parametrize(
        ("address", "expected"),
        [
            ("load?c=5&page=2", "load?c=5&page=3"),
            ("load?start=12&c=5", "load?start=24&c=5"),
            ("ajax/load-more/sport/2", "ajax/load-more/sport/3"),
            ("ajax/2/", "ajax/3/"),
            # A number that is no page's.
            ("section/5", None),
            ("load?c=5", None),
        ],
    )
    def test_what_comes_after(self, address: str, expected: str | None) -> None:
        found = address_after(HOME + address, rows=12)
        assert found == (None if expected is None else HOME + expected)


def rows(*numbers: int) -> str:
    return "".join(
        f'<div class="row"><h3><a href="/n/{number}">{headline(number)}</a></h3></div>'
        for number in numbers
    )


def urls(*numbers: int) -> list[str]:
    return [f"{HOME}n/{number}" for number in numbers]


def loaded(text: str, path: str = "load?page=2") -> LoadedListing:
    return LoadedListing(text, url=HOME + path, profile=generic())


class TestAnswers:
    def test_a_piece_of_html(self) -> None:
        piece = loaded(rows(7001, 7002, 7003))
        assert piece.entries == urls(7001, 7002, 7003)
        assert piece.next == f"{HOME}load?page=3"

    def test_json_with_html(self) -> None:
        data = {"ok": True, "data": {"html": rows(7001, 7002, 7003), "count": 3}}
        piece = loaded(json.dumps(data))
        assert piece.entries == urls(7001, 7002, 7003)
        assert piece.next == f"{HOME}load?page=3"

    def test_json_with_articles(self) -> None:
        items = [
            {"id": number, "title": headline(number), "url": f"/n/{number}"}
            for number in (7001, 7002, 7003)
        ]
        piece = loaded(json.dumps({"items": items, "next": f"{HOME}more?after=9/1"}))
        assert piece.entries == urls(7001, 7002, 7003)
        assert piece.next == f"{HOME}more?after=9/1"

    @pytest.mark.parametrize("end", [{"hasMore": False}, {"next": None}])
    def test_json_that_says_that_it_ends(self, end: dict[str, object]) -> None:
        data = {"html": rows(7001, 7002, 7003), **end}
        assert loaded(json.dumps(data)).next is None
        assert loaded(json.dumps({"result": data})).next is None

    @pytest.mark.parametrize("text", ["", "[]", '{"html": ""}', "<p>لا مزيد</p>"])
    def test_behind_the_last_rows(self, text: str) -> None:
        piece = loaded(text)
        assert (piece.entries, piece.next) == ([], None)

    @pytest.mark.parametrize(
        "text",
        [
            "[" * 100_000,
            '{"html": ' * 5_000 + "1",
            '{"url": 7, "title": []}',
            "{broken",
        ],
    )
    def test_what_is_broken(self, text: str) -> None:
        assert loaded(text).entries == []

    def test_a_whole_page_names_its_next_itself(self) -> None:
        html = f"<html><body>{rows(7001, 7002, 7003)}</body></html>"
        assert loaded(html).next is None
        way = '<div class="pagination"><b>2</b><a href="/load?page=3">3</a></div>'
        assert loaded(html.replace("</body>", way)).next == f"{HOME}load?page=3"

    @pytest.mark.parametrize(
        ("text", "expected"),
        [
            (rows(7001, 7002, 7003), True),
            ('{"html": ""}', True),
            ("<html><body>", False),
            ("<!DOCTYPE html><title>", False),
        ],
    )
    def test_where_a_walk_goes_on(self, text: str, expected: bool) -> None:
        found = read_listing(text, url=f"{HOME}load?page=2", profile=generic())
        assert isinstance(found, LoadedListing) is expected


def as_html(piece: str, left: int) -> Response:
    return page(piece)


def as_json(piece: str, left: int) -> Response:
    data = json.dumps({"html": piece, "hasMore": left > 0})
    return Response(200, data.encode(), {"Content-Type": "application/json"})


def refused(piece: str, left: int) -> Response:
    return Response(403, b"no", {"Content-Type": "text/plain"})


class Tilal(MockNews):
    """Three sections of eight articles, three at a time; *answer* gives what comes
    for the button."""

    def __init__(self) -> None:
        super().__init__(newest=1)
        self.answer: Callable[[str, int], Response] = as_html
        self.newest = 8

    def of(self, section: str) -> list[int]:
        place = list(SECTIONS).index(section)
        return [7000 + 10 * number + place for number in range(self.newest, 0, -1)]

    def respond(self, base: str, target: str, headers: Mapping[str, str]) -> Response:
        self.asked.append(target)
        path, _, query = target.partition("?")
        *_, name = path.split("/")
        if target == "/":
            menu = "".join(
                f'<a href="/section/{one}">{label}</a>'
                for one, label in SECTIONS.items()
            )
            first = rows(*(self.of(one)[0] for one in SECTIONS))
            return page(f"<html><body><nav>{menu}</nav>{first}</body></html>")
        if path.startswith("/section/") and name in SECTIONS:
            button = f'<button data-url="/load/{name}?page=2">عرض المزيد</button>'
            first = rows(*self.of(name)[:3])
            return page(f"<html><body>{first}{button}</body></html>")
        if path.startswith("/load/"):
            end = 3 * int(query.removeprefix("page="))
            numbers = self.of(name)
            piece = rows(*numbers[end - 3 : end])
            return self.answer(piece, len(numbers) - end)
        if path.startswith("/n/"):
            return page(story(int(name)))
        return page("<html><body>404</body></html>", 404)


@pytest.fixture
def news() -> Iterator[Tilal]:
    with Tilal() as server:
        yield server


ALL = ("-a", "max_pages=0")
EVERY = sorted(
    7000 + 10 * number + place for number in range(1, 9) for place in range(3)
)


def had(run: Run, news: Tilal) -> list[int]:
    return sorted(
        int(article["url"].rpartition("/")[2]) for article in run.articles(news.name)
    )


class TestCrawl:
    @pytest.mark.parametrize("answer", [as_html, as_json])
    def test_to_the_end_of_each_list(
        self, answer: Callable[[str, int], Response], news: Tilal, tmp_path: Path
    ) -> None:
        news.answer = answer
        run = crawl(news, tmp_path, *ALL)
        assert had(run, news) == EVERY
        assert run.record(news.name)["verdict"] == "delivered"
        crawl(news, tmp_path)
        assert not any(path.startswith(("/load/", "/n/")) for path in news.asked)
        news.newest = 9
        again = crawl(news, tmp_path)
        assert had(again, news) == [*EVERY, 7090, 7091, 7092]

    def test_some_pages_now_and_the_others_later(
        self, news: Tilal, tmp_path: Path
    ) -> None:
        news.answer = as_json
        crawl(news, tmp_path, "-a", "max_pages=2")
        run = crawl(news, tmp_path, *ALL)
        assert had(run, news) == EVERY

    def test_one_that_answers_only_its_script(
        self, news: Tilal, tmp_path: Path
    ) -> None:
        news.answer = refused
        first = [number for one in SECTIONS for number in news.of(one)[:3]]
        run = crawl(news, tmp_path, *ALL)
        assert had(run, news) == sorted(first)
        assert (run.exit_code, run.record(news.name)["verdict"]) == (0, "delivered")
        again = crawl(news, tmp_path, *ALL)
        assert again.record(news.name)["verdict"] == "quiet"

    def test_the_archive(self, news: Tilal, tmp_path: Path) -> None:
        assert had(crawl(news, tmp_path, spider="archive"), news) == EVERY
