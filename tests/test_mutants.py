"""Pages of articles that were broken on their way: what is read of them is an answer
or none, it comes to an end, and it is never another article's."""

from __future__ import annotations

import random
import re
from collections import defaultdict
from datetime import UTC, datetime
from functools import cache
from html import unescape
from typing import TYPE_CHECKING, Any, NamedTuple

import pytest

from newsbot.demo.options import Options
from newsbot.demo.server import DemoServer
from newsbot.pages import extract
from newsbot.pages.article import ArticlePage, NotAnArticle
from newsbot.pipelines.clean import clean_item
from newsbot.sites import read_profile
from newsbot.sites.profile import BUNDLED
from tests.apart import faults_of

if TYPE_CHECKING:
    from collections.abc import Callable

    from newsbot.items import Article
    from newsbot.sites import Profile

BASE = "http://alwaha.example"
NOW = datetime(2026, 3, 5, 12, tzinfo=UTC)
SAMPLE, WHOLE, CHUNKS = 240, 20_000, 20
# Every n-th mutant is read as a page of a site that nothing is known of.
UNKNOWN = 8
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


# What an owner of the theme can switch on, so that its pages differ most; after the
# first, a part of the stories is enough.
VARIANTS: tuple[dict[str, Any], ...] = (
    {},
    {"template": 7, "yoast": True, "amp": True, "strings": "en", "author_box": True},
    {"ads_in_article": 1, "ads_leader": True, "ads_bottom": True, "related": "tags"}
    | {"permalinks": "dated"},
    {"auto_load": True, "auto_loaded": 2},
    {"permalinks": "plain", "author_info": 2, "strings": "ar", "related": "none"}
    | {"skin": "tech1", "sidebar": False, "rest": False},
    {"auto_load": True, "auto_loaded": 1, "ads_in_article": 2, "template": 4}
    | {"yoast": True},
)
PART = 4


class Page(NamedTuple):
    """A page of the demo site in a variant, and what is true of it."""

    variant: int
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
    """Articles of the demo site that are on one page, in all variants."""
    return tuple(
        page for number in range(len(VARIANTS)) for page in pages_of_variant(number)
    )


def pages_of_variant(number: int) -> list[Page]:
    options = Options(**VARIANTS[number])
    site = DemoServer(options)
    try:
        found = []
        stories = site.stories.truth(BASE, options.permalinks)
        for truth in stories[number % PART :: PART] if number else stories:
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
            found.append(Page(number, truth, tokens, (start, end)))
    finally:
        site.close()
    return found


@cache
def paragraphs() -> dict[str, set[str]]:
    """Each headline and long paragraph of the site, and whose it is."""
    found: dict[str, set[str]] = defaultdict(set)
    for page in pages_of_variant(0):
        for line in (page.truth["title"], *page.truth["text"].split("\n")):
            if len(line) > 30:
                found[line].add(page.truth["post_id"])
    return dict(found)


@cache
def values() -> dict[str, frozenset[str]]:
    """All that any story has in the fields that could be another's."""
    names = ("authors", "tags", "image", "credit", "lead", "section")
    truths = [page.truth for page in pages_of_variant(0)]
    return {
        name: frozenset(one for truth in truths for one in listed(truth[name]))
        for name in names
    }


def listed(value: Any) -> list[str]:
    """A field's value as a list."""
    return value if isinstance(value, list) else [value] if value else []


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


def lose_quote(dice: random.Random, tokens: list[str]) -> Change:
    place = dice.choice([n for n in tags(tokens) if '"' in tokens[n]])
    token = tokens[place]
    marks = [n for n, character in enumerate(token) if character == '"']
    at = dice.choice(marks)
    tokens[place] = token[:at] + token[at + 1 :]
    return Change((place,), f"{token[:80]} without the mark at {at}")


def open_comment(dice: random.Random, tokens: list[str]) -> Change:
    place = dice.choice([n for n, token in enumerate(tokens) if token[:4] == "<!--"])
    tokens[place] = tokens[place].removesuffix("-->")
    return Change((place,), f"{tokens[place]} open")


def pepper(dice: random.Random, tokens: list[str]) -> Change:
    places = tuple(dice.randrange(len(tokens)) for _ in range(dice.randint(1, 9)))
    for place in places:
        at = dice.randint(0, len(tokens[place]))
        tokens[place] = f"{tokens[place][:at]}\0{tokens[place][at:]}"
    return Change(places, f"U+0000 in {places}")


def cut_script(dice: random.Random, tokens: list[str]) -> Change:
    ends = [n for n, token in enumerate(tokens) if token == "</script>"]
    if not ends:
        return litter(dice, tokens)
    place = dice.choice(ends)
    half = len(tokens[place - 1]) // 2
    tokens[place - 1 : place + 1] = [tokens[place - 1][:half]]
    return Change((place - 1, place), "a script without its end")


def drop_many(dice: random.Random, tokens: list[str]) -> Change:
    places = sorted(dice.sample(tags(tokens), dice.randint(2, 30)), reverse=True)
    for place in places:
        del tokens[place]
    return Change(tuple(places), f"without the tokens {places}")


MUTATIONS: tuple[Callable[[random.Random, list[str]], Change], ...] = (
    *(drop, double, swap_attributes, drop_attribute, swap_tags, rename, renumber),
    *(nest, nest_and_close, litter, cut, flip),
    *(lose_quote, open_comment, pepper, cut_script, drop_many),
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
    name = f"{seed} {page.variant} {truth['post_id']}"
    # What stands behind the body cannot change it any more.
    is_behind = min(change.places) > end

    try:
        # Which of several posts is its own, only a theme's names tell.
        is_known = seed % UNKNOWN > 0 or "auto_loaded" in VARIANTS[page.variant]
        article = read("".join(tokens), truth["url"], is_known=is_known)
    except NotAnArticle:
        article = None
    except Exception as error:  # noqa: BLE001 - that is what is looked for
        return [f"{name} {change.what}: raises {error!r}"]

    found = []
    if article is not None:
        own = "\n".join((truth["title"], truth["lead"] or "", truth["text"]))
        if in_body:
            # A headline that it links to is no link any more, perhaps.
            own += unescape("\n".join(page.tokens[start:end]))
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
            one
            for field, pool in values().items()
            for one in listed(getattr(article, field))
            if one not in listed(truth[field])
            and (one in pool or one in paragraphs() or one in around)
        ]
        if foreign:
            found.append(f"holds {foreign[0]!r}")
        whole = mutate in LOCAL and article.sources.get("text") == "zoxpress"
        whole = is_behind or (whole and not in_body)
        if whole and article.text != truth["text"]:
            found.append("has not its whole text")
    elif is_behind:
        found.append("is no article any more")
    return [f"{name} {change.what[:200]}: {one}" for one in found]


@cache
def profile() -> Profile:
    return read_profile(BUNDLED / "zoxpress.toml")


def read(html: str, url: str, *, is_known: bool) -> Article:
    """What a crawl makes of a page; *is_known*: its site's theme is."""
    if not is_known:
        return extract(html, url=url, tz="Asia/Riyadh", now=NOW)
    page = ArticlePage(html, url=url, profile=profile(), tz="Asia/Riyadh", now=NOW)
    article: Article = clean_item(page.article("alwaha.example"))
    return article


@cache
def prepared() -> bool:
    """Make what all mutants need: once, and not in each process that is parted."""
    page = pages()[0]
    for is_known in (True, False):
        read("".join(page.tokens), page.truth["url"], is_known=is_known)
    return bool(values() and paragraphs())


def test_untouched_pages_are_read_as_they_are() -> None:
    """Without this, the mutants would prove nothing."""
    assert len(pages()) > 180
    for page in pages()[::4]:
        article = read("".join(page.tokens), page.truth["url"], is_known=True)
        assert article.text == page.truth["text"]
        assert article.title == page.truth["title"]
        has_byline = VARIANTS[page.variant].get("author_info", 1) == 1
        assert article.authors == (page.truth["authors"] if has_byline else [])


@pytest.mark.parametrize("seed", range(0, SAMPLE, 30))
def test_a_sample_of_mutants(seed: int) -> None:
    assert prepared()
    assert faults_of(faults, range(seed, seed + 30)) == []


@pytest.mark.full
@pytest.mark.parametrize("chunk", range(CHUNKS))
@pytest.mark.timeout(300)
def test_many_mutants(chunk: int) -> None:
    size = WHOLE // CHUNKS
    seeds = range(chunk * size, (chunk + 1) * size)
    assert prepared()
    assert faults_of(faults, seeds) == []
