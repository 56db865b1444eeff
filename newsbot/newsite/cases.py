"""Saved pages with what is expected of each: the test cases of a profile.

A case is a folder ``cases/<name>/<case>/`` below the folder of profiles: ``page.html``,
``meta.json`` (``url``, ``now``, ``tz``, ``stated``, ``confirmed``) and
``expected.json``, the fields of the record; one that is left out must be empty.
"""

from __future__ import annotations

import json
import re
import shutil
from dataclasses import asdict, dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Any, Final
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from newsbot.newsite.look import Page
from newsbot.pages.article import NotAnArticle
from newsbot.pages.stated import Stated
from newsbot.similarity import key_hash
from newsbot.sites import SiteError
from newsbot.sites.site import host_key

if TYPE_CHECKING:
    from pathlib import Path

    from newsbot.items import Article
    from newsbot.newsite.look import Look
    from newsbot.sites import Profile

FIELDS: Final = (
    *("kind", "title", "lead", "text", "published", "modified", "authors", "section"),
    *("categories", "tags", "image", "images", "language", "credit", "media"),
)
"""The fields that a person can see to be right."""

_META = "meta.json"
_EXPECTED = "expected.json"
_STEERING: Final = re.compile("[\x7f-\x9f\u202a-\u202e\u2066-\u2069]")


@dataclass(frozen=True)
class Case:
    """One saved page; each of its parts raises SiteError if it is damaged."""

    folder: Path

    @property
    def name(self) -> str:
        """Name of its folder."""
        return self.folder.name

    @property
    def is_confirmed(self) -> bool:
        """Whether a person has said that what is expected is right."""
        return self._json(_META).get("confirmed") is True

    @property
    def expected(self) -> dict[str, Any]:
        """The fields that are not empty."""
        return self._json(_EXPECTED)

    @property
    def zone(self) -> str:
        """The zone in which it was read (IANA)."""
        zone = str(self._json(_META).get("tz", "UTC"))
        try:
            ZoneInfo(zone)
        except (ZoneInfoNotFoundError, ValueError, OSError) as error:
            raise self._damaged(_META, error) from error
        return zone

    def page(self) -> Page:
        """The page as it was fetched."""
        meta = self._json(_META)
        try:
            host_key(meta["url"])
            now = datetime.fromisoformat(meta["now"])
            if now.tzinfo is None:
                raise ValueError(f"now has no offset: {meta['now']}")
            return Page(
                url=meta["url"],
                html=(self.folder / "page.html").read_text("utf-8"),
                now=now,
                stated=tuple(Stated(**one) for one in meta.get("stated", ())),
            )
        except (OSError, ValueError, KeyError, TypeError) as error:
            raise self._damaged(_META, error) from error

    def _json(self, file: str) -> dict[str, Any]:
        try:
            found = json.loads((self.folder / file).read_text("utf-8"))
        except (OSError, ValueError) as error:
            raise self._damaged(file, error) from error
        if not isinstance(found, dict):
            raise self._damaged(file, TypeError("no object in braces"))
        return found

    def _damaged(self, file: str, error: Exception) -> SiteError:
        what = f"{type(error).__name__}: {error}"
        return SiteError(f"the saved page {self.folder / file} is damaged: {what}")

    def differences(self, profile: Profile) -> dict[str, tuple[Any, Any]]:
        """Field → what is expected and what *profile* gives, where these differ; all
        that is expected, if the page gives no record.

        :raises SiteError: if the case is damaged
        """
        expected, found = self.expected, self._found(profile)
        return {
            field: (expected.get(field), found.get(field))
            for field in FIELDS
            if expected.get(field) != found.get(field)
        }

    def expect(self, profile: Profile) -> bool:
        """Expect from now on what *profile* gives; return whether it gives a record.

        :raises SiteError: if the case is damaged
        :raises OSError: if it cannot be written
        """
        found = self._found(profile)
        if found:
            _write(self.folder / _EXPECTED, found)
        return bool(found)

    def _found(self, profile: Profile) -> dict[str, Any]:
        """The fields that *profile* gives and that are not empty."""
        try:
            record = self.page().record(profile, profile.timezone or self.zone)
        except NotAnArticle:
            return {}
        return fields_of(record)


def fields_of(record: Article) -> dict[str, Any]:
    """The fields of *record* that are not empty."""
    values = asdict(record)
    return {field: values[field] for field in FIELDS if values[field]}


def cases_of(folder: Path, name: str) -> list[Case]:
    """The saved pages of the profile *name* in the folder of profiles."""
    found = sorted((folder / "cases" / name).glob(f"*/{_META}"))
    return [Case(path.parent) for path in found]


def save(
    look: Look, profile: Profile, zone: str, folder: Path, name: str
) -> list[Case]:
    """Save the articles of *look* with what *profile* gives, instead of those that were
    saved before."""
    place = folder / "cases" / name
    new = place.with_name(f".{name}.part")
    shutil.rmtree(new, ignore_errors=True)
    for page in look.articles:
        try:
            record = page.record(profile, zone)
        except NotAnArticle:
            continue
        case = new / f"article-{key_hash(page.url) & (2**32 - 1):08x}"
        case.mkdir(parents=True)
        (case / "page.html").write_text(page.html, "utf-8", "replace")
        _write(case / _EXPECTED, fields_of(record))
        meta = {
            "url": page.url,
            "now": page.now.isoformat(timespec="seconds"),
            "tz": zone,
            "confirmed": False,
            "stated": [asdict(one) for one in page.stated],
        }
        _write(case / _META, meta)
    if new.is_dir():
        old = place.with_name(f".{name}.old")
        shutil.rmtree(old, ignore_errors=True)
        if place.is_dir():
            place.rename(old)
        new.rename(place)
        shutil.rmtree(old, ignore_errors=True)
    return cases_of(folder, name)


def _write(path: Path, values: dict[str, Any]) -> None:
    text = json.dumps(values, ensure_ascii=False, indent=2)
    # What could steer a terminal that shows the file; JSON escapes the other controls.
    text = _STEERING.sub(lambda found: f"\\u{ord(found[0]):04x}", text)
    path.write_text(f"{text}\n", "utf-8", "replace")
