"""What the known figures say of one claim: the verdict and its reason in one sentence."""

from __future__ import annotations

from enum import StrEnum
from fractions import Fraction

from enveloppes.agreements.model import CountClaim, ShareClaim
from enveloppes.judging.bounds import Range
from enveloppes.language.message import Message, say
from enveloppes.money.ratio import Ratio
from enveloppes.money.share_wording import accepted


class Truth(StrEnum):
    """What may be said of a claim; only ``contradicted`` is an error."""

    HOLDS = "holds"
    HOLDS_WITHIN_ROUNDING = "holds within rounding"
    CONTRADICTED = "contradicted"
    INFORMS = "informs"
    UNDETERMINED = "undetermined"
    STATED = "stated"


def share_verdict(claim: ShareClaim, part: Range, whole: Range) -> tuple[Truth, Message]:
    """Judge a share: of the two figures as they are known, rounding and truncation accepted."""
    if not whole.low.value and (whole.high is None or not part.low.value):
        return Truth.UNDETERMINED, say("one of the two figures is not known well enough")
    low = part.low.value / whole.high.value if whole.high is not None and whole.high.value else None
    high = part.high.value / whole.low.value if part.high is not None and whole.low.value else None
    found = Ratio(
        low,
        high,
        low_reached=part.low.reached and whole.high is not None and whole.high.reached,
        high_reached=part.high is not None and part.high.reached and whole.low.reached,
    )
    reason = say("the figures give {found}, {claimed} claimed", found=found, claimed=claim.is_)
    if _lies_in(found, claim.is_):
        return Truth.HOLDS, reason
    if _lies_in(found, accepted(claim.is_)):
        return Truth.HOLDS_WITHIN_ROUNDING, reason
    if _apart(found, accepted(claim.is_)):
        return Truth.CONTRADICTED, reason
    return Truth.UNDETERMINED, reason


def order_verdict(more: Range, than: Range) -> tuple[Truth, Message]:
    """Judge an order: certain only where the two ranges are apart."""
    reason = say("{more} against {than}", more=more.amount(), than=than.amount())
    if than.high is not None and _is_above(more.low.value, than.high.value, more.low.reached and than.high.reached):
        return Truth.HOLDS, reason
    if more.high is not None and more.high.value <= than.low.value:
        return Truth.CONTRADICTED, reason
    return Truth.UNDETERMINED, reason


def count_verdict(claim: CountClaim) -> tuple[Truth, Message]:
    """Judge a count by its list; without one it is only stated."""
    if not claim.of:
        return Truth.STATED, say("{n} stated, no list to count", n=claim.is_)
    reason = say("{n} stated, {listed} listed", n=claim.is_, listed=len(claim.of))
    return (Truth.HOLDS if len(set(claim.of)) == claim.is_ else Truth.CONTRADICTED), reason


def _is_above(one: Fraction, other: Fraction, both_reached: bool) -> bool:
    return one > other or (one == other and not both_reached)


def _lies_in(found: Ratio, wanted: Ratio) -> bool:
    if wanted.low is not None:
        if found.low is None or found.low < wanted.low:
            return False
        if found.low == wanted.low and found.low_reached and not wanted.low_reached:
            return False
    if wanted.high is not None:
        if found.high is None or found.high > wanted.high:
            return False
        if found.high == wanted.high and found.high_reached and not wanted.high_reached:
            return False
    return True


def _apart(found: Ratio, wanted: Ratio) -> bool:
    below = (
        found.high is not None
        and wanted.low is not None
        and _is_above(wanted.low, found.high, found.high_reached and wanted.low_reached)
    )
    above = (
        found.low is not None
        and wanted.high is not None
        and _is_above(found.low, wanted.high, found.low_reached and wanted.high_reached)
    )
    return below or above
