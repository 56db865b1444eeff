"""The section of an article as its page prints it: a label beside the headline, or the
breadcrumbs."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final
from urllib.parse import urlsplit

from newsbot.arabic.text import fold
from newsbot.pages.fallback import names
from newsbot.pages.fallback.outline import finder, letters, text_of
from newsbot.pages.html import absolute
from newsbot.pages.lists.paths import Kind, read_address

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lxml.etree import _Element

    from newsbot.pages.fallback.outline import Row
    from newsbot.pages.fallback.surroundings import Surroundings

# A section has fewer words and characters than a headline.
_MOST_WORDS: Final = 4
_LONGEST: Final = 30
# So many rows above the headline, and below it, its label may stand.
_ABOVE: Final = 3
_BELOW: Final = 6
# Bars of more links are menus.
_MOST_LINKS: Final = 3
# What themes call the label with a section's name.
_LABELS: Final = frozenset(
    """
    cat catlink catname cats category categories categoryname eyebrow kicker postcat
    rubric rubrique sectionname
    """.split()
)
_HOME: Final = frozenset(map(fold, ("الرئيسية", "الصفحة الرئيسية", "رئيسية", "home")))
_NAMED: Final = frozenset(
    map(fold, ("المجموعة", "القسم", "قسم", "التصنيف", "تصنيف", "الفئة", "الباب"))
)
_ARROWS: Final = re.compile(r"[»«›‹>→←][\s»«›‹>→←]*")
_CATEGORY_LINKS: Final = finder(".//a[contains(@rel, 'category')]")
_TRAILS: Final = finder(
    # Attributes first: half the time of asking each element for four of them.
    ".//@class[contains(., 'readcrumb')]/.. | .//@id[contains(., 'readcrumb')]/.."
    " | .//@itemtype[contains(., 'BreadcrumbList')]/.."
    " | .//@aria-label[contains(., 'readcrumb')]/.."
)


def printed_section(around: Surroundings, *, base: str) -> str | None:
    """The label of the section that stands with the headline: a link marked
    ``rel=category``, or a short link to a list of articles or in an element that is
    named a category's; None without one.

    :param base: address of the page
    """
    for link in _CATEGORY_LINKS(around.scope):
        if not around.is_others(link) and (label := _label(link)):
            return label
    for row in _beside(around):
        for link in row.links:
            label = _label(link)
            if label and label in row.text and _leads_to_section(link, base):
                return label
    return None


def told_section(around: Surroundings, *, base: str) -> str | None:
    """The link behind «القسم:» beside the headline, or the last one of a row that leads
    there from the home page by arrows; None without one.

    :param base: address of the page
    """
    told = (_named_label(row) or _crumb(row, base) for row in _beside(around))
    return next(filter(None, told), None)


def _beside(around: Surroundings) -> Iterator[Row]:
    """The rows with links above the headline, then between it and the text."""
    title = around.title_index
    if title is None:
        return
    end = min(max(around.first_line, title + 1), title + 1 + _BELOW)
    above = range(title - 1, max(title - 1 - _ABOVE, -1), -1)
    for i in (*above, *range(title + 1, end)):
        row = around.rows[i]
        if row.linked and not _is_menu(row) and not around.is_others(row.element):
            yield row


def last_crumb(tree: _Element, *, base: str, title: str) -> str | None:
    """The last page above this one in the breadcrumbs that the page prints, the home
    page left out; None without one.

    :param base: address of the page
    :param title: :func:`newsbot.pages.fallback.outline.letters` of the headline
    """
    for trail in _TRAILS(tree):
        labels = [
            label
            for link in trail.iter("a")
            if (label := _label(link))
            and letters(label) != title
            and not _is_home(link, label, base)
        ]
        if labels:
            return labels[-1]
    return None


def _named_label(row: Row) -> str | None:
    """The link behind «القسم:» in a row of nothing else."""
    name = row.unlinked.strip()
    is_named = name.endswith(":") and fold(name.rstrip(": ")) in _NAMED
    return _label(row.links[0]) if is_named and len(row.links) == 1 else None


def _crumb(row: Row, base: str) -> str | None:
    """The last link of a row that leads from the home page by arrows; bars of links to
    sections have strokes between them, or nothing."""
    if not _ARROWS.fullmatch(row.unlinked.strip()) or len(row.links) < 2:
        return None
    labels = [(link, _label(link) or "") for link in row.links]
    if not _is_home(*labels[0], base) or _is_home(*labels[-1], base):
        return None
    return labels[-1][1] or None


def _label(link: _Element) -> str | None:
    """The words of a link, if they are as few as a section's name."""
    text = text_of(link).strip(" «»›‹/|-")
    is_short = len(text) <= _LONGEST and len(text.split()) <= _MOST_WORDS
    return text if is_short and any(map(str.isalpha, text)) else None


def _is_home(link: _Element, label: str, base: str) -> bool:
    url = absolute(base, link.get("href", ""))
    path = urlsplit(url).path if url else ""
    return fold(label) in _HOME or (url is not None and path in ("", "/"))


def _is_menu(row: Row) -> bool:
    """Whether a row is a bar of links, or one link in a list of many."""
    block = row.element
    if block.tag in ("li", "dd") and (parent := block.getparent()) is not None:
        block = parent
    return sum(1 for _ in block.iter("a")) > _MOST_LINKS


def _leads_to_section(link: _Element, base: str) -> bool:
    url = absolute(base, link.get("href", ""))
    if url is None:
        return False
    kind = read_address(url).kind
    if kind is Kind.LIST:
        return True
    parent = link.getparent()
    near = [link, *link.iterdescendants("span")]
    if parent is not None:
        near.append(parent)
    is_named = any(not _LABELS.isdisjoint(names.words_of(one)) for one in near)
    return is_named and kind is not Kind.OTHER
