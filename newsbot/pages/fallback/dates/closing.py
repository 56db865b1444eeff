"""The clock that agencies close a report with: the day stands in the first line, and
behind «// انتهى //» the time with its zone, «14:32 ت م»."""

from __future__ import annotations

import re
from datetime import date, datetime
from typing import TYPE_CHECKING, Final

from newsbot.arabic.boilerplate.endings import is_end_mark
from newsbot.arabic.dates import published_and_modified

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from newsbot.pages.datesources import Candidate
    from newsbot.pages.fallback.outline import Row

# The mark and the clock stand so far from the last row of the text.
_ABOVE: Final = 6
_BELOW: Final = 6
# As many rows behind the mark, and one before it.
_BEHIND: Final = 3
_MARK: Final = re.compile(r"[\W_]*(?:[إا]نتهى|النهاية)[\W_]+(?=\d)")
_CLOCK: Final = re.compile(
    r"\W*(?:الساعة\s*:?\s*)?(\d{1,2})[:.]?(\d\d)\s*((?:(?:ص|م|صباح[اً]+|مساء[اً]*)\s+)?"
    r"\(?(?:ت\s?\.?\s?[مغ]\b|جمت|[غج]رين?ي?تش|GMT|UTC"
    r"|(?:ب|حسب\s|وفق\s)?(?:ال)?توقيت\s).{0,30}?)[)\W]*"
)


def with_closing_clock(
    printed: list[Candidate], rows: Sequence[Row], *, last: int, now: datetime, tz: str
) -> list[Candidate]:
    """Candidates of printed dates; one that is a day only with the clock that closes
    the text. Only a clock with its zone, beside the mark of an end, and without
    another: anything else may be anybody's.

    :param printed: those of
        :func:`newsbot.pages.fallback.dates.visibledates.visible_dates`
    :param rows: the page's
    :param last: index of the text's last row
    :param now: an aware instant, the time of the fetch
    :param tz: IANA zone of the site's local times
    """
    found = []
    for one in printed:
        day = None
        if one.field == "published":
            day, _ = published_and_modified(str(one.value), now=now, tz=tz)
        if isinstance(day, date) and not isinstance(day, datetime):
            clocks = set(_clocks(rows, last))
            if len(clocks) == 1:
                joined = f"{day.isoformat()} {clocks.pop()}"
                instant, _ = published_and_modified(joined, now=now, tz=tz)
                if isinstance(instant, datetime):
                    one = one._replace(value=joined)
        found.append(one)
    return found


def _clocks(rows: Sequence[Row], last: int) -> Iterator[str]:
    for i in range(max(last - _ABOVE, 0), min(last + _BELOW, len(rows))):
        text = rows[i].text
        begin = _MARK.match(text)
        if begin is not None:
            text = text[begin.end() :]
        elif not any(
            is_end_mark(row.text) for row in rows[max(i - _BEHIND, 0) : i + 2]
        ):
            continue
        if clock := _CLOCK.fullmatch(text):
            yield f"{clock[1]}:{clock[2]} {clock[3].strip()}"
