"""Local time that a page marks as UTC, UTC without a mark, and how they are told.

CMSs and their plugins print the site's clock with "Z" or "+00:00" behind it. What else
the page says shows it: the same clock as local time, the day that readers are shown, or
the instant that the CMS's own interfaces state. UTC without its mark is a clock that
readers are shown in local time, a whole offset later or earlier.
"""

from datetime import UTC, date, datetime, time, timedelta
from typing import Final, NamedTuple
from zoneinfo import ZoneInfo

SAME: Final = timedelta(minutes=1)
"""What is less apart is the same instant."""

STATED: Final = ("rest", "feed")
"""The rules that are the CMS itself, not a theme or a plugin."""

# Where Arabic is read, offsets are whole half-hours; 14 hours at most (IANA).
OFFSET: Final = timedelta(minutes=30)
"""What offsets are multiples of."""
_FARTHEST: Final = timedelta(hours=14)


class DateSource(NamedTuple):
    """What one rule says, read."""

    rule: str
    value: datetime | date
    marked_utc: bool
    """Whether it is an instant that is marked as UTC."""
    spread: timedelta
    """How far off a relative form may be; 0 for all others."""
    is_local: bool = False
    """Whether its clock has no zone, and the site's is not known."""
    is_bare: bool = False
    """Whether a machine's clock has no zone."""
    is_labelled: bool = False
    """Whether its text calls it the publication."""

    @property
    def wall(self) -> datetime:
        """The clock as it is printed, without its zone."""
        moment = self.value
        if not isinstance(moment, datetime):
            moment = datetime.combine(moment, time())
        return moment.replace(tzinfo=None)

    @property
    def is_instant(self) -> bool:
        """Whether it is no day alone."""
        return isinstance(self.value, datetime)

    @property
    def has_clock(self) -> bool:
        """Whether it is finer than a day; midnight sharp counts as a day."""
        return self.is_instant and not self.spread and self.wall.time() != time()


def moment_of(value: datetime | date, site: ZoneInfo) -> datetime:
    """The instant, of a day its first at the site."""
    if isinstance(value, datetime):
        return value
    return datetime.combine(value, time(), site)


class UTCMarks:
    """Takes marks of UTC off where they are visibly wrong.

    :param site: zone of the site's local times
    """

    def __init__(self, site: ZoneInfo) -> None:
        self._site = site
        self.warnings: list[str] = []
        """A line for each mark that was wrong."""

    def corrected(
        self, found: dict[str, list[DateSource]]
    ) -> dict[str, list[DateSource]]:
        """Return the sources of each field, with what is local time read as that.

        A rule that is wrong for one field is wrong for the other, too: one template
        prints both.
        """
        wrong = {
            source.rule
            for sources in found.values()
            for source in sources
            if self._is_local(source, sources)
        }
        # Readers are shown the same instant, in local time or with a zone.
        wrong -= {
            rule
            for sources in found.values()
            for source in sources
            for other in sources
            if source.marked_utc and _shows(other, source)
            for rule in (source.rule, other.rule)
        }
        late = self._late(found["published"])
        bare = {
            source.rule
            for sources in found.values()
            for source in sources
            if self._is_bare_utc(source, sources)
        }
        return {
            name: [
                self._as_local(name, source)
                if source.rule in wrong
                else self._as_utc(name, source)
                if source.rule in bare
                else self._in_time(name, source, late.get(source.rule, timedelta()))
                for source in sources
            ]
            for name, sources in found.items()
        }

    def _late(self, published: list[DateSource]) -> dict[str, timedelta]:
        """How far the rules that mark local time as UTC are off, where the site's zone
        is not known: the CMS has stated the instant, and they show it to the second,
        by a whole offset later or earlier."""
        stated = [s for s in published if s.rule in STATED and s.has_clock]
        found = {}
        for source in published:
            if not (stated and source.marked_utc and source.has_clock):
                continue
            sure = moment_of(stated[0].value, self._site)
            off = moment_of(source.value, self._site) - sure
            if off and abs(off) <= _FARTHEST and not off % OFFSET:
                found[source.rule] = off
        return found

    def _in_time(self, name: str, source: DateSource, late: timedelta) -> DateSource:
        if not (late and source.marked_utc and isinstance(source.value, datetime)):
            return source
        self._warn_of_mark(name, source)
        return source._replace(value=source.value - late, marked_utc=False)

    def _is_local(self, source: DateSource, sources: list[DateSource]) -> bool:
        if not (source.marked_utc and source.has_clock):
            return False
        if not self._local(source.wall.replace(tzinfo=self._site)).utcoffset():
            return False
        if any(self._shows_day_of(source, other) for other in sources):
            return True
        return any(
            abs(self._local(other.value).replace(tzinfo=None) - source.wall) < SAME
            for other in sources
            if other is not source
            and isinstance(other.value, datetime)
            and other.has_clock
            and other.rule != source.rule
        )

    def _is_bare_utc(self, source: DateSource, sources: list[DateSource]) -> bool:
        """Whether a clock without a zone is UTC: readers are shown its instant as local
        time, and no other source has it as local time."""
        if not (source.is_bare and source.has_clock) or source.rule == "profile":
            return False
        utc = source._replace(value=source.wall.replace(tzinfo=UTC))
        if utc.value == source.value or not any(_shows(one, utc) for one in sources):
            return False
        return not any(
            isinstance(one.value, datetime)
            and one.has_clock
            and not one.is_bare
            and abs(one.value - moment_of(source.value, self._site)) < SAME
            for one in sources
        )

    def _as_utc(self, name: str, source: DateSource) -> DateSource:
        if not (source.is_bare and source.has_clock):
            return source
        wall = source.wall
        self.warnings.append(
            f"{name}: {source.rule} states UTC without a mark: {wall.isoformat()}"
        )
        return source._replace(value=wall.replace(tzinfo=UTC), is_bare=False)

    def _shows_day_of(self, source: DateSource, other: DateSource) -> bool:
        """Whether readers are shown the day of the UTC clock, and not the local day:
        what is printed is local."""
        if other.rule != "text" or other.is_instant or other.spread:
            return False
        day = other.value
        local = self._local(moment_of(source.value, self._site)).date()
        return source.wall.date() == day != local

    def _as_local(self, name: str, source: DateSource) -> DateSource:
        if not (source.marked_utc and source.has_clock):
            return source
        self._warn_of_mark(name, source)
        local = source.wall.replace(tzinfo=self._site)
        return source._replace(value=local, marked_utc=False)

    def _warn_of_mark(self, name: str, source: DateSource) -> None:
        self.warnings.append(
            f"{name}: {source.rule} marks local time as UTC: {source.wall.isoformat()}"
        )

    def _local(self, moment: datetime) -> datetime:
        return moment.astimezone(self._site)


def _shows(printed: DateSource, source: DateSource) -> bool:
    """Whether what is printed is the instant of another source."""
    return (
        printed.rule == "text" != source.rule
        and printed.has_clock
        and isinstance(printed.value, datetime)
        and isinstance(source.value, datetime)
        and abs(printed.value - source.value) < SAME
    )
