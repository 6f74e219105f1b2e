"""Numbers in brackets that add up to the sum before them: « 90 000 €, à Lomé (55 000) et à Kara (35 000) »."""

from __future__ import annotations

import re
from decimal import Decimal

from enveloppes.documents.fitting import SENTENCE
from enveloppes.documents.mention import LOOK_BACK, Mention, Role, labelled
from enveloppes.documents.nouns import FUNDERS
from enveloppes.money.folding import Folded
from enveloppes.money.strict import shared_unit

_FEWEST = 2


def with_parts(mentions: list[Mention], folded: Folded) -> list[Mention]:
    """Give bare numbers the unit of a sum that they are exactly the parts of, in its sentence, two or more of them."""
    filled = list(mentions)
    for index, money in enumerate(mentions):
        if money.role is not Role.MONEY or money.shared:
            continue
        parts = _parts(mentions, index, folded) or _in_one_bracket(mentions, index, folded)
        for part in parts:
            quantity = shared_unit(mentions[part].quantity, money.quantity)
            filled[part] = Mention(quantity, Role.MONEY, shared=True)
    return filled


def _parts(mentions: list[Mention], index: int, folded: Folded) -> list[int]:
    """Return the indexes of the bracketed numbers behind a sum that add up to it; (1), (2) are footnotes' marks."""
    text, money = folded.text, mentions[index].quantity
    parts: list[int] = []
    total = Decimal(0)
    for at in range(index + 1, min(len(mentions), index + LOOK_BACK)):
        mention = mentions[at]
        quantity = mention.quantity
        if mention.role is Role.YEAR or quantity.in_words:
            continue
        if mention.role is not Role.BARE or mention.shared or SENTENCE.search(text, money.end, quantity.start):
            break
        bracketed = text[quantity.start - 1] == "(" and text.startswith(")", quantity.number_end)
        if labelled(text, quantity.start) or not bracketed:
            break
        parts.append(at)
        total += quantity.numeral.value
        if total >= money.numeral.value:
            break
    marks = [mentions[at].quantity.numeral.value for at in parts] == list(range(1, len(parts) + 1))
    return parts if len(parts) >= _FEWEST and total == money.numeral.value and not marks else []


_PAYER = re.compile(rf" (?:de |d'|du |pour |par )?(?:l'|la |le )?{FUNDERS}(?![a-z])")


def _in_one_bracket(mentions: list[Mention], index: int, folded: Folded) -> list[int]:
    """Return the indexes of the numbers of « 75 M€ (50 État, 25 Région) » where they add up to the sum."""
    text, money = folded.text, mentions[index].quantity
    closed = text.find(")", money.end) if text.startswith((" (", "("), money.end) else -1
    if closed < 0:
        return []
    parts = [
        at
        for at in range(index + 1, min(len(mentions), index + LOOK_BACK))
        if mentions[at].quantity.start < closed and mentions[at].role is not Role.YEAR
    ]
    plain = all(mentions[at].role is Role.BARE and not mentions[at].shared for at in parts)
    plain = plain and all(_PAYER.match(folded.text, mentions[at].quantity.number_end) for at in parts)
    total = sum((mentions[at].quantity.numeral.value for at in parts), Decimal(0))
    return parts if plain and len(parts) >= _FEWEST and total == money.numeral.value else []
