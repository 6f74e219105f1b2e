"""Whether a figure is what its source is said to print (docs/model.md, « every figure has its source »).

``printed`` is there for another typography, not for another figure. A qualifier may stand further off in the source
(« estimée à ce jour à … »), so that bare printed digits bear out « environ 2,5 Md€ »; a printed qualifier that the
register leaves out makes it say more than its source. A register may be finer than what is printed, never other.
"""

from __future__ import annotations

from decimal import Decimal

from enveloppes.money.amount import EXACT, HALF, ZERO, Amount, Bound, Wording


def says_the_same(amount: Amount, printed: Amount) -> bool:
    """Say whether an amount is the one printed: equal, or equal once rounded to the last printed digit."""
    if amount == printed:
        return True
    rounding = ZERO if printed.unit is None else EXACT.multiply(printed.unit, HALF)
    if printed.wording is Wording.EXACT and printed.is_exact:
        named = _named(amount)
        return named is not None and _near(named, printed.low.euros, rounding)
    if amount.wording is not printed.wording:
        return False
    return _same_end(amount.low, printed.low, rounding) and _same_end(amount.high, printed.high, rounding)


def _named(amount: Amount) -> Decimal | None:
    """Return the one figure that an amount names, whatever qualifies it; a range names two."""
    if amount.is_exact or amount.wording in {Wording.MORE_THAN, Wording.AT_LEAST}:
        return amount.low.euros
    if amount.high is None or amount.wording is Wording.BETWEEN:
        return None
    if amount.wording is Wording.ABOUT:
        return EXACT.multiply(EXACT.add(amount.low.euros, amount.high.euros), HALF)
    return amount.high.euros


def _same_end(one: Bound | None, other: Bound | None, rounding: Decimal) -> bool:
    if one is None or other is None:
        return one is other
    return one.reached == other.reached and _near(one.euros, other.euros, rounding)


def _near(one: Decimal, other: Decimal, rounding: Decimal) -> bool:
    return abs(EXACT.subtract(one, other)) <= rounding
