"""More than two sides at once: a row a group (or an envelope) and basis, a column a side."""

from __future__ import annotations

from collections.abc import Iterator

from enveloppes.agreements.basis import Basis
from enveloppes.answers.compare_change import sum_of
from enveloppes.answers.compare_groups import Members, bases_of, groups_of, ordered_paths
from enveloppes.answers.compare_result import MatrixRow
from enveloppes.answers.compare_rows import ordered_ids
from enveloppes.answers.compare_sides import Side
from enveloppes.answers.query import Dimension
from enveloppes.money.amount import Amount

Totals = tuple[tuple[Basis, tuple[Amount | None, ...]], ...]


def matrix_by_group(sides: tuple[Side, ...], by: Dimension | None) -> tuple[MatrixRow, ...]:
    """Return a row a group and basis, outer groups before those in them, then the context figures one by one."""
    groups = [groups_of(side, by) for side in sides]
    rows = []
    for path in ordered_paths(groups):
        cells = [found.get(path, Members()) for found in groups]
        for basis in bases_of(cells):
            amounts = tuple(sum_of(side, basis, cell.of(basis)).amount for side, cell in zip(sides, cells, strict=True))
            present = tuple(any(line.basis == basis for line in cell.lines.values()) for cell in cells)
            rows.append(MatrixRow(None, path, None, basis, amounts, present, len(path) - 1))
    return (*rows, *(row for row in matrix_by_id(sides) if row.is_context))


def matrix_by_id(sides: tuple[Side, ...]) -> tuple[MatrixRow, ...]:
    """Return a row an envelope, and one more for each further basis that it stands on."""
    return tuple(row for key in ordered_ids(*sides) for row in _rows_of(sides, key))


def _rows_of(sides: tuple[Side, ...], key: str) -> Iterator[MatrixRow]:
    found = [side.by_id.get(key) for side in sides]
    kinds = dict.fromkeys((line.basis, line.is_context) for line in found if line is not None)
    for basis, is_context in kinds:
        here = [line if line is not None and line.basis == basis else None for line in found]
        amounts = tuple(None if line is None else side.figure(line) for side, line in zip(sides, here, strict=True))
        title = next((line.title for line in reversed(here) if line is not None), None)
        present = tuple(line is not None for line in here)
        yield MatrixRow(key, (), title, basis, amounts, present, is_context=is_context)


def matrix_totals(sides: tuple[Side, ...]) -> Totals:
    """Return the total of each basis and side, each euro once."""
    bases = sorted(frozenset[Basis]().union(*(side.bases for side in sides)), key=Basis.sort_key)
    return tuple((basis, tuple(sum_of(side, basis).amount for side in sides)) for basis in bases)
