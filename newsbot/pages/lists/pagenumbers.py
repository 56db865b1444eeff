"""The numbers of pages in the addresses of lists."""

from __future__ import annotations

import re
from typing import NamedTuple
from urllib.parse import parse_qsl, unquote, urlsplit

from newsbot.pages.lists.paths import QUERY_ID

ARGUMENTS = frozenset("paged p pg pn".split())
"""Arguments that count pages, beside all that are called a page."""
OFFSETS = frozenset("start offset from skip limitstart".split())
"""Arguments that count articles."""
_PAGE = re.compile("page")
_OTHER_PAGE = re.compile(
    r"per_?page|pages|page_?(?:id|name|size|limit|count|type|lang)"
)
# What numerals are links to besides pages.
_NO_COUNTERS = QUERY_ID | frozenset(
    "d day m month y year date hijri vote rate rating star stars cat category".split()
)
# What systems write beside the number: sums of the other arguments (TYPO3), signs of
# the request or the visit, the state of a portlet (Liferay).
_SIGNS = frozenset(
    "chash token _token csrf nonce _wpnonce phpsessid jsessionid".split()
)
_PORTLET = re.compile(r"p_(?:r_)?p_")
# Arguments of one part of a page begin alike: "list[page]", "_101_INSTANCE_q8_cur".
_PART = re.compile(r"\w+\[|_\w+_(?=[a-z]+$)")
_DIGITS = 9  # of a number in an argument: no list has more pages
_PATH = re.compile(
    r"(?P<list>.*?)(?P<sign>[/_-])(?:(?P<word>page|صفحة|صفحه|p)[-_/]?)?"
    r"(?P<number>[0-9]{1,5})(?P<kind>\.\w{3,5})?"
)
_LOADED = re.compile(
    r"/(?:[\w-]*(?:load|more|ajax|page)[\w-]*)/(?:[^/]+/)?([0-9]{1,4})/?$"
)
_KIND = re.compile(r"\.\w{3,5}$")
_YEAR = re.compile(r"/(?:19|20)[0-9]{2}(?:/|$)")
_VISIT = re.compile(r";jsessionid=[^/]*", re.IGNORECASE)
_INDEX = re.compile(r"/(?:index|default)(?:\.\w{2,5})?$", re.IGNORECASE)


class PageNumber(NamedTuple):
    """The number of a page in its list."""

    how: str
    """Where it stands: ``path``, or the argument's name."""
    number: int
    current: int | None
    """That of the page which names it; None if the address of that has none."""


def number_of(url: str, here: str, label: str, *, is_way: bool) -> PageNumber | None:
    """The number of the page at *url* in the list that the page *here* is of; None if
    it is of another list, or has none.

    :param label: what the link to it says
    :param is_way: whether that is what links to pages of a list say
    """
    its, own = urlsplit(url), urlsplit(here)
    given, own_given = _arguments(url), _arguments(here)
    counters = [name for name in given if _is_counter(name, given[name])]
    if not counters:
        counters = [
            name
            for name, value in given.items()
            if _is_numeral(name, value, label) and own_given.get(name) != value
        ]
    rest = {name: given[name] for name in given if name not in counters}
    own_rest = {
        name: value
        for name, value in own_given.items()
        if name not in counters and not _is_counter(name, value)
    }
    if len(counters) > 1:
        return None
    if counters and len(own_rest) == len(own_given):
        rest = _without_part(rest, own_rest, counters[0])
    if rest != own_rest:
        return None
    if counters:
        (name,) = counters
        now = own_given.get(name, "")
        if _key_path(its.path) != _key_path(own.path):
            return None
        return PageNumber(name, int(given[name]), int(now) if _is_short(now) else None)
    return _in_path(_key_path(its.path), _key_path(own.path), is_way=is_way)


class Counter(NamedTuple):
    """What counts in an address."""

    number: int
    is_offset: bool
    """Whether it counts articles, not pages."""
    name: str | None
    """Of the argument; None: it stands in the path."""
    span: tuple[int, int]
    """Where in the path."""
    arguments: list[tuple[str, str]]
    """All of them, in their order."""


def counter_of(url: str) -> Counter | None:
    """What counts pages or articles in *url*: one argument, else the number behind a
    name such as ``load-more`` in its path; None if there is none."""
    parts = urlsplit(url)
    given = parse_qsl(parts.query, keep_blank_values=True)
    names = [name for name, value in given if _is_counter(name.lower(), value)]
    if len(names) == 1:
        is_offset = names[0].lower() in OFFSETS
        return Counter(int(dict(given)[names[0]]), is_offset, names[0], (0, 0), given)
    match = _LOADED.search(parts.path)
    if names or match is None:
        return None
    return Counter(
        int(match[1]), is_offset=False, name=None, span=match.span(1), arguments=given
    )


def is_numbered(url: str) -> bool:
    """Whether *url* names a page of a list by its number."""
    given = _arguments(url)
    return any(_is_counter(name, value) for name, value in given.items())


def _in_path(path: str, own_path: str, *, is_way: bool) -> PageNumber | None:
    match, own = _PATH.fullmatch(path), _PATH.fullmatch(own_path)
    if match is None:
        return None
    # "/section/6" is another list than "/section/5", "/2026/03/2" is a day.
    if not match["word"] and (_YEAR.search(match["list"]) or not is_way):
        return None
    number = int(match["number"])
    first = _INDEX.sub("", match["list"])
    if first in (own_path, _KIND.sub("", own_path)):
        return PageNumber("path", number, None)
    if own is not None and own.group("list", "sign") == match.group("list", "sign"):
        return PageNumber("path", number, int(own["number"]))
    return None


def _arguments(url: str) -> dict[str, str]:
    given = ((name.lower(), value) for name, value in parse_qsl(urlsplit(url).query))
    return {name: value for name, value in given if name not in _SIGNS}


def _without_part(
    rest: dict[str, str], own: dict[str, str], counter: str
) -> dict[str, str]:
    """*rest* without what the first page of a list, whose arguments are *own*, leaves
    out: what else its part of the page is to show."""
    match = _PART.match(counter)
    if match is None or any(name.startswith(match[0]) for name in own):
        return rest
    return {
        name: value
        for name, value in rest.items()
        if not name.startswith(match[0]) and _PORTLET.match(name) is None
    }


def _is_counter(name: str, value: str) -> bool:
    is_page = _PAGE.search(name) is not None and _OTHER_PAGE.search(name) is None
    is_page = is_page or (name.startswith("_") and name.endswith("_cur"))
    return _is_short(value) and (is_page or name in ARGUMENTS or name in OFFSETS)


def _is_numeral(name: str, value: str, label: str) -> bool:
    """Whether an argument of whatever name has the number that the link says, or,
    where pages are counted from 0, the one before it."""
    if name in _NO_COUNTERS or _PORTLET.match(name):
        return False
    if not (_is_short(value) and _is_short(label)):
        return False
    return int(label) - int(value) in (0, 1)


def _is_short(value: str) -> bool:
    return value.isdecimal() and len(value) <= _DIGITS


def _key_path(path: str) -> str:
    return _INDEX.sub("", _VISIT.sub("", unquote(path)).rstrip("/"))
