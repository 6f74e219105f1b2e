"""What a source claims, judged by everything but the claim itself (MODEL.md, « claims »)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction
from functools import cached_property

from enveloppes.agreements.model import Claim, CountClaim, OrderClaim, ShareClaim, TotalClaim
from enveloppes.agreements.register import PlacedClaim
from enveloppes.judging.bounds import (
    EmptyError,
    More,
    PartsWithin,
    Range,
    Ranges,
    Relation,
    ShareIs,
    SumIs,
    propagate,
    range_of,
)
from enveloppes.judging.claim_verdicts import Truth, count_verdict, order_verdict, share_verdict
from enveloppes.judging.containment import Containment, half_unit
from enveloppes.judging.counting import Counted, count
from enveloppes.judging.lines import Line
from enveloppes.judging.tolerance import Agreeing, agree
from enveloppes.language.message import Message, say
from enveloppes.money.amount import EXACT, Amount
from enveloppes.money.share_wording import accepted


class ClaimKind(StrEnum):
    """The four kinds of claims."""

    TOTAL = "total"
    SHARE = "share"
    ORDER = "order"
    COUNT = "count"


@dataclass(frozen=True, slots=True)
class Derived:
    """A bound that nobody stated: the figure of an envelope, and the ids that it follows from."""

    id: str
    amount: Amount
    origin: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Judged:
    """A claim with its verdict and why; ``against`` names the other claims that it cannot be true with."""

    placed: PlacedClaim
    kind: ClaimKind
    truth: Truth
    reason: Message
    against: tuple[str, ...] = ()


def kind_of(claim: Claim) -> ClaimKind:
    """Return which kind of claim it is."""
    if isinstance(claim, TotalClaim):
        return ClaimKind.TOTAL
    if isinstance(claim, ShareClaim):
        return ClaimKind.SHARE
    return ClaimKind.ORDER if isinstance(claim, OrderClaim) else ClaimKind.COUNT


class ClaimJudge:
    """Judges the claims of a register against its lines, its stated totals and each other."""

    def __init__(self, containment: Containment, claims: Sequence[PlacedClaim], totals: Sequence[SumIs]) -> None:
        """Take the lines as they stand, the claims made, and the relations that stated totals make."""
        self._containment = containment
        self._claims = tuple(claims)
        self._totals = tuple(totals)

    @cached_property
    def judged(self) -> tuple[Judged, ...]:
        """Every claim with its verdict, in the order of the register."""
        return tuple(self._judge(placed) for placed in self._claims)

    @cached_property
    def derived(self) -> tuple[Derived, ...]:
        """The bounds that are tighter than what is stated, from all that is not contradicted."""
        believed = [one.placed for one in self.judged if one.truth is not Truth.CONTRADICTED]
        ranges = self._propagated(believed)
        return tuple(
            Derived(key, found.amount(), _origin(found))
            for key, found in ranges.items()
            if _is_tighter(found, self._stated[key])
        )

    @cached_property
    def _stated(self) -> dict[str, Range]:
        return {line.id: range_of(line.amount) for line in self._containment.lines}

    @cached_property
    def _base(self) -> tuple[Relation, ...]:
        containers: list[Relation] = []
        for container, parts in self._containment.lines.parts.items():
            by_stage: dict[str, list[str]] = {}
            for part in parts:
                if part.link is not None and not part.link.possible:
                    by_stage.setdefault(part.basis.stage, []).append(part.id)
            containers.extend(PartsWithin(container, tuple(ids)) for ids in by_stage.values())
        base: list[Relation] = [*containers, *self._totals]
        try:
            propagate(self._stated, base)
        except EmptyError:
            # The register contradicts itself without any claim (C301, C302): only what is stated counts then.
            return ()
        return tuple(base)

    def _relation(self, claim: Claim) -> Relation | None:
        if isinstance(claim, ShareClaim):
            return ShareIs(claim.id, claim.share, claim.of, accepted(claim.is_))
        if isinstance(claim, OrderClaim):
            return More(claim.id, claim.more, claim.than)
        if isinstance(claim, TotalClaim):
            return sum_relation(self._containment, claim.id, claim.total_of, claim.is_, is_partial=False)
        return None

    def _propagated(self, claims: Sequence[PlacedClaim]) -> dict[str, Range]:
        """Return the bounds that follow from some claims; those that cannot be true together are left out."""
        relations = [relation for one in claims if (relation := self._relation(one.claim)) is not None]
        try:
            return propagate(self._stated, (*self._base, *relations))
        except EmptyError:
            return propagate(self._stated, self._base)

    def _is_refuted(self, claim: Claim, others: Sequence[PlacedClaim]) -> bool:
        """Say whether a claim cannot be true with these others."""
        relations = [relation for one in others if (relation := self._relation(one.claim)) is not None]
        try:
            ranges = propagate(self._stated, (*self._base, *relations))
        except EmptyError:
            return False
        if self._verdict(claim, ranges)[0] is Truth.CONTRADICTED:
            return True
        own = self._relation(claim)
        try:
            propagate(self._stated, (*self._base, *relations, *([own] if own is not None else [])))
        except EmptyError:
            return True
        return False

    @cached_property
    def _refuted(self) -> dict[str, Judged]:
        """The claims that cannot be true with what is stated, or with all the others."""
        found = {}
        for placed in self._claims:
            judged = self._refutation(placed)
            if judged is not None:
                found[placed.claim.id] = judged
        return found

    def _refutation(self, placed: PlacedClaim) -> Judged | None:
        claim, kind = placed.claim, kind_of(placed.claim)
        if isinstance(claim, CountClaim):
            return None
        if self._is_refuted(claim, ()):
            return Judged(placed, kind, Truth.CONTRADICTED, self._verdict(claim, self._propagated(()))[1])
        others = self._beside(placed)
        if not self._is_refuted(claim, others):
            return None
        against = self._irreducible(claim, others)
        reason = say("cannot be true together with {claims}", claims=", ".join(f"`{one.claim.id}`" for one in against))
        return Judged(placed, kind, Truth.CONTRADICTED, reason, tuple(one.claim.id for one in against))

    def _beside(self, placed: PlacedClaim) -> list[PlacedClaim]:
        return [one for one in self._claims if one is not placed and not isinstance(one.claim, CountClaim)]

    def _judge(self, placed: PlacedClaim) -> Judged:
        claim, kind = placed.claim, kind_of(placed.claim)
        if isinstance(claim, CountClaim):
            return Judged(placed, kind, *count_verdict(claim))
        if claim.id in self._refuted:
            return self._refuted[claim.id]
        return self._settled(placed, kind, [one for one in self._beside(placed) if one.claim.id not in self._refuted])

    def _settled(self, placed: PlacedClaim, kind: ClaimKind, others: Sequence[PlacedClaim]) -> Judged:
        without = self._propagated(others)
        truth, reason = self._verdict(placed.claim, without)
        if truth is Truth.UNDETERMINED:
            within = self._propagated((*others, placed))
            tighter = [key for key, found in within.items() if _is_tighter(found, without[key])]
            if tighter:
                bounds = tuple(say("{id} is {amount}", id=key, amount=within[key].amount()) for key in tighter)
                return Judged(placed, kind, Truth.INFORMS, say("nothing else settles it; then {bounds}", bounds=bounds))
        return Judged(placed, kind, truth, reason)

    def _irreducible(self, claim: Claim, others: Sequence[PlacedClaim]) -> list[PlacedClaim]:
        """Drop one claim after another while the contradiction remains: what is left cannot lose any."""
        kept = list(others)
        for one in others:
            fewer = [other for other in kept if other is not one]
            if self._is_refuted(claim, fewer):
                kept = fewer
        return kept

    def _verdict(self, claim: Claim, ranges: Ranges) -> tuple[Truth, Message]:
        if isinstance(claim, ShareClaim):
            return share_verdict(claim, ranges[claim.share], ranges[claim.of])
        if isinstance(claim, OrderClaim):
            return order_verdict(ranges[claim.more], ranges[claim.than])
        if isinstance(claim, TotalClaim):
            return self._total_verdict(claim)
        return count_verdict(claim)

    def _total_verdict(self, claim: TotalClaim) -> tuple[Truth, Message]:
        found = claimed_sum(self._containment, claim.total_of)
        if found is None:
            return Truth.UNDETERMINED, say("not all of its lines have a figure")
        agreed = agree(claim.is_, found.amount, EXACT.add(half_unit(claim.is_), found.half_units), complete=True)
        reason = say(
            "the lines come to {computed}, {stated} is claimed (difference {difference}, tolerance {tolerance})",
            computed=found.amount,
            stated=claim.is_,
            difference=agreed.difference,
            tolerance=agreed.tolerance,
        )
        return _TRUTHS[agreed.verdict], reason


_TRUTHS = {
    Agreeing.EQUAL: Truth.HOLDS,
    Agreeing.WITHIN_ROUNDING: Truth.HOLDS_WITHIN_ROUNDING,
    Agreeing.CONTRADICTED: Truth.CONTRADICTED,
    Agreeing.PARTIAL: Truth.UNDETERMINED,
    Agreeing.UNDETERMINED: Truth.UNDETERMINED,
}


def claimed_sum(containment: Containment, ids: Sequence[str]) -> Counted | None:
    """Return what the named lines come to, each euro once; None where one of them has no figure."""
    known = containment.lines.by_id
    chosen: dict[str, Amount] = {}
    stage = None
    for key in ids:
        amount = known[key].amount
        if amount is None:
            return None
        chosen[key] = amount
        stage = stage or known[key].basis.stage
    return None if stage is None else count(containment, chosen, stage)


def sum_relation(
    containment: Containment, origin: str, ids: Sequence[str], stated: Amount, *, is_partial: bool
) -> SumIs:
    """Return the relation of a stated sum to its lines: those inside others certainly are left to their containers."""
    known = containment.lines.by_id
    chosen = [known[key] for key in dict.fromkeys(ids) if key in known]
    members, possible = _roots(containment, chosen)
    tolerance = half_unit(stated)
    for line in chosen:
        if line.amount is not None:
            tolerance = EXACT.add(tolerance, half_unit(line.amount))
    return SumIs(origin, members, possible, range_of(stated), Fraction(tolerance), is_partial)


def _roots(containment: Containment, chosen: Sequence[Line]) -> tuple[tuple[str, ...], tuple[str, ...]]:
    ids = {line.id for line in chosen}
    known = containment.lines.by_id
    members, possible = [], []
    for line in chosen:
        link, is_possible = line.link, False
        while link is not None and link.container not in ids:
            is_possible |= link.possible
            link = known[link.container].link if link.container in known else None
        if link is None:
            members.append(line.id)
        elif is_possible or link.possible:
            possible.append(line.id)
    return tuple(members), tuple(possible)


def _is_tighter(found: Range, before: Range) -> bool:
    """Say whether a range knows more; that a sum is above nothing at all tells a reader nothing."""
    if found.high != before.high:
        return True
    return found.low != before.low and bool(found.low.value)


def _origin(found: Range) -> tuple[str, ...]:
    ends: tuple[str, ...] = found.low.origin
    if found.high is not None:
        ends = (*ends, *found.high.origin)
    return tuple(dict.fromkeys(ends))
