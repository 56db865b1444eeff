"""Which row of a page is its headline: by what it shares with the stated title, and by
its place and the name of its element where a page states nothing but its site."""

from __future__ import annotations

import re
from collections import Counter
from functools import lru_cache
from itertools import islice
from typing import TYPE_CHECKING, Final

from newsbot.arabic.text import fold
from newsbot.pages.fallback import names
from newsbot.pages.fallback.authors.bylines import byline
from newsbot.pages.fallback.dates.datelines import is_date_line
from newsbot.pages.fallback.outline import letters, says, text_of
from newsbot.pages.fallback.sentences import is_sentence

if TYPE_CHECKING:
    from collections.abc import Sequence

    from lxml.etree import _Element

    from newsbot.pages.fallback.outline import Row

# lblTitle, newstitle, article-title, post_title, headline.
_NAME: Final = re.compile(
    r"(?:lbl|news|post|entry|article|art|story|topic|page|main|single|detail|details"
    r"|content)?(?:title|headline|heading)|titre|[oeu]nwan"
)
_ARABIC: Final = "عنوان"
# The title of something else.
_NOT_ITS: Final = frozenset(
    """
    app author block blog box brand cat category column group kicker logo menu modal
    module over popup pre section site sub super tab upper website widget
    """.split()
)
# A section before the headline.
_MARK: Final = re.compile(r"[^\W\d]+(?:\s[^\W\d]+){0,2}(?:\s+[/|:–—-]\s+|\s*[|/]\s*)")
_CUT: Final = re.compile(r"\.{3}|…")
# Fewer letters than this are a label.
_LABEL: Final = 8
_HEADINGS: Final = frozenset({"h2", "h3"})
_LEVELS: Final = frozenset({"h1", "h2", "h3"})
# In so many rows a headline may be printed again.
_NEAR: Final = 8
_FEWEST: Final = 3
_MOST: Final = 30
# Of a headline that only its place tells.
_WORDS_ALONE: Final = 4
# Elements in a headline's, at most.
_PARTS: Final = 50
# A link of as many words is a headline.
_HEADLINE: Final = 5
# So many rows may stand between headline and text: date, source, buttons, counts.
_BETWEEN: Final = 16
# In so many rows above a subhead a paragraph stands.
_BEFORE: Final = 8
# So many words of sentences are a text, in so many rows.
_WORDS: Final = 20
_ROWS: Final = 10


def is_above_text(rows: Sequence[Row], i: int) -> bool:
    """Whether sentences follow a row before any headline that leads elsewhere.

    :param i: index of the row
    """
    words = 0
    for place, one in enumerate(rows[i + 1 : i + 1 + _BETWEEN + _ROWS]):
        if one.is_linked:
            if _longest_link(one) >= _HEADLINE and not byline(one.text):
                break
        elif is_sentence(one.text):
            words += len(one.text.split())
        elif not words and place >= _BETWEEN:
            break
    return words >= _WORDS


def _longest_link(row: Row) -> int:
    """Words of a row's longest link: two authors beside each other have five."""
    words = [len(text_of(link).split()) for link in row.links]
    return max(words) if len(words) > 1 else len(row.text.split())


def is_first_above_text(rows: Sequence[Row], i: int) -> bool:
    """Whether a row stands above the text, and no sentence before it: a subhead does
    not.

    :param i: index of the row
    """
    before = rows[max(i - _BEFORE, 0) : i]
    if any(is_sentence(one.text) and not one.is_linked for one in before):
        return False
    return is_above_text(rows, i)


def named_headline(rows: Sequence[Row]) -> tuple[Row, str] | None:
    """The row directly above the text that stands in an element named a title's, else
    the first second- or third-level heading there with no sentence before it; and the
    rule: ``named``, or the heading's name. None without one, and for several of one
    kind: a list of articles."""
    long = [(i, row) for i, row in enumerate(rows) if _may_be(row)]
    named = [row for i, row in long if is_above_text(rows, i) and _is_named(row)]
    kinds = Counter(_kind(row) for row in {row.key: row for row in named}.values())
    for row in named:
        if kinds[_kind(row)] == 1:
            return row, "named"
    if named:
        return None
    for i, row in long:
        tag = str(row.element.tag)
        if tag in _HEADINGS and is_first_above_text(rows, i):
            return row, tag
    return None


def is_behind_site(printed: Row, title: str, rows: Sequence[Row]) -> bool:
    """Whether the row that is named a title's is all that a stated title says behind a
    colon, and what stands before it is printed in no row near it: it is the site's."""
    before, colon, behind = title.partition(": ")
    i = rows.index(printed)
    near = rows[max(i - _BEFORE, 0) : i + 2]
    is_all = bool(colon) and letters(behind) == printed.key
    return is_all and all(letters(before) not in row.key for row in near)


def dated_headline(rows: Sequence[Row]) -> Row | None:
    """The first row above the text that has a line of its date or its writer straight
    below, or with one row between; None without one, or with none of four words."""
    for i, row in enumerate(rows):
        if not _may_be(row) or len(row.text.split()) < _WORDS_ALONE:
            continue
        if row.text.endswith(".") or tells_when_or_who(row.text):
            continue
        below = rows[i + 1 : i + 3]
        is_dated = any(tells_when_or_who(one.text) for one in below)
        if is_dated and is_first_above_text(rows, i):
            return row
    return None


# Each row is asked as one below the two before it, too.
@lru_cache(maxsize=8)
def tells_when_or_who(text: str) -> bool:
    """Whether a line is that of a date or of a writer."""
    return is_date_line(text) or bool(byline(text))


def _may_be(row: Row) -> bool:
    if row.is_linked or not _FEWEST <= len(row.text.split()) <= _MOST:
        return False
    near = (row.element, *islice(row.element.iterancestors(), 3))
    return not names.is_page_part(row.element) and not any(
        names.is_foreign(node) for node in near if node.tag not in ("body", "html")
    )


def _kind(row: Row) -> tuple[str, str]:
    return str(row.element.tag), row.element.get("class", "")


def _is_named(row: Row) -> bool:
    """Whether an element that holds a row's words and no others is named a title's."""
    parts = islice(row.element.iterdescendants("*"), _PARTS)
    parents = islice(row.element.iterancestors(), 2)
    return any(
        names_title(node) and says(node, row.key)
        for node in (row.element, *parts, *parents)
    )


def names_title(element: _Element) -> bool:
    """Whether an element is named a headline's: ``lblTitle``, ``itemprop=headline``."""
    if "headline" in element.get("itemprop", "").split():
        return True
    # title1, writer2: the styles of the years before style sheets had numbers.
    words = {word.rstrip("0123456789") for word in names.words_of(element)}
    if not _NOT_ITS.isdisjoint(words):
        return False
    return any(map(_NAME.fullmatch, words)) or any(
        _ARABIC in element.get(key, "") for key in ("class", "id")
    )


def unmarked(row: Row) -> list[str]:
    """What stands in a row behind the mark of its section («محليات / …»), if it is as
    long as a headline."""
    mark = _MARK.match(row.text)
    tail = row.text[mark.end() :] if mark else ""
    return [tail] if len(tail.split()) >= 3 else []


def tails(row: Row) -> list[str]:
    """What stands in a row behind a mark (:func:`unmarked`), or behind its first lines
    or elements, if it is as long as a headline."""
    pieces = [piece for piece, _ in row.pieces[:_PARTS]]
    behind = ("".join(pieces[i:]).split() for i in range(1, len(pieces)))
    return unmarked(row) + [" ".join(words) for words in behind if len(words) >= 3]


def heading_tag(element: _Element) -> str | None:
    """The name of the first- to third-level heading that *element* is, or stands in."""
    for node in (element, *islice(element.iterancestors(), 2)):
        if node.tag in _LEVELS:
            return str(node.tag)
    return None


def row_of(rows: Sequence[Row], value: str) -> Row | None:
    """The row that says *value* and is no link: of several near each other the last one
    above the text, as a path of the page, or its bar, may end with the headline."""
    key = letters(value)
    found = [i for i, row in enumerate(rows) if row.key == key and not row.is_linked]
    if not found:
        return None
    first = found[0]
    near = [i for i in found if i <= first + _NEAR and is_above_text(rows, i)]
    return rows[near[-1] if near else first]


def agree(key: str, text: str, value: str) -> bool:
    """Whether a heading says what a title says, of which one may be cut.

    :param key: :func:`~newsbot.pages.fallback.outline.letters` of the heading
    :param text: its words
    :param value: the title
    """
    # The name of the site may stand behind the cut.
    other = letters(_CUT.split(value, maxsplit=1)[0])
    if len(other) >= 2 * _LABEL and (key.startswith(other) or other.startswith(key)):
        return len(key) >= _LABEL
    mine, its = set(fold(text).split()), set(fold(value).split())
    return len(mine) >= 3 and len(mine & its) >= 0.6 * max(len(mine), len(its))


def touch(text: str, value: str) -> bool:
    """Whether a heading and a title have two words in common."""
    mine, its = set(fold(text).split()), set(fold(value).split())
    return len([word for word in mine & its if len(word) > 2]) > 1
