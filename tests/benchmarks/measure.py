"""Measuring a process: what it cost, as the kernel counts it."""

from __future__ import annotations

import os
import statistics
import subprocess
import sys
import time
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import resource
    from collections.abc import Callable, Mapping, Sequence

ROOT = Path(__file__).parents[2]
MB = 1 << 20


@dataclass(frozen=True)
class Cost:
    """What a process cost: seconds of CPU and by the clock, bytes at most."""

    cpu: float
    wall: float
    memory: int


def environment(**more: str) -> dict[str, str]:
    """The environment of a contender: no proxy, no setting of the user's."""
    plain = {
        name: value
        for name, value in os.environ.items()
        if not name.startswith(("NEWSBOT_", "SCRAPY_"))
        and not name.lower().endswith("_proxy")
    }
    return {**plain, "PYTHONPATH": str(ROOT), **more}


def run(command: Sequence[str], *, env: Mapping[str, str], folder: Path) -> Cost:
    """Run *command* in *folder* to its end.

    :raises RuntimeError: if it fails
    """
    folder.mkdir(parents=True, exist_ok=True)
    begin = time.perf_counter()
    with (folder / "log.txt").open("wb") as log:
        process = subprocess.Popen(
            command, env=dict(env), cwd=folder, stdout=log, stderr=log
        )
        _, status, used = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        said = (folder / "log.txt").read_text("utf-8", "replace")[-2000:]
        raise RuntimeError(f"{command}: exit code {process.returncode}\n{said}")
    return _cost(used, time.perf_counter() - begin)


def _cost(used: resource.struct_rusage, wall: float) -> Cost:
    # ru_maxrss: kilobytes, on macOS bytes.
    unit = 1 if sys.platform == "darwin" else 1024
    return Cost(used.ru_utime + used.ru_stime, wall, used.ru_maxrss * unit)


def interleaved(
    contenders: Mapping[str, Callable[[], Cost]], rounds: int
) -> dict[str, list[Cost]]:
    """Run all contenders in turns, so that a busy minute of the machine is everybody's;
    every second round in reverse order."""
    costs: dict[str, list[Cost]] = {name: [] for name in contenders}
    for number in range(rounds):
        names = list(contenders)
        for name in names if number % 2 == 0 else reversed(names):
            costs[name].append(contenders[name]())
            print(".", end="", file=sys.stderr, flush=True)
    print(file=sys.stderr)
    return costs


def ratio(one: Sequence[float], other: Sequence[float]) -> float:
    """Median of the ratios of two contenders' figures, round by round."""
    return statistics.median(a / b for a, b in zip(one, other, strict=True))


def load() -> str:
    """The machine's load, which belongs to every figure."""
    numbers = ", ".join(f"{number:.1f}" for number in os.getloadavg())
    return f"{os.cpu_count()} cores, load {numbers}"
