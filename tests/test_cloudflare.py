"""Addresses of e-mail that Cloudflare hides."""

from __future__ import annotations

import pytest

from newsbot.pages.html import parse
from tests.bodies import body

# desk@manara.example, each byte XOR 0x2a.
DESK = "2a4e4f59416a474b444b584b044f524b475a464f"


def words(html: str) -> str:
    return "".join(map(str, parse(f"<body><p>{html}</p></body>").itertext())).strip()


@pytest.mark.parametrize(
    "html",
    [
        f'<a href="/cdn-cgi/l/email-protection" class="__cf_email__" '
        f'data-cfemail="{DESK}">[email&#160;protected]</a>',
        f'<a href="/cdn-cgi/l/email-protection#{DESK}"><span class="__cf_email__" '
        f'data-cfemail="{DESK.upper()}">[email&#160;protected]</span></a>',
        f'<span data-cfemail="{DESK}">[email <b>protected</b>]</span>',
    ],
)
def test_an_address_is_put_back(html: str) -> None:
    assert words(f"راسلونا: {html} اليوم") == "راسلونا: desk@manara.example اليوم"
    assert body(f"<p>البريد {html}، والهاتف.</p>").lines == [
        "البريد desk@manara.example، والهاتف."
    ]


@pytest.mark.parametrize(
    "hidden",
    [
        "",
        "2a",
        DESK[:-1],  # half a byte
        DESK[2:],  # without its key
        "zz" + DESK[2:],
        "2a4e4f59414747",  # no @
        "2a6a204e4f5941",  # a line feed
        "2aeafe6ad5d5",  # no UTF-8
        "٢a" + DESK[2:],
        DESK * 60,
    ],
)
def test_what_hides_no_address_stays(hidden: str) -> None:
    html = f'<span data-cfemail="{hidden}">[email protected]</span>'
    assert words(html) == "[email protected]"


def test_a_link_to_the_desk_keeps_its_words() -> None:
    html = f'<a href="/cdn-cgi/l/email-protection#{DESK}">راسلونا</a>'
    assert words(html) == "راسلونا"


def test_pages_without_one_are_left_alone() -> None:
    assert words("data-cfemail: email@manara.example").endswith(
        ": email@manara.example"
    )
