"""Whether the figures agree: sums, claims and derived bounds in words, and figures found in their documents."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from enveloppes.language.message import Message, say, say_n
from enveloppes.output.reconcile_sheet import reconcile_sheet
from enveloppes.output.report.blocks import Block, Grid, Part, Ref, Remarks, RowMore, Words
from enveloppes.output.report.making import Making, source_anchor
from enveloppes.output.sheet import Cell, Kind, Row, Table

_LINKED = ("id", "source", "source_of_people")
_CALLED = ("id", "origin")
_ID, _WHAT = say("Id"), say("What it is")


def verdicts(making: Making) -> Part:
    """Return the part on reconciliation."""
    report = making.report
    sheet = reconcile_sheet(report.reconciliation, making.checks, report.register)
    blocks: list[Block] = []
    for table in sheet.tables:
        more = tuple(_more(making, table, row) for row in table.rows)
        blocks.append(Grid(f"v-{table.key}", _titled_table(making, table), more))
    notes: list[Message] = [*sheet.notes, *_unread(making)]
    if notes:
        blocks.append(Remarks(tuple(notes)) if blocks else Words(notes[0]))
        if len(blocks) == 1 and len(notes) > 1:
            blocks.append(Remarks(tuple(notes[1:])))
    return Part("reconciliation", say("Do the figures agree?"), tuple(blocks))


def _unread(making: Making) -> Iterator[Message]:
    read = {check.ref for check in making.checks}
    missing = [one.ref for one in making.report.sources if one.figures and one.ref not in read]
    if missing:
        yield say_n(
            "No document was given for {sources}: whether its figures stand there was not looked up.",
            "No document was given for {sources}: whether their figures stand there was not looked up.",
            len(missing),
            sources=tuple(say("`{id}`", id=ref) for ref in missing),
        )


def _titled_table(making: Making, table: Table) -> Table:
    """Return a table in which what has an id is called by its title; the row's link still leads by the id."""
    columns = tuple(
        one._replace(kind=Kind.TEXT, head=_WHAT if one.head == _ID else one.head) if one.key in _CALLED else one
        for one in table.columns
    )
    rows = tuple(
        row._replace(
            cells=tuple(
                _titled(making, cell) if column.key in _CALLED or isinstance(cell, Message) else cell
                for column, cell in zip(table.columns, row.cells, strict=True)
            ),
        )
        for row in table.rows
    )
    return replace(table, columns=columns, rows=rows)


def _titled(making: Making, cell: Cell) -> Cell:
    if isinstance(cell, Message):
        return replace(cell, values={name: titled(making, value) for name, value in cell.values.items()})
    if isinstance(cell, str):
        return ", ".join(_title(making, key) or key for key in cell.split(", "))
    return cell


def titled(making: Making, value: object) -> object:
    """Return a value of a message in which what has an id is called by its title."""
    if isinstance(value, Message):
        return replace(value, values={name: titled(making, one) for name, one in value.values.items()})
    if isinstance(value, tuple):
        return tuple(titled(making, one) for one in value)
    if isinstance(value, str):
        title = _title(making, value)
        return value if title is None else say("« {title} »", title=title)
    return value


def _title(making: Making, key: str) -> str | None:
    ref = making.line_ref(key)
    return str(ref.text) if isinstance(ref, Ref) else None


def _more(making: Making, table: Table, row: Row) -> RowMore:
    links: dict[str, str] = {}
    for column, cell in zip(table.columns, row.cells, strict=True):
        if column.key in _LINKED and isinstance(cell, str):
            anchor = source_anchor(cell) if cell in making.numbers and column.key != "id" else making.anchor_of(cell)
            if anchor is not None:
                links[column.key] = anchor
    return RowMore(None, links)
