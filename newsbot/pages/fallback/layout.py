"""Where on a page without selectors headline and text stand."""

from __future__ import annotations

import re
from functools import cached_property
from typing import TYPE_CHECKING, Final
from urllib.parse import urlsplit

from newsbot.arabic.boilerplate import announces_related, is_boilerplate
from newsbot.arabic.boilerplate.edges import ends_article
from newsbot.arabic.text import fold
from newsbot.pages.fallback import names
from newsbot.pages.fallback.authors.persons import is_given
from newsbot.pages.fallback.headlines.headline import headline
from newsbot.pages.fallback.headlines.lines import with_whole_headings
from newsbot.pages.fallback.headlines.titles import parts_of, site_names
from newsbot.pages.fallback.outline import Row, letters, outline
from newsbot.pages.fallback.sentences import is_sentence
from newsbot.pages.fallback.stated.microdata import Microdata
from newsbot.pages.fallback.surroundings import Surroundings
from newsbot.pages.fallback.teasers import states_article
from newsbot.pages.fallback.text.astray import words_passed_over
from newsbot.pages.fallback.text.cells import Cells
from newsbot.pages.fallback.text.folds import unfold
from newsbot.pages.fallback.text.judge import words_of_judge
from newsbot.pages.fallback.text.prose import Prose
from newsbot.pages.fallback.text.quotes import close_quotes
from newsbot.pages.fallback.text.streams import live_words
from newsbot.pages.structured import title_of

if TYPE_CHECKING:
    from datetime import datetime

    from lxml.etree import _Element

    from newsbot.pages.structured import Structured

# «مباشر: …», «… لحظة بلحظة», but not «مباشرة بعد الحريق».
_LIVE: Final = re.compile(
    r"^(?:تغطية )?مباشرة?\s?[:|.-]|لحظة بلحظة|[أا]ول[اًا]* ب[أا]ول"
)
# The judge took nothing, if it took fewer letters.
_LITTLE: Final = 40


class Layout:
    """A page's rows, the headline among them, the text, and what lies around both:
    each is found by the one before it.

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
            close_quotes(tree)
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
        rows = outline(self._tree if body is None else body)
        return with_whole_headings(rows, url=self._url)

    @cached_property
    def _plain_names(self) -> frozenset[str]:
        labels = (urlsplit(self._url).hostname or "").split(".")[:-1]
        found = [
            *site_names(self._tree, self._structured, url=self._url),
            max(labels, key=len, default=""),
        ]
        return frozenset(name for name in map(fold, found) if name)

    @cached_property
    def _names_at_ends(self) -> frozenset[str]:
        """The outer parts of ``title`` beside the headline, folded, unless they may be
        the author's name: a paper signs with its own."""
        before, behind = self._beside_headline
        ends = (one for one in (*before[:1], *behind[-1:]) if one)
        return frozenset(fold(one) for one in ends if not is_given(one.split()[0]))

    @cached_property
    def _beside_headline(self) -> tuple[list[str], list[str]]:
        """The parts of ``title`` before and behind the headline."""
        headline = self._headline[0]
        before, found, behind = title_of(self._tree).partition(headline or "\n")
        return (parts_of(before), parts_of(behind)) if found else ([], [])

    @property
    def _papers(self) -> list[str]:
        """What the page calls its site, and what stands beside the headline in
        ``title``."""
        before, behind = self._beside_headline
        found = site_names(self._tree, self._structured, url=self._url)
        return [*found, *before, *behind]

    @cached_property
    def _headline(self) -> tuple[str, str, Row | None]:
        return headline(
            self._rows, self._tree, self._structured, self._plain_names, self._cells
        )

    @cached_property
    def _cells(self) -> Cells:
        return Cells(self._rows)

    @cached_property
    def prose(self) -> Prose:
        """The text's place on the page."""
        container = self._given
        if run := self._run:
            judged = "".join(self._rows[i].key for i in run)
            return self._prose(judged, run=run)
        if container is None:
            judged = words_of_judge(self._tree)
            if len(judged) < _LITTLE:
                judged = max(judged, self._sentences, key=len)
            if self._is_live:
                row = self._headline[2]
                top = -1 if row is None else self._rows.index(row)
                entries = live_words(self._rows, top=top)
                judged += entries if len(entries) > len(judged) else ""
        else:
            judged = "".join(row.key for row in outline(container))
        found = self._prose(judged)
        if container is None and not found.text and self._is_stated:
            # The judge took teasers below a text of two lines for the text.
            found = self._prose(self._first_sentences)
        elif container is None:
            passed_over = words_passed_over(
                self._rows,
                found.taken,
                top=found.top,
                is_stated=self._is_likely,
            )
            if passed_over:
                found = self._prose(passed_over)
        return found

    @cached_property
    def _run(self) -> range:
        """The rows of the text on a page that is laid out in tables; empty on
        others."""
        heading, cells = self._headline[2], self._cells
        if self._given is not None or not cells.are_layout:
            return range(0)
        return (
            cells.densest()
            if heading is None
            else cells.below(self._rows.index(heading))
        )

    def _prose(self, judged: str, *, run: range | None = None) -> Prose:
        title, _, heading = self._headline
        return Prose(
            self._rows,
            judged=judged,
            # A mark may stand before it on the page.
            title=letters(title) if heading is None else heading.key,
            heading=None if heading is None else heading.element,
            base=self._url,
            container=self._given,
            run=run,
            is_live=self._is_live,
        )

    @property
    def _is_live(self) -> bool:
        """Whether the page says that it is a live report."""
        return self._structured.is_live or _LIVE.search(self._headline[0]) is not None

    @cached_property
    def around(self) -> Surroundings:
        """What lies around headline and text."""
        return Surroundings(self._tree, heading=self._headline[2], prose=self.prose)

    @cached_property
    def _microdata(self) -> Microdata:
        row = self._headline[2]
        return Microdata(None if row is None else row.element)

    @property
    def container(self) -> _Element | None:
        """The element that holds the text, or None."""
        return self.prose.container

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
    def _is_titled(self) -> bool:
        """Whether its headline is on the page, and longer than names of sections."""
        title, _, row = self._headline
        return row is not None and title.count(" ") > 2

    @property
    def _is_likely(self) -> bool:
        """Whether the page says in any way that it is an article's, and has a
        headline as articles have."""
        return self._is_titled and states_article(self._tree, self._structured)

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
