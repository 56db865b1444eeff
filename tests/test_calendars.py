"""Archives by month and day: pages that list what was published in a time."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from itertools import pairwise
from typing import TYPE_CHECKING

import pytest

from newsbot.demo.site import Response
from newsbot.pages.html import parse
from newsbot.pages.lists.calendars import find_archives, period_of
from newsbot.pages.lists.links import OpenListing
from newsbot.pages.lists.periods import Period
from newsbot.sites import generic
from tests.crawling import MockNews, Run, crawl, page
from tests.test_plain_sites import headline, story

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from pathlib import Path

HOME = "https://baidar.example/"
TODAY = datetime.now(UTC).date()


class TestWhichTime:
    @pytest.mark.parametrize(
        ("address", "expected"),
        [
            ("2024/", Period(2024)),
            ("ar/2024", Period(2024)),
            ("archive/2024.html", Period(2024)),
            ("2024/11/", Period(2024, 11)),
            ("ar/2024/11/23/", Period(2024, 11, 23)),
            ("archive/2024/3", Period(2024, 3)),
            ("archive/2024-11.htm", Period(2024, 11)),
            ("archive/2024-11-23", Period(2024, 11, 23)),
            ("archive/20241123.html", Period(2024, 11, 23)),
            ("date/23-11-2024", Period(2024, 11, 23)),
            ("أرشيف/2024/11", Period(2024, 11)),
            ("2024_11_03", Period(2024, 11, 3)),
            ("?m=202411", Period(2024, 11)),
            ("?m=20241123", Period(2024, 11, 23)),
            ("archive.php?y=2024&m=11&d=23", Period(2024, 11, 23)),
            ("archive.php?year=2024&month=7", Period(2024, 7)),
            ("news.aspx?date=2024-11-23", Period(2024, 11, 23)),
            ("news.aspx?day=23/11/2024", Period(2024, 11, 23)),
            # Of no time, or of one article.
            ("", None),
            ("2024/13/", None),
            ("2024/02/30/", None),
            ("1824/11/", None),
            ("2024/11/23/the-bridge-is-open", None),
            ("2024/11/23/4711", None),
            ("news/202411", None),
            ("news/20241123", None),
            ("news/2014", None),
            ("n/2014.htm", None),
            ("202411", None),
            ("tv/2014", None),
            ("12/2014", None),
            ("story/2024-11", None),
            ("view.php?id=12&date=2024-11-23", None),
            ("?m=1", None),
            ("news?page=2024", None),
        ],
    )
    def test_what_an_address_says(self, address: str, expected: Period | None) -> None:
        assert period_of(HOME + address) == expected

    @pytest.mark.parametrize(
        ("label", "expected"),
        [
            ("تشرين الثاني 2024", Period(2024, 11)),
            ("نوفمبر 2024 (23)", Period(2024, 11)),
            ("تشرين الثاني/نوفمبر ٢٠٢٤", Period(2024, 11)),
            ("أرشيف شهر آذار 2024", Period(2024, 3)),
            ("2024 جوان", Period(2024, 6)),
            ("11/2024", Period(2024, 11)),
            ("March 2024", Period(2024, 3)),
            # A card's date may lead to its article.
            ("23 نوفمبر 2024", None),
            ("نوفمبر", None),
            ("2024", None),
            ("معرض نوفمبر 2024", None),
            ("نوفمبر أكتوبر 2024", None),
        ],
    )
    def test_what_a_label_says(self, label: str, expected: Period | None) -> None:
        assert period_of(f"{HOME}list/118", label) == expected

    def test_what_lies_in_what(self) -> None:
        month = Period(2024, 11)
        assert month.holds(Period(2024, 11, 23))
        assert Period(2024).holds(month)
        assert not month.holds(month)
        assert not month.holds(Period(2024, 12, 1))
        assert not month.holds(Period(2024))
        assert not Period(2024, 11, 2).holds(Period(2024, 11, 23))

    def test_from_when_till_when(self) -> None:
        assert Period(2024).days == (date(2024, 1, 1), date(2025, 1, 1))
        assert Period(2024, 12).days == (date(2024, 12, 1), date(2025, 1, 1))
        assert Period(2024, 2, 29).days == (date(2024, 2, 29), date(2024, 3, 1))


class TestLinks:
    def test_lists_and_menus_of_archives(self) -> None:
        html = (
            '<a href="/2024/11/">نوفمبر 2024</a>'
            '<select><option value="">اختر شهرا</option>'
            '<option value="/2024/10/">أكتوبر 2024</option>'
            '<option value="7">تموز 2024</option></select>'
            '<a href="/2024/11/23/the-bridge">افتتاح الجسر</a>'
            '<a href="https://rabia.example/2024/09/">أيلول 2024</a>'
            '<a href="/2024/10/?page=2">2</a><a href="/?m=202410&paged=2">2</a>'
            '<a href="/list/118">آب 2024</a><a href="/2024/11/#top">نوفمبر</a>'
        )
        assert find_archives(parse(html), HOME) == {
            f"{HOME}2024/11/": Period(2024, 11),
            f"{HOME}2024/10/": Period(2024, 10),
            f"{HOME}list/118": Period(2024, 8),
        }

    @pytest.mark.parametrize(
        ("link", "expected"),
        [
            ('<a href="/archive/">الأرشيف</a>', "archive/"),
            ('<a href="/all.php?t=9">أرشيف الأخبار</a>', "all.php?t=9"),
            ('<a href="/archives">كل ما نشر</a>', "archives"),
            ('<a href="/archive/712-a-bridge-for-the-town">جسر للبلدة</a>', None),
            ('<a href="/files.zip">الأرشيف</a>', None),
        ],
    )
    def test_the_page_of_archives(self, link: str, expected: str | None) -> None:
        html = f"<html><body>{link}</body></html>"
        found = OpenListing(html, url=HOME, profile=generic()).archive
        assert found == (None if expected is None else HOME + expected)

    @pytest.mark.parametrize("address", ["archive/2024-11.htm", "archive/2024-11-23"])
    def test_no_article(self, address: str) -> None:
        links = "".join(
            f'<h3><a href="/{path}">{headline(number)}</a></h3>'
            for number, path in enumerate(["n/7001.htm", "n/7002.htm", address])
        )
        html = f"<html><body>{links}</body></html>"
        found = OpenListing(html, url=HOME, profile=generic())
        assert found.articles == [f"{HOME}n/7001.htm", f"{HOME}n/7002.htm"]


def cards(*numbers: int) -> str:
    return "".join(
        f'<div class="card"><h3><a href="/n/{number}.htm">{headline(number)}</a></h3>'
        "</div>"
        for number in numbers
    )


def months_back(count: int) -> Period:
    whole = TODAY.year * 12 + TODAY.month - 1 - count
    return Period(whole // 12, whole % 12 + 1)


class Baidar(MockNews):
    """A paper of which only the newest articles and an archive by months are named;
    *lists* are pages by their paths."""

    def __init__(self) -> None:
        super().__init__(newest=1)
        self.lists: dict[str, str] = {}
        self.archives = ""
        self.robots = "User-agent: *\nDisallow:\n"

    def respond(self, base: str, target: str, headers: Mapping[str, str]) -> Response:
        self.asked.append(target)
        if target == "/robots.txt":
            return Response(200, self.robots.encode(), {"Content-Type": "text/plain"})
        if target in self.lists:
            side = f'<div class="sidebar">{self.archives}</div>'
            return page(f"<html><body>{self.lists[target]}{side}</body></html>")
        number = target.removeprefix("/n/").removesuffix(".htm")
        if number.isdigit():
            return page(story(int(number)))
        return page("<html><body>404</body></html>", 404)


@pytest.fixture
def news() -> Iterator[Baidar]:
    with Baidar() as server:
        yield server


ALL = ("-a", "max_pages=0")


def numbers(run: Run, news: Baidar) -> list[int]:
    urls = [article["url"] for article in run.articles(news.name)]
    return sorted(int(url.rpartition("/")[2].removesuffix(".htm")) for url in urls)


def by_months(news: Baidar) -> list[str]:
    """Three months of four articles; the home page has the last five of them."""
    paths = []
    for count, first in enumerate((7009, 7005, 7001)):
        period = months_back(count)
        path = f"/archive/{period.year}-{period.month:02}.htm"
        news.lists[path] = cards(*range(first + 3, first - 1, -1))
        paths.append(path)
    news.lists["/"] = cards(7012, 7011, 7010, 7009, 7008)
    news.archives = "".join(f'<a href="{path}">شهر {path[9:]}</a>' for path in paths)
    return paths


class TestCrawl:
    def test_by_months(self, news: Baidar, tmp_path: Path) -> None:
        paths = by_months(news)
        run = crawl(news, tmp_path, *ALL)
        assert numbers(run, news) == list(range(7001, 7013))
        assert run.record(news.name)["pages"] == {"delivered": 12}
        assert (run.exit_code, run.record(news.name)["verdict"]) == (0, "delivered")
        assert [path for path in news.asked if path in paths] == paths
        again = crawl(news, tmp_path, *ALL)
        assert again.record(news.name)["verdict"] == "quiet"
        assert not any(path.startswith("/n/") for path in news.asked)
        # A poll does not look at what is past.
        crawl(news, tmp_path)
        assert news.asked == ["/robots.txt", "/"]

    def test_by_days_from_one_to_the_next(self, news: Baidar, tmp_path: Path) -> None:
        # Days on which nothing appeared name the day before all the same.
        days = ["/2024/11/23/", "/2024/11/22/", "/2024/11/21/", "/2024/11/20/"]
        rows = [(7008, 7007), (), (7006, 7005), (7004, 7003)]
        for day, before, row in zip(days, [*days[1:], ""], rows, strict=True):
            way = f'<a href="{before}">اليوم السابق</a>' if before else ""
            news.lists[day] = cards(*row) + way
        news.lists["/"] = cards(7008, 7007, 7006) + f'<a href="{days[0]}">23</a>'
        run = crawl(news, tmp_path, *ALL)
        assert numbers(run, news) == list(range(7003, 7009))
        assert [path for path in news.asked if path in days] == days

    def test_a_month_is_not_read_by_days_too(
        self, news: Baidar, tmp_path: Path
    ) -> None:
        news.lists["/"] = cards(7008, 7007, 7006)
        news.lists["/2024/11/"] = (
            cards(7005, 7004) + '<a class="next" rel="next" href="/2024/11/page/2/">'
        )
        news.lists["/2024/11/page/2/"] = cards(7003, 7002)
        news.lists["/2024/"] = cards(7008)
        news.archives = (
            '<a href="/2024/">2024</a><a href="/2024/11/">نوفمبر 2024</a>'
            '<a href="/2024/11/23/">23</a>'
        )
        run = crawl(news, tmp_path, *ALL)
        assert numbers(run, news) == list(range(7002, 7009))
        assert run.exit_code == 0
        assert "/2024/11/23/" not in news.asked
        # What was walked to its end is not walked again, but for what is new above.
        news.lists["/2024/11/"] = news.lists["/2024/11/"].replace(
            cards(7005, 7004), cards(7010, 7005)
        )
        news.lists["/2024/11/page/2/"] = cards(7004, 7003, 7002)
        more = crawl(news, tmp_path, *ALL)
        assert numbers(more, news) == [*range(7002, 7009), 7010]
        crawl(news, tmp_path, *ALL)
        assert "/2024/11/" in news.asked
        assert "/2024/11/page/2/" not in news.asked

    def test_a_calendar_without_end(self, news: Baidar, tmp_path: Path) -> None:
        news.lists["/"] = cards(7003, 7002, 7001) + '<a href="/2024/11/23/">23</a>'
        days = [date(2024, 11, 23) - timedelta(days=count) for count in range(90)]
        for day, before in pairwise(f"/{day:%Y/%m/%d}/" for day in days):
            news.lists[day] = f'<a href="{before}">اليوم السابق</a>'
        run = crawl(news, tmp_path, *ALL)
        assert run.record(news.name)["verdict"] == "delivered"
        asked = [path for path in news.asked if path.startswith("/2024/")]
        assert len(asked) == 31

    def test_where_robots_closes_it(self, news: Baidar, tmp_path: Path) -> None:
        by_months(news)
        news.robots = "User-agent: *\nDisallow: /archive/\n"
        run = crawl(news, tmp_path, *ALL)
        assert numbers(run, news) == list(range(7008, 7013))
        assert (run.exit_code, run.record(news.name)["verdict"]) == (0, "delivered")

    def test_a_month_that_is_not_to_be_had(self, news: Baidar, tmp_path: Path) -> None:
        paths = by_months(news)
        del news.lists[paths[1]]
        news.lists[paths[2]] += '<a href="/archive/1999-01.htm">كانون الثاني 1999</a>'
        run = crawl(news, tmp_path, *ALL)
        # 404: there is none.
        assert numbers(run, news) == [*range(7001, 7005), *range(7008, 7013)]
        assert run.record(news.name)["verdict"] == "delivered"

    def test_the_archive_within_limits(self, news: Baidar, tmp_path: Path) -> None:
        paths = by_months(news)
        month = months_back(1)
        since = ("-a", f"since={month.year}-{month.month:02}-05")
        crawl(news, tmp_path, *since, spider="archive")
        assert [path for path in news.asked if path in paths] == paths[:2]

    def test_all_behind_one_page(self, news: Baidar, tmp_path: Path) -> None:
        news.lists["/"] = cards(7006, 7005, 7004) + '<a href="/archive">الأرشيف</a>'
        news.lists["/archive"] = (
            cards(7006, 7005, 7004, 7003)
            + '<div class="pagination"><b>1</b><a href="/archive?page=2">2</a></div>'
        )
        news.lists["/archive?page=2"] = cards(7002, 7001)
        run = crawl(news, tmp_path, *ALL)
        assert numbers(run, news) == list(range(7001, 7007))
