"""The numbers before a bare number that may say its unit, without those that stand in no figure's way."""

from __future__ import annotations

import re

from enveloppes.documents.fitting import SENTENCE
from enveloppes.documents.mention import LOOK_BACK, Mention, Role, labelled
from enveloppes.money.quantities import Quantity

# « le 12 mars », « les 12 et 13 mars ».
_DAY = re.compile(
    r"(?:er)?(?:(?:,| et| au| ou) \d{1,2}){0,3} (?:janvier|fevrier|mars|avril|mai|juin|juillet"
    r"|aout|septembre|octobre|novembre|decembre)(?![a-z])"
)
# « (40 %) », « soit 12 % », « + 4 % » are said beside a figure, in its favour.
_ASIDE = re.compile(r"(?:\(|[^a-z](?:soit|ou) |[+-] ?)$")
_BEFORE = 6


def numbers_before(mentions: list[Mention], index: int, text: str, *, compared: bool = False) -> list[Mention]:
    """Return the numbers that a bare number may take its unit from, in reading order.

    Years, days, the numbers of names (« axe 3 »), percentages said aside and number words are passed over; what a
    number is *compared* with or part of may be a percentage or « trois gymnases », so there these two count.
    """
    before = mentions[max(0, index - LOOK_BACK) : index]
    kept = [other for other in before if not _is_passed_over(other, text, compared=compared)]
    start = mentions[index].quantity.start
    return kept if compared else [other for other in kept if not _is_counted_aside(other, text, start)]


def _is_counted_aside(mention: Mention, text: str, start: int) -> bool:
    """Say whether « (14 970 allocataires) » is said in a bracket that is closed before a number."""
    quantity = mention.quantity
    if mention.role is not Role.BARE or mention.shared:
        return False
    if _OPENED.search(text, max(0, quantity.start - 40), quantity.start) is None:
        return False
    closed = _CLOSED.match(text, quantity.number_end)
    return closed is not None and closed.end() <= start


_OPENED = re.compile(r"\((?:\d[\d ,]* [a-z²³' -]{2,20}, )?$")
_CLOSED = re.compile(r" [a-z²³' -]{2,40}(?:, \d[\d ,]* [a-z²³' -]{2,20})?\)")


def _is_passed_over(mention: Mention, text: str, *, compared: bool) -> bool:
    quantity = mention.quantity
    if mention.role is Role.YEAR:
        return True
    if mention.role is Role.OTHER:
        percentage = quantity.scale is None and "%" in text[quantity.end : quantity.end + 2]
        aside = _ASIDE.search(text, max(0, quantity.start - _BEFORE), quantity.start)
        return percentage and aside is not None and (not compared or aside.group() == "(")
    if mention.role is not Role.BARE or mention.shared:
        return False
    named = labelled(text, quantity.start) or is_day(quantity, text)
    return named or (quantity.in_words and not compared)


def is_day(quantity: Quantity, text: str) -> bool:
    """Say whether a number is the day of a date: « 12 mars », the first of « 12 et 13 mars »."""
    return _DAY.match(text, quantity.number_end) is not None


_LONGEST_SENTENCE = 400


def sentence_start(text: str, before: int) -> int:
    """Return where the sentence or the item of a list begins that holds an offset, some 400 characters back at most."""
    low = max(0, before - _LONGEST_SENTENCE)
    ends = [found.end() for found in SENTENCE.finditer(text, low, before)]
    bullet = text.rfind("\x01", low, before) + 1
    return max([low, bullet, *ends]) if ends or bullet else low


def numbers_since(mentions: list[Mention], index: int, text: str, opens: int) -> list[Mention]:
    """Return the numbers from an offset up to one, without years, days, the numbers of names and percentages."""
    numbers = [other for other in mentions[max(0, index - LOOK_BACK) : index] if other.quantity.start >= opens]
    start = mentions[index].quantity.start
    return [other for other in numbers if not _says_no_unit(other, text, start)]


# « soit deux fois plus que les 17 consentis ».
_TIMES = re.compile(r" fois(?![a-z])")


def _says_no_unit(other: Mention, text: str, start: int) -> bool:
    if other.role is Role.YEAR:
        return True
    if _TIMES.match(text, other.quantity.number_end) and not other.is_money:
        return True
    if other.role is Role.OTHER:
        return other.quantity.scale is None and "%" in text[other.quantity.end : other.quantity.end + 2]
    if _is_counted_aside(other, text, start):
        return True
    named = other.role is Role.BARE and not other.shared
    return named and (labelled(text, other.quantity.start) or is_day(other.quantity, text))
