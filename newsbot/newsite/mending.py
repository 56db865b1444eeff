"""What of a profile no longer fits its site, and how it could be mended."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

from newsbot.newsite.writing import changed, rule_of, sections

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lxml.etree import _Element

    from newsbot.newsite.cases import Case
    from newsbot.newsite.draft import Draft
    from newsbot.newsite.look import Look
    from newsbot.sites import Profile

# Rules that find something on every page of an article, or on most; others may find
# nothing for a long time.
_CHECKED: Final = {
    "listing": ("entries",),
    "article": ("page", "root", "body"),
    "fields": (
        *("title", "lead", "text", "published", "modified", "authors", "section"),
        *("categories", "tags", "image"),
    ),
    "related": ("entries",),
}
# Nothing is learned of these, nor are they sought without a selector: a person must.
_DOUBTED: Final = ("related",)
_ON_EACH: Final = ("entries", "page", "root", "body", "title")
_HALF: Final = 0.5


@dataclass
class Mended:
    """A profile as it should be today."""

    text: str
    """The file, changed only where it no longer fits."""

    changes: list[str] = field(default_factory=list)
    """What no longer fits, a line each; none if all does."""

    doubts: list[str] = field(default_factory=list)
    """What may no longer fit."""


def mend(
    text: str, profile: Profile, look: Look, draft: Draft, cases: list[Case]
) -> Mended:
    """*text* with what *draft* has in the place of rules that find nothing today and
    found something on the saved pages; such a rule without another is taken out.

    :param text: the profile's file
    :param profile: what it says
    :param look: the site as it is today
    :param draft: what was learned of it today
    :param cases: the pages that were saved before
    """
    found = Mended(text)
    data = tomllib.loads(text)
    zone = draft.top.get("timezone")
    if zone and profile.timezone and zone != profile.timezone and look.zone:
        found.doubts.append(
            f"time zone: {profile.timezone} here, and {zone} by the site"
        )
    if data.get("theme") and look.theme is None:
        found.changes.append(f"theme: the pages are not made with {data['theme']} now")
        found.text = changed(found.text, "", "theme", "")
        found.text += sections(draft, without=data)
    saved = [case.page().tree for case in cases]
    articles = [page.tree for page in look.articles]
    lists = [page.tree for page in [look.home, *look.lists] if page is not None]
    for section, key in _rules(data):
        # Lists are not saved.
        here, before = (lists, []) if section == "listing" else (articles, saved)
        then, now = (_count(profile, section, key, trees) for trees in (before, here))
        # What few pages have may be missing on five by chance.
        is_due = then > _HALF * len(before) if before else key in _ON_EACH
        if here and not now and is_due and section not in _DOUBTED:
            said = f", and did on {then} of {len(before)} saved pages" if before else ""
            _replace(found, section, key, draft, said)
        elif before and here and now / len(here) < _HALF * then / len(before):
            found.doubts.append(
                f"[{section}] {key} is found on {now} of {len(here)} pages only"
            )
    return found


def _rules(data: dict[str, object]) -> Iterator[tuple[str, str]]:
    for section, keys in _CHECKED.items():
        table = data.get(section)
        if isinstance(table, dict):
            yield from ((section, key) for key in keys if key in table)


def _count(profile: Profile, section: str, key: str, trees: list[_Element]) -> int:
    rule = profile.rule(section, key)
    is_element = section != "fields"
    return sum(bool(rule.elements(t) if is_element else rule.strings(t)) for t in trees)


def _replace(found: Mended, section: str, key: str, draft: Draft, said: str) -> None:
    learned = draft.rules.get((section, key))
    new = rule_of(key, learned) if learned else ""
    found.text = changed(found.text, section, key, new)
    place = f"[{section}] {key}"
    what = (
        f"now {learned.rules[0]}" if learned else "taken out: it is sought on each page"
    )
    found.changes.append(f"{place} finds nothing{said}; {what}")
