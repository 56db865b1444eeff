"""What the commands of the upkeep share."""

from __future__ import annotations

from abc import abstractmethod
from pathlib import Path
from typing import TYPE_CHECKING

from newsbot.command import ProjectCommand
from newsbot.extensions.lock import Locked
from newsbot.ledger import FILE_NAME, LedgerError, open_ledger
from newsbot.oserrors import in_words
from newsbot.sites import SiteError, load_site
from newsbot.sites.folder import named
from newsbot.sites.settings import check_numbers
from newsbot.terminal import printable, readers_may_leave, say

if TYPE_CHECKING:
    import argparse

    from newsbot.ledger import Ledger

FAILED = 2
"""Exit code of a command that could not do its work."""


class UpkeepError(Exception):
    """The command cannot do its work; the message is one line and names the remedy."""


class UpkeepCommand(ProjectCommand):
    """A command that works on the data folder and the ledger of NEWSBOT_DATA and
    NEWSBOT_DATABASE_URL. It ends with exit code `FAILED` and one line if it fails.
    """

    makes_ledger = False
    """Whether the command makes a ledger where there is none."""

    def run(self, args: list[str], opts: argparse.Namespace) -> None:
        """Open the ledger and do the work, or say in one line why that fails."""
        assert self.settings is not None
        self.check(args)
        try:
            check_numbers(self.settings)
            self._find_ledger()
            ledger = open_ledger(self.settings)
            try:
                with readers_may_leave():
                    self.work(ledger, args)
            finally:
                ledger.close()
        except Locked as error:
            self.fail(f"{error}: try again when that run has ended")
        except OSError as error:
            self.fail(in_words(error))
        except (LedgerError, SiteError, UpkeepError) as error:
            self.fail(str(error))

    def _find_ledger(self) -> None:
        assert self.settings is not None
        path = Path(self.settings["NEWSBOT_DATABASE_URL"] or self._data / FILE_NAME)
        elsewhere = "://" in str(self.settings["NEWSBOT_DATABASE_URL"])
        if not (elsewhere or self.makes_ledger or path.exists()):
            raise UpkeepError(
                f"there is no ledger {path}: set NEWSBOT_DATA to the folder of your "
                "runs, or make one from their files: scrapy ledger rebuild"
            )

    @property
    def _data(self) -> Path:
        assert self.settings is not None
        return Path(self.settings["NEWSBOT_DATA"])

    def check(self, args: list[str]) -> None:
        """Raise `UsageError` if *args* are not what the command takes."""

    @abstractmethod
    def work(self, ledger: Ledger, args: list[str]) -> None:
        """Do what *args* ask for."""

    def fail(self, message: str) -> None:
        """Say *message* on standard error; the command ends with exit code 2."""
        say(f"newsbot: {message}")
        self.exitcode = FAILED


def names_of(argument: str, profiles: Path) -> tuple[str, set[str]]:
    """Return the folder and the hosts of the site that *argument* names.

    It is what ``-a site=`` takes, or the name of a site's folder. *profiles* is the
    folder of short names.
    """
    try:
        site = load_site(named(argument, profiles))
    except SiteError:
        return argument, {argument.removeprefix("www.")}
    return site.name, {host.removeprefix("www.") for host in site.hosts}


def unknown_site(argument: str, known: list[str]) -> UpkeepError:
    """Return the complaint that there is no site *argument* among those *known*."""
    names = ", ".join(known) or "none yet"
    return UpkeepError(f"there is no site {argument!r}; known: {names}")


def show(*words: object, between: str = " ") -> None:
    """Print one line on standard output, whatever it contains, if it is read: work is
    not left undone because of a report.

    *between*: what stands between two words.
    """
    with readers_may_leave():
        print(between.join(printable(str(word)) for word in words))
