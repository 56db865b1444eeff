"""What the operating system refuses: whose fault it is, and what a person can do."""

from __future__ import annotations

import errno
import os
import stat
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

OURS = (errno.EMFILE, errno.ENFILE, errno.ENOMEM, errno.ENOBUFS)
"""What the system says where this machine, and no site, lacks something."""

DISK = (errno.ENOSPC, errno.EDQUOT, errno.EIO, errno.EFBIG)
"""What a person cannot mend by another folder: the disk is full or broken, or no file
may be so large."""


FORBIDDEN = (errno.EACCES, errno.EPERM, errno.EROFS)
"""What the system says where this user may not write."""


def unwritable(place: Path) -> str:
    """Why this user may not write *place*, which is there, and what a person can do:
    its owner, its mode or its file system may be the cause."""
    other = "set NEWSBOT_DATA to another folder"
    if os.statvfs(place).f_flag & os.ST_RDONLY:
        return (
            f"{place} is on a file system that is mounted read-only: mount it for "
            f"writing, or {other}"
        )
    found, user = place.stat(), os.geteuid()
    if found.st_uid != user:
        return (
            f"{place} is not writable for user {user} (it belongs to user "
            f"{found.st_uid}): run as that user, change the owner, or {other}"
        )
    if not found.st_mode & stat.S_IWUSR:
        mode = f"{stat.S_IMODE(found.st_mode):04o}"
        return (
            f"{place} is not writable, by its mode ({mode}): change it (chmod u+w), "
            f"or {other}"
        )
    return (
        f"{place} is not writable although its owner and mode allow it: look at its "
        f"attributes (lsattr), or {other}"
    )


def remedy(error: OSError) -> str:
    """What a person can do where a file could not be written; empty where only
    *error* itself says."""
    if error.errno == errno.EFBIG:
        return "; let files grow larger (ulimit -f)"
    if error.errno in DISK:
        return "; make room"
    if error.errno in FORBIDDEN:
        return "; let this user write there"
    return ""


def in_words(error: OSError) -> str:
    """*error* as one line that begins with the file it is about, if it is about one."""
    if error.filename is None or error.strerror is None:
        return " ".join(str(error).split())
    return f"{error.filename}: {error.strerror}"
