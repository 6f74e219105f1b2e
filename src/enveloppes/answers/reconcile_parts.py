"""What figures say of their own parts: containers, funders' shares and the years of a schedule."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from enum import StrEnum

from enveloppes.agreements.basis import Basis, Rhythm, Stage
from enveloppes.agreements.dates import Period
from enveloppes.agreements.finding import Spot
from enveloppes.answers.splitting import come_to, left_over, tolerance
from enveloppes.judging.containment import Containment, Inside, half_unit
from enveloppes.judging.lines import Line, Payer
from enveloppes.judging.tolerance import Agreed, agree
from enveloppes.money.amount import EXACT, NIL, NOTHING, ZERO, Amount, Bound, above, add_high, spanning


class Kind(StrEnum):
    """What states the sum that is reconciled."""

    TOTAL = "total"
    CONTAINER = "container"
    FUNDERS = "funders"
    SCHEDULE = "schedule"


@dataclass(frozen=True, slots=True)
class Reconciled:
    """One stated sum against what it should be; ``spot`` is where it is stated, ``basis`` that of its parts.

    ``year`` is the one year of a schedule that is compared alone, or the first of ``years``: those in which
    yearly parts come to another sum than in other years. ``is_empty``: no part has a figure.
    """

    id: str
    title: str
    kind: Kind
    agreed: Agreed
    spot: Spot
    basis: Basis
    year: int | None = None
    is_empty: bool = False
    years: Period | None = None


def parts_agree(containment: Containment) -> Iterator[Reconciled]:
    """Reconcile every container with its parts, every figure with its funders' shares and with its schedule."""
    everything = containment.lines
    yield from _containers(containment)
    yield from _funders(everything)
    yield from _schedules(everything)


def _containers(containment: Containment) -> Iterator[Reconciled]:
    """Yield containers and their parts: Σ is [Σ must(c), Σ high(c) + Σ most(p)], always partial by nature.

    Parts of two stages may overlap each other: each stage is a sum of its own, the container's first. So is what yearly
    parts come to in ``years`` that are not the same for all.
    """
    apart: dict[str, dict[tuple[str, ...], Reconciled]] = {}
    for turn in containment.turns:
        for line in turn.containment.lines.linked:
            sums = apart.setdefault(line.id, {})
            for members, one in _container(turn.containment, line):
                before = sums.get(members)
                if before is None:
                    sums[members] = replace(one, year=turn.years.first, years=turn.years)
                elif before.years is not None and before.years.last == (turn.years.first or 0) - 1:
                    sums[members] = replace(before, years=Period(before.years.first, turn.years.last))
    for line in containment.lines.linked:
        found = list(apart[line.id].values()) if line.id in apart else [one for _, one in _container(containment, line)]
        # All parts together in every year that any of them has: no year is to be told from another.
        is_one = len({one.year for one in found}) == 1
        yield from (replace(one, year=None, years=None) for one in found) if is_one else found


def _container(containment: Containment, line: Line) -> Iterator[tuple[tuple[str, ...], Reconciled]]:
    """Yield the parts of one stage and what a container and they say of each other, stage by stage."""
    parts = containment.parts.get(line.id, ())
    if line.amount is None or not parts:
        return
    by_stage: dict[Stage, list[Inside]] = {line.basis.stage: []}
    for part in parts:
        by_stage.setdefault(part.line.basis.stage, []).append(part)
    for stage, of_stage in by_stage.items():
        if of_stage:
            computed, halves = _parts_sum(containment, of_stage)
            agreed = agree(line.amount, computed, EXACT.add(half_unit(line.amount), halves), complete=False)
            basis = line.basis._replace(stage=stage)
            members = tuple(part.line.id for part in of_stage)
            yield members, Reconciled(line.id, line.title, Kind.CONTAINER, agreed, line.spot.below("amount"), basis)


def _parts_sum(containment: Containment, parts: list[Inside]) -> tuple[Amount, Decimal]:
    low, high, halves = NIL, NIL, ZERO
    top: Bound | None = high
    for part in parts:
        amount = part.line.amount
        if amount is None:
            continue
        if part.possible:
            top = add_high(top, containment.most(part.line.id))
            halves = EXACT.add(halves, half_unit(amount))
        else:
            low = low + containment.musts[part.line.id].low
            halves = EXACT.add(halves, containment.musts[part.line.id].half_units)
            top = add_high(top, amount.high)
    if above(low, top):
        # Parts of parts that exceed them: what is certain of them stands.
        return spanning(Bound(low.euros), Bound(low.euros)), halves
    return spanning(low, top), halves


def _funders(everything: Iterable[Line]) -> Iterator[Reconciled]:
    for line in everything:
        if line.amount is None or not line.payers or any(payer.share is None for payer in line.payers):
            continue
        agreed = _funders_agree(line.amount, line.payers)
        yield Reconciled(line.id, line.title, Kind.FUNDERS, agreed, line.spot.below("funders"), line.basis)


def _funders_agree(amount: Amount, payers: tuple[Payer, ...]) -> Agreed:
    """Compare a figure with its funders' shares; percentages are of that very figure, so that 100 % of it is it."""
    shares = [payer.share for payer in payers if payer.share is not None]
    differing = left_over(amount, shares)
    return agree(amount, come_to(amount, shares), tolerance(amount, shares), complete=True, differing=differing)


def _schedules(everything: Iterable[Line]) -> Iterator[Reconciled]:
    for line in everything:
        if line.amount is None or not line.schedule:
            continue
        if line.basis.rhythm is Rhythm.YEARLY:
            # « 5 M€ par an »: each year is that very figure, not a part of it.
            yield from (_scheduled(line, [amount], year) for year, amount in line.schedule)
        else:
            yield _scheduled(line, [amount for _, amount in line.schedule], None)


def _scheduled(line: Line, parts: Sequence[Amount], year: int | None) -> Reconciled:
    stated = line.amount if line.amount is not None else NOTHING
    halves = half_unit(stated)
    for part in parts:
        halves = EXACT.add(halves, half_unit(part))
    agreed = agree(stated, sum(parts, NOTHING), halves, complete=True)
    spot = line.spot.below("schedule") if year is None else line.spot.below("schedule", str(year))
    return Reconciled(line.id, line.title, Kind.SCHEDULE, agreed, spot, line.basis, year)
