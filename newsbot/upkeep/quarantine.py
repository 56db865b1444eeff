"""The folder of pages that no article could be made of, and its cap."""

from __future__ import annotations

import contextlib
import json
from collections import OrderedDict
from typing import TYPE_CHECKING, Any, Final

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

MB: Final = 1 << 20


class QuarantineFolder:
    """A site's folder ``quarantine/``: a page and its reason are two files of one name.

    What was put there longest ago goes first when the cap is reached.
    """

    def __init__(self, folder: Path, limit: int) -> None:
        """Use *folder*, which may hold *limit* bytes."""
        self.folder = folder
        self.limit = limit
        self._sizes: OrderedDict[str, int] | None = None
        self._total = 0

    def keep(self, name: str, page: bytes, about: Mapping[str, Any]) -> None:
        """Put a page there under *name*, in the place of an older one of that name.

        Raises `OSError`.
        """
        # A reason may quote the half of a character, which is no UTF-8.
        reason = json.dumps(about, ensure_ascii=False, indent=1).encode(
            errors="replace"
        )
        sizes = self._known()
        self.folder.mkdir(parents=True, exist_ok=True)
        self._total -= sizes.pop(name, 0)
        (self.folder / f"{name}.html").write_bytes(page)
        (self.folder / f"{name}.json").write_bytes(reason)
        sizes[name] = len(page) + len(reason)
        self._total += sizes[name]
        self.trim()

    def trim(self) -> int:
        """Remove the oldest pages until the cap is kept; return how many went.

        Raises `OSError`.
        """
        sizes = self._known()
        removed = 0
        while self._total > self.limit and sizes:
            name, size = sizes.popitem(last=False)
            for path in (self.folder / f"{name}.html", self.folder / f"{name}.json"):
                path.unlink(missing_ok=True)
            self._total -= size
            removed += 1
        return removed

    def _known(self) -> OrderedDict[str, int]:
        """The pages and their sizes, the oldest first; looked up once."""
        if self._sizes is None:
            pages: dict[str, tuple[float, int]] = {}
            paths = self.folder.iterdir() if self.folder.is_dir() else ()
            for path in paths:
                if path.suffix not in (".html", ".json"):
                    continue
                with contextlib.suppress(FileNotFoundError):
                    stat = path.stat()
                    age, size = pages.get(path.stem, (0.0, 0))
                    newest = max(age, stat.st_mtime)
                    pages[path.stem] = (newest, size + stat.st_size)
            ordered = sorted(pages, key=lambda name: (pages[name][0], name))
            self._sizes = OrderedDict((name, pages[name][1]) for name in ordered)
            self._total = sum(self._sizes.values())
        return self._sizes
