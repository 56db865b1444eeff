"""Rules for the fields of an article: what is known to be right on each page tells
which element holds it."""

from __future__ import annotations

import re
from datetime import date, datetime
from functools import partial
from typing import TYPE_CHECKING, Final

from newsbot.arabic.dates import parse_date
from newsbot.newsite.draft import Draft, Learned
from newsbot.newsite.fitting import Field, Wanted, address, plain
from newsbot.pages.lists.regions import tokens_of
from newsbot.sites import generic

if TYPE_CHECKING:
    from lxml.etree import _Element

    from newsbot.newsite.bodies import Sample
    from newsbot.newsite.look import Look

_SIZE: Final = re.compile(r"-[0-9]{2,4}x[0-9]{2,4}(?=\.[a-z]{3,4}$)", re.IGNORECASE)
_STATED: Final = frozenset({"jsonld", "meta"})
_HEADINGS: Final = frozenset({"h1", "h2", "h3", "h4"})
_TITLES: Final = frozenset({"title", "headline", "heading"})
_FULL: Final = "In full size; what the page states for machines is smaller."


def learn_fields(look: Look, samples: list[Sample], draft: Draft) -> None:
    """Add to *draft* the rules that give a field on all of *samples* as the site's
    interfaces state it, or else as it is read without a profile.

    What every page states for machines is left to that.
    """
    teacher = _Teacher(look, samples, draft.zone)
    for field, learned in (
        ("title", teacher.title()),
        ("lead", teacher.lead()),
        ("authors", teacher.authors()),
        ("section", teacher.section()),
        ("published", teacher.published()),
        ("tags", teacher.tags()),
        ("image", teacher.image()),
    ):
        if learned is not None:
            draft.rules["fields", field] = learned


class _Teacher:
    """What is known of the fields of *samples*."""

    def __init__(self, look: Look, samples: list[Sample], zone: str) -> None:
        self._look = look
        self._samples = samples
        self._zone = zone

    def title(self) -> Learned | None:
        wanted = [
            Wanted(page, [record.title, *(one.title or "" for one in page.stated)])
            for page, record in self._samples
        ]
        # Tables of contents and share buttons repeat the headline.
        return _learned(Field(wanted, is_fit=_is_heading).best())

    def lead(self) -> Learned | None:
        wanted = [Wanted(page, [record.lead or ""]) for page, record in self._samples]
        return _learned(Field(wanted).best())

    def authors(self) -> Learned | None:
        if self._is_stated("authors"):
            return None
        # An interface often names whoever typed the article in, always the same.
        stated = self._stated("authors")
        is_telling = len({tuple(names) for names in stated if names}) > 1
        return self._names("authors", stated if is_telling else [])

    def tags(self) -> Learned | None:
        if self._is_stated("tags"):
            return None
        return self._names("tags", self._stated("tags"))

    def section(self) -> Learned | None:
        if self._is_stated("section"):
            return None
        wanted = []
        for page, record in self._samples:
            tags = {plain(tag) for one in page.stated for tag in one.tags or []}
            named = [
                name
                for one in page.stated
                for name in [*(one.categories or []), *one.terms]
                if plain(name) not in tags
            ]
            values = [record.section or "", *named]
            wanted.append(Wanted(page, values, is_sure=bool(named)))
        field = Field(wanted, may_miss=True)
        if not field.known:
            menus = self._menus()
            field = Field([Wanted(page, menus) for page, _ in self._samples])
        return _learned(field.best(self._look.lists))

    def _menus(self) -> list[str]:
        """What the home page calls the sections."""
        if self._look.home is None:
            return []
        home = self._look.home.listing(generic())
        sections = set(home.categories)
        return [
            " ".join("".join(map(str, link.itertext())).split())
            for link in home.tree.iter("a")
            if address(link.get("href", ""), home.url) in sections
        ]

    def image(self) -> Learned | None:
        """Pictures that a page shows larger than it states them."""
        stated = [record.image or "" for _, record in self._samples]
        whole = [_SIZE.sub("", url) for url in stated]
        if whole == stated:
            return None
        wanted = [
            Wanted(one.page, [url])
            for one, url in zip(self._samples, whole, strict=True)
        ]
        found = Field(wanted, normal=address, attributes=True).best()
        return _learned(found, _FULL)

    def published(self) -> Learned | None:
        """Days that are printed where the rules without a profile do not look."""
        if all(record.published for _, record in self._samples):
            return None
        wanted = [
            Wanted(
                page,
                [record.published or "", *(one.published or "" for one in page.stated)],
            )
            for page, record in self._samples
        ]
        day = partial(_day, zone=self._zone, now=self._samples[0].page.now)
        found = Field(wanted, normal=day).best()
        return _learned(found or Field(wanted, normal=day, attributes=True).best())

    def _is_stated(self, field: str) -> bool:
        """Whether every page states the field for machines, and no interface says
        otherwise."""
        for page, record in self._samples:
            if record.sources.get(field) not in _STATED:
                return False
            value = getattr(record, field)
            values = {*map(plain, value if isinstance(value, list) else [value])}
            for one in page.stated:
                told = getattr(one, field, None)
                if told and {*map(plain, told)} != values:
                    return False
        return True

    def _stated(self, field: str) -> list[list[str] | None]:
        """What the best interface that says something of a list says, page by page; an
        empty one where it says so of other articles, None where it says nothing."""
        telling = {
            one.rule
            for page, _ in self._samples
            for one in page.stated
            if getattr(one, field)
        }
        return [
            next(
                (getattr(s, field) or [] for s in page.stated if s.rule in telling),
                None,
            )
            for page, _ in self._samples
        ]

    def _names(self, field: str, stated: list[list[str] | None]) -> Learned | None:
        """The rule of a list: as the interfaces state it, else as it is read."""
        read = [getattr(record, field) for _, record in self._samples]
        stated = stated or [None for _ in read]
        known = [
            Wanted(one.page, found if told is None else told, is_sure=told is not None)
            for one, told, found in zip(self._samples, stated, read, strict=True)
        ]
        plainly = [
            Wanted(one.page, found)
            for one, found in zip(self._samples, read, strict=True)
        ]
        for wanted in (known, plainly):
            if rules := Field(wanted, is_list=True, may_miss=True).best():
                return Learned(rules)
        return None


def _is_heading(element: _Element) -> bool:
    names = f"{element.get('class', '')} {element.get('id', '')}"
    return element.tag in _HEADINGS or bool(tokens_of(names) & _TITLES)


def _day(value: str, _url: str, *, zone: str, now: datetime) -> str:
    found = parse_date(value, tz=zone, now=now)
    if isinstance(found, datetime):
        found = found.date()
    return found.isoformat() if isinstance(found, date) else ""


def _learned(rules: list[str], why: str = "") -> Learned | None:
    return Learned(rules, why) if rules else None
