"""Tables of rules for folded lines: the first words that a rule is for, and how a line
goes on behind any of them, as an expression that begins with the space before it."""

import re
from collections.abc import Mapping
from functools import cache
from typing import Final

from newsbot.arabic.boilerplate.phrases import in_all_persons

# Half of the expressions is never met in a crawl; all take as long as ten pages.
compiled: Final = cache(re.compile)
"""An expression, compiled when it is met first."""


def by_first_word(table: tuple[tuple[str, str], ...]) -> Mapping[str, list[str]]:
    """The expressions of a *table*, by each first word that they are for; a call to
    many is one to each of them, too."""
    rules: dict[str, list[str]] = {}
    for words, rest in table:
        for word in in_all_persons(words.split()):
            rules.setdefault(word, []).append(rest)
    return rules


def follows(rules: Mapping[str, list[str]], words: list[str]) -> bool:
    """Whether a line of folded *words*, one at least, follows one of the *rules*."""
    known = rules.get(words[0])
    if known is None:
        return False
    rest = "".join(f" {word}" for word in words[1:])
    return any(compiled(rule).fullmatch(rest) for rule in known)
