"""``scrapy story``: what was delivered of one article, and what has changed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from scrapy.exceptions import UsageError

from newsbot.upkeep.command import UpkeepCommand, UpkeepError, show

if TYPE_CHECKING:
    from newsbot.ledger import Ledger


class Command(UpkeepCommand):
    """Print the history of an article: its revisions with the words that went and
    came, its copies, where it was found, and what names it as related."""

    def syntax(self) -> str:
        return "ID|ADDRESS"

    def short_desc(self) -> str:
        return "Print the history of an article: revisions, copies, where it was found"

    def check(self, args: list[str]) -> None:
        """Take an id or an address."""
        if len(args) != 1:
            raise UsageError

    def work(self, ledger: Ledger, args: list[str]) -> None:
        """Print the history of the article that *args* names."""
        from newsbot.upkeep.story import find, history  # Scrapy loads every command

        article_id = find(ledger, args[0])
        if article_id is None:
            raise UpkeepError(
                f"no article {args[0]} was delivered: give the id of a record, or the "
                "address of its page"
            )
        for line in history(ledger, article_id):
            show(line)
