"""The fields of an article that no selector tells: structured data first, then what
the page shows.

Each field is sought only when it is asked for, in the order that ``sources`` names:
``jsonld``, ``meta``, ``microdata``, then ``trafilatura`` for the text, and rules on the
page's rows and on the data of its scripts for the rest. A page's way leads from where
things stand on it (:mod:`newsbot.pages.fallback.layout`) by its text, or why it is no
article (:mod:`newsbot.pages.fallback.content`), to the fields here.
"""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING, Final

from newsbot.arabic.text import fold
from newsbot.pages.fallback.authors.authors import (
    byline_above,
    printed_above,
    printed_authors,
)
from newsbot.pages.fallback.authors.contributors import printed_beside
from newsbot.pages.fallback.authors.ownlines import (
    without_bylines,
    without_paper,
    without_signatures,
)
from newsbot.pages.fallback.authors.persons import (
    desks,
    is_arabic,
    is_given,
    people,
)
from newsbot.pages.fallback.authors.signatures import head, signing_houses
from newsbot.pages.fallback.content import Content
from newsbot.pages.fallback.dates.closing import with_closing_clock
from newsbot.pages.fallback.dates.issues import issue_dates
from newsbot.pages.fallback.dates.metadates import meta_dates, video_dates
from newsbot.pages.fallback.dates.nameddates import named_dates
from newsbot.pages.fallback.dates.timestamps import stated_dates
from newsbot.pages.fallback.dates.visibledates import visible_dates
from newsbot.pages.fallback.leads import lead_row
from newsbot.pages.fallback.outline import letters
from newsbot.pages.fallback.pictures import main_picture, original
from newsbot.pages.fallback.sections import last_crumb, printed_section, told_section
from newsbot.pages.fallback.tags import labelled_tags, linked_tags
from newsbot.pages.fallback.teasers import is_service
from newsbot.pages.html import absolute
from newsbot.pages.media import players

if TYPE_CHECKING:
    from collections.abc import Callable

    from newsbot.pages.body import Body
    from newsbot.pages.datesources import Candidate

Found = tuple[str, str]
"""A value and the rule that gave it."""

# What they name as author may be an account.
_GUESSED: Final = ("meta", "embedded")

_META_AUTHORS: Final = (
    *("author", "article:author", "dc.creator", "dcterms.creator", "dc.author"),
    *("parsely-author", "sailthru.author", "byl"),
    *("og:article:author", "twitter:creator"),
)


class Fallback(Content):
    """What a page without selectors says of its article."""

    @cached_property
    def why_not(self) -> str | None:
        """Why the page is none of an article, or is about its site: a page with such a
        headline that nothing dates and nobody signs. None where it is one's."""
        if (why := super().why_not) or self._is_stated:
            return why
        is_service_page = is_service(self._headline[0]) and not (
            self.dates() or self.authors()[0]
        )
        return "it is a page about the site" if is_service_page else None

    def title(self) -> Found:
        """The headline, and its rule; two empty strings where there is none."""
        return self._headline[0], self._headline[1]

    def lead(self, lines: list[str]) -> Found | None:
        """The summary that stands between headline and text, in an element of its
        own.

        :param lines: the text
        """
        if self.prose.lead is not None:
            return self.prose.lead.text, "rows"
        return lead_row(
            self.around,
            stated=self._structured.meta.get("og:description", ""),
            lines=lines,
        )

    @cached_property
    def body(self) -> Body:
        """The text with its pictures, without the lines that only sign it."""
        body = super().body
        names, rule = self.authors()
        body.lines = without_signatures(body.lines, names)
        if rule == "byline":
            # Nothing else may say that the line above the text is a name.
            names = [
                name
                for name in names
                if is_given(name.split()[0]) or self._is_printed([name])
            ]
        body.lines = without_bylines(body.lines, names)
        body.lines = without_paper(body.lines, self._papers)
        return body

    def authors(self) -> tuple[list[str], str]:
        """Names in the byline's order, and their rule; a desk where no person is
        named."""
        return self._signed

    @cached_property
    def _signed(self) -> tuple[list[str], str]:
        # Asked for twice: for the authors, and for the lines that are bylines.
        if found := byline_above(self.around, self._printed_people):
            return found, "byline"
        found, rule = self._authors(self._people)
        if rule in _GUESSED or (found and not is_arabic(" ".join(found))):
            # What is stated may be an account or the maker of the site.
            above = printed_above(self.around, self._printed_people)
            if above and is_arabic(" ".join(above)) and not self._is_printed(found):
                return above, "byline"
        if found:
            return found, rule
        signing = signing_houses(head(self.around))
        return (signing, "byline") if signing else self._authors(self._desks)

    def _is_printed(self, names: list[str]) -> bool:
        """Whether one of *names* stands beside the article."""
        keys = [row.key for row in self.around.beside()]
        return any(letters(name) in key for name in names for key in keys)

    def _authors(self, read: Callable[[str], list[str]]) -> tuple[list[str], str]:
        for rule, values in (
            ("jsonld", self._structured.names("author")),
            ("jsonld", self._structured.names("creator")),
            ("meta", [self._structured.meta.get(key, "") for key in _META_AUTHORS]),
        ):
            found = [name for value in values for name in read(value)]
            if found:
                others = self._structured.names("contributor", kind="Person")
                others = [name for value in others for name in read(value)]
                found += printed_beside(found[0], others, self.around)
                return list(dict.fromkeys(found)), rule
        if found := [one for name in self._embedded.authors() for one in read(name)]:
            return list(dict.fromkeys(found)), "embedded"
        return printed_authors(self.around, lambda value: self._but_paper(read(value)))

    def _desks(self, value: str) -> list[str]:
        return desks(value, site_names=self._plain_names)

    def _people(self, value: str) -> list[str]:
        return people(value, site_names=self._plain_names)

    def _printed_people(self, value: str) -> list[str]:
        return self._but_paper(self._people(value))

    def _but_paper(self, names: list[str]) -> list[str]:
        return [name for name in names if fold(name) not in self._names_at_ends]

    def dates(self) -> list[Candidate]:
        """Candidates from meta data other than OpenGraph's, from machine-readable
        elements, from printed rows, and from the data of scripts."""
        meta = self._structured.meta
        found = meta_dates(meta)
        stated = (
            self._structured.text("datePublished"),
            meta.get("article:published_time"),
            *(one.value for one in found if one.field == "published"),
        )
        found += self._printed_dates()
        if not any(stated):
            found += self._embedded.dates(found, now=self._now, tz=self._tz)
            row = self._headline[2]
            titles = (
                self._headline[0],
                meta.get("og:title", ""),
                row.text if row else "",
            )
            found += video_dates(self._structured, titles)
        return found

    def _printed_dates(self) -> list[Candidate]:
        """Candidates from machine-readable elements and from printed rows."""
        around = self.around
        found = stated_dates(around.scope, is_others=around.is_others)
        if around.heading is None and self.container is None:
            return found
        first, last = around.span
        printed = visible_dates(
            around.rows,
            title=around.title_index,
            first=max(first, around.first_line, self.prose.reach[0]),
            last=last,
            now=self._now,
            tz=self._tz,
            text=self.prose.text,
            is_others=around.is_others,
        )
        if printed:
            return found + with_closing_clock(
                printed, around.rows, last=last, now=self._now, tz=self._tz
            )
        found += named_dates(
            around.scope, now=self._now, tz=self._tz, is_others=around.is_others
        )
        head = around.rows[:first]
        return found or issue_dates(head, self._url, now=self._now, tz=self._tz)

    def section(self) -> Found | None:
        """The section that structured data name, else the label beside the headline,
        else the breadcrumbs."""
        return self._section

    @cached_property
    def _section(self) -> Found | None:
        # Asked for twice: for the section, and for the categories.
        value = self._structured.text("articleSection")
        if value is None:
            value = next(iter(self._structured.names("articleSection")), None)
        if value:
            return value, "jsonld"
        if value := self._structured.meta.get("article:section"):
            return value, "meta"
        trail = self._structured.breadcrumbs
        title = letters(self._headline[0])
        crumbs = [one for one in trail if letters(one) != title][1:]
        if crumbs:
            return crumbs[-1], "jsonld"
        if value := self._microdata.section():
            return value, "microdata"
        if value := printed_section(self.around, base=self._url):
            return value, "rows"
        value = last_crumb(self._tree, base=self._url, title=title)
        if value:
            return value, "breadcrumbs"
        value = told_section(self.around, base=self._url)
        return (value, "rows") if value else None

    def tags(self) -> tuple[list[str], str]:
        """The article's tags: keywords of structured data, ``article:tag``, links
        marked as tags, or links below the label of tags."""
        for rule, found in (
            ("jsonld", self._structured.keywords),
            ("meta", self._structured.tags),
            ("reltag", linked_tags(self.around.scope)),
            (
                "labelled",
                labelled_tags(self.around.rows, max(self.prose.taken, default=0)),
            ),
        ):
            if found:
                return list(dict.fromkeys(found)), rule
        return [], ""

    def image(self) -> Found | None:
        """Address of the main picture."""
        structured = self._structured
        for rule, value in (
            ("jsonld", structured.image),
            ("microdata", self._microdata.image()),
            ("meta", structured.meta.get("og:image")),
            ("meta", structured.meta.get("twitter:image")),
        ):
            if value and (url := absolute(self._url, value)):
                return original(self._tree, url, base=self._url), rule
        found = main_picture(self.around, base=self._url)
        return (found, "rows") if found else None

    def media(self) -> tuple[list[str], str]:
        """Addresses of the videos above the text, and their rule: in the element that
        is the article's, between headline and text or over the headline."""
        item, container = self._microdata.item, self.container
        found: list[str] = []
        if container is None or self._headline[2] is None:
            return found, ""
        scope = self.around.scope if item is None else item
        if container not in scope.iter():
            return found, ""
        for node in scope.iter():
            if node is container:
                break
            # Sound there is the text, read out by a machine.
            if node.tag in ("iframe", "video") and not self.around.is_others(node):
                found += players(node, self._url)
        return list(dict.fromkeys(found)), "rows"
