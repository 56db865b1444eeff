"""Whose word counts: ``-s`` and ``-a``, the environment, the profile, settings.py."""

from __future__ import annotations

import math
import os
from importlib import import_module
from typing import TYPE_CHECKING, Any

from scrapy.settings import SETTINGS_PRIORITIES
from scrapy.utils.misc import load_object

from newsbot.revisions.schedule import Schedule
from newsbot.sites.names import ENVIRONMENT, OWN, check_names
from newsbot.sites.profile import SiteError

if TYPE_CHECKING:
    from collections.abc import Iterable

    from scrapy.settings import BaseSettings

    from newsbot.sites.site import Site

# Between settings.py ("project", 20) and the command line ("cmdline", 40).
PROFILE_PRIORITY = SETTINGS_PRIORITIES["project"] + 5
ENVIRONMENT_PRIORITY = SETTINGS_PRIORITIES["cmdline"] - 5

PATHS = ("NEWSBOT_DATA", "NEWSBOT_DATABASE_URL", "LOG_FILE")
"""Settings of paths, in which ``~`` is the home folder: neither cron nor systemd
expands it."""

NUMBERS: dict[str, tuple[type[int] | type[float], int]] = {
    "AUTOTHROTTLE_MAX_DELAY": (float, 0),
    "AUTOTHROTTLE_START_DELAY": (float, 0),
    "AUTOTHROTTLE_TARGET_CONCURRENCY": (float, 0),
    "CLOSESPIDER_ERRORCOUNT": (int, 0),
    "CLOSESPIDER_ITEMCOUNT": (int, 0),
    "CLOSESPIDER_PAGECOUNT": (int, 0),
    "CLOSESPIDER_TIMEOUT": (float, 0),
    "CLOSESPIDER_TIMEOUT_NO_ITEM": (int, 0),
    "CONCURRENT_ITEMS": (int, 1),
    "CONCURRENT_REQUESTS": (int, 1),
    "CONCURRENT_REQUESTS_PER_DOMAIN": (int, 1),
    "DEPTH_LIMIT": (int, 0),
    "DNSCACHE_SIZE": (int, 0),
    "DNS_TIMEOUT": (float, 0),
    "DOWNLOAD_DELAY": (float, 0),
    "DOWNLOAD_MAXSIZE": (int, 0),
    "DOWNLOAD_TIMEOUT": (float, 0),
    "DOWNLOAD_WARNSIZE": (int, 0),
    "FEED_EXPORT_BATCH_ITEM_COUNT": (int, 0),
    "MEMUSAGE_LIMIT_MB": (int, 0),
    "MEMUSAGE_WARNING_MB": (int, 0),
    "METAREFRESH_MAXDELAY": (int, 0),
    "NEWSBOT_BATCH_ITEMS": (int, 1),
    "NEWSBOT_BATCH_SECONDS": (float, 0),
    "NEWSBOT_DATABASE_TIMEOUT": (float, 0),
    "NEWSBOT_FIRST_WAIT": (float, 0),
    "NEWSBOT_LOOK_BUDGET": (int, 0),
    "NEWSBOT_MAX_ATTEMPTS": (int, 1),
    "NEWSBOT_MAX_CRAWL_DELAY": (float, 0),
    "NEWSBOT_MAX_WAIT": (float, 0),
    "NEWSBOT_QUARANTINE_MB": (float, 0),
    "NEWSBOT_RUN_SECONDS": (float, 0),
    "NEWSBOT_SITES_AT_ONCE": (int, 1),
    "REDIRECT_MAX_TIMES": (int, 0),
    "RETRY_TIMES": (int, 0),
    "URLLENGTH_LIMIT": (int, 1),
}
"""The settings of a run that are numbers: whether a part of one will do, and the least
that makes sense. With no connection at all, a run would wait for ever."""
SWITCHES = (
    "AUTOTHROTTLE_ENABLED",
    "COMPRESSION_ENABLED",
    "COOKIES_ENABLED",
    "DNSCACHE_ENABLED",
    "DOWNLOAD_FAIL_ON_DATALOSS",
    "DOWNLOAD_VERIFY_CERTIFICATES",
    "FEED_STORE_EMPTY",
    "HTTPCACHE_ENABLED",
    "HTTPPROXY_ENABLED",
    "MEMUSAGE_ENABLED",
    "METAREFRESH_ENABLED",
    "NEWSBOT_DEMO",
    "NEWSBOT_DROP_DUPLICATES",
    "RANDOMIZE_DOWNLOAD_DELAY",
    "REDIRECT_ENABLED",
    "RETRY_ENABLED",
    "ROBOTSTXT_OBEY",
)
"""The settings of a run that are on or off."""
COMPONENTS = ("EXTENSIONS", "DOWNLOADER_MIDDLEWARES", "ITEM_PIPELINES")
"""The settings that say what a run is made of."""
# Those that may be None.
_OPTIONAL = frozenset({"NEWSBOT_LOOK_BUDGET"})


def check_numbers(settings: BaseSettings) -> None:
    """See that the settings of :data:`NUMBERS` are numbers of use, and finite, that
    those of :data:`SWITCHES` are on or off, and that there is each name of newsbot's.

    :raises SiteError: if one is none; the message names it, and what is allowed
    """
    check_names(settings)
    for name, (kind, least) in NUMBERS.items():
        value = settings[name]
        if value is None and (name in _OPTIONAL or name not in settings):
            continue
        try:
            # int() takes "7" and not "7.5", but 7.5.
            number = kind(value)
            is_fine = least <= number < math.inf and number == float(value)
        except (OverflowError, TypeError, ValueError):
            is_fine = False
        if not is_fine:
            what = "whole number" if kind is int else "number"
            raise SiteError(f"{name} is {value!r}: give a {what}, {least} or more")
    for name in SWITCHES:
        try:
            settings.getbool(name)
        except (TypeError, ValueError) as error:
            value = settings[name]
            raise SiteError(f"{name} is {value!r}: give True or False") from error
    try:
        Schedule.read(settings)
    except ValueError as error:
        raise SiteError(str(error)) from error


def check_components(settings: BaseSettings) -> None:
    """See that no component of newsbot's was left out where somebody has set one of
    :data:`COMPONENTS` anew, with entries of their own alone: a run would deliver
    nothing, or texts as they came, and be content.

    :raises SiteError: if one is missing, and no class that is made from it stands in
        its place; one whose order is None was meant to be off
    """
    own = import_module("newsbot.settings")
    for name in COMPONENTS:
        given = settings.getdict(name)
        for path in getattr(own, name):
            if path not in given and not _is_replaced(path, given):
                raise SiteError(
                    f"{name} leaves out {path}: keep newsbot's entries beside your "
                    "own, with None for one that is to be off"
                )


def _is_replaced(path: str, given: Iterable[Any]) -> bool:
    sound = load_object(path)
    return any(issubclass(load_object(one), sound) for one in given)


def switch_off(settings: BaseSettings, extensions: Iterable[str]) -> None:
    """Switch *extensions* off (names of modules and classes in newsbot.extensions),
    whatever anybody says."""
    kept = dict(settings.getwithbase("EXTENSIONS"))
    off = {f"newsbot.extensions.{name}": None for name in extensions}
    # A process hands its settings on to its crawlers, and an equal priority wins.
    settings.set("EXTENSIONS", kept | off, SETTINGS_PRIORITIES["cmdline"] + 1)


def apply_environment(settings: BaseSettings) -> None:
    """Let the environment override newsbot's own settings and those of
    :data:`ENVIRONMENT`, and write out the home folder in those of :data:`PATHS`."""
    for variable, value in os.environ.items():
        name = ENVIRONMENT.get(variable, variable)
        if value and variable.startswith(OWN) and name in settings:
            settings.set(name, value, priority=ENVIRONMENT_PRIORITY)
    for name in PATHS:
        if (value := str(settings[name] or "")).startswith("~"):
            # `Path.expanduser` raises where there is no such user.
            path = os.path.expanduser(value)  # noqa: PTH111
            settings.set(name, path, settings.getpriority(name) or 0)


def apply_settings(settings: BaseSettings, site: Site) -> None:
    """Let the site's profile and the environment override settings.py."""
    if site.profile is not None:
        for name, value in site.profile.settings.items():
            settings.set(name, value, priority=PROFILE_PRIORITY)
    apply_environment(settings)
    contact = settings["NEWSBOT_CONTACT"]
    if contact and "+" not in settings["USER_AGENT"]:
        # RFC 9110, section 10.1.5: who answers for the crawler stands in a comment.
        agent = f"{settings['USER_AGENT']} (+{contact})"
        settings.set("USER_AGENT", agent, settings.getpriority("USER_AGENT") or 0)
