"""The answer of ``compare`` as a sheet: what changed, by basis, then the totals before and after.

Only the terminal gets bars (``with_bars``): in a document they would be noise.
"""

from __future__ import annotations

from collections.abc import Iterator

from enveloppes.agreements.basis import Basis
from enveloppes.answers.compare_groups import is_none
from enveloppes.answers.compare_result import Comparison, Matching, Matrix, Row, Status
from enveloppes.language.message import Hint, Message, say, say_n
from enveloppes.output import sheet
from enveloppes.output.common import BASIS, note_texts, sources_table
from enveloppes.output.compare_bars import bars
from enveloppes.output.compare_cells import FOR_MACHINES, detail_rows, machine_cells, money_columns, shown_cells
from enveloppes.output.compare_matrix_sheet import matrix_sheet
from enveloppes.output.compare_words import circumstances, compared_by, dimension_head, group_label, origin
from enveloppes.output.sheet import Absent, Audience, Cell, Column, Common, Kind, Role, Sheet, Table, given

_ID = Column("id", say("Id"), Kind.CODE)
_TITLE = Column("title", say("Title"))
# People read a basis once, on the row of its group; programs find it on every row.
_BASIS_OF_ROW = Column("basis", say("Basis"), Kind.BASIS, Audience.MACHINES)
_BASIS_OF_GROUP = Column("basis_shown", say("Basis"), Kind.BASIS, Audience.PEOPLE)


def compare_sheet(answer: Comparison | Matrix, *, with_unchanged: bool = False, with_bars: bool = False) -> Sheet:
    """Return the sheet of a comparison, or of a matrix."""
    if isinstance(answer, Matrix):
        return matrix_sheet(answer, with_unchanged=with_unchanged)
    shown = list(answer.rows if with_unchanged else answer.changed_rows)
    own = [row for row in shown if not row.is_context]
    tables = list(_by_group(answer, own) if answer.matching is Matching.GROUP else _by_basis(answer, own))
    tables += _context(answer, [row for row in shown if row.is_context])
    tables += bars(answer, own) if with_bars else []
    tables += [_totals(answer)] if answer.totals else []
    tables += _elsewhere(answer)
    notes = [*_unchanged(answer, len(shown)), *note_texts(answer.notes)]
    lines = [line for row in shown for line in (row.old_line, row.new_line) if line is not None]
    sources = sources_table(answer.new.register, [line.cited.source for line in lines])
    where_from = origin((answer.old, answer.new), same_data=answer.same_data)
    return Sheet("compare", tuple(tables), tuple(notes), where_from, sources)


def _unchanged(answer: Comparison, shown: int) -> Iterator[Message]:
    hidden = len(answer.rows) - shown
    more = Hint(say(" (--all)"))
    if hidden and shown:
        yield say_n("{n} row unchanged{more}.", "{n} rows unchanged{more}.", hidden, more=more)
    elif hidden:
        yield say_n(
            "Nothing changed: {n} row unchanged{more}.", "Nothing changed: {n} rows unchanged{more}.", hidden, more=more
        )
    elif not answer.rows:
        yield say("There is nothing to compare.")


def _by_basis(answer: Comparison, rows: list[Row]) -> Iterator[Table]:
    for basis in sorted({row.basis for row in rows}, key=Basis.sort_key):
        title = say("Changes{circumstances} · {basis}", circumstances=circumstances(answer), basis=basis)
        yield _rows_table("rows", title, answer, [row for row in rows if row.basis == basis])


def _context(answer: Comparison, rows: list[Row]) -> Iterator[Table]:
    for basis in sorted({row.basis for row in rows}, key=Basis.sort_key):
        title = say("Context, in no total{circumstances} · {basis}", circumstances=circumstances(answer), basis=basis)
        yield _rows_table("context", title, answer, [row for row in rows if row.basis == basis])


def _rows_table(key: str, title: Message, answer: Comparison, rows: list[Row]) -> Table:
    figures = money_columns(answer, rows)
    columns = (_ID, _TITLE, *figures, *FOR_MACHINES)
    drawn: list[sheet.Row] = []
    for row in rows:
        drawn.append(sheet.Row((given(row.id), given(row.title), *shown_cells(row, figures), *machine_cells(row))))
        drawn += detail_rows(row, len(columns))
    return Table(key, title, columns, tuple(drawn), (Common(BASIS, rows[0].basis),))


def _by_group(answer: Comparison, rows: list[Row]) -> Iterator[Table]:
    narrowing = circumstances(answer)
    with_counterpart = [row for row in rows if row.has_counterpart]
    if with_counterpart:
        what = compared_by(answer.question.by)
        title = say("Compared by {dimension}{circumstances}", dimension=what, circumstances=narrowing)
        yield _group_table(title, answer, with_counterpart)
    unstated = _unstated_on_both(rows)
    if unstated:
        yield _group_table(say("Not stated, not compared{circumstances}", circumstances=narrowing), answer, unstated)
    without = [row for row in rows if not row.has_counterpart and row not in unstated]
    if without:
        yield _group_table(say("Without a counterpart{circumstances}", circumstances=narrowing), answer, without)


def _unstated_on_both(rows: list[Row]) -> list[Row]:
    """Return the rows of what has no value of the dimension on either side: no counterparts, but not alone."""
    found = [row for row in rows if not row.has_counterpart and row.key and is_none(row.key)]
    has_old, has_new = (any(row.status is not status for row in found) for status in (Status.ADDED, Status.REMOVED))
    return found if has_old and has_new else []


def _group_table(title: Message, answer: Comparison, rows: list[Row]) -> Table:
    bases = {row.basis for row in rows}
    has_one = len(bases) == 1
    figures = money_columns(answer, rows)
    columns = (
        Column("id", say("Id"), Kind.CODE, Audience.MACHINES),
        Column("key", say("Key"), Kind.CODE, Audience.MACHINES),
        Column("title", dimension_head(answer.question.by), is_tree=True),
        *(() if has_one else (_BASIS_OF_ROW, _BASIS_OF_GROUP)),
        *figures,
        *FOR_MACHINES,
    )
    drawn = []
    for row in rows:
        is_group = row.id is None
        label: Cell = group_label(row.key, answer.new.register, answer.old.register) if is_group else given(row.title)
        key = row.key[-1].value or row.key[-1].agreement or "none"
        basis: tuple[Cell, ...] = () if has_one else (row.basis, row.basis if is_group else Absent.BLANK)
        cells = (given(row.id), key, label, *basis, *shown_cells(row, figures), *machine_cells(row))
        drawn.append(sheet.Row(cells, row.depth, Role.SUBTOTAL if is_group else Role.BODY))
    if has_one:
        title = say("{title} · {basis}", title=title, basis=rows[0].basis)
    return Table("rows", title, columns, tuple(drawn), (Common(BASIS, rows[0].basis),) if has_one else ())


def _totals(answer: Comparison) -> Table:
    figures = money_columns(answer, answer.totals)
    rows = tuple(sheet.Row((total.basis, *shown_cells(total, figures))) for total in answer.totals)
    return Table("totals", say("Totals, each euro once"), (BASIS, *figures), rows)


def _elsewhere(answer: Comparison) -> Iterator[Table]:
    if not answer.elsewhere:
        return
    columns = (
        Column("kind", say("Kind"), Kind.WORD),
        _ID,
        Column("status", say("Status"), Kind.WORD),
        Column("fields", say("Fields"), Kind.CODE),
    )
    rows = tuple(sheet.Row((one.kind, one.id, one.status, ", ".join(one.fields))) for one in answer.elsewhere)
    yield Table("elsewhere", say("Elsewhere in the files"), columns, rows)
