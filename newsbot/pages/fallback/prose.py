"""Where on a page the article's text stands, when no selector says it.

`trafilatura`, set to precision, is the judge: on 41 Arabic news pages the words that it
takes are the body with a token F1 of .993, better than all that was compared with it.
But it rewrites paragraphs, and drops some. So its words only tell which element is the
body; that element is then read by :mod:`newsbot.pages.body`, and what in it the judge
has passed over is kept or left out by rules.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from functools import cached_property
from itertools import pairwise
from typing import TYPE_CHECKING, Final

from newsbot.arabic.boilerplate import (
    announces_related,
    ends_article,
    is_policy,
    leads_elsewhere,
)
from newsbot.pages.body import Body, read_body
from newsbot.pages.fallback import names
from newsbot.pages.fallback.boxes import is_others_box, is_teaser
from newsbot.pages.fallback.bylines import byline
from newsbot.pages.fallback.datelines import is_date_line
from newsbot.pages.fallback.judge import LITTLE
from newsbot.pages.fallback.outline import Row, letters
from newsbot.pages.fallback.sentences import STOPS, is_sentence
from newsbot.pages.fallback.taken import (
    PARTS,
    container_of,
    empty_container,
    letters_in,
    taken_rows,
)
from newsbot.pages.fallback.weights import Weights

if TYPE_CHECKING:
    from lxml.etree import _Element

_ADDRESS: Final = re.compile(r"\S+@\S+\.\w+|@\w+")
# A row of fewer letters lies in the judge's words by chance.
_WORD: Final = 6
_LONGEST_HEADLINE: Final = 300
# Characters of a label.
_LABEL: Final = 60
# Longer ones tell the news.
_CAPTION_WORDS: Final = 20
_SUBHEADS: Final = frozenset(("h2", "h3", "h4", "h5", "h6"))


class Prose:
    """The text of the article on a page.

    :param rows: the page's outline
    :param judged: what the judge took (:func:`letters`)
    :param title: :func:`letters` of the headline
    :param base: address of the page
    :param heading: the element of the headline, where it is on the page
    :param container: the element of the text, where it is known
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
    ) -> None:
        self.rows = rows
        self._title = title
        self._base = base
        self._judged = judged
        self._heading = heading
        self._counts: Counter[_Element] = Counter()
        self._top = next((i for i, r in enumerate(rows) if r.element is heading), -1)
        self.taken = taken_rows(rows, judged=judged, title=title)
        self.container = self._grown() if container is None else container
        if self.container is None or len(judged) < LITTLE:
            empty = empty_container(rows, self.taken)
            self.container = self.container if empty is None else empty
        """The element that holds the text, or None where there is none."""
        self.inside: list[Row] = []
        """The rows in it, other blocks' ones left out."""
        self.text: set[int] = set()
        """Indices of the rows that are the text."""
        self.lead: Row | None = None
        """The first row of the container, where it is named a lead; no line of the
        text then."""
        self.body = Body()
        """What the container holds; empty where there is none."""
        if self.container is not None:
            inside = set(self.container.iter())
            self._inside = [i for i, r in enumerate(rows) if r.element in inside]
            self.taken = [i for i in self.taken if rows[i].element in inside]
            for i in self._inside:
                element = rows[i].element
                self._counts.update((element, *element.iterancestors()))
            self._end = self._cut()
            self._weights = Weights(
                self.container, (rows[i] for i in self._inside), judged=judged
            )
            self.body = self._read(self.container)

    def _home(self, i: int) -> _Element:
        """The element that holds a row's paragraph and its siblings: the smallest
        that holds several rows."""
        element = self.rows[i].element
        while self._counts[element] < 2:
            parent = element.getparent()
            if parent is None:
                break
            element = parent
        return element

    @cached_property
    def _homes(self) -> set[_Element]:
        """The elements in which most of the text's paragraphs stand."""
        held: Counter[_Element] = Counter()
        for i in self.taken:
            if not is_teaser(self.rows, i):
                held[self._home(i)] += len(self.rows[i].key)
        most = max(held.values(), default=0)
        return {home for home, count in held.items() if 2 * count >= most}

    def _grown(self) -> _Element | None:
        """The container; where paragraphs have an element each, and the judge knew
        the words of one, the element around all of them."""
        found = container_of(self.rows, self.taken)
        if found is None or not found.get("class") or self._top < 0:
            return found
        kind = (found.tag, found.get("class"))
        first = next((i for i in self.taken if self._is_in(i, found)), self._top)
        more = [found]
        for reach in (range(first - 1, self._top, -1), range(first, len(self.rows))):
            for i in reach:
                row = self.rows[i]
                if self._is_in(i, found):
                    continue
                is_equal = kind == (row.element.tag, row.element.get("class"))
                if not is_equal or row.is_linked or not is_sentence(row.text):
                    break
                more.append(row.element)
        if len(more) == 1:
            return found
        for around in found.iterancestors():
            inside = set(around.iter())
            if self._heading in inside:
                return found
            if inside.issuperset(more):
                return around
        return found

    def _is_in(self, i: int, element: _Element) -> bool:
        held = self.rows[i].element
        return element is held or element in held.iterancestors()

    def _cut(self) -> int:
        """Index of the first row behind the article: another one's headline, or a
        label such as «التعليقات» or «مقالات ذات صلة» behind which the text does not
        go on.

        The text goes on where the judge took paragraphs that are siblings of those
        before the label: a box between paragraphs, however it is named.
        """
        if not self.taken:
            return len(self.rows)
        whole = letters_in(self.rows, self.taken)
        for i in self._inside:
            row = self.rows[i]
            if i <= self.taken[0] or len(row.text) >= _LONGEST_HEADLINE:
                continue
            before = {self._home(j) for j in self.taken if j < i}
            is_sibling = self._home(i) in before
            if self._is_headline(row.element) and row.key != self._title:
                if not is_sibling:
                    return i
                continue
            if len(row.text) >= _LABEL:
                continue
            is_related = announces_related(row.text)
            # Comments stand in one element, too.
            siblings = before | self._homes if is_related else before
            if not (is_related or ends_article(row.text)):
                continue
            behind = [j for j in self.taken if j > i]
            # The entries of a live report have an element each.
            entries = {_entry(home) for home in before} if is_related else set()
            on = [
                j
                for j in behind
                if (self._home(j) in siblings or _entry(self._home(j)) in entries)
                and not self.rows[j].is_linked
            ]
            if not on or (is_related and self._is_teasers(i)):
                return i
            is_short = 4 * letters_in(self.rows, behind) < whole
            if is_sibling and not is_related and is_short:
                return i
        return len(self.rows)

    def _is_headline(self, element: _Element) -> bool:
        """Whether an element is a headline, as that of the article is one."""
        if element.tag == "h1":
            return True
        own = self._heading
        return (
            own is not None
            and element.tag == own.tag
            and element.tag in ("h2", "h3")
            and bool(own.get("class"))
            and element.get("class") == own.get("class")
        )

    def _is_teasers(self, label: int) -> bool:
        """Whether all rows behind a label are links with a few words to each."""
        behind = [self.rows[i] for i in self._inside if i > label]
        linked = [row.is_linked for row in behind]
        pairs = sum(one and not other for one, other in pairwise(linked))
        return linked[:1] == [True] and pairs > 1 and len(linked) <= 2 * sum(linked) + 1

    def _read(self, container: _Element) -> Body:
        foreign = self._weights.foreign()
        others = {node for element in foreign for node in element.iter()}
        drop = foreign | self._boxes(container)
        gone = {node for element in drop for node in element.iter()}
        left_out: list[Row] = []
        for i in self._inside:
            row = self.rows[i]
            if i < self._end and row.element not in others:
                self.inside.append(row)
            if row.element in gone:
                continue
            if not self._is_text(i):
                left_out.append(row)
            elif not self.text and len(self.taken) > 2 and self._is_lead(row):
                self.lead = row
                left_out.append(row)
            else:
                self.text.add(i)
        kept = {self.rows[i].key for i in self.text}
        without = {row.key for row in left_out} - kept
        body = read_body(
            container, base=self._base, drop=drop | self._weights.whole(left_out)
        )
        body.lines = [line for line in body.lines if letters(line) not in without]
        return body

    @property
    def words_on_end(self) -> int:
        """Words of the sentences that stand in one element of the text, as the
        paragraphs of an article do; those of teasers have an element each. 0 where
        more than a third of the rows there are links."""
        words: Counter[_Element] = Counter()
        links: Counter[_Element] = Counter()
        rows: Counter[_Element] = Counter()
        for i in self._inside if self.text else ():
            row, home = self.rows[i], self._home(i)
            rows[home] += 1
            links[home] += row.is_linked
            if i in self.text and is_sentence(row.text):
                words[home] += len(row.text.split())
        return max(
            (count for home, count in words.items() if 3 * links[home] <= rows[home]),
            default=0,
        )

    def _boxes(self, container: _Element) -> set[_Element]:
        """Boxes between or behind the paragraphs that belong to other articles, or
        call to something: those that hold no sibling of the paragraphs, and begin
        with a label such as «مقالات ذات صلة», or hold linked headlines."""
        above = {container, *container.iterancestors()}
        for home in self._homes:
            above.update((home, *home.iterancestors()))
        boxes: dict[_Element, list[Row]] = defaultdict(list)
        for i in self._inside:
            box = None
            for node in (self.rows[i].element, *self.rows[i].element.iterancestors()):
                if node in above:
                    break
                box = node
            if box is not None and box.tag not in PARTS:
                boxes[box].append(self.rows[i])
        return {box for box, rows in boxes.items() if is_others_box(box, rows)}

    def _is_caption(self, row: Row) -> bool:
        """Whether a row stands in one block with a picture, and reads like a label."""
        if row.text.endswith(STOPS) or len(row.text.split()) > _CAPTION_WORDS:
            return False
        parent, previous = row.element.getparent(), row.element.getprevious()
        if previous is not None and row.element.tag == "p" and not len(row.element):
            # A picture in a paragraph of its own, its words in the next.
            has_picture = next(previous.iter("img", "picture"), None) is not None
            if has_picture and not letters("".join(map(str, previous.itertext()))):
                return True
        for block in (row.element, parent):
            if block is None or block is self.container:
                return False
            if self._weights.of(block).rows > 2:
                return False
            if next(block.iter("img", "picture", "amp-img"), None) is not None:
                return True
        return False

    def _is_lead(self, row: Row) -> bool:
        whole = sum(len(self.rows[i].key) for i in self.taken)
        for element in (row.element, row.element.getparent()):
            if element is None or element is self.container:
                return False
            if names.is_lead(element):
                return 2 * self._weights.of(element).taken < whole
        return False

    def _is_text(self, i: int) -> bool:
        row = self.rows[i]
        if not self.taken:
            return True
        first, last = self.taken[0], self.taken[-1]
        if i >= self._end or (i <= self._top < first):
            return False
        if _ADDRESS.fullmatch(row.text):
            return False
        is_edge = i <= first + 2 or i >= last - 2
        if is_edge and (is_date_line(row.text) or byline(row.text)):
            return False
        if i >= last - 2 and is_policy(row.text):
            return False
        if self._is_caption(row):
            return False
        is_judged = len(row.key) >= _WORD and row.key in self._judged
        if first <= i <= last or (is_judged and self._home(i) in self._homes):
            alone = row.linked >= 0.9 * len(row.key)
            if row.is_linked and leads_elsewhere(row.text):
                return False
            if len(row.text) < _LABEL and announces_related(row.text):
                return not (i + 1 < len(self.rows) and self.rows[i + 1].is_linked)
            return not alone or row.text.endswith(STOPS[:3])
        if row.is_linked:
            return False
        if i < first and i - 1 in self.text and row.element.tag in _SUBHEADS:
            return not (announces_related(row.text) or ends_article(row.text))
        if not is_sentence(row.text):
            return False
        if i < first or self._is_alike(row.element):
            return True
        parent = row.element.getparent()
        near = {self.rows[i].element.getparent() for i in self.taken[-3:]}
        return parent in near or row.element is self.rows[last].element

    def _is_alike(self, element: _Element) -> bool:
        """Whether an element has tag and class of paragraphs of the text."""
        kind = (element.tag, element.get("class"))
        return bool(kind[1]) and any(
            kind == (one.tag, one.get("class"))
            for i in self.text
            for one in (self.rows[i].element, self.rows[i].element.getparent())
            if one is not None
        )


def _entry(home: _Element) -> tuple[_Element | None, str, str]:
    """What the entries of a live report have in common: place, tag and class."""
    return home.getparent(), str(home.tag), home.get("class", "")
