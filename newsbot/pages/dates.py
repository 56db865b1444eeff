"""One publication and one update out of all that a page says of them.

Sources stand in the order of `datesources.RULES`, best first, and why:

0. `profile`: a person has looked at the site and says so.
1. `rest`: the database's own instant, UTC by definition (`date_gmt`).
2. `feed`: RFC 822 or Atom, always with a zone, written by the CMS itself.
3. `jsonld`: meant for machines, mostly an instant, sometimes local time marked as UTC.
4. `meta`: as JSON-LD, but filled in by themes and plugins, at times as text.
5. `time`: the theme's `datetime` attribute, often only a day.
6. `text`: what readers see; local time, and at times relative.
7. `embedded`: what the page's scripts know; asked where `jsonld` and `meta` are silent.

A better source wins, with these exceptions: a source that gives only a day (or
midnight, a day in disguise) yields to an instant on that day; a relative form ("منذ
ساعتين") is rounded and yields to everything else; and UTC that shows the clock which
another source shows as local time is local time, as is UTC that only as local time lies
on the day that readers are shown, or that is a whole offset away from what REST or feed
state; a theme's clock without a zone is UTC where readers are shown its instant as
local time; and what a theme states is the update where the page labels an earlier day
as the publication. Two sources that agree go before a better one that agrees with none,
unless that is the profile, REST or feed. An instant between midnight and the site's
offset has another day in UTC: that is no disagreement. Everything else that disagrees
by a minute or more is a warning; where the site's zone is not known, what may be the
same in some zone agrees. Nothing here knows HTML.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from typing import Final

from newsbot.arabic.dates import parse_date
from newsbot.pages.datesources import Candidate, Reader
from newsbot.pages.localclocks import LocalClocks
from newsbot.pages.utcmarks import SAME, STATED, DateSource, UTCMarks, moment_of

# What themes and their plugins write: their update may stand as the publication.
_THEMES: Final = frozenset({"jsonld", "meta", "time"})


@dataclass(slots=True)
class PageDates:
    """What the sources of a page say together."""

    published: datetime | date | None = None
    """An instant in the site's zone, a day, or None where no source says one."""

    modified: datetime | date | None = None
    """As `published`; never earlier than the day of publication."""

    published_rule: str | None = None
    """The rule that gave `published`; None without it."""

    modified_rule: str | None = None
    """The rule that gave `modified`; None without it."""

    warnings: list[str] = field(default_factory=list)
    """What was unreadable, corrected, contradictory or dropped."""


class _Resolver:
    def __init__(self, *, now: datetime, tz: str | None) -> None:
        self._reader = Reader(now=now, tz=tz)
        self.site = self._reader.site
        self.local = LocalClocks(self.site, is_known=tz is not None)
        self.warnings = self._reader.warnings

    def read(self, candidates: Iterable[Candidate]) -> dict[str, list[DateSource]]:
        """Return the readable sources of each field, best first."""
        return self._reader.read(candidates)

    def _days(self, source: DateSource) -> set[date]:
        """Return the days that a source may be printed as: local, UTC, its own."""
        value = source.value
        if not isinstance(value, datetime):
            return {value}
        utc = (value - (value.utcoffset() or timedelta())).date()
        return {utc, source.wall.date()} | self.local.days(value)

    def _agree(self, one: DateSource, other: DateSource) -> bool:
        spread = one.spread + other.spread
        if spread:
            if not (one.is_instant and other.is_instant):
                spread += timedelta(days=1)
            return (
                abs(moment_of(one.value, self.site) - moment_of(other.value, self.site))
                <= spread
            )
        if (
            isinstance(one.value, datetime)
            and isinstance(other.value, datetime)
            and one.has_clock == other.has_clock
        ):
            return abs(one.value - other.value) < SAME
        return bool(self._days(one) & self._days(other))

    def _outvoted(self, sources: list[DateSource]) -> DateSource:
        """Return the best source; or what two worse ones agree on, if it agrees with
        neither and the CMS's own interfaces are not it: a plugin has described another
        page, or counts wrongly."""
        best, *others = sources
        if best.rule in ("profile", *STATED):
            return best
        against = [one for one in others if not self._agree(best, one)]
        if len(against) < len(others):
            return best
        for i, one in enumerate(against):
            for other in against[i + 1 :]:
                if one.rule != other.rule and self._agree(one, other):
                    return one
        return best

    def without_updates(self, found: dict[str, list[DateSource]]) -> list[DateSource]:
        """The publications, less those that are the update: a theme states no later
        update or the page prints the same one, while it labels an earlier day as the
        publication."""
        printed = next((s for s in found["published"] if s.is_labelled), None)
        if printed is None or printed.spread:
            return found["published"]
        kept = []
        for source in found["published"]:
            is_later = min(self._days(source)) > max(self._days(printed))
            if (
                source.rule in _THEMES
                and is_later
                and any(self._is_update(source, one) for one in found["modified"])
            ):
                self.warnings.append(
                    f"published: {source.rule} states the update: "
                    f"{source.value.isoformat()}"
                )
            else:
                kept.append(source)
        return kept

    def _is_update(self, source: DateSource, update: DateSource) -> bool:
        """Whether a publication is an update that is stated or printed."""
        if update.spread:
            return False
        if update.rule in ("text", *STATED):
            return _is_minute(source, update) or self._agree(source, update)
        return update.rule == source.rule and (
            self._agree(source, update)
            or moment_of(source.value, self.site) > moment_of(update.value, self.site)
        )

    def is_before(self, update: DateSource, published: DateSource) -> bool:
        """Whether an update is of a day before the publication."""
        if self.local.is_known:
            return _day(update.value) < _day(published.value)
        return max(self._days(update)) < min(self._days(published))

    def choose(self, name: str, sources: list[DateSource]) -> DateSource | None:
        """Return the source that decides a field; disagreement becomes a warning."""
        if not sources:
            return None
        chosen = self._outvoted(sources)
        if not (chosen.has_clock or chosen.spread):
            finer = (s for s in sources if s.has_clock and self._agree(chosen, s))
            chosen = next(finer, chosen)
        for other in sources:
            if not self._agree(chosen, other):
                self.warnings.append(
                    f"{name}: {other.rule} says {other.value.isoformat()}, "
                    f"{chosen.rule} {chosen.value.isoformat()}"
                )
        if isinstance(chosen.value, datetime):
            return chosen._replace(value=chosen.value.astimezone(self.site))
        return chosen


def _is_minute(one: DateSource, other: DateSource) -> bool:
    """Whether one is the minute of the other, without its seconds."""
    return (
        isinstance(one.value, datetime)
        and isinstance(other.value, datetime)
        and one.value.replace(second=0, microsecond=0)
        == other.value.replace(second=0, microsecond=0)
    )


def _day(value: datetime | date) -> date:
    return value.date() if isinstance(value, datetime) else value


def resolve_dates(
    candidates: Iterable[Candidate], *, tz: str | None, now: datetime
) -> PageDates:
    """Return publication and update of a page from all its sources.

    `tz` is the IANA name of the site's zone, `now` the aware instant of the fetch.
    Where `tz` is None, the zone is not known: of a local time only the day counts,
    unless the page shows its offset (:mod:`newsbot.pages.localclocks`), and days that
    lie next to each other are no disagreement.
    Candidates may come in any order; those of one rule keep theirs. An update never
    becomes the publication, and an update before the day of publication is dropped with
    a warning. Raises ValueError for a naive `now` or value, and for an unknown zone.
    """
    # Checks the arguments even where there is nothing to read.
    parse_date("", now=now, tz=tz or "UTC")
    resolver = _Resolver(now=now, tz=tz)
    marks = UTCMarks(resolver.site)
    sources = marks.corrected(resolver.local.compared(resolver.read(candidates)))
    sources = resolver.local.to_days(sources)
    resolver.warnings += marks.warnings
    sources["published"] = resolver.without_updates(sources)
    published = resolver.choose("published", sources["published"])
    modified = resolver.choose("modified", sources["modified"])
    dates = PageDates(warnings=resolver.warnings)
    if published is not None:
        dates.published, dates.published_rule = published.value, published.rule
    if modified is None:
        return dates
    if published is not None and resolver.is_before(modified, published):
        dates.warnings.append(
            f"modified: {modified.value.isoformat()} ({modified.rule}) lies before the "
            "publication"
        )
        return dates
    dates.modified, dates.modified_rule = modified.value, modified.rule
    return dates
