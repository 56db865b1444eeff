"""One run per site: the run lock."""

from __future__ import annotations

import os
import signal
import socket
import time
from typing import TYPE_CHECKING

import pytest

from newsbot.extensions.lock import Holder, Locked, RunLock
from tests.newsstand import fork

if TYPE_CHECKING:
    from pathlib import Path


def test_a_second_run_learns_who_holds_the_lock(tmp_path: Path) -> None:
    path = tmp_path / "site" / "lock"
    with RunLock(path), pytest.raises(Locked) as caught:
        RunLock(path).acquire()
    holder = caught.value.holder
    assert holder is not None
    assert (holder.pid, holder.host) == (os.getpid(), socket.gethostname())
    assert 0 <= caught.value.age < 60
    assert str(caught.value) == f"{path} is held by process {os.getpid()} since 0 s"


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
        RunLock(path).acquire()
        signal.pause()
    while not path.exists() or path.stat().st_size == 0:
        time.sleep(0.001)
    with pytest.raises(Locked) as caught:
        RunLock(path).acquire()
    assert isinstance(caught.value.holder, Holder)
    assert caught.value.holder.pid == child
    os.kill(child, signal.SIGKILL)
    os.waitpid(child, 0)
    RunLock(path).acquire()


def test_a_holder_that_has_not_signed_yet_is_another_run(tmp_path: Path) -> None:
    path = tmp_path / "lock"
    with RunLock(path):
        path.write_text("{")
        with pytest.raises(Locked, match="another run") as caught:
            RunLock(path).acquire()
    assert caught.value.holder is None
    assert caught.value.age >= 0


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
