"""When delivered articles are looked at again: the setting NEWSBOT_LOOK_AGAIN."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from datetime import datetime
    from typing import Self

    from scrapy.settings import BaseSettings

NAME: Final = "NEWSBOT_LOOK_AGAIN"

_WAIT: Final = re.compile(r"([0-9]{1,6})\s*([smhdw])")
_UNITS: Final = {"s": 1, "m": 60, "h": 3600, "d": 86_400, "w": 604_800}
# An article that was not there is not looked at sooner: sites under repair answer 404.
_PATIENCE: Final = timedelta(minutes=15)
_NONE: Final = timedelta(0)
# Ten years: later ones would leave the calendar.
_LONGEST: Final = timedelta(weeks=520)
_LEAST_KEPT: Final = timedelta(days=30)


@dataclass(frozen=True)
class Schedule:
    """The waits between looks at an article, which decay.

    ``every`` means: whatever is known, in this run. With neither waits nor ``every``
    nothing is looked at again.
    """

    waits: tuple[timedelta, ...] = ()
    every: bool = False

    @classmethod
    def read(cls, settings: BaseSettings) -> Self:
        """Return what the settings say.

        Raises `ValueError` if that is no schedule; the message names the remedy.
        """
        value = settings.get(NAME)
        return cls.parse("" if value is None else str(value))

    @classmethod
    def parse(cls, text: str) -> Self:
        """Read ``1h,6h,24h,7d``, ``0`` or an empty text; raises `ValueError`."""
        words = [word.strip().lower() for word in text.split(",") if word.strip()]
        if words == ["0"]:
            return cls(every=True)
        found = [_WAIT.fullmatch(word) for word in words]
        waits = [
            one and timedelta(seconds=int(one[1]) * _UNITS[one[2]]) for one in found
        ]
        if not all(one is not None and _NONE < one <= _LONGEST for one in waits):
            raise ValueError(
                f"{NAME} is {text!r}: give waits such as 1h,6h,24h,7d, none of more "
                "than 520w, or 0 for every known article, or nothing for none"
            )
        return cls(tuple(wait for wait in waits if wait))

    def __bool__(self) -> bool:
        """Whether anything is looked at again."""
        return bool(self.waits) or self.every

    def first(self, delivered: datetime) -> tuple[datetime, int]:
        """When an article *delivered* then is looked at first, and the step."""
        # With no waits, a later run with some begins them.
        return (delivered + self.waits[0], 0) if self.waits else (delivered, -1)

    def after(self, step: int, now: datetime) -> tuple[datetime | None, int]:
        """When an article is looked at after a look *now*, and the step; None: not
        again, it rests."""
        step += 1
        due = now + self.waits[step] if step < len(self.waits) else None
        return due, step

    def again(self, step: int, now: datetime) -> datetime:
        """When to look again after a look *now* that saw nothing: after that wait."""
        return now + (self.waits[step] if 0 <= step < len(self.waits) else timedelta())

    def due(self, delivered: datetime, now: datetime) -> tuple[datetime | None, int]:
        """The look that is next for an article that was not looked at since it was
        *delivered*, and the step; None: it rests. A clock may have been ahead, then it
        counts as delivered *now*."""
        due = min(delivered, now)
        for step, wait in enumerate(self.waits):
            due += wait
            if due > now:
                return due, step
        return None, len(self.waits)

    def soon(self, now: datetime) -> datetime:
        """When to look again at an article that was not there."""
        return now + min([_PATIENCE, *self.waits[:1]])

    @property
    def kept(self) -> timedelta:
        """How long after its delivery an article is watched at most, if looks fail."""
        return max(2 * sum(self.waits, timedelta()), _LEAST_KEPT)
