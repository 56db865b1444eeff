"""The fields of an article that no selector tells: structured data first, then what
the page shows.

Each field is sought only when it is asked for, in the order that ``sources`` names:
``jsonld``, ``meta``, ``microdata``, then ``trafilatura`` for the text, and rules on the
page's rows for the rest.
"""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING, Final, Literal
from urllib.parse import urljoin, urlsplit

from newsbot.arabic.boilerplate import (
    announces_related,
    ends_article,
    is_boilerplate,
)
from newsbot.arabic.text import fold
from newsbot.pages.body import players
from newsbot.pages.dates import Candidate
from newsbot.pages.fallback import names
from newsbot.pages.fallback.authors import byline_above, printed_authors
from newsbot.pages.fallback.bylines import desks, people
from newsbot.pages.fallback.datelines import named_dates, stated_dates, visible_dates
from newsbot.pages.fallback.embedded import embedded_text
from newsbot.pages.fallback.folds import unfold
from newsbot.pages.fallback.judge import words_of_judge
from newsbot.pages.fallback.leads import lead_row
from newsbot.pages.fallback.microdata import Microdata
from newsbot.pages.fallback.outline import Row, letters, outline
from newsbot.pages.fallback.pictures import main_picture, original
from newsbot.pages.fallback.prose import Prose
from newsbot.pages.fallback.sections import last_crumb, printed_section
from newsbot.pages.fallback.sentences import WORDS_ON_END, is_sentence
from newsbot.pages.fallback.surroundings import Surroundings
from newsbot.pages.fallback.teasers import (
    is_home,
    is_list_of_teasers,
    states_article,
    why_no_article,
)
from newsbot.pages.fallback.titles import headline, site_names
from newsbot.pages.html import absolute
from newsbot.pages.markup import body_of
from newsbot.pages.refusal import find_stand_in

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import datetime

    from lxml.etree import _Element

    from newsbot.pages.body import Body
    from newsbot.pages.structured import Structured

Found = tuple[str, str]
"""A value and the rule that gave it."""

# A page that does not call itself an article's has as many words at least.
_FEW: Final = 20
_FEWEST: Final = 6
# The judge took nothing, if it took fewer letters.
_LITTLE: Final = 40
# Of a page that shows fewer characters the embedded data are looked at.
_SHORT: Final = 200
# So many times the text that is shown, what is stated is the whole of it.
_MORE: Final = 1.5
_META_AUTHORS: Final = (
    *("author", "article:author", "dc.creator", "dcterms.creator", "dc.author"),
    *(
        "parsely-author",
        "sailthru.author",
        "byl",
        "og:article:author",
        "twitter:creator",
    ),
)
_META_DATES: Final = (
    *("og:published_time", "published_time", "pubdate"),
    *(
        "publishdate",
        "publish-date",
        "publish_date",
        "date",
        "dc.date",
        "dc.date.issued",
    ),
    *("dcterms.date", "dcterms.created", "parsely-pub-date", "sailthru.date"),
    *("article.published", "datepublished", "og:article:published_time"),
)
_META_UPDATES: Final = (
    *("og:updated_time", "lastmod", "last-modified"),
    *("dcterms.modified", "datemodified", "article:updated_time"),
)


class Fallback:
    """What a page without selectors says of its article.

    :param tree: the page
    :param url: its address
    :param structured: its structured data
    :param tz: IANA zone of the site's local times
    :param now: an aware instant, the time of the fetch
    :param container: the element of the text, where a selector tells it
    """

    def __init__(
        self,
        tree: _Element,
        *,
        url: str,
        structured: Structured,
        tz: str,
        now: datetime,
        container: _Element | None = None,
    ) -> None:
        if container is None:
            unfold(tree)
        self._tree = tree
        self._url = url
        self._structured = structured
        self._tz = tz
        self._now = now
        self._given = container
        self.warnings: list[str] = []
        """What was doubtful."""

    @cached_property
    def _rows(self) -> list[Row]:
        body = self._tree.find("body")
        return outline(self._tree if body is None else body)

    @cached_property
    def _plain_names(self) -> frozenset[str]:
        labels = (urlsplit(self._url).hostname or "").split(".")[:-1]
        found = [
            *site_names(self._tree, self._structured),
            max(labels, key=len, default=""),
        ]
        return frozenset(name for name in map(fold, found) if name)

    @cached_property
    def _headline(self) -> tuple[str, str, Row | None]:
        return headline(self._rows, self._tree, self._structured, self._plain_names)

    @cached_property
    def prose(self) -> Prose:
        """The text's place on the page."""
        container = self._given
        if container is None:
            judged = words_of_judge(self._tree)
            if len(judged) < _LITTLE:
                judged = max(judged, self._sentences, key=len)
        else:
            judged = "".join(row.key for row in outline(container))
        found = self._prose(judged)
        if container is None and not found.text and self._is_stated:
            # The judge took teasers below a text of two lines for the text.
            found = self._prose(self._first_sentences)
        return found

    def _prose(self, judged: str) -> Prose:
        return Prose(
            self._rows,
            judged=judged,
            title=letters(self._headline[0]),
            heading=None if self._headline[2] is None else self._headline[2].element,
            base=self._url,
            container=self._given,
        )

    @cached_property
    def around(self) -> Surroundings:
        """What lies around headline and text."""
        return Surroundings(self._tree, heading=self._headline[2], prose=self.prose)

    @cached_property
    def _microdata(self) -> Microdata:
        row = self._headline[2]
        return Microdata(None if row is None else row.element)

    @property
    def _sentences(self) -> str:
        """:func:`letters` of the sentences below the headline, for the page of which
        the judge takes nothing."""
        heading = self._headline[2]
        if heading is None:
            return ""
        return "".join(
            row.key
            for row in self._rows[self._rows.index(heading) + 1 :]
            if not row.is_linked
            and is_sentence(row.text)
            and not names.is_page_part(row.element)
        )

    @property
    def _is_stated(self) -> bool:
        """Whether structured data say of the page, and of it alone, that it is an
        article's; ``og:type`` says it of some listings, too."""
        structured = self._structured
        return bool(
            structured.article
            or "article:published_time" in structured.meta
            or self._microdata.item is not None
        )

    @property
    def _first_sentences(self) -> str:
        """:func:`letters` of the sentences between the headline and what ends an
        article: a label such as «التعليقات», or another headline."""
        heading = self._headline[2]
        found: list[str] = []
        start = 0 if heading is None else self._rows.index(heading) + 1
        for row in self._rows[start:]:
            is_headline = row.is_linked and row.element.tag in ("h2", "h3", "h4")
            if is_headline or ends_article(row.text) or announces_related(row.text):
                break
            if row.is_linked or names.is_page_part(row.element):
                continue
            if is_sentence(row.text) and not is_boilerplate(row.text):
                found.append(row.key)
        return "".join(found)

    @cached_property
    def why_not(self) -> str | None:
        """Why the page is none of an article; None where it is one's."""
        why = why_no_article(self._tree, self._structured, url=self._url)
        # A text on end is an article's, whatever class or address say.
        if why and (is_home(self._url) or self.prose.words_on_end < WORDS_ON_END):
            return why
        if not self._headline[0]:
            return "the page has no headline"
        if self.prose.words_on_end >= WORDS_ON_END:
            return None
        words = sum(len(line.split()) for line in self.body.lines)
        container = self.prose.container
        is_shown = self.body_rule == "trafilatura"
        if container is not None and is_shown and not self._structured.article:
            inside = self.prose.inside
            if is_list_of_teasers(inside, words=words):
                return "it is a list of teasers"
        if states_article(self._tree, self._structured):
            return None
        # Names of sections are shorter than headlines.
        is_titled = self._headline[2] is not None and self._headline[0].count(" ") > 2
        if words < (_FEWEST if is_titled else _FEW):
            return "it has next to no text and does not say that it is an article"
        home = urljoin(self._url, "/")
        refusal = find_stand_in(self._tree, url=self._url, home=home)
        return refusal.reason if refusal else None

    @property
    def container(self) -> _Element | None:
        """The element that holds the text, or None."""
        return self.prose.container

    def title(self) -> Found:
        """The headline, and its rule; two empty strings where there is none."""
        return self._headline[0], self._headline[1]

    @cached_property
    def _read(self) -> tuple[Body, str]:
        body = self.prose.body
        lines = _paragraphs(self._structured.text("articleBody") or "")
        shown = sum(len(line) for line in body.lines)
        if sum(map(len, lines)) > _MORE * shown and len(lines) >= 1:
            # A page that shows its first lines only, or builds its text by script.
            if shown:
                self.warnings.append("the page shows less text than its JSON-LD states")
            body.lines = lines
            return body, "jsonld"
        if shown < _SHORT:
            title = self._headline[0]
            text = embedded_text(self._tree, title=title)
            if text is not None:
                return body_of([text], base=self._url), "embedded"
        return body, "trafilatura"

    @property
    def body(self) -> Body:
        """The text with its pictures."""
        return self._read[0]

    @property
    def body_rule(self) -> str:
        """The rule that gave the text."""
        return self._read[1]

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

    def authors(self) -> tuple[list[str], str]:
        """Names in the byline's order, and their rule; a desk where no person is
        named."""
        if found := byline_above(self.around, self._people):
            return found, "byline"
        persons = self._authors(self._people)
        return persons if persons[0] else self._authors(self._desks)

    def _authors(self, read: Callable[[str], list[str]]) -> tuple[list[str], str]:
        for rule, values in (
            ("jsonld", self._structured.names("author")),
            ("jsonld", self._structured.names("creator")),
            ("meta", [self._structured.meta.get(key, "") for key in _META_AUTHORS]),
        ):
            found = [name for value in values for name in read(value)]
            if found:
                return list(dict.fromkeys(found)), rule
        return printed_authors(self.around, read)

    def _desks(self, value: str) -> list[str]:
        return desks(value, site_names=self._plain_names)

    def _people(self, value: str) -> list[str]:
        return people(value, site_names=self._plain_names)

    def dates(self) -> list[Candidate]:
        """Candidates from meta data other than OpenGraph's, from machine-readable
        elements and from printed rows."""
        meta = self._structured.meta
        found = []
        if "article:published_time" not in meta:
            values = [meta.get(key) for key in _META_DATES]
            found += _first("published", "meta", values)
        if "article:modified_time" not in meta:
            values = [meta.get(key) for key in _META_UPDATES]
            found += _first("modified", "meta", values)
        around = self.around
        found += stated_dates(around.scope, is_others=around.is_others)
        if around.heading is None and self.container is None:
            return found
        first, last = around.span
        printed = visible_dates(
            self._rows,
            title=around.title_index,
            first=first,
            last=last,
            now=self._now,
            tz=self._tz,
            text=self.prose.text,
            is_others=around.is_others,
        )
        if printed:
            return found + printed
        return found + named_dates(
            around.scope, now=self._now, tz=self._tz, is_others=around.is_others
        )

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
        return (value, "breadcrumbs") if value else None

    def tags(self) -> tuple[list[str], str]:
        """The article's tags: keywords of structured data, ``article:tag``, or links
        marked as tags."""
        for rule, found in (
            ("jsonld", self._structured.keywords),
            ("meta", self._structured.tags),
            ("reltag", self._linked_tags()),
        ):
            if found:
                return list(dict.fromkeys(found)), rule
        return [], ""

    def _linked_tags(self) -> list[str]:
        found = []
        for link in self.around.scope.iter("a"):
            if "tag" in (link.get("rel") or "").split():
                text = " ".join("".join(map(str, link.itertext())).split())
                href = link.get("href", "")
                if text and "/category/" not in href and len(text) < 60:
                    found.append(text.lstrip("#"))
        return found

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

    def media(self) -> list[str]:
        """Addresses of the videos above the text: in the element that is the
        article's, between headline and text or over the headline."""
        item, container = self._microdata.item, self.container
        found: list[str] = []
        if container is None or self._headline[2] is None:
            return found
        scope = self.around.scope if item is None else item
        if container not in scope.iter():
            return found
        for node in scope.iter():
            if node is container:
                break
            # Sound there is the text, read out by a machine.
            if node.tag in ("iframe", "video") and not self.around.is_others(node):
                found += players(node, self._url)
        return list(dict.fromkeys(found))


def _first(
    field: Literal["published", "modified"], rule: str, values: list[str | None]
) -> list[Candidate]:
    value = next((value for value in values if value), None)
    return [Candidate(field, rule, value)] if value else []


def _paragraphs(text: str) -> list[str]:
    return [
        line.strip()
        for line in text.splitlines()
        if line.strip() and not is_boilerplate(line) and not ends_article(line)
    ]
