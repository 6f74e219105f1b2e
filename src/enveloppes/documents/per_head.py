"""Euros per inhabitant: said behind a sum, before it, or of the sum that it is set against."""

from __future__ import annotations

import re
from functools import cache

from enveloppes.documents.mention import LOOK_BACK, Mention, Role
from enveloppes.money.quantities import Quantity

# Those that live somewhere; a pupil, an agent, a square metre have a price, which is a sum like any other.
_PERSON = r"(?:hab(?:itants?)?(?![a-z])\.?|tetes?|capita|personnes?|administres?|francais)(?![a-z])"


@cache
def _per_head_after() -> re.Pattern[str]:
    year = (
        r"(?: ?/ ?an(?:nee)?| par an(?:nee)?(?: et)?| annuels?| en moyenne| en \d{4}| environ| (?:ht|ttc)| courants?)*"
    )
    of = r"(?: (?:de |d')[a-z'-]{3,20}(?: [a-z]{2,20}){0,3}(?: \([a-z]{2,6}\))?(?= par ))?"
    return re.compile(
        rf"[\d¹²³*]{{0,2}}{of}{year}(?: ?/ ?(?:an ?/ ?)?| par (?:an et par )?| (?=hab(?![a-z]))){_PERSON}"
    )


@cache
def _per_head_before() -> re.Pattern[str]:
    return re.compile(
        rf"(?:(?:par|/) ?(?:an et par )?|pour (?:chacun des|chaque) ){_PERSON}"
        r"(?! et par an et)(?: \([^()\d]{0,60}\))?"
        r"[^.;!?\d()]{0,60}\(?(?:de )?$|per capita[^.;!?\d]{0,40}$"
    )


SENTENCE_ENDS = re.compile(r"[.!?;](?= [^a-z\d]?[a-z])(?<!hab\.)")


def kind_of(quantity: Quantity, text: str, before: list[Mention]) -> Role:
    """Return whether a sum in euros is money or money per head, by what stands around it and the numbers before."""
    if _per_head_after().match(text, quantity.end) or _PER_HEAD_AT_THE_END.match(text, quantity.end):
        return Role.PER_HEAD
    last = next((mention for mention in reversed(before[-LOOK_BACK:]) if mention.is_money), None)
    floor = 0
    if last is not None:
        # « 223 €/hab. ou 446 € »: what was said of the figure before is not said of this one.
        said = _per_head_after().match(text, last.quantity.end)
        floor = said.end() if said else last.end
        between = text[floor : quantity.start]
        if last.role is Role.PER_HEAD and (
            _is_compared(quantity, last, between)
            or (not said and _goes_on(quantity, last, text))
            or _is_carried_on(quantity, last, between, text)
        ):
            return Role.PER_HEAD
    start = max(floor, quantity.start - 90)
    return Role.PER_HEAD if _per_head_before().search(text[start : quantity.start]) else Role.MONEY


# « 743 € par habitant, contre 812 € », « (moyenne de la strate : 610 €) », « quand la moyenne régionale est de 71 € ».
_COMPARES = re.compile(r"(?<![a-z])(?:contre|au lieu de|moyennes?|medianes?|strate|apres)(?![a-z])[^.;!?]*$")
_OF_SOMETHING_ELSE = re.compile(
    r"(?<![a-z])(?:pour (?:un|une|chaque|le|la) (?:commune|logement|foyer|menage|dossier|projet)"
    r"|budget|recettes?|total|cout|depenses?|montant|produit|subventions?)(?![a-z])"
)
_ALIKE = 5
_COMPARED = 15


def _is_compared(quantity: Quantity, last: Mention, between: str) -> bool:
    """Say whether a sum in plain euros is set against the sum per head just before it, and of its size."""
    compares = _COMPARES.search(between)
    # « 176 €/hab. ; la moyenne de la strate est de 168 € » goes on behind a semicolon.
    if compares is None or SENTENCE_ENDS.search(between.replace(";", ",")) or _OF_SOMETHING_ELSE.search(between):
        return False
    return _is_alike(quantity, last, _COMPARED)


def _is_alike(quantity: Quantity, last: Mention, most: int = _ALIKE) -> bool:
    """Say whether two sums are plain euros of one size."""
    if quantity.scale is not None or last.quantity.scale is not None:
        return False
    low, high = sorted((quantity.euros, last.quantity.euros))
    return high <= most * low


# « 6 € par habitant, rehaussée à 10 € et renforcée à 15 € »: the same sum, said again.
_RAISED = re.compile(
    r"(?<![a-z])(?:rehauss|relev|port|renforc|ramen|redui|fix|abaiss|major|augment|pass|limit)\w*,?"
    r"(?: [a-z]+,?){0,6} a $"
)
# « 80 € par habitant vont vers la voirie, 118 € vers l'enseignement ».
_USE = re.compile(r" (?P<use>vers|pour|dans|au|aux|a la|a l'|en) ?[a-z]")
_NEXT = re.compile(r"(?:,|(?:,| ;)? et) (?:enfin )?$")
# « Suivent le social (64 €), les espaces verts (50 €) ».
_BRACKETS = re.compile(
    r"[^.;!?]{0,60}[.;] (?:suivent|viennent|arrivent)[^.;!?]{0,60}\($|\),?(?: et)? [^().;!?]{3,60} \($"
)
# « 2 193 € par habitant (dont ville 1 104 € et interco 1 089 €) ».
_PART_OF = re.compile(r" \(dont [^().;]*| et [a-z.*]+ ")
# « par habitant, d'un montant moyen de 51 €, est de 25 € dans l'Aube mais de 130 € en Corse ».
_IS_OF = re.compile(r"(?:,| et| mais| puis)(?: est| etait)? de $")
_ANOTHER_BASE = re.compile(
    r" ?/|(?: de [a-z]+)? (?:par (?!ans?(?![a-z]))|l'unite|le m|la tonne|pour (?:un|une|chaque) )"
)


def _is_carried_on(quantity: Quantity, last: Mention, between: str, text: str) -> bool:
    """Say whether what a sum per head was said of goes on: an aside on it, its next amount, the next use of it."""
    if not _is_alike(quantity, last) or _ANOTHER_BASE.match(text, quantity.end) or _OF_SOMETHING_ELSE.search(between):
        return False
    if _BRACKETS.fullmatch(between):
        return True
    if SENTENCE_ENDS.search(between):
        return False
    use = _USE.match(text, quantity.end)
    alike = use is not None and _NEXT.search(between) is not None and f" {use['use']} " in between
    aside = between == " (" or _PART_OF.fullmatch(between) is not None
    return aside or alike or _RAISED.search(between) is not None or _IS_OF.search(between) is not None


def _goes_on(quantity: Quantity, last: Mention, text: str) -> bool:
    """Say whether « par habitant, 566 € de budget, 478 € de dette » goes on from the sum per head before."""
    return quantity.scale is None and _ON.fullmatch(text, last.quantity.end, quantity.start) is not None


_ON = re.compile(
    r"(?: (?:de |d'|en )[a-z']{3,20})?(?: en (?:19|20)\d\d| \((?:en )?(?:19|20)\d\d\))?"
    r"(?:,| et|, puis| puis| contre)(?: a| de)? "
)
_PERSON_NEAR = r"(?:par (?:an et par )?|/ ?)"
# « de 98 € à 112 € par habitant »: both are per head.
_PER_HEAD_AT_THE_END = re.compile(rf" a [\d ,.]+ ?(?:€|euros?) ?{_PERSON_NEAR}{_PERSON}")
