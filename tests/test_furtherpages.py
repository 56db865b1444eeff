"""The pages of an article in several pages, however its pages name each other."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from newsbot.demo.options import Options
from newsbot.spiders.furtherpages import FurtherPages, page_number
from tests.crawling import FAST, MockNews, Run, page, scrapy

if TYPE_CHECKING:
    from pathlib import Path

FIRST = "https://news.example/khabar/"


@pytest.mark.parametrize(
    ("url", "first", "number"),
    [
        ("https://news.example/khabar/", FIRST, 1),
        ("https://news.example/khabar", FIRST, 1),
        ("https://news.example/khabar/1/", FIRST, 1),
        ("https://news.example/khabar/12/", FIRST, 12),
        ("https://news.example/khabar/page/3", FIRST, 3),
        ("https://news.example/khabar/?page=4", FIRST, 4),
        ("https://news.example/khabar/2/", f"{FIRST}?from=home", 2),
        ("https://news.example/%D8%AE%D8%A8%D8%B1/2/", "https://news.example/خبر/", 2),
        ("https://news.example/archives/412/3", "https://news.example/archives/412", 3),
        ("https://news.example/?p=412&page=2", "https://news.example/?p=412", 2),
        ("https://news.example/?p=412", "https://news.example/?p=412", 1),
        # Another post, a comment page, a page without a number.
        ("https://news.example/?p=413&page=2", "https://news.example/?p=412", None),
        (
            "https://news.example/archives/4123",
            "https://news.example/archives/412",
            None,
        ),
        ("https://news.example/khabar-2/2/", FIRST, None),
        ("https://news.example/khabar/comment-page-2/", FIRST, None),
        ("https://news.example/khabar_2.html", FIRST, None),
        (
            "https://news.example/a.php?id=5&part=2",
            "https://news.example/a.php?id=5",
            None,
        ),
        ("https://news.example/khabar/99999999/", FIRST, None),
    ],
)
def test_number_of_a_page(url: str, first: str, number: int | None) -> None:
    assert page_number(url, first) == number


def test_pages_come_by_their_numbers_and_each_once() -> None:
    pages = FurtherPages(FIRST)
    pages.name([f"{FIRST}2/", f"{FIRST}7/"])
    found = []
    for url in pages:
        found.append(url.removeprefix(FIRST))
        number = int(found[-1].strip("/"))
        pages.name([FIRST, f"{FIRST}1/", f"{FIRST}{number - 1}", f"{FIRST}{number}/"])
        if number < 7:
            pages.name([f"{FIRST}{number + 1}/"])
    assert found == ["2/", "3/", "4/", "5/", "6/", "7/"]
    assert len(pages) == 0


def test_pages_without_numbers_come_as_they_are_named() -> None:
    pages = FurtherPages("https://news.example/a.html")
    pages.name(["https://news.example/a-z.html", "https://news.example/a-b.html"])
    assert len(pages) == 2
    assert [url[-8:] for url in pages] == ["a-z.html", "a-b.html"]
    pages.name(["https://news.example/a-z.html", "https://news.example/a.html"])
    assert list(pages) == []


def test_what_leads_back_is_taken_once() -> None:
    pages = FurtherPages(FIRST)
    assert pages.takes(f"{FIRST}2/")
    assert not pages.takes(f"{FIRST}2")
    assert not pages.takes(FIRST)


# --- On a site ----------------------------------------------------------------


class Serial(MockNews):
    """A site whose newest article has several pages; `nav` gives the links of one."""

    def __init__(self, pages: int, nav: Any) -> None:
        super().__init__(Options(feed=False, rest=False), newest=4)
        ids = [one["post_id"] for one in self.stories.truth("")]
        self.path, self.other = self.path_of(ids[0]), self.path_of(ids[1])
        for number in range(1, pages + 1):
            self.answers[self.at(number)] = self._page(number, nav(number))

    def at(self, number: int) -> str:
        return self.path if number == 1 else f"{self.path}{number}/"

    def _page(self, number: int, linked: list[int]) -> Any:
        def answer(base: str) -> Any:
            html = super(MockNews, self).respond(base, self.path, {}).body.decode()
            links = "".join(
                f'<a class="post-page-numbers" href="{base}{self.at(one)}">صفحة</a>'
                for one in linked
            )
            nav = f'<p class="post-nav-links">{links}</p>'
            begin = html.index('<div class="zox-post-body ')
            begin = html.index(">", begin) + 1
            end = html.index('<div class="zox-post-body-bot')
            text = f"<p>{text_of(number)}</p>{nav}</div>"
            return page(html[:begin] + text + html[end:])

        return answer

    def crawl(self, tmp_path: Path) -> Run:
        site = f"site={self.url}/"
        return scrapy("crawl", "latest", "-a", site, *FAST, data=tmp_path / "data")

    def serial(self, run: Run) -> dict[str, Any]:
        """The article of several pages."""
        (found,) = (
            one for one in run.articles(self.name) if one["url"].endswith(self.path)
        )
        return found


def text_of(number: int) -> str:
    return f"قال رئيس لجنة السدود في تقريره رقم {number} إن منسوب البحيرة ارتفع."


def test_pages_that_name_only_the_one_before_and_the_one_behind(tmp_path: Path) -> None:
    with Serial(5, lambda n: [m for m in (n - 1, n + 1) if 1 <= m <= 5]) as news:
        run = news.crawl(tmp_path)
        asked = [target for target in news.asked if target.startswith(news.path)]
        found = news.serial(run)
        record = run.record(news.name)
    assert run.exit_code == 0
    assert found["text"].split("\n") == [text_of(number) for number in range(1, 6)]
    assert found["warnings"] == []
    assert asked == [news.at(number) for number in range(1, 6)]
    assert record["further_pages"] == 4


def test_numbers_that_are_left_out_in_the_middle(tmp_path: Path) -> None:
    # 1 2 … 8, and on each page its neighbours beside the first and the last.
    with Serial(8, lambda n: sorted({1, n - 1, n, n + 1, 8} - {0, 9})) as news:
        run = news.crawl(tmp_path)
        found = news.serial(run)
    assert found["text"].split("\n") == [text_of(number) for number in range(1, 9)]


def test_a_number_that_is_too_high_leads_to_the_first_page(tmp_path: Path) -> None:
    with Serial(2, lambda n: [n + 1]) as news:
        news.answers[news.at(3)] = lambda base: page(
            "", 301, Location=f"{base}{news.path}"
        )
        run = news.crawl(tmp_path)
        found = news.serial(run)
    assert run.exit_code == 0
    assert found["text"].split("\n") == [text_of(1), text_of(2)]


def test_a_page_of_another_post_is_not_joined(tmp_path: Path) -> None:
    with Serial(2, lambda n: [2, 3]) as news:
        news.answers[news.at(3)] = lambda base: page(
            "", 301, Location=f"{base}{news.other}"
        )
        run = news.crawl(tmp_path)
        found = news.serial(run)
        third = f"{news.url}{news.at(3)}"
    assert found["text"].split("\n") == [text_of(1), text_of(2)]
    assert found["warnings"] == [f"{third}, named as its page, is of another post"]
