"""What one look at a site has brought: pages, and what its interfaces state."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING

from newsbot.arabic.text import fold
from newsbot.pages.article import ArticlePage
from newsbot.pages.fallback.headlines.titles import site_names
from newsbot.pages.html import parse
from newsbot.pages.listing import ListingPage, read_listing
from newsbot.pages.lists.zones import zone_of_offsets
from newsbot.pipelines.clean import clean_item
from newsbot.similarity import key_hash
from newsbot.sites import generic
from newsbot.sites.site import host_key

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import datetime

    from lxml.etree import _Element

    from newsbot.items import Article
    from newsbot.pages.stated import Stated
    from newsbot.sites import Profile


_BETWEEN = re.compile(r"\s+[-–—|•:»«/]\s+|\s*[|»«]\s*")


# Words of links to a home page, and of its logo, that are no name of a site.
_NO_NAMES = frozenset(
    map(
        fold,
        (
            *("الرئيسية", "الصفحة الرئيسية", "رئيسية", "العودة إلى الرئيسية"),
            *("الشعار", "شعار", "شعار الموقع", "اللوغو", "الموقع الرسمي"),
            *("home", "home page", "homepage", "logo", "site logo", "main page"),
            *("back to home", "index", "wordpress", "blogger", "my site"),
        ),
    )
)


class NothingFound(Exception):  # noqa: N818 - it is an answer
    """The site shows nothing to learn from; the message says what is missing."""


@dataclass(kw_only=True, eq=False)
class Page:
    """One page of the site."""

    url: str
    """Address after redirects."""

    html: str
    """The page, decoded."""

    now: datetime
    """When it was fetched, an aware instant."""

    stated: tuple[Stated, ...] = ()
    """What feed and REST interface state of it, if it is an article's."""

    @cached_property
    def tree(self) -> _Element:
        """Its tree, which nobody may change."""
        return parse(self.html)

    @property
    def language(self) -> str:
        """The language that it declares, or nothing."""
        return self.tree.get("lang", "").strip()

    def listing(self, profile: Profile) -> ListingPage:
        """The page read as a list."""
        return read_listing(self.tree, url=self.url, profile=profile)

    def article(self, profile: Profile, zone: str) -> ArticlePage:
        """The page read as an article's."""
        return ArticlePage(
            self.html,
            url=self.url,
            profile=profile,
            tz=zone,
            now=self.now,
            stated=self.stated,
        )

    def record(self, profile: Profile, zone: str) -> Article:
        """The record of the page, cleaned as in a crawl.

        :raises newsbot.pages.article.NotAnArticle: if it is none
        """
        host = host_key(self.url).removeprefix("www.")
        found: Article = clean_item(self.article(profile, zone).article(host))
        return found


@dataclass(kw_only=True)
class Look:
    """What was seen of a site."""

    url: str
    """Address of its home page."""

    theme: Profile | None = None
    """The known theme that it is made with."""

    home: Page | None = None
    lists: list[Page] = field(default_factory=list)
    """Pages that list articles, without the home page."""

    articles: list[Page] = field(default_factory=list)
    others: list[str] = field(default_factory=list)
    """Pages that were taken for articles and are none, each with the reason."""

    feed: str | None = None
    """Address of the feed that answered."""

    rest: str | None = None
    """Address of the REST interface of WordPress, if it answered."""

    sitemap: str | None = None
    """Address of the news sitemap."""

    zone: str | None = None
    """Zone that the REST interface states (IANA)."""

    stated: dict[int, list[Stated]] = field(default_factory=dict)
    """Key of an address → what feed and REST interface state of it, the best first."""

    @property
    def profile(self) -> Profile:
        """The rules that hold without a profile of the site's own."""
        return self.theme or generic()

    @property
    def is_wordpress(self) -> bool:
        """Whether the site is made with WordPress."""
        pages = self.pages()
        marks = ("/wp-content/", "/wp-includes/", "https://api.w.org/")
        return bool(self.rest) or any(
            mark in page.html for page in pages[:1] for mark in marks
        )

    @property
    def name(self) -> str | None:
        """What the site calls itself, or None."""
        for page in self.pages():
            structured = page.listing(self.profile).structured
            names = site_names(page.tree, structured)
            said = [name for name in names if fold(name) not in _NO_NAMES]
            if said:
                return said[0]
        # Titles end, or begin, with the name.
        parts = Counter(
            part
            for page in self.pages()
            for part in {*_parts(page.tree.findtext("head/title") or "")}
        )
        ((name, count),) = parts.most_common(1) or [("", 0)]
        return name if count > len(self.pages()) / 2 and count > 1 else None

    def pages(self) -> list[Page]:
        """All pages, the home page first."""
        return [*([self.home] if self.home else []), *self.lists, *self.articles]

    def keep(self, found: list[Stated]) -> None:
        """Note what an interface states."""
        for stated in found:
            self.stated.setdefault(key_hash(stated.url), []).append(stated)

    def of(self, url: str) -> tuple[Stated, ...]:
        """What the interfaces state of the article at *url*."""
        known = self.stated.get(key_hash(url), [])
        return tuple(sorted(known, key=lambda one: one.rule != "rest"))

    def offsets(self) -> str | None:
        """The zone by the offsets that pages and feed state, or None."""
        return zone_of_offsets(self._times())

    def _times(self) -> Iterator[str]:
        for page in self.pages():
            structured = page.listing(self.profile).structured
            yield from structured.meta.values()
            yield structured.text("datePublished") or ""
            yield from (time.get("datetime", "") for time in page.tree.iter("time"))
        for known in self.stated.values():
            yield from (one.published or "" for one in known)


def _parts(title: str) -> Iterator[str]:
    parts = _BETWEEN.split(" ".join(title.split()))
    # A whole title is the name only on the home page.
    return (
        part for part in parts if 1 < len(part) < 60 and fold(part) not in _NO_NAMES
    )
