"""When an article was published, compared with the limits of a run."""

from __future__ import annotations

from datetime import UTC, date, datetime, time
from zoneinfo import ZoneInfo


def instant_of(stated: str | None, zone: str) -> datetime | None:
    """The aware instant that an interface states; None where it states none, or only
    a day.

    :param zone: IANA zone that an instant without an offset is read in
    """
    if stated is None:
        return None
    from newsbot.arabic.dates import parse_date  # most polls have nothing to date

    found = parse_date(stated, now=datetime.now(UTC), tz=zone)
    return found if isinstance(found, datetime) else None


def is_later(published: str | None, limit: datetime, zone: str) -> bool:
    """Whether *published* (as in the record) is *limit* or later. A day counts as its
    first moment in *zone*, and an undated article is never later."""
    if published is None:
        return False
    if "T" in published:
        return datetime.fromisoformat(published) >= limit
    day = date.fromisoformat(published)
    return datetime.combine(day, time.min, tzinfo=ZoneInfo(zone)) >= limit


def is_older(published: str | None, limit: datetime, zone: str) -> bool:
    """Whether *published* (as in the record) lies before *limit*. A day counts
    as its last moment in *zone*, and an undated article is never older."""
    if published is None:
        return False
    if "T" in published:
        return datetime.fromisoformat(published) < limit
    day = date.fromisoformat(published)
    end = datetime.combine(day, time.max, tzinfo=ZoneInfo(zone))
    return end < limit
