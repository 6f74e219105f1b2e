"""A drawn sheet as lines of a terminal: aligned, as wide as its content, wrapped at words where the width is short.

Numbers are never wrapped and nothing is cut; long words break after their hyphens only where the table would not fit
otherwise. Where not even that helps, each row becomes a list of « head: value » instead. The lines carry styles by
name; the terminal and the SVG give them colours.
"""

from __future__ import annotations

from collections.abc import Iterator
from enum import Enum
from typing import NamedTuple

from enveloppes.output.drawing import Drawn, DrawnColumn, DrawnRow, DrawnSheet, lead_before
from enveloppes.output.safe_text import columns_of
from enveloppes.output.sheet import Role
from enveloppes.output.wrapping import longest_piece, wrap

MARGIN = "  "
UNLIMITED = 1_000_000
_GAPS = (3, 2)
_READABLE = 14


class Style(Enum):
    """How a piece of a line stands out; none of them carries meaning alone."""

    PLAIN = "plain"
    TITLE = "title"
    HEAD = "head"
    RULE = "rule"
    STRONG = "strong"
    QUIET = "quiet"


_STYLES = {Role.BODY: Style.PLAIN, Role.SUBTOTAL: Style.STRONG, Role.TOTAL: Style.STRONG, Role.DETAIL: Style.QUIET}


class Span(NamedTuple):
    """A piece of a line."""

    text: str
    style: Style = Style.PLAIN


Line = tuple[Span, ...]


def lay_out(sheet: DrawnSheet, width: int) -> Iterator[Line]:
    """Yield the lines of a sheet for a terminal of some width (UNLIMITED where it is piped)."""
    for place, table in enumerate(sheet.tables):
        if place:
            yield ()
        yield from _table(table, sheet.origin if place == 0 else "", width)
    if sheet.notes:
        if sheet.tables:
            yield ()
        yield from _notes(sheet.notes, width)


def _table(table: Drawn, origin: str, width: int) -> Iterator[Line]:
    fitted = _fit(table, width - len(MARGIN))
    body = list(_rows(table, *fitted)) if fitted is not None else list(_stacked(table, width))
    # Head and rule are there before any row; an empty table has no use for either.
    body = body if table.rows else []
    widest = max((sum(columns_of(span.text) for span in line) for line in body), default=0)
    yield from _title(table.title, origin, widest, width)
    if body:
        if table.title:
            yield ()
        yield from body
    if table.notes:
        if body or table.title:
            yield ()
        yield from _notes(table.notes, width)


def _title(title: str, origin: str, widest: int, width: int) -> Iterator[Line]:
    if not title and not origin:
        return
    room = max(min(width, widest), 0) - columns_of(title) - columns_of(origin)
    if origin and title and room >= _GAPS[0]:
        yield (Span(title, Style.TITLE), Span(" " * room), Span(origin, Style.QUIET))
        return
    for line in wrap(title, width) if title else []:
        yield (Span(line, Style.TITLE),)
    for line in wrap(origin, width) if origin else []:
        yield (Span(line, Style.QUIET),)


def _notes(notes: tuple[str, ...], width: int) -> Iterator[Line]:
    for note in notes:
        for place, line in enumerate(wrap(note, width - 2 * len(MARGIN))):
            yield (Span(f"{MARGIN}{'' if place == 0 else MARGIN}{line}", Style.QUIET),)


def _fit(table: Drawn, width: int) -> tuple[list[int], int] | None:
    """Return the widths of the columns and the gap between them, or None where nothing fits."""
    wished = [_wished(table, place) for place in range(len(table.columns))]
    for gap in _GAPS:
        if sum(wished) <= width - _gaps(table.columns, gap):
            return wished, gap
    room = width - _gaps(table.columns, _GAPS[-1])
    for hyphens in (False, True):
        least = [_least(table, place, hyphens=hyphens) for place in range(len(table.columns))]
        if sum(least) <= room:
            return _shrunk(wished, least, room), _GAPS[-1]
    return None


def _gap_before(column: DrawnColumn, gap: int) -> int:
    return max(gap, len(column.lead) + 2 * len(MARGIN)) if column.lead else gap


def _gaps(columns: tuple[DrawnColumn, ...], gap: int) -> int:
    return sum(_gap_before(column, gap) for column in columns[1:])


def _shrunk(wished: list[int], least: list[int], room: int) -> list[int]:
    """Take columns from the widest that can still give, until all fit."""
    widths = list(wished)
    for _ in range(sum(wished) - room):
        place = max((place for place, wide in enumerate(widths) if wide > least[place]), key=widths.__getitem__)
        widths[place] -= 1
    return widths


def _indent(column: DrawnColumn, row: DrawnRow) -> int:
    return 2 * row.depth if column.is_tree else 0


def _remark(row: DrawnRow) -> int | None:
    """Return where the one text of a detail stands: a remark runs on over the empty cells to its right."""
    filled = [place for place, text in enumerate(row.cells) if text]
    return filled[0] if row.role is Role.DETAIL and len(filled) == 1 else None


def _wished(table: Drawn, place: int) -> int:
    column = table.columns[place]
    cells = (columns_of(row.cells[place]) + _indent(column, row) for row in table.rows if _remark(row) is None)
    return max(columns_of(column.head), max(cells, default=0))


def _least(table: Drawn, place: int, *, hyphens: bool) -> int:
    column = table.columns[place]
    texts = [row.cells[place] for row in table.rows if _remark(row) is None]
    if column.is_numeric or (column.is_code and not hyphens):
        widths = list(map(columns_of, texts))
    else:
        widths = [longest_piece(text, hyphens=hyphens) for text in texts]
        if hyphens:
            # A broken word stays wide enough to be read.
            widths.append(min(_READABLE, max(map(longest_piece, texts), default=0)))
    indents = [_indent(column, row) for row in table.rows] or [0]
    return max(longest_piece(column.head), *widths, 0) + max(indents)


def _rows(table: Drawn, widths: list[int], gap: int) -> Iterator[Line]:
    grid = _Grid(table.columns, tuple(widths), gap)
    if table.has_heads:
        yield from _heads(grid)
        yield grid.rule()
    for place, row in enumerate(table.rows):
        if row.role is Role.TOTAL and place:
            yield grid.rule()
        remark = _remark(row)
        yield from _row(grid, row) if remark is None else grid.remark(row.cells[remark], remark)


def _heads(grid: _Grid) -> Iterator[Line]:
    heads = [wrap(column.head, wide) for column, wide in zip(grid.columns, grid.widths, strict=True)]
    deepest = max(map(len, heads))
    for lines in zip(*([""] * (deepest - len(head)) + head for head in heads), strict=True):
        yield grid.line(lines, Style.HEAD, leads=False)


def _row(grid: _Grid, row: DrawnRow) -> Iterator[Line]:
    wrapped = []
    for column, text, wide in zip(grid.columns, row.cells, grid.widths, strict=True):
        indent = " " * _indent(column, row)
        wrapped.append([indent + line for line in _cell_lines(column, text, wide - len(indent))])
    for number in range(max(map(len, wrapped))):
        texts = tuple(lines[number] if number < len(lines) else "" for lines in wrapped)
        yield grid.line(texts, _STYLES[row.role], leads=number == 0)


def _cell_lines(column: DrawnColumn, text: str, width: int) -> list[str]:
    return [text] if column.is_numeric else wrap(text, width, hyphens=longest_piece(text) > width)


class _Grid(NamedTuple):
    """Columns with their widths, and the gap between them."""

    columns: tuple[DrawnColumn, ...]
    widths: tuple[int, ...]
    gap: int

    def rule(self) -> Line:
        """Return a line as wide as the table."""
        return (Span(MARGIN + "─" * (sum(self.widths) + _gaps(self.columns, self.gap)), Style.RULE),)

    def remark(self, text: str, place: int) -> Iterator[Line]:
        """Yield a text from its column to the right edge of the table."""
        before = sum(self.widths[:place]) + sum(_gap_before(column, self.gap) for column in self.columns[1 : place + 1])
        room = sum(self.widths) + _gaps(self.columns, self.gap) - before
        for line in wrap(text, room, hyphens=longest_piece(text) > room):
            yield (Span(f"{MARGIN}{' ' * before}{line}", _STYLES[Role.DETAIL]),)

    def line(self, texts: tuple[str, ...], style: Style, *, leads: bool) -> Line:
        """Return one line of texts in their columns; a lead stands in the gap between two filled cells."""
        pieces = [MARGIN]
        for place, (column, text, wide) in enumerate(zip(self.columns, texts, self.widths, strict=True)):
            if place:
                lead = lead_before(self.columns, texts, place) if leads else ""
                pieces.append(lead.center(_gap_before(column, self.gap)))
            padding = " " * (wide - columns_of(text))
            pieces.append(padding + text if column.is_numeric else text + padding)
        return (Span("".join(pieces).rstrip(" "), style),)


def _stacked(table: Drawn, width: int) -> Iterator[Line]:
    """Yield each row as its first text and « head: value » lines below it."""
    for place, row in enumerate(table.rows):
        if place and row.depth == 0 and row.role is not Role.DETAIL:
            yield ()
        filled = [(column, text) for column, text in zip(table.columns, row.cells, strict=True) if text]
        for index, (column, text) in enumerate(filled):
            indent = MARGIN * (1 + row.depth + (index > 0 or row.role is Role.DETAIL))
            said = f"{column.head}{table.colon}{text}" if index and column.head else text
            for line in wrap(said, width - len(indent)):
                yield (Span(indent + line, Style.STRONG if index == 0 else Style.PLAIN),)
