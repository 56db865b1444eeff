"""Why a request got no page, or a page gives no article, where Scrapy has no word
for it."""

from __future__ import annotations

import sys
from traceback import walk_tb
from typing import TYPE_CHECKING

from scrapy.exceptions import DropItem, IgnoreRequest

from newsbot.oserrors import OURS

if TYPE_CHECKING:
    from scrapy.statscollectors import StatsCollector

CRASH = "newsbot/crash"
"""Stat: the first exception that no site can be blamed for; absent without one."""

FORBIDDEN = "Forbidden by robots.txt"
"""What Scrapy's ``RobotsTxtMiddleware`` calls its ``IgnoreRequest``, which is of no
class of its own."""

# Packages whose exceptions tell of a connection, an answer or its compression.
_DOWNLOADING = frozenset(
    "scrapy twisted OpenSSL service_identity idna hyperlink w3lib zlib brotli "
    "brotlicffi zstandard compression".split()
)


class Told(Exception):  # noqa: N818 - a base of errors
    """An error whose message is one line for people, who need not know its class."""


class Refused(IgnoreRequest):
    """The site refuses crawlers; the message says how."""


class Unreachable(IgnoreRequest):
    """The site cannot be reached; the message says why."""


class ListingLost(Exception):  # noqa: N818 - it is about the listing
    """A listing page was not to be had; where it leads is not known."""


class IncompleteArticle(Exception):  # noqa: N818 - it is about the article
    """An article in several pages of which one was not to be had."""


class StandIn(Exception):  # noqa: N818 - it is an answer, not a failure
    """The home page, or one that says that nothing is there, stands in an article's
    place; the message says which."""


class NotAnArticle(Exception):  # noqa: N818 - it is an answer, not a failure
    """The page is none of an article; the message says what was missing."""


class ProtectedArticle(NotAnArticle):
    """The page asks for a password."""


class LeftOut(DropItem):
    """A pipeline leaves an article out; the spider ends its page.

    :param outcome: to what the page has come (:data:`newsbot.outcomes.OUTCOMES`)
    :param reason: why, in words
    """

    def __init__(self, outcome: str, reason: str) -> None:
        super().__init__(f"{outcome}: {reason}", log_level="DEBUG")
        self.outcome = outcome
        self.reason = reason


class Stopping(IgnoreRequest):
    """The run is being stopped while the request waits for its turn. It was never
    sent, so it is no failure."""

    closes = "shutdown"
    """Why the spider closes."""


class LeftAlone(Stopping):
    """The site has refused so many pages that it is not asked for any more; the message
    says what it answered."""

    closes = "refused"


def is_no_answer(error: BaseException | None) -> bool:
    """Whether *error* is one that a site or the way to it can cause; if not, it is a
    mistake in a component."""
    # Twisted wraps what the system said.
    system = getattr(error, "osError", None) or error
    if isinstance(system, OSError) and system.errno in OURS:
        return False
    if isinstance(error, EOFError | ValueError):
        # An address or a compression that is broken, where a library stumbles over it.
        return _raised_in(error) in ("", *_DOWNLOADING)
    if isinstance(error, OSError):
        return True
    return type(error).__module__.partition(".")[0] in _DOWNLOADING or isinstance(
        error, IgnoreRequest
    )


def _raised_in(error: BaseException) -> str:
    """Name of the package whose code has raised *error*, or has called the standard
    library that did; empty if that is not known."""
    found = ""
    for frame, _ in walk_tb(error.__traceback__):
        package = str(frame.f_globals.get("__name__", "")).partition(".")[0]
        found = found if package in sys.stdlib_module_names else package
    return found


def is_of_engine(error: BaseException) -> bool:
    """Whether Scrapy's engine or downloader itself raised *error*, and no component
    that they call."""
    module = ""
    for frame, _ in walk_tb(error.__traceback__):
        module = str(frame.f_globals.get("__name__", ""))
    return module.startswith("scrapy.core.")


def note_crash(stats: StatsCollector, error: BaseException | None) -> None:
    """Keep *error* as the run's :data:`CRASH`, unless there was one before."""
    if stats.get_value(CRASH) is None:
        stats.set_value(CRASH, describe(error))


def describe(error: BaseException | None) -> str:
    """*error* in one line for people, of 300 characters at most."""
    error = _innermost(error)
    text = " ".join(_said(error).split()) or "no details"
    if isinstance(error, IgnoreRequest | Told):
        return text[:300]  # decisions, and what is told in whole sentences
    return f"{type(error).__name__}: {text}"[:300]


def _innermost(error: BaseException | None) -> BaseException | None:
    inner = error
    while inner is not None:
        error, inner = inner, _wrapped(inner)
    return error


def _wrapped(error: BaseException) -> BaseException | None:
    """What a connection said, which Twisted and Scrapy wrap in exceptions of their own
    whose text is that of an object; None: *error* is none of these."""
    reasons = getattr(error, "reasons", None)
    if isinstance(reasons, list) and reasons:
        return getattr(reasons[-1], "value", None)
    is_scrapys = type(error).__module__.startswith("scrapy.")
    return error.__cause__ if is_scrapys else None


def _said(error: BaseException | None) -> str:
    """The text of *error*; that of a certificate or of TLS says that it is one's."""
    package = type(error).__module__.partition(".")[0]
    if package == "service_identity":
        names = [type(one).__name__ for one in getattr(error, "errors", ())]
        why = ", ".join(names) or str(error)
        return f"the certificate is not one of this address ({why})"
    if package == "OpenSSL" and error is not None and error.args:
        return f"TLS: {', '.join(str(one[-1]) for one in error.args[0])}"
    return str(error)
