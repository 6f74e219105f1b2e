"""The words that say how a figure is known: « plus de », « au moins », « environ », before it, behind it or split.

Patterns work on folded text (lower case, no accents). Each wording's phrases stand in one tuple, so that a typography
is added by adding a line.
"""

from __future__ import annotations

import re
from functools import cache

from enveloppes.money.amount import Wording

# What may stand between the words of a split qualifier: « estimée [à ce jour] à », « plafonnée [par la loi] à ».
_GAP = (
    r"(?:,? (?!(?:millions?|milliards?|euros?|€|est|sont|sera|seront|dont|soit|et|puis|mais|port\w+|fix\w+"
    r"|chiffr\w+|ramen\w+|revu\w*"
    r"|plafonn\w+|estim\w+|evalu\w+|puisque?|car)(?![a-z])|puisqu')[^ ,.;:!?()\x01]+){0,9}?,?"
)
_ASIDE = (
    r"(?:,? (?:au total|en tout|a terme|a ce jour|a ce stade|aujourd'hui|desormais|au final|deja|en moyenne"
    r"|chaque annee|par an),?)?"
)
_ADVERB = (
    r"(?: (?:[a-z]+ment|desormais|deja|meme|ainsi|donc|encore|aujourd'hui|toutefois|cependant|pourtant|certes"
    r"|en \d{4}|a ce jour|au total"
    r"|a terme|"
    r"bien|de loin|en cumule|cette annee|chaque annee|pour la premiere fois|pour la \w+ fois))*"
)
_A_LITTLE = r"(?:(?:un peu|bien|beaucoup|nettement|largement|legerement|sensiblement|a peine) )?"
_NOUN = (
    r"(?:montant|enveloppe|budget|somme|total|cout|hauteur|plafond|plancher|volume|investissement|dotation|programme|"
    r"effort|credit|concurrence|depense|subvention|participation|apport|aide|seuil|barre|cap|equivalent)s?"
)
_ADJECTIVE = (
    r"(?: (?:total|globale?|totale|annuelle?|previsionnelle?|maximale?|maximum|minimale?|minimum|cumulee?"
    r"|supplementaire"
    r"|exceptionnelle?|estimee?|financiere?))?"
)
_LIES = r"(?:situ\w+|est|sont|sera|seront|serait|va|vont|ira|aller|allant|mont(?:e|ent|ait|ant))"
# « estime un montant de ».
_ONE = rf" {_NOUN}{_ADJECTIVE}"
# « dans la limite d'un montant de », « jusqu'à concurrence de », « au-dessus de la barre des ».
_THROUGH = rf"(?: (?:l'|la |le |les |un |une )?{_NOUN}{_ADJECTIVE} (?:de|des|d'|a)(?: (?:la|l'))?)?"
# « de l'ordre du million », « près du milliard »: « du » and « le » stand before a scale alone.
_DE = r" (?:de|d'|du)"
_A = r" (?:a|au)"
_ESTIMATED = r"(?:re)?(?:estim|evalu)(?:es|ees|ee|e|er|ait|aient|ant|ent|era|eront|erait|eraient)"
_CAPPED = r"(?:plafonn|limit|born)(?:es|ees|ee|e|er|ant|ait|aient|era|eront|ent)"
_EXCEED = r"(?:depass|exced)(?:e|ent|ant|ait|aient|era|eront|erait|eraient|er|ee|ees|es|eait|eant|ons|ez|ions)"
_NOT = (
    r"(?:ne |n'|sans |non |(?=jamais ))(?:(?:peut|peuvent|pouvant|devant|pourra|pourront|pourrait|doit|doivent|devra"
    r"|devront|devrait|saurait|sera|seront|serait|est|sont|etait|etaient|a|ont|avait|aura) )?"
    r"(?:pas |jamais )?(?:ete |pouvoir |devoir |etre )*"
)

# Read in this order where two begin at the same place; the one that begins first and reaches the figure wins.
_BEFORE: tuple[tuple[Wording | None, str], ...] = (
    # No qualifier at all, though it looks like one.
    (None, rf"en (?:plus|sus){_DE}|n'(?:est|etait) plus{_DE}|ne sera plus{_DE}|non plus{_DE}"),
    (None, r"(?:superieur|inferieur)(?:es|e|s)? (?:aux|au|a ceux|a celui|a celle)(?: (?:montant|total) de)?"),
    (
        Wording.AT_MOST,
        rf"pas plus{_DE}|{_NOT}{_EXCEED}{_ADVERB}(?: (?:pas|guere|jamais))?(?: (?:les|le|la))?{_THROUGH}",
    ),
    (Wording.AT_MOST, rf"{_NOT}superieur(?:es|e|s)? a"),
    (Wording.AT_LEAST, rf"{_NOT}inferieur(?:es|e|s)? a|pas moins{_DE}|pas moins que"),
    (
        Wording.AT_LEAST,
        (
            r"au moins ega(?:l|le|les|ux) a|superieur(?:es|e|s)? ou ega(?:l|le|les|ux) a"
            r"|ega(?:l|le|les|ux) ou superieur(?:es|e|s)? a"
        ),
    ),
    (
        Wording.AT_MOST,
        (
            r"au plus ega(?:l|le|les|ux) a|inferieur(?:es|e|s)? ou ega(?:l|le|les|ux) a"
            r"|ega(?:l|le|les|ux) ou inferieur(?:es|e|s)? a"
        ),
    ),
    (Wording.ABOUT, r"plus ou moins(?: de)?"),
    (None, rf"(?:chiffr(?!es? d'affaires)|fix|arret|etabli)(?:es|ees|ee|e|er|s)?{_GAP} a{_THROUGH}|a hauteur{_DE}"),
    # « au-delà des 12 M€ investis, … » adds to a known sum, « se situe au-delà des 12 M€ » does not.
    (
        Wording.MORE_THAN,
        (
            rf"{_A_LITTLE}plus{_ASIDE}{_DE}|(?:bien|beaucoup|nettement|largement) plus que|au[ -]dela{_DE}|\+ (?:de|d')"
            rf"|{_LIES}(?: (?:bien|largement|nettement))? au[ -]dela des|au[ -]dessus{_DE}{_THROUGH}"
        ),
    ),
    (
        Wording.MORE_THAN,
        (
            rf"(?<!enseignement )superieur(?:es|e|s)?{_GAP} a(?! hauteur){_THROUGH}"
            rf"|franchi\w* (?:les|le|la barre des|le cap des|le seuil des"
            rf"|la barre de|le cap de)|pass\w+ (?:la barre|le cap) (?:de|des)"
            rf"|(?:{_EXCEED}|franchi\w*){_GAP} (?:la barre|le cap|le seuil) (?:de|des)|{_EXCEED}{_ADVERB}(?: (?:les|le"
            rf"|la))?{_THROUGH}"
        ),
    ),
    (
        Wording.LESS_THAN,
        (
            rf"{_A_LITTLE}moins{_ASIDE}{_DE}|en[ -]deca{_DE}|(?:au|en)[ -]dessous{_DE}{_THROUGH}|sous (?:le seuil"
            rf"|la barre) (?:de|des|d')|sous (?:les|le)"
            r"|(?:re)?(?:tomb|pass|descend|rest|maint(?:en|ien)|revien|reven)\w* sous"
        ),
    ),
    (Wording.LESS_THAN, rf"inferieur(?:es|e|s)?{_GAP} a{_THROUGH}|n'attei(?:nt|gnent|ndra|ndront) pas(?: les)?"),
    (
        Wording.AT_LEAST,
        (
            rf"(?:(?:d'|de )?un )?(?:au moins|a minima|au minimum|au bas mot|minimum|minimal"
            r"|minimale)(?: (?:garantie?|annuelle?|forfaitaire|requise?|exigee?|legale?))?"
            rf"(?:,? (?:de|d'|a|:))?{_THROUGH}"
            rf"|(?:mini|min)\.?(?: ?:)?|a partir{_DE}|(?:au )?plancher(?: (?:de|d'|:))?"
        ),
    ),
    (
        Wording.AT_MOST,
        (
            rf"(?:jusqu'(?:a|au)|jusque){_THROUGH}(?: (?:de|d'))?|(?:tout )?au plus(?: a)?|(?:(?:d'"
            rf"|de )?un )?(?:au maximum|a maxima|maximum|maximal"
            r"|maximale)(?: (?:garantie?|annuelle?|forfaitaire|autorisee?|legale?|eligible|subventionnable))?"
            rf"(?:,? (?:de|d'|a|:))?{_THROUGH}|(?:maxi|max)\.?(?: ?:)?"
        ),
    ),
    (
        Wording.AT_MOST,
        (
            rf"{_CAPPED}{_GAP}{_A}{_THROUGH}|dans (?:la limite|une limite|le plafond|un plafond){_GAP}{_DE}{_THROUGH}"
            rf"|a concurrence{_DE}{_THROUGH}|(?:un |le )?plafond(?: (?:de|d'|:))?"
        ),
    ),
    (
        Wording.ABOUT,
        (
            rf"{_ESTIMATED}(?:{_GAP} a{_THROUGH}| (?:de|d'| ?:)| (?:un|le|son|leur){_ONE} (?:de|d'|a)"
            r"| (?:du|des|de la|de l') ?[a-z]+ (?:de|d'|a))"
            rf"|(?:cout|montant|budget|investissement)s? estimatifs? (?:de|d'|a|:)"
        ),
    ),
    (
        Wording.ABOUT,
        (
            rf"environ|(?:tres )?pres{_DE}|pres des|quelques?|de l'ordre{_GAP}{_DE}|autour (?:de|d'|du|des)"
            rf"|aux (?:alentours|environs) (?:de|d'|du|des)|pas loin (?:de|d'|du|des)|peu ou prou"
            r"|estimations? (?:de|d'|:)"
        ),
    ),
    (
        Wording.ABOUT,
        (
            rf"a peu pres|approximativement|grosso modo|avoisin(?:e|ent|ant|ait|aient|era|eront|er"
            rf"|erait){_ADVERB}(?: (?:les|le))?|proches? (?:de|d'|du|des)"
            # « celle du voisin de 410 € »: a neighbour.
            r"|(?<!du )(?<!le )(?<!des )(?<!la )voisin(?:e|s|es)? (?:de|d'|du)"
            r"|approch(?:e|ent|ant|ait|era|er)(?: (?:desormais|deja|maintenant))?(?: (?:les|le|de|des|du))?"
        ),
    ),
    (
        Wording.ABOUT,
        (
            r"presque|presqu'|quasiment|quasi|pratiquement|env\.|env|frol(?:e|ent|ant|ait|era)(?: (?:les|le))?"
            r"|[~≈≃∼±]|\+/-"
        ),
    ),
    (Wording.MORE_THAN, r"more than|over|above|exceed(?:s|ing)?|in excess of|greater than|higher than"),
    (Wording.AT_LEAST, r"at least|no(?:t)? less than|a minimum of|>=|=>|≥|⩾"),
    (Wording.AT_MOST, r"no(?:t)? more than|up to|at most|a maximum of|capped at|limited to|<=|=<|≤|⩽"),
    (Wording.LESS_THAN, r"less than|under|below|fewer than|lower than|<"),
    (Wording.MORE_THAN, r">"),
    (Wording.ABOUT, r"about|around|approximately|approx\.?|roughly|nearly|almost|some|circa|ca\.|estimated at"),
)

_AFTER: tuple[tuple[Wording, str], ...] = (
    (
        Wording.ABOUT,
        (
            r"environ|a peu pres|approximativement|env\.|env|\((?:environ|estimation|estime|estimes|estimee)\)"
            r"|approximately|approx\.?|or so"
        ),
    ),
    (
        Wording.AT_LEAST,
        (
            r"au moins|au minimum|a minima|minimum|minimal|mini|min\.|min|au bas mot"
            r"|(?:ou|et) (?:plus(?! si)|davantage)"
            r"|\((?:au moins|minimum|au minimum|a minima|min\.?)\)|at least|or more|\+"
        ),
    ),
    (
        Wording.AT_MOST,
        (
            r"tout au plus|au plus|au maximum|a maxima|maximum|maximal|maxi|max\.|max|ou moins|\((?:au plus|maximum"
            r"|au maximum|a maxima|max\.?)\)|at most|or less"
        ),
    ),
)
# « au plus tard », « environ 20 % », « au moins trois communes » belong to what follows, not to the figure.
_NOT_AFTER = (
    r"(?! (?:tard|vite|tot|pres|haut|bas|juste|fort|grand)(?![a-z]))(?! [<>~]?\d|[<>~]?\d\d|(?<=\+)\d)"
    r"(?! (?:un|une|deux|trois|quatre|cinq|six|sept|huit|neuf|dix|le|la|les|l'|que?|qu')(?![a-z]))(?![a-z])"
)


@cache
def _before() -> tuple[re.Pattern[str], tuple[Wording | None, ...]]:
    parts = "|".join(f"(?P<q{index}>{phrases})" for index, (_, phrases) in enumerate(_BEFORE))
    # A quotation may begin between the two: « près de "500 millions" ».
    return re.compile(rf"(?:^|(?<![a-z0-9]))(?:{parts}) ?(?:[\"«“] ?)?$"), tuple(wording for wording, _ in _BEFORE)


@cache
def _after() -> tuple[re.Pattern[str], tuple[Wording, ...]]:
    parts = "|".join(f"(?P<q{index}>{phrases})" for index, (_, phrases) in enumerate(_AFTER))
    return re.compile(rf" ?(?:{parts}){_NOT_AFTER}"), tuple(wording for wording, _ in _AFTER)


_LONGEST = 140
_DIRECTED = {
    "au moins": Wording.AT_LEAST, "au minimum": Wording.AT_LEAST, "a minima": Wording.AT_LEAST,
    "au plus": Wording.AT_MOST, "au maximum": Wording.AT_MOST, "a maxima": Wording.AT_MOST,
}  # fmt: skip


def qualifier_before(text: str, end: int, floor: int = 0) -> tuple[Wording | None, int]:
    """Return the wording said just before an offset of folded text (and not before ``floor``), and where it begins.

    The wording is None, and the place ``end``, where nothing qualifies; it is EXACT where a phrase only looks like one.
    """
    window_start = max(floor, end - _LONGEST)
    pattern, wordings = _before()
    found = pattern.search(text[window_start:end])
    if found is None:
        return None, end
    wording = wordings[int((found.lastgroup or "q0")[1:])]
    start = window_start + found.start()
    phrase = found.group()
    if wording is None and phrase.endswith(" au ") and text.startswith("milli", end):
        # « supérieur au million » is a bound; « supérieur au 1,2 M€ de l'an passé » compares with a known sum.
        wording = {"s": Wording.MORE_THAN, "i": Wording.LESS_THAN}.get(phrase[0])
    if wording is Wording.ABOUT:
        wording = next((directed for words, directed in _DIRECTED.items() if words in phrase), wording)
        outer, outer_start = qualifier_before(text, start, floor)
        if outer in {Wording.MORE_THAN, Wording.LESS_THAN, Wording.AT_LEAST, Wording.AT_MOST}:
            return outer, outer_start
        if outer is Wording.ABOUT:
            start = outer_start
    return wording or Wording.EXACT, start


def qualifier_after(text: str, start: int) -> tuple[Wording | None, int]:
    """Return the wording said just behind an offset of folded text, and where it ends; None where there is none."""
    pattern, wordings = _after()
    found = pattern.match(text, start)
    if found is None:
        return None, start
    return wordings[int((found.lastgroup or "q0")[1:])], found.end()
