"""A folder of profiles: sites by their short names, and all of them at once."""

from __future__ import annotations

import difflib
import os
from pathlib import Path
from typing import TYPE_CHECKING

from newsbot.sites.profile import BUNDLED, SiteError, bundled, read_profile

if TYPE_CHECKING:
    from scrapy.settings import BaseSettings

ALL = "all"
"""The word for every profile in the folder."""


def sites_folder(settings: BaseSettings) -> Path:
    """The folder of a person's own profiles, NEWSBOT_SITES; it may not be there."""
    path = str(settings["NEWSBOT_SITES"] or "sites")
    # `Path.expanduser` raises where there is no such user.
    return Path(os.path.expanduser(path))  # noqa: PTH111


def profiles_in(folder: Path) -> list[Path]:
    """The profiles in *folder*, by name; none if it is not there. Hidden files are
    none: editors and file managers put such ones beside those that people edit."""
    found = folder.glob("*.toml")
    return sorted(path for path in found if not path.name.startswith("."))


def profiles_of(host: str, folder: Path) -> list[Path]:
    """The profiles in *folder* of the site at *host* (a
    :func:`newsbot.sites.site.host_key`, without ``www.``); one that cannot be read is
    passed over."""
    from newsbot.sites.site import host_key  # which imports this

    found = []
    for path in profiles_in(folder):
        try:
            url = read_profile(path).url
        except (SiteError, OSError):
            continue
        if url is not None and host_key(url).removeprefix("www.") == host:
            found.append(path)
    return found


def split_sites(argument: str | None, folder: Path) -> list[str | None]:
    """The sites that ``-a site=`` names, one by one.

    :param argument: names, paths and addresses with commas between; ``all`` stands
        for every profile in *folder*; None is the default site
    :raises SiteError: if *argument* names none, or ``all`` is asked for and there is
        no profile
    """
    if argument is None:
        return [None]
    found: list[str | None] = []
    # "a," names one site.
    for name in filter(None, map(str.strip, argument.split(","))):
        if name != ALL:
            found.append(name)
            continue
        profiles = list(map(str, profiles_in(folder)))
        if not profiles:
            raise SiteError(
                f"there is no profile in {folder}: put some there, or name another "
                "folder in NEWSBOT_SITES"
            )
        found += profiles
    if not found:
        # A crontab may lack the variable of `-a site=$SITE`: the demo would be quiet.
        raise SiteError("-a site= names no site: give an address, a name, or all")
    return found


def named(argument: str | None, folder: Path) -> str | None:
    """*argument* as :func:`newsbot.sites.load_site` takes it: the name of a profile
    in *folder* becomes its path, everything else stays.

    :raises SiteError: if it is no name of a profile, or that of two
    """
    name = (argument or "").strip()
    if not name or "://" in name or name.endswith(".toml") or len(Path(name).parts) > 1:
        return argument
    path = folder / f"{name}.toml"
    if not _is_file(path):
        if name not in bundled():
            raise _unknown(name, folder)
        return argument
    if name in bundled():
        raise SiteError(
            f"there are two profiles {name!r}, the bundled one and {path}: give yours "
            f"another name, or name it by its path (-a site={path})"
        )
    return str(path)


def profile_path(argument: str) -> Path:
    """The file of the profile that *argument* names: its path, or the name of a
    bundled one.

    :raises SiteError: if there is none
    """
    path = Path(argument)
    if path.suffix == ".toml" or len(path.parts) > 1:
        if _is_file(path):
            return path
        raise SiteError(f"there is no profile {argument}: check the path")
    if argument in bundled():
        return BUNDLED / f"{argument}.toml"
    raise SiteError(
        f"{_missing(argument, bundled())}"
        "name it by its address (-a site=https://…) or by the path of its profile "
        "(-a site=./paper.toml)"
    )


def _is_file(path: Path) -> bool:
    try:
        return path.is_file()
    except OSError as error:  # its folder is another user's
        raise SiteError(f"cannot read profile {path}: {error.strerror}") from error


def _unknown(name: str, folder: Path) -> SiteError:
    known = [*bundled(), *(path.stem for path in profiles_in(folder))]
    return SiteError(
        f"{_missing(name, known)}"
        "name it by its address (-a site=https://…), by the path of its profile "
        f"(-a site=./paper.toml), or put {name}.toml into {folder}"
    )


def _missing(name: str, known: list[str]) -> str:
    close = difflib.get_close_matches(name, known, n=1)
    hint = f"did you mean {close[0]!r}? " if close else ""
    return f"there is no site {name!r}: {hint}"
