"""Dates in ``meta`` elements other than OpenGraph's, and of the page's own video."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from newsbot.pages.datesources import Candidate
from newsbot.pages.fallback.outline import letters

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from newsbot.pages.datesources import DateField
    from newsbot.pages.structured import Structured

_META_DATES: Final = (
    *("og:published_time", "published_time", "pubdate"),
    *("publishdate", "publish-date", "publish_date", "date"),
    *("dc.date", "dc.date.issued"),
    *("dcterms.date", "dcterms.created", "parsely-pub-date", "sailthru.date"),
    *("article.published", "datepublished", "og:article:published_time"),
)
_META_UPDATES: Final = (
    *("og:updated_time", "lastmod", "last-modified"),
    *("dcterms.modified", "datemodified", "article:updated_time"),
)


def meta_dates(meta: Mapping[str, str]) -> list[Candidate]:
    """The first date for each field; none for one that OpenGraph states.

    :param meta: values of the elements by their names
    """
    found = []
    fields: tuple[tuple[DateField, str, tuple[str, ...]], ...] = (
        ("published", "article:published_time", _META_DATES),
        ("modified", "article:modified_time", _META_UPDATES),
    )
    for field, stated, keys in fields:
        value = next((meta[key] for key in keys if meta.get(key)), None)
        if value and stated not in meta:
            found.append(Candidate(field, "meta", value))
    return found


def video_dates(structured: Structured, titles: Iterable[str]) -> list[Candidate]:
    """When the video was uploaded that has the page's headline. Where the page does not
    say that it is a video's, its text may have been published on another day: all that
    it prints goes before.

    :param titles: its headline, as it is printed and as it is stated
    """
    own = {letters(title) for title in titles} - {""}
    for node in structured.videos:
        name, value = node.get("name"), node.get("uploadDate")
        if isinstance(name, str) and isinstance(value, str) and letters(name) in own:
            rule = "jsonld" if structured.is_video else "embedded"
            return [Candidate("published", rule, value)]
    return []
