"""Visible dates: the date line of an article, among all dates that a page prints."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime
from itertools import chain, islice
from typing import TYPE_CHECKING, Final

from newsbot.arabic.dates import published_and_modified
from newsbot.pages.datesources import Candidate
from newsbot.pages.fallback import names
from newsbot.pages.fallback.outline import apart, letters, text_of
from newsbot.pages.fallback.tips import exact

if TYPE_CHECKING:
    from collections.abc import Callable, Container, Iterator, Sequence

    from lxml.etree import _Element

    from newsbot.pages.fallback.outline import Row

# A date line has a day, at least: one or two digits, or a relative form.
_LONGEST: Final = 120
_DIGIT_OR_WORD: Final = re.compile(r"\d|منذ|قبل|أمس|امس|اليوم")
_LABEL: Final = re.compile(
    r"نشر|تاريخ|التاريخ|تحديث|حدث|كتب في|أضيف|اضيف|تعديل|publish|updat|posted|modified",
    re.IGNORECASE,
)
_VOWELS: Final = re.compile(r"[\u064b-\u0652]")
_PLAIN: Final = re.compile(r"[\s\d:/.,،|()-]+")
# Behind a date line stand counts: «القراءات: 120», «تعليقات 3», «زمن القراءة».
_COUNTS: Final = re.compile(
    r"[\s|•·,،–—-]*[(\[]?\s*(?:عدد\s+)?(?:ال)?(?:قراءات|قراءة|مشاهدات|مشاهدة|زيارات|زيارة"
    r"|تعليقات|تعليق|زمن القراءة|وقت القراءة|دقائق|دقيقة|القراءات"
    r"|المشاهدات|views?|comments?"
    r"|min(?:utes?)? read)\b.*$",
    re.IGNORECASE,
)
# «الساعة 11 و 40 دقيقة» is a clock, «منذ 20 دقيقة» a span of time.
_MINUTES: Final = re.compile(
    r"(?:\sو\s?|\b(?:منذ|قبل)\s+)\w+(?:\s+و\w+)?\s+دق(?:يقة|ائق)\b"
)
# Elementor prints a list of day, clock and counts.
_CLOCK: Final = re.compile(
    r"\W*(?:الساعة\s+)?(\d{1,2}:\d\d(?::\d\d)?"
    r"(?:\s*(?:ص|م|صباح[اً]{1,2}|مساء[اً]{0,2}|am|pm|a\.m\.|p\.m\.))?)\W*",
    re.IGNORECASE,
)
# A year, a date of numbers, a clock or a relative form; a headline may have a number.
_DATED: Final = re.compile(r"\d{4}|\d\s?[-:/.]\s?\d|منذ|قبل|ago\b")
_MOST_BESIDE_A_DAY: Final = 8
_YEAR: Final = re.compile(r"(?<!\d)(?:19|20|١٩|٢٠)\d\d(?!\d)")
_LENGTHS: Final = frozenset({"audio", "duration", "length", "video"})
# A date may be a link to its day; a headline with a date in it is longer.
_MOST_LINKED: Final = 6
# Behind a date may stand «طباعة», «أرسل لصديق», «حفظ».
_MOST_TOOLS: Final = 4
_MOST_OF_A_TOOL: Final = 4
_BETWEEN_TOOLS: Final = " |•·-–—"
_MOST_PARTS: Final = 4
_MOST_ALIKE: Final = 20
_REACH_ABOVE: Final = 8
_REACH_BELOW: Final = 4


def is_date_line(text: str) -> bool:
    """Whether a row says when something was published, and hardly more."""
    if len(text) > _LONGEST or not any(map(str.isdigit, text)):
        return False
    if text.endswith((".", "؟", "!")) and not _PLAIN.fullmatch(text):
        return False
    if not _DATED.search(text) and len(text.split()) > _MOST_BESIDE_A_DAY:
        return False
    return any(_read(text, datetime.now(UTC), "UTC"))


def may_be_date(text: str) -> bool:
    """Whether *text* is short enough for a date line, and has what one needs."""
    return len(text) <= _LONGEST and _DIGIT_OR_WORD.search(text) is not None


def _has_label(text: str) -> bool:
    """Whether a text has a label of a date; «نُشر» may be vowelled."""
    return _LABEL.search(_VOWELS.sub("", text)) is not None


def without_counts(text: str) -> str:
    """*text* without the counts of readers and comments behind a date."""
    start = max((found.end() for found in _MINUTES.finditer(text)), default=0)
    return text[:start] + _COUNTS.sub("", text[start:])


def visible_dates(
    rows: Sequence[Row],
    *,
    title: int | None,
    first: int,
    last: int,
    now: datetime,
    tz: str,
    text: Container[int],
    is_others: Callable[[_Element], bool],
) -> list[Candidate]:
    """The dates that the page prints as those of its article, as candidates of the
    rule ``text``: in the rows around the headline down to the text, else straight
    behind the text.

    What stands above the headline counts as today only with a label, or in an element
    that is named a date's in the headline's own element or straight above it, or there
    as the dates of other articles are: else that is the clock of the page. As another
    day it needs a label, a name, or outside the page's header its year. An update is
    sought below the text, too.
    A clock alone, in the row behind a day, is the day's.

    :param title: index of the headline's row; None where it is not on the page
    :param first: index of the text's first row
    :param last: index of its last row
    :param now: an aware instant, the time of the fetch
    :param tz: IANA zone of the site's local times
    :param text: indices of the rows that are the text itself
    :param is_others: whether an element belongs to other articles or to comments
    """
    start = first if title is None else title
    above = range(start - 1, max(start - _REACH_ABOVE, 0) - 1, -1)
    between = range(start, max(min(first + 3, last + 1, start + 40), start + 3))
    if title is None:
        between = range(0)
    below = range(last, min(last + 1 + _REACH_BELOW, len(rows)))
    found: list[Candidate] = []
    for reach, is_strict in ((between, False), (above, True), (below, True)):
        known = {one.field for one in found}
        if "published" in known and (reach is above or "modified" in known):
            continue
        for i in reach:
            if i in text or i >= len(rows) or is_others(rows[i].element):
                continue
            row = rows[i]
            if any(map(names.is_caption, _near(row.element))):
                continue
            is_inside = reach is not above or not _is_in_header(row, rows[start])
            is_heading = i + 1 == title and (
                _is_around(row, rows[start], rows[first]) or is_inside
            )
            if known and reach is below and not _has_label(row.text):
                continue
            of_row = _row_dates(
                row,
                now,
                tz,
                is_strict=is_strict,
                is_heading=is_heading,
                is_inside=reach is above and is_inside,
                heading=rows[title] if is_heading and title is not None else None,
            )
            of_row = [one for one in of_row if one.field not in known]
            if not of_row:
                continue
            following = rows[i + 1] if i + 1 < len(rows) else None
            if following is not None:
                of_row[0] = _with_clock(of_row[0], row, following, now, tz)
                # A label and its update may stand in rows of their own.
                if _has_label(following.text):
                    of_row += _row_dates(following, now, tz, is_strict=True)
            found += of_row
            if any(one.field == "published" for one in of_row):
                break
            # An update may stand before the publication.
            known.add("modified")
    return found


def _is_around(row: Row, heading: Row, first: Row) -> bool:
    """Whether a row stands in the element that holds the headline and not the text."""
    holds = row.element in heading.element.iterancestors()
    return holds and row.element not in first.element.iterancestors()


def _is_in_header(row: Row, heading: Row) -> bool:
    """Whether a row above the headline is the page's: in a header that does not hold
    the headline, or in a menu."""
    shared = {heading.element, *heading.element.iterancestors()}
    for node in (row.element, *row.element.iterancestors()):
        if node in shared:
            return False
        if node.tag in ("header", "nav") or names.is_header(node):
            return True
    return False


def _with_clock(
    found: Candidate, row: Row, following: Row, now: datetime, tz: str
) -> Candidate:
    """A day with the clock that stands alone behind it, in the same list or line."""
    text = str(found.value)
    clock = _CLOCK.fullmatch(following.text)
    if clock is None or set(_near(row.element)).isdisjoint(_near(following.element)):
        return found
    # A player's length looks the same.
    inner = (following.element, *_parts(following))
    if any(not _LENGTHS.isdisjoint(names.words_of(one)) for one in inner):
        return found
    days = [one for one in _read(text, now, tz) if one is not None]
    if any(isinstance(one, datetime) for one in days):
        return found
    joined = f"{text} {clock[1]}"
    read = [one for one in _read(joined, now, tz) if isinstance(one, datetime)]
    return found._replace(value=joined) if read else found


def _row_dates(
    row: Row,
    now: datetime,
    tz: str,
    *,
    is_strict: bool,
    is_heading: bool = False,
    is_inside: bool = False,
    heading: Row | None = None,
) -> list[Candidate]:
    """The dates of one row.

    :param is_strict: whether they need a label or a name
    :param is_heading: whether the row is a part of the headline's element
    :param is_inside: whether a day in the past needs neither, if its year is printed
    :param heading: the headline's row, if it follows straight behind
    """
    if (
        row.is_linked
        and len(row.text.split()) > _MOST_LINKED
        and not _is_before_tools(row)
    ):
        return []
    is_named = any(map(names.is_date, _near(row.element)))
    if is_heading and not is_named:
        is_named = any(map(names.is_date, _parts(row)))
    has_icon = any(map(names.is_date_icon, row.element.iter("i", "svg", "span")))
    updates: list[Candidate] = []
    updated: set[datetime | date] = set()
    for text in _texts(row):
        has_label = has_icon or _has_label(text)
        has_reason = has_label or is_named
        if is_strict and not has_reason and not (is_inside and _YEAR.search(text)):
            continue
        published, modified = _read(text, now, tz)
        if published in updated:
            continue  # a part of the row, without its label
        if published is not None:
            is_sure = has_label or (is_heading and has_reason) or not is_strict
            if (
                not is_sure
                and _is_today(published, now)
                and (heading is None or not _is_of_others_too(row, heading, now, tz))
            ):
                return []
            text = exact(text, row.element, row.key, now=now, tz=tz)
            return [Candidate("published", "text", text)]
        if modified is not None:
            updated.add(modified)
            text = exact(text, row.element, row.key, now=now, tz=tz)
            updates.append(Candidate("modified", "text", text))
    return updates[:1]


def _is_before_tools(row: Row) -> bool:
    """Whether a row begins with a date in no link, and its links are as short as
    «طباعة»: the link of a teaser is a headline."""
    own = row.unlinked.strip(_BETWEEN_TOOLS)
    if not (_YEAR.search(own) and row.text.lstrip(_BETWEEN_TOOLS).startswith(own)):
        return False
    links = list(islice(row.element.iter("a"), _MOST_TOOLS + 1))
    return len(links) <= _MOST_TOOLS and all(
        len(text_of(link).split()) <= _MOST_OF_A_TOOL for link in links
    )


def _is_of_others_too(row: Row, heading: Row, now: datetime, tz: str) -> bool:
    """Whether a part of the row in front of the headline is named as elements that
    print other days, and none of these stands in the box of both: boxes of articles
    print their dates so, the clock of a page has a name of its own."""
    around = set(heading.element.iterancestors())
    box = next((one for one in row.element.iterancestors() if one in around), None)
    if box is None:
        return False
    root = box.getroottree().getroot()
    for part in islice(chain([row.element], _parts(row)), _MOST_PARTS):
        own = _days(text_of(part), now, tz)
        if not (own and part.get("class") and len(list(_alike(part, box))) == 1):
            continue
        others = islice(_alike(part, root), _MOST_ALIKE)
        days = (_days(text_of(one), now, tz) for one in others)
        if any(found and found != own for found in days):
            return True
    return False


def _alike(part: _Element, scope: _Element) -> Iterator[_Element]:
    """The elements in *scope* of the kind and the class of *part*, and itself."""
    name = part.get("class")
    return (one for one in scope.iter(part.tag) if one.get("class") == name)


def _days(text: str, now: datetime, tz: str) -> set[date]:
    """The days that a text says; none where it is too long for a date."""
    read = _read(text, now, tz) if may_be_date(text) else ()
    return {
        one.date() if isinstance(one, datetime) else one
        for one in read
        if one is not None
    }


def _parts(row: Row) -> Iterator[_Element]:
    """The elements in a row's block that hold words of the row."""
    for element in row.element.iter("span", "time", "small", "b", "em", "i"):
        if (key := letters(text_of(element))) and key in row.key:
            yield element


def _texts(row: Row) -> Iterator[str]:
    """What a row may be read as, best first: without its links, with its parts kept
    apart («٦:٢٥ م», «الدوحة» stand apart on the screen only), whole, and each part by
    itself («المشاهدات 320», «2026-11-20»)."""
    parts = [" ".join(part.split()) for part in map(str, row.element.itertext())]
    own = [part for part in parts if part and part in row.text]
    whole = text_of(row.element) if len(row.element) > 0 else ""
    # Its element may hold more rows.
    spaced = whole if letters(whole) == row.key else ""
    texts = [row.unlinked, spaced, row.text, whole, *own]
    if (kept_apart := apart(row)) != row.text:
        # Elements meet without a space: a zone would run into the next word.
        texts = [row.unlinked] if row.is_linked else []
        texts += [spaced, kept_apart, *own, row.unlinked, row.text, whole]
    for text in dict.fromkeys(texts):
        if may_be_date(text):
            yield without_counts(text)


def _read(
    text: str, now: datetime, tz: str
) -> tuple[datetime | date | None, datetime | date | None]:
    return published_and_modified(text, now=now, tz=tz)


def _is_today(value: datetime | date | None, now: datetime) -> bool:
    if value is None:
        return False
    day = value.date() if isinstance(value, datetime) else value
    return abs((now.date() - day).days) <= 1


def _near(element: _Element) -> list[_Element]:
    found, node = [element], element.getparent()
    while node is not None and len(found) < 3:
        found.append(node)
        node = node.getparent()
    return found
