"""A register: the files that were read, and everything in them by its id."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, NamedTuple

from enveloppes.agreements.finding import Spot
from enveloppes.agreements.model import Agreement, Axis, Claim, Envelope, RegisterFile, Source, Territory

if TYPE_CHECKING:
    from enveloppes.agreements.ledger import Ledger


class LoadedFile(NamedTuple):
    """One file as read: its name as the user gave it (or found below a directory), and its models."""

    name: str
    model: RegisterFile

    @property
    def spot(self) -> Spot:
        """The whole file as a place."""
        return Spot(self.name)


class PlacedAxis(NamedTuple):
    """An axis, its agreement, the ids of the axes above it (outermost first), its place and its default source."""

    axis: Axis
    agreement: Agreement
    above: tuple[str, ...]
    spot: Spot
    source: str | None


class PlacedEnvelope(NamedTuple):
    """An envelope, its agreement, the ids of its axes (outermost first, none for context), place, default source."""

    envelope: Envelope
    agreement: Agreement
    axes: tuple[str, ...]
    is_context: bool
    spot: Spot
    source: str | None


class PlacedClaim(NamedTuple):
    """A claim, its agreement and its place."""

    claim: Claim
    agreement: Agreement
    spot: Spot


@dataclass(frozen=True, eq=False)
class Register:
    """The files of one run, sorted as they were given; ids are unique and references known once it was checked.

    A register is equal to itself alone, so that what was worked out of one can be remembered for it.
    """

    files: tuple[LoadedFile, ...]

    def agreements(self) -> Iterator[tuple[Agreement, Spot]]:
        """Yield every agreement with its place."""
        for file in self.files:
            for index, agreement in enumerate(file.model.agreements):
                yield agreement, Spot(file.name, ("agreements", index))

    def axes(self) -> Iterator[PlacedAxis]:
        """Yield every axis, an outer one before those in it."""
        for agreement, spot in self.agreements():
            yield from _axes(agreement, agreement.axes, (), spot, agreement.source.ref if agreement.source else None)

    def envelopes(self) -> Iterator[PlacedEnvelope]:
        """Yield every envelope in reading order: axis by axis, then the context of its agreement."""
        for agreement, spot in self.agreements():
            source = agreement.source.ref if agreement.source else None
            for placed in _axes(agreement, agreement.axes, (), spot, source):
                path = (*placed.above, placed.axis.id)
                for index, envelope in enumerate(placed.axis.envelopes):
                    here = placed.spot.below("envelopes", index)
                    yield PlacedEnvelope(envelope, agreement, path, False, here, placed.source)
            for index, envelope in enumerate(agreement.context):
                yield PlacedEnvelope(envelope, agreement, (), True, spot.below("context", index), source)

    def claims(self) -> Iterator[PlacedClaim]:
        """Yield every claim."""
        for agreement, spot in self.agreements():
            for index, claim in enumerate(agreement.claims):
                yield PlacedClaim(claim, agreement, spot.below("claims", index))

    @cached_property
    def sources(self) -> dict[str, tuple[Source, Spot]]:
        """Every source under its id, with its place; of two with one id the first counts (R201 names the other)."""
        found: dict[str, tuple[Source, Spot]] = {}
        for file in self.files:
            for key, source in file.model.sources.items():
                found.setdefault(key, (source, Spot(file.name, ("sources", key))))
        return found

    @cached_property
    def ledgers(self) -> dict[str, tuple[Ledger, Spot]]:
        """Every ledger under its id, with its place; of two with one id the first counts."""
        found: dict[str, tuple[Ledger, Spot]] = {}
        for file in self.files:
            for key, ledger in file.model.ledgers.items():
                found.setdefault(key, (ledger, Spot(file.name, ("ledgers", key))))
        return found

    @cached_property
    def territories(self) -> dict[str, tuple[Territory, Spot]]:
        """Every territory under its code, with its place; of two with one code the first counts."""
        found: dict[str, tuple[Territory, Spot]] = {}
        for file in self.files:
            for key, territory in file.model.territories.items():
                found.setdefault(key, (territory, Spot(file.name, ("territories", key))))
        return found

    @cached_property
    def agreement_by_id(self) -> dict[str, Agreement]:
        """Every agreement under its id."""
        return {agreement.id: agreement for agreement, _ in self.agreements()}

    @cached_property
    def axis_by_id(self) -> dict[str, PlacedAxis]:
        """Every axis under its id."""
        return {placed.axis.id: placed for placed in self.axes()}

    @cached_property
    def envelope_by_id(self) -> dict[str, PlacedEnvelope]:
        """Every envelope under its id."""
        return {placed.envelope.id: placed for placed in self.envelopes()}


def _axes(
    agreement: Agreement, axes: tuple[Axis, ...], above: tuple[str, ...], spot: Spot, source: str | None
) -> Iterator[PlacedAxis]:
    for index, axis in enumerate(axes):
        here = spot.below("axes", index)
        own = axis.source.ref if axis.source and axis.source.ref else source
        yield PlacedAxis(axis, agreement, above, here, own)
        yield from _axes(agreement, axis.axes, (*above, axis.id), here, own)
