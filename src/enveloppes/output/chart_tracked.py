"""What was announced, with its bounds, against what was paid to the end of each year: one bar in the other."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

from enveloppes.agreements.ledger import TrackedStage
from enveloppes.answers.ledgers import Followed
from enveloppes.language.message import say
from enveloppes.money.amount import ZERO, Amount, exactly
from enveloppes.money.units import Unit, choose_unit
from enveloppes.money.writing import write
from enveloppes.output.chart_bars import BAR, draw_axis, draw_interval, draw_label
from enveloppes.output.chart_marks import NARROW, Canvas, Chart, Ink
from enveloppes.output.chart_scale import MoneyScale, ends, money_scale
from enveloppes.output.safe_text import visible
from enveloppes.output.words import render

LEGEND = say("Pale: what was announced, with its bounds; dark: what was paid, a stroke at the end of each year.")
_GAP, _INSET, _MARGIN = 12, 3, 8


@dataclass(frozen=True, slots=True)
class Tracked:
    """An envelope whose payments are known: what was announced last, and what was paid to the end of each year."""

    title: str
    announced: Amount
    paid: tuple[Decimal, ...]


def tracked_of(rows: Iterable[Followed]) -> tuple[Tracked, ...]:
    """Return the envelopes of which payments accumulate against an announced figure, in the order of the register."""
    found: dict[str, list[Followed]] = {}
    for row in rows:
        if row.stage is TrackedStage.PAID and row.cumulative is not None:
            found.setdefault(row.id, []).append(row)
    return tuple(
        Tracked(
            visible(years[-1].title), announced, tuple(one.cumulative for one in years if one.cumulative is not None)
        )
        for years in found.values()
        if (announced := years[-1].announced) is not None
    )


def tracked_chart(rows: Iterable[Followed], language: str, alt: str, width: int) -> Chart | None:
    """Return the chart of each envelope's payments; None where there is no envelope to draw."""
    canvas = Canvas(width)
    return canvas.chart("tracked", alt) if draw_tracked(canvas, rows, language) else None


def draw_tracked(canvas: Canvas, rows: Iterable[Followed], language: str) -> bool:
    """Draw each envelope's payments in what was announced for it, and say whether there was any."""
    tracked = tracked_of(rows)
    if not tracked:
        return False
    amounts = [one for each in tracked for one in (each.announced, exactly(max(ZERO, *each.paid)))]
    scale = money_scale(amounts, canvas.width - _MARGIN, steps=5 if canvas.width > NARROW else 3)
    unit = choose_unit(ends(amounts))
    for each in tracked:
        _draw(canvas, each, scale, None if unit is Unit.EURO else unit, language)
    draw_axis(canvas, scale, language)
    return True


def _draw(canvas: Canvas, each: Tracked, scale: MoneyScale, unit: Unit | None, language: str) -> None:
    paid = write(exactly(max(ZERO, each.paid[-1])), language, unit)
    text = render(say("{paid} of {announced}", paid=paid, announced=write(each.announced, language, unit)), language)
    top = draw_label(canvas, each.title, text)
    draw_interval(canvas, each.announced, top, scale, Ink.SPAN)
    end = scale.at(max(ZERO, each.paid[-1]))
    canvas.box((0, top + _INSET), (end, top + BAR - _INSET), Ink.WHOLE)
    for cumulative in each.paid:
        place = scale.at(max(ZERO, cumulative))
        canvas.rule((place, top + 1), (place, top + BAR - 1), Ink.WHOLE)
    canvas.height = top + BAR + _GAP
