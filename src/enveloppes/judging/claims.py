"""What a source claims, judged by everything but the claim itself (docs/model.md, « claims »)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction
from functools import cached_property

from enveloppes.agreements.basis import FIELDS, KEPT_BY_CONTAINMENT, Credit, Tax
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
from enveloppes.judging.circles import refuse_circles
from enveloppes.judging.claim_verdicts import Figure, Truth, count_verdict, order_verdict, share_verdict
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


def ids_of(claim: Claim) -> tuple[str, ...]:
    """Return the ids of the envelopes that a claim is about."""
    if isinstance(claim, ShareClaim):
        return claim.share, claim.of
    if isinstance(claim, OrderClaim):
        return claim.more, claim.than
    return claim.total_of if isinstance(claim, TotalClaim) else ()


class ClaimJudge:
    """Judges claims against the lines that hang together with them, their stated totals and each other."""

    def __init__(
        self, containment: Containment, claims: Sequence[PlacedClaim], totals: Sequence[SumIs], ids: Sequence[str]
    ) -> None:
        """Take the lines as they stand, the claims, the relations that stated totals make, and the ids concerned."""
        self._containment = containment
        self._ids = tuple(ids)
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
        known = self._containment.lines.by_id
        return {key: range_of(known[key].amount) for key in self._ids}

    @cached_property
    def _base(self) -> tuple[Relation, ...]:
        containers: list[Relation] = []
        for container in self._ids:
            parts = self._containment.lines.parts.get(container, ())
            by_stage: dict[str, list[str]] = {}
            for part in parts:
                if part.link is not None and not part.link.possible:
                    by_stage.setdefault(part.basis.stage, []).append(part.id)
            containers.extend(
                PartsWithin(container, tuple(ids), Fraction(self._containment.tolerance(container, ids)))
                for ids in by_stage.values()
            )
        base: list[Relation] = [*containers, *self._totals]
        try:
            _follow(self._stated, base)
        except EmptyError:
            # The register contradicts itself without any claim (C301, C302): only what is stated counts then.
            return ()
        return tuple(base)

    def _relation(self, claim: Claim) -> Relation | None:
        if isinstance(claim, CountClaim) or self._unlike(claim):
            return None
        if isinstance(claim, ShareClaim):
            halves = (self._half(claim.share), self._half(claim.of))
            both = halves if self._is_stated(claim.share) and self._is_stated(claim.of) else (Fraction(0), Fraction(0))
            return ShareIs(claim.id, claim.share, claim.of, accepted(claim.is_), both)
        if isinstance(claim, OrderClaim):
            return More(claim.id, claim.more, claim.than)
        return sum_relation(self._containment, claim.id, claim.total_of, claim.is_, is_partial=False)

    def _is_stated(self, key: str) -> bool:
        return self._containment.lines.by_id[key].amount is not None

    def _half(self, key: str) -> Fraction:
        """Return half the last printed digit of a stated figure, in euros; nothing of one that is only derived."""
        amount = self._containment.lines.by_id[key].amount
        return Fraction(0) if amount is None else Fraction(half_unit(amount))

    def _unlike(self, claim: TotalClaim | ShareClaim | OrderClaim) -> tuple[str, ...]:
        """Return the fields in which the bases of a claim's lines differ; a field that is not known may fit.

        Lines of two stages do not add up, but one may be more than the other, or a share of it (« 363 M€, dont 80
        engagés »), as it may be within it.
        """
        bases = [self._containment.lines.by_id[key].basis for key in ids_of(claim)]
        return tuple(
            field
            for field in (FIELDS if isinstance(claim, TotalClaim) else KEPT_BY_CONTAINMENT)
            if len({getattr(one, field) for one in bases} - {Credit.UNSPECIFIED, Tax.UNKNOWN}) > 1
        )

    def _propagated(self, claims: Sequence[PlacedClaim]) -> dict[str, Range]:
        """Return the bounds that follow from some claims; those that cannot be true together are left out."""
        try:
            return self._following(claims)
        except EmptyError:
            return self._following(())

    def _clash(self, claims: Sequence[PlacedClaim]) -> bool:
        """Say whether these claims cannot all be true: they leave no figure, or the rest contradicts one of them."""
        try:
            self._following(claims)
        except EmptyError:
            return True
        return any(
            self._verdict(one.claim, self._following([other for other in claims if other is not one]))[0]
            is Truth.CONTRADICTED
            for one in claims
        )

    def _following(self, claims: Sequence[PlacedClaim]) -> dict[str, Range]:
        relations = [relation for one in claims if (relation := self._relation(one.claim)) is not None]
        return _follow(self._stated, (*self._base, *relations))

    @cached_property
    def _refuted(self) -> dict[str, Judged]:
        """The claims that cannot be true with what is stated, or with others; each set of them is irreducible."""
        found: dict[str, Judged] = {}
        open_: list[PlacedClaim] = []
        for placed in self._claims:
            if isinstance(placed.claim, CountClaim):
                continue
            if self._clash((placed,)):
                found[placed.claim.id] = self._alone(placed)
            else:
                open_.append(placed)
        clashing: list[list[PlacedClaim]] = []
        # Contradictions that have nothing to do with each other must not hide one another: one set after the other.
        while self._clash(open_):
            clashing.append(self._irreducible((), open_))
            open_ = [one for one in open_ if one not in clashing[-1]]
        for members in clashing:
            for one in members:
                found[one.claim.id] = _together(one, [other for other in members if other is not one])
        for one in open_:
            against = self._against(one, clashing)
            if against:
                found[one.claim.id] = _together(one, against)
        return found

    def _alone(self, placed: PlacedClaim) -> Judged:
        """Judge a claim that cannot be true with what is stated: its figures say so, or what lies within what."""
        truth, reason = self._verdict(placed.claim, self._following(()))
        if truth is not Truth.CONTRADICTED:
            reason = say("the containers and totals stated leave no figure for which it is true")
        return Judged(placed, kind_of(placed.claim), Truth.CONTRADICTED, reason)

    def _against(self, placed: PlacedClaim, clashing: Sequence[Sequence[PlacedClaim]]) -> list[PlacedClaim]:
        """Return what this claim cannot be true with, of sets that already contradict themselves; [] if nothing."""
        for members in clashing:
            for left_out in members:
                rest = [one for one in members if one is not left_out]
                if self._clash((*rest, placed)):
                    return self._irreducible((placed,), rest)
        return []

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

    def _irreducible(self, fixed: Sequence[PlacedClaim], others: Sequence[PlacedClaim]) -> list[PlacedClaim]:
        """Drop one claim after another while the contradiction remains: what is left cannot lose any."""
        kept = list(others)
        for one in others:
            fewer = [other for other in kept if other is not one]
            if self._clash((*fixed, *fewer)):
                kept = fewer
        return kept

    def _verdict(self, claim: Claim, ranges: Ranges) -> tuple[Truth, Message]:
        if not isinstance(claim, CountClaim) and self._unlike(claim):
            return Truth.UNDETERMINED, self._unlike_reason(claim)
        if isinstance(claim, ShareClaim):
            part, whole = (Figure(ranges[key], self._half(key)) for key in (claim.share, claim.of))
            return share_verdict(claim, part, whole)
        if isinstance(claim, OrderClaim):
            return order_verdict(ranges[claim.more], ranges[claim.than])
        if isinstance(claim, TotalClaim):
            return self._total_verdict(claim)
        return count_verdict(claim)

    def _unlike_reason(self, claim: TotalClaim | ShareClaim | OrderClaim) -> Message:
        unlike = self._unlike(claim)
        bases = [self._containment.lines.by_id[key].basis for key in ids_of(claim)]
        fields = tuple(
            say("{field} ({values})", field=say("`{id}`", id=field),
                values=tuple(dict.fromkeys(getattr(one, field) for one in bases)))
            for field in unlike
        )  # fmt: skip
        if isinstance(claim, TotalClaim):
            return say("its lines are of unlike bases, which do not add up: {fields}", fields=fields)
        return say("its figures are of unlike bases, which cannot be compared: {fields}", fields=fields)

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


def _follow(stated: Ranges, relations: Sequence[Relation]) -> dict[str, Range]:
    """Return the bounds that follow; raises EmptyError where the relations cannot all be true."""
    refuse_circles(relations, stated)
    return propagate(stated, relations)


def _together(placed: PlacedClaim, against: Sequence[PlacedClaim]) -> Judged:
    reason = say(
        "cannot be true together with {claims}", claims=tuple(say("`{id}`", id=one.claim.id) for one in against)
    )
    return Judged(placed, kind_of(placed.claim), Truth.CONTRADICTED, reason, tuple(one.claim.id for one in against))


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
