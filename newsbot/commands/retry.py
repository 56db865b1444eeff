"""``scrapy retry``: ask again for the pages that could not be had."""

from __future__ import annotations

from typing import TYPE_CHECKING

from scrapy.exceptions import UsageError

from newsbot.sites.folder import sites_folder
from newsbot.upkeep.command import UpkeepCommand, names_of, show, unknown_site

if TYPE_CHECKING:
    from newsbot.ledger import Ledger


class Command(UpkeepCommand):
    """Make every failed and given-up page due now, of one site or of all; the next
    run of the site asks for them."""

    def syntax(self) -> str:
        return "[SITE]"

    def short_desc(self) -> str:
        return "Try failed and given-up pages again in the next run"

    def check(self, args: list[str]) -> None:
        """Take a site, or nothing."""
        if len(args) > 1:
            raise UsageError

    def work(self, ledger: Ledger, args: list[str]) -> None:
        """Make them due, and say how many there are."""
        assert self.settings is not None
        sites = ledger.sites.hosts()
        if args:
            _, hosts = names_of(args[0], sites_folder(self.settings))
            site = ledger.sites.find(sorted(hosts))
            if site is None:
                raise unknown_site(args[0], sites)
            sites = [site]
        for site in sites:
            show(f"{site}: pages that are due now: {ledger.failures.retry(site)}")
