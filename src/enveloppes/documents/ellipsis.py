"""Figures whose unit was said before: « contre 480 », « dont 0,6 », « la Région 3 et le Département 2 »."""

from __future__ import annotations

import re
from dataclasses import replace
from decimal import Decimal
from typing import TYPE_CHECKING

from enveloppes.documents.cues import (
    COUNTED_SUBJECT,
    ENDS,
    NEXT_BRACKET,
    PRONOUN,
    SHARER,
    TIED,
    VERB,
    continues,
    cue,
)
from enveloppes.documents.mentions import LOOK_BACK, Mention, Role, end_of_last_number, labelled
from enveloppes.documents.neighbours import numbers_before
from enveloppes.documents.nouns import names_a_count
from enveloppes.money.folding import Folded
from enveloppes.money.qualifiers import qualifier_before
from enveloppes.money.strict import shared_unit

if TYPE_CHECKING:
    from collections.abc import Callable

_SENTENCE = re.compile(r"[.!?](?= [^a-z0-9]?[a-z0-9«\"])(?<!\bm\.)(?<!\bart\.)(?<!\bn\.)")
_FAR = 90
# « ANRU 2 : 8 M€ » is a name that ends in a number.
_NAMED = re.compile(r" ?:")
# « La voirie reçoit 12 M€, les bâtiments 8, Action Logement 3 » : an article or a capital, a noun, a number.
_NAMED_ITEM = re.compile(
    r"(?:,| et| ;) (?:et )?(?P<article>l'|la |le |les |sa |son |ses |leurs? )?(?P<name>[a-z'-]+)"
    r"(?: (?:de |du |des |d'|la |l')?(?!de )[a-z'-]+){0,2}(?: \d{1,2})?,? (?:a )?"
)
_ITEM_ENDS = re.compile(r"[,;.)]| et (?:la |le |les |l')| de prets|$")
# « personnel, 34 M€ ; énergie, 4 ; intérêts, 1 »: items of one shape.
_LIST_ITEM = re.compile(
    r"\)?(?: \([^()]*\)| (?:en|pour) (?:19|20)\d\d)? ?; (?:et )?(?P<label>[a-z' -]{2,50}?)(?P<mark>,| ?:) "
)
_LIST_ITEM_ENDS = re.compile(r" ?(?:[;.]|$|\()")
_DECIMALS = re.compile(r"[\d ]+,\d{1,3}")


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
    return filled


def _antecedent(mentions: list[Mention], index: int, folded: Folded) -> Mention | None:
    """Return the figure whose unit a bare number takes, or None where it is no money."""
    text, quantity = folded.text, mentions[index].quantity
    if labelled(text, quantity.start) or not continues().match(text, quantity.number_end):
        return None
    earlier = numbers_before(mentions, index, text)
    _, start = qualifier_before(text, quantity.start, end_of_last_number(mentions, index))
    floor = earlier[-1].quantity.number_end if earlier else 0
    found = cue().search(text[max(0, start - _FAR, floor) : start])
    kind = found.lastgroup or "" if found else "named"
    earlier = numbers_before(mentions, index, text, compared=kind in {"against", "part"})
    # In words a number is most often a count: only « il en faut sept » takes it for money.
    if quantity.in_words and kind not in {"left", "verb"}:
        return None
    if kind == "sharer" and _NAMED.match(text, quantity.number_end):
        return None
    money = next((other for other in reversed(earlier) if other.is_money), None)
    if money is None:
        return _following(mentions, index, text) if kind == "sharer" else None
    named_behind_a_qualifier = kind == "named" and start != quantity.start
    if not named_behind_a_qualifier and _speaks_of(money, earlier, mentions[index], folded, kind):
        return _with_plausible_unit(money, earlier, mentions[index])
    return _of_decimals(earlier, mentions[index], folded)


_SMALL, _LARGE = 1_000, 10_000


def _with_plausible_unit(money: Mention, earlier: list[Mention], mention: Mention) -> Mention:
    """Return the figure that says the unit: « 1,6 M€, soit 320 000 € par an ; 2,1 avant » goes back to the millions."""
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
    if cue == "against":
        return nearest.is_money or _nearer(mention, money, earlier, text)
    if cue == "part":
        return nearest.is_money or not _gap_is_short(text, nearest, mention.quantity.start)
    if cue == "again" and not nearest.is_money:
        return _says_of_again(money, mention, text)
    return nearest.is_money and _fits(nearest, mention, folded, cue)


def _says_of_again(money: Mention, mention: Mention, text: str) -> bool:
    """Say whether « est de 1 200 € pour les 500 premiers, puis de 800 » repeats the « de » of the sum."""
    _, start = qualifier_before(text, money.quantity.start)
    begun = re.search(r"(?<![a-z])d(?:e |')$", text[:start][-4:]) is not None
    between = text[money.end : mention.quantity.start]
    apart = re.search(r"(?<![a-z])d(?:e |')\d", between) is None and _SENTENCE.search(between) is None
    return begun and apart and ENDS.match(text, mention.quantity.number_end) is not None


def _fits(nearest: Mention, mention: Mention, folded: Folded, cue: str) -> bool:
    """Say whether what stands between the last figure and a number lets the number share its unit."""
    text, start = folded.text, mention.quantity.start
    if cue in _OF_A_SUBJECT and COUNTED_SUBJECT.search(_SENTENCE.split(text[max(0, start - _FAR) : start])[-1]):
        return False
    if (cue == "to" and _is_change(text, nearest, start)) or (cue in _LISTED and _is_list_item(nearest, mention, text)):
        return True
    if cue not in _SELF_EVIDENT and COUNTED_SUBJECT.search(text, nearest.end, start):
        return False
    rule = _RULES.get(cue)
    return rule is None or rule(nearest, mention, folded)


def _is_named_item(nearest: Mention, mention: Mention, folded: Folded) -> bool:
    """Say whether « les bâtiments 8, » follows « la voirie reçoit 12 M€, »."""
    text, start = folded.text, mention.quantity.start
    item = _NAMED_ITEM.fullmatch(text, nearest.end, start)
    named = item is not None and (
        item["article"] or folded.cased[item.start("name")].isupper() or _in_list(nearest, text, start)
    )
    return bool(named) and _item_ends(nearest, mention, folded)


def _item_ends(_: Mention, mention: Mention, folded: Folded) -> bool:
    return _ITEM_ENDS.match(folded.text, mention.quantity.number_end) is not None


def _clause_ends(_: Mention, mention: Mention, folded: Folded) -> bool:
    return ENDS.match(folded.text, mention.quantity.number_end) is not None


def _is_tied(nearest: Mention, mention: Mention, folded: Folded) -> bool:
    """Say whether the use of a number after « et » or a comma is said right behind it."""
    alternative = folded.text[nearest.end : mention.quantity.start] == " ou " and nearest.shared
    return alternative or TIED.match(folded.text, mention.quantity.number_end) is not None


def _is_said_again(nearest: Mention, mention: Mention, folded: Folded) -> bool:
    return _is_tied(nearest, mention, folded) or _clause_ends(nearest, mention, folded)


_FOOTNOTES = 3


def _is_bracketed_share(nearest: Mention, mention: Mention, folded: Folded) -> bool:
    """Say whether « la Région (7), l'État (5) » are shares; a lone « la Région (1) » is a footnote's mark."""
    text, start, end = folded.text, mention.quantity.start, mention.quantity.number_end
    if not text.startswith(")", end):
        return False
    listed = text.startswith(")", nearest.end) or NEXT_BRACKET.match(text, end) is not None
    return (
        listed
        or mention.quantity.numeral.step < 1
        or (mention.quantity.numeral.value > _FOOTNOTES and text[start] != "0")
    )


_OF_A_SUBJECT = frozenset({"was", "verb", "left"})
_SELF_EVIDENT = frozenset({"headed", "sum", "dated"})
_LISTED = frozenset({"named", "to", "opened", "then"})
_RULES: dict[str, Callable[[Mention, Mention, Folded], bool]] = {
    "named": _is_named_item, "to": _is_named_item, "listed": _item_ends, "bracket": _is_bracketed_share,
    "verb": _clause_ends, "that": _clause_ends, "then": _is_tied, "opened": _is_tied, "again": _is_said_again,
}  # fmt: skip


def _is_list_item(nearest: Mention, mention: Mention, text: str) -> bool:
    """Say whether « énergie, 4 ; » is an item of the same shape as « personnel, 34 M€ ; » before it."""
    item = _LIST_ITEM.fullmatch(text, nearest.end, mention.quantity.start)
    if item is None or _LIST_ITEM_ENDS.match(text, mention.quantity.number_end) is None:
        return False
    before = _ITEM_BEFORE.search(text, max(0, nearest.quantity.start - _FAR), nearest.quantity.start)
    if before is None or before["mark"].strip() != item["mark"].strip() or COUNTED_SUBJECT.search(item["label"]):
        return False
    return not names_a_count(item["label"], strictly=item["mark"] != ",")


_ITEM_BEFORE = re.compile(r"(?:[;:.]|^)[^;:.,\d]{2,50}(?P<mark>,| ?:) (?:[^;:,]*\()?[^;:,\d]{0,30}$")


_MULTIPLIED = re.compile(r"(?<![a-z])(?:par|fois|x) (?:environ |pres de |plus de )?$")
_PER_THING = re.compile(r" par (?!an(?![a-z])|(?:le|la|les|l') ?[a-z])|(?: |\))? ?%| (?:sur|fois)(?![a-z])")
_CLAUSE = re.compile(r"[;.!?(](?=[ «]|$)")


def _of_decimals(earlier: list[Mention], mention: Mention, folded: Folded) -> Mention | None:
    """Return the sum whose scale a number with decimals takes: in « 73,5 M€ … pour 51,2 » nothing else is so exact.

    Another number with decimals, a share or a count in millions between them takes its place.
    """
    text, start, end = folded.text, mention.quantity.start, mention.quantity.number_end
    if not _DECIMALS.fullmatch(text, start, end) or not continues().match(text, end):
        return None
    clause = _CLAUSE.split(text[max(0, start - _FAR) : start])[-1]
    if _MULTIPLIED.search(clause) or COUNTED_SUBJECT.search(clause) or _PER_THING.match(text, end):
        return None
    for other in reversed(earlier):
        if other.is_money:
            return other if other.quantity.scale is not None else None
        if other.role is Role.OTHER or other.quantity.numeral.step < 1:
            return None
    return None


def _in_list(nearest: Mention, text: str, start: int) -> bool:
    """Say whether « (dont culture 2,2, sport 3,1) » is still open here."""
    return nearest.shared and re.search(r"\(dont [^()]*$", text[max(0, start - _FAR) : start]) is not None


def _is_change(text: str, money: Mention, start: int) -> bool:
    """Say whether « de 7 M€ (en 2020) à 10 » leads from a figure to the next one."""
    between = text[money.end : start]
    return re.fullmatch(r"(?:,? (?:en|depuis) (?:19|20)\d\d,?)? (?:a|jusqu'a) ", between) is not None


def _gap_is_short(text: str, nearest: Mention, start: int) -> bool:
    return start - nearest.quantity.end < _FAR and not _SENTENCE.search(text, nearest.quantity.end, start)


def _nearer(mention: Mention, money: Mention, earlier: list[Mention], text: str) -> bool:
    """Say whether a number is closer in size to the money before it than to the other numbers between them.

    « 28 voix contre 9 » compares votes; only a number of quite another size is not compared with what stands beside it.
    """
    value = mention.quantity.numeral.value
    others = earlier[earlier.index(money) + 1 :]
    nearest = min(_distance(value, other.quantity.numeral.value) for other in others)
    between = text[others[-1].quantity.number_end : mention.quantity.start]
    beside = "," not in between or "%" in between
    return _distance(value, money.quantity.numeral.value) * (_MUCH if beside else 1) < nearest


_MUCH = 5


def _distance(one: Decimal, other: Decimal) -> Decimal:
    low, high = sorted((one, other))
    return high / low if low else Decimal("Infinity")


def _following(mentions: list[Mention], index: int, text: str) -> Mention | None:
    """Return the figure after « l'un 649, l'autre 522 millions » that says the unit of both."""
    quantity = mentions[index].quantity
    for other in mentions[index + 1 : index + LOOK_BACK]:
        if other.role is Role.YEAR:
            continue
        gap = text[quantity.number_end : other.quantity.start]
        sharer = re.fullmatch(rf"(?:,| et|,? puis) ?(?:et )?(?:{PRONOUN}|{SHARER}){VERB} ?", gap)
        if sharer is None:
            return None
        if other.is_money:
            return other
        if other.role is not Role.BARE:
            return None
        quantity = other.quantity
    return None


_IMPLAUSIBLE = 20


def _in_the_unit_of(money: Mention, mention: Mention) -> Mention | None:
    """Return the number with the unit of the figure before; « 1,2 Md€ contre 980 » goes down to millions."""
    unit = money.quantity
    quantity = shared_unit(mention.quantity, unit)
    if unit.scale is not None and unit.euros and quantity.euros > _IMPLAUSIBLE * unit.euros:
        quantity = replace(quantity, scale=unit.scale / 1000 if unit.scale > 1_000 else None)  # noqa: PLR2004
    return Mention(replace(quantity, currency=True), money.role, shared=True)
