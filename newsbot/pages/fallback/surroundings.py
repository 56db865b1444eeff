"""What lies around the headline and the text of an article on its page."""

from __future__ import annotations

from functools import cached_property
from itertools import islice
from typing import TYPE_CHECKING, Final

from newsbot.pages.fallback import names
from newsbot.pages.fallback.dates.datelines import is_date_line
from newsbot.pages.fallback.following import begin_of_next
from newsbot.pages.fallback.outline import letters, text_of

if TYPE_CHECKING:
    from lxml.etree import _Element

    from newsbot.pages.fallback.outline import Row
    from newsbot.pages.fallback.text.prose import Prose

# Rows, and characters of a row, in which a byline may stand.
_ABOVE: Final = 6
_BELOW: Final = 12
_LONGEST: Final = 120
# So many at either end: 139 pages of news had 26 at most.
_MOST: Final = 50
# Links of fewer words are sections, tags, names.
_HEADLINE_WORDS: Final = 5


class Surroundings:
    """The places around an article.

    :param tree: the page
    :param heading: the row of the headline; None where it is not on the page
    :param prose: the text's place
    """

    def __init__(self, tree: _Element, *, heading: Row | None, prose: Prose) -> None:
        self._tree = tree
        self._prose = prose
        self._known: dict[_Element, bool] = {}
        self.heading = heading
        """The row of the headline."""

    @cached_property
    def rows(self) -> list[Row]:
        """The rows of the page, as far as no next article begins."""
        return self._prose.rows[: self._end]

    @cached_property
    def _end(self) -> int:
        # What the judge took may go on into the next one.
        last = max(self._prose.text, default=max(self._prose.taken, default=-1))
        behind = max(last, -1 if self.title_index is None else self.title_index) + 1
        return begin_of_next(self._prose.rows, behind=behind, heading=self.heading)

    @cached_property
    def title_index(self) -> int | None:
        """Index of the headline's row; None where it is not on the page."""
        row = self.heading
        return None if row is None else self._prose.rows.index(row)

    @cached_property
    def span(self) -> tuple[int, int]:
        """Indices of the text's first and last row."""
        taken = self._prose.taken
        if taken:
            return taken[0], min(taken[-1], self._end - 1)
        title = self.title_index or 0
        return title, title

    @cached_property
    def first_line(self) -> int:
        """Index of the first row that is the text's."""
        return min(self._prose.text, default=self.span[0])

    @cached_property
    def scope(self) -> _Element:
        """The smallest element that holds headline and text."""
        row, container = self.heading, self._prose.container
        if row is None:
            return self._tree if container is None else container
        holders = [row.element, *row.element.iterancestors()]
        if container is None:
            return holders[min(2, len(holders) - 1)]
        around = {container, *container.iterancestors()}
        return next((one for one in holders if one in around), self._tree)

    @cached_property
    def around(self) -> set[_Element]:
        """The elements that hold headline or text, and more."""
        row, container = self.heading, self._prose.container
        found: set[_Element] = set()
        for one in (row.element if row else None, container):
            if one is not None:
                found.update(one.iterancestors())
        for i in self._prose.text:
            found.update(self.rows[i].element.iterancestors())
        return found

    def chain(self, element: _Element) -> list[_Element]:
        """*element* and what is around it, as far as it holds neither headline nor
        text."""
        found = []
        node: _Element | None = element
        while node is not None and node not in self.around:
            found.append(node)
            node = node.getparent()
        return found

    def beside(self) -> list[Row]:
        """The short rows above the headline, between it and the text, and under the
        text: of more than a hundred the first and the last."""
        first, last = self.span
        start = first if self.title_index is None else self.title_index
        start = max(start - _ABOVE, 0)
        found = [
            row
            for i, row in enumerate(self.rows[start : last + _BELOW], start)
            if len(row.text) <= _LONGEST
            and i not in self._prose.text
            and not self.is_others(row.element)
        ]
        # Each is sought in its whole block.
        return found if len(found) <= 2 * _MOST else found[:_MOST] + found[-_MOST:]

    def is_inside(self, element: _Element) -> bool:
        """Whether an element is or stands in the one that holds the text."""
        container = self._prose.container
        return container in (element, *element.iterancestors())

    def is_others(self, element: _Element) -> bool:
        """Whether an element belongs to other articles, to comments or to the page: by
        the names around it, or because a headline that leads elsewhere is beside it,
        or the next article's above it."""
        passed = []
        is_others = False
        node: _Element | None = element
        while node is not None and node not in self.around:
            if node in self._known:
                is_others = self._known[node]
                break
            passed.append(node)
            is_of_another = node in self._teasers or node in self._next
            if is_of_another or names.is_others(node):
                is_others = True
                break
            node = node.getparent()
        self._known.update(dict.fromkeys(passed, is_others))
        return is_others

    @cached_property
    def _next(self) -> set[_Element]:
        """The elements that hold rows of the next article, and none before it."""
        found: set[_Element] = set()
        own: set[_Element] = set()
        for rows, held in ((self.rows, own), (self._prose.rows[self._end :], found)):
            for row in rows:
                node: _Element | None = row.element
                while node is not None and node not in held and node not in own:
                    held.add(node)
                    node = node.getparent()
        return found

    @cached_property
    def _teasers(self) -> set[_Element]:
        """The elements that hold linked headlines, but neither headline nor text."""
        title = "" if self.heading is None else self.heading.key
        found: set[_Element] = set()
        for row in self._prose.rows:
            is_teaser = row.is_linked and row.key != title and _is_headline(row, title)
            if not is_teaser or names.is_share(row.element):
                continue
            node: _Element | None = row.element
            while node is not None and node not in self.around and node not in found:
                if node is not self._prose.container:
                    found.add(node)
                node = node.getparent()
        return found


def _is_headline(row: Row, title: str) -> bool:
    """Whether one link of a row is as long as a headline; bars of links are not.

    :param title: letters of the page's own headline
    """
    if len(row.text.split()) < _HEADLINE_WORDS:
        return False
    has_links = False
    for link in row.links:
        text = text_of(link)
        # It may go on in the rows below.
        if letters(text) in row.key:
            if _is_headline_link(link, text, title):
                return True
            has_links = True
    # Without one, a link is around the whole teaser.
    return not has_links


def _is_headline_link(link: _Element, text: str, title: str) -> bool:
    """Whether a link has a headline's words. WordPress links an article's dates, and
    its comments by «Leave a Comment on» its headline."""
    if len(text.split()) < _HEADLINE_WORDS or (title and title in letters(text)):
        return False
    if _is_of_author(link):
        return False
    dates = sum(len(text_of(time).split()) for time in link.iter("time"))
    return len(text.split()) - dates >= _HEADLINE_WORDS and not is_date_line(text)


def _is_of_author(link: _Element) -> bool:
    """Whether a link leads to whoever signs: the name of a desk may be as long as a
    headline."""
    near = [link, *islice(link.iterancestors(), 2)]
    return "author" in link.get("rel", "").split() or any(map(names.is_author, near))
