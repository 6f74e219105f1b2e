"""Bounds that follow from what is stated elsewhere, propagated to a fixed point (docs/model.md, « claims »).

Each envelope's figure is an unknown in an interval of exact ratios of euros. A relation (part and container, total,
share, order) tightens the intervals it touches; a figure that is stated exactly stands as it is.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from fractions import Fraction

from enveloppes.money.amount import Amount, spanning
from enveloppes.money.ratio import Ratio, bound_above, bound_below

# A relation may feed itself (a is half of b, b is half of a) and tighten for ever by less and less.
MOST_ROUNDS = 60


@dataclass(frozen=True, slots=True)
class Edge:
    """One end of an interval of euros: its value, whether it is possible, and the ids that it follows from."""

    value: Fraction
    reached: bool = True
    origin: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Range:
    """What is known of one figure; ``high`` is None where nothing bounds it; ``is_settled`` if stated exactly."""

    low: Edge
    high: Edge | None
    is_settled: bool = False

    @property
    def is_empty(self) -> bool:
        """Whether no figure is left."""
        if self.high is None:
            return False
        if self.low.value == self.high.value:
            return not (self.low.reached and self.high.reached)
        return self.low.value > self.high.value

    def amount(self) -> Amount:
        """Return it in euros, rounded outward to the cent where no decimal is exact."""
        low = bound_below(self.low.value, reached=self.low.reached)
        high = None if self.high is None else bound_above(self.high.value, reached=self.high.reached)
        return spanning(low, high)


Ranges = Mapping[str, Range]
UNKNOWN = Range(Edge(Fraction(0)), None)


class EmptyError(Exception):
    """The relations leave no figure for an id: they cannot all be true."""


def range_of(amount: Amount | None) -> Range:
    """Return what a stated amount says; one that is not stated may be anything."""
    if amount is None:
        return UNKNOWN
    low = Edge(Fraction(amount.low.euros), amount.low.reached)
    high = None if amount.high is None else Edge(Fraction(amount.high.euros), amount.high.reached)
    return Range(low, high, amount.is_exact)


@dataclass(frozen=True, slots=True)
class PartsWithin:
    """Disjoint parts lie certainly within a container: its figure is at least their sum.

    ``tolerance``: by how much the rounding of what is printed lets them exceed a figure that is stated, in euros;
    ``limit`` is the upper bound of that figure. A bound that was derived has the tolerance in it already.
    """

    container: str
    parts: tuple[str, ...]
    tolerance: Fraction = Fraction(0)
    limit: Edge | None = None

    def tightened(self, ranges: Ranges) -> Iterable[tuple[str, Edge | None, Edge | None]]:
        """Yield (id, new low, new high)."""
        low, high = _sum_low(ranges, self.parts, self.parts), ranges[self.container].high
        if high is not None and high == self.limit and Range(low, high).is_empty:
            low = replace(low, value=low.value - self.tolerance)
        yield self.container, low, None
        if high is not None:
            top = replace(high, value=high.value + self.tolerance)
            total = _sum_low(ranges, self.parts, ()).value
            for part in self.parts:
                if not _may_lower(ranges[part], top.value - total + ranges[part].low.value):
                    continue
                others = tuple(one for one in self.parts if one != part)
                yield part, None, _minus(top, _sum_low(ranges, others, ()), (self.container,))


@dataclass(frozen=True, slots=True)
class SumIs:
    """Members come to a stated total, give or take its tolerance; ``possible`` members may lie inside the others.

    ``is_partial``: there may be more than the members, so that the total only bounds them from above. ``cited`` is the
    source that states it, and the place.
    """

    origin: str
    members: tuple[str, ...]
    possible: tuple[str, ...]
    stated: Range
    tolerance: Fraction
    is_partial: bool
    cited: tuple[str | None, str | None] = (None, None)

    def tightened(self, ranges: Ranges) -> Iterable[tuple[str, Edge | None, Edge | None]]:
        """Yield (id, new low, new high)."""
        total = sum((ranges[member].low.value for member in self.members), Fraction(0))
        unbounded = [key for key in (*self.members, *self.possible) if ranges[key].high is None]
        for member in (*self.members, *self.possible):
            if ranges[member].is_settled:
                continue
            others = tuple(one for one in self.members if one != member) if member in self.members else ()
            high = low = None
            beside = total - ranges[member].low.value if member in self.members else Fraction(0)
            if self.stated.high is not None and _may_lower(
                ranges[member], self.stated.high.value + self.tolerance - beside
            ):
                top = replace(self.stated.high, value=self.stated.high.value + self.tolerance)
                high = _minus(top, _sum_low(ranges, others, ()), (self.origin,))
            if not self.is_partial and member in self.members and unbounded in ([], [member]):
                rest = _sum_high(ranges, (*others, *self.possible))
                if rest is not None:
                    bottom = replace(self.stated.low, value=self.stated.low.value - self.tolerance)
                    low = _minus(bottom, rest, (self.origin,))
            yield member, low, high


@dataclass(frozen=True, slots=True)
class ShareIs:
    """One figure is a share of another: a = r·b for some accepted r.

    ``halves`` are half the last printed digits of both figures where both are stated, as rounding is between two
    printed figures; nothing where one of them is only derived.
    """

    origin: str
    share: str
    of: str
    accepted: Ratio
    halves: tuple[Fraction, Fraction] = (Fraction(0), Fraction(0))

    def tightened(self, ranges: Ranges) -> Iterable[tuple[str, Edge | None, Edge | None]]:
        """Yield (id, new low, new high)."""
        part, whole, ratio = ranges[self.share], ranges[self.of], self.accepted
        own, half = self.halves
        low = high = None
        if ratio.low is not None:
            low = _times(whole.low, ratio.low, ratio.low_reached, self.origin, -own - ratio.low * half)
        if ratio.high is not None and whole.high is not None:
            high = _times(whole.high, ratio.high, ratio.high_reached, self.origin, own + ratio.high * half)
        yield self.share, low, high
        low = high = None
        if ratio.high:
            low = _times(part.low, 1 / ratio.high, ratio.high_reached, self.origin, -own / ratio.high - half)
        if ratio.low is not None and ratio.low > 0 and part.high is not None:
            # What rounds to 0 % may be nothing at all: no whole is too large for it.
            high = _times(part.high, 1 / ratio.low, ratio.low_reached, self.origin, own / ratio.low + half)
        yield self.of, low, high


@dataclass(frozen=True, slots=True)
class More:
    """One figure is more than another."""

    origin: str
    more: str
    than: str

    def tightened(self, ranges: Ranges) -> Iterable[tuple[str, Edge | None, Edge | None]]:
        """Yield (id, new low, new high)."""
        low, high = ranges[self.than].low, ranges[self.more].high
        yield self.more, Edge(low.value, False, (*low.origin, self.origin)), None
        if high is not None:
            yield self.than, None, Edge(high.value, False, (*high.origin, self.origin))


Relation = PartsWithin | SumIs | ShareIs | More


def propagate(stated: Ranges, relations: Iterable[Relation]) -> dict[str, Range]:
    """Return what follows for every id; raises EmptyError where the relations cannot all be true."""
    ranges = dict(stated)
    every = tuple(relations)
    for _ in range(MOST_ROUNDS):
        is_moving = False
        for relation in every:
            for key, low, high in relation.tightened(ranges):
                is_moving |= _apply(ranges, key, low, high)
        if not is_moving:
            break
    return ranges


def _apply(ranges: dict[str, Range], key: str, low: Edge | None, high: Edge | None) -> bool:
    before = ranges[key]
    after = before
    if low is not None and _is_higher(low, before.low):
        after = replace(after, low=low)
    if high is not None and _is_lower(high, before.high):
        after = replace(after, high=high)
    if after is before:
        return False
    if before.is_settled:
        # What is stated exactly stands: whether a relation contradicts it is judged apart, with its tolerance.
        return False
    if after.is_empty:
        raise EmptyError(key)
    ranges[key] = after
    return True


def _is_higher(one: Edge, other: Edge) -> bool:
    return one.value > other.value or (one.value == other.value and other.reached and not one.reached)


def _is_lower(one: Edge, other: Edge | None) -> bool:
    return other is None or one.value < other.value or (one.value == other.value and other.reached and not one.reached)


def _may_lower(known: Range, bound: Fraction) -> bool:
    """Say whether a bound may tell something new of a figure: sums of many need not be made for those it cannot."""
    return not known.is_settled and (known.high is None or bound <= known.high.value)


def _sum_low(ranges: Ranges, keys: tuple[str, ...], origin: tuple[str, ...]) -> Edge:
    lows = [ranges[key].low for key in keys]
    origins = [name for low in lows for name in low.origin]
    own = [key for key in origin if ranges[key].low.value]
    return Edge(
        sum((low.value for low in lows), Fraction(0)), all(low.reached for low in lows), _unique((*own, *origins))
    )


def _sum_high(ranges: Ranges, keys: tuple[str, ...]) -> Edge | None:
    total = Edge(Fraction(0))
    for key in keys:
        high = ranges[key].high
        if high is None:
            return None
        total = Edge(total.value + high.value, total.reached and high.reached, _unique((*total.origin, *high.origin)))
    return total


def _minus(edge: Edge, other: Edge, origin: tuple[str, ...]) -> Edge:
    return Edge(
        edge.value - other.value, edge.reached and other.reached, _unique((*edge.origin, *other.origin, *origin))
    )


def _times(edge: Edge, ratio: Fraction, reached: bool, origin: str, rounding: Fraction) -> Edge:
    return Edge(edge.value * ratio + rounding, edge.reached and reached, _unique((*edge.origin, origin)))


def _unique(names: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(names))
