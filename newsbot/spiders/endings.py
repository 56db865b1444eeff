"""Which pages of a site came cut, judged by how its pages usually end.

A page that breaks off is doubted only where the site is known to end its pages with
``</html>``, and only for a while: a template that never does so, or does so no more,
is taken as it is.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from newsbot.pages.ending import breaks_off, is_closed

if TYPE_CHECKING:
    from newsbot.spiders.base import NewsSpider

_MARK = "endings"
# So many runs in a row without a whole page of a kind, or so many pages of a kind of
# which none was ever whole, are a manner of the site.
_MANNER = 3


class Endings:
    """How the pages of *spider*'s site end, as this run and earlier ones have seen."""

    def __init__(self, spider: NewsSpider) -> None:
        self._spider = spider
        # Kind → whether one was seen whole, and how often none was since.
        self._known: dict[str, tuple[bool, int]] = {}
        self._is_loaded = False
        self._counted: set[str] = set()

    def is_cut(self, html: str, kind: str) -> bool:
        """Whether a page breaks off that should not; to be asked once of each.

        :param html: the decoded page
        :param kind: which pages it is like: ``home``, ``listing`` or ``article``
        """
        if is_closed(html):
            self._note(kind, whole=True, broken=0)
            return False
        return breaks_off(html) and self._is_doubted(kind)

    def is_doubtful(self, html: str, kind: str) -> bool:
        """Whether a page that is not what it should be does not end as others do.

        The parameters are those of :meth:`is_cut`.
        """
        if is_closed(html):
            return False
        self._load()
        whole, _ = self._known.get(kind, (False, 0))
        return whole or (self._is_any_whole and breaks_off(html))

    @property
    def _is_any_whole(self) -> bool:
        return any(whole for whole, _ in self._known.values())

    def _is_doubted(self, kind: str) -> bool:
        self._load()
        whole, broken = self._known.get(kind, (False, 0))
        if not self._is_any_whole:
            return False
        if not whole or kind not in self._counted:
            broken += 1
            self._counted.add(kind)
            self._note(kind, whole=whole, broken=broken)
        return broken <= _MANNER

    def _load(self) -> None:
        """Add what earlier runs have seen, once the ledger's name of the site is
        known."""
        if self._is_loaded or not self._spider.site_id:
            return
        self._is_loaded = True
        mark = self._spider.ledger.sites.mark(self._spider.site_id, _MARK)
        for kind, (whole, broken) in json.loads(mark or "{}").items():
            self._known.setdefault(kind, (whole, broken))

    def _note(self, kind: str, *, whole: bool, broken: int) -> None:
        self._load()
        if self._known.get(kind) == (whole, broken):
            return
        self._known[kind] = (whole, broken)
        if self._is_loaded:
            mark = json.dumps(self._known)
            self._spider.ledger.sites.set_mark(self._spider.site_id, _MARK, mark)
