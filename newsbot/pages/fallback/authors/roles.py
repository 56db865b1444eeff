"""Names that stand above what somebody is who writes: «مراسلة الواحة في النخيل»."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from newsbot.arabic.text import fold

if TYPE_CHECKING:
    from newsbot.pages.fallback.surroundings import Surroundings

_WRITERS: Final = frozenset(
    map(
        fold,
        """
        مراسل مراسلة مراسلنا مراسلتنا صحفي صحفية صحافي صحافية محرر محررة كاتب كاتبة
        إعلامي إعلامية مدون مدونة
        """.split(),
    )
)
_MOST_WORDS_OF_ROLE: Final = 8
_LONGEST: Final = 100
# Rows below the headline in which a byline stands.
_ROWS: Final = 30


def is_writers(around: Surroundings, i: int) -> bool:
    """Whether a row stands in one box with the next, which says of somebody that he
    writes, and the article does not speak of him.

    :param i: index of the row
    """
    row, role = around.rows[i], around.rows[i + 1]
    title = around.title_index or 0
    words = fold(role.text[:_LONGEST]).split()
    if not 0 < len(words) <= _MOST_WORDS_OF_ROLE or words[0] not in _WRITERS:
        return False
    box = row.element.getparent()
    if i > title + _ROWS or role.text.endswith("."):
        return False
    if box is None or box in around.around:
        return False
    if box not in role.element.iterancestors():
        return False
    last = around.span[1]
    spoken = (around.rows[title], *around.rows[around.first_line : last + 1])
    return all(row.key not in one.key for one in spoken)
