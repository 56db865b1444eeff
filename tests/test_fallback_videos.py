"""When the video of a page was uploaded."""

from __future__ import annotations

import json

import pytest

from newsbot.pages import extract
from tests.test_fallback_boxes import NOW, TEXT, TITLE, URL

UPLOADED = "2026-03-09T17:00:00+03:00"


def video(name: str, day: str = UPLOADED) -> dict[str, str]:
    return {"@type": "VideoObject", "name": name, "uploadDate": day}


def published(*nodes: dict[str, str], kind: str = "video.other", row: str = "") -> str:
    text = "".join(f"<p>{line}</p>" for line in TEXT)
    html = (
        f'<html lang="ar" dir="rtl"><head><title>{TITLE} | الواحة</title>'
        f'<meta property="og:type" content="{kind}"><script type="application/ld+json">'
        f"{json.dumps({'@graph': nodes})}</script></head><body><main><h1>{TITLE}</h1>"
        f"<div>{row}</div><div>{text}</div></main>"
    )
    article = extract(html, url=URL, tz="Asia/Riyadh", now=NOW)
    return f"{article.published} {article.sources.get('published')}"


@pytest.mark.parametrize("row", ["", "9 مارس 2026"])
def test_the_upload_is_the_publication_of_a_video(row: str) -> None:
    others = video("سوق الخضر يفتح فجرا", "2026-01-02T08:00:00+03:00")
    assert published(others, video(TITLE), row=row) == f"{UPLOADED} jsonld"


@pytest.mark.parametrize("kind", ["video.other", "article"])
def test_the_upload_of_another_video_is_none(kind: str) -> None:
    assert published(video("سوق الخضر يفتح فجرا"), kind=kind) == "None None"


def test_a_video_in_an_article() -> None:
    """A paper may upload it days before its text."""
    assert published(video(TITLE), kind="article") == f"{UPLOADED} embedded"
    found = published(video(TITLE), kind="article", row="11 مارس 2026")
    assert found == "2026-03-11 text"
    stated = {"@type": "NewsArticle", "datePublished": "2026-03-11T06:00:00+03:00"}
    found = published(stated, video(TITLE), kind="article")
    assert found == "2026-03-11T06:00:00+03:00 jsonld"
