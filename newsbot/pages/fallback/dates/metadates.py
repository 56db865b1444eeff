"""Dates in ``meta`` elements other than OpenGraph's."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from newsbot.pages.datesources import Candidate

if TYPE_CHECKING:
    from collections.abc import Mapping

    from newsbot.pages.datesources import DateField

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
