"""The site of a run: which one is meant, and what belongs to it."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cache, lru_cache
from typing import TYPE_CHECKING
from urllib.parse import urljoin, urlsplit

from newsbot.similarity.urls import key_hash
from newsbot.sites.domain import domain_of
from newsbot.sites.folder import profile_path
from newsbot.sites.local import is_local_host, is_loopback_host
from newsbot.sites.profile import BUNDLED, Profile, SiteError, bundled, read_profile

if TYPE_CHECKING:
    from lxml.etree import _Element

DEMO = "demo"
GENERIC = "generic"
_PORTS = {"http": 80, "https": 443}


def host_key(url: str) -> str:
    """``host``, or ``host_port`` where *url* has a port of its own, in lower case;
    an Arabic domain name in its ASCII form (RFC 3490), as requests carry it.

    :raises ValueError: if *url* has no host or an impossible port
    """
    parts = urlsplit(url)
    if not parts.netloc:
        raise ValueError(f"no host in {url!r}")
    return _host_key(parts.scheme, parts.netloc)


# All links of a page are asked for theirs, and name the same few hosts.
@lru_cache(maxsize=256)
def _host_key(scheme: str, netloc: str) -> str:
    url = f"{scheme}://{netloc}"
    host = host_name(url)
    if ":" in host:  # IPv6
        host = f"[{host}]"
    port = urlsplit(url).port
    if port is None or port == _PORTS.get(scheme):
        return host
    return f"{host}_{port}"


def host_name(url: str) -> str:
    """The host of *url* without its port, as in :func:`host_key`, an IPv6 address
    without brackets.

    :raises ValueError: if *url* has no host
    """
    parts = urlsplit(url)
    host = (parts.hostname or "").lower()
    # A backslash ends the host for browsers (WHATWG URL), but not for RFC 3986.
    if not host or "\\" in parts.netloc:
        raise ValueError(f"no host in {url!r}")
    return host if host.isascii() else host.encode("idna").decode("ascii")


@dataclass(kw_only=True)
class Site:
    """One site in one run."""

    name: str
    """Name of the site's folder below the data folder: the profile's name, or
    the host."""

    url: str
    """Address of the home page, as far as is known: the site's own redirect of
    its root is followed and written here. Before that it ends with a slash, and has no
    query: it is what addresses are relative to."""

    start: str = ""
    """What to ask for the home page: its address as the user wrote it, or where it has
    moved to."""

    profile: Profile | None = None
    """None until the theme of a site that was named by its address is
    recognised."""

    timezone: str | None = None
    """IANA zone of the site's local times; None while unknown."""

    hosts: set[str] = field(default_factory=set)
    """Keys (:func:`host_key`) of the hosts that are this site."""

    named: set[str] = field(default_factory=set)
    """Hosts (:func:`host_name`) that the user named, and no page: they alone may be
    in the local network."""

    def __str__(self) -> str:
        """Its name: what ``%(site)s`` in the name of a feed stands for."""
        return self.name

    def __post_init__(self) -> None:
        self.name_host(self.url)
        self.start = self.start or self.url
        if self.profile is not None and self.timezone is None:
            self.timezone = self.profile.timezone

    @property
    def rules(self) -> Profile:
        """The rules of the site's pages.

        :raises RuntimeError: before the site's theme has been recognised
        """
        if self.profile is None:
            raise RuntimeError("the site's theme is not recognised yet")
        return self.profile

    @property
    def is_demo(self) -> bool:
        """Whether this is the bundled demo site."""
        # A person's own profile may have the same name.
        return self.profile is not None and "NEWSBOT_DEMO" in self.profile.settings

    @property
    def zone(self) -> str:
        """The zone to read local times in: UTC while the site's is unknown."""
        return self.timezone or "UTC"

    def owns(self, url: str) -> bool:
        """Whether *url* is on one of the site's own hosts and ports, with or without
        ``www.``, and http or https. One with a user name is not: the downloader cannot
        ask for it, and nobody's articles need one."""
        try:
            parts = urlsplit(url)
            if "@" in parts.netloc or parts.scheme not in _PORTS:
                return False
            key = host_key(url)
        except ValueError:
            return False
        hosts = self.hosts
        return (
            key in hosts or key.removeprefix("www.") in hosts or f"www.{key}" in hosts
        )

    def is_home(self, url: str) -> bool:
        """Whether *url* is that of the home page, in whatever spelling."""
        return key_hash(url) in (key_hash(self.url), key_hash(self.start))

    def name_host(self, url: str) -> None:
        """Take in the host of *url*, an address that the user named.

        :raises ValueError: if *url* has no host or an impossible port
        """
        self.hosts.add(host_key(url))
        self.named.add(host_name(url))

    def is_near(self, host: str) -> bool:
        """Whether *host* is one that the user named, with or without ``www.``, or as
        much this machine itself as that one is."""
        bare = host.removeprefix("www.")
        return any(
            own.removeprefix("www.") == bare
            or (is_loopback_host(own) and is_loopback_host(host))
            for own in self.named
        )

    def absolute(self, address: str) -> str:
        """*address* seen from the home page."""
        # A listing of a site in a folder ("/news/") is relative to that folder.
        return urljoin(self.url, address.lstrip("/"))

    def move(self, url: str) -> None:
        """Follow the site's own redirect of its root to *url*.

        :raises SiteError: if *url* is no address that a site on the Internet may
            redirect to: another scheme, a machine of the local network, or another
            domain, which may be anybody's: one that has run out is often sold. Where a
            name leads, :class:`newsbot.border.Border` sees
        """
        try:
            scheme, key, host = urlsplit(url).scheme, host_key(url), host_name(url)
        except ValueError:
            scheme, key, host = "", "", ""
        if scheme not in _PORTS:
            raise SiteError(f"{self.start} redirects to {url}, which is no web address")
        # On this machine a site that the user named may move about; no other may
        # lead here, or to a neighbour.
        if is_local_host(host) and not self.is_near(host):
            raise leads_inside(self.start, url)
        if not self.is_near(host) and domain_of(host) not in map(domain_of, self.named):
            raise SiteError(
                f"{self.start} redirects to {url} on another domain; "
                f"if that is the same site, name it: -a site={url}"
            )
        self.url = self.start = url
        self.hosts.add(key)


def leads_inside(url: str, target: str) -> SiteError:
    """What to say of a redirect from *url* to *target* in the local network."""
    return SiteError(
        f"{url} redirects to {target} in the local network; "
        f"if that is right, name it: -a site={target}"
    )


def load_site(argument: str | None) -> Site:
    """The site that ``-a site=`` names.

    :param argument: an address (it begins with ``http://`` or ``https://``), the
        path of a profile, or a profile's name; None is the demo site
    :raises SiteError: if there is none; the message names the remedy
    """
    argument = (argument or "").strip() or DEMO
    if argument.lower().startswith(("http://", "https://")):
        return _site_at(argument)
    profile = read_profile(profile_path(argument))
    if profile.url is None:
        raise SiteError(
            f"{argument!r} is a theme, not a site: name the site by its address "
            '(-a site=https://…), or write a profile with a line url = "https://…"'
        )
    site = _site_at(profile.url)
    return Site(name=profile.key, url=site.url, start=site.start, profile=profile)


def _site_at(address: str) -> Site:
    try:
        address = _without_root(address)
        name = host_key(address)
        place = urlsplit(address).netloc
        if "@" in place:
            raise ValueError("a user name in it cannot be used")
        if len(place.split()) != 1:
            raise ValueError("there is a space in it")
    except ValueError as error:
        raise SiteError(
            f"{address!r} is no address of a site: {error}; "
            "write it like https://www.example.com/"
        ) from error
    parts = urlsplit(address)
    start = parts._replace(path=parts.path or "/", fragment="").geturl()
    folder, _, last = parts.path.rpartition("/")
    path = folder if not last or "." in last else parts.path  # "/index.php"
    url = f"{parts.scheme.lower()}://{parts.netloc}{path}/"
    return Site(name=name, url=url, start=start)


def _without_root(address: str) -> str:
    """*address* without the dot of the DNS root behind its host: the same site."""
    parts = urlsplit(address)
    host, colon, port = parts.netloc.partition(":")
    return parts._replace(netloc=f"{host.rstrip('.')}{colon}{port}").geturl()


def recognise(tree: _Element) -> Profile | None:
    """The profile of the known theme that a page is made with, or None."""
    for name in bundled():
        profile = _bundled(name)
        if profile.url is None and profile.rule("recognise", "any").elements(tree):
            return profile
    return None


def generic() -> Profile:
    """The profile of sites of which nothing is known."""
    return _bundled(GENERIC)


@cache
def _bundled(name: str) -> Profile:
    # Reading one takes longer than recognising a page by it.
    return read_profile(BUNDLED / f"{name}.toml")
