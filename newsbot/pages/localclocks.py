"""Clocks without a zone, at a site whose zone is not known.

A zone is never guessed. But where the CMS states the instant of an article and its page
prints the clock, the two tell how far the site was from UTC then: enough to see whether
they, and the days that the page states, agree.
"""

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
        instants that they show if the CMS has stated that of the publication and one
        shows it, to the second or the minute, a whole offset from UTC."""
        stated = [s for s in found["published"] if s.rule in STATED and s.has_clock]
        clocks = [s for s in found["published"] if s.is_local]
        offsets = [_offset(clock, stated[0]) for clock in clocks if stated]
        offset = next((one for one in offsets if one is not None), None)
        if offset is None:
            return found
        self._zones = (timezone(offset),)
        return {
            name: [_shifted(source, offset) for source in sources]
            for name, sources in found.items()
        }


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
    return source._replace(value=source.value - offset, marked_utc=False)
