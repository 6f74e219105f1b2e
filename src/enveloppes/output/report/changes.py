"""What changed over time: the step line of each revised figure, and its statements."""

from __future__ import annotations

from enveloppes.answers.report import History
from enveloppes.language.message import say
from enveloppes.output.chart_marks import NARROW, WIDE
from enveloppes.output.common import AMOUNT
from enveloppes.output.report.blocks import (
    Block,
    Grid,
    Part,
    Picture,
    RowMore,
    Words,
)
from enveloppes.output.report.making import Making, source_anchor
from enveloppes.output.report.steps import step_chart
from enveloppes.output.sheet import Absent, Column, Kind, Row, Table, given, money


def changes(making: Making) -> Part:
    """Return the part on what was stated more than once."""
    histories = making.report.histories
    if not histories:
        words = Words(say("No line was stated more than once: there is nothing to compare over time."))
        return Part("changes", say("What changed over time"), (words,))
    parts = tuple(_history(making, history) for history in histories)
    return Part("changes", say("What changed over time"), (), parts)


def _history(making: Making, history: History) -> Part:
    line = history.line
    alt = making.text(say("Step line of {title}. The table below says the same.", title=line.title))
    charts = [step_chart(history, making.day, making.language, alt, width) for width in (WIDE, NARROW)]
    blocks: list[Block] = []
    if charts[0] is not None and charts[1] is not None:
        blocks.append(Picture(f"fh-{line.id}", charts[0], charts[1], say("What was stated, from when")))
    blocks.append(_statements(making, history))
    return Part(f"h-{line.id}", say("{title}", title=line.title), tuple(blocks))


def _statements(making: Making, history: History) -> Grid:
    columns = (
        Column("since", say("Since"), Kind.WHEN),
        AMOUNT,
        Column("basis", say("Basis"), Kind.BASIS),
        Column("change", say("Change"), Kind.CHANGE, group="change"),
        Column("percent", say("Per cent"), Kind.PERCENT_CHANGE),
        Column("source", say("Source"), Kind.CODE),
        Column("note", say("Note")),
    )
    rows, more = [], []
    for place, step in enumerate(history.steps):
        one = step.statement
        undefined = Absent.UNDEFINED if place and step.change is not None else Absent.BLANK
        cells = (
            given(one.since),
            money(one.amount),
            step.basis,
            given(step.change),
            undefined if step.percent is None else step.percent,
            given(making.cited(one.cited)),
            given(None if one.revision is None else one.revision.note),
        )
        rows.append(Row(cells))
        links = {} if one.cited.source is None else {"source": source_anchor(one.cited.source)}
        more.append(RowMore(None, links))
    title = say("Statements of « {line} »", line=history.line.title)
    return Grid(f"th-{history.line.id}", Table("statement", title, columns, tuple(rows)), tuple(more))
