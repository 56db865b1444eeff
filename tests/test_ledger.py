"""The ledger: what it knows, what it refuses, and what a million articles cost."""

from __future__ import annotations

import os
import shutil
import sqlite3
import threading
from contextlib import closing
from datetime import UTC, datetime, timedelta
from types import SimpleNamespace
from typing import TYPE_CHECKING

import pytest

from newsbot.ledger import (
    Delivery,
    Ledger,
    LedgerError,
    Line,
    Validator,
    hash64,
    schema,
)
from newsbot.ledger.sqlite import SQLite
from tests.newsstand import fork

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

NOON = datetime(2026, 3, 1, 12, tzinfo=UTC)
SITE = "news.test"


@pytest.fixture
def ledger(database: str, tmp_path: Path) -> Iterator[Ledger]:
    ledger = Ledger.open(database, root=tmp_path)
    yield ledger
    ledger.close()


def commit(ledger: Ledger, *deliveries: Delivery, now: datetime = NOON) -> None:
    ledger.commit([Line(each, None, 0) for each in deliveries], {}, now=now)


# Names of sites.


def test_the_name_of_the_first_crawl_is_canonical_for_ever(ledger: Ledger) -> None:
    assert ledger.sites.canonical("news.test", ["www.news.test"]) == "news.test"
    assert ledger.sites.canonical("www.news.test") == "news.test"
    assert ledger.sites.canonical("paper", ["www.news.test"]) == "news.test"
    assert ledger.sites.canonical("paper") == "news.test"


def test_sites_with_different_names_are_different(ledger: Ledger) -> None:
    assert ledger.sites.canonical("one.test") == "one.test"
    assert ledger.sites.canonical("two.test") == "two.test"
    # A name that another site has stays with it.
    assert ledger.sites.canonical("one.test", ["two.test"]) == "one.test"
    assert ledger.sites.canonical("two.test") == "two.test"


# Deliveries.


def test_an_article_is_known_by_id_and_by_each_url_key(ledger: Ledger) -> None:
    commit(ledger, Delivery(SITE, "news.test:7", 1, 99, ("a", "b"), fields="f"))
    for known in (
        ledger.delivered(SITE, article_id="news.test:7"),
        ledger.delivered(SITE, url_keys=["x", "b"]),
        ledger.delivered(SITE, article_id="news.test:8", url_keys=["a"]),
    ):
        assert known is not None
        assert (known.id, known.revision, known.content_hash) == ("news.test:7", 1, 99)
        assert (known.delivered, known.fields) == (NOON, "f")
    assert ledger.delivered(SITE, article_id="news.test:8", url_keys=["x"]) is None
    assert ledger.delivered("other.test", url_keys=["a"]) is None


def test_the_latest_revision_is_known(ledger: Ledger) -> None:
    commit(ledger, Delivery(SITE, "news.test:7", 1, 5))
    commit(ledger, Delivery(SITE, "news.test:7", 2, 6))
    known = ledger.delivered(SITE, article_id="news.test:7")
    assert known is not None
    assert (known.revision, known.content_hash) == (2, 6)


def test_a_url_key_stays_with_the_article_that_had_it_first(ledger: Ledger) -> None:
    commit(ledger, Delivery(SITE, "news.test:1", url_keys=("k",)))
    commit(ledger, Delivery(SITE, "news.test:2", url_keys=("k",)))
    known = ledger.delivered(SITE, url_keys=["k"])
    assert known is not None
    assert known.id == "news.test:1"


def test_a_proposed_article_is_known_until_it_is_withdrawn(ledger: Ledger) -> None:
    proposal = Delivery(SITE, "news.test:7", 1, 42, ("k",))
    ledger.proposals.add(proposal)
    assert ledger.proposals.get("news.test:7") == proposal
    for known in (
        ledger.delivered(SITE, article_id="news.test:7"),
        ledger.delivered(SITE, url_keys=["k"]),
    ):
        assert known is not None
        assert known.delivered is None
    ledger.withdraw("news.test:7")
    ledger.withdraw("news.test:7")
    assert ledger.proposals.get("news.test:7") is None
    assert ledger.delivered(SITE, article_id="news.test:7", url_keys=["k"]) is None


def test_a_dropped_copy_does_not_withdraw_the_article(ledger: Ledger) -> None:
    first, copy = object(), object()
    ledger.proposals.add(Delivery(SITE, "news.test:7"), first)
    ledger.withdraw("news.test:7", copy)
    assert ledger.delivered(SITE, article_id="news.test:7") is not None
    ledger.withdraw("news.test:7", first)
    assert ledger.delivered(SITE, article_id="news.test:7") is None
    # Without its item a proposal stays until it is committed.
    ledger.proposals.add(Delivery(SITE, "news.test:8"))
    ledger.withdraw("news.test:8", copy)
    assert ledger.proposals.get("news.test:8") is not None


def test_a_commit_that_fails_writes_nothing(ledger: Ledger, tmp_path: Path) -> None:
    file = ledger.files.begin(
        "news", tmp_path / "a.jsonl", tmp_path, line_format="jsonl", overwrite=False
    )
    good, bad = Delivery(SITE, "news.test:1"), Delivery(SITE, None)  # type: ignore[arg-type]
    with pytest.raises((LedgerError, TypeError)):
        ledger.commit([Line(good, file.id, 0), Line(bad, file.id, 9)], {file.id: 20})
    assert ledger.delivered(SITE, article_id="news.test:1") is None
    kept = ledger.files.get(file.id)
    assert kept is not None
    assert kept.size == 0


# What is remembered about a site.


def test_marks(ledger: Ledger) -> None:
    assert ledger.sites.mark(SITE, "gap") is None
    ledger.sites.set_mark(SITE, "gap", "/latest/page/9/")
    ledger.sites.set_mark("other.test", "gap", "elsewhere")
    ledger.sites.set_mark(SITE, "gap", "/latest/page/12/")
    assert ledger.sites.mark(SITE, "gap") == "/latest/page/12/"
    ledger.sites.set_mark(SITE, "gap", None)
    assert ledger.sites.mark(SITE, "gap") is None
    assert ledger.sites.mark("other.test", "gap") == "elsewhere"


def test_a_clock_that_was_ahead_puts_no_failure_off(ledger: Ledger) -> None:
    now = datetime.now(UTC)
    far = now + timedelta(days=400)
    url = "https://news.test/x"
    ledger.failures.add(SITE, url, kind="article", reason="timeout", now=far)
    assert [one.url for one in ledger.failures.due(SITE, now)] == [url]
    failure = ledger.failures.of(SITE, url)
    assert failure is not None
    assert failure.next_try <= datetime.now(UTC)
    # By the clock that was ahead it is not due.
    assert ledger.failures.due(SITE, far) == []


def test_a_failure_may_be_put_off(ledger: Ledger) -> None:
    url = "https://news.test/x"
    ledger.failures.postpone(SITE, url, timedelta(days=1), now=NOON)
    assert ledger.failures.due(SITE, NOON + timedelta(days=2)) == []
    ledger.failures.add(SITE, url, kind="article", reason="timeout", now=NOON)
    ledger.failures.postpone(SITE, url, timedelta(days=1), now=NOON)
    assert ledger.failures.due(SITE, NOON + timedelta(hours=23)) == []
    (failure,) = ledger.failures.due(SITE, NOON + timedelta(hours=24))
    assert failure.attempts == 1


def test_failures_come_back_with_growing_delay_and_are_given_up(
    ledger: Ledger,
) -> None:
    url, minutes = "https://news.test/a", timedelta(minutes=10)
    for attempt, delay in ((1, 10), (2, 20), (3, 40)):
        failure = ledger.failures.add(
            SITE,
            url,
            kind="article",
            reason="503",
            now=NOON,
            first_delay=minutes,
            max_attempts=4,
        )
        due = NOON + timedelta(minutes=delay)
        assert (failure.attempts, failure.next_try) == (attempt, due)
        assert ledger.failures.due(SITE, due - timedelta(seconds=1)) == []
        assert ledger.failures.due(SITE, due) == [failure]
    ledger.failures.add(
        SITE, url, kind="article", reason="404", now=NOON, max_attempts=4
    )
    assert ledger.failures.due(SITE, NOON + timedelta(days=99)) == []
    (gone,) = ledger.failures.given_up(SITE)
    assert (gone.url, gone.reason, gone.attempts) == (url, "404", 4)
    assert ledger.failures.retry(SITE, now=NOON) == 1
    (again,) = ledger.failures.due(SITE, NOON)
    assert (again.attempts, again.given_up) == (0, False)


def test_the_delay_never_exceeds_a_week(ledger: Ledger) -> None:
    for _ in range(30):
        failure = ledger.failures.add(
            SITE, "u", kind="article", reason="503", now=NOON, max_attempts=99
        )
    assert failure.next_try == NOON + timedelta(days=7)


def test_a_failure_ends_with_the_delivery_of_its_page(ledger: Ledger) -> None:
    for url in ("one", "two", "three"):
        ledger.failures.add(SITE, url, kind="article", reason="timeout", now=NOON)
    commit(ledger, Delivery(SITE, "news.test:1", url="one"))
    ledger.failures.succeed(SITE, "two")
    assert ledger.failures.of(SITE, "one") is None
    assert ledger.failures.of(SITE, "two") is None
    assert ledger.failures.of(SITE, "three") is not None


def test_validators_are_kept_only_by_a_whole_run(ledger: Ledger) -> None:
    feed = Validator('"v1"', "Sun, 01 Mar 2026 12:00:00 GMT")
    run = ledger.start_run(SITE, now=NOON)
    ledger.runs.set_validator(SITE, "feed", feed, now=NOON)
    assert ledger.runs.validator(SITE, "feed") == Validator()
    ledger.runs.finish(run, "stopped", {}, whole=False, now=NOON)
    run = ledger.start_run(SITE, now=NOON)
    ledger.runs.finish(run, "delivered", {}, whole=True, now=NOON)
    assert ledger.runs.validator(SITE, "feed") == Validator()
    run = ledger.start_run(SITE, now=NOON)
    ledger.runs.set_validator(SITE, "feed", feed, now=NOON)
    ledger.runs.finish(run, "delivered", {}, whole=True, now=NOON)
    assert ledger.runs.validator(SITE, "feed") == feed
    assert ledger.runs.validator(SITE, "other") == Validator()


def test_validators_of_a_run_without_an_end_are_not_the_next_runs(
    ledger: Ledger,
) -> None:
    ledger.start_run(SITE, now=NOON)
    ledger.runs.set_validator(SITE, "feed", Validator('"v1"'), now=NOON)
    run = ledger.start_run(SITE, now=NOON)
    ledger.runs.finish(run, "delivered", {}, whole=True, now=NOON)
    assert ledger.runs.validator(SITE, "feed") == Validator()


def test_runs_are_recorded_and_a_dead_one_has_no_end(ledger: Ledger) -> None:
    first = ledger.start_run(SITE, now=NOON)
    second = ledger.start_run(SITE, now=NOON + timedelta(hours=1))
    ledger.runs.finish(
        second, "quiet", {"pages": 3}, whole=True, now=NOON + timedelta(hours=2)
    )
    ledger.start_run("other.test", now=NOON)
    latest, dead = ledger.runs.last(SITE)
    assert (latest.id, latest.verdict, latest.counts) == (
        second,
        "quiet",
        '{"pages": 3}',
    )
    assert latest.ended == NOON + timedelta(hours=2)
    assert (dead.id, dead.started, dead.ended, dead.verdict) == (
        first,
        NOON,
        None,
        None,
    )
    assert [run.id for run in ledger.runs.last(SITE, limit=1)] == [second]


def test_a_second_close_may_come_from_another_thread(ledger: Ledger) -> None:
    """The garbage collector runs wherever it likes."""
    assert ledger.neighbours is not None  # its connection is open too
    ledger.close()
    raised: list[Exception] = []

    def close() -> None:
        try:
            ledger.close()
        except sqlite3.ProgrammingError as error:
            raised.append(error)

    thread = threading.Thread(target=close)
    thread.start()
    thread.join()
    assert raised == []


# What it refuses.


def refused(path: Path) -> str:
    """Open *path*, which must be refused and left as it is; return the message."""
    before = path.read_bytes()
    with pytest.raises(LedgerError) as caught:
        Ledger.open(path, timeout=0.1)
    assert path.read_bytes() == before
    message = str(caught.value)
    assert "\n" not in message
    assert str(path) in message
    return message


def filled(path: Path, articles: int = 2000) -> bytes:
    ledger = Ledger.open(path)
    deliveries = [Delivery(SITE, f"{SITE}:{n}", 1, n) for n in range(articles)]
    commit(ledger, *deliveries)
    ledger.close()
    return path.read_bytes()


def test_a_file_that_is_no_database(tmp_path: Path) -> None:
    path = tmp_path / "ledger.sqlite3"
    path.write_text("اسم، عنوان\n", encoding="utf-8")
    message = refused(path)
    assert "is no SQLite database: move it away, then run scrapy ledger" in message
    assert "rebuild before the next crawl" in message


def test_a_database_of_another_program(tmp_path: Path) -> None:
    path = tmp_path / "ledger.sqlite3"
    with sqlite3.connect(path) as other:
        other.execute("CREATE TABLE meta (name TEXT, value TEXT)")
    other.close()
    assert "belongs to another program" in refused(path)
    with sqlite3.connect(path) as other:
        other.execute("DROP TABLE meta")
        other.execute("CREATE TABLE songs (title TEXT)")
    other.close()
    assert "belongs to another program" in refused(path)


def test_a_database_of_a_newer_version(tmp_path: Path) -> None:
    path = tmp_path / "ledger.sqlite3"
    filled(path, 1)
    with sqlite3.connect(path) as other:
        other.execute("UPDATE meta SET value = '99' WHERE name = 'version'")
    other.close()
    assert "update newsbot" in refused(path)


@pytest.mark.parametrize("kept", [50, 4096, 20_000])
def test_a_database_that_was_cut(tmp_path: Path, kept: int) -> None:
    path = tmp_path / "ledger.sqlite3"
    path.write_bytes(filled(path)[:kept])
    assert "damaged" in refused(path)


@pytest.mark.parametrize("place", [100, 4096, 30_000, 60_000])
def test_a_database_with_a_page_overwritten(tmp_path: Path, place: int) -> None:
    path = tmp_path / "ledger.sqlite3"
    content = bytearray(filled(path))
    content[place : place + 4096] = b"\xa5" * 4096
    path.write_bytes(content)
    assert "damaged" in refused(path)


def test_damage_that_is_met_later_ends_the_run_with_a_message(tmp_path: Path) -> None:
    # Too large to be checked in whole at each start.
    path = tmp_path / "ledger.sqlite3"
    content = bytearray(filled(path, 20_000))
    assert len(content) > 1 << 20
    content[8192:] = b"\xa5" * (len(content) - 8192)
    path.write_bytes(content)
    with pytest.raises(LedgerError, match="damaged"):
        asked(path)


def asked(path: Path) -> None:
    ledger = Ledger.open(path)
    try:
        for number in range(20_000):
            ledger.delivered(SITE, article_id=f"{SITE}:{number}")
    finally:
        ledger.close()


def test_a_folder_that_cannot_be_made(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(LedgerError, match="cannot make the data folder"):
        Ledger.open(tmp_path / "file" / "data" / "ledger.sqlite3")


def test_a_folder_in_the_place_of_the_file(tmp_path: Path) -> None:
    with pytest.raises(LedgerError, match="is no file"):
        Ledger.open(tmp_path)


def test_a_database_that_is_not_known(tmp_path: Path) -> None:
    with pytest.raises(LedgerError, match="no ledger is known for ftp://"):
        Ledger.open("ftp://news.test/ledger")


def test_a_ledger_that_this_user_may_not_write(tmp_path: Path) -> None:
    path = tmp_path / "ledger.sqlite3"
    filled(path, 1)
    path.chmod(0o444)
    owner = os.geteuid()
    # Root may write everything, and can become somebody who may not.
    user = owner or 65534
    read, write = os.pipe()
    child = fork()
    if child == 0:
        try:
            for folder in (tmp_path, *tmp_path.parents):
                folder.chmod(0o755)
                if folder.name.startswith("pytest-of-"):
                    break
            if not owner:
                os.setuid(user)
            Ledger.open(path)
        except LedgerError as error:
            os.write(write, str(error).encode())
        finally:
            os._exit(0)
    os.close(write)
    os.waitpid(child, 0)
    message = os.read(read, 4096).decode()
    os.close(read)
    assert f"is not writable for user {user} (it belongs to user {owner})" in message


def test_a_ledger_on_a_disk_that_is_read_only(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    # No other user could write it.
    path = tmp_path / "ledger.sqlite3"
    filled(path, 1)
    monkeypatch.setattr("os.access", lambda *_: False)
    monkeypatch.setattr(
        "os.statvfs", lambda _: SimpleNamespace(f_flag=os.ST_RDONLY | os.ST_NOSUID)
    )
    with pytest.raises(LedgerError) as raised:
        Ledger.open(path)
    assert str(raised.value) == (
        f"{tmp_path} is on a file system that is mounted read-only: mount it for "
        "writing, or set NEWSBOT_DATA to another folder"
    )


def test_a_ledger_that_stays_locked(tmp_path: Path) -> None:
    path = tmp_path / "ledger.sqlite3"
    filled(path, 1)
    other = sqlite3.connect(path, isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    ledger = Ledger.open(path, timeout=0.05)
    assert ledger.delivered(SITE, article_id=f"{SITE}:0") is not None
    with pytest.raises(LedgerError, match="is locked by another process"):
        commit(ledger, Delivery(SITE, "news.test:5"))
    other.execute("ROLLBACK")
    other.close()
    commit(ledger, Delivery(SITE, "news.test:5"))
    ledger.close()


# Upgrades.


@pytest.mark.parametrize("version", range(1, schema.VERSION))
def test_a_ledger_of_an_older_version_keeps_what_it_knows(
    version: int, tmp_path: Path
) -> None:
    path = tmp_path / "ledger.sqlite3"
    with sqlite3.connect(path) as old:
        for step in schema.STEPS[:version]:
            for statement in step:
                old.execute(statement.format(**SQLite.words))
        old.executemany(
            "INSERT INTO meta VALUES (?, ?)",
            [("application", schema.MARK), ("version", str(version))],
        )
        old.execute("INSERT INTO sites VALUES (?, 1, 1)", (SITE,))
        old.execute(
            "INSERT INTO deliveries (article, revision, id, site, content, delivered, "
            "file, start, fields) VALUES (?, 1, ?, 1, 5, ?, NULL, 0, NULL)",
            (hash64(f"{SITE}:1"), f"{SITE}:1", int(NOON.timestamp())),
        )
    old.close()
    ledger = Ledger.open(path)
    known = ledger.delivered(SITE, article_id=f"{SITE}:1")
    assert known is not None
    assert (known.revision, known.content_hash, known.delivered) == (1, 5, NOON)
    assert known.run == 0
    run = ledger.start_run(SITE, now=NOON)
    commit(ledger, Delivery(SITE, f"{SITE}:2"))
    known = ledger.delivered(SITE, article_id=f"{SITE}:2")
    assert known is not None
    assert known.run == run
    ledger.close()
    fresh = Ledger.open(tmp_path / "new.sqlite3")
    assert _columns(path) == _columns(tmp_path / "new.sqlite3")
    fresh.close()


def _columns(path: Path) -> set[tuple[str, str, str]]:
    with sqlite3.connect(path) as database:
        found = database.execute(
            "SELECT m.name, c.name, c.type FROM sqlite_master AS m "
            "JOIN pragma_table_info(m.name) AS c WHERE m.type = 'table'"
        ).fetchall()
    database.close()
    return set(found)


# Several at once, and many.


def test_an_empty_file_is_a_new_ledger(tmp_path: Path) -> None:
    path = tmp_path / "ledger.sqlite3"
    path.touch()
    Ledger.open(path).close()
    assert path.read_bytes().startswith(b"SQLite format 3")


def killed(path: Path, *done: str) -> None:
    """Leave at *path* a database in which the statements *done* were executed, and
    the journal of a writer who was killed in the middle of the next change."""
    draft = path.with_name("draft")
    with closing(sqlite3.connect(draft, isolation_level=None)) as writer:
        for statement in (
            *done,
            "PRAGMA cache_size = 1",  # what is more goes to the file at once
            "BEGIN",
            "CREATE TABLE begun (content BLOB)",
            "INSERT INTO begun VALUES (zeroblob(100000))",
        ):
            writer.execute(statement)
        for suffix in ("", "-journal"):
            shutil.copy(f"{draft}{suffix}", f"{path}{suffix}")
    assert path.stat().st_size > 0


def test_a_ledger_whose_maker_was_killed_is_a_new_one(tmp_path: Path) -> None:
    path = tmp_path / "ledger.sqlite3"
    killed(path)
    ledger = Ledger.open(path)
    assert ledger.delivered(SITE, article_id="1") is None
    commit(ledger, Delivery(SITE, "1", 1, 1))
    ledger.close()
    ledger = Ledger.open(path)
    assert ledger.delivered(SITE, article_id="1") is not None
    ledger.close()


def test_a_database_of_another_program_that_was_killed(tmp_path: Path) -> None:
    path = tmp_path / "ledger.sqlite3"
    killed(path, "CREATE TABLE songs (title TEXT)", "INSERT INTO songs VALUES ('one')")
    with pytest.raises(LedgerError, match="belongs to another program"):
        Ledger.open(path)
    with closing(sqlite3.connect(path)) as other:
        assert other.execute("SELECT title FROM songs").fetchall() == [("one",)]
        assert other.execute("PRAGMA journal_mode").fetchone() == ("delete",)


def test_processes_may_create_the_ledger_at_once(database: str, tmp_path: Path) -> None:
    problems: list[BaseException] = []

    def work(number: int) -> None:
        try:
            ledger = Ledger.open(database, root=tmp_path)
            for article in range(20):
                commit(ledger, Delivery(SITE, f"{SITE}:{number}-{article}"))
            ledger.close()
        except BaseException as problem:  # noqa: BLE001
            problems.append(problem)

    threads = [threading.Thread(target=work, args=(number,)) for number in range(6)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert problems == []
    ledger = Ledger.open(database, root=tmp_path)
    (count,) = ledger.db.one("SELECT count(*) FROM deliveries")
    assert count == 120
    ledger.close()


def test_keys_are_signed_64_bit_numbers_and_parts_do_not_run_together() -> None:
    assert hash64("ab", "c") != hash64("a", "bc")
    numbers = [hash64(str(number)) for number in range(1000)]
    assert len(set(numbers)) == 1000
    assert min(numbers) < 0 < max(numbers)
    assert all(-(2**63) <= number < 2**63 for number in numbers)


def test_a_lone_surrogate_has_a_key() -> None:
    assert hash64("\ud800") != hash64("")
