"""``scrapy status``: how the last run of each site went."""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING

from scrapy.exceptions import UsageError

from newsbot.command import ProjectCommand
from newsbot.oserrors import in_words
from newsbot.sites.folder import sites_folder
from newsbot.terminal import say
from newsbot.upkeep.command import (
    FAILED,
    UpkeepError,
    names_of,
    show,
    unknown_site,
)

if TYPE_CHECKING:
    import argparse
    from collections.abc import Iterator

    from newsbot.lastruns import LastRuns

LATE = 1
"""Exit code: a site had no run, or no news, for too long."""

_AGE = re.compile(r"([0-9]{1,4})([mhdw])")
_UNITS = {"m": "minutes", "h": "hours", "d": "days", "w": "weeks"}


class Command(ProjectCommand):
    """Print how the last run of each site went and when there was news last; or only
    which sites had no run, or no news, for long."""

    def syntax(self) -> str:
        return "[options] [SITE ...]"

    def short_desc(self) -> str:
        return "Print how the last run of each site went, or which sites are late"

    def add_options(self, parser: argparse.ArgumentParser) -> None:
        super().add_options(parser)
        add = parser.add_argument
        add("--run", metavar="AGE", help="only sites without a run for so long: 2h")
        add("--news", metavar="AGE", help="only sites without news for so long: 3d")

    def run(self, args: list[str], opts: argparse.Namespace) -> None:
        """Print it, or say in one line why that cannot be done."""
        run, news = _limit("--run", opts.run), _limit("--news", opts.news)
        try:
            sites = self._sites(args)
        except OSError as error:
            self._fail(in_words(error))
        except UpkeepError as error:
            self._fail(str(error))
        else:
            if run is None and news is None:
                _show(sites)
                return
            late = list(_late(sites, run, news))
            for line in late:
                show(line)
            self.exitcode = LATE if late else 0

    def _fail(self, message: str) -> None:
        say(f"newsbot: {message}")
        self.exitcode = FAILED

    def _sites(self, args: list[str]) -> dict[str, LastRuns]:
        """Folder of a site → its last runs, for those that *args* name or all."""
        # Scrapy loads every command at each start, whichever is to run.
        from newsbot.lastruns import last_runs

        assert self.settings is not None
        data = Path(self.settings["NEWSBOT_DATA"])
        known = sorted(path.parent.name for path in data.glob("[!.]*/runs.jsonl"))
        if not known:
            raise UpkeepError(
                f"there are no runs in {data}: set NEWSBOT_DATA to the folder of "
                "your runs"
            )
        profiles = sites_folder(self.settings)
        names = [names_of(one, profiles)[0] for one in args]
        for given, name in zip(args, names, strict=True):
            if name not in known:
                raise unknown_site(given, known)
        found = {name: last_runs(data / name / "runs.jsonl") for name in names or known}
        return {name: last for name, last in found.items() if last is not None}


def _limit(option: str, age: str | None) -> datetime | None:
    """The instant that lies *age* back.

    :raises UsageError: if it is no age
    """
    if age is None:
        return None
    told = _AGE.fullmatch(age)
    if told is None:
        message = f"{option} {age}: give an age (45m, 2h, 3d, 1w)"
        raise UsageError(message, print_help=False)
    return datetime.now(UTC) - timedelta(**{_UNITS[told[2]]: int(told[1])})


def _show(sites: dict[str, LastRuns]) -> None:
    width = max(map(len, sites), default=0)
    for name, last in sites.items():
        line = f"{name:{width}}  {last.verdict:13}{_minute(last.started)}"
        line += f"  {last.reason}"
        if last.news is None:
            line += "; no news yet"
        elif last.news != last.started:
            line += f"; last news {_minute(last.news)}"
        show(line)


def _late(
    sites: dict[str, LastRuns], run: datetime | None, news: datetime | None
) -> Iterator[str]:
    for name, last in sites.items():
        if run is not None and last.started < run:
            yield f"{name}: no run since {_minute(last.started)}"
        if news is not None and last.news is None:
            yield f"{name}: no news yet"
        elif news is not None and last.news is not None and last.news < news:
            yield f"{name}: no news since {_minute(last.news)}"


def _minute(instant: datetime) -> str:
    return f"{instant.astimezone(UTC):%Y-%m-%d %H:%M}Z"
