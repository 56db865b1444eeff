"""How far a listing has been walked, so that later walks stop early but lose nothing.

A walk may stop at articles that are known only where an earlier walk went on from
there to the end, or to other known articles: a run that was killed half-way has
delivered the newest articles of a page and none of the next.
"""

from __future__ import annotations

import json
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

from newsbot.ledger.runs import WALK
from newsbot.similarity import url_key
from newsbot.spiders.missingpages import MissingPages

if TYPE_CHECKING:
    from collections.abc import Sequence

    from newsbot.ledger import Ledger


class WalkMark:
    """The mark of one walk of the listing *name* of a site.

    :param run: the ledger's number of this run
    :param now: the time of this walk; None is now
    """

    def __init__(
        self,
        ledger: Ledger,
        site: str,
        name: str,
        run: int,
        *,
        now: datetime | None = None,
    ) -> None:
        self._ledger = ledger
        self._site = site
        self._name = f"{WALK}{name}"
        before: dict[str, Any] = json.loads(ledger.sites.mark(site, self._name) or "{}")
        trusted: int | None = before.get("whole")
        if before.get("joined") and ledger.runs.was_whole(site, before["run"]):
            # What other spiders delivered after that walk may have gaps below it.
            trusted = before["run"]
        self._trusted = trusted
        now = now or datetime.now(UTC)
        self._missing = MissingPages(before.get("missing"), now)
        self._state: dict[str, Any] = {
            "run": run,
            "whole": trusted,
            "joined": False,
            "gap": before.get("gap"),
            "horizon": before.get("horizon"),
            "missing": self._missing.noted,
        }
        self._write()

    @property
    def horizon(self) -> tuple[str, int] | None:
        """Where the deepest walk so far ended for want of ``max_pages``: address of
        the next page, and the number of pages before it. None: at the end, or never
        walked."""
        found = self._state["horizon"]
        return None if found is None else (found[0], found[1])

    @property
    def gap(self) -> tuple[str, int] | None:
        """What was skipped between two walks: address of the page to go on from,
        and the last run that delivered what lies below it. None: nothing."""
        found = self._state["gap"]
        return None if found is None else (found[0], found[1])

    def is_joined(self, urls: Sequence[str], trusted: int | None = None) -> bool:
        """Whether a page with the articles at *urls* lies in a part of the listing
        that has been delivered without a gap; a page without any shows nothing.

        :param trusted: the run up to which deliveries lie in that part; None for
            that of the last whole walk
        """
        limit = self._trusted if trusted is None else trusted
        if limit is None or not urls:
            return False
        return all(was_had(self._ledger, self._site, url, limit) for url in urls)

    def misses(self, urls: Sequence[str]) -> bool:
        """Whether a page with the articles at *urls*, the last one of the listing,
        ends above what an earlier walk has had: its last row is not known, nor are
        most others. Some that are known may stick to the top. A page without any has
        not come down to what is known either.
        """
        limit = self._trusted
        if limit is None:
            return False
        if not urls:
            return True
        had = [was_had(self._ledger, self._site, url, limit) for url in urls]
        return not had[-1] and 2 * sum(had) <= len(had)

    def is_end(self, address: str, *, is_due: bool = False) -> bool:
        """Whether the listing ends above *address*, where this run has found no page:
        if none was found there for days.

        :param is_due: whether something shows that there must be a page
        """
        self._missing.miss(address, is_due=is_due)
        self._write()
        return self._missing.is_believed(address)

    def is_due(self, address: str) -> bool:
        """Whether this run or one before it has seen that there must be a page at
        *address*, where none was found."""
        return self._missing.is_due(address)

    def found(self, address: str) -> None:
        """There is a page at *address*."""
        self._missing.find(address)

    def end(self, *, joined: bool, next_page: str | None, pages: int) -> None:
        """The walk from the top has ended.

        :param joined: at known articles, or at the end of the listing
        :param next_page: address of the first page that was not walked; None at the
            end
        :param pages: how many pages were walked
        """
        self._state["joined"] = True
        if joined and next_page is None:
            self._state["horizon"] = self._state["gap"] = None
        elif not joined and next_page is not None:
            if self._trusted is None:
                self._state["horizon"] = (next_page, pages)
            else:
                self._state["gap"] = (next_page, self._trusted)
        self._write()

    def deepen(self, *, next_page: str | None, pages: int) -> None:
        """A walk from the horizon has come to *next_page*, after *pages* pages in
        all; None: to the end."""
        self._state["horizon"] = None if next_page is None else (next_page, pages)
        self._write()

    def close_gap(self, next_page: str | None) -> None:
        """A walk through the gap has come to *next_page*; None: through."""
        gap = self._state["gap"]
        self._state["gap"] = None if next_page is None else (next_page, gap[1])
        self._write()

    def _write(self) -> None:
        self._ledger.sites.set_mark(self._site, self._name, json.dumps(self._state))


def was_had(ledger: Ledger, site: str, url: str, run: int) -> bool:
    """Whether the article at *url* was delivered in *run* or before it, or is written
    down as a failure."""
    known = ledger.delivered(site, url_keys=[url_key(url)])
    if known is None:
        return ledger.failures.of(site, url) is not None
    return known.delivered is not None and known.run <= run
