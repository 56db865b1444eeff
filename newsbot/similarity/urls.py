"""One key for every spelling of one address.

Keys are for comparing and for the ledger, never for fetching: a server may
answer only to the spelling that its own pages use.

A key is a network-path reference of RFC 3986 (``//host/path?query``), that is
an address without its scheme, because http and https show the same article.
What is equal after the steps of RFC 3986, section 6.2, is equal here, and the
tables below add what news sites hang on an address without showing another
article. Where a rule could be wrong, two keys are the better mistake: an
article fetched twice is found by its text, a lost one by nobody.
"""

import re
import unicodedata
from functools import lru_cache
from hashlib import blake2b

# Arguments that count clicks or sessions, and those that show the same article
# in another dress. Lower case. A value of None means whatever its value;
# else only with one of these values. Sources: the documentation of the
# advertising and analytics products, of WordPress (replytocom, unapproved) and
# of its plugins Jetpack (share), AMP (amp, noamp) and WP-Print (print).
_COUNTERS = """
    _branch_match_id _ga _gac _gid _gl _kx _openstat action_object_map action_ref_map
    action_type_map amp amp_gsa amp_js_v at_campaign at_format at_medium cmpid cndid
    dclid dm_i doing_wp_cron epik fbclid gad_campaignid gad_source gbraid gclid gclsrc
    guccounter guce_referrer guce_referrer_sig icid igsh igshid jsessionid li_fat_id
    mbid mibextid mkt_tok moderation-hash msclkid ncid noamp oly_anon_id oly_enc_id
    phpsessid rb_clickid ref_src ref_url replytocom s_cid s_kwcid sc_cid srsltid taid
    trk_contact trk_msg trk_sid ttclid twclid unapproved usqp vero_conv vero_id wbraid
    wickedid wprov xtor xtref yclid ymclid ysclid __s __twitter_impression
"""
_SHARES = """
    bluesky email facebook jetpack-whatsapp linkedin mastodon nextdoor pinterest pocket
    print reddit skype telegram threads tumblr twitter whatsapp x
"""
_FLAG = frozenset({"", "1", "true", "yes", "y", "on", "print"})
_IGNORED: dict[str, frozenset[str] | None] = dict.fromkeys(_COUNTERS.split())
_IGNORED |= {
    "nb": frozenset({"1"}),
    "outputtype": frozenset({"amp"}),
    "print": _FLAG,
    "printable": _FLAG,
    "share": frozenset(_SHARES.split()),
}
_IGNORED_PREFIXES = (
    *("utm_", "utm-", "fb_", "mc_", "_hs", "hsa_", "pk_", "mtm_", "matomo_"),
    *("piwik_", "itm_", "at_custom", "at_link_", "at_ptr_", "at_bbc_", "ns_"),
)

_INDEX_PAGE = re.compile(
    r"(?:index\.(?:html?|shtml|xhtml|php[345]?|aspx?|jsp|cfm)"
    r"|default\.(?:html?|aspx?))",
    re.IGNORECASE | re.ASCII,
)
_AMP_PAGE = re.compile(r"amp(?:\.html?)?", re.IGNORECASE | re.ASCII)
_AMP_SUFFIX = re.compile(r"(?<=[^.])\.amp(?=\.html?$|$)", re.IGNORECASE | re.ASCII)
# The AMP project's cache carries the publisher's address in its path.
_AMP_CACHE = re.compile(r"//[^/]+\.cdn\.ampproject\.org/[cv]/(?:s/)?(?=[^/?]+\.)")
_SAME_SITE_PREFIXES = ("www.", "m.", "amp.")

_HTTP = re.compile(r"(https?):[/\\]*", re.IGNORECASE | re.ASCII)
_OTHER_SCHEME = re.compile(r"([a-z][a-z0-9+.-]*):(//)?", re.IGNORECASE | re.ASCII)
_HOST_AND_PORT = re.compile(r"[^:/?#]*:[0-9]{1,5}(?:[/?#]|$)")
_NETWORK_PATH = re.compile(r"[/\\]{2,}")
_TAB_OR_NEWLINE = dict.fromkeys(map(ord, "\t\n\r"))
_DEFAULT_PORTS = {"http": "80", "https": "443"}

# White space, controls, bidi marks and other invisible characters: dropped
# around an address, escaped inside. A fixed list, since a key outlives the
# Unicode version of the Python that made it.
_INVISIBLE = "".join(
    map(
        chr,
        [
            *(*range(0x21), *range(0x7F, 0xA1), 0xAD, 0x61C, 0x1680, 0x180E),
            *(*range(0x2000, 0x2010), *range(0x2028, 0x2030), *range(0x205F, 0x206A)),
            *(0x3000, 0xFEFF),
        ],
    )
)
# Bytes that are no UTF-8 travel as surrogates (PEP 383).
_UNSAFE = re.escape(_INVISIBLE) + "\udc80-\udcff"
_SURROGATE = re.compile("[\ud800-\udfff]")
_ESCAPES = re.compile("(?:%[0-9a-fA-F]{2})+")
_IN_OPAQUE = re.compile(f"[{_UNSAFE}]")
_IN_SEGMENT = re.compile(rf"[{_UNSAFE}/?#%\\]")
_IN_QUERY = re.compile(f"[{_UNSAFE}&=+#%]")
_IN_BRACKETS = re.compile(r"[^a-z0-9.:]")
_IN_HOST = re.compile(r"[^a-z0-9._~!$&'()*+,;=-]")


# A crawl asks for the keys of a page's links again and again; 4 MB at most.
_KEPT = 1 << 12


@lru_cache(_KEPT)
def url_key(url: str) -> str:
    """Give the key that all spellings of the address ``url`` share.

    Any string is accepted, none raises, and a key's key is the key itself.

    Merged: raw, ``%d8`` and ``%D8`` spellings; NFC and NFD; http and https;
    the hosts www., m. and amp. with their site; Unicode and punycode hosts;
    default ports; user names; fragments except ``#!`` routes; doubled and
    trailing slashes, dot segments, index pages, AMP variants; click counters
    and the like; order of arguments (not of those with one name).

    Kept apart: every other path (its case too), argument, port, sub-domain,
    and ``%2F`` from ``/``.

    An address without a scheme is read like one that a person types: its first
    part is the host, unless it begins with a single slash. The default port
    of such an address is unknown, so a port is kept. Addresses that name
    nothing on the web (``mailto:``) keep their form.
    """
    key = _key(url)
    while match := _AMP_CACHE.match(key):
        key = _key("//" + key[match.end() :])
    return key


@lru_cache(_KEPT)
def key_hash(url: str) -> int:
    """Give 64 bits of BLAKE2b of the key of ``url`` as a signed integer.

    The form in which SQLite and PostgreSQL (``bigint``) store a key in 8 bytes;
    among ten million addresses two share a hash with a chance of 3 in a million.
    """
    digest = blake2b(url_key(url).encode("utf-8"), digest_size=8).digest()
    return int.from_bytes(digest, "big", signed=True)


def _key(url: str) -> str:
    if not url.isascii():
        url = _SURROGATE.sub(_byte_or_replacement, url)
    url = url.strip(_INVISIBLE).translate(_TAB_OR_NEWLINE)
    scheme = prefix = ""
    has_host = True
    if match := _HTTP.match(url):
        scheme = match[1].lower()
        url = url[match.end() :]
    elif match := _NETWORK_PATH.match(url):
        url = url[match.end() :]
    elif (match := _OTHER_SCHEME.match(url)) and not _HOST_AND_PORT.match(url):
        prefix = match[1].lower() + ":"
        url = url[match.end() :]
        if not match[2]:
            return prefix + _IN_OPAQUE.sub(_escape, url)
    else:
        has_host = not url.startswith(("/", "\\", "?", "#"))
    if not url and not prefix:
        return ""

    url, _, fragment = url.partition("#")
    url, _, query = url.partition("?")
    url = url.replace("\\", "/")
    host = ""
    if has_host:
        authority, _, url = url.partition("/")
        host = _host(authority, _DEFAULT_PORTS.get(scheme))
    key = prefix + ("//" + host if host or prefix else "") + _path(url)
    if query := _query(query):
        key += "?" + query
    if fragment.startswith("!") and len(fragment) > 1:
        key += "#!" + _IN_QUERY.sub(_escape, _decode(fragment[1:]))
    return key


def _decode(text: str) -> str:
    """Resolve the escapes of ``text``; bytes that are no UTF-8 become surrogates."""
    if "%" in text:
        text = _ESCAPES.sub(_unescape, text)
    return text if text.isascii() else unicodedata.normalize("NFC", text)


def _unescape(match: re.Match[str]) -> str:
    data = bytes.fromhex(match[0].replace("%", ""))
    return data.decode("utf-8", "surrogateescape")


def _escape(match: re.Match[str]) -> str:
    data = match[0].encode("utf-8", "surrogateescape")
    return "%" + data.hex("%")


def _byte_or_replacement(match: re.Match[str]) -> str:
    """Give the escape of the byte, or U+FFFD (as in the URL standard) for no byte."""
    return _escape(match) if "\udc80" <= match[0] <= "\udcff" else "\ufffd"


def _host(authority: str, default_port: str | None) -> str:
    """Give host and port in ASCII, without user name and default port."""
    authority = authority.rpartition("@")[2]
    host, colon, port = authority.rpartition(":")
    if not colon or (port and not (port.isascii() and port.isdigit())):
        host, port = authority, ""
    port = port.lstrip("0")
    suffix = f":{port}" if port and port != default_port else ""
    if host.startswith("[") and host.endswith("]"):
        literal = _IN_BRACKETS.sub(_escape, _decode(host[1:-1]).lower())
        return f"[{literal}]{suffix}"
    host = _decode(host)
    if not host.isascii():
        host = unicodedata.normalize("NFKC", host).replace("\u3002", ".")
    host = host.lower().strip(".")
    if not host.isascii():
        # IDNA 2008 without its tests of validity: a key need not be a valid name.
        host = ".".join(
            label if label.isascii() else "xn--" + label.encode("punycode").decode()
            for label in host.split(".")
        )
    while host.startswith(_SAME_SITE_PREFIXES):
        rest = host.partition(".")[2].lstrip(".")
        if "." not in rest:
            break
        host = rest
    return _IN_HOST.sub(_escape, host) + suffix


def _path(path: str) -> str:
    segments: list[str] = []
    for raw in path.split("/"):
        segment = _decode(raw)
        if segment == "..":
            del segments[-1:]
        elif segment not in ("", "."):
            segments.append(segment)
    while segments:
        last = segments[-1]
        if _AMP_PAGE.fullmatch(last) or _INDEX_PAGE.fullmatch(last):
            segments.pop()
        elif (plain := _AMP_SUFFIX.sub("", last)) != last:
            segments[-1] = plain
        else:
            break
    while segments and segments[0].lower() == "amp":
        del segments[0]
    return "/" + "/".join(_IN_SEGMENT.sub(_escape, segment) for segment in segments)


def _query(query: str) -> str:
    pairs: list[tuple[str, str]] = []
    for raw in query.split("&"):
        name, _, value = raw.replace("+", " ").partition("=")
        name, value = _decode(name), _decode(value)
        while name.startswith("amp;"):  # "&amp;" that nobody unescaped
            name = name[4:]
        if (name or value) and not _is_ignored(name.lower(), value.lower()):
            pairs.append((_IN_QUERY.sub(_escape, name), _IN_QUERY.sub(_escape, value)))
    pairs.sort(key=lambda pair: pair[0])  # stable: PHP takes the last of one name
    return "&".join(f"{name}={value}" if value else name for name, value in pairs)


def _is_ignored(name: str, value: str) -> bool:
    if name.startswith(_IGNORED_PREFIXES):
        return True
    if name not in _IGNORED:
        return False
    values = _IGNORED[name]
    return values is None or value in values
