"""What the ledger need not remember for ever: old runs, and pages that nobody names."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Final, NamedTuple

if TYPE_CHECKING:
    from datetime import datetime

    from newsbot.ledger import Ledger

RUNS_KEPT: Final = timedelta(days=90)
"""A run is forgotten so long after it began, if it is none of the last ones of its site
and no walk relies on it; `runs.jsonl` has it still."""

FAILURES_KEPT: Final = timedelta(days=365)
"""A page that a run does not ask for by itself is forgotten so long after it could
have been asked for again: no list of the site has named it since."""


class Forgotten(NamedTuple):
    """How many runs and failed pages were forgotten."""

    runs: int
    pages: int


def forget(ledger: Ledger, site: str, now: datetime) -> Forgotten:
    """Take out of *ledger* what *site* has no use for any more, at *now*.

    It may be called while the site is crawled: what a run reads or writes of these is
    younger. Raises `LedgerError`.
    """
    return Forgotten(
        ledger.runs.forget(site, now - RUNS_KEPT),
        ledger.failures.forget(site, now - FAILURES_KEPT),
    )
