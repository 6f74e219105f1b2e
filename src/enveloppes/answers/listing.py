"""What there is: agreements, their axes and their envelopes, with the figures as they stand at a date."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from enveloppes.agreements.model import Agreement, StatedTotal
from enveloppes.agreements.register import PlacedAxis, Register
from enveloppes.answers.query import Note, Query
from enveloppes.answers.selecting import select
from enveloppes.judging.lines import Line, lines


class ListKind(StrEnum):
    """What a row of the list is."""

    AGREEMENT = "agreement"
    AXIS = "axis"
    ENVELOPE = "envelope"
    CONTEXT = "context"


@dataclass(frozen=True, slots=True)
class ListRow:
    """One thing in the register; ``total`` is what an agreement or axis states, ``line`` what an envelope is."""

    kind: ListKind
    id: str
    title: str
    parent: str | None
    depth: int
    agreement: Agreement
    total: StatedTotal | None = None
    line: Line | None = None


@dataclass(frozen=True, slots=True)
class Listing:
    """The rows in reading order, outer ones first."""

    rows: tuple[ListRow, ...]
    notes: tuple[Note, ...]


def listing(register: Register, query: Query) -> Listing:
    """List the envelopes that fit and the agreements and axes they stand in; without a filter everything."""
    selected = select(register, lines(register, query.as_of), query.where)
    by_place: dict[str, list[Line]] = {}
    for line in selected.lines:
        by_place.setdefault(line.axes[-1] if line.axes else line.agreement, []).append(line)
    wanted = {key for line in selected.lines for key in (line.agreement, *line.axes)}
    axes: dict[str, list[PlacedAxis]] = {}
    for placed in register.axes():
        axes.setdefault(placed.agreement.id, []).append(placed)
    rows: list[ListRow] = []
    for agreement, _ in register.agreements():
        if query.where and agreement.id not in wanted:
            continue
        rows.append(
            ListRow(ListKind.AGREEMENT, agreement.id, agreement.title, None, 0, agreement, total=agreement.total)
        )
        for placed in axes.get(agreement.id, ()):
            if not query.where or placed.axis.id in wanted:
                rows.extend(_axis_rows(placed, by_place))
        rows.extend(_line_row(line, agreement, agreement.id, 1) for line in by_place.get(agreement.id, ()))
    return Listing(tuple(rows), selected.notes)


def _axis_rows(placed: PlacedAxis, by_place: dict[str, list[Line]]) -> Iterator[ListRow]:
    axis, depth = placed.axis, len(placed.above) + 1
    parent = placed.above[-1] if placed.above else placed.agreement.id
    yield ListRow(ListKind.AXIS, axis.id, axis.title, parent, depth, placed.agreement, total=axis.total)
    for line in by_place.get(axis.id, ()):
        yield _line_row(line, placed.agreement, axis.id, depth + 1)


def _line_row(line: Line, agreement: Agreement, parent: str, depth: int) -> ListRow:
    kind = ListKind.CONTEXT if line.is_context else ListKind.ENVELOPE
    return ListRow(kind, line.id, line.title, parent, depth, agreement, line=line)
