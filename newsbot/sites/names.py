"""The names that begin with ``NEWSBOT_``, which are newsbot's own: another would change
nothing, and nobody would know."""

from __future__ import annotations

import logging
import os
from importlib import import_module
from typing import TYPE_CHECKING

from newsbot.sites.profile import SiteError

if TYPE_CHECKING:
    from collections.abc import Iterable

    from scrapy.settings import BaseSettings

logger = logging.getLogger(__name__)

OWN = "NEWSBOT_"
"""Begins the names of newsbot's own settings, and of all environment variables."""

ENVIRONMENT = {
    "NEWSBOT_DELAY": "DOWNLOAD_DELAY",
    "NEWSBOT_CONCURRENCY": "CONCURRENT_REQUESTS_PER_DOMAIN",
    "NEWSBOT_LOG_LEVEL": "LOG_LEVEL",
    "NEWSBOT_LOG_FILE": "LOG_FILE",
}
"""Environment variable → the setting of Scrapy's that it overrides. newsbot's own have
variables of their names."""

# So much alike are a name and its slip of the pen (difflib's ratio).
_CLOSE = 0.8
# Whoever sets a setting means one; of these the likest is named.
_LIKELY = 0.6


def check_names(settings: BaseSettings) -> None:
    """See that command line, profile and settings module set no setting of newsbot's
    that there is none of, and that the environment misspells none.

    Other variables are only logged, and never as a warning: a container has some
    for the names of others, and cron would send a letter for each warning.

    :raises SiteError: else; the message says what was meant
    """
    known = [name for name in dir(import_module("newsbot.settings")) if OWN in name]
    for name in settings:
        if not name.startswith(OWN) or name in known:
            continue
        if name in ENVIRONMENT:
            meant = ENVIRONMENT[name]
            raise SiteError(
                f"{name} is a variable of the environment: the setting is {meant} "
                f"(-s {meant}=…)"
            )
        hint = _meant(name, known, _LIKELY) or (
            f"names with {OWN} are newsbot's own, so give yours another"
        )
        raise SiteError(f"there is no setting {name}: {hint}")
    variables = [*known, *ENVIRONMENT]
    for name, value in os.environ.items():
        if not value or not name.startswith(OWN) or name in variables:
            continue
        if hint := _meant(name, variables, _CLOSE):
            raise SiteError(f"there is no variable {name}: {hint}")
        logger.info("The variable %s is none of newsbot's: it does nothing", name)


def _meant(name: str, known: Iterable[str], alike: float) -> str:
    import difflib  # no other run needs it

    ends = [one.removeprefix(OWN) for one in known]
    close = difflib.get_close_matches(name.removeprefix(OWN), ends, 1, alike)
    return f"did you mean {OWN}{close[0]}?" if close else ""
