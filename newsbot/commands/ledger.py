"""``scrapy ledger``: are the delivered articles in the files, and the reverse."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from scrapy.exceptions import UsageError

from newsbot.terminal import say
from newsbot.upkeep.command import UpkeepCommand, UpkeepError, show

if TYPE_CHECKING:
    import argparse

    from newsbot.ledger import Ledger
    from newsbot.upkeep.rebuild import Rebuilt

MISSING = 1
"""Exit code: there are delivered articles that no file holds, or unreadable lines."""


class Command(UpkeepCommand):
    """``check`` names delivered articles that the files do not hold; ``rebuild`` makes
    the delivered part of the ledger anew from the files."""

    _force = False

    def syntax(self) -> str:
        return "[options] check|rebuild [FILE ...]"

    def short_desc(self) -> str:
        return "Compare the ledger with the output files, or rebuild it from them"

    def add_options(self, parser: argparse.ArgumentParser) -> None:
        super().add_options(parser)
        parser.add_argument(
            "--force",
            action="store_true",
            help="rebuild, even if more articles are forgotten than found",
        )

    def process_options(self, args: list[str], opts: argparse.Namespace) -> None:
        """Note whether *opts* force a rebuild."""
        super().process_options(args, opts)
        self._force = opts.force

    def check(self, args: list[str]) -> None:
        """Take a verb, then files."""
        if not args or args[0] not in ("check", "rebuild"):
            raise UsageError
        self.makes_ledger = args[0] == "rebuild"
        if self._force and not self.makes_ledger:
            raise UsageError("--force is for rebuild")

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
            delivery = missing.delivery
            show(delivery.site, delivery.id, missing.file, between="\t")
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
        from newsbot.upkeep.rebuild import RebuildRefusedError, rebuild

        assert self.settings is not None
        try:
            schedule = Schedule.read(self.settings)
        except ValueError as error:
            raise UpkeepError(str(error)) from error
        try:
            done = rebuild(ledger, files, schedule, force=self._force)
        except RebuildRefusedError as error:
            self._name_unread(error.plan)
            raise UpkeepError(_refusal(error.plan, ledger.files.root)) from error
        self._name_unread(done)
        show(
            f"{done.articles} articles written down,",
            f"{done.forgotten} forgotten whose lines are gone",
        )
        if done.unread:
            self.exitcode = MISSING

    def _name_unread(self, done: Rebuilt) -> None:
        for path, start in done.unread:
            say(f"{path}: no article at byte {start}")


def _refusal(plan: Rebuilt, root: Path) -> str:
    """Return why nothing was rebuilt, and what to do."""
    if plan.articles:
        return (
            f"{plan.articles} articles found and {plan.forgotten} to be forgotten, so "
            "nothing is changed: name the files that hold them, or forget them with "
            "--force"
        )
    message = f"no article found below {root}, and nothing is changed: set "
    message += "NEWSBOT_DATA to the folder of your runs, or name the files"
    if plan.forgotten:
        message += f"; to forget all {plan.forgotten} delivered articles: --force"
    return message
