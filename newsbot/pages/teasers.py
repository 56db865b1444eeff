"""Lines of a body that lead to the site's other articles and hold none of its text."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final, NamedTuple

from newsbot.arabic.boilerplate import announces_related, is_boilerplate
from newsbot.arabic.boilerplate.calls import leads_elsewhere
from newsbot.arabic.boilerplate.speech import ends_sentence, tells_speech
from newsbot.arabic.credits import announces_credit, credit
from newsbot.arabic.text import fold
from newsbot.pages.html import absolute
from newsbot.pages.skipped import HEADLINE, MOST_POSTS, is_own_listing, is_own_post

if TYPE_CHECKING:
    from lxml.etree import _Element

    from newsbot.pages.lines import BodyLine

_WORD: Final = re.compile(r"\w")
# What a label ends in, before its link: «واقرأ:», «لا يفوتكم..».
_ENDS_OF_LABELS: Final = (":", "：", "؛", "..", "…")
# Signs between a label and its link, none of the label: an arrow, a dash.
_SIGNS: Final = re.compile(r"[^\w:：؛.…\u064b-\u0652]+$")
_COMMAS: Final = re.compile("[،,؛;]")
_LABEL_WORDS: Final = 6
_LABEL_LETTERS: Final = 80
# A link of more words is a paragraph that somebody linked as a whole.
_LONGEST_HEADLINE: Final = 30
_HEADINGS: Final = frozenset({"h1", "h2", "h3", "h4", "h5", "h6"})
# An item of a list or of a table is judged with the others, not by itself.
_ITEMS: Final = frozenset({"li", "dt", "dd", "td", "th"})
_BLOCKS: Final = _HEADINGS | _ITEMS | {"p", "div", "section", "blockquote", "article"}
# One linked heading stands between paragraphs; a second one makes a round-up.
_ROUND_UP: Final = 2


class Teaser(NamedTuple):
    """What a line leads to."""

    targets: frozenset[str]
    """Absolute addresses of the site's other articles."""

    block: str
    """Name of the element around its first link: ``h3``, ``li``."""

    is_labelled: bool
    """Whether a label stands before its link."""

    is_headline: bool
    """Whether the link alone tells that it is none of the text."""


def teaser(line: BodyLine, links: list[_Element], base: str) -> Teaser | None:
    """What a line leads to that is nothing but links to other articles of the site, or
    a label and one such link; None: any other line, such as a sentence with a link.

    :param line: a line with words in a link
    :param links: the ``a`` elements of the line
    :param base: address of the page
    """
    if not links or ends_sentence(line.text):
        return None
    label = ""
    if _WORD.search(line.unlinked):
        found = _label(line)
        if found is None:
            return None
        label = found
    addresses = [link.get("href", "") for link in links]
    if not all(is_own_post(address, base) for address in addresses):
        # «شاهد جميع أهداف الدوري»
        is_call = not label and leads_elsewhere(line.text)
        if not (is_call and all(is_own_listing(one, base) for one in addresses)):
            return None
    targets = frozenset(absolute(base, address) or "" for address in addresses)
    words = len(line.text.split()) - len(label.split())
    is_headline = HEADLINE * len(targets) <= words <= _LONGEST_HEADLINE
    if label and not announces_related(line.unlinked):
        if not is_headline or len(targets) > 1:
            return None
    elif len(targets) > 1 and _COMMAS.search(line.unlinked):
        is_headline = False  # names, one beside the other
    if credit(line.text) is not None:
        return None
    return Teaser(targets, _block(links[0]), bool(label), is_headline)


def without_teasers(
    lines: list[BodyLine], teasers: dict[int, Teaser]
) -> tuple[list[BodyLine], set[tuple[int, str]]]:
    """The lines of a body that lead to no other article, and the places of the others
    with what they lead to.

    All stay where nothing else would be left.

    :param teasers: some of the *lines*, by their places
    """
    if not teasers:
        return lines, set()
    gone = _announced(lines, teasers)
    gone |= {place for place, one in teasers.items() if one.is_labelled}
    rest = {place for place in teasers if place not in gone}
    gone |= _bare(lines, teasers, rest)
    # A label in a line of its own goes with what it is of.
    for place in sorted(gone & teasers.keys()):
        above = place - 1
        if above >= 0 and above not in gone and not teasers[place].is_labelled:
            text = lines[above].text
            is_label = text.endswith((":", "：")) and _is_label(text)
            if is_label and not (lines[above].linked or tells_speech(text)):
                gone.add(above)
    kept = [line for place, line in enumerate(lines) if place not in gone]
    if not kept:
        return lines, set()
    left = ((place, teasers[place].targets) for place in gone & teasers.keys())
    return kept, {(place, target) for place, targets in left for target in targets}


def _announced(lines: list[BodyLine], teasers: dict[int, Teaser]) -> set[int]:
    """Places of the links right below a label of links, such as «اقرأ المزيد:»."""
    found = set()
    for place in sorted(teasers):
        above = place - 1
        if teasers[place].is_labelled or above < 0:
            continue
        is_label = not lines[above].linked and is_boilerplate(lines[above].text)
        if above in found or is_label:
            found.add(place)
    return found


def _bare(
    lines: list[BodyLine], teasers: dict[int, Teaser], places: set[int]
) -> set[int]:
    """Which of *places* are headlines between the paragraphs, and no subheads of them.

    More of them than a box has are the article itself, and so are the headings of a
    round-up, each with its own text below.
    """
    found = {
        place
        for place in places
        if teasers[place].is_headline
        and teasers[place].block not in _ITEMS
        and not (place and _announces_text(lines[place - 1]))
    }
    if len(found) > MOST_POSTS:
        return set()
    subheads = {
        place
        for place in found
        if teasers[place].block in _HEADINGS
        and place + 1 < len(lines)
        and place + 1 not in teasers
    }
    return found - subheads if len(subheads) >= _ROUND_UP else found


def _announces_text(line: BodyLine) -> bool:
    """Whether a line goes on in the next one: who says it, or «المصدر:»."""
    if announces_credit(line.text):
        return True
    return _is_label(line.text) and tells_speech(line.text)


def _label(line: BodyLine) -> str | None:
    """The label before the link of a line; None where its words are no label."""
    unlinked = line.unlinked
    if len(unlinked) > _LABEL_LETTERS:
        return None
    label = _SIGNS.sub("", unlinked)
    is_barred = unlinked.endswith("|")  # «بالفيديو | …»
    if not line.text.startswith(label):
        return None
    if announces_related(unlinked):
        return label
    is_label = _is_label(f"{label}:" if is_barred else label)
    return label if is_label and not tells_speech(label) else None


def _is_label(text: str) -> bool:
    """Whether a line is a few words and a mark, or ends in «أيضا»."""
    if len(text) > _LABEL_LETTERS:
        return False
    if sum(map(bool, map(_WORD.search, text.split()))) > _LABEL_WORDS:
        return False
    return text.endswith(_ENDS_OF_LABELS) or fold(text).endswith(" ايضا")


def _block(link: _Element) -> str:
    for node in link.iterancestors():
        if node.tag in _BLOCKS:
            return str(node.tag)
    return ""
