"""Ids and what refers to them, over all files: duplicates, unknown references, circles of containment (R201 to R203).

They are collected from the plain data and not from the models, so that one envelope that the model refuses makes
neither its neighbours nor what refers to it unknown.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from difflib import get_close_matches
from enum import StrEnum
from itertools import islice

from enveloppes.agreements.finding import Finding, Spot
from enveloppes.language.message import Message, say
from enveloppes.reading.yaml_events import Path, Value

_MOST_HINTS = 100
_MOST_CANDIDATES = 2000


class Kind(StrEnum):
    """What an id names; the first four share one namespace, sources and territories have one each."""

    AGREEMENT = "agreement"
    AXIS = "axis"
    ENVELOPE = "envelope"
    CLAIM = "claim"
    SOURCE = "source"
    TERRITORY = "territory"


_OWN_SPACES = (Kind.SOURCE, Kind.TERRITORY)
_WITH_ARTICLE = {
    Kind.AGREEMENT: say("an agreement"),
    Kind.AXIS: say("an axis"),
    Kind.ENVELOPE: say("an envelope"),
    Kind.CLAIM: say("a claim"),
}


@dataclass(slots=True)
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
        for key, kind in (("sources", Kind.SOURCE), ("territories", Kind.TERRITORY)):
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


def check_references(files: list[tuple[str, Names]], *, elsewhere: frozenset[str] = frozenset()) -> list[Finding]:
    """Return R201, R202 and R203 over all files; ids that may stand in a broken file are given as ``elsewhere``."""
    book = _Book(elsewhere)
    for file, names in files:
        for kind, name, path in names.defined:
            book.define(kind, name, Spot(file, path))
    for file, names in files:
        for kind, name, path in names.referred:
            book.refer(kind, name, Spot(file, path))
    parents: dict[str, tuple[str, Spot]] = {}
    for file, names in files:
        for child, parent, path in names.within:
            parents.setdefault(child, (parent, Spot(file, path)))
    return book.found + _cycles(parents)


class _Book:
    """Every id by its namespace, and what was found on the way."""

    def __init__(self, elsewhere: frozenset[str]) -> None:
        self.known: dict[str, dict[str, tuple[Kind, Spot]]] = defaultdict(dict)
        self.elsewhere = elsewhere
        self.found: list[Finding] = []
        self.hints = 0

    def define(self, kind: Kind, name: str, spot: Spot) -> None:
        space = self.known[_space(kind)]
        if name not in space:
            space[name] = (kind, spot)
            return
        message = say("`{id}` is already given at {place}; an id names one thing only: rename one", id=name,
                      place=space[name][1])  # fmt: skip
        on_key = kind in _OWN_SPACES
        self.found.append(Finding("R201", message, Spot(spot.file, spot.path, on_key)))

    def refer(self, kind: Kind, name: str, spot: Spot) -> None:
        known = self.known[_space(kind)].get(name)
        if known is None:
            if name not in self.elsewhere:
                self.found.append(Finding("R202", self._unknown(kind, name), spot))
        elif known[0] is not kind:
            message = say(
                "`{id}` is {other}, not an envelope; name an envelope", id=name, other=_WITH_ARTICLE[known[0]]
            )
            self.found.append(Finding("R202", message, spot))

    def _unknown(self, kind: Kind, name: str) -> Message:
        near = self._nearest(kind, name)
        if kind is Kind.SOURCE:
            if near:
                return say("no source `{id}` is defined; did you mean `{near}`?", id=name, near=near)
            return say("no source `{id}` is defined; correct it or add it under `sources`", id=name)
        if kind is Kind.TERRITORY:
            if near:
                return say("no territory `{id}` is defined; did you mean `{near}`?", id=name, near=near)
            return say("no territory `{id}` is defined; correct it or add it under `territories`", id=name)
        if near:
            return say("no agreement has an envelope `{id}`; did you mean `{near}`?", id=name, near=near)
        return say("no agreement has an envelope `{id}`; correct the id or add the envelope", id=name)

    def _nearest(self, kind: Kind, name: str) -> str | None:
        self.hints += 1
        if self.hints > _MOST_HINTS or len(name) > 200:  # noqa: PLR2004 - the longest an id may be
            return None
        candidates = islice(
            (
                known
                for known, (its_kind, _) in self.known[_space(kind)].items()
                if its_kind is kind and abs(len(known) - len(name)) <= 3  # noqa: PLR2004 - a slip of the pen
            ),
            _MOST_CANDIDATES,
        )
        return next(iter(get_close_matches(name, candidates, n=1, cutoff=0.75)), None)


def _space(kind: Kind) -> str:
    return kind.value if kind in _OWN_SPACES else ""


def _cycles(parents: dict[str, tuple[str, Spot]]) -> list[Finding]:
    """Return one finding for each circle, at the link that closes it in reading order."""
    found: list[Finding] = []
    settled: set[str] = set()
    for start in parents:
        chain: dict[str, int] = {}
        here = start
        while here in parents and here not in settled and here not in chain:
            chain[here] = len(chain)
            here = parents[here][0]
        if here in chain:
            circle = list(chain)[chain[here] :]
            shown = " → ".join(f"`{name}`" for name in [*circle, circle[0]])
            message = say("containers go round in a circle: {circle}; take one `within` away", circle=shown)
            found.append(Finding("R203", message, parents[circle[-1]][1]))
        settled.update(chain)
    return found


_ID_LIKE = re.compile(r"""(?:^|[{,\s])(?:id:\s*["']?([a-z0-9][a-z0-9-]*)|["']?([A-Za-z0-9][A-Za-z0-9-]*)["']?\s*:)""")


def names_possibly_in(text: str) -> frozenset[str]:
    """Return whatever may be an id in a text that does not parse, so that nothing is called unknown for its sake."""
    return frozenset(first or second for first, second in _ID_LIKE.findall(text))
