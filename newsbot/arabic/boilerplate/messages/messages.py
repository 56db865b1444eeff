"""All that the page and its parts say in one form each: the tables of such messages
together, and what is told by more than its words (stamps, counts of comments, lists of
contents)."""

import re
from collections.abc import Set as AbstractSet
from typing import Final

from newsbot.arabic.boilerplate.messages.adverts import ADVERTS
from newsbot.arabic.boilerplate.messages.consent import CONSENTS
from newsbot.arabic.boilerplate.messages.contents import SKIPS, lists_contents
from newsbot.arabic.boilerplate.messages.discussed import tells_comments
from newsbot.arabic.boilerplate.messages.english import ENGLISH_PAGES
from newsbot.arabic.boilerplate.messages.farewells import GOODBYES
from newsbot.arabic.boilerplate.messages.forms import FORMS
from newsbot.arabic.boilerplate.messages.french import FRENCH
from newsbot.arabic.boilerplate.messages.giving import SUBSCRIPTIONS
from newsbot.arabic.boilerplate.messages.listening import LISTENED
from newsbot.arabic.boilerplate.messages.offers import OFFERS
from newsbot.arabic.boilerplate.messages.pictures import PICTURES, is_caption
from newsbot.arabic.boilerplate.messages.pointed import points_elsewhere
from newsbot.arabic.boilerplate.messages.ratings import RATINGS
from newsbot.arabic.boilerplate.messages.sourced import SOURCES
from newsbot.arabic.boilerplate.messages.stamps import is_stamp
from newsbot.arabic.boilerplate.messages.states import STATES
from newsbot.arabic.boilerplate.messages.widgets import WIDGETS
from newsbot.arabic.boilerplate.rules import by_first_word, follows
from newsbot.arabic.boilerplate.speech import is_told

# «السابق: وصول باخرة إلى الميناء – التالي: انقطاع الماء في ثلاث قرى»
_WAYS: Final = re.compile(
    r"(?:(?:الخبر|المقال|الموضوع) )?السابق ?: ?(?:\S+ ){2,14}\S* ?[|–—-] ?"
    r"(?:(?:الخبر|المقال|الموضوع) )?التالي ?: ?\S+(?: \S+){2,14}"
)
# «شارك في الاستطلاع: هل تؤيد نقل السوق؟ نعم / لا / لا أعرف»
_POLL: Final = re.compile(
    r"(?:شاركو?ا?|صو?ّ?تو?ا?|(?:ال)?استطلاع|(?:ال)?استفتاء)\b[^؟:]{0,40}: ?"
    r"هل [^؟]{5,120}؟"
    r" ?نعم ?[/|–-] ?لا(?: ?[/|–-] ?[^/|–؟]{2,15}){0,2}"
)
_RULES: Final = by_first_word(
    FORMS
    + WIDGETS
    + ENGLISH_PAGES
    + FRENCH
    + STATES
    + OFFERS
    + ADVERTS
    + CONSENTS
    + SUBSCRIPTIONS
    + GOODBYES
    + LISTENED
    + PICTURES
    + RATINGS
    + SOURCES
    + SKIPS
)
OPENINGS_OF_MESSAGES: Final[AbstractSet[str]] = _RULES.keys()
"""First words of messages of one form, folded."""


def is_message(line: str, plain: str, words: list[str]) -> bool:
    """Whether a line is a message of the page or of a part of it, and nothing else.

    :param line: one line, cleaned, without a full stop
    :param plain: the same, folded
    :param words: the same, word for word, one at least
    """
    if follows(_RULES, words) and not is_told(line):
        return True
    return (
        is_stamp(line, plain)
        or tells_comments(line, plain)
        or lists_contents(line)
        or is_caption(line)
        or points_elsewhere(line)
        or ("التالي" in line and _WAYS.fullmatch(line) is not None)
        or ("نعم" in line and _POLL.fullmatch(line) is not None)
    )
