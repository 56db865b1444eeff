"""Titles without the name of the site."""

from __future__ import annotations

import re
from itertools import islice
from typing import TYPE_CHECKING, Final

from newsbot.arabic.text import fold
from newsbot.pages.fallback.headlines.ownlinks import leads_to
from newsbot.pages.fallback.outline import letters
from newsbot.pages.structured import title_of

if TYPE_CHECKING:
    from collections.abc import Iterable

    from lxml.etree import _Element

    from newsbot.pages.structured import Structured

# Longer ones are tried first: " :: " is no colon.
# Of a title with its white space collapsed.
_SEPARATORS: Final = re.compile(r" ?(?:\|+|::|»|«|•|·|›|>) ?| [-–—~/]+ | : ")
_LOGO: Final = re.compile("logo|brand|site-?(?:title|name)", re.IGNORECASE)
SHORT: Final = 8
"""Fewer letters than this are a label."""

LONGEST: Final = 1_000
"""What has more characters is no title."""

# Names of a site that are looked for in its titles, at most.
_MOST_NAMES: Final = 100


def site_names(tree: _Element, structured: Structured, *, url: str = "") -> list[str]:
    """What the page calls its site, best first: OpenGraph, JSON-LD's publisher, the
    application's name, and the words of the links to the home page.

    :param url: the page's address, where it is not the home page: a headline that is a
        link to it is no logo
    """
    meta = structured.meta
    found = [
        meta.get("og:site_name", ""),
        *structured.names("publisher"),
        meta.get("application-name", ""),
        meta.get("apple-mobile-web-app-title", ""),
        meta.get("twitter:site", "").lstrip("@"),
        structured.site_name or "",
    ]
    # A publisher that signs for its author stands at an end of <title>, too.
    ends = [fold(part) for part in _SEPARATORS.split(title_of(tree))]
    houses = structured.names("author", kind="Organization") if ends[1:] else []
    found += [name for name in houses if fold(name) in (ends[0], ends[-1])]
    menus: dict[_Element, bool] = {}
    for link in tree.iter("a"):
        href = link.get("href", "").rstrip("/")
        if href.count("/") > (2 if "//" in href else 1) or len(found) > 20:
            continue
        if url and leads_to(href, url):
            continue
        parent = link.getparent()
        near = [link, *islice(link.iterancestors(), 2)]
        if near[-1] not in menus:
            menus[near[-1]] = len(list(islice(near[-1].iter("a"), 2))) > 1
        if menus[near[-1]]:
            # A menu beside the logo.
            near = near[:2]
        names = [node.get(key) for node in near for key in ("class", "id")]
        is_logo = _LOGO.search(" ".join(filter(None, names))) is not None
        if parent is not None and parent.tag == "h1":
            is_logo = True
        if link.get("rel") == "home" or is_logo:
            found += [link.get("title", ""), "".join(map(str, link.itertext()))]
            found += [image.get("alt", "") for image in link.iter("img")]
    plain = (" ".join(name.split()) for name in found)
    fit = dict.fromkeys(name for name in plain if 1 < len(name) < 80)
    return list(islice(fit, _MOST_NAMES))


def parts_of(title: str) -> list[str]:
    """The parts of a title: a headline, a section, the name of the site. One that is
    cut ends before its points."""
    parts = _SEPARATORS.split(" ".join(title[:LONGEST].split()))
    return [part.strip(" :.…") for part in parts]


def without_site(title: str, names: Iterable[str], others: Iterable[str] = ()) -> str:
    """*title* without the name of the site before or behind it.

    A part is the site's name if it is one of *names*, or contains one, or if what is
    left is one of *others*, the page's other titles. A headline that has a separator
    of its own stays whole, and so does what would leave a word or two, unless both are
    known. Before a colon without a space, as in reports on what
    somebody says, only the name itself is the site's.

    :param names: names of the site, folded
    """
    title = " ".join(title.split())
    known = [name for name in names if name]
    return _cut(title, known, {letters(other) for other in others if other})


def _cut(title: str, known: list[str], others: set[str]) -> str:
    before, colon, behind = title.partition(": ")
    if colon and fold(before) in known and len(letters(behind)) >= SHORT:
        title = behind.strip()
    if len(title) > LONGEST or _SEPARATORS.search(title) is None:
        return title
    cuts = []
    for match in _SEPARATORS.finditer(title):
        head, tail = title[: match.start()].strip(), title[match.end() :].strip()
        cuts += [(head, tail), (tail, head)]
    # The shortest part that can be the name is it.
    for kept, name in sorted(cuts, key=lambda cut: len(cut[1])):
        # «… 1442 / 2021»: a number is no site's name.
        if not any(map(str.isalpha, name)):
            continue
        reasons = (letters(kept) in others, _is_site(name, known))
        # A column may be called «غربة», and so may a section be.
        if all(reasons) or (any(reasons) and len(letters(kept)) >= SHORT):
            return _cut(kept, known, others)
    return title


def _is_site(part: str, known: list[str]) -> bool:
    plain = fold(part)
    if not plain:
        return True
    for name in known:
        if plain == name:
            return True
        # «صحيفة الواحة الإلكترونية» for «صحيفة الواحة»
        whole = f" {plain} "
        if f" {name} " in whole and len(plain) <= 2 * len(name) + 10:
            return True
        if f" {plain} " in f" {name} " and len(plain) > 3:
            return True
    return False
