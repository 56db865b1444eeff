"""The only package that writes output files: local feeds that are never torn.

A feed file is put together elsewhere and appears under its name in one step
(`publish`), so whoever reads the name finds the file as it was or as it is to be.

Line formats (JSON Lines, CSV) go line by line into an unfinished file, which the
delivery extension saves and commits in batches: nothing is lost or repeated, however
the run ends. Other local formats (json, xml, pickle, marshal, anything with
postprocessing such as gzip) have no place where they could be cut: they lie in a
temporary file until the run ends, and their articles count as delivered only then. A
run that is killed leaves no such file; its articles are fetched again by the next
run. Remote storages (S3, FTP, …) and stdout stay Scrapy's own: their articles count as
delivered when the feed was stored at the end of the run, so a run killed after the
upload and before that is uploaded again, and what a killed run has printed to stdout
is printed again. Where a line feed and others are used at once the line feed decides,
and the others miss what a killed run had not stored.

`-o FILE` adds to an existing file, `-O FILE` replaces it; a run without articles
leaves it alone. Adding copies the file, so that no reader ever sees half a line; a
reader that holds the old file open keeps the old content.
"""

from newsbot.feedstorage.linefile import LineFile
from newsbot.feedstorage.publish import Piece, arrived, publish, temporary
from newsbot.feedstorage.storage import LINE_FORMATS, Keeper, LineFeedStorage

__all__ = [
    "LINE_FORMATS",
    "Keeper",
    "LineFeedStorage",
    "LineFile",
    "Piece",
    "arrived",
    "publish",
    "temporary",
]
