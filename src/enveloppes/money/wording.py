"""The one grammar of amounts: text ↔ :class:`Amount`, for YAML values and for the figures that a source prints.

``read`` is strict: the whole text is one amount, and what can be read in two ways is refused with both.
``read_printed`` follows the rules for documents (three digits behind a separator before a scaled unit are decimals,
before plain euros they are thousands). ``write`` says an amount in the reader's language, and ``read`` reads it back.
"""

from __future__ import annotations

import re
from decimal import Decimal
from functools import lru_cache
from typing import TYPE_CHECKING

from enveloppes.money.amount import NIL, ZERO, Amount, Bound, Wording
from enveloppes.money.units import Unit, choose_unit
from enveloppes.money.wording_error import WordingError
from enveloppes.money.writing import write, write_change, write_number, write_percent, write_ratio

if TYPE_CHECKING:
    from enveloppes.money.quantities import Quantity

__all__ = [
    "Unit",
    "WordingError",
    "amount_of",
    "choose_unit",
    "range_of",
    "read",
    "read_printed",
    "write",
    "write_change",
    "write_number",
    "write_percent",
    "write_ratio",
]

_NUMBER = r"([1-9][0-9]{0,5})(?:,([0-9]{1,2}))?[ \u00a0\u202f]?(k€|M€|Md€)"
# The forms that nearly every figure of a register has, by one small pattern; the tests hold it against the grammar.
_PLAIN = re.compile(
    r"(?:(plus de|au moins|moins de|jusqu'à|environ|more than|at least|less than|up to|about) )?"
    r"([1-9][0-9]{0,5})(?:,([0-9]{1,2}))?(?:[ \u00a0\u202f]?(k€|M€|Md€)| (millions?|milliards?) (?:d['’]euros|€))"
)
_WORDINGS = {
    "plus de": Wording.MORE_THAN, "more than": Wording.MORE_THAN, "au moins": Wording.AT_LEAST,
    "at least": Wording.AT_LEAST, "moins de": Wording.LESS_THAN, "less than": Wording.LESS_THAN,
    "jusqu'à": Wording.AT_MOST, "up to": Wording.AT_MOST, "environ": Wording.ABOUT, "about": Wording.ABOUT,
}  # fmt: skip
_FACTORS = {
    "k€": 1_000, "M€": 1_000_000, "Md€": 1_000_000_000,
    "million": 1_000_000, "millions": 1_000_000, "milliard": 1_000_000_000, "milliards": 1_000_000_000,
}  # fmt: skip
# The euros of one last printed digit, by how many decimals are printed.
_STEPS = {
    unit: tuple((factor // 10**places, Decimal(factor // 10**places)) for places in range(3))
    for unit, factor in _FACTORS.items()
}
_SIGNIFICANT_ZEROS_FROM = 2


def read(text: str) -> Amount:
    """Return the amount that a whole text says; raises WordingError where it says none, or more than one thing."""
    plain = _PLAIN.fullmatch(text)
    return _read_strictly(text) if plain is None else _read_plainly(plain)


def _read_plainly(plain: re.Match[str]) -> Amount:
    qualifier, whole, decimals, sign, word = plain.groups()
    digits, places = (whole, 0) if decimals is None else (whole + decimals, len(decimals))
    step, unit = _STEPS[sign or word][places]
    euros = int(digits) * step
    if qualifier is None:
        bound = Bound(Decimal(euros))
        return Amount(bound, bound, unit)
    wording = _WORDINGS[qualifier]
    if wording is Wording.ABOUT:
        zeros = 0 if places else min(len(whole) - len(whole.rstrip("0")), len(whole) - _SIGNIFICANT_ZEROS_FROM)
        reach = step * 10 ** max(0, zeros) // 2
        return Amount(Bound(Decimal(euros - reach)), Bound(Decimal(euros + reach)), unit, wording)
    return _bounded(Decimal(euros), unit, wording)


def _bounded(euros: Decimal, unit: Decimal, wording: Wording) -> Amount:
    """Return a figure with a bound on one side, or exactly."""
    bound = Bound(euros, reached=wording not in {Wording.MORE_THAN, Wording.LESS_THAN})
    if wording in {Wording.MORE_THAN, Wording.AT_LEAST}:
        return Amount(bound, None, unit, wording)
    if wording in {Wording.LESS_THAN, Wording.AT_MOST}:
        return Amount(NIL, bound, unit, wording)
    return Amount(bound, bound, unit, Wording.EXACT)


def read_printed(text: str) -> Amount:
    """Return the amount of a figure as a source prints it, by the rules for documents; raises WordingError."""
    plain = _PLAIN.fullmatch(text)
    return _read_as_printed(text) if plain is None else _read_plainly(plain)


@lru_cache(maxsize=4096)
def _read_strictly(text: str) -> Amount:
    from enveloppes.money.strict import read_whole  # noqa: PLC0415 - what is plain needs none of it

    return read_whole(text, printed=False)


@lru_cache(maxsize=4096)
def _read_as_printed(text: str) -> Amount:
    from enveloppes.money.strict import read_whole  # noqa: PLC0415 - as above

    return read_whole(text, printed=True)


def amount_of(quantity: Quantity, wording: Wording) -> Amount:
    """Return what one quantity and its qualifier say; « une vingtaine » is about twenty whatever stands before it."""
    euros, unit = quantity.euros, quantity.step
    if not euros:
        wording = Wording.EXACT if wording is Wording.LESS_THAN else wording
    if quantity.numeral.spread is not None and wording is Wording.EXACT:
        wording = Wording.ABOUT
    if wording is Wording.ABOUT:
        low = max(euros - quantity.reach, ZERO)
        return Amount(Bound(low), Bound(euros + quantity.reach), unit, wording)
    return _worded(euros, unit, wording)


def _worded(euros: Decimal, unit: Decimal, wording: Wording) -> Amount:
    return _bounded(euros, unit, wording)


def range_of(low: Quantity, high: Quantity, *, low_reached: bool = True, high_reached: bool = True) -> Amount:
    """Return « de … à … »; the printed unit is the finer of the two."""
    return Amount(
        Bound(low.euros, low_reached), Bound(high.euros, high_reached), min(low.step, high.step), Wording.BETWEEN
    )
