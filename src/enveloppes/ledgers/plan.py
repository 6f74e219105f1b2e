"""The plan of a run: for each ledger that is tracked, which selections of its lines, and which may not share one."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace

from enveloppes.agreements.basis import Rhythm
from enveloppes.agreements.dates import Period
from enveloppes.agreements.finding import Finding, Spot
from enveloppes.agreements.ledger import Ledger, LedgerFormat, TrackedStage, Tracking
from enveloppes.agreements.register import PlacedEnvelope, Register
from enveloppes.language.message import say
from enveloppes.ledgers.formats import Layout, layout_of
from enveloppes.ledgers.overlaps import Pair, overlapping
from enveloppes.ledgers.selections import Asked, Condition, Selection, asked_of, condition_of, known_parts

_LONGEST_SPAN = 200


@dataclass(frozen=True, slots=True)
class Owner:
    """Whose total an envelope is in: its agreement's, among the envelopes of its rhythm."""

    agreement: str
    rhythm: Rhythm


@dataclass(frozen=True, slots=True)
class Union:
    """The lines of all envelopes of an owner at a stage, as one selection."""

    owner: Owner
    selection: Selection


@dataclass(frozen=True, slots=True)
class LedgerPlan:
    """What is asked of one ledger: selections for envelopes, those for agreements that overlap, the rival pairs.

    ``unions`` count each line of an agreement once, where adding up its envelopes could count one twice.
    """

    id: str
    ledger: Ledger
    layout: Layout
    spot: Spot
    selections: tuple[Selection, ...]
    unions: tuple[Union, ...]
    rivals: Mapping[TrackedStage, tuple[Pair, ...]]


@dataclass(frozen=True, slots=True)
class Plan:
    """All ledgers that are tracked, what is wrong with the trackings, and whose total each envelope is in."""

    ledgers: tuple[LedgerPlan, ...]
    findings: tuple[Finding, ...]
    owner_of: Mapping[str, Owner]
    refused: tuple[tuple[str, TrackedStage, str], ...]


def plan(register: Register, asked: Asked) -> Plan:
    """Return what to ask of which ledger; ``asked`` is what counts where a ``where`` says nothing of it."""
    findings: list[Finding] = []
    refused: list[tuple[str, TrackedStage, str]] = []
    layouts = {key: layout_of(ledger) for key, (ledger, _) in register.ledgers.items()}
    chosen: dict[str, list[Selection]] = {}
    owner_of: dict[str, Owner] = {}
    for placed in register.envelopes():
        if placed.envelope.tracked and not placed.is_context:
            owner_of[placed.envelope.id] = Owner(placed.agreement.id, rhythm_of(placed))
        for index, tracking in enumerate(placed.envelope.tracked):
            if tracking.ledger not in layouts:
                continue
            spot = placed.spot.below("tracked", index)
            layout = layouts[tracking.ledger]
            problem = _problem(tracking, register.ledgers[tracking.ledger][0], layout, spot)
            if problem is not None:
                findings.append(problem)
                refused.append((placed.envelope.id, tracking.stage, tracking.ledger))
                continue
            chosen.setdefault(tracking.ledger, []).append(_selection(placed, tracking, layout, asked, spot))
    plans = tuple(
        _ledger_plan(key, *register.ledgers[key], layouts[key], _merged(found), owner_of, register)
        for key, found in chosen.items()
    )
    findings.extend(_doubts(plans, register))
    return Plan(plans, tuple(findings), owner_of, tuple(refused))


def rhythm_of(placed: PlacedEnvelope) -> Rhythm:
    """Return whether an envelope's amount is for all of its period or for each year; no revision changes it."""
    inherited = None if placed.is_context else placed.agreement.rhythm
    return placed.envelope.rhythm or inherited or Rhythm.ONCE


def _problem(tracking: Tracking, ledger: Ledger, layout: Layout, spot: Spot) -> Finding | None:
    """Return why the files of a ledger cannot answer a tracking."""
    if tracking.stage not in layout.stages:
        if ledger.format is LedgerFormat.DGFIP_BALANCE:
            message = say(
                "a balance tells what was paid, not what was {stage}; track `stage: paid`", stage=tracking.stage
            )
        else:
            message = say("`columns` of the ledger name no column of what was {stage}; add it", stage=tracking.stage)
        return Finding("L502", message, spot.below("stage"))
    known = known_parts(layout)
    asked = [name for name in type(tracking.where).model_fields if getattr(tracking.where, name)]
    if layout.is_balance:
        known = known | {"direction", "operation_kind"}
    needed = [name for name in asked if name not in known]
    if "year" not in layout.cells:
        return Finding("L502", say("`columns` of the ledger name no column of the year; add it"), spot.below("ledger"))
    if needed:
        message = say(
            "this ledger has no column of `{part}`; name it in `columns` or leave it out of `where`", part=needed[0]
        )
        return Finding("L502", message, spot.below("where", needed[0]))
    return None


def _selection(placed: PlacedEnvelope, tracking: Tracking, layout: Layout, asked: Asked, spot: Spot) -> Selection:
    years = tracking.years
    if years is None and tracking.where.year:
        years = None
    condition = condition_of(tracking, layout, years)
    return Selection(
        placed.envelope.id,
        tracking.ledger,
        tracking.stage,
        asked_of(tracking, asked),
        (condition,),
        _listed(years),
        spot,
    )


def _listed(years: Period | None) -> tuple[int, ...] | None:
    """Return the years of a closed period; an open one is whatever the ledger holds of it."""
    if years is None or years.first is None or years.last is None or years.last - years.first > _LONGEST_SPAN:
        return None
    return tuple(range(years.first, years.last + 1))


def _merged(found: Iterable[Selection]) -> tuple[Selection, ...]:
    """Return one selection for all trackings of an envelope that count the same kinds of lines: each line once."""
    by_key: dict[tuple[str, TrackedStage, Asked], Selection] = {}
    for one in found:
        key = (one.id, one.stage, one.asked)
        known = by_key.get(key)
        by_key[key] = one if known is None else _joined(known, one)
    return tuple(by_key.values())


def _joined(one: Selection, other: Selection) -> Selection:
    years = None if one.years is None or other.years is None else tuple(sorted({*one.years, *other.years}))
    conditions: tuple[Condition, ...] = tuple(dict.fromkeys((*one.conditions, *other.conditions)))
    return replace(one, conditions=conditions, years=years)


def _ledger_plan(  # noqa: PLR0913, PLR0917 - one call site, each a different thing
    key: str,
    ledger: Ledger,
    spot: Spot,
    layout: Layout,
    selections: tuple[Selection, ...],
    owner_of: Mapping[str, Owner],
    register: Register,
) -> LedgerPlan:
    shared = overlapping(selections)
    above = _containers(register)
    rivals: dict[TrackedStage, list[Pair]] = {}
    for one, other in shared:
        first, second = selections[one].id, selections[other].id
        if first not in above[second] and second not in above[first]:
            rivals.setdefault(selections[one].stage, []).append((one, other))
    unions = _unions(selections, shared, owner_of)
    return LedgerPlan(
        key, ledger, layout, spot, selections, unions, {stage: tuple(pairs) for stage, pairs in rivals.items()}
    )


def _containers(register: Register) -> Mapping[str, frozenset[str]]:
    """Return for each envelope every envelope that it lies in, certainly or possibly, however deep."""
    above: dict[str, frozenset[str]] = {}
    for placed in register.envelopes():
        chain: list[str] = []
        here = placed.envelope.within
        while here is not None and here.id not in chain:
            chain.append(here.id)
            container = register.envelope_by_id.get(here.id)
            here = container.envelope.within if container is not None else None
        above[placed.envelope.id] = frozenset(chain)
    return above


def _unions(
    selections: tuple[Selection, ...], shared: Iterable[Pair], owner_of: Mapping[str, Owner]
) -> tuple[Union, ...]:
    """Return a selection of all lines of an agreement at a stage, where two of its envelopes may share one."""
    wanted = {
        (owner, selections[one].stage)
        for one, other in shared
        if (owner := owner_of.get(selections[one].id)) is not None and owner == owner_of.get(selections[other].id)
    }
    joined: dict[tuple[Owner, TrackedStage, Asked], Selection] = {}
    for one in selections:
        owner = owner_of.get(one.id)
        if owner is None or (owner, one.stage) not in wanted:
            continue
        key = (owner, one.stage, one.asked)
        known = joined.get(key)
        joined[key] = one if known is None else _joined(known, one)
    return tuple(Union(owner, selection) for (owner, _, _), selection in joined.items())


def _doubts(plans: Iterable[LedgerPlan], register: Register) -> Iterator[Finding]:
    """Yield what is doubtful before any file is read: whose SIREN it is, or that none is named."""
    parties = {party.siren for agreement, _ in register.agreements() for party in agreement.parties if party.siren}
    for one in plans:
        for selection in one.selections:
            sirens = [
                pattern.text
                for condition in selection.conditions
                for part, patterns in condition.cells
                if part == "siren"
                for pattern in patterns
                if pattern.text.isdigit()
            ]
            for siren in dict.fromkeys(sirens):
                if siren not in parties:
                    message = say(
                        "SIREN `{siren}` is that of no party of the register; correct it or name the party", siren=siren
                    )
                    yield Finding("L505", message, selection.spot.below("where", "siren"))
            if not sirens and one.ledger.format is LedgerFormat.DGFIP_BALANCE and "siren" not in selection.parts:
                message = say("a balance holds every authority and `where` names no `siren`: all of them are added up")
                yield Finding("L505", message, selection.spot)
