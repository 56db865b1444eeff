"""A record for a person at a terminal: each field, its rule, and what lost."""

from __future__ import annotations

import dataclasses
import re
import sys
from typing import TYPE_CHECKING, Any, Final
from urllib.parse import unquote

from newsbot.arabic.text import clean
from newsbot.pages.candidates import FIELDS
from newsbot.terminal import isolated, printable

if TYPE_CHECKING:
    from collections.abc import Iterator

    from newsbot.items import Article
    from newsbot.pages.article import ArticlePage
    from newsbot.pages.candidates import Finding

_SHORT: Final = 100
_NAME: Final = 14
_ESCAPED: Final = re.compile(r"(?:%[89A-F][0-9A-F])+", re.IGNORECASE)
# What a page does not give, but a crawl.
_OF_A_CRAWL: Final = frozenset(
    "schema found revision changes status noticed duplicate_of duplicate_score "
    "sources warnings".split()
)


def show(page: ArticlePage, article: Article, head: str, *, full: bool) -> None:
    """Print *article* and all that *page* says besides on standard output.

    :param head: a line about the circumstances
    :param full: whether long texts are printed in whole
    """
    is_terminal = sys.stdout.isatty()
    for line in lines_of(page, article, head, full=full):
        # A file or a pipe gets the letters alone.
        print("".join(map(isolated if is_terminal else printable, line)).rstrip())


def lines_of(
    page: ArticlePage, article: Article, head: str, *, full: bool
) -> Iterator[list[str]]:
    """The lines of :func:`show`, in pieces that a terminal is to order apart."""
    yield [head]
    for field in dataclasses.fields(article):
        name = field.name
        if name in _OF_A_CRAWL:
            continue
        value = getattr(article, name)
        yield from _field(name, value, full=full)
        if name in FIELDS:
            source = article.sources.get(name)
            yield from _findings(page.candidates(name), source, value, full=full)
    for warning in article.warnings:
        yield ["warning".ljust(_NAME), warning]


def _field(name: str, value: Any, *, full: bool) -> Iterator[list[str]]:
    parts = list(_parts(name, value))
    yield [name.ljust(_NAME), _cut(parts[0], full=full) if parts else "–"]
    shown = parts if full or len(parts) <= 3 else [*parts[:2], "…", parts[-1]]
    for part in shown[1:]:
        yield [" " * _NAME, _cut(part, full=full)]
    if name == "text" and parts:
        words = len(str(value).split())
        yield [" " * _NAME, f"({words} words, {len(parts)} paragraphs)"]


def _parts(name: str, value: Any) -> Iterator[str]:
    if name == "related":
        for one in value:
            yield f"{one.title or one.url}"
    elif isinstance(value, list):
        yield from map(str, value)
    elif value is not None:
        yield from (line for line in str(value).split("\n") if line)


def _findings(
    findings: list[Finding], source: str | None, value: Any, *, full: bool
) -> Iterator[list[str]]:
    """A line for each of *findings*; ``*`` marks the one that the record has."""
    whole = " | ".join(map(str, value)) if isinstance(value, list) else str(value or "")
    whole = " ".join(whole.split())
    is_marked = False
    for one in findings:
        mark = "  "
        if one.rule == source and not is_marked:
            mark, is_marked = "* ", True
        is_same = one.value == whole or " ".join(clean(one.value).split()) == whole
        said = "the same" if is_same else _cut(one.value, full=full)
        place = f"{one.place}: " if one.place else ""
        yield [" " * _NAME, mark, f"{one.rule:11} ", place, said]
    if source is not None and not is_marked:
        yield [" " * _NAME, "* ", source]


def _readable(text: str) -> str:
    """*text* with the letters that an address in it escapes (RFC 3987, section 3.2),
    which a browser takes as well; ASCII stays escaped."""
    if not text.startswith(("http://", "https://")):
        return text
    return _ESCAPED.sub(lambda found: _letters(found[0]), text)


def _letters(escaped: str) -> str:
    letters = unquote(escaped, errors="replace")
    return escaped if "\ufffd" in letters else letters


def _cut(text: str, *, full: bool) -> str:
    text = _readable(text)
    return text if full or len(text) <= _SHORT else f"{text[:_SHORT].rstrip()}…"
