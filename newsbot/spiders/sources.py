"""Where a site lists all that it has published: what these lists have in common, and
the REST interface.

Each gives windows: so many articles at once, newest first, that a run of any length
needs no more memory than one of them.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from functools import partial
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from newsbot.similarity import key_hash
from newsbot.spiders.archivemark import BEGIN, END

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Callable

    from newsbot.pages.stated import Stated
    from newsbot.spiders.archivemark import ArchiveMark
    from newsbot.spiders.articles import ArticleSpider
    from newsbot.spiders.endpoints import RestPage

# Clocks are put back in the small hours, and by no more than two.
_NIGHT = timedelta(hours=12)


@dataclass(kw_only=True)
class Window:
    """Some articles of a list, in its order."""

    via: str
    """As in the record: ``rest``, ``feed``, ``sitemap`` or ``listing``."""

    origin: str | None
    """Address of what names them, as in the record."""

    urls: list[str]
    are_posts: bool = True
    """Whether that lists posts alone, and no other pages of the site."""

    stated: list[Stated] = field(default_factory=list)

    had: Callable[[], None] | None = None
    """To be called when all of them are on the disk or written down as failures; not
    before that of the window before."""


class RestSource:
    """WordPress's REST interface. Its pages are not counted but limited in time: what
    is published or deleted meanwhile shifts nothing."""

    def __init__(self, spider: ArticleSpider, mark: ArchiveMark) -> None:
        self._spider = spider
        self._mark = mark
        self.is_whole = False
        """Whether it was read to its end, or to the limits in time."""
        self.short = 0
        """How many articles fewer it has listed than it says there are."""
        self.is_doubtful = False
        """Whether it has listed fewer articles than it counts, or counts none."""
        self.is_dead = False
        """Whether it ceased to answer in the middle."""
        self.has_listed = False
        """Whether it has listed any article of the site."""
        # Where clocks are put back an hour comes twice: it is read whenever it may be
        # meant, and what is out of time is left out by what is stated of it.
        self._sure = (BEGIN, END)

    async def windows(self) -> AsyncIterator[Window]:
        """The posts of all times that no earlier run has walked through."""
        begin, end = BEGIN, END
        zone = self._spider.site.zone
        if (limit := self._spider.limit) is not None:
            first = _by_clock(limit, zone)
            begin = min(first, _by_clock(limit, zone, _NIGHT))
            self._sure = (first, END)
        if (limit := self._spider.end) is not None:
            last = _by_clock(limit, zone)
            end = max(last, _by_clock(limit, zone, -_NIGHT))
            self._sure = (self._sure[0], last)
        gaps = self._mark.gaps(begin, end)
        for low, high in gaps:
            self.is_whole = False
            async for window in self._gap(low, high):
                yield window
            if not self.is_whole:
                return
        self.is_whole = not gaps or self.has_listed or await self._is_alive()

    async def _is_alive(self) -> bool:
        """Whether it lists any article of the site, where it has listed none of the
        time that was asked for: some sites close it by an empty list, or behind
        addresses of another host."""
        answer = await self._posts(BEGIN, END)
        return answer is not None and any(map(self._owns, answer.stated))

    def _owns(self, stated: Stated) -> bool:
        return self._spider.site.owns(stated.url)

    async def _gap(self, begin: str, end: str) -> AsyncIterator[Window]:
        before, page = end, 1
        last: set[int] = set()
        previous: set[int] = set()
        total: int | None = None
        listed, size, top = 0, 0, end
        by_number = False
        while True:
            answer = await self._posts(begin, before, page)
            if answer is None:
                self.is_dead = self.has_listed
                self.short += max(0, (total or 0) - listed)
                return
            keys = {key_hash(one.url) for one in answer.stated}
            clocks = [one.local for one in answer.stated if one.local]
            if total is None:
                total = answer.total
                self._spider.account.states("rest", total or 0)
                if end == END:
                    # Below a post that is dated in the future others may appear.
                    clock = _by_clock(datetime.now(UTC), self._spider.site.zone)
                    top = min(max(clocks, default=begin), clock)
            if last and page == 1 and not last & keys:
                # A window begins with the end of the one before. It does not: that
                # post is gone, or the site reads instants in a way of its own.
                # Numbers of pages lose nothing.
                by_number, before, last = True, end, set()
                page = max(1, listed // size - 1)
                continue
            size = size or len(keys)
            new = [one for one in answer.stated if key_hash(one.url) not in last]
            listed += len(new)
            self.has_listed |= any(map(self._owns, new))
            is_last = not answer.stated or (
                # Where it does not say how many pages there are, the last one shows.
                page > 1 and (not new or keys == previous)
                if answer.pages is None
                else page >= answer.pages
            )
            previous = keys
            low: str | None = begin if is_last else None
            if len(clocks) < len(answer.stated):
                by_number = True
            if not is_last:
                # Not all posts of the page's last second may be on it.
                after = before if by_number else _later(min(clocks))
                if after < before:
                    low, before, page = after, after, 1
                    last = {
                        key_hash(one.url)
                        for one in answer.stated
                        if one.local and _later(one.local) == after
                    }
                else:
                    page += 1
                    last = set() if by_number else last | keys
            yield Window(
                via="rest",
                origin=None,
                urls=[one.url for one in new],
                stated=new,
                had=self._walked(low, top) if low is not None else None,
            )
            if is_last:
                break
        self.is_whole = True
        self.is_doubtful |= total is None or listed < total
        if total is not None and listed < total and not by_number:
            # Some may have been deleted since they were counted.
            again = await self._posts(begin, end)
            now = again.total if again is not None else None
            self.short += max(0, min(total, total if now is None else now) - listed)

    async def _posts(self, begin: str, end: str, page: int = 1) -> RestPage | None:
        return await self._spider.interfaces.posts(
            begin=None if begin == BEGIN else begin,
            end=None if end == END else end,
            page=page,
        )

    def _walked(self, begin: str, end: str) -> Callable[[], None] | None:
        begin, end = max(begin, self._sure[0]), min(end, self._sure[1])
        return partial(self._mark.walk, begin, end) if begin < end else None


def _by_clock(instant: datetime, zone: str, then: timedelta = timedelta(0)) -> str:
    """*instant* by the site's own clock, in whole seconds; a part of one counts up.

    :param then: as the clock is set so much later
    """
    if instant.microsecond:
        instant += timedelta(seconds=1)
    local = (instant + then).astimezone(ZoneInfo(zone)).replace(tzinfo=None) - then
    return local.isoformat(timespec="seconds")


def _later(clock: str) -> str:
    following = datetime.fromisoformat(clock) + timedelta(seconds=1)
    return following.isoformat(timespec="seconds")
