"""CPU of reading a page without selectors, as a ratio to trafilatura alone.

    python -m tests.benchmarks.bench_fallback

The reference is `trafilatura` with its precision settings on the same pages in the
same run: from the decoded page to the text, without and with its metadata. It gives
text only; newsbot gives the record. Each contender's text is checked before it is
measured: all words of the article, and none of the teasers around it.
"""

import random
import re
import statistics
import time
from collections.abc import Callable
from datetime import UTC, datetime

from trafilatura import bare_extraction

from newsbot.pages import extract
from tests.benchmarks.measure import load
from tests.corpus import corpus

_NOW = datetime(2026, 3, 12, 12, tzinfo=UTC)
_PAGES = 20
_PASSES = 9
_WORD = re.compile(r"\w+")


def page(articles: list[str], rng: random.Random) -> tuple[str, list[str], list[str]]:
    """A page of a news site, the words of its article, and titles around it."""
    title, _, *paragraphs = articles[0].split("\n")
    others = [
        f"خبر جانبي {i} عن {one.partition(chr(10))[0]}"
        for i, one in enumerate(articles[1:])
    ]
    menu = "".join(
        f'<li class="item"><a href="/c/{i}">قسم {i}</a></li>' for i in range(40)
    )
    cards = "".join(
        f'<div class="card"><a href="/n/{i}"><img src="/t/{i}.jpg" alt=""></a>'
        f'<h3 class="card-title"><a href="/n/{i}">{other}</a></h3>'
        f'<span class="date">{rng.randint(1, 9)} مارس 2026</span></div>'
        for i, other in enumerate(others)
    )
    text = "".join(f"<p>{line}</p>\n" for line in paragraphs)
    html = (
        f'<html lang="ar" dir="rtl"><head><title>{title} | صحيفة الواحة</title>'
        f'<meta property="og:title" content="{title}">'
        '<meta property="og:site_name" content="صحيفة الواحة"></head><body>'
        f'<header><nav><ul>{menu}</ul></nav></header><div class="menu"><ul>{menu}</ul>'
        f'</div><main><article class="post"><h1>{title}</h1><div class="meta">'
        '<span class="author">بقلم هند القنطرية</span>'
        '<span class="date">10 مارس 2026 - 14:30</span></div>'
        f'<div class="entry-content">{text}</div></article>'
        f'<section class="related"><h2>أخبار متعلقة</h2>{cards}</section></main>'
        f"<aside>{cards}</aside><footer><ul>{menu}</ul></footer></body></html>"
    )
    return html, _WORD.findall(" ".join(paragraphs)), others


def newsbot(html: str) -> str:
    """The text of newsbot's record."""
    url = "https://waha.example/n/5"
    return extract(html, url=url, tz="Asia/Riyadh", now=_NOW).text


def trafilatura(html: str) -> str:
    """The text alone."""
    found = bare_extraction(html, favor_precision=True, include_comments=False)
    return str(getattr(found, "text", ""))


def trafilatura_with_metadata(html: str) -> str:
    """The text, with title, author and date beside it."""
    found = bare_extraction(
        html, favor_precision=True, include_comments=False, with_metadata=True
    )
    return str(getattr(found, "text", ""))


def seconds(contender: Callable[[str], str], pages: list[str]) -> float:
    """CPU of one pass over all pages."""
    start = time.process_time()
    for html in pages:
        contender(html)
    return time.process_time() - start


def main() -> None:
    """Print one line for each contender."""
    rng = random.Random(1)
    articles = corpus(_PAGES * 16)
    pages = [page(articles[i * 16 : i * 16 + 16], rng) for i in range(_PAGES)]
    contenders = (trafilatura, trafilatura_with_metadata, newsbot)
    for contender in contenders:
        for html, words, others in pages:
            text = contender(html)
            found = _WORD.findall(text)
            missing = len([word for word in words if word not in found])
            assert missing <= 0.05 * len(words), (contender.__name__, missing)
            assert not any(other in text for other in others), contender.__name__
    sources = [html for html, _, _ in pages]
    # In turns, so that a busy second of the machine is everybody's.
    passes = [[seconds(one, sources) for one in contenders] for _ in range(_PASSES)]
    for contender, took in zip(contenders, zip(*passes, strict=True), strict=True):
        per_page = statistics.median(took) / len(sources) * 1000
        ratio = statistics.median(
            mine / first for mine, (first, *_) in zip(took, passes, strict=True)
        )
        print(
            f"{contender.__name__:<26} {per_page:6.2f} ms/page "
            f"{ratio:5.2f} x trafilatura"
        )
    print(load())


if __name__ == "__main__":
    main()
