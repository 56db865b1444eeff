"""Speed of cleaning and folding, as ratios to a reference of the same run.

    python -m tests.benchmarks.bench_text

The reference is what a program would do at the very least: NFC and one substitution
of white space. Each contender's output is checked before it is measured.
"""

import random
import re
import time
import unicodedata
from collections.abc import Callable

from newsbot.arabic.text import clean, fold, repair
from tests.corpus import corpus, more_spaces, odd_spaces, tatweel

_SPACE = re.compile(r"\s+")


def reference(text: str) -> str:
    """NFC, and one space for each run of white space."""
    return _SPACE.sub(" ", unicodedata.normalize("NFC", text))


def seconds(contender: Callable[[str], str], texts: list[str]) -> float:
    """The best of five passes over all texts."""
    best = float("inf")
    for _ in range(5):
        start = time.perf_counter()
        for text in texts:
            contender(text)
        best = min(best, time.perf_counter() - start)
    return best


def main() -> None:
    """Print one line for each contender and corpus."""
    articles = corpus(500)
    rng = random.Random(1)
    noisy = [more_spaces(odd_spaces(tatweel(a, rng), rng), rng) for a in articles]
    pages = [
        article.encode("cp1256", "replace").decode("cp1256") for article in articles
    ]
    for article, dirty, page in zip(articles, noisy, pages, strict=True):
        assert reference(article) == article.replace("\n\n", " ").replace("\n", " ")
        assert clean(article) == clean(dirty) == article
        assert fold(dirty) == fold(article)
        assert repair(page.encode()) == repair(page.encode("cp1256")) == page
    for name, texts in (("sound", articles), ("noisy", noisy)):
        size = sum(len(text.encode()) for text in texts) / 1e6
        base = seconds(reference, texts)
        print(f"{name} articles, {size:.1f} MB: reference {size / base:.0f} MB/s")
        for contender in (clean, fold, repair):
            took = seconds(contender, texts)
            print(
                f"  {contender.__name__:7}{base / took:6.2f} of its speed "
                f"({size / took:.1f} MB/s)"
            )


if __name__ == "__main__":
    main()
