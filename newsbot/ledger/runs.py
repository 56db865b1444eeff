"""What earlier runs are asked for, and which of them are forgotten."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any, Final

from newsbot.ledger.records import seconds
from newsbot.ledger.sites import Sites

if TYPE_CHECKING:
    from datetime import datetime

WALK: Final = "walk "
"""With this begin the marks of walks, JSON objects whose ``run`` is a run that they
rely on."""

PROGRESS: Final = "progress "
"""With this begin the marks of how far an archive has been fetched."""

LAST_RUNS: Final = 30
"""So many runs of each site are kept whatever their age: they tell the next one which
fields the site's articles usually have."""


class Runs(Sites):
    """The recorded runs of sites, and what they have left to the next ones."""

    def was_whole(self, site: str, run: int) -> bool:
        """Whether *run* of *site* came to its end, and left nothing that it found
        neither delivered nor written down as a failure."""
        row = self.db.one(
            "SELECT counts FROM runs WHERE id = ? AND site = ? AND ended IS NOT NULL",
            run,
            self._number(site),
        )
        return row is not None and json.loads(row[0]).get("whole") is True

    def forget_runs(self, site: str, before: datetime) -> int:
        """Forget the runs of *site* that began before *before*; return how many.

        The last `LAST_RUNS` are kept (new runs are numbered from the last one, and
        deliveries carry the number of their run), and those that a walk relies on.
        """
        number = self._number(site)
        with self.db.transaction():
            first_kept = self.db.one(
                "SELECT id FROM runs WHERE site = ? ORDER BY id DESC LIMIT 1 OFFSET ?",
                number,
                LAST_RUNS - 1,
            )
            if first_kept is None:
                return 0
            rows = self.db.all(
                "SELECT id FROM runs WHERE site = ? AND id < ? AND started < ?",
                number,
                first_kept[0],
                seconds(before),
            )
            old = {run for (run,) in rows} - self._relied_on(number)
            self.db.many("DELETE FROM runs WHERE id = ?", [(run,) for run in old])
        return len(old)

    def forget_walks(self, site: str) -> None:
        """Have the next runs of *site* read its lists from the top, as if none had been
        walked: what was delivered from them is not known any more."""
        number = self._number(site)
        with self.db.transaction():
            self.db.run("DELETE FROM validators WHERE site = ?", number)
            for marks in (WALK, PROGRESS):
                self.db.run(
                    "DELETE FROM marks WHERE site = ? AND name LIKE ?",
                    number,
                    f"{marks}%",
                )

    def _relied_on(self, site: int | None) -> set[int]:
        """The runs that the walks of the site with this number rely on."""
        # The percent sign is a value: in the text it would be psycopg's.
        marks = self.db.all(
            "SELECT value FROM marks WHERE site = ? AND name LIKE ?", site, f"{WALK}%"
        )
        states = [_object(value) for (value,) in marks]
        return {run for state in states if isinstance(run := state.get("run"), int)}


def _object(text: str) -> dict[str, Any]:
    try:
        found = json.loads(text)
    except ValueError:
        return {}
    return found if isinstance(found, dict) else {}
