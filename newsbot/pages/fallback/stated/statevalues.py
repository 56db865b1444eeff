"""Values in the data of a page's scripts: headlines, addresses, dates and names, as
CMSs write them."""

from __future__ import annotations

import html
import re
from functools import lru_cache
from typing import TYPE_CHECKING, Any, Final
from urllib.parse import unquote, urlsplit

if TYPE_CHECKING:
    from collections.abc import Iterator

    from newsbot.pages.fallback.stated.states import State

LONGEST: Final = 500
"""Characters of a value that may be a headline, an address, a date or a name."""
MOST_NAMES: Final = 10
"""Authors of one article, at most."""

_TAG: Final = re.compile(r"<[^<>]*>")
_LEVELS: Final = 5
_UTC: Final = frozenset(("utc", "gmt", "z"))
# Keys, some as they are written, some by their letters alone; the best first.
_TITLES_IN: Final = ("basic", "rendered", "default", "headline", "ar", "main", "title")
_DATES_IN: Final = ("$date", "iso", "datetime", "seconds", "_seconds")
_NAMES: Final = (
    *("name", "fullname", "displayname", "arabicname", "namear", "title", "byline"),
)
_AUTHORS_IN: Final = frozenset(
    "attributes author basic by data edges items node nodes".split()
)


@lru_cache(maxsize=4096)
def plain(key: str) -> str:
    """The letters of a key, small: ``publishedAt`` and ``published-at`` are one."""
    return re.sub("[^a-z$]", "", key[:LONGEST].lower())


def place_of(url: str) -> str:
    """Path and query of an address, small, with no slash at the ends of the path;
    empty for what is none."""
    try:
        parts = urlsplit(url.strip()[:LONGEST])
    except ValueError:
        return ""
    place = unquote(parts.path).strip("/")
    return f"{place}?{parts.query}".rstrip("?").lower()


def title_of(value: Any) -> str:
    """A headline as plain text; Arc and WordPress write objects. Empty for others."""
    if isinstance(value, dict):
        value = next((value[key] for key in _TITLES_IN if key in value), None)
    if not isinstance(value, str) or len(value) > LONGEST:
        return ""
    return html.unescape(_TAG.sub("", value))


def date_of(value: Any) -> str:
    """A date as a text; PHP, MongoDB and Firestore write objects. Empty for others."""
    if isinstance(value, dict):
        if isinstance(value.get("date"), str):
            zone = str(value.get("timezone", ""))
            text: str = value["date"].partition(".")[0]
            is_offset = re.fullmatch(r"[+-]\d\d:\d\d", zone)
            return text + ("Z" if zone.lower() in _UTC else zone if is_offset else "")
        value = next((value[key] for key in _DATES_IN if key in value), None)
    if isinstance(value, bool) or not isinstance(value, str | int):
        return ""
    text = str(value)
    return text if len(text) <= LONGEST else ""


def names_of(value: Any, state: State, level: int) -> Iterator[str]:
    """Names in what a key for authors has: a text, an object with a name, a list.

    :param state: where it stands, and what it refers to
    :param level: 0; how deep in others it stands
    """
    value = state.value(value)
    if isinstance(value, str):
        if 0 < len(value) <= LONGEST:
            yield value
    elif level < _LEVELS and isinstance(value, list):
        for one in value[:MOST_NAMES]:
            yield from names_of(one, state, level + 1)
    elif level < _LEVELS and isinstance(value, dict):
        named = {plain(key): one for key, one in value.items()}
        first, last = (state.value(named.get(key)) for key in ("firstname", "lastname"))
        texts = (state.value(named[key]) for key in _NAMES if key in named)
        name = next((one for one in texts if isinstance(one, str) and one), None)
        if name is not None:
            yield name[:LONGEST]
        elif isinstance(first, str) and isinstance(last, str):
            yield f"{first} {last}"[:LONGEST]
        else:
            for key, one in named.items():
                if key in _AUTHORS_IN:
                    yield from names_of(one, state, level + 1)
