"""What the index asks of a store, and a store in memory for tests and trials.

The store on a database is `newsbot.ledger.neighbours`.
"""

import threading
from collections import Counter, defaultdict
from collections.abc import Collection, Iterable
from contextlib import AbstractContextManager
from datetime import date
from typing import Final, NamedTuple, Protocol

from newsbot.similarity.fingerprint import LISTED, VERSION, Fingerprint

CROWD: Final = 32
"""Articles to which a band may lead: what more share is a title or a prayer, and to
read them all would cost more than the rest of a query."""


class Answer(NamedTuple):
    """What was answered about an article."""

    original: str | None
    """The id of the first article of its group; None if it is the first itself."""
    score: float | None
    """The likeness in (0, 1]; None if ``original`` is."""


class Neighbour(NamedTuple):
    """What is kept of an earlier article for a while."""

    number: int
    """The store's own number of the article: the order of arrival, from 1."""
    day: date
    sketch: bytes
    """Packed, see :meth:`newsbot.similarity.fingerprint.Sketch.pack`."""


class Store(Protocol):
    """Where an index keeps its articles."""

    def transaction(self) -> AbstractContextManager[object]:
        """Hold the store alone: what is read and written inside is one step.

        No other process may read or write between, or two copies that arrive at once
        would both be called the first. An exception undoes what was written.
        """

    def answer(self, article: str) -> Answer | None:
        """Give what was answered about the article with this id, None if it is new."""

    def same_text(self, exact: int) -> tuple[int, date] | None:
        """Give number and day of the article that ``exact`` was last added with."""

    def neighbours(
        self, bands: Collection[int], first: date, last: date, limit: int
    ) -> tuple[list[Neighbour], set[int]]:
        """Give at most ``limit`` articles from ``first`` to ``last`` that share a band,
        and which of the bands have :data:`CROWD` articles or more there.

        Those that share most come first, then the later ones, as copies are made soon.
        Only what was made by today's :data:`VERSION` of the fingerprint counts.
        """

    def group(self, number: int) -> tuple[int, str]:
        """Give number and id of the first article of the group of this one."""

    def add(
        self,
        article: str,
        day: date,
        kept: Fingerprint,
        group: int | None,
        score: float | None,
    ) -> None:
        """Add a new article, to be found by the first :data:`LISTED` bands of ``kept``;
        ``group`` is the first of its group, None for itself.
        """


def months(first: date, last: date) -> range:
    """Give the months from ``first`` to ``last``, counted from the year 0.

    Bands are partitioned by them, so that a query and a deletion touch few.
    """
    return range(month(first), month(last) + 1)


def month(day: date) -> int:
    """Give the number of the month of ``day``, counted from the year 0."""
    return day.year * 12 + day.month - 1


def rank(listed: Iterable[tuple[int, int]], limit: int) -> tuple[list[int], set[int]]:
    """Give of pairs (article, band) the articles with most bands, at most ``limit``,
    and the bands with :data:`CROWD` articles or more.
    """
    shared: Counter[int] = Counter()
    sizes: Counter[int] = Counter()
    for number, band in listed:
        shared[number] += 1
        sizes[band] += 1
    best = sorted(shared, key=lambda number: (-shared[number], -number))[:limit]
    return best, {band for band, size in sizes.items() if size >= CROWD}


class MemoryStore(Store):
    """A store for one process, kept nowhere."""

    def __init__(self) -> None:
        self._lock = threading.RLock()
        self._numbers: dict[str, int] = {}
        self._articles: list[tuple[str, date, int | None, float | None]] = []
        self._texts: dict[int, int] = {}
        self._bands: defaultdict[int, defaultdict[int, list[int]]] = defaultdict(
            lambda: defaultdict(list)
        )
        self._neighbours: dict[int, tuple[int, Neighbour]] = {}

    def transaction(self) -> AbstractContextManager[object]:
        """Hold the store alone. Nothing is undone: nothing here can fail half way."""
        return self._lock

    def answer(self, article: str) -> Answer | None:
        """See `Store.answer`."""
        number = self._numbers.get(article)
        if number is None:
            return None
        _, _, group, score = self._articles[number - 1]
        return Answer(None if group is None else self._articles[group - 1][0], score)

    def same_text(self, exact: int) -> tuple[int, date] | None:
        """See `Store.same_text`."""
        number = self._texts.get(exact)
        return None if number is None else (number, self._articles[number - 1][1])

    def neighbours(
        self, bands: Collection[int], first: date, last: date, limit: int
    ) -> tuple[list[Neighbour], set[int]]:
        """See `Store.neighbours`."""
        parts = [self._bands[number] for number in months(first, last)]
        listed = [
            (number, band)
            for part in parts
            for band in bands
            for number in part.get(band, ())
        ]
        best, crowded = rank(listed, limit)
        found = [self._neighbours[number] for number in best]
        return [
            neighbour
            for version, neighbour in found
            if version == VERSION and first <= neighbour.day <= last
        ], crowded

    def group(self, number: int) -> tuple[int, str]:
        """See `Store.group`."""
        first = self._articles[number - 1][2] or number
        return first, self._articles[first - 1][0]

    def add(
        self,
        article: str,
        day: date,
        kept: Fingerprint,
        group: int | None,
        score: float | None,
    ) -> None:
        """See `Store.add`."""
        self._articles.append((article, day, group, score))
        number = self._numbers[article] = len(self._articles)
        if kept.exact is not None:
            self._texts[kept.exact] = number
        for band in kept.bands[:LISTED]:
            self._bands[month(day)][band].append(number)
        if kept.sketch is not None:
            neighbour = Neighbour(number, day, kept.sketch.pack())
            self._neighbours[number] = VERSION, neighbour
