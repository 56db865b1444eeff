"""What sites say to their readers in English, as rules: the first words that a rule is
for, and how a line goes on behind any of them."""

from typing import Final

from newsbot.arabic.boilerplate.channels import CHANNELS

# These end in a full stop, too.
ENGLISH: Final = (
    (
        "follow",
        rf" us(?: (?:on|at|via) (?:our )?(?:{CHANNELS}|social media|google)\b.*)?"
        rf"| .{{1,40}} on (?:{CHANNELS})\b.*",
    ),
    (
        "subscribe join sign get download like support",
        r"(?: up)?(?: (?:now|here|today)| (?:to|for|on))*"
        r" (?:us on|our|the|independent)(?: \S+){0,3}? ?(?:newsletters?|channel|app"
        r"|group|community|mailing list|journalism|page|facebook|whatsapp|telegram"
        r"|youtube)\b.{0,40}",
    ),
    ("subscribe donate", r"(?: (?:now|here|today))+"),
    ("read", r" (?:the )?(?:full )?(?:story|article|report)(?: here| on .*)?"),
    ("leave", r" (?:us )?(?:a comment|your comments?) (?:below|here|in the comments)"),
    ("click", r" here(?: (?:to|for)\b.*)?"),
    (
        "share",
        rf" (?:(?:this(?: \S+)?|it) )?(?:on|via|with)(?: (?:{CHANNELS}|your friends|and"
        r"|by))*",
    ),
    (
        "subscribe sign get receive join",
        r" .*\b(?:your (?:e ?mail|inbox)|newsletter|(?:other )?subscribers)\b.*",
    ),
    ("type enter", r" your e ?mail\b.*"),
    ("tweets", r" by \S+(?: \S+)?"),
    ("discover", r" more from .{1,40}"),
    ("already", r" an? (?:subscriber|member)\b.*"),
    (
        "this",
        r" (?:article|story|content|video|site|post) (?:is|was) (?:only |exclusive )?"
        r"(?:for subscribers|available (?:only )?(?:to|for)|sponsored|protected by"
        r"|originally"
        r" published|not available|exclusive)\b.*",
    ),
    ("powered proudly", r" (?:powered )?by .{2,30}"),
    ("your", r" browser (?:does not|doesn t|cannot|is)\b.*"),
    (
        "please",
        r" (?:enable|turn on|allow|disable)\b.*(?:javascript|cookies|ad ?block\w*).*",
    ),
)

_WORK: Final = "(?:article|story|post|report|page|video|episode|interview)"
_TIMES: Final = (
    "(?:on|at|by|an?|few|ago|just|now|am|pm|gmt|minutes?|mins?|hours?|days?|week|today"
    "|yesterday|staff|january|february|march|april|may|june|july|august|september"
    r"|october|november|december|(?:jan|feb|mar|apr|jun|jul|aug|sept?|oct|nov|dec)|\d+)"
)
ENGLISH_PAGES: Final = (
    ("turn", r" on (?:push |browser )?notifications\b.*"),
    ("get", r" (?:the|our) (?:free )?app\b.*"),
    (
        "have got",
        r" (?:an?|any) (?:news )?(?:tip|story|question|correction|photo|video)s?\b.*"
        r"\b(?:us|our)\b.*",
    ),
    (
        "do",
        r" not (?:republish|reproduce|copy|redistribute)\b.*\b(?:permission|consent)"
        r"\b.*",
    ),
    ("you", r" (?:have|ve) (?:reached|read|used)\b.*\barticles?\b.*"),
    (
        "log sign register",
        r"(?: (?:in|up|or|register|create an account))* (?:to (?:keep|continue|read"
        r"|comment|save|join)|for free)\b.*",
    ),
    (
        "scroll",
        rf" (?:down )?(?:for|to) (?:the )?(?:more|continue|read|see|{_WORK})\b.*",
    ),
    ("photo photos image picture", r" (?:credits?|courtesy)\b.{1,50}"),
    ("the", r" (?:views?|opinions?) expressed\b.*\b(?:authors?|writers?|own)\b.*"),
    (
        "opinions views",
        r"(?: (?:expressed|here|in this \S+))* are\b.*\b(?:own|authors?|writers?)\b.*",
    ),
    ("we", r" use cookies\b.*"),
    (
        "by",
        r" (?:continuing|using|clicking|signing|subscribing)\b.* you"
        r" (?:agree|accept|consent)\b.*",
    ),
    ("this", r" (?:site|website) (?:uses cookies|is protected by)\b.*"),
    ("this", r" (?:is a developing story|story is developing)\b.*"),
    ("copyright", r"(?: c)? \d+\b.{0,60}"),
    ("all", r" rights reserved\b.{0,60}"),
    ("published updated posted last", rf"(?: updated| modified)?(?: {_TIMES})+"),
    ("write email contact", r"(?: to)? us (?:at|on|by|via)\b.*"),
    ("report", r" (?:a|an|this) (?:correction|typo|error|mistake|comment)\b.*"),
    (
        "become",
        r" an? (?:member|supporter|subscriber)(?: (?:now|today|here|from\b.*))*",
    ),
    ("donate", r" (?:now|today|here)\b.*"),
    (
        "support",
        r" (?:our|independent) (?:\S+ )?(?:journalism|reporting|work|newsroom)\b.*",
    ),
    ("listen", rf" to this {_WORK}"),
    ("watch", rf" (?:the )?(?:full )?{_WORK} (?:here|below|above)"),
)
"""Of the page and its parts; without a full stop only."""
