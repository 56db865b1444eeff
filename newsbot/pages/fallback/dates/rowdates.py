"""The dates that one row of a page prints."""

from __future__ import annotations

import re
from datetime import date, datetime
from itertools import chain, islice
from typing import TYPE_CHECKING, Final

from newsbot.arabic.dates import published_and_modified
from newsbot.pages.datesources import Candidate
from newsbot.pages.fallback import names
from newsbot.pages.fallback.dates.datelines import before_counts, has_label, may_be_date
from newsbot.pages.fallback.dates.tips import exact
from newsbot.pages.fallback.outline import apart, letters, text_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lxml.etree import _Element

    from newsbot.pages.fallback.outline import Row

# Elementor prints a list of day, clock and counts.
_CLOCK: Final = re.compile(
    r"\W*(?:الساعة\s+)?(\d{1,2}:\d\d(?::\d\d)?"
    r"(?:\s*(?:ص|م|صباح[اً]{1,2}|مساء[اً]{0,2}|am|pm|a\.m\.|p\.m\.))?)\W*",
    re.IGNORECASE,
)
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


class RowDates:
    """Reads the dates of rows.

    :param now: an aware instant, the time of the fetch
    :param tz: IANA zone of the site's local times
    """

    def __init__(self, *, now: datetime, tz: str) -> None:
        self._now = now
        self._tz = tz

    def of(
        self,
        row: Row,
        *,
        is_strict: bool,
        is_inside: bool = False,
        heading: Row | None = None,
    ) -> list[Candidate]:
        """The dates of one row.

        :param is_strict: whether they need a label or a name
        :param is_inside: whether a day in the past needs neither, if its year is
            printed
        :param heading: the headline's row, if it follows straight behind and the row
            is a part of its element, or stands in no header of the page
        """
        if (
            row.is_linked
            and len(row.text.split()) > _MOST_LINKED
            and not _is_before_tools(row)
        ):
            return []
        is_of_heading = heading is not None
        is_named = any(map(names.is_date, near(row.element)))
        if is_of_heading and not is_named:
            is_named = any(map(names.is_date, _parts(row)))
        has_icon = any(map(names.is_date_icon, row.element.iter("i", "svg", "span")))
        updates: list[Candidate] = []
        updated: set[datetime | date] = set()
        for text in _texts(row):
            is_labelled = has_icon or has_label(text)
            has_reason = is_labelled or is_named
            if is_strict and not has_reason and not (is_inside and _YEAR.search(text)):
                continue
            published, modified = self._read(text)
            if published in updated:
                continue  # a part of the row, without its label
            if published is not None:
                is_sure = (
                    is_labelled or not is_strict or (heading is not None and has_reason)
                )
                if (
                    not is_sure
                    and _is_today(published, self._now)
                    and (heading is None or not self._is_of_others_too(row, heading))
                ):
                    return []
                text = exact(text, row.element, row.key, now=self._now, tz=self._tz)
                return [Candidate("published", "text", text)]
            if modified is not None:
                updated.add(modified)
                text = exact(text, row.element, row.key, now=self._now, tz=self._tz)
                updates.append(Candidate("modified", "text", text))
        return updates[:1]

    def with_clock(self, found: Candidate, row: Row, following: Row) -> Candidate:
        """A day with the clock that stands alone behind it, in the same list or
        line."""
        text = str(found.value)
        clock = _CLOCK.fullmatch(following.text)
        if clock is None or set(near(row.element)).isdisjoint(near(following.element)):
            return found
        # A player's length looks the same.
        inner = (following.element, *_parts(following))
        if next(following.element.iter("button", "audio", "video"), None) is not None:
            return found
        if any(not _LENGTHS.isdisjoint(names.words_of(one)) for one in inner):
            return found
        days = [one for one in self._read(text) if one is not None]
        if any(isinstance(one, datetime) for one in days):
            return found
        joined = f"{text} {clock[1]}"
        read = [one for one in self._read(joined) if isinstance(one, datetime)]
        return found._replace(value=joined) if read else found

    def _is_of_others_too(self, row: Row, heading: Row) -> bool:
        """Whether a part of the row in front of the headline is named as elements that
        print other days, and none of these stands in the box of both: boxes of articles
        print their dates so, the clock of a page has a name of its own."""
        around = set(heading.element.iterancestors())
        box = next((one for one in row.element.iterancestors() if one in around), None)
        if box is None:
            return False
        root = box.getroottree().getroot()
        for part in islice(chain([row.element], _parts(row)), _MOST_PARTS):
            own = self._days(text_of(part))
            if not (own and part.get("class") and len(list(_alike(part, box))) == 1):
                continue
            others = islice(_alike(part, root), _MOST_ALIKE)
            days = (self._days(text_of(one)) for one in others)
            if any(found and found != own for found in days):
                return True
        return False

    def _days(self, text: str) -> set[date]:
        """The days that a text says; none where it is too long for a date."""
        read = self._read(text) if may_be_date(text) else ()
        return {
            one.date() if isinstance(one, datetime) else one
            for one in read
            if one is not None
        }

    def _read(self, text: str) -> tuple[datetime | date | None, datetime | date | None]:
        return published_and_modified(text, now=self._now, tz=self._tz)


def near(element: _Element) -> list[_Element]:
    """*element* and the two around it, in which it may be named."""
    return [element, *islice(element.iterancestors(), 2)]


def _is_today(value: datetime | date, now: datetime) -> bool:
    """Whether a date is that of the fetch, in any zone of the world."""
    day = value.date() if isinstance(value, datetime) else value
    return abs((now.date() - day).days) <= 1


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


def _alike(part: _Element, scope: _Element) -> Iterator[_Element]:
    """The elements in *scope* of the kind and the class of *part*, and itself."""
    name = part.get("class")
    return (one for one in scope.iter(part.tag) if one.get("class") == name)


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
            yield before_counts(text)
