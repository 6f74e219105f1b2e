"""The boxes of an icicle: an agreement, its axes, its lines, each as large as what is known of its figure."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from decimal import Decimal

from enveloppes.agreements.basis import Basis
from enveloppes.answers.report import AgreementPart
from enveloppes.judging.lines import Line
from enveloppes.money.amount import EXACT, HALF, ZERO, Amount
from enveloppes.output.chart_marks import Ink, pixels
from enveloppes.output.safe_text import visible


@dataclass(slots=True)
class Box:
    """A box: an agreement or axis (``line`` is None), or a line; its boxes inside, its place once laid out.

    A leaf has a label of its own: a line, or an innermost heading where lines are left out.
    """

    label: str
    amount: Amount | None
    line: Line | None = None
    is_leaf: bool = False
    parts: list[Box] = field(default_factory=list)
    size: Decimal = ZERO
    top: Decimal = ZERO
    bottom: Decimal = ZERO

    def measure(self) -> Decimal:
        """Work out sizes from the leaves up: a box is at least as large as what it holds."""
        inner = ZERO
        for part in self.parts:
            inner = EXACT.add(inner, part.measure())
        own = _middle(self.amount) if self.line is not None and self.amount is not None else ZERO
        self.size = max(own, inner)
        return self.size

    def close(self) -> None:
        """Leave lines out: the innermost headings stand for them."""
        self.parts = [part for part in self.parts if part.line is None]
        for part in self.parts:
            part.close()
        self.is_leaf = not self.parts

    def place(self, start: Decimal, whole: Decimal, height: int) -> None:
        """Work out tops and bottoms in pixels."""
        self.top, self.bottom = pixels(start, whole, height), pixels(EXACT.add(start, self.size), whole, height)
        for part in self.parts:
            part.place(start, whole, height)
            start = EXACT.add(start, part.size)

    def lines(self) -> Iterator[Box]:
        """Yield the boxes of lines, outer ones first."""
        if self.is_leaf:
            yield self
        for part in self.parts:
            yield from part.lines()


def _middle(amount: Amount) -> Decimal:
    if amount.high is None:
        return amount.low.euros
    return EXACT.multiply(EXACT.add(amount.low.euros, amount.high.euros), HALF)


def tree_of(part: AgreementPart, basis: Basis) -> Box:
    """Return the boxes: a line that is certainly within another of them stands in it (« dont »)."""
    amounts = {group.path[-1].value: group.amount for group in part.groups if group.basis == basis}
    root = Box(visible(part.agreement.title), amounts.get(None))
    axes: dict[str, Box] = {}
    for placed in part.axes:
        node = axes[placed.axis.id] = Box(visible(placed.axis.title), amounts.get(placed.axis.id))
        (axes[placed.above[-1]] if placed.above else root).parts.append(node)
    boxes = {
        line.id: Box(visible(line.title), line.amount, line, is_leaf=True)
        for line in part.lines
        if line.basis == basis and line.amount is not None
    }
    for node in boxes.values():
        line = node.line
        if line is None:
            continue
        link = line.link
        inside = boxes.get(link.container) if link is not None and not link.possible else None
        above = axes[line.axes[-1]] if line.axes else root
        (above if inside is None else inside).parts.append(node)
    return root


def boxes_by_column(root: Box, columns: list[tuple[int, int]]) -> Iterator[tuple[int, int, list[Box], Ink]]:
    """Yield each column of headings with the boxes that stand in it."""
    nodes = [root]
    for level, (left, right) in enumerate(columns[:-1]):
        yield left, right, nodes, Ink.PART if level else Ink.WHOLE
        nodes = [part for node in nodes for part in node.parts if not part.is_leaf]


def axes_of(node: Box, level: int) -> Iterator[tuple[Box, int]]:
    """Yield the headings inside a box with their levels, outer ones first."""
    for part in node.parts:
        if not part.is_leaf:
            yield part, level
            yield from axes_of(part, level + 1)


def depth_of(node: Box) -> int:
    """Return how many levels of headings there are, this one included."""
    return 1 + max((depth_of(part) for part in node.parts if not part.is_leaf), default=0)


def nesting_within(node: Box) -> int:
    """Return how many levels of lines stand inside a line."""
    return max((1 + nesting_within(part) for part in node.parts), default=0)


def nesting_around(root: Box, wanted: Box) -> int:
    """Return how many lines a line stands in."""

    def find(node: Box, depth: int) -> int | None:
        if node is wanted:
            return depth
        below = depth + node.is_leaf
        return next((found for part in node.parts if (found := find(part, below)) is not None), None)

    return find(root, 0) or 0
