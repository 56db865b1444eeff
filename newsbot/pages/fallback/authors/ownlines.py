"""Lines at the edges of a text that only say who wrote it."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from newsbot.pages.fallback.outline import letters

if TYPE_CHECKING:
    from collections.abc import Iterable

_PARTS: Final = re.compile(r"\s*[:：/|()•]\s*|\s+[-–—]+\s*|\s*[-–—]+\s+")
# Characters of such a line, and words of the place or the paper in it, at most.
_LONGEST: Final = 80
_MOST_WORDS: Final = 3
# So many lines sign below a text that several wrote.
_MOST: Final = 3


def without_bylines(lines: list[str], authors: Iterable[str]) -> list[str]:
    """*lines* without those above and below the others that hold the name of an author
    and nothing more than a place and a paper: «سعاد النخلي», «النخيل – سعاد النخلي».

    :param lines: the text
    :param authors: the names that were found on the page
    """
    keys = frozenset(map(letters, authors)) - {""}
    first, end = 0, len(lines)
    if not keys or end <= 2:
        return lines
    if _signs(lines[0], keys):
        first = 1
    while end - first > 2 and len(lines) - end < _MOST and _signs(lines[end - 1], keys):
        end -= 1
    return lines[first:end]


def _signs(line: str, keys: frozenset[str]) -> bool:
    if len(line) > _LONGEST or line.endswith((":", "؟", "!")):
        return False
    parts = [part for part in _PARTS.split(line.strip(" *")) if letters(part)]
    others = [part for part in parts if letters(part) not in keys]
    return len(others) < len(parts) and all(
        len(part.split()) <= _MOST_WORDS and not any(map(str.isdigit, part))
        for part in others
    )
