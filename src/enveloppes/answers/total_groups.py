"""The groups of one basis: what each comes to, its share of the total, and what stands in more than one of them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from fractions import Fraction
from functools import cached_property
from typing import NamedTuple

from enveloppes.agreements.basis import Rhythm, Stage
from enveloppes.answers.grouping import Path, fraction_in, placements
from enveloppes.answers.over_pieces import Pieces, apart
from enveloppes.answers.query import Dimension
from enveloppes.answers.splitting import excess_of
from enveloppes.judging.containment import Containment
from enveloppes.judging.counting import Counted, count
from enveloppes.judging.lines import Line
from enveloppes.money.amount import NIL, NOTHING, Amount, spanning
from enveloppes.money.ratio import scaled


class Excess(NamedTuple):
    """A line whose parts by funder or year certainly come to more than its figure, and by how much.

    ``is_each_year``: the figure is each year's, so that its years come to more without any contradiction.
    """

    key: str
    amount: Amount
    is_each_year: bool


class Exceeded(NamedTuple):
    """A line of whose figure a group has a part, which what lies within it certainly exceeds there."""

    path: Path
    key: str
    own: Amount
    parts: Amount


class Chosen(NamedTuple):
    """The selected lines of one basis and what they come to; ``pieces`` are those they were taken apart into."""

    containment: Containment
    stage: Stage
    members: list[Line]
    pieces: Pieces
    whole: Counted


@dataclass(slots=True, eq=False)
class Node:
    """One group: its figures by line, its lines, the groups below it; what it comes to once that is counted.

    ``has_parts`` says whether any of its figures is but a part of a line's.
    """

    chosen: dict[str, Amount] = field(default_factory=dict)
    members: dict[str, Line] = field(default_factory=dict)
    below: dict[Path, None] = field(default_factory=dict)
    has_parts: bool = False
    counted: Counted | None = None

    @property
    def amount(self) -> Amount | None:
        """What the group comes to; None where no line of it has a figure."""
        return self.counted.amount if self.counted is not None else None


class Groups:
    """The groups of the lines of one basis, as a tree of nodes by path; the root is the whole selection."""

    def __init__(self, chosen: Chosen, by: tuple[Dimension, ...]) -> None:
        """Sort the lines (or the pieces that they were taken apart into) into groups and count each group."""
        containment, stage, members, pieces, whole = chosen
        self._containment = containment
        self._pieces = pieces
        self.line_of: dict[str, Line] = {}
        self._stage = stage
        self._own = {line.id: line.amount for line in members if line.amount is not None}
        self._parts: dict[str, list[tuple[Path, Amount]]] = {}
        self.nodes: dict[Path, Node] = {(): Node()}
        for line in members:
            self._place(line, by)
        for path, node in self.nodes.items():
            if node.chosen:
                node.counted = count(containment, node.chosen, stage) if path else whole

    def _place(self, line: Line, by: tuple[Dimension, ...]) -> None:
        found = placements(line, line.amount, by)
        into: dict[Path, list[Amount]] = {}
        for path, part in found:
            for depth in range(len(path) + 1):
                step = path[:depth]
                node = self.nodes.get(step)
                if node is None:
                    node = self.nodes[step] = Node()
                node.members[line.id] = line
                if depth:
                    self.nodes[step[:-1]].below[step] = None
                if part is not None:
                    into.setdefault(step, []).append(part)
        if line.amount is None:
            return
        self._parts[line.id] = [(path, part) for path, part in found if part is not None]
        for step, parts in into.items():
            # All parts of a figure together are that very figure, however they were told apart.
            whole = not step or 1 < len(parts) == len(found)
            self._choose(self.nodes[step], line, line.amount if whole else _sum(parts))

    def _choose(self, node: Node, line: Line, amount: Amount) -> None:
        node.has_parts = node.has_parts or amount is not line.amount
        for key, own in apart(self._pieces, self._containment.lines, line, amount):
            node.chosen[key] = own
            self.line_of[key] = line

    def paths(self) -> Iterator[Path]:
        """Yield the groups, parents before those below, in the register's order (codes and years: sorted)."""
        waiting = list(reversed(_ordered(self.nodes[()].below)))
        while waiting:
            path = waiting.pop()
            yield path
            waiting.extend(reversed(_ordered(self.nodes[path].below)))

    def beside(self, key: str, path: Path) -> Amount | None:
        """Return what of a line or piece stands outside a group; None where nothing does."""
        line = self.line_of[key]
        parts = [part for place, part in self._parts[line.id] if place[: len(path)] != path]
        return dict(apart(self._pieces, self._containment.lines, line, _sum(parts)))[key] if parts else None

    def come_to(self, chosen: dict[str, Amount]) -> Amount:
        """Return what some figures of this basis come to, each euro once."""
        return count(self._containment, chosen, self._stage).amount

    def overlap(self) -> Amount | None:
        """Return what was counted in more than one of groups side by side, or None where nothing was.

        A part whose container stands in another group is in both: a certain link gives the part's figure, a possible
        one nothing to it. What lies in a group of an outer one is no overlap: the outer one is their subtotal.
        """
        root = self.nodes[()]
        found = [excess.amount for excess in self.excesses]
        if root.counted is not None and root.counted.within:
            for node in self.nodes.values():
                found.extend(self._between(node))
        return sum(found, NOTHING) if found else None

    def _between(self, parent: Node) -> Iterator[Amount]:
        """Yield the figures that lie in one group below and, by their container, in another."""
        if len(parent.below) <= 1 or parent.counted is None or not parent.counted.within:
            return
        within = parent.counted.within
        for path in parent.below:
            own = self.nodes[path]
            if own.counted is None:
                continue
            others = [self.nodes[other].chosen for other in parent.below if other != path]
            for key, part in own.chosen.items():
                if key in own.counted.within:
                    continue
                step, possible = within.get(key), False
                while step is not None:
                    possible = possible or step.possible
                    if any(step.line.id in other for other in others):
                        yield spanning(NIL, part.high) if possible else part
                        break
                    step = within.get(step.line.id)

    @cached_property
    def excesses(self) -> list[Excess]:
        """Return the lines whose parts by funder or year come to more than they."""
        found = []
        for key, parts in self._parts.items():
            if len(parts) > 1:
                amount = self._excess(key, parts)
                if amount is not None:
                    line = self.nodes[()].members[key]
                    found.append(Excess(key, amount, bool(line.schedule) and line.basis.rhythm is Rhythm.YEARLY))
        return found

    def _excess(self, key: str, parts: list[tuple[Path, Amount]]) -> Amount | None:
        line = self.nodes[()].members[key]
        fractions = [fraction for path, _ in parts if (fraction := fraction_in(line, path)) is not None]
        if len(fractions) < len(parts):
            return excess_of(self._own[key], [part for _, part in parts])
        above = sum(fractions, Fraction(0)) - 1
        return scaled(self._own[key], above) if above > 0 else None

    def exceeded(self) -> list[Exceeded]:
        """Return where what lies within a part of a line certainly exceeds it, outermost groups first."""
        return [
            Exceeded(path, self.line_of[key].id, node.chosen[key], parts)
            for path, node in self.nodes.items()
            if path and node.counted is not None
            for key, parts in node.counted.exceeded.items()
            if key in node.chosen
        ]


def _sum(parts: list[Amount]) -> Amount:
    return parts[0] if len(parts) == 1 else sum(parts[1:], parts[0])


_SORTED = frozenset({Dimension.THEME, Dimension.YEAR, Dimension.TERRITORY})


def _ordered(paths: Iterable[Path]) -> list[Path]:
    """Keep the register's order; codes and years are sorted, what has none comes last."""
    return sorted(paths, key=_rank)


def _rank(path: Path) -> tuple[bool, str]:
    level = path[-1]
    is_last = level.value is None and level.dimension is not Dimension.AXIS
    return is_last, (level.value or "") if level.dimension in _SORTED else ""
