"""Tables of phrases that lines of an article are compared with."""

from collections.abc import Iterable
from typing import Final

from newsbot.arabic.text import fold

LONGEST: Final = 200
"""Characters of a line that may be a label, a call or a credit: a label and one
headline are shorter."""


# Folds to itself, and stands in no phrase of a table.
_BETWEEN: Final = " 0 "


def fold_all(phrases: Iterable[str]) -> list[str]:
    """The *phrases*, one at least and none with a digit, as
    :func:`newsbot.arabic.text.fold` makes them, in their order."""
    # All at once: to fold each of a thousand takes as long as to read ten pages.
    return fold(_BETWEEN.join(phrases)).split(_BETWEEN)


def folded(*phrases: str) -> frozenset[str]:
    """The *phrases* folded, to look a folded line up in."""
    return frozenset(fold_all(phrases))


def words_of(*lines: str) -> frozenset[str]:
    """The words of the *lines*, folded."""
    return frozenset(fold(" ".join(lines)).split())
