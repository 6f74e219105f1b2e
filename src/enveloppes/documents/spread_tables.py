"""Tables whose cells stand on lines of their own, blank lines between them or not, under a line that says their unit.

So does a table come out of a web page that was copied. It begins with a line that says nothing but a unit
(« (en euros) ») and ends with its last number before a sentence, or before labels alone.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from enveloppes.agreements.document import Cell, Table
from enveloppes.documents.loose_grids import UNIT
from enveloppes.documents.number_lines import NumberLine, number_line
from enveloppes.documents.said_units import unit_said
from enveloppes.money.folding import fold

if TYPE_CHECKING:
    from collections.abc import Iterator

    from enveloppes.agreements.document import Document

_HEADS_COLUMN = re.compile(
    rf"[^.:;\d]{{0,60}}\(?(?:exprimee?s? )?en {UNIT}(?: (?:courants?|constants?))?(?: (?:19|20)\d\d)?"
    r"(?: et en %)?\)?[ *:]*"
)
_HEADS_OTHER = re.compile(r"(?:en )?%[^.;]{0,20}|taux|part|(?:population|nombre|nb|effectifs?)[^.;\d]{0,30}")
_EUROS = re.compile(r"€|euro", re.IGNORECASE)
_EMPTY = re.compile(r"[\s|+*=_–—-]*")
_SHARES = re.compile(r"\(?en %\)?")
_SENTENCE = re.compile(r"(?<!hab)(?<!etc)[.!?…]$|[.!?] [A-ZÀ-Ý]|[a-zà-ÿ]{2} ?;$")
_LONGEST_LABEL = 180
_LONGEST_HEADER = 14
_MOST_LABELS = 10
_FEWEST_CELLS = 2


@dataclass(slots=True)
class _Reading:
    """A table as far as it was read: its columns' headers, its rows, and where its last number ends."""

    start: int
    columns: list[Cell]
    rows: list[list[Cell]] = field(default_factory=list)
    end: int = 0
    labels: int = 0
    in_lines: bool = False
    has_shares: bool = False

    @property
    def numbers(self) -> int:
        return sum(len(row) - 1 for row in self.rows)


def spread_tables(document: Document) -> Iterator[Table]:
    """Yield the tables of a document whose cells stand on lines of their own."""
    reading: _Reading | None = None
    position = 0
    for line in document.text.splitlines(keepends=True):
        start, position = position, position + len(line)
        shown = line.strip(" \t|\r\n\u00a0\u202f")
        heads = len(shown) <= _LONGEST_LABEL and _EUROS.search(shown) is not None and _heads(shown)
        begins = heads and reading is not None and len(reading.rows) > 0
        if reading is not None and (begins or not _goes_on(reading, line, shown, start)):
            yield from _table_of(document, reading)
            reading = None
        if reading is None and heads:
            reading = _Reading(start, [_cell(line, shown, start)])
    if reading is not None:
        yield from _table_of(document, reading)


def _heads(shown: str) -> bool:
    folded = fold(shown).text
    return _HEADS_COLUMN.fullmatch(folded) is not None and unit_said(folded) is not None


def _cell(line: str, shown: str, start: int) -> Cell:
    begins = start + line.index(shown)
    return Cell(begins, begins + len(shown), header=True)


def _goes_on(reading: _Reading, line: str, shown: str, start: int) -> bool:
    """Take a line into a table; False where it is none of it."""
    if _EMPTY.fullmatch(line):
        return True
    if max(map(len, shown.split("|"))) > _LONGEST_LABEL or _SENTENCE.search(shown):
        return False
    read = number_line(line, start)
    if read is not None:
        _take(reading, read)
        return True
    reading.labels += 1
    folded = fold(shown).text
    reading.has_shares = reading.has_shares or _SHARES.search(folded) is not None
    if not reading.rows:
        if _heads(shown) or _HEADS_OTHER.fullmatch(folded):
            reading.columns.append(_cell(line, shown, start))
        return reading.labels <= _LONGEST_HEADER
    begins = start + line.index(shown)
    reading.rows.append([Cell(begins, begins + len(shown))])
    return reading.labels <= _MOST_LABELS


def _take(reading: _Reading, read: NumberLine) -> None:
    """Add the numbers of a line to the row that its label, or the line before, has opened."""
    if read.label.end > read.label.start or not reading.rows:
        reading.rows.append([read.label])
    reading.rows[-1].extend(read.cells)
    reading.in_lines = reading.in_lines or len(read.cells) > 1
    reading.end, reading.labels = read.cells[-1].end, 0


def _table_of(document: Document, reading: _Reading) -> Iterator[Table]:
    """Yield a table where it has numbers enough; of several columns, only the rows that have a number in each."""
    large = reading.numbers == 1 and len(document.text[reading.rows[-1][-1].start : reading.end]) > _SHORT
    if reading.numbers < _FEWEST_CELLS and not large:
        return
    rows = [row for row in reading.rows if row[-1].end <= reading.end]
    if reading.has_shares:
        # « + 1,44 » stands in a column of percentages.
        rows = [[cell for cell in row if document.text[cell.start : cell.start + 1] != "+"] for row in rows]
    header: tuple[Cell, ...] = (reading.columns[0],)
    units = {unit_said(fold(document.text, cell.start, cell.end).text) for cell in reading.columns}
    if len(units - {None}) > 1 or (len(units) > 1 and len(reading.columns) > _FEWEST_CELLS):
        header = (Cell(reading.start, reading.start, header=True), *reading.columns)
        whole = {len(row) for row in rows} <= {1, len(header)}
        # Where rows of one line differ in length, spaces part columns as well as thousands: none is sure.
        rows = [row if len(row) == len(header) and (whole or not reading.in_lines) else row[:1] for row in rows]
    yield Table(reading.start, reading.end, (header, *(tuple(row) for row in rows)))


_SHORT = 4
