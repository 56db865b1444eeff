"""The ledger on a PostgreSQL server: what differs from a file."""

from __future__ import annotations

import multiprocessing
import os
import signal
import socket
import subprocess
import sys
import threading
import time
from contextlib import closing
from typing import TYPE_CHECKING

import pytest

from newsbot.ledger import Delivery, Ledger, LedgerError, Line
from tests.crawling import FAST, read, scrapy
from tests.test_ledger import NOON, SITE, commit

if TYPE_CHECKING:
    from pathlib import Path


def refused(url: str, tmp_path: Path, timeout: float = 1.0) -> str:
    """Open the ledger at *url*, which must be refused; return the message."""
    with pytest.raises(LedgerError) as caught:
        Ledger.open(url, root=tmp_path, timeout=timeout)
    message = str(caught.value)
    assert "\n" not in message
    return message


def test_a_server_that_is_not_there(tmp_path: Path) -> None:
    pytest.importorskip("psycopg")
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
        message = refused(f"postgresql://me:secret@127.0.0.1:{port}/news", tmp_path)
    assert message.startswith(
        f"postgresql://me@127.0.0.1:{port}/news cannot be reached"
    )
    assert "check the server and run again" in message
    assert "secret" not in message


@pytest.mark.parametrize(
    "url",
    [
        "postgresql://me:sec%ret@127.0.0.1/news",
        "postgresql://127.0.0.1/news?password=secret&colour=red",
        "postgresql://[127.0.0.1/secret",
    ],
)
def test_an_address_that_is_none_is_not_repeated(tmp_path: Path, url: str) -> None:
    pytest.importorskip("psycopg")
    message = refused(url, tmp_path)
    assert "is no address of a database: write postgresql://user@host/name" in message
    assert "sec" not in message


def test_a_database_of_another_program(postgres_url: str, tmp_path: Path) -> None:
    import psycopg

    with closing(psycopg.connect(postgres_url, autocommit=True)) as other:
        other.execute("CREATE TABLE songs (title TEXT)")
        assert "belongs to another program" in refused(postgres_url, tmp_path)
        rows = other.execute(
            "SELECT tablename FROM pg_tables WHERE schemaname = current_schema()"
        )
        assert rows.fetchall() == [("songs",)]


def test_a_database_of_a_newer_version(postgres_url: str, tmp_path: Path) -> None:
    ledger = Ledger.open(postgres_url, root=tmp_path)
    ledger.db.run("UPDATE meta SET value = '99' WHERE name = 'version'")
    ledger.close()
    assert "update newsbot" in refused(postgres_url, tmp_path)


def test_a_schema_that_is_not_there(postgres: str, tmp_path: Path) -> None:
    url = f"{postgres}?options=-csearch_path%3Dnowhere"
    assert "no schema to write to" in refused(url, tmp_path)


def test_a_database_in_another_encoding(postgres: str, tmp_path: Path) -> None:
    import psycopg

    with closing(psycopg.connect(postgres, autocommit=True)) as other:
        other.execute(
            "CREATE DATABASE latin ENCODING 'LATIN1' LOCALE 'C' TEMPLATE template0"
        )
    message = refused(f"{postgres.rpartition('/')[0]}/latin", tmp_path)
    assert "has the encoding LATIN1: make it anew with createdb" in message


def test_a_user_who_may_not_write(
    postgres: str, postgres_url: str, tmp_path: Path
) -> None:
    import psycopg

    with closing(psycopg.connect(postgres, autocommit=True)) as other:
        other.execute("CREATE ROLE reader LOGIN")
    message = refused(postgres_url.replace("editor@", "reader@"), tmp_path)
    assert "grant the rights" in message or "no schema" in message


def test_a_ledger_that_stays_locked(postgres_url: str, tmp_path: Path) -> None:
    with (
        closing(Ledger.open(postgres_url, root=tmp_path)) as first,
        closing(Ledger.open(postgres_url, root=tmp_path, timeout=0.05)) as second,
    ):
        commit(first, Delivery(SITE, "news.test:1"))
        with first.db.transaction():
            # Who only reads never waits.
            assert second.delivered(SITE, article_id="news.test:1") is not None
            with pytest.raises(LedgerError, match="is locked by another process"):
                commit(second, Delivery(SITE, "news.test:2"))
            # A statement of its own is a writer like any other.
            with pytest.raises(LedgerError, match="is locked by another process"):
                second.sites.set_mark(SITE, "gap", "here")
        commit(second, Delivery(SITE, "news.test:2"))
        assert first.delivered(SITE, article_id="news.test:2") is not None


def test_what_is_read_in_a_transaction_holds_until_its_end(
    database: str, tmp_path: Path
) -> None:
    # Each counts up by reading first: a lost update would show.
    def count() -> None:
        with closing(Ledger.open(database, root=tmp_path)) as ledger:
            for _ in range(25):
                with ledger.db.transaction():
                    value = int(ledger.sites.mark(SITE, "count") or 0)
                    ledger.sites.set_mark(SITE, "count", str(value + 1))

    with closing(Ledger.open(database, root=tmp_path)) as ledger:
        ledger.sites.canonical(SITE)
        threads = [threading.Thread(target=count) for _ in range(4)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        assert ledger.sites.mark(SITE, "count") == "100"


def test_the_lock_of_a_killed_writer_is_free(postgres_url: str, tmp_path: Path) -> None:
    code = (
        "import sys, time; from pathlib import Path; from newsbot.ledger import *\n"
        "ledger = Ledger.open(sys.argv[1], root=Path(sys.argv[2]))\n"
        "with ledger.db.transaction():\n"
        "    ledger.db.run(\"INSERT INTO marks VALUES (1, 'half', 'done')\")\n"
        "    print('inside', flush=True); time.sleep(60)\n"
    )
    command = [sys.executable, "-c", code, postgres_url, str(tmp_path)]
    with subprocess.Popen(command, stdout=subprocess.PIPE) as process:
        assert process.stdout is not None
        assert process.stdout.readline() == b"inside\n"
        process.send_signal(signal.SIGKILL)
    with closing(Ledger.open(postgres_url, root=tmp_path)) as ledger:
        commit(ledger, Delivery(SITE, "news.test:1"))
        assert ledger.db.one("SELECT count(*) FROM marks") == (0,)


def test_a_server_that_goes_away(postgres_url: str, tmp_path: Path) -> None:
    import psycopg

    with closing(Ledger.open(postgres_url, root=tmp_path)) as ledger:
        (pid,) = ledger.db.one("SELECT pg_backend_pid()")
        with closing(psycopg.connect(postgres_url, autocommit=True)) as other:
            other.execute("SELECT pg_terminate_backend(%s, 5000)", (pid,))
        with pytest.raises(LedgerError, match="cannot be reached"):
            commit(ledger, Delivery(SITE, "news.test:1"))
    with closing(Ledger.open(postgres_url, root=tmp_path)) as ledger:
        assert ledger.delivered(SITE, article_id="news.test:1") is None


def test_a_commit_waits_for_the_disk_and_the_index_need_not(
    postgres_url: str, tmp_path: Path
) -> None:
    question = "SELECT current_setting('synchronous_commit')"
    with closing(Ledger.open(postgres_url, root=tmp_path)) as ledger:
        assert ledger.db.one(question) == ("on",)
        assert ledger.neighbours.db.one(question) == ("off",)


def test_text_is_kept_as_it_is(database: str, tmp_path: Path) -> None:
    text = "نصٌّ: «٪» ?%s — 100% \u200f😀"
    with closing(Ledger.open(database, root=tmp_path)) as ledger:
        ledger.sites.set_mark(SITE, text, text)
        assert ledger.sites.mark(SITE, text) == text


# Several data folders with one ledger.


def begin(ledger: Ledger, folder: Path) -> int:
    file = ledger.files.begin(
        "news.test",
        folder / "news.test" / "articles" / "a.jsonl",
        folder / "news.test" / "unfinished",
        line_format="jsonl",
        overwrite=False,
    )
    ledger.commit(
        [Line(Delivery(SITE, f"news.test:{file.id}"), file.id, 0)], {}, now=NOON
    )
    return file.id


@pytest.mark.parametrize("kind", ["sqlite", "postgresql"])
def test_folders_that_share_a_ledger_leave_each_others_files_alone(
    kind: str, request: pytest.FixtureRequest, tmp_path: Path
) -> None:
    target = str(tmp_path / "shared.sqlite3")
    if kind == "postgresql":
        target = request.getfixturevalue("postgres_url")
    one, two = tmp_path / "one", tmp_path / "two"
    with (
        closing(Ledger.open(target, root=one)) as first,
        closing(Ledger.open(target, root=two)) as second,
    ):
        file = begin(first, one)
        other = begin(second, two)
        assert [each.id for each in first.files.unfinished("news.test")] == [file]
        assert [each.id for each in second.files.unfinished("news.test")] == [other]
        # What the one delivered is known to the other.
        assert second.delivered(SITE, article_id=f"news.test:{file}") is not None
    # A folder may be moved, and is known again by the word in it.
    one.rename(tmp_path / "moved")
    with closing(Ledger.open(target, root=tmp_path / "moved")) as first:
        (again,) = first.files.unfinished("news.test")
        assert again.id == file
        assert again.part.startswith(str(tmp_path / "moved"))


def test_a_ledger_in_its_folder_needs_no_word(tmp_path: Path) -> None:
    with closing(Ledger.open(tmp_path / "ledger.sqlite3")) as ledger:
        begin(ledger, tmp_path)
    assert sorted(path.name for path in tmp_path.iterdir()) == ["ledger.sqlite3"]


# The whole way.


def test_a_crawl_and_the_commands(postgres_url: str, tmp_path: Path) -> None:
    env = {"NEWSBOT_DATABASE_URL": postgres_url}
    data = tmp_path / "data"
    arguments = ("crawl", "latest", "-a", "max_pages=1", "-a", "related_depth=0", *FAST)
    first = scrapy(*arguments, data=data, env=env)
    assert first.exit_code == 0, first.err
    (file,) = first.files()
    delivered = len(read(file))
    assert delivered > 0
    assert not (data / "ledger.sqlite3").exists()
    second = scrapy(*arguments, data=data, env=env)
    assert (second.exit_code, second.record()["verdict"]) == (0, "quiet")
    assert second.files() == [file]
    done = scrapy("ledger", "check", data=data, env=env)
    assert done.exit_code == 0
    assert done.complaint == f"{delivered} delivered articles looked for, 0 missing"
    file.unlink()
    done = scrapy("ledger", "check", data=data, env=env)
    assert done.exit_code == 1
    assert len(done.out.splitlines()) == delivered


def die_in_a_crawl(url: str, folder: str) -> None:
    from pathlib import Path

    ledger = Ledger.open(url, root=Path(folder))
    begin(ledger, Path(folder))
    os.kill(os.getpid(), signal.SIGKILL)


def test_a_killed_process_keeps_what_it_committed(
    postgres_url: str, tmp_path: Path
) -> None:
    context = multiprocessing.get_context("spawn")
    process = context.Process(target=die_in_a_crawl, args=(postgres_url, str(tmp_path)))
    process.start()
    process.join(60)
    assert process.exitcode == -signal.SIGKILL
    deadline = time.monotonic() + 30
    with closing(Ledger.open(postgres_url, root=tmp_path)) as ledger:
        while not ledger.files.unfinished("news.test"):
            assert time.monotonic() < deadline, "what it committed is not there"
            time.sleep(0.01)
        assert ledger.delivered(SITE, article_id="news.test:1") is not None
