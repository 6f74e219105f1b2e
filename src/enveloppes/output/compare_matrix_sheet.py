"""A matrix of more than two sides: a table a basis, a column a side, each with its total."""

from __future__ import annotations

import re
from collections.abc import Iterator

from enveloppes.agreements.basis import Basis
from enveloppes.answers.compare_result import Matching, Matrix, MatrixRow
from enveloppes.language.message import Message, say
from enveloppes.output import sheet
from enveloppes.output.common import BASIS, note_texts, sources_table
from enveloppes.output.compare_words import circumstances, compared_by, dimension_head, group_label, heads, origin
from enveloppes.output.sheet import Absent, Audience, Cell, Column, Common, Kind, Role, Sheet, Table, given

_NOT_A_NAME = re.compile(r"[^a-z0-9]+")


def matrix_sheet(answer: Matrix, *, with_unchanged: bool) -> Sheet:
    """Return the sheet of a matrix; rows that are the same on every side are shown only among ids, and if asked."""
    shown = [row for row in answer.rows if with_unchanged or answer.matching is Matching.GROUP or _differs(row)]
    tables = [_table(answer, basis, amounts, shown) for basis, amounts in answer.totals]
    tables += _context(answer, [row for row in shown if row.is_context])
    lines = [line for side in answer.sides for line in side.members]
    sources = sources_table(answer.sides[-1].register, [line.cited.source for line in lines])
    return Sheet(
        "compare",
        tuple(tables),
        note_texts(answer.notes),
        origin(answer.sides, same_data=answer.matching is Matching.ID),
        sources,
    )


def _differs(row: MatrixRow) -> bool:
    return len(set(row.amounts)) > 1 or len(set(row.present)) > 1


def _columns(answer: Matrix) -> tuple[Column, ...]:
    by = answer.question.by
    head = say("Title") if answer.matching is Matching.ID else dimension_head(by)
    is_tree = answer.matching is Matching.GROUP
    keys = (
        Column("id", say("Id"), Kind.CODE, Audience.MACHINES if is_tree else Audience.ALL),
        Column("key", say("Key"), Kind.CODE, Audience.MACHINES),
        Column("title", head, is_tree=is_tree),
    )
    names = column_names(answer)
    return (
        *keys,
        *(
            Column(name, head, Kind.MONEY, group="money")
            for name, head in zip(names, heads(answer.sides, same_data=answer.matching is Matching.ID), strict=True)
        ),
    )


def column_names(answer: Matrix) -> list[str]:
    """Return a name for machines for each side, from what was typed; a number is added where two would be alike."""
    names: list[str] = []
    for side in answer.sides:
        base = _NOT_A_NAME.sub("_", side.operand.text.lower()).strip("_") or "side"
        name, number = base, 1
        while name in names:
            number += 1
            name = f"{base}_{number}"
        names.append(name)
    return names


def _table(answer: Matrix, basis: Basis, amounts: tuple[Cell | None, ...], rows: list[MatrixRow]) -> Table:
    drawn = [_row(answer, row) for row in rows if row.basis == basis and not row.is_context]
    total = (Absent.BLANK, Absent.BLANK, say("Total"), *(given(amount) for amount in amounts))
    drawn.append(sheet.Row(total, role=Role.TOTAL))
    title = _title(answer, basis)
    return Table("matrix", title, _columns(answer), tuple(drawn), (Common(BASIS, basis),))


def _title(answer: Matrix, basis: Basis) -> Message:
    if answer.matching is Matching.ID:
        return say("Compared by id{circumstances} · {basis}", circumstances=circumstances(answer), basis=basis)
    return say(
        "Compared by {dimension}{circumstances} · {basis}",
        dimension=compared_by(answer.question.by),
        circumstances=circumstances(answer),
        basis=basis,
    )


def _context(answer: Matrix, rows: list[MatrixRow]) -> Iterator[Table]:
    for basis in sorted({row.basis for row in rows}, key=Basis.sort_key):
        title = say("Context, in no total{circumstances} · {basis}", circumstances=circumstances(answer), basis=basis)
        drawn = tuple(_row(answer, row) for row in rows if row.basis == basis)
        yield Table("context", title, _columns(answer), drawn, (Common(BASIS, basis),))


def _row(answer: Matrix, row: MatrixRow) -> sheet.Row:
    registers = [side.register for side in answer.sides]
    label: Cell = group_label(row.key, *registers) if row.id is None else given(row.title)
    key = (row.key[-1].value or row.key[-1].agreement or "none") if row.key else None
    cells = (
        Absent.BLANK if not is_present else Absent.NOT_STATED if amount is None else amount
        for amount, is_present in zip(row.amounts, row.present, strict=True)
    )
    return sheet.Row((given(row.id), given(key), label, *cells), row.depth)
