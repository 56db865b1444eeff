"""Which pictures of a body are an article's."""

from __future__ import annotations

import pytest

from newsbot.pages.html import parse
from newsbot.pages.pictures import picture
from tests.bodies import PAGE, body

PICTURE = "https://manara.example/wp-content/uploads/a.jpg"
SMALL = "https://manara.example/wp-content/uploads/a-600x400.jpg"
BLANK = "data:image/gif;base64,R0lGOD"


PICTURES = {
    "WP Rocket's largest": f'<img src="{BLANK}" data-lazy-src="{SMALL}" '
    f'data-lazy-srcset="{SMALL} 600w, {PICTURE} 1500w">',
    "no space between sizes": f'<img srcset="{SMALL} 600w,{PICTURE} 1500w">',
    "NitroPack": f'<img nitro-lazy-src="{PICTURE}" src="{BLANK}">',
    "WP Fastest Cache": '<img src="/wp-content/plugins/wp-fastest-cache-premium/pro/'
    f'images/blank.gif" data-wpfc-original-src="{PICTURE}">',
    "hidden by Cloudflare until it is loaded": '<img style="display:none;visibility:'
    f'hidden;" data-cfsrc="{PICTURE}"><noscript><img src="{PICTURE}"></noscript>',
    "Jetpack's original": f'<img src="{SMALL}" data-orig-file="{PICTURE}">',
    "behind a plugin's placeholder": '<img src="/wp-content/plugins/lazy/blank.gif" '
    f'data-src="{PICTURE}">',
    "that a smaller one links to": f'<a href="{PICTURE}"><img src="{SMALL}"></a>',
    "a shape instead of a size": f'<img width="16" height="9" src="{PICTURE}">',
    "a small place for a large one": f'<img width="20" height="20" src="{SMALL}" '
    f'srcset="{PICTURE} 1500w">',
    "a percentage": f'<img width="10%" src="{PICTURE}">',
    "of AMP": f'<amp-img src="{PICTURE}"></amp-img>',
}


@pytest.mark.parametrize("html", PICTURES.values(), ids=PICTURES)
def test_the_picture(html: str) -> None:
    assert body(html).images == [PICTURE]


def test_a_small_one_that_links_elsewhere() -> None:
    assert body(f'<a href="/two/"><img src="{SMALL}"></a>').images == [SMALL]


NONE = {
    "icon": '<img src="/i.png" width="24" height="24">',
    "pixel": '<img src="/p.gif" width="1" height="1">',
    "line between two parts": '<img src="/line.png" width="600px" height="4px">',
    "of a plugin": '<img src="/wp-content/plugins/wp-postratings/rating_on.gif">',
    "placeholder alone": '<img src="/wp-content/plugins/lazy/blank.gif" data-src="">',
    "of WordPress": '<img src="/wp-includes/images/media/default.png">',
    "button": '<img src="https://cdn.printfriendly.com/buttons/print-button.png">',
    "hidden": f'<img style="display:none" src="{PICTURE}">',
    "of a person": '<img src="https://secure.gravatar.com/avatar/ab?s=96">',
    "counter": '<img src="https://pixel.wp.com/g.gif?v=ext">',
    "in ratings": '<div class="post-ratings"><img src="/star.jpg"></div>',
}


@pytest.mark.parametrize("html", NONE.values(), ids=NONE)
def test_no_picture(html: str) -> None:
    assert body(html).images == []


EMOJI = {
    "Facebook": '<img width="16" height="16" alt="☀" '
    'src="https://static.xx.fbcdn.net/images/emoji.php/v9/t1/1/16/2600.png">',
    "WordPress": '<img class="wp-smiley" alt="☀" src="https://s.w.org/images/core/'
    'emoji/14.0.0/72x72/2600.png">',
    "Twitter": '<img alt="☀" src="https://abs.twimg.com/emoji/v2/72x72/2600.png">',
}


@pytest.mark.parametrize("html", EMOJI.values(), ids=EMOJI)
def test_emoji_are_signs_of_the_line(html: str) -> None:
    found = body(f"<p>شمس {html} ومطر</p>")
    assert (found.lines, found.images) == (["شمس ☀ ومطر"], [])


def test_the_name_of_an_emoji_is_no_text() -> None:
    found = body('<p>شمس<img alt="sun" src="/images/core/emoji/2600.png"></p>')
    assert (found.lines, found.images) == (["شمس"], [])


@pytest.mark.parametrize(
    "srcset", [",", "a", "a b", "a 1.2.3w", " , a w", "a -1w", "a 1e9w"]
)
def test_a_srcset_that_is_none(srcset: str) -> None:
    (image,) = parse(f'<img srcset="{srcset}" src="{PICTURE}">').iter("img")
    assert picture(image, PAGE) == PICTURE
