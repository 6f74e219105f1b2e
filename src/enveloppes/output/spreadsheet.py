"""XLSX: a worksheet a table for people, then notes and sources, then ``data``: the flat rows of the CSV for programs.

A spreadsheet's numbers are doubles, exact to the cent below 2**53 cents; beyond that a figure is written as text. An
interval is text in its own words: SUM leaves it out rather than adding a number that nobody stated. User text is always
a string cell, never a formula nor a link. The same answer gives the same bytes.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime
from decimal import Decimal
from fractions import Fraction
from io import BytesIO
from typing import TYPE_CHECKING

from enveloppes.language.message import Message, say
from enveloppes.money.amount import Amount, Change, euros_text
from enveloppes.money.ratio import Ratio
from enveloppes.money.units import Unit
from enveloppes.output.common import file_name
from enveloppes.output.drawing import in_one_unit
from enveloppes.output.faces import worded
from enveloppes.output.machine import Value, union_header, union_records
from enveloppes.output.presentation import Presentation
from enveloppes.output.safe_text import columns_of, visible
from enveloppes.output.sheet import NUMERIC, Audience, Cell, Column, Kind, Role, Row, Table
from enveloppes.output.words import write_share

if TYPE_CHECKING:
    from xlsxwriter import Workbook
    from xlsxwriter.format import Format
    from xlsxwriter.worksheet import Worksheet

_FIRST_MOMENT = datetime(1980, 1, 1)  # noqa: DTZ001 - a workbook's times have no zone; this one only has to be fixed
_LARGEST_EXACT = Decimal(2**53) / 100
_LONGEST_NAME = 31
_FORBIDDEN_IN_NAMES = re.compile(r"[\[\]:*?/\\']")
_LAST_CLAUSE = re.compile(r"(?: ·|[\u00a0\u202f ]?:|,) [^·:,]*$")
_WIDEST = 60
_EURO, _CENT = '#,##0\\ "€"', '#,##0.00\\ "€"'
_MONEY = frozenset({Kind.MONEY, Kind.CHANGE, Kind.EUROS})
_COUNT, _PERCENT = "#,##0", "0.0%"


def write_xlsx(answer: Presentation) -> bytes:
    """Return the workbook."""
    from xlsxwriter import Workbook

    buffer = BytesIO()
    # Constant memory would drop cells written out of order; strings must stay strings.
    safe = {"strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False, "in_memory": True}
    book = Workbook(buffer, safe)
    book.set_properties({"title": f"enveloppes {answer.sheet.name}", "created": _FIRST_MOMENT})
    pages = _Pages(book, answer.language)
    for table in answer.sheet.tables:
        _write_table(pages, table)
    _write_notes(pages, answer)
    _write_data(pages, answer)
    book.close()
    return buffer.getvalue()


@dataclass(slots=True)
class _Pages:
    """A workbook being written: its language, the names that are taken, and each cell format once."""

    book: Workbook
    language: str
    names: set[str] = field(default_factory=set)
    formats: dict[tuple[str, bool, int, bool], Format] = field(default_factory=dict)

    def add(self, title: str) -> Worksheet:
        """Add a worksheet under a name that Excel takes: 31 characters, some signs forbidden, each once."""
        base = _name_of(title)
        name, number = base, 1
        while name.lower() in {*self.names, "history"}:
            number += 1
            name = f"{base[: _LONGEST_NAME - 5]} ({number})"
        self.names.add(name.lower())
        return self.book.add_worksheet(name)

    def format(self, number: str = "", *, bold: bool = False, indent: int = 0, wrap: bool = False) -> Format:
        """Return a cell format, made once."""
        key = (number, bold, indent, wrap)
        if key not in self.formats:
            made = {"bold": bold, "indent": indent, "text_wrap": wrap, "valign": "top"}
            self.formats[key] = self.book.add_format({**made, **({"num_format": number} if number else {})})
        return self.formats[key]

    def words(self, value: object) -> str:
        """Return a value in words that a cell can hold."""
        return str(worded(value, self.language))


def _name_of(title: str) -> str:
    """Return a title as the name of a worksheet: whole, else its first clauses, else its first words and « … »."""
    base = _shown_name(title)
    while len(base) > _LONGEST_NAME and (shorter := _LAST_CLAUSE.sub("", title)) != title:
        title = shorter
        base = _shown_name(title)
    if len(base) > _LONGEST_NAME:
        base = (base[: _LONGEST_NAME - 1].rpartition(" ")[0] or base[: _LONGEST_NAME - 1]).rstrip(" ,·") + "…"
    return base


def _shown_name(title: str) -> str:
    return " ".join(_FORBIDDEN_IN_NAMES.sub(" ", title).split()) or "1"


def _write_table(pages: _Pages, table: Table) -> None:
    title = pages.words(table.title)
    page = pages.add(title or table.key)
    page.write_string(0, 0, title, pages.format(bold=True))
    shown = [place for place, column in enumerate(table.columns) if column.audience is not Audience.MACHINES]
    for across, place in enumerate(shown):
        column = table.columns[place]
        head = pages.book.add_format(
            {"bold": True, "bottom": 1, "align": "right" if column.kind in NUMERIC else "left"}
        )
        page.write_string(1, across, pages.words(column.head), head)
        written = [columns_of(pages.words(column.head))]
        with_cents = any(_has_cents(row.cells[place]) for row in table.rows)
        for down, row in enumerate(table.rows, 2):
            item = _Item(column, row, row.cells[place], with_cents=with_cents)
            written.append(_write_cell(pages, page, (down, across), item))
        page.set_column(across, across, min(max(written) + 2, _WIDEST))
    page.freeze_panes(2, 0)
    page.repeat_rows(0, 1)
    page.fit_to_pages(1, 0)


@dataclass(frozen=True, slots=True)
class _Item:
    """A cell with its column and its row."""

    column: Column
    row: Row
    cell: Cell
    with_cents: bool = False  # some figure of its column has cents: all show them, so that they align

    @property
    def is_bold(self) -> bool:
        """Whether its row is a total of some kind."""
        return self.row.role in {Role.TOTAL, Role.SUBTOTAL}

    @property
    def indent(self) -> int:
        """How deep its text stands in the tree."""
        return self.row.depth if self.column.is_tree else 0


def _write_cell(pages: _Pages, page: Worksheet, at: tuple[int, int], item: _Item) -> int:
    """Write a cell and return how wide it is as shown."""
    number = _number(item.column, item.cell, with_cents=item.with_cents)
    if number is not None:
        value, form = number
        page.write_number(*at, value, pages.format(form, bold=item.is_bold))
        return len(f"{value:,.2f}") + 2
    text = _text(pages, item.column, item.cell)
    form = "@" if text and item.column.kind not in NUMERIC else ""
    wrap = item.column.kind is Kind.TEXT
    made = pages.format(form, bold=item.is_bold, indent=item.indent, wrap=wrap)
    if text:
        page.write_string(*at, text, made)
    else:
        page.write_blank(*at, None, made)
    return columns_of(text) + 2 * item.indent


def _text(pages: _Pages, column: Column, cell: Cell) -> str:
    if column.kind is Kind.PERCENT_CHANGE and isinstance(cell, Ratio):
        return write_share(cell, pages.language, signed=True)
    # The numbers of a worksheet are euros: what cannot be a number, and words beside them, are written in euros too.
    is_euros = column.kind in _MONEY or column.group
    return pages.words(in_one_unit(cell, Unit.EURO, pages.language) if is_euros else cell)


def _exact_euros(cell: Cell) -> Decimal | None:
    if isinstance(cell, Amount | Change) and cell.is_exact and cell.low is not None:
        return cell.low.euros
    return cell if isinstance(cell, Decimal) else None


def _has_cents(cell: Cell) -> bool:
    euros = _exact_euros(cell)
    return euros is not None and euros != round(euros)


def _number(column: Column, cell: Cell, *, with_cents: bool) -> tuple[float, str] | None:
    """Return the number of a cell with its number format, or None where it has none that is exact."""
    euros = _exact_euros(cell)
    if euros is not None:
        return _euros(euros, column.kind, with_cents=with_cents)
    share = cell.low if isinstance(cell, Ratio) and cell.is_exact else cell
    if isinstance(share, Fraction):
        return float(share), _signed(_PERCENT) if column.kind is Kind.PERCENT_CHANGE else _PERCENT
    if isinstance(cell, int) and not isinstance(cell, bool):
        return cell, _COUNT
    return None


def _euros(euros: Decimal, kind: Kind, *, with_cents: bool) -> tuple[float, str] | None:
    if abs(euros) >= _LARGEST_EXACT or euros != round(euros, 2):
        return None
    form = _CENT if with_cents else _EURO
    if kind is Kind.EUROS:
        form = f'"±"{form}'
    return float(euros), _signed(form) if kind is Kind.CHANGE else form


def _signed(form: str) -> str:
    return f"+{form};-{form};{form}"


def _write_notes(pages: _Pages, answer: Presentation) -> None:
    page = pages.add(pages.words(say("Notes and sources")))
    page.set_column(0, 0, _WIDEST + _WIDEST // 2)
    down = 0
    for line, bold in _note_lines(answer):
        page.write_string(down, 0, pages.words(line), pages.format("@", bold=bold, wrap=True))
        down += 1
    if answer.sheet.sources is not None:
        _write_sources(pages, page, answer.sheet.sources, down + 1)


def _note_lines(answer: Presentation) -> Iterator[tuple[Message | str, bool]]:
    yield say("Notes"), True
    for table in answer.sheet.tables:
        if table.notes:
            yield table.title, False
            yield from ((note, False) for note in table.notes)
    yield from ((note, False) for note in answer.sheet.notes)
    yield say("Files read"), True
    for each in answer.inputs:
        yield say("{path}, sha256 {sha256}", path=file_name(each.path), sha256=each.sha256), False
    yield say("Written by enveloppes {version}", version=answer.version), False


def _write_sources(pages: _Pages, page: Worksheet, sources: Table, down: int) -> None:
    page.write_string(down, 0, pages.words(sources.title), pages.format(bold=True))
    for across, column in enumerate(sources.columns):
        page.write_string(down + 1, across, pages.words(column.head), pages.format(bold=True))
        for place, row in enumerate(sources.rows, down + 2):
            _write_cell(pages, page, (place, across), _Item(column, row, row.cells[across]))


def _write_data(pages: _Pages, answer: Presentation) -> None:
    page = pages.add("data")
    header = union_header(answer.sheet)
    records = list(union_records(answer.sheet, answer.language))
    for across, name in enumerate(header):
        page.write_string(0, across, name, pages.format(bold=True))
        page.set_column(across, across, len(name) + 2)
    for down, record in enumerate(records, 1):
        for across, name in enumerate(header):
            _write_value(page, (down, across), record.get(name))
    page.freeze_panes(1, 0)
    page.autofilter(0, 0, max(1, len(records)), len(header) - 1)


def _write_value(page: Worksheet, at: tuple[int, int], value: Value) -> None:
    if value is None:
        return
    if isinstance(value, bool):
        page.write_boolean(*at, value)
    elif isinstance(value, str):
        page.write_string(*at, visible(value))
    elif isinstance(value, Decimal) and (abs(value) >= _LARGEST_EXACT or value != round(value, 2)):
        page.write_string(*at, euros_text(value))
    else:
        page.write_number(*at, float(value))
