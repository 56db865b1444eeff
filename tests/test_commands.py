"""`scrapy ledger`, `scrapy retry`, `scrapy tidy`: what a person types and sees."""

from __future__ import annotations

import json
import os
import re
import shutil
from contextlib import closing
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Any

import pytest

from newsbot.demo.server import DemoServer
from newsbot.extensions.lock import RunLock
from newsbot.ledger import Ledger
from tests.crawling import FAST, MockNews, Run, page, read, scrapy

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from newsbot.demo.site import Response

CRAWL = ("crawl", "latest", "-a", "max_pages=1", "-a", "related_depth=0", *FAST)


@pytest.fixture(scope="module")
def pressed(tmp_path_factory: pytest.TempPathFactory) -> Run:
    """A run of the demo site."""
    run = scrapy(*CRAWL, data=tmp_path_factory.mktemp("pressed") / "data")
    assert run.exit_code == 0, run.err
    return run


@pytest.fixture
def crawled(pressed: Run, tmp_path: Path) -> Run:
    """The same in a folder of one's own: a data folder may be copied as a whole."""
    data = tmp_path / "data"
    shutil.copytree(pressed.data, data)
    return replace(pressed, data=data)


def complaint(run: Run) -> str:
    """The one line on standard error of a command that failed."""
    assert run.exit_code == 2
    assert run.out == ""
    (line,) = run.err.splitlines()
    return line


def test_a_home_folder_that_no_shell_has_written_out(
    crawled: Run, tmp_path: Path
) -> None:
    home = {"HOME": str(tmp_path)}  # where crawled.data lies
    done = scrapy("retry", data=crawled.data, env={**home, "NEWSBOT_DATA": "~/data"})
    assert (done.exit_code, done.err) == (0, "")
    elsewhere = {
        "NEWSBOT_DATABASE_URL": "~/other.sqlite3",
        "NEWSBOT_LOG_FILE": "~/newsbot.log",
    }
    run = scrapy(*CRAWL, data=tmp_path / "away" / "data", env={**home, **elsewhere})
    assert run.exit_code == 0, run.err
    assert (tmp_path / "other.sqlite3").is_file()
    assert (tmp_path / "newsbot.log").is_file()
    assert not (tmp_path / "away" / "~").exists()


def test_check_names_what_is_missing(crawled: Run) -> None:
    (file,) = crawled.files()
    articles = read(file)
    done = scrapy("ledger", "check", data=crawled.data)
    assert (done.exit_code, done.out) == (0, "")
    assert done.complaint == f"{len(articles)} delivered articles looked for, 0 missing"
    lines = file.read_bytes().splitlines(keepends=True)
    file.write_bytes(b"".join(lines[1:]))
    done = scrapy("ledger", "check", data=crawled.data)
    first = articles[0]
    assert done.out == f"{first['site']}\t{first['id']}\t{file}\n"
    assert done.exit_code == 1
    assert done.complaint == (
        f"{len(articles)} delivered articles looked for, 1 missing; "
        "to have them delivered again: scrapy ledger rebuild"
    )
    # In a file that was taken elsewhere it is found.
    moved = crawled.data.parent / "first.jsonl"
    moved.write_bytes(lines[0])
    done = scrapy("ledger", "check", str(moved), data=crawled.data)
    assert done.exit_code == 0


def test_nothing_comes_twice_after_the_ledger_is_lost(crawled: Run) -> None:
    (file,) = crawled.files()
    for path in crawled.data.glob("ledger.sqlite3*"):
        path.unlink()
    done = scrapy("ledger", "rebuild", data=crawled.data)
    count = len(read(file))
    assert (done.exit_code, done.err) == (0, "")
    assert done.out == (
        f"{count} articles written down, 0 forgotten whose lines are gone\n"
    )
    again = scrapy(*CRAWL, data=crawled.data)
    assert again.exit_code == 0
    assert again.files() == [file]


def test_rebuild_names_lines_that_are_no_article(crawled: Run) -> None:
    (file,) = crawled.files()
    size = file.stat().st_size
    with file.open("a") as lines:
        lines.write('{"id": "half')
    done = scrapy("ledger", "rebuild", data=crawled.data)
    assert done.exit_code == 1
    assert done.complaint == f"{file}: no article at byte {size}"


@pytest.mark.parametrize("command", [("ledger", "check"), ("retry",), ("tidy",)])
def test_without_a_ledger_there_is_nothing_to_do(
    tmp_path: Path, command: tuple[str, ...]
) -> None:
    data = tmp_path / "data"
    line = complaint(scrapy(*command, data=data))
    assert line == (
        f"newsbot: there is no ledger {data}/ledger.sqlite3: set NEWSBOT_DATA to the "
        "folder of your runs, or make one from their files: scrapy ledger rebuild"
    )
    assert not data.exists()


def test_a_rebuild_of_nothing(tmp_path: Path) -> None:
    done = scrapy("ledger", "rebuild", data=tmp_path / "data")
    assert done.exit_code == 2
    assert "set NEWSBOT_DATA to the folder of your runs" in done.complaint


def test_a_rebuild_from_the_wrong_folder_forgets_nothing(crawled: Run) -> None:
    (file,) = crawled.files()
    count = len(read(file))
    elsewhere = file.rename(crawled.data.parent / "elsewhere.jsonl")
    line = complaint(scrapy("ledger", "rebuild", data=crawled.data))
    assert line == (
        f"newsbot: no article found below {crawled.data}, and nothing is changed: set "
        "NEWSBOT_DATA to the folder of your runs, or name the files; to forget all "
        f"{count} delivered articles: --force"
    )
    lines = elsewhere.read_bytes().splitlines(keepends=True)
    file.write_bytes(lines[0])
    line = complaint(scrapy("ledger", "rebuild", data=crawled.data))
    assert line == (
        f"newsbot: 1 articles found and {count - 1} to be forgotten, so nothing is "
        "changed: name the files that hold them, or forget them with --force"
    )
    again = scrapy(*CRAWL, data=crawled.data)
    assert again.files() == [file]
    done = scrapy("ledger", "rebuild", "--force", data=crawled.data)
    assert (done.exit_code, done.err) == (0, "")
    assert done.out == (
        f"1 articles written down, {count - 1} forgotten whose lines are gone\n"
    )
    with closing(Ledger.open(crawled.data / "ledger.sqlite3")) as ledger:
        # As after a week: the home page is read again, which names some of them.
        ledger.sites.set_mark("alwaha.example", "facts", None)
    again = scrapy(*CRAWL, data=crawled.data)
    found = [one["id"] for path in again.files() for one in read(path)]
    assert sorted(found) == sorted(json.loads(line)["id"] for line in lines)


def test_tidy_forgets_old_runs_and_pages(crawled: Run) -> None:
    site = "alwaha.example"
    long_ago = datetime.now(UTC) - timedelta(days=400)
    with closing(Ledger.open(crawled.data / "ledger.sqlite3")) as ledger:
        # The run of today is the first; of 41 the last 30 stay, and today's.
        for number in range(2, 42):
            ledger.db.run(
                "INSERT INTO runs (id, site, started, counts) VALUES (?, 1, 0, '{}')",
                number,
            )
        ledger.failures.add(site, "a", kind="known", reason="known: b", now=long_ago)
    done = scrapy("tidy", "demo", data=crawled.data)
    assert (done.exit_code, done.err) == (0, "")
    assert done.out == f"{site}: 10 runs and 1 failed pages forgotten\n"
    assert scrapy("tidy", data=crawled.data).out == ""


def test_a_file_that_is_not_there(crawled: Run) -> None:
    done = scrapy("ledger", "check", "none.jsonl", data=crawled.data)
    assert complaint(done) == "newsbot: there is no file none.jsonl"


@pytest.mark.parametrize(
    "command",
    [
        ("ledger",),
        ("ledger", "mend"),
        ("retry", "a", "b"),
        ("tidy", "a", "b"),
    ],
)
def test_wrong_arguments_show_the_usage(tmp_path: Path, command: Any) -> None:
    done = scrapy(*command, data=tmp_path / "data")
    assert done.exit_code == 2
    assert f"scrapy {command[0]} " in done.out


def test_only_a_rebuild_is_forced(tmp_path: Path) -> None:
    done = scrapy("ledger", "check", "--force", data=tmp_path / "data")
    assert done.exit_code == 2
    assert done.complaint.endswith("error: --force is for rebuild")


@pytest.mark.parametrize("command", ["retry", "tidy"])
def test_a_site_that_nobody_knows(crawled: Run, command: str) -> None:
    line = complaint(scrapy(command, "nowhere.test", data=crawled.data))
    known = "alwaha.example" if command == "retry" else "demo"
    assert line == f"newsbot: there is no site 'nowhere.test'; known: {known}"


def test_a_failed_page_is_asked_for_again(tmp_path: Path) -> None:
    data = tmp_path / "data"
    with MockNews(newest=12) as site:
        arguments = (*CRAWL, "-a", f"site={site.url}", "-s", "RETRY_TIMES=0")
        path = site.path_of(397)
        site.answers[path] = page("later", 500)
        assert scrapy(*arguments, data=data).exit_code == 3
        del site.answers[path]
        # Not due yet.
        site.asked.clear()
        scrapy(*arguments, data=data)
        assert path not in site.asked
        done = scrapy("retry", site.url, data=data)
        assert done.out == f"{site.name}: pages that are due now: 1\n"
        assert done.exit_code == 0
        run = scrapy(*arguments, data=data)
        assert site.asked.count(path) == 1
        assert f"{site.name}:397" in {one["id"] for one in run.articles(site.name)}
        # By the name of its folder, and all sites at once.
        for names in ((site.name,), ()):
            done = scrapy("retry", *names, data=data)
            assert done.out == f"{site.name}: pages that are due now: 0\n"


def test_a_day_is_tidied_and_nothing_comes_again(crawled: Run) -> None:
    (file,) = crawled.files()
    articles = read(file)
    yesterday = datetime.now(UTC) - timedelta(days=1)
    name = f"{yesterday:%Y-%m-%d}"
    file.rename(file.with_name(f"{name}T120000Z.jsonl"))
    done = scrapy("tidy", "demo", data=crawled.data)
    assert (done.exit_code, done.err) == (0, "")
    assert done.out == f"demo: 1 files into {name}.jsonl.gz\n"
    assert [path.name for path in crawled.files()] == [f"{name}.jsonl.gz"]
    done = scrapy("ledger", "check", data=crawled.data)
    assert done.complaint == f"{len(articles)} delivered articles looked for, 0 missing"
    assert scrapy(*CRAWL, data=crawled.data).files() == crawled.files()
    assert scrapy("tidy", data=crawled.data).out == ""


def test_a_site_that_is_being_crawled_is_skipped(crawled: Run) -> None:
    (file,) = crawled.files()
    old = file.with_name("2026-01-01T120000Z.jsonl")
    file.rename(old)
    with RunLock(crawled.data / "demo" / "lock"):
        done = scrapy("tidy", data=crawled.data)
        assert done.exit_code == 0
        assert done.complaint.startswith("newsbot demo skipped: ")
        assert f"is held by process {os.getpid()} since" in done.complaint
        done = scrapy("ledger", "rebuild", data=crawled.data)
        assert complaint(done).endswith("try again when that run has ended")
    assert crawled.files() == [old]


def test_the_cap_of_the_quarantine(crawled: Run) -> None:
    folder = crawled.data / "demo" / "quarantine"
    folder.mkdir()
    for name in "ab":
        (folder / f"{name}.html").write_bytes(b"x" * (1 << 19))
        (folder / f"{name}.json").write_text("{}")
        os.utime(folder / f"{name}.html", (ord(name), ord(name)))
        os.utime(folder / f"{name}.json", (ord(name), ord(name)))
    done = scrapy("tidy", "-s", "NEWSBOT_QUARANTINE_MB=1", data=crawled.data)
    assert done.out == "demo: 1 pages removed from the quarantine\n"
    assert sorted(path.name for path in folder.iterdir()) == ["b.html", "b.json"]


def without_headline(site: MockNews, path: str) -> Callable[[str], Response]:
    """The page at *path*, of which no article can be made."""

    def answer(base: str) -> Response:
        whole = DemoServer.respond(site, base, path, {}).body.decode()
        html = re.sub(r"<h1.*?</h1>", "", whole, flags=re.DOTALL)
        return page(re.sub(r'<meta property="og:title".*?>', "", html))

    return answer


def test_a_run_keeps_the_cap_too(tmp_path: Path) -> None:
    with MockNews(newest=6) as site:
        for story in site.stories.truth(""):
            site.answers[story["url"]] = without_headline(site, story["url"])
        arguments = (*CRAWL, "-a", f"site={site.url}")
        arguments += ("-s", "NEWSBOT_QUARANTINE_MB=0.0625")
        run = scrapy(*arguments, data=tmp_path / "data")
        assert run.record(site.name)["pages"]["quarantined"] == 6
    kept = list((tmp_path / "data" / site.name / "quarantine").iterdir())
    assert 0 < len(kept) < 12
    assert sum(path.stat().st_size for path in kept) <= 1 << 16


def test_a_ledger_that_cannot_be_used(crawled: Run) -> None:
    (crawled.data / "ledger.sqlite3").write_text("no database")
    for command in (("ledger", "check"), ("ledger", "rebuild"), ("retry",), ("tidy",)):
        line = complaint(scrapy(*command, data=crawled.data))
        assert "is no SQLite database: move it away" in line


def test_names_of_files_cannot_steer_a_terminal(crawled: Run) -> None:
    (file,) = crawled.files()
    with closing(Ledger.open(crawled.data / "ledger.sqlite3")) as ledger:
        ledger.db.run("UPDATE deliveries SET id = id || ?", "\x1b[31m")
    done = scrapy("ledger", "check", data=crawled.data)
    assert done.exit_code == 1
    assert "\x1b" not in done.out
    assert str(file) in done.out
