"""Which element holds the text, and what in it is none."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Final, NamedTuple

from newsbot.arabic.boilerplate import is_boilerplate
from newsbot.newsite.draft import Draft, Learned
from newsbot.newsite.fitting import plain, short_text
from newsbot.newsite.kinds import learn_page
from newsbot.newsite.naming import choices, is_named
from newsbot.pages.body import read_body
from newsbot.pages.fallback.sentences import is_sentence
from newsbot.sites.selectors import Selectors

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from lxml.etree import _Element

    from newsbot.items import Article
    from newsbot.newsite.look import Look, Page

_TRIED: Final = 24
_DROPS: Final = 6
# With more foreign lines in it, an element is none of a text.
_FOREIGN: Final = 12
_ODD: Final = 5


class Sample(NamedTuple):
    """An article's page and what the rules without a profile make of it."""

    page: Page
    record: Article

    @property
    def lines(self) -> dict[str, str]:
        """The letters of each line of its text → the line."""
        return _keyed(self.record.text.split("\n"))


def _keyed(lines: Iterable[str]) -> dict[str, str]:
    return {key: line for line in lines if (key := plain(line))}


class _Body(NamedTuple):
    """A selector of the text with what it needs."""

    extra: int
    """So many lines more than without it."""
    cost: int
    selector: str
    drop: list[str]
    kept: list[str]
    """Lines of several texts for which no selector was found."""
    odd: list[str]
    """Pages whose text is another one without it."""


def learn_body(look: Look, samples: list[Sample], draft: Draft) -> None:
    """Add ``body``, ``drop`` and ``page`` to *draft* if one element holds the text of
    all *samples*, and nothing that the rules without a profile take for foreign.

    A line that they have not and the element has is believed where it is a sentence
    of this article alone.
    """
    repeated = _repeated(samples)
    page = learn_page(look)
    found = []
    for cost, selector in _distinct(_choices(samples, draft.zone, look), samples):
        judged = _judge(cost, selector, samples, repeated)
        found += [judged] if judged else []
        if judged and not (judged.drop or judged.extra or judged.odd):
            break
    if page is None or not found:
        draft.unsure += _why(page, found, repeated)
        return
    best = min(found, key=lambda one: (len(one.drop + one.odd) + one.extra, one.cost))
    draft.rules["article", "page"] = Learned([page], "On articles, on no list.")
    draft.rules["article", "body"] = Learned([best.selector])
    if best.drop:
        why = "Stands in the text and is none of it."
        draft.rules["article", "drop"] = Learned(best.drop, why)
    draft.unsure += [_repeats(line) for line in best.kept]
    draft.unsure += [
        f"text: {best.selector} has other lines than are found without it: {url}"
        for url in best.odd
    ]


def _why(
    page: str | None, found: list[_Body], repeated: dict[str, str]
) -> Iterator[str]:
    if not found:
        yield "text: no one element holds it on all pages; it is sought on each"
    elif page is None:
        yield "text: nothing tells articles from lists; it is sought on each page"
    yield from map(_repeats, repeated.values())


def _repeats(line: str) -> str:
    return f"text: this line is in several articles, and stays: {line}"


def _repeated(samples: list[Sample]) -> dict[str, str]:
    """Lines that stand in the texts of two articles or more."""
    counts = Counter(key for one in samples for key in one.lines)
    lines = {key: line for one in samples for key, line in one.lines.items()}
    texts = Counter(one.record.text for one in samples)
    twins = {key for one in samples if texts[one.record.text] > 1 for key in one.lines}
    return {k: lines[k] for k, n in counts.items() if n > 1 and k not in twins}


def _choices(samples: list[Sample], zone: str, look: Look) -> Iterator[tuple[int, str]]:
    for one in samples[:3]:
        container = one.page.article(look.profile, zone).container
        for height in range(3):
            if container is None or container.tag in ("body", "html"):
                break
            for cost, selector in filter(is_named, choices(container)):
                yield cost + 2 * height, selector
            container = container.getparent()


def _distinct(
    tried: Iterable[tuple[int, str]], samples: list[Sample]
) -> Iterator[tuple[int, str]]:
    """The best of the selectors that find the same elements, each found on all."""
    seen = set()
    for cost, selector in sorted(set(tried))[: 4 * _TRIED]:
        rule = Selectors([selector])
        places = tuple(rule.element(one.page.tree) for one in samples)
        if None not in places and places not in seen:
            seen.add(places)
            yield cost, selector


def _judge(
    cost: int, selector: str, samples: list[Sample], repeated: dict[str, str]
) -> _Body | None:
    """*selector* with what must be dropped; None if it is not that of the text."""
    rule = Selectors([selector])
    drop: list[str] = []
    unwanted = _unwanted(rule, drop, samples, repeated)
    while len(drop) < _DROPS:
        more = _drop_for(rule, drop, samples, repeated, unwanted)
        if more is None:
            break
        drop.append(more)
        unwanted = _unwanted(rule, drop, samples, repeated)
    odd = [
        sample.page.url
        for sample, keys in zip(samples, unwanted, strict=True)
        if keys is None or keys - set(repeated)
    ]
    # One page may be read wrongly without a profile, too.
    if len(odd) > len(samples) // _ODD:
        return None
    left = {key for keys in unwanted for key in keys or ()}
    kept = [line for key, line in repeated.items() if key in left]
    extra = sum(len(set(_lines(rule, drop, one)) - set(one.lines)) for one in samples)
    return _Body(extra, cost, selector, drop, kept, odd)


def _lines(rule: Selectors, drop: list[str], sample: Sample) -> dict[str, str]:
    root = rule.element(sample.page.tree)
    assert root is not None
    dropped = Selectors(drop).all(root)
    return _keyed(read_body(root, base=sample.page.url, drop=dropped).lines)


def _unwanted(
    rule: Selectors, drop: list[str], samples: list[Sample], repeated: dict[str, str]
) -> list[set[str] | None]:
    """Of each sample the lines that are none of its text; None where one of its text
    is missing, or where so many are foreign that it is another element."""
    found: list[set[str] | None] = []
    lines = [_lines(rule, drop, one) for one in samples]
    counts = Counter(key for one in lines for key in one)
    for sample, here in zip(samples, lines, strict=True):
        lead = plain(sample.record.lead or "")
        foreign = {
            key
            for key in here
            if key not in sample.lines or key in repeated
            if counts[key] > 1 or key == lead or not _is_text(here[key])
        }
        is_missing = set(sample.lines) - set(here) - set(repeated)
        found.append(None if is_missing or len(foreign) > _FOREIGN else foreign)
    return found


def _is_text(line: str) -> bool:
    return is_sentence(line) and not is_boilerplate(line)


def _drop_for(
    rule: Selectors,
    drop: list[str],
    samples: list[Sample],
    repeated: dict[str, str],
    unwanted: list[set[str] | None],
) -> str | None:
    """One more selector that takes away unwanted lines and no others, or None."""
    before = sum(map(len, filter(None, unwanted)))
    for sample, keys in zip(samples, unwanted, strict=True):
        root = rule.element(sample.page.tree)
        if not keys or root is None:
            continue
        holders = (one for one in _holders(root, keys) if one is not root)
        found = {one for holder in holders for one in choices(holder) if is_named(one)}
        for choice in sorted(found)[:_TRIED]:
            after = _unwanted(rule, [*drop, choice.selector], samples, repeated)
            is_kept = after.count(None) <= unwanted.count(None)
            if is_kept and sum(map(len, filter(None, after))) < before:
                return choice.selector
    return None


def _holders(root: _Element, keys: set[str]) -> Iterator[_Element]:
    for element in root.iterdescendants():
        if not isinstance(element.tag, str):
            continue
        if (text := short_text(element)) and plain(text) in keys:
            yield element
