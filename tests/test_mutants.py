"""Pages of articles that were broken on their way: what is read of them is an answer
or none, it comes soon, and it is never another article's."""

from __future__ import annotations

import random
import re
import time
from collections import defaultdict
from datetime import UTC, datetime
from functools import cache
from typing import TYPE_CHECKING, Any, NamedTuple

import pytest

from newsbot.demo.server import DemoServer
from newsbot.pages import extract
from newsbot.pages.article import NotAnArticle

if TYPE_CHECKING:
    from collections.abc import Callable

BASE = "http://alwaha.example"
NOW = datetime(2026, 3, 5, 12, tzinfo=UTC)
SAMPLE, WHOLE, CHUNKS = 240, 10_000, 10
# Far above what a page takes (about .02 s): nothing here may grow with its square.
# Counted in processor time, so that a busy machine changes nothing.
LIMIT = 1.0
DEEP = 5_000

TOKEN = re.compile(r"<!--.*?-->|<[^<>]+>|[^<]+|<", re.DOTALL)
NAME = re.compile(r"</?(\w+)")
ATTRIBUTES = re.compile(r"""\s+[\w:-]+(?:\s*=\s*(?:"[^"]*"|'[^']*'|[^\s>"']+))?""")
TAGS = "div span p table td h1 a article form button li".split()
JUNK = (
    # Not <plaintext>: all that follows it is text, by definition.
    *("<!--", "-->", "<script>", "</script>", "<style>", "<textarea>"),
    *("<title>", "<template>", "<svg>", "<math>", "<noscript>", "<iframe>", "<xmp>"),
    *("<select>", "<option>", "<frameset>", "<html>", "<body class='x'>", "</body>"),
    *("</html>", "</div>", "</article>", "<h1>", "<a b:c=d>", "<1>", "< ", "\0"),
    *("<![CDATA[", "]]>", "&#0;", "&#x110000;", "&#xd800;", "\ud800"),
    *("<base href='http://other.example/'>", "<?xml encoding='x'?>"),
)
NUMBERS = ("9" * DEEP, "0", "-1", "٣٤", "1e999", "99999999999")

# Words of the page that stand around an article and in none.
AROUND = ("اضف تعليقك", "في هذا المقال:", "جميع الحقوق محفوظة", "لا تفوت:", "التالي:")


class Page(NamedTuple):
    """A page of the demo site, and what is true of it."""

    truth: dict[str, Any]
    tokens: tuple[str, ...]
    body: tuple[int, int]
    """First and last token of the element that holds the body."""


class Change(NamedTuple):
    """What a mutation did: the tokens that it touched, and how to call it."""

    places: tuple[int, ...]
    what: str


@cache
def pages() -> tuple[Page, ...]:
    """All articles of the demo site that are on one page."""
    site = DemoServer()
    try:
        found = []
        for truth in site.stories.truth(BASE):
            path = truth["url"].removeprefix(BASE)
            html = site.respond(BASE, path, {}).body.decode()
            if "post-nav-links" in html:
                continue
            tokens = tuple(TOKEN.findall(html))
            start = next(
                number
                for number, token in enumerate(tokens)
                if token.startswith('<div class="zox-post-body left')
            )
            end = tokens.index("<!--zox-post-body-->", start)
            found.append(Page(truth, tokens, (start, end)))
    finally:
        site.close()
    return tuple(found)


@cache
def paragraphs() -> dict[str, set[str]]:
    """Each headline and long paragraph of the site, and whose it is."""
    found: dict[str, set[str]] = defaultdict(set)
    for page in pages():
        for line in (page.truth["title"], *page.truth["text"].split("\n")):
            if len(line) > 30:
                found[line].add(page.truth["post_id"])
    return dict(found)


def tags(tokens: list[str]) -> list[int]:
    return [n for n, token in enumerate(tokens) if NAME.match(token)]


def drop(dice: random.Random, tokens: list[str]) -> Change:
    place = dice.choice(tags(tokens))
    return Change((place,), f"without {tokens.pop(place)}")


def double(dice: random.Random, tokens: list[str]) -> Change:
    place = dice.choice(tags(tokens))
    tokens.insert(place, tokens[place])
    return Change((place,), f"{tokens[place]} twice")


def swap_attributes(dice: random.Random, tokens: list[str]) -> Change:
    with_some = [n for n in tags(tokens) if ATTRIBUTES.search(tokens[n])]
    first, second = dice.sample(with_some, 2)
    heads = {n: NAME.match(tokens[n])[0] for n in (first, second)}
    ends = {n: "".join(ATTRIBUTES.findall(tokens[n])) for n in (first, second)}
    tokens[first] = f"{heads[first]}{ends[second]}>"
    tokens[second] = f"{heads[second]}{ends[first]}>"
    return Change((first, second), f"{tokens[first]} and {tokens[second]}")


def drop_attribute(dice: random.Random, tokens: list[str]) -> Change:
    place = dice.choice([n for n in tags(tokens) if ATTRIBUTES.search(tokens[n])])
    found = dice.choice(list(ATTRIBUTES.finditer(tokens[place])))
    before = tokens[place]
    tokens[place] = before[: found.start()] + before[found.end() :]
    return Change((place,), f"{before} without{found[0]}")


def swap_tags(dice: random.Random, tokens: list[str]) -> Change:
    first, second = dice.sample(tags(tokens), 2)
    tokens[first], tokens[second] = tokens[second], tokens[first]
    return Change((first, second), f"{tokens[first]} for {tokens[second]}")


def rename(dice: random.Random, tokens: list[str]) -> Change:
    place = dice.choice(tags(tokens))
    old, new = NAME.match(tokens[place]), dice.choice(TAGS)
    tokens[place] = tokens[place].replace(old[1], new, 1)
    return Change((place,), f"{old[0]} became {tokens[place]}")


def renumber(dice: random.Random, tokens: list[str]) -> Change:
    place = dice.choice([n for n in tags(tokens) if re.search(r"\d", tokens[n])])
    number = dice.choice(NUMBERS)
    tokens[place] = re.sub(r"\d+", number, tokens[place])
    return Change((place,), f"{tokens[place][:80]}")


def nest(dice: random.Random, tokens: list[str]) -> Change:
    place, name = dice.randrange(len(tokens)), dice.choice(["div", "b", "p", "td"])
    tokens.insert(place, f"<{name}>" * DEEP)
    return Change((place,), f"{DEEP} <{name}>")


def nest_and_close(dice: random.Random, tokens: list[str]) -> Change:
    place, name = dice.randrange(len(tokens)), dice.choice(["div", "b", "section"])
    tokens.insert(place, f"<{name}>" * DEEP + f"</{name}>" * DEEP)
    return Change((place,), f"{DEEP} <{name}>, closed")


def litter(dice: random.Random, tokens: list[str]) -> Change:
    place, what = dice.randrange(len(tokens)), dice.choice(JUNK)
    tokens.insert(place, what)
    return Change((place,), repr(what))


def cut(dice: random.Random, tokens: list[str]) -> Change:
    place = dice.randrange(1, len(tokens))
    del tokens[place:]
    return Change((place,), f"cut at token {place}")


def flip(dice: random.Random, tokens: list[str]) -> Change:
    data = bytearray("".join(tokens).encode())
    places = [dice.randrange(len(data)) for _ in range(dice.randint(1, 20))]
    for place in places:
        data[place] ^= 1 << dice.randrange(8)
    every = tuple(range(len(tokens)))
    tokens[:] = [data.decode("utf-8", "replace")]
    return Change(every, f"bits flipped at {places}")


MUTATIONS: tuple[Callable[[random.Random, list[str]], Change], ...] = (
    *(drop, double, swap_attributes, drop_attribute, swap_tags, rename, renumber),
    *(nest, nest_and_close, litter, cut, flip),
)
# They leave whatever lies outside the place where it was.
LOCAL = (drop_attribute, renumber)


def faults(seed: int) -> list[str]:
    """What is wrong with what the mutant *seed* gives, each with how to repeat it."""
    dice = random.Random(seed)
    page, mutate = dice.choice(pages()), dice.choice(MUTATIONS)
    tokens = list(page.tokens)
    change = mutate(dice, tokens)
    start, end = page.body
    in_body = any(start <= place <= end for place in change.places)
    truth = page.truth

    begun = time.process_time()
    try:
        article = extract("".join(tokens), url=truth["url"], tz="Asia/Riyadh", now=NOW)
    except NotAnArticle:
        article = None
    except Exception as error:  # noqa: BLE001 - that is what is looked for
        return [f"{seed} {truth['post_id']} {change.what}: raises {error!r}"]
    seconds = time.process_time() - begun

    found = [f"{seconds:.1f} s"] if seconds > LIMIT else []
    if article is not None:
        own = "\n".join((truth["title"], truth["lead"] or "", truth["text"]))
        # A flipped bit may be in the very name by which the theme's frame is known;
        # what comes of another article is wrong even then.
        around = () if mutate is flip else AROUND
        foreign = [words for words in around if words in article.text]
        foreign += [
            line
            for line, whose in paragraphs().items()
            if truth["post_id"] not in whose
            and line not in own
            and (line in article.text or line == article.title)
        ]
        foreign += [
            name for name in article.authors if name in paragraphs() or name in around
        ]
        if foreign:
            found.append(f"holds {foreign[0]!r}")
        whole = mutate in LOCAL and article.sources.get("text") == "zoxpress"
        if whole and not in_body and article.text != truth["text"]:
            found.append("has not its whole text")
    return [f"{seed} {truth['post_id']} {change.what[:200]}: {one}" for one in found]


def test_untouched_pages_are_read_as_they_are() -> None:
    """Without this, the mutants would prove nothing."""
    assert len(pages()) > 80
    for page in pages()[::4]:
        article = extract(
            "".join(page.tokens), url=page.truth["url"], tz="Asia/Riyadh", now=NOW
        )
        assert article.text == page.truth["text"]
        assert article.title == page.truth["title"]
        assert article.authors == page.truth["authors"]


@pytest.mark.parametrize("seed", range(0, SAMPLE, 30))
def test_a_sample_of_mutants(seed: int) -> None:
    assert [fault for one in range(seed, seed + 30) for fault in faults(one)] == []


@pytest.mark.full
@pytest.mark.parametrize("chunk", range(CHUNKS))
@pytest.mark.timeout(300)
def test_many_mutants(chunk: int) -> None:
    size = WHOLE // CHUNKS
    seeds = range(chunk * size, (chunk + 1) * size)
    assert [fault for seed in seeds for fault in faults(seed)] == []
