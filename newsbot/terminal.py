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


def isolated(text: str) -> str:
    """*text*, printable, in an isolate of its own if it has right-to-left letters, so
    that a terminal orders it apart from what stands before and behind it."""
    text = printable(text)
    if any(unicodedata.bidirectional(char) in ("R", "AL") for char in text):
        return f"\u2068{text}\u2069"  # FSI … PDI (UAX #9, section 2.4)
    return text


def say(line: str) -> None:
    """Print one line on standard error, whatever it contains."""
    print(printable(line), file=sys.stderr, flush=True)


def is_terminal() -> bool:
    """Whether a person is watching standard error."""
    return sys.stderr.isatty()
