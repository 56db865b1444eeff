"""The pages that earlier runs have missed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from newsbot.similarity import key_hash
from newsbot.spiders.base import GONE, REFUSED

if TYPE_CHECKING:
    from newsbot.spiders.articles import ArticleSpider

_NOT_FOUND = tuple(f"HTTP {status}" for status in GONE)
_UNNAMED = ", and no list names it"


class Retries:
    """What *spider* asks for again, wherever it was found.

    What was not found is asked for when the lists of this run are read. Those that
    still name it ask for it themselves; one that none names has been deleted, or was
    delivered under another address, unless it stands further down than a run reads. So
    it is tried on, and no run is ``partial`` because of it.
    """

    def __init__(self, spider: ArticleSpider) -> None:
        self._spider = spider
        self._missing: list[str] = []
        self._unnamed: set[int] = set()

    def at_once(self) -> list[str]:
        """Addresses to be asked for whether or not a list still names them."""
        missed = self._spider.ledger.failures.due(self._spider.site_id)
        found = [failure for failure in missed if failure.kind == "article"]
        self._missing = [
            failure.url
            for failure in found
            if failure.reason.removesuffix(_UNNAMED).endswith(_NOT_FOUND)
        ]
        later = set(self._missing)
        return [failure.url for failure in found if failure.url not in later]

    def unnamed(self) -> list[str]:
        """Addresses to be asked for that no list of this run has named; to be called
        when all are read."""
        missing, self._missing = self._missing, []
        found = [url for url in missing if self._spider.is_new(url, is_post=True)]
        self._unnamed.update(map(key_hash, found))
        return found

    def has_failed(self, url: str, status: int) -> bool:
        """Whether an earlier run has missed the page at *url* by the same answer."""
        spider = self._spider
        failure = spider.ledger.failures.of(spider.site_id, url)
        return failure is not None and failure.reason.endswith(f"HTTP {status}")

    def outcome(self, url: str, status: int) -> tuple[str, str]:
        """The outcome, and the reason, of a page that was answered with an error."""
        reason = f"HTTP {status}"
        if status in GONE and key_hash(url) in self._unnamed:
            return "not_found", f"{reason}{_UNNAMED}"
        return "refused" if status in REFUSED else "failed", reason
