"""The verdict: how a run went, in one word, one exit code and one line."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from newsbot.exceptions import CRASH
from newsbot.outcomes import DELIVERED, MISSED

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

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

ENOUGH = 10
"""So many articles of a run, and of those before it, tell whether a field is gone."""

# Fields that the layout gives to nearly every article of a site that has them.
_FIELDS = (
    "title lead text published authors section categories tags image related"
).split()
# Filled in so many of the earlier articles, and in fewer than half as many now: with
# 10 articles that comes about by chance once in a thousand runs.
_USUAL = 0.8
# Fewer articles than so many tell nothing of the others.
_FEW = 3
# Outcomes that show that pages of articles can be read.
_READ = (*DELIVERED, "unchanged", "known", "duplicate", "filtered", "old", "later")


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


def worst(verdicts: Iterable[Verdict]) -> Verdict | None:
    """The one of *verdicts* that counts for all; None for none."""
    order = list(EXIT_CODES)
    return min(verdicts, key=lambda verdict: order.index(verdict.word), default=None)


def judge(
    stats: Mapping[str, Any],
    *,
    filled: Mapping[str, int] | None = None,
    earlier: Sequence[Mapping[str, Any]] = (),
    reasons: Sequence[Mapping[str, str]] = (),
) -> Verdict:
    """The verdict of a run that ended.

    :param stats: Scrapy's stats of the run, newsbot's own among them
    :param filled: how many of its delivered articles had each field; None if that
        was not counted
    :param earlier: the records of earlier runs of the site, in any order
    :param reasons: ``url``, ``outcome`` and ``reason`` of pages that gave no article
    """
    pages = {
        name.removeprefix("newsbot/pages/"): count
        for name, count in stats.items()
        if name.startswith("newsbot/pages/")
    }
    return (
        _no_run(stats, pages)
        or _no_site(stats, pages)
        or _broken_layout(stats, pages, filled or {}, earlier, reasons)
        or _articles(stats, pages)
    )


def _no_run(stats: Mapping[str, Any], pages: Mapping[str, int]) -> Verdict | None:
    """The run itself did not come to its end."""
    finished = stats.get("finish_reason")
    if (front := stats.get("newsbot/front")) in ("misconfigured", "locked"):
        return Verdict(front, str(stats.get("newsbot/front_reason", "")))
    if stats.get("newsbot/delivery/unread"):
        why = "nobody reads its output any more; the next run goes on from here"
        return Verdict("stopped", why)
    if crash := stats.get("newsbot/delivery/failed") or stats.get(CRASH):
        return Verdict("crashed", str(crash))
    if finished in ("start_error", "delivery_failed", "memusage_exceeded"):
        return Verdict("crashed", finished)
    if (lost := pages.get("rejected")) and not any(map(pages.get, DELIVERED)):
        why = f"none of {lost} articles could be written: see reasons in runs.jsonl"
        return Verdict("crashed", why)
    if finished is None or finished == "shutdown":
        return Verdict("stopped", "by a signal; the next run goes on from here")
    return None


def _no_site(stats: Mapping[str, Any], pages: Mapping[str, int]) -> Verdict | None:
    """The site gave nothing that could be looked at."""
    front = stats.get("newsbot/front")
    if front in ("unreachable", "refused"):
        return Verdict(front, str(stats.get("newsbot/front_reason", "")))
    delivered = sum(pages.get(name, 0) for name in DELIVERED)
    missed = [name for name in MISSED if pages.get(name)]
    if missed == ["refused"] and not delivered:
        return Verdict("refused", f"all {pages['refused']} articles asked for")
    if count := _barred(stats, pages, "forbidden"):
        return Verdict("refused", f"robots.txt forbids {count}")
    if _has_read_lists(stats):
        return None
    if not stats.get("newsbot/rows_lost"):
        if stats.get("newsbot/refused/listing"):
            return Verdict("refused", "no listing page was to be had")
        if stats.get("newsbot/unanswered/listing"):
            return Verdict("unreachable", "no listing page was to be had")
        if stats.get("newsbot/forbidden/listing"):
            return Verdict("refused", "robots.txt forbids all listings")
    return None


def _broken_layout(
    stats: Mapping[str, Any],
    pages: Mapping[str, int],
    filled: Mapping[str, int],
    earlier: Sequence[Mapping[str, Any]],
    reasons: Sequence[Mapping[str, str]],
) -> Verdict | None:
    """The site answers, but its pages are not those that the profile describes."""
    status = stats.get("newsbot/home_status")
    home = f"the home page answers HTTP {status}" if status else ""
    why = home or "has the layout changed?"
    if lost := stats.get("newsbot/rows_lost"):
        return Verdict("empty", f"{lost} had articles before: {why}")
    limited = str(stats.get("finish_reason")).startswith("closespider_")
    if not _has_read_lists(stats) and not limited:
        return Verdict("empty", f"no listing gave any article: {why}")
    if count := _barred(stats, pages, "redirected"):
        example = _example(reasons, "redirected")
        return Verdict("empty", f"{count} lead elsewhere{example}: has the site moved?")
    delivered = pages.get("delivered", 0)
    broken = pages.get("quarantined", 0) + pages.get("not_article", 0)
    # A look that saw nothing does not say that the layout is as it was.
    told = sum(pages.values()) - pages.get("unseen", 0)
    if broken and not delivered and broken > told / 2:
        example = _example(reasons, "quarantined", "not_article")
        why = f"{broken} pages gave no article{example}: has the layout changed?"
        return Verdict("empty", why)
    if gone := vanished(delivered, filled, earlier):
        why = f"most articles have no {', '.join(gone)}: has the layout changed?"
        return Verdict("empty", why)
    return None


def _barred(stats: Mapping[str, Any], pages: Mapping[str, int], outcome: str) -> str:
    """How many articles came to *outcome*, now or when they were asked for last, in
    words; empty unless they are most of what the lists name, and nothing that they name
    was ever had: where an article is known, some others may always be barred."""
    if stats.get("newsbot/known") or any(map(pages.get, _READ)):
        return ""
    prefix = "newsbot/missing/"
    total = sum(stats[name] for name in stats if name.startswith(prefix))
    count = int(stats.get(prefix + outcome, 0))
    if count < _FEW or count * 2 < total:
        return ""
    return f"all {count} articles" if count == total else f"{count} of {total} articles"


def _example(reasons: Sequence[Mapping[str, str]], *outcomes: str) -> str:
    """One of the pages that came to one of *outcomes*, and why."""
    for one in reasons:
        if one["outcome"] in outcomes:
            return f", as {one['url']} ({one['reason']})"
    return ""


def _has_read_lists(stats: Mapping[str, Any]) -> bool:
    lists = ("newsbot/listing_pages", "newsbot/interface_pages")
    return any(map(stats.get, lists))


def vanished(
    delivered: int, filled: Mapping[str, int], earlier: Sequence[Mapping[str, Any]]
) -> list[str]:
    """Fields that most articles of a run lack although they used to be there.

    Judged only by at least `ENOUGH` articles now and before.

    :param delivered: how many articles the run delivered
    :param filled: how many of them had each field
    :param earlier: records of earlier runs, with ``pages`` and ``filled``
    """
    if delivered < ENOUGH:
        return []
    before = sum(one.get("pages", {}).get("delivered", 0) for one in earlier)
    if before < ENOUGH:
        return []
    gone = []
    for name in _FIELDS:
        usual = sum(one.get("filled", {}).get(name, 0) for one in earlier) / before
        if usual >= _USUAL and filled.get(name, 0) / delivered < usual / 2:
            gone.append(name)
    return gone


def _articles(stats: Mapping[str, Any], pages: Mapping[str, int]) -> Verdict:
    """The site was looked at: what was had of it?"""
    delivered = _told(pages)
    if withheld := stats.get("newsbot/withheld"):
        what = f"{withheld} known articles are gone at once: is the site broken?"
        return Verdict("partial", f"{delivered or '0 articles'} delivered; {what}")
    missed = {name: pages[name] for name in MISSED if pages.get(name)}
    parts = [", ".join(f"{count} {name}" for name, count in missed.items())]
    if lost := lost_listings(stats):
        parts.append(f"{lost} listing pages were not to be had")
    if lost := _lost_bodies(stats, pages):
        parts.append(f"the profile's selector of the body finds nothing on {lost}")
    if what := "; ".join(filter(None, parts)):
        if not missed and lost_listings(stats):
            return Verdict("partial", what)
        return Verdict("partial", f"{delivered or '0 articles'} delivered; {what}")
    if unknown := stats.get("newsbot/missing/unaccounted"):
        what = f"{unknown} more are listed that nobody can account for"
        return Verdict("partial", f"{delivered or '0 articles'} delivered; {what}")
    if delivered:
        return Verdict("delivered", delivered)
    if not _has_read_lists(stats):
        limit = stats.get("finish_reason")
        return Verdict("partial", f"ended by {limit} before any list was read")
    return Verdict("quiet", "nothing new")


def _lost_bodies(stats: Mapping[str, Any], pages: Mapping[str, int]) -> int:
    """On how many new articles the profile's selector of the body found nothing; 0 if
    that is less than half, or few are new: pages of another kind have another body."""
    lost, new = int(stats.get("newsbot/body_lost", 0)), pages.get("delivered", 0)
    return lost if new >= _FEW and lost * 2 >= new else 0


def _told(pages: Mapping[str, int]) -> str:
    """What was delivered, in words; empty for nothing."""
    new, revised, withdrawn = (pages.get(name, 0) for name in DELIVERED)
    parts = [f"{new} articles"] if new else []
    parts += [f"{revised} revised"] if revised else []
    parts += [f"{withdrawn} withdrawn"] if withdrawn else []
    return ", ".join(parts)


def lost_listings(stats: Mapping[str, Any]) -> int:
    """How many listing pages were asked for in vain: what they list is not known."""
    lost: int = stats.get("newsbot/unanswered/listing", 0)
    return lost + int(stats.get("newsbot/refused/listing", 0))
