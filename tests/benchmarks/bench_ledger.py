"""What the ledger costs: start-up and look-up with a million articles, and throughput.

    python -m tests.benchmarks.bench_ledger [--articles N]

Each figure is a ratio to a reference measured in the same run: a ledger of one article;
Scrapy's own feed export without ledger and fsync.
"""

from __future__ import annotations

import argparse
import random
import statistics
import tempfile
import time
from pathlib import Path
from typing import TYPE_CHECKING

from newsbot.ledger import Delivery, Ledger, Line, hash64
from tests.newsstand import crawl, numbers, outputs, stand

if TYPE_CHECKING:
    from collections.abc import Callable

SITE = "stand.test"
PAGES = 400


def fill(path: Path, articles: int) -> None:
    """Commit *articles* in batches, each with two URL keys."""
    ledger = Ledger.open(path)
    for first in range(0, articles, 5000):
        lines = [
            Line(
                Delivery(
                    SITE,
                    f"{SITE}:{number}",
                    content_hash=hash64("text", str(number)),
                    url_keys=(f"/news/{number}", f"/?p={number}"),
                ),
                first // 5000,
                number * 3000,
            )
            for number in range(first, min(first + 5000, articles))
        ]
        ledger.commit(lines, {})
    ledger.close()


def median(work: Callable[[], object], times: int) -> float:
    """Return the median seconds of *work*."""
    samples = []
    for _ in range(times):
        start = time.perf_counter()
        work()
        samples.append(time.perf_counter() - start)
    return statistics.median(samples)


def start_up(path: Path) -> float:
    """Return the seconds to open the ledger and ask one question."""

    def work() -> None:
        ledger = Ledger.open(path)
        assert ledger.delivered(SITE, article_id=f"{SITE}:0") is not None
        ledger.close()

    return median(work, 31)


def look_up(path: Path, articles: int) -> float:
    """Return the seconds to ask for a known article and a new one."""
    ledger = Ledger.open(path)
    chance = random.Random(1)

    def work() -> None:
        number = chance.randrange(articles)
        known = ledger.delivered(SITE, url_keys=[f"/news/{number}"])
        assert known is not None
        assert known.id == f"{SITE}:{number}"
        assert ledger.delivered(SITE, article_id="new", url_keys=["/new"]) is None

    seconds = median(work, 2001)
    ledger.close()
    return seconds


def throughput(folder: Path) -> dict[str, tuple[float, float]]:
    """Return seconds per crawl, with the ledger and with Scrapy's own export.

    The pages are a few lines of text that nobody parses, so the share of the ledger
    is larger here than on a real site.
    """
    plain = {
        "EXTENSIONS": {
            "scrapy.extensions.telnet.TelnetConsole": None,
            "scrapy.extensions.remote_control.RemoteControl": None,
        },
        "FEED_STORAGES": {},
        "ITEM_PIPELINES": {},
    }
    ways = ({}, {"settings": plain, "no_ledger": True})
    samples: dict[str, tuple[list[float], list[float]]] = {
        "elapsed_time_seconds": ([], []),
        "cpu_seconds": ([], []),
    }
    with stand(PAGES) as site:
        for turn in range(9):
            for way, options in enumerate(ways):
                data = folder / f"{turn}-{way}" / "data"
                data.mkdir(parents=True)
                result = crawl(data, site.url, **options)
                assert result.code == 0, result.log
                assert sorted(numbers(*outputs(data))) == list(range(PAGES))
                for name, seconds in samples.items():
                    seconds[way].append(result.stats[name])
    # The least of each: whatever else the machine does only adds.
    return {name: (min(ours), min(plain)) for name, (ours, plain) in samples.items()}


def main() -> None:
    """Print the figures."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--articles", type=int, default=1_000_000)
    articles = parser.parse_args().articles
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        small, large = folder / "small.sqlite3", folder / "large.sqlite3"
        fill(small, 1)
        start = time.perf_counter()
        fill(large, articles)
        seconds = time.perf_counter() - start
        size = large.stat().st_size
        print(f"{articles} articles: {size / articles:.0f} bytes and", end=" ")
        print(f"{seconds / articles * 1e6:.0f} µs each in batches of 5000")
        one, many = start_up(small), start_up(large)
        print(f"start-up: {many * 1e3:.2f} ms, {many / one:.2f} × that of one article")
        one, many = look_up(small, 1), look_up(large, articles)
        print(f"look-up: {many * 1e6:.0f} µs, {many / one:.2f} × that of one article")
        for name, (ours, plain) in throughput(folder).items():
            print(f"{PAGES} pages, {name}: {ours:.2f}, {ours / plain:.3f} ×", end=" ")
            print("that of Scrapy's own export")


if __name__ == "__main__":
    main()
