"""Units that are said behind a number: « l'un 649, l'autre 522 millions », or in the next clause."""

from __future__ import annotations

import re

from enveloppes.documents.cues import PRONOUN, SHARER, VERB, goes_on
from enveloppes.documents.items import of_a_size
from enveloppes.documents.mention import LOOK_BACK, Mention, Role
from enveloppes.money.folding import Folded


def following(mentions: list[Mention], index: int, text: str) -> Mention | None:
    """Return the figure after « l'un 649, l'autre 522 millions » that says the unit of both."""
    quantity = mentions[index].quantity
    for other in mentions[index + 1 : index + LOOK_BACK]:
        # « l'un à 8,4 (bassin de 25 m, 4 couloirs), l'autre à 11,2 millions ».
        aside = _ASIDE.match(text, quantity.number_end)
        begins = quantity.number_end if aside is None else aside.end()
        if other.role is Role.YEAR or other.quantity.start < begins:
            continue
        gap = text[begins : other.quantity.start]
        sharer = re.fullmatch(rf"(?:,| et|,? puis) ?(?:et )?(?:{PRONOUN}(?: a)?|{SHARER}){VERB} ?", gap)
        if sharer is None:
            return None
        if other.is_money:
            return other
        if other.role is not Role.BARE:
            return None
        quantity = other.quantity
    return None


def in_the_next_clause(mentions: list[Mention], index: int, folded: Folded) -> Mention | None:
    """Return the figure of « L'office emprunte 7,5 à la Banque, l'Europe apporte 2,2 millions » that says the unit."""
    mention, text = mentions[index], folded.text
    pays = _PAYS.search(text, max(0, mention.quantity.start - 20), mention.quantity.start) is not None
    # « L'Agence finance 80 des 120 M€ nécessaires ».
    goes = goes_on(folded, mention.quantity.number_end) or text.startswith(" des ", mention.quantity.number_end)
    if not pays or not goes:
        return None
    later = (one for one in mentions[index + 1 : index + LOOK_BACK] if one.role is not Role.YEAR)
    money = next(later, None)
    if money is None or not money.is_money or money.quantity.scale is None or not of_a_size(mention, money):
        return None
    between = text[mention.quantity.number_end : money.quantity.start]
    return money if _NEXT_CLAUSE.fullmatch(between) or between == " des " else None


_ASIDE = re.compile(r" \([^()]{2,60}\)")
_PAYS = re.compile(r"(?<![a-z])(?:emprunt|apport|vers|financ|consacr|donn|engag|mobilis|invest)[a-z]* $")
_NEXT_CLAUSE = re.compile(rf"[^.;:!?\d]{{0,60}},(?: et)? [^.;:!?,\d]{{3,40}}{VERB} ?")
