"""Pages on which the judge takes the teasers around the text for the text."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from itertools import islice
from typing import TYPE_CHECKING, Final

from newsbot.arabic.boilerplate import is_boilerplate
from newsbot.arabic.boilerplate.edges import ends_article
from newsbot.pages.fallback import names
from newsbot.pages.fallback.dates.datelines import is_date_line
from newsbot.pages.fallback.headlines.headings import tells_when_or_who
from newsbot.pages.fallback.sentences import WORDS_ON_END, is_sentence
from newsbot.pages.fallback.teasers import STATED
from newsbot.pages.fallback.text.boxes import is_teaser
from newsbot.pages.fallback.text.taken import letters_in

if TYPE_CHECKING:
    from collections.abc import Sequence

    from lxml.etree import _Element

    from newsbot.pages.fallback.outline import Row

# So far up from a paragraph stands the element that holds its siblings.
_DEPTH: Final = 5
# An element with nearly as many words as another, and fewer rows, is preferred.
_NEARLY: Final = 0.8
# Words of a headline, at least; a link of more is another article's.
_HEADLINE: Final = 4
# As many words straight below a headline and its date are an article's, though the page
# does not say that it is one.
_DATED: Final = 30
_COMMENTS: Final = re.compile(r"تعليق|القراء|الزوار|رأيك|\bرد(?:ا|اً)?$|omment|Reply")


def words_passed_over(
    rows: Sequence[Row], taken: Sequence[int], *, top: int, is_stated: bool
) -> str:
    """:func:`~newsbot.pages.fallback.outline.letters` of the text that the judge
    passed over for what stands around it; empty where it did not.

    Sites that print paragraphs as ``div`` and ``span`` have ``p`` in their cards of
    other articles alone, and there the judge looks. So where most of what it took is
    linked, or stands beside the linked headline of another article, the sentences
    that stand together in one element below the headline are the text; and where they
    stand before all that it took, if none of the elements there holds as many words
    as they do, or all that it took stands above the headline: cards without links,
    comments. Of bare words that a box divides the
    judge may take only those behind the box.

    :param rows: the page's outline
    :param taken: indices of the rows that the judge took
    :param top: index of the headline's row, -1 where it is not on the page
    :param is_stated: whether the page says that it is an article's, and has a headline
    """
    if top < 0 or not taken:
        return ""
    if begun := _begun(rows, taken, top=top):
        return begun
    end = _begin_of_comments(rows, top=top)
    if taken[-1] < top:
        words = sum(len(rows[i].text.split()) for i in taken)
        return _longest(rows[top + 1 : end], least=max(words, WORDS_ON_END))
    others = [i for i in taken if rows[i].is_linked or is_teaser(rows, i)]
    if 2 * letters_in(rows, others) > letters_in(rows, taken):
        least = STATED if is_stated else WORDS_ON_END
        found = _longest(rows[top + 1 : end], least=least)
        return found or _longest(_head(rows, top), least=_DATED)
    if end < taken[0] and _are_dated(rows, range(end, taken[-1] + 1), taken):
        return _longest(rows[top + 1 : end], least=STATED)
    held: Counter[_Element | None] = Counter()
    for i in taken:
        held[rows[i].element.getparent()] += len(rows[i].text.split())
    return _longest(
        rows[top + 1 : taken[0]], least=max(held.most_common(1)[0][1], WORDS_ON_END)
    )


def _begun(rows: Sequence[Row], taken: Sequence[int], *, top: int) -> str:
    """The sentences of the element that prints most of what the judge took by itself,
    not in parts, if some of them stand before all that it took; else empty."""
    words: Counter[_Element] = Counter()
    for i in taken:
        words[rows[i].element] += len(rows[i].text.split())
    block, most = words.most_common(1)[0]
    if 2 * most < words.total() or taken[0] <= top:
        return ""
    own = [i for i in range(top + 1, taken[-1] + 1) if rows[i].element is block]
    text = [
        i for i in own if i in taken or (is_sentence(rows[i].text) and _may_be(rows, i))
    ]
    text = [i for i in text if not rows[i].is_linked]
    is_begun = bool(text) and text[0] < taken[0]
    return "".join(rows[i].key for i in text) if is_begun else ""


def _begin_of_comments(rows: Sequence[Row], *, top: int) -> int:
    """Index of the label of the readers' comments that stands behind the first
    sentences below the headline; the number of rows without one."""
    words = 0
    for i in range(top + 1, len(rows)):
        text = rows[i].text
        if words >= STATED and ends_article(text) and _COMMENTS.search(text):
            return i
        if not rows[i].is_linked and is_sentence(text):
            words += len(text.split())
    return len(rows)


def _are_dated(rows: Sequence[Row], behind: range, taken: Sequence[int]) -> bool:
    """Whether half of the sentences that the judge took behind a label have a day each,
    as comments do: a label of their number stands above a text, too."""
    days = sum(is_date_line(rows[i].text) for i in behind)
    return 0 < sum(is_sentence(rows[i].text) for i in taken) <= 2 * days


def _head(rows: Sequence[Row], top: int) -> Sequence[Row]:
    """The rows from a headline with the line of its date or its writer straight below
    to the first linked headline; listings have neither text nor such a line there."""
    below = rows[top + 1 : top + 3]
    is_headline = len(rows[top].text.split()) >= _HEADLINE
    if not is_headline or not any(tells_when_or_who(row.text) for row in below):
        return ()
    for i in range(top + 1, len(rows)):
        if rows[i].is_linked and len(rows[i].text.split()) > _HEADLINE:
            return rows[top + 1 : i]
    return rows[top + 1 :]


def _longest(rows: Sequence[Row], *, least: int) -> str:
    """The sentences of the element that holds most of them, and few links.

    :param rows: those in question
    :param least: so many words at least
    """
    held: dict[_Element, list[Row]] = defaultdict(list)
    words: Counter[_Element] = Counter()
    links: Counter[_Element] = Counter()
    counts: Counter[_Element] = Counter()
    for i, row in enumerate(rows):
        is_text = not row.is_linked and is_sentence(row.text) and _may_be(rows, i)
        around = row.element.iterancestors()
        for element in (row.element, *islice(around, _DEPTH - 1)):
            counts[element] += 1
            links[element] += row.is_linked
            if is_text:
                held[element].append(row)
                words[element] += len(row.text.split())
    blocks = [element for element in held if 3 * links[element] <= counts[element]]
    most = max((words[element] for element in blocks), default=0)
    if most < least:
        return ""
    near = [element for element in blocks if words[element] >= _NEARLY * most]
    return "".join(row.key for row in held[min(near, key=counts.__getitem__)])


def _may_be(rows: Sequence[Row], i: int) -> bool:
    """Whether a sentence may be of the page's article."""
    row = rows[i]
    if names.is_page_part(row.element) or names.is_foreign(row.element):
        return False
    if is_boilerplate(row.text) or ends_article(row.text):
        return False
    return not is_teaser(rows, i)
