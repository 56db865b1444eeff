"""The pile of React's server components: rows of JSON, and long texts apart from them.

A row is its number in hexadecimal, a colon and JSON to the end of the line; a text is
its number, ``:T``, the count of its bytes in hexadecimal, a comma and as many bytes,
and the next row begins right behind it. In the JSON ``$7`` stands for the text of
number 7 (``ReactFlightServer`` and ``ReactFlightClient`` of React 18.3 and 19).
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Iterator

_ROW: Final = re.compile(r"([0-9a-f]{0,8}):(?=[\[{])")
_TEXT: Final = re.compile(r"([0-9a-f]{1,8}):T([0-9a-f]{1,8}),")
REFERENCE: Final = re.compile(r"\$([0-9a-f]{1,8})")
"""What stands for a text in the JSON."""


def rows_of(pile: str) -> tuple[list[str], dict[str, str]]:
    """The rows of JSON in a pile, and its texts by their numbers.

    :param pile: the pieces that scripts push, joined
    """
    rows: list[str] = []
    texts: dict[str, str] = {}
    for is_text, number, written in _parts(pile):
        if is_text:
            texts.setdefault(number, written)
        else:
            rows.append(written)
    return rows, texts


def _parts(pile: str) -> Iterator[tuple[bool, str, str]]:
    place = 0
    while place < len(pile):
        if text := _TEXT.match(pile, place):
            count = int(text[2], 16)
            # No character has less than a byte.
            part = pile[text.end() : text.end() + count]
            written = part.encode(errors="replace")[:count].decode(errors="ignore")
            yield True, text[1], written
            place = text.end() + len(written)
            continue
        end = pile.find("\n", place)
        end = len(pile) if end < 0 else end
        if row := _ROW.match(pile, place):
            yield False, row[1], pile[row.end() : end]
        place = end + 1
