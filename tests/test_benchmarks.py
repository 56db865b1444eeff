"""The benchmarks run, and see what is wrong; none of them is asked how fast."""

from __future__ import annotations

import json
import sys
from typing import TYPE_CHECKING, cast

import pytest

from newsbot.pages import article_links
from tests.benchmarks.bench_crawl import STOCK, Contest, check_newsbot, check_plain
from tests.benchmarks.bench_crawl import table as crawl_table
from tests.benchmarks.bench_growth import Crawl, EndlessGazette, Moment, Watch
from tests.benchmarks.bench_growth import table as growth_table
from tests.benchmarks.bench_instructions import table as instructions_table
from tests.benchmarks.bench_stages import STAGES
from tests.benchmarks.bench_stages import table as stage_table
from tests.benchmarks.bench_startup import contenders
from tests.benchmarks.floors import FLOORS
from tests.benchmarks.gazette import Gazette
from tests.benchmarks.measure import MB, Cost
from tests.benchmarks.webserver import WebServer

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

PAGES = 6


@pytest.fixture(scope="module")
def server() -> Iterator[WebServer]:
    with WebServer(lambda base: Gazette(PAGES, base).respond) as running:
        yield running


def test_the_site_is_the_same_each_time() -> None:
    one, other = (Gazette(PAGES, "http://gazette.test") for _ in range(2))
    paths = [story["url"].removeprefix(one.base) for story in one.truth()]
    assert len(set(paths)) == PAGES
    for path in [*paths, "/latest/"]:
        body = one.respond(path, {}).body
        assert body == other.respond(path, {}).body
        assert 60_000 < len(body) < 160_000


@pytest.mark.parametrize("name", [*STOCK, "newsbot", *FLOORS])
def test_every_contender_delivers(name: str, server: WebServer, tmp_path: Path) -> None:
    # The contest compares what is delivered with the truth.
    cost = Contest(server, PAGES, tmp_path).contender(name)()
    assert cost.cpu > 0
    assert cost.memory > MB


def test_a_contender_that_misses_something_is_no_contender() -> None:
    true = Gazette(PAGES, "http://gazette.test").truth()
    truth = {one["url"]: one for one in true}
    whole = [{**one, "id": f"gazette.test:{one['post_id']}"} for one in true]
    check_newsbot(whole, truth)
    for wrong in (whole[1:], [{**whole[0], "text": "غير ذلك"}, *whole[1:]]):
        with pytest.raises(AssertionError):
            check_newsbot(wrong, truth)
    six = [
        {
            **one,
            "published": one["published"][:10],
            "author": next(iter(one["authors"]), None),
        }
        for one in true
    ]
    check_plain(six, truth, exact=True)
    for name in ("title", "text", "published", "author", "section", "image"):
        with pytest.raises(AssertionError):
            check_plain([{**six[0], name: "غير ذلك"}, *six[1:]], truth, exact=True)


def test_the_stages_of_a_crawl(server: WebServer, tmp_path: Path) -> None:
    result = tmp_path / "stages.json"
    contest = Contest(server, PAGES, tmp_path)
    contest.newsbot("tests.benchmarks.bench_stages", BENCH_STAGES_RESULT=str(result))
    found = json.loads(result.read_text())
    # A stage that is never entered has lost the function that it measures.
    silent = [name for name in STAGES if not found["calls"][name]]
    assert silent == []
    assert sum(found["seconds"].values()) <= found["cpu"]
    lines = stage_table(found, PAGES)
    assert [line.split("  ")[0] for line in lines[2:-1]] == list(STAGES)


def test_the_poll_and_the_empty_spider(server: WebServer, tmp_path: Path) -> None:
    runs = contenders(server.url, tmp_path)
    for name in ("poll", "poll", "empty spider"):
        assert runs[name]().cpu > 0
    (runs_file,) = (tmp_path / "own" / "data").glob("*/runs.jsonl")
    record, again = runs_file.read_text().splitlines()
    assert json.loads(record)["verdict"] == "delivered"
    assert json.loads(again)["verdict"] == "quiet"


def test_the_endless_site() -> None:
    site = EndlessGazette(120, "http://gazette.test")
    first = site.respond("/latest/", {}).body.decode()
    last = site.respond("/latest/page/3/", {}).body.decode()
    links = article_links(first, f"{site.base}/latest/")
    assert links[:50] == [f"{site.base}/story-{n}/" for n in range(50)]
    links = article_links(last, f"{site.base}/latest/page/3/")
    assert links[:20] == [f"{site.base}/story-{n}/" for n in range(100, 120)]
    one, other = (site.respond(f"/story-{n}/", {}).body for n in (7, 8))
    assert one != other
    assert site.respond("/feed/", {}).status == 404


def test_the_tables() -> None:
    costs = {
        "bare": [Cost(1.0, 1.0, 50 * MB), Cost(1.2, 1.0, 50 * MB)],
        "plain": [Cost(2.0, 1.0, 60 * MB), Cost(2.4, 1.0, 60 * MB)],
        "newsbot": [Cost(3.0, 1.0, 70 * MB), Cost(3.6, 1.0, 70 * MB)],
    }
    assert [line.split() for line in crawl_table(costs, 1000)[1:]] == [
        ["bare", "1.10", "1.00", "0.50", "50"],
        ["plain", "2.20", "2.00", "1.00", "60"],
        ["newsbot", "3.30", "3.00", "1.50", "70"],
    ]


class _Replay:
    """A crawl that has come to the next of some moments at each look."""

    def __init__(self, moments: list[Moment]) -> None:
        self.moments = moments
        self.is_stopped = False

    def look(self) -> Moment | None:
        return self.moments.pop(0) if self.moments else None

    def stop(self) -> None:
        self.is_stopped = True


def test_growth_is_told_by_fresh_crawls_in_the_same_seconds() -> None:
    fresh = {}

    def begin(place: int) -> Crawl:
        # Start-up costs a second; then a page 4 ms.
        fresh[place] = _Replay(
            [Moment(n, 1 + n * 0.004, 80 * MB) for n in range(0, 3500, 500)]
        )
        return cast("Crawl", fresh[place])

    watch = Watch([1000, 6000], begin)
    for asked in range(0, 12_000, 500):
        # The long one is as fast until 6,000, then a half slower.
        cpu = asked * 0.004 + max(0, asked - 6000) * 0.002
        watch.see(Moment(asked, cpu, (100 + asked // 1000) * MB))
    assert [line.split() for line in growth_table(watch.rows, watch.settled)[1:]] == [
        ["1000", "4.00", "4.00", "1.00", "104"],
        ["6000", "6.00", "4.00", "1.50", "109"],
        "memory after article 5000: +6 MB at most".split(),
    ]
    assert all(crawl.is_stopped for crawl in fresh.values())


def test_the_table_of_instructions() -> None:
    million = 1_000_000
    counts = {
        ("bare", 110): 2_100 * million,
        ("bare", 10): 1_100 * million,
        ("plain", 110): 3_200 * million,
        ("plain", 10): 1_200 * million,
        ("newsbot", 110): 4_800 * million,
        ("newsbot", 10): 1_800 * million,
    }
    assert [line.split() for line in instructions_table(counts, 10, 110)[1:]] == [
        ["bare", "10.00", "1.00", "0.50", "1000"],
        ["plain", "20.00", "2.00", "1.00", "1000"],
        ["newsbot", "30.00", "3.00", "1.50", "1500"],
    ]


def test_nobody_measures_newsbot_inside_its_rival() -> None:
    import tests.benchmarks.contenders as rivals

    assert not any(
        getattr(value, "__module__", "").startswith("newsbot")
        for value in vars(rivals).values()
    )
    assert sys.modules[rivals.__name__].SPIDERS.keys() == set(STOCK)
