"""The summary of an article between its headline and its text."""

from __future__ import annotations

from collections import defaultdict
from itertools import islice, takewhile
from typing import TYPE_CHECKING, Final, NamedTuple

from newsbot.arabic.boilerplate import announces_related, is_boilerplate
from newsbot.arabic.boilerplate.edges import ends_article
from newsbot.pages.fallback import names
from newsbot.pages.fallback.authors.bylines import byline
from newsbot.pages.fallback.dates.datelines import is_date_line
from newsbot.pages.fallback.outline import apart, letters, text_of
from newsbot.pages.fallback.sentences import is_sentence

if TYPE_CHECKING:
    from collections.abc import Sequence

    from lxml.etree import _Element

    from newsbot.pages.fallback.outline import Row
    from newsbot.pages.fallback.surroundings import Surroundings

_HEADINGS: Final = frozenset({"h2", "h3", "strong"})
_SUBHEADS: Final = frozenset(("h2", "h3", "h4", "h5", "h6"))
_FEWEST_POINTS: Final = 2
_FEWEST_WORDS: Final = 4
# What the points at the head of a report are called.
_SUMMARY: Final = frozenset(
    "bullets highlights keypoints points summary takeaways".split()
)
# So far up from its subhead a summary's box goes.
_BOX: Final = 2
# Characters of a label.
_LABEL: Final = 60
# So many rows behind the text's first the second label is looked for.
_REACH: Final = 8
# So many letters of the stated description tell the row.
_STATED: Final = slice(60)
_SHORT: Final = 20


def lead_row(
    around: Surroundings, *, stated: str, lines: list[str]
) -> tuple[str, str] | None:
    """The first row between headline and text that reads like a summary, and its
    rule; None where there is none, and where it only repeats words of the text.

    :param stated: the page's description
    :param lines: the text
    """
    if around.title_index is None or not lines:
        return None
    begin = letters(stated)[_STATED]
    text = "".join(map(letters, lines))
    for row in around.rows[around.title_index + 1 : around.span[0]]:
        if not row.is_linked and row.key not in text and _is_lead(row, around, begin):
            return row.text, "rows"
    return None


def points_above(
    rows: Sequence[Row], taken: Sequence[int], *, first: int, top: int
) -> list[Row]:
    """The points of a list that stands between headline and text, in a box of its own
    («الخلاصة»), with the subhead above them; empty where there is none, and where the
    judge has not taken each of them: a list is text as a whole or not at all. What the
    judge passes over, as it does above a live report, is text if all of it is
    sentences below a subhead, in a box that is named a summary.

    :param rows: the page's outline
    :param taken: indices of the rows that the judge took
    :param first: index of the text's first row
    :param top: index of the headline's row, -1 where it is not on the page
    """
    if top < 0:
        return []
    beside: dict[_Element | None, list[int]] = defaultdict(list)
    for i in range(top + 1, first):
        beside[rows[i].element.getparent()].append(i)
    known = frozenset(taken)
    lists: dict[_Element | None, _List] = {}
    for i in range(top + 1, first):
        if not is_point(rows[i].element):
            continue
        around = rows[i].element.getparent()
        if around not in lists:
            lists[around] = _list_of(rows, beside[around], known)
        points = lists[around]
        if not points.are_from(i):
            continue
        head = rows[i - 1]
        is_headed = (
            i - 1 > top
            and head.element.tag in _SUBHEADS
            and head.element.getnext() is around
            and not is_sentence(head.text)
        )
        is_taken = i > points.passed_over
        if is_taken or is_headed:
            found = [rows[j] for j in points.rows if j >= i]
            if is_headed:
                found.insert(0, head)
            if is_taken or _is_summary(found):
                return found
    return []


class _List(NamedTuple):
    """The rows that stand beside each other in a list."""

    rows: list[int]
    """Their indices."""

    other: int
    """Index of the last that is no point; -1 without one."""

    passed_over: int
    """Index of the last that the judge has not taken; -1 without one."""

    def are_from(self, i: int) -> bool:
        """Whether from row *i* on there are points alone, two at least."""
        many = len(self.rows) >= _FEWEST_POINTS and self.rows[-_FEWEST_POINTS] >= i
        return many and i > self.other


def _list_of(rows: Sequence[Row], indices: list[int], taken: frozenset[int]) -> _List:
    others = (i for i in reversed(indices) if not _says(rows[i]))
    passed_over = (i for i in reversed(indices) if i not in taken)
    return _List(indices, next(others, -1), next(passed_over, -1))


def _is_summary(box: Sequence[Row]) -> bool:
    """Whether a subhead and the points below it are a summary, whatever the judge
    says of them: sentences, in a box that is named so."""
    head, *points = box
    if head.element.tag not in _SUBHEADS or announces_related(head.text):
        return False
    are_sentences = all(is_sentence(row.text) for row in points)
    around = islice(head.element.iterancestors(), _BOX)
    is_named = any(not _SUMMARY.isdisjoint(names.words_of(node)) for node in around)
    return are_sentences and is_named


def labelled(rows: Sequence[Row], inside: Sequence[int], first: int) -> set[int]:
    """Indices of labels and of what stands below each, where the text begins with
    some: «الادعاء» with its sentence, «الحكم» with its word or sentence. Labels of one
    kind, each above another row, of which one at least is a sentence.

    :param rows: the page's outline
    :param inside: indices of the rows in the text's container
    :param first: index of the first that the judge took
    """
    pairs: dict[tuple[object, ...], list[int]] = defaultdict(list)
    for i in takewhile(lambda i: i < first + _REACH, inside):
        if i + 1 < len(rows) and _is_label(rows[i]):
            label, next_to_it = rows[i].element, rows[i + 1].element
            if label.get("class") or label.tag in _SUBHEADS or label.tag == "dt":
                pairs[label.tag, label.get("class"), next_to_it.tag].append(i)
    found: set[int] = set()
    for labels in pairs.values():
        below = [rows[i + 1] for i in labels]
        if len({rows[i].key for i in labels}) < _FEWEST_POINTS or any(
            row.is_linked or is_date_line(row.text) or byline(row.text) for row in below
        ):
            continue
        if any(is_sentence(row.text) for row in below):
            found.update(labels, (i + 1 for i in labels))
    return found


def _is_label(row: Row) -> bool:
    if row.is_linked or len(row.text) >= _LABEL or is_sentence(row.text):
        return False
    if is_date_line(row.text) or byline(row.text) or is_boilerplate(row.text):
        return False
    return not (announces_related(row.text) or ends_article(row.text))


def _says(row: Row) -> bool:
    """Whether a point tells something, as a byline, a date or a link do not."""
    if row.is_linked or len(row.text.split()) < _FEWEST_WORDS:
        return False
    for node in (row.element, *islice(row.element.iterancestors(), 2)):
        if names.is_foreign(node) or names.is_date(node) or names.is_author(node):
            return False
    is_meta = is_date_line(row.text) or byline(row.text)
    return not (is_meta or is_boilerplate(row.text))


def is_point(element: _Element) -> bool:
    """Whether an element is one of several in a list: none of them is a lead."""
    around = element.getparent()
    if element.tag != "li" or around is None:
        return False
    items = islice(around.iterchildren("li"), _FEWEST_POINTS)
    return len(list(items)) == _FEWEST_POINTS


def _is_lead(row: Row, around: Surroundings, begin: str) -> bool:
    if is_point(row.element):
        return False
    if len(row.text.split()) < _FEWEST_WORDS or _is_caption(row.element):
        return False
    chain = around.chain(row.element)
    if any(map(names.is_foreign, chain)):
        return False
    if any(names.is_author(node) or names.is_date(node) for node in chain):
        return False
    is_named = any(map(names.is_lead, chain[:2])) or row.element.tag in _HEADINGS
    is_stated = len(begin) > _SHORT and row.key.startswith(begin)
    if not (is_stated or is_named or is_sentence(row.text)):
        return False
    is_tool = any(map(names.is_doubtful, chain)) and row.text[-1] not in ".؟!…»"
    if is_tool and not is_named:
        return False
    is_date = is_date_line(row.text) or is_date_line(text_of(row.element))
    is_byline = any(map(byline, (row.text, apart(row))))
    return not (is_date or is_byline or is_boilerplate(row.text))


def _is_caption(element: _Element) -> bool:
    node: _Element | None = element
    for _ in range(3):
        if node is None:
            return False
        if node.tag in ("figcaption", "figure"):
            return True
        node = node.getparent()
    return False
