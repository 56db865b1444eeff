"""``scrapy tidy``: one compressed file a day, a quarantine that keeps its cap, and a
ledger that forgets what nobody asks for."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING

from scrapy.exceptions import UsageError

from newsbot.extensions.lock import Locked
from newsbot.ledger import LedgerError
from newsbot.oserrors import in_words
from newsbot.sites.folder import sites_folder
from newsbot.terminal import say
from newsbot.upkeep.command import UpkeepCommand, names_of, show, unknown_site
from newsbot.upkeep.quarantine import MB

if TYPE_CHECKING:
    from pathlib import Path

    from newsbot.ledger import Ledger


class Command(UpkeepCommand):
    """Merge the files of each past day into one and compress it, of one site or of
    all; a site that is being crawled is left for the next time. Then forget old runs,
    and pages that nobody has named for long."""

    def syntax(self) -> str:
        return "[SITE]"

    def short_desc(self) -> str:
        return "Merge and compress the files of past days"

    def check(self, args: list[str]) -> None:
        """Take a site, or nothing."""
        if len(args) > 1:
            raise UsageError

    def work(self, ledger: Ledger, args: list[str]) -> None:
        """Tidy each site; one that fails does not hinder the others."""
        # Scrapy loads every command at each start, whichever is to run.
        from newsbot.upkeep.outputfiles import site_folders

        assert self.settings is not None
        folders = site_folders(ledger.files.root)
        sites = ledger.sites.hosts()
        if args:
            name, hosts = names_of(args[0], sites_folder(self.settings))
            wanted = [folder for folder in folders if folder.name == name]
            if not wanted:
                raise unknown_site(args[0], [folder.name for folder in folders])
            folders = wanted
            site = ledger.sites.find(sorted(hosts))
            sites = [] if site is None else [site]
        for folder in folders:
            try:
                self._tidy(ledger, folder)
            except Locked as error:
                say(f"newsbot {folder.name} skipped: {error}")
            except OSError as error:
                self.fail(in_words(error))
            except LedgerError as error:
                self.fail(str(error))
        for site in sites:
            self._forget(ledger, site)

    def _forget(self, ledger: Ledger, site: str) -> None:
        from newsbot.upkeep.forget import forget

        gone = forget(ledger, site, datetime.now(UTC))
        if any(gone):
            what = f"{gone.runs} runs and {gone.pages} failed pages forgotten"
            show(f"{site}: {what}")

    def _tidy(self, ledger: Ledger, folder: Path) -> None:
        from newsbot.upkeep.tidy import tidy

        assert self.settings is not None
        limit = int(self.settings.getfloat("NEWSBOT_QUARANTINE_MB") * MB)
        done = tidy(ledger, folder, datetime.now(UTC).date(), limit)
        for path, files in done.merged:
            show(f"{folder.name}: {files} files into {path.name}")
        if done.pages:
            show(f"{folder.name}: {done.pages} pages removed from the quarantine")
        for path in done.left:
            say(f"newsbot: {path} has a line without an id and stays as it is")
