"""What near duplicates cost: time and bytes per article, and a query in a large store.

    python tests/benchmarks/bench_similarity.py [--articles N] [--large N]

Times are given beside that of `blake2b` and `str.split` of the same texts in the
same run. The texts are random words whose frequencies and number are those of Arabic
newspapers (Zipf's law, 46 new words in an article), so that the memory of words
is filled as by real ones. One in five repeats an earlier article with a word changed.
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
from typing import TYPE_CHECKING

from newsbot.ledger import Ledger
from newsbot.similarity.fingerprint import Fingerprint, Sketch, fingerprint
from newsbot.similarity.index import Index
from newsbot.similarity.store import month
from newsbot.similarity.verify import align

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from newsbot.ledger.neighbours import Neighbours

LETTERS = "ابتثجحخدذرزسشصضطظعغفقكلمنهوي"
START = date(2025, 1, 5)
PER_DAY = 1000
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
            text[rng.randrange(len(text))] = "كلمة"
        else:
            text = rng.choices(words, cum_weights=weights, k=280)
            for place in rng.sample(range(280), 12):
                text[place] += rng.choice(("،", ".", ":", "»"))
            for place in rng.sample(range(280), 6):
                text[place] = str(rng.randrange(2030))
            texts.append(text)
        title = " ".join(text[:8])
        yield str(number), title, " ".join(text), START + timedelta(number // PER_DAY)


def microseconds(step: Callable[[Article], object], items: list[Article]) -> float:
    """Time ``step`` on each item and give the median."""
    times = []
    for item in items:
        start = time.perf_counter()
        step(item)
        times.append(time.perf_counter() - start)
    return sorted(times)[len(times) // 2] * 1e6


def reference(item: Article) -> object:
    """Do what every exact index does at the least."""
    return blake2b(item[2].encode()).digest(), item[2].split()


@contextmanager
def stored(path: Path) -> Iterator[Neighbours]:
    """Give the store of a run, whose articles are claims until they are delivered."""
    with closing(Ledger.open(path)) as ledger:
        ledger.start_run("news.test")
        yield ledger.neighbours


def bench_articles(count: int, folder: Path) -> None:
    items = list(articles(count, random.Random(1)))
    size = sum(len(item[2].encode()) for item in items) / count
    print(f"{count} articles of {size:.0f} bytes, one in five a copy")
    half = items[count // 2 :]
    base = microseconds(reference, half)
    print(f"  blake2b + split      {base:7.1f} us")
    for item in items[: count // 2]:
        fingerprint(item[1], item[2])
    prints = microseconds(lambda item: fingerprint(item[1], item[2]), half)
    print(f"  fingerprint          {prints:7.1f} us  {prints / base:5.1f} x")
    sketch = fingerprint(half[0][1], half[0][2]).sketch
    codes = b"" if sketch is None else sketch.codes
    edited = bytes(code ^ (place % 10 == 5) for place, code in enumerate(codes))
    if align(codes, edited).first.bit_count() < len(codes) * 0.9:
        sys.exit("a tenth was edited, and more was not aligned")
    one = microseconds(lambda _: align(codes, edited), half[:200])
    print(f"  one alignment        {one:7.1f} us  {one / base:5.1f} x")

    with stored(folder / "articles.sqlite") as store:
        index = Index(store)
        answers: list[object] = []

        def add(item: Article) -> None:
            answers.append(index.add(*item))

        added = microseconds(add, items[: count // 2])
        print(f"  add, with SQLite     {added:7.1f} us  {added / base:5.1f} x")
        with store.transaction():
            inside = microseconds(add, half)
        print(f"  the same, no commit  {inside:7.1f} us  {inside / base:5.1f} x")
        copies = sum("كلمة" in item[2] for item in items)
        found = sum(answer is not None for answer in answers)
        if found != copies:
            sys.exit(f"{found} duplicates found, {copies} made")
        store.db.run("DELETE FROM neighbour_claims")  # as deliveries do
        store.db.run("VACUUM")
        (pages,) = store.db.one("PRAGMA page_count")
        each = pages * store.db.one("PRAGMA page_size")[0] / count
        print(f"  {each:.0f} bytes per article")


def generated(rng: random.Random) -> Fingerprint:
    """Give a fingerprint like that of a text of 280 words, without the text."""
    bands = tuple(rng.getrandbits(32) - (1 << 31) for _ in range(16))
    return Fingerprint(
        rng.getrandbits(63), bands, Sketch(rng.randbytes(32), (), rng.randbytes(280))
    )


def fill(store: Neighbours, count: int, rng: random.Random) -> None:
    """Add ``count`` generated articles, month by month in the order of the bands."""
    part: list[tuple[int, int, int]] = []
    last = month(START)
    for number in range(1, count + 1):
        day = START + timedelta(number // PER_DAY)
        if month(day) != last:
            insert_bands(store, part)
            last = month(day)
        part += [(last, rng.getrandbits(32) - (1 << 31), number) for _ in range(16)]
        store.db.run(
            "INSERT INTO neighbours VALUES (?, ?, ?, NULL, NULL)",
            number,
            f"site:{number}",
            day.toordinal(),
        )
        store.db.run(
            "INSERT INTO neighbour_sketches VALUES (?, 1, ?, ?)",
            number,
            day.toordinal(),
            rng.randbytes(313),
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
            found = store.neighbours(
                kept.bands, last - timedelta(30), last + timedelta(30), 32
            )
            times.append(time.perf_counter() - start)
            if (kept is wanted) != any(old.number == count + 1 for old in found):
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
