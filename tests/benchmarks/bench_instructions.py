"""What an article costs in instructions, which no load of the machine changes.

    python -m tests.benchmarks.bench_instructions [--pages FEW MANY] [--only NAME ...]

Needs valgrind. Each contender of `bench_crawl` crawls a site of few articles and one of
many under valgrind's cachegrind; the difference is what the further articles cost, and
what is left of the first crawl is start-up. The kernel's work is not counted, and an
instruction is no measure of time: one of Python's takes longer than one of a parser
that runs through the bytes of a page.
"""

from __future__ import annotations

import argparse
import re
import tempfile
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack
from pathlib import Path

from tests.benchmarks.bench_crawl import Contest
from tests.benchmarks.gazette import Gazette
from tests.benchmarks.webserver import WebServer

_CONTENDERS = ("bare", "plain", "newsbot")
_MILLION = 1e6


def count(server: WebServer, name: str, pages: int) -> int:
    """Instructions of one crawl of *pages* articles by the contender *name*."""
    with tempfile.TemporaryDirectory() as folder:
        counted = Path(folder) / "cachegrind.out"
        under = ("valgrind", "-q", "--tool=cachegrind", "--cache-sim=no")
        under = (*under, f"--cachegrind-out-file={counted}")
        Contest(server, pages, Path(folder), under).contender(name)()
        found = re.search(r"^summary: (\d+)", counted.read_text(), re.MULTILINE)
        assert found, "valgrind has counted nothing"
        return int(found[1])


def table(counts: dict[tuple[str, int], int], few: int, many: int) -> list[str]:
    """The counts as lines: millions an article, ratios, millions of start-up."""
    each = {
        name: (counts[name, many] - counts[name, few]) / (many - few)
        for name, pages in counts
        if pages == few
    }
    references = [name for name in ("bare", "plain") if name in each]
    head = "".join(f"{f'x {name}':>9}" for name in references)
    lines = [f"{'':14}{'M/article':>11}{head}{'M start-up':>12}"]
    for name, one in each.items():
        ratios = "".join(f"{one / each[other]:9.2f}" for other in references)
        rest = (counts[name, few] - one * few) / _MILLION
        lines.append(f"{name:14}{one / _MILLION:11.2f}{ratios}{rest:12.0f}")
    return lines


def main() -> None:
    """Count, and print the table."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--pages", type=int, nargs=2, default=(40, 160))
    parser.add_argument("--only", nargs="*", default=_CONTENDERS)
    options = parser.parse_args()
    few, many = options.pages
    jobs = [(name, pages) for name in options.only for pages in (many, few)]
    with ExitStack() as stack:
        # The servers first: they are forked, and a process with threads must not fork.
        servers = [stack.enter_context(_server(pages)) for _, pages in jobs]
        pool = stack.enter_context(ThreadPoolExecutor(4))
        found = pool.map(lambda server, job: count(server, *job), servers, jobs)
        counts = dict(zip(jobs, found, strict=True))
    print("\n".join(table(counts, few, many)))


def _server(pages: int) -> WebServer:
    return WebServer(lambda base: Gazette(pages, base).respond)


if __name__ == "__main__":
    main()
