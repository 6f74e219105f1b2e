"""« 12 millions » without euros: money or a count, by the noun behind it and by what stands before it."""

from __future__ import annotations

import re

from enveloppes.documents.cues import ENDS, participle_follows
from enveloppes.documents.mention import LOOK_BACK, OTHER_UNIT, Mention, Role
from enveloppes.documents.nouns import (
    MONEY_NOUNS,
    counted_noun_follows,
    counted_thing_follows,
    money_noun_follows,
)
from enveloppes.documents.per_head import SENTENCE_ENDS
from enveloppes.money.folding import Folded
from enveloppes.money.quantities import Quantity


def names_money_in_millions(text: str) -> bool:
    """Say whether a paragraph speaks of public money, or spends its millions, so that they may be money."""
    if _FOREIGN.search(text):
        return False
    return _BUDGET.search(text) is not None or _SPENDING.search(text) is not None


_FOREIGN = re.compile(r"[$£¥]|(?<![a-z])(?:dollars?|francs?|sterling|yens?|yuans?|chf|fcfa|fcfp|xpf|fb|ff)(?![a-z])")


_BUDGET = re.compile(
    r"(?<![a-z])(?:budgets?|budgetaires?|credits|depenses|recettes|lois? de finances|finances|subventions?"
    r"|financements?|dotations?|enveloppes?|deficit|dette|endettement|cout|couts|economies|investissements?|emprunts?"
    r"|contribution|aides?|montants?|plan de relance|engagements? financiers?|compte administratif|impots?|fiscalite"
    r"|exonerations?|cotisations?|allegements?|prelevements?)(?![a-z])"
)
# « 35 millions seront consacrés à », « 925 millions d'aides », « 42 millions hors taxes ».
_SPENDING = re.compile(
    r"(?<![a-z])(?:millions?|milliards?) (?:(?:(?:seront|sont|ont ete|sera|est|ete) )?(?:consacr|investi|allou|debloqu"
    r"|engag|mobilis|affect|vers|attribu|injecte|dedi|reserv|destin|finance)(?:e|i)?e?s?(?![a-z])"
    rf"|(?:de |d')(?:{'|'.join(sorted(noun for noun in MONEY_NOUNS if noun.isalpha()))})(?![a-z])"
    r"|(?:ht|ttc|hors taxes)(?![a-z]))"
)


def role_of_scaled(quantity: Quantity, folded: Folded, *, euros: bool, before: list[Mention]) -> Role:
    """Decide « 12 millions » without euros: money where the paragraph names euros and no counted thing follows."""
    text = folded.text
    if quantity.sign and quantity.sign not in {"M", "Md", "Mds", "Mrd", "MD", "MDS", "Mrds"}:
        return Role.BARE if quantity.sign.lower() != "k" else Role.OTHER
    if OTHER_UNIT.match(text, quantity.end):
        return Role.OTHER
    if not quantity.sign and money_noun_follows(text, quantity.end):
        return Role.MONEY
    in_sum = _in_a_sum(text, quantity.start, before)
    euros = euros or any(mention.is_money for mention in before[-LOOK_BACK:]) or _says_money_before(text, quantity)
    counted = counted_thing_follows(text, quantity.end, part_of_a_sum=in_sum) and not participle_follows(
        folded, quantity.end
    )
    both = _BOTH.match(text, quantity.end)
    counted = counted or (both is not None and counted_thing_follows(text, both.end(), part_of_a_sum=in_sum))
    counted = counted or _COUNTED_NEXT.match(text, quantity.end) is not None or _is_among(text, quantity, before)
    counted = counted or _COUNT_SAID.search(text, max(0, quantity.start - 90), quantity.start) is not None
    if not euros or counted or _goes_on_counting(text, quantity, before) or _compares_counts(text, quantity, before):
        return Role.OTHER
    if quantity.scale == 1_000 and not in_sum:  # noqa: PLR2004 - « 12 milliers », « quinze mille »
        return Role.OTHER
    return Role.MONEY


# « Les droits de mutation ont perdu 22 millions. »: what a paragraph without euros may count in millions.
_MONEY_SAID = re.compile(
    r"(?<![a-z])(?:budget|recettes?|depenses?|dette|deficit|excedent|emprunts?|subventions?|dotations?|credits|tva"
    r"|dgf|dmto"
    r"|droits de mutation|taxes?(?: [a-z]+)?|fiscalite|masse salariale|couts?|facture|enveloppe|epargne|loyers"
    r"|investissements?|financements?|versement mobilite|charges)(?![a-z])[^.;:!?\d]{0,60}$"
)


# « de 1,8 million à 2,5 millions de pièces ».
_BOTH = re.compile(
    r" (?:a|et|ou)(?: (?:pres|plus) de)? \d[\d ]*(?:,\d+)? (?:millions?|milliards?)(?! (?:d'|de |d' )?(?:€|euros?))"
)
# « portant à 18,2 millions le nombre de foyers ».
_COUNTED_NEXT = re.compile(r" (?:le nombre|la population|l'effectif|le parc|restantes|manquantes)(?![a-z])")
# « La population de la région dépasse 12 millions »: its subject is a count.
_COUNT_SAID = re.compile(
    r"(?<![a-z])(?:population|nombre|frequentation|trafic|audience|effectifs?)(?![a-z])[^.;:!?€]{0,60}$"
)


def _says_money_before(text: str, quantity: Quantity) -> bool:
    """Say whether the subject of a clause is a sum of money and « 12 millions » ends it."""
    start, end = quantity.start, quantity.end
    said = _MONEY_SAID.search(text, max(0, start - 90), start)
    if said is not None and ENDS.match(text, end) is not None:
        return not quantity.sign
    spent = _SPENT.search(text, max(0, start - 60), start) is not None
    return spent and not quantity.sign and (ENDS.match(text, end) is not None or _USED.match(text, end) is not None)


# « La Région débloque 12 millions pour ses lycées »: the verb says that it is money.
_SPENT = re.compile(
    r"(?<![a-z])(?:(?:debloqu|investi|emprunt|depens|debours|octroi|octroy|allou|injecte)[a-z]*"
    r"|pai(?:e|ent|era|eront|erait)|pay(?:e|er|ait)"
    r"|cout(?:e|ent|era|eront|ait|aient)|a coute)(?: (?:les|pres de|plus de|environ|quelque|jusqu'a|encore|au moins"
    r"|\d[\d,]*|et|ou|a))* $"
)
_USED = re.compile(r" (?:dont|sera|seront|pour|dans|par an|sur|en|du|au|aux|a (?:la|l'|le|les))(?![a-z])")


def _goes_on_counting(text: str, quantity: Quantity, before: list[Mention]) -> bool:
    """Say whether « soit 26 millions par an », « contre 1,6 million » speaks of the count just before it."""
    last = next((mention for mention in reversed(before[-LOOK_BACK:]) if mention.role is not Role.YEAR), None)
    if last is None or last.is_money or last.quantity.in_words:
        return False
    between = text[last.quantity.end : quantity.start]
    counted = last.role is Role.OTHER and last.quantity.scale is not None
    things = last.quantity.numeral.value >= _MANY and counted_noun_follows(text, last.quantity.end)
    word = _GOES_ON.search(between)
    if word is None or SENTENCE_ENDS.search(between) or (word["and"] and "," in between):
        return False
    return counted or (things and word.group().startswith("soit"))


def _compares_counts(text: str, quantity: Quantity, before: list[Mention]) -> bool:
    """Say whether « 2,4 millions d'actes, soit 61 M€, contre 2,1 millions » compares the acts, of like size."""
    numbers = [mention for mention in before[-LOOK_BACK:] if mention.role is not Role.YEAR][-2:]
    if len(numbers) < 2 or numbers[0].role is not Role.OTHER or not numbers[1].is_money:  # noqa: PLR2004
        return False
    things, money = numbers[0].quantity, numbers[1].quantity
    if things.scale != quantity.scale or _AGAINST.search(text, max(0, quantity.start - 20), quantity.start) is None:
        return False
    if SENTENCE_ENDS.search(text, things.end, quantity.start) or not money.numeral.value:
        return False
    low, high = sorted((things.numeral.value, quantity.numeral.value))
    return high < 2 * low and not low < money.numeral.value < 2 * high


_AGAINST = re.compile(r"(?<![a-z])(?:contre|apres|au lieu de)(?: pres de| plus de| environ)? $")
_MANY = 1_000
# « 8,9 millions de logements sont éligibles. Parmi ceux-ci, 2,4 millions … »
_AMONG = re.compile(r"[.;:,] (?:parmi|dont|sur) (?:ceux|celles|eux|elles|ce nombre|ces)[^.;:!?\d]{0,40}$")


def _is_among(text: str, quantity: Quantity, before: list[Mention]) -> bool:
    """Say whether « Parmi ceux-ci, 2,4 millions » are some of the things counted in millions before."""
    if _AMONG.search(text, max(0, quantity.start - 60), quantity.start) is None:
        return False
    scaled = [one for one in before[-LOOK_BACK:] if one.quantity.scale is not None and one.quantity.scale > _MANY]
    return len(scaled) > 0 and scaled[-1].role is Role.OTHER


_GOES_ON = re.compile(r"(?<![a-z])(?:soit|contre|apres|puis|(?P<and>et)|a)(?: pres de| plus de| environ| de)? $")


def _in_a_sum(text: str, start: int, before: list[Mention]) -> bool:
    """Say whether « 12 millions » is listed beside euros: behind « dont », or right behind a sum of money."""
    numbers = [mention for mention in before[-LOOK_BACK:] if mention.role is not Role.YEAR]
    listed = _LISTED.search(text, max(0, start - 30), start)
    if listed is None or not any(mention.role is Role.MONEY for mention in numbers):
        return False
    return listed["word"] in {"dont", "soit"} or numbers[-1].is_money


_LISTED = re.compile(
    r"(?P<word>dont|soit|et|:|\(|,|puis|ainsi que)(?: (?:plus|moins|pres|environ|au moins|quelque|de|d'))*[ '(]?$"
)
