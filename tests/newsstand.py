"""A news site and a spider for the tests of delivery.

The site serves `/` (the addresses of all articles, one a line) and `/a/<n>` (the text
of article n), and counts what it has served. A crawl is a process of its own.
"""

from __future__ import annotations

import errno
import json
import multiprocessing
import os
import resource
import signal
import sqlite3
import sys
import threading
import time
import warnings
from contextlib import contextmanager
from dataclasses import dataclass
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

SITE = "stand.test"
PATIENCE = 60
"""Seconds after which what is waited for will never come."""
TEXT = "أعلن المجلس البلدي افتتاح الحديقة الجديدة عند ضفة النهر بعد أعمال دامت عامين. "


class Stand(ThreadingHTTPServer):
    """The site: ``articles`` of them, each answered after ``delay`` seconds.

    ``served`` are those that were given since the last `hold`, to whom it names.
    """

    daemon_threads = True
    # A crawl opens 16 connections at once; one for which the queue has no room comes
    # again after a second.
    request_queue_size = 64

    def __init__(self, articles: int, delay: float, copies: int) -> None:
        super().__init__(("127.0.0.1", 0), Page)
        self.articles = articles
        self.copies = copies
        self.delay = delay
        self.served: list[int] = []
        self.url = f"http://127.0.0.1:{self.server_address[1]}"
        self._most = sys.maxsize
        self._reader: str | None = None
        self._readers = 0
        self._changed = threading.Condition()

    def hold(self, answers: int) -> str:
        """Serve so many articles; let those that are asked for then wait.

        Returns the USER_AGENT by which the crawl is known that this is for. What dead
        crawls have asked for may wait in the queue still, however late it is read: it
        is answered at once, and does not count.
        """
        with self._changed:
            self._readers += 1
            self._reader = f"reader {self._readers}"
            self._most = answers
            self.served = []
            return self._reader

    def release(self) -> None:
        """Let nothing wait any more."""
        with self._changed:
            self._most = sys.maxsize
            self._changed.notify_all()

    def admit(self, number: int, reader: str | None) -> None:
        """Count an article as served to *reader*, when there is no hold on it."""
        with self._changed:
            self._changed.wait_for(
                lambda: len(self.served) < self._most or not self._counts(reader)
            )
            if self._counts(reader):
                self.served.append(number)

    def _counts(self, reader: str | None) -> bool:
        return self._reader in (None, reader)

    def handle_error(self, request: Any, client_address: Any) -> None:
        error = sys.exception()
        if not isinstance(error, ConnectionError):  # those are our own kills
            raise error or AssertionError


class Page(BaseHTTPRequestHandler):
    """One answer of the site."""

    protocol_version = "HTTP/1.1"
    wbufsize = -1  # one packet for head and body: no waiting for an acknowledgement
    server: Stand

    def do_GET(self) -> None:
        if self.path == "/":
            paths = [f"/a/{number}" for number in range(self.server.articles)]
            for copy in range(1, self.server.copies):
                paths += [f"/{copy}{path}" for path in paths[: self.server.articles]]
            body = "\n".join(paths)
        else:
            time.sleep(self.server.delay)
            number = int(self.path.rpartition("/")[2])
            self.server.admit(number, self.headers["User-Agent"])
            body = f"خبر {number}\n" + TEXT * (1 + number % 40)
        data = body.encode()
        self.send_response(200)
        self.send_header("Content-Type", "text/plain; charset=utf-8")
        self.send_header("Content-Length", str(len(data)))
        self.end_headers()
        self.wfile.write(data)

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002
        pass


@contextmanager
def stand(articles: int = 60, delay: float = 0.0, copies: int = 1) -> Iterator[Stand]:
    """Serve a site while the block lasts, each article at *copies* addresses."""
    site = Stand(articles, delay, copies)
    thread = threading.Thread(target=site.serve_forever, daemon=True)
    thread.start()
    try:
        yield site
    finally:
        site.release()
        site.shutdown()
        site.server_close()
        thread.join()


@dataclass
class Result:
    """How a crawl ended: its exit code (-n: by signal n), statistics and stderr."""

    code: int
    stats: dict[str, Any]
    log: str


class Crawl:
    """A crawl in a process of its own, forked from one that has Scrapy loaded."""

    def __init__(self, data: Path, url: str, options: dict[str, Any]) -> None:
        self.out = data.parent / f"{data.name}.stats"
        self.log = data.parent / f"{data.name}.log"
        self.out.unlink(missing_ok=True)
        context = multiprocessing.get_context("forkserver")
        context.set_forkserver_preload(["tests.newsstand_warm"])
        words = {"data": str(data), "url": url, **options}
        self.process = context.Process(target=child, args=(words, self.out, self.log))
        self.process.start()

    @property
    def pid(self) -> int:
        assert self.process.pid is not None
        return self.process.pid

    def runs(self) -> bool:
        return self.process.is_alive()

    def wait_until(self, holds: Callable[[], bool]) -> None:
        """Wait for something that comes to hold while the crawl goes on; if it does
        not, say what the crawl had to say."""
        try:
            wait_until(holds, self.runs)
        except AssertionError as error:
            if self.log.exists():
                error.add_note(self.log.read_text()[-2000:])
            raise

    def send(self, number: int) -> None:
        if self.runs():
            os.kill(self.pid, number)

    def ends_by(self, number: int) -> bool:
        """Send it a signal, and tell whether it has come to its end soon after."""
        self.send(number)
        self.process.join(0.2)
        return not self.runs()

    def finish(self) -> Result:
        """Wait for the crawl to end."""
        self.process.join(60)
        code = self.process.exitcode
        assert code is not None, "the crawl does not end"
        self.process.close()
        stats = self.out.read_text() if self.out.exists() else ""
        return Result(code, json.loads(stats or "{}"), self.log.read_text())


def child(options: dict[str, Any], out: Path, log: Path) -> None:
    """Crawl in this process, with stderr in *log* and the statistics in *out*.

    What goes to stdout goes to the file ``printed.jsonl`` beside the data folder.
    """
    printed = Path(options["data"]).parent / "printed.jsonl"
    for path, number in ((printed, 1), (log, 2)):
        with path.open("w") as file:
            os.dup2(file.fileno(), number)
    code, stats = main(options)
    out.write_text(json.dumps(stats, default=str))
    sys.stderr.flush()
    os._exit(code)


def crawl(data: Path, url: str, **options: Any) -> Result:
    """Run a crawl to its end; see `main` for the options."""
    return Crawl(data, url, options).finish()


def wait_until(holds: Callable[[], bool], goes_on: Callable[[], bool]) -> None:
    """Wait for something that comes to hold while something else *goes_on*; fail if
    that ends before, or if it is waited for much too long."""
    end = time.monotonic() + PATIENCE
    while not holds():
        assert goes_on() or holds(), "it has ended before"
        assert time.monotonic() < end, "it goes on, and nothing comes of it"
        time.sleep(0.005)


def fork() -> int:
    """Fork this process: 0 in the child. Threads of other tests do not matter to it,
    which Python 3.12 warns of.
    """
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", DeprecationWarning)
        return os.fork()


def committed(data: Path) -> int:
    """Return how many articles the ledger of *data* holds as delivered."""
    path = data / "ledger.sqlite3"
    if not path.exists():
        return 0
    with sqlite3.connect(f"{path.as_uri()}?mode=ro", uri=True) as connection:
        try:
            (count,) = connection.execute("SELECT count(*) FROM deliveries").fetchone()
        except sqlite3.OperationalError:  # no tables yet
            count = 0
    connection.close()
    return int(count)


def numbers(*files: Path) -> list[int]:
    """Return the articles in JSON Lines *files*; every line must be whole."""
    found = []
    for file in files:
        content = file.read_bytes()
        assert content.endswith(b"\n"), f"{file} ends in half a line"
        for line in content.splitlines():
            item = json.loads(line)
            assert item["text"].startswith("خبر "), line
            found.append(int(item["id"].rpartition(":")[2]))
    return found


def outputs(data: Path) -> list[Path]:
    """Return the default output files of *data*."""
    return sorted((data / "stand" / "articles").glob("*.jsonl"))


def main(options: dict[str, Any]) -> tuple[int, dict[str, Any]]:
    """Crawl ``url`` into ``data``; return the exit code (75: locked) and statistics.

    ``feeds`` (FEEDS; without it the default feed), ``settings``, ``crash`` (kill this
    process at its n-th step on the disk), ``break_`` ({"fsync" or "write": n}: this
    call and later ones fail with EIO or ENOSPC), ``max_bytes`` (no file may grow
    beyond), ``poison`` (the article that no
    exporter can write), ``no_ledger`` (the spider asks for nothing).
    """
    from scrapy import Spider
    from scrapy.crawler import CrawlerProcess
    from scrapy.exceptions import DropItem

    from newsbot.extensions.lock import Locked, RunLock
    from newsbot.ledger import Delivery, LedgerError, ledger_of

    data = Path(options["data"])
    poison = options.get("poison")

    @dataclass
    class Article:
        id: str
        url: str
        canonical_url: str | None
        site: str
        revision: int
        fetched: str
        title: str
        text: str

    class StandSpider(Spider):
        name = "stand"
        start_urls = [options["url"] + "/"]
        start_time = time.strftime("%Y%m%dT%H%M%SZ", time.gmtime()) + f"-{os.getpid()}"

        def parse(self, response):  # type: ignore[no-untyped-def]
            for path in response.text.split():
                if not self.known(path):
                    yield response.follow(path, self.parse_article)

        def known(self, path: str) -> bool:
            if options.get("no_ledger"):
                return False
            ledger = ledger_of(self.crawler)
            return ledger.delivered(SITE, url_keys=[path]) is not None

        def parse_article(self, response):  # type: ignore[no-untyped-def]
            number = response.url.rpartition("/")[2]
            title = response.text.partition("\n")[0]
            if number == str(poison):
                title = "\ud800"  # half a surrogate pair: UTF-8 cannot write it
            yield Article(
                f"{SITE}:{number}",
                response.url,
                None,
                SITE,
                1,
                "",
                title,
                response.text,
            )

    class Duplicates:
        def __init__(self, crawler: Any) -> None:
            self.ledger = ledger_of(crawler)

        @classmethod
        def from_crawler(cls, crawler: Any) -> Duplicates:
            return cls(crawler)

        def process_item(self, item: Article) -> Article:
            if self.ledger.delivered(SITE, article_id=item.id):
                raise DropItem("delivered before", log_level="DEBUG")
            path = item.url.partition("127.0.0.1")[2].partition("/")[2]
            self.ledger.proposals.add(
                Delivery(SITE, item.id, url_keys=("/" + path,)), item
            )
            return item

    feeds = options.get("feeds") or {
        str(data / "stand" / "articles" / "%(start_time)s.jsonl"): {
            "format": "jsonlines"
        }
    }
    settings = {
        "FEEDS": feeds,
        "FEED_EXPORT_ENCODING": "utf-8",
        "FEED_STORE_EMPTY": False,
        "FEED_STORAGES": {
            "": "newsbot.feedstorage.LineFeedStorage",
            "file": "newsbot.feedstorage.LineFeedStorage",
        },
        "EXTENSIONS": {
            "newsbot.extensions.delivery.DeliveringFeedExporter": 10,
            "scrapy.extensions.feedexport.FeedExporter": None,
            "scrapy.extensions.telnet.TelnetConsole": None,
            "scrapy.extensions.remote_control.RemoteControl": None,
        },
        "ITEM_PIPELINES": {Duplicates: 100},
        "NEWSBOT_DATA": str(data),
        "LOG_LEVEL": "WARNING",
        "RETRY_ENABLED": False,
        **options.get("settings", {}),
    }
    if limit := options.get("max_bytes"):
        resource.setrlimit(resource.RLIMIT_FSIZE, (limit, limit))
    sabotage(options.get("crash"), options.get("break_") or {})
    try:
        lock = RunLock(data / "stand" / "lock")
        lock.acquire()
    except Locked as error:
        print(error, file=sys.stderr)
        return 75, {}
    process = CrawlerProcess(settings)
    crawler = process.create_crawler(StandSpider)
    failures: list[BaseException] = []
    process.crawl(crawler).addErrback(lambda failure: failures.append(failure.value))
    begin = time.process_time()
    process.start()
    for failure in failures:
        if not isinstance(failure, LedgerError):
            raise failure
        print(failure, file=sys.stderr)
        return 1, {}
    stats = crawler.stats.get_stats()
    stats["cpu_seconds"] = time.process_time() - begin
    return int("newsbot/delivery/failed" in stats), stats


def sabotage(crash: int | None, broken: dict[str, int]) -> None:
    """Make this process die, or its calls fail, at a given step on the disk."""
    steps = 0

    def step(call: Any, name: str) -> Any:
        calls = 0

        def stepped(*args: Any, **kwargs: Any) -> Any:
            nonlocal steps, calls
            steps += 1
            calls += 1
            if steps == crash:
                if name == "write":  # die in the middle of it
                    call(args[0], args[1][: len(args[1]) // 2])
                os.kill(os.getpid(), signal.SIGKILL)
            if calls >= broken.get(name, sys.maxsize):
                number = errno.EIO if name == "fsync" else errno.ENOSPC
                raise OSError(number, os.strerror(number))
            return call(*args, **kwargs)

        return stepped

    from newsbot.ledger.sqlite import SQLite

    for name in ("write", "fsync", "link", "replace", "unlink", "truncate"):
        setattr(os, name, step(getattr(os, name), name))
    for name in ("run", "many"):
        setattr(SQLite, name, step(getattr(SQLite, name), name))
