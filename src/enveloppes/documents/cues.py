"""The words that announce a figure of a unit said before (« contre 480 », « il en propose 9 »), and what may follow it.

All patterns read folded text. A cue says only that a number *may* share a unit; ``ellipsis`` decides.
"""

from __future__ import annotations

import re
from functools import cache

from enveloppes.documents.nouns import FUNDERS, LIKE_PARTICIPLES, MONEY_NOUNS
from enveloppes.money.folding import Folded

PARTICIPLE = (
    r"(?:engag|vot|pay|vers|mandat|notifi|affect|consomm|financ|apport|attribu|reserv|flech|mobilis|consacr|dedi"
    r"|destin|execut|liquid|programm|contractualis|annonc|depens|accord|octroy|allou|emprunt|realis|fig|ventil|report"
    r"|deleg|credit|individualis|budget|provisionn|rembours|decaiss|justifi|subvention)e(?:e?s?)"
    r"|(?:inscrit|prevu|acqui|issu|investi|verse|ouvert|du|reparti|garanti|consenti|obtenu|percu|recu)(?:e?s?)"
    r"|provenant|restants?|deja"
)
MONTHS = "janvier|fevrier|mars|avril|mai|juin|juillet|aout|septembre|octobre|novembre|decembre"
# « 96 de dotation », « 60 d'emprunt »: what the money is, not what is counted.
_KIND_OF_MONEY = rf"(?:de |d'|en )(?:{'|'.join(sorted(noun for noun in MONEY_NOUNS if noun.isalpha()))})"
_WHEN = (
    rf"(?:en|pour|l'an) (?:19|20)\d\d|(?:en|des|fin|debut|mi-) ?(?:{MONTHS})"
    r"|au (?:premier|second|deuxieme|troisieme|quatrieme) (?:trimestre|semestre)|cette annee"
    r"|(?:l'an(?:nee)?|l'ete|l'hiver|l'automne|l'exercice|l'edition|le printemps|le mois|le trimestre|la saison"
    r"|la semaine)"
    r" (?:dernier|derniere|passee?|precedente?|prochaine?|suivante?)|chaque annee|en moyenne|jusqu'(?:ici|alors)|"
    r"(?:apres|avant)(?= ?[.,;)])"
    r"|a (?:partir|compter) d(?:u|e|es)"
    r"|l'an prochain|aujourd'hui|ensuite|plus tard|auparavant|il y a|a ce (?:jour|stade)"
    r"|(?:fin|debut|mi-?) ?(?:19|20)\d\d"
    r"|le (?:premier|deuxieme|second|troisieme|quatrieme|dernier)|au-dela|au total|en tout|ici|la(?= ?[.,;)])"
)
_CONTINUES = (
    rf"(?= ?(?:[.;:)\]!?»\x01]|$)|,(?! ?\d)| \(| (?:pour|en|par|sur(?! \d)|au|aux|a(?! \d)|du|de la|des(?! (?!(?:19"
    rf"|20)\d\d(?!\d))\d)|dans|et(?! demi)"
    rf"|ou|puis|contre|qui|que|soit|dont|l'an|cette annee|chacun|chacune|chaque|sont|est|seront|sera|ont|avai(?:t|ent)"
    rf"|(?:pro)?vien(?:t|nent)|revien(?:t|nent|dra|dront)|iront|ira|va|vont|etaient|etait|au titre"
    rf"|aujourd'hui|auparavant"
    rf"|initialement|seulement|uniquement|respectivement|environ"
    rf"|d'(?:habitude|ordinaire|origine|abord|emblee)|comme|selon|suivant|alors|tandis|mais|car|malgre|grace|via"
    rf"|avec|vers|sous|lors|jusqu'(?:ici|alors|a|au|en)|voire|sinon"
    rf"|hors|depuis|prealablement|apres|avant|fin|debut|si|lorsque|quand|{_WHEN}"
    rf"|(?:un|deux|trois|quatre|cinq|six|dix) ans?|l'annee|chez"
    rf"|(?:[a-z]+ment )?(?:{PARTICIPLE}))(?![a-z])| (?:de l'|d'ici|de cet?t?e? |de (?:plus|moins)(?![a-z]))|\)"
    rf"| (?:ht|ttc|hors taxes|de {FUNDERS})(?![a-z])| {_KIND_OF_MONEY}(?![a-z]))"
)
PRONOUN = (
    r"(?:l'une?|(?<=, )(?:nous|vous|eux)|les? (?:un|autre|autres|premier|premiere|second|seconde|deuxieme"
    r"|troisieme|reste)"
    r"|l'autre|la (?:premiere|seconde|deuxieme|troisieme)"
    r"|celui-ci|celle-ci|le solde|le reliquat)"
)
# « Le nombre de communes est de 12 »: what is said of a funder is not what it pays.
_NO_VERB = r"(?!(?:est|sont|a|ont|compte|comptent|emploie|gere|possede|accueille|regroupe)(?![a-z]))"
_ARTICLE = r"(?:le|la|les|l'|du|de la|de l'|des|au|a la|a l'|aux)"
SHARER = (
    rf"(?:{_ARTICLE}? ?(?:[a-z-]+(?: |-))?"
    rf"(?<![a-z]){FUNDERS}(?![a-z])(?:(?: |-)(?:{_NO_VERB}[a-z-]+"
    rf"|d'[a-z-]+|de l'[a-z-]+)){{0,4}})"
)
VERB = (
    r"(?:,? ?(?:pour|propos\w+|demand\w+|recoi\w+|recevra\w*|percoi\w+|touch\w+|obtien\w+|cout\w+|paie\w*|donn\w+"
    r"|apport\w+|vers\w+|financ\w+|mobilis\w+|consacr\w+|engag\w+|investi\w+|y consacre|met"
    r"|contribu\w+ a hauteur de|a hauteur de|avec|:|-|de|d'))?"
)
# Verbs whose object is a sum; « il en existe 12 », « elle en compte 10 » are none.
_ENDING = (
    r"(?:e|es|ons|ez|ent|er|a|ai|ais|ait|aient|ant|era|erons|eront|erai|erait|eraient|ee|ees|i|is|ie|ies|it|ir|ira"
    r"|iront"
    r"|issent|issait|issant|u|us|ue|ues|ont)"
)
_SUM_VERB = (
    rf"(?:(?:re)?(?:cout|vers|apport|consacr|debours|depens|invest|engag|debloqu|propos|reclam|demand|rapport|encaiss"
    rf"|touch|ajout|rajout|economis|emprunt|prel?ev|rembours|represent|totalis|sollicit|mobilis|accord|octroy|allou"
    rf"|attribu|pret|garant|compens|trouv|manqu|donn|gagn|acquitt|regl|factur|retir|annul|notifi|esper|provisionn"
    rf"|refus|rest|exig|pes|absorb){_ENDING}"
    r"|pa(?:ie|ient|iera|ieront|ye|yent|yait|yaient|yer|yera)|fau(?:t|dra|drait)|fallait|fallu|manquer\w*"
    r"|obt(?:ien(?:s|t|nent|dra|dront)|en(?:ir|u|ue|us|ait|aient))|voul(?:u|ait|aient|ions|ons)|veu(?:x|t|lent)"
    r"|prom(?:et|ettent|ettait|ettra|is|ises?)|prev(?:oit|oient|oyait|u|us|ue|oir)|perd(?:u|ait|aient|ra|ent)?"
    r"|inscri(?:t|te|ts|vent|vait|re|ra)|per(?:coit|coivent|cu|cevait|cevra)|re(?:coit|coivent|cu|cevait|cevra|cevront)"
    r"|attei(?:nt|gnent|gnait|ndra|ndre)|val(?:ait|ent|oir|u)|vaut|met(?:s|tent|tons|tait|taient|tre|tr(?:a|ai|ons"
    r"|ont|ait|aient))?"
    r"|(?:a|ont|avons|avait|avaient) mis|doi(?:t|vent)|devr(?:a|ons|ont)"
    r""
    r"|(?<=en )(?:est|sommes|sont|etait|etaient|serait) a|(?<=en )(?:a|ai|ont|avons|avez|aura|aurons|auront) vu"
    r"|plafonn\w{1,5} a|monte a|montaient a|montait a|s'en tien\w+ a|culmin\w{1,5} a)"
)


@cache
def cue() -> re.Pattern[str]:
    """Match, at the end of what stands before a number, what announces a figure of the unit said before."""
    return re.compile(
        r"(?P<against>(?:^|[^a-z])(?:contre|au lieu de|plutot que|apres|face a|et non|et non plus|versus"
        r"|vs)(?: seulement| a peine| deja)?"
        r"(?: en (?:19|20)\d\d| l'an dernier| auparavant| initialement)?,? (?:les )?$"
        r"|(?:^|[^a-z])(?:au lieu|pres) des $)"
        r"|(?P<part>(?:^|[^a-z])(?:dont|parmi lesquels|y compris)(?: deja| seulement)? ?(?:,? ?(?:en )?(?:19"
        r"|20)\d\d,? )?$)"
        r"|(?P<listed>\(dont (?:[a-z'-]+ ){1,2}(?:: )?$|, dont (?:un|une|le|la|les|son|sa) (?:[a-z'-]+ ){1,2}$)"
        r"|(?P<more>[,;] (?:et )?encore $)"
        rf"|(?P<bracket>(?:^|[^a-z]){_ARTICLE} ?{FUNDERS} ?\($)"
        rf"|(?P<sharer>(?:^|[^a-z])(?:{PRONOUN}(?: a)?|{SHARER}){VERB} ?$)"
        r"|(?P<was>(?:^|[^a-z])(?:(?:etai(?:t|ent)|fut|sera|seront|serait|n'est|n'etait|est|etre)"
        r" (?:alors |plus que )?de|s'?(?:elev\w+"
        r"|etabli\w+|etablissai\w+|chiffr\w+) a|atteign\w+|atteint|atteindr\w+|represent\w+)(?: donc| ainsi"
        r"| desormais| alors)? $|[^a-z](?:(?:re)?tomb\w+ a"
        r"|(?:port|relev|ramen|fix)\w* (?:ce|cet|cette|le|la|les|son|sa) [^.;:,\d]{1,30} a"
        r"|pass\w+ a|port\w+ a|ramen\w+ a|relev\w+ a|(?:re)?mont\w+ a|grimp\w+ a|bond\w+ a|baiss\w+ a|chut\w+ a"
        r"|descend\w+ a) $)"
        r"|(?P<left>(?:^|[^a-z])en (?:manque|manquent|manquera|reste|restent|restera|faut|faudra|faudrait|avons"
        r"|consacre\w*|ajout\w+|avai(?:t|ent|ons)|aur(?:a|ont|ons|ez|ait|aient)|apport\w+|vers\w+|cout\w+) $"
        rf"|(?:^|[^a-z])en (?:a|ai|ont|avons|avait|avaient|aura|auront) (?:deja |ainsi )?(?:{PARTICIPLE}) $"
        r"|(?:^|[^a-z])il (?:reste|manque|manquait|restait|manquera|restera|faut|faudra|faudrait) (?:encore )?$)"
        rf"|(?P<verb>(?:^|[^a-z]){_SUM_VERB}(?: (?:plus|donc|ainsi|deja|meme|finalement|seulement|aujourd'hui"
        rf"|desormais|maintenant|encore))?(?: qu'| que | )$"
        rf"|(?:^|[^a-z])(?:{PARTICIPLE}) (?:pour|a hauteur de) $"
        r"|(?:^|[^a-z])reste(?:nt|ra)? a (?:financer|trouver|payer|verser|couvrir|engager|mobiliser) $)"
        rf"|(?P<headed>(?:^|[^a-z])(?:cout|montant|budget|interets|depense|recette|subvention|participation"
        rf"|apport)s?(?: [a-z']+){{0,6}} ?: $"
        r"|(?:^|[^a-z])(?:pour|a) (?:un|le) (?:tarif|prix|cout|montant)(?: [a-z]+)? de $)"
        r"|(?P<sum>(?:^|[^a-z])(?:soit|c'est-a-dire|en tout|au total|(?:auquel|a laquelle|auxquels|auxquelles)"
        r" s'ajout\w+) $)"
        r"|(?P<that>(?:^|[^a-z])(?:celui|celle|ceux|celles) (?:du |de la |de l'|des |de |d')[^.;:,()]{1,40}"
        r"(?: \([^()]{1,20}\))? (?:pour|a|de) $|[^a-z](?:voire|sinon)(?: meme)?(?: de| a)? $)"
        r"|(?P<dated>(?:^|[,;:]|[^a-z]et) (?:en|pour) (?:19|20)\d\d,? $)"
        r"|(?P<then>(?:^|[,;]|[^a-z](?:et|ou|puis|mais|ainsi que)) (?:enfin |seulement |encore |deja "
        r"|a peine )?(?:de |d')?$)"
        r"|(?P<again>(?:^|[,;]|[^a-z])(?: ?(?:et|ou|puis|mais)){1,2}(?: (?:maintenant|ensuite|enfin|bientot|meme"
        r"|aujourd'hui|desormais|finalement))? (?:de |d')$)"
        r"|(?P<opened>[(:] ?$)"
        r"|(?P<to> (?:a|jusqu'a) $)"
    )


_PARTICIPLE_CASED = re.compile(r" (?P<word>[^\W\d_]{2,}é(?:e?s?))(?!\w)", re.IGNORECASE)
_PARTICIPLE_FOLDED = re.compile(
    r" (?:(?:at|en|pre|dis|sus)?tend|(?:ob|con|main|re|sou)?ten|(?:de|sur|pre|par|re)?ven|per[cd]|re[cç]"
    r"|promi|permi|requi|souscri|offer|couver|prescri|commi|soumi|remi|fourni|reuni|defini|etabli"
    r"|reduit|produi)(?:u|s|t)?(?:e?s?)(?![a-z])"
)


# « intercommunalités », « collectivités », « universités », « communautés », « sociétés ».
_NOUN_IN_TE = re.compile(r"(?:ali|ivi|ersi|ori|uni|aci|nau|ié|cul)tés?$", re.IGNORECASE)


def participle_follows(folded: Folded, end: int) -> bool:
    """Say whether « annulés », « attendus » stands behind a number, and no noun like « salariés »."""
    found = _PARTICIPLE_CASED.match(folded.cased, end)
    if found is not None and _NOUN_IN_TE.search(found["word"]):
        return False
    if found is None:
        return _PARTICIPLE_FOLDED.match(folded.text, end) is not None
    return folded.text[found.start("word") : found.end("word")] not in LIKE_PARTICIPLES


@cache
def _continues() -> re.Pattern[str]:
    return re.compile(rf"[¹²³*]?{_CONTINUES}")


def goes_on(folded: Folded, end: int) -> bool:
    """Say whether nothing counted follows a bare number: the clause ends, or goes on with other words than a noun."""
    return _continues().match(folded.text, end) is not None or participle_follows(folded, end)


# Behind a verb or a second « de » a bare number is a figure only where the clause ends, or a date follows.
ENDS = re.compile(
    rf"[¹²³*]?(?: ?(?:[.;:)\]!?»\x01]|,(?! ?\d)|$)| (?:{_WHEN}|de (?:plus|moins))(?![a-z])"
    r"| et (?:ne |n'|l'|le |la |les |il |elle |on |nous ))"
)
# After « et », « puis » or a comma alone a bare number is a figure only where its use is said right behind.
TIED = re.compile(
    rf" (?:{_WHEN}|{_KIND_OF_MONEY}|(?:pour|par|de|du|a la charge de|a la charge du) (?:la |le |l'|les )?"
    rf"(?:{FUNDERS})|(?:ont ete|ont deja|sont|seront|viennent|proviennent|iront|reviennent|reviendront|vont|pour(?= )"
    rf"|au titre|sous (?:la )?forme"
    rf"|en (?:investissement|fonctionnement|cp|ae|ap)|(?:[a-z]+ment )?(?:{PARTICIPLE})))(?![a-z])"
)
# « auxquels s'ajoutent 8 d'études ».
KIND_OF_MONEY = re.compile(rf" {_KIND_OF_MONEY}(?![a-z])")
# « 500 € le jour, 800 à l'unité »: after a comma right behind such words, or none, a number says what else it is for.
_MODIFIER = r"(?:le|la|l'|les|au|aux|a la|a l'|en|chez|dans|par|fin|sur (?:la|les|le|l'))"
MODIFIED = re.compile(
    rf"(?! en (?:rang|nombre|age|moyenne))(?: {_MODIFIER} ?(?:l')?[a-z]{{2,}}| si | ici| la(?= ?[.,;)]))"
)
BETWEEN_MODIFIED = re.compile(
    rf"(?: {_MODIFIER} ?[a-z']{{2,}}(?: [a-z']{{2,}})?| par [a-z]+| ici| en (?:19|20)\d\d)?(?:,| et|, puis"
    r"| puis) (?:de |a )?"
)
# « (9), la Région (7) »: the next of a list of payers, each with its share in brackets.
NEXT_BRACKET = re.compile(rf"\),? (?:et )?{_ARTICLE} ?{FUNDERS} ?\((?:[4-9]|\d\d|\d,\d)")
COUNTED_SUBJECT = re.compile(
    r"(?<![a-z])(?:nombre|nb|ecarts?[ -]types?|quorum|equipe|classement|jury|troupe|affluence|"
    r"effectifs?|taux|notes?|age|population|indice|(?<!longue )(?<!courte )duree|delai|scores?|rang|ratio|part de|seuil"
    r"|pourcentage|coefficient|facteur|densite|temperature|pente|capacite|superficie|surface|longueur|frequence"
    r"|vitesse|moyenne d'age|esperance|fecondite|natalite|inflation|croissance|quotient|points?|magnitude|interets? a)"
    r"(?![a-z])"
)
