"""Selectors for an element: short ones, of names that a site keeps."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final, NamedTuple

from newsbot.pages.lists.regions import tokens_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lxml.etree import _Element

# Letters in words with hyphens or low lines between, perhaps one digit at the end.
# What has more digits was counted, or hashed by a build (css-1x2y3z, title__3xK9z).
_PLAIN: Final = re.compile(r"[A-Za-z]+(?:[-_]{1,2}[A-Za-z]+)*[0-9]?")
_BUILT: Final = re.compile(
    r"(?:css|sc|jsx|svelte|styled|emotion|jss|ng|_ng\w+|v)-\w+"
    r"|\w*__(?=\w{0,7}[A-Z])\w{4,8}"
    r"|[^aeiouyAEIOUY]{6,}"
)
# What a page or an element is at the moment, not what it is for.
_STATES: Final = re.compile(
    r"(?:has|with|no|is|js|format|status|category|tag|wp|current|menu)-.*"
    r"|active|open|loaded|lazyload|first|last|odd|even|sticky|clearfix|hidden|visible"
)
# Names of columns, boxes and their looks, which say nothing of what is in them.
_LOOKS: Final = frozenset(
    """
    left right center relative absolute float clear col row cols container wrap wrapper
    inner outer grid flex box block bold text font large small medium big full width
    white black red blue green dark light main top bottom mt mb ml mr pt pb px py my mx
    mg pd d w h xs sm md lg xl rtl ltr ar arabic
    """.split()
)
# Properties that many things have; schema.org's others say what they are of, and stay
# when a site is dressed anew.
_ANYTHING: Final = frozenset({"name", "url", "item", "text", "position", "thumbnail"})
_PROPERTY: Final = "[itemprop="
# Of these a page has one.
_SINGLE: Final = frozenset({"h1", "article", "main"})
_HIGHEST: Final = 5
_MOST: Final = 60


class Choice(NamedTuple):
    """One selector for an element; of several the cheapest is the best."""

    cost: int
    selector: str


def is_steady(name: str) -> bool:
    """Whether the class or id *name* is one that people have given, and that says the
    same on every page: no number of a post, no hash of a build, no state."""
    return bool(
        _PLAIN.fullmatch(name)
        and not _BUILT.fullmatch(name)
        and not _STATES.fullmatch(name)
    )


def is_named(choice: Choice) -> bool:
    """Whether the selector names the element itself, and not only its kind and what is
    around it: "a" in a text is any link."""
    return not choice.selector.rpartition(" ")[2].isalnum()


def choices(element: _Element) -> list[Choice]:
    """Selectors that find *element*, perhaps with others, the best first.

    Only names that :func:`is_steady`, so that a selector has no sign in it that CSS or
    TOML would have to escape.
    """
    own = list(_own(element))
    found = {choice.selector: choice.cost for choice in own}
    bare = Choice(4, str(element.tag))
    above = element.iterancestors()
    for height, ancestor in zip(range(1, _HIGHEST), above, strict=False):
        if ancestor.tag in ("body", "html"):
            break
        for place in _own(ancestor):
            for part in [*own, bare]:
                # "url" says little, and much within "image".
                is_told = _PROPERTY in place.selector and _PROPERTY in part.selector
                cost = place.cost + (0 if is_told else part.cost) + height
                found.setdefault(f"{place.selector} {part.selector}", cost)
    ordered = sorted(Choice(cost, selector) for selector, cost in found.items())
    return ordered[:_MOST]


def _own(element: _Element) -> Iterator[Choice]:
    tag = str(element.tag)
    name = element.get("id", "")
    if is_steady(name):
        yield Choice(1 + _vague(name), f"#{name}")
    prop = element.get("itemprop", "")
    if re.fullmatch(r"[A-Za-z]+", prop):
        yield Choice(6 * (prop in _ANYTHING), f"{tag}[itemprop={prop}]")
    for name in dict.fromkeys(element.get("class", "").split()):
        if is_steady(name):
            yield Choice(1 + _vague(name), f"{tag}.{name}")
    rel = element.get("rel", "")
    if rel in ("tag", "author"):
        yield Choice(3, f"{tag}[rel={rel}]")
    if tag in _SINGLE:
        yield Choice(3, tag)


def _vague(name: str) -> int:
    return 4 if tokens_of(name) <= _LOOKS else 0
