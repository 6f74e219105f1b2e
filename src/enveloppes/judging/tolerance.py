"""Whether stated and computed sums agree: difference, tolerance, verdict, rest (docs/model.md, « reconciling »)."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from enveloppes.money.amount import EXACT, NIL, UNCHANGED, ZERO, Amount, Bound, Change, above, difference, spanning


class Agreeing(StrEnum):
    """How a stated sum and what it should be agree."""

    EQUAL = "equal"
    WITHIN_ROUNDING = "within rounding"
    CONTRADICTED = "contradicted"
    PARTIAL = "partial"
    UNDETERMINED = "undetermined"


@dataclass(frozen=True, slots=True)
class Agreed:
    """A verdict with all that it rests on: D = stated − computed, t in euros, and what is in no line if partial."""

    stated: Amount
    computed: Amount
    difference: Change
    tolerance: Decimal
    verdict: Agreeing
    remainder: Amount | None


def agree(
    stated: Amount, computed: Amount, tolerance: Decimal, *, complete: bool, differing: Change | None = None
) -> Agreed:
    """Return the first verdict of the table that fits.

    ``differing`` replaces stated − computed where both rest on one figure (shares in per cent of it). A list that is
    not complete may leave a remainder, [max(0, D.low − t), D.high + t].
    """
    gap = difference(stated, computed) if differing is None else differing
    verdict = _verdict(gap, tolerance, complete=complete)
    if verdict is Agreeing.PARTIAL and not _fits(computed, stated, tolerance):
        verdict = Agreeing.UNDETERMINED
    remainder = _remainder(gap, tolerance) if verdict is Agreeing.PARTIAL else None
    return Agreed(stated, computed, gap, tolerance, verdict, remainder)


def _verdict(gap: Change, tolerance: Decimal, *, complete: bool) -> Agreeing:
    least, most = Bound(EXACT.minus(tolerance) if tolerance else ZERO), Bound(tolerance)
    if gap == UNCHANGED:
        return Agreeing.EQUAL
    if gap.low is not None and gap.high is not None and gap.low.euros >= least.euros and gap.high.euros <= most.euros:
        return Agreeing.WITHIN_ROUNDING
    too_little = gap.high is not None and above(least, gap.high)
    if complete:
        too_much = gap.low is not None and above(gap.low, most)
        return Agreeing.CONTRADICTED if too_little or too_much else Agreeing.UNDETERMINED
    return Agreeing.CONTRADICTED if too_little else Agreeing.PARTIAL


def _fits(computed: Amount, stated: Amount, tolerance: Decimal) -> bool:
    """Say whether Σ.high ≤ stated.high + t, so that a remainder may be told."""
    if stated.high is None:
        return True
    return computed.high is not None and computed.high.euros <= EXACT.add(stated.high.euros, tolerance)


def _remainder(gap: Change, tolerance: Decimal) -> Amount:
    low = NIL
    if gap.low is not None and gap.low.euros > tolerance:
        low = gap.low.plus(EXACT.minus(tolerance) if tolerance else ZERO)
    return spanning(low, None if gap.high is None else gap.high.plus(tolerance))
