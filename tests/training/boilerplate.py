"""Learn the words of lines that are the site's, and not an article's.

    python -m tests.training.boilerplate [--write]

The examples in boilerplate.jsonl are invented, by several authors (``set``; the rules'
own tests are ``o``), as sites of all Arab countries print such lines: a `line`, and
whether it is `boilerplate`. For
each set a model that has not read it judges its lines, and the table shows what that
finds, and takes of the articles, for several thresholds. ``held`` are lines of an
author that no model reads. ``--write`` puts the weights, learned from all sets but
those held, beside newsbot/arabic/boilerplate/learned.py.
"""

from __future__ import annotations

import argparse
import json
import math
import random
from collections import Counter, defaultdict
from itertools import cycle
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from newsbot.arabic.boilerplate.learned import (
    BIAS,
    LEAST,
    LEAST_BEHIND,
    WEIGHTS,
    features,
    is_judged,
    log_odds,
)
from newsbot.demo.stories import load

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

EXAMPLES = Path(__file__).with_name("boilerplate.jsonl")
HELD = ("held",)
"""Sets that nothing is learned from."""

EPOCHS = 15
RATE = 0.5
DECAY = 5e-4
"""Of each weight, in each step: rare words weigh less."""
LEAST_LINES = 2
"""A word of one line may be the name of its paper."""
LEAST_WEIGHT = 0.1
WRAPPED = (5, 9, 3, 7)
"""Words of the lines of a text that was broken without regard to its sentences."""


class Example(NamedTuple):
    """A line of an author, and whether it is the site's."""

    line: str
    boilerplate: bool
    set: str
    is_part: bool = False
    """Whether it is a part of another example's line."""


def examples() -> list[Example]:
    """All examples: those of the file, the lines of the demo's articles, and lines of
    sets that are of articles only as they look :func:`wrapped`."""
    with EXAMPLES.open(encoding="utf-8") as file:
        found = [Example(**json.loads(row)) for row in file]
    for story in load():
        found += [Example(line, False, "demo") for line in story.text]
    of_sites = {row.set for row in found if row.boilerplate}
    return found + [
        part for row in found if row.set not in of_sites for part in wrapped(row)
    ]


def wrapped(row: Example) -> Iterator[Example]:
    """The line of an article broken into several: some sites do so with all, and the
    words of news are those of other lines, too (أيضا, أسعار)."""
    words, lengths = row.line.split(), cycle(WRAPPED)
    while len(words) > (length := next(lengths)):
        yield row._replace(line=" ".join(words[:length]), is_part=True)
        words = words[length:]


def learned(rows: Iterable[Example]) -> dict[str, float]:
    """The weights that a logistic regression has after `EPOCHS` passes over *rows*,
    in an order by chance that is always the same; each step by AdaGrad (Duchi, Hazan
    and Singer 2011)."""
    lines: Counter[str] = Counter()
    read = []
    for row in rows:
        read.append((sorted(features(row.line)), row.boilerplate))
        if not row.is_part:
            lines.update(read[-1][0])
    weights: defaultdict[str, float] = defaultdict(float)
    squares: defaultdict[str, float] = defaultdict(lambda: 1e-8)
    chance = random.Random(1)
    for _ in range(EPOCHS):
        chance.shuffle(read)
        for found, is_site in read:
            scale = 1 / math.sqrt(len(found))
            odds = weights[BIAS] + scale * sum(weights[one] for one in found)
            error = 1 / (1 + math.exp(-odds)) - is_site
            for one in (BIAS, *found):
                step = error * (1 if one == BIAS else scale) + DECAY * weights[one]
                squares[one] += step * step
                weights[one] -= RATE * step / math.sqrt(squares[one])
    return {
        one: round(weight, 2)
        for one, weight in sorted(weights.items())
        if one == BIAS or (lines[one] >= LEAST_LINES and abs(weight) >= LEAST_WEIGHT)
    }


def judged(rows: list[Example]) -> Iterator[tuple[Example, float]]:
    """Each example with the log odds of a model that has read no line of its set."""
    for name in sorted({row.set for row in rows}):
        kept = [row for row in rows if row.set not in (name, *HELD)]
        weights = learned(kept)
        for row in rows:
            if row.set == name:
                odds = log_odds(row.line, weights)
                yield row, odds if is_judged(row.line) else -math.inf


def table(found: list[tuple[Example, float]]) -> Iterator[str]:
    """For each set and threshold: lines of sites found, and of articles taken."""
    names = sorted({row.set for row, _ in found})
    limits = sorted({0.75, 1.0, 1.25, 2.0, LEAST, LEAST_BEHIND})
    head = "".join(f"{limit:14}" for limit in limits)
    yield f"{'set':10}{head}"
    for name in (*names, "all"):
        own = [(row, odds) for row, odds in found if name in (row.set, "all")]
        cells = ""
        for limit in limits:
            caught, taken = (
                sum(odds > limit for row, odds in own if row.boilerplate is is_site)
                for is_site in (True, False)
            )
            cells += f"{caught:9} {taken:4}"
        of = Counter(row.boilerplate for row, _ in own)
        yield f"{name:10}{cells}   of {of[True]} and {of[False]}"


def main() -> None:
    """Print how well lines of unread authors are judged, or write the weights."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--write", action="store_true")
    rows = examples()
    if parser.parse_args().write:
        weights = learned(row for row in rows if row.set not in HELD)
        text = json.dumps(weights, ensure_ascii=False, indent=0)
        WEIGHTS.write_text(f"{text}\n", encoding="utf-8")
        print(f"{len(weights)} weights in {WEIGHTS}")
        return
    for line in table(list(judged(rows))):
        print(line)


if __name__ == "__main__":
    main()
