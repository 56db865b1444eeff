"""Text that stands on a page and is not shown until a reader presses for it."""

from __future__ import annotations

import re
from itertools import islice
from typing import TYPE_CHECKING, Final

from newsbot.arabic.boilerplate.speech import ends_sentence

if TYPE_CHECKING:
    from lxml.etree import _Element

# What a reader opens by a click: accordions and tabs hold their text so.
_OPENED: Final = frozenset({"tabpanel", "region"})
# What plugins and themes call such parts.
_FOLDS: Final = re.compile(
    r"accordion|spoiler|sp-body|collaps|toggle|expand|unfold|show-?_?hide|faq"
    r"|(?:^|[-_ ])(?:tab(?:s|panel|content|[-_ ]?pane)?|answer)(?:[-_ ]|$)"
    r"|(?:read|show|view|see)[-_]?more|more[-_]?(?:text|content|less)|rest[-_]of",
    re.IGNORECASE,
)
# What is hidden under these is none of the text, and nor is what they open.
_APART: Final = re.compile(
    r"modal|pop-?_?(?:up|over)|light-?box|dialog|overlay|tool-?tip|drop-?down|balloon"
    r"|share|sharing|social|print|template|newsletter|subscri|cookie|consent|log-?in"
    r"|sign-?_?(?:in|up)|menu|nav(?:bar|igation)?(?:[-_ ]|$)|search|banner|comment"
    r"|screen-?reader|sr-only|visually-?hidden|copy|report|related|poll|rating|feedback"
    r"|(?:^|[-_ ])(?:ads?|meta|schema|seo|toc|error|success|message|alert|loading|src"
    r"|amp|mobile|desktop)(?:[-_ ]|$)",
    re.IGNORECASE,
)
_FIXED: Final = re.compile(r"position\s*:\s*fixed", re.IGNORECASE)
_FIELDS: Final = frozenset({"form", "input", "textarea", "select", "dialog"})
_STATES: Final = (
    *("onclick", "aria-expanded", "aria-controls", "data-toggle", "data-bs-toggle"),
)
_WORD: Final = re.compile(r"[^\W\d_]+")
_LEAST_WORDS: Final = 6
_MOST_WORDS_OF_LABEL: Final = 8
# Elements that are looked at: what is hidden may hold the rest of the page.
_MOST: Final = 300


def is_folded(node: _Element) -> bool:
    """Whether an element that is not shown is opened by a reader, as the panels of
    tabs and accordions and what follows «اقرأ المزيد», and so is text as any other.

    Not so where nothing tells that it is opened, as of words for search engines, and
    where it is a window over the page, a form, or has the name of a tool.
    """
    role = node.get("role")
    is_named = role == "tabpanel" or node.get("aria-labelledby") is not None
    if (role in _OPENED and is_named) or _is_found(node):
        return True
    if _is_apart(node):
        return False
    if _FOLDS.search(_names(node)):
        return True
    return _has_prose(node) and _is_beside_opener(node)


def _is_found(node: _Element) -> bool:
    return (node.get("hidden") or "").lower() == "until-found"


def _names(node: _Element) -> str:
    return f"{node.get('class') or ''} {node.get('id') or ''}"


def _is_apart(node: _Element) -> bool:
    if _APART.search(_names(node)) or _FIXED.search(node.get("style") or ""):
        return True
    return any(one.tag in _FIELDS for one in islice(node.iter(), _MOST))


def _has_prose(node: _Element) -> bool:
    """Whether it has a sentence, and not labels only."""
    texts = [text.strip() for text in map(str, islice(node.itertext(), _MOST))]
    words = sum(len(_WORD.findall(text[:1000])) for text in texts)
    return words >= _LEAST_WORDS and any(map(ends_sentence, texts))


def _is_beside_opener(node: _Element) -> bool:
    above = node.getparent()
    if above is not None and _FOLDS.search(_names(above)):
        return not _APART.search(_names(above))
    before, after = node.getprevious(), node.getnext()
    is_behind = before is not None and not (before.tail or "").strip()
    is_before = after is not None and not (node.tail or "").strip()
    if is_behind and before is not None and _opens(before, -1, node):
        return True
    if is_before and after is not None and _opens(after, 0, node):
        return True
    # <p>… <span hidden>…</span></p><button>: of the whole paragraph.
    below = above.getnext() if above is not None and above.tag == "p" else None
    return after is None and below is not None and _opens(below, 0, node)


def _opens(beside: _Element, place: int, node: _Element) -> bool:
    """Whether an element, or its first or last one, is what is pressed to show
    *node*."""
    for _ in range(3):
        if _is_control(beside, node):
            label = " ".join(map(str, islice(beside.itertext(), _MOST)))
            return 0 < len(_WORD.findall(label)) <= _MOST_WORDS_OF_LABEL
        if not len(beside) or (place < 0 and (beside[-1].tail or "").strip()):
            return False
        beside = beside[place]
    return False


def _is_control(one: _Element, node: _Element) -> bool:
    if not isinstance(one.tag, str) or _APART.search(_names(one)):
        return False
    target = (one.get("href") or "").strip()
    if _APART.search(f"{one.get('onclick') or ''} {target}"):
        return False  # prints, shares, copies
    if one.tag == "button" or one.get("role") == "button":
        return True
    if one.tag == "a":
        own = node.get("id")
        is_own = own is not None and target == f"#{own}"
        return target in ("", "#") or is_own or target.startswith("javascript:")
    return any(one.get(state) is not None for state in _STATES)
