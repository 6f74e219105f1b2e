"""The ids that a file gives and those it refers to, collected from its plain data.

Not from the models, so that one envelope that the model refuses makes neither its neighbours nor what refers to it
unknown.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from enum import StrEnum

from enveloppes.reading.yaml_values import Path, Value


class Kind(StrEnum):
    """What an id names; the first four share one namespace, the others have one each."""

    AGREEMENT = "agreement"
    AXIS = "axis"
    ENVELOPE = "envelope"
    CLAIM = "claim"
    SOURCE = "source"
    TERRITORY = "territory"
    LEDGER = "ledger"


OWN_SPACES = (Kind.SOURCE, Kind.TERRITORY, Kind.LEDGER)
_SECTIONS = (("sources", Kind.SOURCE), ("territories", Kind.TERRITORY), ("ledgers", Kind.LEDGER))


@dataclass(slots=True, eq=False)
class Names:
    """The ids that one file gives and those it refers to, with their paths."""

    defined: list[tuple[Kind, str, Path]] = field(default_factory=list)
    referred: list[tuple[Kind, str, Path]] = field(default_factory=list)
    within: list[tuple[str, str, Path]] = field(default_factory=list)


def _mappings(value: Value, path: Path) -> Iterator[tuple[dict[str, Value], Path]]:
    if isinstance(value, list):
        for index, item in enumerate(value):
            if isinstance(item, dict):
                yield item, (*path, index)


def names_in(data: Value) -> Names:
    """Return the ids and references of a file, from whatever of it has the shape for them."""
    names = Names()
    if isinstance(data, dict):
        for key, kind in _SECTIONS:
            _keys(names, kind, data.get(key), (key,))
        for agreement, path in _mappings(data.get("agreements"), ("agreements",)):
            _agreement(names, agreement, path)
    return names


def _keys(names: Names, kind: Kind, value: Value, path: Path) -> None:
    if not isinstance(value, dict):
        return
    for key, item in value.items():
        names.defined.append((kind, key, (*path, key)))
        if kind is Kind.TERRITORY and isinstance(item, dict):
            _cited(names, item, (*path, key))
            population = item.get("population")
            if isinstance(population, dict):
                _cited(names, population, (*path, key, "population"))


def _agreement(names: Names, agreement: dict[str, Value], path: Path) -> None:
    _defined(names, Kind.AGREEMENT, agreement, path)
    _placed(names, agreement, path)
    for party, below in _mappings(agreement.get("parties"), (*path, "parties")):
        _cited(names, party, below)
    axes = list(_mappings(agreement.get("axes"), (*path, "axes")))[::-1]
    while axes:
        axis, below = axes.pop()
        _defined(names, Kind.AXIS, axis, below)
        _placed(names, axis, below)
        for envelope, place in _mappings(axis.get("envelopes"), (*below, "envelopes")):
            _envelope(names, envelope, place)
        axes += list(_mappings(axis.get("axes"), (*below, "axes")))[::-1]
    for envelope, place in _mappings(agreement.get("context"), (*path, "context")):
        _envelope(names, envelope, place)
    for claim, place in _mappings(agreement.get("claims"), (*path, "claims")):
        _claim(names, claim, place)


def _envelope(names: Names, envelope: dict[str, Value], path: Path) -> None:
    _defined(names, Kind.ENVELOPE, envelope, path)
    _placed(names, envelope, path)
    for revision, below in _mappings(envelope.get("amount"), (*path, "amount")):
        _cited(names, revision, below)
    for funder, below in _mappings(envelope.get("funders"), (*path, "funders")):
        _cited(names, funder, below)
    for tracking, below in _mappings(envelope.get("tracked"), (*path, "tracked")):
        ledger = tracking.get("ledger")
        if isinstance(ledger, str) and ledger:
            names.referred.append((Kind.LEDGER, ledger, (*below, "ledger")))
    within = envelope.get("within")
    place: Path = (*path, "within")
    if isinstance(within, dict):
        _cited(names, within, place)
        within, place = within.get("id"), (*place, "id")
    if isinstance(within, str) and within:
        names.referred.append((Kind.ENVELOPE, within, place))
        own = envelope.get("id")
        if isinstance(own, str):
            names.within.append((own, within, place))


def _claim(names: Names, claim: dict[str, Value], path: Path) -> None:
    _defined(names, Kind.CLAIM, claim, path)
    _cited(names, claim, path)
    total_of = claim.get("total_of")
    if isinstance(total_of, list):
        names.referred += [
            (Kind.ENVELOPE, item, (*path, "total_of", index))
            for index, item in enumerate(total_of)
            if isinstance(item, str)
        ]
    keys = ("share", "of") if "share" in claim else ("more", "than")
    for key in keys:
        value = claim.get(key)
        if isinstance(value, str) and value:
            names.referred.append((Kind.ENVELOPE, value, (*path, key)))


def _defined(names: Names, kind: Kind, part: dict[str, Value], path: Path) -> None:
    own = part.get("id")
    if isinstance(own, str) and own:
        names.defined.append((kind, own, (*path, "id")))


def _placed(names: Names, part: dict[str, Value], path: Path) -> None:
    """Collect the references of an agreement, an axis or an envelope."""
    _cited(names, part, path)
    territory = part.get("territory")
    if isinstance(territory, str) and territory:
        names.referred.append((Kind.TERRITORY, territory, (*path, "territory")))
    total = part.get("total")
    if isinstance(total, dict):
        _cited(names, total, (*path, "total"))


def _cited(names: Names, part: dict[str, Value], path: Path) -> None:
    source = part.get("source")
    place: Path = (*path, "source")
    if isinstance(source, dict):
        source, place = source.get("ref"), (*place, "ref")
    if isinstance(source, str) and source:
        names.referred.append((Kind.SOURCE, source, place))
