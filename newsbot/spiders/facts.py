"""What was found out about a site, kept so that a poll need not ask again."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Any

import newsbot
from newsbot.sites.profile import BUNDLED, read_profile

if TYPE_CHECKING:
    from newsbot.ledger import Ledger
    from newsbot.sites import Site

# A site may change its theme, its zone or its addresses: look again now and then.
_KEPT = timedelta(days=7)
_MARK = "facts"


@dataclass(kw_only=True)
class Facts:
    """The way into a site, as its home page showed it."""

    url: str
    """Address of the home page, after the site's own redirects."""

    hosts: list[str]
    """Keys of the hosts that are this site."""

    profile: str
    """Name of the profile or theme whose rules fit."""

    timezone: str | None
    """IANA zone of the site's local times; None if it is not known."""

    rest: str | None
    """Address of the REST interface."""

    feed: str | None
    """Address of the feed."""

    listings: list[str]
    """Addresses of the listings that together name every article."""

    sitemap: str | None = None
    """Address of the news sitemap, of a site of no known theme."""


def load(ledger: Ledger, host: str, site: Site) -> Facts | None:
    """The facts of the site that the ledger knows as *host*, and apply them to
    *site*; None if there are none, or if they are too old, of another version of
    newsbot, or found with another profile."""
    kept = ledger.sites.mark(host, _MARK)
    if kept is None:
        return None
    data: dict[str, Any] = json.loads(kept)
    found = datetime.fromisoformat(data.pop("found"))
    version = data.pop("version")
    age = datetime.now(UTC) - found  # below nothing by a clock that was ahead
    if not timedelta(0) <= age <= _KEPT or version != newsbot.__version__:
        return None
    facts = Facts(**data)
    if site.profile is None:
        file = BUNDLED / f"{facts.profile}.toml"
        if not file.exists():  # a profile of the user's own, who names none now
            return None
        site.profile = read_profile(file)
    elif site.profile.key != facts.profile:
        return None
    if facts.url != site.url:
        site.url = site.start = facts.url
    site.hosts.update(facts.hosts)
    site.timezone = site.timezone or facts.timezone
    return facts


def save(ledger: Ledger, site_id: str, facts: Facts) -> None:
    """Keep *facts* for later runs."""
    found = datetime.now(UTC).isoformat(timespec="seconds")
    data = {**asdict(facts), "found": found, "version": newsbot.__version__}
    ledger.sites.set_mark(site_id, _MARK, json.dumps(data))


def was_found(ledger: Ledger, site_id: str) -> bool:
    """Whether an earlier run found the lists of the site."""
    return ledger.sites.mark(site_id, _MARK) is not None
