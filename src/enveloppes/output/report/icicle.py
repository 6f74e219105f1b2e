"""The icicle of an agreement: agreement, axes and envelopes side by side, each as high as its figure is large.

Boxes measure knowledge that is not always exact: a figure with two bounds is as high as their middle, one without an
upper bound as its least. What is written beside them is the figure itself.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import NamedTuple

from enveloppes.agreements.basis import Basis
from enveloppes.answers.report import AgreementPart
from enveloppes.money.amount import ZERO
from enveloppes.money.units import Unit, choose_unit
from enveloppes.money.writing import write
from enveloppes.output.chart_marks import NARROW, TEXT_SIZE, Canvas, Chart, Ink, Look, broken, text_width
from enveloppes.output.chart_scale import ends
from enveloppes.output.report.boxes import (
    Box,
    axes_of,
    boxes_by_column,
    depth_of,
    nesting_around,
    nesting_within,
    tree_of,
)

_LINE, _GAP = 16, 6
_LEAST_HEIGHT, _HEIGHT_EACH = 150, 72
_SLIM, _LEAF, _LEADER, _PADDING = 18, 18, 22, 8
_WIDE_COLUMN = 168
_MOST_LABELS = 40  # beside one picture, for it to be one
# In pixels, of a narrow and of a wide picture: the wide one goes on paper, of which a page is 1050 high.
_HIGHEST = (2400, 800)
_ROOMY = 2  # levels of headings whose titles still fit into their boxes


@dataclass(slots=True)
class _Label:
    """What is written beside a box: perhaps its heading, its figure, its title; and where."""

    node: Box
    heading: list[str]
    figure: str
    title: list[str]
    top: int = 0

    @property
    def height(self) -> int:
        return _LINE * (len(self.heading) + len(self.title)) + _GAP

    @property
    def middle(self) -> int:
        return self.top + _LINE * len(self.heading) + _LINE // 2 + 2


class Icicle(NamedTuple):
    """A drawn icicle; ``is_closed``: it shows the headings alone, its lines are left to the table."""

    chart: Chart
    is_closed: bool


def icicle(part: AgreementPart, basis: Basis, language: str, alt: str, width: int) -> Chart | None:
    """Draw what an agreement has in one basis; None where nothing of it has a size to draw."""
    drawn = drawn_icicle(part, basis, language, alt, width)
    return None if drawn is None else drawn.chart


def drawn_icicle(part: AgreementPart, basis: Basis, language: str, alt: str, width: int) -> Icicle | None:
    """Draw what an agreement has in one basis, and say whether its lines are in the picture.

    An agreement of very many lines, or of lines whose titles need more height than a page has, is drawn down to its
    axes, one of very many axes not at all: its table has them.
    """
    root = tree_of(part, basis)
    if not root.measure():
        return None
    name = f"icicle-{part.agreement.id}-{basis.stage}"
    if sum(1 for _ in root.lines()) <= _MOST_LABELS and not root.is_leaf:
        chart = _lowest(root, language, width, name, alt)
        if chart.height <= _HIGHEST[width > NARROW]:
            return Icicle(chart, is_closed=False)
    root.close()
    if root.is_leaf or sum(1 for _ in root.lines()) > _MOST_LABELS:
        return None
    chart = _lowest(root, language, width, name, alt)
    return Icicle(chart, is_closed=True) if chart.height <= _HIGHEST[width > NARROW] else None


def _lowest(root: Box, language: str, width: int, name: str, alt: str) -> Chart:
    """Draw; where titles would make it higher than a page, leave them the width that headings have otherwise."""
    unit = choose_unit(ends(node.amount for node in root.lines() if node.amount is not None))
    chart = _Drawing(root, unit, language, width).chart(name, alt)
    if chart.height <= _HIGHEST[width > NARROW]:
        return chart
    return _Drawing(root, unit, language, width, is_slim=True).chart(name, alt)


class _Drawing:
    """An icicle as it is drawn."""

    def __init__(self, root: Box, unit: Unit, language: str, width: int, *, is_slim: bool = False) -> None:
        self._root, self._unit, self._language = root, unit, language
        self._is_slim = is_slim
        self._is_wide = width > NARROW
        self._canvas = Canvas(width)
        self._levels = depth_of(root)
        self._nested = max((nesting_within(node) for node in root.lines()), default=0)

    def chart(self, name: str, alt: str) -> Chart:
        columns = list(self._columns())
        leaves = columns[-1][1]
        beside = leaves + _LEAF * (1 + self._nested) + _LEADER
        written = {id(node): self._figure(node) for node in self._root.lines()}
        figures = max((text_width(text, bold=True) for text in written.values()), default=0)
        room = self._canvas.width - beside - figures - _PADDING
        labels = [_Label(node, [], written[id(node)], broken(node.label, room)) for node in self._root.lines()]
        self._lay_out(labels, columns, self._canvas.width - beside)
        for left, right, nodes, ink in boxes_by_column(self._root, columns):
            self._boxes(nodes, left, right, ink)
        self._leaves(self._root, leaves, [right + 1 if right else 0 for _, right in columns[:-1]], 0)
        for label in labels:
            self._write(label, leaves, beside, figures)
        return self._canvas.chart(name, alt)

    def _columns(self) -> Iterator[tuple[int, int]]:
        """Yield the left and right of each level of headings; a narrow drawing leaves the agreement to its title."""
        left = 0
        for level in range(self._levels):
            is_roomy = self._is_wide and self._levels <= _ROOMY and not self._is_slim
            wide = _WIDE_COLUMN if is_roomy else _SLIM
            if self._is_wide or level:
                yield left, left + wide
                left += wide + 1
            else:
                yield 0, 0
        yield left, left

    def _lay_out(self, labels: list[_Label], columns: list[tuple[int, int]], room: int) -> None:
        """Choose the height, place the boxes, then the labels: as near to their boxes as they fit without touching."""
        least = max(min(_LEAST_HEIGHT, _HEIGHT_EACH * len(labels)), self._height_of_root(columns[0]))
        for _ in range(2):  # which headings fit into their boxes depends on the height, that on the headings
            height = max(least, sum(label.height for label in labels))
            self._root.place(ZERO, self._root.size, height)
            self._canvas.height = height
            for label in labels:
                label.heading = self._heading(label, columns, room)
        height = max(height, sum(label.height for label in labels))
        self._root.place(ZERO, self._root.size, height)
        self._canvas.height = height
        _spread(labels, height)

    def _height_of_root(self, column: tuple[int, int]) -> int:
        left, right = column
        return (len(self._texts(self._root, right - left)) * _LINE + _PADDING) if right - left >= _WIDE_COLUMN else 0

    def _heading(self, label: _Label, columns: list[tuple[int, int]], room: int) -> list[str]:
        """Return the title of the axis whose first line this is, where its own box is too small to bear it."""
        found = next(
            (
                (axis, level)
                for axis, level in axes_of(self._root, 1)
                if next((node for node in axis.parts if node.is_leaf), None) is label.node
            ),
            None,
        )
        if found is None:
            return []
        axis, level = found
        left, right = columns[level]
        return [] if self._fits(axis, right - left) else broken(axis.label, room, bold=True)

    def _fits(self, node: Box, width: int) -> bool:
        lines = self._texts(node, width)
        return len(lines) * _LINE + 4 <= node.bottom - node.top and all(
            text_width(line, bold=bold) <= width - _PADDING for line, bold in lines
        )

    def _texts(self, node: Box, width: int) -> list[tuple[str, bool]]:
        figure = [] if node.amount is None else [(self._figure(node), True)]
        return [*((line, False) for line in broken(node.label, width - _PADDING)), *figure]

    def _figure(self, node: Box) -> str:
        # Where only the euro suits all of them, each figure is written in its own unit: boxes are no column.
        unit = None if self._unit is Unit.EURO else self._unit
        return "" if node.amount is None else write(node.amount, self._language, unit)

    def _boxes(self, nodes: Iterable[Box], left: int, right: int, ink: Ink) -> None:
        for node in nodes:
            if not node.size or right == left:
                continue
            self._canvas.box((left, node.top), (right, max(node.bottom - 1, node.top + 1)), ink)
            if self._fits(node, right - left):
                for place, (text, bold) in enumerate(self._texts(node, right - left)):
                    at = (left + _PADDING // 2, node.top + _LINE * (place + 1) - 2)
                    self._canvas.text(at, text, Look(Ink.PAPER, bold=bold))

    def _leaves(self, node: Box, end: int, starts: list[int], level: int) -> None:
        """Draw the boxes of lines; one right below a heading begins where that ends, whatever its level."""
        for part in node.parts:
            if not part.is_leaf:
                self._leaves(part, end, starts, level + 1)
                continue
            left = end if node.is_leaf else starts[level]
            self._canvas.box((left, part.top), (end + _LEAF - 1, max(part.bottom - 1, part.top + 1)), Ink.DETAIL)
            self._leaves(part, end + _LEAF, starts, level)

    def _write(self, label: _Label, leaves: int, beside: int, figures: int) -> None:
        node = label.node
        right = leaves + _LEAF * (1 + nesting_around(self._root, node))
        middle = (node.top + node.bottom) / 2
        self._canvas.rule((right, middle), (beside - _LEADER // 2, label.middle), Ink.RULE)
        self._canvas.rule((beside - _LEADER // 2, label.middle), (beside - 4, label.middle), Ink.RULE)
        baseline = label.top + TEXT_SIZE
        for line in label.heading:
            self._canvas.text((beside, baseline), line, Look(Ink.QUIET, bold=True))
            baseline += _LINE
        self._canvas.text((beside + figures, baseline), label.figure, Look(align="right", bold=True))
        for line in label.title:
            self._canvas.text((beside + figures + _PADDING, baseline), line)
            baseline += _LINE


def _spread(labels: list[_Label], height: int) -> None:
    """Place labels beside their boxes: down first so that none overlaps, then up from the end where they ran over."""
    end = 0
    for label in labels:
        wanted = round((label.node.top + label.node.bottom) / 2) - label.height // 2
        label.top = max(wanted, end)
        end = label.top + label.height
    limit = height
    for label in reversed(labels):
        label.top = min(label.top, limit - label.height)
        limit = label.top
