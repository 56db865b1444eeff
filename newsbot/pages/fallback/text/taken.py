"""Which rows of a page the judge took, and the element that holds them."""

from __future__ import annotations

from collections import Counter, defaultdict
from typing import TYPE_CHECKING, Final

from newsbot.pages.fallback import names
from newsbot.pages.fallback.outline import PARTS
from newsbot.pages.fallback.sentences import WORDS_ON_END, is_sentence
from newsbot.pages.fallback.text.boxes import is_teaser
from newsbot.pages.fallback.text.judge import empty_body
from newsbot.pages.fallback.text.judgedtext import JudgedText
from newsbot.pages.fallback.text.weights import INLINE

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from lxml.etree import _Element

    from newsbot.pages.fallback.outline import Row

# Fewer letters than this stand in many texts by chance.
_SURE: Final = 20
# So much of what the judge took must lie in the body's element.
_SHARE: Final = 0.9


def letters_in(rows: Sequence[Row], indices: Iterable[int]) -> int:
    """How many letters some rows of a page have.

    :param indices: of the rows
    """
    return sum(len(rows[i].key) for i in indices)


def taken_rows(rows: Sequence[Row], *, judged: str, title: str) -> list[int]:
    """Indices of the rows that the judge took, those of teasers and of the page's own
    parts left out where others remain.

    :param rows: the page's outline
    :param judged: what the judge took (:func:`~newsbot.pages.fallback.outline.letters`)
    :param title: letters of the headline
    """
    text = JudgedText(judged)

    def taken(least: int) -> list[int]:
        return [
            i
            for i, row in enumerate(rows)
            if len(row.key) >= least and row.key != title and row.key in text
        ]

    found = taken(_SURE)
    if letters_in(rows, found) < len(judged) / 2:
        # Verses and lists: short lines.
        found = taken(_SURE // 3)
    own = [i for i in found if not names.is_page_part(rows[i].element)]
    if 2 * letters_in(rows, own) > letters_in(rows, found):
        found = own
    own = [i for i in found if not is_teaser(rows, i)]
    if 4 * letters_in(rows, own) > letters_in(rows, found):
        found = own
    return _longest_block(rows, found) or found


def _longest_block(rows: Sequence[Row], taken: Sequence[int]) -> list[int]:
    """Where teasers led the judge astray, so that much of what it took is links: the
    rows of the longest text that stands in one element; else empty."""
    linked = letters_in(rows, (i for i in taken if rows[i].is_linked))
    if 3 * linked <= letters_in(rows, taken):
        return []
    blocks: dict[_Element, list[int]] = defaultdict(list)
    words: Counter[_Element] = Counter()
    for i in taken:
        row = rows[i]
        if row.is_linked or not is_sentence(row.text):
            continue
        for block in (row.element, row.element.getparent()):
            if block is not None:
                blocks[block].append(i)
                words[block] += len(row.text.split())
    # Of an element and the one around it, which holds no more, the first.
    best = max(blocks, key=words.__getitem__, default=None)
    return [] if best is None or words[best] < WORDS_ON_END else blocks[best]


def container_of(rows: Sequence[Row], taken: Sequence[int]) -> _Element | None:
    """The smallest element that holds nearly all that the judge took; None where it
    took nothing.

    :param taken: indices of its rows
    """
    held: dict[_Element, set[str]] = defaultdict(set)
    depth: dict[_Element, int] = {}
    for i in taken:
        row = rows[i]
        chain = [row.element, *row.element.iterancestors()]
        for level, element in enumerate(reversed(chain)):
            held[element].add(row.key)
            depth[element] = level
    least = _SHARE * sum(map(len, {rows[i].key for i in taken}))
    holders = [e for e, keys in held.items() if sum(map(len, keys)) >= least]
    if not holders:
        return None
    # Of two as deep, a copy for another screen, the first.
    found = max(holders, key=depth.__getitem__)
    found = _below_lead(found, [rows[i].key for i in taken], held, depth)
    while found.tag in PARTS or found.tag in INLINE:
        parent = found.getparent()
        if parent is None:
            break
        found = parent
    return found


def cell_of(rows: Sequence[Row], run: range) -> _Element | None:
    """The smallest element that holds the rows of a text on a page that is laid out in
    tables; it may be a cell.

    :param run: their indices
    """
    first, last = rows[run.start].element, rows[run.stop - 1].element
    holders = {last, *last.iterancestors()}
    for element in (first, *first.iterancestors()):
        is_whole = element.tag == "td" or not (
            element.tag in PARTS or element.tag in INLINE
        )
        if is_whole and element in holders:
            return element
    return None


def _below_lead(
    found: _Element,
    keys: Sequence[str],
    held: dict[_Element, set[str]],
    depth: dict[_Element, int],
) -> _Element:
    """The element in *found* that holds nearly all but the first row: a lead in a box
    of its own."""
    if len(keys) < 3:
        return found
    rest = set(keys) - {keys[0]}
    least = _SHARE * sum(map(len, rest))
    below = [
        element
        for element, inside in held.items()
        if depth[element] > depth[found]
        and sum(len(key) for key in inside if key in rest) >= least
        and keys[0] not in inside
        and element.tag not in PARTS
        and element.tag not in INLINE
    ]
    return max(below, key=depth.__getitem__, default=found)


def grown(
    found: _Element | None, rows: Sequence[Row], taken: Sequence[int], *, top: int
) -> _Element | None:
    """The container; where paragraphs have an element each, and the judge knew the
    words of one, the element around all of them.

    :param found: the smallest that holds the judge's words (:func:`container_of`)
    :param taken: indices of its rows
    :param top: index of the headline's row, -1 where it is not on the page
    """
    if found is None or not found.get("class") or top < 0:
        return found
    kind = (found.tag, found.get("class"))
    first = next((i for i in taken if _is_in(rows[i].element, found)), top)
    more = [found]
    for reach in (range(first - 1, top, -1), range(first, len(rows))):
        for i in reach:
            row = rows[i]
            if _is_in(row.element, found):
                continue
            is_equal = kind == (row.element.tag, row.element.get("class"))
            if not is_equal or row.is_linked or not is_sentence(row.text):
                break
            more.append(row.element)
    if len(more) == 1:
        return found
    for around in found.iterancestors():
        inside = set(around.iter())
        if rows[top].element in inside:
            return found
        if inside.issuperset(more):
            return around
    return found


def _is_in(element: _Element, holder: _Element) -> bool:
    return holder is element or holder in element.iterancestors()


def empty_container(rows: Sequence[Row], taken: Sequence[int]) -> _Element | None:
    """The element that is named the text's, where the judge's words lie outside it: it
    holds a video or nothing, and that is the answer. None without one.

    :param taken: indices of the judge's rows
    """
    if not rows:
        return None
    named = empty_body(rows[0].element.getroottree().getroot())
    if named is None:
        return None
    inside = set(named.iter())
    return None if any(rows[i].element in inside for i in taken) else named
