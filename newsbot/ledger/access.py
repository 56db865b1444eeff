"""The ledger that settings name, and the one of a crawl."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING
from weakref import WeakKeyDictionary, finalize

from newsbot.ledger.ledger import Ledger

if TYPE_CHECKING:
    from scrapy.crawler import Crawler
    from scrapy.settings import BaseSettings

FILE_NAME = "ledger.sqlite3"
"""The ledger's file in the data folder."""

_ledgers: WeakKeyDictionary[Crawler, Ledger] = WeakKeyDictionary()


def open_ledger(settings: BaseSettings) -> Ledger:
    """Open the ledger that *settings* name: NEWSBOT_DATABASE_URL, or else `FILE_NAME`
    in NEWSBOT_DATA. Raises `LedgerError` as `Ledger.open` does.
    """
    root = Path(settings["NEWSBOT_DATA"] or "data").resolve()
    return Ledger.open(
        settings["NEWSBOT_DATABASE_URL"] or root / FILE_NAME,
        root=root,
        timeout=settings.getfloat("NEWSBOT_DATABASE_TIMEOUT", 10.0),
    )


def ledger_of(crawler: Crawler) -> Ledger:
    """Return the ledger of *crawler*, opened at the first call, closed with it.

    Raises `LedgerError` as `open_ledger` does.
    """
    if crawler not in _ledgers:
        ledger = open_ledger(crawler.settings)
        _ledgers[crawler] = ledger
        finalize(crawler, ledger.close)
    return _ledgers[crawler]


def close_ledger(crawler: Crawler) -> None:
    """Close the ledger of *crawler*, if it was opened: a process that crawls many
    sites must not wait for the garbage collector.
    """
    if crawler in _ledgers:
        _ledgers[crawler].close()
