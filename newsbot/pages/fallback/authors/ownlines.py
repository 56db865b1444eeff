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
# So many lines are left at least.
_FEWEST: Final = 2


def without_bylines(lines: list[str], authors: Iterable[str]) -> list[str]:
    """*lines* without the first one, if it holds the name of an author and nothing more
    than a place and a paper: «سعاد النخلي», «النخيل – سعاد النخلي».

    :param lines: the text
    :param authors: the names of its authors
    """
    keys = _keys(authors)
    signs = len(lines) > _FEWEST and _signs(lines[0], keys)
    return lines[1:] if signs else lines


def without_signatures(lines: list[str], authors: Iterable[str]) -> list[str]:
    """*lines* without the last ones that hold the name of an author so; arguments are
    those of :func:`without_bylines`."""
    keys = _keys(authors)
    end = len(lines)
    while end > _FEWEST and len(lines) - end < _MOST and _signs(lines[end - 1], keys):
        end -= 1
    return lines[:end]


def _keys(names: Iterable[str]) -> frozenset[str]:
    return frozenset(map(letters, names)) - {""}


def _signs(line: str, keys: frozenset[str]) -> bool:
    if len(line) > _LONGEST or line.endswith((":", "؟", "!")):
        return False
    parts = [part for part in _PARTS.split(line.strip(" *")) if letters(part)]
    others = [part for part in parts if letters(part) not in keys]
    return len(others) < len(parts) and all(
        len(part.split()) <= _MOST_WORDS and not any(map(str.isdigit, part))
        for part in others
    )
