"""The ledger compared with its files, made anew from them, and told of their moves."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING, NamedTuple

from newsbot.ledger.files import Files
from newsbot.ledger.links import Links
from newsbot.ledger.records import Delivery, hash64, seconds
from newsbot.ledger.runs import Runs
from newsbot.ledger.watch import Watching

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Sequence
    from datetime import datetime
    from pathlib import Path

_ROWS = 5000
_MANY = 500


class Kept(NamedTuple):
    """A feed file in which delivered lines must lie.

    ``done``: they are in ``target``, the first byte of the part at ``base``; else the
    first ``size`` bytes of ``part`` are what is delivered so far. ``replaced``: a later
    run has replaced the target, as it was told to (-O), so they need not be there.
    """

    target: Path
    part: Path
    format: str
    done: bool
    base: int
    size: int
    replaced: bool


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


class Audit(Runs, Files, Links, Watching):
    """What the upkeep of a data folder asks of the ledger."""

    def hosts(self) -> list[str]:
        """Return the canonical host of every site that the ledger knows."""
        rows = self.db.all("SELECT host FROM sites WHERE canonical = 1 ORDER BY host")
        return [str(host) for (host,) in rows]

    def canonical(self, names: Iterable[str]) -> str | None:
        """Return the canonical host of the first of *names* that is known, else None.

        Unlike `Ledger.site` it makes no new name known.
        """
        for name in names:
            row = self.db.one(
                "SELECT other.host FROM sites AS this JOIN sites AS other "
                "ON other.number = this.number AND other.canonical = 1 "
                "WHERE this.host = ?",
                name,
            )
            if row is not None:
                return str(row[0])
        return None

    def kept_files(self) -> dict[int, Kept]:
        """Return the files of this data folder by their number."""
        return self._kept_files("place = ?", self.place)

    def kept_file(self, number: int) -> Kept | None:
        """Return the file *number*, None if this data folder has none: without reading
        about all others, which are thousands after a year."""
        found = self._kept_files("place = ? AND id = ?", self.place, number)
        return found.get(number)

    def _kept_files(self, where: str, *values: object) -> dict[int, Kept]:
        # Only the two fixed conditions above reach the text of the query.
        rows = self.db.all(
            "SELECT id, target, part, format, done, base, size, EXISTS ("  # noqa: S608
            " SELECT 1 FROM files AS later WHERE later.target = files.target"
            " AND later.place = files.place AND later.id > files.id"
            " AND later.done = 1 AND later.overwrite = 1 AND later.base = 0"
            f") FROM files WHERE {where} ORDER BY id",
            *values,
        )
        return {
            number: Kept(
                self.root / target,
                self.root / part,
                line_format,
                bool(done),
                base or 0,
                size,
                bool(done and replaced),
            )
            for number, target, part, line_format, done, base, size, replaced in rows
        }

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
        numbers = {site: self._sure_number(site) for site in sites}
        with self.db.transaction():
            replaced = [n for n, kept in self.kept_files().items() if kept.replaced]
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
                self.forget_walks(site)
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
        target = self._kept(path)
        row = self.db.one(
            "SELECT id FROM files WHERE target = ? AND done = 1 AND base = 0 "
            "AND place = ? ORDER BY id DESC LIMIT 1",
            target,
            self.place,
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
            self.place,
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
        self._write_addresses([item])
        self._write_links([item])
        self._write_watches([item], new=False)

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
                    (self._kept(target), self._kept(source), self.place)
                    for source in sources
                ],
            )

    def forget_files(self, folder: Path) -> None:
        """Forget the files that were merged in *folder* and hold no line any more."""
        rows = self.db.all("SELECT DISTINCT file FROM deliveries")
        used = {number for (number,) in rows}
        prefix = self._kept(folder) + os.sep
        self.db.many(
            "DELETE FROM files WHERE id = ?",
            [
                (number,)
                for number, kept in self.kept_files().items()
                if kept.done
                and number not in used
                and kept.target.suffix == ".gz"
                and self._kept(kept.target).startswith(prefix)
            ],
        )
