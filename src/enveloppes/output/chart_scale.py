"""The money axis of a chart: how far it reaches, where its ticks stand, and in which unit they are written."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

from enveloppes.money.amount import EXACT, ZERO, Amount
from enveloppes.money.units import Unit, choose_unit
from enveloppes.money.writing import write_number
from enveloppes.output.chart_marks import pixels

_STEPS = (1, 2, 5)
# An arrow for « no upper bound » must be seen to go on beyond the last figure.
_BEYOND = Decimal("1.12")
_NO_BREAK_SPACE = "\u00a0"


@dataclass(frozen=True, slots=True)
class MoneyScale:
    """An axis from zero to ``most`` euros over ``length`` pixels, with its ticks and the unit of the whole picture."""

    most: Decimal
    length: int
    ticks: tuple[Decimal, ...]
    unit: Unit

    def at(self, euros: Decimal) -> Decimal:
        """Return the place of some euros in pixels."""
        return pixels(min(euros, self.most), self.most, self.length)

    def labels(self, language: str) -> list[tuple[Decimal, str]]:
        """Return the ticks with their labels; the unit stands once, after the last."""
        texts = [write_number(tick, language, self.unit) for tick in self.ticks]
        if texts:
            texts[-1] += f"{_NO_BREAK_SPACE}{self.unit.symbol(language)}"
        return list(zip(self.ticks, texts, strict=True))


def ends(amounts: Iterable[Amount]) -> list[Decimal]:
    """Return the euros of every bound there is."""
    return [bound.euros for amount in amounts for bound in (amount.low, amount.high) if bound is not None]


def money_scale(amounts: Iterable[Amount], length: int, *, steps: int = 5) -> MoneyScale:
    """Return an axis that holds all of some amounts, with room for arrows where one has no upper bound.

    Its unit is that of the amounts: a picture whose figures are in k€ has no axis in M€.
    """
    known = list(amounts)
    figures = ends(known)
    most = max(figures, default=ZERO)
    if any(amount.high is None for amount in known):
        most = EXACT.multiply(most, _BEYOND)
    return MoneyScale(most, length, tuple(_ticks(most, steps)), choose_unit(figures))


def _ticks(most: Decimal, steps: int) -> list[Decimal]:
    """Return zero and round numbers up to ``most``, a few of them."""
    if not most:
        return [ZERO]
    power = Decimal(1).scaleb(most.adjusted() - 2)
    step = power
    while step * steps < most:
        for factor in _STEPS:
            step = EXACT.multiply(power, Decimal(factor))
            if step * steps >= most:
                break
        power = power.scaleb(1)
    count = int(most / step)
    return [EXACT.multiply(step, Decimal(place)) for place in range(count + 1)]
