"""Figures whose unit was said before: « contre 480 », « dont 0,6 », « la Région 3 et le Département 2 »."""

from __future__ import annotations

import re
from dataclasses import replace
from decimal import Decimal

from enveloppes.documents.alone import alone_among_sums
from enveloppes.documents.cues import ENDS, PARTICIPLE, cue, goes_on
from enveloppes.documents.decimals import cents_like, scale_of_decimals
from enveloppes.documents.fitting import CHANGES, FAR, SENTENCE, fits
from enveloppes.documents.items import of_a_size
from enveloppes.documents.mention import Mention, Role, end_of_last_number, labelled
from enveloppes.documents.neighbours import numbers_before
from enveloppes.documents.nouns import COUNTED_NOUNS
from enveloppes.documents.parts import with_parts
from enveloppes.documents.said_later import following, in_the_next_clause
from enveloppes.money.folding import Folded
from enveloppes.money.qualifiers import qualifier_before
from enveloppes.money.quantities import Quantity
from enveloppes.money.strict import shared_unit

_LASTS = re.compile(r" (?:ans?|mois|jours?|semaines?)(?![a-z])")
# « Sur 30 projets chiffrés à 12 M€, 22 ont été retenus »: 22 of the projects.
_OUT_OF_THINGS = re.compile(
    r"(?:^|[.;:!?] )sur (?:les |ces |nos |leurs )?\d[\d ]* (?!millions?|milliards?|euros)[a-z]{3,}[^.;:!?]*,"
    r" (?:seuls? |seulement )?$"
)
# « ANRU 2 : 8 M€ » is a name that ends in a number.
_NAMED = re.compile(r" ?:")


def fill_left_out_units(mentions: list[Mention], folded: Folded) -> list[Mention]:
    """Give bare numbers the unit of the figure they are compared with, part of, or listed beside."""
    filled = list(mentions)
    for index, mention in enumerate(filled):
        if mention.role is not Role.BARE or mention.shared or mention.quantity.sign:
            continue
        antecedent = _antecedent(filled, index, folded)
        if antecedent is None:
            continue
        quantity = _in_the_unit_of(antecedent, mention)
        if quantity is not None:
            filled[index] = quantity
    for index in reversed(range(len(filled))):
        mention = filled[index]
        if mention.role is Role.BARE and not mention.quantity.sign and not mention.quantity.in_words:
            money = in_the_next_clause(filled, index, folded)
            filled[index] = _in_the_unit_of(money, mention) or mention if money is not None else mention
    return with_parts(_with_those_between(filled, folded.text), folded)


def _with_those_between(mentions: list[Mention], text: str) -> list[Mention]:
    """Give « 3 » in « : 5,1, 3 et 1,5 » the unit that both its neighbours have."""
    filled = list(mentions)
    for index in range(1, len(mentions) - 1):
        before, here, after = filled[index - 1], filled[index], filled[index + 1]
        if here.role is not Role.BARE or not (before.is_money and after.is_money and after.shared):
            continue
        gaps = (text[before.end : here.quantity.start], text[here.quantity.number_end : after.quantity.start])
        if all(gap in {", ", " et "} for gap in gaps):
            filled[index] = _in_the_unit_of(before, here) or here
    return filled


def _antecedent(mentions: list[Mention], index: int, folded: Folded) -> Mention | None:
    """Return the figure whose unit a bare number takes, or None where it is no money."""
    text, quantity = folded.text, mentions[index].quantity
    if labelled(text, quantity.start) or _is_out_of_things(text, quantity.start) or _counts_with_next(text, quantity):
        return None
    kind, qualified = _cue_before(mentions, index, text)
    earlier = numbers_before(mentions, index, text, compared=kind in {"against", "part"})
    if kind == "sharer" and not text.endswith(" sur ", 0, quantity.start):
        # « dont 19 empruntés sur 40 ans, et la Ville 12 ».
        earlier = [one for one in earlier if one.is_money or _LASTS.match(text, one.quantity.number_end) is None]
    announced = None
    speaks_on = goes_on(folded, quantity.number_end) or _is_part_of(kind, quantity, text)
    speaks_on = speaks_on or (kind == "that" and CHANGES.match(text, quantity.number_end) is not None)
    if speaks_on and qualified and kind == "then" and _is_restated(earlier, mentions[index], text):
        announced = earlier[-1]
    elif speaks_on and not (kind == "named" and qualified):
        announced = _announced(mentions, index, folded, earlier, kind)
    return (
        announced
        or scale_of_decimals(earlier, mentions[index], folded)
        or alone_among_sums(mentions, index, folded)
        or cents_like(mentions, index, folded)
    )


# « 8 000 ou 9 000 habitants »: the noun behind the second is the first one's too.
_WITH_NEXT = re.compile(
    r" (?:ou|a|et|voire) (?:pres de |plus de |environ )?\d[\d ,]*(?: (?:millions?|milliers?) (?:de |d'))? ?"
    r"(?P<noun>[a-z²³]+)"
)


def _counts_with_next(text: str, quantity: Quantity) -> bool:
    found = _WITH_NEXT.match(text, quantity.number_end)
    return found is not None and found["noun"] in COUNTED_NOUNS


def _is_restated(earlier: list[Mention], mention: Mention, text: str) -> bool:
    """Say whether « 12 M€, pas plus de 14 dans le meilleur cas » says a bound of the sum just before it."""
    if not earlier or not earlier[-1].is_money or not of_a_size(mention, earlier[-1]):
        return False
    return _RESTATED.fullmatch(text, earlier[-1].end, mention.quantity.start) is not None


_RESTATED = re.compile(r",(?: et)? [a-z' ]{3,40}")
# « 13 millions, dont deux déjà engagés ».
_SPENT = re.compile(rf" (?:deja )?(?!restants?|deja)(?:{PARTICIPLE})(?![a-z])")


def _is_spent_part(kind: str, quantity: Quantity, text: str) -> bool:
    return kind == "part" and _SPENT.match(text, quantity.number_end) is not None


# « 4,05 M€, dont 0,6 de foncier ».
_OF = re.compile(r" (?:de |d')[a-z]{3,}")


def _is_part_of(kind: str, quantity: Quantity, text: str) -> bool:
    exact = quantity.numeral.step < 1 or quantity.numeral.value >= _SMALL
    return kind == "part" and exact and _OF.match(text, quantity.number_end) is not None


def _is_out_of_things(text: str, start: int) -> bool:
    apart = text.endswith((", ", "seul ", "seuls ", "seulement "), 0, start)
    return apart and _OUT_OF_THINGS.search(text, max(0, start - FAR), start) is not None


def _cue_before(mentions: list[Mention], index: int, text: str) -> tuple[str, bool]:
    """Return what announces a bare number ("named" where it is but a name before it), and whether it is qualified."""
    quantity, earlier = mentions[index].quantity, numbers_before(mentions, index, text)
    _, start = qualifier_before(text, quantity.start, end_of_last_number(mentions, index, text))
    floor = earlier[-1].quantity.number_end if earlier else 0
    found = cue().search(text[max(0, start - FAR, floor) : start])
    return found.lastgroup or "" if found else "named", start != quantity.start


def _announced(
    mentions: list[Mention], index: int, folded: Folded, earlier: list[Mention], kind: str
) -> Mention | None:
    text, quantity = folded.text, mentions[index].quantity
    # In words a number is most often a count: only « il en faut sept » takes it for money.
    in_words = quantity.in_words and kind not in {"left", "verb"} and not _is_spent_part(kind, quantity, text)
    if in_words or (kind == "sharer" and _NAMED.match(text, quantity.number_end)):
        return None
    money = next((other for other in reversed(earlier) if other.is_money), None)
    if kind == "sharer":
        later = following(mentions, index, text)
        if later is not None:
            return later
    if money is None:
        return None
    if not _speaks_of(money, earlier, mentions[index], folded, kind):
        return None
    return _with_plausible_unit(money, earlier, mentions[index], text)


_SMALL, _LARGE = 1_000, 10_000


_PRICE_ASIDE = re.compile(r"(?<![a-z])soit $")


def _with_plausible_unit(money: Mention, earlier: list[Mention], mention: Mention, text: str) -> Mention:
    """Return the figure that says the unit: « 1,6 M€, soit 320 000 € par an ; 2,1 avant » goes back to the millions."""
    aside = _PRICE_ASIDE.search(text, max(0, money.quantity.start - 6), money.quantity.start)
    if aside is not None and text.startswith(" par ", money.quantity.end):
        # « 3,2 M€, soit 2,85 € par voyage. Elle n'en demandait que 2,4 »
        return next((other for other in reversed(earlier[: earlier.index(money)]) if other.is_money), money)
    small = mention.quantity.numeral.value < _SMALL and mention.quantity.numeral.step < 1
    if money.quantity.scale is not None or not small or money.quantity.euros < _LARGE:
        return money
    scaled = (other for other in reversed(earlier) if other.is_money and other.quantity.scale is not None)
    return next(scaled, money)


def _speaks_of(money: Mention, earlier: list[Mention], mention: Mention, folded: Folded, cue: str) -> bool:
    """Say whether a number announced by a cue is of the last figure before it, not of another number between them."""
    text, nearest = folded.text, earlier[-1]
    if cue == "headed" or (cue == "opened" and text.startswith(" par an", mention.quantity.number_end)):
        return True
    if cue == "against" and not nearest.is_money:
        return _nearer(mention, money, earlier, text)
    if cue == "against":
        return not _compared_with_things(mention, money, earlier, text)
    if cue == "part":
        return _is_part_of_sum(money, earlier, mention, text)
    if not nearest.is_money:
        again = cue == "again" or (cue == "then" and text.endswith((" de ", " d'"), 0, mention.quantity.start))
        shared = cue == "sum" and _is_share_of(money, earlier, mention, text)
        return shared or (again and _says_of_again(money, mention, text))
    priced = cue in {"sharer", "named", "left"} and len(earlier) > 1 and _is_price_of(earlier[-2], nearest, text)
    return not priced and fits(nearest, mention, folded, cue)


# « 64 titres, pour 9 812 €, dont 51 de moins de 130 € » goes back to the titles.
_OF_LESS = re.compile(r" (?:de|a) (?:plus|moins) de ")


def _is_part_of_sum(money: Mention, earlier: list[Mention], mention: Mention, text: str) -> bool:
    """Say whether « dont 0,6 » is a part of the sum before it, and not of things that were counted since."""
    near = earlier[-1].is_money or not _gap_is_short(text, earlier[-1], mention.quantity.start)
    # « 5,3 M€ (1,1 million d'heures), dont 0,6 ».
    near = near or _IN_BRACKET.fullmatch(text, money.end, mention.quantity.start) is not None
    # « 415 000 € pour 2 760 logements, dont 260 000 »: no part of the dwellings.
    value = mention.quantity.numeral.value
    between = earlier[earlier.index(money) + 1 :]
    near = near or (value < money.quantity.numeral.value and all(one.quantity.euros < value for one in between))
    return near and _OF_LESS.match(text, mention.quantity.number_end) is None


_IN_BRACKET = re.compile(r" \([^()]{3,40}\),? dont ")


def _is_share_of(money: Mention, earlier: list[Mention], mention: Mention, text: str) -> bool:
    """Say whether « sur 3 ans, soit 30 par an », « 56 % ont été consommés, soit 26,9 » is a part of the sum before."""
    between = earlier[earlier.index(money) + 1 :]
    shares = all("%" in text[one.quantity.end : one.quantity.end + 2] for one in between)
    yearly = len(between) == 1 and text.startswith(" par an", mention.quantity.number_end)
    near = mention.quantity.start - money.end < 2 * FAR
    return near and (shares or yearly) and mention.quantity.numeral.value < money.quantity.numeral.value


def _is_price_of(things: Mention, money: Mention, text: str) -> bool:
    """Say whether « 12 bus pour 6 M€ » tells things and their price: a name and a number behind it may be of either."""
    plain = things.role is Role.BARE and not things.shared
    return plain and _PRICED.fullmatch(text, things.quantity.number_end, money.quantity.start) is not None


_PRICED = re.compile(r"(?: [a-z²³'-]+){1,3} (?:pour|a|contre) (?:quelques? |environ |pres de |plus de )?")


def _says_of_again(money: Mention, mention: Mention, text: str) -> bool:
    """Say whether « est de 1 200 € pour les 500 premiers, puis de 800 » repeats the « de » of the sum."""
    _, start = qualifier_before(text, money.quantity.start)
    begun = re.search(r"(?<![a-z])d(?:e |')$", text[:start][-4:]) is not None
    between = text[money.end : mention.quantity.start]
    apart = re.search(r"(?<![a-z])d(?:e |')\d", between) is None and SENTENCE.search(between) is None
    return begun and apart and ENDS.match(text, mention.quantity.number_end) is not None


def _gap_is_short(text: str, nearest: Mention, start: int) -> bool:
    return start - nearest.quantity.end < FAR and not SENTENCE.search(text, nearest.quantity.end, start)


def _nearer(mention: Mention, money: Mention, earlier: list[Mention], text: str) -> bool:
    """Say whether a number is closer in size to the money before it than to the other numbers between them.

    « 28 voix contre 9 » compares votes; only a number of quite another size is not compared with what stands beside it.
    """
    value = mention.quantity.numeral.value
    others = earlier[earlier.index(money) + 1 :]
    # « 1,2 million de voyageurs, contre 850 000 »: as it is printed, or as it counts.
    nearest = min(
        min(_distance(value, other.quantity.numeral.value), _distance(value, other.quantity.euros)) for other in others
    )
    between = text[others[-1].quantity.number_end : mention.quantity.start]
    beside = "," not in between or "%" in between
    return _distance(value, money.quantity.numeral.value) * (_MUCH if beside else 1) < nearest


_MUCH = 5
_FAR_APART = 20


def _compared_with_things(mention: Mention, money: Mention, earlier: list[Mention], text: str) -> bool:
    """Say whether « 900 repas à 4 €, contre 750 » goes back to the things: of their size, and far from the sum's."""
    value = mention.quantity.numeral.value
    things = earlier[-2] if len(earlier) > 1 else None
    if things is None or things.is_money or SENTENCE.search(text, things.quantity.end, mention.quantity.start):
        return False
    near = _distance(value, things.quantity.numeral.value) < 2  # noqa: PLR2004 - less than twice
    return near and _distance(value, money.quantity.numeral.value) > _FAR_APART


def _distance(one: Decimal, other: Decimal) -> Decimal:
    low, high = sorted((one, other))
    return high / low if low else Decimal("Infinity")


_IMPLAUSIBLE = 20


def _in_the_unit_of(money: Mention, mention: Mention) -> Mention | None:
    """Return the number with the unit of the figure before; « 1,2 Md€ contre 980 » goes down to millions."""
    unit = money.quantity
    quantity = shared_unit(mention.quantity, unit)
    if unit.scale is not None and unit.euros and quantity.euros > _IMPLAUSIBLE * unit.euros:
        quantity = replace(quantity, scale=unit.scale / 1000 if unit.scale > 1_000 else None)  # noqa: PLR2004
        if quantity.scale is not None and quantity.euros > _IMPLAUSIBLE * unit.euros:
            quantity = replace(quantity, scale=None)
    return Mention(replace(quantity, currency=True), money.role, shared=True)
