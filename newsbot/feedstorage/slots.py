"""What the delivery asks of the feeds that Scrapy has opened: where their lines end,
and to take one back."""

from __future__ import annotations

from typing import TYPE_CHECKING

from scrapy.exporters import CsvItemExporter

from newsbot.feedstorage import LineFeedStorage
from newsbot.sites import SiteError

if TYPE_CHECKING:
    from scrapy.extensions.feedexport import FeedSlot


def end_of(slot: FeedSlot) -> int:
    """Return where the next line of *slot* begins, 0 for what is no line feed."""
    storage = slot.storage
    return storage.position if isinstance(storage, LineFeedStorage) else 0


def take_back(slot: FeedSlot, count: int, position: int) -> None:
    """Drop the line of an item that another feed could not write."""
    storage = slot.storage
    if slot.itemcount > count:
        slot.itemcount = count
    if isinstance(storage, LineFeedStorage) and storage.file is not None:
        storage.file.cut(position)
        if position == 0 and isinstance(slot.exporter, CsvItemExporter):
            # The head of the file went with its first row.
            slot.exporter._headers_not_written = True


def check_encoding(uri: str, encoding: str | None) -> None:
    """:raises SiteError: if there is no such encoding, or if it has no Arabic letters:
    then hardly an article could be written"""
    try:
        "خبر".encode(encoding or "utf-8")
    except (LookupError, UnicodeError) as error:
        known = isinstance(error, UnicodeError)
        why = "has no Arabic letters" if known else "is no encoding"
        raise SiteError(
            f"cannot write to {uri}: FEED_EXPORT_ENCODING is {encoding!r}, which {why};"
            " leave it at utf-8, or take utf-8-sig for Excel"
        ) from error
