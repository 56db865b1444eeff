"""Whole crawls that are killed and run again until they are done.

0 missing, 0 twice, 0 torn, with nothing cleaned by hand. A kill proves little where
nothing was at stake: every run that is killed holds articles which the site has served
and the ledger does not have yet. The run commits full batches only, and the site stops
its answers in the middle of one. (Each single step on the disk is killed in
test_delivery.py.)
"""

from __future__ import annotations

import json
import random
import signal
import sqlite3
from contextlib import closing
from http.client import HTTPConnection
from typing import TYPE_CHECKING, Any

import pytest

from tests.newsstand import (
    Crawl,
    Result,
    Stand,
    committed,
    crawl,
    numbers,
    outputs,
    stand,
)

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

ARTICLES = 60
BATCH = 5
BATCHES = {"NEWSBOT_BATCH_ITEMS": BATCH, "NEWSBOT_BATCH_SECONDS": 0.1}
FULL_BATCHES = {"NEWSBOT_BATCH_ITEMS": BATCH, "NEWSBOT_BATCH_SECONDS": 3600}

DEATHS = {
    "SIGKILL": (signal.SIGKILL,),
    "SIGTERM": (signal.SIGTERM,),
    "SIGTERM twice": (signal.SIGTERM, signal.SIGTERM),
    "SIGINT": (signal.SIGINT,),
}
CODES = {
    "SIGKILL": {-signal.SIGKILL},
    "SIGTERM": {0},
    # The last of the signals may find a process that has cleared up already.
    "SIGTERM twice": {0, -signal.SIGTERM},
    "SIGINT": {0},
}
OUTPUTS = ("default", "-o", "-O")


@pytest.fixture
def site() -> Iterator[Stand]:
    with stand(ARTICLES, delay=0.004) as site:
        yield site


def feeds(data: Path, output: str) -> dict[str, Any] | None:
    if output == "default":
        return None
    options = {"format": "jsonlines", "overwrite": output == "-O"}
    return {str(data.parent / "out.jsonl"): options}


def files(data: Path, output: str) -> list[Path]:
    return outputs(data) if output == "default" else [data.parent / "out.jsonl"]


def kill(
    data: Path,
    site: Stand,
    signals: tuple[signal.Signals, ...],
    answers: int,
    *,
    is_at_rest: bool = False,
    **options: Any,
) -> Result:
    """Start a crawl, and end it with *signals* when the site has given so many
    *answers*, of which a last part makes no full batch.

    That is at once, wherever the crawl then is with them; or when it *is_at_rest*:
    when it has recorded its full batches.
    """
    assert answers % BATCH
    before = committed(data)
    settings = {**FULL_BATCHES, "USER_AGENT": site.hold(answers)}
    process = Crawl(data, site.url, {"settings": settings, **options})
    process.wait_until(lambda: len(site.served) == answers)
    if is_at_rest:
        whole = before + answers - answers % BATCH
        process.wait_until(lambda: committed(data) == whole)
    assert committed(data) < before + answers
    process.send(signals[0])
    if signals == (signal.SIGKILL,):
        # Whoever is killed does not see the rest of the answers.
        result = process.finish()
        site.release()
    else:
        if signals[1:]:
            process.wait_until(lambda: process.ends_by(signals[1]))
        site.release()
        result = process.finish()
    return result


def until_done(data: Path, site: Stand, **options: Any) -> None:
    """Run the crawl until a run finds nothing new."""
    for _ in range(3):
        result = crawl(data, site.url, settings=BATCHES, **options)
        assert result.code == 0, result.log
        if not result.stats.get("newsbot/delivery/committed"):
            return
    pytest.fail("the crawl is never done")


def rounds(
    tmp_path: Path, site: Stand, kills: int, plan: list[tuple[str, str]], seed: int
) -> None:
    """Kill *kills* runs, in turn by each (death, output) of *plan*, and judge."""
    chance = random.Random(seed)
    killed = series = 0
    while killed < kills:
        death, output = plan[series % len(plan)]
        data = tmp_path / str(series) / "data"
        data.mkdir(parents=True)
        options = {"feeds": feeds(data, output)}
        series += 1
        for _ in range(3):
            before = committed(data)
            # One article at least is left to be asked for: the crawl is not done.
            moments = [n for n in range(1, ARTICLES - before) if n % BATCH]
            if killed == kills or not moments:
                break
            answers, is_at_rest = chance.choice(moments), chance.random() < 0.5
            result = kill(
                data, site, DEATHS[death], answers, is_at_rest=is_at_rest, **options
            )
            killed += 1
            assert result.code in CODES[death], result.log
            if death in ("SIGTERM", "SIGINT"):
                # Stopped in order: what it had, it has delivered.
                assert committed(data) >= before + answers
            elif is_at_rest and death == "SIGKILL":
                assert committed(data) == before + answers - answers % BATCH
            whole = [file for file in files(data, output) if file.exists()]
            assert len(numbers(*whole)) == len(set(numbers(*whole)))
        until_done(data, site, **options)
        found = numbers(*files(data, output))
        assert sorted(found) == list(range(ARTICLES)), (death, output, series)
        assert committed(data) == ARTICLES
        assert not (data / "stand" / "unfinished").exists()


def test_what_a_dead_crawl_has_asked_for_does_not_count(site: Stand) -> None:
    # Its requests may lie in the queue of the site when the next one is held.
    def ask(number: int, reader: str) -> None:
        connection = HTTPConnection("127.0.0.1", site.server_port, timeout=60)
        with closing(connection):
            connection.request("GET", f"/a/{number}", headers={"User-Agent": reader})
            assert connection.getresponse().status == 200

    dead = site.hold(1)
    alive = site.hold(1)
    ask(0, dead)
    ask(1, dead)
    assert site.served == []
    ask(2, alive)
    ask(3, dead)
    assert site.served == [2]


def test_a_sample_of_the_kills(tmp_path: Path, site: Stand) -> None:
    plan = [("SIGKILL", "default"), ("SIGTERM twice", "-O"), ("SIGKILL", "-o")]
    rounds(tmp_path, site, 6, plan, seed=1)


@pytest.mark.full
@pytest.mark.timeout(900)
@pytest.mark.parametrize("output", OUTPUTS)
@pytest.mark.parametrize("death", DEATHS)
def test_every_kind_of_kill(
    tmp_path: Path, site: Stand, death: str, output: str
) -> None:
    rounds(tmp_path, site, 6, [(death, output)], seed=len(death) * 10 + len(output))


def test_a_stopped_run_delivers_what_it_has(tmp_path: Path, site: Stand) -> None:
    data = tmp_path / "data"
    data.mkdir()
    result = kill(data, site, (signal.SIGTERM,), 23)
    assert result.code == 0
    assert result.stats["finish_reason"] == "shutdown"
    found = numbers(*outputs(data))
    # What was asked for when the signal came is waited for: 16 at the most.
    assert 23 <= len(found) == committed(data) <= 23 + 16


@pytest.mark.parametrize("call", ["write", "fsync"])
@pytest.mark.parametrize("output", ["default", "-O"])
def test_a_disk_that_fails(tmp_path: Path, site: Stand, call: str, output: str) -> None:
    # The second batch meets ENOSPC (write) or EIO (fsync; the first sync is the
    # folder's).
    data = tmp_path / "data"
    data.mkdir()
    options = {"feeds": feeds(data, output)}
    broken = {call: 3}
    result = crawl(data, site.url, settings=BATCHES, break_=broken, **options)
    reason = "No space left on device" if call == "write" else "Input/output error"
    assert result.code == 1
    assert result.stats["newsbot/delivery/failed"].startswith(reason)
    assert result.stats["newsbot/delivery/failed"].endswith("; make room")
    assert result.stats["finish_reason"] == "delivery_failed"
    assert committed(data) < ARTICLES
    assert files(data, output) in ([], [tmp_path / "out.jsonl"])
    assert not (tmp_path / "out.jsonl").exists()
    until_done(data, site, **options)
    assert sorted(numbers(*files(data, output))) == list(range(ARTICLES))


def test_a_ledger_that_another_process_locks(tmp_path: Path, site: Stand) -> None:
    data = tmp_path / "data"
    data.mkdir()
    crawl(data, site.url, settings={**BATCHES, "CLOSESPIDER_ITEMCOUNT": 5})
    delivered = committed(data)
    assert 0 < delivered < ARTICLES
    other = sqlite3.connect(data / "ledger.sqlite3", isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    settings = {**BATCHES, "NEWSBOT_DATABASE_TIMEOUT": 0.2}
    result = crawl(data, site.url, settings=settings)
    assert result.code == 1
    assert "is locked by another process" in result.stats["newsbot/delivery/failed"]
    assert result.stats["finish_reason"] == "delivery_failed"
    assert committed(data) == delivered
    other.execute("ROLLBACK")
    other.close()
    until_done(data, site)
    assert sorted(numbers(*outputs(data))) == list(range(ARTICLES))


def test_a_file_that_may_not_grow(tmp_path: Path, site: Stand) -> None:
    # RLIMIT_FSIZE: the kernel itself refuses to write on.
    data = tmp_path / "data"
    data.mkdir()
    result = crawl(data, site.url, settings=BATCHES, max_bytes=160_000)
    assert result.code == 1
    assert "newsbot/delivery/failed" in result.stats
    until_done(data, site)
    assert sorted(numbers(*outputs(data))) == list(range(ARTICLES))


def test_an_article_that_no_exporter_can_write(tmp_path: Path, site: Stand) -> None:
    data = tmp_path / "data"
    data.mkdir()
    out, table = tmp_path / "out.jsonl", tmp_path / "out.csv"
    both = {str(table): {"format": "csv"}, str(out): {"format": "jsonlines"}}
    result = crawl(data, site.url, feeds=both, poison=0)
    assert result.code == 0
    assert result.stats["newsbot/delivery/rejected"] == 1
    assert sorted(numbers(out)) == list(range(1, ARTICLES))
    assert committed(data) == ARTICLES - 1
    assert table.read_text(encoding="utf-8").startswith("id,url,")
    # It is not delivered, so it is tried again; a well article then arrives.
    assert crawl(data, site.url, feeds=both).code == 0
    assert sorted(numbers(out)) == list(range(ARTICLES))
    assert table.read_text(encoding="utf-8").count("canonical_url") == 1


def test_other_formats_are_whole_and_count_when_they_are_stored(
    tmp_path: Path, site: Stand
) -> None:
    data = tmp_path / "data"
    data.mkdir()
    out = tmp_path / "out.json"
    out.write_text("[]")
    options: dict[str, Any] = {
        "feeds": {str(out): {"format": "json", "overwrite": True}}
    }
    result = kill(data, site, (signal.SIGTERM,), 23, **options)
    assert result.code == 0
    assert out.read_text() == "[]"
    assert committed(data) == 0
    assert crawl(data, site.url, **options).code == 0
    assert len(json.loads(out.read_bytes())) == ARTICLES
    assert committed(data) == ARTICLES
    assert list(tmp_path.glob(".*")) == []


def test_feeds_in_batches_of_files(tmp_path: Path, site: Stand) -> None:
    data = tmp_path / "data"
    data.mkdir()
    options = {"format": "jsonlines", "batch_item_count": 7}
    batches = {str(tmp_path / "out-%(start_time)s-%(batch_id)d.jsonl"): options}
    kill(data, site, (signal.SIGKILL,), 32, feeds=batches)
    until_done(data, site, feeds=batches)
    files = list(tmp_path.glob("out-*.jsonl"))
    assert sorted(numbers(*files)) == list(range(ARTICLES))
    assert max(len(numbers(file)) for file in files) == 7


def test_copies_of_an_article_in_one_batch(tmp_path: Path) -> None:
    data = tmp_path / "data"
    data.mkdir()
    with stand(15, copies=4) as site:
        result = crawl(data, site.url)
        assert result.stats["newsbot/delivery/batches"] < 15
        assert len(site.served) == 60
    assert sorted(numbers(*outputs(data))) == list(range(15))


def test_articles_on_stdout_count_when_the_run_has_ended(
    tmp_path: Path, site: Stand
) -> None:
    data = tmp_path / "data"
    data.mkdir()
    stdout = {"stdout:": {"format": "jsonlines"}}
    kill(data, site, (signal.SIGKILL,), 32, feeds=stdout)
    assert committed(data) == 0
    assert crawl(data, site.url, feeds=stdout).code == 0
    assert committed(data) == ARTICLES
    assert sorted(numbers(tmp_path / "printed.jsonl")) == list(range(ARTICLES))


def test_a_second_run_of_the_site_is_locked_out(tmp_path: Path) -> None:
    data = tmp_path / "data"
    data.mkdir()
    with stand(30) as site:
        settings = {"USER_AGENT": site.hold(1)}
        first = Crawl(data, site.url, {"settings": settings})
        first.wait_until(lambda: len(site.served) == 1)
        second = crawl(data, site.url)
        assert second.code == 75
        assert f"is held by process {first.pid} since" in second.log
        first.send(signal.SIGKILL)
        first.finish()
        site.release()
        assert crawl(data, site.url, settings={"CLOSESPIDER_ITEMCOUNT": 1}).code == 0


def test_a_target_that_cannot_be_written_stops_the_run_before_it_asks(
    tmp_path: Path, site: Stand
) -> None:
    data = tmp_path / "data"
    data.mkdir()
    (tmp_path / "file").write_text("no folder")
    target = tmp_path / "file" / "out.jsonl"
    bad = {str(target): {"format": "jsonlines"}}
    result = crawl(data, site.url, feeds=bad)
    assert result.code == 1
    assert result.stats["finish_reason"] == "delivery_failed"
    why = f"cannot write {target}: Not a directory"
    assert result.stats["newsbot/delivery/failed"] == why
    assert site.served == []
