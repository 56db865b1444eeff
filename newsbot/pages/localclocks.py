"""Clocks without a zone, at a site whose zone is not known.

A zone is never guessed. But where an article's instant is stated and its page prints
the clock, the two tell how far the site was from UTC then, and so does an offset that
is stated, other than that of UTC, which is often none: enough to see whether they, and
the days that the page states, agree. Where nothing tells it, a clock tells the day.
"""

from collections.abc import Iterable
from datetime import date, datetime, timedelta, timezone, tzinfo
from typing import Final

from newsbot.pages.utcmarks import OFFSET, SAME, STATED, DateSource

ELSEWHERE: Final = "Etc/GMT-1"
"""A clock that is read as another instant in this zone than in UTC has none itself."""

# The zones of the world (IANA).
_WEST: Final = timedelta(hours=-12)
_EAST: Final = timedelta(hours=14)


class LocalClocks:
    """The site's own time, as far as it is known.

    :param site: zone that local times are read in
    :param is_known: whether it is the site's
    """

    def __init__(self, site: tzinfo, *, is_known: bool) -> None:
        self.is_known = is_known
        self._zones: tuple[tzinfo, ...] = (
            (site,) if is_known else (timezone(_WEST), timezone(_EAST))
        )

    def days(self, instant: datetime) -> set[date]:
        """The local days that *instant* may be on."""
        return {instant.astimezone(zone).date() for zone in self._zones}

    def compared(
        self, found: dict[str, list[DateSource]]
    ) -> dict[str, list[DateSource]]:
        """The sources of each field; clocks without a zone, read as UTC, are the
        instants that they show if that of the publication is stated and one shows it,
        to the second or the minute, a whole offset from UTC, or if the page states an
        offset."""
        offset = _shown(found["published"])
        if offset is None:
            offset = _named(source for sources in found.values() for source in sources)
        if offset is None:
            return found
        self._zones = (timezone(offset),)
        return {
            name: [_shifted(source, offset) for source in sources]
            for name, sources in found.items()
        }

    def to_days(
        self, found: dict[str, list[DateSource]]
    ) -> dict[str, list[DateSource]]:
        """The sources of each field; if none states an instant, with the days of
        clocks that have no zone: readers are shown the day of the site."""
        return {
            name: sources if any(map(_states_instant, sources)) else _days(sources)
            for name, sources in found.items()
        }


def _states_instant(source: DateSource) -> bool:
    return source.has_clock and not source.is_local


def _days(sources: list[DateSource]) -> list[DateSource]:
    return [
        one._replace(value=one.wall.date(), is_local=False) if one.is_local else one
        for one in sources
    ]


def _shown(published: list[DateSource]) -> timedelta | None:
    """The offset between a clock without a zone and an instant of the publication. A
    theme that marks its local time as UTC shows none."""
    stated = filter(_states_instant, published)
    clocks = [one for one in published if one.is_local]
    for instant in stated:
        for clock in clocks:
            offset = _offset(clock, instant)
            if offset or (offset is not None and instant.rule in STATED):
                return offset
    return None


def _named(sources: Iterable[DateSource]) -> timedelta | None:
    """The only offset but that of UTC which the page states."""
    offsets = {
        one.value.utcoffset()
        for one in sources
        if isinstance(one.value, datetime) and _states_instant(one)
    } - {timedelta()}
    return offsets.pop() if len(offsets) == 1 else None


def _offset(clock: DateSource, stated: DateSource) -> timedelta | None:
    assert isinstance(clock.value, datetime)
    assert isinstance(stated.value, datetime)
    ahead = clock.value - stated.value
    # A clock without seconds stands at the begin of its minute.
    offset = -(-ahead // OFFSET) * OFFSET
    is_shown = offset - ahead < (timedelta(seconds=1) if clock.wall.second else SAME)
    return offset if is_shown and _WEST <= offset <= _EAST else None


def _shifted(source: DateSource, offset: timedelta) -> DateSource:
    if not (source.is_local and isinstance(source.value, datetime)):
        return source
    instant = source.value - offset
    return source._replace(value=instant, marked_utc=False, is_local=False)
