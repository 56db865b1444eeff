"""Whose word counts: ``-s`` and ``-a``, the environment, the profile, settings.py."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING

from scrapy.settings import SETTINGS_PRIORITIES

from newsbot.revisions.schedule import Schedule
from newsbot.sites.profile import SiteError

if TYPE_CHECKING:
    from collections.abc import Iterable

    from scrapy.settings import BaseSettings

    from newsbot.sites.site import Site

# Between settings.py ("project", 20) and the command line ("cmdline", 40).
PROFILE_PRIORITY = SETTINGS_PRIORITIES["project"] + 5
ENVIRONMENT_PRIORITY = SETTINGS_PRIORITIES["cmdline"] - 5

ENVIRONMENT = {
    "NEWSBOT_DATA": "NEWSBOT_DATA",
    "NEWSBOT_SITES": "NEWSBOT_SITES",
    "NEWSBOT_DATABASE_URL": "NEWSBOT_DATABASE_URL",
    "NEWSBOT_CONTACT": "NEWSBOT_CONTACT",
    "NEWSBOT_DELAY": "DOWNLOAD_DELAY",
    "NEWSBOT_CONCURRENCY": "CONCURRENT_REQUESTS_PER_DOMAIN",
    "NEWSBOT_LOOK_AGAIN": "NEWSBOT_LOOK_AGAIN",
    "NEWSBOT_LOOK_BUDGET": "NEWSBOT_LOOK_BUDGET",
    "NEWSBOT_LOG_LEVEL": "LOG_LEVEL",
    "NEWSBOT_LOG_FILE": "LOG_FILE",
}
"""Environment variable → the setting that it overrides."""

# What a person may set, and the least that makes sense: with no connection at all, a
# run would wait for ever.
_LEAST = {
    "CONCURRENT_REQUESTS": 1,
    "CONCURRENT_REQUESTS_PER_DOMAIN": 1,
    "DOWNLOAD_DELAY": 0,
    "DOWNLOAD_TIMEOUT": 0,
    "NEWSBOT_BATCH_ITEMS": 1,
    "NEWSBOT_BATCH_SECONDS": 0,
    "NEWSBOT_FIRST_WAIT": 0,
    "NEWSBOT_LOOK_BUDGET": 0,
    "NEWSBOT_MAX_ATTEMPTS": 1,
    "NEWSBOT_MAX_CRAWL_DELAY": 0,
    "NEWSBOT_MAX_WAIT": 0,
    "NEWSBOT_RUN_SECONDS": 0,
    "NEWSBOT_SITES_AT_ONCE": 1,
}


def check_numbers(settings: BaseSettings) -> None:
    """See that the settings that a deployment changes are numbers of use.

    :raises SiteError: if one is none; the message names it
    """
    for name, least in _LEAST.items():
        value = settings[name]
        if value is None:
            continue
        try:
            is_fine = float(value) >= least
        except (TypeError, ValueError):
            is_fine = False
        if not is_fine:
            raise SiteError(f"{name} is {value!r}: give a number, {least} or more")
    try:
        Schedule.read(settings)
    except ValueError as error:
        raise SiteError(str(error)) from error


def switch_off(settings: BaseSettings, extensions: Iterable[str]) -> None:
    """Switch *extensions* off (names of modules and classes in newsbot.extensions),
    whatever anybody says."""
    kept = dict(settings.getwithbase("EXTENSIONS"))
    off = {f"newsbot.extensions.{name}": None for name in extensions}
    # A process hands its settings on to its crawlers, and an equal priority wins.
    settings.set("EXTENSIONS", kept | off, SETTINGS_PRIORITIES["cmdline"] + 1)


def apply_environment(settings: BaseSettings) -> None:
    """Let the environment override the few settings that a deployment changes."""
    for variable, name in ENVIRONMENT.items():
        value = os.environ.get(variable)
        if value:
            settings.set(name, value, priority=ENVIRONMENT_PRIORITY)


def apply_settings(settings: BaseSettings, site: Site) -> None:
    """Let the site's profile and the environment override settings.py."""
    if site.profile is not None:
        for name, value in site.profile.settings.items():
            settings.set(name, value, priority=PROFILE_PRIORITY)
    apply_environment(settings)
    # cron and systemd expand no "~".
    if data := settings["NEWSBOT_DATA"]:
        priority = settings.getpriority("NEWSBOT_DATA") or 0
        settings.set("NEWSBOT_DATA", str(Path(data).expanduser()), priority)
    contact = settings["NEWSBOT_CONTACT"]
    if contact and "+" not in settings["USER_AGENT"]:
        # RFC 9110, section 10.1.5: who answers for the crawler stands in a comment.
        agent = f"{settings['USER_AGENT']} (+{contact})"
        settings.set("USER_AGENT", agent, settings.getpriority("USER_AGENT") or 0)
