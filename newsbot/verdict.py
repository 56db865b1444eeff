"""The verdict: how a run went, in one word, one exit code and one line."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from newsbot.outcomes import MISSED

if TYPE_CHECKING:
    from collections.abc import Mapping

EXIT_CODES: dict[str, int] = {
    "misconfigured": 2,
    "locked": 75,
    "crashed": 1,
    "stopped": 75,
    "unreachable": 6,
    "refused": 5,
    "empty": 4,
    "partial": 3,
    "delivered": 0,
    "quiet": 0,
}
"""Verdict → exit code, the worst verdict first."""


class Verdict(NamedTuple):
    """How a run went."""

    word: str
    """A key of :data:`EXIT_CODES`."""

    reason: str
    """Why, in one line; empty where the word says it all."""

    @property
    def exit_code(self) -> int:
        """What the process exits with."""
        return EXIT_CODES[self.word]


def judge(stats: Mapping[str, Any]) -> Verdict:
    """The verdict of a run that ended.

    :param stats: Scrapy's stats of the run, newsbot's own among them
    """
    finished = stats.get("finish_reason")
    pages = {
        name.removeprefix("newsbot/pages/"): count
        for name, count in stats.items()
        if name.startswith("newsbot/pages/")
    }
    front = stats.get("newsbot/front")
    why = str(stats.get("newsbot/front_reason", ""))
    if front == "misconfigured":
        return Verdict("misconfigured", why)
    if crash := stats.get("newsbot/delivery/failed") or stats.get("newsbot/crash"):
        return Verdict("crashed", str(crash))
    if finished == "shutdown":
        return Verdict("stopped", "by a signal; the next run goes on from here")
    if front in ("unreachable", "refused"):
        return Verdict(front, why)
    delivered = pages.get("delivered", 0)
    missed = {name: pages[name] for name in MISSED if pages.get(name)}
    if pages.get("refused") and not delivered and len(missed) == 1:
        return Verdict("refused", f"all {pages['refused']} articles asked for")
    if not stats.get("newsbot/listed"):
        return Verdict("empty", "no listing gave any article: has the layout changed?")
    broken = pages.get("quarantined", 0) + pages.get("not_article", 0)
    if broken and not delivered and broken > sum(pages.values()) / 2:
        why = f"{broken} pages gave no article: has the layout changed?"
        return Verdict("empty", why)
    if missed:
        what = ", ".join(f"{count} {name}" for name, count in missed.items())
        return Verdict("partial", f"{delivered} articles delivered; {what}")
    if lost := stats.get("newsbot/unanswered/listing"):
        return Verdict("partial", f"{lost} listing pages were not to be had")
    if delivered:
        return Verdict("delivered", f"{delivered} articles")
    return Verdict("quiet", "nothing new")
