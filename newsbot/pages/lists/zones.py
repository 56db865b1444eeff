"""The zone of a site, from the times that its pages and feeds state."""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

# ISO 8601 and RFC 2822: an offset after a clock.
_OFFSET = re.compile(
    r"[0-9]{2}:[0-9]{2}(?:\.[0-9]+)?\s*([+-])([0-9]{2}):?([0-9]{2})\s*$"
)
_MOST = 0.8


def zone_of_offsets(times: Iterable[str]) -> str | None:
    """The zone of the ``Etc`` area that *times* state, or None.

    UTC says nothing: feeds state it whatever the site's zone. The zone is none where
    fewer than four in five of the others agree, or where it is no whole hour.

    :param times: instants as they were sent; what is none is passed over
    """
    offsets: Counter[int] = Counter()
    for time in times:
        if match := _OFFSET.search(time.strip()):
            minutes = int(match[2]) * 60 + int(match[3])
            offsets[-minutes if match[1] == "-" else minutes] += 1
    del offsets[0]
    if not offsets:
        return None
    (minutes, count), *_ = offsets.most_common(1)
    hours, rest = divmod(minutes, 60)
    if rest or count < _MOST * offsets.total() or not -12 <= hours <= 14:
        return None
    # POSIX counts west of Greenwich: Etc/GMT-3 is UTC+3.
    return f"Etc/GMT{-hours:+d}"
