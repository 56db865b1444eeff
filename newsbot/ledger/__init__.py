"""The ledger: the only package that speaks SQL."""

from newsbot.ledger.access import FILE_NAME, close_ledger, ledger_of, open_ledger
from newsbot.ledger.audit import Delivered, Read
from newsbot.ledger.ledger import Ledger
from newsbot.ledger.records import (
    Delivery,
    Failure,
    FeedFile,
    Kept,
    Known,
    LedgerError,
    Line,
    Link,
    Origin,
    Revision,
    Run,
    Validator,
    Watch,
    Watched,
    hash64,
)

__all__ = [
    "FILE_NAME",
    "Delivered",
    "Delivery",
    "Failure",
    "FeedFile",
    "Kept",
    "Known",
    "Ledger",
    "LedgerError",
    "Line",
    "Link",
    "Origin",
    "Read",
    "Revision",
    "Run",
    "Validator",
    "Watch",
    "Watched",
    "close_ledger",
    "hash64",
    "ledger_of",
    "open_ledger",
]
