"""The ledger: the only package that speaks SQL."""

from newsbot.ledger.ledger import FILE_NAME, Ledger, ledger_of
from newsbot.ledger.records import (
    Delivery,
    Failure,
    FeedFile,
    Known,
    LedgerError,
    Line,
    Run,
    Validator,
    hash64,
)

__all__ = [
    "FILE_NAME",
    "Delivery",
    "Failure",
    "FeedFile",
    "Known",
    "Ledger",
    "LedgerError",
    "Line",
    "Run",
    "Validator",
    "hash64",
    "ledger_of",
]
