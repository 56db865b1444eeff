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


def in_all_persons(words: Iterable[str]) -> frozenset[str]:
    """Folded imperatives, and of those to many («تابعوا», «شاركونا») the same to a
    woman, to women and as dialects write them: «تابعي», «تابعن», «تابعو»."""
    found = set(words)
    for word in tuple(found):
        stem, is_many, object_ = word.rpartition("و")
        if is_many and len(stem) > 1 and object_ in ("ا", "نا", "ني", "ه", "ها"):
            object_ = object_.removeprefix("ا")
            found |= {f"{stem}ي{object_}", f"{stem}ن{object_}", f"{stem}و{object_}"}
    return frozenset(found)


def words_of(*lines: str) -> frozenset[str]:
    """The words of the *lines*, folded."""
    return frozenset(fold(" ".join(lines)).split())
