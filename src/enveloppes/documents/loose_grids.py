"""Tables whose columns were lost: rows that end in numbers, or a number a line, under a line that says their unit.

So do tables come out of a PDF or of a page that was copied. Without a unit said above them they are prose.
"""

from __future__ import annotations

import re
from itertools import takewhile
from typing import TYPE_CHECKING

from enveloppes.agreements.document import Cell, Table
from enveloppes.documents.mention import labelled
from enveloppes.documents.said_units import unit_said
from enveloppes.money.folding import fold
from enveloppes.money.numerals import DIGITS

if TYPE_CHECKING:
    from enveloppes.agreements.document import Document, Paragraph

_FEWEST_ROWS = 2
_HEADER_LINES = 4
_SPACE = r"[ \u00a0\u202f]"
_NUMBER = re.compile(DIGITS.replace(" ", _SPACE))
_ROW = re.compile(rf"(?P<label>[^\d\n]*[^\W\d_][^\n]*?)(?P<numbers>(?:\s+[-+−]?(?:{_NUMBER.pattern}))+)[ \t|]*")
_ALONE = re.compile(rf"[ \t|]*(?P<number>[-+−]?(?:{_NUMBER.pattern}))[ \t|]*")
_YEAR = re.compile(r"(?:19|20)\d\d")
UNIT = r"(?:(?:m|k|md|mds)? ?(?:€|euros)|(?:millions?|milliers?|milliards?) (?:d'?euros|€))"
# In brackets, before a colon, or alone: a line of prose may say « en euros » too.
_SAID_IN_HEADER = re.compile(
    rf"\((?:[a-z' ]{{0,30}}en )?{UNIT}[^)]{{0,20}}\)|(?:^|\n)(?:montants? |chiffres |donnees )?en {UNIT}"
    rf"|en {UNIT}[^\n]{{0,20}}: *(?:\n|$)"
)
_UNIT_SAID = re.compile(rf"(?<![a-z])en (?P<unit>{UNIT})")


def loose_grid_of(document: Document, paragraph: Paragraph) -> Table | None:
    """Return the table of a paragraph whose first lines say a unit and whose rows end in numbers, or None."""
    lines = document.text[paragraph.start : paragraph.end].splitlines(keepends=True)
    head = "\n".join(fold(line).text.strip() for line in lines[:_HEADER_LINES])
    if len(lines) <= _FEWEST_ROWS or _SAID_IN_HEADER.search(head) is None or unit_said(head) is None:
        return None
    rows: list[tuple[Cell, ...]] = []
    numeric = 0
    position = paragraph.start
    for line in lines:
        cells = cells_of_line(line.rstrip("\r\n"), position)
        position += len(line)
        if cells:
            rows.append(cells)
            numeric += len(cells) > 1
    if _says_several_units(document, rows):
        return None
    if numeric < _FEWEST_ROWS or 2 * numeric < len(rows) - _HEADER_LINES:
        return None
    return Table(paragraph.start, paragraph.end, tuple(rows))


def _says_several_units(document: Document, rows: list[tuple[Cell, ...]]) -> bool:
    """Say whether the header is in « k€ » and « €/hab. »: which of them a number is in, no column tells."""
    header = takewhile(lambda row: len(row) == 1, rows)
    texts = (fold(document.text, cell.start, cell.end).text for (cell,) in header)
    return len({said["unit"] for text in texts for said in _UNIT_SAID.finditer(text)}) > 1


def cells_of_line(line: str, offset: int) -> tuple[Cell, ...]:
    """Return the label of a row and its numbers; a lone number stands in the second column."""
    if not line.strip():
        return ()
    alone = _ALONE.fullmatch(line)
    if alone is not None and _YEAR.fullmatch(alone["number"]) is None:
        start = offset + alone.start("number")
        return (Cell(start, start), Cell(start, offset + alone.end("number")))
    row = _ROW.fullmatch(line)
    numbers = [] if row is None else list(_NUMBER.finditer(line, row.start("numbers")))
    if row is None or all(_YEAR.fullmatch(number.group()) for number in numbers):
        return (Cell(offset, offset + len(line.rstrip())),)
    if labelled(fold(row["label"]).text + " ", len(row["label"]) + 1):
        return (Cell(offset, offset + len(line.rstrip())),)
    label = Cell(offset + row.start("label"), offset + row.end("label"))
    return (label, *(Cell(offset + _with_sign(line, number), offset + number.end()) for number in numbers))


def _with_sign(line: str, number: re.Match[str]) -> int:
    """Return where a number of a row begins with its sign: « -225 » is a change, not 225."""
    signed = number.start() > 1 and line[number.start() - 1] in "-+−" and line[number.start() - 2].isspace()
    return number.start() - signed
