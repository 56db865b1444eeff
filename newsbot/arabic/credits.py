"""Lines that name the source of an article: ``المصدر: وكالات``."""

import re
from typing import Final

from newsbot.arabic.phrases import LONGEST, folded
from newsbot.arabic.text import clean, fold

# Not "مصدر:" on its own, which begins many a headline: a source says that …
_SOURCE_LABELS: Final = folded(
    *("المصدر", "المصادر", "مصدر الخبر", "مصدر المقال", "المصدر الأصلي"),
    *("مصادر الخبر", "نقلا عن", "نقلا من", "بالنقل عن", "بتصرف عن", "بتصرف من"),
    *("Source", "Sources", "Via"),
)
_SOURCE_LINE: Final = re.compile(
    r"[\W_]*(?P<label>[^\W\d][^:：|/]{0,24}?)(?: ?[:：|/] ?| [-–—] )(?P<name>.+)"
)
_WITHOUT_COLON: Final = folded("نقلا عن")
# An answer or a statement of somebody called "the source", not a name.
_SPEECH: Final = folded(
    *("لا", "نعم", "لم", "لن", "إن", "أن", "إنه", "إنها", "إننا", "هناك", "هنالك"),
    *("نحن", "أنا", "هم", "هو", "هي", "قال", "قالت", "كان", "كانت", "ليس", "ليست"),
    *("ما", "هذا", "هذه", "ذلك", "لقد", "قد", "يجب", "هل", "تم", "سوف", "سيتم"),
    *("أعلن", "أعلنت", "ذكر", "ذكرت", "أكد", "أكدت", "أفاد", "أفادت", "أوضح"),
    *("يوجد", "توجد", "لدينا", "كل", "بعد", "قبل", "عندما", "لأن", "بل", "حتى"),
)
_LONGEST_LABEL: Final = 24  # characters
_MOST_WORDS_OF_NAME: Final = 8
_MOST_WORDS_WITHOUT_COLON: Final = 4


def announces_credit(line: str) -> bool:
    """Whether a line is the label of a source, whose name follows on the next."""
    return len(line) <= _LONGEST_LABEL and fold(line) in _SOURCE_LABELS


def credit(line: str) -> str | None:
    """The source that a line like ``المصدر: وكالات`` names, cleaned.

    None if the line is no such line: it has another label or none, names nothing, or
    what follows the label reads like speech rather than like a name (more than 8
    words, a question, a sentence). ``نقلا عن`` may stand without a colon before
    up to four words.
    """
    if len(line) > LONGEST:
        return None
    line = clean(line)
    match = _SOURCE_LINE.fullmatch(line)
    if match and fold(match["label"]) in _SOURCE_LABELS:
        return _name(match["name"])
    first, second, name = [*line.split(maxsplit=2), "", "", ""][:3]
    if fold(f"{first} {second}") not in _WITHOUT_COLON:
        return None
    words = fold(name).split()
    if (
        0 < len(words) <= _MOST_WORDS_WITHOUT_COLON
        and name[-1].isalnum()
        and _SPEECH.isdisjoint(words)
    ):
        return name
    return None


def _name(name: str) -> str | None:
    name = name.strip(" -–—•*")
    for opening, closing in ("()", "[]", "{}"):  # of "(المصدر: وكالات)"
        if name.endswith(closing) and opening not in name:
            name = name[:-1].rstrip()
    words = fold(name).split()
    if name.endswith(".") and len(words) <= 3:
        name = name[:-1].rstrip()
    if not words or words[0] in _SPEECH or name.endswith((".", "؟", "?", "!")):
        return None
    return name if len(name.split()) <= _MOST_WORDS_OF_NAME else None
