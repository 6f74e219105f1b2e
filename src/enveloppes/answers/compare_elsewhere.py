"""What else is not the same in two versions of the files: agreements, axes, claims, sources, territories.

A review of budget data must not miss a stated total that was raised, or a claim that was dropped, because no envelope
changed with it.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from enveloppes.agreements.register import Register
from enveloppes.agreements.strict import Model
from enveloppes.answers.compare_result import Elsewhere, FactKind, Status

# What the lines themselves show, and so is not repeated here.
_SHOWN_BY_LINES = frozenset({"axes", "envelopes", "context", "claims"})


def elsewhere(old: Register, new: Register) -> tuple[Elsewhere, ...]:
    """Return what differs beside the envelopes, kind by kind, in reading order."""
    found: list[Elsewhere] = []
    for kind in FactKind:
        found += _differences(kind, _facts(old, kind), _facts(new, kind))
    return tuple(found)


def _facts(register: Register, kind: FactKind) -> Mapping[str, Model]:
    if kind is FactKind.AGREEMENT:
        return register.agreement_by_id
    if kind is FactKind.AXIS:
        return {key: placed.axis for key, placed in register.axis_by_id.items()}
    if kind is FactKind.CLAIM:
        return {placed.claim.id: placed.claim for placed in register.claims()}
    known = register.sources if kind is FactKind.SOURCE else register.territories
    return {key: placed[0] for key, placed in known.items()}


def _differences(kind: FactKind, old: Mapping[str, Model], new: Mapping[str, Model]) -> Iterator[Elsewhere]:
    for key in dict.fromkeys((*new, *old)):
        before, after = old.get(key), new.get(key)
        if before is None or after is None:
            yield Elsewhere(kind, key, Status.ADDED if before is None else Status.REMOVED)
        elif names := tuple(_changed_fields(before, after)):
            yield Elsewhere(kind, key, Status.CHANGED, names)


def _changed_fields(before: Model, after: Model) -> Iterator[str]:
    if type(before) is not type(after):
        yield "kind"
        return
    for name, info in type(after).model_fields.items():
        if name not in _SHOWN_BY_LINES and getattr(before, name) != getattr(after, name):
            yield info.alias or name
