"""The columns of a comparison and what stands in them: old, new, change, percentage, and what else is not the same."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from enveloppes.answers.compare_result import Comparison, FieldChange, Row, Status, TotalRow
from enveloppes.language.message import Message, say
from enveloppes.money.amount import Verdict
from enveloppes.output import sheet
from enveloppes.output.common import joined
from enveloppes.output.compare_words import heads
from enveloppes.output.sheet import Absent, Audience, Cell, Column, Kind, Role, given

_MONEY = "money"
_FATES = {Status.ADDED: say("added"), Status.REMOVED: say("removed")}
FOR_MACHINES = (
    Column("agreement", say("Agreement"), Kind.CODE, Audience.MACHINES),
    Column("status", say("Status"), Kind.WORD, Audience.MACHINES),
    Column("moved_from", say("Moved from"), Kind.CODE, Audience.MACHINES),
    Column("moved_to", say("Moved to"), Kind.CODE, Audience.MACHINES),
    Column("fields", say("Fields"), Kind.TEXT, Audience.MACHINES),
)
_FIELDS = {
    "title": say("title"),
    "stage": say("stage"),
    "rhythm": say("rhythm"),
    "credit": say("credits"),
    "measure": say("measure"),
    "tax": say("tax"),
    "euros": say("euros"),
    "from": say("since"),
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


def money_columns(answer: Comparison, rows: Iterable[Row | TotalRow]) -> tuple[Column, ...]:
    """Return old, new, change and percentage; people see no column that is empty from top to bottom.

    The percentage stands twice: for people it may say « added » instead, which no program should have to read.
    """
    old, new = heads((answer.old, answer.new), same_data=answer.same_data)
    found = [money_cells(row) for row in rows]
    seen = [any(cells[place] is not Absent.BLANK for cells in found) for place in (2, 4)]
    return (
        Column("old", old, Kind.MONEY, group=_MONEY),
        Column("new", new, Kind.MONEY, group=_MONEY, lead="→" if answer.same_data else ""),
        Column("change", say("Change"), Kind.CHANGE, Audience.ALL if seen[0] else Audience.MACHINES, group=_MONEY),
        Column("percent", say("Percent"), Kind.PERCENT_CHANGE, Audience.MACHINES),
        *((Column("shown", say("Percent"), Kind.PERCENT_CHANGE, Audience.PEOPLE),) if seen[1] else ()),
    )


def money_cells(row: Row | TotalRow) -> tuple[Cell, ...]:
    """Return old, new, change, percentage, and the percentage in people's words, whatever of it is shown."""
    has_both = row.old is not None and row.new is not None
    old, new = given(row.old), given(row.new)
    is_expected = has_both
    if isinstance(row, Row):
        if row.id is not None:
            # A side without the line is blank, one whose line has no figure says so.
            old = Absent.BLANK if row.old_line is None else Absent.NOT_STATED if row.old is None else row.old
            new = Absent.BLANK if row.new_line is None else Absent.NOT_STATED if row.new is None else row.new
        # Below a group only the group has a change, and what has no counterpart has none.
        is_expected = has_both and row.has_counterpart and (row.id is None or not row.key)
    change = _or_undefined(row.change, is_expected=is_expected)
    percent = _or_undefined(row.percent, is_expected=has_both and row.change is not None)
    return old, new, change, percent, _fate(row) or percent


def _fate(row: Row | TotalRow) -> Message | None:
    """Return « added » or « removed » where that is what became of an envelope, for want of a percentage."""
    if isinstance(row, TotalRow) or row.id is None or row.key or not row.has_counterpart:
        return None
    return _FATES.get(row.status)


def shown_cells(row: Row | TotalRow, columns: tuple[Column, ...]) -> tuple[Cell, ...]:
    """Return the cells of ``money_cells`` that these columns have."""
    return money_cells(row)[: len(columns)]


def _or_undefined(value: Cell | None, *, is_expected: bool) -> Cell:
    if value is not None:
        return value
    return Absent.UNDEFINED if is_expected else Absent.BLANK


def machine_cells(row: Row) -> tuple[Cell, ...]:
    """Return what only programs read: agreement, status, move, and the other fields that changed."""
    line = row.new_line or row.old_line
    moved = row.moved
    return (
        given(line.agreement if line is not None else None),
        row.status,
        given(moved.old if moved is not None else None),
        given(moved.new if moved is not None else None),
        joined([_field_text(change) for change in row.fields], "; ") if row.fields else Absent.BLANK,
    )


def detail_rows(row: Row, width: int) -> Iterator[sheet.Row]:
    """Yield a row of the sheet for each other thing that changed, in the second of so many columns."""
    for text in _details(row):
        yield sheet.Row((Absent.BLANK, text, *(Absent.BLANK,) * (width - 2)), role=Role.DETAIL)


def _details(row: Row) -> Iterator[Message]:
    if row.change is not None and row.change.verdict is Verdict.UNDECIDED:
        yield say("undecided: it may have risen or fallen")
    if row.moved is not None:
        yield say("moved: {old} → {new}", old=_axis(row.moved.old), new=_axis(row.moved.new))
    for change in row.fields:
        # What is printed says the figure once more; it is of interest where the figure is the same.
        if change.name != "printed" or row.old == row.new:
            yield _field_text(change)


def _axis(key: str | None) -> Message:
    return say("context") if key is None else say("`{id}`", id=key)


def _field_text(change: FieldChange) -> Message:
    name = _FIELDS[change.name]
    if change.name == "note":
        return say("{field}: reworded", field=name)
    # No container is a fact, not something that the source leaves out.
    absent = say("none") if change.name == "within" else Absent.NOT_STATED
    old, new = (absent if value is None else value for value in (change.old, change.new))
    return say("{field}: {old} → {new}", field=name, old=old, new=new)
