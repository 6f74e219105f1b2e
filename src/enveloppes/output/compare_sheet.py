"""The answer of ``compare`` as a sheet: what changed, by basis, then the totals before and after.

Only the terminal gets bars (``with_bars``): in a document they would be noise.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from enveloppes.agreements.basis import Basis
from enveloppes.answers.compare_result import Comparison, FieldChange, Matching, Matrix, Row, Status, TotalRow
from enveloppes.language.message import Message, say, say_n
from enveloppes.output import sheet
from enveloppes.output.common import BASIS, note_texts, sources_table
from enveloppes.output.compare_bars import bars
from enveloppes.output.compare_matrix_sheet import matrix_sheet
from enveloppes.output.compare_words import circumstances, group_label, heads, origin
from enveloppes.output.sheet import Absent, Audience, Cell, Column, Common, Kind, Role, Sheet, Table, given

_MONEY = "money"
_ID = Column("id", say("Id"), Kind.CODE)
_TITLE = Column("title", say("Title"))
_STATUS = Column("status", say("Status"), Kind.WORD, Audience.MACHINES)
_FATE = Column("fate", say("Status"), Kind.TEXT, Audience.PEOPLE)
_FOR_MACHINES = (
    Column("agreement", say("Agreement"), Kind.CODE, Audience.MACHINES),
    _STATUS,
    Column("moved_from", say("Moved from"), Kind.CODE, Audience.MACHINES),
    Column("moved_to", say("Moved to"), Kind.CODE, Audience.MACHINES),
    Column("fields", say("Fields"), Kind.TEXT, Audience.MACHINES),
)
_FATES = {Status.ADDED: say("added"), Status.REMOVED: say("removed")}
FIELD_NAMES = {
    "title": say("title"),
    "stage": say("stage"),
    "rhythm": say("rhythm"),
    "credit": say("credits"),
    "measure": say("measure"),
    "tax": say("tax"),
    "euros": say("euros"),
    "from": say("from"),
    "period": say("period"),
    "schedule": say("schedule"),
    "funders": say("funders"),
    "within": say("within"),
    "section": say("section"),
    "theme": say("theme"),
    "territory": say("territory"),
    "agreement": say("agreement"),
    "source": say("source"),
    "at": say("place"),
    "printed": say("printed"),
    "note": say("note"),
}
_NONE = say("none")


def compare_sheet(answer: Comparison | Matrix, *, with_unchanged: bool = False, with_bars: bool = False) -> Sheet:
    """Return the sheet of a comparison, or of a matrix."""
    if isinstance(answer, Matrix):
        return matrix_sheet(answer, with_unchanged=with_unchanged)
    shown = list(answer.rows if with_unchanged else answer.changed_rows)
    own = [row for row in shown if not row.is_context]
    tables = list(_by_group(answer, own) if answer.matching is Matching.GROUP else _by_basis(answer, own))
    tables += _context(answer, [row for row in shown if row.is_context])
    tables += bars(answer, shown) if with_bars else []
    tables += [_totals(answer)] if answer.totals else []
    tables += _elsewhere(answer)
    notes = [*_unchanged(answer, len(shown)), *note_texts(answer.notes)]
    lines = [line for row in shown for line in (row.old_line, row.new_line) if line is not None]
    sources = sources_table(answer.new.register, [line.cited.source for line in lines])
    return Sheet("compare", tuple(tables), tuple(notes), origin((answer.old, answer.new), answer.matching), sources)


def _unchanged(answer: Comparison, shown: int) -> Iterator[Message]:
    hidden = len(answer.rows) - shown
    if hidden and shown:
        yield say_n("{n} row unchanged (--all).", "{n} rows unchanged (--all).", hidden)
    elif hidden:
        yield say_n(
            "Nothing changed: {n} row unchanged (--all).", "Nothing changed: {n} rows unchanged (--all).", hidden
        )
    elif not answer.rows:
        yield say("There is nothing to compare.")


def _money_columns(answer: Comparison, rows: Iterable[Row | TotalRow]) -> tuple[Column, ...]:
    """Return old, new, change and percentage; people see no column that is empty from top to bottom."""
    old, new = heads((answer.old, answer.new), answer.matching)
    found = list(rows)
    both = any(row.old is not None and row.new is not None for row in found)
    change = Audience.ALL if both or any(row.change is not None for row in found) else Audience.MACHINES
    percent = Audience.ALL if both and change is Audience.ALL else Audience.MACHINES
    return (
        Column("old", old, Kind.MONEY, group=_MONEY),
        Column("new", new, Kind.MONEY, group=_MONEY, lead="→" if answer.same_data else ""),
        Column("change", say("Change"), Kind.CHANGE, change),
        Column("percent", say("Percent"), Kind.PERCENT_CHANGE, percent),
    )


def _by_basis(answer: Comparison, rows: list[Row]) -> Iterator[Table]:
    for basis in sorted({row.basis for row in rows}, key=Basis.sort_key):
        title = say("Changes{circumstances} · {basis}", circumstances=circumstances(answer), basis=basis)
        of_basis = [row for row in rows if row.basis == basis]
        yield _rows_table("rows", title, answer, of_basis, (Common(BASIS, basis),))


def _context(answer: Comparison, rows: list[Row]) -> Iterator[Table]:
    for basis in sorted({row.basis for row in rows}, key=Basis.sort_key):
        title = say("Context, in no total{circumstances} · {basis}", circumstances=circumstances(answer), basis=basis)
        of_basis = [row for row in rows if row.basis == basis]
        yield _rows_table("context", title, answer, of_basis, (Common(BASIS, basis),))


def _rows_table(key: str, title: Message, answer: Comparison, rows: list[Row], common: tuple[Common, ...]) -> Table:
    with_fates = any(row.status in _FATES for row in rows)
    columns = (_ID, _TITLE, *_money_columns(answer, rows), *((_FATE,) if with_fates else ()), *_FOR_MACHINES)
    drawn: list[sheet.Row] = []
    for row in rows:
        fate = (given(_FATES.get(row.status)),) if with_fates else ()
        cells = (given(row.id), given(row.title), *money_cells(row), *fate, *_machine_cells(row))
        drawn.append(sheet.Row(cells))
        drawn += [_detail(detail, len(columns)) for detail in details(row)]
    return Table(key, title, columns, tuple(drawn), common)


def money_cells(row: Row) -> tuple[Cell, ...]:
    """Return old, new, change and percentage; a side without the line is blank, one without a figure says so."""
    old = Absent.BLANK if row.id is not None and row.old_line is None else _figure(row, row.old)
    new = Absent.BLANK if row.id is not None and row.new_line is None else _figure(row, row.new)
    has_both = row.old is not None and row.new is not None
    return (
        old,
        new,
        _or_undefined(row.change, is_expected=has_both and row.has_counterpart and (row.id is None or not row.key)),
        _or_undefined(row.percent, is_expected=has_both and row.change is not None),
    )


def _figure(row: Row, amount: Cell | None) -> Cell:
    return given(amount) if row.id is None else Absent.NOT_STATED if amount is None else amount


def _or_undefined(value: Cell | None, *, is_expected: bool) -> Cell:
    if value is not None:
        return value
    return Absent.UNDEFINED if is_expected else Absent.BLANK


def _machine_cells(row: Row) -> tuple[Cell, ...]:
    line = row.new_line or row.old_line
    moved = row.moved
    return (
        given(line.agreement if line is not None else None),
        row.status,
        given(moved.old if moved is not None else None),
        given(moved.new if moved is not None else None),
        Message(
            "; ".join(f"{{f{place}}}" for place in range(len(row.fields))),
            {f"f{place}": _field_text(change) for place, change in enumerate(row.fields)},
        ),
    )


def _detail(text: Message, width: int) -> sheet.Row:
    return sheet.Row((Absent.BLANK, text, *(Absent.BLANK,) * (width - 2)), role=Role.DETAIL)


def details(row: Row) -> Iterator[Message]:
    """Yield what else changed, one line each."""
    if row.moved is not None:
        yield say("moved: {old} → {new}", old=_axis(row.moved.old), new=_axis(row.moved.new))
    for change in row.fields:
        # What is printed says the figure once more; it is of interest where the figure is the same.
        if change.name != "printed" or row.old == row.new:
            yield _field_text(change)


def _axis(key: str | None) -> Message:
    return say("context") if key is None else say("`{id}`", id=key)


def _field_text(change: FieldChange) -> Message:
    name = FIELD_NAMES[change.name]
    if change.name == "note":
        return say("{field}: reworded", field=name)
    old, new = (_NONE if value is None else value for value in (change.old, change.new))
    return say("{field}: {old} → {new}", field=name, old=old, new=new)


def _by_group(answer: Comparison, rows: list[Row]) -> Iterator[Table]:
    with_counterpart = [row for row in rows if row.has_counterpart]
    without = [row for row in rows if not row.has_counterpart]
    if with_counterpart:
        title = say(
            "Compared by {dimension}{circumstances}", dimension=_dimension(answer), circumstances=circumstances(answer)
        )
        yield _group_table(title, answer, with_counterpart)
    if without:
        title = say("Without a counterpart{circumstances}", circumstances=circumstances(answer))
        yield _group_table(title, answer, without)


def _dimension(answer: Comparison) -> Message:
    by = answer.question.by
    return say("COFOG division") if by is None else say("{dimension}", dimension=by)


def _group_table(title: Message, answer: Comparison, rows: list[Row]) -> Table:
    bases = {row.basis for row in rows}
    columns = (
        Column("id", say("Id"), Kind.CODE, Audience.MACHINES),
        Column("key", say("Key"), Kind.CODE, Audience.MACHINES),
        Column("title", _dimension_head(answer), is_tree=True),
        *((BASIS,) if len(bases) > 1 else ()),
        *_money_columns(answer, rows),
        *_FOR_MACHINES,
    )
    drawn = []
    for row in rows:
        is_group = row.id is None
        label = group_label(row.key, answer.new.register, answer.old.register) if is_group else given(row.title)
        key = row.key[-1].value or row.key[-1].agreement or "none"
        basis = ((row.basis if is_group else Absent.BLANK),) if len(bases) > 1 else ()
        cells = (given(row.id), key, label, *basis, *money_cells(row), *_machine_cells(row))
        drawn.append(sheet.Row(cells, row.depth, Role.SUBTOTAL if is_group else Role.BODY))
    common = (Common(BASIS, next(iter(bases))),) if len(bases) == 1 else ()
    if common:
        title = say("{title} · {basis}", title=title, basis=common[0].cell)
    return Table("rows", title, columns, tuple(drawn), common)


def _dimension_head(answer: Comparison) -> Message:
    by = answer.question.by
    return say("Division") if by is None else say("{dimension}", dimension=by)


def _totals(answer: Comparison) -> Table:
    columns = (BASIS, *_money_columns(answer, answer.totals))
    rows = tuple(sheet.Row((total.basis, *_total_cells(total))) for total in answer.totals)
    return Table("totals", say("Totals, each euro once"), columns, rows)


def _total_cells(total: TotalRow) -> tuple[Cell, ...]:
    has_both = total.old is not None and total.new is not None
    return (
        given(total.old),
        given(total.new),
        _or_undefined(total.change, is_expected=has_both),
        _or_undefined(total.percent, is_expected=has_both and total.change is not None),
    )


def _elsewhere(answer: Comparison) -> Iterable[Table]:
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
