"""The index of articles: which of them tells an earlier one's story again."""

from datetime import date, timedelta
from typing import Final

from newsbot.similarity.fingerprint import Fingerprint, Sketch, fingerprint
from newsbot.similarity.store import Store
from newsbot.similarity.verify import MIN_SHARED, resemblance, score

WINDOW: Final = timedelta(days=30)
"""How far apart the days of near duplicates may be. Equal texts may be any."""

_CANDIDATES: Final = 16
_ALIGNED: Final = 5


class Index:
    """Articles in the order of their arrival, kept in a store.

    >>> index = Index(MemoryStore())
    >>> index.add("first", title, text, date(2025, 2, 3))
    >>> index.add("second", "عاجل | " + title, text, date(2025, 2, 4))
    ('first', 1.0)
    """

    def __init__(self, store: Store) -> None:
        """Open the index on ``store``; several processes may share one store."""
        self._store = store

    def add(
        self,
        id: str,  # noqa: A002 - the record's own word for it
        title: str,
        text: str,
        day: date,
    ) -> tuple[str, float] | None:
        """Add an article and tell whether its story was there before.

        Gives the id of the article that was added first in its group, whatever its
        day, and the likeness in (0, 1], 1.0 for the same words; None for a new
        story. ``day`` is the day of publication, or of the visit where the page has
        none. For a known id the answer is the one given before, whatever the text,
        and nothing is added.

        The same text is a duplicate at any distance in time; an edited one within 30
        days, where it is no other issue of the same notice. A text of fewer than 20
        tokens must have the same headline and the same day too.

        What the store raises is passed on; then nothing has been added.
        """
        kept = fingerprint(title, text)
        with self._store.transaction():
            known = self._store.answer(id)
            if known is not None:
                if known.original is None or known.score is None:
                    return None
                return known.original, known.score
            found, crowded = self._same(kept, day), set[int]()
            if found is None:
                found, crowded = self._near(kept, day)
            if crowded:
                bands = tuple(band for band in kept.bands if band not in crowded)
                kept = kept._replace(bands=bands)
            if found is None:
                self._store.add(id, day, kept, None, None)
                return None
            number, likeness = found
            group, original = self._store.group(number)
            self._store.add(id, day, kept, group, likeness)
            return original, likeness

    def _same(self, kept: Fingerprint, day: date) -> tuple[int, float] | None:
        if kept.exact is None:
            return None
        found = self._store.same_text(kept.exact)
        if found is None:
            return None
        number, earlier = found
        if kept.sketch is None and day != earlier:
            return None
        return number, 1.0

    def _near(
        self, kept: Fingerprint, day: date
    ) -> tuple[tuple[int, float] | None, set[int]]:
        new = kept.sketch
        if new is None:
            return None, set()
        first = date.fromordinal(max(1, day.toordinal() - WINDOW.days))
        last = date.fromordinal(
            min(date.max.toordinal(), day.toordinal() + WINDOW.days)
        )
        alike = []
        found, crowded = self._store.neighbours(kept.bands, first, last, _CANDIDATES)
        for old in found:
            sketch = Sketch.unpack(old.sketch)
            shared = resemblance(sketch.sample, new.sample)
            if shared >= MIN_SHARED:
                alike.append((shared, old, sketch))
        # A copy is among those that resemble it most; aligning with every issue of a
        # daily notice would cost many times the query.
        alike.sort(key=lambda one: -one[0])
        for _, old, sketch in alike[:_ALIGNED]:
            likeness = score(sketch, new, abs((day - old.day).days))
            if likeness is not None:
                return (old.number, round(likeness, 3)), crowded
        return None, crowded
