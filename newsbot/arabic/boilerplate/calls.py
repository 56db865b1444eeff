"""Calls to a reader to follow, subscribe, share, send, support or load something.

A call is told from news by its second person, by «us» and «our» and by the channels
that it names: many imperatives are verbs in the past tense too (``تابع``: follow, or
he followed). What goes on as no call does is a report: «تابع حسابنا محاسب».
"""

import re
from typing import Final

from newsbot.arabic.boilerplate.call_rules import CALLS, LOOSE
from newsbot.arabic.boilerplate.channels import PLACE
from newsbot.arabic.boilerplate.messages.english import ENGLISH
from newsbot.arabic.boilerplate.phrases import LONGEST
from newsbot.arabic.boilerplate.rules import by_first_word, compiled, follows
from newsbot.arabic.boilerplate.speech import ends_sentence, is_told
from newsbot.arabic.text import fold

_MOST_WORDS: Final = 30
# Calls in one line.
_MOST_CALLS: Final = 3

_RULES: Final = by_first_word(CALLS + ENGLISH)
_LOOSE_RULES: Final = by_first_word(LOOSE)
_PURPOSES: Final = frozenset(
    (
        "لمتابعه للمتابعه لمعرفه لتلقي لقراءه للقراءه لمشاهده للمشاهده لمطالعه للمطالعه"
        " للحصول للمزيد لمزيد لاستقبال للاطلاع للتواصل لتحميل لتنزيل للتبرع للاشتراك"
        " لدعم للانضمام للاستماع لتصفح للمشاركه لارسال لزياره للاستزاده هل ما اذا"
        " لتجربه لديك اعجبك اعجبكم من لكي كي لتصلك لتصلكم ليصلك ليصلكم"
    ).split()
)
OPENINGS_OF_CALLS: Final = _PURPOSES | _RULES.keys() | _LOOSE_RULES.keys()
"""First words of calls, folded."""


def is_call(line: str, plain: str) -> bool:
    """Whether a line is a call to its reader and nothing else.

    :param line: one line, cleaned, of at most
        :data:`newsbot.arabic.boilerplate.phrases.LONGEST` characters
    :param plain: the same, folded
    """
    # Most lines are passed over here.
    if plain.partition(" ")[0].removeprefix("و") not in OPENINGS_OF_CALLS:
        return False
    words = plain.removeprefix("و").split()
    if len(words) > _MOST_WORDS:
        return False
    is_sentence = ends_sentence(line)
    if not _is_call(words, is_loose=not is_sentence):
        return False
    return not is_told(line) and not (is_sentence and not compiled(PLACE).search(plain))


def _is_call(words: list[str], *, is_loose: bool, most: int = _MOST_CALLS) -> bool:
    """Whether folded words are a call, one behind its purpose («لمتابعة أخبارنا
    اشترك …»), or some joined («ساهم … وتبرع الآن»).

    :param most: so many calls at most
    """
    if _is_one_call(words, is_loose=is_loose):
        return True
    is_purpose = words[0] in _PURPOSES
    for i, word in enumerate(words[1:], start=1) if most > 1 else ():
        bare = word if word in _RULES else word[1:]
        if bare not in _RULES or (bare != word and word[0] not in "وف"):
            continue
        if (is_purpose and word[0] != "و") or (
            bare != word and _is_one_call(words[:i], is_loose=is_loose)
        ):
            behind = [bare, *words[i + 1 :]]
            if _is_call(behind, is_loose=is_loose, most=most - 1):
                return True
    return False


def _is_one_call(words: list[str], *, is_loose: bool) -> bool:
    return follows(_RULES, words) or (is_loose and follows(_LOOSE_RULES, words))


_LEADS: Final = re.compile(
    r"(?:شاهد|شاهدوا|اقرا|اقراوا|طالع|طالعوا|تابع|تابعوا|انظر|اطلع|للمزيد|لمزيد|المزيد"
    r"|تعرف علي|تعرفوا علي|لقراءه|لمشاهده|لمتابعه|للاطلاع|ذات صله|اضغط|انقر|read|watch"
    r"|see|more)\b.*"
)


def leads_elsewhere(line: str) -> bool:
    """Whether a row that is mostly a link calls to follow it: «شاهد …», «للمزيد …».

    For rows with links only: as text «شاهد» is a report.
    """
    return len(line) <= LONGEST and _LEADS.fullmatch(fold(line)) is not None
