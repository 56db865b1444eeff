"""Readers that are tried in a process of their own: one that hangs, or falls into a
fault of a C library, is found, and the tests go on."""

from __future__ import annotations

import faulthandler
import json
import os
import resource
import signal
import traceback
from typing import TYPE_CHECKING, NoReturn

from tests.newsstand import fork

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

HANGS = 20
"""Seconds of processor time after which a try is taken to hang: a hundred times what
any takes, and what other processes do at the moment does not count."""


def faults_of(
    faults: Callable[[int], list[str]], seeds: Iterable[int], hangs: int = HANGS
) -> list[str]:
    """What *faults* finds with each of *seeds*, all of them in a child process.

    A seed with which the process dies is a fault too, and the last one: no further
    ones are tried then. After *hangs* seconds of processor time the kernel ends it.
    """
    seeds = [*seeds]
    reader, writer = os.pipe()
    child = fork()
    if child == 0:
        os.close(reader)
        _try(faults, seeds, hangs, writer)
    os.close(writer)
    with open(reader, encoding="utf-8") as answers:  # noqa: PTH123 - it has no path
        found = [json.loads(line) for line in answers if line.endswith("\n")]
    _, status = os.waitpid(child, 0)
    told = [fault for each in found for fault in each]
    if os.WIFSIGNALED(status) and len(found) < len(seeds):
        number = os.WTERMSIG(status)
        what = "hangs" if number == signal.SIGXCPU else signal.Signals(number).name
        return [*told, f"{seeds[len(found)]}: {what}"]
    assert len(found) == len(seeds), told
    return told


def _try(
    faults: Callable[[int], list[str]], seeds: list[int], hangs: int, writer: int
) -> NoReturn:
    try:
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
        signal.signal(signal.SIGXCPU, signal.SIG_DFL)
        faulthandler.disable()
        _, most = resource.getrlimit(resource.RLIMIT_CPU)
        for seed in seeds:
            used = resource.getrusage(resource.RUSAGE_SELF)
            end = int(used.ru_utime + used.ru_stime) + hangs
            resource.setrlimit(resource.RLIMIT_CPU, (end, most))
            line = json.dumps(faults(seed)) + "\n"
            os.write(writer, line.encode())
    except BaseException:  # noqa: BLE001 - it must not come back as a second pytest
        traceback.print_exc()
        os._exit(1)
    os._exit(0)
