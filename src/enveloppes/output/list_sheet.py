"""The answer of ``list`` as a sheet and as JSON."""

from __future__ import annotations

from enveloppes.agreements.register import Register
from enveloppes.answers.listing import Listing, ListKind, ListRow
from enveloppes.judging.lines import Line, Standing
from enveloppes.language.message import Message, say
from enveloppes.money.amount import Amount
from enveloppes.output.common import (
    AMOUNT,
    BASIS,
    NO_WORDS,
    PLACE,
    SOURCE,
    figure_of,
    joined,
    note_texts,
    notes_json,
    origin_of,
    sources_table,
)
from enveloppes.output.json_answer import amount_json, basis_json
from enveloppes.output.presentation import Json
from enveloppes.output.sheet import Absent, Audience, Cell, Column, Kind, Role, Row, Sheet, Table, given

_MACHINES = Audience.MACHINES
_COLUMNS = (
    Column("kind", say("Kind"), Kind.WORD, _MACHINES),
    Column("title", say("Title"), is_tree=True),
    Column("id", say("Id"), Kind.CODE),
    Column("agreement", say("Agreement"), Kind.CODE, _MACHINES),
    Column("parent", say("Parent"), Kind.CODE, _MACHINES),
    AMOUNT,
    BASIS,
    Column("remark", say("Remark"), audience=Audience.PEOPLE),
    Column("within", say("Within"), Kind.CODE, _MACHINES),
    Column("within_certainty", say("Certainty"), Kind.CODE, _MACHINES),
    Column("section", say("Section"), Kind.CODE, _MACHINES),
    Column("theme", say("Theme"), Kind.CODE, _MACHINES),
    Column("territory", say("Territory"), Kind.CODE, _MACHINES),
    Column("funders", say("Funders"), audience=_MACHINES),
    Column("period", say("Period"), Kind.WHEN, _MACHINES),
    SOURCE._replace(audience=_MACHINES),
    PLACE._replace(audience=_MACHINES),
)


def list_sheet(answer: Listing, register: Register) -> Sheet:
    """Return one table: agreements, their axes and their envelopes as a tree."""
    table = Table("list", say("Agreements, axes and envelopes"), _COLUMNS, tuple(map(_row, answer.rows)))
    refs = [row.line.cited.source for row in answer.rows if row.line is not None]
    return Sheet("list", (table,), note_texts(answer.notes), origin_of(register), sources_table(register, refs))


def _row(row: ListRow) -> Row:
    line = row.line
    return Row(
        (
            row.kind,
            row.title,
            row.id,
            row.agreement.id,
            given(row.parent),
            _amount(row),
            Absent.BLANK if line is None else line.basis,
            _remark(row),
            *_facts(line),
        ),
        row.depth,
        Role.SUBTOTAL if row.kind is ListKind.AGREEMENT else Role.BODY,
    )


def _amount(row: ListRow) -> Cell:
    if row.line is not None:
        return figure_of(row.line)
    return given(None if row.total is None else row.total.amount)


def _stated(row: ListRow) -> Amount | None:
    if row.line is not None:
        return row.line.amount
    return None if row.total is None else row.total.amount


def _remark(row: ListRow) -> Message:
    """Return what keeps a figure from adding to those around it: it is stated, context, or part of another (« dont »).

    Of which one is for ``show`` and ``total --explain``: ids here would leave no room for the rest.
    """
    if row.line is None:
        return say("stated by the source") if row.total is not None else NO_WORDS
    remarks = [say("context")] if row.kind is ListKind.CONTEXT else []
    link = row.line.link
    if link is not None:
        remarks.append(say("possible part") if link.possible else say("part"))
    return joined(remarks) if remarks else NO_WORDS


def _facts(line: Line | None) -> tuple[Cell, ...]:
    if line is None:
        return (Absent.BLANK,) * 9
    link = line.link
    return (
        given(None if link is None else link.container),
        given(None if link is None else _certainty(line)),
        given(line.section),
        given(line.theme),
        given(line.territory),
        given("; ".join(payer.name for payer in line.payers) or None),
        given(line.period),
        given(line.cited.source),
        given(line.cited.at),
    )


def _certainty(line: Line) -> str:
    return "possible" if line.link is not None and line.link.possible else "certain"


def list_result(answer: Listing, language: str) -> Json:
    """Return ``result.rows[]`` in reading order, and the notes."""
    rows: list[Json] = [_row_json(row, language) for row in answer.rows]
    return {"rows": rows, "notes": notes_json(answer.notes, language)}


def _row_json(row: ListRow, language: str) -> Json:
    found: dict[str, Json] = {
        "kind": str(row.kind),
        "id": row.id,
        "title": row.title,
        "parent": row.parent,
        "agreement": row.agreement.id,
        "amount": amount_json(_stated(row), language),
    }
    return found if row.line is None else {**found, **line_json(row.line)}


def line_json(line: Line) -> dict[str, Json]:
    """Return what is known of a line beside its figure."""
    return {
        "basis": basis_json(line.basis),
        "not_yet": line.standing is Standing.NOT_YET,
        "within": None if line.link is None else {"id": line.link.container, "certainty": _certainty(line)},
        "section": line.section,
        "theme": line.theme,
        "territory": line.territory,
        "funders": [payer.name for payer in line.payers],
        "period": None if line.period is None else str(line.period),
        "source": line.cited.source,
        "at": line.cited.at,
        "printed": None if line.cited.printed is None else line.cited.printed.text,
    }
