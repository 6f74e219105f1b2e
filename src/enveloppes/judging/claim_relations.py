"""What is stated around some claims, and what each of them adds: relations between figures, and a verdict on it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from fractions import Fraction
from functools import cached_property

from enveloppes.agreements.basis import FIELDS, KEPT_BY_CONTAINMENT, Credit, Tax
from enveloppes.agreements.dates import Period
from enveloppes.agreements.model import Claim, CountClaim, OrderClaim, ShareClaim, TotalClaim
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
from enveloppes.judging.turns import runs_in, stretches
from enveloppes.language.message import Message, say
from enveloppes.money.amount import EXACT, Amount
from enveloppes.money.share_wording import accepted


class Known:
    """The figures that hang together, their containers and stated totals: what claims are judged by."""

    def __init__(self, containment: Containment, totals: Sequence[SumIs], ids: Sequence[str]) -> None:
        """Take the lines as they stand, the relations that stated totals make, and the ids concerned."""
        self._containment = containment
        self._ids = tuple(ids)
        self._totals = tuple(totals)

    @cached_property
    def stated(self) -> dict[str, Range]:
        """What each figure is stated to be."""
        known = self._containment.lines.by_id
        return {key: range_of(known[key].amount) for key in self._ids}

    @cached_property
    def base(self) -> tuple[Relation, ...]:
        """What containers and stated totals say of the figures; nothing where they contradict themselves."""
        containers: list[Relation] = []
        for container in self._ids:
            limit = self.stated[container].high
            for ids in self._sums_in(container):
                tolerance = Fraction(self._containment.tolerance(container, ids))
                containers.append(PartsWithin(container, ids, tolerance, limit))
        base: list[Relation] = [*containers, *self._totals]
        try:
            _follow(self.stated, base)
        except EmptyError:
            # The register contradicts itself without any claim (C301, C302): only what is stated counts then.
            return ()
        return tuple(base)

    def _sums_in(self, container: str) -> Iterable[tuple[str, ...]]:
        """Return the certain parts of a container that stand beside each other: of one stage, in the same years."""
        lines = self._containment.lines
        parts = [part for part in lines.parts.get(container, ()) if part.link is not None and not part.link.possible]
        if not parts:
            return ()
        whole = lines.by_id[container]
        every: list[Period | None] = [years for years in stretches((whole, *parts)) if runs_in(whole, years)]
        by_stage = dict.fromkeys((part.basis.stage, years) for years in every or [None] for part in parts)
        sums = (
            tuple(part.id for part in parts if part.basis.stage is stage and runs_in(part, years))
            for stage, years in by_stage
        )
        return dict.fromkeys(ids for ids in sums if ids)

    def following(self, claims: Iterable[Claim], base: Sequence[Relation] | None = None) -> dict[str, Range]:
        """Return the bounds that follow from what is stated and some claims; raises EmptyError if none are left."""
        relations = [relation for one in claims if (relation := self._relation(one)) is not None]
        return _follow(self.stated, (*(self.base if base is None else base), *relations))

    def clash(self, claims: Sequence[Claim], base: Sequence[Relation] | None = None) -> bool:
        """Say whether these claims cannot all be true: they leave no figure, or the rest contradicts one of them."""
        try:
            self.following(claims, base)
        except EmptyError:
            return True
        return any(
            self.verdict(one, self.following([other for other in claims if other is not one], base))[0]
            is Truth.CONTRADICTED
            for one in claims
        )

    def verdict(self, claim: Claim, ranges: Ranges) -> tuple[Truth, Message]:
        """Return what some bounds say of a claim, and why."""
        if isinstance(claim, CountClaim):
            return count_verdict(claim)
        if self._unlike(claim):
            return Truth.UNDETERMINED, self._unlike_reason(claim)
        if isinstance(claim, ShareClaim):
            part, whole = (Figure(ranges[key], self._half(key)) for key in (claim.share, claim.of))
            return share_verdict(claim, part, whole)
        if isinstance(claim, OrderClaim):
            return order_verdict(ranges[claim.more], ranges[claim.than])
        return self._total_verdict(claim)

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


def ids_of(claim: Claim) -> tuple[str, ...]:
    """Return the ids of the envelopes that a claim is about."""
    if isinstance(claim, ShareClaim):
        return claim.share, claim.of
    if isinstance(claim, OrderClaim):
        return claim.more, claim.than
    return claim.total_of if isinstance(claim, TotalClaim) else ()


def _follow(stated: Ranges, relations: Sequence[Relation]) -> dict[str, Range]:
    """Return the bounds that follow; raises EmptyError where the relations cannot all be true."""
    refuse_circles(relations, stated)
    return propagate(stated, relations)


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
