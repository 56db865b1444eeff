"""Boxes in and beside an article's text that are not its own: teasers of other
articles, calls to subscribe, the writer's portrait."""

from __future__ import annotations

import re
from collections import defaultdict
from itertools import islice
from typing import TYPE_CHECKING, Final

from newsbot.arabic.boilerplate import announces_related, is_boilerplate
from newsbot.arabic.boilerplate.edges import announces_more, ends_article
from newsbot.pages.fallback import names
from newsbot.pages.fallback.authors.bylines import lone_names
from newsbot.pages.fallback.dates.datelines import is_date_line
from newsbot.pages.fallback.outline import PARTS, says
from newsbot.pages.fallback.sentences import STOPS, is_sentence
from newsbot.pages.fallback.text.cards import are_dated_reports
from newsbot.pages.fallback.text.gates import is_call, is_contact, is_rating
from newsbot.pages.plugins import kind_of_classes

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from lxml.etree import _Element

    from newsbot.pages.fallback.outline import Row

# Links of fewer words are sections, tags, names.
_HEADLINE_WORDS: Final = 5
_HEADING_WORDS: Final = 3
_HEADINGS: Final = frozenset(("h2", "h3", "h4", "h5", "h6"))
# Headline, section, date and words of a teaser.
_TEASER_ROWS: Final = 4
# So far up from its words a teaser goes.
_DEPTH: Final = 4
# Characters of a label.
_LABEL: Final = 60
# So many of the rows behind a label tell whether it heads a list of links.
_REACH: Final = 6
# Links of which a list without a known label is made, at least.
_LIST: Final = 3
# Characters of an address that are looked at.
_LONGEST: Final = 500
# Links of a row of tools, at most, and words between them.
_TOOLS: Final = 12
_TOOL_WORDS: Final = 6
_ACTION: Final = re.compile(
    r"javascript:.*|#?|(?:mailto|sms|whatsapp):(?:\?.*|//.*)?|.*[/?&=_-]print\b.*"
    r"|.*(?:send|email)[-_]?(?:to[-_]?)?(?:a[-_]?)?friend.*|.*[/?&]print(?:er|able).*",
    re.IGNORECASE,
)


def is_teaser(rows: Sequence[Row], i: int) -> bool:
    """Whether a row stands beside the linked headline of another article, in a small
    element of their own.

    :param rows: the page's outline
    :param i: index of the row
    """
    above, below = rows[max(i - 4, 0) : i], rows[i + 1 : i + 5]
    headlines = [row for row in [*above[-3:], *below[:1]] if _is_headline(row)]
    if not headlines:
        return False
    around = list(islice(_chain(rows[i].element), _DEPTH))
    for headline in headlines:
        both = next((e for e in _chain(headline.element) if e in around), None)
        if both is None:
            continue
        held = [row for row in [*above, *below] if both in _chain(row.element)]
        if len(held) < _TEASER_ROWS and not _are_paragraphs([rows[i], *held]):
            return True
    return False


def _are_paragraphs(held: Sequence[Row]) -> bool:
    """Whether two rows at least read like paragraphs: a teaser has one."""
    own = (row for row in held if not row.is_linked and is_sentence(row.text))
    return sum(row.text.endswith(STOPS) for row in own) > 1


def heads_links(rows: Sequence[Row], i: int) -> bool:
    """Whether a row heads a list of links to other articles: «من نفس القسم» or «المزيد
    من …» before a link, or a label of any wording in an element of its own before
    linked headlines and nothing else.

    :param rows: the page's outline
    :param i: index of the row
    """
    row, below = rows[i], rows[i + 1 : i + 1 + _REACH]
    if row.is_linked or len(row.text) >= _LABEL or not (below and below[0].is_linked):
        return False
    if announces_more(row.text):
        return True
    if row.text.endswith(STOPS) or row.element.tag == "li":
        return False
    # The last line of a list or of a poem stands beside the others.
    is_beside = i > 0 and rows[i - 1].element in (
        row.element,
        row.element.getprevious(),
    )
    headlines = sum(
        _is_headline(one) and not one.text.endswith(STOPS[:3]) for one in below
    )
    return headlines >= _LIST and headlines == len(below) and not is_beside


def others_boxes(
    container: _Element, rows: Iterable[Row], *, homes: Iterable[_Element]
) -> set[_Element]:
    """Boxes between or behind the paragraphs that belong to other articles, or call to
    something: those that hold no sibling of the paragraphs, and begin with a label such
    as «مقالات ذات صلة», or hold linked headlines.

    :param container: the element of the text
    :param rows: the rows in it
    :param homes: the elements in which the paragraphs stand
    """
    above = {container, *container.iterancestors()}
    for home in homes:
        above.update((home, *home.iterancestors()))
    boxes: dict[_Element, list[Row]] = defaultdict(list)
    for row in rows:
        box = None
        for node in (row.element, *row.element.iterancestors()):
            if node in above:
                break
            if kind_of_classes(node.get("class", "")) == "post":
                # Quoted by the article, whatever it says.
                box = None
                break
            box = node
        if box is not None and box.tag not in PARTS:
            boxes[box].append(row)
    return {box for box, inside in boxes.items() if _is_others(box, inside)}


def _is_others(box: _Element, rows: Sequence[Row]) -> bool:
    """Whether a box between or behind the paragraphs is none of the article: it begins
    with a label such as «مقالات ذات صلة», or holds linked headlines with a few words
    to each, calls to its readers, or a writer's picture, name and profession.

    :param rows: the rows in it, one at least
    """
    label = rows[0].text
    if len(label) < _LABEL and (announces_related(label) or ends_article(label)):
        return True
    if heads_links(rows, 0) or is_call(box, rows) or is_rating(rows):
        return True
    if is_contact(rows) or are_dated_reports(rows):
        return True
    if len(rows) < 2:
        return False
    headlines = sum(map(_is_headline, rows))
    calls = sum(is_boilerplate(row.text) for row in rows)
    if len(rows) <= 3 * calls:
        return True
    # A label above all of them, and below each its day, «اقرأ المزيد» …
    small = sum(map(_is_small, rows)) if headlines else 0
    if len(rows) - small <= _TEASER_ROWS * headlines:
        return True
    has_picture = next(box.iter("img"), None) is not None
    return has_picture and len(rows) <= _TEASER_ROWS and bool(lone_names(label))


def is_tools(row: Row) -> bool:
    """Whether a row is one of tools: links that print the page, send it or run a
    script, a few words to each, with no sentence around them."""
    if not row.linked or row.text.endswith(STOPS[:4]):
        return False
    if len(re.findall(r"\w+", row.unlinked)) > _TOOL_WORDS:
        return False
    if not says(row.element, row.key):
        return False
    links = [link for link in row.element.iter("a") if link.get("href") is not None]
    if not 0 < len(links) <= _TOOLS:
        return False
    actions = sum(
        _ACTION.fullmatch(link.get("href", "").strip()[:_LONGEST]) is not None
        for link in links
    )
    if actions == len(links):
        return True
    return actions > 0 and any(map(names.is_doubtful, islice(_chain(row.element), 2)))


def _is_headline(row: Row) -> bool:
    """Whether a row is the headline of another article: a link of some words, of fewer
    in a heading."""
    is_heading = row.element.tag in _HEADINGS
    least = _HEADING_WORDS if is_heading else _HEADLINE_WORDS
    return row.is_linked and len(row.text.split()) >= least


def _is_small(row: Row) -> bool:
    """Whether a row of a teaser is its day, or a link to its section, its writer or
    to itself."""
    return is_date_line(row.text) or (row.is_linked and not _is_headline(row))


def _chain(element: _Element) -> Iterator[_Element]:
    yield element
    yield from element.iterancestors()
