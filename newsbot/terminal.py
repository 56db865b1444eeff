"""What a person sees: plain lines on standard error."""

from __future__ import annotations

import sys
import unicodedata


def printable(text: str) -> str:
    """*text* without what could steer a terminal or reorder a line: controls and
    bidi marks become ``\\ufffd``."""
    return "".join(
        "\ufffd" if unicodedata.category(char) in ("Cc", "Cf", "Cs") else char
        for char in text
    )


def say(line: str) -> None:
    """Print one line on standard error, whatever it contains."""
    print(printable(line), file=sys.stderr, flush=True)


def is_terminal() -> bool:
    """Whether a person is watching standard error."""
    return sys.stderr.isatty()
