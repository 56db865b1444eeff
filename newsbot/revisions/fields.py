"""What tells one revision of an article from the next: its five fields, as hashes.

The ledger keeps them with each delivery, about 90 bytes, so that a later look can say
whether the article has changed without the texts of before.
"""

from __future__ import annotations

import re
import unicodedata
from base64 import urlsafe_b64encode
from dataclasses import dataclass, replace
from datetime import datetime
from functools import cache
from hashlib import blake2b
from typing import TYPE_CHECKING, Any, Final, Self

from newsbot.arabic.counters import without_counters

if TYPE_CHECKING:
    from collections.abc import Mapping

COMPARED: Final = ("title", "lead", "text", "authors", "section")
"""The fields whose change makes a revision."""

INTERFACES: Final = {"rest": "r", "feed": "f"}
"""Rules whose values are there only in runs that have asked the interface."""

_VERSION: Final = "1"
_NONE: Final = "-"
_INSTANT: Final = re.compile(r"\d{4}-\d{2}-\d{2}T")


# How a word is written, not what it says: tatweel, and the harakat, which are kept
# apart from hamza and madda above and below (U+0653 to U+0655), parts of letters.
_ORNAMENTS: Final = "".join(
    map(chr, [0x640, *range(0x64B, 0x653), *range(0x656, 0x660), 0x670])
)


def normal(name: str, value: Any) -> str:
    """Return the form in which the field *name* is compared.

    NFC, without harakat and tatweel, and one space between words; in ``lead`` and
    ``text`` without what counts by itself (`without_counters`). Letters, digits and
    punctuation all count. Empty for no value.
    """
    if not value:
        return ""
    if isinstance(value, list):
        return "\n".join(normal("", one) for one in value)
    text = unicodedata.normalize("NFC", str(value))
    for mark in _ORNAMENTS:  # faster than a regular expression or `str.translate`
        if mark in text:
            text = text.replace(mark, "")
    if name in ("lead", "text"):
        text = without_counters(text).replace("\n", " ")
    # The space is the only white space that is printable (`str.isprintable`).
    if text.isprintable() and "  " not in text:
        return text.strip()
    return " ".join(text.split())


def _short(text: str, letters: int) -> str:
    # 48 bits for a field: a change is overlooked once in 10^14.
    digest = blake2b(text.encode("utf-8", "surrogatepass"), digest_size=9).digest()
    return urlsafe_b64encode(digest).decode()[:letters].replace("-", ".")


@cache
def _short_name(name: str, letters: int) -> str:
    """As `_short`, for names of rules and profiles, of which there are few."""
    return _short(name, letters)


@dataclass(frozen=True)
class Fields:
    """The fields of one revision.

    ``values`` has a word for each of `COMPARED`: two letters for the rule that gave
    the value and eight for the value, or ``-`` for none. ``rules`` stands for the
    version and the profile that read the page, ``-`` if that is not known. ``asked``
    are the letters of the `INTERFACES` that had stated the article. ``modified`` is
    the newest instant of change that the site stated, in seconds since 1970.
    ``doubtful`` names the fields that were seen in another form than was delivered,
    read in another way, in looks of which the site has stated no instant.
    """

    values: tuple[str, ...]
    rules: str = _NONE
    asked: str = ""
    modified: int | None = None
    withdrawn: bool = False
    doubtful: tuple[str, ...] = ()

    @classmethod
    def of(cls, record: Mapping[str, Any], rules: str | None = None) -> Self:
        """Return the fields of *record*; *rules* is whatever names the version and
        the profile that read it, None if that is not known."""
        sources = record.get("sources")
        sources = sources if isinstance(sources, dict) else {}
        values = []
        for name in COMPARED:
            text = normal(name, record.get(name))
            rule = _short_name(str(sources.get(name, "")), 2)
            values.append(rule + _short(text, 8) if text else _NONE)
        used = set(map(str, sources.values()))
        return cls(
            tuple(values),
            _short_name(rules, 4) if rules else _NONE,
            "".join(letter for rule, letter in INTERFACES.items() if rule in used),
            instant(record.get("modified")),
            record.get("status") == "withdrawn",
        )

    @classmethod
    def parse(cls, text: str | None) -> Self | None:
        """Read what `str` gave; None for what another version has written."""
        words = (text or "").split(" ")
        if len(words) != 5 + len(COMPARED) or words[0] != _VERSION:
            return None
        _, status, rules, asked, modified, *values = words
        return cls(
            tuple(values),
            rules,
            "".join(letter for letter in asked if letter in INTERFACES.values()),
            None if modified == _NONE else int(modified),
            status == "w",
            tuple(name for place, name in enumerate(COMPARED) if str(place) in asked),
        )

    def __str__(self) -> str:
        status = "w" if self.withdrawn else "p"
        modified = _NONE if self.modified is None else str(self.modified)
        # Versions that know of no doubtful fields read past the digits.
        asked = self.asked + "".join(str(COMPARED.index(one)) for one in self.doubtful)
        words = (_VERSION, status, self.rules, asked or _NONE, modified)
        return " ".join((*words, *self.values))

    def has(self, name: str) -> bool:
        """Whether the field *name* had a value."""
        return self.values[COMPARED.index(name)] != _NONE

    def next(self, new: Fields, since: int | None = None) -> tuple[list[str], Fields]:
        """Compare with the fields of a later look.

        Returns the names of those that have changed, and what is to be compared with
        next time. *since*: when the article was delivered, in seconds since 1970, which
        counts where no instant of change was stated before (None: not known).

        A field has not changed if it was read in another way, by another profile,
        version or rule, unless the site states a change since: in this look or, where
        it states no instant in this one, in a later one. Nor has it if an interface was
        asked only once, or if the authors are those whom the page prints and did not
        print, or the other way round: a theme can switch bylines off.
        """
        # The site itself says whether it has changed.
        before, now = since if self.modified is None else self.modified, new.modified
        stated = before is not None and now is not None and now > before
        same_rules = _NONE in (self.rules, new.rules) or self.rules == new.rules
        changes, values, doubtful = [], [], []
        for name, old, value in zip(COMPARED, self.values, new.values, strict=True):
            kept, changed = _next(old, value, self.asked, new.asked, same_rules)
            if name in self.doubtful and old[2:] == value[2:]:
                changed = None  # it is not known to be what was delivered
            if name == "authors" and not stated and _is_byline(old, value):
                kept, changed = (old if value == _NONE else value), False
            values.append(kept)
            if changed or (changed is None and stated):
                changes.append(name)
            elif changed is None and now is None:
                doubtful.append(name)
        if changes or self.withdrawn != new.withdrawn:
            doubtful = []  # all is delivered
        asked = "".join(sorted({*self.asked, *new.asked}))
        merged = replace(
            new, values=tuple(values), asked=asked, doubtful=tuple(doubtful)
        )
        return changes, merged.at(self.modified)

    def at(self, modified: int | None) -> Fields:
        """Return the same, with *modified* if that is newer."""
        stated = [one for one in (self.modified, modified) if one is not None]
        return replace(self, modified=max(stated, default=None))


_LETTERS: Final = {_short_name(rule, 2): letter for rule, letter in INTERFACES.items()}


def _next(
    old: str, new: str, asked_then: str, asked_now: str, same_rules: bool
) -> tuple[str, bool | None]:
    """The word to go on with, and whether the value has changed; None: it is another
    one, but was read in another way."""
    if old[2:] == new[2:]:
        return (old if old != _NONE else new), False
    was_asked = _LETTERS.get(new[:2], asked_then) in asked_then
    is_asked = _LETTERS.get(old[:2], asked_now) in asked_now
    if new == _NONE and not is_asked:
        return old, False
    if old == _NONE and not was_asked:
        return new, False
    if _NONE not in (old, new) and old[:2] != new[:2]:
        return new, None if was_asked and is_asked else False
    return new, True if same_rules else None


def _is_byline(old: str, new: str) -> bool:
    """Whether authors were found only once, and by what the page shows."""
    only = {old, new} - {_NONE}
    return _NONE in (old, new) and all(word[:2] not in _LETTERS for word in only)


def instant(value: Any) -> int | None:
    """Return an instant of a record in seconds since 1970; None for a day or none."""
    if not isinstance(value, str) or not _INSTANT.match(value):
        return None
    try:
        moment = datetime.fromisoformat(value)
    except ValueError:
        return None
    return int(moment.timestamp()) if moment.tzinfo is not None else None
