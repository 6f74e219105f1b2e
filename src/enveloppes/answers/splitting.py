"""How a figure is split between funders or years: what is left of it, jointly, and whether the parts exceed it.

40 % beside 60 % leave nothing of whatever it is, and beside 4 M€ of « environ 10 M€ » 60 % leave 0.4 times that very
figure less 4 M€: the parts of one figure hang together, and are never subtracted as if each were a figure of its own.
"""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from fractions import Fraction

from enveloppes.judging.containment import half_unit
from enveloppes.money.amount import EXACT, NIL, NOTHING, ZERO, Amount, Bound, Change, above, spanning
from enveloppes.money.ratio import Ratio, bound_above, bound_below, scaled

Share = Amount | Ratio


def share_of(share: Share, amount: Amount) -> Amount:
    """Return a stated share in euros; a percentage is of the whole figure, exactly."""
    if isinstance(share, Amount):
        return share
    part = scaled(amount, share.low or Fraction(0), share.high if share.high is not None else Fraction(1))
    if part.is_exact:
        return part
    low = Bound(part.low.euros, part.low.reached and (share.low_reached or amount.low == NIL))
    high = None if part.high is None else Bound(part.high.euros, part.high.reached and share.high_reached)
    return spanning(low, high)


def come_to(amount: Amount, shares: Sequence[Share]) -> Amount:
    """Return what shares of one figure come to; its percentages are added before they are taken of it."""
    ratios = [share for share in shares if isinstance(share, Ratio)]
    fixed = sum((share for share in shares if isinstance(share, Amount)), NOTHING)
    if not ratios:
        return fixed
    return scaled(amount, _least(ratios), _most(ratios)) + fixed


def _least(ratios: Sequence[Ratio]) -> Fraction:
    return sum((ratio.low or Fraction(0) for ratio in ratios), Fraction(0))


def _most(ratios: Sequence[Ratio]) -> Fraction:
    return sum((ratio.high if ratio.high is not None else Fraction(1) for ratio in ratios), Fraction(0))


def left_over(amount: Amount, shares: Sequence[Share]) -> Change:
    """Return (1 − Σ percentages) × amount − Σ fixed shares, which is below zero where the shares exceed the figure."""
    ratios = [share for share in shares if isinstance(share, Ratio)]
    fixed = sum((share for share in shares if isinstance(share, Amount)), NOTHING)
    least, most = _least(ratios), _most(ratios)
    least_reached, most_reached = all(one.low_reached for one in ratios), all(one.high_reached for one in ratios)
    low = _end(amount, 1 - most, reached=most_reached, up=False)
    high = _end(amount, 1 - least, reached=least_reached, up=True)
    return Change(
        None if low is None or fixed.high is None else low + -fixed.high, None if high is None else high + -fixed.low
    )


def _end(amount: Amount, factor: Fraction, *, reached: bool, up: bool) -> Bound | None:
    """Return the least or the most of an amount times a factor, which may be negative."""
    if not factor:
        return Bound(ZERO, reached or amount.low == NIL)
    end = amount.high if up is (factor > 0) else amount.low
    if end is None:
        return None
    outward = bound_above if up else bound_below
    # Any share of nothing is nothing.
    return outward(Fraction(end.euros) * factor, reached=end.reached and (reached or not end.euros))


def tolerance(amount: Amount, shares: Sequence[Share]) -> Decimal:
    """Return half the printed unit of a figure and of each of its shares, in euros."""
    found = half_unit(amount)
    for share in shares:
        if isinstance(share, Amount):
            found = EXACT.add(found, half_unit(share))
        elif share.unit is not None and amount.high is not None:
            found = EXACT.add(found, bound_above(Fraction(amount.high.euros) * share.unit / 2).euros)
    return found


def rest_of(amount: Amount, shares: Sequence[Share]) -> Amount:
    """Return what is left of a figure beside its shares, never below nothing."""
    gap = left_over(amount, shares)
    if gap.high is not None and gap.high.euros <= ZERO:
        return NOTHING
    low = NIL if gap.low is None or gap.low.euros < ZERO else gap.low
    return spanning(low, gap.high)


def is_split(amount: Amount, shares: Sequence[Share]) -> bool:
    """Say whether the shares may be all of a figure, but for rounding: then nothing certain is left of it."""
    gap = left_over(amount, shares)
    if gap.high is not None and gap.high.euros <= ZERO:
        return True
    if gap.low is None or gap.high is None or above(gap.low, NIL):
        return False
    allowed = tolerance(amount, shares)
    return (-gap.low).euros <= allowed and gap.high.euros <= allowed


def excess_of(amount: Amount, shares: Sequence[Share]) -> Amount | None:
    """Return by how much the shares certainly exceed a figure; None where they need not."""
    gap = left_over(amount, shares)
    if gap.high is None or not above(NIL, gap.high):
        return None
    return spanning(-gap.high, None if gap.low is None else -gap.low)
