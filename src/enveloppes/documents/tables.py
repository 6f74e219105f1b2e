"""Which parts of a document are tables, and which are prose.

A table is marked as one (HTML, DOCX, Markdown), or a paragraph is set as one (columns, tabs, pipes), or its cells stand
on lines of their own; where two readings differ, the one with sure columns wins, else the one that finds more.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from enveloppes.documents.grids import figures_in_cells, grid_of
from enveloppes.documents.loose_grids import loose_grid_of
from enveloppes.documents.spread_tables import spread_tables

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from enveloppes.agreements.document import Document, Paragraph, Table
    from enveloppes.agreements.place import Place


def tables_of(document: Document) -> tuple[Table, ...]:
    """Return every table of a document, marked ones first; none of them overlaps another."""
    spread = tuple(_spread(document))
    free = (one for one, inside in _with_tables(document.paragraphs, (*document.tables, *spread)) if not inside)
    return (*document.tables, *spread, *(grid for one in free if (grid := _set_as_table(document, one)) is not None))


def prose_of(document: Document, tables: Sequence[Table]) -> Iterator[tuple[int, int, Place]]:
    """Yield the spans of a document that are in none of its tables, each with its place.

    What stands beside a marked table in its paragraph is the table's own.
    """
    for paragraph, inside in _with_tables(document.paragraphs, tables):
        if any(table in document.tables for table in inside):
            continue
        start = paragraph.start
        for table in inside:
            if table.start > start:
                yield start, table.start, paragraph.place
            start = max(start, table.end)
        if start < paragraph.end:
            yield start, paragraph.end, paragraph.place


def _with_tables(paragraphs: Sequence[Paragraph], tables: Sequence[Table]) -> Iterator[tuple[Paragraph, list[Table]]]:
    """Yield each paragraph with the tables that it touches, both in reading order."""
    ordered = sorted(tables, key=lambda table: table.start)
    first = 0
    for paragraph in paragraphs:
        while first < len(ordered) and ordered[first].end <= paragraph.start:
            first += 1
        inside = []
        for table in ordered[first:]:
            if table.start >= paragraph.end:
                break
            if table.end > paragraph.start:
                inside.append(table)
        yield paragraph, inside


def _set_as_table(document: Document, paragraph: Paragraph) -> Table | None:
    return grid_of(document, paragraph) or loose_grid_of(document, paragraph)


def _spread(document: Document) -> Iterator[Table]:
    """Yield the tables read line by line that no other reading has better."""
    found = tuple(spread_tables(document))
    touching: dict[Table, list[Paragraph]] = {}
    for paragraph, inside in _with_tables(document.paragraphs, found) if found else ():
        for table in inside:
            touching.setdefault(table, []).append(paragraph)
    for table, touched in touching.items():
        if any(one.start < table.end and table.start < one.end for one in document.tables):
            continue
        grids = [grid for one in touched if (grid := _set_as_table(document, one)) is not None]
        if not grids or (len(touched) == 1 and _reads_more(document, table, grids[0], touched[0])):
            yield table


def _reads_more(document: Document, table: Table, grid: Table, paragraph: Paragraph) -> bool:
    """Say whether a table read line by line has more figures than its paragraph as a grid of doubtful columns."""
    lost = grid_of(document, paragraph) is None or len({len(row) for row in grid.rows if len(row) > 1}) > 1
    return lost and _sums_in(document, grid) < _sums_in(document, table)


def _sums_in(document: Document, table: Table) -> int:
    return sum(one.is_money for _, _, mentions in figures_in_cells(document, table) for one in mentions)
