"""What a page says that its paper is called, without looking at its links."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from newsbot.arabic.boilerplate.paper import Paper, paper_of
from newsbot.pages.structured import title_of

if TYPE_CHECKING:
    from lxml.etree import _Element

    from newsbot.pages.structured import Structured

_SEPARATOR: Final = re.compile(r"\s*[|»«•·]\s*|\s+[-–—:]\s+")
_LONGEST: Final = 80


def own_paper(tree: _Element, structured: Structured, *, told: str | None) -> Paper:
    """The paper of a page, by OpenGraph, JSON-LD, the application's name and what
    stands behind the headline in ``title``.

    :param told: the name that the site's profile gives, or None
    """
    meta = structured.meta
    names = [
        told or "",
        meta.get("og:site_name", ""),
        meta.get("application-name", ""),
        *structured.names("publisher"),
        structured.site_name or "",
        _behind_headline(tree, structured),
    ]
    return paper_of(tuple(dict.fromkeys(n for n in names if 2 < len(n) < _LONGEST)))


def _behind_headline(tree: _Element, structured: Structured) -> str:
    """The last part of ``title`` behind the headline that the page states."""
    title = title_of(tree)
    for stated in (structured.meta.get("og:title"), structured.text("headline")):
        headline = " ".join((stated or "").split())
        if headline and title.startswith(headline) and title != headline:
            parts = _SEPARATOR.split(title[len(headline) :])
            return parts[-1] if len(parts) > 1 else ""
    return ""
