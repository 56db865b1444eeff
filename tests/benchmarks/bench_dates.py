"""How much faster common date forms are read than by dateparser.

    python -m tests.benchmarks.bench_dates

Each form is printed for many different days, so that no reader is helped by having
seen a text before. Both readers run in turns, in the same process; the best of several
rounds counts. What each of them reads is compared with the day that was printed.
"""

import time
from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from typing import Final

import dateparser

from newsbot.arabic.dates import parse_date

NOW: Final = datetime(2025, 3, 14, 12, 0, tzinfo=UTC)
SITE: Final = "Asia/Riyadh"
DAYS: Final = 200
ROUNDS: Final = 5

MONTHS: Final = (
    "يناير فبراير مارس أبريل مايو يونيو يوليو أغسطس سبتمبر أكتوبر نوفمبر ديسمبر".split()
)
LEVANT: Final = (
    "كانون الثاني،شباط،آذار،نيسان،أيار،حزيران،تموز،آب،أيلول،تشرين الأول،تشرين الثاني،"
    "كانون الأول"
).split("،")
WEEKDAYS: Final = "الاثنين الثلاثاء الأربعاء الخميس الجمعة السبت الأحد".split()
ARABIC: Final = str.maketrans("0123456789", "٠١٢٣٤٥٦٧٨٩")

FORMS: Final[dict[str, Callable[[date], str]]] = {
    "24 يناير 2025": lambda d: f"{d.day} {MONTHS[d.month - 1]} {d.year}",
    "الجمعة 24 يناير 2025": lambda d: (
        f"{WEEKDAYS[d.weekday()]} {d.day} {MONTHS[d.month - 1]} {d.year}"
    ),
    "الجمعة، 24 يناير 2025 10:30 م": lambda d: (
        f"{WEEKDAYS[d.weekday()]}، {d.day} {MONTHS[d.month - 1]} {d.year} 10:30 م"
    ),
    "٢٤ كانون الثاني ٢٠٢٥": lambda d: (
        f"{d.day} {LEVANT[d.month - 1]} {d.year}".translate(ARABIC)
    ),
    "24/01/2025": lambda d: f"{d.day:02}/{d.month:02}/{d.year}",
    "2025-01-24T10:30:00+03:00": lambda d: f"{d.isoformat()}T10:30:00+03:00",
}


def by_newsbot(text: str) -> datetime | date | None:
    """Read a text with the project's reader."""
    return parse_date(text, now=NOW, tz=SITE)


def by_dateparser(text: str) -> datetime | None:
    """Read a text with dateparser, told the language."""
    found: datetime | None = dateparser.parse(text, languages=["ar"])
    return found


def seconds(reader: Callable[[str], object], texts: list[str]) -> float:
    """Return the time that a reader takes for all texts once."""
    start = time.perf_counter()
    for text in texts:
        reader(text)
    return time.perf_counter() - start


def right(reader: Callable[[str], datetime | date | None], days: list[date],
          texts: list[str]) -> float:  # fmt: skip
    """Return the share of texts of which a reader reads the day that was printed."""
    read = (reader(text) for text in texts)
    pairs = zip(read, days, strict=True)
    return sum(
        (f.date() if isinstance(f, datetime) else f) == d for f, d in pairs
    ) / len(days)


def main() -> None:
    """Print one line a form: µs a text for each reader, the ratio, the shares right."""
    days = [date(2020, 1, 1) + timedelta(days=9 * i) for i in range(DAYS)]
    print(
        f"{'µs':>8} {'dateparser':>11} {'ratio':>6} {'right':>6} {'dp right':>9}  form"
    )
    for name, form in FORMS.items():
        texts = [form(day) for day in days]
        ours, theirs = right(by_newsbot, days, texts), right(by_dateparser, days, texts)
        if ours != 1:
            raise SystemExit(f"{name}: only {ours:.0%} were read as they were printed")
        fast, slow = [], []
        for _ in range(ROUNDS):
            fast.append(seconds(by_newsbot, texts))
            slow.append(seconds(by_dateparser, texts))
        mine, other = min(fast) / DAYS * 1e6, min(slow) / DAYS * 1e6
        print(
            f"{mine:8.1f} {other:11.1f} {other / mine:6.1f} {ours:6.0%} {theirs:9.0%}"
            f"  {name}"
        )


if __name__ == "__main__":
    main()
