"""A profile in the making."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from newsbot.sites import Profile, generic
from newsbot.sites.selectors import Rule, Selectors

if TYPE_CHECKING:
    from collections.abc import Sequence


@dataclass
class Learned:
    """One rule that was learned."""

    rules: Sequence[Rule]
    """What stands behind the key: one selector, or several in order."""

    why: str = ""
    """A word for the person who reads the profile; empty where the key says it all."""


@dataclass
class Draft:
    """A profile in the making, and what is to be said about it."""

    name: str
    """Name of the file without ``.toml``."""

    top: dict[str, str | list[str]] = field(default_factory=dict)
    """Keys above the first table."""

    rules: dict[tuple[str, str], Learned] = field(default_factory=dict)
    """Section and key → what was learned."""

    found: list[str] = field(default_factory=list)
    """What was found, a line each."""

    unsure: list[str] = field(default_factory=list)
    """What a person should look at, a line each."""

    @property
    def zone(self) -> str:
        """Zone of local times, UTC while it is not known."""
        return str(self.top.get("timezone", "UTC"))

    def profile(self) -> Profile:
        """The rules as they will hold; not for a site of a known theme."""
        rules: dict[str, dict[str, Selectors]] = {}
        for (section, key), learned in self.rules.items():
            rules.setdefault(section, {})[key] = Selectors(learned.rules)
        return Profile(
            key=self.name,
            languages=generic().languages,
            rules=rules,
            own=frozenset(key for section, key in self.rules if section == "fields"),
        )
