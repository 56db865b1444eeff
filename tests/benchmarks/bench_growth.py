"""Whether a crawl gets slower or larger as it goes on: one crawl of 50,000 articles.

    python -m tests.benchmarks.bench_growth [--pages N]

The site makes its pages when it is asked for them: the theme's markup without menus,
45 kB, words of its own in each. Every page costs the same, so what grows is the
crawler's. Since the machine may have other things to do, the CPU of a page is told in
milliseconds and as a ratio to a reference measured at the same time: the same page
parsed by lxml.
"""

from __future__ import annotations

import argparse
import os
import random
import re
import statistics
import subprocess
import sys
import tempfile
import time
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from lxml import etree

from newsbot.demo.response import Response, text
from tests.benchmarks.gazette import Gazette
from tests.benchmarks.measure import MB, environment, load
from tests.benchmarks.webserver import WebServer

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

PAGES = 50_000
_ROWS = 50
_WORDS = 120
_SIZE_OF_WINDOW = 1000
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
        html = _MENUS.sub("", html)
        rows = re.findall(r"<article\b.*?</article>", html, re.DOTALL)
        before, _, after = html.partition(rows[0])
        for row in rows[1:]:
            after = after.replace(row, "")
        return before, rows[0], after

    @cached_property
    def _others(self) -> re.Pattern[str]:
        return re.compile(rf"{re.escape(self.base)}/([0-9]+)-[^/\"'&? ]+/")

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
        html = self._others.sub(
            lambda found: f"{self.base}/story-{int(found[1]) % self.count}/", html
        )
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


class Sample(NamedTuple):
    """A moment of the crawl: answers so far, CPU seconds, bytes, the reference."""

    asked: int
    cpu: float
    memory: int
    reference: float


def _watch(process: subprocess.Popen[bytes], server: WebServer) -> Iterator[Sample]:
    """Look at the crawler every half second until it ends (Linux: proc(5))."""
    page = EndlessGazette(100, server.url).respond("/story-1/", {}).body
    ticks = os.sysconf("SC_CLK_TCK")
    while process.poll() is None:
        time.sleep(0.5)
        begin = time.process_time()
        for _ in range(20):
            etree.fromstring(page, parser=etree.HTMLParser(encoding="utf-8"))
        reference = (time.process_time() - begin) / 20
        try:
            fields = Path(f"/proc/{process.pid}/stat").read_text().rpartition(")")[2]
            pages = int(Path(f"/proc/{process.pid}/statm").read_text().split()[1])
        except (OSError, IndexError):  # it has just ended
            return
        used = sum(map(int, fields.split()[11:13])) / ticks
        yield Sample(server.asked, used, pages * os.sysconf("SC_PAGE_SIZE"), reference)


def table(samples: list[Sample], places: list[int]) -> list[str]:
    """The cost of a page around each of *places*, and what memory has done."""
    lines = [f"{'article':>8}{'CPU ms':>9}{'x reference':>13}{'MB':>7}"]
    for place in places:
        some = [one for one in samples if abs(one.asked - place) <= _SIZE_OF_WINDOW]
        if len(some) < 2:
            continue
        each = (some[-1].cpu - some[0].cpu) / max(1, some[-1].asked - some[0].asked)
        reference = statistics.median(one.reference for one in some)
        memory = statistics.median(one.memory for one in some) / MB
        lines.append(f"{place:8}{each * 1e3:9.2f}{each / reference:13.2f}{memory:7.0f}")
    late = [one.memory for one in samples if one.asked >= _SETTLED]
    if late:
        grown = (max(late) - late[0]) / MB
        lines.append(f"memory after article {_SETTLED}: +{grown:.0f} MB at most")
    return lines


def main() -> None:
    """Crawl once, and print the table."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--pages", type=int, default=PAGES)
    pages = parser.parse_args().pages
    site = WebServer(lambda base: EndlessGazette(pages, base).respond, keep=False)
    with site as server, tempfile.TemporaryDirectory() as folder:
        data = Path(folder) / "data"
        env = environment(
            SCRAPY_SETTINGS_MODULE="newsbot.settings", NEWSBOT_DATA=str(data)
        )
        command = [sys.executable, "-m", "scrapy", "crawl", "latest"]
        command += ["-a", f"site={server.url}/", "-a", "max_pages=0"]
        command += ["-s", "DOWNLOAD_DELAY=0", "-s", "AUTOTHROTTLE_ENABLED=0"]
        begin = load()
        process = subprocess.Popen(command, env=env, cwd=folder)
        samples = list(_watch(process, server))
        articles = 0
        for file in data.glob("*/articles/*.jsonl"):
            with file.open("rb") as lines:
                articles += sum(1 for _ in lines)
        assert articles == pages, f"{articles} of {pages} articles delivered"
        places = [1000, *range(10_000, pages, 10_000), pages - _SIZE_OF_WINDOW]
        print(f"{articles} articles; {begin} at first, {load()} at last")
        print("\n".join(table(samples, places)))


if __name__ == "__main__":
    main()
