"""What a person sees: plain lines on standard error."""

from __future__ import annotations

import os
import sys
import unicodedata
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator
    from typing import TextIO


def printable(text: str) -> str:
    """*text* without what could steer a terminal or reorder a line: controls and
    bidi marks become ``\\ufffd``."""
    return "".join(
        "\ufffd" if unicodedata.category(char) in ("Cc", "Cf", "Cs") else char
        for char in text
    )


def isolated(text: str) -> str:
    """*text*, printable, in an isolate of its own if it has right-to-left letters, so
    that a terminal orders it apart from what stands before and behind it."""
    text = printable(text)
    if any(unicodedata.bidirectional(char) in ("R", "AL") for char in text):
        return f"\u2068{text}\u2069"  # FSI … PDI (UAX #9, section 2.4)
    return text


def say(line: str) -> None:
    """Print one line on standard error, if there is one and it is read, whatever it
    contains."""
    if sys.stderr is not None:  # it may have been closed: 2>&-
        try:
            print(printable(line), file=sys.stderr, flush=True)
        except BrokenPipeError:  # 2>&1 | head
            _lead_nowhere(sys.stderr)


def open_standard_error() -> None:
    """Give the process a standard error that leads nowhere, if it has none (``2>&-``):
    Scrapy would not start, and a file of ours could get its number."""
    if sys.stderr is None:
        sys.stderr = Path(os.devnull).open("w", encoding="utf-8")  # noqa: SIM115


@contextmanager
def readers_may_leave() -> Iterator[None]:
    """Take it for no fault that nobody reads standard output any more (``| head``):
    what is done within ends then.

    :raises OSError: if it cannot be written for another reason
    """
    try:
        yield
        if sys.stdout is not None:
            sys.stdout.flush()
    except BrokenPipeError:
        _lead_nowhere(sys.stdout)


def _lead_nowhere(stream: TextIO) -> None:
    """Let nobody complain of what *stream* still has to write when Python ends."""
    nowhere = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, stream.fileno())
    os.close(nowhere)


def is_terminal() -> bool:
    """Whether a person is watching standard error."""
    return sys.stderr is not None and sys.stderr.isatty()
