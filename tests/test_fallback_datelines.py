"""Lines of place, paper and person above the first paragraph: who stands there is the
author, and the line is no text."""

from __future__ import annotations

import pytest

from newsbot.pages import extract
from newsbot.pages.fallback.authors.bylines import byline
from tests.test_fallback_boxes import NOW, TEXT, TITLE, URL


def read(line: str, *, title: str = "", head: str = "") -> tuple[list[str], list[str]]:
    html = (
        f'<html lang="ar" dir="rtl"><head><title>{title or TITLE}</title>{head}</head>'
        f"<body><main><h1>{TITLE}</h1><div>10/3/2026</div><div class=b><p>{line}</p>"
        f"{''.join(f'<p>{one}</p>' for one in TEXT)}</div></main></body>"
    )
    article = extract(html, url=URL, tz="Asia/Riyadh", now=NOW)
    return article.authors, article.text.split("\n")


@pytest.mark.parametrize(
    "line",
    [
        "النخيل – سعاد البستاني:",
        "<strong>النخيل - سعاد البستاني :</strong>",
        "النخيل ـ سعاد البستاني",
        "النخيل - من سعاد البستاني",
        "النخيل/ من سعاد البستاني",
        "كتبت سعاد البستاني من النخيل:",
        "كتبت: سعاد البستاني من مدينة النخيل",
    ],
)
def test_a_place_and_a_person(line: str) -> None:
    assert read(line) == (["سعاد البستاني"], list(TEXT))


@pytest.mark.parametrize("line", ["بريد الواحة", "النخيل: بريد الواحة"])
@pytest.mark.parametrize(
    ("title", "head"),
    [
        (f"{TITLE} - بريد الواحة", ""),
        (f"بريد الواحة | {TITLE}", ""),
        ("", '<meta property="og:site_name" content="بريد الواحة">'),
    ],
)
def test_the_name_of_the_paper(line: str, title: str, head: str) -> None:
    assert read(line, title=title, head=head) == ([], list(TEXT))


@pytest.mark.parametrize(
    "line",
    [
        "سعاد البستاني:",
        "الجسر الجديد – أسئلة وأجوبة:",
        "بريد الواحة: كيف بنت ثلاث بلدات جسرا واحدا",
        "جسر واحد",
    ],
)
def test_other_first_lines_stay(line: str) -> None:
    assert read(line, title=f"{TITLE} - بريد الواحة") == ([], [line, *TEXT])


@pytest.mark.parametrize(
    ("line", "names"),
    [
        ("كتب هادي البحري من النخيل", ["هادي البحري"]),
        ("كتبت رسالة الشكر من السجن", []),
        ("إعداد كعكة التمر من الدقيق", []),
    ],
)
def test_from_where_somebody_wrote(line: str, names: list[str]) -> None:
    assert byline(line) == names
