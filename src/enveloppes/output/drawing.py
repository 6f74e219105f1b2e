"""A table as people read it: its visible columns in words of their language, each column of money in one unit.

Every format for people (terminal, SVG, Markdown, HTML, LaTeX) draws from this, so that all say the same.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from decimal import Decimal
from fractions import Fraction
from functools import partial
from typing import NamedTuple

from enveloppes.language.message import Message, at_terminal
from enveloppes.money.amount import EXACT, HALF, Amount, Change, Wording, exactly
from enveloppes.money.ratio import Ratio
from enveloppes.money.units import Unit, choose_unit
from enveloppes.money.writing import write, write_change
from enveloppes.output.faces import worded
from enveloppes.output.safe_text import visible
from enveloppes.output.sheet import NUMERIC, Absent, Audience, Cell, Column, Kind, Role, Sheet, Table
from enveloppes.output.words import render, write_share

_NO_BREAK_SPACE = "\u00a0"
_CENTS = 2
_NUMBER = re.compile(r"\d[\d\u202f]*(?:[.,]\d+)?")
_POINT = {"fr": ",", "en": "."}
_COLON = {"fr": "\u00a0: ", "en": ": "}
_MONEY = frozenset({Kind.MONEY, Kind.CHANGE, Kind.EUROS})


class DrawnColumn(NamedTuple):
    """A column as drawn: its head, and how its cells stand."""

    head: str
    is_numeric: bool
    is_code: bool
    is_tree: bool
    lead: str
    key: str = ""


class DrawnRow(NamedTuple):
    """A row as drawn: a text a column."""

    cells: tuple[str, ...]
    depth: int
    role: Role


class Drawn(NamedTuple):
    """A table in words; every text is visible and on one line, none is escaped for any format yet."""

    title: str
    columns: tuple[DrawnColumn, ...]
    rows: tuple[DrawnRow, ...]
    notes: tuple[str, ...]
    colon: str = ": "  # between a head and its value where rows become lists

    @property
    def has_heads(self) -> bool:
        """Whether any column has a head (a list of steps has none)."""
        return any(column.head for column in self.columns)


class DrawnSheet(NamedTuple):
    """A sheet in words."""

    name: str
    language: str
    origin: str
    tables: tuple[Drawn, ...]
    notes: tuple[str, ...]


def draw(sheet: Sheet, language: str, *, for_terminal: bool = False) -> DrawnSheet:
    """Return a sheet in words of a language; notes say how to ask for more only ``for_terminal``."""
    return DrawnSheet(
        sheet.name,
        language,
        "" if sheet.origin is None else worded(sheet.origin, language),
        tuple(draw_table(table, language, for_terminal=for_terminal) for table in sheet.tables),
        _notes(sheet.notes, language, for_terminal=for_terminal),
    )


def _notes(notes: Iterable[Message], language: str, *, for_terminal: bool) -> tuple[str, ...]:
    return tuple(worded(at_terminal(note) if for_terminal else note, language) for note in notes)


def draw_table(table: Table, language: str, *, for_terminal: bool = False) -> Drawn:
    """Return a table in words of a language."""
    of_people = [at for at, column in enumerate(table.columns) if column.audience is not Audience.MACHINES]
    shown = [at for at in of_people if _is_filled(table, at)] or of_people
    units = dict(_units(table))
    texts = [_column_texts(table, index, units, language) for index in shown]
    rows = tuple(
        DrawnRow(tuple(column[place] for column in texts), row.depth, row.role) for place, row in enumerate(table.rows)
    )
    return Drawn(
        worded(table.title, language),
        tuple(_drawn_column(table.columns[index], language) for index in shown),
        rows,
        _notes(table.notes, language, for_terminal=for_terminal),
        _COLON[language],
    )


def _is_filled(table: Table, index: int) -> bool:
    """Say whether anything stands in a column: one that nothing stands in tells people nothing."""
    return table.columns[index].kind in NUMERIC or any(not _is_blank(row.cells[index]) for row in table.rows)


def _is_blank(cell: Cell) -> bool:
    return cell is Absent.BLANK or cell == "" or (isinstance(cell, Message) and not cell.template)


def _drawn_column(column: Column, language: str) -> DrawnColumn:
    return DrawnColumn(
        worded(column.head, language),
        column.kind in NUMERIC,
        column.kind in {Kind.CODE, Kind.WHEN},
        column.is_tree,
        column.lead,
        column.key,
    )


def _group_of(column: Column) -> str:
    return column.group or f"the column {column.key} alone"


def _units(table: Table) -> Iterator[tuple[str, Unit]]:
    """Yield the unit of each group of money columns: the one of its amounts.

    Changes and tolerances beside amounts follow them: they may be a part of the unit (« ±0,55 M€ »), still exact. Alone
    they have the unit that suits them.
    """
    groups: dict[str, list[tuple[Kind, list[Cell]]]] = {}
    for index, column in enumerate(table.columns):
        if column.kind in _MONEY and column.audience is not Audience.MACHINES:
            cells = [row.cells[index] for row in table.rows]
            groups.setdefault(_group_of(column), []).append((column.kind, cells))
    for group, columns in groups.items():
        leading = [cells for kind, cells in columns if kind is Kind.MONEY]
        known = _known(leading) or _known([cells for _, cells in columns])
        yield group, choose_unit(known)


def _known(columns: Iterable[list[Cell]]) -> list[Decimal]:
    return [euros for cells in columns for cell in cells for euros in _figures(cell) if euros]


def _figures(cell: Cell) -> Iterable[Decimal]:
    if isinstance(cell, Amount) and cell.wording is Wording.ABOUT and cell.high is not None:
        # « environ 2,5 Md€ » is written by its middle, which needs fewer digits than its bounds.
        return (EXACT.multiply(EXACT.add(cell.low.euros, cell.high.euros), HALF),)
    if isinstance(cell, Amount | Change):
        return (bound.euros for bound in (cell.low, cell.high) if bound is not None)
    return (cell,) if isinstance(cell, Decimal) else ()


def _column_texts(table: Table, index: int, units: dict[str, Unit], language: str) -> list[str]:
    column = table.columns[index]
    written = partial(_writer(column, units), language=language)
    cells = [row.cells[index] for row in table.rows]
    if column.kind not in NUMERIC:
        return [written(cell) for cell in cells]
    texts = [visible(written(cell)) for cell in cells]
    return _even_decimals(cells, texts, _POINT[language], with_bounds=bool(column.group))


def _writer(column: Column, units: dict[str, Unit]) -> Callable[..., str]:
    if column.kind in _MONEY:
        return partial(_money_text, unit=units[_group_of(column)])
    if column.kind is Kind.PERCENT_CHANGE:
        return _percent_change_text
    if column.kind in NUMERIC:
        return render
    return partial(_words_text, unit=units.get(column.group))


def _words_text(cell: Cell, *, unit: Unit | None, language: str) -> str:
    return worded(cell if unit is None else in_one_unit(cell, unit, language), language)


def in_one_unit(value: object, unit: Unit, language: str) -> object:
    """Return words whose amounts are written in a unit: those of the columns beside them."""
    if isinstance(value, Amount):
        return write(value, language, unit)
    if isinstance(value, Change):
        return write_change(value, language, unit)
    if not isinstance(value, Message):
        return value
    said = {name: in_one_unit(part, unit, language) for name, part in value.values.items()}
    return Message(value.template, said, value.plural)


def _money_text(cell: Cell, *, unit: Unit, language: str) -> str:
    if isinstance(cell, Amount):
        return write(cell, language, unit)
    if isinstance(cell, Change):
        return write_change(cell, language, unit)
    if isinstance(cell, Decimal):
        return f"±{write(exactly(cell), language, unit)}"
    return render(cell, language)


def _percent_change_text(cell: Cell, *, language: str) -> str:
    return write_share(cell, language, signed=True) if isinstance(cell, Ratio | Fraction) else render(cell, language)


def _even_decimals(cells: list[Cell], texts: list[str], point: str, *, with_bounds: bool) -> list[str]:
    """Write exact figures of one column with as many decimals each, so that they align on the point.

    A figure that is not exact keeps its own: « environ 2 500,0 M€ » would claim a precision that nobody stated. Only
    bounds in euros have cents beside cents ``with_bounds``, where columns are set beside each other to be compared.
    """
    exact = [not isinstance(cell, Amount | Change | Ratio) or cell.is_exact for cell in cells]
    most = max((_decimals(text, point) for text, is_exact in zip(texts, exact, strict=True) if is_exact), default=0)
    if not most:
        return texts
    if with_bounds and most == _CENTS:
        texts = [
            _with_cents(text, point) if _is_bounded(cell) else text for cell, text in zip(cells, texts, strict=True)
        ]
    return [
        _with_decimals(text, point, most) if is_exact else text for text, is_exact in zip(texts, exact, strict=True)
    ]


def _is_bounded(cell: Cell) -> bool:
    is_about = isinstance(cell, Amount) and cell.wording is Wording.ABOUT
    return isinstance(cell, Amount | Change) and not is_about and not cell.is_exact


def _with_cents(text: str, point: str) -> str:
    """Return an interval in euros with the cents of each of its ends; in another unit it stays as it is."""
    if not text.endswith(_NO_BREAK_SPACE + "€"):
        return text
    return _NUMBER.sub(lambda found: found[0] if point in found[0] else f"{found[0]}{point}00", text)


def _decimals(text: str, point: str) -> int:
    number = text.partition(_NO_BREAK_SPACE)[0]
    return len(number.partition(point)[2]) if number[-1:].isdecimal() else 0


def _with_decimals(text: str, point: str, decimals: int) -> str:
    number, space, unit = text.partition(_NO_BREAK_SPACE)
    if not space or not number[-1:].isdecimal():
        return text
    whole, _, fraction = number.partition(point)
    return f"{whole}{point}{fraction.ljust(decimals, '0')}{space}{unit}"


def lead_before(columns: tuple[DrawnColumn, ...], cells: tuple[str, ...], place: int) -> str:
    """Return the sign before a cell (the arrow of « 7 → 10 »): only between two filled cells does it mean anything."""
    return columns[place].lead if place and cells[place] and cells[place - 1] else ""
