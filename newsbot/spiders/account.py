"""What a site says it has published, and why articles of it were not delivered."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from newsbot.similarity import key_hash

if TYPE_CHECKING:
    from scrapy.statscollectors import StatsCollector

# So many addresses of each reason tell a person where to look.
_FIRST = 5


class Account:
    """The account of one run: what each interface states, and what is missing.

    Stats: ``newsbot/stated/<source>`` and ``newsbot/missing/<reason>``.
    """

    def __init__(self, stats: StatsCollector) -> None:
        self._stats = stats
        self._first: dict[str, list[str]] = {}
        self._counted: set[int] = set()

    def states(self, source: str, articles: int) -> None:
        """An interface names so many more articles.

        :param source: ``rest``, ``feed``, ``sitemap`` or ``listing``
        """
        self._stats.inc_value(f"newsbot/stated/{source}", articles)

    def misses(self, reason: str, url: str | None, articles: int = 1) -> None:
        """Articles that are listed were not delivered, now or before.

        :param reason: the outcome that their pages came to, now or when they were
            asked for last; ``unaccounted`` where nobody knows; ``unlisted`` if the
            site counts them, and no list names them
        :param url: address of one of them; None where the site only tells their number
        """
        if url is not None:
            # Several lists name it.
            key = key_hash(url)
            if key in self._counted:
                return
            self._counted.add(key)
        self._stats.inc_value(f"newsbot/missing/{reason}", articles)
        first = self._first.setdefault(reason, [])
        if url and len(first) < _FIRST:
            first.append(url)

    def missing(self) -> dict[str, dict[str, Any]]:
        """Reason → ``count``, and the ``first`` few addresses."""
        return {
            reason: {
                "count": self._stats.get_value(f"newsbot/missing/{reason}", 0),
                "first": first,
            }
            for reason, first in sorted(self._first.items())
        }
