"""What the known figures say of one claim: the verdict and its reason in one sentence."""

from __future__ import annotations

from enum import StrEnum
from fractions import Fraction
from typing import NamedTuple

from enveloppes.agreements.model import CountClaim, ShareClaim
from enveloppes.judging.bounds import UNKNOWN, Range
from enveloppes.language.message import Message, say
from enveloppes.money.amount import Amount
from enveloppes.money.ratio import AsSaid, InPercent, Ratio, rounded
from enveloppes.money.share_wording import accepted

_MOST_DECIMALS = 6


class Figure(NamedTuple):
    """What is known of a figure, and half its last printed digit in euros: how far rounding may have moved it."""

    known: Range
    half: Fraction


class Truth(StrEnum):
    """What may be said of a claim; only ``contradicted`` is an error."""

    HOLDS = "holds"
    HOLDS_WITHIN_ROUNDING = "holds within rounding"
    CONTRADICTED = "contradicted"
    INFORMS = "informs"
    UNDETERMINED = "undetermined"
    STATED = "stated"


def share_verdict(claim: ShareClaim, part: Figure, whole: Figure) -> tuple[Truth, Message]:
    """Judge a share of two figures as they are known; a printed percentage, and printed figures, may be rounded.

    A share in words (« un tiers ») is that very share: what rounding it may have is that of the figures it is of.
    """
    if not whole.known.low.value and (whole.known.high is None or not part.known.low.value):
        return Truth.UNDETERMINED, say("one of the two figures is not known well enough")
    wanted = accepted(claim.is_)
    found, widest = _quotient(part, whole, 0), _quotient(part, whole, 1)
    reason = _share_reason(found, widest, claim.is_, wanted)
    if _lies_in(found, claim.is_):
        return Truth.HOLDS, reason
    if _lies_in(found, wanted) or _lies_in(_quotient(part, whole, -1), wanted):
        return Truth.HOLDS_WITHIN_ROUNDING, reason
    if _apart(widest, wanted):
        return Truth.CONTRADICTED, reason
    return Truth.UNDETERMINED, reason


def _quotient(part: Figure, whole: Figure, sign: int) -> Ratio:
    """Return part / whole with both ends moved by half the printed units: outward (1), not at all (0), inward (-1)."""
    low, high = part.known.low, part.known.high
    least, most = whole.known.low.value - sign * whole.half, None
    if whole.known.high is not None:
        most = whole.known.high.value + sign * whole.half
    bottom = max(low.value - sign * part.half, Fraction(0))
    return Ratio(
        bottom / most if most is not None and most > 0 else None,
        (high.value + sign * part.half) / least if high is not None and least > 0 else None,
        low_reached=low.reached and whole.known.high is not None and whole.known.high.reached,
        high_reached=high is not None and high.reached and whole.known.low.reached,
    )


def _share_reason(found: Ratio, widest: Ratio, claimed: Ratio, wanted: Ratio) -> Message:
    """Return what the figures give beside what is claimed, with as many decimals as tell the two apart."""
    is_whole = all(end is None or (end * 100).denominator == 1 for end in (found.low, found.high))
    tried = range(0 if is_whole else 1, _MOST_DECIMALS)
    decimals = next((places for places in tried if _differ(found, wanted, places)), _MOST_DECIMALS)
    values = {"found": InPercent(found, decimals), "claimed": AsSaid(claimed)}
    if widest == found:
        return say("the figures give {found}; claimed: {claimed}", **values)
    return say(
        "the figures give {found}, {widest} with their rounding; claimed: {claimed}",
        widest=InPercent(widest, max(decimals, 1)),
        **values,
    )


def _differ(found: Ratio, wanted: Ratio, decimals: int) -> bool:
    """Say whether ends that are not the same look other than each other with so many decimals."""
    ends = [end for end in (found.low, found.high) if end is not None]
    others = [end for end in (wanted.low, wanted.high) if end is not None]
    return all(
        rounded(one * 100, decimals) != rounded(other * 100, decimals)
        for one in ends
        for other in others
        if one != other
    )


def order_verdict(more: Range, than: Range) -> tuple[Truth, Message]:
    """Judge an order: certain only where the two ranges are apart."""
    if UNKNOWN == more == than:
        return Truth.UNDETERMINED, say("neither figure is known")
    reason = say("{more} against {than}", more=_known(more), than=_known(than))
    if than.high is not None and _is_above(more.low.value, than.high.value, more.low.reached and than.high.reached):
        return Truth.HOLDS, reason
    if more.high is not None and more.high.value <= than.low.value:
        return Truth.CONTRADICTED, reason
    return Truth.UNDETERMINED, reason


def _known(figure: Range) -> Amount | Message:
    """Return a figure, or in words that nothing is known of it: it is never nothing."""
    return say("a figure that is not known") if figure == UNKNOWN else figure.amount()


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
