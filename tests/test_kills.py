"""Whole crawls that are killed at random moments and run again until they are done.

0 missing, 0 twice, 0 torn, with nothing cleaned by hand. A kill proves little where
nothing was at stake: the matrix counts the runs that held articles which the site had
served and the ledger did not have yet, and fails where they are less than half.
"""

from __future__ import annotations

import json
import random
import signal
import sqlite3
import sys
import time
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
BATCHES = {"NEWSBOT_BATCH_ITEMS": 5, "NEWSBOT_BATCH_SECONDS": 0.1}

DEATHS = {
    "SIGKILL": (signal.SIGKILL,),
    "SIGTERM": (signal.SIGTERM,),
    "SIGTERM twice": (signal.SIGTERM, signal.SIGTERM),
    "SIGINT": (signal.SIGINT,),
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
    chance: random.Random,
    **options: Any,
) -> tuple[Result, bool]:
    """Start a crawl and end it with *signals* at a random moment.

    Returns how it ended, and whether it then held articles that it had fetched and
    not delivered. The site sees to it that the crawl is not done before.
    """
    before = len(site.served)
    missing = ARTICLES - committed(data)
    moment = before + chance.randrange(1, missing + 1)
    site.gate = min(moment + 5, before + missing - 1)
    process = Crawl(data, site.url, {"settings": BATCHES, **options})
    while len(site.served) < min(moment, site.gate) and process.runs():
        time.sleep(0.0005)
    time.sleep(chance.random() * 0.03)
    fetched = len(site.served) - before
    process.send(signals[0])
    held = fetched > missing - (ARTICLES - committed(data))
    for again in signals[1:]:
        time.sleep(chance.random() * 0.02)
        process.send(again)
    site.gate = sys.maxsize
    return process.finish(), held


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
    killed = held = series = 0
    while killed < kills:
        death, output = plan[series % len(plan)]
        data = tmp_path / str(series) / "data"
        data.mkdir(parents=True)
        options = {"feeds": feeds(data, output)}
        series += 1
        for _ in range(3):
            if killed == kills or committed(data) == ARTICLES:
                break
            result, at_stake = kill(data, site, DEATHS[death], chance, **options)
            killed += 1
            held += at_stake
            # SIGINT that comes before Scrapy listens is Python's KeyboardInterrupt.
            early = "KeyboardInterrupt" in result.log
            assert early or result.code in (0, -DEATHS[death][0]), result.log
            whole = [file for file in files(data, output) if file.exists()]
            assert len(numbers(*whole)) == len(set(numbers(*whole)))
        until_done(data, site, **options)
        found = numbers(*files(data, output))
        assert sorted(found) == list(range(ARTICLES)), (death, output, series)
        assert committed(data) == ARTICLES
        assert not (data / "stand" / "unfinished").exists()
    print(f"{killed} runs killed, {held} of them held undelivered articles")
    assert held * 2 >= killed


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
    result, _ = kill(data, site, (signal.SIGTERM,), random.Random(4))
    assert result.code == 0
    assert result.stats["finish_reason"] == "shutdown"
    found = numbers(*outputs(data))
    assert ARTICLES > len(found) == committed(data) > 0


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
    assert reason in result.stats["newsbot/delivery/failed"]
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
    result, _ = kill(data, site, (signal.SIGTERM,), random.Random(2), **options)
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
    kill(data, site, (signal.SIGKILL,), random.Random(3), feeds=batches)
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
    kill(data, site, (signal.SIGKILL,), random.Random(6), feeds=stdout)
    assert committed(data) == 0
    assert crawl(data, site.url, feeds=stdout).code == 0
    assert committed(data) == ARTICLES
    assert sorted(numbers(tmp_path / "printed.jsonl")) == list(range(ARTICLES))


def test_a_second_run_of_the_site_is_locked_out(tmp_path: Path) -> None:
    data = tmp_path / "data"
    data.mkdir()
    with stand(30, delay=0.2) as site:
        first = Crawl(data, site.url, {})
        while not site.served:
            time.sleep(0.01)
        second = crawl(data, site.url)
        assert second.code == 75
        assert f"is held by process {first.pid} since" in second.log
        first.send(signal.SIGKILL)
        first.finish()
        assert crawl(data, site.url, settings={"CLOSESPIDER_ITEMCOUNT": 1}).code == 0


def test_a_target_that_cannot_be_written_stops_the_run_before_it_asks(
    tmp_path: Path, site: Stand
) -> None:
    data = tmp_path / "data"
    data.mkdir()
    (tmp_path / "file").write_text("no folder")
    bad = {str(tmp_path / "file" / "out.jsonl"): {"format": "jsonlines"}}
    result = crawl(data, site.url, feeds=bad)
    assert result.code == 1
    assert result.stats["finish_reason"] == "delivery_failed"
    assert str(tmp_path / "file") in result.stats["newsbot/delivery/failed"]
    assert site.served == []
