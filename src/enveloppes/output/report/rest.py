"""What a report ends with: what is not stated, what is context, what a check found, and the sources of it all."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import PurePath

from enveloppes.agreements.finding import Placed
from enveloppes.answers.report import CitedSource
from enveloppes.judging.cited import CitedFigure
from enveloppes.language.message import Message, say, say_n
from enveloppes.output.common import AMOUNT
from enveloppes.output.report.blocks import Block, Fact, Facts, Grid, Part, Ref, RowMore, Words
from enveloppes.output.report.lines import line_table
from enveloppes.output.report.making import Making, opening_anchor, source_anchor
from enveloppes.output.sheet import Absent, Cell, Column, Kind, Row, Table, given


def rest(making: Making) -> tuple[Part, ...]:
    """Return the parts on what is unstated, on context and on findings."""
    return _unstated(making), _context(making), _findings(making)


def _unstated(making: Making) -> Part:
    title = say("What is not stated")
    lines = making.report.unstated
    if not lines:
        return Part("unstated", title, (Words(say("Every line has a figure.")),))
    count = say_n(
        "{n} line is named without a figure; it counts as unstated, never as zero.",
        "{n} lines are named without a figure; they count as unstated, never as zero.",
        len(lines),
    )
    columns = (
        Column("title", say("Line")),
        Column("agreement", say("Agreement")),
        Column("source", say("Source"), Kind.CODE),
    )
    rows, more = [], []
    for line in lines:
        agreement = making.report.register.agreement_by_id[line.agreement]
        rows.append(Row((line.title, agreement.title, given(making.cited(line.cited)))))
        links = {"title": opening_anchor(line.id), "agreement": f"a-{agreement.id}"}
        if line.cited.source is not None:
            links["source"] = source_anchor(line.cited.source)
        more.append(RowMore(None, links))
    table = Table("unstated", say("Lines without a figure"), columns, tuple(rows))
    return Part("unstated", title, (Words(count), Grid("unstated-table", table, tuple(more), is_sortable=True)))


def _context(making: Making) -> Part:
    title = say("Context")
    lines = making.report.context
    if not lines:
        return Part("context", title, (Words(say("No figure is quoted beside the agreements.")),))
    words = say("Figures that the sources quote but that are not part of an agreement: they are in no total.")
    table, more = line_table(making, lines, say("Context: quoted beside, in no total"))
    return Part("context", title, (Words(words), Grid("context-table", table, more, is_sortable=True)))


def _findings(making: Making) -> Part:
    title = say("Findings")
    if not making.findings:
        return Part("findings", title, (Words(say("The check of the data (`enveloppes check`) finds nothing.")),))
    columns = (
        Column("place", say("Place"), Kind.CODE),
        Column("severity", say("Severity"), Kind.WORD),
        Column("code", say("Code"), Kind.CODE),
        Column("message", say("Finding")),
    )
    rows = tuple(Row(_finding_cells(placed)) for placed in making.findings)
    table = Table("finding", say("What the check of the data finds"), columns, rows)
    return Part("findings", title, (Grid("findings-table", table, is_sortable=True),))


def _finding_cells(placed: Placed) -> tuple[Cell, ...]:
    finding, extent = placed.finding, placed.extent
    place = f"{PurePath(finding.spot.file).name}:{extent.line}:{extent.column}"
    return place, placed.severity, f"{finding.code} {placed.name}", finding.message


def sources(making: Making) -> Part:
    """Return the part on sources: each with the figures that cite it, leading back to them."""
    parts = tuple(_source(making, one) for one in making.report.sources)
    return Part("sources", say("Sources"), (), parts, starts_page=True)


def _source(making: Making, one: CitedSource) -> Part:
    blocks: list[Block] = [Facts(tuple(_source_facts(one)))]
    if one.figures:
        blocks.append(_cited(making, one))
    number = str(making.numbers[one.ref])
    title = say("[{number}] {title}", number=number, title=one.source.title)
    return Part(source_anchor(one.ref), title, tuple(blocks))


def _source_facts(one: CitedSource) -> Iterator[Fact]:
    source = one.source
    if source.publisher is not None:
        yield Fact(say("Publisher"), (source.publisher,))
    if source.date is not None:
        yield Fact(say("Date"), (source.date,))
    if source.url is not None:
        ref = Ref(source.url, source.url)
        yield Fact(say("Address"), (ref if ref.is_outside else source.url,))
    if source.document is not None:
        yield Fact(say("Document"), (source.document,))
    if source.sha256 is not None:
        yield Fact(say("sha256"), (source.sha256,))
    if source.note is not None:
        yield Fact(say("Note"), (source.note,))
    yield Fact(say("Id"), (say("`{id}`", id=one.ref),))


def _cited(making: Making, one: CitedSource) -> Grid:
    columns = (
        Column("at", say("Place"), Kind.CODE),
        AMOUNT,
        Column("printed", say("Printed")),
        Column("what", say("What it is")),
    )
    rows, more = [], []
    for figure in one.figures:
        printed = Absent.BLANK if figure.printed is None else say("« {text} »", text=figure.printed.text)
        rows.append(Row((given(figure.at), figure.amount, printed, _what(making, figure))))
        more.append(RowMore(None, _back(making, figure)))
    count = say_n("{n} figure cited from it", "{n} figures cited from it", len(one.figures))
    table = Table("cited", count, columns, tuple(rows))
    return Grid(f"t{source_anchor(one.ref)}", table, tuple(more))


def _what(making: Making, figure: CitedFigure) -> Message | str:
    register = making.report.register
    if figure.id in register.envelope_by_id:
        title = register.envelope_by_id[figure.id].envelope.title
        if "funders" in figure.spot.path:
            return say("{title}: a funder's share", title=title)
        return say("{title}: a year of its schedule", title=title) if "schedule" in figure.spot.path else title
    ref = making.line_ref(figure.id)
    if isinstance(ref, Ref):
        return say("{title}: the stated total", title=ref.text)
    return say("claim `{id}`", id=figure.id)


def _back(making: Making, figure: CitedFigure) -> dict[str, str]:
    if figure.id in making.report.register.envelope_by_id:
        return {"amount": opening_anchor(figure.id), "what": opening_anchor(figure.id)}
    anchor = making.anchor_of(figure.id)
    return {} if anchor is None else {"what": anchor}
