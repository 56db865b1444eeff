"""What is read of a page that is larger than any of news, and what is said of it."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

import pytest
import trafilatura

from newsbot.arabic.boilerplate import is_boilerplate, line
from newsbot.pages import article_links, bounds, extract, rest
from newsbot.pages.fallback.text.judge import words_of_judge
from newsbot.pages.feed import parse_feed
from newsbot.pages.html import parse
from newsbot.pages.refusal import find_wall
from newsbot.pages.sitemap import parse_sitemap
from newsbot.pages.structured import Structured

if TYPE_CHECKING:
    from newsbot.items import Article

HOME = "http://news.example/"
NOW = datetime(2026, 3, 1, tzinfo=UTC)
HEADLINE = "افتتاح جسر جديد على النهر الكبير"
SENTENCE = "قال المتحدث رقم {i} إن الجسر الجديد يربط بين ضفتي النهر ويخدم القرى كلها."
LINES = [SENTENCE.format(i=i) for i in range(8)]
TEXT = "".join(f"<p>{one}</p>" for one in LINES)
CUT = "the page is larger than any of news: only its begin was read"


def page(*, above: str = "", below: str = "") -> str:
    return (
        f"<html lang=ar><head><title>{HEADLINE}</title></head><body>{above}<article>"
        f"<h1>{HEADLINE}</h1><div class=text>{TEXT}</div></article>{below}"
        "</body></html>"
    )


def record(html: str) -> Article:
    return extract(html, url=f"{HOME}2026/a/", tz="UTC", now=NOW)


def test_of_a_page_of_comments_the_article_is_read_and_the_rest_is_said() -> None:
    comment = "<div class=comment><p>رأي قارئ رقم {i}</p></div>"
    below = "".join(comment.format(i=i) for i in range(20_000))
    found = record(page(below=f"<section class=comments>{below}</section>"))
    assert found.text.split("\n") == LINES
    assert CUT in found.warnings


def test_a_map_above_the_article_is_not_counted() -> None:
    drawn = f"<svg>{'<path/>' * 15_000}</svg>"
    chosen = f"<select>{'<option>قرية</option>' * 15_000}</select>"
    found = record(page(above=drawn + chosen))
    assert found.text.split("\n") == LINES
    assert CUT not in found.warnings


def test_an_ordinary_page_keeps_its_drawings_and_comments() -> None:
    tree = parse(page(above="<svg><path/></svg><!-- المحتوى -->"))
    bounds.cut(tree)
    assert tree.find(".//path") is not None
    assert any(not isinstance(node.tag, str) for node in tree.iter())
    assert not bounds.is_cut(tree)


def test_what_is_cut_leaves_nothing_of_what_stands_behind() -> None:
    rows = "<p>س</p>" * bounds.MOST_ELEMENTS
    tree = parse(f"<div><div>{rows}ذيل</div>بعد</div>خلف<p>آخر</p>")
    bounds.cut(tree)
    # html, body and two boxes are the first four.
    assert len(list(tree.iter())) == bounds.MOST_ELEMENTS
    words = "".join(map(str, tree.itertext())).split()
    assert words == ["س"] * (bounds.MOST_ELEMENTS - 4)
    assert bounds.is_cut(tree)


@pytest.mark.parametrize("row", ["<b>", "<br>", "<p>س</p>", "<div><p>"])
def test_a_tree_has_no_more_elements_than_a_page_may_have_tags(row: str) -> None:
    tree = parse(row * 300_000)
    # One that is passed over in the depth leaves two marks.
    assert len(list(tree.iter())) <= bounds.MOST_TAGS + 10
    assert bounds.is_cut(tree)


def test_a_page_of_many_short_tags_is_refused() -> None:
    html = "<b>" * 250_000
    assert len(html) < 1_000_000
    found = find_wall(200, {}, f"<body>{html}")
    assert found is not None
    assert found.reason == "a page of 250001 tags: too many to read"


def test_a_text_of_megabytes_is_read_to_its_bound() -> None:
    words = "كلمة " * 300_000
    tree = parse(f"<body><p>{words}</p><p>{HEADLINE}</p>")
    bounds.cut(tree)
    assert len("".join(map(str, tree.itertext()))) == 1_000_000
    assert bounds.is_cut(tree)


def test_lines_of_megabytes_are_read_to_their_bound() -> None:
    words = "كلمة " * 30_000
    tree = parse(f"<body><div>{f'{words}<br>' * 10}{HEADLINE}</div><p>{HEADLINE}</p>")
    bounds.cut(tree)
    assert len("".join(map(str, tree.itertext()))) == 1_000_000
    assert len(list(tree.iter("br"))) == 6
    assert tree.find(".//p") is None


def test_data_of_scripts_and_pictures_are_no_words() -> None:
    script = f"<script>var a = {json.dumps('x' * 1_500_000)}</script>"
    picture = f'<p><img alt="" src="data:image/png;base64,{"A" * 1_500_000}"></p>'
    found = record(page(above=script + picture, below=script))
    assert found.text.split("\n") == LINES
    assert CUT not in found.warnings


def test_json_ld_is_read_to_its_bound() -> None:
    def script(**data: str) -> str:
        data["@type"] = "NewsArticle"
        return f'<script type="application/ld+json">{json.dumps(data)}</script>'

    first = script(headline="الأول")
    large = script(headline="الكبير", articleBody="x" * 1_000_000)
    read = Structured(parse(first + large + script(headline="الأخير")))
    assert read.text("headline") == "الأول"
    assert Structured(parse(large)).article == {}


# As many attributes as take a second, in the forms in which a tag may write them.
ATTRIBUTES = {
    "bare": " a{i}",
    "quoted": ' a{i}="1"',
    "with the end of a tag in quotes": ' a{i}=">"',
    "one on the other's heels": 'a{i}=">"',
    "with strokes between": "/a{i}",
    "with a quotation mark in the name": ' a"{i}',
}


@pytest.mark.parametrize("kind", ATTRIBUTES)
@pytest.mark.parametrize("before", ["", "<!-->", "<svg><title/></svg>", "<script/>"])
def test_no_element_has_hundreds_of_attributes(kind: str, before: str) -> None:
    many = "".join(ATTRIBUTES[kind].format(i=i) for i in range(8_000))
    tree = parse(f"{before}<div {many}><p>نص الخبر</p></div>{'<p>س</p>' * 20_000}")
    assert max(len(one.attrib) for one in tree.iter("div", "p")) < 500


def test_what_looks_like_a_tag_in_a_script_stays() -> None:
    words = " ".join(f"كلمة{i}" for i in range(4_000))
    script = f'<script>for(i=0;i<n ;i++) a = "{words}"</script>'
    html = f"<div class=a {' '.join(f'b{i}' for i in range(8_000))}>س</div>{script}"
    tree = parse(html + "<p>س</p>" * 30_000)
    assert f'i<n ;i++) a = "{words}"' in (tree.findtext(".//script") or "")
    (box,) = tree.iter("div")
    assert not box.attrib


def test_the_judge_is_not_asked_twice_about_a_large_page(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    asked = []
    ask = trafilatura.bare_extraction

    def note(*values: Any, **options: Any) -> Any:
        asked.append(options["fast"])
        return ask(*values, **options)

    monkeypatch.setattr(trafilatura, "bare_extraction", note)
    link = "<li><a href=/n/{i}/>خبر</a></li>"
    for count in (40, 4_000):
        links = "".join(link.format(i=i) for i in range(count))
        words_of_judge(parse(f"<body><ul>{links}</ul></body>"))
    assert asked == [True, False, True]


def test_no_part_of_a_row_is_judged_twice() -> None:
    line._is_boilerplate.cache_clear()
    assert not is_boilerplate("قال 1 يناير 2025 10:30 | بقلم: سالم")
    # The row, its two parts, and one of them without its clock: it is parted in three
    # ways, two of which give the same parts.
    assert line._is_boilerplate.cache_info().misses <= 4


def test_a_list_of_keywords_behind_marks() -> None:
    assert is_boilerplate("•  الوسوم : جسر، نهر")
    assert not is_boilerplate("-  الجسر : افتتح أمس على النهر الكبير")


def test_every_link_of_a_long_list_is_found() -> None:
    row = '<li><a href="/2026/03/01/{i}.html">عنوان خبر من أخبار المدينة {i}</a></li>'
    html = f"<ul>{''.join(row.replace('{i}', str(i)) for i in range(8_000))}</ul>"
    assert len(article_links(html, HOME)) == 8_000


ITEM = "<item><link>http://news.example/{i}/</link></item>"


def test_a_feed_of_a_hundred_thousand_elements() -> None:
    items = "".join(ITEM.format(i=i) for i in range(30_000))
    feed = f"<rss><channel>{items}{'<a/>' * 100_000}</channel></rss>"
    found = parse_feed(feed.encode(), HOME)
    assert [one.url for one in found[:2]] == [f"{HOME}0/", f"{HOME}1/"]
    assert len(found) == 10_000


def test_the_item_at_which_a_feed_is_cut_is_left_out() -> None:
    last = "<item><link>http://news.example/2/</link>" + "<a/>" * 150_000
    feed = f"<rss><channel>{ITEM.format(i=1)}{last}</item></channel></rss>"
    assert [one.url for one in parse_feed(feed.encode(), HOME)] == [f"{HOME}1/"]


def test_an_entry_of_a_sitemap_that_never_ends() -> None:
    entry = "<url><loc>http://news.example/{i}/</loc>"
    sitemap = f"<urlset>{entry.format(i=1)}</url>{entry.format(i=2)}{'<a/>' * 20_000}"
    found = parse_sitemap(f"{sitemap}</url></urlset>".encode(), HOME)
    assert [one.url for one in found.entries] == [f"{HOME}1/"]
    assert found.is_cut


def test_an_entry_of_a_sitemap_with_all_images_that_it_may_have() -> None:
    image = "<image:image><image:loc>/{i}.jpg</image:loc></image:image>"
    images = "".join(image.format(i=i) for i in range(1_000))
    entry = f"<url><loc>http://news.example/1/</loc>{images}</url>"
    found = parse_sitemap(f"<urlset>{entry * 20}</urlset>".encode(), HOME)
    assert len(found.entries) == 20
    assert not found.is_cut


def test_a_sitemap_of_empty_entries_ends() -> None:
    full = "<url><loc>http://news.example/1/</loc></url>"
    sitemap = f"<urlset>{'<url/>' * 100_000}{full}</urlset>"
    assert parse_sitemap(sitemap.encode(), HOME).entries == []


def test_an_answer_of_the_interface_that_is_no_answer() -> None:
    posts = [{"link": f"{HOME}{i}/", "id": i} for i in range(1_500)]
    found = rest.parse_posts(json.dumps(posts).encode())
    assert found is not None
    assert len(found) == 1_000
    assert rest.parse_posts(b"[" + b"[]," * 3_000_000 + b"[]]") is None
