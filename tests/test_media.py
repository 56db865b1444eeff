"""The videos and recordings of a body, whatever loads them."""

from __future__ import annotations

import pytest

from newsbot.pages.html import parse
from newsbot.pages.media import players
from tests.bodies import PAGE, body

TUBE = "https://www.youtube.com/embed/Ab1_cD2-eF3"


LATE = {
    "lite-youtube": (
        '<figure class="wp-block-embed"><lite-youtube videoid="Ab1_cD2-eF3">'
        '<a href="https://youtube.com/watch?v=Ab1_cD2-eF3">تشغيل</a></lite-youtube>'
        "</figure>",
        [TUBE],
    ),
    "lite-youtube outside a block": (
        '<lite-youtube videoid="Ab1_cD2-eF3"><span>تشغيل</span></lite-youtube>',
        [TUBE],
    ),
    "WP Rocket, once": (
        f'<div class="rll-youtube-player" data-src="{TUBE}" data-id="Ab1_cD2-eF3">'
        f'</div><noscript><iframe src="{TUBE}?feature=oembed"></iframe></noscript>',
        [TUBE],
    ),
    "WP YouTube Lyte": (
        '<div class="lyte-wrapper"><div class="lyMe" id="WYL_Ab1_cD2-eF3"><div '
        'class="tT">عنوان</div></div><noscript><a href="https://youtu.be/Ab1_cD2-eF3">'
        "Watch</a></noscript></div>",
        [TUBE],
    ),
    "a link without scripts": (
        '<div class="lazyYT"><noscript><a href="https://youtu.be/Ab1_cD2-eF3">x</a>'
        "</noscript></div>",
        ["https://youtu.be/Ab1_cD2-eF3"],
    ),
    "Complianz, before consent": (
        f'<figure class="wp-block-embed"><iframe data-src-cmplz="{TUBE}" '
        'data-placeholder-image="/p.jpg" src="about:blank"></iframe></figure>',
        [TUBE],
    ),
    "only without scripts": (
        f'<div></div><noscript><iframe src="{TUBE}"></iframe></noscript>',
        [TUBE],
    ),
    "number": ('<div class="my-youtube" data-embed="Ab1_cD2-eF3"></div>', [TUBE]),
    "number and its picture": (
        '<div data-video-id="Ab1_cD2-eF3"><img src="https://i.ytimg.com/vi/'
        'Ab1_cD2-eF3/0.jpg" width="16"></div>',
        [TUBE],
    ),
    "number of nobody knows whom": ('<div data-video-id="Ab1_cD2-eF3"></div>', []),
    "number of an element": ('<div class="youtube" data-id="3f5a9c1"></div>', []),
    "Vimeo": (
        '<div class="v" data-vimeo-id="76979871"></div>',
        ["https://player.vimeo.com/video/76979871"],
    ),
    "Plyr": (
        '<div class="plyr" data-plyr-provider="youtube" '
        'data-plyr-embed-id="Ab1_cD2-eF3"></div>',
        [TUBE],
    ),
    "AMP": ('<amp-youtube data-videoid="Ab1_cD2-eF3"></amp-youtube>', [TUBE]),
    "Brightcove": (
        '<video-js data-account="12" data-video-id="34"></video-js>',
        ["https://players.brightcove.net/12/default_default/index.html?videoId=34"],
    ),
    "file of a player": (
        '<div id="p" data-file="/m/one.mp4"></div>',
        ["https://manara.example/m/one.mp4"],
    ),
    "Elementor": (
        '<div class="elementor-widget elementor-widget-video" data-settings="{&quot;'
        "youtube_url&quot;:&quot;https:\\/\\/www.youtube.com\\/watch?v=Ab1_cD2-eF3"
        '&quot;}"><span>شغل</span></div>',
        ["https://www.youtube.com/watch?v=Ab1_cD2-eF3"],
    ),
    "settings that are none": (
        '<div data-settings="{broken"></div><div data-settings="[1]"></div>',
        [],
    ),
    "settings without end": (f'<div data-settings="{"[" * 50_000}"></div>', []),
    "bare address in a block": (
        '<figure class="wp-block-embed"><div class="wp-block-embed__wrapper">\n'
        "https://youtu.be/Ab1_cD2-eF3\n</div></figure>",
        ["https://youtu.be/Ab1_cD2-eF3"],
    ),
    "bare address of a post": (
        '<figure class="wp-block-embed"><div class="wp-block-embed__wrapper">\n'
        "https://twitter.com/one/status/12\n</div></figure>",
        [],
    ),
    "consent first": (
        f'<iframe src="about:blank" data-cookieblock-src="{TUBE}"></iframe>',
        [TUBE],
    ),
    "playlist": (
        '<div class="wp-playlist"><script class="wp-playlist-script">'
        '{"tracks":[{"src":"/a.mp3"},{"src":"/b.mp3"}]}</script></div>',
        ["https://manara.example/a.mp3", "https://manara.example/b.mp3"],
    ),
    "playlist that is none": (
        '<div class="wp-playlist"><script class="wp-playlist-script">{"tracks":[1]}'
        "</script></div>",
        [],
    ),
    "several formats": (
        '<video><source src="/a.webm"><source src="/a.mp4"></video>',
        ["https://manara.example/a.webm"],
    ),
}


@pytest.mark.parametrize(("html", "media"), LATE.values(), ids=LATE)
def test_players_that_load_late(html: str, media: list[str]) -> None:
    found = body(f"<p>نص.</p>{html}")
    assert (found.media, found.lines) == (media, ["نص."])


POSTS = {
    "TikTok": (
        '<blockquote class="tiktok-embed" cite="https://www.tiktok.com/@manara/video/7"'
        "><p>وصف</p></blockquote>",
        ["https://www.tiktok.com/@manara/video/7"],
    ),
    "TikTok in a block of WordPress": (
        '<figure class="wp-block-embed is-provider-tiktok"><div><blockquote '
        'class="tiktok-embed" cite="https://www.tiktok.com/@manara/video/7" '
        'data-video-id="7"><p>وصف</p></blockquote></div></figure>',
        ["https://www.tiktok.com/@manara/video/7"],
    ),
    "a quotation of a page that shows a video": (
        '<figure class="wp-block-embed"><blockquote cite="https://manara.example/2/">'
        "<p>وصف</p></blockquote></figure>",
        [],
    ),
    "video on Facebook": (
        '<div class="fb-video" data-href="https://www.facebook.com/m/videos/9/"></div>',
        ["https://www.facebook.com/m/videos/9/"],
    ),
    "text on Facebook": (
        '<div class="fb-post" data-href="https://www.facebook.com/m/posts/9/"></div>',
        [],
    ),
    "reel": (
        '<blockquote class="instagram-media" data-instgrm-permalink='
        '"https://www.instagram.com/reel/Xy1/"></blockquote>',
        ["https://www.instagram.com/reel/Xy1/"],
    ),
    "picture on Instagram": (
        '<blockquote class="instagram-media" data-instgrm-permalink='
        '"https://www.instagram.com/p/Xy1/"></blockquote>',
        [],
    ),
    "video on Twitter": (
        '<blockquote class="twitter-video"><a href="https://twitter.com/m/status/5">'
        "مايو</a></blockquote>",
        ["https://twitter.com/m/status/5"],
    ),
    "text on Twitter": (
        '<blockquote class="twitter-tweet"><a href="https://twitter.com/m/status/5">'
        "مايو</a></blockquote>",
        [],
    ),
}


@pytest.mark.parametrize(("html", "media"), POSTS.values(), ids=POSTS)
def test_posts_that_are_videos(html: str, media: list[str]) -> None:
    found = body(f"<p>نص.</p>{html}")
    assert (found.media, found.lines) == (media, ["نص."])


NO_MEDIA = (
    '<iframe src="https://calendar.google.com/calendar/embed?src=x"></iframe>',
    '<iframe src="https://www.openstreetmap.org/export/embed.html?bbox=1"></iframe>',
    '<iframe src="https://flo.uri.sh/visualisation/1/embed"></iframe>',
    '<iframe src="https://platform.twitter.com/embed/Tweet.html?id=1"></iframe>',
    '<iframe src="https://docs.google.com/viewer?url=x.pdf&embedded=true"></iframe>',
    '<iframe srcdoc="/embed/x"></iframe>',
    '<div class="gspeech_widget"><audio src="/read.mp3"></audio></div>',
    '<div class="zahra-share-buttons" data-url="https://manara.example/one/"></div>',
    '<noscript><iframe src="https://www.googletagmanager.com/ns.html?id=1"></iframe>'
    "</noscript>",
    '<div style="display:none"><iframe src="https://www.youtube.com/embed/x"></iframe>'
    "</div>",
)


@pytest.mark.parametrize("html", NO_MEDIA)
def test_what_is_no_player(html: str) -> None:
    assert body(html).media == []


def test_an_address_with_another_video_is_another_video() -> None:
    other = TUBE.replace("Ab1", "Zb1")
    html = "".join(f'<iframe src="{url}"></iframe>' for url in (TUBE, other, TUBE))
    assert body(html).media == [TUBE, other]


def test_players_of_an_element() -> None:
    (frame,) = parse(f'<iframe data-lazy-src="{TUBE}"></iframe>').iter("iframe")
    assert players(frame, PAGE) == [TUBE]
