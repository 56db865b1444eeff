"""A site's profile: what is particular to one site or theme, as TOML."""

from __future__ import annotations

import difflib
import re
import tomllib
from dataclasses import dataclass, field
from hashlib import blake2b
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from newsbot.sites.selectors import SelectorError, Selectors

BUNDLED = Path(__file__).parent

_SECTIONS: dict[str, frozenset[str]] = {
    "recognise": frozenset({"any"}),
    "listing": frozenset(
        {"entries", "featured", "others", "link", "next", "categories"}
    ),
    "article": frozenset({"page", "root", "body", "protected", "pages", "drop"}),
    "fields": frozenset(
        {"title", "lead", "authors", "section", "tags", "published", "modified"}
        | {"image", "media", "credit"}
    ),
    "related": frozenset({"entries", "url", "title", "label", "excerpt"}),
}
_STRINGS = frozenset({"theme", "name", "url", "timezone", "language", "rest"})
_LISTS = frozenset({"listings", "feeds"})


class SiteError(ValueError):
    """A site or profile that cannot be used; the message names the remedy."""


@dataclass(frozen=True, kw_only=True)
class Profile:
    """What a profile says, its theme's rules included."""

    key: str
    """Name of the file without ``.toml``."""

    name: str | None = None
    """The site's name as it calls itself."""

    url: str | None = None
    """Address of the site's home page; None for a theme."""

    timezone: str | None = None
    """Zone of the site's local times (IANA); None where it is to be found out."""

    language: str | None = None
    """BCP 47 language of the site's pages."""

    listings: tuple[str, ...] = ()
    """Addresses of listings, relative to the home page, the best one first."""

    feeds: tuple[str, ...] = ()
    """Addresses of feeds, relative to the home page, where it names none."""

    rest: str | None = None
    """Address of WordPress's REST interface, relative to the home page, where
    it names none."""

    rules: dict[str, dict[str, Selectors]] = field(default_factory=dict)
    """``rules[section][key]``, as in the file."""

    settings: dict[str, Any] = field(default_factory=dict)
    """Scrapy settings for this site."""

    @property
    def fingerprint(self) -> str:
        """Another one for other rules (16 hexadecimal digits of blake2b)."""
        texts = [
            f"{section}.{key}={rule.texts}"
            for section, rules in sorted(self.rules.items())
            for key, rule in sorted(rules.items())
        ]
        return blake2b("\n".join(texts).encode(), digest_size=8).hexdigest()

    def rule(self, section: str, key: str) -> Selectors:
        """The selectors of *key* in *section*; empty ones where none are set."""
        return self.rules.get(section, {}).get(key) or _NOTHING


_NOTHING = Selectors()


def bundled() -> list[str]:
    """Names of the profiles that come with newsbot."""
    return sorted(path.stem for path in BUNDLED.glob("*.toml"))


def read_profile(path: Path) -> Profile:
    """Read a profile and the theme that it names.

    :raises SiteError: if the file cannot be read, is no TOML, or has a name,
        type, selector or zone in it that does not exist; the message names
        file, line and remedy
    """
    try:
        source = path.read_text("utf-8")
        data = tomllib.loads(source)
    except OSError as error:
        raise SiteError(f"cannot read profile {path}: {error.strerror}") from error
    except UnicodeDecodeError as error:
        raise SiteError(f"{path} is not UTF-8: save it as UTF-8") from error
    except tomllib.TOMLDecodeError as error:
        raise SiteError(f"{path} is no TOML: {error}") from error
    return _Reader(path, source).profile(data)


class _Reader:
    def __init__(self, path: Path, source: str) -> None:
        self.path = path
        self.lines = source.splitlines()

    def profile(self, data: dict[str, Any]) -> Profile:
        known = _STRINGS | _LISTS | set(_SECTIONS) | {"settings"}
        for key, value in data.items():
            self._check_name(key, known)
            if key in _STRINGS and not isinstance(value, str):
                raise self._error(key, f"{key} must be a string in quotes")
            if key in _LISTS and not _is_strings(value):
                raise self._error(key, f"{key} must be a list of strings")
            if key in _SECTIONS and not isinstance(value, dict):
                raise self._error(key, f"{key} must be a table: [{key}]")
        zone = data.get("timezone")
        if zone is not None:
            self._check_zone(zone)
        rules = {
            section: self._rules(section, data[section])
            for section in _SECTIONS
            if section in data
        }
        theme = self._theme(data.get("theme"))
        return Profile(
            key=self.path.stem,
            name=data.get("name"),
            url=self._url(data.get("url")),
            timezone=zone,
            language=data.get("language", theme.language),
            listings=tuple(data.get("listings", theme.listings)),
            feeds=tuple(data.get("feeds", theme.feeds)),
            rest=data.get("rest", theme.rest),
            rules={
                section: theme.rules.get(section, {}) | rules.get(section, {})
                for section in _SECTIONS
            },
            settings=theme.settings | self._settings(data.get("settings", {})),
        )

    def _theme(self, name: str | None) -> Profile:
        if name is None:
            return Profile(key="")
        path = BUNDLED / f"{name}.toml"
        if name not in bundled() or path == self.path:
            raise self._error("theme", f"no theme {name!r}; {_known(name, bundled())}")
        return read_profile(path)

    def _rules(self, section: str, table: dict[str, Any]) -> dict[str, Selectors]:
        rules = {}
        for key, value in table.items():
            self._check_name(key, _SECTIONS[section], within=section)
            selectors = [value] if isinstance(value, str) else value
            if not _is_strings(selectors):
                message = f"{key} must be a selector or a list of them"
                raise self._error(key, message, within=section)
            try:
                rules[key] = Selectors(selectors)
            except SelectorError as error:
                raise self._error(key, str(error), within=section) from error
        return rules

    def _settings(self, table: Any) -> dict[str, Any]:
        from scrapy.settings import default_settings

        import newsbot.settings

        if not isinstance(table, dict):
            raise self._error("settings", "settings must be a table: [settings]")
        known = {*vars(default_settings), *vars(newsbot.settings)}
        for key in table:
            self._check_name(key, {name for name in known if name.isupper()})
        return table

    def _url(self, url: str | None) -> str | None:
        if url is not None and not re.match(r"https?://[^/]", url):
            raise self._error("url", f"url must begin with http:// or https://: {url}")
        return url

    def _check_zone(self, zone: str) -> None:
        try:
            ZoneInfo(zone)
        except (ZoneInfoNotFoundError, ValueError, OSError) as error:
            remedy = "use an IANA name such as Asia/Riyadh or Africa/Cairo"
            message = f"no time zone {zone!r}; {remedy}"
            raise self._error("timezone", message) from error

    def _check_name(
        self, name: str, known: set[str] | frozenset[str], within: str = ""
    ) -> None:
        if name not in known:
            place = f" in [{within}]" if within else ""
            message = f"{name!r} is not known{place}; {_known(name, known)}"
            raise self._error(name, message, within=within)

    def _error(self, key: str, message: str, within: str = "") -> SiteError:
        written = re.compile(rf"\s*\[?\s*['\"]?{re.escape(key)}['\"]?\s*[\]=.]")
        table = re.compile(rf"\s*\[\s*{within}\s*\]")
        inside = not within
        for number, line in enumerate(self.lines, 1):
            inside = inside or table.match(line) is not None
            if inside and written.match(line):
                return SiteError(f"{self.path}, line {number}: {message}")
        return SiteError(f"{self.path}: {message}")


def _is_strings(value: Any) -> bool:
    return isinstance(value, list) and all(isinstance(item, str) for item in value)


def _known(name: str, known: set[str] | frozenset[str] | list[str]) -> str:
    close = difflib.get_close_matches(name, sorted(known), n=1)
    if close:
        return f"did you mean {close[0]!r}?"
    if len(known) > 20:
        return "see the settings in the documentation"
    return "known: " + ", ".join(sorted(known))
