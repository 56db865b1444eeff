"""How far an archive was walked, and the account of what is missing."""

from __future__ import annotations

from contextlib import closing
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

import pytest
from scrapy.utils.test import get_crawler

from newsbot.ledger import Delivery, Ledger, Line
from newsbot.similarity import url_key
from newsbot.spiders.account import Account
from newsbot.spiders.archivemark import BEGIN, END, ArchiveMark
from newsbot.spiders.arguments import ArgumentError, Since, Until

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

SITE = "news.test"
DAYS = [f"2026-03-{day:02}T00:00:00" for day in range(1, 10)]


@pytest.fixture
def ledger(tmp_path: Path) -> Iterator[Ledger]:
    with closing(Ledger.open(tmp_path / "ledger.sqlite3")) as opened:
        yield opened


def mark(ledger: Ledger, run: int = 1) -> ArchiveMark:
    """The mark as the next run reads it."""
    return ArchiveMark(ledger, SITE, "archive", run)


def test_nothing_walked_is_one_gap(ledger: Ledger) -> None:
    assert mark(ledger).gaps(BEGIN, END) == [(BEGIN, END)]
    assert mark(ledger).gaps(DAYS[2], DAYS[4]) == [(DAYS[2], DAYS[4])]


def test_gaps_come_newest_first(ledger: Ledger) -> None:
    mark(ledger).walk(DAYS[5], DAYS[7])
    mark(ledger).walk(DAYS[1], DAYS[2])
    assert mark(ledger).gaps(BEGIN, END) == [
        (DAYS[7], END),
        (DAYS[2], DAYS[5]),
        (BEGIN, DAYS[1]),
    ]
    assert mark(ledger).gaps(DAYS[1], DAYS[6]) == [(DAYS[2], DAYS[5])]
    assert mark(ledger).gaps(DAYS[5], DAYS[6]) == []
    assert mark(ledger).gaps(DAYS[3], DAYS[4]) == [(DAYS[3], DAYS[4])]
    assert mark(ledger).gaps(DAYS[8], END) == [(DAYS[8], END)]


def test_what_touches_is_joined(ledger: Ledger) -> None:
    for low in (6, 5, 4):
        mark(ledger).walk(DAYS[low], DAYS[7])
    mark(ledger).walk(DAYS[7], DAYS[8])
    mark(ledger).walk(BEGIN, DAYS[4])
    assert mark(ledger).gaps(BEGIN, END) == [(DAYS[8], END)]


def test_the_end_takes_the_mark_away(ledger: Ledger) -> None:
    mark(ledger).walk(DAYS[1], DAYS[2])
    mark(ledger).turn("feed", "7")
    assert mark(ledger).page("feed") == "7"
    assert ArchiveMark(ledger, SITE, "latest", 1).page("feed") is None
    mark(ledger).end()
    assert mark(ledger).gaps(BEGIN, END) == [(BEGIN, END)]
    assert mark(ledger).page("feed") is None


def test_only_what_was_had_before_the_mark_lies_above_it(ledger: Ledger) -> None:
    old, new = (f"https://news.test/{name}/" for name in ("old", "new"))

    def deliver(name: str, when: datetime) -> int:
        run = ledger.start_run(SITE, now=when)
        keys = (url_key(f"https://news.test/{name}/"),)
        line = Line(Delivery(SITE, f"news.test:{name}", url_keys=keys), None, 0)
        ledger.commit([line], {}, now=when)
        return run

    now = datetime.now(UTC)
    run = deliver("old", now)
    assert not mark(ledger).is_had("feed", [old])
    mark(ledger, run).turn("feed", "3")
    assert mark(ledger).is_had("feed", [old])
    # Delivered since by another spider, though the clock was put back: what lies
    # around it may be new too.
    deliver("new", now - timedelta(hours=1))
    assert mark(ledger).is_had("feed", [old])
    assert not mark(ledger).is_had("feed", [old, new])
    assert not mark(ledger).is_had("feed", [old, "https://news.test/other/"])


def test_an_account_counts_each_address_once() -> None:
    account = Account(get_crawler().stats)
    for number in (1, 2, 3, 4, 5, 6, 7, 1, 2):
        account.misses("protected", f"https://news.test/{number}/")
    account.misses("unaccounted", None, 4)
    account.misses("unaccounted", None, 2)
    assert account.missing() == {
        "protected": {
            "count": 7,
            "first": [f"https://news.test/{number}/" for number in (1, 2, 3, 4, 5)],
        },
        "unaccounted": {"count": 6, "first": []},
    }


@pytest.mark.parametrize(
    ("value", "instant"),
    [
        ("2026-03-01", "2026-03-02T00:00:00+03:00"),
        ("2026-03-01T08:00", "2026-03-01T08:00:00+03:00"),
        ("2026-03-01T08:00Z", "2026-03-01T08:00:00+00:00"),
        ("2h", "2026-03-05T10:00:00+00:00"),
    ],
)
def test_until(value: str, instant: str, now: datetime) -> None:
    found = Until(value).instant("Asia/Riyadh", now)
    assert found == datetime.fromisoformat(instant)


def test_until_that_is_no_time() -> None:
    with pytest.raises(ArgumentError, match="-a until=soon: give a day"):
        Until("soon")


@pytest.mark.parametrize(
    "value", ["0001-01-01", "0001-12-31T23:59:59Z", "9999-01-01", "9998-12-31"]
)
def test_a_limit_at_an_end_of_the_calendar(value: str) -> None:
    # Of such, lists could not be asked for what lies a day before or after. The last
    # one ends with the year.
    with pytest.raises(ArgumentError, match=f"={value}: give a day"):
        Until(value)


def test_limits_within_the_calendar(now: datetime) -> None:
    assert Since("0002-01-01").instant("UTC", now).year == 2
    assert Until("9998-12-30").instant("UTC", now).year == 9998
