"""The judge's words as a text in which thousands of rows are sought."""

from __future__ import annotations

from functools import cached_property
from typing import Final

# Letters of a text that is looked through for each row: most articles have fewer.
_SHORT: Final = 5_000
# Letters of the pieces by which a longer one is known: fewer are in every line, and of
# more, short rows hold none.
_PIECE: Final = 4
# Places of a row's rarest piece that are looked at, before the whole text is.
_PLACES: Final = 200


class JudgedText:
    """What the judge took, with the answer to ``row.key in text`` at a price that does
    not grow with the text: a page of twice the rows has twice the text, too.

    A row is sought behind the row that was found last; then, by its rarest piece of
    four letters, where it may stand.

    :param text: :func:`newsbot.pages.fallback.outline.letters` of what the judge took
    """

    def __init__(self, text: str) -> None:
        self._text = text
        self._end = 0
        self._known: dict[str, bool] = {}

    def __contains__(self, key: str) -> bool:
        """Whether the letters of a row stand in the text on end."""
        if len(self._text) < _SHORT:
            return key in self._text
        if self._text.startswith(key, self._end):
            self._end += len(key)
            return True
        found = self._known.get(key)
        if found is None:
            found = self._known[key] = self._is_found(key)
        return found

    def _is_found(self, key: str) -> bool:
        if len(key) < 2 * _PIECE - 1:
            # It may hold no whole piece.
            return key in self._text
        # There are four ways in which the pieces of the text may divide it.
        for first in range(_PIECE):
            places, offset = min(
                (
                    (self._places.get(key[i : i + _PIECE], ()), i)
                    for i in range(first, len(key) - _PIECE + 1, _PIECE)
                ),
                key=lambda one: len(one[0]),
            )
            if len(places) > _PLACES:
                return key in self._text
            for place in places:
                start = place - offset
                if start >= 0 and self._text.startswith(key, start):
                    self._end = start + len(key)
                    return True
        return False

    @cached_property
    def _places(self) -> dict[str, list[int]]:
        """Where each piece of the text stands, which is cut up from its begin."""
        places: dict[str, list[int]] = {}
        for i in range(0, len(self._text) - _PIECE + 1, _PIECE):
            places.setdefault(self._text[i : i + _PIECE], []).append(i)
        return places
