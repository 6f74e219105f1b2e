"""From the rows that an engine returns to tallies by year: which lines count, which are left out, which are bad."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from decimal import Context, Decimal

from enveloppes.agreements.ledger import DIRECTIONS, OPERATION_KINDS, Direction, OperationKind, TrackedStage
from enveloppes.agreements.ledger_sums import NO_EUROS, Tally
from enveloppes.ledgers.engines.engine import Row
from enveloppes.ledgers.expression import SPACES, bad
from enveloppes.ledgers.formats import Layout, Measure, Part
from enveloppes.ledgers.queries import Query
from enveloppes.ledgers.selections import NO_YEAR, Asked, Selection
from enveloppes.money.amount import EXACT

_YEAR_DIGITS = 4
_CENT = Decimal("0.01")
# Only to shed zeros: what is not whole cents is left as it is.
_ROUNDING = Context(prec=60)


@dataclass(slots=True)
class Outcome:
    """What came of one selection: tallies by year, or that a cell of its lines is bad."""

    years: dict[int, Tally] = field(default_factory=dict)
    accounts: dict[int, set[str]] = field(default_factory=dict)
    broken: bool = False


@dataclass(slots=True)
class Outcomes:
    """What came of all selections of a query; ``unknown`` maps parts to the cells that say nothing known there."""

    each: list[Outcome]
    unknown: dict[str, set[str]] = field(default_factory=dict)
    has_bad_cells: bool = False


@dataclass(frozen=True, slots=True)
class _Kind:
    """What the keys of a row say: None where a cell is unknown, or where lines of the ledger have no such part."""

    year: int | None
    document: str | None
    direction: Direction | None
    operation: OperationKind | None
    is_bad: bool


def outcomes(rows: Iterable[Row], query: Query, layout: Layout, measures: Mapping[str, Measure]) -> Outcomes:
    """Return what came of each selection; ``measures`` says what each column of euros is."""
    found = Outcomes([Outcome() for _ in query.selections])
    for row in rows:
        kind = _kind(row, query.keys, layout, found)
        for index, selection in enumerate(query.selections):
            lines = whole(row[f"s{index}_lines"])
            if lines:
                _add(found, found.each[index], selection, kind, layout, _values(row, index, query, measures), lines)
    return found


def relevant(kind_of: str | None, stage: TrackedStage, layout: Layout) -> bool:
    """Say whether a budget document tells a stage; a ledger without documents tells all of its stages."""
    documents = layout.documents.get(stage)
    return documents is None or word(kind_of) in documents


def word(cell: object) -> str:
    """Return a cell as the tables of words have it."""
    return str(cell if cell is not None else "").strip(SPACES).lower()


def whole(value: object) -> int:
    """Return a count that an engine returned; a sum over no line is none."""
    return int(str(value)) if value is not None else 0


def euros(value: object) -> Decimal:
    """Return a sum that an engine returned, exact; raises TypeError for a float."""
    if value is None:
        return NO_EUROS
    if isinstance(value, float):
        message = "an engine returned a binary floating-point sum"
        raise TypeError(message)
    exact = Decimal(str(value))
    cents = exact.quantize(_CENT, context=_ROUNDING)
    return cents if cents == exact else exact.normalize()


def year_of(cell: object) -> int | None:
    """Return the year of a cell, which may be a date that begins with it."""
    text = str(cell if cell is not None else "").strip(SPACES)
    head = text[:_YEAR_DIGITS]
    readable = len(head) == _YEAR_DIGITS and head.isascii() and head.isdigit() and text[_YEAR_DIGITS:][:1] in {"", "-"}
    return int(head) if readable else None


def _kind(row: Row, keys: tuple[str, ...], layout: Layout, found: Outcomes) -> _Kind:
    year = year_of(row["year"])
    if year is None and row["year"] not in {NO_YEAR, None}:
        found.unknown.setdefault("year", set()).add(str(row["year"]))
    document = direction = operation = None
    is_bad = year is None
    if "document" in keys:
        document = word(row["document"])
        if not any(document in known for known in layout.documents.values()):
            is_bad = _note(found, "document", row["document"])
    if "direction" in keys:
        direction = DIRECTIONS.get(word(row["direction"]))
        is_bad = is_bad or (direction is None and _note(found, "direction", row["direction"]))
    if "operation_kind" in keys:
        operation = OPERATION_KINDS.get(word(row["operation_kind"]))
        is_bad = is_bad or (operation is None and _note(found, "operation_kind", row["operation_kind"]))
    return _Kind(year, document, direction, operation, is_bad)


def _note(found: Outcomes, part: str, cell: object) -> bool:
    found.unknown.setdefault(part, set()).add("" if cell is None else str(cell))
    return True


@dataclass(frozen=True, slots=True)
class _Value:
    measure: Measure
    euros: Decimal
    bad_cells: int


def _values(row: Row, index: int, query: Query, measures: Mapping[str, Measure]) -> list[_Value]:
    return [
        _Value(measures[name], euros(row[f"s{index}_{name}"]), whole(row.get(f"s{index}_{bad(name)}")))
        for name in query.columns[index]
    ]


def _add(  # noqa: PLR0913, PLR0917 - one call site, each a different thing
    found: Outcomes,
    outcome: Outcome,
    selection: Selection,
    kind: _Kind,
    layout: Layout,
    values: list[_Value],
    lines: int,
) -> None:
    if kind.is_bad:
        found.has_bad_cells = True
        outcome.broken = True
        return
    if kind.year is None or not relevant(kind.document, selection.stage, layout):
        return
    counted = _counted(selection.asked, kind)
    if any(value.bad_cells for value in values):
        found.has_bad_cells = True
        outcome.broken = outcome.broken or counted
    if counted and kind.document is not None:
        outcome.accounts.setdefault(kind.year, set()).add(kind.document)
    known = outcome.years.get(kind.year, Tally())
    outcome.years[kind.year] = _sum(known, _tally(selection.asked, kind, values, lines if counted else 0))


def _counted(asked: Asked, kind: _Kind) -> bool:
    return (kind.direction is None or kind.direction in asked.directions) and (
        kind.operation is None or kind.operation in asked.kinds
    )


def _tally(asked: Asked, kind: _Kind, values: list[_Value], lines: int) -> Tally:
    """Return what a row adds: what counts, what of it is left to do, and the order movements and receipts left out."""
    counted = order = receipts = left = NO_EUROS
    for direction, operation, euros_, part in _cells(kind, values):
        asked_direction, asked_kind = direction in asked.directions, operation in asked.kinds
        # A receipt counted beside expenses is deducted: what it cost net.
        minus = direction is Direction.RECEIPT and Direction.EXPENSE in asked.directions and asked_direction
        signed = EXACT.minus(euros_) if minus else euros_
        if asked_direction and asked_kind:
            counted = EXACT.add(counted, signed)
            left = EXACT.add(left, signed) if part is Part.LEFT else left
        elif asked_direction:
            order = EXACT.add(order, signed)
        elif direction is Direction.RECEIPT and asked_kind:
            receipts = EXACT.add(receipts, euros_)
    return Tally(lines, counted, left, order, receipts)


def _cells(kind: _Kind, values: list[_Value]) -> list[tuple[Direction, OperationKind, Decimal, Part]]:
    """Return each sum with its direction and kind; of a balance, real movements are the net without the order ones."""
    by_part = {value.measure.part: value.euros for value in values}
    if Part.EXPENSE not in by_part:
        direction, operation = kind.direction or Direction.EXPENSE, kind.operation or OperationKind.REAL
        return [(direction, operation, value.euros, value.measure.part) for value in values]
    cells = []
    for net, order, direction in (
        (Part.EXPENSE, Part.EXPENSE_ORDER, Direction.EXPENSE),
        (Part.RECEIPT, Part.RECEIPT_ORDER, Direction.RECEIPT),
    ):
        cells.append((direction, OperationKind.REAL, EXACT.subtract(by_part[net], by_part[order]), net))
        cells.append((direction, OperationKind.ORDER, by_part[order], order))
    return cells


def _sum(one: Tally, other: Tally) -> Tally:
    return Tally(
        one.lines + other.lines,
        EXACT.add(one.euros, other.euros),
        EXACT.add(one.left, other.left),
        EXACT.add(one.order, other.order),
        EXACT.add(one.receipts, other.receipts),
    )


def added(tallies: Iterable[Tally]) -> Tally:
    """Return what tallies of different ledgers, or of envelopes that share no line, come to."""
    total = Tally()
    for tally in tallies:
        total = _sum(total, tally)
    return total
