"""A bare number in a sentence that counts nothing but euros: « il est désormais de 61 », « seuls 55 sont inscrits ».

Where every other number of the sentence so far is a sum, a year or a name, a word that leads to a number and an end
behind it are enough. Beside counted things it must say its use as the sum before did (« 350 pour les écoles, 215 pour
les gares »).
"""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

from enveloppes.documents.cues import COUNTED_SUBJECT, ENDS, MONTHS, PARTICIPLE, goes_on, participle_follows
from enveloppes.documents.fitting import FAR
from enveloppes.documents.items import (
    at_place,
    by_share,
    in_bullets,
    in_change,
    in_lines,
    of_a_size,
    said_alike,
    used_alike,
)
from enveloppes.documents.mention import LOOK_BACK, OTHER_UNIT, Mention, Role, end_of_last_number
from enveloppes.documents.neighbours import is_day, numbers_since, sentence_start
from enveloppes.documents.nouns import COUNTED_NOUNS
from enveloppes.money.folding import Folded
from enveloppes.money.qualifiers import qualifier_after, qualifier_before

if TYPE_CHECKING:
    from collections.abc import Callable

_OWN_VERB = (
    r"(?:supporte|supportent|supportera|represente|representent|finance|financent|financera|financeront|apporte"
    r"|apportent|apportera|verse|versent|mobilise|mobilisent|percoit|percoivent|recoit|recoivent|assume|assument"
    r"|contient|contiennent|met|mettent|mettions|mettait|mettons|absorbe|absorbent|consomme|coute|coutent|coutera"
    r"|coutait|totalise|pese"
    r"|pesent|rapporte|rapportent|prevoyait|prevoit)"
)
_LEADS: dict[str, str] = {
    # « les contributions en représentent 71 », « quand nous n'en mettions que 39 ».
    "of it": rf"(?<![a-z])n'en (?:a|ont|avait|avaient|aura|auront) [a-z]+e?s? que $"
    rf"|(?<![a-z])(?:n')?en {_OWN_VERB}(?: que| deja| encore| donc)? $"
    rf"|(?<![a-z])n'en (?:a|ai|avons|ont|avez|avait|avaient|reste"
    rf"|restait) que $|s'en (?:tir|sort)\w+ (?:avec|pour|a) $",
    # « le RSA en représentant à lui seul 83 pour 11 870 personnes ».
    "share of it": r"(?<![a-z])en represent\w+(?: a (?:lui|elle|eux|elles) seule?s?)? $",
    # « Ce sera 13 », « En 2023 : 17 ».
    "it": r"(?:^|[^a-z])(?:ce (?:sera|seront|serait|fut)|c'(?:est|etait)) $"
    r"|(?:^|[.;!?] )(?:en|pour) (?:19|20)\d\d ?: $",
    "aside": r"\((?:objectifs?|previsions?|estimations?|cible|plafond|rappel|reference|prevu)(?: [a-z]{2,}){0,2} ?: $",
    "edition": (
        r"(?<![a-z])(?:precedente?|contrat|budget|plan|programme|fonds|enveloppe|edition|ancien(?:ne)?|premiere?|accord"
        r"|convention)[^.;!?]{0,40}(?<![a-z])en (?:compt\w+|prevoy\w+|affich\w+) (?:que )?$"
    ),
    "is": (
        r"(?<![a-z])(?:(?:est|sont) (?:re)?(?:mont|pass|tomb|descend|grimp)(?:ee?s?|ue?s?)|arriv\w+|avoir ete|etant"
        r"|est|sera|serait|etait|fut"
        r"|(?:nous|vous) (?:sommes|etions|serons|serions|etes|serez)|seront|etaient|demeure"
        r"|reste|ressort|s'etablit|s'eleve|s'etablissait|s'elevait"
        r"|s'etablira|s'elevera|revien\w+|reviendr\w+|redescend\w*|remont\w+|retomb\w+|culmin\w+|plafonn\w+|stagn\w+"
        r"|pass\w+|tomb\w+|grimp\w+)(?: (?:donc|ainsi|desormais|alors|aujourd'hui|maintenant|finalement|encore|plus"
        r"|en realite|cette annee))*(?: que)? (?:de|a) $"
    ),
    "for a price": (
        r"(?<![a-z])(?:pour|contre|avec) (?:un|une) (?:tarif|prix|loyer|ticket|montant|cout|budget|recette|depense"
        r"|subvention|aide|participation|apport|plafond)(?: [a-z]+)? de $"
    ),
    "and to": r"(?: et|, puis| puis) a $",
    "reaches": r"(?<![a-z])(?:all(?:ant|er|ait)|va|vont|devrai(?:t|ent)|devra|pourrai(?:t|ent)|pourra|peut|doit) $",
    "only": r"(?<![a-z])(?:seuls?|seulement) $",
    "and": r"(?:,|;)? (?:or|car|mais) $",
    "the": r"(?<![a-z])(?:les|des|ses|leurs|ces) $",
    "then": r"(?:,|;| et)(?: et)?(?: puis| ensuite| enfin)? $",
    "date": rf"(?<![a-z])(?:fin|debut|mi-?|en)(?: (?:{MONTHS}))? ?(?:(?:19|20)\d\d)?,? $",
}
_REACHES = re.compile(r"depass|exced|franchi|avoisin|approch|attein|jusqu'a(?!u)")


@cache
def _lead() -> re.Pattern[str]:
    return re.compile("|".join(f"(?P<l{index}>{pattern})" for index, pattern in enumerate(_LEADS.values())))


# « les 9 réalisés », « les 25 de la seconde », « les 95 de 2021 ».
_OF_THE_OTHER = re.compile(
    r" (?:de (?:(?:la |cette |l')(?:premiere?|seconde|deuxieme|troisieme|derniere|precedente|an(?:nee)?|accord|edition)"
    r"|(?=(?:19|20)\d\d))|du (?:premier|second|precedent|dernier|plan|fonds|budget|contrat"
    r"|programme)|initiaux|precedents|restants)"
)
_HAS_VERB = re.compile(
    rf"(?: seulement)? (?:(?:(?:ont|ont ete|avaient|avaient ete|auraient|auront)"
    rf"|(?:sont|seront|etaient|seraient)(?: deja| encore)?)"
    rf" (?:{PARTICIPLE}|disponibles|assures|reunis|couverts|acquis|garantis|certains)"
    rf"|(?:pro|re)?viennent|proviennent|iront|vont|restent|reviendront)(?![a-z])"
)
# « 800 la deuxième », « puis 24, puis 28 », « fin 2024, 83 ».
_ORDINAL = re.compile(
    r" (?:la|le|les) (?:premiere?|seconde?|deuxieme|troisieme|quatrieme|cinquieme|derniere?)s?(?![a-z])"
)
_LARGEST_GAP = 200
_ITEM_ENDS = re.compile(r"[¹²³*]?(?: ?[,;:.)»\x01]| et (?:l'|la |le |les |celle|celui)|$)")
# « , celle des cotisations de retraite », « et les recettes commerciales », « , l'Europe, ».
_ITEM = re.compile(
    r"(?:,| et| ;|, et|;) (?:(?:le|la|les|l'|un|une|celle|celui|ceux|son|sa|ses|leurs?)(?: |(?<=')))"
    r"(?P<name>[a-z][a-z' -]{2,60}?)(?P<comma>,)? ?(?:de |d')?"
)
_VERB_OR_PLACE = re.compile(
    r"(?<![a-z])(?:est|sont|a|ont|sera|seront|etait|etaient|compte|comptent|emploie|accueille|accueillent|en|dans|sur"
    r"|sous|vers|par|parmi|avec|sans|numero|depuis|que|qui|dont|ou|mais|reunit|rassemble|possede|gere|dessert|fait|font"
    r"|soutient|aide|concerne|dure|durera|ligne|lot|tranche|axe|article|phase|volet|etape|zone|groupe|niveau|rang|quai"
    r"|entree|porte|escalier|batiment|tour|immeuble|tramway|hall|salle|bureau|tribune|etage|gagnants?|classe|acte"
    r"|titre|saison|version|tome|place|numeros)(?![a-z])"
)
_THE_ONE = re.compile(r"[,;]?(?: ?et)? ?(?:celle|celui|ceux) ")
_LEAST_OF_A_NAME = 4


def alone_among_sums(mentions: list[Mention], index: int, folded: Folded) -> Mention | None:
    """Return the sum whose unit a bare number takes in a sentence of sums, or None."""
    mention, text = mentions[index], folded.text
    quantity = mention.quantity
    if quantity.in_words or is_day(quantity, text) or OTHER_UNIT.match(text, quantity.end):
        return None
    listed = in_lines(mentions, index, folded) or in_bullets(mentions, index, text)
    parallel = (
        listed
        or used_alike(mentions, index, text)
        or said_alike(mentions, index, folded)
        or _changes_to(mentions, index, text)
        or in_change(mentions, index, text)
        or by_share(mentions, index, text)
        or at_place(mentions, index, text)
    )
    if parallel is not None:
        return parallel
    opens = sentence_start(text, quantity.start)
    others = numbers_since(mentions, index, text, opens)
    if not _are_sums(others) or not (others or opens):
        return None
    wording, start = qualifier_before(text, quantity.start, end_of_last_number(mentions, index, text))
    qualifier = text[start : quantity.start] if wording is not None else ""
    lead = _lead_of(text, start, qualifier)
    if not others and lead in _BACKWARD:
        others = numbers_since(mentions, index, text, sentence_start(text, opens - 2))
        others = others if lead == "it" else others[-1:]
    money = _last_sum(others, mention)
    if money is None or _is_counted(text, money, quantity.start):
        return None
    return money if _ends_well(money, mention, folded, start, lead) else None


def _lead_of(text: str, start: int, qualifier: str) -> str:
    found = _lead().search(text[max(0, start - FAR) : start])
    lead = "" if found is None else tuple(_LEADS)[int((found.lastgroup or "l0")[1:])]
    if _REACHES.search(qualifier) and lead in {"", "reaches"}:
        return "reaches"
    return "" if lead == "reaches" else lead


_BACKWARD = frozenset({"of it", "is", "it"})


def _are_sums(others: list[Mention]) -> bool:
    return all(other.role is Role.MONEY for other in others)


def _last_sum(others: list[Mention], mention: Mention) -> Mention | None:
    """Return the last sum of a bare number's size, where nothing but sums stands in its sentence."""
    if not others or not _are_sums(others) or mention.quantity.start - others[-1].end >= _LARGEST_GAP:
        return None
    return next((other for other in reversed(others) if of_a_size(mention, other)), None)


def _is_counted(text: str, money: Mention, start: int) -> bool:
    """Say whether the clause speaks of a rate, an age, a vote, not of money."""
    between = text[max(money.end, sentence_start(text, start)) : start]
    return COUNTED_SUBJECT.search(between) is not None or _VOTED.search(text, max(0, start - FAR), start) is not None


_VOTED = re.compile(r"(?<![a-z])(?:voix|adopte|approuve|vote)e?s? (?:a|par) $")


def _ends_well(money: Mention, mention: Mention, folded: Folded, start: int, lead: str) -> bool:
    """Say whether what leads to a number and what follows it leave nothing but a sum."""
    rule = _RULES.get(lead)
    if rule is not None and rule(mention, folded, start):
        return True
    return rule in {None, _next_is_ordered} and _is_item(money, mention, folded, start)


def _ends(mention: Mention, folded: Folded, _: int) -> bool:
    return ENDS.match(folded.text, mention.quantity.number_end) is not None


def _stops(mention: Mention, folded: Folded, _: int) -> bool:
    return re.match(r" ?(?:[.;!»)]|$)", folded.text[mention.quantity.number_end :][:3]) is not None


def _goes_on(mention: Mention, folded: Folded, start: int) -> bool:
    return _ends(mention, folded, start) or goes_on(folded, mention.quantity.number_end)


def _is_spent(mention: Mention, folded: Folded, _: int) -> bool:
    return _HAS_VERB.match(folded.text, mention.quantity.number_end) is not None


def _is_spent_or_ends(mention: Mention, folded: Folded, start: int) -> bool:
    return _is_spent(mention, folded, start) or _ends(mention, folded, start)


def _is_the_other(mention: Mention, folded: Folded, start: int) -> bool:
    text, end = folded.text, mention.quantity.number_end
    other = _OF_THE_OTHER.match(text, end) is not None and _THE.search(text, max(0, start - 6), start) is not None
    return other or participle_follows(folded, end) or _PARTICIPLE.match(text, end) is not None


def _ends_a_year(mention: Mention, folded: Folded, start: int) -> bool:
    dated = re.search(r"(?:19|20)\d\d,? $", folded.text[max(0, start - 8) : start]) is not None
    return dated and _ends(mention, folded, start)


def _next_is_ordered(mention: Mention, folded: Folded, start: int) -> bool:
    text = folded.text
    end = mention.quantity.number_end
    told = _ORDINAL.match(text, end) is not None or _ARE_TOO.match(text, end) is not None
    return told or (text.endswith(" puis ", 0, start) and _ends(mention, folded, start))


_PARTICIPLE = re.compile(rf"(?! du ) (?:{PARTICIPLE})(?![a-z])")
# « 31 sont engagés et 17 le seront ».
_ARE_TOO = re.compile(r" (?:le (?:sont|seront|etaient)|l'(?:ont ete|etaient))(?![a-z])")
_THE = re.compile(r"(?<![a-z])les $")
_RULES: dict[str, Callable[[Mention, Folded, int], bool]] = {
    "share of it": _goes_on,
    "of it": _ends, "it": _stops, "aside": _ends, "edition": _ends, "is": _goes_on, "reaches": _goes_on,
    "for a price": _goes_on,
    "and to": _goes_on,    "only": _is_spent_or_ends, "and": _is_spent, "the": _is_the_other,
    "date": _ends_a_year, "then": _next_is_ordered,
}  # fmt: skip


def _is_item(money: Mention, mention: Mention, folded: Folded, start: int) -> bool:
    """Say whether « , celle des cotisations de retraite 1,9 » is the next item of a clause whose first is a sum."""
    text, quantity = folded.text, mention.quantity
    item = None
    for at in re.finditer(r"(?:,| et| ;|;) ", text[money.end : start]):
        item = _ITEM.fullmatch(text, money.end + at.start(), start) or item
    _, end = qualifier_after(text, quantity.number_end)
    if item is None or _ITEM_ENDS.match(text, end) is None:
        return False
    small = quantity.numeral.value < _LEAST_OF_A_NAME and quantity.numeral.step >= 1
    if small and not money.shared and _THE_ONE.match(item.group()) is None:
        return False
    if (item["comma"] and text.startswith(",", quantity.number_end)) or re.search(r" [a-z]$", item["name"]):
        return False
    name = item["name"].replace("mise en ", "").replace("mises en ", "")
    words = re.findall(r"[a-z²³]{2,}", name)
    counted = not words or words[0] in COUNTED_NOUNS or COUNTED_SUBJECT.search(item["name"])
    return not counted and _VERB_OR_PLACE.search(name) is None


# « De 14 l'an dernier, l'enveloppe passe à 19 M€ », « plutôt que 15, ce sont 17 M€ ».
_CHANGES_FROM = re.compile(
    r"(?:^|[^a-z])(?:initialement (?:de|a)|plutot que(?: les)?|au lieu des?|loin des?|prevue?s? (?:a|de))"
    r" $|(?:^|[.;!?] )de $"
)
_CHANGES_TO = re.compile(
    r"(?: (?:en|depuis) (?:19|20)\d\d| l'an(?:nee)? (?:dernier|derniere|passee?)| initialement| au depart"
    r"| auparavant)?(?:(?<=[a-z]),?|,) [^.;:!?\d()]{0,60}?(?:(?:pass|grimp|mont|bond|tomb|descend|relev|port|ramen)\w*"
    r"(?: desormais| aujourd'hui| finalement)? a|ce (?:sont|seront)|c'est|il fau\w+|(?:en )?cout\w+|attein\w+) $"
)


def _changes_to(mentions: list[Mention], index: int, text: str) -> Mention | None:
    """Return the sum behind a number that it came from: « de 14 l'an dernier, l'enveloppe passe à 19 M€ »."""
    quantity = mentions[index].quantity
    if _CHANGES_FROM.search(text, max(0, quantity.start - FAR), quantity.start) is None:
        return None
    later = (other for other in mentions[index + 1 : index + LOOK_BACK] if other.role is not Role.YEAR)
    money = next(later, None)
    if money is None or not money.is_money or not of_a_size(mentions[index], money):
        return None
    between = text[quantity.number_end : money.quantity.start]
    return money if _CHANGES_TO.fullmatch(between) and COUNTED_SUBJECT.search(between) is None else None
