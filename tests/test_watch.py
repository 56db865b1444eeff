"""The ledger's memory of articles that are looked at again."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from typing import TYPE_CHECKING

import pytest

from newsbot.ledger import Delivery, Ledger, Line, Watch, watch
from newsbot.revisions.kept import last_record, pack, revisit
from newsbot.similarity import Index
from newsbot.spiders.sight import is_same

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

SITE = "news.test"
NOON = datetime(2026, 3, 1, 12, tzinfo=UTC)
HOUR = timedelta(hours=1)
DAY = NOON.date().toordinal()


@pytest.fixture
def ledger(database: str, tmp_path: Path) -> Iterator[Ledger]:
    ledger = Ledger.open(database, root=tmp_path)
    yield ledger
    ledger.close()


def deliver(
    ledger: Ledger, number: int, revision: int = 1, *, hours: int = 1, day: int = DAY
) -> str:
    """Deliver an article at noon that is to be looked at after some hours."""
    name = f"{SITE}:{number}"
    delivery = Delivery(
        SITE,
        name,
        revision,
        url_keys=(f"//news.test/{number}",),
        url=f"http://news.test/{number}",
        fields=f"fields {revision}",
        watch=Watch(NOON + hours * HOUR, 0, day, lambda: pack({"id": name})),
    )
    ledger.commit([Line(delivery, None, 0)], {}, now=NOON)
    return name


def due(ledger: Ledger, hours: float) -> list[str]:
    now = NOON + timedelta(hours=hours)
    return [one.id for one in ledger.watches.due(SITE, now=now)]


def test_the_longest_due_comes_first(ledger: Ledger) -> None:
    assert ledger.watches.due(SITE) == []
    late, early = deliver(ledger, 1, hours=6), deliver(ledger, 2, hours=1)
    assert due(ledger, 0.5) == []
    assert due(ledger, 1) == [early]
    assert due(ledger, 7) == [early, late]
    assert ledger.watches.due("other.test", now=NOON + 9 * HOUR) == []
    assert [one.id for one in ledger.watches.of(SITE)] == [early, late]
    found = ledger.watches.get(late)
    assert found is not None
    assert (found.url, found.step, found.gone) == ("http://news.test/1", 0, 0)


def test_a_clock_that_was_ahead_puts_no_look_off(ledger: Ledger) -> None:
    ahead, soon = deliver(ledger, 1, hours=9_000), deliver(ledger, 2, hours=24)
    week = timedelta(days=7)
    assert ledger.watches.due(SITE, now=NOON) == []
    assert [one.id for one in ledger.watches.due(SITE, now=NOON, longest=week)] == [
        ahead
    ]
    later = NOON + timedelta(hours=24)
    found = [one.id for one in ledger.watches.due(SITE, now=later, longest=week)]
    assert found == [soon, ahead]


def test_a_look_that_found_no_change(ledger: Ledger) -> None:
    name = deliver(ledger, 1)
    ledger.watches.looked(name, NOON + 7 * HOUR, 1, "other fields")
    assert due(ledger, 6) == []
    assert due(ledger, 7) == [name]
    known = ledger.delivered(SITE, article_id=name)
    assert known is not None
    assert (known.revision, known.fields) == (1, "other fields")
    # Out of turn: the next look stays as it is.
    ledger.watches.looked(name, None, 2, "other fields", keep=True)
    assert due(ledger, 7) == [name]
    # It rests.
    ledger.watches.looked(name, None, 2, "other fields")
    assert ledger.watches.get(name) is None
    assert ledger.watches.last_record(name) is None


def test_a_look_that_saw_nothing(ledger: Ledger) -> None:
    name = deliver(ledger, 1)
    ledger.watches.put_off(name, NOON + 3 * HOUR, 0)
    assert due(ledger, 2) == []
    assert due(ledger, 3) == [name]
    ledger.watches.put_off(name, None, 1)
    assert ledger.watches.get(name) is None


def test_a_look_that_cannot_wait(ledger: Ledger) -> None:
    name, other = deliver(ledger, 1, hours=6), deliver(ledger, 2, hours=6)
    ledger.watches.hurry(name, NOON + HOUR)
    assert due(ledger, 1) == [name]
    ledger.watches.hurry(name, NOON + 2 * HOUR)
    assert due(ledger, 1) == [name]
    assert due(ledger, 6) == [name, other]


def test_gone_counts_once_a_run_and_until_it_is_delivered(ledger: Ledger) -> None:
    name = deliver(ledger, 1)
    item = ledger.watches.get(name)
    assert item is not None

    def gone(run: int) -> int:
        return ledger.watches.gone(SITE, item, run, DAY, NOON + HOUR / 4)

    assert ledger.watches.missing(SITE) == 0
    assert gone(7) == 1
    assert gone(7) == 1
    assert (ledger.watches.missing(SITE), ledger.watches.missing("other.test")) == (
        1,
        0,
    )
    assert due(ledger, 0.25) == [name]
    assert gone(8) == 2
    # Run 8 was killed before it could deliver the withdrawal.
    assert gone(9) == 2
    # The article was there between: the count begins anew.
    ledger.watches.looked(name, NOON + HOUR, 0, None)
    assert ledger.watches.missing(SITE) == 0
    assert gone(10) == 1
    assert gone(11) == 2
    deliver(ledger, 1, 2)
    assert ledger.watches.missing(SITE) == 0
    assert gone(12) == 1


def test_an_article_that_rests_may_be_gone(ledger: Ledger) -> None:
    name = deliver(ledger, 1)
    item = ledger.watches.get(name)
    assert item is not None
    ledger.watches.looked(name, None, 4, None)
    assert ledger.watches.gone(SITE, item, 1, DAY, NOON) == 1
    assert ledger.watches.gone(SITE, item, 2, DAY, NOON) == 2
    assert ledger.watches.last_record(name) is None


def test_a_new_address_is_an_alias(ledger: Ledger) -> None:
    name = deliver(ledger, 1)
    ledger.watches.moved(SITE, name, "http://news.test/new", "//news.test/new")
    for key in ("//news.test/1", "//news.test/new"):
        known = ledger.delivered(SITE, url_keys=[key])
        assert known is not None
        assert known.id == name
    found = ledger.watches.get(name)
    assert found is not None
    assert found.url == "http://news.test/new"


def test_revisions_and_the_last_of_each_article(ledger: Ledger) -> None:
    one, two = deliver(ledger, 1), deliver(ledger, 2)
    deliver(ledger, 1, 2)
    assert [each.number for each in ledger.history.revisions(one)] == [1, 2]
    assert [each.fields for each in ledger.history.revisions(one)] == [
        "fields 1",
        "fields 2",
    ]
    assert ledger.history.revisions("news.test:9") == []
    last = {(name, number) for name, number, _, _ in ledger.history.latest(SITE)}
    assert last == {(one, 2), (two, 1)}
    assert len(ledger.watches.of(SITE)) == 2


def test_the_table_is_bounded(ledger: Ledger, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(watch, "MOST", 3)
    for number in range(5):
        deliver(ledger, number, day=DAY - number)
    # The newest are watched, and an older one that has changed.
    assert len(ledger.watches.of(SITE)) == 3
    deliver(ledger, 4, 2, day=DAY - 4)
    assert len(ledger.watches.of(SITE)) == 4
    # What could not be looked at for weeks is forgotten.
    ledger.watches.forget(SITE, NOON)
    assert len(ledger.watches.of(SITE)) == 4
    ledger.watches.forget(SITE, NOON + HOUR)
    assert ledger.watches.of(SITE) == []


def test_a_forgotten_delivery_is_not_looked_at(ledger: Ledger) -> None:
    name = deliver(ledger, 1)
    ledger.db.run("DELETE FROM deliveries WHERE id = ?", name)
    assert ledger.watches.of(SITE) == []
    assert ledger.watches.due(SITE, now=NOON + 9 * HOUR) == []


def test_who_tells_the_same_story(ledger: Ledger) -> None:
    index = Index(ledger.neighbours)
    text = "افتتح المجلس حديقة الواحة بعد عامين من العمل، وفيها ملعب ومكتبة. " * 5
    for number in (1, 2, 3):
        index.add(f"{SITE}:{number}", "حديقة الواحة", text, date(2026, 3, 1))
    assert ledger.history.original("news.test:1") is None
    assert ledger.history.original("news.test:3") == ("news.test:1", 1.0)
    assert ledger.history.copies("news.test:1") == [
        ("news.test:2", 1.0),
        ("news.test:3", 1.0),
    ]
    assert ledger.history.copies("news.test:2") == []


def test_a_record_is_kept_and_made_an_item_again(ledger: Ledger) -> None:
    name = deliver(ledger, 1)
    assert last_record(ledger, name) == {"id": name}
    assert last_record(ledger, "news.test:9") is None
    record = {
        "id": name,
        "url": "http://news.test/1",
        "site": SITE,
        "title": "حديقة الواحة",
        "fetched": "2026-03-01T12:00:00+00:00",
        "related": [{"position": 1, "url": "http://news.test/2", "size": 3}],
        "of_another_version": True,
    }
    item = revisit(record, status="withdrawn")
    assert (item.id, item.title, item.status) == (name, "حديقة الواحة", "withdrawn")
    assert (item.related[0].position, item.related[0].title) == (1, None)
    assert revisit(vars(item)).related == item.related


def test_the_same_article_under_a_new_address_without_a_number() -> None:
    old = {"id": f"{SITE}:u0123456789abcdef", "title": "حديقة", "text": "نص الخبر."}
    new = {"id": f"{SITE}:u00000000000000ff", "title": "سوق", "text": "خبر آخر."}
    assert is_same(old, {**new, "title": "حديقة"})
    assert is_same(old, {**new, "text": "نص  الخبر."})
    assert not is_same(old, new)
    assert not is_same(None, new)
    # Two that merely have no text are not the same.
    assert not is_same({**old, "text": ""}, {**new, "text": ""})
    # Numbers decide where there are some.
    assert not is_same({**old, "id": f"{SITE}:1"}, {**old, "id": f"{SITE}:2"})
