"""What the delivery asks of the feeds that Scrapy has opened: where their lines end,
and to take one back."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from newsbot.feedstorage import LineFeedStorage
from newsbot.sites import SiteError

if TYPE_CHECKING:
    from collections.abc import Iterable

    from scrapy.extensions.feedexport import FeedSlot
    from scrapy.settings import BaseSettings


def end_of(slot: FeedSlot) -> int:
    """Return where the next line of *slot* begins, 0 for what is no line feed."""
    storage = slot.storage
    return storage.position if isinstance(storage, LineFeedStorage) else 0


def undo(before: Iterable[tuple[FeedSlot, int, int]], closing: Iterable[Any]) -> None:
    """Let the feeds be as they were before an item that one of them could not write.

    :param before: each feed, how many items it had taken, and where its next line began
    :param closing: the tasks that are to close files which the item has filled
    """
    for task in closing:
        task.cancel()
    for slot, count, position in before:
        take_back(slot, count, position)


def take_back(slot: FeedSlot, count: int, position: int) -> None:
    """Drop the line of an item that another feed could not write."""
    storage = slot.storage
    if slot.itemcount > count:
        slot.itemcount = count
    if not isinstance(storage, LineFeedStorage) or storage.file is None:
        return
    if position:
        storage.file.cut(position)
        return
    # What begins a file went with its first line: the head of a table, a byte order
    # mark. So the next line begins another one.
    storage.file.close()
    storage.file = None
    slot._exporting = slot._fileloaded = False


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
            " leave it at utf-8, or take utf-8-sig for a CSV file that Excel opens"
        ) from error


def check_batches(settings: BaseSettings) -> None:
    """:raises SiteError: if a feed is to come in several files that would all have one
    name; Scrapy says so in its log alone"""
    usual = settings.getint("FEED_EXPORT_BATCH_ITEM_COUNT")
    for uri, options in settings.getdict("FEEDS").items():
        is_told_apart = "%(batch_id)" in str(uri) or "%(batch_time)s" in str(uri)
        if options.get("batch_item_count", usual) and not is_told_apart:
            raise SiteError(
                f"cannot write to {uri}: FEED_EXPORT_BATCH_ITEM_COUNT makes several "
                "files of it; number them in the name: -o 'news-%(batch_id)d.jsonl'"
            )
