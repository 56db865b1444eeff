"""Text that a page shows at a click: folded away behind «اقرأ المزيد»."""

from __future__ import annotations

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


def unfold(tree: _Element) -> None:
    """Take the mark of what is hidden off paragraphs that a button beside them shows,
    where other paragraphs stand in the open before them: they are the rest of a text.

    :param tree: the page; changed in place
    """
    for element in _FOLDED(tree):
        parent = element.getparent()
        if parent is None or not is_hidden(element) or names.is_page_part(element):
            continue
        is_begun = any(one.tag == "p" for one in element.itersiblings(preceding=True))
        has_button = any(
            button.tag in _BUTTONS and fold(text_of(button)) in _LABELS
            for near in (element, parent)
            for button in near.itersiblings()
        )
        if is_begun and has_button and len(text_of(element).split()) >= _FEWEST_WORDS:
            for name in ("hidden", "style"):
                if name in element.attrib:
                    del element.attrib[name]
