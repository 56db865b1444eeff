"""What WordPress, its plugins and themes put into an article's body that is none of
its text, told by the names of the elements.

A plugin gives its elements names that begin alike on every site. The table has those
of the plugins in most use and of WordPress's own blocks, by what they are for; below
it are words by which the plugins that are not in it name such elements. Names that
wrap an article's own text are in neither, whatever they sound like: ``has-toc``,
``ftwp-postcontent`` (Fixed TOC), ``wp-block-post-content``, ``paywall``.
"""

from __future__ import annotations

import re
from functools import lru_cache
from itertools import groupby
from typing import Final, Literal

Kind = Literal["text", "facade", "none", "post", "player"]

# A name that ends in * stands for all that begin so.
_NAMES: Final = {
    "captions of pictures": """
        wp-caption-text wp-element-caption gallery-caption blocks-gallery-caption
        tiled-gallery-caption
    """,
    "advertisements": """
        code-block-* adsbygoogle ai-viewport* quads-* google-auto-placed ad-container
        ad-wrap* ads advertisement advert advads* div-gpt-ad* google_ads* OUTBRAIN
        taboola* td-a-rec* td-adspot* jeg_ad* stream-item* e3lan* wpcnt wpa
        adace-slot* bsac bs-ad* better-ads* themoneytizer* wp_bannerize* adrotate*
    """,
    "tables of contents": """
        ez-toc* lwptoc* toc_container toc_list rank-math-toc* simpletoc* uagb-toc*
        wp-block-uagb-table-of-contents wp-block-rank-math-toc-block
        wp-block-yoast-seo-table-of-contents wp-block-table-of-contents
        wp-block-kadence-tableofcontents kb-table-of-content* stk-table-of-contents*
        eb-toc-* ub_table-of-contents* wp-block-aioseo-table-of-contents joli-toc*
        wpj-jtoc* ftwp-container* ht_toc* ht-toc* rtoc-mokuji* ruby-table-contents*
        rbtoc cmtoc_table_of_contents* elementor-toc* elementor-widget-table-of-contents
    """,
    "other articles": """
        inline-related* irp* internal-linking-related-contents jp-relatedposts
        yarpp* crp_related* rp4wp* related-posts related-articles read-also* readalso*
        also-read lwrp* link-whisper-related* wpp-list wpp-cards* popular-posts
        bs-irp* jnews_inline_related_post* jnews_related_post* jeg_postblock*
        td_block_related* wherego_related* contextual-related* srpw-* rpwe-* rpbt_*
        similar-posts-list pt-cv-wrapper pt-cv-view lcp_catlist*
        wp-block-latest-posts* wp-block-query* wp-block-post-template wp-block-rss*
        elementor-widget-posts elementor-post elementor-posts* elementor-widget-loop-*
        elementor-widget-archive-posts elementor-widget-portfolio
        elementor-widget-wp-widget-recent-* vc_grid-container* vc_basic_grid
        et_pb_blog_grid* fl-post-grid* fl-post-feed* uagb-post-grid*
        wp-block-uagb-post-* zergnet* wp-block-jetpack-related-posts
        wp-block-jetpack-top-posts wp-block-newspack-blocks-* wpnbha
    """,
    "sharing and following": """
        addtoany* a2a_* sharedaddy sd-sharing* ssba* ssbp* essb_links* essb-* essb_*
        swp_social_panel* heateor* mashsb* social-share* social-sharing share-buttons
        post-share shareaholic* sharethis* st-btn* sassy-social* dpsp-* jssocials*
        scriptless* novashare* ss-inline* wpsr-* simplesocialbuttons* sfsi* addthis_*
        ays-poll* wp-block-social-link* wp-block-outermost-social-sharing* nc_tweet*
        et_social_* et_pb_social_media_follow* elementor-share-* hupso*
        elementor-blockquote__tweet* bctt-* tm-click-to-tweet* swp_CTT*
        elementor-widget-share-buttons elementor-widget-social-icons
        wp-block-jetpack-sharing-buttons jetpack-sharing-buttons* jp-sharing*
        wp-block-jetpack-whatsapp-button jeg_share* td-post-sharing* fb-like fb-share*
        fb-page fb-follow twitter-share-button twitter-follow-button g-ytsubscribe
        printfriendly* pf-button* dkpdf* joinchat* wp-share-button*
    """,
    "ratings, votes, reactions, likes": """
        kk-star-ratings kksr* post-ratings* wp-postratings* rmp-* yasr-* wpulike*
        wp_ulike* dw-reactions* dw_reaction* rate-my-post* ratingsystem* gdrts-*
        thumbs-rating* sd-like* jetpack-likes* post-likes-widget*
        wp-block-jetpack-like zilla-likes* sl-wrapper simplefavorite* dot-irecommend*
        da-reactions* snax-voting* snax-reaction* wpra-* jnews-like* mts-like*
        wp-polls* sola_polls* yop-poll* ts-poll* democracy polldaddy* pds-* wpdiscuz*
        helpful helpful-* wthf-* feedbackwp*
    """,
    "counters and dates of the page": """
        post-views* pvc_* tptn_counter* wpp-views page-views* entry-views* wpstats*
        rt-reading-time rt-label rt-time span-reading-time wp-reading-time*
        eta-reading-time wp-block-post-time-to-read bsf-rt-* mts-reading-time*
        post-modified-info last-modified-* post-last-modified* wplmi-* lmt-*
        post-meta entry-meta post-bottom-meta td-module-meta* jeg_post_meta*
        post-edit-link edit-link tablepress-edit-link tablepress-table-description
        pps-views* koko-analytics*
    """,
    "text read out": """
        gspeech* trinity-* trinityAudio* responsivevoice* speechkit* beyondwords*
        playht* play-ht* amazon-polly* ttsaudio* tta_* tts-* atlasvoice* sitespeaker*
        rsbtn* readspeaker* webreader* audionative* wp-block-mementor*
        elevenlabs-* natural-reader* vocalize* remixd*
    """,
    "posts and charts in frames": """
        wp-embedded-content flourish-embed* infogram-embed* datawrapper-*
    """,
    "documents in frames": """
        ead-document-loading ead-loading* embed_download ead-reload-btn embedpress-pdf*
        pdfemb-* pdfp_* _df_* real3dflipbook* gde-* wonderplugin-pdf* pdfjs-*
        wp-block-file__button wp-block-file__preview wppdf* pdfjsembed*
    """,
    "letters, forms, offers": """
        mc4wp* newsletter* tnp* mailpoet_* subscribe-box wpcf7* wpforms-* gform_*
        nf-form* frm_forms* fluentform* forminator-* hustle-ui hustle_*
        sib-form sib_signup*
        jetpack_subscription* convertkit* ck_form* ml-form* klaviyo-form* optinmonster*
        optin-* et_bloom* thrive-leads* tve-leads* mo-optin* icegram* sgpb-*
        pum pum-overlay pum-container wp-block-jetpack-subscriptions*
        wp-block-jetpack-mailchimp wp-block-jetpack-contact-form wp-block-jetpack-tock
        wp-block-jetpack-recurring-payments wp-block-jetpack-donations
        wp-block-jetpack-payment* give-form* givewp* charitable-* seamless-donations*
        bmc-btn* kofi-* wpedon* wppb-* pmpro_content_message*
        leaky_paywall_message* rcp-restricted* rcp_restricted* mepr-unauthorized*
        mepr_unauthorized*
        wp-block-jetpack-paywall* swg-* tp-container-inner elementor-widget-form
        elementor-widget-login elementor-widget-button elementor-location-popup
        wp-block-button wp-block-buttons vc_btn3* et_pb_newsletter* et_pb_button*
        wp-block-loginout onesignal* wonderpush* pushengage* webpush* izooto* cky-*
        cookie-notice* cookie-law* cmplz-cookiebanner* cmplz-blocked-content-notice
        cli-bar* moove-gdpr* gdpr-* cn-notice* BorlabsCookie iubenda-cs*
    """,
    "authors": """
        saboxplugin* abh_* author-box* pp-multiple-authors* pp-author-boxes* m-a-box*
        molongui-author* ts-fab-* wp-about-author* td-author* jeg_authorbox*
        about-author* post-author-box* elementor-author-box* ppma-* gravatar-box*
        elementor-widget-author-box wp-block-post-author* wp-block-avatar*
        wp-block-coauthors-plus* wp-block-molongui*
    """,
    "ways through the site": """
        post-nav-links page-links post-navigation* posts-navigation* nav-links
        wp-block-post-navigation-link* wp-block-navigation* wp-block-page-list*
        wp-block-home-link wp-block-latest-comments* wp-block-archives*
        wp-block-categories* wp-block-tag-cloud wp-block-calendar* wp-block-search*
        wp-block-post-comment* wp-block-comment* wp-block-post-terms* post-tags
        wp-block-post-date* wp-block-post-title* wp-block-post-excerpt* wp-block-term-*
        wp-block-site-title wp-block-site-logo wp-block-site-tagline
        wp-block-read-more wp-block-breadcrumbs* rank-math-breadcrumb* yoast-breadcrumb*
        aioseo-breadcrumbs wp-pagenavi* td-post-next-prev* jnews_prev_next*
        elementor-widget-post-info elementor-widget-post-navigation
        elementor-widget-post-comments elementor-widget-search*
        elementor-widget-nav-menu elementor-widget-breadcrumbs elementor-widget-sidebar
        elementor-widget-theme-post-title elementor-widget-theme-post-excerpt
        elementor-widget-theme-site-* elementor-post-navigation* elementor-post-info*
        more-link morelink read-link read-more-link readmore-link
    """,
    "said to screen readers, or in balloons": """
        screen-reader-text sr-only visually-hidden visuallyhidden
        elementor-screen-only footnote_tooltip* modern-footnotes-footnote__note
        footnote-tooltip* mfn-footnote-tooltip* tooltiptext tooltip-content tippy-*
        tooltipster-* qtip qtip-* wp-lightbox-overlay* lightbox-trigger
    """,
}
# Posts of social networks: one that is a video counts among the media.
_POSTS: Final = """
    twitter-tweet twitter-video instagram-media tiktok-embed fb-post fb-video
    reddit-card reddit-embed* telegram-post text-post-media bluesky-embed*
    mastodon-embed* linkedin-embed* pinterest-embed* imgur-embed-pub
    truthsocial-embed* snapchat-embed*
"""
# Videos and sound recordings, with the words that their players show.
_PLAYERS: Final = """
    wp-block-embed wp-playlist rll-youtube-player lyte-wrapper lyMe lazyYT*
    lazy-load-youtube lazy-load-vimeo youtube-player youtube-embed yt-facade* jwplayer
    jw-player* plyr video-js flowplayer* mejs-container mejs-audio mejs-video
    arve arve-* presto-player* wp-block-presto-player* powerpress_* podcast_player
    castos-player ssp-* podlove-* buzzsprout-player* elementor-widget-video
    elementor-widget-audio wp-block-jetpack-podcast-player fp-player epyt-*
    widget-youtube-facade
"""
# The same said in words, by plugins and themes that are not in the table. Before the
# words may stand the plugin's or theme's own.
_WORDS: Final = r"""
    table[-_]?of[-_]?contents? | (?:post|article|page|content|entry)[-_]toc
    | toc[-_](?:container|wrapper|box|wrap|title|header|list)
    | related[-_](?:posts?|articles?|news|stories|topics|box)
    | (?:similar|recommended|popular|trending|recent)[-_]
      (?:posts?|articles?|news|stories)
    | (?:read|see|watch)[-_](?:also|next)
    | (?:share|sharing|social)[-_](?:buttons?|bar|icons?|links?|share|sharing|btns?)
    | share[-_](?:post|article|this)
    | (?:post|article|entry|content|user|visitor)[-_](?:ratings?|reactions?|votes?)
    | (?:rating|reactions?|voting|vote|like)[-_](?:box|buttons?|widget|stars)
    | (?:post|article|page|entry)[-_](?:views?|hits)
    | views?[-_](?:counter|count) | hit[-_]?counter
    | (?:reading|read)[-_]time | time[-_]to[-_]read
    | (?:post|article|entry)[-_](?:tags?|navigation|pagination|date|author)
    | author[-_](?:box|bio|card)
    | (?:newsletter|subscribe|subscription|signup|optin|donation|donate)
      [-_](?:form|box|widget|popup|banner|cta)
    | (?:cookie|gdpr)[-_](?:notice|banner|consent|bar)
    | push[-_](?:prompt|notification|notifications)
    | paywall[-_](?:message|notice|prompt|overlay|gate|cta|banner)
    | (?:text[-_]to[-_]speech|tts|listen)[-_](?:player|button|widget|bar)
    | advertis(?:ement|ing)
"""
# Names that tell what the page or the text is or has.
_STATES: Final = (
    r"(?:has|with|without|no|is|not|js|hide|show|tag|category|type|format|status)[-_]"
)
# What themes call the whole text, whatever else they call it.
_CONTENT: Final = frozenset(
    """
    entry-content post-content article-content article-body post-body story-body
    content-body articlebody article__body article__content post__content
    td-post-content wp-block-post-content elementor-widget-text-editor
    elementor-widget-theme-post-content
    """.split()
)
# Longer values are not kept: no theme has them.
_LONGEST: Final = 200


class _Names:
    """Names of elements; those that end in ``*`` stand for all that begin so."""

    def __init__(self, table: str) -> None:
        names = table.split()
        self._whole = frozenset(name for name in names if not name.endswith("*"))
        stems = sorted(name[:-1] for name in names if name.endswith("*"))
        # By their first two letters: a pattern of all takes 5 µs on a name.
        self._stems = {
            start: tuple(alike) for start, alike in groupby(stems, key=lambda s: s[:2])
        }

    def __contains__(self, name: str) -> bool:
        return name in self._whole or name.startswith(self._stems.get(name[:2], ()))


_OWN: Final = rf"(?:(?!{_STATES})[a-z0-9]+[-_]+){{0,2}}?"
_BY_WORDS: Final = re.compile(rf"{_OWN}(?:{''.join(_WORDS.split())})(?:[-_]|$)")
_KINDS: Final[tuple[tuple[Kind, _Names], ...]] = (
    ("player", _Names(_PLAYERS)),
    ("post", _Names(_POSTS)),
    ("none", _Names(" ".join(_NAMES.values()))),
)
_DIGITS: Final = "0123456789"


@lru_cache(maxsize=4096)
def _kind_of_name(name: str) -> Kind:
    return next((kind for kind, names in _KINDS if name in names), "text")


@lru_cache(maxsize=4096)
def _kind_of_class(name: str) -> Kind:
    known = _kind_of_name(name)
    return "none" if known == "text" and _BY_WORDS.match(name) else known


def _kind(names: str) -> Kind:
    found: Kind = "text"
    for name in names.split():
        if name in _CONTENT:
            return "text"
        known = _kind_of_class(name[:_LONGEST].rstrip(_DIGITS))
        if known == "none":
            found = known
        elif known != "text":
            return known
    return found


# The same few hundred values stand on all pages of a site.
@lru_cache(maxsize=4096)
def _kind_of_classes(names: str) -> Kind:
    return _kind(names)


def kind_of_classes(names: str) -> Kind:
    """What an element is by its classes.

    :param names: the value of its ``class``
    :return: ``none``: none of an article's text; ``post``: the post of a social
        network, ``player``: that of a video or sound recording, both no text either;
        else ``text``
    """
    if len(names) > _LONGEST:
        return _kind(names)
    return _kind_of_classes(names)


def kind_of_id(name: str) -> Kind:
    """What an element is by its ``id``, as in :func:`kind_of_classes`; in headings
    an id repeats their words, and so only the names of the table count."""
    return _kind_of_name(name[:_LONGEST].rstrip(_DIGITS))
