"""Everything that a report says of a register, gathered from the other answers: one frozen value for every format."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from enveloppes.agreements.basis import Basis
from enveloppes.agreements.dates import Period
from enveloppes.agreements.model import Agreement, Source
from enveloppes.agreements.register import PlacedAxis, Register
from enveloppes.answers.compare_change import change_between, percent_of
from enveloppes.answers.query import Dimension, Query
from enveloppes.answers.reconcile import Reconciliation, reconcile
from enveloppes.answers.total import Group, Total, total
from enveloppes.judging.cited import CitedFigure, cited_figures
from enveloppes.judging.lines import Line, Statement, line_of, statements
from enveloppes.money.amount import Change
from enveloppes.money.ratio import Ratio

# Two statements whose credits, tax or euros differ are not of one kind: no change is computed between them.
_KEPT_BY_CHANGE = ("credit", "tax", "euros")


@dataclass(frozen=True, slots=True)
class Step:
    """One statement of a revised line: its basis and period then, and its change from the statement before.

    ``change`` is None for the first, for an unstated one, and where tax, euros or credit changed; ``percent`` is None
    where it is undefined.
    """

    statement: Statement
    basis: Basis
    period: Period | None
    change: Change | None
    percent: Ratio | None


@dataclass(frozen=True, slots=True)
class History:
    """A line that was stated more than once, its statements oldest first."""

    line: Line
    steps: tuple[Step, ...]


@dataclass(frozen=True, slots=True)
class AgreementPart:
    """One agreement: its axes in reading order, its own lines (context apart), and what they come to by axis."""

    agreement: Agreement
    axes: tuple[PlacedAxis, ...]
    lines: tuple[Line, ...]
    context: tuple[Line, ...]
    groups: tuple[Group, ...]

    @property
    def bases(self) -> tuple[Basis, ...]:
        """The bases in which it has a figure, in the field's order."""
        found = {group.basis for group in self.groups if group.amount is not None and len(group.path) == 1}
        return tuple(sorted(found, key=Basis.sort_key))


@dataclass(frozen=True, slots=True)
class CitedSource:
    """A source and the figures that cite it, in the order of the register."""

    ref: str
    source: Source
    figures: tuple[CitedFigure, ...]


@dataclass(frozen=True, slots=True)
class Report:
    """What a report says; ``total`` is by axis, of every basis, over the whole register."""

    register: Register
    total: Total
    agreements: tuple[AgreementPart, ...]
    histories: tuple[History, ...]
    reconciliation: Reconciliation
    sources: tuple[CitedSource, ...]

    @property
    def unstated(self) -> tuple[Line, ...]:
        """The lines of agreements that have no figure."""
        return tuple(line for part in self.agreements for line in part.lines if line.amount is None)

    @property
    def context(self) -> tuple[Line, ...]:
        """The lines that are quoted beside the agreements."""
        return tuple(line for part in self.agreements for line in part.context)


def report(register: Register) -> Report:
    """Gather what a report says of a register, as last stated."""
    by_axis = total(register, Query(by=(Dimension.AXIS,)))
    everything = by_axis.containment.lines
    lines: dict[str, list[Line]] = {}
    for line in everything:
        lines.setdefault(line.agreement, []).append(line)
    axes: dict[str, list[PlacedAxis]] = {}
    for placed in register.axes():
        axes.setdefault(placed.agreement.id, []).append(placed)
    groups: dict[str | None, list[Group]] = {}
    for group in by_axis.groups:
        groups.setdefault(group.path[0].agreement, []).append(group)
    parts = tuple(
        AgreementPart(
            agreement,
            tuple(axes.get(agreement.id, ())),
            tuple(line for line in lines.get(agreement.id, ()) if not line.is_context),
            tuple(line for line in lines.get(agreement.id, ()) if line.is_context),
            tuple(groups.get(agreement.id, ())),
        )
        for agreement, _ in register.agreements()
    )
    return Report(
        register, by_axis, parts, tuple(_histories(register, by_axis)), reconcile(register), _sources(register)
    )


def _histories(register: Register, by_axis: Total) -> Iterator[History]:
    known = by_axis.containment.lines.by_id
    for placed in register.envelopes():
        stated = statements(register, placed)
        if len(stated) > 1:
            held = [line_of(register, placed, one.start or date.min) for one in stated]
            steps = (_step(stated[place], held, place) for place in range(len(stated)))
            yield History(known[placed.envelope.id], tuple(steps))


def _step(statement: Statement, held: list[Line], place: int) -> Step:
    now = held[place]
    change, percent = None, None
    if place and statement.amount is not None:
        before = held[place - 1]
        alike = all(getattr(before.basis, name) == getattr(now.basis, name) for name in _KEPT_BY_CHANGE)
        if alike and before.amount is not None:
            change = change_between(before.amount, statement.amount)
            percent = percent_of(before.amount, statement.amount)
    return Step(statement, now.basis, now.period, change, percent)


def _sources(register: Register) -> tuple[CitedSource, ...]:
    cited: dict[str, list[CitedFigure]] = {}
    for ref, figure in cited_figures(register):
        cited.setdefault(ref, []).append(figure)
    return tuple(CitedSource(ref, source, tuple(cited.get(ref, ()))) for ref, (source, _) in register.sources.items())
