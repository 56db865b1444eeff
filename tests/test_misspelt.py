"""Names of months with one letter wrong: read where only one month can be meant."""

import pytest

from newsbot.arabic.dates import parse_date
from tests.test_dates import NOW, SITE, expected, table

MONTHS = """
2024-11-05  5 نوفبر 2024
2024-11-05  5 نوقمبر 2024
2024-11-05  الثلاثاء 5 نوفمبرر 2024
2024-11-05T22:30  5 نوفبر 2024 10:30 م
2024-10-05  5 أكتوير 2024
2024-09-05  نشر في 5 سبتبمر 2024
2024-02-05  5 فبرير، 2024
2024-12-05  5 دسيمبر 2024
2024-08-05  الاثنين 5-اغسطص-2024
2024-06-05  5 حزيرن 2024
2024-01-05  الجمعة ٥ ينابر ٢٠٢٤
2024-09-05  سبتمير 5، 2024
2024-11-05  5 تشربن الثاني 2024
2024-01-05  5 كانون التاني 2024
2024-10-05  5 تشرين الاولل 2024
"""

# Two months, a short word, a name, a weekday that disagrees, half a date, a range.
NOTHING = """
-  5 يوكيو 2024
-  الجمعة 5 يوكيو 2024
-  5 ينابر 2024
-  5 ميسان 2024
-  السبت 5 ينابر 2024
-  5 مارش 2024
-  5 عنبر 2024
-  5 كانون 2024
-  5 تشرين 2024
-  السبت 5 نوفبر 2024
-  5 نوفبر
-  نوفبر 2024
-  5-7 نوفبر 2024
-  حتى 5 نوفبر 2024
-  31 نوفبر 2024
-  قانون رقم 5 نوفبر 2024
"""


@pytest.mark.parametrize(
    ("text", "want"), [row for rows in (MONTHS, NOTHING) for row in table(rows)]
)
def test_slip_is_mended_where_one_month_is_meant(text: str, want: str) -> None:
    found = parse_date(text, now=NOW, tz=SITE)
    wanted = expected(want)
    assert type(found) is type(wanted)
    assert found == wanted


@pytest.mark.parametrize(
    "text", ["نوفبر " * 30, "5 نوفبر 2024 " * 14, "5 " + "ن" * 190]
)
def test_long_lines_are_none(text: str) -> None:
    assert parse_date(text, now=NOW, tz=SITE) is None
