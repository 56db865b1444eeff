"""A file of lines whose disk fails: what was saved stays, and nothing is claimed."""

from __future__ import annotations

import errno
import os
from typing import TYPE_CHECKING, Any

import pytest

from newsbot.feedstorage import LineFile

if TYPE_CHECKING:
    from pathlib import Path


def full_after(count: int) -> Any:
    """`os.write` on a disk with room for *count* more bytes."""
    write, room = os.write, [count]

    def short(fd: int, data: bytes) -> int:
        if not room[0]:
            raise OSError(errno.ENOSPC, "No space left on device")
        written = write(fd, data[: room[0]])
        room[0] -= written
        return written

    return short


def broken(fd: int) -> None:
    raise OSError(errno.EIO, "Input/output error")


@pytest.mark.parametrize(
    ("call", "fault"), [("write", full_after(3)), ("fsync", broken)]
)
def test_after_a_failure_nothing_more_is_saved(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, call: str, fault: Any
) -> None:
    """A second try would put the lines behind the half that is there; and after a
    failed fsync the system may have dropped what it could not write."""
    file = LineFile()
    file.place(tmp_path / "part")
    file.write(b"first\n")
    file.save()
    file.write(b"second\n")
    with monkeypatch.context() as patched:
        patched.setattr(os, call, fault)
        with pytest.raises(OSError, match="/part"):
            file.save()
    # There is room again.
    with pytest.raises(OSError, match="/part"):
        file.save()
    assert (file.saved, file.waiting) == (6, True)
    file.close()
    assert (tmp_path / "part").read_bytes()[:6] == b"first\n"
    assert (tmp_path / "part").read_bytes().count(b"second") <= 1
