"""The label of a source, and what stands below it: a name, or a list."""

from __future__ import annotations

import pytest

from tests.bodies import body

BEFORE = "لا يظهر الجسر في أي من صور المدينة التي التقطت قبل عام 1950."
REPORT = "تقرير هيئة الجسور 2024"
ARCHIVE = "أرشيف بلدية الضاحية"


@pytest.mark.parametrize(
    "html",
    [
        f"<p><b>المصادر:</b></p><ul><li>{REPORT}</li><li>{ARCHIVE}</li></ul>",
        f"<h3>المصادر</h3><ol><li><p>{REPORT}</p></li><li>{ARCHIVE}</li></ol>",
        f"<p>المصادر:<br>- {REPORT}<br>- {ARCHIVE}</p>",
        f"<p>المصادر:</p><p>1. {REPORT}</p><p>2. {ARCHIVE}</p>",
    ],
)
def test_a_list_of_sources_stays_whole(html: str) -> None:
    found = body(f"<p>{BEFORE}</p>{html}")
    assert found.credit is None
    assert found.lines[0] == BEFORE
    assert found.lines[1].strip(":") == "المصادر"
    assert [line.lstrip("-12. ") for line in found.lines[2:]] == [REPORT, ARCHIVE]


@pytest.mark.parametrize(
    ("html", "source"),
    [
        (f"<p>المصادر:</p><p>{ARCHIVE}</p>", ARCHIVE),
        (f"<p>المصدر:</p><ul><li>{ARCHIVE}</li></ul>", ARCHIVE),
        ("<p>المصادر:</p><ul><li>رويترز</li><li>الأناضول</li></ul>", "رويترز"),
    ],
)
def test_the_name_below_its_label_is_the_credit(html: str, source: str) -> None:
    found = body(f"<p>{BEFORE}</p>{html}")
    assert found.lines == [BEFORE]
    assert found.credit == source
