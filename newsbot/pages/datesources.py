"""What the rules of a page found for its dates, read."""

import re
from collections.abc import Iterable
from datetime import date, datetime, timedelta
from typing import Final, Literal, NamedTuple
from zoneinfo import ZoneInfo

from newsbot.arabic.dates import LATER, parse_date, published_and_modified
from newsbot.arabic.spelling import fold_date
from newsbot.arabic.tokens import tokenize
from newsbot.pages.localclocks import ELSEWHERE
from newsbot.pages.utcmarks import DateSource, moment_of

DateField = Literal["published", "modified"]
"""The dates of a record, by their names in it."""

RULES: Final = (
    *("profile", "rest", "feed", "jsonld", "meta", "time", "text", "embedded"),
)
"""The rules from best to worst (:mod:`newsbot.pages.dates` says why); any other rule
comes after them."""

_SHOWN: Final = 80
# Characters of a date line with its label, at most.
_LONGEST: Final = 200
# Such a date does not move with the clock.
_MACHINE: Final = re.compile(r"\d{4}-\d\d-\d\d(?:T\d\d:\d\d|$)", re.ASCII)
# A machine's clock without a zone.
_BARE: Final = re.compile(
    r"\s*\d{4}-\d\d-\d\d[T ]\d\d:\d\d(?::\d\d(?:\.\d+)?)?\s*", re.ASCII
)


class Candidate(NamedTuple):
    """What one rule found for one field."""

    field: DateField
    """The field that the rule was made for; a label in the text may say otherwise."""

    rule: str
    """The rule's name, one of `RULES` where it can be."""

    value: str | datetime | date | None
    """As it was found: a text in any form that `parse_date` reads, or a value. None and
    blank texts are passed over."""


class Reader:
    """Reads candidates.

    :param now: the aware instant of the fetch
    :param tz: IANA zone of the site's local times; None where it is not known: they
        are read as UTC, and said to be local
    """

    def __init__(self, *, now: datetime, tz: str | None) -> None:
        self._now = now
        self._tz = tz or "UTC"
        self._is_known = tz is not None
        self.site = ZoneInfo(self._tz)
        """The zone that local times are read in."""
        self.warnings: list[str] = []
        """A line for each candidate without a date."""

    def read(self, candidates: Iterable[Candidate]) -> dict[str, list[DateSource]]:
        """Return the readable sources of each field, best first."""
        found: dict[str, list[DateSource]] = {"published": [], "modified": []}
        ranked = sorted(candidates, key=lambda candidate: _rank(candidate.rule))
        for candidate in ranked:
            value = candidate.value
            if value is None or (isinstance(value, str) and not value.strip()):
                continue
            values = self._values(candidate, value, self._now)
            if not any(values.values()):
                self.warnings.append(
                    f"{candidate.field}: no date in {candidate.rule}: "
                    f"{str(value)[:_SHOWN]!r}"
                )
            later = values
            if not (isinstance(value, str) and _MACHINE.match(value)):
                later = self._values(candidate, value, self._now + LATER)
            for name, read in values.items():
                if read is not None:
                    source = self._source(candidate.rule, read, later.get(name))
                    if isinstance(value, str):
                        source = source._replace(
                            is_bare=_BARE.fullmatch(value) is not None,
                            is_labelled=source.rule == "text" and _is_labelled(value),
                        )
                    if not self._is_known and source.has_clock:
                        there = self._values(candidate, value, self._now, tz=ELSEWHERE)
                        source = source._replace(is_local=there.get(name) != read)
                    found[name].append(source)
        for sources in found.values():
            sources.sort(key=lambda source: bool(source.spread))
        return found

    def _source(
        self, rule: str, value: datetime | date, later: datetime | date | None
    ) -> DateSource:
        marked = isinstance(value, datetime) and not value.utcoffset()
        spread = timedelta()
        if later is not None and later != value:
            # What moves with the clock is relative, and rounded by up to one of its
            # units, which is at most its whole distance.
            spread = max(self._now - moment_of(value, self.site), timedelta(hours=1))
        return DateSource(rule, value, marked and not spread, spread)

    def _values(
        self,
        candidate: Candidate,
        value: str | datetime | date,
        now: datetime,
        *,
        tz: str | None = None,
    ) -> dict[str, datetime | date | None]:
        if isinstance(value, datetime) and value.utcoffset() is None:
            raise ValueError(f"{candidate.rule}: a datetime without a zone: {value}")
        tz = tz or self._tz
        if not isinstance(value, str):
            # As a text it passes the same checks of what is plausible.
            return {candidate.field: parse_date(value.isoformat(), now=now, tz=tz)}
        published, modified = published_and_modified(value, now=now, tz=tz)
        if candidate.field == "modified":
            return {"modified": modified or published}
        return {
            "published": published,
            "modified": modified,
        }


def _rank(rule: str) -> int:
    return RULES.index(rule) if rule in RULES else len(RULES)


def _is_labelled(text: str) -> bool:
    """Whether a short text has a label of the publication: «نُشر في»."""
    return len(text) <= _LONGEST and "P" in tokenize(fold_date(text)).kinds
