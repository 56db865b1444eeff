"""The feed files: which are unfinished, how far they are committed, where they went."""

from __future__ import annotations

import fcntl
import os
import secrets
from functools import cached_property
from typing import TYPE_CHECKING, Any

from newsbot.ledger.records import FeedFile, Kept

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from pathlib import Path

    from newsbot.ledger.database import Database

COLUMNS = "id, owner, target, part, format, overwrite, size, base"
PLACE = "place"
"""The file by which a data folder is known to a ledger that lies elsewhere."""


class Files:
    """The feed files that runs have begun. Addresses below the data folder are kept
    relative to it, so that the folder may be moved as a whole.

    Several data folders, also on several machines, may share a ledger. Each minds only
    its own files: it cannot tell whether those of another are being written.
    """

    def __init__(self, db: Database, root: Path, *, shared: bool) -> None:
        """Use *db*; *root* is the data folder, to which stored addresses relate.

        *shared*: the database lies elsewhere, so that other data folders may use it.
        """
        self.db = db
        self.root = root
        self.shared = shared

    @cached_property
    def place(self) -> str:
        """The name of this data folder in a ledger that lies elsewhere.

        Empty for a ledger in the folder itself. Else a random word, which the file
        `PLACE` keeps so that it moves with the folder. Raises `OSError`.
        """
        if not self.shared:
            return ""
        self.root.mkdir(parents=True, exist_ok=True)
        with (self.root / PLACE).open("a+", encoding="ascii") as file:
            fcntl.flock(file, fcntl.LOCK_EX)
            file.seek(0)
            place = file.read().strip()
            if not place:
                place = secrets.token_hex(8)
                file.write(f"{place}\n")
                file.flush()
                os.fsync(file.fileno())
        return place

    def begin(
        self,
        owner: str,
        target: Path,
        folder: Path,
        *,
        line_format: str,
        overwrite: bool,
    ) -> FeedFile:
        """Record a new unfinished file below *folder* that is to become *target*.

        *owner* names the site folder whose run lock the writer holds. Nothing is
        written to the disk beside the record.
        """
        with self.db.transaction():
            number = int(self.db.one("SELECT coalesce(max(id), 0) + 1 FROM files")[0])
            # The token: another ledger may count its files from 1 in the same folder.
            part = folder / f"{number}-{secrets.token_hex(4)}.{line_format}.part"
            self.db.run(
                f"INSERT INTO files ({COLUMNS}, done, whole, place) "  # noqa: S608
                "VALUES (?, ?, ?, ?, ?, ?, 0, NULL, 0, 0, ?)",
                number,
                owner,
                self.stored(target),
                self.stored(part),
                line_format,
                int(overwrite),
                self.place,
            )
        return FeedFile(
            number, owner, str(target), str(part), line_format, overwrite, 0, None
        )

    def unfinished(self, owner: str) -> list[FeedFile]:
        """Return the files of *owner* whose lines have not reached their target."""
        rows = self.db.all(
            f"SELECT {COLUMNS} FROM files "  # noqa: S608
            "WHERE done = 0 AND owner = ? AND place = ? ORDER BY id",
            owner,
            self.place,
        )
        return [self._file(row) for row in rows]

    def get(self, number: int) -> FeedFile | None:
        """Return file *number*, None if there is none."""
        row = self.db.one(f"SELECT {COLUMNS} FROM files WHERE id = ?", number)  # noqa: S608
        return None if row is None else self._file(row)

    def has_arrived(self, part: Path) -> bool:
        """Tell whether *part* is the part of a file that has reached its target."""
        row = self.db.one(
            "SELECT count(*) FROM files WHERE part = ? AND done = 1 AND place = ?",
            self.stored(part),
            self.place,
        )
        return bool(row[0])

    def put(self, bases: Mapping[int, int], target: Path, *, overwrite: bool) -> None:
        """Record, before it is done, that files are put into *target*.

        *bases*: where the first byte of each file's part will lie in it. *overwrite*:
        they take the place of what it holds.
        """
        self.db.many(
            "UPDATE files SET base = ?, target = ?, overwrite = ? WHERE id = ?",
            [
                (base, self.stored(target), int(overwrite), number)
                for number, base in bases.items()
            ],
        )

    def finish(self, numbers: Iterable[int], *, whole: bool) -> None:
        """Record that the lines of the files *numbers* have reached their target.

        *whole* is false for a run that did not come to its end: the next -O to the
        same target goes on with it (see `stopped_at`).
        """
        self.db.many(
            "UPDATE files SET done = 1, whole = ? WHERE id = ?",
            [(int(whole), number) for number in numbers],
        )

    def stopped_at(self, target: Path) -> int | None:
        """Return the size of *target* as a run that was stopped has left it.

        Its lines count as delivered and will not come again, so replacing the file
        would lose them. None: it was last written by a run that came to its end.
        """
        row = self.db.one(
            "SELECT whole, base + size FROM files WHERE target = ? AND done = 1 "
            "AND place = ? ORDER BY id DESC LIMIT 1",
            self.stored(target),
            self.place,
        )
        return None if row is None or row[0] else int(row[1])

    def cut(self, number: int, size: int) -> int:
        """Forget the deliveries of file *number* that begin at byte *size* or later.

        For lines that are committed and are not on the disk any more: the articles
        are delivered again. Returns how many were forgotten.
        """
        with self.db.transaction():
            lost = self.db.one(
                "SELECT count(*) FROM deliveries WHERE file = ? AND start >= ?",
                number,
                size,
            )
            self.db.run(
                "DELETE FROM deliveries WHERE file = ? AND start >= ?", number, size
            )
            self.db.run("UPDATE files SET size = ? WHERE id = ?", size, number)
        return int(lost[0])

    def line_starts(self, number: int) -> list[int]:
        """Return where the lines of file *number* begin, in order."""
        rows = self.db.all(
            "SELECT start FROM deliveries WHERE file = ? ORDER BY start", number
        )
        return [int(start) for (start,) in rows]

    def drop(self, number: int) -> None:
        """Forget file *number*, which holds no line."""
        self.db.run("DELETE FROM files WHERE id = ?", number)

    def kept(self) -> dict[int, Kept]:
        """Return the files of this data folder by their number."""
        return self._kept("place = ?", self.place)

    def kept_as(self, number: int) -> Kept | None:
        """Return the file *number*, None if this data folder has none: without reading
        about all others, which are thousands after a year."""
        found = self._kept("place = ? AND id = ?", self.place, number)
        return found.get(number)

    def _kept(self, where: str, *values: object) -> dict[int, Kept]:
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

    def stored(self, path: Path) -> str:
        """Return *path* as it is stored: relative to the data folder if below it."""
        return (
            path.relative_to(self.root).as_posix()
            if path.is_relative_to(self.root)
            else os.fspath(path)
        )

    def _file(self, row: Any) -> FeedFile:
        number, owner, target, part, form, overwrite, size, base = row
        return FeedFile(
            number,
            owner,
            str(self.root / target),
            str(self.root / part),
            form,
            bool(overwrite),
            size,
            base,
        )
