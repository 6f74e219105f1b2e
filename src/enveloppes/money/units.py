"""The units that amounts are printed in, and the one that suits a column of figures."""

from __future__ import annotations

from decimal import Decimal
from enum import Enum
from typing import TYPE_CHECKING

from enveloppes.money.amount import EXACT

if TYPE_CHECKING:
    from collections.abc import Iterable

_ONE_DECIMAL = -1


class Unit(Enum):
    """A unit of printed money; its value is how many euros one of it is."""

    EURO = Decimal(1)
    THOUSAND = Decimal(1_000)
    MILLION = Decimal(1_000_000)
    BILLION = Decimal(1_000_000_000)

    @property
    def factor(self) -> Decimal:
        """Return how many euros one of the unit is."""
        value: Decimal = self.value
        return value

    def symbol(self, language: str) -> str:
        """Return how the unit is written in "fr" or "en"."""
        return _SYMBOLS[self][language == "en"]


_SYMBOLS = {
    Unit.EURO: ("€", "€"),
    Unit.THOUSAND: ("k€", "k€"),
    Unit.MILLION: ("M€", "M€"),
    Unit.BILLION: ("Md€", "bn€"),
}
_LARGEST_FIRST = (Unit.BILLION, Unit.MILLION, Unit.THOUSAND)


def in_unit(euros: Decimal, unit: Unit) -> Decimal:
    """Return exact euros as an exact number of a unit, without needless zeros behind the decimal point."""
    number = EXACT.divide(euros, unit.factor)
    exponent = number.as_tuple().exponent
    if isinstance(exponent, int) and exponent < 0:
        stripped = number.normalize(EXACT)
        return stripped.quantize(Decimal(1), context=EXACT) if stripped == stripped.to_integral_value() else stripped
    return number


def decimals_of(number: Decimal) -> int:
    """Return how many digits a number needs behind the decimal point."""
    exponent = number.normalize(EXACT).as_tuple().exponent
    return -exponent if isinstance(exponent, int) and exponent < 0 else 0


def _suits(euros: Decimal, unit: Unit) -> bool:
    if not euros:
        return True
    number = EXACT.divide(abs(euros), unit.factor)
    return number >= 1 and decimals_of(number) <= -_ONE_DECIMAL


def choose_unit(figures: Iterable[Decimal]) -> Unit:
    """Return the largest unit in which every figure but zero is at least 1 and needs at most one decimal.

    Where no scaled unit suits, or nothing but zero is there, it is the euro.
    """
    known = [euros for euros in set(figures) if euros]
    if not known:
        return Unit.EURO
    for unit in _LARGEST_FIRST:
        if all(_suits(euros, unit) for euros in known):
            return unit
    return Unit.EURO
