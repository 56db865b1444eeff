"""What near duplicates cost: time and bytes per article, and a query in a large store.

    python -m tests.benchmarks.bench_similarity [--articles N] [--large N]

Times are given beside that of `blake2b` and `str.split` of the same texts in the
same run. The texts are random words whose frequencies and number are those of Arabic
newspapers (Zipf's law). One in five repeats an earlier article with a word changed.
"""

from __future__ import annotations

import argparse
import random
import sys
import tempfile
import time
from contextlib import closing, contextmanager
from datetime import date, timedelta
from hashlib import blake2b
from itertools import accumulate
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from newsbot.ledger import Ledger
from newsbot.similarity.alignment import align
from newsbot.similarity.fingerprint import (
    ASKED,
    LISTED,
    SAMPLE,
    VERSION,
    Fingerprint,
    Sketch,
    fingerprint,
)
from newsbot.similarity.index import Index
from newsbot.similarity.store import month

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from newsbot.ledger.neighbours import Neighbours

LETTERS = "ابتثجحخدذرزسشصضطظعغفقكلمنهوي"
START = date(2025, 1, 5)
PER_DAY = 1000
CHANGED = "كلمة"
# Of the copies. One word in 192 has the code of the one that it replaces, and is left
# in doubt.
MOST_MISSED = 0.01
Article = tuple[str, str, str, date]


def articles(count: int, rng: random.Random) -> Iterator[Article]:
    """Give articles of about 3 kB of UTF-8, a fifth of them copies."""
    words = [
        "".join(rng.choices(LETTERS, k=rng.choice((2, 3, 4, 5, 5, 6, 6, 7))))
        for _ in range(300_000)
    ]
    weights = list(accumulate(1 / (rank + 3) for rank in range(len(words))))
    texts: list[list[str]] = []
    for number in range(count):
        if texts and rng.random() < 0.2:
            text = list(rng.choice(texts[-2 * PER_DAY :]))
            # Not a figure: with another one it is another notice.
            places = [place for place, word in enumerate(text) if not word.isdecimal()]
            text[rng.choice(places)] = CHANGED
        else:
            text = rng.choices(words, cum_weights=weights, k=280)
            for place in rng.sample(range(280), 12):
                text[place] += rng.choice(("،", ".", ":", "»"))
            for place in rng.sample(range(280), 6):
                text[place] = str(rng.randrange(2030))
            texts.append(text)
        title = " ".join(text[:8])
        yield str(number), title, " ".join(text), START + timedelta(number // PER_DAY)


class Cost(NamedTuple):
    """Seconds by the clock, and of the processor: the latter leave out what other
    programs take, and the disk.
    """

    clock: float
    processor: float


def timed(step: Callable[[], object]) -> Cost:
    clock, processor = time.perf_counter(), time.process_time()
    step()
    return Cost(time.perf_counter() - clock, time.process_time() - processor)


def microseconds(costs: list[Cost]) -> tuple[float, float]:
    """Give the median by the clock and the mean of the processor in microseconds."""
    clocks = sorted(cost.clock for cost in costs)
    processor = sum(cost.processor for cost in costs)
    return clocks[len(costs) // 2] * 1e6, processor / len(costs) * 1e6


def reference(item: Article) -> object:
    """Do what every exact index does at the least."""
    return blake2b(item[2].encode()).digest(), item[2].split()


@contextmanager
def stored(path: Path) -> Iterator[Neighbours]:
    """Give the store of a run, whose articles are claims until they are delivered."""
    with closing(Ledger.open(path)) as ledger:
        ledger.start_run("news.test")
        yield ledger.neighbours


def check(items: list[Article], answers: list[tuple[str, float] | None]) -> None:
    """See that copies were found, and only they."""
    made = {item[0] for item in items if CHANGED in item[2].split()}
    found = {
        item[0]
        for item, answer in zip(items, answers, strict=True)
        if answer is not None
    }
    if found - made or len(made - found) > MOST_MISSED * len(made):
        sys.exit(f"of {len(made)} copies {len(made & found)} found: {found - made}")


def bench_articles(count: int, folder: Path) -> None:
    """Time each step on articles of the second half, which nothing has met before."""
    items = list(articles(count, random.Random(1)))
    size = sum(len(item[2].encode()) for item in items) / count
    print(f"{count} articles of {size:.0f} bytes, one in five a copy")
    print("  median by the clock, and mean of the processor's time")
    names = ("blake2b + split", "fingerprint", "add, with SQLite")
    steps: dict[str, list[Cost]] = {name: [] for name in names}
    answers = []
    with stored(folder / "articles.sqlite") as store:
        index = Index(store)
        for number, item in enumerate(items):
            times = (
                timed(lambda item=item: reference(item)),
                # Another text of the same words, or the next step would know it.
                timed(lambda item=item: fingerprint(item[1], item[2][::-1])),
                timed(lambda item=item: answers.append(index.add(*item))),
            )
            if number >= count // 2:
                for name, cost in zip(names, times, strict=True):
                    steps[name].append(cost)
        check(items, answers)
        base = microseconds(steps[names[0]])
        for name, costs in steps.items():
            median, mean = microseconds(costs)
            print(
                f"  {name:18} {median:6.0f} us {median / base[0]:5.1f} x"
                f" {mean:8.0f} us {mean / base[1]:5.1f} x"
            )
        bench_alignment(items[0], base[0])
        store.db.run("DELETE FROM neighbour_claims")  # as deliveries do
        store.db.run("VACUUM")
        (pages,) = store.db.one("PRAGMA page_count")
        each = pages * store.db.one("PRAGMA page_size")[0] / count
        print(f"  {each:.0f} bytes per article")


def bench_alignment(item: Article, base: float) -> None:
    sketch = fingerprint(item[1], item[2]).sketch
    codes = b"" if sketch is None else sketch.codes
    edited = bytes(code ^ (place % 10 == 5) for place, code in enumerate(codes))
    if align(codes, edited).first.bit_count() < len(codes) * 0.9:
        sys.exit("a tenth was edited, and more was not aligned")
    times = [timed(lambda: align(codes, edited)) for _ in range(200)]
    one, _ = microseconds(times)
    print(f"  {'one alignment':18} {one:6.0f} us {one / base:5.1f} x")


COMMON = 5000


def generated_bands(count: int, rng: random.Random) -> list[int]:
    """Give different bands, of which one in five is a phrase that others share."""
    bands: dict[int, None] = {}
    while len(bands) < count:
        common = rng.random() < 0.2
        bands[rng.randrange(COMMON) if common else -rng.getrandbits(31) - 1] = None
    return [*bands]


def generated(rng: random.Random) -> Fingerprint:
    """Give a fingerprint like that of a text of 280 words, without the text."""
    sample = tuple(rng.getrandbits(32) for _ in range(SAMPLE))
    sketch = Sketch(sample, (), rng.randbytes(280))
    return Fingerprint(rng.getrandbits(63), tuple(generated_bands(ASKED, rng)), sketch)


def fill(store: Neighbours, count: int, rng: random.Random) -> None:
    """Add ``count`` generated articles, month by month in the order of the bands."""
    part: list[tuple[int, int, int]] = []
    last = month(START)
    for number in range(1, count + 1):
        day = START + timedelta(number // PER_DAY)
        if month(day) != last:
            insert_bands(store, part)
            last = month(day)
        part += [(last, band, number) for band in generated_bands(LISTED, rng)]
        store.db.run(
            "INSERT INTO neighbours VALUES (?, ?, ?, NULL, NULL)",
            number,
            f"site:{number}",
            day.toordinal(),
        )
        store.db.run(
            "INSERT INTO neighbour_sketches VALUES (?, ?, ?, ?)",
            number,
            VERSION,
            day.toordinal(),
            rng.randbytes(424),
        )
    insert_bands(store, part)


def insert_bands(store: Neighbours, part: list[tuple[int, int, int]]) -> None:
    part.sort()
    store.db.many("INSERT INTO neighbour_bands VALUES (?, ?, ?)", part)
    part.clear()


def bench_query(count: int, folder: Path) -> float:
    """Give the median time of a query in a store of ``count`` articles."""
    rng = random.Random(2)
    with stored(folder / f"{count}.sqlite") as store:
        with store.transaction():
            fill(store, count, rng)
        last = START + timedelta(count // PER_DAY)
        wanted = generated(rng)
        store.add("wanted", last, wanted, None, None)
        times = []
        for turn in range(2000):
            kept = generated(rng)
            if turn % 100 == 0:
                kept = wanted
            start = time.perf_counter()
            found, _ = store.neighbours(
                kept.bands, last - timedelta(30), last + timedelta(30), 16
            )
            times.append(time.perf_counter() - start)
            if kept is wanted and found[0].number != count + 1:
                sys.exit("a query gave the wrong articles")
    middle = sorted(times)[len(times) // 2] * 1e6
    print(f"  query at {count:9,d} articles {middle:7.1f} us")
    return middle


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--articles", type=int, default=4000)
    parser.add_argument("--large", type=int, default=1_000_000)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as name:
        bench_articles(options.articles, Path(name))
        small = bench_query(10_000, Path(name))
        large = bench_query(options.large, Path(name))
        print(f"  {large / small:.2f} x")


if __name__ == "__main__":
    main()
