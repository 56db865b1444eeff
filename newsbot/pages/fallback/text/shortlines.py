"""Paragraphs of a few words at the edges of a text: «ثم صمت.»"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from newsbot.arabic.boilerplate import is_boilerplate
from newsbot.arabic.boilerplate.edges import stands_behind
from newsbot.arabic.text import fold
from newsbot.pages.fallback.authors.namewords import PROFESSIONS
from newsbot.pages.fallback.sentences import is_sentence

if TYPE_CHECKING:
    from newsbot.pages.fallback.outline import Row

_STOPS: Final = (".", "؟", "?", "!", "…", ".»", "؟»", "!»")


def is_short_sentence_beside(row: Row, other: Row) -> bool:
    """Whether a row is a sentence of a few words, with its stop, in a paragraph right
    beside one of the text and like it; not what somebody is («كاتب وباحث.»), nor what
    stands behind an article.

    :param other: a row of the text
    """
    if row.linked or not row.text.endswith(_STOPS) or not is_sentence(other.text):
        return False
    if row.text.startswith(("*", "(", "[")) or is_boilerplate(row.text):
        return False
    words = fold(row.text).split()
    if not words or words[0] in PROFESSIONS or stands_behind(row.text):
        return False
    one, two = row.element, other.element
    if one is two:
        return True  # between two lines' ends
    is_next = one.getprevious() is two or one.getnext() is two
    return is_next and one.tag == two.tag == "p" and one.items() == two.items()
