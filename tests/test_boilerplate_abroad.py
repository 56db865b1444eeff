"""What Arabic sites say to their readers in French and English, and lines of articles
in these languages: quotations, titles, names."""

import pytest

from newsbot.arabic.boilerplate import is_boilerplate

OF_SITES = [
    "Notre site utilise des cookies afin de mesurer son audience",
    "En cliquant sur « Accepter », vous consentez à ces traitements",
    "Tout refuser",
    "Gérer mes choix",
    "© 2024 – Tous droits réservés",
    "Toute copie sans autorisation de l'éditeur est interdite",
    "Reproduction strictement interdite",
    "Inscrivez-vous à notre lettre du soir",
    "Suivez notre page pour rester informés",
    "Rejoignez notre groupe WhatsApp",
    "Retrouvez tous nos reportages sur YouTube",
    "Recevez l'essentiel de l'actualité dans votre boîte mail",
    "Installez l'application du journal",
    "Activez les alertes",
    "Soutenez une presse libre : faites un don",
    "Aidez-nous à enquêter",
    "Notre journal a besoin de ses lecteurs",
    "Cet article est réservé aux abonnés de l'édition numérique",
    "Contenu proposé par notre partenaire",
    "Il vous reste deux articles gratuits à lire",
    "Déjà inscrit ? Connectez-vous",
    "Publié le 3 juin 2024 à 14h05 | Mis à jour le 4 juin",
    "Dernière mise à jour il y a une heure",
    "Temps de lecture : 6 min",
    "Crédit photo : archives du journal",
    "La suite après cette publicité",
    "Les commentaires sont modérés avant publication",
    "Les propos tenus ici n'engagent que leurs auteurs",
    "Laissez votre commentaire",
    "Votre adresse de messagerie ne sera pas publiée",
    "Signaler un abus",
    "Écrivez-nous à la rédaction",
    "Dans la même rubrique",
    "Regarder la vidéo",
    "Retour en haut de page",
    "Merci pour votre inscription",
    "Turn on notifications to hear from us first",
    "Have a story? Tell our newsroom",
    "Do not copy without permission",
    "You have used all your free articles",
    "Sign in to comment",
    "The opinions expressed here are those of the author",
    "By signing up you agree to our terms",
    "© 2025 All rights reserved",
    "Last updated 2 hours ago",
    "Write to us at desk@paper.example",
    "Become a supporter today",
    "Watch the full interview below",
]

OF_ARTICLES = [
    "Le site utilise la vapeur du volcan",
    "En cliquant trop vite, elle a tout perdu",
    "Tout refuser, leur seule réponse",
    "Les droits des pêcheurs sont réservés aux riches",
    "Toute copie du manuscrit a disparu",
    "« Inscrivez-vous à la liste électorale », rappelle le maire",
    "Suivez les consignes des secours.",
    "Rejoignez le port avant la nuit, leur a-t-on dit",
    "Recevez mes condoléances",
    "Aidez votre voisin âgé pendant la canicule.",
    "Notre journal de bord commence ici",
    "Cet article du code a été abrogé",
    "Publié en 1954 à Tunis, le roman reste introuvable",
    "Dernière récolte avant l'hiver",
    "Temps couvert sur les côtes",
    "La suite du procès en mars",
    "Les commentaires du ministre ont choqué",
    "Votre adresse ? Je n'en ai pas, répond le garçon.",
    "Signaler une fuite d'eau : le numéro vert de la régie",
    "Retour au village",
    "Merci la vie",
    "Turn on the tap and wait, the plumber says",
    "Do not drink the water",
    "You have one hour, they were told",
    "The opinions of the farmers differ",
    "Last train from the coast",
    "Copyright law in the region",
    "Write your name in the sand",
    "Watch the river rise",
    "Become water, my friend",
]


@pytest.mark.parametrize("line", OF_SITES)
def test_lines_of_sites(line: str) -> None:
    assert is_boilerplate(line)


@pytest.mark.parametrize("line", OF_ARTICLES)
def test_lines_of_articles(line: str) -> None:
    assert not is_boilerplate(line)
