"""What the project's commands share that start no crawl of their own.

It is not in newsbot/commands/, where Scrapy would take the class for a command.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, ClassVar

from scrapy.commands import ScrapyCommand
from scrapy.exceptions import UsageError

from newsbot.sites import SiteError
from newsbot.sites.names import check_names
from newsbot.sites.settings import apply_environment

if TYPE_CHECKING:
    import argparse


class ProjectCommand(ScrapyCommand):
    """A command of the project with the settings that ``scrapy crawl`` would have."""

    requires_project = True
    requires_crawler_process = False
    default_settings: ClassVar[dict[str, Any]] = {"LOG_ENABLED": False}

    def process_options(self, args: list[str], opts: argparse.Namespace) -> None:
        """Let the environment have its say, as in ``scrapy crawl``."""
        check_options(args)
        super().process_options(args, opts)
        assert self.settings is not None
        try:
            check_names(self.settings)
        except SiteError as error:
            raise UsageError(str(error), print_help=False) from error
        apply_environment(self.settings)


def check_options(args: list[str]) -> None:
    """See that no word of *args* is an option: Scrapy leaves those there that a command
    does not have, and the command would take them for an address or a file.

    :raises UsageError: if one is
    """
    unknown = next((arg for arg in args if arg.startswith("-") and arg != "-"), None)
    if unknown is not None:
        raise UsageError(
            f"there is no option {unknown}: -h lists those of the command",
            print_help=False,
        )
