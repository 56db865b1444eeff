"""A bound on work that a busy machine does not reach: seconds of the processor."""

from __future__ import annotations

import signal
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from collections.abc import Iterator


@contextmanager
def within(seconds: float) -> Iterator[None]:
    """Fail when what is run takes more *seconds* of processor time than these.

    Also a decorator of tests. What other processes do at the moment does not count;
    it would by the clock of ``pytest.mark.timeout``.
    """

    def stop(*_: Any) -> None:
        pytest.fail(f"it takes more than {seconds} s of processor time")

    before = signal.signal(signal.SIGPROF, stop)
    signal.setitimer(signal.ITIMER_PROF, seconds)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_PROF, 0)
        signal.signal(signal.SIGPROF, before)
