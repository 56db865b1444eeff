"""Values of spider arguments (``-a name=value``)."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import MAXYEAR, MINYEAR, UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

_AGO = re.compile(r"([0-9]{1,6})\s*([smhdw])")
_UNITS = {"s": "seconds", "m": "minutes", "h": "hours", "d": "days", "w": "weeks"}


class ArgumentError(ValueError):
    """A spider argument that cannot be read; the message names the remedy."""


def count(name: str, value: str | int) -> int:
    """A number of things, 0 or more.

    :raises ArgumentError: if *value* is none
    """
    try:
        number = int(value)
    except ValueError:
        number = -1
    if number < 0:
        raise ArgumentError(f"-a {name}={value}: give a whole number, 0 or more")
    return number


@dataclass(frozen=True)
class Since:
    """A limit in time, as ``-a since=`` gives it.

    :param value: an ISO day or instant, or an age such as ``2h`` or ``3d``
    :param name: name of the argument, for messages
    :raises ArgumentError: if it is neither, or in the first or last year of the
        calendar (1, 9999)
    """

    value: str
    name: str = "since"

    def __post_init__(self) -> None:
        self.instant("UTC", datetime.now(UTC))

    def instant(self, zone: str, now: datetime) -> datetime:
        """The limit as an aware instant.

        :param zone: IANA zone that a day or a naive instant is read in
        :param now: the aware instant that an age is counted from
        """
        text = self.value.strip()
        if ago := _AGO.fullmatch(text.lower()):
            try:
                instant = now - timedelta(**{_UNITS[ago[2]]: int(ago[1])})
            except OverflowError as error:
                raise self._error() from error
            return self._checked(instant)
        try:
            instant = datetime.fromisoformat(text)
        except ValueError as error:
            raise self._error() from error
        if instant.tzinfo is None:
            instant = instant.replace(tzinfo=ZoneInfo(zone))
        return self._checked(instant)

    def _checked(self, instant: datetime) -> datetime:
        # Lists are asked for what lies a little before it and after it too.
        if instant.year in (MINYEAR, MAXYEAR):
            raise self._error()
        return instant

    def _error(self) -> ArgumentError:
        return ArgumentError(
            f"-a {self.name}={self.value}: give a day (2026-03-01), an instant "
            "(2026-03-01T08:00+03:00) or an age (45m, 2h, 3d, 1w)"
        )


@dataclass(frozen=True)
class Until(Since):
    """The other limit, as ``-a until=`` gives it: a day counts to its end, so its
    instant is the first one that is too late."""

    name: str = "until"

    def instant(self, zone: str, now: datetime) -> datetime:
        """As that of `Since`; of a day, the midnight at its end."""
        try:
            day = date.fromisoformat(self.value.strip())
        except ValueError:
            return super().instant(zone, now)
        try:
            following = day + timedelta(days=1)
        except OverflowError as error:
            raise self._error() from error
        midnight = datetime.combine(following, time.min, tzinfo=ZoneInfo(zone))
        return self._checked(midnight)
