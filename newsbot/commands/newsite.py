"""``scrapy newsite``: a profile for a site, learned from a look at it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from scrapy.exceptions import UsageError

from newsbot.command import ProjectCommand

if TYPE_CHECKING:
    import argparse


class Command(ProjectCommand):
    """Look at a site and write a profile for it, with saved pages to check it by; or
    show what has changed since."""

    def syntax(self) -> str:
        return "[options] <URL | FILE ... --url URL | --check PROFILE>"

    def short_desc(self) -> str:
        return "Look at a site and write a profile for it"

    def add_options(self, parser: argparse.ArgumentParser) -> None:
        super().add_options(parser)
        add = parser.add_argument
        add("--url", help="address of the site whose pages were saved in files")
        add("--name", help="name of the profile; without it, that of the host")
        add(
            "--write",
            action="store_true",
            help="replace the profile; with --check, expect what is found",
        )
        add("--check", action="store_true", help="read the saved pages of a profile")

    def run(self, args: list[str], opts: argparse.Namespace) -> None:
        """Do what is asked for, or say in one line why that cannot be done."""
        # Scrapy loads every command at each start, whichever is to run.
        from newsbot.newsite.work import Work

        is_web = bool(args) and args[0].lower().startswith(("http://", "https://"))
        if not args or (len(args) > 1 and (is_web or opts.check)):
            raise UsageError
        assert self.settings is not None
        self.exitcode = Work(self.settings).run(args, opts, is_web=is_web)
