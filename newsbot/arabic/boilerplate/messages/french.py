"""What sites say to their readers in French, as those of the Maghreb do, as rules: the
first words that a rule is for, and how a line goes on behind any of them."""

from typing import Final

_ALSO: Final = "(?:aussi|également|egalement|sur le même sujet)"
_PRESS: Final = "(?:journal|média|rédaction|presse|journalisme|information)"
_WORK: Final = (
    "(?:vidéo|podcast|reportage|replay|émission|épisode|direct|publication|post"
    "|tweet|photos?)"
)
_TO_CLICK: Final = (
    "(?:inscrivez|abonnez|cliquez|suivez|rejoignez|téléchargez|écrivez|connectez"
    "|contactez)"
)
_TIMES: Final = (
    r"(?:publiée?|mise?|à|le|la|les|il y a|une?|heures?|minutes?|jours?|par|rédaction"
    r"|et|modifiée?|dernière|lundi|mardi|mercredi|jeudi|vendredi|samedi|dimanche|janvier"
    r"|février|mars|avril|mai|juin|juillet|août|septembre|octobre|novembre|décembre"
    r"|\d+|\d+h\d*)"
)
_CHOICES: Final = (
    "(?:tout|accepter|refuser|personnaliser|continuer|sans|mes|les|choix|préférences"
    "|cookies|et|fermer)"
)

FRENCH: Final = (
    ("a à lire voir", rf" (?:lire |voir |regarder |écouter |relire )?{_ALSO}\b.*"),
    ("lisez voyez regardez", rf" {_ALSO}\b.*"),
    ("suivez abonnez", r"(?: (?:nous|vous))\b.*"),
    (
        "suivez",
        r" (?:notre|nos|toute) (?:\S+ )?(?:page|chaîne|compte|info|actualité)\b.*",
    ),
    (
        "inscrivez",
        r" vous(?: (?:ici|maintenant|gratuitement|.*\b(?:notre|nos|newsletter|e mail))"
        r"\b.*)?",
    ),
    ("rejoignez", r" (?:nous|notre (?:groupe|chaîne|page|communauté|canal))\b.*"),
    ("retrouvez", r" (?:nous|notre|nos|tous nos|toutes nos)\b.*\bsur\b.*"),
    (
        "recevez",
        r" .*\b(?:nos|notre|mail|newsletter|alertes?|téléphone|actualité)\b.*",
    ),
    ("téléchargez installez", r" (?:notre|l) (?:app|application|appli)\b.*"),
    ("activez", r" (?:les|nos) (?:notifications|alertes)\b.*"),
    ("soutenez", rf" (?:nous\b|(?:notre|nos|un|une|le|la|l) {_PRESS}\b).*"),
    ("aidez", r" nous à\b.*"),
    ("faites faire", r" un don\b.{0,40}"),
    ("notre", rf" {_PRESS} (?:a besoin|vit|dépend)\b.*| newsletter\b.*"),
    ("partager partagez", r"(?: (?:cet article|sur|ceci)\b.*)?"),
    ("envoyer envoyez", r" (?:par (?:e )?mail|nous (?:vos|votre|une?))\b.*"),
    ("lire", r" (?:cet article|la suite|en (?:français|arabe|anglais))\b.*"),
    ("voir", r" cette publication sur .*"),
    (
        "voir regarder regardez écouter écoutez",
        rf" (?:la|le|les|nos|plus de) {_WORK}(?: ci dessous| ici)?",
    ),
    ("une", r" publication partagée par .*"),
    ("articles", r" (?:similaires|liés|connexes|recommandés)"),
    ("dans", r" la même (?:rubrique|catégorie)"),
    ("les", r" plus (?:lus|vus|commentés|partagés)\b.{0,30}"),
    (
        "cet ce",
        r" (?:article|contenu|dossier) est"
        r" (?:réservé|bloqué|accessible|disponible|sponsorisé|proposé)\b.*",
    ),
    (
        "article contenu",
        r" (?:réservé aux|sponsorisé|partenaire|publicitaire|proposé par|offert par)"
        r"\b.*",
    ),
    ("il", r" vous reste\b.*\barticles?\b.*"),
    ("déjà", r" (?:abonnée?|inscrite?)\b.*"),
    ("connectez identifiez", r" vous(?: (?:pour|à)\b.*)?"),
    ("profitez", r" de (?:notre|nos) offres?\b.*"),
    # Cookies
    (
        "ce notre le nous",
        r"(?: (?:site|journal))? utilis(?:e|ons) (?:des |les )?cookies\b.*",
    ),
    (
        "en",
        r" (?:poursuivant|continuant|cliquant|utilisant|vous inscrivant)\b.* vous"
        r" (?:acceptez|consentez|autorisez)\b.*",
    ),
    (
        "accepter refuser personnaliser",
        rf" (?:et fermer|tout|mes choix|les cookies)(?: {_CHOICES})*",
    ),
    ("tout", r" (?:accepter|refuser)"),
    ("gérer", r" (?:mes|les) (?:choix|préférences|cookies)"),
    # Rights
    ("tous droits", r"(?: droits)?(?: de \S+)? réservés\b.{0,60}"),
    ("reproduction", r"(?: \S+){0,3} interdite(?: (?:sans|sauf)\b.*)?"),
    (
        "toute la",
        r" (?:reproduction|copie|reprise|rediffusion)\b.*\binterdites?"
        r"(?: (?:sans|sauf)\b.*)?",
    ),
    (
        "les",
        r" (?:opinions|propos|points de vue|avis|tribunes)\b.* n engag\w+ que\b.*",
    ),
    # Comments
    ("les", r" commentaires sont (?:fermés|modérés|clos|soumis)\b.{0,60}"),
    ("soyez", r" le premier à (?:réagir|commenter)\b.*"),
    (
        "ajouter ajoutez laisser laissez poster postez",
        r" (?:nous )?(?:une?|votre|vos) (?:commentaires?|avis|réactions?)\b.{0,40}",
    ),
    ("votre", r" (?:adresse|e mail)\b.*\b(?:publiée?|mail)\b.*"),
    ("signaler", r" (?:un abus|une erreur)\b.{0,30}"),
    ("pour", rf" .*\b{_TO_CLICK} (?:vous|nous|ici|gratuitement|sur)\b.*"),
    ("vous", rf" (?:avez|souhaitez|êtes)\b.*\b{_TO_CLICK} nous\b.*"),
    ("écrivez contactez", r" nous\b.*"),
    ("cliquez", r" ici\b.{0,60}"),
    ("merci", r" pour votre (?:inscription|abonnement|soutien|visite)\b.{0,30}"),
    # Stamps, credits, advertisements
    ("publié publiée mis mise modifié dernière", rf"(?: {_TIMES})+"),
    ("temps", r" de lecture\b.{0,30}"),
    ("crédit crédits", r" photos?\b.{1,50}"),
    ("photo photos", r" (?:dr|archives?|d archives?|d illustration)"),
    ("la", r" suite après (?:la|cette) (?:publicité|pub)"),
    ("la", r" version (?:arabe|française|anglaise) de cet article\b.*"),
    ("espace", r" publicitaire"),
    ("retour", r" (?:à l accueil|en haut\b.{0,20})"),
)
