"""Which pages of a listing are missing, and which were never there."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from newsbot.pages.listing import ListingPage
from newsbot.sites import generic
from newsbot.spiders.missingpages import MissingPages, names_further

NOON = datetime(2026, 3, 1, 12, tzinfo=UTC)
THIRD = "https://news.test/latest/page/3/"


class Listing(ListingPage):
    """The second page of a listing, with the links of *pager*."""

    def __init__(self, pager: str, url: str, following: str | None) -> None:
        html = f"<html><body><div>{pager}</div></body></html>"
        super().__init__(html, url=url, profile=generic())
        self.next = following


def link(address: str, label: str) -> str:
    return f"<a href='{address}'>{label}</a>"


@pytest.mark.parametrize(
    ("links", "is_named"),
    [
        ([("/latest/page/3/", "3"), ("/latest/page/4/", "4")], True),
        ([("/latest/page/3/", "3"), ("/latest/page/9/", "الأخيرة »")], True),
        ([("/latest/page/3/", "3")], False),
        ([("/latest/", "1"), ("/latest/page/3/", "التالي")], False),
        # Another list of the same site, and an article with a number.
        ([("/latest/page/3/", "3"), ("/sport/page/7/", "7")], False),
        ([("/latest/page/3/", "3"), ("/latest/481516/", "المطر يعود")], False),
    ],
)
def test_pages_beyond_the_next_one(
    links: list[tuple[str, str]], *, is_named: bool
) -> None:
    pager = "".join(link(*one) for one in links)
    second = Listing(pager, "https://news.test/latest/page/2/", THIRD)
    assert names_further(second) is is_named


def test_pages_beyond_the_next_one_by_arguments() -> None:
    here, following = "https://news.test/n?page=2", "https://news.test/n?page=3"
    near = link("/n?page=1", "1") + link("/n?page=3", "3")
    assert not names_further(Listing(near, here, following))
    assert names_further(Listing(near + link("/n?page=6", "6"), here, following))
    by_rows = Listing(
        link("/n?start=40", "3") + link("/n?start=60", "4"),
        "https://news.test/n?start=20",
        "https://news.test/n?start=40",
    )
    assert names_further(by_rows)


def test_a_page_without_a_next_one_names_none() -> None:
    pager = link("/latest/page/4/", "4")
    assert not names_further(Listing(pager, "https://news.test/latest/page/5/", None))


def missed(noted: object, *, after: timedelta, is_due: bool = False) -> MissingPages:
    pages = MissingPages(noted, NOON + after)
    pages.miss(THIRD, is_due=is_due)
    return pages


def test_days_must_pass_not_runs() -> None:
    pages = missed({}, after=timedelta(), is_due=True)
    for hours in range(1, 72, 7):
        pages = missed(pages.noted, after=timedelta(hours=hours))
        assert not pages.is_believed(THIRD)
        # Once seen, the next run need not see it again.
        assert pages.is_due(THIRD)
    pages = missed(pages.noted, after=timedelta(days=3))
    assert pages.is_believed(THIRD)
    assert not pages.is_due(THIRD)


def test_a_page_that_was_there_in_between_is_missed_anew() -> None:
    pages = missed({}, after=timedelta())
    pages.find(THIRD)
    pages = missed(pages.noted, after=timedelta(days=5))
    assert not pages.is_believed(THIRD)


def test_what_was_missed_long_ago_tells_nothing() -> None:
    pages = missed({}, after=timedelta())
    pages = missed(pages.noted, after=timedelta(days=40))
    assert not pages.is_believed(THIRD)


def test_what_earlier_versions_noted_without_a_time_tells_nothing() -> None:
    assert not missed([THIRD], after=timedelta(days=5)).is_believed(THIRD)
