"""What a site does for its readers and asks of them, told by evidence of who speaks, to
whom and of what, in sentences too: each kind by groups of words that must agree
(:mod:`newsbot.arabic.boilerplate.groups`)."""

from typing import Final

from newsbot.arabic.boilerplate.groups import Kinds
from newsbot.arabic.boilerplate.messages.adverts import SPACES
from newsbot.arabic.boilerplate.messages.asking import ASKED
from newsbot.arabic.boilerplate.messages.consent import CONSENT
from newsbot.arabic.boilerplate.messages.farewells import FAREWELLS
from newsbot.arabic.boilerplate.messages.giving import GIVING
from newsbot.arabic.boilerplate.messages.listening import LISTENING
from newsbot.arabic.boilerplate.messages.ratings import RATED
from newsbot.arabic.boilerplate.messages.sourced import SOURCED
from newsbot.arabic.boilerplate.messages.terms import TERMS
from newsbot.arabic.boilerplate.speech import is_told

_MOST_WORDS: Final = 32
_KINDS: Final = Kinds(
    *(*ASKED, *TERMS, *GIVING, *CONSENT, *SOURCED, *FAREWELLS, *RATED, *SPACES),
    *LISTENING,
)
FIRSTS: Final = frozenset(_KINDS.firsts)
"""First words of some of the kinds, folded."""


def is_service(line: str, words: list[str], *, is_own: bool = False) -> bool:
    """Whether a line, a sentence or none, is one of the site's services to its
    readers, or what it asks of them.

    :param line: one line, cleaned, without what it quotes
    :param words: the same folded
    :param is_own: whether it names the paper, as «الموقع»
    """
    if not 1 < len(words) <= _MOST_WORDS:
        return False
    return _KINDS.has(line, words, is_own=is_own) and not is_told(line)


def may_be_service(first: str, line: str) -> bool:
    """Whether a line may be one, by its *first* word, folded, or a rare word in it."""
    return first in FIRSTS or _KINDS.may_be_in(line)
