"""The headline of a page without selectors: what the page states and what it prints,
compared rule by rule."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING, Final, NamedTuple

from newsbot.arabic.text import fold
from newsbot.pages.fallback.headlines.emphasis import emphasised_headline
from newsbot.pages.fallback.headlines.headings import (
    agree,
    dated_headline,
    heading_tag,
    is_above_text,
    is_behind_site,
    is_first_above_text,
    named_headline,
    row_of,
    tails,
    touch,
    unmarked,
)
from newsbot.pages.fallback.headlines.titles import (
    LONGEST,
    SHORT,
    parts_of,
    without_site,
)
from newsbot.pages.fallback.outline import letters
from newsbot.pages.structured import title_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lxml.etree import _Element

    from newsbot.pages.fallback.outline import Row
    from newsbot.pages.fallback.text.cells import Cells
    from newsbot.pages.structured import Structured

# More words than these are no name of a site.
_NAME_WORDS: Final = 5


class Headline(NamedTuple):
    """A headline, the rule that gave it (``jsonld``, ``meta``, ``title``, or the name
    of a heading), and its row on the page, if it is there."""

    text: str
    rule: str
    row: Row | None


def headline(
    rows: list[Row],
    tree: _Element,
    structured: Structured,
    names: frozenset[str],
    cells: Cells,
) -> Headline:
    """The headline of a page; empty where there is none.

    Where a heading agrees with what the page states as its title, the heading is
    taken as it is printed; else what is stated, without the site's name; else the
    only first-level heading; else ``<title>``. Where all that may be no more than the
    name of the site, the row above the text that is named a title's, or is a heading,
    or on a page that is laid out in tables is printed larger (``bold``), or else has
    the date or the writer below it (``dated``).

    :param names: names of the site, folded
    :param cells: the page's cells
    """
    found = _Titles(rows, tree, structured, names).headline()
    text, rule, row = found
    if rule == "jsonld" or (row is None and rule == "meta" and not _is_name(text)):
        return found
    if row is not None and (not _is_name(text) or is_above_text(rows, rows.index(row))):
        return found
    named = named_headline(rows)
    if named is None and cells.are_layout:
        bold = emphasised_headline(rows, cells, text)
        if bold is not None:
            last, whole = bold
            # It may be one line of a headline that is printed on two.
            said = [part for part in parts_of(text) if letters(whole) in letters(part)]
            return Headline(said[0] if said else whole, "bold", last)
    if named is None:
        dated = dated_headline(rows) if _is_name(text) else None
        return found if dated is None else Headline(dated.text, "dated", dated)
    printed, rule_of_printed = named
    is_line = row is None and printed.key in letters(text)
    if is_line and not is_behind_site(printed, text, rows):
        # One line of a headline that is printed on two.
        return Headline(text, rule, printed)
    for tail in unmarked(printed):
        if letters(text).endswith(letters(tail)):
            return Headline(tail, rule_of_printed, printed)
    return Headline(printed.text, rule_of_printed, printed)


class _Titles:
    """What a page states as its title, and its headings. The rules are tried in the
    order of :meth:`headline`."""

    def __init__(
        self,
        rows: list[Row],
        tree: _Element,
        structured: Structured,
        names: frozenset[str],
    ) -> None:
        meta = structured.meta
        self._rows = rows
        self._names = names
        self._stated = {
            "jsonld": (structured.text("headline") or "")[:LONGEST],
            "meta": (meta.get("og:title") or meta.get("twitter:title") or "")[:LONGEST],
            "title": title_of(tree),
        }
        self._headings = [row for row in rows if heading_tag(row.element) is not None]
        firsts = [row for row in self._headings if heading_tag(row.element) == "h1"]
        self._firsts = [row for row in firsts if fold(row.text) not in names]

    def headline(self) -> Headline:
        """What the first rule gives that gives something."""
        rules = (
            self._same_words,
            self._same_words_behind_a_mark,
            self._shared_words_in_h1,
            self._shared_words_above_text,
            self._lone_h1_that_touches,
            self._stated_alone,
            self._lone_h1,
            self._title,
        )
        found = (rule() for rule in rules)
        return next((one for one in found if one), Headline("", "", None))

    def _same_words(self) -> Headline | None:
        """A heading with the words of a stated title."""
        for row in (*self._firsts, *self._headings):
            if row.key in self._keys:
                return Headline(row.text, str(heading_tag(row.element)), row)
        return None

    def _same_words_behind_a_mark(self) -> Headline | None:
        """A heading with these words behind a section's name, or in its last line."""
        for row in self._marked:
            for tail in tails(row):
                if letters(tail) in self._keys:
                    return Headline(tail, str(heading_tag(row.element)), row)
        return None

    def _shared_words_in_h1(self) -> Headline | None:
        """A title that was cut, or that has more to it, is told from another by the
        words they share."""
        rows = (row for row in self._firsts if self._agrees(row))
        return next((Headline(row.text, "h1", row) for row in rows), None)

    def _shared_words_above_text(self) -> Headline | None:
        """As before, for any heading straight above the text of a page without h1."""
        if self._firsts:
            return None
        for i, row in enumerate(self._rows):
            if heading_tag(row.element) is None or not _is_long(row):
                continue
            if is_first_above_text(self._rows, i) and self._agrees(row):
                return Headline(row.text, str(heading_tag(row.element)), row)
        return None

    def _lone_h1_that_touches(self) -> Headline | None:
        """Search engines may be given other words than readers."""
        rows = [row for row in self._firsts if _is_long(row)]
        rows = [row for row in rows if len(row.text.split()) > 3]
        if len(rows) != 1 or not any(touch(rows[0].text, v) for v in self._cleaned):
            return None
        return Headline(rows[0].text, "h1", rows[0])

    def _stated_alone(self) -> Headline | None:
        """What JSON-LD or OpenGraph state, though no heading says it."""
        return self._stated_by("jsonld") or self._stated_by("meta")

    def _lone_h1(self) -> Headline | None:
        """The only first-level heading, if it is more than a label."""
        if len(self._firsts) != 1 or len(self._firsts[0].key) < SHORT:
            return None
        return Headline(self._firsts[0].text, "h1", self._firsts[0])

    def _title(self) -> Headline | None:
        """``<title>``."""
        return self._stated_by("title")

    def _stated_by(self, rule: str) -> Headline | None:
        value = self._clean.get(rule)
        return Headline(value, rule, row_of(self._rows, value)) if value else None

    def _agrees(self, row: Row) -> bool:
        return any(agree(row.key, row.text, value) for value in self._cleaned)

    @cached_property
    def _marked(self) -> list[Row]:
        """Headings that are none of the stated titles as they stand."""
        said = [*map(letters, self._stated.values())]
        return [
            row
            for row in self._headings
            if _is_long(row) and not any(row.key in words for words in said)
        ]

    @cached_property
    def _clean(self) -> dict[str, str]:
        """The stated titles without the name of the site, by their rule."""
        others = [*(row.text for row in self._firsts), *self._printed()]
        return {
            rule: without_site(
                value,
                self._names,
                [*others, *(text for key, text in self._stated.items() if key != rule)],
            )
            for rule, value in self._stated.items()
            if value and fold(value) not in self._names
        }

    def _printed(self) -> Iterator[str]:
        """What may be the headline, printed anywhere."""
        stated = self._stated
        # A title alone on its page may be printed in any element.
        only = stated["title"] and not (stated["jsonld"] or stated["meta"])
        for row in self._rows if only else self._headings:
            if _is_long(row):
                yield row.text
        # With the same words before it the whole is the headline.
        for row in self._marked:
            yield from tails(row)

    @property
    def _cleaned(self) -> list[str]:
        return list(self._clean.values())

    @cached_property
    def _keys(self) -> list[str]:
        return [letters(value) for value in self._clean.values()]


def _is_name(text: str) -> bool:
    return len(text.split()) <= _NAME_WORDS


def _is_long(row: Row) -> bool:
    return not row.is_linked and 3 <= len(row.text.split()) <= 30
