"""What the data of a page's scripts say of its article: text, date and authors.

On a page that JavaScript builds, the data hold the article and many others: those of
the side bar, of the front page, of the next one. The article's own object is told by
its headline or its address; where several that say so contradict each other, none is
believed.
"""

from __future__ import annotations

import re
from datetime import datetime
from functools import cached_property
from typing import TYPE_CHECKING, Any, Final, NamedTuple, TypeVar

from newsbot.arabic.dates import is_relative, parse_date
from newsbot.pages.datesources import Candidate
from newsbot.pages.fallback.outline import letters
from newsbot.pages.fallback.stated.states import State, states_of
from newsbot.pages.fallback.stated.statevalues import (
    LONGEST,
    MOST_NAMES,
    date_of,
    names_of,
    place_of,
    plain,
    title_of,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator
    from datetime import date

    from lxml.etree import _Element

_T = TypeVar("_T")
_TAG: Final = re.compile(r"<[^<>]*>")
# An article's text has as many words; titles and summaries have fewer.
_FEWEST_WORDS: Final = 40
# Letters of a headline that is no section's name.
_FEWEST_LETTERS: Final = 10
# Objects of one page that are looked at: its own is repeated for some widgets.
_MOST: Final = 50
_BETWEEN: Final = re.compile(r"[/._?&=-]")
_YEAR: Final = re.compile(r"(?:19|20)\d\d")

# Keys by their letters alone, the best first.
_TITLES: Final = frozenset(
    """
    title headline headlines heading articletitle newstitle posttitle storytitle
    maintitle arabictitle titlear
    """.split()
)
_ADDRESSES: Final = frozenset(
    """
    url canonical canonicalurl link permalink path websiteurl shareurl fullurl href
    articleurl
    """.split()
)
_PUBLISHED: Final = (
    *("datepublished", "displaydate", "firstpublished", "firstpublishedat"),
    *("firstpublishdate", "publishedat", "publishedon", "publishdate"),
    *("publisheddate", "publishedtime", "publishtime", "publicationdate"),
    *("publicationtime", "datepublication", "pubdate", "published", "publishat"),
    *("postdate", "postedat", "articledate", "newsdate", "date"),
)
_CREATED: Final = ("createdat", "datecreated", "createddate", "created", "creationdate")
_AUTHORS: Final = (
    *("authors", "author", "writers", "writer", "authorname", "writername", "byline"),
    *("authornames", "credits", "journalist", "reporter", "columnist", "embedded"),
)


class _Own(NamedTuple):
    """An object that says that it is the page's article."""

    node: dict[str, Any]
    state: State
    is_sure: bool
    """Whether it names the page's address, and not its headline alone."""

    def get(self, keys: Iterable[str]) -> Iterator[Any]:
        """The values of some keys in the order of these."""
        found = {plain(key): value for key, value in reversed(self.node.items())}
        for key in keys:
            if (value := self.state.value(found.get(key))) is not None:
                yield value


class Embedded:
    """The article in the data of a page's scripts.

    :param tree: the page
    :param titles: its headline, as it is printed and as it is stated
    :param urls: its addresses
    """

    def __init__(
        self, tree: _Element, *, titles: Iterable[str], urls: Iterable[str]
    ) -> None:
        self._tree = tree
        keys = {letters(title) for title in titles}
        self._titles = {key for key in keys if len(key) >= _FEWEST_LETTERS}
        self._places: set[str] = set()
        parts: list[str] = []
        for place in map(place_of, urls):
            path, _, query = place.partition("?")
            self._places.add(place)
            if not re.search(r"\d", query):
                self._places.add(path)
            parts += (*path.split("/"), *_BETWEEN.split(place))
        self._places.discard("")
        self._parts = {
            part for part in parts if len(part) > 2 and not _YEAR.fullmatch(part)
        }

    @cached_property
    def _states(self) -> list[State]:
        return list(states_of(self._tree))

    @cached_property
    def _own(self) -> list[_Own]:
        found: list[_Own] = []
        for state in self._states:
            for node in state.objects():
                if (own := self._own_of(node, state)) is not None:
                    found.append(own)
                    if len(found) == _MOST:
                        return found
        return found

    def _own_of(self, node: dict[str, Any], state: State) -> _Own | None:
        titles: list[bool] = []
        places: list[bool] = []
        is_known = False
        for key, written in node.items():
            name = plain(key)
            if name in _TITLES:
                if title := title_of(state.value(written)):
                    titles.append(letters(title) in self._titles)
            elif name in _ADDRESSES:
                value = state.value(written)
                if isinstance(value, str) and 1 < len(value) <= LONGEST:
                    places.append(place_of(value) in self._places)
            elif name in ("id", "slug"):
                is_known = is_known or str(state.value(written)) in self._parts
        if not (any(titles) or (titles and any(places))):
            return None
        # The same headline at another address may be another day's.
        is_sure = is_known or any(places)
        return None if places and not is_sure else _Own(node, state, is_sure)

    def text(self) -> str | None:
        """The longest text, plain or HTML, that stands beside the headline; None where
        none does."""
        best = ""
        for state in self._states:
            for node in state.objects():
                values = (state.value(one) for one in node.values())
                texts = [one for one in values if isinstance(one, str)]
                # Other articles' data stand on the page, too.
                if any(
                    len(one) <= LONGEST and letters(one) in self._titles
                    for one in texts
                ):
                    best = max(best, *texts, key=len)
        words = len(_TAG.sub(" ", best).split())
        return best if words >= _FEWEST_WORDS else None

    def dates(
        self, found: Iterable[Candidate], *, now: datetime, tz: str
    ) -> list[Candidate]:
        """When the article was published, as it is written there; empty where that is
        not said, or in two ways. When it was begun, which may be days before, counts
        only beside a date that the page shows.

        :param found: the candidates that the page has besides
        :param now: an aware instant, the time of the fetch
        :param tz: IANA zone of the site's local times
        """
        value = self._date(_PUBLISHED, now=now, tz=tz)
        if value is None and any(one.field == "published" for one in found):
            value = self._date(_CREATED, now=now, tz=tz)
        return [] if value is None else [Candidate("published", "embedded", value)]

    def _date(self, keys: Iterable[str], *, now: datetime, tz: str) -> str | None:
        def read(own: _Own) -> tuple[str, datetime | date] | None:
            for value in own.get(keys):
                written = date_of(value)
                if written and not is_relative(written, now=now, tz=tz):
                    date = parse_date(written, now=now, tz=tz)
                    if date is not None:
                        return written, date
            return None

        found = self._of_own(read)
        days = {_day(one) for _, one in found}
        clocks = {one for _, one in found if isinstance(one, datetime)}
        if len(days) != 1 or len(clocks) > 1:
            return None
        exact = (text for text, one in found if isinstance(one, datetime))
        return next(exact, found[0][0])

    def authors(self) -> list[str]:
        """Names of the authors as they are written there; empty where they are not
        said, or in two ways."""

        def read(own: _Own) -> list[str] | None:
            for value in own.get(_AUTHORS):
                if names := list(names_of(value, own.state, 0))[:MOST_NAMES]:
                    return names
            return None

        found = self._of_own(read)
        are_one = all(set(one) == set(found[0]) for one in found)
        return found[0] if found and are_one else []

    def _of_own(self, read: Callable[[_Own], _T | None]) -> list[_T]:
        """What is said by the objects that name the page's address; of those that
        share its headline alone, where these say nothing."""
        for is_sure in (True, False):
            said = (read(own) for own in self._own if own.is_sure is is_sure)
            if found := [one for one in said if one is not None]:
                return found
        return []


def _day(value: datetime | date) -> date:
    return value.date() if isinstance(value, datetime) else value
