"""Numbers with decimals far from their unit: in « 73,5 M€ … celle de la RN 21 pour 51,2 » nothing else is so exact.

So it is with cents: « Dépenses = 2 033 729,68 » in a paragraph of euros counts nothing else.
"""

from __future__ import annotations

import re

from enveloppes.documents.cues import COUNTED_SUBJECT, goes_on
from enveloppes.documents.fitting import FAR
from enveloppes.documents.mention import Mention, Role
from enveloppes.documents.nouns import counted_noun_follows
from enveloppes.money.folding import Folded

_DECIMALS = re.compile(r"[\d ]+,\d{1,3}")
_MULTIPLIED = re.compile(r"(?<![a-z])(?:par|fois|x) (?:environ |pres de |plus de )?$")
_PER_THING = re.compile(r" par (?!rapport |an(?![a-z])|(?:le|la|les|l') ?[a-z])|(?: |\))? ?%| (?:sur \d|fois(?![a-z]))")
_IN_A_LIST = re.compile(r"(?:,| et) (?=\d)")
_CLAUSE = re.compile(r"[;.!?(](?=[ «]|$)")


def scale_of_decimals(earlier: list[Mention], mention: Mention, folded: Folded) -> Mention | None:
    """Return the sum whose scale a number with decimals takes: in « 73,5 M€ … pour 51,2 » nothing else is so exact.

    Another number with decimals, a share or a count in millions between them takes its place.
    """
    text, start, end = folded.text, mention.quantity.start, mention.quantity.number_end
    if not _DECIMALS.fullmatch(text, start, end) or not (goes_on(folded, end) or _IN_A_LIST.match(text, end)):
        return None
    # « Le taux de 92 % traduit une dépense de 73,5 M€ pour 79,9 inscrits »: what stands before the sum is done with.
    since = earlier[-1].end if earlier and earlier[-1].is_money else 0
    clause = _CLAUSE.split(text[max(0, start - FAR, since) : start])[-1]
    if _MULTIPLIED.search(clause) or COUNTED_SUBJECT.search(clause) or _PER_THING.match(text, end):
        return None
    bracketed = text[start - 1 : start] == "(" and text[end : end + 1] == ")"
    for other in reversed(earlier):
        if other.is_money:
            return other if other.quantity.scale is not None else None
        if bracketed and "%" in text[other.quantity.end : other.quantity.end + 2]:
            # « financés à 44 % par l'emprunt (27,6) ».
            continue
        if other.role is Role.OTHER or other.quantity.numeral.step < 1:
            return None
    return None


# « TOTAL dépenses de fonctionnement : 1 240 775 ».
_SUM_LABEL = re.compile(
    r"(?<![a-z])(?:total|depenses?|recettes?|montant|cout|solde|excedent|deficit|subventions?|emprunts?|dotations?)"
    r"[^.;:!?€\d]{0,60} ?[:=] $"
)
_GROUPED = re.compile(r"\d{1,3}(?: \d{3}){1,3}")


def _heads_sum(folded: Folded, start: int, end: int) -> bool:
    labelled = _SUM_LABEL.search(folded.text, max(0, start - FAR), start) is not None
    return labelled and _GROUPED.fullmatch(folded.text, start, end) is not None


_CENTS = re.compile(r"(?:\d{1,3}(?: \d{3})+|\d{1,3}(?:\.\d{3})+|\d{5,}|\d{4}(?=,))[.,]\d\d")
_MEASURED = re.compile(r" ?(?:m[²2³3]?|km²?|ha|kg|l|hl|kwh|mwh|t|ares?|points?|metres?|km)(?![a-z])")


def cents_like(mentions: list[Mention], index: int, folded: Folded) -> Mention | None:
    """Return a sum in plain euros of the paragraph for a large number with cents that nothing counted follows."""
    quantity = mentions[index].quantity
    start, end = quantity.start, quantity.number_end
    if not _CENTS.fullmatch(folded.text, start, end) and not _heads_sum(folded, start, end):
        return None
    if counted_noun_follows(folded.text, end) or _MEASURED.match(folded.text, end) is not None:
        return None
    if COUNTED_SUBJECT.search(_CLAUSE.split(folded.text[max(0, start - FAR) : start])[-1]):
        return None
    return next((one for one in mentions if one.role is Role.MONEY and one.quantity.scale is None), None)
