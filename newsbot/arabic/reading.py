"""From the items of a date line to its publication and its update.

The line falls into sections at its labels ("نشر في", "آخر تحديث"). Each section has at
most one day and at most one instant of time; anything that contradicts itself makes the
line unreadable, which is another answer than finding nothing in it.
"""

import re
from dataclasses import dataclass, field, replace
from datetime import date, datetime, timedelta
from typing import Final
from zoneinfo import ZoneInfo

from newsbot.arabic import dateline, days
from newsbot.arabic.clock import (
    Clock,
    UnreadableError,
    at,
    clock_of,
    is_half_unsure,
    zone_of,
)
from newsbot.arabic.dateline import Item
from newsbot.arabic.plaindates import DateLine, plain
from newsbot.arabic.relative import before, confirms
from newsbot.arabic.tokens import Tokens


@dataclass(slots=True)
class _Section:
    label: str | None
    items: list[Item] = field(default_factory=list)
    days: set[date] = field(default_factory=set)
    hijri: set[date] = field(default_factory=set)
    instants: set[datetime] = field(default_factory=set)
    clocks: list[Clock] = field(default_factory=list)

    def says_something(self) -> bool:
        return bool(self.days or self.hijri or self.instants or self.clocks)


_RELATIVE: Final = ("ago", "now", "day word", "last weekday")


class _Reader:
    def __init__(self, tokens: Tokens, now: datetime, site: ZoneInfo) -> None:
        self.tokens = tokens
        self.now = now.astimezone(site)
        self.today = self.now.date()
        self.site = site
        self.items = list(dateline.items(tokens.kinds))
        self.rest = dateline.leftover(tokens.kinds, self.items)

    def read(self) -> DateLine:
        sections = self._sections()
        if not any(section.items for section in sections):
            return DateLine()
        for section in sections:
            self._fill(section)
        sections = self._joined([s for s in sections if s.label or s.items])
        if any(s.says_something() for s in sections) and dateline.is_foreign(self.rest):
            raise UnreadableError("words that do not belong to a date line")
        return self._line(sections)

    def _sections(self) -> list[_Section]:
        sections = [_Section(None)]
        for item in self.items:
            if item.form in ("published", "updated"):
                sections.append(_Section(item.form))
            elif item.form not in ("issue", "number", "length"):
                sections[-1].items.append(item)
        return sections

    def _joined(self, sections: list[_Section]) -> list[_Section]:
        first, last = sections[0], sections[-1]
        if len(sections) == 2 and first.label is None and first.says_something():
            if not last.says_something():
                # The label stands behind its date: "24 يناير 2025 (آخر تحديث)".
                first.label = last.label
                return [first]
            if not (first.days or first.hijri or first.instants):
                # "10:30، نشر في 24 يناير 2025"
                last.clocks += first.clocks
                return [last]
        return [s for s in sections if s.says_something()]

    def _line(self, sections: list[_Section]) -> DateLine:
        line = DateLine()
        printed = [day for s in sections if (day := self._day(s))]
        by_label: dict[str | None, datetime | date] = {}
        for section in sections:
            day = self._day(section)
            borrowed = day is None and not section.instants and bool(printed)
            value = self._value(section, printed[0] if borrowed else day)
            if value is None:
                continue
            if by_label.setdefault(section.label, value) != value:
                raise UnreadableError("two dates under one label")
            if borrowed and section.label == "updated":
                line.shared = True
        line.published = by_label.get("published") or by_label.get(None)
        line.modified = by_label.get("updated")
        return line

    def _day(self, section: _Section) -> date | None:
        # A printed Gregorian date wins over the Hijri one beside it.
        found = section.days or section.hijri
        if len(found) > 1:
            raise UnreadableError("two days")
        return next(iter(found), None)

    def _value(self, section: _Section, day: date | None) -> datetime | date | None:
        if section.instants:
            if len(section.instants) > 1 or (section.days and section.clocks):
                raise UnreadableError("a relative form beside another date")
            instant = next(iter(section.instants))
            if section.days and instant.date() not in section.days:
                raise UnreadableError("a relative form beside another day")
            return instant
        if day is None:
            return None
        return self._instant(day, section.clocks) or day

    def _instant(self, day: date, clocks: list[Clock]) -> datetime | None:
        # A clock with its zone is surer than one without.
        clocks = [c for c in clocks if c.zone is not None] or clocks
        moments = [at(day, clock, self.site) for clock in clocks]
        if None in moments:
            raise UnreadableError("no such time of day")
        found = [moment for moment in moments if moment is not None]
        for other in found[1:]:
            # The same moment in two zones may print two days with one date.
            if (other - found[0]) % timedelta(days=1):
                raise UnreadableError("two clocks that disagree")
        return found[0] if found else None

    def _fill(self, section: _Section) -> None:
        printed = (i for i in section.items if i.form == "weekday")
        weekday = next((self.tokens.values[i.start] for i in printed), None)
        yearless: list[Item] = []
        hijri: list[Item] = []
        relative: list[Item] = []
        for item in section.items:
            form = item.form
            if form.endswith("clock"):
                clock = clock_of(item, self.tokens, self.site)
                if not is_half_unsure(clock, item, self.tokens):
                    section.clocks.append(clock)
            elif form in _RELATIVE:
                relative.append(item)
            elif form == "weekday":
                continue
            elif dateline.is_bounded(self.rest, item, self.tokens.values):
                raise UnreadableError("the end of a span of time")
            elif form in ("dM", "Md", "d of month"):
                yearless.append(item)
            elif form.startswith("hijri"):
                hijri.append(item)
            else:
                section.days.add(self._gregorian(item, weekday))
        self._add_relative(section, relative, weekday)
        if not section.days:
            # Read only where nothing better is printed: it may be off by a day.
            beside = None if yearless else weekday
            section.hijri = {days.hijri(item, self.tokens, beside) for item in hijri}
        for item in yearless:
            if self._is_name(item):
                continue
            if not section.hijri:
                self._alone(item)
                if dateline.has_number(self.rest):
                    raise UnreadableError("a number that may be the year")
            section.days.add(
                days.yearless(item, self.tokens, self.today, weekday, section.hijri)
            )
        self._complete(section)

    def _is_name(self, item: Item) -> bool:
        """Tell whether a date without its year is a word like others in a line that has
        a whole one: «شارع 26 يوليو، القاهرة - 20 نوفمبر 2026»."""
        return any(other.span("y") for other in self.items) and not (
            dateline.stands_alone(self.rest, item, in_line=False)
        )

    def _alone(self, item: Item) -> None:
        if not dateline.stands_alone(self.rest, item, in_line=False):
            raise UnreadableError("half a date among other words")

    def _gregorian(self, item: Item, weekday: int | None) -> date:
        span = item.span("y")
        if span and self.tokens.kinds[span[0]] == "2":
            # A year of two digits is believed only where nothing else stands.
            self._alone(item)
        return days.gregorian(item, self.tokens, self.today, weekday)

    def _add_relative(
        self, section: _Section, relative: list[Item], weekday: int | None
    ) -> None:
        dated = bool(section.days)
        for item in relative:
            named = item.form in ("day word", "last weekday")
            if not dateline.stands_alone(self.rest, item, in_line=named):
                if dated:
                    # Beside a whole date it is a word like others, or a paper's name.
                    continue
                raise UnreadableError("a relative form among other words")
            if named:
                section.days.add(days.named(item, self.tokens, self.today, weekday))
            else:
                self._add_ago(section, item)

    def _add_ago(self, section: _Section, item: Item) -> None:
        if item.form == "now":
            section.instants.add(self.now)
            return
        span = slice(item.start, item.end)
        kinds, values = self.tokens.kinds[span], self.tokens.values[span]
        value = before(kinds, values, self.now)
        if value is None:
            raise UnreadableError("a span of time without a number")
        surer = not isinstance(value, datetime) or section.clocks
        if surer and any(confirms(kinds, values, value, day) for day in section.days):
            # A whole date says it to the day, or with its clock to the minute.
            return
        if isinstance(value, datetime):
            section.instants.add(value)
        else:
            section.days.add(value)

    def _complete(self, section: _Section) -> None:
        """Give a clock the half of the day and the zone that stand apart from it.

        "مساء الجمعة 24 يناير 2025 الساعة 10:30", "14:30 24-01-2025 بتوقيت بغداد"
        """
        if len(section.clocks) != 1:
            return
        clock = section.clocks[0]
        values = self.tokens.values
        if clock.period is None and clock.hour <= 12 and self.rest.count("A") == 1:
            clock = replace(clock, period=values[self.rest.index("A")])
        apart = _ZONE_APART.findall(self.rest)
        if clock.zone is None and apart:
            if len(apart) > 1:
                raise UnreadableError("a clock in two zones")
            zone = zone_of(
                values[self.rest.index(apart[0]) + len(apart[0]) - 1], self.site
            )
            if zone is None:
                raise UnreadableError("a zone of that name is not known")
            clock = replace(clock, zone=zone)
        section.clocks[0] = clock


_ZONE_APART: Final = re.compile("t[fi]*[ZL]|Z")


def read(tokens: Tokens, now: datetime, site: ZoneInfo) -> DateLine:
    """Read one tokenized line; `now` is aware.

    An empty DateLine means that no date is in it. Raises UnreadableError where there is
    one that cannot be trusted.
    """
    return plain(tokens, site) or _Reader(tokens, now, site).read()
