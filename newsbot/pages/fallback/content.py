"""The text of a page without selectors, and whether it is an article's."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING, Final
from urllib.parse import urljoin

from newsbot.arabic.boilerplate.edges import ends_article
from newsbot.pages.fallback.layout import Layout
from newsbot.pages.fallback.sentences import WORDS_ON_END
from newsbot.pages.fallback.stated.embedded import Embedded
from newsbot.pages.fallback.teasers import (
    INTRODUCTION,
    STATED,
    is_home,
    is_list_of_teasers,
    states_article,
    states_profile,
    why_no_article,
)
from newsbot.pages.lines import BodyLine, Text, read_lines
from newsbot.pages.markup import body_of
from newsbot.pages.refusal import find_stand_in, says_not_found

if TYPE_CHECKING:
    from newsbot.pages.body import Body

# A page that does not call itself an article's has as many words at least.
_FEW: Final = 20
_FEWEST: Final = 6
# Of a page that shows fewer characters the embedded data are looked at.
_SHORT: Final = 200
# So many times the text that is shown, what is stated is the whole of it.
_MORE: Final = 1.5


class Content(Layout):
    """What a page holds: the text that it shows, states or builds by script."""

    @cached_property
    def _read(self) -> tuple[Body, str]:
        body = self.prose.body
        stated = _read_stated(self._structured.text("articleBody") or "")
        lines = stated.lines
        shown = sum(len(line) for line in body.lines)
        if sum(map(len, lines)) > _MORE * shown and len(lines) >= 1:
            # A page that shows its first lines only, or builds its text by script.
            if shown:
                self.warnings.append("the page shows less text than its JSON-LD states")
            body.lines = lines
            body.credit = body.credit or stated.credit
            return body, "jsonld"
        if shown < _SHORT:
            text = self._embedded.text()
            if text is not None:
                return body_of([text], base=self._url), "embedded"
        return body, "trafilatura"

    @cached_property
    def _embedded(self) -> Embedded:
        structured, (title, _, heading) = self._structured, self._headline
        stated = (structured.text("headline"), structured.meta.get("og:title"))
        printed = "" if heading is None else heading.text
        urls = (self._url, structured.canonical, structured.meta.get("og:url"))
        return Embedded(
            self._tree,
            titles=filter(None, (title, printed, *stated)),
            urls=filter(None, urls),
        )

    @property
    def body(self) -> Body:
        """The text with its pictures."""
        return self._read[0]

    @property
    def body_rule(self) -> str:
        """The rule that gave the text."""
        return self._read[1]

    @cached_property
    def why_not(self) -> str | None:
        """Why the page is none of an article; None where it is one's."""
        why = why_no_article(self._tree, self._structured, url=self._url)
        # A text on end is an article's, whatever class or address say; but not that of
        # a profile, nor of a home page.
        is_known = is_home(self._url) or states_profile(self._structured)
        if why and (is_known or self.prose.words_on_end < WORDS_ON_END):
            return why
        if not self._headline[0]:
            return "the page has no headline"
        is_long = self.prose.words_on_end >= WORDS_ON_END
        # Sites say by og:type of all their pages that they are articles'.
        if not (is_long or self._is_stated) and says_not_found(self._tree):
            return "the site's not-found page with status 200"
        if is_long:
            return None
        words = sum(len(line.split()) for line in self.body.lines)
        container = self.prose.container
        is_shown = self.body_rule == "trafilatura"
        if container is not None and is_shown and not self._structured.article:
            least = STATED if self._is_likely else INTRODUCTION
            if is_list_of_teasers(
                self.prose.inside,
                words=words,
                on_end=self.prose.words_on_end,
                least=least,
            ):
                return "it is a list of teasers"
        if states_article(self._tree, self._structured):
            return None
        is_titled = self._is_titled
        if words < (_FEWEST if is_titled else _FEW):
            return "it has next to no text and does not say that it is an article"
        home = urljoin(self._url, "/")
        refusal = find_stand_in(self._tree, url=self._url, home=home)
        return refusal.reason if refusal else None


def _read_stated(text: str) -> Text:
    lines = [line.strip() for line in text.splitlines()]
    return read_lines(
        [BodyLine(line, 0, line) for line in lines if line and not ends_article(line)]
    )
