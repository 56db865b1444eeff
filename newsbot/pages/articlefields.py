"""The fields of an article's page, each with the rule that gave it."""

from __future__ import annotations

import re
from functools import cached_property
from typing import TYPE_CHECKING, TypeVar

from newsbot.arabic.text import fold
from newsbot.items import KINDS, Related
from newsbot.pages.bounds import CUT, cut, is_cut
from newsbot.pages.ending import is_closed
from newsbot.pages.html import absolute, parse
from newsbot.pages.post import Post
from newsbot.sites.scope import Scope

if TYPE_CHECKING:
    from datetime import datetime

    from lxml.etree import _Element

    from newsbot.pages.stated import Stated
    from newsbot.sites import Profile

_T = TypeVar("_T")
# A gallery with more words than this around it is an article with pictures.
_GALLERY_WORDS = 40


class ArticleFields(Post):
    """What the page of one article says, field by field: by the profile's selectors
    first, then by structured data, feed and REST interface, and by the fallback.

    :param html: the decoded page, its sound UTF-8, or its tree, of which is left what
        :func:`newsbot.pages.bounds.cut` leaves
    :param url: its address after redirects
    :param profile: the rules of its site
    :param tz: IANA zone of the site's local times; None where it is not known: they
        are read as UTC then, as far as they count
    :param now: an aware instant, the time of the fetch
    :param stated: what feed and REST interface say of the article
    """

    def __init__(
        self,
        html: str | bytes | _Element,
        *,
        url: str,
        profile: Profile,
        tz: str | None,
        now: datetime,
        stated: tuple[Stated, ...] = (),
    ) -> None:
        tree = parse(html) if isinstance(html, str | bytes) else html
        cut(tree)
        super().__init__(tree, url=url, profile=profile, tz=tz or "UTC", now=now)
        self._zone = tz
        self._stated = stated
        self._sources: dict[str, str] = {}
        self._warnings: list[str] = []
        if isinstance(html, str | bytes) and not is_closed(html):
            self._warnings.append("the page does not end with </html>: it may be cut")
        if is_cut(tree):
            self._warnings.append(CUT)

    def title(self) -> str:
        """The headline; empty where there is none."""
        if not self._has("title"):
            return self._from("title", *self.fallback.title())
        found = self._rule("title")
        if found:
            return self._from("title", found, self._profile.key)
        for rule, value in (
            ("jsonld", self.structured.text("headline")),
            ("meta", self.structured.meta.get("og:title")),
        ):
            if value:
                return self._from("title", value, rule)
        return ""

    def lead(self) -> str | None:
        """The summary above the text, or None."""
        rule = self._profile.key
        if self._has("lead"):
            found = self._rule("lead")
        else:
            found, rule = self.fallback.lead(self.body.lines) or (None, "")
        if found is None:
            return None
        # A summary that only repeats how the text begins is no summary. What a
        # theme cuts off it marks with dots or brackets.
        begin = fold(re.sub(r"\s*(\[?(…|\.{3})\]?)\s*$", "", found))
        if not begin or fold(" ".join(self.body.lines)).startswith(begin):
            return None
        return self._from("lead", found, rule)

    def authors(self) -> list[str]:
        """Names in the byline's order."""
        found = self._rules("authors")
        if found:
            return self._from("authors", found, self._profile.key)
        names, rule = self.structured.names("author"), "jsonld"
        if not self._has("authors"):
            names, rule = self.fallback.authors()
        if names:
            return self._from("authors", names, rule)
        for stated in self._stated:
            if stated.authors:
                return self._from("authors", stated.authors, stated.rule)
        return []

    def section(self) -> str | None:
        """The label that the site prints with the article, or None."""
        if found := self._rule("section"):
            return self._from("section", found, self._profile.key)
        if not self._has("section"):
            section = self.fallback.section()
            return self._from("section", *section) if section else None
        if found := self.structured.text("articleSection"):
            return self._from("section", found, "jsonld")
        return None

    def tags(self) -> list[str]:
        """The article's tags."""
        if found := self._rules("tags"):
            return self._from("tags", found, self._profile.key)
        for stated in self._stated:
            if stated.tags:
                return self._from("tags", stated.tags, stated.rule)
        if not self._has("tags"):
            found, rule = self.fallback.tags()
            return self._from("tags", found, rule) if found else []
        return []

    def categories(self, section: str | None, tags: list[str]) -> list[str]:
        """All categories; only the printed label where nothing states more.

        :param section: the printed label, as :meth:`section` gives it
        :param tags: as :meth:`tags` gives them; what is one of them is no category
        """
        if found := self._rules("categories"):
            return self._from("categories", found, self._profile.key)
        for stated in self._stated:
            if stated.categories is not None:
                return self._from("categories", stated.categories, stated.rule)
        folded = set(map(fold, tags))
        for stated in self._stated:
            names = [name for name in stated.terms if fold(name) not in folded]
            if names:
                return self._from("categories", names, stated.rule)
        if section:
            names = self._sections(section, folded)
            if len(names) > 1:
                return self._from("categories", names, "jsonld")
            return self._from("categories", [section], self._sources["section"])
        return []

    def _sections(self, printed: str, tags: set[str]) -> list[str]:
        """The sections of the JSON-LD without the *tags*, which are folded; none unless
        the *printed* one, whole, is one of them: a name may have commas."""
        label = fold(printed)
        names = self.structured.sections
        if all(fold(name) != label for name in names):
            return []
        return [name for name in names if fold(name) not in tags - {label}]

    def image(self) -> str | None:
        """Address of the main picture, or None."""
        found = self._rule("image")
        if found and (url := absolute(self.url, found)):
            return self._from("image", url, self._profile.key)
        if not self._has("image") and (image := self.fallback.image()):
            return self._from("image", *image)
        return None

    def media(self) -> list[str]:
        """Addresses of videos and sound recordings: those above the body, then
        those in it; the rule is that of the first."""
        above, rule = self._media_above
        found = list(dict.fromkeys([*above, *self.body.media]))
        rule = rule if above else self._body_rule
        return self._from("media", found, rule) if found else []

    @cached_property
    def _media_above(self) -> tuple[list[str], str]:
        if self._has("media"):
            urls = (absolute(self.url, found) for found in self._rules("media"))
            return [url for url in urls if url], self._profile.key
        has_player = next(self.tree.iter("iframe", "video"), None) is not None
        if not has_player or self.container is None:
            return [], ""
        return self.fallback.media()

    def kind(self) -> str:
        """``article``, ``flash``, ``video``, ``gallery`` or ``live``."""
        if (told := self._rule("kind")) in KINDS:
            return self._from("kind", told, self._profile.key)
        formats = {stated.format for stated in self._stated}
        names = self.root.get("class", "").split()
        if self.structured.is_live or self.body.is_live:
            return "live"
        has_video = bool(self._profile.rule("fields", "media").string(self.scope))
        has_video = has_video or self.structured.is_video
        if not self._has("media"):
            has_video = has_video or bool(self._media_above[0])
        if has_video or "format-video" in names or "video" in formats:
            return "video"
        words = sum(len(line.split()) for line in self.body.lines)
        if "format-gallery" in names or "gallery" in formats:
            return "gallery"
        if self.body.has_gallery and words <= _GALLERY_WORDS:
            return "gallery"
        if not words:
            return "video" if self.body.media else "flash"
        return "article"

    def related(self) -> list[Related]:
        """The related block in its order."""
        rule = self._profile.rule
        found: dict[str, Related] = {}
        scope = self.scope
        if self.is_torn:
            scope = Scope(self.tree)
        for entry in rule("related", "entries").elements(scope):
            place = scope.part(entry)
            address = rule("related", "url").string(place)
            url = absolute(self.url, address) if address else None
            if url is None or url in found:
                continue
            found[url] = Related(
                position=len(found) + 1,
                url=url,
                title=rule("related", "title").string(place),
                label=rule("related", "label").string(place),
                excerpt=rule("related", "excerpt").string(place),
            )
        return list(found.values())

    def language(self) -> str | None:
        """The language that the page declares, else the profile's, or None."""
        if told := self._rule("language"):
            return self._from("language", told, self._profile.key)
        if declared := self.tree.get("lang", "").strip():
            return self._from("language", declared, "html")
        return self._profile.language

    def canonical_url(self) -> str | None:
        """What the page names as its address, or None."""
        told = self._rule("canonical_url")
        if told and (url := absolute(self.url, told)):
            return self._from("canonical_url", url, self._profile.key)
        for rule, value in (
            ("canonical", self.structured.canonical),
            ("meta", self.structured.meta.get("og:url")),
        ):
            if value and (url := absolute(self.url, value)):
                return self._from("canonical_url", url, rule)
        return None

    def _has(self, field: str) -> bool:
        """Whether the profile has a selector for *field*: one that finds nothing is
        an answer."""
        return bool(self._profile.rule("fields", field))

    @property
    def _body_rule(self) -> str:
        return self.fallback.body_rule if self.is_sought else self._profile.key

    def _rule(self, field: str) -> str | None:
        return self._profile.rule("fields", field).string(self.scope)

    def _rules(self, field: str) -> list[str]:
        found = self._profile.rule("fields", field).strings(self.scope)
        return list(dict.fromkeys(found))

    def _from(self, field: str, value: _T, rule: str) -> _T:
        self._sources[field] = rule
        return value
