"""What share of a whole a part of it is, where the whole is the part and the rest: x / (x + rest), never above 1.

The whole is a sum of intervals of which the part has a known portion each (1: it is the part's alone, 0: it is the
rest's, 3/5: the part has 60 % of it, whatever it is). The share moves one way with each interval, so that its ends are
reached at ends of the intervals: the tightest bounds there are.
"""

from __future__ import annotations

from collections.abc import Iterable
from fractions import Fraction
from typing import NamedTuple

from enveloppes.money.amount import NOTHING, Amount, Bound
from enveloppes.money.ratio import Ratio

_ONE = Fraction(1)


class Portion(NamedTuple):
    """An interval of the whole, and how much of it belongs to the part."""

    of: Fraction
    amount: Amount


class _End(NamedTuple):
    """One end of a share, and whether that very share is possible."""

    value: Fraction
    reached: bool


def share_of_whole(portions: Iterable[Portion]) -> Ratio | None:
    """Return what share the part may have, or None where there can be no money at all."""
    sums: dict[Fraction, Amount] = {}
    for portion in portions:
        if portion.amount.high is None or portion.amount.high.euros:
            sums[portion.of] = sums.get(portion.of, NOTHING) + portion.amount
    if not sums:
        return None
    if len(sums) == 1:
        (only,) = sums
        return Ratio(only, only)
    high = _highest(sums)
    low = _highest({_ONE - of: amount for of, amount in sums.items()})
    return Ratio(_ONE - low.value, high.value, low.reached, high.reached)


def _highest(sums: dict[Fraction, Amount]) -> _End:
    """Return the highest share: what the part has more of at its most, what it has less of at its least."""
    ordered = sorted(sums, reverse=True)
    found = [end for most in range(len(ordered) + 1) if (end := _corner(sums, ordered, most)) is not None]
    found += [_limit(sums, of) for of in ordered if sums[of].high is None]
    top = max(end.value for end in found)
    return _End(top, any(end.reached for end in found if end.value == top))


def _corner(sums: dict[Fraction, Amount], ordered: list[Fraction], most: int) -> _End | None:
    """Return the share with the first so many sums at their most (if they have one) and the others at their least."""
    ends: list[tuple[Fraction, Bound]] = []
    for place, of in enumerate(ordered):
        amount = sums[of]
        ends.append((of, amount.high if place < most and amount.high is not None else amount.low))
    whole = sum((Fraction(bound.euros) for _, bound in ends), Fraction(0))
    if not whole:
        return None
    value = sum((of * Fraction(bound.euros) for of, bound in ends), Fraction(0)) / whole
    # A sum of which the part has that very portion moves nothing, wherever in its interval it is.
    return _End(value, all(bound.reached for of, bound in ends if of != value))


def _limit(sums: dict[Fraction, Amount], of: Fraction) -> _End:
    """Return the share that a sum without an upper bound tends to; reached only if all the others may be nothing."""
    others = (amount.low for portion, amount in sums.items() if portion != of)
    return _End(of, all(low.reached and not low.euros for low in others))


def share_inside(part: Amount, whole: Amount) -> Ratio | None:
    """Return what share a part has of a whole of which it is known only that the part lies in it."""
    if whole.high is not None and not whole.high.euros:
        return None
    low = Fraction(0) if whole.high is None else Fraction(part.low.euros) / Fraction(whole.high.euros)
    low_reached = not low or (part.low.reached and whole.high is not None and whole.high.reached)
    if part.high is None or part.high.euros >= whole.low.euros:
        return Ratio(min(low, _ONE), _ONE, low_reached)
    high = Fraction(part.high.euros) / Fraction(whole.low.euros)
    return Ratio(low, high, low_reached, part.high.reached and whole.low.reached)
