"""Authors whom structured data state as contributors to what another wrote."""

from __future__ import annotations

from typing import TYPE_CHECKING

from newsbot.pages.fallback.outline import letters

if TYPE_CHECKING:
    from collections.abc import Iterable

    from newsbot.pages.fallback.surroundings import Surroundings


def printed_beside(
    author: str, names: Iterable[str], around: Surroundings
) -> list[str]:
    """Those of *names* that the page prints in one line with the author: Ghost states
    only the first of several authors as the author.

    :param names: the contributors
    """
    own = letters(author)
    lines = [row.key for row in around.beside() if own in row.key]
    return [name for name in names if any(letters(name) in key for key in lines)]
