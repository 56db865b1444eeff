"""``scrapy ledger``: are the delivered articles in the files, and the reverse."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from scrapy.exceptions import UsageError

from newsbot.terminal import printable, say
from newsbot.upkeep.command import UpkeepCommand, UpkeepError, show

if TYPE_CHECKING:
    from newsbot.ledger import Ledger

MISSING = 1
"""Exit code: there are delivered articles that no file holds, or unreadable lines."""


class Command(UpkeepCommand):
    """``check`` names delivered articles that the files do not hold; ``rebuild`` makes
    the delivered part of the ledger anew from the files."""

    def syntax(self) -> str:
        return "check|rebuild [FILE ...]"

    def short_desc(self) -> str:
        return "Compare the ledger with the output files, or rebuild it from them"

    def check(self, args: list[str]) -> None:
        """Take a verb, then files."""
        if not args or args[0] not in ("check", "rebuild"):
            raise UsageError
        self.makes_ledger = args[0] == "rebuild"

    def work(self, ledger: Ledger, args: list[str]) -> None:
        """Do as the verb says."""
        files = [Path(name) for name in args[1:]]
        for path in files:
            if not path.is_file():
                raise UpkeepError(f"there is no file {path}")
        if args[0] == "check":
            self._check(ledger, files)
        else:
            self._rebuild(ledger, files)

    def _check(self, ledger: Ledger, files: list[Path]) -> None:
        # Scrapy loads every command at each start, whichever is to run.
        from newsbot.upkeep.check import check

        report = check(ledger, files)
        for missing in report.missing:
            print(
                *(
                    printable(word)
                    for word in (
                        missing.delivery.site,
                        missing.delivery.id,
                        str(missing.file),
                    )
                ),
                sep="\t",
            )
        summary = f"{report.checked} delivered articles looked for, "
        summary += f"{len(report.missing)} missing"
        if report.unchecked:
            summary += f"; {report.unchecked} lie in no file that can be read back"
        if report.missing:
            summary += "; to have them delivered again: scrapy ledger rebuild"
            self.exitcode = MISSING
        say(summary)

    def _rebuild(self, ledger: Ledger, files: list[Path]) -> None:
        from newsbot.revisions.schedule import Schedule
        from newsbot.upkeep.rebuild import rebuild

        assert self.settings is not None
        try:
            schedule = Schedule.read(self.settings)
        except ValueError as error:
            raise UpkeepError(str(error)) from error
        done = rebuild(ledger, files, schedule)
        for path, start in done.unread:
            say(f"{path}: no article at byte {start}")
        show(
            f"{done.articles} articles written down,",
            f"{done.forgotten} forgotten whose lines are gone",
        )
        if done.unread:
            self.exitcode = MISSING
        if not done.articles:
            raise UpkeepError(
                f"no article found below {ledger.root}: set NEWSBOT_DATA to the "
                "folder of your runs, or name the files"
            )
