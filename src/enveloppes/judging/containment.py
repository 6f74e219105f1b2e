"""What certainly lies inside each container, and where the parts exceed it (docs/model.md, « each euro counts once »).

A container and its parts are judged here over the whole register; which of them a total adds is ``counting``'s matter.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property
from typing import NamedTuple

from enveloppes.agreements.basis import KEPT_BY_CONTAINMENT, Stage
from enveloppes.agreements.dates import Period
from enveloppes.agreements.register import Register
from enveloppes.judging.lines import Line, Lines, line_of, statements
from enveloppes.judging.turns import has_years, in_years, stretches
from enveloppes.money.amount import EXACT, HALF, NIL, ZERO, Amount, Bound, Wording, add_high, tighter_low


class Inside(NamedTuple):
    """A line with a figure as part of the nearest container that has one; ``possible`` if any link between is."""

    line: Line
    possible: bool


class Must(NamedTuple):
    """What a line and its certain parts come to at the least, the tolerance of that, and how far parts exceed it.

    ``parts`` is the largest sum of certain parts of one stage (parts of other stages may overlap them) and ``stage``
    that stage; ``excess`` is ``parts`` above the container's high, in euros, zero where there is none. ``lowered`` is
    by how much the parts count for less so that the container's figure stands: their excess, or all of the tolerance
    where they come to a high that cannot be reached. ``years`` are those of the sum where parts differ in theirs.
    """

    low: Bound
    half_units: Decimal
    parts: Bound
    stage: Stage | None
    excess: Decimal
    tolerance: Decimal
    contradicts: bool
    lowered: Decimal = ZERO
    years: Period | None = None


class Turn(NamedTuple):
    """Some years of a tree of yearly lines that do not run alike, and what contains what of it in those years."""

    years: Period
    containment: Containment


@dataclass(frozen=True, eq=False)
class Containment:
    """The forest of the lines that have a figure; a line without one is transparent."""

    lines: Lines

    @cached_property
    def inside(self) -> Mapping[str, Inside]:
        """The container with a figure that each line with one is in, over transparent ones; absent for roots."""
        known = self.lines.by_id
        found: dict[str, Inside] = {}
        for line in self.lines.linked:
            if line.link is None or line.link.container not in known:
                continue
            above = known[line.link.container]
            if above.amount is not None:
                found[line.id] = Inside(above, line.link.possible)
            elif above.id in found:
                over = found[above.id]
                found[line.id] = Inside(over.line, line.link.possible or over.possible)
        return found

    @cached_property
    def parts(self) -> Mapping[str, tuple[Inside, ...]]:
        """The lines with a figure within each line with one (each as part, with its own link)."""
        found: dict[str, list[Inside]] = {}
        for line in self.lines.linked:
            if line.amount is not None and line.id in self.inside:
                container = self.inside[line.id]
                found.setdefault(container.line.id, []).append(Inside(line, container.possible))
        return {container: tuple(parts) for container, parts in found.items()}

    @cached_property
    def musts(self) -> Mapping[str, Must]:
        """What each linked line with a figure certainly comes to, parts before containers."""
        found: dict[str, Must] = {}
        for line in reversed(self.lines.linked):
            if line.amount is not None:
                found[line.id] = _must(line.amount, self.parts.get(line.id, ()), found)
        if self.turns:
            found.update(_fullest(self.turns, found))
        return found

    @cached_property
    def turns(self) -> tuple[Turn, ...]:
        """The trees whose yearly lines run in different years, in each stretch of years (docs/decisions/0044)."""
        if not any(map(has_years, self.lines.linked)):
            return ()
        return tuple(
            Turn(years, Containment(Lines(tuple(in_years(line, years) for line in tree))))
            for tree in self._trees[0]
            for years in stretches(tree)
        )

    def tolerance(self, container: str, parts: Iterable[str]) -> Decimal:
        """Return by how much the rounding of what is printed lets parts exceed their container, in euros.

        Nothing where the container has no figure of its own: there is nothing printed to compare them with.
        """
        amount = self.lines.by_id[container].amount
        if amount is None:
            return ZERO
        found, waiting = half_unit(amount), list(parts)
        while waiting:
            key = waiting.pop()
            if key in self.musts:
                found = EXACT.add(found, self.musts[key].half_units)
            else:
                below = self.lines.parts.get(key, ())
                waiting.extend(line.id for line in below if line.link is not None and not line.link.possible)
        return found

    @cached_property
    def _trees(self) -> tuple[list[list[Line]], Mapping[str, int]]:
        trees = _trees(self.lines)
        return trees, {line.id: number for number, tree in enumerate(trees) for line in tree}

    def around(self, keys: Iterable[str]) -> tuple[Line, ...]:
        """Return the linked lines of the trees that some lines stand in, containers before their parts.

        A selection of one agreement out of thousands asks for its own trees, not for all.
        """
        trees, number_of = self._trees
        numbers = sorted({number_of[key] for key in keys if key in number_of})
        return tuple(line for number in numbers for line in trees[number])

    @cached_property
    def _spills(self) -> Mapping[str, Bound | None]:
        found: dict[str, Bound | None] = {}
        for line in reversed(self.lines.linked):
            if line.amount is None:
                continue
            spill: Bound | None = NIL
            for part in self.parts.get(line.id, ()):
                below = found[part.line.id]
                high = part.line.amount.high if part.line.amount is not None else None
                spill = add_high(spill, add_high(high, below) if part.possible else below)
            found[line.id] = spill
        return found

    def most(self, key: str) -> Bound | None:
        """Return the most that a linked line and all that may lie outside it come to."""
        amount = self.lines.by_id[key].amount
        return None if amount is None else add_high(amount.high, self._spills[key])


def half_unit(amount: Amount) -> Decimal:
    """Return half the printed unit in euros; an *about* amount adds nothing, its interval already is that."""
    if amount.unit is None or amount.wording is Wording.ABOUT:
        return ZERO
    return EXACT.multiply(amount.unit, HALF)


def _must(amount: Amount, parts: tuple[Inside, ...], known: Mapping[str, Must]) -> Must:
    sums: dict[Stage, tuple[Bound, Decimal]] = {}
    for part in parts:
        if not part.possible:
            below = known[part.line.id]
            total, halves = sums.get(part.line.basis.stage, (NIL, ZERO))
            sums[part.line.basis.stage] = (total + below.low, EXACT.add(halves, below.half_units))
    own = half_unit(amount)
    chosen = Must(amount.low, own, NIL, None, ZERO, own, contradicts=False)
    for stage, (inner, halves) in sums.items():
        found = _of_stage(amount, stage, inner, halves)
        is_more = tighter_low(found.parts, chosen.parts) is not chosen.parts
        # A smaller sum of finer figures may exceed the container beyond its tolerance where a larger one does not.
        if (found.contradicts, is_more) > (chosen.contradicts, False):
            chosen = found
    return chosen


def _of_stage(amount: Amount, stage: Stage, inner: Bound, halves: Decimal) -> Must:
    """Return what a line comes to at the least by its own figure and its certain parts of one stage."""
    own, high = half_unit(amount), amount.high
    tolerance = EXACT.add(own, halves)
    low = tighter_low(amount.low, inner)
    if high is None or inner.euros < high.euros or not inner.euros:
        return Must(low, halves if low is inner else own, inner, stage, ZERO, tolerance, contradicts=False)
    excess = EXACT.subtract(inner.euros, high.euros)
    contradicts = excess > tolerance
    if not excess:
        # 1818 M€ certainly inside « less than 1818 M€ »: nothing is in excess but the very bound.
        contradicts = tolerance == ZERO and not (inner.reached and high.reached)
        if inner.reached and high.reached:
            return Must(low, halves if low is inner else own, inner, stage, ZERO, tolerance, contradicts)
    if high.reached or contradicts:
        return Must(high, own, inner, stage, excess, tolerance, contradicts, excess)
    # A bound that is not reached leaves no figure to stand for: what the parts say, less all their rounding, is known.
    lowered = inner.plus(EXACT.minus(tolerance))
    low = tighter_low(amount.low, lowered) if lowered.euros < high.euros else high
    return Must(low, own, inner, stage, excess, tolerance, contradicts, tolerance)


def _fullest(turns: Iterable[Turn], over_all: Mapping[str, Must]) -> dict[str, Must]:
    """Return what each line comes to in the years in which its parts leave the least of it.

    What it comes to over all years together is that of any years where it is the same in each of them.
    """
    found: dict[str, Must] = {}
    alike: dict[str, bool] = {}
    for turn in turns:
        for key, must in turn.containment.musts.items():
            known = found.get(key)
            if known is None or _is_fuller(must, known):
                found[key] = must._replace(years=turn.years)
            alike[key] = alike.get(key, True) and must == over_all[key]
    return {key: over_all[key] if alike[key] else must for key, must in found.items()}


def _is_fuller(one: Must, other: Must) -> bool:
    if one.contradicts is not other.contradicts:
        return one.contradicts
    return one.parts != other.parts and tighter_low(one.parts, other.parts) is one.parts


class Unlike(NamedTuple):
    """A part whose basis differs from its container's where both state it: the field and both values."""

    part: Line
    container: Line
    field: str


def unlike_bases(lines: Lines) -> list[Unlike]:
    """Return the containments across rhythm, credit, measure, tax or euros (C308), nearest statement first."""
    known = lines.by_id
    found = []
    # For each container the line that settles each field for its parts. A transparent container states nothing of
    # money: what it does not say itself, its own container does.
    settled: dict[str, Mapping[str, Line]] = {}
    for line in lines.linked:
        above = known.get(line.link.container) if line.link is not None else None
        around = settled[above.id] if above is not None else {}
        differing = _differing(line, around)
        if differing is not None:
            found.append(Unlike(line, around[differing], differing))
        own = {name: line for name in KEPT_BY_CONTAINMENT if name in line.stated}
        inherited = around if line.amount is None else {}
        settled[line.id] = {**inherited, **own} if own else inherited
    return found


def _differing(line: Line, around: Mapping[str, Line]) -> str | None:
    for name in KEPT_BY_CONTAINMENT:
        container = around.get(name)
        if (
            container is not None
            and name in line.stated
            and getattr(line.basis, name) != getattr(container.basis, name)
        ):
            return name
    return None


def states(register: Register, latest: Lines) -> Iterator[Lines]:
    """Yield the latest lines, then each tree of containers as it stood at every date that one of it was restated."""
    yield latest
    revised = {placed.envelope.id for placed in register.envelopes() if isinstance(placed.envelope.amount, tuple)}
    known = register.envelope_by_id
    for tree in _trees(latest):
        placed = [known[line.id] for line in tree]
        dates = {
            statement.start
            for one in placed
            if one.envelope.id in revised
            for statement in statements(register, one)
            if statement.start is not None
        }
        for date in sorted(dates):
            yield Lines(tuple(line_of(register, one, date) for one in placed))


def _trees(lines: Lines) -> list[list[Line]]:
    """Return the linked lines tree by tree, containers before their parts."""
    trees: list[list[Line]] = []
    for line in lines.linked:
        if line.link is None or line.link.container not in lines.by_id:
            trees.append([])
        trees[-1].append(line)
    return trees
