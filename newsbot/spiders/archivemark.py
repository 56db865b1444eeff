"""How far a run has come through a site's archive, for the run that goes on from there.

The mark is written when the articles up to it are on the disk or written down as
failures, and it goes away when a run comes to the end. Without it, or with an old one,
lists are read again, and no article is fetched or lost.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from newsbot.spiders.walkmark import was_had

if TYPE_CHECKING:
    from collections.abc import Iterable

    from newsbot.ledger import Ledger

BEGIN = "0000-01-01T00:00:00"
"""Before everything: instants are the site's own, without an offset."""

END = "9999-12-31T23:59:59"
"""After everything."""


class ArchiveMark:
    """The mark of one site; what it says is true whatever appears on the site later.

    :param name: of the spider: each has a mark of its own
    :param run: the ledger's number of this run
    """

    def __init__(self, ledger: Ledger, site: str, name: str, run: int) -> None:
        self._ledger = ledger
        self._site = site
        self._run = run
        self._name = f"progress {name}"
        kept: dict[str, Any] = json.loads(ledger.sites.mark(site, self._name) or "{}")
        self._walked: list[list[str]] = kept.get("walked", [])
        self._pages: dict[str, tuple[str, int]] = kept.get("turned", {})

    def gaps(self, begin: str, end: str) -> list[tuple[str, str]]:
        """What is still to be walked from *begin* up to but not including *end*, the
        newest first."""
        found = []
        for low, high in reversed(self._walked):
            if high <= begin or low >= end:
                continue
            if high < end:
                found.append((high, end))
            end = low
        if begin < end:
            found.append((begin, end))
        return found

    def walk(self, begin: str, end: str) -> None:
        """Everything from *begin* up to but not including *end* has been had."""
        joined = [begin, end]
        apart = []
        for low, high in self._walked:
            if high < joined[0] or low > joined[1]:
                apart.append([low, high])
            else:
                joined = [min(low, joined[0]), max(high, joined[1])]
        self._walked = sorted([*apart, joined])
        self._write()

    def page(self, name: str) -> str | None:
        """Page of the list *name* up to which everything has been had."""
        found = self._pages.get(name)
        return None if found is None else found[0]

    def turn(self, name: str, page: str) -> None:
        """Everything up to *page* of the list *name* has been had."""
        self._pages[name] = (page, self._run)
        self._write()

    def is_had(self, name: str, urls: Iterable[str]) -> bool:
        """Whether the articles at *urls* all lie in the part of the list *name* that
        ends with :meth:`page`: they were had before that was written."""
        found = self._pages.get(name)
        return found is not None and all(
            was_had(self._ledger, self._site, url, found[1]) for url in urls
        )

    def end(self) -> None:
        """A run has come to the end: the next one reads the lists from the top."""
        self._walked, self._pages = [], {}
        self._ledger.sites.set_mark(self._site, self._name, None)

    def _write(self) -> None:
        mark = {"walked": self._walked, "turned": self._pages}
        self._ledger.sites.set_mark(self._site, self._name, json.dumps(mark))
