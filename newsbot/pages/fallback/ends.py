"""Where an article ends in the element that holds its text."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING, Final

from newsbot.arabic.boilerplate import announces_related
from newsbot.arabic.edges import ends_article
from newsbot.pages.fallback.boxes import heads_links
from newsbot.pages.fallback.taken import letters_in

if TYPE_CHECKING:
    from collections.abc import Sequence

    from lxml.etree import _Element

    from newsbot.pages.fallback.homes import Homes
    from newsbot.pages.fallback.outline import Row

_LONGEST_HEADLINE: Final = 300
# Characters of a label.
_LABEL: Final = 60


def first_behind(
    rows: Sequence[Row],
    *,
    inside: Sequence[int],
    taken: Sequence[int],
    homes: Homes,
    title: str,
    heading: _Element | None,
) -> int:
    """Index of the first row behind the article: another one's headline, or a
    label such as «التعليقات» or «مقالات ذات صلة» behind which the text does not
    go on.

    The text goes on where the judge took paragraphs that are siblings of those
    before the label: a box between paragraphs, however it is named.

    :param rows: the page's outline
    :param inside: indices of the rows in the text's container
    :param taken: indices of those that the judge took
    :param homes: where they stand
    :param title: letters of the headline
    :param heading: the element of the headline, where it is on the page
    """
    if not taken:
        return len(rows)
    whole = letters_in(rows, taken)
    for i in inside:
        row = rows[i]
        if i <= taken[0] or len(row.text) >= _LONGEST_HEADLINE:
            continue
        before = {homes.of(j) for j in taken if j < i}
        is_sibling = homes.of(i) in before
        if _is_headline(row.element, heading) and row.key != title:
            if not is_sibling:
                return i
            continue
        if len(row.text) >= _LABEL:
            continue
        is_related = announces_related(row.text) or heads_links(rows, i)
        # Comments stand in one element, too.
        siblings = before | homes.main if is_related else before
        if not (is_related or ends_article(row.text)):
            continue
        behind = [j for j in taken if j > i]
        # The entries of a live report have an element each.
        entries = {_entry(home) for home in before} if is_related else set()
        on = [
            j
            for j in behind
            if (homes.of(j) in siblings or _entry(homes.of(j)) in entries)
            and not rows[j].is_linked
        ]
        if not on or (is_related and _is_teasers([rows[j] for j in inside if j > i])):
            return i
        is_short = 4 * letters_in(rows, behind) < whole
        if is_sibling and not is_related and is_short:
            return i
    return len(rows)


def _is_headline(element: _Element, own: _Element | None) -> bool:
    """Whether an element is a headline, as that of the article is one.

    :param own: the element of the article's headline
    """
    if element.tag == "h1":
        return True
    return (
        own is not None
        and element.tag == own.tag
        and element.tag in ("h2", "h3")
        and bool(own.get("class"))
        and element.get("class") == own.get("class")
    )


def _is_teasers(behind: Sequence[Row]) -> bool:
    """Whether all rows behind a label are links with a few words to each."""
    linked = [row.is_linked for row in behind]
    pairs = sum(one and not other for one, other in pairwise(linked))
    return linked[:1] == [True] and pairs > 1 and len(linked) <= 2 * sum(linked) + 1


def _entry(home: _Element) -> tuple[_Element | None, str, str]:
    """What the entries of a live report have in common: place, tag and class."""
    return home.getparent(), str(home.tag), home.get("class", "")
