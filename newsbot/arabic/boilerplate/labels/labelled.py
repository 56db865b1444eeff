"""Labels with what they are of in the same line: «اقرأ أيضا: …», «بالفيديو.. شاهد …»,
«الرابط المختصر: https://…»."""

import re
from typing import Final

from newsbot.arabic.boilerplate.labels.buttons import is_button
from newsbot.arabic.boilerplate.labels.keywords import KEYWORDS
from newsbot.arabic.boilerplate.labels.label_forms import LABELS_OF_KINDS
from newsbot.arabic.boilerplate.labels.labels import LABELS, RELATED
from newsbot.arabic.boilerplate.rules import compiled
from newsbot.arabic.text import fold

LONGEST_LABEL: Final = 60
"""Characters of a label."""

_SEPARATOR: Final = re.compile(
    r"[:：|»«/…–—-]|\.\.|[<>•●■★]|[\u2190-\u21ff\u2794-\u27bf\u2b05-\u2b07\u25a0-\u25ff"
    r"\U0001f300-\U0001faff]"
)
_COLONS: Final = ":：|"
# A subhead or a title has them, too.
_NO_COLONS: Final = frozenset("/–—-»«•")
_PICTURES: Final = re.compile(
    r"(?:بالفيديو|بالصور|بالصوت والصوره|بالفيديو والصور|بالصور والفيديو|فيديو|صور)"
)
# بالفيديو.. شاهد لحظة …
_WATCH: Final = (
    r"(?:شاهدوا|تابعوا|اقراوا|تعرفوا علي|(?:شاهد|تابع|اقرا|استمع الي|تعرف علي)"
    r" (?:لحظ|ماذا|كيف|ما|اول|اجمل|ابرز|اهم|اغرب|لقطات|مشاهد|صور|جوله|رد|تفاصيل|هنا"
    r"|المزيد|الفيديو|الصور|اللحظ|مقطع|اخر|احدث|من|لماذا|اللقطات|المشاهد|هذا"
    r"|هذه)\w*)\b.*"
)
# What follows a label is a headline; here it goes on: «قد يهمك.. وقد لا يهمك».
_WAVERS: Final = re.compile(r"و?قد (?:لا )?\S+$|و?(?:لكن\S*|بل|لا|ربما|غير ان|او)\b.*")
_ADDRESS: Final = re.compile(r"https?://\S+")
_MOST_LABELS: Final = 8


def is_labelled(line: str, *, is_sentence: bool) -> bool:
    """Whether a line is a label, a mark, and what the label is of.

    :param line: one line, cleaned, without marks at its ends
    :param is_sentence: whether it ended in a full stop
    """
    separator = _SEPARATOR.search(line, 0, LONGEST_LABEL)
    if separator is None:
        return False
    label, mark = fold(line[: separator.start()]), separator[0]
    is_colon = mark in _COLONS
    if is_sentence and mark in _NO_COLONS:
        return False
    if label in RELATED:
        if is_colon and is_sentence:
            return False  # of what somebody writes; a link is known by itself
        return is_colon or not _WAVERS.match(fold(line[separator.end() :]))
    if label in KEYWORDS and (is_colon or mark in "-–—"):
        return not is_sentence
    if label in LABELS:
        return is_colon or not (is_sentence or mark in _NO_COLONS)
    if is_sentence or mark in _NO_COLONS:
        return False
    if any(compiled(see).fullmatch(label) for see in LABELS_OF_KINDS):
        return True
    if not _PICTURES.fullmatch(label):
        return False
    return compiled(_WATCH).fullmatch(fold(line[separator.end() :])) is not None


def is_labelled_address(line: str) -> bool:
    """Whether a line is addresses of the web with the labels of buttons, and no
    more: «الرابط المختصر: https://…»."""
    if "://" not in line:
        return False
    rest = _ADDRESS.sub("|", line)
    labels = [part.strip(" :：-–") for part in rest.split("|")]
    labels = [label for label in labels if fold(label)]
    return 0 < len(labels) <= _MOST_LABELS and all(
        is_button(label, fold(label)) for label in labels
    )
