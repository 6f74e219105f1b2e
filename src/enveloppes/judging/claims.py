"""What a source claims, judged by everything but the claim itself (docs/model.md, « claims »)."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property
from typing import NamedTuple, TypeVar

from enveloppes.agreements.model import Claim, CountClaim, OrderClaim, ShareClaim, TotalClaim
from enveloppes.agreements.register import PlacedClaim
from enveloppes.judging.bounds import EmptyError, PartsWithin, Range, Relation, SumIs
from enveloppes.judging.claim_relations import Known
from enveloppes.judging.claim_verdicts import Truth, count_verdict
from enveloppes.judging.containment import Containment
from enveloppes.language.message import Message, say
from enveloppes.money.amount import Amount

_Item = TypeVar("_Item")


class ClaimKind(StrEnum):
    """The four kinds of claims."""

    TOTAL = "total"
    SHARE = "share"
    ORDER = "order"
    COUNT = "count"


class GroundKind(StrEnum):
    """What a claim may be impossible beside."""

    CLAIM = "claim"
    TOTAL = "total"
    CONTAINER = "container"


class Ground(NamedTuple):
    """Something that a claim cannot be true with: another claim, a stated total, what lies within a container.

    ``source`` and ``at`` say who states it and where, as far as that is said.
    """

    kind: GroundKind
    id: str
    source: str | None = None
    at: str | None = None


@dataclass(frozen=True, slots=True)
class Derived:
    """A bound that nobody stated: the figure of an envelope, and the ids that it follows from."""

    id: str
    amount: Amount
    origin: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Judged:
    """A claim with its verdict and why; ``grounds`` are what it cannot be true with, none of them to spare."""

    placed: PlacedClaim
    kind: ClaimKind
    truth: Truth
    reason: Message
    grounds: tuple[Ground, ...] = ()

    @property
    def against(self) -> tuple[str, ...]:
        """The other claims that it cannot be true with."""
        return tuple(one.id for one in self.grounds if one.kind is GroundKind.CLAIM)


def kind_of(claim: Claim) -> ClaimKind:
    """Return which kind of claim it is."""
    if isinstance(claim, TotalClaim):
        return ClaimKind.TOTAL
    if isinstance(claim, ShareClaim):
        return ClaimKind.SHARE
    return ClaimKind.ORDER if isinstance(claim, OrderClaim) else ClaimKind.COUNT


def cited_by(placed: PlacedClaim) -> tuple[str | None, str | None]:
    """Return the source of a claim, which may be that of its agreement, and the place in it."""
    claim, default = placed.claim, placed.agreement.source
    own = claim.source
    source = own.ref if own is not None and own.ref is not None else None if default is None else default.ref
    return source, claim.at or (own.at if own is not None else None)


class ClaimJudge:
    """Judges claims against the lines that hang together with them, their stated totals and each other."""

    def __init__(
        self, containment: Containment, claims: Sequence[PlacedClaim], totals: Sequence[SumIs], ids: Sequence[str]
    ) -> None:
        """Take the lines as they stand, the claims, the relations that stated totals make, and the ids concerned."""
        self._known = Known(containment, totals, ids)
        self._claims = tuple(claims)

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
            if _is_tighter(found, self._known.stated[key])
        )

    def _propagated(self, claims: Sequence[PlacedClaim]) -> dict[str, Range]:
        """Return the bounds that follow from some claims; those that cannot be true together are left out."""
        try:
            return self._known.following([one.claim for one in claims])
        except EmptyError:
            return self._known.following(())

    def _clash(self, claims: Sequence[PlacedClaim], base: Sequence[Relation] | None = None) -> bool:
        return self._known.clash([one.claim for one in claims], base)

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
            clashing.append(least(open_, self._clash))
            open_ = [one for one in open_ if one not in clashing[-1]]
        for members in clashing:
            beside = self._stated_beside(members)
            for one in members:
                found[one.claim.id] = _together(one, [other for other in members if other is not one], beside)
        for one in open_:
            against = self._against(one, clashing)
            if against:
                found[one.claim.id] = _together(one, against, self._stated_beside((one, *against)))
        return found

    def _alone(self, placed: PlacedClaim) -> Judged:
        """Judge a claim that cannot be true with what is stated: its figures say so, or what lies within what."""
        truth, reason = self._known.verdict(placed.claim, self._propagated(()))
        beside = self._stated_beside((placed,))
        if truth is not Truth.CONTRADICTED:
            return _together(placed, (), beside)
        if beside:
            reason = say("{reason} (by {grounds})", reason=reason, grounds=tuple(map(ground_text, beside)))
        return Judged(placed, kind_of(placed.claim), Truth.CONTRADICTED, reason, beside)

    def _stated_beside(self, claims: Sequence[PlacedClaim]) -> tuple[Ground, ...]:
        """Return the totals and containers without which these claims could be true together."""
        needed = least(self._known.base, lambda base: self._clash(claims, base))
        return tuple(dict.fromkeys(_ground(one) for one in needed))

    def _against(self, placed: PlacedClaim, clashing: Sequence[Sequence[PlacedClaim]]) -> list[PlacedClaim]:
        """Return what this claim cannot be true with, of sets that already contradict themselves; [] if nothing."""
        for members in clashing:
            for left_out in members:
                rest = [one for one in members if one is not left_out]
                if self._clash((*rest, placed)):
                    return least(rest, lambda some: self._clash((placed, *some)))
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
        truth, reason = self._known.verdict(placed.claim, without)
        if truth is Truth.UNDETERMINED:
            within = self._propagated((*others, placed))
            tighter = [key for key, found in within.items() if _is_tighter(found, without[key])]
            if tighter:
                bounds = tuple(say("{id} is {amount}", id=key, amount=within[key].amount()) for key in tighter)
                return Judged(placed, kind, Truth.INFORMS, say("nothing else settles it; then {bounds}", bounds=bounds))
        return Judged(placed, kind, truth, reason)


def least(items: Sequence[_Item], clash: Callable[[Sequence[_Item]], bool]) -> list[_Item]:
    """Drop what is not needed for a contradiction, many at once and then one by one: what is left cannot lose any."""
    kept, size = list(items), len(items) // 2 or 1
    while True:
        start = 0
        while start < len(kept):
            fewer = kept[:start] + kept[start + size :]
            if clash(fewer):
                kept = fewer
            else:
                start += size
        if size == 1:
            return kept
        size //= 2


def _ground(relation: Relation) -> Ground:
    if isinstance(relation, PartsWithin):
        return Ground(GroundKind.CONTAINER, relation.container)
    source, at = relation.cited if isinstance(relation, SumIs) else (None, None)
    return Ground(GroundKind.TOTAL, relation.origin, source, at)


def ground_text(ground: Ground) -> Message:
    """Return what a claim cannot be true with, and who states it where."""
    named = say("`{id}`", id=ground.id)
    if ground.kind is GroundKind.TOTAL:
        named = say("the total of `{id}`", id=ground.id)
    elif ground.kind is GroundKind.CONTAINER:
        named = say("what lies within `{id}`", id=ground.id)
    place = " ".join(part for part in (ground.source, ground.at) if part)
    return say("{ground} ({place})", ground=named, place=place) if place else named


def _together(placed: PlacedClaim, against: Sequence[PlacedClaim], beside: tuple[Ground, ...]) -> Judged:
    grounds = (*(Ground(GroundKind.CLAIM, one.claim.id, *cited_by(one)) for one in against), *beside)
    reason = say("cannot be true together with {claims}", claims=tuple(map(ground_text, grounds)))
    if not grounds:
        reason = say("no figures that are stated leave one for which it is true")
    return Judged(placed, kind_of(placed.claim), Truth.CONTRADICTED, reason, grounds)


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
