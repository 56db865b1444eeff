"""Names of papers and initials of desks, told from names of persons."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Final

from newsbot.arabic.credits import agency_line

_INITIALS: Final = re.compile(r"[\s./]+")
_NUMBER: Final = re.compile(r"\s*\d+$")


def is_initials(name: str) -> bool:
    """Whether a name is made of initials alone, which a desk knows: «م. ع»; agencies
    are, too."""
    letters = _INITIALS.split(name.strip(" ./"))
    return max(map(len, letters)) < 2 and agency_line(name) is None


def is_house(plain: str, site_names: frozenset[str]) -> bool:
    """Whether a folded name is the site's, or has it in it."""
    if plain in within(site_names):
        return True
    return any(len(one) > 3 and f" {one} " in f" {plain} " for one in site_names)


@lru_cache(maxsize=16)
def within(site_names: frozenset[str]) -> frozenset[str]:
    """The names of the site, and each without its first word, and without a number at
    its end: «صحيفة الواحة» is «الواحة» too, «رطب 24» is «رطب»."""
    shorter = {name.partition(" ")[2] for name in site_names}
    shorter |= {_NUMBER.sub("", name) for name in site_names}
    return (site_names | shorter) - {""}
