"""An article's page, and the record that its fields make."""

from __future__ import annotations

from datetime import UTC, date, datetime
from functools import cached_property
from typing import TYPE_CHECKING

from newsbot.exceptions import NotAnArticle, ProtectedArticle
from newsbot.items import Article
from newsbot.pages.articlefields import ArticleFields
from newsbot.pages.dates import resolve_dates
from newsbot.pages.datesources import Candidate
from newsbot.pages.printed import is_wanted, printed_dates
from newsbot.similarity import key_hash

if TYPE_CHECKING:
    from newsbot.pages.candidates import Finding
    from newsbot.pages.datesources import DateField

__all__ = ["ArticlePage", "NotAnArticle", "ProtectedArticle"]

_LOST = "text: the selector of the body finds nothing; read by {}"


class ArticlePage(ArticleFields):
    """The page of one article; the arguments are those of :class:`ArticleFields`."""

    @cached_property
    def post_id(self) -> int | None:
        """The site's own number of the post, from the page or its interfaces."""
        found = super().post_id
        if found is not None:
            return found
        return next((one.post_id for one in self._stated if one.post_id), None)

    def article(self, site: str) -> Article:
        """The record of this page.

        :param site: the site's canonical host
        :raises NotAnArticle: if the page is none of an article
        """
        root = self.root
        body = self.body
        image = self.image()
        published, modified = self._dates()
        if self.container is not None or body.lines:
            self._sources["text"] = self._body_rule
        if self.is_sought:
            self._warnings += self.fallback.warnings
            if self._profile.rule("article", "body"):
                self._warnings.append(_LOST.format(self._body_rule))
        told = self._rule("credit")
        credit = told or body.credit
        if credit:
            self._sources["credit"] = self._profile.key if told else self._body_rule
        number = self.post_id
        name = f"{key_hash(self.url) & (2**64 - 1):016x}"
        pictures = [*([image] if image else []), *body.images]
        section, tags = self.section(), self.tags()
        return Article(
            id=f"{site}:{number}" if number is not None else f"{site}:u{name}",
            url=self.url,
            canonical_url=self.canonical_url(),
            site=site,
            kind=self.kind(),
            title=self.title(),
            lead=self.lead(),
            text="\n".join(body.lines),
            published=published,
            modified=modified,
            authors=self.authors(),
            section=section,
            categories=self.categories(section, tags),
            tags=tags,
            image=image,
            images=list(dict.fromkeys(pictures)),
            language=self.language(),
            credit=credit,
            media=self.media(),
            related=self.related() if root is not None else [],
            sources=self._sources,
            warnings=self._warnings,
            fetched=self._now.astimezone(UTC).isoformat(timespec="seconds"),
        )

    def _dates(self) -> tuple[str | None, str | None]:
        candidates = []
        for stated in self._stated:
            candidates += [
                Candidate("published", stated.rule, stated.published),
                Candidate("modified", stated.rule, stated.modified),
            ]
        structured, meta = self.structured, self.structured.meta
        candidates += [
            Candidate("published", "jsonld", structured.text("datePublished")),
            Candidate("modified", "jsonld", structured.text("dateModified")),
            Candidate("published", "meta", meta.get("article:published_time")),
            Candidate("modified", "meta", meta.get("article:modified_time")),
            self._told_date("published"),
            self._told_date("modified"),
        ]
        candidates += self._printed("published", candidates)
        candidates += self._printed("modified", candidates)
        if not self._has("published"):
            candidates += self.fallback.dates()
        dates = resolve_dates(
            [candidate for candidate in candidates if candidate.value],
            tz=self._zone,
            now=self._now,
        )
        self._warnings += dates.warnings
        for field, rule in (
            ("published", dates.published_rule),
            ("modified", dates.modified_rule),
        ):
            if rule:
                told_by = self._profile.key if rule == "profile" else rule
                self._sources[field] = told_by
        return _iso(dates.published), _iso(dates.modified)

    def _told_date(self, field: DateField) -> Candidate:
        """The profile's date: what a person says of a site beats all, what a theme
        says ranks as the element that it names."""
        rule = "profile" if field in self._profile.own else "time"
        return Candidate(field, rule, self._rule(field))

    def _printed(self, field: DateField, found: list[Candidate]) -> list[Candidate]:
        """What the profile's element prints besides what its attribute states."""
        if not is_wanted(field, found, tz=self._zone):
            return []
        rule = self._profile.rule("fields", field)
        text = rule.printed(self.scope, bare=self.root is not self.tree)
        if text is None:
            return []
        return printed_dates(
            text, field=field, found=found, now=self._now, tz=self._zone
        )

    def candidates(self, field: str) -> list[Finding]:
        """All that the page says of *field*, what the record has and what lost.

        :param field: one of :data:`newsbot.pages.candidates.FIELDS`
        """
        from newsbot.pages.candidates import Places

        places = Places(
            self.root,
            profile=self._profile,
            structured=self.structured,
            stated=self._stated,
            fallback=self.fallback,
        )
        return places.findings(field, self.body.lines)


def _iso(value: datetime | date | None) -> str | None:
    if isinstance(value, datetime):
        return value.isoformat(timespec="seconds")
    return value.isoformat() if value else None
