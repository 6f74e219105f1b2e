"""Whether the figures of a register agree with each other: totals, containers, funders, schedules and claims."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date

from enveloppes.agreements.basis import FIELDS, Basis, basis_of
from enveloppes.agreements.finding import Spot
from enveloppes.agreements.model import Agreement, Completeness, StatedTotal
from enveloppes.agreements.register import Register
from enveloppes.answers.citing import SourceCheck
from enveloppes.answers.query import Note
from enveloppes.answers.reconcile_parts import Kind, Reconciled, parts_agree
from enveloppes.judging.bounds import SumIs
from enveloppes.judging.claim_groups import judge_claims
from enveloppes.judging.claim_relations import sum_relation
from enveloppes.judging.claim_verdicts import Truth
from enveloppes.judging.claims import Derived, Judged
from enveloppes.judging.containment import Containment, half_unit
from enveloppes.judging.counting import count
from enveloppes.judging.lines import Line, Lines, lines
from enveloppes.judging.tolerance import Agreeing, agree
from enveloppes.language.message import say, say_n
from enveloppes.money.amount import (
    EXACT,
)


@dataclass(frozen=True, slots=True)
class Reconciliation:
    """All that could be reconciled inside the register."""

    totals: tuple[Reconciled, ...]
    claims: tuple[Judged, ...]
    derived: tuple[Derived, ...]
    notes: tuple[Note, ...]
    lines: Lines


def reconcile(register: Register, as_of: date | None = None) -> Reconciliation:
    """Judge every stated total, container, funders' shares, schedule and claim."""
    everything = lines(register, as_of)
    containment = Containment(everything)
    by_agreement: dict[str, list[Line]] = {}
    for line in everything:
        if not line.is_context:
            by_agreement.setdefault(line.agreement, []).append(line)
    stated = [_StatedSum.of(one, by_agreement.get(one.agreement.id, ())) for one in _stated_totals(register)]
    totals = [one.reconciled(containment) for one in stated]
    relations = [one.relation(containment) for one in stated]
    judged, derived = judge_claims(containment, tuple(register.claims()), relations)
    return Reconciliation(
        (*totals, *parts_agree(containment)),
        judged,
        derived,
        tuple(note for one in stated for note in one.notes()),
        everything,
    )


@dataclass(frozen=True, slots=True)
class _Statement:
    id: str
    title: str
    agreement: Agreement
    total: StatedTotal
    completeness: Completeness
    spot: Spot
    default: str | None

    @property
    def cited(self) -> tuple[str | None, str | None]:
        """The source that states it, and the place in it."""
        own = self.total.source
        source = own.ref if own is not None and own.ref is not None else self.default
        return source, self.total.at or (own.at if own is not None else None)


def _stated_totals(register: Register) -> Iterator[_Statement]:
    for agreement, spot in register.agreements():
        if agreement.total is not None:
            yield _Statement(
                agreement.id,
                agreement.title,
                agreement,
                agreement.total,
                agreement.lines,
                spot.below("total", "amount"),
                agreement.source.ref if agreement.source is not None else None,
            )
    for placed in register.axes():
        axis = placed.axis
        if axis.total is not None:
            yield _Statement(
                axis.id,
                axis.title,
                placed.agreement,
                axis.total,
                axis.lines or placed.agreement.lines,
                placed.spot.below("total", "amount"),
                placed.source,
            )


@dataclass(frozen=True, slots=True)
class _StatedSum:
    """A stated total, the lines of its own basis, and those of others, which it names but does not add."""

    stated: _Statement
    basis: Basis
    own: tuple[Line, ...]
    others: tuple[Line, ...]

    @staticmethod
    def of(stated: _Statement, lines_of_agreement: Iterable[Line]) -> _StatedSum:
        basis = _basis(stated.agreement, stated.total)
        is_whole = stated.id == stated.agreement.id
        below = [line for line in lines_of_agreement if is_whole or stated.id in line.axes]
        own = tuple(line for line in below if line.basis == basis)
        return _StatedSum(stated, basis, own, tuple(line for line in below if line.basis != basis))

    def reconciled(self, containment: Containment) -> Reconciled:
        chosen = {line.id: line.amount for line in self.own if line.amount is not None}
        counted = count(containment, chosen, self.basis.stage)
        amount = self.stated.total.amount
        tolerance = EXACT.add(half_unit(amount), counted.half_units)
        agreed = agree(amount, counted.amount, tolerance, complete=self._is_complete)
        return Reconciled(
            self.stated.id, self.stated.title, Kind.TOTAL, agreed, self.stated.spot, self.basis, is_empty=not chosen
        )

    def relation(self, containment: Containment) -> SumIs:
        found = sum_relation(
            containment,
            self.stated.id,
            [line.id for line in self.own],
            self.stated.total.amount,
            is_partial=self.stated.completeness is Completeness.PARTIAL,
        )
        return replace(found, cited=self.stated.cited)

    def notes(self) -> Iterator[Note]:
        if self.others:
            yield Note(
                "other-bases",
                say_n(
                    "`{id}` states a total that is {basis}; {n} line of another basis is not in it: {ids}.",
                    "`{id}` states a total that is {basis}; {n} lines of other bases are not in it: {ids}.",
                    len(self.others),
                    id=self.stated.id,
                    basis=self.basis,
                    ids=", ".join(line.id for line in self.others),
                ),
            )
        unstated = [line.id for line in self.own if line.amount is None]
        if unstated and self.stated.completeness is Completeness.COMPLETE:
            yield Note(
                "judged-as-partial",
                say(
                    "The list of `{id}` is complete but not all of it has a figure: judged as partial ({ids}).",
                    id=self.stated.id,
                    ids=", ".join(unstated),
                ),
            )

    @property
    def _is_complete(self) -> bool:
        """A complete list with an unstated line is judged as partial."""
        is_complete = self.stated.completeness is Completeness.COMPLETE
        return is_complete and all(line.amount is not None for line in self.own)


def _basis(agreement: Agreement, total: StatedTotal) -> Basis:
    values = {name: getattr(total, name) or getattr(agreement, name) for name in FIELDS}
    return basis_of(**values)


def verdict_is_bad(answer: Reconciliation, checks: Iterable[SourceCheck] = (), *, strict: bool = False) -> bool:
    """Say whether a reconciliation exits with 1: a contradiction or a figure missing from its document.

    With ``strict`` also what is partial, undetermined or uncited; a container is partial by nature.
    """
    bad = {Agreeing.CONTRADICTED}
    doubtful = {Truth.CONTRADICTED}
    if strict:
        bad |= {Agreeing.PARTIAL, Agreeing.UNDETERMINED}
        doubtful |= {Truth.UNDETERMINED}
    for one in answer.totals:
        is_natural = one.kind is Kind.CONTAINER and one.agreed.verdict is Agreeing.PARTIAL
        if one.agreed.verdict in bad and not is_natural:
            return True
    if any(one.truth in doubtful for one in answer.claims):
        return True
    return any(check.missing or check.read.trouble or (strict and check.uncited) for check in checks)
