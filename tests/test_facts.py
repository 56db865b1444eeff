"""What was found out about a site is kept for a week, and by no wrong clock longer."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from newsbot.sites import load_site
from newsbot.spiders import facts
from newsbot.spiders.facts import Facts

FOUND = Facts(
    url="https://news.test/",
    hosts=["news.test"],
    profile="zoxpress",
    timezone="Asia/Riyadh",
    rest=None,
    feed=None,
    listings=["https://news.test/latest/"],
)


class Ledger:
    """As much of one as keeps a mark."""

    def __init__(self) -> None:
        self.sites = self
        self.kept: str | None = None

    def mark(self, site: str, name: str) -> str | None:
        return self.kept

    def set_mark(self, site: str, name: str, value: str | None) -> None:
        self.kept = value


@pytest.mark.parametrize(
    ("age", "holds"),
    [
        (timedelta(minutes=1), True),
        (timedelta(days=6), True),
        (timedelta(days=8), False),
        # Written by a clock that was ahead.
        (timedelta(days=-400), False),
    ],
)
def test_how_long_facts_hold(age: timedelta, holds: bool) -> None:
    ledger: Any = Ledger()
    facts.save(ledger, "news.test", FOUND)
    kept = json.loads(ledger.kept)
    kept["found"] = (datetime.now(UTC) - age).isoformat()
    ledger.kept = json.dumps(kept)
    found = facts.load(ledger, "news.test", load_site("https://news.test/"))
    assert found == (FOUND if holds else None)


def test_facts_found_with_a_profile_of_ones_own_are_not_those_of_an_address() -> None:
    ledger: Any = Ledger()
    facts.save(ledger, "news.test", replace(FOUND, profile="manara"))
    assert facts.load(ledger, "news.test", load_site("https://news.test/")) is None
