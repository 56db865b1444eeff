"""Names of authors in links to their own pages."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from newsbot.pages.fallback.outline import letters, text_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from newsbot.pages.fallback.outline import Row

_AUTHOR_PATH: Final = re.compile(
    r"(?:^|[/?&_-])(?:authors?|auteurs?|writers?|reporters?|columnists?|journalists?"
    r"|profiles?|editors?|author_?id|writer_?id|kuttab|kateb|كاتب|الكاتب|كتاب|كتاب-الرأي)"
    r"(?:[/=_-]|\.\w+\?)",
    re.IGNORECASE,
)


def linked_authors(
    rows: Iterable[Row], people: Callable[[str], list[str]]
) -> list[str]:
    """Names that lead to their author's page, those of one row.

    :param people: names of persons in a value
    """
    for row in rows:
        found = []
        for link in row.links:
            if _AUTHOR_PATH.search(link.get("href", "")):
                name = text_of(link)
                if " " in name and letters(name) in row.key:
                    found += people(name)
        if found:
            return list(dict.fromkeys(found))
    return []
