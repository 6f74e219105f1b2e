"""Everything that is known of one agreement, axis, envelope or claim, each figure with its source."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from enveloppes.agreements.model import Agreement, Source, Territory
from enveloppes.agreements.register import PlacedAxis, PlacedEnvelope, Register
from enveloppes.answers.query import Dimension, Filter, Query, UnanswerableError, did_you_mean
from enveloppes.answers.reconcile import Reconciliation, reconcile
from enveloppes.answers.total import Group, Total, total
from enveloppes.judging.claim_relations import ids_of
from enveloppes.judging.claims import Derived, Judged, cited_by
from enveloppes.judging.lines import Line, Statement, statements
from enveloppes.language.message import say


@dataclass(frozen=True, slots=True)
class ShownSource:
    """A source that something shown here cites."""

    ref: str
    source: Source


@dataclass(frozen=True, slots=True)
class ShownEnvelope:
    """An envelope: its statements oldest first, what it lies in and holds, what is claimed of it and follows for it."""

    placed: PlacedEnvelope
    line: Line
    statements: tuple[Statement, ...]
    territory: Territory | None
    container: Line | None
    parts: tuple[Line, ...]
    claims: tuple[Judged, ...]
    derived: tuple[Derived, ...]
    sources: tuple[ShownSource, ...]


@dataclass(frozen=True, slots=True)
class ShownAgreement:
    """An agreement (or one axis of it): its lines, what they come to, what it states and claims."""

    agreement: Agreement
    axis: PlacedAxis | None
    territory: Territory | None
    lines: tuple[Line, ...]
    total: Total
    reconciliation: Reconciliation
    claims: tuple[Judged, ...]
    sources: tuple[ShownSource, ...]


@dataclass(frozen=True, slots=True)
class ShownClaim:
    """A claim with its verdict: the lines it is about, and the bounds that follow from it."""

    judged: Judged
    lines: tuple[Line, ...]
    derived: tuple[Derived, ...]
    sources: tuple[ShownSource, ...]


Shown = ShownEnvelope | ShownAgreement | ShownClaim


def show(register: Register, key: str) -> Shown:
    """Return all that is known under an id.

    Raises UnanswerableError for an id that nothing has.
    """
    if key in register.envelope_by_id:
        return _envelope(register, register.envelope_by_id[key])
    if key in register.agreement_by_id:
        return _agreement(register, register.agreement_by_id[key], None)
    if key in register.axis_by_id:
        placed = register.axis_by_id[key]
        return _agreement(register, placed.agreement, placed)
    claims = [claim.claim.id for claim in register.claims()]
    if key in claims:
        return _claim(register, key)
    known = [*register.agreement_by_id, *register.axis_by_id, *register.envelope_by_id, *claims]
    raise UnanswerableError(say("nothing here has the id `{id}`{hint}", id=key, hint=did_you_mean(key, known)))


def _envelope(register: Register, placed: PlacedEnvelope) -> ShownEnvelope:
    answer = reconcile(register)
    line = answer.lines.by_id[placed.envelope.id]
    history = tuple(statements(register, placed))
    claims = tuple(one for one in answer.claims if line.id in _mentioned(one))
    refs = [one.cited.source for one in history]
    refs += [cited_by(one.placed)[0] for one in claims]
    if placed.envelope.within is not None and placed.envelope.within.source is not None:
        refs.append(placed.envelope.within.source.ref)
    return ShownEnvelope(
        placed,
        line,
        history,
        _territory(register, line.territory),
        answer.lines.by_id.get(line.link.container) if line.link is not None else None,
        tuple(answer.lines.parts.get(line.id, ())),
        claims,
        tuple(one for one in answer.derived if one.id == line.id),
        _sources(register, refs),
    )


def _claim(register: Register, key: str) -> ShownClaim:
    answer = reconcile(register)
    judged = next(one for one in answer.claims if one.placed.claim.id == key)
    found = tuple(answer.lines.by_id[one] for one in ids_of(judged.placed.claim))
    refs = [cited_by(judged.placed)[0], *(ground.source for ground in judged.grounds)]
    refs += [line.cited.source for line in found]
    derived = tuple(one for one in answer.derived if key in one.origin)
    return ShownClaim(judged, found, derived, _sources(register, refs))


def _agreement(register: Register, agreement: Agreement, axis: PlacedAxis | None) -> ShownAgreement:
    answer = reconcile(register)
    where = Filter(Dimension.AXIS, axis.axis.id) if axis is not None else Filter(Dimension.AGREEMENT, agreement.id)
    summed = total(register, Query(by=(Dimension.AXIS,), where=(where,), with_context=True))
    if axis is not None:
        summed = summed._replace(groups=tuple(_from_axis(summed.groups, axis.axis.id)))
    claims = tuple(one for one in answer.claims if one.placed.agreement.id == agreement.id)
    found = summed.selected.lines
    refs = [agreement.source.ref if agreement.source is not None else None]
    refs += [party.source.ref for party in agreement.parties if party.source is not None]
    refs += [line.cited.source for line in found]
    if axis is None:
        refs += [cited_by(one.placed)[0] for one in claims]
    return ShownAgreement(
        agreement,
        axis,
        _territory(register, agreement.territory),
        found,
        summed,
        answer,
        claims if axis is None else (),
        _sources(register, refs),
    )


def _from_axis(groups: Iterable[Group], key: str) -> Iterator[Group]:
    """Yield an axis and what lies below it, as if nothing stood above."""
    for group in groups:
        places = [place for place, level in enumerate(group.path) if level.value == key]
        if places:
            yield group._replace(path=group.path[places[0] :])


def _mentioned(judged: Judged) -> set[str]:
    """Return the ids that a claim speaks of."""
    return set(ids_of(judged.placed.claim))


def _territory(register: Register, code: str | None) -> Territory | None:
    found = register.territories.get(code) if code is not None else None
    return found[0] if found is not None else None


def _sources(register: Register, refs: list[str | None]) -> tuple[ShownSource, ...]:
    known = register.sources
    return tuple(ShownSource(ref, known[ref][0]) for ref in dict.fromkeys(refs) if ref is not None and ref in known)
