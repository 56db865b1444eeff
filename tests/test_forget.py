"""What the ledger forgets with the years, and what it must keep for ever."""

from __future__ import annotations

import json
from contextlib import closing
from datetime import UTC, datetime, timedelta
from types import SimpleNamespace
from typing import TYPE_CHECKING, Any

import pytest
from scrapy.utils.test import get_crawler

from newsbot.extensions.failures import FailureRecorder
from newsbot.ledger import Delivery, Ledger, Line, ledger_of
from newsbot.ledger.runs import LAST_RUNS
from newsbot.similarity import url_key
from newsbot.spiders.walkmark import WalkMark
from newsbot.upkeep.forget import FAILURES_KEPT, RUNS_KEPT, forget

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

SITE = "news.test"
NOON = datetime(2026, 3, 1, 12, tzinfo=UTC)
HOUR = timedelta(hours=1)
DAY = timedelta(days=1)


@pytest.fixture
def ledger(database: str, tmp_path: Path) -> Iterator[Ledger]:
    ledger = Ledger.open(database, root=tmp_path)
    yield ledger
    ledger.close()


def run(ledger: Ledger, when: datetime, site: str = SITE, **counts: Any) -> int:
    """A run that begins and ends at *when*."""
    number = ledger.start_run(site, now=when)
    counts = {"whole": True, **counts}
    ledger.runs.finish(number, "delivered", counts, whole=True, now=when)
    return number


def runs(ledger: Ledger, site: str = SITE) -> list[int]:
    return sorted(one.id for one in ledger.runs.last(site, 10_000))


def fail(ledger: Ledger, url: str, when: datetime, **what: Any) -> None:
    known: dict[str, Any] = {"kind": "article", "reason": "failed: 503", **what}
    ledger.failures.add(SITE, url, now=when, **known)


def due(ledger: Ledger, when: datetime) -> list[str]:
    return [one.url for one in ledger.failures.due(SITE, when)]


# Runs.


def test_old_runs_are_forgotten_and_the_last_ones_are_not(ledger: Ledger) -> None:
    assert (LAST_RUNS, RUNS_KEPT) == (30, 90 * DAY)
    # Numbers 1 to 40 of this site, 41 to 50 of another, all of one year ago.
    for _ in range(40):
        run(ledger, NOON)
    for _ in range(10):
        run(ledger, NOON, "other.test")
    assert forget(ledger, SITE, NOON + 90 * DAY) == (0, 0)
    assert forget(ledger, SITE, NOON + 91 * DAY) == (10, 0)
    assert runs(ledger) == [*range(11, 41)]
    assert runs(ledger, "other.test") == [*range(41, 51)]
    assert forget(ledger, SITE, NOON + 91 * DAY) == (0, 0)
    assert forget(ledger, "nobody.test", NOON + 91 * DAY) == (0, 0)


def test_only_what_is_old_is_forgotten(ledger: Ledger) -> None:
    for day in range(100):
        run(ledger, NOON + day * DAY)
    # The runs of the days 0 to 8 are more than 90 days old.
    assert forget(ledger, SITE, NOON + 99 * DAY) == (9, 0)
    assert runs(ledger) == [*range(10, 101)]


def test_no_number_of_a_run_is_given_twice(ledger: Ledger) -> None:
    """Deliveries carry the number of their run: an old number must not come back."""
    for _ in range(35):
        run(ledger, NOON)
    forget(ledger, SITE, NOON + 999 * DAY)
    assert run(ledger, NOON) == 36


def test_a_run_that_died_is_forgotten_as_others(ledger: Ledger) -> None:
    ledger.start_run(SITE, now=NOON)
    for _ in range(30):
        run(ledger, NOON)
    assert forget(ledger, SITE, NOON + 91 * DAY) == (1, 0)
    assert runs(ledger) == [*range(2, 32)]


def test_what_a_walk_trusts_outlives_every_other_run(ledger: Ledger) -> None:
    url = "https://news.test/1/"

    def walk() -> WalkMark:
        return WalkMark(ledger, SITE, "top", ledger.start_run(SITE, now=NOON))

    first = ledger.start_run(SITE, now=NOON)
    delivery = Delivery(SITE, "news.test:1", url_keys=(url_key(url),))
    ledger.commit([Line(delivery, None, 0)], {}, now=NOON)
    WalkMark(ledger, SITE, "top", first).end(joined=True, next_page=None, pages=1)
    ledger.runs.finish(first, "delivered", {"whole": True}, whole=True, now=NOON)
    # Others that walk nothing, such as `archive`.
    for _ in range(60):
        run(ledger, NOON)
    ledger.sites.set_mark(SITE, "walk of a person", "no JSON")
    assert forget(ledger, SITE, NOON + 91 * DAY) == (30, 0)
    assert runs(ledger) == [first, *range(32, 62)]
    assert walk().is_joined([url])


def test_whether_a_run_was_whole(ledger: Ledger) -> None:
    whole = run(ledger, NOON)
    broken = run(ledger, NOON, whole=False)
    died = ledger.start_run(SITE, now=NOON)
    elsewhere = run(ledger, NOON, "other.test")
    for number, expected in (
        (whole, True),
        (broken, False),
        (died, False),
        (elsewhere, False),
        (99, False),
    ):
        assert ledger.runs.was_whole(SITE, number) is expected, number


def test_a_walk_reads_no_more_than_its_own_run(
    ledger: Ledger, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The records of other runs may be large."""
    first = ledger.start_run(SITE, now=NOON)
    WalkMark(ledger, SITE, "top", first).end(joined=True, next_page=None, pages=1)
    ledger.runs.finish(first, "delivered", {"whole": True}, whole=True, now=NOON)
    for _ in range(25):
        run(ledger, NOON, reasons=["x" * 99])

    read: list[str] = []

    def loads(text: str) -> Any:
        read.append(text)
        return json.JSONDecoder().decode(text)

    monkeypatch.setattr(json, "loads", loads)
    WalkMark(ledger, SITE, "top", ledger.start_run(SITE, now=NOON))
    assert not [text for text in read if "reasons" in text]


# Failed pages.


def test_pages_that_nobody_named_for_a_year_are_forgotten(ledger: Ledger) -> None:
    assert FAILURES_KEPT == 365 * DAY
    # Due, or given up, one hour later.
    known = {"first_delay": HOUR}
    fail(ledger, "given up", NOON, max_attempts=1, **known)
    for kind in ("not_article", "redirected", "known"):
        fail(ledger, kind, NOON, kind=kind, **known)
    # This one the next run asks for by itself.
    fail(ledger, "missed", NOON, **known)
    fail(ledger, "named later", NOON + DAY, kind="known", **known)
    ledger.failures.add(
        "other.test", "elsewhere", kind="known", reason="known: x", now=NOON
    )
    year = NOON + HOUR + 365 * DAY
    assert forget(ledger, SITE, year) == (0, 0)
    assert forget(ledger, SITE, year + timedelta(seconds=1)) == (0, 4)
    assert due(ledger, year) == ["missed", "named later"]
    assert ledger.failures.given_up(SITE) == []
    assert ledger.failures.of("other.test", "elsewhere") is not None


def test_a_few_failures_are_all_due_at_once(ledger: Ledger) -> None:
    for number in range(100):
        fail(ledger, f"https://news.test/{number}", NOON, max_attempts=1 + number % 2)
    assert ledger.failures.retry(SITE, now=NOON, spread=True) == 100
    assert len(due(ledger, NOON)) == 100


@pytest.mark.parametrize(("count", "days"), [(101, 0.101), (3000, 3), (9000, 7)])
def test_many_failures_are_due_one_after_another(
    ledger: Ledger, count: int, days: float
) -> None:
    with ledger.db.transaction():
        for number in range(count):
            fail(ledger, f"https://news.test/{number}", NOON, max_attempts=1)
    later = NOON + DAY
    assert ledger.failures.retry(SITE, now=later, spread=True) == count
    # A thousand a day, in no order; all of them within a week.
    span = days * DAY
    for part in (0.25, 0.5, 0.75):
        share = len(due(ledger, later + part * span)) / count
        assert part - 0.12 < share < part + 0.12
    # Rounded to seconds.
    assert len(due(ledger, later + span + timedelta(seconds=1))) == count
    assert {one.attempts for one in ledger.failures.due(SITE, later + 8 * DAY)} == {0}
    # A person who asks for it has all of them at once.
    assert ledger.failures.retry(SITE, now=later) == count
    assert len(due(ledger, later)) == count


def test_spreading_puts_nothing_off(ledger: Ledger) -> None:
    with ledger.db.transaction():
        for number in range(300):
            fail(ledger, f"https://news.test/{number}", NOON)
    assert ledger.failures.retry(SITE, now=NOON, spread=True) == 300
    # Each would have been due after a quarter of an hour.
    assert len(due(ledger, NOON + timedelta(minutes=15))) == 300


def test_rules_that_changed_make_old_failures_due_bit_by_bit(tmp_path: Path) -> None:
    crawler = get_crawler(settings_dict={"NEWSBOT_DATA": str(tmp_path)})
    rules = SimpleNamespace(fingerprint="one")
    crawler.spider = SimpleNamespace(  # type: ignore[assignment]
        site_id=SITE, site=SimpleNamespace(rules=rules)
    )
    recorder = FailureRecorder.from_crawler(crawler)
    with closing(ledger_of(crawler)) as ledger:
        recorder._site_identified(SITE)
        long_ago = datetime.now(UTC) - 400 * DAY
        with ledger.db.transaction():
            for number in range(2000):
                fail(ledger, f"https://news.test/{number}", long_ago, max_attempts=1)
        assert len(ledger.failures.given_up(SITE)) == 2000
        rules.fingerprint = "two"
        recorder._site_identified(SITE)
        assert ledger.failures.given_up(SITE) == []
        # Within two days: after some minutes of a slow machine, a few of them.
        assert len(ledger.failures.due(SITE)) < 500
        assert len(ledger.failures.due(SITE, datetime.now(UTC) + 2 * DAY)) == 2000
