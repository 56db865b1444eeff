"""What plugins print into a body: share bars, advertisements, links to other posts."""

from datetime import datetime
from html import escape

from newsbot.demo.markup import texturize

AD_INSERTER = (
    '<div class="code-block code-block-2" style="margin: 8px 0; clear: both;">'
    '<ins class="adsbygoogle" data-ad-client="ca-pub-0" data-ad-slot="2"></ins>'
    "<script>(adsbygoogle = window.adsbygoogle || []).push({});</script>"
    '<span class="ad-note">إعلان</span></div>'
)


def share(url: str) -> str:
    """The bar of AddToAny for the post of that address."""
    return (
        '<div class="addtoany_share_save_container addtoany_content '
        'addtoany_content_bottom"><div class="addtoany_header">شارك الخبر:</div>'
        '<div class="a2a_kit a2a_kit_size_32 addtoany_list" '
        f'data-a2a-url="{escape(url)}"><a class="a2a_button_facebook" '
        'href="https://www.addtoany.com/add_to/facebook" rel="nofollow noopener">'
        'فيسبوك</a><a class="a2a_button_whatsapp" '
        'href="https://www.addtoany.com/add_to/whatsapp" rel="nofollow noopener">'
        "واتساب</a></div></div>"
    )


def tweet(text: str, post_id: int, day: datetime) -> str:
    """A tweet of an invented account, whose paragraph looks like one of the article."""
    status = 1_880_000_000_000_000_000 + post_id
    return (
        '<blockquote class="twitter-tweet" data-lang="ar"><p dir="rtl" lang="ar">'
        f"{texturize(text)}</p>&mdash; مرصد الواحة (@marsad_alwaha) "
        f'<a href="https://twitter.com/marsad_alwaha/status/{status}'
        f'?ref_src=twsrc%5Etfw">{day:%Y/%m/%d}</a></blockquote>'
    )


def read_also(style: str, title: str, url: str, embed: str) -> str:
    """A link to another post inside a body, in the style box, list, embed or plain.

    `embed` is the address of the other post's stub.
    """
    link = f'href="{escape(url)}">{texturize(title)}</a>'
    if style == "box":
        return (
            '<div class="inline-related-posts"><div class="irp-text">'
            f'<span class="ctaText">اقرأ أيضًا</span>&nbsp; <a class="postTitle" {link}'
            "</div></div>"
        )
    if style == "list":
        return f"<h4>مواضيع ذات صلة</h4>\n<ul>\n<li><a {link}</li>\n</ul>"
    if style == "embed":
        return (
            '<figure class="wp-block-embed is-type-wp-embed">'
            '<div class="wp-block-embed__wrapper">\n'
            f'<blockquote class="wp-embedded-content" data-secret="waha"><a {link}'
            '</blockquote><iframe class="wp-embedded-content" sandbox="allow-scripts" '
            f'title="«{escape(title)}»" src="{escape(embed)}#?secret=waha" '
            'data-secret="waha" width="500" height="282"></iframe>\n</div></figure>'
        )
    return f"<p>اقرأ أيضا: <a {link}</p>"
