"""Sites: one profile each, as data."""

from newsbot.sites.profile import Profile, SiteError, bundled, read_profile
from newsbot.sites.site import Site, generic, load_site, recognise

__all__ = [
    "Profile",
    "Site",
    "SiteError",
    "bundled",
    "generic",
    "load_site",
    "read_profile",
    "recognise",
]
