"""Headlines: which of a page's titles it is, and without the name of the site."""

from __future__ import annotations

import re
from itertools import islice
from typing import TYPE_CHECKING, Final

from newsbot.arabic.text import fold
from newsbot.pages.fallback.headings import (
    agree,
    is_above_text,
    is_first_above_text,
    named_headline,
    touch,
    unmarked,
)
from newsbot.pages.fallback.outline import letters

if TYPE_CHECKING:
    from collections.abc import Iterable

    from lxml.etree import _Element

    from newsbot.pages.fallback.outline import Row
    from newsbot.pages.structured import Structured

# Longer ones are tried first: " :: " is no colon.
_SEPARATORS: Final = re.compile(r"\s*(?:\|+|::|»|«|•|·|›|>)\s*|\s+[-–—~/]+\s+|\s+:\s+")
_LOGO: Final = re.compile("logo|brand|site-?(?:title|name)", re.IGNORECASE)
_HEADINGS: Final = frozenset({"h1", "h2", "h3"})
# Fewer letters than this are a label.
_SHORT: Final = 8
# More words than these are no name of a site.
_NAME_WORDS: Final = 5

# What is longer is no title: a <title> that is never closed goes to the page's end.
_LONGEST = 1_000


def site_names(tree: _Element, structured: Structured) -> list[str]:
    """What the page calls its site, best first: OpenGraph, JSON-LD's publisher, the
    application's name, and the words of the links to the home page."""
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
    ends = [fold(part) for part in _SEPARATORS.split(tree.findtext(".//title") or "")]
    houses = structured.names("author", kind="Organization") if ends[1:] else []
    found += [name for name in houses if fold(name) in (ends[0], ends[-1])]
    for link in tree.iter("a"):
        href = link.get("href", "").rstrip("/")
        if href.count("/") > (2 if "//" in href else 1) or len(found) > 20:
            continue
        parent = link.getparent()
        near = [link, *islice(link.iterancestors(), 2)]
        if len(list(islice(near[-1].iter("a"), 2))) > 1:
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
    return list(dict.fromkeys(name for name in plain if 1 < len(name) < 80))


def without_site(title: str, names: Iterable[str], others: Iterable[str] = ()) -> str:
    """*title* without the name of the site before or behind it.

    A part is the site's name if it is one of *names*, or contains one, or if what is
    left is one of *others*, the page's other titles. A headline that has a separator
    of its own stays whole. Before a colon without a space, as in reports on what
    somebody says, only the name itself is the site's.

    :param names: names of the site, folded
    """
    title = " ".join(title.split())
    known = [name for name in names if name]
    before, colon, behind = title.partition(": ")
    if colon and fold(before) in known and len(letters(behind)) >= _SHORT:
        title = behind.strip()
    if len(title) > _LONGEST or _SEPARATORS.search(title) is None:
        return title
    others = {letters(other) for other in others if other}
    cuts = []
    for match in _SEPARATORS.finditer(title):
        head, tail = title[: match.start()].strip(), title[match.end() :].strip()
        cuts += [(head, tail), (tail, head)]
    # The shortest part that can be the name is it.
    for kept, name in sorted(cuts, key=lambda cut: len(cut[1])):
        # «… 1442 / 2021»: a number is no site's name.
        if len(letters(kept)) < _SHORT or not any(map(str.isalpha, name)):
            continue
        if letters(kept) in others or _is_site(name, known):
            return without_site(kept, names, others)
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


def headline(
    rows: list[Row], tree: _Element, structured: Structured, names: frozenset[str]
) -> tuple[str, str, Row | None]:
    """The headline, the rule that gave it, and its row on the page, if it is there.

    Where a heading agrees with what the page states as its title, the heading is
    taken as it is printed; else what is stated, without the site's name; else the
    only first-level heading; else ``<title>``. Where all that may be no more than the
    name of the site, the row above the text that is named a title's, or is a heading.

    :param names: names of the site, folded
    """
    text, rule, row = _stated_headline(rows, tree, structured, names)
    if rule == "jsonld" or (row is None and rule == "meta" and not _is_name(text)):
        return text, rule, row
    if row is not None and (not _is_name(text) or is_above_text(rows, row)):
        return text, rule, row
    found = named_headline(rows)
    if found is None:
        return text, rule, row
    printed, rule_of_printed = found
    if row is None and printed.key in letters(text):
        # One line of a headline that is printed on two.
        return text, rule, printed
    for tail in unmarked(printed):
        if letters(text).endswith(letters(tail)):
            return tail, rule_of_printed, printed
    return printed.text, rule_of_printed, printed


def _is_name(text: str) -> bool:
    return len(text.split()) <= _NAME_WORDS


def _stated_headline(
    rows: list[Row], tree: _Element, structured: Structured, names: frozenset[str]
) -> tuple[str, str, Row | None]:
    """:func:`headline` by what the page states and by its headings."""
    document = " ".join((tree.findtext(".//title") or "").split())
    meta = structured.meta
    stated = {
        "jsonld": structured.text("headline") or "",
        "meta": meta.get("og:title") or meta.get("twitter:title") or "",
        "title": document,
    }
    headings = [row for row in rows if _heading(row.element) is not None]
    firsts = [row for row in headings if _heading(row.element) == "h1"]
    firsts = [row for row in firsts if fold(row.text) not in names]
    printed = [row.text for row in firsts]
    # A title alone on its page may be printed in any element.
    only = stated["title"] and not (stated["jsonld"] or stated["meta"])
    anywhere = [row.text for row in (rows if only else headings) if _is_long(row)]
    # With the same words before it the whole is the headline.
    marked = [
        row
        for row in headings
        if _is_long(row) and not any(row.key in letters(v) for v in stated.values())
    ]
    anywhere += [tail for row in marked for tail in unmarked(row)]
    clean = {
        rule: without_site(
            value,
            names,
            [
                *printed,
                *anywhere,
                *(other for key, other in stated.items() if key != rule),
            ],
        )
        for rule, value in stated.items()
        if value and fold(value) not in names
    }
    keys = [letters(value) for value in clean.values()]
    for row in [*firsts, *headings]:
        if row.key in keys:
            return row.text, str(_heading(row.element)), row
    for row in marked:
        for tail in unmarked(row):
            if letters(tail) in keys:
                return tail, str(_heading(row.element)), row
    for row in firsts:
        # A title that was cut, or that has more to it, is told from another by
        # the words they share.
        if any(agree(row.key, row.text, value) for value in clean.values()):
            return row.text, "h1", row
    if not firsts:
        for row in headings:
            is_its = _is_long(row) and is_first_above_text(rows, row)
            if is_its and any(agree(row.key, row.text, v) for v in clean.values()):
                return row.text, str(_heading(row.element)), row
    # Search engines may be given other words than readers.
    alone = [row for row in firsts if _is_long(row) and len(row.text.split()) > 3]
    if len(alone) == 1 and any(touch(alone[0].text, v) for v in clean.values()):
        return alone[0].text, "h1", alone[0]
    for rule in ("jsonld", "meta"):
        if value := clean.get(rule):
            return value, rule, _row_of(rows, value)
    if len(firsts) == 1 and len(firsts[0].key) >= _SHORT:
        return firsts[0].text, "h1", firsts[0]
    if value := clean.get("title"):
        return value, "title", _row_of(rows, value)
    return "", "", None


def _is_long(row: Row) -> bool:
    return not row.is_linked and 3 <= len(row.text.split()) <= 30


def _heading(element: _Element) -> str | None:
    """The name of the heading that *element* is, or stands in."""
    node: _Element | None = element
    for _ in range(3):
        if node is None:
            return None
        if node.tag in _HEADINGS:
            return str(node.tag)
        node = node.getparent()
    return None


def _row_of(rows: list[Row], value: str) -> Row | None:
    key = letters(value)
    return next((row for row in rows if row.key == key and not row.is_linked), None)
