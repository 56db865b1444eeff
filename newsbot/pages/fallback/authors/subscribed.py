"""Names that the end of a page tells to be its author's: one with a star, which a
footnote explains, and one that stands alone under the last paragraph."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from newsbot.arabic.text import fold
from newsbot.pages.fallback.authors.bylines import lone_names
from newsbot.pages.fallback.authors.namewords import PROFESSIONS
from newsbot.pages.fallback.authors.persons import is_given
from newsbot.pages.fallback.dates.datelines import is_date_line

if TYPE_CHECKING:
    from collections.abc import Iterator

    from newsbot.pages.fallback.outline import Row
    from newsbot.pages.fallback.surroundings import Surroundings

_STAR: Final = "*"
# Rows between headline and text; rows behind the text in which a footnote stands.
_ROWS: Final = 12
_BEHIND: Final = 6
# Characters of a line that is a name.
_LONGEST: Final = 60


def starred_names(around: Surroundings) -> Iterator[str]:
    """Names between headline and text with a star behind them, where a line at the
    end of the text says with a star what somebody is: «سعاد النخلي*», «* كاتبة …»."""
    title, last = around.title_index, around.span[1]
    if title is None:
        return
    notes = around.rows[max(last - _BEHIND, title) : last + _BEHIND]
    if any(map(_is_note, notes)):
        for row in around.rows[title + 1 : min(around.first_line + 1, title + _ROWS)]:
            if row.text.endswith(_STAR) and len(row.text) <= _LONGEST:
                name = row.text.rstrip(f"{_STAR} ")
                if lone_names(name) == [name] and not around.is_others(row.element):
                    yield name


def names_below(around: Surroundings) -> Iterator[str]:
    """The name alone under the last paragraph, if it begins with a common given name,
    the article does not speak of it, and nothing stands below it there, or the date:
    the next line might be what somebody of that name says."""
    first, last = around.first_line, around.span[1]
    for i in (last - 1, last, last + 1):
        if not first < i < len(around.rows):
            continue
        row = around.rows[i]
        if len(row.text) > _LONGEST or row.is_linked or row.element.tag[0] == "h":
            continue
        if lone_names(row.text) != [row.text] or not is_given(row.text.split()[0]):
            continue
        if around.is_others(row.element) or not _is_last(around, i):
            continue
        spoken = [one for one in around.rows[first:i] if row.key in one.key]
        heading = around.heading
        if not spoken and (heading is None or row.key not in heading.key):
            yield row.text


def _is_note(row: Row) -> bool:
    words = fold(row.text).split()
    return row.text.startswith(_STAR) and words[:1] != [] and words[0] in PROFESSIONS


def _is_last(around: Surroundings, i: int) -> bool:
    """Whether a row is the last one of the box that it stands in, or the date is."""
    row = around.rows[i]
    before = around.rows[i - 1].element
    box = row.element.getparent()
    # Beside the paragraphs: a caption has a box of its own.
    if box is None or box not in before.iterancestors():
        return False
    behind = around.rows[i + 1] if i + 1 < len(around.rows) else None
    if behind is None or is_date_line(behind.text):
        return True
    return box not in behind.element.iterancestors()
