"""The way on from a listing page: its next page, by numbers before words.

«السابق» is the older page on one site and the newer one on another, and arrows point
either way in Arabic. The number in the address decides; words only where it has none.
"""

from __future__ import annotations

import re
from itertools import islice
from typing import TYPE_CHECKING, NamedTuple
from urllib.parse import parse_qsl, urlsplit

from newsbot.arabic.text import fold
from newsbot.pages.html import absolute
from newsbot.pages.lists.anchors import base_of, text_of
from newsbot.pages.lists.pagenumbers import OFFSETS, PageNumber, number_of
from newsbot.similarity import url_key

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lxml.etree import _Element

# Arguments that lead on from one article or time instead of counting pages.
_CURSORS = frozenset(
    "after before cursor until max_id maxid last last_id older updated-max".split()
)
_WORDS_ON = frozenset(
    map(
        fold,
        """التالي|التالية|الصفحة التالية|الأقدم|مقالات أقدم|أخبار أقدم|تدوينات أقدم
        |المقالات الأقدم|الأخبار الأقدم|مواضيع أقدم|المزيد|المزيد من الأخبار
        |المزيد من المقالات|تحميل المزيد|حمل المزيد|عرض المزيد|أظهر المزيد|إظهار المزيد
        |شاهد المزيد|أخبار أخرى|رسائل أقدم|next|next page|older|older posts|more
        |load more|show more|more news""".split("|"),
    )
)
_WORDS_BACK = frozenset(map(fold, "السابق|السابقة|الصفحة السابقة".split("|")))
_DATA = ("data-href", "data-url", "data-next", "data-next-url", "data-link")
_NEITHER = re.compile(r"[^\w]+")


class _Way(NamedTuple):
    url: str
    label: str
    number: PageNumber


def find_next(tree: _Element, url: str) -> str | None:
    """Address of the page after the one at *url* in its list; None on the last one,
    or where the page does not tell.

    :param tree: the listing page
    """
    here, base = url_key(url), base_of(tree, url)
    links = [
        (found, label, rel)
        for address, label, rel in _candidates(tree)
        if (found := absolute(base, address)) is not None
        and url_key(found) != here
        and _host(found) == _host(url)
    ]
    # rel=next of the HTML standard, 4.6.7.14.
    for found, _, rel in links:
        if "next" in rel:
            return found
    ways = [
        _Way(found, label, number)
        for found, label, rel in links
        if "prev" not in rel
        and (number := number_of(found, url, label, is_way=_says_way(label)))
        and _is_of_pager(label, number)
    ]
    return _by_number(ways) or _by_word(links)


def _candidates(tree: _Element) -> Iterator[tuple[str, str, frozenset[str]]]:
    """Addresses that may be the next page's, with label and ``rel``."""
    for element in tree.iter("link", "a", "button", "div", "span"):
        rel = frozenset(element.get("rel", "").lower().split())
        address = element.get("href") if element.tag in ("link", "a") else None
        if element.tag == "link" and "next" not in rel:
            continue
        if address is None or address.startswith(("#", "javascript:")):
            address = next((found for d in _DATA if (found := element.get(d))), None)
        if address and not _is_in_calendar(element):
            yield address, _label(element), rel


def _is_in_calendar(element: _Element) -> bool:
    return any(
        "calendar" in f"{one.get('id', '')} {one.get('class', '')}".lower()
        for one in islice(element.iterancestors(), 8)
    )


def _label(element: _Element) -> str:
    text = text_of(element)[:80]
    said = element.get("title"), element.get("aria-label")
    label = fold(text) or next((fold(one) for one in said if one), "")
    return _NEITHER.sub(" ", label).strip()


def _host(url: str) -> str:
    return url_key(url)[2:].partition("/")[0]


def _says_way(label: str) -> bool:
    return label.isdecimal() or label in _WORDS_ON


def _is_of_pager(label: str, number: PageNumber) -> bool:
    """Whether a link to page *number* says what such links say: a number, a word, an
    arrow; "/page/2" may be the address of anything."""
    said = label.split()
    if not said or label in _WORDS_ON or label in _WORDS_BACK:
        return True
    numbers = [int(word) for word in said if word.isdecimal()]
    if number.how in OFFSETS:
        return bool(numbers)
    return any(label_number - number.number in (0, 1) for label_number in numbers)


def _by_number(ways: list[_Way]) -> str | None:
    # Some systems count from 0: what they label 2 has number 1.
    from_zero = any(
        way.number.current == 0
        or (way.label.isdecimal() and int(way.label) == way.number.number + 1)
        for way in ways
        if way.number.how != "path" and way.number.how not in OFFSETS
    )
    for way in ways:
        how, number, current = way.number
        if how in OFFSETS:
            continue
        following = (current or 0) + 1 if from_zero else (current or 1) + 1
        # Without page numbers, a list that counts from 0 has only the word.
        from_none = current is None and number == 1 and way.label in _WORDS_ON
        if number == following or from_none:
            return way.url
    return _by_offset([way for way in ways if way.number.how in OFFSETS])


def _by_offset(ways: list[_Way]) -> str | None:
    further = [way for way in ways if way.number.number > (way.number.current or 0)]
    if not further:
        return None
    nearest = min(further, key=lambda way: way.number.number)
    is_adjacent = nearest.label in _WORDS_ON or nearest.label.isdecimal()
    return nearest.url if is_adjacent else None


def _by_word(links: list[tuple[str, str, frozenset[str]]]) -> str | None:
    """A link that says "next" and differs from this page in a cursor only."""
    for found, label, _ in links:
        parts = urlsplit(found)
        names = {name.lower() for name, _ in parse_qsl(parts.query)}
        if label in _WORDS_ON and names & _CURSORS:
            return found
    return None
