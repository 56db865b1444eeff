"""What a poll of an unchanged site costs, beside Scrapy's own start.

    python -m tests.benchmarks.bench_startup [--rounds N]

In turns, each a whole process: `scrapy crawl latest` of a site that has nothing new,
as cron starts it every few minutes, and `scrapy crawl` of an empty spider in a project
that has nothing but it. The delay and AutoThrottle are off.
"""

from __future__ import annotations

import argparse
import statistics
import sys
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

from tests.benchmarks.gazette import Gazette
from tests.benchmarks.measure import Cost, environment, interleaved, load, ratio, run
from tests.benchmarks.webserver import WebServer

if TYPE_CHECKING:
    from collections.abc import Callable

_EMPTY_SPIDER = """
import scrapy

class Empty(scrapy.Spider):
    name = "empty"
    async def start(self):
        return
        yield
"""


def contenders(url: str, folder: Path) -> dict[str, Callable[[], Cost]]:
    """The poll of the site at *url*, and the empty spider, each below *folder*."""
    scrapy = [sys.executable, "-m", "scrapy", "crawl"]
    settings = ["-s", "DOWNLOAD_DELAY=0", "-s", "AUTOTHROTTLE_ENABLED=0"]
    plain, own = folder / "plain", folder / "own"
    plain.mkdir()
    (plain / "scrapy.cfg").write_text("[settings]\ndefault = settings\n")
    (plain / "settings.py").write_text('SPIDER_MODULES = ["spider"]\n')
    (plain / "spider.py").write_text(_EMPTY_SPIDER)
    env = environment(
        SCRAPY_SETTINGS_MODULE="newsbot.settings", NEWSBOT_DATA=str(own / "data")
    )
    bare = environment(SCRAPY_SETTINGS_MODULE="settings")
    bare["PYTHONPATH"] = str(plain)
    poll = [*scrapy, "latest", "-a", f"site={url}/", *settings]
    return {
        "empty spider": lambda: run([*scrapy, "empty"], env=bare, folder=plain),
        "poll": lambda: run(poll, env=env, folder=own),
    }


def main() -> None:
    """Measure, and print the table."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--rounds", type=int, default=15)
    rounds = parser.parse_args().rounds
    site = WebServer(lambda base: Gazette(60, base).respond)
    with site as server, tempfile.TemporaryDirectory() as folder:
        runs = contenders(server.url, Path(folder))
        for _ in range(2):
            runs["poll"]()  # delivers what there is; then the site is unchanged
        asked = server.asked
        runs["poll"]()
        requests = server.asked - asked
        costs = interleaved(runs, rounds)
        print(f"{rounds} rounds; a poll makes {requests} requests; {load()}")
        print(f"{'':14}{'seconds':>9}{'x empty':>9}{'CPU s':>9}{'x empty':>9}")
        wall = {name: [one.wall for one in some] for name, some in costs.items()}
        cpu = {name: [one.cpu for one in some] for name, some in costs.items()}
        for name in costs:
            print(
                f"{name:14}{statistics.median(wall[name]):9.2f}"
                f"{ratio(wall[name], wall['empty spider']):9.2f}"
                f"{statistics.median(cpu[name]):9.2f}"
                f"{ratio(cpu[name], cpu['empty spider']):9.2f}"
            )


if __name__ == "__main__":
    main()
