"""The content of a report, in the order in which a director reads: what, how much, who, since when, is it so."""

from __future__ import annotations

from collections.abc import Iterator

from enveloppes.agreements.dates import read_day
from enveloppes.agreements.model import Party
from enveloppes.answers.report import AgreementPart, History
from enveloppes.answers.total import Group
from enveloppes.language.message import Message, say, say_n
from enveloppes.output.chart_bars import bar_chart, bars_of, legend_for
from enveloppes.output.chart_marks import NARROW, WIDE
from enveloppes.output.common import AMOUNT, note_texts
from enveloppes.output.report.blocks import (
    Block,
    Fact,
    Facts,
    Grid,
    Inline,
    Paper,
    Part,
    Picture,
    Ref,
    Remarks,
    RowMore,
    Words,
)
from enveloppes.output.report.icicle import icicle
from enveloppes.output.report.ledgers import ledgers
from enveloppes.output.report.lines import LineRows
from enveloppes.output.report.making import Making, source_anchor
from enveloppes.output.report.rest import rest, sources
from enveloppes.output.report.steps import step_chart
from enveloppes.output.report.verdicts import verdicts
from enveloppes.output.sheet import Absent, Column, Kind, Row, Table, given, money
from enveloppes.output.show_sheet import party_text, territory_text
from enveloppes.output.total_sheet import total_sheet

# Beyond that a picture is no longer one: agreements alone are drawn, and of too many of them none.
_MOST_BARS = 60


def paper(making: Making) -> Paper:
    """Return the whole report."""
    parts = (
        _totals(making),
        _agreements(making),
        _changes(making),
        verdicts(making),
        *ledgers(making),
        *rest(making),
        sources(making),
    )
    day = making.day.isoformat()
    return Paper(_title(making), tuple(_head(making)), parts, making.language, day, making.version)


def _title(making: Making) -> Message:
    agreements = making.report.agreements
    if len(agreements) == 1:
        return say("{title}", title=agreements[0].agreement.title)
    return say_n("Envelopes of {n} public agreement", "Envelopes of {n} public agreements", len(agreements))


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
            (say("{path}", path=one.path), say("sha256 `{digest}`", digest=one.sha256)),
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


def _agreements(making: Making) -> Part:
    parts = tuple(_agreement(making, part) for part in making.report.agreements)
    return Part("agreements", say("Agreements"), (), parts, starts_page=True)


def _agreement(making: Making, part: AgreementPart) -> Part:
    agreement = part.agreement
    blocks: list[Block] = [Facts(tuple(_facts(making, part)))]
    if agreement.note:
        blocks.append(Words(say("Note: {note}", note=agreement.note)))
    for place, basis in enumerate(part.bases):
        identity = f"i-{agreement.id}-{place}"
        alt = making.text(
            say("Icicle of {title}, {basis}. The table below says the same.", title=agreement.title, basis=basis)
        )
        wide, narrow = (icicle(part, basis, making.language, alt, width) for width in (WIDE, NARROW))
        if wide is not None and narrow is not None:
            title = say("Agreement, axes and lines · {basis}", basis=basis)
            blocks.append(Picture(identity, wide, narrow, title, say("Each box is as high as its figure is large.")))
    blocks.append(_lines(making, part))
    return Part(f"a-{agreement.id}", say("{title}", title=agreement.title), tuple(blocks))


def _facts(making: Making, part: AgreementPart) -> Iterator[Fact]:
    agreement = part.agreement
    if agreement.kind is not None:
        yield Fact(say("Kind"), (agreement.kind,))
    if agreement.parties:
        yield Fact(say("Parties"), tuple(_party(party) for party in agreement.parties))
    if agreement.signed is not None:
        yield Fact(say("Signed"), (agreement.signed,))
    if agreement.period is not None:
        yield Fact(say("Period"), (agreement.period,))
    if agreement.territory is not None:
        found = making.report.register.territories.get(agreement.territory)
        yield Fact(say("Territory"), (given(territory_text(agreement.territory, None if found is None else found[0])),))
    for total in (agreement.total,) if agreement.total is not None else ():
        yield Fact(say("Stated total"), (total.amount,))
    for group in part.groups:
        if len(group.path) == 1 and group.amount is not None:
            yield Fact(say("Lines come to"), (group.amount, group.basis))
    if agreement.source is not None and agreement.source.ref is not None:
        ref = agreement.source.ref
        yield Fact(say("Source"), (Ref(source_anchor(ref), making.report.register.sources[ref][0].title),))


def _party(party: Party) -> Inline:
    if party.source is not None and party.source.ref is not None:
        return Ref(source_anchor(party.source.ref), party_text(party))
    return party_text(party)


def _lines(making: Making, part: AgreementPart) -> Grid:
    """Return the table of an agreement: its axes with what they come to, its lines below them."""
    rows = LineRows(making, part.lines)
    for line in part.lines:
        if not line.axes:
            rows.add_line(line, 0)
    for placed in part.axes:
        depth = len(placed.above)
        groups = [group for group in part.groups if group.path[-1].value == placed.axis.id and group.amount is not None]
        anchor = f"x-{placed.axis.id}"
        for group in groups or (None,):
            rows.add_group(group, placed.axis.title, anchor, depth)
            anchor = ""
        for line in part.lines:
            if line.axes and line.axes[-1] == placed.axis.id:
                rows.add_line(line, depth + 1, making.text(say("{title}", title=placed.axis.title)))
    unstated = sum(line.amount is None for line in part.lines)
    notes = (say_n("{n} line has no figure.", "{n} lines have no figure.", unstated),) if unstated else ()
    return Grid(f"l-{part.agreement.id}", rows.table(say("Lines"), notes), tuple(rows.more), is_sortable=True)


def _changes(making: Making) -> Part:
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
        blocks.append(Picture(f"h-{line.id}-figure", charts[0], charts[1], say("What was stated, from when")))
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
    title = say("Statements of {line}", line=history.line.title)
    return Grid(f"h-{history.line.id}-table", Table("statement", title, columns, tuple(rows)), tuple(more))
