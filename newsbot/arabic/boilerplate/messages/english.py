"""What sites say to their readers in English and French, as rules: the first words
that a rule is for, and how a line goes on behind any of them."""

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

_AUSSI: Final = "(?:aussi|également|egalement|sur le même sujet)"
FRENCH: Final = (
    ("a à lire voir", rf" (?:lire |voir |regarder |écouter |relire )?{_AUSSI}\b.*"),
    ("lisez voyez regardez", rf" {_AUSSI}\b.*"),
    ("suivez abonnez", r"(?: (?:nous|vous))\b.*"),
    ("partager partagez", r" (?:cet article|sur|ceci)\b.*"),
    ("lire", r" (?:cet article|la suite|en français)\b.*"),
    ("voir", r" cette publication sur .*"),
    ("une", r" publication partagée par .*"),
    ("articles", r" (?:similaires|liés|connexes|recommandés)"),
)
