"""The summary of an article between its headline and its text."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from newsbot.arabic.boilerplate import is_boilerplate
from newsbot.pages.fallback import names
from newsbot.pages.fallback.bylines import byline
from newsbot.pages.fallback.datelines import is_date_line
from newsbot.pages.fallback.outline import apart, letters, text_of
from newsbot.pages.fallback.sentences import is_sentence

if TYPE_CHECKING:
    from lxml.etree import _Element

    from newsbot.pages.fallback.outline import Row
    from newsbot.pages.fallback.surroundings import Surroundings

_HEADINGS: Final = frozenset({"h2", "h3", "strong"})
_FEWEST_WORDS: Final = 4
# So many letters of the stated description tell the row.
_STATED: Final = slice(60)
_SHORT: Final = 20


def lead_row(
    around: Surroundings, *, stated: str, lines: list[str]
) -> tuple[str, str] | None:
    """The first row between headline and text that reads like a summary, and its
    rule; None where there is none, and where it only repeats words of the text.

    :param stated: the page's description
    :param lines: the text
    """
    if around.title_index is None or not lines:
        return None
    begin = letters(stated)[_STATED]
    text = "".join(map(letters, lines))
    for row in around.rows[around.title_index + 1 : around.span[0]]:
        if not row.is_linked and row.key not in text and _is_lead(row, around, begin):
            return row.text, "rows"
    return None


def _is_lead(row: Row, around: Surroundings, begin: str) -> bool:
    if len(row.text.split()) < _FEWEST_WORDS or _is_caption(row.element):
        return False
    chain = around.chain(row.element)
    if any(map(names.is_foreign, chain)):
        return False
    if any(names.is_author(node) or names.is_date(node) for node in chain):
        return False
    is_named = any(map(names.is_lead, chain[:2])) or row.element.tag in _HEADINGS
    is_stated = len(begin) > _SHORT and row.key.startswith(begin)
    if not (is_stated or is_named or is_sentence(row.text)):
        return False
    is_tool = any(map(names.is_doubtful, chain)) and row.text[-1] not in ".؟!…»"
    if is_tool and not is_named:
        return False
    is_date = is_date_line(row.text) or is_date_line(text_of(row.element))
    is_byline = any(map(byline, (row.text, apart(row))))
    return not (is_date or is_byline or is_boilerplate(row.text))


def _is_caption(element: _Element) -> bool:
    node: _Element | None = element
    for _ in range(3):
        if node is None:
            return False
        if node.tag in ("figcaption", "figure"):
            return True
        node = node.getparent()
    return False
