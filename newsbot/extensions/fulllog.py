"""A log that cannot be written, as on a full disk, hinders no run.

Python prints every line that a log could not take, with a traceback of some 30 lines,
which cron would send by mail; and it raises when the file is closed, which Scrapy does
once for each crawler, when it opens the log anew.
"""

from __future__ import annotations

import logging
import os
import sys
from typing import TYPE_CHECKING

from newsbot.oserrors import remedy

if TYPE_CHECKING:
    from io import TextIOWrapper

_told: set[str] = set()


def bear_full_logs() -> None:
    """See to it that a log file which cannot be written is told on standard error once,
    and that what it does not take is thrown away.

    It holds for every log file that is opened from now on, too: Scrapy writes its first
    lines before any part of a crawler is there.
    """
    logging.FileHandler.handleError = _give_up  # type: ignore[assignment, method-assign]


def _give_up(handler: logging.FileHandler, record: logging.LogRecord) -> None:
    """Write no more to the file of *handler*, which could not take *record*."""
    error = sys.exception()
    if not isinstance(error, OSError):
        logging.Handler.handleError(handler, record)  # a mistake in whose line it is
        return
    stream: TextIOWrapper | None = handler.stream
    if stream is not None:
        # What waits in it would be tried again, and fail, when it is closed.
        nowhere = os.open(os.devnull, os.O_WRONLY)
        os.dup2(nowhere, stream.fileno())
        os.close(nowhere)
    if handler.baseFilename not in _told:
        _told.add(handler.baseFilename)
        said = f"{handler.baseFilename}: {error.strerror}{remedy(error)}"
        print(f"newsbot: cannot write the log {said}", file=sys.stderr)
