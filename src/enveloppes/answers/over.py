"""Yearly amounts over a period: each times its years, and what lies inside what in each of those years.

A part lies in its container only in the years that both have. So a part that runs longer than its container is taken
apart into pieces of years: in some it lies inside, in the others it stands in what the container is in, or alone
(docs/decisions/0036).
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import NamedTuple

from enveloppes.agreements.basis import Rhythm
from enveloppes.agreements.dates import Period
from enveloppes.answers.over_pieces import Pieces, pieces_of, times
from enveloppes.answers.query import Note, UnanswerableError
from enveloppes.judging.containment import Containment
from enveloppes.judging.lines import Line, Lines
from enveloppes.language.message import say, say_n
from enveloppes.money.amount import Amount, Bound, spanning


class Over(NamedTuple):
    """The lines of a register over a period, and what contains what of them there.

    ``years`` holds the years that count of each yearly line, None where it has none of the period; ``pieces`` the lines
    that were taken apart.
    """

    period: Period
    lines: Lines
    containment: Containment
    years: Mapping[str, Period | None]
    pieces: Pieces
    notes: tuple[Note, ...]


def over_years(lines: Lines, period: Period) -> Over:
    """Return the lines with each yearly amount multiplied by the years common to its period and this one.

    A yearly line without a period stays yearly, with a note; lines « once » are untouched. Raises UnanswerableError
    for an open period, over which no number of years is known, and where parts exceed their container over the years.
    """
    if period.years is None:
        raise UnanswerableError(
            say("`--over {period}` has no end; write a closed period, as in 2024..2030", period=str(period))
        )
    years = {
        line.id: line.period.shared(period)
        for line in lines
        if line.basis.rhythm is Rhythm.YEARLY and line.period is not None
    }
    multiplied = Lines(tuple(over_one(line, years[line.id]) if line.id in years else line for line in lines))
    if not any(line.id in years for line in lines.linked):
        return Over(period, multiplied, Containment(multiplied), years, {}, tuple(_notes(lines, period, years, ())))
    found = pieces_of(lines, multiplied, years, period)
    containment = Containment(found.lines)
    _refuse_contradictions(containment, Containment(lines), period)
    return Over(period, multiplied, containment, years, found.pieces, tuple(_notes(lines, period, years, found.beside)))


def over_one(line: Line, years: Period | None) -> Line:
    """Return a yearly line as one « once »: its amount and the shares stated in euros, times some years."""
    number = 0 if years is None else years.years or 0
    payers = tuple(
        payer._replace(share=times(payer.share, number)) if isinstance(payer.share, Amount) else payer
        for payer in line.payers
    )
    return line._replace(
        amount=None if line.amount is None else times(line.amount, number),
        basis=line.basis._replace(rhythm=Rhythm.ONCE),
        period=years or line.period,
        schedule=(),
        payers=payers,
    )


def _refuse_contradictions(over: Containment, stated: Containment, period: Period) -> None:
    known = stated.musts
    for key, must in over.musts.items():
        whole = key.partition("@")[0]
        if must.contradicts and not (whole in known and known[whole].contradicts):
            excess = Bound(must.excess)
            raise UnanswerableError(
                say(
                    "over {period}, the parts of `{id}` exceed it by {excess}; correct `within`, `rhythm` or `period`",
                    period=str(period),
                    id=whole,
                    excess=spanning(excess, excess),
                )
            )


def _notes(lines: Lines, period: Period, years: Mapping[str, Period | None], beside: tuple[str, ...]) -> Iterator[Note]:
    if years:
        said = ", ".join(f"{key} × {0 if found is None else found.years}" for key, found in years.items())
        yield Note("over", say("Yearly amounts over {period}: {lines}.", period=period, lines=said))
    if beside:
        yield Note(
            "over-beside",
            say_n(
                "{n} line counts on its own in the years that its container has not: {ids}.",
                "{n} lines count on their own in the years that their container has not: {ids}.",
                len(beside),
                ids=", ".join(beside),
            ),
        )
    without = [line.id for line in lines if line.basis.rhythm is Rhythm.YEARLY and line.period is None]
    if without:
        yield Note(
            "yearly-without-period",
            say_n(
                "{n} yearly line has no period and stays yearly: {ids}.",
                "{n} yearly lines have no period and stay yearly: {ids}.",
                len(without),
                ids=", ".join(without),
            ),
        )
