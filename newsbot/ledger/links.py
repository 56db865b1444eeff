"""The graph of related articles: which article points at which, and how each was found.

An article's links are one row: the positions and the hashes of the URL keys that they
lead to, packed. So a delivery costs one row however many links it has; who points at an
article is found by reading through all rows, which people ask for now and then.
"""

from __future__ import annotations

import struct
from typing import TYPE_CHECKING

from newsbot.ledger.records import hash64

if TYPE_CHECKING:
    from collections.abc import Iterable

    from newsbot.ledger.database import Database
    from newsbot.ledger.records import Delivery, Link

_LINK = struct.Struct(">Hq")
"""Position in the block, and hash64(site, URL key)."""

# What is packed is cut off, not refused, where a page counts beyond it.
_LAST = 2**16 - 1


class Links:
    """What delivered articles name as related, and what led to them."""

    def __init__(self, db: Database) -> None:
        """Use *db*."""
        self.db = db

    def related_of(self, article_id: str) -> list[tuple[int, str | None]]:
        """Return what *article_id* names as related, as its latest delivered revision
        has it: the position in the block (from 1), and the id of the article there;
        None: it was not delivered.
        """
        row = self.db.one(
            "SELECT related FROM links WHERE article = ?", hash64(article_id)
        )
        links = [] if row is None else _LINK.iter_unpack(bytes(row[0]))
        return [(position, self._article_at(key)) for position, key in links]

    def related_from(self, article_id: str) -> list[tuple[int, str]]:
        """Return who points at *article_id*: the position that it has in the block of
        an article, and the id of that article, by id.
        """
        article = hash64(article_id)
        keys = self.db.all("SELECT key FROM url_keys WHERE article = ?", article)
        within = self.db.words["within"].format("related")
        found = set()
        for (key,) in keys:
            rows = self.db.all(
                "SELECT min(id), related FROM links "  # noqa: S608
                f"JOIN deliveries USING (article) WHERE {within} "
                "GROUP BY article, related",
                _LINK.pack(0, key)[2:],
            )
            # The bytes may also lie across two links.
            found |= {
                (name, position)
                for name, related in rows
                for position, target in _LINK.iter_unpack(bytes(related))
                if target == key
            }
        return [(position, name) for name, position in sorted(found)]

    def origin(self, article_id: str) -> tuple[str, str | None] | None:
        """Return how *article_id* was found first: ``via`` as in the record, and the id
        of the article that named it or the address of the listing or interface (None:
        not known). None: it was not delivered, or before this was written down.
        """
        row = self.db.one(
            "SELECT via, source FROM links WHERE article = ?", hash64(article_id)
        )
        if row is None or row[0] is None:
            return None
        via, source = row
        if source is None:
            return via, None
        place = self.db.one("SELECT url FROM places WHERE key = ?", source)
        return via, self._article_at(source) or (place and place[0])

    def _article_at(self, key: int) -> str | None:
        """The id of the delivered article that has this hash of a URL key."""
        row = self.db.one(
            "SELECT id FROM url_keys JOIN deliveries USING (article) "
            "WHERE key = ? LIMIT 1",
            key,
        )
        return None if row is None else str(row[0])

    def write(self, deliveries: Iterable[Delivery]) -> None:
        """Write down the links of *deliveries*, whose URL keys are written already; to
        be called in their transaction.
        """
        rows, places = [], {}
        for item in deliveries:
            via, key, url = item.found or (None, None, None)
            source = hash64(item.site, key) if key else None
            if source is not None and url:
                places[source] = url
            links = b"".join(_packed(item.site, item.related))
            rows.append((hash64(item.id), item.revision, links, via, source))
        # The first revision tells how the article was found first, the latest what it
        # links to, in whatever order a ledger that is made anew reads them.
        self.db.many(
            "INSERT INTO links (article, revision, related, via, source) "
            "VALUES (?, ?, ?, ?, ?) ON CONFLICT (article) DO UPDATE SET "
            "via = CASE WHEN excluded.revision = 1 "
            "THEN excluded.via ELSE links.via END, "
            "source = CASE WHEN excluded.revision = 1 "
            "THEN excluded.source ELSE links.source END, "
            "related = CASE WHEN excluded.revision > links.revision "
            "THEN excluded.related ELSE links.related END, "
            "revision = CASE WHEN excluded.revision > links.revision "
            "THEN excluded.revision ELSE links.revision END",
            rows,
        )
        # An article is called by its id.
        self.db.many(
            "INSERT INTO places (key, url) SELECT ?, ? "
            "WHERE NOT EXISTS (SELECT 1 FROM url_keys WHERE key = ?) "
            "ON CONFLICT (key) DO NOTHING",
            [(key, url, key) for key, url in places.items()],
        )


def _packed(site: str, related: Iterable[Link]) -> Iterable[bytes]:
    for link in related:
        if 0 < link.position <= _LAST:
            yield _LINK.pack(link.position, hash64(site, link.key))
