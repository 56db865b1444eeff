"""What the operating system refuses: whose fault it is, and what a person can do."""

from __future__ import annotations

import errno

OURS = (errno.EMFILE, errno.ENFILE, errno.ENOMEM, errno.ENOBUFS)
"""What the system says where this machine, and no site, lacks something."""

DISK = (errno.ENOSPC, errno.EDQUOT, errno.EIO, errno.EFBIG)
"""What a person cannot mend by another folder: the disk is full or broken, or no file
may be so large."""


def remedy(error: OSError) -> str:
    """What a person can do where a file could not be written; empty where only
    *error* itself says."""
    if error.errno == errno.EFBIG:
        return "; let files grow larger (ulimit -f)"
    if error.errno in DISK:
        return "; make room"
    if error.errno in (errno.EACCES, errno.EPERM, errno.EROFS):
        return "; let this user write there"
    return ""


def in_words(error: OSError) -> str:
    """*error* as one line that begins with the file it is about, if it is about one."""
    if error.filename is None or error.strerror is None:
        return " ".join(str(error).split())
    return f"{error.filename}: {error.strerror}"
