"""Lines at the edges of a text that only say who wrote it."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from newsbot.pages.fallback.outline import letters

if TYPE_CHECKING:
    from collections.abc import Iterable

_PARTS: Final = re.compile(r"\s*[:：/|()•]\s*|\s+[-–—]+\s*|\s*[-–—]+\s+|\s+ـ+\s+")
_FROM: Final = re.compile(r"^من\s+")
# Characters of such a line, and words of the place or the paper in it, at most.
_LONGEST: Final = 80
_MOST_WORDS: Final = 3
# Words of the place beside a paper's name.
_MOST_OF_PLACE: Final = 2
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


def without_paper(lines: list[str], names: Iterable[str]) -> list[str]:
    """*lines* without the first one, if it holds a name of the paper and nothing more
    than a place: «الواحة», «النخيل: الواحة».

    :param lines: the text
    :param names: what the page calls its site
    """
    signs = len(lines) > _FEWEST and not lines[0].endswith((":", "."))
    if signs and _signs(lines[0], _keys(names), most=_MOST_OF_PLACE):
        return lines[1:]
    return lines


def _keys(names: Iterable[str]) -> frozenset[str]:
    return frozenset(map(letters, names)) - {""}


def _signs(line: str, keys: frozenset[str], most: int = _MOST_WORDS) -> bool:
    if len(line) > _LONGEST or line.endswith(("؟", "!")):
        return False
    parts = [part for part in _PARTS.split(line.strip(" *")) if letters(part)]
    if line.endswith(":") and len(parts) < 2:
        return False  # whose words follow
    # «النخيل - من سعاد النخلي»
    parts = [_FROM.sub("", part) for part in parts]
    others = [part for part in parts if letters(part) not in keys]
    return len(others) < len(parts) and all(
        len(part.split()) <= most and not any(map(str.isdigit, part)) for part in others
    )
