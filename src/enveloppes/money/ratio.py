"""Exact ratios of amounts: shares, percentages of change, and what a printed share may mean.

Ratios are ``fractions.Fraction`` and are rounded (half-up) only when they are shown.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from decimal import ROUND_CEILING, ROUND_FLOOR, ROUND_HALF_UP, Context, Decimal, Inexact
from fractions import Fraction
from typing import NamedTuple

from enveloppes.money.amount import EXACT, NIL, Amount, Bound, Wording, spanning

_CENT = Decimal("0.01")
_ALL = Decimal(100)


@dataclass(frozen=True, slots=True)
class Ratio:
    """An interval of exact ratios (1/2 is « la moitié », 56 % is 14/25); a bound is None where there is none.

    ``unit`` is the value of the last printed digit of a percentage (1/100 for "56 %", 1/1000 for "12,5 %"), None for
    a fraction in words; ``wording`` is how it was said. Neither is part of ``==``.
    """

    low: Fraction | None
    high: Fraction | None
    low_reached: bool = True
    high_reached: bool = True
    unit: Fraction | None = field(default=None, compare=False)
    wording: Wording = field(default=Wording.EXACT, compare=False)

    @property
    def is_exact(self) -> bool:
        """Whether one single ratio is possible."""
        return self.low is not None and self.low == self.high


class AsSaid(NamedTuple):
    """A share that somebody stated, to be retold in the same words: « un tiers », not 33,3 %."""

    ratio: Ratio


class InPercent(NamedTuple):
    """A share that was computed, to be shown in per cent with so many decimals."""

    ratio: Ratio
    decimals: int


def ratio(part: Amount, whole: Amount) -> Ratio | None:
    """Return what part / whole may be, or None where the whole may be nothing or has no upper bound on both sides."""
    if not whole.low.euros:
        return None
    low = high = None
    low_reached = high_reached = True
    if whole.high is not None:
        low = Fraction(part.low.euros) / Fraction(whole.high.euros)
        # Nothing is no part of any whole, whether its bound is reached or not.
        low_reached = part.low.reached and (whole.high.reached or not low)
    if part.high is not None:
        high = Fraction(part.high.euros) / Fraction(whole.low.euros)
        high_reached = part.high.reached and (whole.low.reached or not high)
    return Ratio(low, high, low_reached, high_reached)


def rounded(value: Fraction, decimals: int) -> Decimal:
    """Round an exact ratio half-up (away from zero on a tie) to some decimals, for showing only."""
    scaled = abs(value) * 10**decimals
    whole, rest = divmod(scaled.numerator, scaled.denominator)
    if 2 * rest >= scaled.denominator:
        whole += 1
    digits = Decimal(-whole if value < 0 else whole).scaleb(-decimals)
    return digits.quantize(Decimal(1).scaleb(-decimals), rounding=ROUND_HALF_UP)


def shown_ends(share: Ratio | Fraction, decimals: int) -> tuple[Decimal | None, Decimal | None]:
    """Return both ends of a share as they are shown, times a hundred, rounded half-up (docs/model.md).

    Only an upper end that would be shown as nothing, and a lower one that would be shown as all, are rounded away from
    the interval: « at most 0.0 % » of something would not be true.
    """
    low, high = (share, share) if isinstance(share, Fraction) else (share.low, share.high)
    step = Decimal(1).scaleb(-decimals)
    least = None if low is None else rounded(low * 100, decimals)
    most = None if high is None else rounded(high * 100, decimals)
    if low != high:
        if least == _ALL and low is not None and low < 1:
            least = _ALL - step
        if most is not None and not most and high:
            most = step if high > 0 else most
    return least, most


def scaled(amount: Amount, low: Fraction, high: Fraction | None = None) -> Amount:
    """Return an amount times a ratio (or an interval of ratios), rounded outward to the cent where it must be.

    Nothing of whatever it is is nothing, and reached, be the amount bounded or not.
    """
    factor = low if high is None else high
    least = NIL if not low else bound_below(Fraction(amount.low.euros) * low, reached=amount.low.reached)
    if not factor:
        return spanning(least, NIL)
    if amount.high is None:
        return spanning(least, None)
    return spanning(least, bound_above(Fraction(amount.high.euros) * factor, reached=amount.high.reached))


def bound_below(euros: Fraction, *, reached: bool = True) -> Bound:
    """Return a lower bound of exact euros; where no decimal is exact, the cent below, which is not reached."""
    return _bound(euros, reached, ROUND_FLOOR)


def bound_above(euros: Fraction, *, reached: bool = True) -> Bound:
    """Return an upper bound of exact euros; where no decimal is exact, the cent above, which is not reached."""
    return _bound(euros, reached, ROUND_CEILING)


def _bound(euros: Fraction, reached: bool, rounding: str) -> Bound:
    try:
        return Bound(EXACT.divide(Decimal(euros.numerator), Decimal(euros.denominator)), reached)
    except Inexact:
        outward = Context(prec=EXACT.prec, rounding=rounding).divide(
            Decimal(euros.numerator), Decimal(euros.denominator)
        )
        return Bound(outward.quantize(_CENT, rounding=rounding), reached=False)
