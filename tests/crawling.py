"""Runs of `scrapy crawl` as a user makes them, and a news site that can misbehave."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from newsbot.demo.server import DemoServer
from newsbot.demo.site import Response
from newsbot.demo.stories import Stories, load

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from newsbot.demo.options import Options

ROOT = Path(__file__).parent.parent
FAST = ("-s", "DOWNLOAD_DELAY=0", "-s", "AUTOTHROTTLE_ENABLED=0")


@dataclass
class Run:
    """What a run of `scrapy` left: exit code, output, and its data folder."""

    exit_code: int
    out: str
    err: str
    data: Path

    @property
    def complaint(self) -> str:
        """The last line on standard error, empty if there is none."""
        return self.err.strip().rpartition("\n")[2]

    def files(self, site: str = "demo") -> list[Path]:
        """The files with articles, in order of the runs."""
        return sorted((self.data / site / "articles").glob("*"))

    def articles(self, site: str = "demo") -> list[dict[str, Any]]:
        """The articles of all runs, in order."""
        return [article for file in self.files(site) for article in read(file)]

    def record(self, site: str = "demo") -> dict[str, Any]:
        """What the last run of *site* wrote about itself."""
        lines = (self.data / site / "runs.jsonl").read_text("utf-8").splitlines()
        record: dict[str, Any] = json.loads(lines[-1])
        return record


def read(file: Path) -> list[dict[str, Any]]:
    """The articles in *file*."""
    return [json.loads(line) for line in file.read_text("utf-8").splitlines()]


def scrapy(*args: str, data: Path, env: Mapping[str, str] | None = None) -> Run:
    """Run ``scrapy`` with *args* in a process of its own."""
    environment = {
        name: value
        for name, value in os.environ.items()
        if not name.startswith("NEWSBOT_") and not name.lower().endswith("_proxy")
    }
    environment["SCRAPY_SETTINGS_MODULE"] = "newsbot.settings"
    environment["PYTHONPATH"] = str(ROOT)
    environment["NEWSBOT_DATA"] = str(data)
    data.parent.mkdir(parents=True, exist_ok=True)
    done = subprocess.run(
        [sys.executable, "-W", "error", "-m", "scrapy", *args],
        cwd=data.parent,
        env={**environment, **(env or {})},
        capture_output=True,
        text=True,
        timeout=300,
        check=False,
    )
    return Run(done.returncode, done.stdout, done.stderr, data)


def unread(*args: str, data: Path, **env: str) -> subprocess.CompletedProcess[str]:
    """Run ``scrapy`` with an output that nobody reads, as ``| head -1`` leaves it."""
    read, write = os.pipe()
    os.close(read)
    given = {"SCRAPY_SETTINGS_MODULE": "newsbot.settings", "PYTHONPATH": str(ROOT)}
    try:
        return subprocess.run(
            [sys.executable, "-m", "scrapy", *args],
            cwd=data.parent,
            env={**os.environ, **given, "NEWSBOT_DATA": str(data), **env},
            stdout=write,
            stderr=subprocess.PIPE,
            text=True,
            timeout=100,
            check=False,
        )
    finally:
        os.close(write)


def page(html: str, status: int = 200, **headers: str) -> Response:
    """An HTML answer."""
    kind = {"Content-Type": "text/html; charset=UTF-8"}
    named = {name.replace("_", "-"): value for name, value in headers.items()}
    return Response(status, html.encode(), {**kind, **named})


class MockNews(DemoServer):
    """The demo site, which remembers what it was asked for, and answers some
    addresses otherwise: *answers* maps a path (without query) to an answer.

    With *newest* it has only so many stories, which makes crawls quick."""

    def __init__(
        self, options: Options | None = None, newest: int | None = None
    ) -> None:
        stories = sorted(load(), key=lambda story: story.published, reverse=True)
        super().__init__(options, Stories(stories[:newest]))
        self.asked: list[str] = []
        self.answers: dict[str, Response | Callable[[str], Response]] = {}

    def respond(self, base: str, target: str, headers: Mapping[str, str]) -> Response:
        self.asked.append(target)
        answer = self.answers.get(target.partition("?")[0])
        if answer is None:
            return super().respond(base, target, headers)
        return answer if isinstance(answer, Response) else answer(base)

    @property
    def name(self) -> str:
        """Name of the site's folder below the data folder."""
        return f"127.0.0.1_{self.port}"

    def path_of(self, post_id: int) -> str:
        """Path of the story *post_id*."""
        truth = {one["post_id"]: one["url"] for one in self.stories.truth("")}
        path: str = truth[post_id]
        return path


def crawl(news: MockNews, tmp_path: Path, *args: str, spider: str = "latest") -> Run:
    """A run on the site *news*, which then has heard of its own requests only."""
    news.asked.clear()
    options = ("-a", f"site={news.url}/", *FAST, *args)
    return scrapy("crawl", spider, *options, data=tmp_path / "data")
