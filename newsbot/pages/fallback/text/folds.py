"""Text that a page shows at a click: folded away behind «اقرأ المزيد»."""

from __future__ import annotations

from itertools import islice
from typing import TYPE_CHECKING, Final

from newsbot.arabic.text import fold
from newsbot.pages.fallback import names
from newsbot.pages.fallback.outline import finder, is_hidden, text_of

if TYPE_CHECKING:
    from lxml.etree import _Element

_FOLDED: Final = finder("(.//@hidden/.. | .//@style[contains(., 'isplay')]/..)[p]")
_BUTTONS: Final = ("button", "a", "span", "div", "label")
_LABELS: Final = frozenset(
    map(
        fold,
        (
            *("اقرأ المزيد", "قراءة المزيد", "المزيد", "عرض المزيد", "أظهر المزيد"),
            *("إظهار المزيد", "تابع القراءة", "متابعة القراءة", "أكمل القراءة"),
            *("اقرأ الخبر كاملا", "عرض النص كاملا", "read more", "continue reading"),
        ),
    )
)
_FEWEST_WORDS: Final = 20
# A button has fewer pieces of text, and no more characters.
_PIECES: Final = 20
_LONGEST: Final = 2_000


def unfold(tree: _Element) -> None:
    """Take the mark of what is hidden off paragraphs that a button beside them shows,
    where other paragraphs stand in the open before them: they are the rest of a text.

    :param tree: the page; changed in place
    """
    begun: dict[_Element, bool] = {}
    shown: dict[_Element, bool] = {}
    for element in _FOLDED(tree):
        parent = element.getparent()
        if parent is None or not is_hidden(element) or names.is_page_part(element):
            continue
        if not _is_begun(element, begun):
            continue
        has_button = any(_has_button(near, shown) for near in (element, parent))
        if has_button and len(text_of(element).split()) >= _FEWEST_WORDS:
            for name in ("hidden", "style"):
                if name in element.attrib:
                    del element.attrib[name]


def _is_begun(element: _Element, known: dict[_Element, bool]) -> bool:
    """Whether a paragraph stands before an element, beside it.

    :param known: the answers for elements before it; its own is added
    """
    found = False
    for one in element.itersiblings(preceding=True):
        found = one.tag == "p" or known.get(one, False)
        if found or one in known:
            break
    known[element] = found
    return found


def _has_button(element: _Element, known: dict[_Element, bool]) -> bool:
    """Whether a button that shows more stands behind an element, beside it.

    :param known: the answers for other elements; those for it and for what was passed
        on the way are added
    """
    if element in known:
        return known[element]
    passed, found = [element], False
    for one in element.itersiblings():
        found = _is_button(one) or known.get(one, False)
        if found or one in known:
            break
        passed.append(one)
    known.update(dict.fromkeys(passed, found))
    return found


def _is_button(element: _Element) -> bool:
    if element.tag not in _BUTTONS:
        return False
    pieces = list(map(str, islice(element.itertext(), _PIECES)))
    if len(pieces) == _PIECES or sum(map(len, pieces)) > _LONGEST:
        return False
    return fold(" ".join(" ".join(pieces).split())) in _LABELS
