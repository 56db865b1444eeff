"""Stories: how they are read, what is refused, and the truth they tell."""

from datetime import datetime
from pathlib import Path

import pytest

from newsbot.demo.blocks import StoryError
from newsbot.demo.stories import Stories, load

GOOD = """
[[story]]
id = 7
slug = "قطار-السدر"
published = 2025-02-03T01:15:00+03:00
title = "قطار السدر يصل في موعده"
raw_title = "قطار&nbsp;السدر يصل في موعده"
authors = ["نورة السدري"]
categories = ["محليات", "اخر الاخبار"]
section = "اخر الاخبار"
tags = ["قطار", "السدر"]
image = "train.jpg"
credit = "وكالة الواحة"
text = ["وصل القطار.", "وغادر بعد ساعة."]
body = [
  { text = 0 },
  { figure = "station.jpg", caption = "المحطة" },
  { text = 1, raw = "وغادر&nbsp;بعد ساعة." },
]

[[story]]
id = 8
slug = "قطار-السدر-2"
published = 2025-02-03T05:00:00+03:00
modified = 2025-02-03T06:00:00+03:00
title = "التفاصيل الكاملة لوصول القطار"
kind = "gallery"
lead = "ساعة في المحطة."
authors = []
categories = ["ثقافة"]
section = "ثقافة"
text = ["وصل القطار.", "وغادر بعد ساعة."]
duplicate_of = 7
twin = "exact"
body = [ { text = 0 }, { text = 1 }, { gallery = ["a.jpg", "b.jpg"] } ]
"""


def read(tmp_path: Path, text: str) -> Stories:
    (tmp_path / "10.toml").write_text(text, "utf-8")
    return load(tmp_path)


def test_truth_of_a_story(tmp_path: Path) -> None:
    second, first = read(tmp_path, GOOD).truth("http://alwaha.example")
    slug = "%d9%82%d8%b7%d8%a7%d8%b1-%d8%a7%d9%84%d8%b3%d8%af%d8%b1"
    uploads = "http://alwaha.example/wp-content/uploads/2025/02/"
    assert first == {
        "post_id": 7,
        "url": f"http://alwaha.example/{slug}/",
        "kind": "article",
        "title": "قطار السدر يصل في موعده",
        "lead": None,
        "text": "وصل القطار.\nوغادر بعد ساعة.",
        "published": "2025-02-03T01:15:00+03:00",
        "modified": "2025-02-03T01:15:00+03:00",
        "authors": ["نورة السدري"],
        "section": "اخر الاخبار",
        "categories": ["اخر الاخبار", "محليات"],
        "tags": ["السدر", "قطار"],
        "image": f"{uploads}train.jpg",
        "images": [f"{uploads}train.jpg", f"{uploads}station.jpg"],
        "credit": "وكالة الواحة",
        "media": [],
        "duplicate_of": None,
    }
    assert second["url"] == f"http://alwaha.example/{slug}-2/"
    assert second["kind"] == "gallery"
    assert second["lead"] == "ساعة في المحطة."
    assert second["modified"] == "2025-02-03T06:00:00+03:00"
    assert second["authors"] == []
    assert second["image"] is None
    assert second["images"] == [f"{uploads}a.jpg", f"{uploads}b.jpg"]
    assert second["duplicate_of"] == 7


def test_truth_has_the_addresses_of_the_permalinks(tmp_path: Path) -> None:
    stories = read(tmp_path, GOOD)
    dated = [record["url"] for record in stories.truth("http://h", "dated")]
    begun = [url.startswith("http://h/2025/02/03/%d9%82") for url in dated]
    assert begun == [True, True]
    plain = [record["url"] for record in stories.truth("http://h", "plain")]
    assert plain == ["http://h/?p=8", "http://h/?p=7"]


def test_protected_stories_are_no_public_articles(tmp_path: Path) -> None:
    stories = read(tmp_path, GOOD)
    stories.change(8, protected=True)
    assert [record["post_id"] for record in stories.truth("http://h")] == [7]


def test_credit_line_comes_last_unless_the_body_places_it(tmp_path: Path) -> None:
    kinds = [block.kind for block in read(tmp_path, GOOD)[7].blocks]
    assert kinds == ["text", "figure", "text", "credit"]


def test_long_slug_is_cut_at_200_encoded_bytes(tmp_path: Path) -> None:
    long = "ب" * 40
    stories = read(tmp_path, GOOD.replace('slug = "قطار-السدر"', f'slug = "{long}"'))
    # Each letter is two bytes, six characters when encoded: 33 of them fit.
    assert stories[7].slug == "ب" * 33


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ("id = 8", "id = 7", "id 7 is there twice"),
        ('slug = "قطار-السدر-2"', 'slug = "قطار-السدر"', "slug .* is there twice"),
        ('title = "قطار السدر', 'titel = "قطار السدر', "story 7: title is missing"),
        ("twin = ", "twins = ", "unknown key 'twins'"),
        ("[[story]]\nid = 7", "[[storey]]\nid = 7", "unknown table 'storey'"),
        ('section = "ثقافة"', 'section = "محليات"', "section must be 'ثقافة'"),
        ('"ثقافة"]', '"طقس"]', "are not 1 to 3 of the list"),
        ('["نورة السدري"]', '["كاتب آخر"]', "are not all of the list"),
        ("01:15:00+03:00", "01:15:00+02:00", "published must be .* \\+03:00"),
        ("2025-02-03T06:00", "2025-02-03T04:00", "modified is before published"),
        ("{ text = 0 },\n", "", "shows the texts \\[1\\], not each of 2 once"),
        ("{ text = 1, raw", "{ text = 0, raw", "shows the texts \\[0, 0\\]"),
        ("{ text = 1, raw", "{ text = 5, raw", "names text 5, which is none"),
        ("caption =", "title =", "block 'figure' has the unknown key 'title'"),
        ("{ figure =", "{ picture =", "must have one key of its kind"),
        ("duplicate_of = 7", "duplicate_of = 9", "duplicate_of 9 is no earlier"),
        ("duplicate_of = 7\n", "", "belong together"),
        ('twin = "exact"', 'twin = "near"', "is no near twin of 7"),
        ('kind = "gallery"', 'kind = "photos"', "kind is 'photos', not one of"),
        ("وصل القطار.", "وصل القطار...", "not clean, typographic"),
        ("id = 7\n", "id = 7\nlayout = 8\n", "layout is 8, not 1 to 7"),
        ("id = 7\n", "id = \n", "10.toml: not TOML"),
        ("raw = ", "raw = ['x'] #", "10.toml: not TOML"),
        (
            "{ text = 0 }, { text = 1 }",
            '{ list = [0, 1], raw = ["x"] }',
            "raw of block",
        ),
        ("id = 7\n", "id = 7\nraw_tags = ['x']\n", "raw_tags must have 2 entries"),
    ],
)
def test_what_is_wrong_is_said(
    tmp_path: Path, old: str, new: str, message: str
) -> None:
    assert old in GOOD
    with pytest.raises(StoryError, match=message):
        read(tmp_path, GOOD.replace(old, new, 1))


def test_two_sticky_stories_and_an_empty_folder_are_refused(tmp_path: Path) -> None:
    with pytest.raises(StoryError, match="no stories"):
        load(tmp_path)
    both = GOOD.replace("\ntitle =", "\nsticky = true\ntitle =")
    with pytest.raises(StoryError, match="more than one is sticky: \\[7, 8\\]"):
        read(tmp_path, both)


def test_read_also_must_name_a_story(tmp_path: Path) -> None:
    with pytest.raises(StoryError, match="read_also names no story"):
        read(
            tmp_path,
            GOOD.replace(
                "{ text = 0 },", '{ text = 0 }, { read_also = ["x", 99] },', 1
            ),
        )


def test_table_rows_are_their_cells_joined(tmp_path: Path) -> None:
    text = GOOD.replace(
        "{ text = 0 },", '{ rows = [0], row_cells = [["وصل", "القطار."]] },', 1
    )
    assert read(tmp_path, text)[7].blocks[0].texts == (0,)
    with pytest.raises(StoryError, match="do not add up"):
        read(tmp_path, text.replace('["وصل", "القطار."]', '["وصل", "الباص."]'))


def test_edits_are_counted_and_checked(tmp_path: Path) -> None:
    stories = read(tmp_path, GOOD)
    changed = stories.change(7, title="قطار جديد", slug="قطار-جديد", text=("سطر.",))
    assert stories.generation == 1
    assert stories[7] is changed
    assert [block.kind for block in changed.blocks] == ["text", "credit"]
    assert stories[7].raw_title == ""
    assert stories.old_slugs == {"قطار-السدر": 7}
    with pytest.raises(StoryError, match="slug"):
        stories.change(8, slug="قطار-جديد")
    with pytest.raises(StoryError, match="id 7 is there twice"):
        stories.add(changed)
    stories.withdraw(7)
    assert stories.get(7) is None
    assert len(stories) == 1
    stories.add(changed)
    assert stories.generation == 3


def test_bundled_stories() -> None:
    stories = load()
    truth = stories.truth("http://alwaha.example")
    assert len(truth) >= 80
    assert {record["kind"] for record in truth} == {
        "article",
        "flash",
        "video",
        "gallery",
        "live",
    }
    assert {story.layout for story in stories} == {1, 2, 3, 4, 5, 6, 7}
    assert {story.shape for story in stories} == {
        "paragraphs",
        "gutenberg",
        "word",
        "divs",
        "br",
        "nested",
        "cell",
    }
    assert any(story.sticky for story in stories)
    assert any(story.protected for story in stories)
    assert any(block.kind == "page" for story in stories for block in story.blocks)
    twins = {story.twin for story in stories}
    assert twins == {None, "exact", "near"}
    days = {datetime.fromisoformat(record["published"]).date() for record in truth}
    assert len(days) > 30
