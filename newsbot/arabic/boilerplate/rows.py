"""Several messages of a site in one line: «طباعة | إرسال», «عذرا … الصوت. المرجو
تحديثه»."""

import re
from collections.abc import Callable
from typing import Final

from newsbot.arabic.boilerplate.endings import is_dated
from newsbot.arabic.boilerplate.labels.bars import is_button_of_row
from newsbot.arabic.boilerplate.speech import is_told
from newsbot.arabic.text import fold

# Between two labels, and between two messages.
_BETWEEN: Final = re.compile(
    r" ?[|•·▪‖\]\[] ?| [–—-] |[.؟!] (?=\S)|\.{2,}| {2,}|\*"
    r"| ?[\u2190-\u21ff\u25a0-\u25ff\u2600-\u27bf\U0001f300-\U0001faff]\ufe0f? ?"
)
_BARS: Final = re.compile(r" ?[|•·▪‖] ?")
_MOST_PARTS: Final = 8
_LONGEST_PART: Final = 100  # characters
_CLOCK: Final = re.compile(r"\d{1,2}:\d\d(?: ?[صم])?")
# «شاهد الفيديو 02:36»
_CLOCK_BEHIND: Final = re.compile(r"(?<=\w) \d{1,2}:\d\d$")
_WORD: Final = re.compile(r"\w")


def is_row(line: str, is_message: Callable[[str], bool]) -> bool:
    """Whether a line is some messages of the site, one beside the other; buttons,
    counts, dates and clocks may stand among them.

    :param line: one line, cleaned
    :param is_message: whether a part of it is a message of the site by itself
    """

    def is_part(part: str) -> bool:
        if is_button_of_row(fold(part)) or is_dated(part) or _CLOCK.fullmatch(part):
            return True
        if is_message(part):
            return True
        bare = _CLOCK_BEHIND.sub("", part)
        return bare != part and is_message(bare)

    if _are_all(_BETWEEN.split(line), is_part):
        return not is_told(line)
    # What stands between two bars may be of several parts itself.
    if "|" in line and _are_all(_BARS.split(line), is_part):
        return not is_told(line)
    return "،" in line and _are_all(line.split("،"), is_message)


def may_be_row(line: str) -> bool:
    """Whether a line has what stands between messages, where it is a sentence."""
    return any(mark in line for mark in ("|", " - ", " – ", "،"))


def _are_all(split: list[str], is_one: Callable[[str], bool]) -> bool:
    """Whether all of some parts, two at least, are each what *is_one* knows."""
    if len(split) < 2:
        return False
    parts = [bare for part in split if (bare := part.strip(' ()"«»'))]
    if max(map(len, parts), default=0) > _LONGEST_PART:
        return False
    parts = [part for part in parts if _WORD.search(part)]
    return 1 < len(parts) <= _MOST_PARTS and all(map(is_one, parts))
