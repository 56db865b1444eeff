"""The videos and sound recordings that an element shows, whatever loads them.

Plugins put a picture in the place of a player until the reader touches it, and state
the player's address, or the video's number, in attributes of their own.
"""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING, Final

from lxml import etree

from newsbot.pages.html import absolute

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lxml.etree import _Element

# The number of a player on its page, by which WordPress tells equal files apart.
_PLAYER_NUMBER: Final = re.compile(r"\?_=[0-9]+$")
_FILE: Final = (
    r"\.(?:mp4|m4v|webm|ogv|mov|m3u8|mp3|m4a|aac|oga|ogg|opus|wav|flac)(?=$|[?#])"
)
_PLAYER: Final = re.compile(
    rf"/embed|player|/video|plugins/video|{_FILE}", re.IGNORECASE
)
# Frames whose addresses look like those of players: maps, calendars, documents,
# charts, forms, posts of social networks.
_NO_PLAYER: Final = re.compile(
    r"/maps\b|openstreetmap\.org|windy\.com|calendar\.google|docs\.google\.com"
    r"|flo\.uri\.sh|flourish\.studio|infogram\.com|datawrapper|tradingview\.com"
    r"|scribd\.com|issuu\.com|slideshare\.net|codepen\.io|giphy\.com|typeform\.com"
    r"|platform\.(?:twitter|x)\.com|instagram\.com/p/|linkedin\.com/embed"
    r"|reddit(?:media)?\.com|threads\.(?:net|com)|embed\.bsky\.app|googletagmanager"
    r"|/viewer\.html|\.pdf\b"
)
# Pages and players that show one video or recording.
_SHOWS: Final = re.compile(
    r"//(?:[a-z]+\.)?(?:"
    r"youtube(?:-nocookie)?\.com/(?:watch\?|embed/|shorts/|live/|v/|playlist\?)"
    r"|youtu\.be/[\w-]|vimeo\.com/(?:video/|event/|channels/\w+/)?[0-9]"
    r"|dailymotion\.com/(?:embed/)?video/|dai\.ly/\w|geo\.dailymotion\.com/player"
    r"|facebook\.com/(?:plugins/video|watch/?\?|reel/|video\.php|[^?#]+/videos/)"
    r"|fb\.watch/\w|tiktok\.com/(?:embed|player|@[^/?#]+/video/)"
    r"|instagram\.com/(?:[^/?#]+/)?(?:reels?|tv)/|(?:w\.)?soundcloud\.com/[\w-]+/?"
    r"|open\.spotify\.com/(?:embed/|episode/|show/|track/)|rumble\.com/(?:embed/|v)"
    r"|twitch\.tv/\w|streamable\.com/\w|ok\.ru/video|vk\.com/video|players\.brightcove"
    rf")|[^?#]{_FILE}",
    re.IGNORECASE,
)
_YOUTUBE: Final = re.compile(
    r"(?:youtu\.be/|youtube(?:-nocookie)?\.com/"
    r"(?:embed/|shorts/|live/|v/|watch\?(?:[^#]*&)?v=))([\w-]{11})(?![\w-])"
)
_YOUTUBE_NUMBER: Final = re.compile(r"[\w-]{11}", re.ASCII)
_LYTE: Final = re.compile(r"(?:WYL|lyte)_([\w-]{11})", re.ASCII)
_YOUTUBE_PLAYER: Final = "https://www.youtube.com/embed/"
_IS_YOUTUBE: Final = re.compile(r"youtu|lazyyt|(?:^|[\s_-])yt")
_NAMING: Final = etree.XPath(
    ".//@*[contains(., $text) and contains(., 'ytimg.com/')]", smart_strings=False
)
# Where players and what stands in their place state what they play.
STATING: Final = frozenset(
    """
    data-src data-lazy-src data-video-id data-videoid data-video data-video-url
    data-video-src data-videourl data-youtube-id data-youtube data-youtubeid data-ytid
    data-yt-id data-yt data-yt-url data-vimeo-id data-vimeo data-embed data-embed-url
    data-embed-src data-embed-id data-plyr-embed-id data-file data-mp4 data-oembed
    data-oembed-url data-settings data-instgrm-permalink data-audio data-audio-src
    data-href data-url data-id data-media-url videoid video-id
    """.split()
)
_FRAMES: Final = frozenset({"iframe", "video", "audio", "source", "embed", "amp-video"})
# Elementor's names of a video's address.
_SETTINGS: Final = (
    *("youtube_url", "vimeo_url", "dailymotion_url", "videopress_url"),
    *("hosted_url", "external_url"),
)


def players(node: _Element, base: str) -> list[str]:
    """Addresses of the videos and sound recordings in an element, in order; of an
    ``iframe`` only where it is that of a player.

    :param base: address of the page
    """
    media: list[str] = []
    playing: set[_Element | None] = set()
    for found in node.iter(etree.Element):
        if found.tag in _FRAMES:
            # Several sources are the same video in several formats.
            whole: _Element | None = found
            if found.tag == "source":
                whole = next(found.iterancestors("video", "audio"), None)
            url = None if whole in playing else _framed(found, base)
            if url:
                playing.add(whole)
                media.append(url)
        elif found.tag == "script":
            media += _tracks(found, base)
        else:
            media += stated(found, base)
    return once(media)


def stand_ins(node: _Element, base: str) -> list[str]:
    """Addresses of the videos and recordings in the element of a player, also where
    it only links to them or names them in writing, as without scripts; in order.

    :param base: address of the page
    """
    if found := players(node, base):
        return found
    for quote in node.iter("blockquote"):
        if found := posted(quote, base):
            return found
    for link in node.iter("a"):
        url = absolute(base, link.get("href", ""))
        if url and _SHOWS.search(url):
            return [url]
    for text in node.itertext():
        words = str(text).split()
        if len(words) == 1 and words[0].startswith("http") and _SHOWS.search(words[0]):
            return [words[0]]
    return []


def posted(node: _Element, base: str) -> list[str]:
    """Address of the video that a social network's post in an element is; none where
    it is text or a picture.

    :param base: address of the page
    """
    url = absolute(base, node.get("cite", ""))
    found = [url] if url and _SHOWS.search(url) else stated(node, base)
    if not found and "twitter-video" in node.get("class", "").split():
        links = (absolute(base, link.get("href", "")) for link in node.iter("a"))
        found = [url for url in links if url and "/status/" in url][-1:]
    return found


def stated(node: _Element, base: str) -> list[str]:
    """Addresses of the video or recording that an element's own attributes state.

    :param base: address of the page
    """
    told = (node.get(name, "") for name in ("class", "data-type", "data-plyr-provider"))
    provider = " ".join((str(node.tag), *told, *map(str, node.keys()))).lower()
    found: list[str | None] = []
    for name, value in node.items():
        name, value = str(name), str(value).strip()
        if name == "id" and (match := _LYTE.fullmatch(value)):
            found.append(_YOUTUBE_PLAYER + match[1])
        elif name == "data-settings":
            found += _settings(value, base)
        elif name in STATING:
            if "/" in value or "." in value:
                url = absolute(base, value)
                found.append(url if url and _SHOWS.search(url) else None)
            else:
                found.append(_numbered(value, provider, node))
    account, number = node.get("data-account"), node.get("data-video-id")
    if account and number and account.isdecimal():
        player = f"{node.get('data-player', 'default')}_default"
        # https://player.support.brightcove.com/publishing/
        address = f"https://players.brightcove.net/{account}/{player}/index.html"
        found.append(f"{address}?videoId={number}")
    return once([url for url in found if url])


def once(media: list[str]) -> list[str]:
    """*media* without those that show a video again: a player that loads late often
    has a copy of itself for browsers without scripts."""
    known: dict[str, str] = {}
    for url in media:
        match = _YOUTUBE.search(url)
        known.setdefault(f"youtube {match[1]}" if match else url, url)
    return list(known.values())


def _framed(node: _Element, base: str) -> str | None:
    if "wp-embedded-content" in node.get("class", ""):
        return None
    # A late one has its address in data-src, data-lazy-src, data-litespeed-src,
    # data-cookieblock-src, nitro-lazy-src, data-src-cmplz: each plugin in its own.
    names = [
        name
        for name in map(str, node.keys())
        if name.endswith("src") or "-src-" in name
    ]
    for name in sorted(names, key=lambda name: name != "src"):
        url = absolute(base, node.get(name, ""))
        if url is None:
            continue
        is_player = _PLAYER.search(url) and not _NO_PLAYER.search(url)
        if node.tag != "iframe" or is_player:
            return _PLAYER_NUMBER.sub("", url)
    return None


def _numbered(number: str, provider: str, node: _Element) -> str | None:
    """Address of the player of the video that a provider knows by *number*."""
    if "vimeo" in provider:
        is_one = number.isascii() and number.isdecimal()
        return f"https://player.vimeo.com/video/{number}" if is_one else None
    if "dailymotion" in provider:
        is_one = number.isascii() and number.isalnum()
        return f"https://www.dailymotion.com/embed/video/{number}" if is_one else None
    if not _YOUTUBE_NUMBER.fullmatch(number):
        return None
    # Without a name, YouTube is known by its picture of the video.
    if _IS_YOUTUBE.search(provider) or _NAMING(node, text=f"/{number}/"):
        return _YOUTUBE_PLAYER + number
    return None


def _settings(text: str, base: str) -> Iterator[str]:
    try:
        settings = json.loads(text)
    except (ValueError, RecursionError):
        return
    if not isinstance(settings, dict):
        return
    for name in _SETTINGS:
        value = settings.get(name)
        if isinstance(value, dict):
            value = value.get("url")
        url = absolute(base, value) if isinstance(value, str) else None
        if url and _SHOWS.search(url):
            yield url
            return


def _tracks(script: _Element, base: str) -> list[str]:
    """Addresses of the recordings of a WordPress playlist."""
    if "wp-playlist-script" not in script.get("class", ""):
        return []
    try:
        tracks = json.loads(script.text or "").get("tracks", [])
        found = [absolute(base, track["src"]) for track in tracks]
    except (ValueError, AttributeError, KeyError, TypeError, RecursionError):
        return []
    return [url for url in found if url]
