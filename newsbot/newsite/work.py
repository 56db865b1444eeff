"""The work of ``scrapy newsite``: look, learn and write; mend; check."""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING

from newsbot.fetch import FetchError
from newsbot.newsite import report
from newsbot.newsite.cases import cases_of, save
from newsbot.newsite.learning import learn
from newsbot.newsite.look import Look, NothingFound
from newsbot.newsite.mending import mend
from newsbot.newsite.writing import put, read_back, rendered
from newsbot.oserrors import in_words
from newsbot.similarity import url_key
from newsbot.sites import Profile, SiteError, bundled, read_profile
from newsbot.sites.folder import ALL, named, profiles_in, sites_folder
from newsbot.sites.site import host_key
from newsbot.terminal import say
from newsbot.verdict import EXIT_CODES

if TYPE_CHECKING:
    import argparse

    from scrapy.settings import Settings

    from newsbot.newsite.cases import Case
    from newsbot.newsite.draft import Draft

_NAME = re.compile(r"[A-Za-z0-9][A-Za-z0-9_-]{0,63}")


class Work:
    """What one call of ``scrapy newsite`` does.

    :param settings: those of the command, the environment's included
    """

    def __init__(self, settings: Settings) -> None:
        self._settings = settings
        self._folder = sites_folder(settings)
        self._exit_code = 0

    def run(self, args: list[str], opts: argparse.Namespace, *, is_web: bool) -> int:
        """Do what is asked for, or say in one line why that cannot be done.

        :param args: the address of a site, or files; with ``--check`` a profile
        :param is_web: whether it is an address
        :return: the exit code
        """
        try:
            if opts.check:
                self._check(args[0], is_asked=opts.write)
            else:
                self._look(args, opts, is_web=is_web)
        except SiteError as error:
            self._end("misconfigured", str(error))
        except OSError as error:
            self._end("misconfigured", in_words(error))
        except NothingFound as error:
            self._end("empty", str(error))
        except FetchError as error:
            self._end(error.word, str(error))
        return self._exit_code

    def _end(self, word: str, reason: str) -> None:
        self._exit_code = EXIT_CODES[word]
        say(f"newsbot newsite {word}: {reason}")

    def _look(self, args: list[str], opts: argparse.Namespace, *, is_web: bool) -> None:
        if not is_web and not opts.url:
            if not Path(args[0]).exists():
                raise SiteError(
                    f"{args[0]}: no such file: an address begins with https://, "
                    "and saved pages need that of their site: --url https://…"
                )
            raise SiteError(
                "saved pages need the address of their site: --url https://…"
            )
        url = args[0] if is_web else opts.url
        path = self._path(opts.name, url)
        name = path.stem
        known = read_profile(path) if path.exists() else None
        _check_owner(path, known, url)
        look = self._seen(args, opts, is_web=is_web)
        draft = learn(look, name)
        if known is None:
            self._write(path, draft, look)
        else:
            self._mend(path, known, draft, look, is_asked=opts.write)

    def _path(self, given: str | None, url: str) -> Path:
        """Where the profile of the site at *url* is, or is to be: without a *given*
        name, a person may have renamed it."""
        path = self._folder / f"{_name(given, url)}.toml"
        if given is None and not path.exists():
            own = [one for one in profiles_in(self._folder) if _is_of(one, url)]
            path = own[0] if len(own) == 1 else path
        return path

    def _seen(self, args: list[str], opts: argparse.Namespace, *, is_web: bool) -> Look:
        if not is_web:
            from newsbot.newsite.saved import read_saved

            return read_saved(args, opts.url)
        from newsbot.newsite.looking import look_at

        return look_at(args[0], self._settings)

    def _write(self, path: Path, draft: Draft, look: Look) -> None:
        """The profile of a new site, and its pages."""
        text = rendered(draft)
        put(text, path)
        self._save(read_profile(path), draft, look)
        report.show(report.of_draft(draft))
        report.show([f"written  {path}", *report.of_cases(self._cases(draft.name))])
        report.show(report.of_next(draft.name, look))

    def _save(self, profile: Profile, draft: Draft, look: Look) -> None:
        zone = profile.timezone or draft.zone
        save(look, profile, zone, self._folder, draft.name)

    def _cases(self, name: str) -> list[Case]:
        return cases_of(self._folder, name)

    def _mend(
        self, path: Path, known: Profile, draft: Draft, look: Look, *, is_asked: bool
    ) -> None:
        """What of a known profile no longer fits."""
        old = path.read_text("utf-8-sig")  # as `read_profile` does
        mended = mend(old, known, look, draft, cases_of(self._folder, draft.name))
        report.show(report.of_mended(old, mended, path))
        if not mended.changes:
            return
        beside = path.with_name(f"{path.name}.new")
        if is_asked:
            put(mended.text, path)
            beside.unlink(missing_ok=True)
            self._save(read_profile(path), draft, look)
            report.show([f"written  {path}", *report.of_cases(self._cases(draft.name))])
            return
        read_back(mended.text, draft.name)
        put(mended.text, beside)
        report.show([f"written  {beside}: take it over with --write"])
        self._end("partial", f"{path} no longer fits its site")

    def _check(self, argument: str, *, is_asked: bool) -> None:
        """Compare what a profile gives on its saved pages with what is expected; if
        *is_asked*, expect it from now on where no person has confirmed another."""
        place = Path(named(argument, self._folder) or argument)
        if place.suffix != ".toml":
            raise SiteError(
                f"{argument!r} is no profile of yours: name one, or its path"
            )
        profile = read_profile(place)
        cases = cases_of(place.parent, place.stem)
        if not cases:
            raise NothingFound(f"there are no saved pages in {place.parent / 'cases'}")
        wrong = waiting = 0
        for case in cases:
            differences = case.differences(profile)
            may_change = bool(differences) and not case.is_confirmed
            if may_change and is_asked and case.expect(profile):
                report.show([f"written  {case.name}: expected.json"])
                continue
            wrong += bool(differences)
            waiting += may_change
            report.show(report.of_check(case, differences))
        report.show(report.of_cases(cases))
        if wrong:
            hint = "; --write expects what is found" if waiting and not is_asked else ""
            self._end("partial", f"{wrong} of {len(cases)} saved pages differ{hint}")


def _is_of(path: Path, url: str) -> bool:
    """Whether the profile in *path* is that of the site at *url*."""
    try:
        known = read_profile(path).url
    except SiteError:
        return False
    return known is not None and url_key(known) == url_key(url)


def _check_owner(path: Path, known: Profile | None, url: str) -> None:
    """See that a profile is that of the site at *url*."""
    if known is None:
        return
    if known.url is None or _host(known.url) != _host(url):
        whose = f"that of {known.url}" if known.url else "a theme"
        raise SiteError(f"{path} is {whose}: give the profile of {url} another --name")


def _host(url: str) -> str:
    try:
        return host_key(url).removeprefix("www.")
    except ValueError as error:
        raise SiteError(f"{url!r} is no address of a site: {error}") from error


def _name(given: str | None, url: str) -> str:
    """Name of the profile of the site at *url*."""
    if given is None:
        host = _host(url)
        labels = host.split(".")
        is_number = labels[-1].partition("_")[0].isdigit()
        # Of news.example.com the part that people say: the longest.
        name = host if is_number else max(labels[:-1] or labels, key=len)
        given = re.sub(r"[^A-Za-z0-9_-]+", "-", name).strip("-_")
    if not _NAME.fullmatch(given):
        raise SiteError(f"{given!r} is no name of a profile: use letters and digits")
    if given in bundled():
        raise SiteError(f"{given!r} is a profile of newsbot: give yours another --name")
    if given == ALL:
        raise SiteError(f"{given!r} means every site: give the profile another --name")
    return given
