"""What was announced, with its bounds, against what was paid to the end of each year: one bar in the other."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

from enveloppes.agreements.basis import Rhythm
from enveloppes.agreements.ledger import TrackedStage
from enveloppes.answers.ledgers import Followed
from enveloppes.language.message import Message, say
from enveloppes.money.amount import ZERO, Amount, exactly
from enveloppes.money.units import Unit
from enveloppes.money.writing import write
from enveloppes.output.chart_bars import BAR, draw_axis, draw_interval, draw_label
from enveloppes.output.chart_marks import NARROW, Canvas, Chart, Ink
from enveloppes.output.chart_scale import MoneyScale, money_scale
from enveloppes.output.common import joined
from enveloppes.output.safe_text import visible
from enveloppes.output.words import render

LEGEND = say("Pale: what was announced, with its bounds; dark: what was paid, a stroke at the end of each year.")
_GAP, _INSET, _MARGIN = 12, 3, 8


@dataclass(frozen=True, slots=True)
class Tracked:
    """An envelope whose payments are known: what was announced last, and what was paid to the end of each year.

    One that is announced for each year is drawn year by year: ``year`` is then that of its only payment.
    """

    title: str
    announced: Amount | None
    paid: tuple[Decimal, ...]
    year: int | None = None


def tracked_of(rows: Iterable[Followed]) -> tuple[Tracked, ...]:
    """Return the envelopes, and the years of yearly ones, of which payments are known, in the order of the register."""
    found: dict[tuple[str, int | None], list[Followed]] = {}
    for row in rows:
        if row.stage is TrackedStage.PAID and _paid(row) is not None:
            found.setdefault((row.id, row.year if row.rhythm is Rhythm.YEARLY else None), []).append(row)
    return tuple(
        Tracked(
            visible(years[-1].title),
            years[-1].announced,
            tuple(paid for one in years if (paid := _paid(one)) is not None),
            year,
        )
        for (_, year), years in found.items()
    )


def _paid(row: Followed) -> Decimal | None:
    """Return what counts at the end of a year: of a yearly envelope the year's, else all until then."""
    return row.sum if row.rhythm is Rhythm.YEARLY else row.cumulative


def legend_of(rows: Iterable[Followed]) -> Message:
    """Return how to read the chart, and which envelopes are not in it as nothing is known of what was paid."""
    listed = [row for row in rows if row.stage is TrackedStage.PAID]
    unknown = {row.id: row.title for row in listed if _paid(row) is None}
    for row in listed:
        if _paid(row) is not None:
            unknown.pop(row.id, None)
    parts = [LEGEND]
    if any(one.year is not None for one in tracked_of(listed)):
        parts.append(say("What is announced for each year is drawn year by year."))
    if unknown:
        titles = joined([say("« {title} »", title=title) for title in unknown.values()])
        parts.append(say("Not drawn, as what was paid is not known: {titles}.", titles=titles))
    return joined(parts, " ")


def tracked_chart(rows: Iterable[Followed], language: str, alt: str, width: int) -> Chart | None:
    """Return the chart of each envelope's payments; None where there is no envelope to draw."""
    canvas = Canvas(width)
    return canvas.chart("tracked", alt) if draw_tracked(canvas, rows, language) else None


def draw_tracked(canvas: Canvas, rows: Iterable[Followed], language: str) -> bool:
    """Draw each envelope's payments in what was announced for it, and say whether there was any."""
    tracked = tracked_of(rows)
    if not tracked:
        return False
    paid = [exactly(max(ZERO, *each.paid)) for each in tracked]
    amounts = [*(each.announced for each in tracked if each.announced is not None), *paid]
    scale = money_scale(amounts, canvas.width - _MARGIN, steps=5 if canvas.width > NARROW else 3)
    for each in tracked:
        _draw(canvas, each, scale, language)
    draw_axis(canvas, scale, language)
    return True


def _draw(canvas: Canvas, each: Tracked, scale: MoneyScale, language: str) -> None:
    title = each.title
    if each.year is not None:
        title = render(say("{title}, {year}", title=title, year=str(each.year)), language)
    top = draw_label(canvas, title, render(_words(each, scale.unit, language), language))
    if each.announced is not None:
        draw_interval(canvas, each.announced, top, scale, Ink.SPAN)
    end = scale.at(max(ZERO, each.paid[-1]))
    canvas.box((0, top + _INSET), (end, top + BAR - _INSET), Ink.WHOLE)
    for cumulative in each.paid:
        place = scale.at(max(ZERO, cumulative))
        canvas.rule((place, top + 1), (place, top + BAR - 1), Ink.WHOLE)
    canvas.height = top + BAR + _GAP


def _words(each: Tracked, unit: Unit, language: str) -> Message:
    paid = write(exactly(max(ZERO, each.paid[-1])), language, unit)
    if each.announced is None:
        return say("{paid} paid, no figure announced", paid=paid)
    return say("{paid} paid, {announced} announced", paid=paid, announced=write(each.announced, language, unit))
