"""What a page costs: newsbot whole, beside what a user of Scrapy would write.

    python -m tests.benchmarks.bench_crawl [--pages N] [--rounds N] [--peers PYTHON]

A site of N articles of 100 to 160 kB is served by a process of its own, compressed, as
web servers do. In turns it is crawled by:

    bare         a Scrapy spider that is handed the addresses and parses nothing
    plain        the same with six fields by CSS, to JSON lines
    trafilatura  the same with the text by trafilatura
    newsbot      `scrapy crawl latest` whole: it finds the addresses by itself, in the
                 listings, and asks the REST interface for the instants
    asked        the same, but nobody reads the articles' pages; only when named
    parsed       the same as asked, but each page is parsed once; only when named

The first three run under Scrapy's stock settings, the others under newsbot's, without
the delay and without AutoThrottle. What each delivers is compared field by field with
what the site was made from. The CPU is that of the crawler's whole process, start-up
and (newsbot's) listings and interfaces included, divided by the number of articles.

With --peers, the path of a Python in which some of newspaper4k, news-please and
trafilatura are installed, these fetch and read the same pages, fewer of them.
"""

from __future__ import annotations

import argparse
import json
import shutil
import statistics
import sys
import tempfile
from functools import partial
from itertools import count
from pathlib import Path
from typing import TYPE_CHECKING, Any

from tests.benchmarks import peers
from tests.benchmarks.floors import FLOORS
from tests.benchmarks.gazette import Gazette
from tests.benchmarks.measure import (
    MB,
    Cost,
    environment,
    interleaved,
    load,
    ratio,
    run,
)
from tests.benchmarks.webserver import WebServer

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

STOCK = ("bare", "plain", "trafilatura")
# Of the words of a text, what an extractor that knows no theme must find at least.
_MOST_OF_A_TEXT = 0.5


class Contest:
    """The contenders on one site, and what they must deliver.

    :param pages: number of articles
    :param folder: an empty folder for what they write
    :param under: a command under which they run, such as a profiler
    """

    def __init__(
        self, server: WebServer, pages: int, folder: Path, under: Sequence[str] = ()
    ) -> None:
        self._under = under
        self.server = server
        self.truth = {one["url"]: one for one in Gazette(pages, server.url).truth()}
        self.folder = folder
        self.addresses = folder / "addresses.txt"
        self.addresses.write_text("\n".join(self.truth))
        self._numbers = count()

    def contender(self, name: str) -> Callable[[], Cost]:
        """Runs the contender *name* once, and checks what it has delivered."""
        if name in FLOORS:
            return partial(self._floor, name)
        return self.newsbot if name == "newsbot" else partial(self._stock, name)

    def _stock(self, name: str) -> Cost:
        folder = self.folder / f"{name}-{next(self._numbers)}"
        output = folder / "out.jsonl"
        before = self.server.asked
        module = "tests.benchmarks.contenders"
        command = [*self._under, sys.executable, "-m", module, name]
        cost = run(
            [*command, str(self.addresses), str(output)],
            env=environment(),
            folder=folder,
        )
        fetched = self.server.asked - before
        assert fetched == len(self.truth), f"{name} has fetched {fetched} pages"
        if name != "bare":
            check_plain(_lines(output), self.truth, exact=name == "plain")
        shutil.rmtree(folder)
        return cost

    def newsbot(self, module: str = "scrapy", **variables: str) -> Cost:
        """Crawl the site with newsbot, and check what it has delivered.

        :param module: what runs the command ``crawl``
        :param variables: environment variables to add
        """
        folder, cost = self._run("newsbot", module, **variables)
        (output,) = (folder / "data").glob("*/articles/*.jsonl")
        check_newsbot(_lines(output), self.truth)
        shutil.rmtree(folder)
        return cost

    def _floor(self, name: str) -> Cost:
        folder, cost = self._run(name, "tests.benchmarks.floors", name)
        (runs,) = (folder / "data").glob("*/runs.jsonl")
        (record,) = _lines(runs)
        assert record["pages"] == {"old": len(self.truth)}, record["pages"]
        shutil.rmtree(folder)
        return cost

    def _run(
        self, name: str, module: str, *before: str, **variables: str
    ) -> tuple[Path, Cost]:
        """Crawl the site with newsbot, under *module* and its arguments *before*."""
        folder = self.folder / f"{name}-{next(self._numbers)}"
        settings = ["DOWNLOAD_DELAY=0", "AUTOTHROTTLE_ENABLED=0"]
        arguments = [f"site={self.server.url}/", "max_pages=0"]
        command = [*self._under, sys.executable, "-m", module, *before]
        command += ["crawl", "latest"]
        command += [part for one in settings for part in ("-s", one)]
        command += [part for one in arguments for part in ("-a", one)]
        env = environment(
            SCRAPY_SETTINGS_MODULE="newsbot.settings",
            NEWSBOT_DATA=str(folder / "data"),
            **variables,
        )
        return folder, run(command, env=env, folder=folder)


def _lines(file: Path) -> list[dict[str, Any]]:
    return [json.loads(line) for line in file.read_text("utf-8").splitlines()]


def check_newsbot(found: Iterable[dict[str, Any]], truth: dict[str, Any]) -> None:
    """:raises AssertionError: unless *found* is the truth, all of it, in every field"""
    records = {one["url"]: one for one in found}
    assert records.keys() == truth.keys(), f"{len(records)} of {len(truth)} articles"
    for url, true in truth.items():
        for name, value in true.items():
            if name == "post_id":
                assert records[url]["id"].endswith(f":{value}"), url
            else:
                assert records[url][name] == value, (url, name, records[url][name])


def check_plain(
    found: Iterable[dict[str, Any]], truth: dict[str, Any], *, exact: bool
) -> None:
    """:raises AssertionError: unless *found* has the six fields of every article

    :param exact: the text too; else most of its words will do
    """
    records = {one["url"]: one for one in found}
    assert records.keys() == truth.keys(), f"{len(records)} of {len(truth)} articles"
    for url, true in truth.items():
        one = records[url]
        for name in ("title", "section", "image"):
            assert one[name] == true[name], (url, name, one[name])
        assert one["published"] == true["published"][:10], (url, one["published"])
        author = next(iter(true["authors"]), None)
        assert one["author"] == author, (url, one["author"])
        if exact:
            assert one["text"] == true["text"], (url, one["text"])
        else:
            words, read = true["text"].split(), set((one["text"] or "").split())
            share = sum(word in read for word in words) / len(words)
            assert share >= _MOST_OF_A_TEXT, (url, share)


def table(costs: dict[str, list[Cost]], pages: int) -> list[str]:
    """The figures as lines: medians, and ratios to the references."""
    cpu = {name: [one.cpu for one in some] for name, some in costs.items()}
    lines = [f"{'':14}{'CPU ms/article':>15}{'x bare':>8}{'x plain':>9}{'peak MB':>9}"]
    for name, some in costs.items():
        each = statistics.median(cpu[name]) / pages * 1e3
        memory = statistics.median(one.memory for one in some) / MB
        to_bare, to_plain = (
            ratio(cpu[name], cpu["bare"]),
            ratio(cpu[name], cpu["plain"]),
        )
        lines.append(f"{name:14}{each:15.2f}{to_bare:8.2f}{to_plain:9.2f}{memory:9.0f}")
    return lines


def main() -> None:
    """Measure, and print the table."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--pages", type=int, default=2000)
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--only", nargs="*", default=[*STOCK, "newsbot"])
    parser.add_argument("--peers", metavar="PYTHON")
    parser.add_argument("--peer-pages", type=int, default=100)
    options = parser.parse_args()
    pages = options.pages
    site = WebServer(lambda base: Gazette(pages, base).respond)
    with site as server, tempfile.TemporaryDirectory() as folder:
        contest = Contest(server, pages, Path(folder))
        contenders = {name: contest.contender(name) for name in options.only}
        for name in options.only:
            if name in ("bare", "newsbot"):
                contenders[name]()  # makes the server's pages
        print(f"{pages} articles, {options.rounds} rounds; {load()}")
        costs = interleaved(contenders, options.rounds)
        print("\n".join(table(costs, pages)))
        if options.peers:
            addresses = list(contest.truth)[: options.peer_pages]
            own = statistics.median(one.cpu for one in costs["newsbot"]) / pages
            for line in peers.compare(
                options.peers, addresses, contest.truth, own, environment()
            ):
                print(line)
        print(load())


if __name__ == "__main__":
    main()
