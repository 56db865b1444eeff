"""One run per site: the run lock."""

from __future__ import annotations

import errno
import json
import os
import signal
import socket
import time
from pathlib import Path

import pytest

from newsbot.extensions.lock import Holder, Locked, RunLock, RunLocks, host_lock
from newsbot.ledger import Ledger
from newsbot.verdict import judge
from tests.crawling import FAST, MockNews, page, scrapy
from tests.newsstand import fork, wait_until


def descriptors() -> int:
    """How many files this process has open."""
    return sum(1 for _ in Path("/dev/fd").iterdir())


def test_a_second_run_learns_who_holds_the_lock(tmp_path: Path) -> None:
    path = tmp_path / "site" / "lock"
    with RunLock(path), pytest.raises(Locked) as caught:
        RunLock(path).acquire()
    holder = caught.value.holder
    assert holder is not None
    assert (holder.pid, holder.host) == (os.getpid(), socket.gethostname())
    assert 0 <= caught.value.age < 60
    held, _, _seconds = str(caught.value).rpartition(" since ")
    assert held == f"{path} is held by process {os.getpid()}"


def test_a_released_lock_is_free(tmp_path: Path) -> None:
    path = tmp_path / "lock"
    lock = RunLock(path)
    lock.acquire()
    lock.release()
    lock.release()
    RunLock(path).acquire()
    assert path.exists()


def test_a_dead_process_holds_nothing(tmp_path: Path) -> None:
    path = tmp_path / "lock"
    child = fork()
    if child == 0:
        try:
            RunLock(path).acquire()
            signal.pause()
        finally:
            os._exit(1)  # it must not come back as a second pytest
    try:
        wait_until(
            lambda: path.exists() and path.stat().st_size > 0,
            lambda: os.waitpid(child, os.WNOHANG) == (0, 0),
        )
        with pytest.raises(Locked) as caught:
            RunLock(path).acquire()
    finally:
        os.kill(child, signal.SIGKILL)
        os.waitpid(child, 0)
    assert isinstance(caught.value.holder, Holder)
    assert caught.value.holder.pid == child
    RunLock(path).acquire()


def test_a_holder_that_has_not_signed_yet_is_another_run(tmp_path: Path) -> None:
    path = tmp_path / "lock"
    with RunLock(path):
        path.write_text("{")
        # Without a signature, the file tells since when.
        an_hour_ago = time.time() - 3600
        os.utime(path, (an_hour_ago, an_hour_ago))
        with pytest.raises(Locked, match="another run") as caught:
            RunLock(path).acquire()
    assert caught.value.holder is None
    assert 3600 <= caught.value.age < 3660


def test_a_holder_on_another_machine_is_named(tmp_path: Path) -> None:
    path = tmp_path / "lock"
    with RunLock(path):
        # The clock of that machine is ahead: no age is below nothing.
        path.write_text('{"pid": 7, "host": "press", "started": 9e9}')
        with pytest.raises(Locked) as caught:
            RunLock(path).acquire()
    assert str(caught.value) == f"{path} is held by process 7 on press since 0 s"


def test_two_sites_run_side_by_side(tmp_path: Path) -> None:
    with RunLock(tmp_path / "one" / "lock"), RunLock(tmp_path / "two" / "lock"):
        assert (tmp_path / "one" / "lock").exists()


def test_a_folder_that_cannot_be_made_is_an_error(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(FileExistsError):
        RunLock(tmp_path / "file" / "lock").acquire()


@pytest.mark.parametrize("call", ["ftruncate", "pwrite"])
def test_a_lock_that_cannot_be_signed_is_free(
    call: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_: object) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    path, locks, before = tmp_path / "lock", RunLocks(), descriptors()
    with monkeypatch.context() as patch:
        patch.setattr(os, call, full)
        with pytest.raises(OSError, match="No space left"):
            locks.take([path])
    assert locks.refused is None
    assert path.stat().st_size == 0
    assert descriptors() == before
    with RunLock(path), pytest.raises(Locked) as caught:
        RunLock(path).acquire()
    assert caught.value.is_ours


def test_a_lock_is_let_go_although_the_disk_is_full(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_: object) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    path = tmp_path / "lock"
    lock, before = RunLock(path), descriptors()
    lock.acquire()
    with monkeypatch.context() as patch:
        patch.setattr(os, "ftruncate", full)
        lock.release()
    # The signature stays, and says nothing: nobody has the file open or locked.
    assert json.loads(path.read_text())["pid"] == os.getpid()
    assert descriptors() == before
    with RunLock(path), pytest.raises(Locked):
        RunLock(path).acquire()
    assert path.stat().st_size == 0


def test_a_run_may_take_a_lock_again(tmp_path: Path) -> None:
    one, two = tmp_path / "one", tmp_path / "two"
    locks = RunLocks()
    locks.take([one, two])
    locks.take([two, one])
    assert locks.refused is None
    others = RunLocks()
    with pytest.raises(Locked) as caught:
        others.take([two])
    assert others.refused is caught.value
    assert caught.value.is_ours
    locks.release()
    locks.release()
    others.take([two])
    others.release()


def test_a_lock_elsewhere_is_not_ours(tmp_path: Path) -> None:
    assert not Locked(tmp_path, None, 0).is_ours
    assert not Locked(tmp_path, Holder(os.getpid(), "press", 0), 0).is_ours


def test_a_site_has_one_lock_with_and_without_www(tmp_path: Path) -> None:
    path = tmp_path / ".locks" / "manara.example_8080"
    assert host_lock(tmp_path, "manara.example_8080") == path
    assert host_lock(tmp_path, "www.manara.example_8080") == path


def test_a_site_that_turns_out_to_be_locked_has_that_verdict() -> None:
    stats = {
        "newsbot/front": "locked",
        "newsbot/front_reason": "lock is held",
        "finish_reason": "locked",
    }
    assert judge(stats) == ("locked", "lock is held")


LITTLE = ("crawl", "latest", "-a", "max_pages=1", "-a", "related_depth=0", *FAST)


def test_a_redirecting_site_is_locked_under_both_names(tmp_path: Path) -> None:
    """Its two hosts have locks of their own until the redirect is seen."""
    data = tmp_path / "data"
    with MockNews(newest=3) as site:
        url = f"http://localhost:{site.port}/"
        with MockNews() as old:
            old.answers["/"] = page("", 301, Location=url)
            arguments = (*LITTLE, "-a", f"site={old.url}")
            with RunLock(host_lock(data, f"localhost_{site.port}")):
                run = scrapy(*arguments, data=data)
                assert run.exit_code == 75
                # No news as long as the other run is within its time.
                assert run.err == ""
                assert run.record(old.name)["verdict"] == "locked"
                assert not run.files(old.name)
                late = scrapy(*arguments, "-s", "NEWSBOT_RUN_SECONDS=0", data=data)
                assert late.exit_code == 75
                assert f"is held by process {os.getpid()}" in late.complaint
            run = scrapy(*arguments, data=data)
            assert run.exit_code == 0
            assert len(run.articles(old.name)) == 3


def test_data_folders_that_share_a_ledger_share_the_lock(tmp_path: Path) -> None:
    shared = tmp_path / "shared"
    shared.mkdir()
    with MockNews(newest=3) as site:
        arguments = (*LITTLE, "-a", f"site={site.url}")
        arguments += ("-s", f"NEWSBOT_DATABASE_URL={shared / 'news.sqlite3'}")
        with RunLock(host_lock(shared, site.name)):
            run = scrapy(*arguments, data=tmp_path / "data")
            assert (run.exit_code, run.err) == (75, "")
        run = scrapy(*arguments, data=tmp_path / "data")
        assert run.exit_code == 0
        assert len(run.articles(site.name)) == 3


def test_machines_that_share_a_server_share_the_lock(
    tmp_path: Path, postgres_url: str
) -> None:
    here, there = tmp_path / "here", tmp_path / "there"
    with MockNews(newest=3) as site:
        arguments = (*LITTLE, "-a", f"site={site.url}")
        env = {"NEWSBOT_DATABASE_URL": postgres_url}
        ledger = Ledger.open(postgres_url, root=there)
        assert ledger.sites.canonical(site.name) == site.name
        note = {"pid": 7, "host": "press", "started": time.time() - 90}
        assert ledger.sites.reserve(site.name, json.dumps(note)) is None
        run = scrapy(*arguments, data=here, env=env)
        assert (run.exit_code, run.err) == (75, "")
        late = ("-s", "NEWSBOT_RUN_SECONDS=60")
        run = scrapy(*arguments, *late, data=here, env=env)
        assert run.exit_code == 75
        assert "is held by process 7 on press since" in run.complaint
        assert not run.files(site.name)
        # Another site is another matter.
        assert ledger.sites.reserve("other.example", "") is None
        ledger.close()
        run = scrapy(*arguments, data=here, env=env)
        assert run.exit_code == 0
        assert len(run.articles(site.name)) == 3
