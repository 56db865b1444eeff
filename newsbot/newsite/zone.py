"""The zone of a site's local times, and how it writes its dates."""

from __future__ import annotations

import re
from collections import Counter
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Final

from newsbot.arabic.dates import parse_date
from newsbot.arabic.text import fold
from newsbot.newsite.naming import choices
from newsbot.pages.article import NotAnArticle
from newsbot.pages.fallback.outline import text_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from newsbot.newsite.draft import Draft
    from newsbot.newsite.look import Look, Page

_MOST: Final = 14  # hours that a zone is ahead of UTC, or nearly so many behind
_STEP: Final = timedelta(minutes=15)
_TEXT: Final = 80
# Only names that no other family has: مارس and مايو are of two.
_MONTHS: Final = {
    "Gulf, Egypt": "يناير فبراير أبريل يونيو يوليو أغسطس سبتمبر أكتوبر نوفمبر ديسمبر",
    "Levant, Iraq": "كانون شباط آذار نيسان أيار حزيران تموز آب أيلول تشرين",
    "Maghreb": "جانفي فيفري أفريل جوان جويلية أوت غشت شتنبر نونبر دجنبر يوليوز",
    "Hijri": "محرم صفر ربيع جمادى رجب شعبان رمضان شوال ذو ذي",
}
_FAMILY: Final = {
    fold(month): family for family, line in _MONTHS.items() for month in line.split()
}
_DATE: Final = re.compile(r"[0-9٠-٩۰-۹]{1,2}\W+([^\W\d_]+)")


def learn_zone(look: Look, draft: Draft) -> None:
    """Add ``timezone`` to *draft* if the site states it, and say how sure that is."""
    for zone, why in (
        (look.zone, "as the REST interface of WordPress states"),
        (look.offsets(), "by the offsets that its pages or its feed state"),
        (_by_clocks(look), "by the printed clocks beside the instants stated in UTC"),
    ):
        if zone is None:
            continue
        draft.top["timezone"] = zone
        draft.found.append(f"time zone: {zone}, {why}")
        if zone.startswith("Etc/"):
            draft.unsure.append(
                f"time zone: {zone} is the offset of these days; where clocks are "
                "changed in summer, write the zone's name, such as Africa/Cairo"
            )
        break
    else:
        draft.unsure.append(
            "time zone: the site states none, and local times are read as UTC: write "
            "the line timezone"
        )
    families = months(look)
    if families:
        draft.found.append(f"names of months: {', '.join(families)}")
    place = _date_line(look)
    if place:
        draft.found.append(f"date line: {place}")


def _by_clocks(look: Look) -> str | None:
    """The zone of the ``Etc`` area in which the printed clocks show the stated
    instants; None unless two articles or more agree on one."""
    found: Counter[timedelta] = Counter()
    for page in look.articles:
        instants = set(_instants(look, page))
        gaps = {
            _rounded(clock - instant)
            for clock in _clocks(look, page)
            for instant in instants
        }
        if len(gaps) == 1:
            found.update(gaps)
    if len(found) != 1:
        return None
    ((gap, count),) = found.items()
    hours, rest = divmod(gap, timedelta(hours=1))
    if count < 2 or rest or not -12 <= hours <= _MOST or not hours:
        return None
    return f"Etc/GMT{-hours:+d}"


def _rounded(gap: timedelta) -> timedelta:
    # A clock without seconds is up to a minute behind.
    return round(gap / _STEP) * _STEP


def _instants(look: Look, page: Page) -> Iterator[datetime]:
    structured = page.listing(look.profile).structured
    told = [one.published for one in page.stated]
    told += [structured.text("datePublished")]
    told += [structured.meta.get("article:published_time")]
    for value in told:
        found = parse_date(value, now=page.now, tz="UTC") if value else None
        if isinstance(found, datetime):
            yield found.astimezone(UTC)


def _clocks(look: Look, page: Page) -> Iterator[datetime]:
    for value in _printed(look, page):
        found = parse_date(value, now=page.now, tz="UTC")
        if isinstance(found, datetime):
            yield found


def _printed(look: Look, page: Page) -> list[str]:
    """The dates of the article as they are printed."""
    try:
        article = page.article(look.profile, "UTC")
        dates = article.fallback.dates()
    except NotAnArticle:
        return []
    return [
        str(one.value)
        for one in dates
        if one.rule == "text" and one.field == "published" and one.value
    ]


def months(look: Look) -> list[str]:
    """The families of names that printed months are of, the most frequent first."""
    found: Counter[str] = Counter()
    for page in look.pages():
        for element in page.tree.iter("time", "span", "div", "p", "li"):
            text = "".join(map(str, element.itertext())) if len(element) < 3 else ""
            if len(text) <= _TEXT and (match := _DATE.search(text)):
                family = _FAMILY.get(fold(match[1]))
                found.update([family] if family else [])
    return [family for family, _ in found.most_common()]


def _date_line(look: Look) -> str | None:
    """The selector of the element that prints the date, for the report."""
    for page in look.articles:
        days = {instant.date() for instant in _instants(look, page)}
        for element in page.tree.iter("time", "span", "div", "p", "li"):
            text = text_of(element) if len(element) < 3 else ""
            if not text or len(text) > _TEXT or not _DATE.search(text):
                continue
            found = parse_date(text, now=page.now, tz=look.zone or "UTC")
            day = found.date() if isinstance(found, datetime) else found
            if day in days:
                return next((one.selector for one in choices(element)), None)
    return None
