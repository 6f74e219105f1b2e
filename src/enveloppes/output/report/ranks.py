"""The order of a table's rows by each of its columns, worked out exactly here so that a page compares no money."""

from __future__ import annotations

import unicodedata
from decimal import Decimal
from fractions import Fraction

from enveloppes.agreements.dates import Day, Period
from enveloppes.money.amount import Amount, Change
from enveloppes.money.ratio import Ratio
from enveloppes.output.sheet import Absent, Cell, Table
from enveloppes.output.words import render

Key = tuple[Fraction | int | str, ...]
_NO_YEAR = 9999


def ranks_of(table: Table, language: str) -> list[dict[str, int]]:
    """Return, row by row, the rank of each cell within its column by the column's key; none where there is no value."""
    columns = [_ranked([row.cells[index] for row in table.rows], language) for index in range(len(table.columns))]
    return [
        {
            column.key: rank
            for column, ranks in zip(table.columns, columns, strict=True)
            if (rank := ranks[place]) is not None
        }
        for place in range(len(table.rows))
    ]


def _ranked(cells: list[Cell], language: str) -> list[int | None]:
    keys = [_key(cell, language) for cell in cells]
    order = {key: place for place, key in enumerate(sorted({key for key in keys if key is not None}, key=_sortable))}
    return [None if key is None else order[key] for key in keys]


def _sortable(key: Key) -> tuple[tuple[bool, Fraction, str], ...]:
    """Return a key whose parts can be compared whatever they are: numbers before words."""
    return tuple((True, Fraction(0), part) if isinstance(part, str) else (False, Fraction(part), "") for part in key)


def _key(cell: Cell, language: str) -> Key | None:
    """Return what a cell is sorted by; an amount by its lower, then its upper bound (none is above all)."""
    if isinstance(cell, Absent):
        return None
    return _number_key(cell) or (_folded(render(cell, language)),)


def _number_key(cell: Cell) -> Key | None:
    if isinstance(cell, Amount | Change):
        low = (0, 0) if cell.low is None else (Fraction(cell.low.euros), 0 if cell.low.reached else 1)
        high = (1, 0) if cell.high is None else (0, Fraction(cell.high.euros))
        return (*low, *high)
    if isinstance(cell, Ratio):
        return (cell.low or Fraction(0),)
    if isinstance(cell, Fraction | Decimal | int):
        return (Fraction(cell),)
    if isinstance(cell, Period):
        return (cell.first or 0, cell.last or _NO_YEAR)
    return (cell.first.toordinal(),) if isinstance(cell, Day) else None


def _folded(text: str) -> str:
    """Return a text as a dictionary orders it: accents and case aside."""
    plain = unicodedata.normalize("NFD", text)
    return "".join(letter for letter in plain if not unicodedata.combining(letter)).casefold()
