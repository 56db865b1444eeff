"""When an article was published, compared with the limits of a run."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from newsbot.spiders.arguments import Since, Until
from newsbot.spiders.instants import instant_of, is_later, is_older

ZONE = "Asia/Riyadh"  # three hours ahead, all the year


@pytest.mark.parametrize(
    ("stated", "instant"),
    [
        ("Sun, 01 Mar 2026 12:00:00 GMT", "2026-03-01T12:00:00+00:00"),
        ("2026-03-01T12:00:00+01:00", "2026-03-01T11:00:00+00:00"),
        ("2026-03-01T12:00:00", "2026-03-01T09:00:00+00:00"),
        ("2026-03-01", None),
        ("قريبا", None),
        ("", None),
        (None, None),
    ],
)
def test_what_an_interface_states(stated: str | None, instant: str | None) -> None:
    found = instant_of(stated, ZONE)
    assert found == (None if instant is None else datetime.fromisoformat(instant))


@pytest.mark.parametrize(
    ("published", "is_it"),
    [
        ("2026-03-01T20:59:59+00:00", False),
        ("2026-03-01T21:00:00+00:00", True),
        ("2026-03-01", False),
        ("2026-03-02", True),
        (None, False),
    ],
)
def test_later(published: str | None, is_it: bool) -> None:
    limit = Until("2026-03-01").instant(ZONE, datetime.now(UTC))
    assert is_later(published, limit, ZONE) is is_it


@pytest.mark.parametrize(
    ("published", "is_it"),
    [
        ("2026-02-28T20:59:59+00:00", True),
        ("2026-02-28T21:00:00+00:00", False),
        ("2026-02-28", True),
        ("2026-03-01", False),
        (None, False),
    ],
)
def test_older(published: str | None, is_it: bool) -> None:
    limit = Since("2026-03-01").instant(ZONE, datetime.now(UTC))
    assert is_older(published, limit, ZONE) is is_it
