"""What the ledger is told and what it answers: plain values, no SQL."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime
from hashlib import blake2b
from typing import TYPE_CHECKING, NamedTuple

from newsbot.exceptions import Told

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path


class LedgerError(Told):
    """The ledger cannot be used; the message is one line and names the remedy."""


def hash64(*parts: str) -> int:
    """Return a signed 64-bit key of *parts*, for values that are only compared.

    blake2b, 8 bytes, big-endian, parts joined by a zero byte. Two of a million
    articles share a key with probability 3e-8.
    """
    data = "\0".join(parts).encode("utf-8", "surrogatepass")
    return int.from_bytes(blake2b(data, digest_size=8).digest(), "big", signed=True)


def seconds(moment: datetime | None) -> int:
    """Return *moment* (aware; None means now) in whole seconds since 1970, UTC."""
    return int((moment or datetime.now(UTC)).timestamp())


def moment(stamp: int) -> datetime:
    """Return the aware UTC instant of *stamp*, in seconds since 1970."""
    return datetime.fromtimestamp(stamp, UTC)


class Link(NamedTuple):
    """A related article as a page names it: position in the block (from 1), and the
    URL key of its address."""

    position: int
    key: str


class Origin(NamedTuple):
    """How an article was found: ``via`` as in the record, and the URL key and address
    of what named it; None where that is not known."""

    via: str
    key: str | None
    url: str | None


@dataclass(frozen=True, slots=True)
class Watch:
    """When an article is looked at again after a delivery, and what it was then.

    ``step`` counts the waits that are over (-1: none was begun), ``day`` is the
    ordinal of its day of publication. ``record`` packs the delivered record; it is
    called only if the article is watched, which of a large archive few are.
    """

    next_look: datetime
    step: int
    day: int
    record: Callable[[], bytes]


@dataclass(frozen=True, slots=True)
class Watched:
    """A delivered article that may be looked at again, as it was last.

    ``step`` as in `Watch`. ``gone`` is how often in a row it was not there.
    """

    id: str
    url: str
    step: int = -1
    gone: int = 0


class Revision(NamedTuple):
    """One delivered revision: when, its `Delivery.fields`, and where its line lies
    (as in `Line`)."""

    number: int
    delivered: datetime
    fields: str | None
    file: int | None
    start: int


class Delivery(NamedTuple):
    """One revision of one article, as it will stand in the ledger.

    ``site`` is the canonical host, ``id`` the record's id. ``content_hash`` is any
    64-bit number by which the pipelines tell the same content (see `hash64`).
    ``url_keys`` are the comparable forms of every address the article is known by;
    ``url`` is the address it was fetched from (None: unknown), whose recorded
    failure ends with the delivery. ``fields`` is kept as it is for the pipelines,
    e.g. a short hash per field by which the next revision names its changes.
    ``claims`` are those of addresses that its page names as its own, rightly or not.
    ``related`` and ``found`` go into the graph of related articles. ``watch`` says when
    it is looked at again (None: as was said before, or never).
    """

    site: str
    id: str
    revision: int = 1
    content_hash: int = 0
    url_keys: tuple[str, ...] = ()
    url: str | None = None
    fields: str | None = None
    related: tuple[Link, ...] = ()
    found: Origin | None = None
    watch: Watch | None = None
    claims: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Known:
    """The latest revision of an article that has been delivered.

    ``delivered`` is None while the article waits in this run to be committed. ``run``
    is the number of the run that delivered it, 0 where that was not written down.
    """

    id: str
    revision: int
    content_hash: int
    delivered: datetime | None
    fields: str | None = None
    run: int = 0


class Line(NamedTuple):
    """A delivery and where its line begins: byte ``start`` of feed file ``file``.

    ``file`` is None where the articles go to no local line feed.
    """

    delivery: Delivery
    file: int | None
    start: int


@dataclass(frozen=True, slots=True)
class FeedFile:
    """A feed file as the ledger knows it.

    ``part`` is the unfinished file and ``target`` the file that is to hold its
    lines (absolute addresses). ``size`` is the number of bytes that are committed:
    what lies behind them was never recorded as delivered. ``overwrite`` tells -O
    from -o. ``base`` is the place of the part's first byte in the target, None
    while the target is not being written.
    """

    id: int
    owner: str
    target: str
    part: str
    format: str
    overwrite: bool
    size: int
    base: int | None


class Kept(NamedTuple):
    """A feed file in which delivered lines must lie.

    ``done``: they are in ``target``, the first byte of the part at ``base``; else the
    first ``size`` bytes of ``part`` are what is delivered so far. ``replaced``: a later
    run has replaced the target, as it was told to (-O), so they need not be there.
    """

    target: Path
    part: Path
    format: str
    done: bool
    base: int
    size: int
    replaced: bool


@dataclass(frozen=True, slots=True)
class Failure:
    """A page that could not be had: how often, why, and when it is due again."""

    url: str
    kind: str
    attempts: int
    next_try: datetime
    reason: str
    given_up: bool


@dataclass(frozen=True, slots=True)
class Validator:
    """What a server said about a listing or feed: sent back, it may answer 304.

    None means that the server gave none.
    """

    etag: str | None = None
    last_modified: str | None = None


@dataclass(frozen=True, slots=True)
class Run:
    """A recorded run; ``ended`` and ``verdict`` are None while it goes or if it died.

    ``counts`` is the JSON text that `finish_run` was given.
    """

    id: int
    started: datetime
    ended: datetime | None
    verdict: str | None
    counts: str
