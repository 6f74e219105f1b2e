"""The parts of a file by their paths: what to call the mapping that stands at a path, and which keys it may have."""

from __future__ import annotations

from dataclasses import dataclass

from pydantic import BaseModel

from enveloppes.agreements import ledger, model
from enveloppes.language.message import Message, say
from enveloppes.reading.yaml_values import Path


@dataclass(frozen=True, slots=True)
class Part:
    """A kind of mapping: its name with an indefinite article, and its model."""

    name: Message
    model: type[BaseModel]

    @property
    def keys(self) -> tuple[str, ...]:
        """The keys that the format knows here, as they are written."""
        return tuple(field.alias or name for name, field in self.model.model_fields.items())


FILE = Part(say("a file"), model.RegisterFile)
# Under these keys stands a list, or a mapping by ids: the step after the key names one of many.
_MANY = {
    "sources": Part(say("a source"), model.Source),
    "territories": Part(say("a territory"), model.Territory),
    "agreements": Part(say("an agreement"), model.Agreement),
    "parties": Part(say("a party"), model.Party),
    "axes": Part(say("an axis"), model.Axis),
    "envelopes": Part(say("an envelope"), model.Envelope),
    "context": Part(say("an envelope"), model.Envelope),
    "funders": Part(say("a funder"), model.Funder),
    "ignored": Part(say("an ignored figure"), model.Ignored),
    "amount": Part(say("a revision"), model.Revision),
    "ledgers": Part(say("a ledger"), ledger.Ledger),
    "tracked": Part(say("a tracking"), ledger.Tracking),
}
_ONE = {
    "source": Part(say("a citation"), model.Citation),
    "total": Part(say("a stated total"), model.StatedTotal),
    "within": Part(say("a container"), model.Within),
    "population": Part(say("a population"), model.Population),
    "columns": Part(say("a list of columns"), ledger.Columns),
    "where": Part(say("a selection of lines"), ledger.Where),
}
_CLAIMS = {
    "total_of": Part(say("a claim of a total"), model.TotalClaim),
    "share": Part(say("a claim of a share"), model.ShareClaim),
    "more": Part(say("a claim of an order"), model.OrderClaim),
    "count": Part(say("a claim of a count"), model.CountClaim),
}


def part_at(path: Path, value: object) -> Part:
    """Return what kind of mapping stands at a path (that of ``value``), or holds it."""
    part = FILE
    steps = iter(path)
    for step in steps:
        if step in _MANY and next(steps, None) is not None:
            part = _MANY[str(step)]
        elif step in _ONE:
            part = _ONE[str(step)]
        elif step == "claims" and next(steps, None) is not None:
            kind = next((kind for kind in _CLAIMS if isinstance(value, dict) and kind in value), "total_of")
            part = _CLAIMS[kind]
    return part
