"""Selections: which lines of a ledger belong to what, as plain data that Python and every engine read alike."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from itertools import product
from typing import TypeAlias

from enveloppes.agreements.dates import Period
from enveloppes.agreements.finding import Spot
from enveloppes.agreements.ledger import (
    SECTIONS,
    Direction,
    LedgerSection,
    OperationKind,
    TrackedStage,
    Tracking,
)
from enveloppes.agreements.where import Pattern, read_pattern
from enveloppes.ledgers.formats import CELLS, Layout

NO_YEAR = "?"
"""What stands for a cell that is no year: such a line might be of any year asked for, and is reported."""
_BY_CODE = ("account", "function", "operation", "label")
_ACCOUNTS_OF = {
    LedgerSection.OPERATING: (read_pattern("6..7"),),
    LedgerSection.INVESTMENT: (read_pattern("1..5"),),
}


Cells: TypeAlias = tuple[tuple[str, tuple[Pattern, ...]], ...]


@dataclass(frozen=True, slots=True)
class Condition:
    """What a line's cells must be: each part one of its patterns, the section one of those named."""

    cells: Cells = ()
    sections: tuple[LedgerSection, ...] = ()

    @property
    def parts(self) -> frozenset[str]:
        """The parts of a line that it asks about."""
        return frozenset(part for part, _ in self.cells) | ({"section"} if self.sections else frozenset())

    def holds(self, row: Mapping[str, str | None]) -> bool:
        """Say whether a line is selected; ``row`` maps parts to trimmed cells."""
        if self.sections and SECTIONS.get((row.get("section") or "").lower()) not in self.sections:
            return False
        return all(
            (part == "year" and row.get(part) == NO_YEAR) or any(pattern.holds(row.get(part)) for pattern in patterns)
            for part, patterns in self.cells
        )

    def meets(self, other: Condition) -> bool:
        """Say whether some line may satisfy both; False is certain."""
        if self.sections and other.sections and not set(self.sections) & set(other.sections):
            return False
        return all(
            any(one.meets(two) for one, two in product(mine, theirs))
            for (part, mine), (same, theirs) in product(self.cells, other.cells)
            if part == same
        )


@dataclass(frozen=True, slots=True)
class Asked:
    """Which lines count: expenses, receipts or both (then net), real movements, order movements or both."""

    directions: frozenset[Direction] = frozenset({Direction.EXPENSE})
    kinds: frozenset[OperationKind] = frozenset({OperationKind.REAL})

    def meets(self, other: Asked) -> bool:
        """Say whether some line may count for both."""
        return bool(self.directions & other.directions and self.kinds & other.kinds)


@dataclass(frozen=True, slots=True)
class Selection:
    """The lines of one ledger that count for an envelope or an agreement at a stage: any condition selects.

    ``years`` are those asked for, None where whatever the ledger holds is meant; ``spot`` is where it is tracked.
    """

    id: str
    ledger: str
    stage: TrackedStage
    asked: Asked
    conditions: tuple[Condition, ...]
    years: tuple[int, ...] | None
    spot: Spot

    @property
    def parts(self) -> frozenset[str]:
        """The parts of a line that its conditions ask about."""
        return frozenset().union(*(condition.parts for condition in self.conditions))

    def holds(self, row: Mapping[str, str | None]) -> bool:
        """Say whether a line is selected."""
        return any(condition.holds(row) for condition in self.conditions)

    def meets(self, other: Selection) -> bool:
        """Say whether some line may count for both; False is certain."""
        return self.asked.meets(other.asked) and any(
            one.meets(two) for one, two in product(self.conditions, other.conditions)
        )


def asked_of(tracking: Tracking, otherwise: Asked) -> Asked:
    """Return which lines a tracking counts: what its ``where`` says, else what the run asks for."""
    where = tracking.where
    return Asked(
        frozenset(where.direction) or otherwise.directions,
        frozenset(where.operation_kind) or otherwise.kinds,
    )


def condition_of(tracking: Tracking, layout: Layout, years: Period | None) -> Condition:
    """Return the condition of a tracking on the lines of a layout, the years asked for included."""
    where = tracking.where
    cells: list[tuple[str, tuple[Pattern, ...]]] = []
    if years is not None:
        cells.append(("year", (read_pattern(str(years)),)))
    if where.year:
        cells.append(("year", where.year))
    if where.siren:
        cells.append(("siren", tuple(pattern.as_prefix() for pattern in where.siren)))
    cells.extend((part, patterns) for part in _BY_CODE if (patterns := getattr(where, part)))
    sections = where.section
    if sections and layout.section_by_account:
        cells.append(("account", tuple(pattern for section in sections for pattern in _ACCOUNTS_OF[section])))
        sections = ()
    return Condition(tuple(cells), sections)


def only(condition: Condition, parts: Iterable[str]) -> Condition:
    """Return the condition on some parts alone."""
    kept = frozenset(parts)
    sections = condition.sections if "section" in kept else ()
    return Condition(tuple((part, patterns) for part, patterns in condition.cells if part in kept), sections)


def known_parts(layout: Layout) -> frozenset[str]:
    """Return the parts that ``where`` may ask about in a layout."""
    derived = {"section"} if layout.section_by_account else set()
    return frozenset(layout.cells) & {*CELLS, "direction", "operation_kind"} | derived
