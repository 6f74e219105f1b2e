"""A table as programs read it: flat named columns of exact values (docs/formats.md), the same for every flat format."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from enum import StrEnum
from fractions import Fraction

from enveloppes.agreements.basis import FIELDS, Basis
from enveloppes.agreements.dates import Day, Period
from enveloppes.language.message import Message
from enveloppes.money.amount import Amount, Bound, Change
from enveloppes.money.ratio import Ratio, shown_ends
from enveloppes.output.faces import unfaced
from enveloppes.output.sheet import Absent, Audience, Cell, Column, Kind, Role, Sheet, Table

# A Decimal is exact euros or a percentage; formats write it with a decimal point and never as a float.
Value = str | int | bool | Decimal | None

TABLE_KEY = "table"
_INTERVAL = ("_low", "_low_reached", "_high", "_high_reached")
_SHARE = ("_low", "_high", "_ratio")
_NAMES_OF_KIND = {
    Kind.MONEY: _INTERVAL,
    Kind.CHANGE: _INTERVAL,
    Kind.SHARE: _SHARE,
    Kind.PERCENT_CHANGE: _SHARE,
}


def names_of(column: Column) -> tuple[str, ...]:
    """Return the names of the flat columns that a column becomes."""
    if column.kind is Kind.BASIS:
        return FIELDS
    return tuple(column.key + ending for ending in _NAMES_OF_KIND.get(column.kind, ("",)))


def values_of(column: Column, cell: Cell, language: str) -> tuple[Value, ...]:
    """Return the flat values of a cell, one a name of its column; what is absent is None."""
    return _values(cell, len(names_of(column)), language)


def _values(cell: Cell, width: int, language: str) -> tuple[Value, ...]:
    if isinstance(cell, Absent):
        return (None,) * width
    if isinstance(cell, Amount | Change):
        return (*_bound(cell.low), *_bound(cell.high))
    if isinstance(cell, Ratio | Fraction):
        return _share(cell)
    if isinstance(cell, Basis):
        return tuple(str(getattr(cell, name)) for name in FIELDS)
    return (_plain(cell, language),)


def _bound(bound: Bound | None) -> tuple[Decimal | None, bool | None]:
    return (None, None) if bound is None else (bound.euros, bound.reached)


def _share(cell: Ratio | Fraction) -> tuple[Value, ...]:
    low, high = (cell, cell) if isinstance(cell, Fraction) else (cell.low, cell.high)
    exact = f"{low.numerator}/{low.denominator}" if low is not None and low == high else None
    return (*shown_ends(cell, 1), exact)


def _plain(cell: Decimal | int | str | Message | Day | Period | StrEnum, language: str) -> Value:
    if isinstance(cell, StrEnum):
        return str(cell.value)
    if isinstance(cell, Message):
        return unfaced(cell, language)
    return str(cell) if isinstance(cell, Day | Period) else cell


def header_of(table: Table) -> tuple[str, ...]:
    """Return the flat names of a table: what is common to its rows first.

    Raises ValueError where two columns share a name: a reader would lose one of them.
    """
    names = tuple(name for column in _columns(table) for name in names_of(column))
    if len(set(names)) != len(names):
        message = f"table {table.key}: a name stands twice in {names}"
        raise ValueError(message)
    return names


def records_of(table: Table, language: str) -> Iterator[tuple[Value, ...]]:
    """Yield the flat values of each row; details only comment on the row above and are left out."""
    shared = [value for each in table.common for value in values_of(each.column, each.cell, language)]
    seen = [
        (place, len(names_of(column)))
        for place, column in enumerate(table.columns)
        if column.audience is not Audience.PEOPLE
    ]
    for row in table.rows:
        if row.role is not Role.DETAIL:
            own = (value for place, width in seen for value in _values(row.cells[place], width, language))
            yield (*shared, *own)


def _columns(table: Table) -> Iterator[Column]:
    yield from (each.column for each in table.common)
    yield from (column for column in table.columns if column.audience is not Audience.PEOPLE)


def union_header(sheet: Sheet) -> tuple[str, ...]:
    """Return the names of all tables in order of appearance, each once, with ``table`` first."""
    return tuple(dict.fromkeys([TABLE_KEY, *(name for table in sheet.tables for name in header_of(table))]))


def union_records(sheet: Sheet, language: str) -> Iterator[dict[str, Value]]:
    """Yield every row of every table by name; a row has the names of its own table only."""
    for table in sheet.tables:
        names = (TABLE_KEY, *header_of(table))
        for record in records_of(table, language):
            yield dict(zip(names, (table.key, *record), strict=True))
