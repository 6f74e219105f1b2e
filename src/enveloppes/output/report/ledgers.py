"""What was announced against what the ledgers say was voted, committed and paid."""

from __future__ import annotations

from enveloppes.language.message import say
from enveloppes.output.chart_marks import NARROW, WIDE
from enveloppes.output.chart_tracked import legend_of, tracked_chart
from enveloppes.output.ledgers_sheet import ledger_notes, ledger_tables
from enveloppes.output.report.blocks import Block, Grid, Part, Picture, Remarks
from enveloppes.output.report.making import Making


def ledgers(making: Making) -> tuple[Part, ...]:
    """Return the part on ledgers; none where they were not asked for."""
    answer = making.followed
    if answer is None:
        return ()
    blocks: list[Block] = []
    title = say("Paid, of what was announced")
    alt = making.text(say("Bars: {title}. The table below says the same.", title=title))
    charts = [tracked_chart(answer.envelopes, making.language, alt, width) for width in (WIDE, NARROW)]
    if charts[0] is not None and charts[1] is not None:
        blocks.append(Picture("k-paid", charts[0], charts[1], title, legend_of(answer.envelopes)))
    for place, table in enumerate(ledger_tables(answer, making.report.register)):
        blocks.append(Grid(f"k-{place}-table", table))
    blocks.append(Remarks(ledger_notes(answer)))
    return (Part("ledgers", say("Announced, voted, paid"), tuple(blocks)),)
