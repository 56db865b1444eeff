"""Where an article ends in the element that holds its text."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from newsbot.arabic.boilerplate import announces_related
from newsbot.arabic.boilerplate.edges import ends_article, stands_behind
from newsbot.arabic.boilerplate.endings import is_end_mark
from newsbot.arabic.text import fold
from newsbot.pages.fallback.sentences import STOPS, is_sentence
from newsbot.pages.fallback.text.boxes import heads_links
from newsbot.pages.fallback.text.taken import letters_in

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from lxml.etree import _Element

    from newsbot.pages.fallback.outline import Row
    from newsbot.pages.fallback.text.homes import Homes

_LONGEST_HEADLINE: Final = 300
_SUBHEADS: Final = frozenset(("h2", "h3", "h4", "h5", "h6"))
# Characters of a label.
_LABEL: Final = 60
_CODE: Final = re.compile(r"[A-Za-z]{2,10}(?:[-/_.][A-Za-z]{2,10}){0,2}")


def first_behind(
    rows: Sequence[Row],
    *,
    inside: Sequence[int],
    taken: Sequence[int],
    homes: Homes,
    title: str,
    heading: _Element | None,
) -> int:
    """Index of the first row behind the article: another one's headline, an agency's
    mark of the end, or a label such as «التعليقات» or «مقالات ذات صلة» behind which
    the text does not go on.

    The text goes on where the judge took paragraphs that are siblings of those
    before the label: a box between paragraphs, however it is named.

    :param rows: the page's outline
    :param inside: indices of the rows in the text's container
    :param taken: indices of those that the judge took
    :param homes: where they stand
    :param title: letters of the headline
    :param heading: the element of the headline, where it is on the page
    """
    if not taken:
        return len(rows)
    text = _Text(rows, taken=taken, homes=homes)
    teasers = _teasers([rows[i] for i in inside])
    for place, i in enumerate(inside):
        row = rows[i]
        if i <= taken[0] or len(row.text) >= _LONGEST_HEADLINE:
            continue
        text.read_to(i)
        is_sibling = homes.of(i) in text.before
        if is_like_headline(row.element, heading) and row.key != title:
            if not is_sibling:
                return _begin_of_next(rows, inside[:place], text, heading, row.element)
            continue
        if len(row.text) >= _LABEL:
            continue
        if i >= text.last and _closes(row.text) and 3 * text.read > text.letters:
            return i
        is_related = announces_related(row.text) or heads_links(rows, i)
        if not (is_related or ends_article(row.text)):
            continue
        goes_on = i < (text.last_related if is_related else text.last)
        if not goes_on:
            return i
        if is_related and teasers[place + 1]:
            # A box of teasers in the text has an element of its own.
            is_boxed = homes.of(inside[place + 1]) not in text.before
            if not (is_boxed and i < text.last):
                return i
        is_short = 4 * text.letters_behind(i) < text.letters
        if is_sibling and not is_related and is_short:
            return i
    return len(rows)


class _Text:
    """What the judge took, read row by row: where the text stands before a row, and
    how far it goes in the same elements."""

    def __init__(
        self, rows: Sequence[Row], *, taken: Sequence[int], homes: Homes
    ) -> None:
        self._rows = rows
        self._taken = taken
        self._homes = homes
        self._count = 0
        self.read = 0
        """Letters of them."""
        self.newest = -1
        """The last of them."""
        self.letters = letters_in(rows, taken)
        self.before: set[_Element] = set()
        """The homes of the rows that were read."""
        self._ends = {homes.of(j): j for j in taken if not rows[j].is_linked}
        self._ends_of_entries: dict[tuple[_Element | None, str, str], int] = {}
        for home, end in self._ends.items():
            entry = _entry(home)
            known = self._ends_of_entries.get(entry, -1)
            self._ends_of_entries[entry] = max(end, known)
        self.last = -1
        """The last row that stands beside those that were read."""
        # Comments stand in one element, too; behind a label of other articles the
        # text may go on in its main one, or in another entry of a live report.
        self.last_related = max((self._ends.get(e, -1) for e in homes.main), default=-1)

    def read_to(self, i: int) -> None:
        """Read the rows before *i*."""
        while self._count < len(self._taken) and self._taken[self._count] < i:
            j = self._taken[self._count]
            self._count += 1
            self.read += len(self._rows[j].key)
            self.newest = j
            home = self._homes.of(j)
            if home not in self.before:
                self.before.add(home)
                end = self._ends.get(home, -1)
                end_of_entries = self._ends_of_entries.get(_entry(home), -1)
                self.last = max(self.last, end)
                self.last_related = max(self.last_related, end, end_of_entries)

    def letters_behind(self, i: int) -> int:
        """Letters of the rows behind *i*, up to which was read."""
        is_next = self._count < len(self._taken) and self._taken[self._count] == i
        own = len(self._rows[i].key) if is_next else 0
        return self.letters - self.read - own


def _begin_of_next(
    rows: Sequence[Row],
    before: Sequence[int],
    text: _Text,
    own: _Element | None,
    next_one: _Element,
) -> int:
    """Index of the first row behind the block that holds headline and text, where the
    next article stands in a block beside it: what stands between the two is neither's.

    :param before: indices of the rows before the next headline
    :param own: the element of the article's headline
    :param next_one: that of the next one
    """
    end = before[-1] + 1
    around = set(next_one.iterancestors())
    block = own
    while block is not None and block.getparent() not in around:
        block = block.getparent()
    if block is None:
        return end
    outside = 0
    for i in reversed(before):
        if block in (rows[i].element, *rows[i].element.iterancestors()):
            break
        outside += 1
    last = before[-1 - outside] if outside < len(before) else -1
    # Of a flat page the headline is a block of its own.
    return last + 1 if last >= text.newest else end


def is_code(rows: Sequence[Row], i: int) -> bool:
    """Whether a row is no more than a code in Latin letters, with which agencies sign
    for a desk below the initials («WAHA-EN»).

    :param rows: the page's outline
    :param i: index of the row
    """
    text = rows[i].text
    is_short = len(text) < _LABEL and _CODE.fullmatch(text) is not None
    return is_short and i > 0 and stands_behind(rows[i - 1].text)


def heads_behind(rows: Sequence[Row], text: Iterable[int]) -> set[int]:
    """Indices of the subheads at the end of a text, which head nothing of it; none
    where sentences of the text are headings, too.

    :param rows: the page's outline
    :param text: indices of the rows that are the text
    """
    inside = sorted(text, reverse=True)
    found: set[int] = set()
    for i in inside:
        if rows[i].element.tag not in _SUBHEADS or rows[i].text.endswith(STOPS):
            break
        found.add(i)
    rest = (rows[i] for i in inside[len(found) :])
    plain = {row.element.tag for row in rest if is_sentence(row.text)}
    return {i for i in found if rows[i].element.tag not in plain} if plain else set()


def _closes(text: str) -> bool:
    """Whether an agency ends its report with a line: «// انتهى //», «/انتهى/ س.ك»."""
    return is_end_mark(text) and "انته" in fold(text)


def is_like_headline(element: _Element, own: _Element | None) -> bool:
    """Whether an element is a headline, as that of the article is one.

    :param own: the element of the article's headline
    """
    if element.tag == "h1":
        return True
    return (
        own is not None
        and element.tag == own.tag
        and element.tag in ("h2", "h3")
        and bool(own.get("class"))
        and element.get("class") == own.get("class")
    )


def _teasers(rows: Sequence[Row]) -> list[bool]:
    """Whether from each row on all are links with a few words to each, and False for
    behind the last."""
    found = [False]
    links = pairs = 0
    is_next_linked = True
    for count, row in enumerate(reversed(rows), 1):
        links += row.is_linked
        pairs += row.is_linked and not is_next_linked
        is_next_linked = row.is_linked
        found.append(row.is_linked and pairs > 1 and count <= 2 * links + 1)
    return found[::-1]


def _entry(home: _Element) -> tuple[_Element | None, str, str]:
    """What the entries of a live report have in common: place, tag and class."""
    return home.getparent(), str(home.tag), home.get("class", "")
