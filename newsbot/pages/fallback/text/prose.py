"""Where on a page the article's text stands, when no selector says it.

`trafilatura`, set to precision, is the judge: on 41 Arabic news pages the words that it
takes are the body with a token F1 of .993, better than all that was compared with it.
But it rewrites paragraphs, and drops some. So its words only tell which element is the
body; that element is then read by :mod:`newsbot.pages.body`, and what in it the judge
has passed over is kept or left out by rules.
"""

from __future__ import annotations

import re
from itertools import islice
from typing import TYPE_CHECKING, Final

from newsbot.arabic.boilerplate import announces_related
from newsbot.arabic.boilerplate.calls import leads_elsewhere
from newsbot.arabic.boilerplate.edges import ends_article, is_policy
from newsbot.pages.body import Body, read_body
from newsbot.pages.fallback import names
from newsbot.pages.fallback.authors.bylines import byline
from newsbot.pages.fallback.dates.datelines import is_date_line
from newsbot.pages.fallback.headlines.headings import tells_when_or_who
from newsbot.pages.fallback.leads import is_point, labelled, points_above
from newsbot.pages.fallback.outline import Row, letters
from newsbot.pages.fallback.sentences import STOPS, is_sentence
from newsbot.pages.fallback.text.announced import announced_rows
from newsbot.pages.fallback.text.boxes import heads_links, is_tools, others_boxes
from newsbot.pages.fallback.text.captions import is_picture_caption
from newsbot.pages.fallback.text.cards import touching_rows
from newsbot.pages.fallback.text.ends import first_behind, heads_behind, is_code
from newsbot.pages.fallback.text.homes import Homes
from newsbot.pages.fallback.text.judge import LITTLE
from newsbot.pages.fallback.text.leadrows import is_named_lead
from newsbot.pages.fallback.text.notes import back_links, lone_marks, note_rows
from newsbot.pages.fallback.text.quotes import is_attribution
from newsbot.pages.fallback.text.shortlines import is_short_sentence_beside
from newsbot.pages.fallback.text.skips import skipped_rows
from newsbot.pages.fallback.text.streams import Stream, find_stream
from newsbot.pages.fallback.text.tables import Tables
from newsbot.pages.fallback.text.taken import (
    cell_of,
    container_of,
    empty_container,
    grown,
    taken_rows,
)
from newsbot.pages.fallback.text.weights import Weights, kinds_of, nodes_in
from newsbot.pages.lines import without_edges

if TYPE_CHECKING:
    from lxml.etree import _Element

_ADDRESS: Final = re.compile(r"[^\s@]+@[^\s@]+\.\w+|@\w+")
# Characters of an e-mail address, at most (RFC 5321, section 4.5.3.1).
_LONGEST_ADDRESS: Final = 320
# A row of fewer letters lies in the judge's words by chance.
_WORD: Final = 6
# Characters of a label.
_LABEL: Final = 60
# So far up from a row of it a box goes.
_BOX: Final = 3
_SUBHEADS: Final = frozenset(("h2", "h3", "h4", "h5", "h6"))


class Prose:
    """The text of the article on a page.

    :param rows: the page's outline
    :param judged: what the judge took (:func:`letters`)
    :param title: :func:`letters` of the headline
    :param base: address of the page
    :param heading: the element of the headline, where it is on the page
    :param container: the element of the text, where it is known
    :param run: the text's rows from the first to the last, where they are known
    :param is_live: whether the page says that it is a live report
    """

    def __init__(
        self,
        rows: list[Row],
        *,
        judged: str,
        title: str,
        base: str,
        heading: _Element | None = None,
        container: _Element | None = None,
        run: range | None = None,
        is_live: bool = False,
    ) -> None:
        self.rows = rows
        self._base = base
        # Its element may hold more rows: a cell.
        own = (i for i, r in enumerate(rows) if r.element is heading and r.key == title)
        self.top = next(own, -1)
        """Index of the headline's row, -1 where it is not on the page."""
        self.taken = taken_rows(rows, judged=judged, title=title)
        stream = None
        if run is not None:
            self.taken = [i for i in self.taken if i in run]
        else:
            stream = find_stream(rows, self.taken, judged=judged, is_live=is_live)
        self._stream = stream or Stream()
        if stream is not None:
            self.taken = sorted(stream.text.union(self.taken) - stream.labels)
            judged += "".join(rows[i].key for i in sorted(stream.text))
        self._judged = judged
        if container is None:
            container = (
                grown(container_of(rows, self.taken), rows, self.taken, top=self.top)
                if run is None
                else cell_of(rows, run)
            )
        if container is None or len(judged) < LITTLE:
            empty = empty_container(rows, self.taken)
            container = container if empty is None else empty
        self.container = container
        """The element that holds the text, or None where there is none."""
        self.inside: list[Row] = []
        """The rows in it, other blocks' ones left out."""
        self.text: set[int] = set()
        """Indices of the rows that are the text."""
        self.reach = (0, 0)
        """Indices of the judge's first and last row, a subtitle apart."""
        self._kinds: set[tuple[str, str | None]] = set()
        self.lead: Row | None = None
        """The first row of the container, where it is named a lead; no line of the
        text then."""
        self.body = Body()
        """What the container holds; empty where there is none."""
        if container is not None:
            inside = set(container.iter())
            self._inside = [i for i, r in enumerate(rows) if r.element in inside]
            self._points = points_above(
                rows, self.taken, first=min(self._inside, default=0), top=self.top
            )
            self.taken = [i for i in self.taken if rows[i].element in inside]
            self._homes = Homes(rows, inside=self._inside, taken=self.taken)
            first = self.taken[0] if self.taken else 0
            self._labelled = labelled(rows, self._inside, first)
            self._tables = Tables(container)
            self._end = first_behind(
                rows,
                inside=self._inside,
                taken=self.taken,
                homes=self._homes,
                title=title,
                heading=heading,
            )
            if run is not None:
                self._end = min(self._end, run.stop)
            marks = lone_marks(rows, self._inside)
            self._own = note_rows(container, rows, self._inside) - marks
            self._own |= announced_rows(rows, self.taken)
            self._skipped = skipped_rows(container, rows, self._inside) | marks
            self._skipped |= touching_rows(rows, self._inside)
            self._weights = Weights(
                container, (rows[i] for i in self._inside), judged=judged
            )
            self.body = self._read(container)

    def _read(self, container: _Element) -> Body:
        foreign = self._weights.foreign()
        for i in self._labelled | self._own:
            # A «box» of labels, notes or a list is the text's own.
            element = self.rows[i].element
            for node in (element, *islice(element.iterancestors(), _BOX)):
                if node is not container and not names.is_foreign(node):
                    foreign.discard(node)
        others = nodes_in(foreign)
        drop = foreign | others_boxes(
            container, (self.rows[i] for i in self._inside), homes=self._homes.main
        )
        gone = nodes_in(drop)
        own = [i for i in self.taken if self.rows[i].element not in gone] or self.taken
        self.reach = (self._first_of(own), own[-1]) if own else (0, 0)
        left_out: list[Row] = []
        for i in self._inside:
            row = self.rows[i]
            if i < self._end and row.element not in others:
                self.inside.append(row)
            if row.element in gone:
                continue
            if not self._is_text(i):
                left_out.append(row)
            elif self._leads(row):
                self.lead = row
                left_out.append(row)
            else:
                self.text.add(i)
                self._kinds.update(kinds_of(row.element))
        behind = heads_behind(self.rows, self.text)
        self.text -= behind
        left_out += (self.rows[i] for i in sorted(behind))
        kept = {self.rows[i].key for i in self.text}
        without = {row.key for row in left_out} - kept
        body = read_body(
            container,
            base=self._base,
            drop=drop | self._weights.whole(left_out) | back_links(container),
        )
        body.lines = [line for line in body.lines if letters(line) not in without]
        # Of the lines that remain others are the first and the last.
        body.lines, named = without_edges(body.lines)
        body.credit = body.credit or named
        body.lines[:0] = [r.text for r in self._points if r.key not in kept]
        body.is_live = body.is_live or bool(self._stream.text)
        return body

    @property
    def words_on_end(self) -> int:
        """Words of the sentences that stand in one element of the text, as the
        paragraphs of an article do; those of teasers have an element each. 0 where
        more than a third of the rows there are links."""
        if not self.text:
            return 0
        return self._homes.words_on_end(self._inside, text=self.text)

    def _first_of(self, taken: list[int]) -> int:
        """The first row of the text; not the subtitle that the judge took above the
        line of the date or of the writer."""
        first, second = taken[0], next(iter(taken[1:]), taken[0])
        element = self.rows[first].element
        if element.tag not in _SUBHEADS and not names.is_lead(element):
            return first
        between = (row.text for row in self.rows[first + 1 : second])
        return second if any(map(tells_when_or_who, between)) else first

    def _leads(self, row: Row) -> bool:
        if self.text or self.lead is not None or len(self.taken) < 3:
            return False
        whole = sum(len(self.rows[i].key) for i in self.taken)
        return is_named_lead(row, self.container, weights=self._weights, whole=whole)

    def _is_text(self, i: int) -> bool:
        row = self.rows[i]
        if not self.taken:
            return True
        first, last = self.reach
        if i >= self._end or (i <= self.top < first) or i in self._stream.labels:
            return False
        if i in self._skipped or i in self._own:
            return i in self._own
        if len(row.text) <= _LONGEST_ADDRESS and _ADDRESS.fullmatch(row.text):
            return False
        is_edge = i <= first + 2 or i >= last - 2
        if is_edge and (is_date_line(row.text) or byline(row.text)):
            return False
        if (i >= last - 2 and is_policy(row.text)) or is_tools(row):
            return False
        if i >= last and is_code(self.rows, i):
            return False
        if is_picture_caption(row, container=self.container, weights=self._weights):
            return False
        if first <= i <= last or self._is_judged(i):
            alone = row.linked >= 0.9 * len(row.key)
            if row.is_linked and leads_elsewhere(row.text):
                return False
            if heads_links(self.rows, i):
                return False
            if len(row.text) < _LABEL and announces_related(row.text):
                return not (i + 1 < len(self.rows) and self.rows[i + 1].is_linked)
            return not alone or row.text.endswith(STOPS[:3])
        if row.is_linked:
            return False
        if self._tables.holds(row.element) or self._tables.is_headed(self.rows, i):
            return True
        begins = i - 1 in self.text or (
            i + 1 == first and is_point(self.rows[first].element)
        )
        if i < first and i in self._labelled:
            return True
        if i < first and begins and row.element.tag in _SUBHEADS:
            return not (announces_related(row.text) or ends_article(row.text))
        if i - 1 in self.text and is_attribution(row.element):
            return True
        if not is_sentence(row.text):
            beside = i + 1 if i < first else i - 1
            is_next = beside == first or beside in self.text
            return is_next and is_short_sentence_beside(row, self.rows[beside])
        if i < first or self._is_alike(row.element):
            return True
        parent = row.element.getparent()
        near = {self.rows[i].element.getparent() for i in self.taken[-3:]}
        return parent in near or row.element is self.rows[last].element

    def _is_judged(self, i: int) -> bool:
        """Whether the judge knows the words of a row beside the text."""
        row = self.rows[i]
        if len(row.key) < _WORD or self._homes.of(i) not in self._homes.main:
            return False
        return row.key in self._judged

    def _is_alike(self, element: _Element) -> bool:
        """Whether an element has tag and class of paragraphs of the text."""
        kind = str(element.tag), element.get("class")
        return bool(kind[1]) and kind in self._kinds
