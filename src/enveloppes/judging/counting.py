"""Each euro once: what a selection of lines comes to, whatever lies inside what (docs/model.md, section 3).

For a selected line *n* with certain parts *c* and possible parts *p*, what *n* and all below it come to together is

    least(n) = max(low(n), Σ least(c) + Σ least(p))        most(n) = high(n) + spill(n)
    spill(n) = Σ spill(c) + Σ most(p)

A selection is a forest of its own: a line's container is its nearest selected ancestor, possible if any link on the
path is. Parts that are not selected never spill in, but certain ones still raise the least of a selected container.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from typing import NamedTuple

from enveloppes.agreements.basis import Stage
from enveloppes.judging.containment import Containment, Inside, half_unit
from enveloppes.judging.lines import Line
from enveloppes.money.amount import (
    EXACT,
    NIL,
    NOTHING,
    ZERO,
    Amount,
    Bound,
    above,
    add_high,
    spanning,
    tighter_low,
)


class Counted(NamedTuple):
    """What a selection comes to, where each line is counted, and the rounding tolerance of the sum.

    ``within`` maps a selected line to its nearest selected ancestor; ``half_units`` is half the printed unit of every
    figure that the sum rests on, in euros; ``roots`` maps each line that is in no other to what it and all below it
    come to, which adds up to ``amount``. ``exceeded`` maps each line of which only a part was asked for to what its
    parts come to there, where that is certainly more than the part and rounding does not explain it.
    """

    amount: Amount
    within: Mapping[str, Inside]
    half_units: Decimal
    roots: Mapping[str, Amount]
    exceeded: Mapping[str, Amount]


@dataclass(slots=True, eq=False)
class _Tally:
    """What one linked line contributes, by the stage it contributes to; built from its parts upwards."""

    counted: dict[Stage, Bound] = field(default_factory=dict)
    selected_only: Bound = NIL
    spill: Bound | None = NIL
    most_selected: Bound | None = NIL
    half_units: Decimal = ZERO


def count(containment: Containment, chosen: Mapping[str, Amount], stage: Stage) -> Counted:
    """Return what the chosen figures of one stage come to together.

    ``chosen`` maps ids to figures in euros: a line's own amount, or the part of it (a share, a year) that is asked for.
    """
    halves = ZERO
    roots: dict[str, Amount] = {}
    within = nearest_chosen(containment, chosen)
    linked = containment.musts
    exceeded: dict[str, Amount] = {}
    for key, amount in chosen.items():
        if key not in linked:
            roots[key] = amount
            halves = EXACT.add(halves, half_unit(amount))
    if any(key in linked for key in chosen):
        tree = _Tree(containment, chosen, stage)
        exceeded = tree.exceeded
        for key in chosen:
            if key in linked and key not in within:
                roots[key] = tree.amount(key)
                halves = EXACT.add(halves, tree.half_units(key))
    return Counted(sum(roots.values(), NOTHING), within, halves, roots, exceeded)


def nearest_chosen(containment: Containment, chosen: Mapping[str, Amount]) -> dict[str, Inside]:
    """Return each chosen line's nearest chosen ancestor, possible if any link on the path is."""
    over: dict[str, Inside] = {}
    for line in containment.around(chosen):
        step = containment.inside.get(line.id)
        if step is None:
            continue
        if step.line.id in chosen:
            over[line.id] = step
        elif step.line.id in over:
            above = over[step.line.id]
            over[line.id] = Inside(above.line, above.possible or step.possible)
    return {key: inside for key, inside in over.items() if key in chosen}


class _Tree:
    """The linked lines of one selection, tallied from the innermost outwards."""

    def __init__(self, containment: Containment, chosen: Mapping[str, Amount], stage: Stage) -> None:
        self._containment = containment
        self._chosen = chosen
        self._stage = stage
        self._least: dict[str, Bound] = {}
        self._tallies: dict[str, _Tally] = {}
        self.exceeded: dict[str, Amount] = {}
        for line in reversed(containment.around(chosen)):
            if line.amount is not None:
                self._tally(line, line.amount)

    def amount(self, key: str) -> Amount:
        """Return what a chosen line and all chosen below it come to."""
        own = self._chosen[key]
        low, high = self._least[key], add_high(own.high, self._tallies[key].spill)
        if high is not None and above(low, high):
            if key in self.exceeded:
                # What is certain is never lost: the parts have it, whatever the container is said to have there.
                return self.exceeded[key]
            # Whole parts may claim more than what they are in by up to the tolerance of rounding: the container's
            # figure stands, whose very bound may be out of reach.
            low = high if high.reached else own.low
        if low == own.low and high == own.high:
            return own
        return spanning(low, high)

    def half_units(self, key: str) -> Decimal:
        """Return half the printed units that the figure of a chosen line rests on."""
        return self._tallies[key].half_units

    def _tally(self, line: Line, stated: Amount) -> None:
        tally = _Tally()
        chosen = self._chosen.get(line.id)
        own = stated if chosen is None else chosen
        certain: dict[Stage, Bound] = {}
        possible: dict[Stage, Bound] = {}
        possible_units = certain_units = ZERO
        # Of a share or a year of a line, its other parts say nothing.
        whole = chosen is None or chosen is stated
        for part in self._containment.parts.get(line.id, ()):
            below = self._tallies[part.line.id]
            is_chosen = part.line.id in self._chosen
            tally.selected_only += self._least[part.line.id] if is_chosen else below.selected_only
            sums = possible if part.possible else certain
            for stage, bound in self._contribution(part, below, is_chosen, whole=whole).items():
                sums[stage] = sums.get(stage, NIL) + bound
            tally.spill = add_high(tally.spill, self._spilling(part, below, is_chosen))
            tally.most_selected = add_high(tally.most_selected, below.most_selected)
            if part.possible:
                possible_units = EXACT.add(possible_units, below.half_units)
            else:
                certain_units = EXACT.add(certain_units, below.half_units)
        least, by_parts = self._least_of(own, self._from_parts(line, certain, possible, whole=whole))
        self._least[line.id] = least
        self._note_excess(line.id, least, own, tally.spill, whole=whole)
        if chosen is not None:
            tally.most_selected = add_high(chosen.high, tally.spill)
        if chosen is not None or whole:
            tally.counted = {line.basis.stage: least}
        own_units = half_unit(own) if chosen is not None and not by_parts else ZERO
        tally.half_units = EXACT.add(
            EXACT.add(own_units, certain_units if by_parts or chosen is None else ZERO), possible_units
        )
        self._tallies[line.id] = tally

    def _note_excess(self, key: str, least: Bound, own: Amount, spill: Bound | None, *, whole: bool) -> None:
        """Keep what the parts of a share or a year of a line come to, where that is more than it beyond rounding."""
        high = add_high(own.high, spill)
        if whole or high is None or least.euros <= EXACT.add(high.euros, self._containment.musts[key].tolerance):
            return
        self.exceeded[key] = spanning(least, least if least.reached else None)

    def _contribution(self, part: Inside, below: _Tally, is_chosen: bool, *, whole: bool) -> dict[Stage, Bound]:
        """Return what a part adds to the least of its container, by stage: parts of one stage are disjoint."""
        if is_chosen:
            return {self._stage: self._least[part.line.id]}
        if part.possible or not whole:
            return {self._stage: below.selected_only}
        found = dict(below.counted)
        if part.line.basis.stage is not self._stage:
            found[self._stage] = below.selected_only
        return found

    def _spilling(self, part: Inside, below: _Tally, is_chosen: bool) -> Bound | None:
        """Return what of a part may lie outside its container."""
        if not part.possible:
            return below.spill
        if is_chosen:
            return add_high(self._chosen[part.line.id].high, below.spill)
        return below.most_selected

    def _from_parts(
        self, line: Line, certain: Mapping[Stage, Bound], possible: Mapping[Stage, Bound], *, whole: bool
    ) -> Iterator[Bound]:
        """Yield what the parts of a line come to, stage by stage, so that a figure exceeded by rounding stands."""
        must = self._containment.musts[line.id]
        for stage in {**certain, **possible}:
            sure = certain.get(stage, NIL)
            if whole and must.years is not None and above(sure, must.low):
                # Parts that take turns over the years come to their sum in none of them.
                sure = must.low
            elif whole and must.lowered and stage is must.stage:
                sure = sure.plus(EXACT.minus(must.lowered))
            yield sure + possible.get(stage, NIL)

    @staticmethod
    def _least_of(own: Amount, from_parts: Iterable[Bound]) -> tuple[Bound, bool]:
        least, by_parts = own.low, False
        for bound in from_parts:
            tighter = tighter_low(least, bound)
            if tighter is not least:
                least, by_parts = tighter, True
        return least, by_parts
