"""The content of a report, in the order in which a director reads: what, how much, who, since when, is it so."""

from __future__ import annotations

from collections.abc import Iterator

from enveloppes.agreements.dates import read_day
from enveloppes.answers.total import Group
from enveloppes.language.message import Message, say, say_n
from enveloppes.output.chart_bars import bar_chart, bars_of, legend_for
from enveloppes.output.chart_marks import NARROW, WIDE
from enveloppes.output.common import note_texts
from enveloppes.output.ledgers_sheet import named
from enveloppes.output.report.agreements import agreements
from enveloppes.output.report.blocks import (
    Block,
    Fact,
    Facts,
    Grid,
    Paper,
    Part,
    Picture,
    Remarks,
    RowMore,
    Words,
)
from enveloppes.output.report.changes import changes
from enveloppes.output.report.ledgers import ledgers
from enveloppes.output.report.making import Making
from enveloppes.output.report.rest import rest, sources
from enveloppes.output.report.verdicts import verdicts
from enveloppes.output.sheet import Table
from enveloppes.output.total_sheet import total_sheet

# Beyond that a picture is no longer one: agreements alone are drawn, and of too many of them none.
_MOST_BARS = 60


def paper(making: Making) -> Paper:
    """Return the whole report."""
    parts = (
        _totals(making),
        agreements(making),
        changes(making),
        verdicts(making),
        *ledgers(making),
        *rest(making),
        sources(making),
    )
    day = making.day.isoformat()
    return Paper(_title(making), tuple(_head(making)), parts, making.language, day, making.version)


def _title(making: Making) -> Message:
    listed = making.report.agreements
    if len(listed) == 1:
        return say("{title}", title=listed[0].agreement.title)
    return say_n("Envelopes of {n} public agreement", "Envelopes of {n} public agreements", len(listed))


def _head(making: Making) -> Iterator[Block]:
    report = making.report
    lines = [line for part in report.agreements for line in part.lines]
    stated = sum(line.amount is not None for line in lines)
    yield Words(
        say(
            "What was announced, contracted, voted or paid, line by line, each figure with its source. Unlike bases "
            "are never added, each euro counts once, and a figure that is only bounded stays bounded."
        )
    )
    files = [
        Fact(
            say("File"),
            (say("{path}", path=named(one.path)), say("sha256 `{digest}`", digest=one.sha256)),
        )
        for one in making.inputs
    ]
    yield Facts(
        (
            Fact(say("Date"), (read_day(making.day.isoformat()),)),
            *(Fact(say("Total"), (one.amount, one.basis)) for one in report.total.totals if one.amount is not None),
            Fact(
                say("Content"),
                (
                    say_n("{n} agreement", "{n} agreements", len(report.agreements)),
                    say_n("{n} line with a figure", "{n} lines with a figure", stated),
                    say_n("{n} without", "{n} without", len(lines) - stated),
                    say_n("{n} source", "{n} sources", len(report.sources)),
                ),
            ),
            *files,
            Fact(say("Worked out by"), (say("enveloppes {version}", version=making.version),)),
        )
    )


def _totals(making: Making) -> Part:
    answer, register = making.report.total, making.report.register
    sheet = total_sheet(answer, register)
    blocks: list[Block] = []
    for one, table in zip(answer.totals, sheet.tables, strict=True):
        groups = [group for group in answer.groups if group.basis == one.basis]
        identity = f"t-{len(blocks)}"
        bars = _bars(making, identity, groups, table.title)
        blocks += bars
        more = tuple(_group_more(group, making) for group in _rows_of(groups, table))
        blocks.append(Grid(f"{identity}-table", table, more, is_titled=not bars))
    # The option that shows context is no use to who reads a report: it has a part of its own here.
    notes = note_texts(note for note in answer.notes if note.code != "context-left-out")
    count = len(making.report.context)
    aside = say_n(
        "Not in the totals: {n} line of context, in a part of its own below.",
        "Not in the totals: {n} lines of context, in a part of their own below.",
        count,
    )
    blocks.append(Remarks((*notes, aside) if count else notes))
    return Part("totals", say("Totals"), tuple(blocks))


def _rows_of(groups: list[Group], table: Table) -> list[Group | None]:
    """Return the group of each row; the last row of a table may be the total of all."""
    return [*groups, *[None] * (len(table.rows) - len(groups))]


def _group_more(group: Group | None, making: Making) -> RowMore:
    if group is None:
        return RowMore()
    level = group.path[-1]
    key = level.value or level.agreement
    anchor = making.anchor_of(key) if key is not None else None
    return RowMore(None, {} if anchor is None else {"title": anchor})


def _bars(making: Making, identity: str, groups: list[Group], title: Message) -> list[Block]:
    bars = bars_of(groups, making.report.register, making.language)
    if len(bars) > _MOST_BARS:
        bars = tuple(bar for bar in bars if bar.depth == 0)
    if len(bars) > _MOST_BARS or not any(bar.amount is not None for bar in bars):
        return []
    alt = making.text(say("Bars: {title}. The table below says the same.", title=title))
    wide, narrow = (bar_chart(identity, alt, bars, making.language, width) for width in (WIDE, NARROW))
    return [Picture(identity, wide, narrow, title, legend_for(bars))]
