"""Runs that deliver revisions and withdrawals, killed while they hold some.

Stories are edited, retitled, withdrawn and brought back; the runs that look at them are
killed and run again until nothing is left to do. Then every story must have exactly the
revisions that it went through: none lost, none twice, nothing cleaned by hand. A run
that is killed has always looked at stories whose revisions the ledger does not have: it
commits full batches only, and the site stops its answers in the middle of one.
"""

from __future__ import annotations

import random
import signal
import sqlite3
import sys
import threading
import time
from contextlib import closing
from typing import TYPE_CHECKING, Any

import pytest

from tests.crawling import FAST, MockNews, read
from tests.forked import Forked
from tests.newsstand import wait_until

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
EDITS = 8
ARGUMENTS = (
    *FAST,
    *("-s", "NEWSBOT_LOOK_AGAIN=0"),
    *("-a", "related_depth=0", "-a", "max_pages=0"),
)
BATCHES = ("-s", "NEWSBOT_BATCH_ITEMS=2", "-s", "NEWSBOT_BATCH_SECONDS=0.1")
# A run that is killed gives one revision more than full batches have room for, or two:
# whether it learns of the withdrawn story depends on the runs before it.
BATCH = 3
FULL_BATCHES = (
    *("-s", f"NEWSBOT_BATCH_ITEMS={BATCH}"),
    *("-s", "NEWSBOT_BATCH_SECONDS=3600"),
)


class Newsroom(MockNews):
    """The demo site, whose editors are busy: what each story went through."""

    def __init__(self) -> None:
        super().__init__(newest=STORIES)
        self.looked: set[str] = set()
        self._waiting: set[str] = set()
        self._most = sys.maxsize
        self._reader: str | None = None
        self._readers = 0
        self._moved = threading.Condition()
        self.changed: dict[str, int] = {}
        self.lives = {
            one["post_id"]: [("published", one["title"], one["text"])]
            for one in self.stories.truth("")
        }
        self._away: dict[int, Any] = {}

    def respond(self, base: str, target: str, headers: Mapping[str, str]) -> Response:
        path, reader = target.partition("?")[0], headers.get("user-agent")
        with self._moved:
            if path in self._waiting and reader == self._reader:
                self._moved.wait_for(
                    lambda: len(self.looked) < self._most or reader != self._reader
                )
                if reader == self._reader:
                    self.looked.add(path)
        return super().respond(base, target, headers)

    def hold(self, waiting: set[str], looks: int) -> str:
        """Answer so many of the addresses *waiting*; let those asked for then wait.

        Returns the USER_AGENT by which the run is known that this is for: what dead
        runs have asked for is not counted, however late it is read.
        """
        with self._moved:
            self._waiting, self._most = waiting, looks
            self.looked = set()
            self._readers += 1
            self._reader = f"reader {self._readers}"
            return self._reader

    def release(self) -> None:
        """Let nothing wait any more."""
        with self._moved:
            self._most = sys.maxsize
            self._moved.notify_all()

    def to_be_revised(self, data: Path) -> set[str]:
        """Addresses of stories on the site whose last revision is not delivered."""
        done = revisions(data)
        return {
            path
            for path, number in self.changed.items()
            if number not in self._away and done.get(number) != len(self.lives[number])
        }

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


def begin(news: Newsroom, data: Path, *batches: str) -> Forked:
    """Begin a run."""
    arguments = ["crawl", "latest", "-a", f"site={news.url}/", *ARGUMENTS, *batches]
    return Forked(arguments, data)


def revisions(data: Path) -> dict[int, int]:
    """Number of a story → how many revisions of it the ledger holds."""
    path = data / "ledger.sqlite3"
    if not path.exists():
        return {}
    with closing(sqlite3.connect(f"{path.as_uri()}?mode=ro", uri=True)) as ledger:
        rows = ledger.execute("SELECT id, count(*) FROM deliveries GROUP BY id")
        return {int(name.rpartition(":")[2]): count for name, count in rows}


def delivered(data: Path) -> int:
    """How many revisions the ledger holds."""
    return sum(revisions(data).values())


def until_done(news: Newsroom, data: Path) -> None:
    """Run until nothing is left: a withdrawal takes two runs."""
    quiet = 0
    for _ in range(6):
        before = delivered(data)
        run = begin(news, data, *BATCHES).finish()
        assert run.exit_code == 0, run.err
        quiet = quiet + 1 if delivered(data) == before else 0
        if quiet == 2:
            return
    pytest.fail("the crawl is never done")


def kill(
    news: Newsroom, data: Path, signals: tuple[int, ...], chance: random.Random
) -> bool:
    """Kill a run that has looked at some changed stories, and holds revisions that are
    not delivered; False if too little is left for that."""
    waiting, before = news.to_be_revised(data), delivered(data)
    # One at least is left to be looked at: the run is not done.
    moments = range(1, len(waiting), BATCH)
    if not moments:
        return False
    looks = chance.choice(moments)
    reader = news.hold(waiting, looks)
    crawl = begin(news, data, *FULL_BATCHES, "-s", f"USER_AGENT={reader}")
    wait_until(lambda: len(news.looked) == looks, crawl.runs)
    if chance.random() < 0.5:
        # At rest: what makes full batches is recorded.
        wait_until(lambda: delivered(data) == before + looks - 1, crawl.runs)
    assert delivered(data) < before + looks
    crawl.send(signals[0])
    if signals[1:]:
        wait_until(lambda: ends_by(crawl, signals[1]), crawl.runs)
    if signals == (signal.SIGKILL,):
        code = crawl.finish().exit_code
        news.release()
    else:
        news.release()
        code = crawl.finish().exit_code
    if signals[0] == signal.SIGKILL:
        assert code == -signal.SIGKILL
    elif signals[1:]:
        # The last of the signals may find a process that has cleared up already.
        assert code in (75, -signals[1])
    else:
        # Stopped in order: what it had, it has delivered.
        assert code == 75
        assert delivered(data) >= before + looks
    return True


def ends_by(crawl: Forked, number: int) -> bool:
    """Send a run a signal, and tell whether it has come to its end soon after."""
    crawl.send(number)
    time.sleep(0.2)
    return not crawl.runs()


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
    data = folder / "data"
    data.mkdir(parents=True)
    with Newsroom() as news:
        until_done(news, data)
        for edition in range(editions):
            news.edit(chance, edition + 2)
            for number in range(kills):
                death = deaths[(edition * kills + number) % len(deaths)]
                # The first one always holds something.
                assert kill(news, data, DEATHS[death], chance) or number
            until_done(news, data)
            check(news, data)


def test_a_sample_of_the_kills(tmp_path: Path) -> None:
    rounds(tmp_path, ["SIGKILL", "SIGTERM twice"], editions=1, kills=2, seed=1)


@pytest.mark.full
@pytest.mark.timeout(600)
@pytest.mark.parametrize("death", DEATHS)
def test_every_kind_of_kill(tmp_path: Path, death: str) -> None:
    rounds(tmp_path, [death], editions=2, kills=3, seed=len(death))
