"""Runs that deliver revisions and withdrawals, killed at random moments.

Stories are edited, retitled, withdrawn and brought back; the runs that look at them are
killed and run again until nothing is left to do. Then every story must have exactly the
revisions that it went through: none lost, none twice, nothing cleaned by hand.
"""

from __future__ import annotations

import random
import signal
import sqlite3
import sys
import time
from contextlib import closing
from typing import TYPE_CHECKING, Any

import pytest

from tests.crawling import FAST, MockNews, read
from tests.forked import Forked

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from newsbot.demo.site import Response

DEATHS = {
    "SIGKILL": (signal.SIGKILL,),
    "SIGTERM": (signal.SIGTERM,),
    "SIGTERM twice": (signal.SIGTERM, signal.SIGTERM),
    "SIGINT": (signal.SIGINT,),
}
STORIES = 16
EDITS = 6
ARGUMENTS = (
    *FAST,
    *("-s", "NEWSBOT_LOOK_AGAIN=0"),
    *("-s", "NEWSBOT_BATCH_ITEMS=2", "-s", "NEWSBOT_BATCH_SECONDS=0.1"),
    *("-a", "related_depth=0", "-a", "max_pages=0"),
)


class Newsroom(MockNews):
    """The demo site, whose editors are busy: what each story went through."""

    def __init__(self) -> None:
        super().__init__(newest=STORIES)
        self.gate = sys.maxsize
        self.looked = 0
        self.changed: dict[str, int] = {}
        self.lives = {
            one["post_id"]: [("published", one["title"], one["text"])]
            for one in self.stories.truth("")
        }
        self._away: dict[int, Any] = {}

    def respond(self, base: str, target: str, headers: Mapping[str, str]) -> Response:
        while self.looked >= self.gate:
            time.sleep(0.002)
        if target.partition("?")[0] in self.changed:
            self.looked += 1
        return super().respond(base, target, headers)

    def edit(self, chance: random.Random, version: int) -> None:
        """Change a few stories, withdraw one, bring back what was withdrawn."""
        self.changed.clear()
        paths = {number: self.path_of(number) for number in self._here()}
        for number in [*self._away]:
            self.stories.add(self._away.pop(number))
            paths[number] = self.path_of(number)
            self._note(number, paths)
        chosen = chance.sample([*self._here()], EDITS)
        gone, retitled, *edited = (n for n in chosen if n not in self.changed_ids)
        self._away[gone] = self.stories[gone]
        self.stories.withdraw(gone)
        title, text = self.lives[gone][-1][1:]
        self.lives[gone].append(("withdrawn", title, text))
        self.changed[paths[gone]] = gone
        self.stories.change(retitled, title=f"عنوان الطبعة {version} من الخبر")
        self._note(retitled, paths)
        for number in edited:
            story = self.stories[number]
            text = (*story.text, f"وبلغ العدد {version} في الطبعة الأخيرة.")
            self.stories.change(number, text=text)
            self._note(number, paths)

    @property
    def changed_ids(self) -> set[int]:
        """Stories that this edition has touched already."""
        return {*self.changed.values()}

    def _here(self) -> list[int]:
        return [one["post_id"] for one in self.stories.truth("")]

    def _note(self, number: int, paths: dict[int, str]) -> None:
        truth = next(o for o in self.stories.truth("") if o["post_id"] == number)
        self.lives[number].append(("published", truth["title"], truth["text"]))
        self.changed[paths[number]] = number


def begin(news: Newsroom, data: Path) -> Forked:
    """Begin a run."""
    arguments = ["crawl", "latest", "-a", f"site={news.url}/", *ARGUMENTS]
    return Forked(arguments, data)


def delivered(data: Path) -> int:
    """How many revisions the ledger holds."""
    path = data / "ledger.sqlite3"
    if not path.exists():
        return 0
    with closing(sqlite3.connect(f"{path.as_uri()}?mode=ro", uri=True)) as ledger:
        (count,) = ledger.execute("SELECT count(*) FROM deliveries").fetchone()
    return int(count)


def until_done(news: Newsroom, data: Path) -> None:
    """Run until nothing is left: a withdrawal takes two runs."""
    quiet = 0
    for _ in range(6):
        before = delivered(data)
        run = begin(news, data).finish()
        assert run.exit_code == 0, run.err
        quiet = quiet + 1 if delivered(data) == before else 0
        if quiet == 2:
            return
    pytest.fail("the crawl is never done")


def kill(
    news: Newsroom, data: Path, signals: tuple[int, ...], chance: random.Random
) -> bool:
    """Kill a run after it has looked at some changed stories; whether it then held
    revisions that were not delivered."""
    before, news.looked = delivered(data), 0
    moment = chance.randrange(1, len(news.changed) + 1)
    news.gate = moment + chance.randrange(3)
    crawl = begin(news, data)
    while news.looked < moment and crawl.runs():
        time.sleep(0.001)
    time.sleep(chance.random() * 0.03)
    crawl.send(signals[0])
    held = news.looked > delivered(data) - before
    news.gate = sys.maxsize
    for again in signals[1:]:
        time.sleep(chance.random() * 0.02)
        crawl.send(again)
    code = crawl.finish().exit_code
    # 75: stopped in order; 1: SIGINT before Scrapy listens is a KeyboardInterrupt.
    assert code in (0, 75, -signals[0], 1 if signals[0] == signal.SIGINT else 0)
    return held


def check(news: Newsroom, data: Path) -> None:
    """Every story has the revisions that it went through, each once."""
    found: dict[int, dict[int, tuple[str, str, str]]] = {}
    for file in sorted((data / news.name / "articles").glob("*.jsonl")):
        for one in read(file):
            lives = found.setdefault(int(one["id"].rpartition(":")[2]), {})
            assert one["revision"] not in lives, "delivered twice"
            lives[one["revision"]] = (one["status"], one["title"], one["text"])
    for number, lives in news.lives.items():
        assert [*found[number]] == [*range(1, len(lives) + 1)]
        for life, told in zip(lives, found[number].values(), strict=True):
            assert told[:2] == life[:2]
            assert told[2].split() == life[2].split()
    assert not (data / news.name / "unfinished").exists()


def rounds(
    folder: Path, deaths: list[str], editions: int, kills: int, seed: int
) -> None:
    chance = random.Random(seed)
    killed = held = 0
    data = folder / "data"
    data.mkdir(parents=True)
    with Newsroom() as news:
        until_done(news, data)
        for edition in range(editions):
            news.edit(chance, edition + 2)
            for number in range(kills):
                death = deaths[(edition * kills + number) % len(deaths)]
                held += kill(news, data, DEATHS[death], chance)
                killed += 1
            until_done(news, data)
            check(news, data)
    print(f"{killed} runs killed, {held} of them held undelivered revisions")
    assert held * 2 >= killed


def test_a_sample_of_the_kills(tmp_path: Path) -> None:
    rounds(tmp_path, ["SIGKILL", "SIGTERM twice"], editions=1, kills=2, seed=1)


@pytest.mark.full
@pytest.mark.timeout(600)
@pytest.mark.parametrize("death", DEATHS)
def test_every_kind_of_kill(tmp_path: Path, death: str) -> None:
    rounds(tmp_path, [death], editions=2, kills=3, seed=len(death))
