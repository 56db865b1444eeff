"""On which line of a TOML file a key stands: tomllib does not say."""

from __future__ import annotations

import difflib
import re
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Collection

_NEXT_KEY = re.compile(r"\s*(?:\[+\s*[\w.-]+\s*\]|[\w.-]+\s*=)")


class Lines:
    """The lines of a TOML file."""

    def __init__(self, source: str) -> None:
        self._lines = source.splitlines()

    def of(self, key: str, within: str = "", item: Any = None) -> int | None:
        """The number of the line with *key*, from 1; None if it is not to be seen.

        :param key: a key, or the name of a table
        :param within: the table that it stands in, empty at the top level
        :param item: the item of its list that is meant, which may stand further down
        """
        name = rf"['\"]?{re.escape(key)}['\"]?\s*[\]=.]"
        written = re.compile(rf"\s*\[?\s*{name}")
        dotted = re.compile(rf"\s*\[?\s*{within}\s*\.\s*{name}")
        table = re.compile(rf"\s*\[\s*{within}\s*\]")
        inside = not within
        for number, line in enumerate(self._lines, 1):
            inside = inside or table.match(line) is not None
            if (inside and written.match(line)) or (within and dotted.match(line)):
                return number + self._further(number, item)
        return None

    def _further(self, number: int, item: Any) -> int:
        """How many lines below line *number*, where its key stands, *item* is; 0 if
        that is not to be seen."""
        texts = item.values() if isinstance(item, dict) else [item]
        wanted = [text for text in texts if isinstance(text, str) and text]
        for further, line in enumerate(self._lines[number - 1 :]):
            if further and _NEXT_KEY.match(line):
                break
            if wanted and all(text in line for text in wanted):
                return further
        return 0


def known(name: str, names: Collection[str]) -> str:
    """What to say to a person who wrote *name* where one of *names* was due."""
    close = difflib.get_close_matches(name, sorted(names), n=1)
    if close:
        return f"did you mean {close[0]!r}?"
    if len(names) > 20:
        return "see the settings in the documentation"
    return "known: " + ", ".join(sorted(names))
