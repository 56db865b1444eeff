"""Which lines of an article's body are its text, and what the others tell."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from newsbot.arabic.boilerplate import announces_related, is_boilerplate
from newsbot.arabic.boilerplate.edges import stands_behind
from newsbot.arabic.boilerplate.endings import is_dated
from newsbot.arabic.boilerplate.learned import resembles_site
from newsbot.arabic.credits import agency_line, announces_credit, credit
from newsbot.pages.elsewhere import leads_away

if TYPE_CHECKING:
    from collections.abc import Iterator

    from newsbot.arabic.boilerplate.paper import Paper
    from newsbot.pages.body import Body

# A line that is an address and nothing else was to become an embed.
_ADDRESS = re.compile(r"(?:https?://|www\.|pic\.twitter\.com/)\S+")
_CLOCK = re.compile(
    r"[(\[]?\s*+[0-9٠-٩]{1,2}\s*+[:٫.]\s*+[0-9٠-٩]{2}\s*+(?:[صم]\.?)?\s*+[)\]]?[\s:–-]*+"
)
# An entry in one line: the clock, then a sentence to its full stop. Timetables and
# fixtures go on with names.
_ENTRY = re.compile(
    r"[(\[]?\s*+[0-9٠-٩]{1,2}\s*+:\s*+[0-9٠-٩]{2}(?:\W++\w++){5}+.*[.!؟…][»”\"]?"
)
# Hands and arrows that point to what was left out, a quotation mark in large.
_SIGNS = re.compile(
    r"[\s\ufe0f\u200d“”„❛❜❝❞«»\u2190-\u21ff\u25b2-\u25c5\u2b05-\u2b07\u27a1"
    r"\U0001f446-\U0001f449\U0001f53a-\U0001f53d\U0001f3fb-\U0001f3ff]+"
)
_WORD = re.compile(r"\w")
_BULLET = re.compile(r"[-–—•·*●▪◾■]\s*\w|[0-9٠-٩]{1,2}\s?[-–.)]\s?[^\W\d]")
# Fewer clock-stamped lines than this may be a timetable or a chance.
_LIVE_ENTRIES = 4
# Of a text's characters: where more resembles the site's, it is about such things.
_MOST_RESEMBLING = 0.25


@dataclass
class BodyLine:
    """One line of a body, white space collapsed."""

    text: str
    """All of it."""

    linked: int
    """How many of its characters stand in links."""

    unlinked: str
    """What stands in none."""

    is_item: bool = False
    """Whether it stands in an item of a list."""


@dataclass
class Text:
    """What the lines of a body come to."""

    lines: list[str] = field(default_factory=list)
    """The text, one paragraph a line."""

    credit: str | None = None
    """The source named in a line «المصدر: …», without the label."""

    is_live: bool = False
    """Whether it is a list of entries that begin with a clock time each."""


def read_lines(lines: list[BodyLine], *, base: str = "") -> Text:
    """The text that *lines* hold, without links to other articles, calls, labels,
    the clocks of a live blog's entries, and the credit.

    :param base: address of the page
    """
    text = Text()
    kept = _without_links(lines)
    if sum(_CLOCK.fullmatch(line.text) is not None for line in kept) >= _LIVE_ENTRIES:
        text.is_live = True
        kept = [line for line in kept if not _CLOCK.fullmatch(line.text)]
    elif sum(_ENTRY.fullmatch(line.text) is not None for line in kept) >= _LIVE_ENTRIES:
        text.is_live = True
    for line in _with_credits(kept):
        named = credit(line)
        if named is not None:
            text.credit = text.credit or named
        elif not (
            is_boilerplate(line) or _ADDRESS.fullmatch(line) or _SIGNS.fullmatch(line)
        ):
            text.lines.append(line)
    text.lines, named = without_edges(_without_resembling(text.lines, base), base=base)
    text.credit = text.credit or named
    return text


def _without_resembling(lines: list[str], base: str) -> list[str]:
    """Leave out what no rule knows and resembles the lines of sites, if it is little:
    a report on an app has such lines of its own."""
    kept = [
        line for line in lines if leads_away(line, base) or not resembles_site(line)
    ]
    if len(kept) == len(lines):
        return lines
    is_little = _size(kept) >= (1 - _MOST_RESEMBLING) * _size(lines)
    return kept if is_little else lines


def _size(lines: list[str]) -> int:
    return sum(map(len, lines))


def leave_out_own(body: Body, paper: Paper, *, base: str = "") -> None:
    """Leave out of *body* the lines in which its *paper* speaks to readers of itself;
    what stands at the edges then is judged anew.

    :param base: address of the page
    """
    if not paper:
        return
    kept = [line for line in body.lines if not paper.speaks_in(line)]
    if kept and len(kept) < len(body.lines):
        body.lines, named = without_edges(kept, base=base)
        body.credit = body.credit or named


def without_edges(lines: list[str], *, base: str = "") -> tuple[list[str], str | None]:
    """The lines of a text without those above and below it that are none of it, and
    the source that one of them names without a label.

    Below the text these are editors' initials, agencies, labels of what stands behind
    an article, rules of the house, marks of the end, and what resembles them; above it
    agencies, and lines of dates. On all pages the same, whichever rules found the
    element of the text. The only line of a text stays.

    :param base: address of the page
    """
    first, end, named = 0, len(lines), None
    while end > 1:
        last = lines[end - 1]
        source = agency_line(last)
        if source is None and not (
            stands_behind(last)
            or (resembles_site(last, is_last=True) and not leads_away(last, base))
        ):
            break
        named = named or source
        end -= 1
    while first < end - 1:
        source = agency_line(lines[first])
        if source is None and not is_dated(lines[first]):
            break
        named = named or source
        first += 1
    return lines[first:end], named


def _without_links(lines: list[BodyLine]) -> list[BodyLine]:
    """Leave out what only leads to other articles: a label such as «اقرأ أيضا»
    with the links in its line and in the lines below it."""
    kept = []
    announced = False
    for line in lines:
        only_links = line.linked > 0 and not _WORD.search(line.unlinked)
        if announces_related(line.text):
            announced = True
        elif line.linked and announces_related(line.unlinked):
            announced = False
        elif not (announced and only_links):
            announced = False
            kept.append(line)
    return kept


def _with_credits(lines: list[BodyLine]) -> Iterator[str]:
    """Put the label of a source before its name, where each has a line. A list of
    sources, as below a report that checks facts, stays as it is."""
    label = None
    for place, line in enumerate(lines):
        is_label = announces_credit(line.text)
        if label is not None:
            named = f"{label.strip(' :：')}: {line.text}"
            if not (is_label or _lists(lines[place : place + 2])) and credit(named):
                yield named
                label = None
                continue
            yield label
        label = line.text if is_label else None
        if not is_label:
            yield line.text
    if label is not None:
        yield label


def _lists(lines: list[BodyLine]) -> bool:
    """Whether two lines are items of a list, and not the names of agencies."""
    return (
        len(lines) > 1
        and all(line.is_item or _BULLET.match(line.text) for line in lines)
        and not all(agency_line(line.text) for line in lines)
    )
