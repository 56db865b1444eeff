"""The article on a page that is laid out in tables: cells instead of columns and boxes,
``font`` and ``br`` instead of paragraphs, and no name that tells what an element is.

There the judge takes the words of all cells. But the headline is known, and the text is
what stands below it in the same cell or table, as far as it goes on in the same manner.
"""

from __future__ import annotations

from collections import Counter
from functools import cached_property
from itertools import islice
from typing import TYPE_CHECKING, Final

from newsbot.arabic.boilerplate import announces_related, is_boilerplate
from newsbot.arabic.boilerplate.edges import ends_article
from newsbot.pages.fallback import names
from newsbot.pages.fallback.authors.bylines import byline
from newsbot.pages.fallback.dates.datelines import is_date_line
from newsbot.pages.fallback.outline import finder
from newsbot.pages.fallback.sentences import is_sentence
from newsbot.pages.fallback.teasers import STATED
from newsbot.pages.fallback.text.boxes import is_teaser, is_tools
from newsbot.pages.fallback.text.tables import Tables

if TYPE_CHECKING:
    from collections.abc import Sequence

    from lxml.etree import _Element

    from newsbot.pages.fallback.outline import Row

# So much of a page's sentences stands in cells where tables lay it out.
_SHARE: Final = 0.6
# Parts of a page's frame; whatever words they have stand in parts of theirs.
_FRAMES: Final = frozenset("html body table thead tbody tfoot tr td".split())
_BOXES: Final = frozenset(("div", "center", "font", "span", "form"))
# Steps up from a row that are looked at: five tables in one another are twenty.
_DEEPEST: Final = 60
# Characters of a label.
_LABEL: Final = 60
_FIELDS: Final = finder(".//textarea | .//input[not(@type='hidden')] | .//select")


class Cells:
    """What stands below a headline in the cells of a page.

    :param rows: the page's outline
    """

    def __init__(self, rows: Sequence[Row]) -> None:
        self._rows = rows
        self._counts: dict[int, int] = {}
        self._known_ends: dict[int, bool] = {}
        self._known_links: dict[int, bool] = {}

    @cached_property
    def are_layout(self) -> bool:
        """Whether most of the page's sentences stand in cells of tables."""
        known: dict[_Element, bool] = {}
        words: Counter[bool] = Counter()
        for row in self._rows:
            if row.is_linked or not is_sentence(row.text):
                continue
            if row.element not in known:
                chain = _chain(row.element)
                known[row.element] = any(node.tag == "td" for node in chain)
            words[known[row.element]] += len(row.text.split())
        return words[True] > _SHARE * words.total()

    def below(self, top: int) -> range:
        """Indices of the rows from the text's first to its last; empty where there are
        not twenty words of sentences.

        They stand in the smallest element that holds the headline and as many words
        below it. Of its parts, which are the rows of a table or the blocks of a cell,
        that with most words of sentences is the text, and so are those before it that
        have any, and those behind it that go on like it: sentences, subheads between
        them and tables of facts, up to a link, a label such as «التعليقات», the head
        of a comment, a date or a field.

        :param top: index of the headline's row
        """
        stop = top + 1
        count = 0
        for scope in _chain(self._rows[top].element):
            while stop < len(self._rows) and _is_in(self._rows[stop].element, scope):
                count += self.words(stop)
                stop += 1
            if count >= STATED:
                return self._run(range(top + 1, stop), scope)
        return range(0)

    def densest(self) -> range:
        """As :meth:`below`, for a page of which no headline is known: the text is in
        the cell or table that holds most words of sentences."""
        rows = self._rows
        inside = range(len(rows))
        scope = rows[0].element.getroottree().getroot() if rows else None
        while scope is not None:
            parts = _parts_of(rows, inside, scope)
            words = [sum(map(self.words, part)) for _, part in parts]
            if sum(words) < STATED:
                break
            most = max(words)
            element, part = parts[words.index(most)]
            # Where no part has half of them, each is a paragraph; but not a column.
            is_whole = 2 * most <= sum(words) and scope.tag != "tr"
            if element is scope or is_whole or not _is_frame(element):
                return self._run(inside, scope)
            inside, scope = part, element
        return range(0)

    def words(self, i: int) -> int:
        """Words of a row that may be of the text; 0 for labels, links and teasers.

        :param i: index of the row
        """
        if i not in self._counts:
            is_own = _is_own(self._rows, i)
            self._counts[i] = len(self._rows[i].text.split()) if is_own else 0
        return self._counts[i]

    def _ends(self, i: int) -> bool:
        """Whether a row behind the text is none of it, nor is what follows: the date of
        the text or of a comment, a label such as «التعليقات», a row of tools."""
        if i not in self._known_ends:
            row = self._rows[i]
            is_label = len(row.text) < _LABEL and ends_article(row.text)
            self._known_ends[i] = is_label or is_date_line(row.text) or is_tools(row)
        return self._known_ends[i]

    def _leads_away(self, i: int) -> bool:
        """Whether a row behind the text is a link, a label of links or a byline."""
        if i not in self._known_links:
            row = self._rows[i]
            is_label = len(row.text) < _LABEL and announces_related(row.text)
            self._known_links[i] = row.is_linked or is_label or bool(byline(row.text))
        return self._known_links[i]

    def _run(self, inside: range, scope: _Element) -> range:
        parts = _parts_of(self._rows, inside, scope)
        words = [sum(map(self.words, part)) for _, part in parts]
        best = max(range(len(parts)), key=words.__getitem__)
        element, seed = parts[best]
        if scope.tag == "tr":
            # Its cells are columns.
            parts, words, best = [parts[best]], [words[best]], 0
        is_whole = True
        if element is not scope and _is_frame(element):
            below = self._run(seed, element)
            is_whole = below.stop == seed.stop
            seed = below
        start = next(
            (
                part.start
                for (_, part), n in zip(parts[:best], words, strict=False)
                if n
            ),
            seed.start,
        )
        if not is_whole:
            # A part that ends inside of itself is not gone on with.
            return range(start, seed.stop)
        tables = Tables(scope)
        stop = seed.stop
        is_interrupted = False
        for (behind, part), n in zip(parts[best + 1 :], words[best + 1 :], strict=True):
            if _FIELDS(behind) or any(map(self._ends, part)):
                break
            if any(map(self._leads_away, part)):
                is_interrupted = True
            elif is_interrupted and not _is_paragraph_like(behind, element):
                break
            elif (n and behind.tag == element.tag) or all(
                tables.holds(self._rows[i].element) for i in part
            ):
                stop = part.stop
                is_interrupted = False
        return range(start, stop)


def _is_frame(element: _Element) -> bool:
    """Whether an element holds parts: one of a table, or one without words of its
    own."""
    if element.tag in _FRAMES:
        return True
    own = [element.text, *(child.tail for child in element)]
    return element.tag in _BOXES and not any(text and text.strip() for text in own)


def _is_paragraph_like(element: _Element, other: _Element) -> bool:
    """Whether an element is a paragraph, and one like another."""
    if element is other:
        return True
    if element.tag != other.tag or element.tag not in ("p", "div"):
        return False
    return sorted(element.items()) == sorted(other.items())


def _parts_of(
    rows: Sequence[Row], inside: range, scope: _Element
) -> list[tuple[_Element, range]]:
    """The parts of an element, each with its rows: its children; for a table its rows;
    for bare words and lines the element itself."""
    found: list[tuple[_Element, range]] = []
    for i in inside:
        part = scope
        for node in _chain(rows[i].element):
            if node is scope:
                break
            if node.tag not in ("tbody", "thead", "tfoot"):
                part = node
        if part.tag == "br":
            part = scope
        if found and found[-1][0] is part:
            found[-1] = part, range(found[-1][1].start, i + 1)
        else:
            found.append((part, range(i, i + 1)))
    return found


def _is_own(rows: Sequence[Row], i: int) -> bool:
    """Whether a row may be of the article's text."""
    row = rows[i]
    if row.is_linked or not is_sentence(row.text) or is_boilerplate(row.text):
        return False
    if is_date_line(row.text) or byline(row.text) or ends_article(row.text):
        return False
    if names.is_page_part(row.element) or names.is_foreign(row.element):
        return False
    return not is_teaser(rows, i)


def _is_in(element: _Element, holder: _Element) -> bool:
    return element is holder or holder in element.iterancestors()


def _chain(element: _Element) -> list[_Element]:
    return [element, *islice(element.iterancestors(), _DEEPEST)]
