"""Where the lines are that a finding is about: file and line, read again by plain Python once an engine named the file.

Only the files that hold such lines are read, and no further than the first few of them.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import partial

from enveloppes.agreements.ledger import DIRECTIONS, OPERATION_KINDS, DecimalMark
from enveloppes.ledgers import parquet_files, text_files
from enveloppes.ledgers.expression import AMBIGUOUS, SPACES, YEAR_FORM, money_form
from enveloppes.ledgers.formats import Layout
from enveloppes.ledgers.selections import NO_YEAR, Selection
from enveloppes.ledgers.shapes import Opened
from enveloppes.ledgers.tallies import word, year_of

_LARGEST_WHOLE = Decimal(10) ** 16


@dataclass(frozen=True, slots=True)
class Line:
    """A line of a ledger: its file, its number (of a row in Parquet), and its cells by our names."""

    opened: Opened
    number: int
    cells: Mapping[str, str | None]


@dataclass(frozen=True, slots=True)
class BadCell:
    """A cell that cannot be read: which part it should be, and what stands there."""

    line: Line
    part: str
    cell: str


def lines_of(opened: Opened, positions: Mapping[str, int]) -> Iterator[Line]:
    """Yield the lines of a file with the cells that have names, trimmed as the engines trim them."""
    if opened.shape.separator is None:
        headings = [opened.shape.headings[index] for index in positions.values()]
        for number, row in parquet_files.rows_of(opened, headings):
            cells = {name: row[opened.shape.headings[index]] for name, index in positions.items()}
            yield Line(opened, number, {name: None if cell is None else str(cell) for name, cell in cells.items()})
        return
    for number, texts in text_files.rows_of(opened):
        if len(texts) == len(opened.shape.headings):
            cut = {name: texts[index].strip(SPACES) for name, index in positions.items()}
            yield Line(opened, number, cut)


def comparable(line: Line) -> Mapping[str, str | None]:
    """Return the cells as the selections compare them: a year is four digits or nothing known."""
    if "year" not in line.cells:
        return line.cells
    year = line.cells["year"] or ""
    return {**line.cells, "year": year[:4] if re.fullmatch(YEAR_FORM, year) else NO_YEAR}


def bad_cells(
    lines: Iterator[Line],
    selections: Sequence[Selection],
    money: Sequence[str],
    mark: DecimalMark | None,
    layout: Layout,
) -> Iterator[BadCell]:
    """Yield the cells that cannot be read in lines that some selection claims."""
    checks: list[tuple[str, Callable[[str], bool]]] = [(name, partial(money_is_bad, mark=mark)) for name in money]
    checks.append(("year", lambda cell: year_of(cell) is None))
    if layout.documents:
        known = frozenset(name for names in layout.documents.values() for name in names)
        checks.append(("document", lambda cell: word(cell) not in known))
    if "direction" in layout.cells:
        checks.append(("direction", lambda cell: word(cell) not in DIRECTIONS))
    if "operation_kind" in layout.cells:
        checks.append(("operation_kind", lambda cell: word(cell) not in OPERATION_KINDS))
    for line in lines:
        found = [(part, cell) for part, is_bad in checks if is_bad(cell := line.cells.get(part) or "")]
        if found and any(selection.holds(comparable(line)) for selection in selections):
            yield from (BadCell(line, part, cell) for part, cell in found)


def money_is_bad(cell: str, mark: DecimalMark | None) -> bool:
    """Say whether a cell is neither empty nor a sum of euros that can be read in one way."""
    text = cell.strip(SPACES)
    if not text:
        return False
    if re.search(money_form(mark), text) is None:
        return True
    return mark is None and re.search(AMBIGUOUS, text) is not None


def too_large(cell: str) -> bool:
    """Say whether a number of a typed column is beyond what is added exactly."""
    try:
        return abs(Decimal(cell)) >= _LARGEST_WHOLE
    except ArithmeticError:
        return True
