"""A table of facts: a name and a value a row, for ``show``; what is not known has no row."""

from __future__ import annotations

from collections.abc import Iterable

from enveloppes.agreements.basis import Basis
from enveloppes.agreements.dates import Day, Period
from enveloppes.language.message import Message, say
from enveloppes.money.amount import Amount
from enveloppes.output.sheet import Absent, Audience, Cell, Column, Kind, Row, Table, given

Fact = tuple[str, Message, Cell | None]

_COLUMNS = (
    Column("field", Message(""), Kind.CODE, Audience.MACHINES),
    Column("label", Message(""), audience=Audience.PEOPLE),
    Column("text", Message(""), audience=Audience.PEOPLE),
    Column("value", Message(""), Kind.CODE, Audience.MACHINES),
    Column("amount", Message(""), Kind.MONEY, Audience.MACHINES),
)


def facts_table(title: str | Message, facts: Iterable[Fact], notes: tuple[Message, ...] = ()) -> Table:
    """Return the facts that are known under a title, which may be user text."""
    rows = tuple(_row(name, label, value) for name, label, value in facts if value is not None)
    return Table("fact", say("{title}", title=title), _COLUMNS, rows, notes=notes)


def _row(name: str, label: Message, value: Cell) -> Row:
    return Row((name, label, value, _for_machines(value), value if isinstance(value, Amount) else Absent.BLANK))


def _for_machines(value: Cell) -> Cell:
    """Return a code or text for machines; amounts have columns of their own, bases their fields in rows of theirs."""
    if isinstance(value, Amount | Absent | Basis):
        return Absent.BLANK
    return given(str(value) if isinstance(value, Day | Period) else value)
