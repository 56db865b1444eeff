"""Lines that give an address: that of the site, or that of somebody else."""

from __future__ import annotations

import pytest

from newsbot.pages.body import read_body
from newsbot.pages.elsewhere import leads_away
from newsbot.pages.html import parse

PAGE = "https://www.manara.example/news/one/"


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("رابط التقديم: https://wazaif.gov.example/apply", True),
        ("رابط منصة النتائج: www.nataij.example", True),
        ("رابط التقديم على الوظائف", False),
        ("رابط التقديم: https://manara.example/apply", False),
        ("رابط التطبيق: https://app.manara.net/", False),
        ("رابط القناة: https://t.me/waha", False),
        ("رابط التطبيق: https://play.google.com/store/apps/details?id=x", False),
        ("تجدوننا على العنوان الجديد: https://waha.example/", False),
        ("رابط صحيفتنا الشقيقة: https://waha.example/", False),
        ("رابط المقال الأصلي: https://waha.example/4", False),
        # One of two is the site's own.
        ("رابط: https://waha.example/ أو https://manara.example/", False),
    ],
)
def test_whose_address_it_is(line: str, expected: bool) -> None:
    assert leads_away(line, PAGE) is expected
    assert not leads_away(line, "")


def test_where_to_apply_is_text() -> None:
    lines = [
        "أعلنت هيئة الجسور فتح باب التوظيف أمام المهندسين حتى نهاية الشهر المقبل.",
        "رابط تحميل ملف الطلب: https://jusur.gov.example/form",
        "ويبلغ عدد الوظائف المعلنة أربعين، نصفها في المحافظات البعيدة عن العاصمة.",
        "وقالت الهيئة إن الأولوية لأبناء المحافظات، وإن المقابلات تبدأ في الربيع.",
        "رابط منصة التقديم: https://jusur.gov.example/apply",
    ]
    root = parse(f"<div>{''.join(f'<p>{line}</p>' for line in lines)}</div>")
    assert read_body(root, base=PAGE).lines == lines
    own = read_body(root, base="https://jusur.gov.example/news/4").lines
    assert own == [lines[0], *lines[2:4]]
