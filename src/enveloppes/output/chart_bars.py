"""Bars with whiskers: the bar is the least that a figure can be, the whisker reaches from there to the most."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from enveloppes.agreements.register import Register
from enveloppes.answers.total import Group
from enveloppes.language.message import Message, say
from enveloppes.money.amount import Amount
from enveloppes.money.writing import write
from enveloppes.output.chart_marks import NARROW, Canvas, Chart, Ink, Look, broken, text_width
from enveloppes.output.chart_scale import MoneyScale, money_scale
from enveloppes.output.safe_text import visible
from enveloppes.output.words import render

BAR = 11  # the height of a bar in pixels
_LINE, _GAP, _INDENT = 16, 11, 14
_AXIS, _RIGHT = 24, 4
_SMALL = 11
LEGEND = say(
    "The bar is the least that a figure can be, the pale part reaches to the most; an arrow: nothing bounds it from "
    "above."
)


@dataclass(frozen=True, slots=True)
class Bar:
    """One bar: its label, its figure (None: not stated), how deep in the tree it stands."""

    label: str
    amount: Amount | None
    depth: int


def bars_of(groups: Iterable[Group], register: Register, language: str) -> tuple[Bar, ...]:
    """Return a bar for each group."""
    from enveloppes.output.total_sheet import label_of

    return tuple(
        Bar(visible(render(label_of(group.path[-1], register), language)), group.amount, len(group.path) - 1)
        for group in groups
    )


def legend_for(bars: Iterable[Bar]) -> Message | None:
    """Return what bars and whiskers mean, where any figure is not exact."""
    return LEGEND if any(bar.amount is not None and not bar.amount.is_exact for bar in bars) else None


def bar_chart(name: str, alt: str, bars: tuple[Bar, ...], language: str, width: int) -> Chart:
    """Return a chart of bars alone."""
    canvas = Canvas(width)
    draw_bars(canvas, bars, language)
    return canvas.chart(name, alt)


def draw_bars(canvas: Canvas, bars: tuple[Bar, ...], language: str) -> None:
    """Draw bars below what a canvas already holds, and the axis under them."""
    amounts = [bar.amount for bar in bars if bar.amount is not None]
    scale = money_scale(amounts, canvas.width - 2 * _RIGHT, steps=5 if canvas.width > NARROW else 3)
    for bar in bars:
        text = render(None, language) if bar.amount is None else write(bar.amount, language, scale.unit)
        _bar(canvas, bar, text, scale)
    draw_axis(canvas, scale, language)


def _bar(canvas: Canvas, bar: Bar, text: str, scale: MoneyScale) -> None:
    bold = bar.depth == 0
    last = draw_label(canvas, bar.label, text, left=bar.depth * _INDENT, bold=bold)
    canvas.height = last + _GAP
    if bar.amount is not None:
        canvas.height += BAR
        draw_interval(canvas, bar.amount, last, scale, Ink.WHOLE if bold else Ink.PART)


def draw_label(canvas: Canvas, label: str, text: str, *, left: int = 0, bold: bool = False) -> int:
    """Write what a bar is on the left and its figure on the right, and return where the bar begins."""
    room = canvas.width - left - text_width(text, bold=bold) - _LINE
    lines = broken(label, room, bold=bold)
    for place, line in enumerate(lines):
        canvas.text((left, canvas.height + _LINE * (place + 1) - 4), line, Look(bold=bold))
    last = canvas.height + _LINE * len(lines)
    canvas.text((canvas.width - _RIGHT, last - 4), text, Look(align="right", bold=bold))
    return last


def draw_interval(canvas: Canvas, amount: Amount, top: int, scale: MoneyScale, ink: Ink) -> None:
    """Draw a bar up to the least that a figure can be, and from there a whisker to the most."""
    low, bottom = scale.at(amount.low.euros), top + BAR
    if amount.low.euros:
        canvas.box((0, top), (low, bottom), ink)
    if amount.is_exact:
        return
    middle = top + BAR // 2
    high = scale.at(scale.most if amount.high is None else amount.high.euros)
    canvas.box((low, top), (high, bottom), Ink.SPAN)
    canvas.rule((low, middle), (high, middle), Ink.TEXT)
    canvas.rule((low, top - 1), (low, bottom + 1), Ink.TEXT)
    if amount.high is None:
        canvas.arrow((high - 3, middle), Ink.TEXT)
    else:
        canvas.rule((high, top - 1), (high, bottom + 1), Ink.TEXT)


def draw_axis(canvas: Canvas, scale: MoneyScale, language: str) -> None:
    """Draw the axis of money below what a canvas already holds."""
    bottom, right = canvas.height, canvas.width - _RIGHT
    canvas.rule((0, bottom), (right, bottom), Ink.RULE)
    for tick, label in scale.labels(language):
        place = scale.at(tick)
        canvas.rule((place, bottom), (place, bottom + 4), Ink.RULE)
        at_edge = bool(place) and place > right - text_width(label, _SMALL) // 2
        align = "left" if not place else "right" if at_edge else "center"
        canvas.text((right if at_edge else place, bottom + 17), label, Look(Ink.QUIET, align, size=_SMALL))
    canvas.height = bottom + _AXIS
