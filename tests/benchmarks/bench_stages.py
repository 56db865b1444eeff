"""Where the time of a crawl goes, stage by stage.

    python -m tests.benchmarks.bench_stages [--pages N]

A whole `scrapy crawl latest` runs with a clock around the functions of each stage. The
clock of a stage stands still while another one runs inside it, so that the stages add
up to the CPU of the process; what belongs to none of them is Scrapy's and Python's own:
sockets, HTTP, the scheduler, signals, start-up. The clocks cost something themselves
(some 0.1 ms an article): compare the stages with each other, and whole crawls by
`bench_crawl`.
"""

from __future__ import annotations

import argparse
import importlib
import json
import os
import pkgutil
import sys
import tempfile
import time
from functools import cached_property, wraps
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Callable

_RESULT = "BENCH_STAGES_RESULT"
_PAGE = "newsbot.pages.article:ArticlePage"
_FIELDS = "newsbot.pages.articlefields:ArticleFields"
_POST = "newsbot.pages.post:Post"
_LISTING = "newsbot.pages.listing:ListingPage"
_LEDGER = "newsbot.ledger.ledger:Ledger"

STAGES: dict[str, tuple[str, ...]] = {
    "decoding": (
        "newsbot.middlewares.encoding:ArabicEncodingMiddleware.process_response",
        "scrapy.downloadermiddlewares.httpcompression"
        ":HttpCompressionMiddleware.process_response",
    ),
    "refusals": (
        "newsbot.middlewares.refusal:RefusalMiddleware.process_response",
        "newsbot.pages.refusal:find_stand_in",
    ),
    "tree": ("newsbot.pages.html:parse",),
    "listing": (f"{_LISTING}.entries", f"{_LISTING}.featured", f"{_LISTING}.next"),
    "interfaces": (
        "newsbot.pages.rest:parse_posts",
        "newsbot.pages.feed:parse_feed",
    ),
    "post, metadata": (
        f"{_POST}.scope",
        f"{_PAGE}.post_id",
        f"{_POST}.structured",
        f"{_POST}.further_pages",
        f"{_FIELDS}.language",
        f"{_FIELDS}.canonical_url",
    ),
    "headline, lead": (f"{_FIELDS}.title", f"{_FIELDS}.lead"),
    "body": (f"{_POST}.container", f"{_POST}.body"),
    "authors, terms": (
        f"{_FIELDS}.authors",
        f"{_FIELDS}.section",
        f"{_FIELDS}.tags",
        f"{_FIELDS}.categories",
    ),
    "pictures, media": (f"{_FIELDS}.image", f"{_FIELDS}.media", f"{_FIELDS}.kind"),
    "dates": (f"{_PAGE}._dates",),
    "related": (f"{_FIELDS}.related",),
    "other fields": (f"{_PAGE}.article",),
    "cleaning": ("newsbot.pipelines.clean:clean_item",),
    "fingerprint": (
        "newsbot.similarity.fingerprint:fingerprint",
        "newsbot.similarity.index:Index.add",
        "newsbot.pipelines.duplicates:delivery_of",
    ),
    "revisions": ("newsbot.pipelines.revisions:RevisionsPipeline.process_item",),
    "addresses": (
        "newsbot.similarity.urls:url_key",
        "newsbot.similarity.urls:key_hash",
        "newsbot.sites.site:Site.owns",
    ),
    "ledger": (
        f"{_LEDGER}.delivered",
        "newsbot.ledger.failures:Failures.of",
        "newsbot.ledger.proposals:Proposals.add",
        f"{_LEDGER}.commit",
        "newsbot.ledger.neighbours:Neighbours.answer",
        "newsbot.ledger.neighbours:Neighbours.same_text",
        "newsbot.ledger.neighbours:Neighbours.neighbours",
        "newsbot.ledger.neighbours:Neighbours.add",
    ),
    "export": (
        "newsbot.feedstorage.jsonlines:ArticleLinesExporter.export_item",
        "newsbot.feedstorage.linefile:LineFile.save",
    ),
}


class Clocks:
    """One clock for each stage, of which only one runs at a time."""

    def __init__(self) -> None:
        self.seconds = dict.fromkeys(STAGES, 0.0)
        self.calls = dict.fromkeys(STAGES, 0)
        self._running: list[str] = []
        self._since = 0.0

    def _turn(self) -> None:
        now = time.process_time()
        if self._running:
            self.seconds[self._running[-1]] += now - self._since
        self._since = now

    def around(self, stage: str, function: Callable[..., Any]) -> Callable[..., Any]:
        """*function* with the clock of *stage* around it."""

        @wraps(function)
        def clocked(*args: Any, **kwargs: Any) -> Any:
            self._turn()
            self._running.append(stage)
            self.calls[stage] += 1
            try:
                return function(*args, **kwargs)
            finally:
                self._turn()
                self._running.pop()

        return clocked


def install(clocks: Clocks) -> None:
    """Put the clocks around the functions of all stages, wherever newsbot's modules
    have imported them to; what a later version does not have is passed over."""
    _import_all()
    for stage, places in STAGES.items():
        for place in places:
            module, _, name = place.partition(":")
            holder: Any = importlib.import_module(module)
            *path, last = name.split(".")
            for part in path:
                holder = getattr(holder, part)
            found = vars(holder).get(last)
            if isinstance(found, cached_property):
                renewed = cached_property(clocks.around(stage, found.func))
                renewed.__set_name__(holder, last)
                setattr(holder, last, renewed)
            elif isinstance(found, property):
                assert found.fget is not None
                setattr(holder, last, property(clocks.around(stage, found.fget)))
            elif path:
                inherited = getattr(holder, last, None)
                if inherited is not None:
                    setattr(holder, last, clocks.around(stage, inherited))
            elif found is not None:
                _replace(found, clocks.around(stage, found))


def _import_all() -> None:
    for room in ("extensions", "middlewares", "pages", "pipelines", "spiders"):
        package = importlib.import_module(f"newsbot.{room}")
        for found in pkgutil.iter_modules(package.__path__, f"newsbot.{room}."):
            importlib.import_module(found.name)


def _replace(function: object, by: object) -> None:
    for name, module in list(sys.modules.items()):
        if name.startswith("newsbot"):
            for key, value in list(vars(module).items()):
                if value is function:
                    setattr(module, key, by)


def _crawl(arguments: list[str]) -> None:
    """Run scrapy with clocks, and write what they show."""
    from scrapy.cmdline import execute

    clocks = Clocks()
    install(clocks)
    begin = time.process_time()
    try:
        execute(["scrapy", *arguments])
    finally:
        whole = time.process_time() - begin
        found = {"cpu": whole, "seconds": clocks.seconds, "calls": clocks.calls}
        Path(os.environ[_RESULT]).write_text(json.dumps(found))


def table(found: dict[str, Any], pages: int) -> list[str]:
    """The stages as lines: milliseconds of CPU an article, share of the whole, calls
    an article."""
    whole, named = found["cpu"], sum(found["seconds"].values())
    rows = [(name, seconds) for name, seconds in found["seconds"].items()]
    rows = [("download, frame", whole - named), *rows, ("whole", whole)]
    lines = [f"{'stage':18}{'ms/article':>11}{'share':>8}{'calls':>8}"]
    for name, seconds in rows:
        calls = found["calls"].get(name, 0) / pages
        lines.append(
            f"{name:18}{seconds / pages * 1e3:11.3f}{seconds / whole:8.1%}{calls:8.1f}"
        )
    return lines


def main() -> None:
    """Crawl once with clocks, and print the table."""
    from tests.benchmarks.bench_crawl import Contest
    from tests.benchmarks.gazette import Gazette
    from tests.benchmarks.measure import load
    from tests.benchmarks.webserver import WebServer

    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--pages", type=int, default=1000)
    pages = parser.parse_args().pages
    site = WebServer(lambda base: Gazette(pages, base).respond)
    with site as server, tempfile.TemporaryDirectory() as folder:
        contest = Contest(server, pages, Path(folder))
        contest.newsbot()  # makes the server's pages
        result = Path(folder) / "stages.json"
        contest.newsbot("tests.benchmarks.bench_stages", **{_RESULT: str(result)})
        print(f"{pages} articles; {load()}")
        print("\n".join(table(json.loads(result.read_text()), pages)))


if __name__ == "__main__":
    if len(sys.argv) > 1 and sys.argv[1] == "crawl":
        _crawl(sys.argv[1:])
    else:
        main()
