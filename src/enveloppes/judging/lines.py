"""Lines: every envelope as it stands at a date, with what it inherits made plain.

A revision prevails over its envelope, that over the agreement, that over the default; context figures inherit the
source and the territory of their agreement, not its basis (docs/model.md, « unlike things never add », « revisions »).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from enum import Enum
from functools import cached_property, lru_cache
from typing import NamedTuple

from enveloppes.agreements.basis import FIELDS, Basis, basis_of
from enveloppes.agreements.dates import Day, Period
from enveloppes.agreements.finding import Spot
from enveloppes.agreements.model import Agreement, Certainty, Envelope, Funder, Revision
from enveloppes.agreements.register import PlacedEnvelope, Register
from enveloppes.agreements.values import Printed
from enveloppes.money.amount import Amount
from enveloppes.money.ratio import Ratio


class Standing(Enum):
    """What is known of a line's money at the date asked for."""

    STATED = "stated"
    UNSTATED = "unstated"
    NOT_YET = "not yet stated"


class Link(NamedTuple):
    """The container that a line is part of, certainly or possibly."""

    container: str
    possible: bool


class Payer(NamedTuple):
    """Who pays, and the stated share: an amount, a ratio, or None; ``id`` where it is named by a party's."""

    name: str
    share: Amount | Ratio | None
    id: str | None = None


class Cited(NamedTuple):
    """Where a figure comes from: the source's id, the place in it, the figure as printed where it differs."""

    source: str | None
    at: str | None
    printed: Printed | None


class Line(NamedTuple):
    """An envelope as it stands at a date; ``stated`` names the fields of its basis that are not defaults."""

    id: str
    title: str
    agreement: str
    axes: tuple[str, ...]
    is_context: bool
    standing: Standing
    amount: Amount | None
    basis: Basis
    stated: frozenset[str]
    section: str | None
    theme: str | None
    territory: str | None
    payers: tuple[Payer, ...]
    period: Period | None
    schedule: tuple[tuple[int, Amount], ...]
    link: Link | None
    cited: Cited
    since: Day | None
    spot: Spot


class Statement(NamedTuple):
    """One dated statement of an envelope's amount; ``start`` is the first day it holds, None for « always »."""

    start: date | None
    since: Day | None
    amount: Amount | None
    revision: Revision | None
    cited: Cited
    spot: Spot


@dataclass(frozen=True, eq=False)
class Lines:
    """The lines of a register at a date, in reading order."""

    all: tuple[Line, ...]

    def __iter__(self) -> Iterator[Line]:
        """Iterate in reading order."""
        return iter(self.all)

    def __len__(self) -> int:
        """Count the lines, context included."""
        return len(self.all)

    @cached_property
    def by_id(self) -> Mapping[str, Line]:
        """Every line under its id."""
        return {line.id: line for line in self.all}

    @cached_property
    def parts(self) -> dict[str, tuple[Line, ...]]:
        """The lines directly within each container, in reading order."""
        found: dict[str, list[Line]] = {}
        for line in self.all:
            if line.link is not None:
                found.setdefault(line.link.container, []).append(line)
        return {container: tuple(parts) for container, parts in found.items()}

    @cached_property
    def linked(self) -> tuple[Line, ...]:
        """The lines that contain or are contained, containers before their parts."""
        ordered: list[Line] = []
        known = self.by_id
        waiting = [known[key] for key in reversed(self.parts) if key in known and _is_root(known[key], known)]
        while waiting:
            line = waiting.pop()
            ordered.append(line)
            waiting.extend(reversed(self.parts.get(line.id, ())))
        return tuple(ordered)


def _is_root(line: Line, known: Mapping[str, Line]) -> bool:
    return line.link is None or line.link.container not in known


# A total asks twice for the same lines: whether they contradict each other, and what they come to.
@lru_cache(maxsize=1)
def lines(register: Register, as_of: date | None = None) -> Lines:
    """Return every envelope as it stands at the end of a day (None: as last stated)."""
    return Lines(tuple(line_of(register, placed, as_of) for placed in register.envelopes()))


def line_of(register: Register, placed: PlacedEnvelope, as_of: date | None) -> Line:
    """Return one envelope as it stands at the end of a day."""
    envelope, agreement = placed.envelope, placed.agreement
    history = statements(register, placed)
    holding = history if as_of is None else [one for one in history if one.start is None or one.start <= as_of]
    shown = holding[-1] if holding else history[0]
    amount = shown.amount if holding else None
    standing = Standing.NOT_YET if not holding else Standing.UNSTATED if amount is None else Standing.STATED
    revision = shown.revision
    basis, stated = _basis(revision, envelope, None if placed.is_context else agreement)
    return Line(
        envelope.id,
        envelope.title,
        agreement.id,
        placed.axes,
        placed.is_context,
        standing,
        amount,
        basis,
        stated,
        envelope.section,
        envelope.theme,
        envelope.territory or agreement.territory,
        tuple(_payer(agreement, funder) for funder in envelope.funders),
        revision.period if revision is not None and revision.period is not None else envelope.period,
        tuple(sorted(envelope.schedule.items())) if envelope.schedule else (),
        None if envelope.within is None else Link(envelope.within.id, envelope.within.certainty is Certainty.POSSIBLE),
        shown.cited,
        shown.since,
        shown.spot,
    )


def _payer(agreement: Agreement, funder: Funder) -> Payer:
    name = payer_name(agreement, funder.name)
    named = next((party.id for party in agreement.parties if party.name == name and party.id is not None), None)
    return Payer(name, funder.share, named)


def payer_name(agreement: Agreement, name: str) -> str:
    """Return a funder's name; a funder may be named by the id of a party."""
    return next((party.name for party in agreement.parties if party.id is not None and party.id == name), name)


def statements(register: Register, placed: PlacedEnvelope) -> list[Statement]:
    """Return the dated statements of an envelope, oldest first; an amount without dates is one of them."""
    envelope, agreement = placed.envelope, placed.agreement
    if not isinstance(envelope.amount, tuple):
        cited = _cite(None, envelope, placed.source)
        start = _start(register, agreement, None, cited.source)
        return [Statement(start, None, envelope.amount, None, cited, placed.spot)]
    found = []
    for index, revision in enumerate(envelope.amount):
        cited = _cite(revision, envelope, placed.source)
        start = _start(register, agreement, revision.from_, cited.source)
        spot = placed.spot.below("amount", index)
        found.append(Statement(start, revision.from_, revision.amount, revision, cited, spot))
    return found


def _start(register: Register, agreement: Agreement, since: Day | None, source: str | None) -> date | None:
    if since is not None:
        return since.first
    known = register.sources.get(source) if source is not None else None
    if known is not None and known[0].date is not None:
        return known[0].date.first
    return agreement.signed.first if agreement.signed is not None else None


def _cite(revision: Revision | None, envelope: Envelope, inherited: str | None) -> Cited:
    """Cite by the innermost level that says anything; a place belongs to the source it was given with."""
    ref = at = None
    printed = None
    for level in (revision, envelope):
        if level is None or ref is not None:
            continue
        own = level.source
        if at is None:
            at = level.at if own is None else own.at or level.at
        if printed is None:
            printed = level.printed if own is None else own.printed or level.printed
        ref = None if own is None else own.ref
    return Cited(ref or inherited, at, printed)


def _basis(revision: Revision | None, envelope: Envelope, agreement: Agreement | None) -> tuple[Basis, frozenset[str]]:
    rhythm, stage, credit = envelope.rhythm, envelope.stage, envelope.credit
    measure, tax, euros = envelope.measure, envelope.tax, envelope.euros
    if revision is not None:
        stage, credit = revision.stage or stage, revision.credit or credit
        tax, euros = revision.tax or tax, revision.euros or euros
    if agreement is not None:
        rhythm, stage, credit = rhythm or agreement.rhythm, stage or agreement.stage, credit or agreement.credit
        measure, tax, euros = measure or agreement.measure, tax or agreement.tax, euros or agreement.euros
    values = (rhythm, stage, credit, measure, tax, euros)
    return basis_of(*values), _stated(tuple(value is not None for value in values))


@lru_cache(maxsize=64)
def _stated(which: tuple[bool, ...]) -> frozenset[str]:
    return frozenset(name for name, is_stated in zip(FIELDS, which, strict=True) if is_stated)


def stated_only(found: Iterable[Line]) -> list[Line]:
    """Return the lines that have a figure."""
    return [line for line in found if line.amount is not None]
