"""Relations that only together leave no figure: a more than b and b more than a, two parts that are each over a half.

Intervals alone never see it where nothing bounds them: each round moves a bound by a little, for ever, or not at all.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from fractions import Fraction

from enveloppes.judging.bounds import EmptyError, More, PartsWithin, Ranges, Relation, ShareIs


@dataclass(frozen=True, slots=True)
class _AtMost:
    """One figure is at most ``ratio`` times another, or less than that where it is not ``reached``."""

    one: str
    other: str
    ratio: Fraction
    reached: bool


# How far one figure is below another by some chain: the ratio, then minus the number of steps that are not reached.
# The smaller is the tighter.
_Reach = tuple[Fraction, int]
_ITSELF: _Reach = (Fraction(1), 0)


def refuse_circles(relations: Sequence[Relation], ranges: Ranges) -> None:
    """Raise EmptyError where relations would leave a figure less than itself, or parts more than their container."""
    steps = [step for relation in relations for step in _steps(relation, ranges)]
    if all(step.reached and step.ratio == 1 for step in steps):
        return
    _reached(steps, {name: _ITSELF for step in steps for name in (step.one, step.other)})
    compared = {name for relation in relations if isinstance(relation, ShareIs) for name in (relation.of,)}
    for relation in relations:
        if isinstance(relation, PartsWithin) and len(relation.parts) > 1 and relation.container in compared:
            _refuse_parts(relation, steps)


def _refuse_parts(relation: PartsWithin, steps: Sequence[_AtMost]) -> None:
    """Raise EmptyError where the least shares of the parts come to more than the whole of their container."""
    reach = _reached(steps, {relation.container: _ITSELF})
    known = [reach[part] for part in relation.parts if part in reach]
    whole = sum((1 / ratio for ratio, _ in known), Fraction(0))
    if whole > 1 or (whole == 1 and any(unreached for _, unreached in known)):
        raise EmptyError(relation.container)


def _reached(steps: Sequence[_AtMost], start: dict[str, _Reach]) -> dict[str, _Reach]:
    """Return by how much, at the tightest, each start is below what it leads to; raises EmptyError for a circle."""
    reach = dict(start)
    for _ in range(len({name for step in steps for name in (step.one, step.other)}) + 1):
        is_moving = False
        for step in steps:
            if step.one not in reach:
                continue
            ratio, unreached = reach[step.one]
            through = (ratio * step.ratio, unreached - (not step.reached))
            if step.other not in reach or through < reach[step.other]:
                reach[step.other] = through
                is_moving = True
        if not is_moving:
            return reach
    raise EmptyError(next(iter(reach)))


def _steps(relation: Relation, ranges: Ranges) -> Iterable[_AtMost]:
    if isinstance(relation, More):
        yield _AtMost(relation.than, relation.more, Fraction(1), reached=False)
    elif isinstance(relation, ShareIs):
        ratio = relation.accepted
        if any(relation.halves) and ranges[relation.share].is_settled and ranges[relation.of].is_settled:
            # Two figures stated exactly are judged with their rounding, not here.
            return
        if ratio.high is not None and ratio.high > 0:
            yield _AtMost(relation.share, relation.of, ratio.high, ratio.high_reached)
        if ratio.low is not None and ratio.low > 0:
            yield _AtMost(relation.of, relation.share, 1 / ratio.low, ratio.low_reached)
    elif isinstance(relation, PartsWithin):
        for part in relation.parts:
            # Two figures stated exactly are judged with their tolerance, not here.
            if not (ranges[part].is_settled and ranges[relation.container].is_settled):
                yield _AtMost(part, relation.container, Fraction(1), reached=True)
