"""A site's profile: what is particular to one site or theme, as TOML."""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass, field
from hashlib import blake2b
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from newsbot.items import KINDS
from newsbot.sites.lines import Lines, known
from newsbot.sites.selectors import SelectorError, Selectors

BUNDLED = Path(__file__).parent

_SECTIONS: dict[str, frozenset[str]] = {
    "recognise": frozenset({"any"}),
    "listing": frozenset(
        {"entries", "featured", "others", "link", "next", "categories"}
    ),
    "article": frozenset(
        {"page", "root", "body", "behind", "protected", "pages", "drop"}
    ),
    "fields": frozenset(
        {"title", "lead", "text", "published", "modified", "authors", "section"}
        | {"categories", "tags", "image", "credit", "media", "kind", "language"}
        | {"canonical_url"}
    ),
    "related": frozenset({"entries", "url", "title", "label", "excerpt"}),
}
_STRINGS = frozenset({"theme", "name", "url", "timezone", "rest"})
_EITHER = frozenset({"language"})
_LISTS = frozenset({"listings", "feeds"})


# The forms that news pages use (RFC 5646, section 2.1): language, script, region.
_LANGUAGE = re.compile(r"[A-Za-z]{2,3}(-[A-Za-z]{4})?(-[A-Za-z]{2}|-[0-9]{3})?")


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

    languages: tuple[str, ...] = ()
    """BCP 47 languages of the site's pages, the main one first."""

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

    own: frozenset[str] = frozenset()
    """The fields for which a site's profile itself has rules, and not its theme."""

    @property
    def language(self) -> str | None:
        """Language of the pages that declare none, or None."""
        return next(iter(self.languages), None)

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
    if path.stem.startswith("."):
        # It names a folder below the data folder, where ".." leads out of it.
        raise SiteError(f"{path} is no name of a profile: begin it with a letter")
    try:
        source = path.read_text("utf-8-sig")  # as some editors begin a file
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
        self.lines = Lines(source)

    def profile(self, data: dict[str, Any]) -> Profile:
        keys = _STRINGS | _LISTS | _EITHER | set(_SECTIONS) | {"settings"}
        for key, value in data.items():
            self._check_name(key, keys)
            if key in _STRINGS and not isinstance(value, str):
                raise self._error(key, f"{key} must be a string in quotes")
            if key in _LISTS and not _is_strings(value):
                raise self._error(key, f"{key} must be a list of strings")
            if key in _SECTIONS and not isinstance(value, dict):
                raise self._error(key, f"{key} must be a table: [{key}]")
        theme = self._theme(data.get("theme"))
        zone = data.get("timezone")
        if zone is not None:
            self._check_zone(zone)
        rules = {
            section: self._rules(section, data[section])
            for section in _SECTIONS
            if section in data
        }
        return Profile(
            key=self.path.stem,
            name=data.get("name"),
            url=self._url(data.get("url")),
            timezone=zone,
            languages=self._languages(data.get("language")) or theme.languages,
            listings=tuple(data.get("listings", theme.listings)),
            feeds=tuple(data.get("feeds", theme.feeds)),
            rest=data.get("rest", theme.rest),
            rules={
                section: theme.rules.get(section, {}) | rules.get(section, {})
                for section in _SECTIONS
            },
            settings=theme.settings | self._settings(data.get("settings", {})),
            own=frozenset(data.get("fields", {}) if "url" in data else ()),
        )

    def _theme(self, name: str | None) -> Profile:
        if name is None:
            return Profile(key="")
        path = BUNDLED / f"{name}.toml"
        if name not in bundled() or path == self.path:
            raise self._error("theme", f"no theme {name!r}; {known(name, bundled())}")
        return read_profile(path)

    def _rules(self, section: str, table: dict[str, Any]) -> dict[str, Selectors]:
        rules = {}
        for key, value in table.items():
            self._check_name(key, _SECTIONS[section], within=section)
            selectors = value if isinstance(value, list) else [value]
            # Only a value of the record may come from elsewhere than an element.
            forms = (str, dict) if section == "fields" else (str,)
            if not all(isinstance(one, forms) for one in selectors):
                message = f"{key} must be a selector or a list of them"
                if dict in forms:
                    message += ", or a table such as { jsonld = 'headline' }"
                raise self._error(key, message, within=section)
            for one in selectors:
                try:
                    Selectors([one])
                except SelectorError as error:
                    raise self._error(key, str(error), section, at=one) from error
            rules[key] = Selectors(selectors)
        if (kind := rules.get("kind")) and section == "fields":
            self._check_kinds(kind)
        return rules

    def _check_kinds(self, rule: Selectors) -> None:
        for value in rule.fixed:
            if value not in KINDS:
                message = f"there is no kind {value!r}; {known(value, list(KINDS))}"
                raise self._error("kind", message, within="fields")

    def _languages(self, value: Any) -> tuple[str, ...]:
        languages = [value] if isinstance(value, str) else value or []
        if not _is_strings(languages):
            raise self._error("language", "language must be a string or a list of them")
        for language in languages:
            if not _LANGUAGE.fullmatch(language):
                message = f"{language!r} is no language; write it like ar or ar-EG"
                raise self._error("language", message)
        return tuple(languages)

    def _settings(self, table: Any) -> dict[str, Any]:
        from scrapy.settings import default_settings

        import newsbot.settings

        if not isinstance(table, dict):
            raise self._error("settings", "settings must be a table: [settings]")
        names = {*vars(default_settings), *vars(newsbot.settings)}
        for key in table:
            self._check_name(key, {name for name in names if name.isupper()})
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
        self, name: str, names: set[str] | frozenset[str], within: str = ""
    ) -> None:
        if name not in names:
            place = f" in [{within}]" if within else ""
            message = f"{name!r} is not known{place}; {known(name, names)}"
            raise self._error(name, message, within=within)

    def _error(
        self, key: str, message: str, within: str = "", at: Any = None
    ) -> SiteError:
        line = self.lines.of(key, within, at)
        place = f"{self.path}, line {line}" if line else f"{self.path}"
        return SiteError(f"{place}: {message}")


def _is_strings(value: Any) -> bool:
    return isinstance(value, list) and all(isinstance(item, str) for item in value)
