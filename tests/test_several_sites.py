"""Several sites in one process: each with its own settings, files and verdict."""

from __future__ import annotations

import csv
import json
import os
import signal
import subprocess
import sys
import time
from typing import TYPE_CHECKING, Any

import pytest
from scrapy.settings import Settings

from newsbot.commands.crawl import check_feeds
from newsbot.extensions.lock import RunLock, host_lock
from newsbot.ledger import Ledger
from newsbot.sites import SiteError
from newsbot.sites.folder import named, split_sites
from newsbot.verdict import Verdict, worst
from tests.crawling import FAST, ROOT, MockNews, page, read, scrapy

if TYPE_CHECKING:
    from pathlib import Path

LITTLE = ("crawl", "latest", "-a", "max_pages=1", "-a", "related_depth=0", *FAST)


def profile(folder: Path, name: str, url: str, more: str = "") -> Path:
    folder.mkdir(exist_ok=True)
    path = folder / f"{name}.toml"
    path.write_text(f'theme = "zoxpress"\nurl = "{url}"\n{more}', "utf-8")
    return path


# --- which sites are meant


@pytest.mark.parametrize(
    ("argument", "sites"),
    [
        (None, [None]),
        ("demo", ["demo"]),
        ("a,b", ["a", "b"]),
        (" a , https://b.example/ ,./c.toml,", ["a", "https://b.example/", "./c.toml"]),
    ],
)
def test_names_with_commas_between(
    tmp_path: Path, argument: str | None, sites: list[str | None]
) -> None:
    assert split_sites(argument, tmp_path) == sites


@pytest.mark.parametrize("argument", ["", " , "])
def test_no_name_is_not_the_demo(tmp_path: Path, argument: str) -> None:
    # As of `-a site=$SITE` in a crontab that sets no SITE.
    with pytest.raises(SiteError, match="-a site= names no site"):
        split_sites(argument, tmp_path)


def test_all_is_every_profile_of_the_folder(tmp_path: Path) -> None:
    one = profile(tmp_path, "one", "https://one.example/")
    two = profile(tmp_path, "two", "https://two.example/")
    (tmp_path / "notes.txt").write_text("no profile")
    assert split_sites("all", tmp_path) == [str(one), str(two)]
    assert split_sites("demo,all", tmp_path) == ["demo", str(one), str(two)]


def test_all_of_nothing(tmp_path: Path) -> None:
    with pytest.raises(SiteError, match="NEWSBOT_SITES"):
        split_sites("all", tmp_path / "none")


def test_a_profile_of_the_folder_has_a_short_name(tmp_path: Path) -> None:
    path = profile(tmp_path, "paper", "https://paper.example/")
    assert named("paper", tmp_path) == str(path)
    # What is no short name stays as it is.
    for argument in (None, "demo", "https://paper.example/", "./paper.toml", str(path)):
        assert named(argument, tmp_path) == argument


def test_a_short_name_that_nobody_has(tmp_path: Path) -> None:
    profile(tmp_path, "paper", "https://paper.example/")
    with pytest.raises(SiteError, match=r"'papre': did you mean 'paper'\?"):
        named("papre", tmp_path)


def test_a_bundled_name_is_not_shadowed(tmp_path: Path) -> None:
    path = profile(tmp_path, "demo", "https://paper.example/")
    with pytest.raises(SiteError, match="two profiles 'demo'") as caught:
        named("demo", tmp_path)
    assert f"-a site={path}" in str(caught.value)
    assert named(None, tmp_path) is None


# --- whose verdict counts


def test_the_worst_verdict_counts() -> None:
    words = ["quiet", "partial", "delivered", "refused", "quiet"]
    found = worst(Verdict(word, "") for word in words)
    assert found is not None
    assert (found.word, found.exit_code) == ("refused", 5)
    assert worst([]) is None


# --- what several sites may write into


@pytest.mark.parametrize(
    ("uri", "options"),
    [
        ("news.jsonl", {"format": "jsonl"}),
        ("news.csv", {"format": "csv"}),
        ("stdout:", {"format": "jsonlines"}),
        ("%(folder)s/news.json", {"format": "json", "overwrite": True}),
        ("s3://bucket/%(site)s/news.json", {"format": "json", "overwrite": True}),
    ],
)
def test_feeds_that_sites_can_share(uri: str, options: dict[str, Any]) -> None:
    settings = Settings({"FEEDS": {uri: options}})
    check_feeds(settings)
    assert settings.getdict("FEEDS") == {uri: options}


@pytest.mark.parametrize(
    ("uri", "options"),
    [
        ("news.jsonl", {"format": "jsonl", "overwrite": True}),
        ("news.json", {"format": "json"}),
        ("stdout:", {"format": "csv"}),
        ("s3://bucket/news.jsonl", {"format": "jsonl"}),
        ("/dev/null", {"format": "jsonl"}),
    ],
)
def test_feeds_that_sites_cannot_share(uri: str, options: dict[str, Any]) -> None:
    with pytest.raises(SiteError, match=r"-o news\.jsonl"):
        check_feeds(Settings({"FEEDS": {uri: options}}))


# --- runs


def test_each_site_has_its_own_files_and_verdict(tmp_path: Path) -> None:
    data = tmp_path / "data"
    with MockNews(newest=6) as one, MockNews(newest=4) as two, MockNews() as ill:
        ill.answers["/"] = page("x", 500)
        profile(tmp_path / "sites", "one", one.url, 'name = "المنارة"')
        profile(
            tmp_path / "sites",
            "two",
            two.url,
            'timezone = "Asia/Riyadh"\n[settings]\nUSER_AGENT = "two (+x@y.example)"\n',
        )
        profile(tmp_path / "sites", "ill", ill.url)
        run = scrapy(*LITTLE, "-a", "site=all", data=data)
        assert run.exit_code == 6
        assert run.err == (
            f"newsbot ill unreachable: HTTP 500, no page, from {ill.url}/\n"
        )
        assert len(run.articles("one")) == 6
        assert len(run.articles("two")) == 4
        assert {article["site"] for article in run.articles("two")} == {two.name}
        words = {name: run.record(name)["verdict"] for name in ("one", "two", "ill")}
        assert words == {"one": "delivered", "two": "delivered", "ill": "unreachable"}
        # By names and addresses, the second under two names; nothing comes twice.
        two.asked.clear()
        again = scrapy(*LITTLE, "-a", f"site=one,two,{two.url}", data=data)
        assert (again.exit_code, again.err) == (0, "")
        assert two.asked.count("/robots.txt") == 1
        assert len(again.articles("one")) == 6
        assert scrapy("ledger", "check", data=data).exit_code == 0
        # The upkeep knows the short names too.
        done = scrapy("retry", "two", data=data)
        assert done.out == f"{two.name}: pages that are due now: 0\n"


def test_a_site_that_cannot_run_hinders_no_other(tmp_path: Path) -> None:
    data = tmp_path / "data"
    with MockNews(newest=3) as one, MockNews(newest=3) as two, MockNews() as bad:
        folder = tmp_path / "sites"
        profile(folder, "one", one.url)
        profile(folder, "two", two.url)
        profile(folder, "bad", bad.url, "[settings]\nDOWNLOAD_TIMEOUT = -1\n")
        (folder / "torn.toml").write_text('theme = "zoxpres"\n')
        with RunLock(host_lock(data, two.name)):
            run = scrapy(*LITTLE, "-a", "site=all,nowhere", data=data)
        assert run.exit_code == 2
        lines = sorted(run.err.splitlines())
        assert len(lines) == 3
        assert lines[0].startswith("newsbot bad misconfigured: DOWNLOAD_TIMEOUT")
        assert "torn.toml, line 1: no theme 'zoxpres'" in run.err
        assert "there is no site 'nowhere'" in run.err
        assert len(run.articles("one")) == 3
        assert not run.files("two")
        assert bad.asked == []


def test_all_into_one_file(tmp_path: Path) -> None:
    data, file = tmp_path / "data", tmp_path / "news.jsonl"
    with MockNews(newest=6) as one, MockNews(newest=5) as two:
        sites = f"site={one.url},{two.url}"
        run = scrapy(*LITTLE, "-a", sites, "-o", str(file), data=data)
        assert run.exit_code == 0
        assert len(read(file)) == 11
        assert {article["site"] for article in read(file)} == {one.name, two.name}
        assert scrapy("ledger", "check", data=data).exit_code == 0
        table = tmp_path / "news.csv"
        elsewhere = tmp_path / "more" / "data"
        outputs = ("-o", str(table), "-o", "-:jsonl")
        run = scrapy(*LITTLE, "-a", sites, *outputs, data=elsewhere)
        assert run.exit_code == 0
        assert len(list(map(json.loads, run.out.splitlines()))) == 11
        with table.open(encoding="utf-8", newline="") as lines:
            rows = list(csv.DictReader(lines))
        # The head stands there once.
        assert len(rows) == 11
        assert {row["site"] for row in rows} == {one.name, two.name}
        run = scrapy(*LITTLE, "-a", sites, "-O", str(file), data=data)
        assert run.exit_code == 2
        assert "cannot be written by several sites" in run.complaint
        assert len(read(file)) == 11


def test_two_parts_of_one_host_run_one_after_the_other(tmp_path: Path) -> None:
    data = tmp_path / "data"
    with MockNews(newest=3) as site:
        site.answers["/ar/"] = page("", 302, Location="/")
        folder = tmp_path / "sites"
        profile(folder, "one", site.url)
        profile(folder, "two", f"{site.url}/ar/")
        run = scrapy(*LITTLE, "-a", "site=all", data=data)
        assert (run.exit_code, run.err) == (0, "")
        assert run.record("one")["verdict"] == "delivered"
        assert run.record("two")["verdict"] == "quiet"


def test_a_site_under_two_names_is_crawled_once(tmp_path: Path) -> None:
    """One redirects to the other, which only a look at it tells."""
    data = tmp_path / "data"
    with MockNews(newest=30) as site, MockNews() as old:
        url = f"http://localhost:{site.port}/"
        old.answers["/"] = page("", 301, Location=url)
        # The first holds its lock until the second has asked.
        slow = ("-s", "DOWNLOAD_DELAY=0.1")
        run = scrapy(*LITTLE, *slow, "-a", f"site={url},{old.url}", data=data)
        assert (run.exit_code, run.err) == (0, "")
        ids = [one["id"] for one in run.articles(f"localhost_{site.port}")]
        assert len(ids) == len(set(ids)) > 0
        assert not run.files(old.name)


def test_another_spider_takes_several_sites_too(tmp_path: Path) -> None:
    data = tmp_path / "data"
    with MockNews(newest=3) as one, MockNews(newest=2) as two:
        sites = f"site={one.url},{two.url}"
        run = scrapy("crawl", "archive", "-a", sites, *FAST, data=data)
        assert (run.exit_code, run.err) == (0, "")
        assert run.record(one.name)["spider"] == "archive"
        assert len(run.articles(one.name)) == 3
        assert len(run.articles(two.name)) == 2


def test_a_crash_is_that_of_its_site(tmp_path: Path) -> None:
    """A component that fails for one of the sites."""
    data = tmp_path / "data"
    (tmp_path / "trouble.py").write_text(
        "from scrapy import signals\n"
        "class Trouble:\n"
        "    @classmethod\n"
        "    def from_crawler(cls, crawler):\n"
        "        self = cls()\n"
        "        self.name = crawler.spider.site.name\n"
        "        crawler.signals.connect(self.opened, signals.spider_opened)\n"
        "        return self\n"
        "    def opened(self, spider):\n"
        "        if self.name == 'two':\n"
        "            raise RuntimeError('no paper left')\n"
    )
    with MockNews(newest=3) as one, MockNews(newest=3) as two:
        profile(tmp_path / "sites", "one", one.url)
        profile(tmp_path / "sites", "two", two.url)
        run = scrapy(
            *LITTLE,
            "-a",
            "site=all",
            "-s",
            'SPIDER_MIDDLEWARES={"trouble.Trouble": 5}',
            data=data,
            env={"PYTHONPATH": f"{ROOT}{os.pathsep}{tmp_path}"},
        )
        assert run.exit_code == 1
        assert run.err == "newsbot two crashed: RuntimeError: no paper left\n"
        assert len(run.articles("one")) == 3


def test_a_signal_stops_all(tmp_path: Path) -> None:
    """Two sites run, the third waits for its turn."""
    data = tmp_path / "data"
    with MockNews() as one, MockNews() as two, MockNews() as three:
        sites = (one, two, three)
        names = ("one", "two", "three")
        for name, site in zip(names, sites, strict=True):
            profile(tmp_path / "sites", name, site.url)
        slowly = ("-s", "NEWSBOT_SITES_AT_ONCE=2", "-s", "DOWNLOAD_DELAY=0.2")
        arguments = (*LITTLE, "-a", "site=one,two,three", *slowly)
        process = subprocess.Popen(
            [sys.executable, "-m", "scrapy", *arguments],
            cwd=tmp_path,
            env={
                **os.environ,
                "SCRAPY_SETTINGS_MODULE": "newsbot.settings",
                "PYTHONPATH": str(ROOT),
                "NEWSBOT_DATA": str(data),
            },
            stderr=subprocess.PIPE,
            text=True,
        )
        deadline = time.monotonic() + 60
        while not all(any("latest" in path for path in s.asked) for s in (one, two)):
            assert process.poll() is None
            assert time.monotonic() < deadline
            time.sleep(0.01)
        process.send_signal(signal.SIGTERM)
        _, err = process.communicate(timeout=60)
        assert process.returncode == 75
        stopped = sorted(line.split(":")[0] for line in err.splitlines())
        assert stopped == [f"newsbot {name} stopped" for name in sorted(names)]
        assert three.asked == []
    for name in ("one", "two"):
        (line,) = (data / name / "runs.jsonl").read_text("utf-8").splitlines()
        assert json.loads(line)["verdict"] == "stopped"
        # The lines are in their files, nothing is half done.
        assert not (data / name / "unfinished").exists()


def test_connections_of_one_process_do_not_wait_for_each_other(tmp_path: Path) -> None:
    """What one site writes between two turns of the event loop, another may write in
    the next: no transaction is open then."""
    path = tmp_path / "ledger.sqlite3"
    ledgers = [Ledger.open(path, timeout=0) for _ in range(3)]
    for turn in range(3):
        for number, ledger in enumerate(ledgers):
            name = f"{number}.example"
            assert ledger.sites.canonical(name) == name
            run = ledger.start_run(name)
            ledger.sites.set_mark(name, "turn", str(turn))
            with ledger.neighbours.transaction():
                ledger.neighbours.answer("none")
            ledger.runs.finish(run, "quiet", {}, whole=True)
            assert [found.verdict for found in ledger.runs.last(name)] == ["quiet"] * (
                turn + 1
            )
    for ledger in ledgers:
        ledger.close()
