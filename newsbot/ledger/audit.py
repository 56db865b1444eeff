"""The ledger compared with its files, made anew from them, and told of their moves."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING, NamedTuple

from newsbot.ledger.records import Delivery, hash64, seconds

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Sequence
    from datetime import datetime
    from pathlib import Path

    from newsbot.ledger.ledger import Ledger

_ROWS = 5000
_MANY = 500


class Delivered(NamedTuple):
    """A row of the ledger: one revision of one article, and where its line lies.

    ``file`` is None where it went to no file that this data folder knows.
    """

    site: str
    id: str
    revision: int
    file: int | None
    start: int


class Read(NamedTuple):
    """A delivery as it was read from a file: its line begins at byte ``start``."""

    delivery: Delivery
    path: Path
    start: int
    fetched: datetime | None


class Audit:
    """What the upkeep of a data folder asks of the ledger."""

    def __init__(self, ledger: Ledger) -> None:
        """Use the rooms of *ledger*."""
        self.db = ledger.db
        self.files = ledger.files
        self.ledger = ledger

    def deliveries(self) -> Iterator[Delivered]:
        """Yield every delivery, a few thousand rows in memory at once."""
        last = (-(2**63), -1)
        while True:
            rows = self.db.all(
                "SELECT article, revision, host, id, file, start FROM deliveries "
                "JOIN sites ON number = site AND canonical = 1 "
                "WHERE (article, revision) > (?, ?) "
                "ORDER BY article, revision LIMIT ?",
                *last,
                _ROWS,
            )
            for _, revision, host, article_id, file, start in rows:
                yield Delivered(host, article_id, revision, file, start)
            if len(rows) < _ROWS:
                return
            last = rows[-1][:2]

    def rebuild(
        self,
        found: Iterable[Read],
        sites: Iterable[str],
        missing: Collection[Delivered],
        sizes: Sequence[tuple[Path, str, int]],
    ) -> None:
        """Make the delivered part anew, in one step.

        *found* are the lines of the finished files, *sites* the hosts in them, *sizes*
        every such file with its format and its length in bytes. *missing* are
        deliveries whose lines are gone: they are forgotten, with how far the lists of
        their sites were read, so that they are delivered again. What went elsewhere (to
        stdout, to a file that -O has replaced) stays.
        """
        numbers = {site: self.ledger.sites.sure_number(site) for site in sites}
        with self.db.transaction():
            replaced = [n for n, kept in self.files.kept().items() if kept.replaced]
            for first in range(0, len(replaced), _MANY):
                some = replaced[first : first + _MANY]
                marks = ", ".join("?" * len(some))
                self.db.run(
                    "UPDATE deliveries SET file = NULL, start = 0 "  # noqa: S608
                    f"WHERE file IN ({marks})",
                    *some,
                )
            self.db.many(
                "DELETE FROM deliveries WHERE article = ? AND revision = ?",
                [(hash64(gone.id), gone.revision) for gone in missing],
            )
            for site in {gone.site for gone in missing}:
                self.ledger.runs.forget_walks(site)
            files = {one[0]: self._whole_file(*one) for one in sizes}
            for line in found:
                self._write(line, files[line.path], numbers[line.delivery.site])
            self.db.many(
                "DELETE FROM files WHERE id = ?", [(number,) for number in replaced]
            )

    def _whole_file(self, path: Path, line_format: str, size: int) -> int:
        """Return the number of the row by which lines count from the start of *path*,
        which is made if there is none.
        """
        target = self.files.stored(path)
        row = self.db.one(
            "SELECT id FROM files WHERE target = ? AND done = 1 AND base = 0 "
            "AND place = ? ORDER BY id DESC LIMIT 1",
            target,
            self.files.place,
        )
        if row is not None:
            return int(row[0])
        (number,) = self.db.one("SELECT coalesce(max(id), 0) + 1 FROM files")
        self.db.run(
            "INSERT INTO files (id, owner, target, part, format, overwrite, size, "
            "base, done, whole, place) VALUES (?, ?, ?, ?, ?, 0, ?, 0, 1, 1, ?)",
            number,
            target.partition("/")[0],
            target,
            target,
            line_format,
            size,
            self.files.place,
        )
        return int(number)

    def _write(self, line: Read, file: int, site: int) -> None:
        item = line.delivery
        article = hash64(item.id)
        self.db.run(
            "INSERT INTO deliveries (article, revision, id, site, content, delivered, "
            "file, start, fields) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?) "
            "ON CONFLICT (article, revision) DO UPDATE SET "
            "content = excluded.content, file = excluded.file, start = excluded.start, "
            "fields = coalesce(deliveries.fields, excluded.fields)",
            article,
            item.revision,
            item.id,
            site,
            item.content_hash,
            seconds(line.fetched),
            file,
            line.start,
            item.fields,
        )
        self.ledger.aliases.write([item])
        self.ledger.links.write([item])
        self.ledger.watches.write([item], new=False)

    def merge_files(
        self,
        target: Path,
        sources: Sequence[Path],
        lines: Iterable[tuple[str, int, int]],
        size: int,
    ) -> None:
        """Record that the lines of *sources* are in *target* now, in one step.

        *lines* are id, revision and start (in the text, where it is compressed) of
        each of them; *size* is the length of the text in bytes.
        """
        with self.db.transaction():
            number = self._whole_file(target, "jsonl", size)
            self.db.run("UPDATE files SET size = ? WHERE id = ?", size, number)
            self.db.many(
                "UPDATE deliveries SET file = ?, start = ? "
                "WHERE article = ? AND revision = ?",
                [
                    (number, start, hash64(article_id), revision)
                    for article_id, revision, start in lines
                ],
            )
            # What is recorded of a source and was not in it is now missing here.
            self.db.many(
                "UPDATE files SET target = ?, overwrite = 0, whole = 1 "
                "WHERE target = ? AND done = 1 AND place = ?",
                [
                    (
                        self.files.stored(target),
                        self.files.stored(source),
                        self.files.place,
                    )
                    for source in sources
                ],
            )

    def forget_files(self, folder: Path) -> None:
        """Forget the files that were merged in *folder* and hold no line any more."""
        rows = self.db.all("SELECT DISTINCT file FROM deliveries")
        used = {number for (number,) in rows}
        prefix = self.files.stored(folder) + os.sep
        self.db.many(
            "DELETE FROM files WHERE id = ?",
            [
                (number,)
                for number, kept in self.files.kept().items()
                if kept.done
                and number not in used
                and kept.target.suffix == ".gz"
                and self.files.stored(kept.target).startswith(prefix)
            ],
        )
