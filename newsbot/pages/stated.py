"""What a site's interfaces say of an article, beside its page."""

from __future__ import annotations

from dataclasses import dataclass, field


@dataclass(kw_only=True)
class Stated:
    """One article as a feed or the REST interface states it. Values are as
    they were sent; None or an empty list where they are not stated."""

    rule: str
    """``rest`` or ``feed``."""

    url: str
    """Address of the article."""

    post_id: int | None = None
    """The site's own number of the post."""

    guid_number: int | None = None
    """The number of a post in the ``guid`` of a feed (``…/?p=1001``): where a site was
    made from another one, that of the other."""

    title: str | None = None
    """The headline, without markup."""

    published: str | None = None
    """Instant of publication, as sent."""

    modified: str | None = None
    """Instant of the last change, as sent."""

    local: str | None = field(default=None, compare=False)
    """Instant of publication by the site's own clock, without an offset
    (``2026-03-02T01:15:30``): what WordPress orders and limits its lists by."""

    authors: list[str] = field(default_factory=list)
    """Names of the authors."""

    categories: list[str] | None = None
    """Names of the categories; None where they are not told from tags."""

    tags: list[str] | None = None
    """Names of the tags; None where they are not told from categories."""

    terms: list[str] = field(default_factory=list)
    """Names of categories and tags mixed."""

    protected: bool = False
    """Whether a password is asked for."""

    sticky: bool = False
    """Whether it is kept at the top of listings whatever its age."""

    format: str | None = None
    """WordPress's post format: ``standard``, ``video``, ``gallery`` …"""
