"""Build the text of a document piece by piece, with blank lines between paragraphs and the spans of its tables."""

from __future__ import annotations

import re
from enum import IntEnum

from enveloppes.agreements.document import Cell, Document, Medium, Table, paragraphs_of

_SPACES = re.compile(r"[ \t\r\n\f\v]+")
BULLET = "• "


class Gap(IntEnum):
    """What stands between two pieces; the wider one wins."""

    NONE = 0
    SPACE = 1
    TAB = 2
    LINE = 3
    BLANK = 4


_GAPS = ("", " ", "\t", "\n", "\n\n")


class TextBuilder:
    """Text with its tables: pieces are joined by the widest gap asked for between them.

    Inside a table a paragraph's end is a line's end, so that a table is one paragraph.
    """

    def __init__(self) -> None:
        """Begin with nothing."""
        self._pieces: list[str] = []
        self.length = 0
        self._gap = Gap.NONE
        self._cell_is_empty = False
        self._depth = 0
        self._tables: list[Table] = []
        self._start: int | None = None
        self._caption: tuple[int, int] | None = None
        self._rows: list[tuple[Cell, ...]] = []
        self._row: list[Cell] = []

    def gap(self, gap: Gap) -> None:
        """Ask for a gap before the next piece."""
        if self._depth and gap is Gap.BLANK:
            gap = Gap.LINE
        # The first piece of a cell stands right behind its separator, whatever block it comes in.
        if not self._cell_is_empty:
            self._gap = max(self._gap, gap)

    def add(self, text: str, *, collapse: bool = True) -> None:
        """Add text; runs of spaces and line ends become one space unless they are kept."""
        if collapse:
            text = _SPACES.sub(" ", text)
            if text.startswith(" "):
                self.gap(Gap.SPACE)
                text = text[1:]
            if not text:
                return
            trailing = text.endswith(" ")
            text = text.rstrip(" ")
        else:
            trailing = False
        if text:
            self._put(text)
        if trailing:
            self.gap(Gap.SPACE)

    def _put(self, text: str) -> None:
        if self.length and self._gap:
            self._pieces.append(_GAPS[self._gap])
            self.length += len(_GAPS[self._gap])
        self._gap = Gap.NONE
        self._cell_is_empty = False
        self._pieces.append(text)
        self.length += len(text)

    def upcoming(self) -> int:
        """Return the offset where the next piece will stand."""
        return self.length + (len(_GAPS[self._gap]) if self.length else 0)

    def open_table(self) -> None:
        """Begin a table; one inside another is text of its cell."""
        self.gap(Gap.BLANK)
        self._depth += 1
        if self._depth == 1:
            self._start, self._rows, self._row, self._caption = self.upcoming(), [], [], None

    def close_table(self) -> None:
        """End a table."""
        if not self._depth:
            return
        self.end_row()
        self._depth -= 1
        if self._depth == 0 and self._start is not None and self._rows:
            self._tables.append(Table(self._start, self.length, tuple(self._rows), self._caption))
        self.gap(Gap.BLANK)

    def set_caption(self, start: int) -> None:
        """Say that the text since an offset is the table's caption."""
        if self._depth == 1:
            self._caption = (start, self.length)
        self.gap(Gap.LINE)

    def end_row(self) -> None:
        """End a row."""
        if self._depth == 1 and self._row:
            self._rows.append(tuple(self._row))
            self._row = []
        self.gap(Gap.LINE)

    def open_cell(self) -> int:
        """Begin a cell and return the offset where its text will stand."""
        if self._depth == 1:
            self.gap(Gap.TAB if self._row else Gap.LINE)
            self._cell_is_empty = True
        else:
            self.gap(Gap.SPACE)
        return self.upcoming()

    def close_cell(self, start: int, *, header: bool, span: int = 1) -> None:
        """End a cell; one that spans columns counts for each of them."""
        if self._depth == 1:
            self._row.extend([Cell(start, max(self.length, start), header)] * max(1, min(span, _WIDEST_SPAN)))
            # An empty cell puts nothing: what parts its row or its table from the text before still does.
            self._gap = max(self._gap, Gap.TAB) if self._cell_is_empty else Gap.TAB
            self._cell_is_empty = False

    def document(self, medium: Medium) -> Document:
        """Return the document built so far."""
        while self._depth:
            self.close_table()
        text = "".join(self._pieces)
        tables = tuple(_within(table, len(text)) for table in self._tables)
        return Document(text, paragraphs_of(text), None, tables, medium)


_WIDEST_SPAN = 50


def _within(table: Table, length: int) -> Table:
    """Return a table whose empty last cells do not lie behind the text."""
    rows = tuple(
        tuple(Cell(min(cell.start, length), min(cell.end, length), cell.header) for cell in row) for row in table.rows
    )
    return Table(table.start, min(table.end, length), rows, table.caption)
