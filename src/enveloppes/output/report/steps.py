"""The step line of a figure that was revised: what was stated when, and how far each statement is known."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal

from enveloppes.answers.report import History
from enveloppes.money.amount import Amount
from enveloppes.money.units import choose_unit
from enveloppes.money.writing import write
from enveloppes.output.chart_marks import NARROW, Canvas, Chart, Ink, Look, pixels, text_width
from enveloppes.output.chart_scale import MoneyScale, ends, money_scale
from enveloppes.output.safe_text import visible
from enveloppes.output.words import render

_PLOT, _HEAD, _FOOT, _SMALL, _LINE = 130, 44, 26, 11, 15
_RIGHT = 6
_LONGEST = 12


@dataclass(frozen=True, slots=True)
class _Frame:
    """Where days and euros stand in the drawing."""

    first: int
    last: int
    money: MoneyScale
    left: int
    length: int
    head: int = _HEAD

    def across(self, day: int) -> Decimal:
        return self.left + pixels(day - self.first, Decimal(self.last - self.first), self.length)

    def up(self, euros: Decimal) -> Decimal:
        return self.head + _PLOT - self.money.at(euros)


def step_chart(history: History, until: date, language: str, alt: str, width: int) -> Chart | None:
    """Draw the statements of a line up to a day; None where none of them has a figure."""
    amounts = [step.statement.amount for step in history.steps if step.statement.amount is not None]
    if not amounts:
        return None
    frame = _frame(history, amounts, until, language, width)
    labels = _labels(history, frame, language, width)
    # The labels may need more room above: where statements follow each other closely they stand in tiers.
    shortage = max(0, _LINE - min(label.row for label in labels))
    frame = replace(frame, head=_HEAD + shortage)
    canvas = Canvas(width, frame.head + _PLOT + _FOOT)
    _axes(canvas, frame, language)
    days = [*_days(history), frame.last]
    before: Amount | None = None
    for place, step in enumerate(history.steps):
        amount = step.statement.amount
        if amount is not None:
            start, end = frame.across(days[place]), frame.across(days[place + 1])
            if before is not None:
                was, now = (start, frame.up(_top(before, frame))), (start, frame.up(_top(amount, frame)))
                canvas.rule(was, now, Ink.QUIET, dashed=True)
            _segment(canvas, frame, amount, start, end)
        before = amount
    for label in labels:
        canvas.text((label.left, label.row + shortage), label.figure, Look(bold=True))
        canvas.text((label.left, label.row + shortage + _LINE - 1), label.stage, Look(Ink.QUIET, size=_SMALL))
    return canvas.chart(f"steps-{history.line.id}", alt)


def _days(history: History) -> list[int]:
    """Return the day of each statement; one that has always held begins a year before the next."""
    known = [step.statement.start for step in history.steps]
    dated = [day for day in known if day is not None]
    earliest = (min(dated) if dated else date.min.replace(year=2000)).toordinal() - 365
    return [earliest if day is None else day.toordinal() for day in known]


def _frame(history: History, amounts: list[Amount], until: date, language: str, width: int) -> _Frame:
    scale = money_scale(amounts, _PLOT, steps=3)
    left = max(text_width(text, _SMALL) for _, text in scale.labels(language)) + 8
    days = _days(history)
    last = max(until.toordinal(), days[-1] + 180)
    return _Frame(days[0], last, scale, left, width - left - _RIGHT)


def _axes(canvas: Canvas, frame: _Frame, language: str) -> None:
    right = canvas.width - _RIGHT
    for tick, text in frame.money.labels(language):
        height = frame.up(tick)
        canvas.rule((frame.left, height), (right, height), Ink.RULE)
        canvas.text((frame.left - 6, height + 4), text, Look(Ink.QUIET, "right", size=_SMALL))
    years = [
        year
        for year in range(date.fromordinal(frame.first).year, date.fromordinal(frame.last).year + 1)
        if date(year, 1, 1).toordinal() >= frame.first
    ]
    most = _LONGEST if canvas.width > NARROW else _LONGEST // 2
    every = -(-len(years) // most)
    base = frame.head + _PLOT
    for year in years[::every]:
        place = frame.across(date(year, 1, 1).toordinal())
        canvas.rule((place, base), (place, base + 4), Ink.QUIET)
        if place < right - text_width(str(year), _SMALL) // 2:
            align = "left" if place == frame.left else "center"
            canvas.text((place, base + 17), str(year), Look(Ink.QUIET, align, size=_SMALL))


def _top(amount: Amount, frame: _Frame) -> Decimal:
    return frame.money.most if amount.high is None else amount.high.euros


def _segment(canvas: Canvas, frame: _Frame, amount: Amount, start: Decimal, end: Decimal) -> None:
    low, high = frame.up(amount.low.euros), frame.up(_top(amount, frame))
    if not amount.is_exact:
        canvas.box((start, high), (end, low), Ink.SPAN)
        canvas.rule((start, low), (end, low), Ink.PART)
        canvas.rule((start, low), (start, high), Ink.TEXT)
    if amount.high is None:
        canvas.arrow((start, high + 3), Ink.TEXT, upward=True)
    else:
        canvas.box((start, high - 1), (end, high + 1), Ink.WHOLE)
    canvas.dot((start, low), Ink.WHOLE)


@dataclass(frozen=True, slots=True)
class _Label:
    """Figure and stage above a statement, from its left to its right, the figure's baseline on a row."""

    figure: str
    stage: str
    left: Decimal
    right: Decimal
    row: int


def _labels(history: History, frame: _Frame, language: str, width: int) -> list[_Label]:
    """Return the labels, each above its statement, and higher where another would be in the way."""
    unit = choose_unit(ends(step.statement.amount for step in history.steps if step.statement.amount is not None))
    found: list[_Label] = []
    for day, step in zip(_days(history), history.steps, strict=True):
        amount = step.statement.amount
        if amount is None:
            continue
        figure, stage = write(amount, language, unit), visible(render(step.basis.stage, language))
        wide = max(text_width(figure, bold=True), text_width(stage, _SMALL))
        left = min(frame.across(day) + 4, Decimal(width - wide))
        row = int(frame.up(_top(amount, frame))) - 22
        for other in sorted(found, key=lambda label: -label.row):
            if other.right > left and abs(other.row - row) < 2 * _LINE:
                row = other.row - 2 * _LINE
        found.append(_Label(figure, stage, left, left + wide, row))
    return found
