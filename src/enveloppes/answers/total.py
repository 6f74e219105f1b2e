"""What the lines of a register come to, by basis and by groups, each euro once."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import NamedTuple

from enveloppes.agreements.basis import Basis
from enveloppes.agreements.register import Register
from enveloppes.answers import total_notes
from enveloppes.answers.grouping import Path, placements
from enveloppes.answers.query import Dimension, Note, Query
from enveloppes.answers.selecting import Selected, in_years, over_years, select
from enveloppes.judging.containment import Containment
from enveloppes.judging.counting import Counted, count, nearest_chosen
from enveloppes.judging.lines import Line, Lines, Standing, lines
from enveloppes.money.amount import NIL, NOTHING, Amount, above, spanning
from enveloppes.money.ratio import Ratio, ratio


class Tally(NamedTuple):
    """How many lines stand behind a figure: with one, without one, and not yet stated at the date."""

    envelopes: int
    unstated: int
    not_yet: int


class BasisTotal(NamedTuple):
    """The total of one basis; ``amount`` is None where no line of it has a figure."""

    basis: Basis
    amount: Amount | None
    tally: Tally


class Group(NamedTuple):
    """One group of one basis: its path of levels from the outermost in, its figure, its share of the basis' total.

    ``share`` is None where the groups overlap, so that no shares add up, or where no ratio is defined.
    """

    path: Path
    basis: Basis
    amount: Amount | None
    tally: Tally
    share: Ratio | None


class ContextFigure(NamedTuple):
    """A figure quoted beside: its line, in no total."""

    line: Line


class Total(NamedTuple):
    """The answer: totals per basis, groups per basis, what was counted in several groups, context, notes.

    ``counted`` gives, per basis, where each line of the selection was counted (for ``--explain``).
    """

    query: Query
    selected: Selected
    containment: Containment
    totals: tuple[BasisTotal, ...]
    groups: tuple[Group, ...]
    counted_twice: tuple[tuple[Basis, Amount], ...]
    context: tuple[ContextFigure, ...]
    notes: tuple[Note, ...]
    counted: tuple[tuple[Basis, Counted], ...]


def total(register: Register, query: Query) -> Total:
    """Answer what the selected lines come to; raises UnanswerableError where the question makes no sense."""
    return total_of(register, lines(register, query.as_of), query)


def total_of(register: Register, everything: Lines, query: Query) -> Total:
    """Answer for lines that were already drawn up."""
    notes: tuple[Note, ...] = ()
    if query.over is not None:
        everything, notes = over_years(everything, query.over)
    containment = Containment(everything)
    selected = select(register, everything, query.where)
    selected = selected._replace(lines=tuple(in_years(line, query.where) for line in selected.lines))
    own = [line for line in selected.lines if not line.is_context]
    bases = sorted({line.basis for line in own}, key=Basis.sort_key)
    totals, groups, twice, counted = [], [], [], []
    for basis in bases:
        of_basis = _OfBasis(containment, basis, [line for line in own if line.basis == basis], query)
        totals.append(of_basis.total())
        counted.append((basis, of_basis.counted))
        if query.by:
            overlap = of_basis.overlap()
            groups.extend(of_basis.groups(with_shares=overlap is None))
            if overlap is not None:
                twice.append((basis, overlap))
    shown = tuple(ContextFigure(line) for line in selected.lines if line.is_context) if query.with_context else ()
    with_figures = tuple(one.basis for one in totals if one.amount is not None)
    found = total_notes.notes(query, selected, with_figures, containment, twice)
    return Total(
        query,
        selected,
        containment,
        tuple(totals),
        tuple(groups),
        tuple(twice),
        shown,
        (*found, *selected.notes, *notes),
        tuple(counted),
    )


def tally(found: Iterable[Line]) -> Tally:
    """Count lines by their standing."""
    standings = [line.standing for line in found]
    return Tally(*(standings.count(one) for one in (Standing.STATED, Standing.UNSTATED, Standing.NOT_YET)))


@dataclass(slots=True, eq=False)
class _Node:
    chosen: dict[str, Amount] = field(default_factory=dict)
    members: dict[str, Line] = field(default_factory=dict)
    below: dict[Path, None] = field(default_factory=dict)


class _OfBasis:
    """The selection of one basis: its figures, its forest, and its groups."""

    def __init__(self, containment: Containment, basis: Basis, members: list[Line], query: Query) -> None:
        self._containment = containment
        self._basis = basis
        self._members = members
        self._by = query.by
        self._chosen = {line.id: line.amount for line in self._members if line.amount is not None}
        self.counted = count(containment, self._chosen, basis.stage)

    def total(self) -> BasisTotal:
        amount = self.counted.amount if self._chosen else None
        return BasisTotal(self._basis, amount, tally(self._members))

    def groups(self, *, with_shares: bool) -> list[Group]:
        """Return the groups, parents before those below, in the register's order (themes and years: sorted)."""
        nodes = self._nodes()
        found: list[Group] = []
        waiting = list(reversed(_ordered(nodes[()].below)))
        while waiting:
            path = waiting.pop()
            node = nodes[path]
            amount = count(self._containment, node.chosen, self._basis.stage).amount if node.chosen else None
            share = _share(amount, self.counted.amount) if with_shares and amount is not None else None
            found.append(Group(path, self._basis, amount, tally(node.members.values()), share))
            waiting.extend(reversed(_ordered(node.below)))
        return found

    def overlap(self) -> Amount | None:
        """Return what was counted in more than one of the innermost groups, or None where nothing was.

        A part whose container stands in another group is in both: a certain link gives the part's figure, a possible
        one nothing to it.
        """
        if not self.counted.within:
            return None
        leaves: dict[Path, dict[str, Amount]] = {}
        for line in self._members:
            for path, part in placements(line, self._chosen.get(line.id), self._by):
                if part is not None:
                    leaves.setdefault(path, {})[line.id] = part
        twice, is_any = NOTHING, False
        for chosen in leaves.values():
            inner = nearest_chosen(self._containment, chosen)
            for key, part in chosen.items():
                if key not in inner and key in self.counted.within:
                    is_any = True
                    possible = self.counted.within[key].possible
                    twice = twice + (spanning(NIL, part.high) if possible else part)
        return twice if is_any else None

    def _nodes(self) -> dict[Path, _Node]:
        nodes: dict[Path, _Node] = {(): _Node()}
        for line in self._members:
            for path, part in placements(line, self._chosen.get(line.id), self._by):
                for depth in range(1, len(path) + 1):
                    step = path[:depth]
                    node = nodes.setdefault(step, _Node())
                    nodes[step[:-1]].below[step] = None
                    node.members[line.id] = line
                    if part is not None:
                        before = node.chosen.get(line.id)
                        node.chosen[line.id] = part if before is None else before + part
        return nodes


_SORTED = frozenset({Dimension.THEME, Dimension.YEAR, Dimension.TERRITORY})


def _ordered(paths: Iterable[Path]) -> list[Path]:
    """Keep the register's order; codes and years are sorted, what has none comes last."""
    return sorted(paths, key=_rank)


def _rank(path: Path) -> tuple[bool, str]:
    level = path[-1]
    is_last = level.value is None and level.dimension is not Dimension.AXIS
    return is_last, (level.value or "") if level.dimension in _SORTED else ""


def _share(part: Amount, whole: Amount) -> Ratio | None:
    """Return part / (part + rest) where the rest is what the whole has beside the part."""
    if part == whole and part.is_exact and part.low.euros:
        return ratio(part, whole)
    if part.high is None or whole.high is None or above(part.low, whole.high):
        return ratio(part, whole)
    if not whole.low.euros:
        return None
    rest_low = whole.low.euros - part.low.euros
    rest_high = whole.high.euros - part.high.euros
    if rest_low < 0 or rest_high < rest_low:
        return ratio(part, whole)
    return _share_beside(part, Amount(NIL.plus(rest_low), NIL.plus(rest_high)))


def _share_beside(part: Amount, rest: Amount) -> Ratio | None:
    lowest, highest = ratio_of(part, rest, low=True), ratio_of(part, rest, low=False)
    return None if lowest is None or highest is None else Ratio(lowest.low, highest.high)


def ratio_of(part: Amount, rest: Amount, *, low: bool) -> Ratio | None:
    """Return one end of part / (part + rest): least part with most rest, or the other way round."""
    if part.high is None or rest.high is None:
        return None
    one = part.low if low else part.high
    other = rest.high if low else rest.low
    whole = one + other
    return None if not whole.euros else ratio(Amount(one, one), Amount(whole, whole))
