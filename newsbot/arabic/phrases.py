"""Tables of phrases that lines of an article are compared with."""

from typing import Final

from newsbot.arabic.text import fold

LONGEST: Final = 200
"""Characters of a line that may be a label, a call or a credit: a label and one
headline are shorter."""


def folded(*phrases: str) -> frozenset[str]:
    """The *phrases* as :func:`newsbot.arabic.text.fold` makes them, to look a folded
    line up in."""
    return frozenset(map(fold, phrases))
