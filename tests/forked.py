"""`scrapy` in a process that is forked from one which has Scrapy loaded.

As a user's run but for the start of the interpreter, which takes longer than a crawl of
a small site.
"""

from __future__ import annotations

import multiprocessing
import os
import sys
import warnings
from contextlib import suppress
from typing import TYPE_CHECKING

from tests.crawling import Run

if TYPE_CHECKING:
    from pathlib import Path


class Forked:
    """A run of ``scrapy`` with *arguments* that goes on; *data* is its data folder."""

    def __init__(self, arguments: list[str], data: Path) -> None:
        data.parent.mkdir(parents=True, exist_ok=True)
        self._data = data
        self._said = data.parent / f"{data.name}.out", data.parent / f"{data.name}.err"
        context = multiprocessing.get_context("forkserver")
        context.set_forkserver_preload(["tests.newsstand_warm"])
        words = (arguments, str(data), *map(str, self._said))
        self._process = context.Process(target=_child, args=words)
        self._process.start()

    def runs(self) -> bool:
        """Whether it has not come to its end."""
        return self._process.is_alive()

    def send(self, number: int) -> None:
        """Send it a signal, if it still runs."""
        if self.runs():
            assert self._process.pid is not None
            # The server of forks may have heard of its end already, and tells it later.
            with suppress(ProcessLookupError):
                os.kill(self._process.pid, number)

    def finish(self) -> Run:
        """Wait for its end; an exit code of -n is a death by signal n."""
        self._process.join(300)
        code = self._process.exitcode
        assert code is not None, "the run does not end"
        self._process.close()
        out, err = (path.read_text("utf-8") for path in self._said)
        return Run(code, out, err, self._data)


def forked(*arguments: str, data: Path) -> Run:
    """Run ``scrapy`` with *arguments* to its end."""
    return Forked([*arguments], data).finish()


def _child(arguments: list[str], data: str, out: str, err: str) -> None:
    for path, number in ((out, 1), (err, 2)):
        with open(path, "w") as file:  # noqa: PTH123 - its number is needed
            os.dup2(file.fileno(), number)
    for name in [*os.environ]:
        if name.startswith("NEWSBOT_") or name.lower().endswith("_proxy"):
            del os.environ[name]
    os.environ["SCRAPY_SETTINGS_MODULE"] = "newsbot.settings"
    os.environ["NEWSBOT_DATA"] = data
    os.chdir(os.path.dirname(data))  # noqa: PTH120
    warnings.simplefilter("error")
    from scrapy.cmdline import execute

    try:
        execute(["scrapy", *arguments])
    finally:
        sys.stdout.flush()
        sys.stderr.flush()
