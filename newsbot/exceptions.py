"""Why a request got no page, or a page gives no article, where Scrapy has no word
for it."""

from __future__ import annotations

from scrapy.exceptions import IgnoreRequest

CRASH = "newsbot/crash"
"""Stat: the first exception that no site can be blamed for; absent without one."""

FORBIDDEN = "Forbidden by robots.txt"
"""What Scrapy's ``RobotsTxtMiddleware`` calls its ``IgnoreRequest``, which is of no
class of its own."""

# Packages whose exceptions tell of a connection, an answer or its compression.
_DOWNLOADING = frozenset(
    "scrapy twisted OpenSSL service_identity idna zlib brotli brotlicffi zstandard "
    "compression".split()
)


class Refused(IgnoreRequest):
    """The site refuses crawlers; the message says how."""


class Unreachable(IgnoreRequest):
    """The site cannot be reached; the message says why."""


class ListingLost(Exception):  # noqa: N818 - it is about the listing
    """A listing page was not to be had; where it leads is not known."""


class IncompleteArticle(Exception):  # noqa: N818 - it is about the article
    """An article in several pages of which one was not to be had."""


class NotAnArticle(Exception):  # noqa: N818 - it is an answer, not a failure
    """The page is none of an article; the message says what was missing."""


class ProtectedArticle(NotAnArticle):
    """The page asks for a password."""


class Stopping(IgnoreRequest):
    """The run is being stopped while the request waits for its turn. It was never
    sent, so it is no failure."""


def is_no_answer(error: BaseException | None) -> bool:
    """Whether *error* is one that a site or the way to it can cause; if not, it is a
    mistake in a component."""
    if isinstance(error, OSError | EOFError | ValueError):
        return True
    return type(error).__module__.partition(".")[0] in _DOWNLOADING or isinstance(
        error, IgnoreRequest
    )
