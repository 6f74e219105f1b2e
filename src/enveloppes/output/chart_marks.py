"""Charts as Vega-Lite specifications: rectangles, rules, points and texts at places that we work out ourselves.

Every text of a chart is written beforehand by the functions that write tables, so no number is ever formatted (and
rounded) by the library that draws; what it gets as numbers are pixels.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from enum import StrEnum
from fractions import Fraction

Spec = dict[str, object]
# The family that vl-convert brings along; a page shows the reader's own font instead.
FONT = "Liberation Sans, Arial, Helvetica, sans-serif"
TEXT_SIZE = 12
WIDE, NARROW = 720, 350  # pixels: a page of A4 or a screen, a telephone
_SCHEMA = "https://vega.github.io/schema/vega-lite/v5.json"
# Wide enough for the average of French text in a sans-serif: texts are broken before they could collide.
_EM = {False: 0.53, True: 0.58}


class Ink(StrEnum):
    """The few colours of a chart; a page in the dark replaces each by name (report/page.css)."""

    TEXT = "#1a1a1a"
    QUIET = "#595959"
    RULE = "#d0d0d0"
    WHOLE = "#1f4e79"
    PART = "#4a739c"
    DETAIL = "#8aa9c7"
    SPAN = "#c3d3e3"
    PAPER = "#ffffff"


@dataclass(frozen=True, slots=True)
class Chart:
    """A chart: what it shows in words, its size in pixels, and its specification."""

    name: str
    alt: str
    width: int
    height: int
    spec: Mapping[str, object]


def pixels(euros: Decimal | int, most: Decimal, length: int) -> Decimal:
    """Return how many pixels stand for some euros where ``length`` pixels stand for ``most``, to a hundredth.

    The only conversion of money in a chart: for geometry, never for a number that anybody reads.
    """
    exact = Fraction(euros) / Fraction(most) * length if most else Fraction(0)
    return Decimal(round(exact * 100)) / 100


def text_width(text: str, size: int = TEXT_SIZE, *, bold: bool = False) -> int:
    """Return about how wide a text will be, in pixels, on the safe side."""
    return round(len(text) * size * _EM[bold]) + 2


def broken(text: str, width: int, size: int = TEXT_SIZE, *, bold: bool = False) -> list[str]:
    """Return a text as lines that fit a width; a single word that is wider stands alone."""
    lines: list[str] = []
    for word in text.split(" "):
        if lines and text_width(f"{lines[-1]} {word}", size, bold=bold) <= width:
            lines[-1] = f"{lines[-1]} {word}"
        else:
            lines.append(word)
    return lines


Number = int | Decimal
Point = tuple[Number, Number]


@dataclass(frozen=True, slots=True)
class Look:
    """How a text looks."""

    ink: Ink = Ink.TEXT
    align: str = "left"
    bold: bool = False
    size: int = TEXT_SIZE


@dataclass(frozen=True, slots=True)
class _Style:
    mark: str
    ink: Ink
    look: Look | None = None
    dash: bool = False


@dataclass(slots=True)
class Canvas:
    """A drawing in the making; what looks alike becomes one layer, in the order in which it was first drawn.

    Places are pixels from the left and from the top.
    """

    width: int
    height: int = 0
    layers: dict[_Style, list[Spec]] = field(default_factory=dict)

    def _add(self, style: _Style, **values: Number | str) -> None:
        # Vega reads JSON: the pixels, worked out exactly, are handed over as its numbers here and nowhere else.
        plain: Spec = {name: float(value) if isinstance(value, Decimal) else value for name, value in values.items()}
        self.layers.setdefault(style, []).append(plain)

    def box(self, start: Point, end: Point, ink: Ink) -> None:
        """Draw a filled rectangle from its upper left to its lower right corner."""
        self._add(_Style("rect", ink), x=start[0], y=start[1], x2=end[0], y2=end[1])

    def rule(self, start: Point, end: Point, ink: Ink, *, dashed: bool = False) -> None:
        """Draw a line."""
        self._add(_Style("rule", ink, dash=dashed), x=start[0], y=start[1], x2=end[0], y2=end[1])

    def arrow(self, at: Point, ink: Ink, *, upward: bool = False) -> None:
        """Draw the head of an arrow: there is no bound on that side."""
        self._add(_Style("triangle-up" if upward else "triangle-right", ink), x=at[0], y=at[1])

    def dot(self, at: Point, ink: Ink) -> None:
        """Draw a dot."""
        self._add(_Style("circle", ink), x=at[0], y=at[1])

    def text(self, at: Point, text: str, look: Look = Look()) -> None:
        """Write a text on one line; the place is on its baseline."""
        self._add(_Style("text", look.ink, look), x=at[0], y=at[1], t=text)

    def chart(self, name: str, alt: str) -> Chart:
        """Return the chart with what was drawn, texts above all else."""
        ordered = sorted(self.layers, key=lambda style: style.look is not None)
        spec: Spec = {
            "$schema": _SCHEMA,
            "width": self.width,
            "height": self.height,
            "padding": {"left": 2, "right": 4, "top": 2, "bottom": 2},
            "autosize": {"type": "none"},
            "config": {"aria": False, "font": FONT, "view": {"stroke": None}, "axis": None},
            "layer": [_layer(style, self.layers[style], self) for style in ordered],
        }
        return Chart(name, alt, self.width, self.height, spec)


def _layer(style: _Style, values: list[Spec], canvas: Canvas) -> Spec:
    place: Spec = {"type": "quantitative", "axis": None}
    encoding: Spec = {
        "x": {**place, "field": "x", "scale": {"domain": [0, canvas.width], "nice": False, "zero": False}},
        "y": {**place, "field": "y", "scale": {"domain": [canvas.height, 0], "nice": False, "zero": False}},
    }
    if style.mark in {"rect", "rule"}:
        encoding |= {"x2": {"field": "x2"}, "y2": {"field": "y2"}}
    if style.mark == "text":
        encoding["text"] = {"field": "t", "type": "nominal"}
    return {"data": {"values": values}, "mark": _mark(style), "encoding": encoding}


def _mark(style: _Style) -> Spec:
    if style.mark == "rect":
        return {"type": "rect", "fill": style.ink}
    if style.mark == "rule":
        dash: Spec = {"strokeDash": [3, 3]} if style.dash else {}
        return {"type": "rule", "stroke": style.ink, "strokeWidth": 1.5, **dash}
    if style.look is not None:
        look = style.look
        weight = "bold" if look.bold else "normal"
        font: Spec = {"align": look.align, "fontWeight": weight, "fontSize": look.size}
        return {"type": "text", "fill": style.ink, "baseline": "alphabetic", **font}
    return {"type": "point", "shape": style.mark, "filled": True, "fill": style.ink, "size": 60, "opacity": 1}
