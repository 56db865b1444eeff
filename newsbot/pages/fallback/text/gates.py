"""Boxes between paragraphs that want something of the reader: gates before the rest of
a text, forms, calls and votes, and the addresses of a press office."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from newsbot.arabic.boilerplate import is_boilerplate
from newsbot.arabic.text import fold
from newsbot.pages.fallback import names
from newsbot.pages.fallback.sentences import is_sentence

if TYPE_CHECKING:
    from collections.abc import Sequence

    from lxml.etree import _Element

    from newsbot.pages.fallback.outline import Row

# Rows and words of a gate, a form or a call, at most.
_CALL_ROWS: Final = 8
_CALL_WORDS: Final = 60
# What stands before the rest of a text that only subscribers read.
_GATE: Final = frozenset(
    """
    barrier gate gated locked metered meterwall paygate paywall regwall registerwall
    subscribewall unlock
    """.split()
)
_OFFERS: Final = ("h1", "h2", "h3", "h4", "h5", "h6", "a", "button")
_FIELDS: Final = ("form", "input", "select", "textarea")
# Accordions are made with them, too.
_NO_FIELDS: Final = frozenset(("checkbox", "hidden", "radio"))
_CLAUSE: Final = re.compile(r"[.؟?!:،؛…]\s+")
# Words by which a call is known, whatever it goes on with.
_CALL: Final = 2
_DASHES: Final = re.compile(r"\s+[-–—|/]\s+")
# Characters of a label, and of a line that is looked at.
_LABEL: Final = 60
_LONGEST: Final = 200
_CONTACT: Final = [[fold(word)] for word in "للتواصل للاتصال للاستفسار التواصل".split()]
_REACHED: Final = re.compile(
    r"@|\bhttps?:|\bwww\.|\d{4}|(?:ال)?(?:هاتف|جوال|نقال|بريد|فاكس|موقع)\b.{0,40}[:\d]"
)
# Answers of a scale, at least.
_ANSWERS: Final = 3


def is_call(box: _Element, rows: Sequence[Row]) -> bool:
    """Whether a box is a gate before the rest of a text, a form with its words, or a
    call that a question introduces.

    :param rows: the rows in it
    """
    words = sum(len(row.text.split()) for row in rows)
    if len(rows) > _CALL_ROWS or words > _CALL_WORDS:
        return False
    fields = (field.get("type", "").lower() for field in box.iter(*_FIELDS))
    if any(kind not in _NO_FIELDS for kind in fields):
        return True
    # A poll has buttons for its answers; those of an accordion hide sentences.
    answers = sum(
        field.get("type", "").lower() == "radio" for field in box.iter("input")
    )
    if answers > 1 and not any(is_sentence(row.text) for row in rows[1:]):
        return "؟" in rows[0].text
    # The rest of a text may be named so, too.
    if is_gate(box) and any(r.is_linked or not is_sentence(r.text) for r in rows):
        return True
    last = rows[-1]
    if last.element is box or last.is_linked:
        return False
    clause = _CLAUSE.split(last.text)[-1]
    return is_boilerplate(" ".join(clause.split()[:_CALL]))


def is_rating(rows: Sequence[Row]) -> bool:
    """Whether a box asks for a vote: a call to rate, a colon, and a scale of short
    answers («قيّم المقال: ضعيف - جيد - ممتاز»), then labels and counts alone.

    :param rows: the rows in it
    """
    call, _, scale = rows[0].text.partition(":")
    answers = _DASHES.split(scale)
    if len(answers) < _ANSWERS or any(len(one.split()) > 2 for one in answers):
        return False
    is_short = len(rows) <= _CALL_ROWS and not any(
        is_sentence(r.text) for r in rows[1:]
    )
    return is_short and is_boilerplate(call)


def is_gate(box: _Element) -> bool:
    """Whether an element is named as what stands before the rest of a text, and has a
    heading, a link or a button: paragraphs that only subscribers read are named so,
    too."""
    is_named = not _GATE.isdisjoint(names.words_of(box)) or any(
        key.startswith("data-") and not _GATE.isdisjoint(key.split("-"))
        for key in map(str, box.keys())
    )
    return is_named and next(box.iter(*_OFFERS), None) is not None


def is_contact(rows: Sequence[Row]) -> bool:
    """Whether a box says where its publisher is reached: «للتواصل مع المكتب الإعلامي»,
    then telephone numbers and e-mail addresses, and no sentence.

    :param rows: the rows in it
    """
    label, *others = rows
    if not 0 < len(others) <= _CALL_ROWS or any(is_sentence(r.text) for r in rows):
        return False
    is_label = fold(label.text).split()[:1] in _CONTACT and len(label.text) <= _LABEL
    return is_label and all(_REACHED.search(row.text[:_LONGEST]) for row in others)
