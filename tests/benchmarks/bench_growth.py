"""Whether a crawl gets slower or larger as it goes on: one crawl of 50,000 articles.

    python -m tests.benchmarks.bench_growth [--pages N]

The site makes its pages when it is asked for them: the theme's markup without menus,
45 kB, words of its own in each. Every page costs the same, so what grows is the
crawler's. Since the machine may have other things to do, a second crawl begins beside
the long one at each place that is looked at, and the CPU of a page is told as a ratio
to that of the fresh crawl's in the same seconds.
"""

from __future__ import annotations

import argparse
import os
import random
import re
import subprocess
import sys
import tempfile
import time
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from newsbot.demo.response import Response, text
from tests.benchmarks.gazette import Gazette
from tests.benchmarks.measure import MB, environment, load
from tests.benchmarks.webserver import WebServer

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

PAGES = 50_000
_ROWS = 50
_WORDS = 120
# The requests of a fresh crawl that are looked at: start-up is over by then.
_FRESH = range(500, 3000)
_SPARE = 1000
_SETTLED = 5000
_MENUS = re.compile(r'<header id="zox-main-head-wrap".*?</header>', re.DOTALL)
_PATH = re.compile(r"/story-([0-9]+)/")
_LISTING = re.compile(r"/latest/(?:page/([0-9]+)/)?")


class EndlessGazette:
    """A site of *count* articles and a listing; nothing of it is kept."""

    def __init__(self, count: int, base: str) -> None:
        self.count = count
        self.base = base
        self._model = Gazette(60, base)
        self._words = sorted(
            {w for one in self._model.truth() for w in one["text"].split()}
        )

    @cached_property
    def _page(self) -> tuple[str, dict[str, str]]:
        """The page of a story, and what of it is another one's on other pages."""
        truth = next(one for one in self._model.truth() if one["tags"])
        path = truth["url"].removeprefix(self.base)
        html = _MENUS.sub("", self._html(path))
        html = re.sub(r"<(style|script)\b.*?</\1>", "", html, flags=re.DOTALL)
        first, *others = truth["text"].split("\n")
        for line in others:
            html = html.replace(f"<p>{line}</p>", "")
        names = {"url": truth["url"], "title": truth["title"], "text": first}
        return html, {**names, "id": str(truth["post_id"])}

    @cached_property
    def _list(self) -> tuple[str, str, str]:
        """A listing's page: what stands before its rows, a row, what stands after."""
        html = re.sub(
            r"<(style|script)\b.*?</\1>", "", self._html("/latest/"), flags=re.DOTALL
        )
        html = self._with_own_links(_MENUS.sub("", html))
        rows = re.findall(r"<article\b.*?</article>", html, re.DOTALL)
        before, _, after = html.partition(rows[0])
        for row in rows[1:]:
            after = after.replace(row, "")
        return before, rows[0], after

    @cached_property
    def _others(self) -> re.Pattern[str]:
        return re.compile(rf"{re.escape(self.base)}/([0-9]+)-[^/\"'&? ]+/")

    def _with_own_links(self, html: str) -> str:
        return self._others.sub(
            lambda found: f"{self.base}/story-{int(found[1]) % self.count}/", html
        )

    def _html(self, path: str) -> str:
        return self._model.respond(path, {}).body.decode()

    def respond(self, target: str, headers: Mapping[str, str]) -> Response:
        """The answer to a GET for *target*."""
        if found := _PATH.fullmatch(target):
            return text(200, self._story(int(found[1])))
        if found := _LISTING.fullmatch(target):
            return text(200, self._listing(int(found[1] or 1)))
        if target == "/":
            return text(200, self._list[0] + self._list[2])
        return text(404, "<html><body class='error404'>404</body></html>")

    def _story(self, number: int) -> str:
        html, names = self._page
        rng = random.Random(number)
        words = " ".join(rng.choices(self._words, k=_WORDS))
        html = html.replace(names["url"], f"{self.base}/story-{number}/")
        html = self._with_own_links(html)
        html = html.replace(names["title"], f"{' '.join(words.split()[:8])} {number}")
        html = html.replace(names["text"], f"{words} {number}.")
        return re.sub(rf"\b{names['id']}\b", str(100_000 + number), html)

    def _listing(self, page: int) -> str:
        before, row, after = self._list
        url = re.search(r'href="([^"]+)" rel="bookmark"', row)
        assert url is not None
        first = (page - 1) * _ROWS
        rows = "".join(
            row.replace(url[1], f"{self.base}/story-{number}/")
            for number in range(first, min(first + _ROWS, self.count))
        )
        following = f'<a href="{self.base}/latest/page/{page + 1}/">{page + 1}</a>'
        if first + _ROWS >= self.count:
            following = ""
        current = f'<span class="current">{page}</span>'
        after = re.sub(
            r'<div class="pagination">.*?</div>',
            f'<div class="pagination">{current}{following}</div>',
            after,
            flags=re.DOTALL,
        )
        return before + rows + after


class Moment(NamedTuple):
    """What a crawl has come to: requests, seconds of CPU, bytes of memory."""

    asked: int
    cpu: float
    memory: int


class Row(NamedTuple):
    """The cost of a page at a place of the long crawl, and that of a fresh crawl in
    the same seconds: seconds of CPU; bytes of the long one."""

    place: int
    cpu: float
    fresh: float
    memory: int


class Crawl:
    """A crawl of the site of *server*, looked at from outside (Linux: proc(5))."""

    def __init__(self, server: WebServer, folder: Path) -> None:
        self._server = server
        self._before = server.asked
        self.data = folder / "data"
        folder.mkdir()
        env = environment(
            SCRAPY_SETTINGS_MODULE="newsbot.settings", NEWSBOT_DATA=str(self.data)
        )
        command = [sys.executable, "-m", "scrapy", "crawl", "latest"]
        command += ["-a", f"site={server.url}/", "-a", "max_pages=0"]
        command += ["-s", "DOWNLOAD_DELAY=0", "-s", "AUTOTHROTTLE_ENABLED=0"]
        self._process = subprocess.Popen(command, env=env, cwd=folder)

    def look(self) -> Moment | None:
        """What it has come to; None when it has ended."""
        if self._process.poll() is not None:
            return None
        try:
            folder = Path(f"/proc/{self._process.pid}")
            fields = (folder / "stat").read_text().rpartition(")")[2].split()
            pages = int((folder / "statm").read_text().split()[1])
        except (OSError, IndexError):  # it has just ended
            return None
        used = sum(map(int, fields[11:13])) / os.sysconf("SC_CLK_TCK")
        asked = self._server.asked - self._before
        return Moment(asked, used, pages * os.sysconf("SC_PAGE_SIZE"))

    def stop(self) -> None:
        """End it; what it has delivered does not matter."""
        self._process.terminate()
        self._process.wait()

    def articles(self) -> int:
        """How many it has delivered."""
        return sum(
            len(file.read_bytes().splitlines())
            for file in self.data.glob("*/articles/*.jsonl")
        )


class Watch:
    """Compares a long crawl, at some of its *places*, with fresh ones beside it."""

    def __init__(self, places: list[int], begin: Callable[[int], Crawl]) -> None:
        self._places = places
        self._begin = begin
        self._fresh: Crawl | None = None
        self._pairs: list[tuple[Moment, Moment]] = []
        self.rows: list[Row] = []
        self.settled: list[int] = []
        """Bytes of memory after the first articles."""

    def see(self, long: Moment) -> None:
        """Take in a look at the long crawl."""
        if long.asked >= _SETTLED:
            self.settled.append(long.memory)
        if self._fresh is None:
            if self._places and long.asked >= self._places[0]:
                self._fresh = self._begin(self._places[0])
            return
        fresh = self._fresh.look()
        if fresh is None or fresh.asked > _FRESH.stop:
            self._fresh.stop()
            self._fresh = None
            self.rows.append(_row(self._places.pop(0), self._pairs))
            self._pairs = []
        elif fresh.asked in _FRESH:
            self._pairs.append((long, fresh))


def _row(place: int, pairs: list[tuple[Moment, Moment]]) -> Row:
    (long, fresh), (later, fresher) = pairs[0], pairs[-1]
    return Row(
        place,
        (later.cpu - long.cpu) / (later.asked - long.asked),
        (fresher.cpu - fresh.cpu) / (fresher.asked - fresh.asked),
        later.memory,
    )


def table(rows: list[Row], settled: list[int]) -> list[str]:
    """The cost of a page at each place, and what memory has done since it settled."""
    lines = [f"{'article':>8}{'CPU ms':>9}{'fresh ms':>10}{'x fresh':>9}{'MB':>7}"]
    for place, cpu, fresh, memory in rows:
        lines.append(
            f"{place:8}{cpu * 1e3:9.2f}{fresh * 1e3:10.2f}{cpu / fresh:9.2f}"
            f"{memory / MB:7.0f}"
        )
    if settled:
        grown = (max(settled) - settled[0]) / MB
        lines.append(f"memory after article {_SETTLED}: +{grown:.0f} MB at most")
    return lines


def main() -> None:
    """Crawl once, and print the table."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--pages", type=int, default=PAGES)
    pages = parser.parse_args().pages
    few = _FRESH.stop + _SPARE
    places = [1000, *range(10_000, pages - few, 10_000), pages - few]
    with (
        WebServer(lambda base: EndlessGazette(pages, base).respond, keep=False) as site,
        WebServer(lambda base: EndlessGazette(few, base).respond, keep=False) as small,
        tempfile.TemporaryDirectory() as folder,
    ):
        begin = load()
        watch = Watch(places, lambda at: Crawl(small, Path(folder) / f"at-{at}"))
        crawl = Crawl(site, Path(folder) / "long")
        while moment := crawl.look():
            watch.see(moment)
            time.sleep(0.5)
        articles = crawl.articles()
        assert articles == pages, f"{articles} of {pages} articles delivered"
        print(f"{articles} articles; {begin} at first, {load()} at last")
        print("\n".join(table(watch.rows, watch.settled)))


if __name__ == "__main__":
    main()
