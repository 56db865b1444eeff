"""Pages on which the judge takes the teasers around the text for the text."""

from __future__ import annotations

from collections import Counter, defaultdict
from itertools import islice
from typing import TYPE_CHECKING, Final

from newsbot.arabic.boilerplate import is_boilerplate
from newsbot.arabic.boilerplate.edges import ends_article
from newsbot.pages.fallback import names
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
    as they do: cards without links, comments.

    :param rows: the page's outline
    :param taken: indices of the rows that the judge took
    :param top: index of the headline's row, -1 where it is not on the page
    :param is_stated: whether the page says that it is an article's, and has a headline
    """
    if top < 0 or not taken:
        return ""
    others = [i for i in taken if rows[i].is_linked or is_teaser(rows, i)]
    if 2 * letters_in(rows, others) > letters_in(rows, taken):
        return _longest(rows[top + 1 :], least=STATED if is_stated else WORDS_ON_END)
    held: Counter[_Element | None] = Counter()
    for i in taken:
        held[rows[i].element.getparent()] += len(rows[i].text.split())
    return _longest(
        rows[top + 1 : taken[0]], least=max(held.most_common(1)[0][1], WORDS_ON_END)
    )


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
