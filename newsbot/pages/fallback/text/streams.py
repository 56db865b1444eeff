"""Live reports: entries of one kind, each with its clock time and its heading."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

from newsbot.pages.fallback import names
from newsbot.pages.fallback.sentences import is_sentence
from newsbot.pages.fallback.text.judgedtext import JudgedText

if TYPE_CHECKING:
    from collections.abc import Sequence

    from lxml.etree import _Element

    from newsbot.pages.fallback.outline import Row

# Fewer may be a timetable or a chance.
_FEWEST: Final = 3
# Characters of a row that is a clock with its day and its zone.
_CLOCK_ROW: Final = 40
_CLOCK: Final = re.compile(r"(?<![\d:])\d{1,2}\s?:\s?\d{2}(?!\d)")
_HEADINGS: Final = frozenset(("h2", "h3", "h4", "h5", "h6"))
_NAMED: Final = frozenset(("title", "headline", "heading"))


@dataclass(slots=True)
class Stream:
    """The entries of a live report."""

    text: set[int] = field(default_factory=set)
    """Indices of their headings and sentences."""

    labels: set[int] = field(default_factory=set)
    """Indices of their clocks and buttons, and of labels between two of them."""


def live_words(rows: Sequence[Row], *, top: int) -> str:
    """:func:`~newsbot.pages.fallback.outline.letters` of the entries below the headline
    of a page that says that it is a live report; empty where it has none. The judge
    passes over entries of two lines with a button to each.

    :param rows: the page's outline
    :param top: index of the headline's row, -1 where it is not on the page
    """
    clocks = [
        i
        for i in range(top + 1, len(rows))
        if _is_clock(rows[i]) and not rows[i].is_linked
    ]
    if len(clocks) < _FEWEST:
        return ""
    for parent, kind in _places(rows, clocks):
        entries = _entries(parent, kind)
        stream = _read(rows, entries, judged=JudgedText(""), is_live=True)
        if stream is not None:
            return "".join(rows[i].key for i in sorted(stream.text))
    return ""


def find_stream(
    rows: Sequence[Row], taken: Sequence[int], *, judged: str, is_live: bool = False
) -> Stream | None:
    """The entries that hold most of what the judge took: siblings of one tag and class,
    three at least, each with a clock time and words of its own, and half of them with a
    heading that is no link, if the page does not say that it is live. None where the
    text is no live report.

    The judge takes the first and the last of them for links around the text, if each
    has a button; lines that recur in them are such buttons.

    :param rows: the page's outline
    :param taken: indices of the rows that the judge took
    :param judged: what it took (:func:`~newsbot.pages.fallback.outline.letters`)
    :param is_live: whether the page says that it is a live report
    """
    if sum(map(_is_clock, rows)) < _FEWEST:
        return None
    text = JudgedText(judged)
    for parent, kind in _places(rows, taken):
        entries = _entries(parent, kind)
        stream = _read(rows, entries, judged=text, is_live=is_live)
        if stream is None:
            continue
        held = sum(len(rows[i].key) for i in taken if i in stream.text)
        if 2 * held > sum(len(rows[i].key) for i in taken):
            return stream
    return None


def _entries(parent: _Element, kind: tuple[str, frozenset[str]]) -> list[_Element]:
    """The children of a tag and a class; none of a part of the page that is no
    article's."""
    if names.is_page_part(parent) or names.is_foreign(parent):
        return []
    return [
        child
        for child in parent.iterchildren(kind[0])
        if kind[1] <= _classes(child) and not names.is_foreign(child)
    ]


def _classes(element: _Element) -> frozenset[str]:
    return frozenset(element.get("class", "").split())


def _places(
    rows: Sequence[Row], taken: Sequence[int]
) -> list[tuple[_Element, tuple[str, frozenset[str]]]]:
    """Elements with several children of one tag that hold most of what the judge
    took, those with most of them first, each with the children's tag and the classes
    they share."""
    found: dict[tuple[_Element, str], dict[_Element, None]] = defaultdict(dict)
    held: Counter[tuple[_Element, str]] = Counter()
    for i in taken:
        child = rows[i].element
        for parent in child.iterancestors():
            found[parent, str(child.tag)][child] = None
            held[parent, str(child.tag)] += len(rows[i].key)
            child = parent
    half = sum(len(rows[i].key) for i in taken) / 2
    return [
        (parent, (tag, frozenset.intersection(*map(_classes, children))))
        for (parent, tag), children in sorted(
            found.items(), key=lambda item: len(item[1]), reverse=True
        )
        if len(children) > 1 and held[parent, tag] > half
    ]


def _read(
    rows: Sequence[Row],
    entries: Sequence[_Element],
    *,
    judged: JudgedText,
    is_live: bool,
) -> Stream | None:
    if len(entries) < _FEWEST:
        return None
    held: dict[_Element, list[int]] = {entry: [] for entry in entries}
    for i, row in enumerate(rows):
        for node in (row.element, *row.element.iterancestors()):
            if node in held:
                held[node].append(i)
                break
    own = [held[entry] for entry in entries if _is_entry(rows, held[entry])]
    inside = {i for entry in own for i in entry}
    headed = sum(any(_is_heading(rows[i]) for i in entry) for entry in own)
    if len(own) < max(_FEWEST, len(entries) // 2):
        return None
    if 2 * headed < len(own) and not is_live:
        return None
    counts = Counter(key for entry in own for key in {rows[i].key for i in entry})
    behind = {i for entry in own for i in _behind(rows, entry)}
    stream = Stream()
    for i in range(own[0][0], own[-1][-1] + 1):
        row = rows[i]
        is_kept = is_sentence(row.text) or row.key in judged
        if i not in inside:
            if not (is_sentence(row.text) or _is_heading(row)):
                stream.labels.add(i)
        elif _is_clock(row):
            stream.labels.add(i)
        elif i in behind or (
            2 * counts[row.key] > len(own)
            and not (_is_heading(row) or is_sentence(row.text))
        ):
            # Buttons, which the judge may have taken, too.
            stream.labels.add(i)
        elif _is_heading(row) or (is_kept and not row.is_linked):
            stream.text.add(i)
        elif counts[row.key] > 1:
            stream.labels.add(i)
    return stream


def _behind(rows: Sequence[Row], entry: Sequence[int]) -> list[int]:
    """Indices of the rows behind an entry's last sentence that are no paragraphs and
    stand outside its block: a button, a signature."""
    last = max((i for i in entry if is_sentence(rows[i].text)), default=None)
    if last is None:
        return []
    block = rows[last].element.getparent()
    inside = set() if block is None else set(block.iter())
    return [
        i
        for i in entry
        if i > last
        and rows[i].element.tag in ("div", "span", "button", "a")
        and rows[i].element not in inside
        and not _is_heading(rows[i])
    ]


def _is_entry(rows: Sequence[Row], entry: Sequence[int]) -> bool:
    has_clock = any(_is_clock(rows[i]) for i in entry)
    return has_clock and any(
        _is_heading(rows[i]) or (is_sentence(rows[i].text) and not rows[i].is_linked)
        for i in entry
    )


def _is_clock(row: Row) -> bool:
    if len(row.text) > _CLOCK_ROW or _is_heading(row):
        return False
    return _CLOCK.search(row.text) is not None


def _is_heading(row: Row) -> bool:
    if row.is_linked:
        return False
    is_named = not _NAMED.isdisjoint(names.words_of(row.element))
    return is_named or row.element.tag in _HEADINGS
