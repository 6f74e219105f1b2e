"""What the rules judge by: a register, its lines, and what was found out about its sums, claims and documents.

Whoever asks for the findings hands over what ``answers`` worked out: rules do not reach for it themselves.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property
from typing import TYPE_CHECKING, NamedTuple

from enveloppes.agreements.finding import Finding, Spot
from enveloppes.agreements.model import Stated
from enveloppes.agreements.register import PlacedEnvelope, Register
from enveloppes.judging.cited import CitedFigure, figures_not_as_printed
from enveloppes.judging.containment import Containment, Unlike, states, unlike_bases
from enveloppes.judging.lines import Lines, Statement, statements

if TYPE_CHECKING:
    from enveloppes.judging.claims import Judged
    from enveloppes.judging.tolerance import Agreed


class SumKind(StrEnum):
    """What states a sum that must agree with its parts."""

    TOTAL = "total"
    FUNDERS = "funders"
    SCHEDULE = "schedule"


class JudgedSum(NamedTuple):
    """A stated sum, what its parts come to, and the verdict; ``spot`` is where it is stated.

    ``year`` is the one year of a schedule that is compared alone; ``is_empty``: no part has a figure.
    """

    id: str
    title: str
    kind: SumKind
    agreed: Agreed
    spot: Spot
    year: int | None = None
    is_empty: bool = False


@dataclass(frozen=True, eq=False)
class Evidence:
    """All that the rules may look at; ``documents`` are the findings of comparing figures with their documents.

    Without ``with_history`` only ``lines`` are judged, not what containers and parts were at earlier dates.
    """

    register: Register
    lines: Lines
    sums: tuple[JudgedSum, ...] = ()
    claims: tuple[Judged, ...] = ()
    documents: tuple[Finding, ...] = ()
    with_history: bool = True

    @cached_property
    def containments(self) -> tuple[Containment, ...]:
        """What lies inside what, by the latest statements and at each date that one of a tree was restated."""
        if not self.with_history:
            return (Containment(self.lines),)
        return tuple(Containment(found) for found in states(self.register, self.lines))

    @cached_property
    def unlike(self) -> tuple[Unlike, ...]:
        """The parts whose basis differs from their container's, at any of those dates."""
        return tuple(one for containment in self.containments for one in unlike_bases(containment.lines))

    @cached_property
    def histories(self) -> tuple[tuple[PlacedEnvelope, list[Statement]], ...]:
        """The envelopes whose amount was stated more than once, each with its statements in the order written."""
        return tuple(
            (placed, statements(self.register, placed))
            for placed in self.register.envelopes()
            if isinstance(placed.envelope.amount, tuple)
        )

    @cached_property
    def envelope_spots(self) -> dict[str, Spot]:
        """The place of every envelope under its id (a line's place may be one of its statements)."""
        return {placed.envelope.id: placed.spot for placed in self.register.envelopes()}

    def unsourced_figures(self) -> Iterator[tuple[str, Spot]]:
        """Yield the title and place of each figure that no source stands behind."""
        for placed, history in self.histories:
            for statement in history:
                if statement.amount is not None and statement.cited.source is None:
                    yield placed.envelope.title, statement.spot.below("amount")
        revised = {placed.envelope.id for placed, _ in self.histories}
        for line in self.lines:
            if line.cited.source is None and line.amount is not None and line.id not in revised:
                yield line.title, line.spot.below("amount")

    def figures_not_as_printed(self) -> Iterator[CitedFigure]:
        """Yield each figure that is not what it is said to be printed as."""
        return figures_not_as_printed(self.register)

    def unsourced_totals(self) -> Iterator[tuple[str, Spot]]:
        """Yield the title and place of each stated total that no source stands behind."""
        for agreement, spot in self.register.agreements():
            if agreement.total is not None and not _cites(agreement.total, agreement):
                yield agreement.title, spot.below("total", "amount")
        for placed in self.register.axes():
            total = placed.axis.total
            if total is not None and placed.source is None and not _cites(total):
                yield placed.axis.title, placed.spot.below("total", "amount")


def _cites(*levels: Stated) -> bool:
    return any(level.source is not None and level.source.ref is not None for level in levels)
