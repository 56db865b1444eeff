"""Whose word counts: ``-s`` and ``-a``, the environment, the profile, settings.py."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

from scrapy.settings import SETTINGS_PRIORITIES

if TYPE_CHECKING:
    from scrapy.settings import BaseSettings

    from newsbot.sites.site import Site

# Between settings.py ("project", 20) and the command line ("cmdline", 40).
PROFILE_PRIORITY = SETTINGS_PRIORITIES["project"] + 5
ENVIRONMENT_PRIORITY = SETTINGS_PRIORITIES["cmdline"] - 5

ENVIRONMENT = {
    "NEWSBOT_DATA": "NEWSBOT_DATA",
    "NEWSBOT_DATABASE_URL": "NEWSBOT_DATABASE_URL",
    "NEWSBOT_CONTACT": "NEWSBOT_CONTACT",
    "NEWSBOT_DELAY": "DOWNLOAD_DELAY",
    "NEWSBOT_CONCURRENCY": "CONCURRENT_REQUESTS_PER_DOMAIN",
    "NEWSBOT_LOG_LEVEL": "LOG_LEVEL",
    "NEWSBOT_LOG_FILE": "LOG_FILE",
}
"""Environment variable → the setting that it overrides."""


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
    contact = settings["NEWSBOT_CONTACT"]
    if contact and "+" not in settings["USER_AGENT"]:
        # RFC 9110, section 10.1.5: who answers for the crawler stands in a comment.
        agent = f"{settings['USER_AGENT']} (+{contact})"
        settings.set("USER_AGENT", agent, settings.getpriority("USER_AGENT") or 0)
