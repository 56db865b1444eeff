"""The day of an issue, which a paper prints at its head and has in its address."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from newsbot.pages import extract

NOW = datetime(2026, 3, 12, 12, tzinfo=UTC)


def issue(row: str, url: str, *, body: str = "") -> str | None:
    """The day of a page of the paper's issue, which prints it far above the text."""
    links = "".join(f"<p><a href='n{i}.htm'>باب رقم {i}</a></p>" for i in range(12))
    text = "".join(
        f"<p>وافتتحت بلدية مدينة النخيل أمس الجسر رقم {i} فوق وادي اللوز بعد أعمال "
        "دامت سبعة أشهر.</p>"
        for i in range(4)
    )
    html = (
        f"<html dir=rtl><head><title>افتتاح جسر فوق الوادي</title></head><body><table>"
        f"<tr><td>{row}</td></tr></table>{links}<div><h1>افتتاح جسر فوق الوادي</h1>"
        f"{text}{body}</div></body></html>"
    )
    return extract(html, url=url, tz="Asia/Riyadh", now=NOW).published


AT = "https://waha.example/{}/page4.htm"


@pytest.mark.parametrize(
    ("row", "path", "day"),
    [
        ("الثلاثاء 3/3/2026 - العدد (4120)", "2026/03/03", "2026-03-03"),
        ("الثلاثاء 3 آذار 2026", "issues/2026-03-03", "2026-03-03"),
        ("3-3-2026", "20260303/local", "2026-03-03"),
        # Another day than the address says, no whole day in it, and no day on the page.
        ("الأربعاء 4/3/2026 - العدد (4121)", "2026/03/03", None),
        ("الثلاثاء 3/3/2026", "2026/03", None),
        ("العدد (4120)", "2026/03/03", None),
    ],
)
def test_day_of_an_issue_that_the_address_says_too(
    row: str, path: str, day: str | None
) -> None:
    assert issue(row, AT.format(path)) == day


def test_a_date_beside_the_headline_goes_before_that_of_the_issue() -> None:
    body = "<p>نشر في 5 مارس 2026</p>"
    found = issue("الثلاثاء 3/3/2026", AT.format("2026/03/03"), body=body)
    assert found == "2026-03-05"
